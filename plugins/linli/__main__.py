"""``python -m linli COMMAND``."""

from __future__ import annotations

import sys

try:
    from linli.cli import main
    from linli.processes import end_at_once

    code = main(is_last=True)
    end_at_once(code)
    sys.exit(code)
except KeyboardInterrupt:  # while it was still being loaded
    sys.exit(130)
