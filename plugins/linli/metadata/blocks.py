"""Values as the text of a data block in HTML.

A ``<script>`` of the type ``application/ld+json`` is data: browsers neither run it nor ask a Content-Security-Policy
about it (HTML, "prepare the script element": any type but a script's ends there). It must only not end early.
"""

from __future__ import annotations

from typing import Any

import msgspec

_UNSAFE = ("<", ">", "&", "\u2028", "\u2029")
"""Neither ``</script`` nor ``<!--`` can stand in a block, nor anything that HTML has a meaning for."""
_ESCAPES = tuple((char, f"\\u{ord(char):04x}") for char in _UNSAFE)
_encode = msgspec.json.Encoder().encode


def block_text(value: dict[str, Any]) -> str:
    r"""Return ``value`` as JSON that may stand in a data block as it is.

    >>> block_text({"headline": "</script>"})
    '{"headline":"\\u003c/script\\u003e"}'
    """
    text = _encode(value).decode()
    for (
        char,
        escape,
    ) in _ESCAPES:  # most are not there: to look is a tenth of what translating costs
        if char in text:
            text = text.replace(char, escape)
    return text
