"""``python -m linli COMMAND``."""

from __future__ import annotations

import sys

try:
    from linli.cli import main

    sys.exit(main(is_last=True))
except KeyboardInterrupt:  # while it was still being loaded
    sys.exit(130)
