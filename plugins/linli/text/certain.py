"""HTML that the sanitiser would give back as it is, so that it need not be parsed once more.

Certain is HTML made of a few exact tags and of printable text in which brackets and ampersands are written out. It is looked at
when it is finished, whoever made it; nothing of it is taken on trust but that its tags are closed in their order,
which :mod:`linli.text.simple` sees to. Everything else goes to :mod:`linli.text.safe`. The two are compared in
``tests/text/test_certain.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.regexes import regex
from linli.text.tables import LABELS

if TYPE_CHECKING:
    import re

    from linli.text.links import AttributeRule

_BARE = "p|li|ul|ol|blockquote|strong|em|code|figure|figcaption|table|thead|tbody|tr|th|td"
_PATH = r"(?:[^\"\\:\s<>&]|&amp;)"
_HOST = r"(?:[a-z0-9](?:-?[a-z0-9])*\.)+[a-z]{2,20}"
_ADDRESS = rf"(?>https?://{_HOST}(?:[/?#](?:{_PATH}|:)*)?|{_PATH}+)"
"""Without a colon it has no scheme; so it leads to something in this site, or to nothing. On the web it has a
host that every parser of addresses takes for one."""
_TAGS = "|".join(
    (
        rf"/?(?:{_BARE})",
        r"h[2-6] id=\"(?!linli-)\w[\w:.\-]{0,99}\"",
        r"/(?:h[2-6]|a|div|span)",
        r"[bh]r",
        r"ol start=\"[1-9][0-9]{0,3}\"",
        rf"a href=\"{_ADDRESS}\"",
        rf"img alt=\"[^\"<>&]*+\" src=\"{_ADDRESS}\"",
        r"t[hd] class=\"align-(?:left|right|center)\"",
        rf"div aria-label=\"(?:{'|'.join(sorted(set(LABELS.values())))})\" class=\"table-scroll\" role=\"group\" tabindex=\"0\"",
        r"span class=\"credit\"",
    )
)
_CERTAIN = regex(rf"(?>(?:[^<>&]++|<(?:{_TAGS})>|&(?:amp|lt|gt);)*)")
_POINTING = regex(r"(<(?:a|img alt=\"[^\"]*+\")) (href|src)=\"([^\"]*)\"")
"""An address in a tag: in a text, ``href="a"`` is what it is."""


def is_certain(html: str) -> bool:
    """Say whether well-formed ``html`` is certainly nothing but what the allow-list lets pass.

    >>> (
    ...     is_certain("<p>水停了。</p>"),
    ...     is_certain("<p onclick=a>水停了。</p>"),
    ...     is_certain("<p>a &nbsp; b</p>"),
    ... )
    (True, False, False)
    """
    # Printable, that is without controls, without halves of pairs, and without the space that becomes &nbsp;.
    seen = html.replace("\n", "").replace("\u3000", "")
    return seen.isprintable() and _CERTAIN.fullmatch(html) is not None


def addressed(html: str, rule: AttributeRule) -> str:
    """Return certain ``html`` with the addresses that ``rule`` decides on, in their order."""
    if '="' not in html:
        return html

    def decide(match: re.Match[str]) -> str:
        tag, name = match[1], match[2]
        address = rule("a" if name == "href" else "img", match[3].replace("&amp;", "&"))
        return tag if address is None else f'{tag} {name}="{address.replace("&", "&amp;")}"'

    return _POINTING.sub(decide, html)
