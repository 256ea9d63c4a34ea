"""What differs when the site is published: nothing but the address, which may come from outside."""

import os

from pelicanconf import *  # noqa: F403

SITEURL = os.environ.get("LINLI_SITEURL", "https://qinghe.example")
