"""What a header leaves to the site: source, column, series, name."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from linli.story.naming import address_name, column_in_title, folded, series_in_title
from linli.story.rights import usual_reuse
from linli.story.story import Kind, Origin, Permission

if TYPE_CHECKING:
    from linli.story.draft import Draft
    from linli.story.settings import StorySettings


def fill(draft: Draft, name: str, kind: Kind, settings: StorySettings) -> None:
    """Add what the header leaves to the site: source, column, series, name."""
    said = "origin" in draft
    origin = draft.setdefault("origin", Origin.ORIGINAL)
    if origin == Origin.ORIGINAL:
        draft.setdefault("source", settings.site_name)
        if said or is_house(draft.text("source"), settings):
            draft.setdefault("permission", Permission.OWN)
    elif origin == Origin.COMPILED and is_house(
        draft.text("source") or settings.site_name, settings
    ):
        draft.setdefault("permission", Permission.OWN)
    draft.setdefault("permission", Permission.UNKNOWN)
    draft.setdefault("reuse", usual_reuse(*draft.rights(), settings.reuse))
    title = draft.text("title")
    if "column" not in draft:
        folder = posixpath.dirname(name).rpartition("/")[2]
        column = settings.notice_column if kind == "notice" else column_in_title(title)
        column = column or settings.columns.get(folder, "")
        if column:
            draft["column"] = column
    numbered = series_in_title(title)
    if numbered and draft.get("series") in (None, numbered.name):
        draft.setdefault("series", numbered.name)
        draft.setdefault("series_index", numbered.number)
    stem = posixpath.splitext(posixpath.basename(name))[0]
    if stem == "index" and "/" in name:
        stem = posixpath.basename(posixpath.dirname(name))
    draft.setdefault("slug", draft.get("id") or address_name(stem))


def is_house(source: str, settings: StorySettings) -> bool:
    """Say whether ``source`` is the site itself, in any case and width."""
    return folded(source) == folded(settings.site_name)
