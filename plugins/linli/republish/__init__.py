"""A story as others take it along: clean HTML, plain text, Markdown, JSON, and a copy to paste into WeChat.

``clean(html, may_go)`` makes blocks of a short list out of a story's safe HTML, without the pictures whose rights do not
allow it. A :class:`Copy` is those blocks with what must stand before and after them; each form writes the same copy.
Nothing here knows where a story comes from or what may be done with it: that is said in the copy.
"""

from __future__ import annotations

from linli.republish.blocks import Block, clean
from linli.republish.fragment import as_html
from linli.republish.markdown import as_markdown
from linli.republish.owners import Owners, may_go
from linli.republish.plain import as_text
from linli.republish.record import as_json
from linli.republish.values import Copy, Credit, Picture, Span
from linli.republish.wechat import as_wechat

__all__ = [
    "Block",
    "Copy",
    "Credit",
    "Owners",
    "Picture",
    "Span",
    "as_html",
    "as_json",
    "as_markdown",
    "as_text",
    "as_wechat",
    "clean",
    "may_go",
]
