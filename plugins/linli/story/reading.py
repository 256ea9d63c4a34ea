"""Header entries into a ``Story``: the site's defaults filled in, every fault written down."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from typing import TYPE_CHECKING, cast

from linli.problems import Notebook
from linli.regexes import regex
from linli.story.context import Context, suggestion
from linli.story.contradictions import (
    check_kind,
    check_rights,
    check_signoff,
    check_source,
    check_times,
    check_withdrawal,
)
from linli.story.draft import Draft, typed
from linli.story.entries import Scalar
from linli.story.fields import is_reserved
from linli.story.filling import fill
from linli.story.gaps import UNFINISHED, check_reprint, require
from linli.story.leaks import check_body
from linli.story.memory import Memory
from linli.story.story import (
    AiUse,
    Kind,
    NoticeKind,
    Origin,
    Permission,
    Reuse,
    Stamp,
    Status,
    Story,
)

if TYPE_CHECKING:
    from linli.story.entries import Header
    from linli.story.settings import StorySettings

_YEAR = regex(r"(?<!\d)(?:19|20|21)\d\d(?=\s*[-/.年])")


def read_story(
    header: Header,
    name: str,
    path: str,
    settings: StorySettings,
    notebook: Notebook,
    memory: Memory | None = None,
) -> Story | None:
    """Return the story of the file ``name``, or ``None`` when its header has errors.

    A draft without a title or a date is no story yet either; that is noted, and holds up nothing.

    ``name`` is the path below the content folder, ``path`` what messages call it; ``memory`` is that of headers
    read before under the same ``settings``.
    """
    own = Notebook(notebook.language)
    context = Context(path, settings, own, lambda: _year(header))
    if not _is_header(header, context):
        notebook.extend(own.problems)
        return None
    draft = typed(header.entries, context, memory or Memory())
    check_body(header, path, settings.fields, own)
    story = None
    kind = settings.kind_of(name)
    check_withdrawal(draft, context)
    check_source(draft, context)
    fill(draft, name, kind, settings)
    if kind == "article" and draft.get("column") == settings.notice_column:
        kind = "notice"
    check_kind(draft, kind, context)
    require(draft, kind, header, context)
    check_rights(draft, context)
    if draft.get("status") not in UNFINISHED:
        check_reprint(draft, kind, context)
        check_signoff(draft, context)
    check_times(draft, context)
    complete = "title" in draft and ("date" in draft or kind == "page")
    if complete and not own.failed:
        story = _story(draft, name, kind, settings)
    notebook.extend(own.problems)
    return story


def _is_header(header: Header, context: Context) -> bool:
    """Say whether this is a header, and not a notice whose first lines have colons (时间：…)."""
    if not header.entries:
        return True
    fields, first = context.settings.fields, header.entries[0]
    if any(fields.find(entry.key.text) or is_reserved(entry.key.text) for entry in header.entries):
        return True
    if suggestion(first.key.text, fields.names):
        return True
    value = first.value.text if isinstance(first.value, Scalar) else ""
    context.note("no-header", first.key.place, text=f"{first.key.text}：{value}")
    return False


def _year(header: Header) -> str:
    """Return the year of the first date in the header, for examples."""
    texts = (entry.value.text for entry in header.entries if isinstance(entry.value, Scalar))
    years = (_YEAR.search(unicodedata.normalize("NFKC", text)) for text in texts)
    return next((year.group() for year in years if year), "2026")


def _story(draft: Draft, name: str, kind: Kind, settings: StorySettings) -> Story:
    own = {field.key for field in settings.fields.extra}
    parts = {key: value for key, value in draft.items() if key not in own}
    parts.setdefault("id", parts["slug"])
    parts.setdefault("date", Stamp(datetime(1970, 1, 1, tzinfo=settings.zone), timed=False))
    parts.setdefault("lang", settings.lang)
    parts["origin"] = Origin(cast("str", parts["origin"]))
    parts["permission"] = Permission(cast("str", parts["permission"]))
    parts["reuse"] = Reuse(cast("str", parts["reuse"]))
    parts["status"] = Status(cast("str", parts.get("status", Status.PUBLISHED)))
    if "notice_kind" in parts:
        parts["notice_kind"] = NoticeKind(cast("str", parts["notice_kind"]))
    parts["ai_use"] = AiUse(cast("str", parts.get("ai_use", AiUse.NONE)))
    return Story(
        name=name,
        kind=kind,
        extra={key: draft[key] for key in sorted(own & draft.keys())},
        lines=dict(draft.lines),
        **parts,  # type: ignore[arg-type]  # the field table and Story have the same keys; a test holds them together
    )
