"""Values as the text of a data block in HTML.

A ``<script>`` of the type ``application/ld+json`` is data: browsers neither run it nor ask a Content-Security-Policy
about it (HTML, "prepare the script element": any type but a script's ends there). It must only not end early.
"""

from __future__ import annotations

import json
from typing import Any

_UNSAFE = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)
"""Neither ``</script`` nor ``<!--`` can stand in a block, nor anything that HTML has a meaning for."""
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def block_text(value: dict[str, Any]) -> str:
    r"""Return ``value`` as JSON that may stand in a data block as it is.

    >>> block_text({"headline": "</script>"})
    '{"headline":"\\u003c/script\\u003e"}'
    """
    return _encode(value).translate(_UNSAFE)
