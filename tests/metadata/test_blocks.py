from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest

from linli.metadata.blocks import block_text

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    "]]>",
    "a & b &amp; &lt;",
    "\u2028\u2029",
    '"quoted" \\ back',
    "榆树里装上电梯",
    "</ScRiPt\n>",
]


class Blocks(HTMLParser):
    """What a browser finds: the texts of script elements, and whatever else there is."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.data = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.data += data


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_ends_the_block_or_begins_another(text: str) -> None:
    block = block_text({"headline": text, "about": [text]})
    assert not {"<", ">", "&", "\u2028", "\u2029"} & set(block)
    found = Blocks(f'<script type="application/ld+json">{block}</script>')
    assert found.tags == ["script"]
    assert json.loads(found.data) == {"headline": text, "about": [text]}
