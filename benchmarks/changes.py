"""What newsrooms do all day: mend a title, add a sentence, publish a story, take one away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from benchmarks.check import BuildIsWrongError, plain, shown, text_of
from benchmarks.corpus import LAST

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.corpus import Piece
    from benchmarks.peers import Tool

ADDED = "新添的一句，第{number}回。"
TITLE = "改过的标题，第{number}回"
CHANGES = ("edit-title", "edit-body", "new", "delete")


@dataclass(frozen=True, slots=True)
class Change:
    """A story as it is and as it shall be; either may be missing."""

    before: Piece | None
    after: Piece | None


def change(kind: str, piece: Piece, number: int) -> Change:
    """Return what ``kind`` does to ``piece``; ``number`` makes each time different. What is new is of the last day."""
    if kind == "edit-title":
        return Change(piece, replace(piece, title=TITLE.format(number=number)))
    if kind == "edit-body":
        return Change(piece, replace(piece, body=added(piece.body, number)))
    if kind == "new":
        title = TITLE.format(number=number)
        slug = f"{piece.slug}-new-{number}"
        return Change(None, replace(piece, slug=slug, title=title, date=LAST))
    if kind == "delete":
        return Change(piece, None)
    raise ValueError(f"{kind} is not one of {', '.join(CHANGES)}")


def added(body: str, number: int) -> str:
    """Return the text with a sentence more in its first paragraph."""
    lead, *rest = body.split("\n")
    return "\n".join([lead + ADDED.format(number=number), *rest])


def apply(one: Change, tool: Tool, site: Path) -> None:
    """Write the change into the corpus."""
    if one.after is not None:
        path = tool.source(site, one.after)
        path.write_bytes(tool.form(one.after).encode())
    elif one.before is not None:
        tool.source(site, one.before).unlink()


def undo(one: Change, tool: Tool, site: Path) -> None:
    """Make the corpus what it was."""
    apply(Change(one.after, one.before), tool, site)


def check_change(one: Change, tool: Tool, site: Path) -> None:
    """Raise unless the site shows the change: the page, and the list that has the story on it."""
    if one.after is None:
        if one.before is not None and tool.page(site, one.before).exists():
            raise BuildIsWrongError(f"{tool.label}: the page of {one.before.slug} is still there")
        return
    text = plain(text_of(tool, site, one.after))
    lead = one.after.body.split("\n", 1)[0].replace("**", "")[-12:]
    for wanted in (one.after.title, lead):
        if shown(wanted) not in text:
            raise BuildIsWrongError(f"{tool.label}: {one.after.slug} does not show “{wanted}”")
