"""What a header does not say and must: of every story, and of one that is reprinted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.problems import NOWHERE, Place
from linli.story.naming import folded
from linli.story.rights import is_named, reprint_gaps
from linli.story.story import Kind, Origin, Status

if TYPE_CHECKING:
    from linli.story.context import Context
    from linli.story.draft import Draft
    from linli.story.entries import Header

UNFINISHED = frozenset({Status.DRAFT, Status.REVIEW})


def require(draft: Draft, kind: Kind, header: Header, context: Context) -> None:
    """Write down what is missing; of a draft it is only noted, so that it holds up nothing else."""
    first = header.entries[0].key.place if header.entries else Place(1, 1)
    unread = context.unread()
    rule = "draft-incomplete" if draft.get("status") in UNFINISHED else "missing-field"
    always = ("title",) if kind == "page" else ("title", "date")
    for key in dict.fromkeys((*always, *context.settings.required[kind])):
        if key in draft or draft.lines.get(key) in unread:
            continue
        field = context.settings.fields.named(key)
        place = Place(draft.lines[key], 1) if key in draft.lines else first
        context.note(rule, place, key=key, alias=field.aliases[0] if field.aliases else key)
    if not draft.text("slug"):
        context.note("bad-file-name", NOWHERE, limit=120)
    unwritten = kind != "page" and not header.body.strip() and "cover" not in draft
    if unwritten and rule == "missing-field":
        context.note("empty-body", Place(header.body_line - 1, 1))


def check_reprint(draft: Draft, kind: Kind, context: Context) -> None:
    """Point out what a reprint does not say, and editors who do not give their name."""
    if draft.get("origin") != Origin.REPRINT:
        return
    unread = context.unread()
    lost = [
        context.settings.fields.named(key)
        for key in reprint_gaps(draft.get)
        if draft.lines.get(key) not in unread
        and not (key == "permission" and key in draft.lines)
        and key not in context.settings.required[kind]
    ]
    if lost:
        context.note(
            "reprint-incomplete",
            Place(draft.lines["origin"], 1),
            key=", ".join(field.key for field in lost),
            alias="、".join(field.aliases[0] for field in lost),
        )
    unnamed = [one for one in draft.people("editors") if not is_named(one)]
    if unnamed:
        context.note("editor-unnamed", Place(draft.lines["editors"], 1), name=unnamed[0].name)
    source, sources = draft.text("source"), context.settings.sources
    if source and sources is not None and folded(source) not in sources:
        context.note("source-not-listed", Place(draft.lines["source"], 1), source=source)
