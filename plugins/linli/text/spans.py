"""Bold and links within one block of a simple text (:mod:`linli.text.simple`)."""

from __future__ import annotations

from linli.regexes import regex

_ADDRESS = r"(?:\{(?:filename|static)\})?[\w/.#][^\s()<>\[\]{}\"'*|]*"
_LINK = regex(rf"(?<!!)\[([^\[\]\n_{{}}^!][^\[\]\n_{{}}]*)\]\(({_ADDRESS})\)")
PICTURE = regex(
    rf"!\[(?P<alt>[^\[\]\n_{{}}*^!\"]*)\]\((?P<src>{_ADDRESS})"
    r"(?: \"(?P<title>[^\s\"'()\[\]_{}*](?:[^\"'()\[\]\n_{}*]*[^\s\"'()\[\]_{}*])?)\")?\)"
)
"""A picture, with a title in straight quotes or none. Its text has none: they would end the attribute."""


class NotSimpleError(Exception):
    """Something a simple text does not have."""


def spans(text: str) -> str:
    """Return a block's text with its bold and links in HTML. Raises ``NotSimpleError``."""
    if ">" in text:
        raise NotSimpleError
    if "*" not in text:
        return _linked(text)
    pieces = text.split("**")
    if len(pieces) % 2 == 0 or "*" in "".join(pieces):
        raise NotSimpleError
    for number, piece in enumerate(pieces):
        if number % 2 == 0:
            pieces[number] = _linked(piece)
        elif not piece or piece != piece.strip() or _has_marks(piece):
            raise NotSimpleError
        else:
            pieces[number] = f"<strong>{piece}</strong>"
    return "".join(pieces)


def _linked(text: str) -> str:
    if not _has_marks(text):
        return text
    if _has_marks(_LINK.sub("", text)):
        raise NotSimpleError
    return _LINK.sub(r'<a href="\2">\1</a>', text)


def _has_marks(text: str) -> bool:
    # To look for one after the other is faster than to look for any of them.
    return "[" in text or "]" in text or "_" in text or "{" in text or "}" in text
