"""Ids of headings: their own words, in any script: readable, and unchanged while the heading is unchanged."""

from __future__ import annotations

import re
import unicodedata

ID_LIMIT = 60


def heading_id(text: str, separator: str) -> str:
    """Return an id for a heading: its letters and digits, the rest as ``separator``.

    >>> heading_id("一、电梯怎么装？ How to", "-")
    '一-电梯怎么装-how-to'
    """
    folded = unicodedata.normalize("NFKC", text).lower()
    words = re.findall(r"[^\W_]+", folded)
    name = separator.join(words)[:ID_LIMIT].strip(separator)
    return name or "section"
