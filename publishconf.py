"""What differs when the site is published: its address and its hub, which may come from outside."""

import os
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))

from pelicanconf import *  # noqa: F403 - Pelican's way of building on another configuration

SITEURL = os.environ.get("LINLI_SITEURL", "https://qinghe.example")
LINLI_HUB = os.environ.get("LINLI_HUB", "")
