"""What every form of a copy is made from: plain, frozen values."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from linli.republish.blocks import Block

Span = tuple[str, str]
"""A piece of text and where it leads, or nothing."""
Line = tuple[Span, ...]


class Picture(NamedTuple):
    """A picture with what must stand beside it; the address is absolute, the size in pixels (0: unknown)."""

    url: str
    alt: str
    width: int = 0
    height: int = 0
    caption: str = ""
    credit: str = ""


class Credit(NamedTuple):
    """Somebody named: the role for programs and as readers read it, name and unit."""

    role: str
    label: str
    name: str
    unit: str = ""


class Copy(NamedTuple):
    """A story to take along; every address in it is absolute.

    ``opening`` stands between title and text: who wrote it and when, what must be said first. ``closing`` stands
    below it: corrections, the notice, and last of all ``last``, the credit with the address of the original.
    ``left_out`` are the pictures that do not come along. Times are ISO 8601; ``licence`` is name and address.
    """

    url: str
    lang: str
    title: str
    subtitle: str
    opening: tuple[str, ...]
    body: tuple[Block, ...]
    closing: tuple[Line, ...]
    last: Line
    left_out: tuple[Picture, ...]
    id: str
    byline: tuple[Credit, ...]
    signoff: tuple[Credit, ...]
    source: Span
    published: str
    modified: str
    holder: str
    licence: Span
    notice: str
    credit: str
    summary: str = ""


def text_of(line: Line, lang: str) -> str:
    """Return a line as plain text: each address stands in brackets behind the words that lead there."""
    return "".join([with_address(text, url, lang) for text, url in line])


def with_address(text: str, url: str, lang: str) -> str:
    """Return words that lead somewhere with the address in brackets, within those that they end in themselves.

    >>> with_address("许可协议（CC BY 4.0）", "https://cc.example/", "zh")
    '许可协议（CC BY 4.0，https://cc.example/）'
    """
    address = url.removeprefix("mailto:").removeprefix("tel:")
    if address in {"", text}:
        return text
    is_chinese = lang.lower().startswith("zh")
    before, comma, after = ("（", "，", "）") if is_chinese else (" (", ", ", ")")
    if text.endswith(after):
        return f"{text.removesuffix(after)}{comma}{address}{after}"
    return f"{text}{before}{address}{after}"
