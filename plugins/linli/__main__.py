"""``python -m linli COMMAND``."""

from __future__ import annotations

import sys

from linli.cli import main

sys.exit(main(is_last=True))
