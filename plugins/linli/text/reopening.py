"""How often a parser of HTML would open elements again that an author forgot to close.

``<b>`` that is not closed inside its own block is opened again in every block below it (HTML standard,
13.2.4.3, "reconstruct the active formatting elements"). A hundred of them above ten thousand paragraphs
are a million elements: a few kilobytes of text would fill the memory of a machine.
"""

from __future__ import annotations

import re

from linli.regexes import regex

REOPENING_LIMIT = 200_000
"""Elements that may be opened again; an article with a forgotten ``</b>`` has some thousands."""

FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_ATTRIBUTE = r"[^\s/>][^\s/>=]*+(?>(?:\s*+=\s*+(?>(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'>][^\s>]*+)?))?)"  # 13.2.5.32-39
_TOKEN = regex(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<[!?][^>]*+(?:>|\Z)|"
    rf"<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?>(?:[\s/]|{_ATTRIBUTE})*)(?:>|\Z)",
    re.DOTALL,
)
_LITERAL = frozenset("script style textarea title xmp iframe noembed noframes noscript".split())
"""Elements in which tags are mere text. What opens there is counted all the same, to be safe."""


def reopened(html: str) -> int:
    """Return how many elements are opened again at most, counting every formatting element that is
    open, or was not closed where it was opened, at every other tag that follows.

    >>> reopened("<p><b>one</p><p>two</p>")
    3
    """
    stack: list[str] = []
    pending = total = 0
    literal = ""
    for token in _TOKEN.finditer(html):
        tag = (token["name"] or "").lower()
        if not tag or (literal and token["end"] and tag != literal):
            continue
        if tag not in FORMATTING:
            total += pending
        if not token["end"]:
            stack.append(tag)
            pending += tag in FORMATTING
            literal = literal or (tag if tag in _LITERAL else "")
        elif stack and stack[-1] == tag:
            stack.pop()
            pending -= tag in FORMATTING
        elif tag in stack:
            popped = [stack.pop()]
            while popped[-1] != tag:
                popped.append(stack.pop())
            pending -= FORMATTING.issuperset(
                popped
            )  # <b><i></b></i>: the first is closed all the same
        literal = "" if token["end"] else literal
    return total
