"""What differs when the site is published: nothing but the address, which may come from outside."""

import os
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))

from pelicanconf import *  # noqa: F403 - Pelican's way of building on another configuration

SITEURL = os.environ.get("LINLI_SITEURL", "https://qinghe.example")
