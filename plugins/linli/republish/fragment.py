"""A copy as HTML that stands in any page: the short list of tags, no ids, no classes."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from linli.republish.blocks import INLINE, VOID, Block

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linli.republish.values import Copy, Line

SPREAD = frozenset({"blockquote", "figure", "ol", "table", "tbody", "thead", "tr", "ul"})
"""What has a line of its own for each thing in it."""


def as_html(copy: Copy) -> str:
    """Return the whole copy, a line for each block."""
    return "\n".join(_parts(copy)) + "\n"


def _parts(copy: Copy) -> Iterator[str]:
    yield f"<h2>{escape(copy.title)}</h2>"
    if copy.subtitle:
        yield f"<p><strong>{escape(copy.subtitle)}</strong></p>"
    yield from [f"<p>{escape(line)}</p>" for line in copy.opening]
    yield from map(html_of, copy.body)
    yield from [f"<p>{line_html(line)}</p>" for line in (*copy.closing, copy.last)]


def line_html(line: Line) -> str:
    """Return a line with its links."""
    return "".join(
        [
            f'<a href="{escape(url)}">{escape(text)}</a>' if url else escape(text)
            for text, url in line
        ]
    )


def html_of(block: Block) -> str:
    """Return one block."""
    given = "".join([f' {name}="{escape(value)}"' for name, value in block.attributes])
    if block.tag in VOID:
        return f"<{block.tag}{given}>"
    inner = _inner(block.children)
    whole = "\n" + "\n".join(inner) + "\n" if block.tag in SPREAD else "".join(inner)
    return f"<{block.tag}{given}>{whole if block.tag in INLINE else _trimmed(whole)}</{block.tag}>"


def _trimmed(html: str) -> str:
    return html if html.startswith("\n") else html.strip()


def _inner(children: Iterable[Block | str]) -> list[str]:
    return [escape(one, quote=False) if isinstance(one, str) else html_of(one) for one in children]
