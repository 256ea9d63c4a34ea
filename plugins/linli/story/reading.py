"""Header entries into a ``Story``: the site's defaults filled in, every fault written down."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from datetime import datetime
from typing import TYPE_CHECKING, cast

from linli.problems import NOWHERE, Notebook, Place, Severity
from linli.story.context import Context, countable, suggestion
from linli.story.entries import Scalar
from linli.story.fields import Field, Type, is_reserved, plain_key
from linli.story.leaks import check_body
from linli.story.naming import address_name, column_in_title, folded, series_in_title
from linli.story.readers import READERS
from linli.story.rights import (
    conflict,
    is_named,
    reprint_gaps,
    signed_twice,
    usual_reuse,
)
from linli.story.story import (
    AiUse,
    Kind,
    NoticeKind,
    Origin,
    Permission,
    Person,
    Reuse,
    Stamp,
    Status,
    Story,
)

if TYPE_CHECKING:
    from linli.story.entries import Entry, Header
    from linli.story.settings import StorySettings

UNFINISHED = frozenset({Status.DRAFT, Status.REVIEW})
_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?=\s*[-/.年])")
REPORTER_KEYS = frozenset({"记者", "reporter", "reporters"})


class Draft(dict[str, object]):
    """The typed values of one header so far, by field key."""

    def text(self, key: str) -> str:
        """Return a text value, or an empty string."""
        return str(self.get(key) or "")

    def stamp(self, key: str) -> Stamp | None:
        """Return a moment, or ``None``."""
        return cast("Stamp | None", self.get(key))


def read_story(
    header: Header, name: str, path: str, settings: StorySettings, notebook: Notebook
) -> Story | None:
    """Return the story of the file ``name``, or ``None`` when its header has errors.

    A draft without a title or a date is no story yet either; that is noted, and holds up nothing.

    ``name`` is the path below the content folder, ``path`` what messages call it.
    """
    own = Notebook(notebook.language)
    context = Context(path, settings, own, lambda: _year(header))
    if not _is_header(header, context):
        notebook.extend(own.problems)
        return None
    lines: dict[str, int] = {}
    values = _typed(header.entries, context, lines)
    check_body(header, path, settings.fields, own)
    story = None
    kind = settings.kind_of(name)
    _check_withdrawal(values, lines, context)
    _check_source(values, lines, context)
    _fill(values, name, kind, settings)
    if kind == "article" and values.get("column") == settings.notice_column:
        kind = "notice"
    if kind != "notice" and "notice_kind" in values:
        context.note("kind-of-no-notice", Place(lines["notice_kind"], 1))
    _require(values, kind, lines, header, context)
    _check_rights(values, lines, context)
    if values.get("status") not in UNFINISHED:
        _check_reprint(values, kind, lines, context)
        _check_signoff(values, lines, context)
    _check_times(values, lines, context)
    complete = "title" in values and ("date" in values or kind == "page")
    if complete and not own.failed:
        story = _story(values, name, kind, settings, lines)
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


def _typed(entries: tuple[Entry, ...], context: Context, lines: dict[str, int]) -> Draft:
    """Return the values of all known entries; refuse the unknown, the reserved and the repeated."""
    values = Draft()
    spelled: dict[str, set[str]] = {}
    for entry in entries:
        field = _field(entry, context)
        if field is None:
            continue
        key, spelling = field.key, plain_key(entry.key.text)
        if key in lines and not _may_repeat(field, spelling, spelled[key]):
            context.note("duplicate-field", entry.key.place, key=entry.key.text, first=lines[key])
            continue
        lines.setdefault(key, entry.key.place.line)
        spelled.setdefault(key, set()).add(spelling)
        value = READERS[field.type](entry.value, field, context)
        if value in (None, "", ()):
            continue
        if field.type is Type.PEOPLE and spelling in REPORTER_KEYS:
            people = cast("tuple[Person, ...]", value)
            value = tuple(
                Person(person.name, person.unit, person.role or "reporter") for person in people
            )
        earlier = values.get(key)
        if isinstance(earlier, tuple) and isinstance(value, tuple):
            value = tuple(dict.fromkeys(earlier + value))
            if not countable(len(value), entry.key.place, field, context):
                continue
        values[key] = value
    return values


def _may_repeat(field: Field, spelling: str, earlier: set[str]) -> bool:
    return field.repeatable or (field.type is Type.PEOPLE and spelling not in earlier)


def _field(entry: Entry, context: Context) -> Field | None:
    key = entry.key
    field = context.settings.fields.find(key.text)
    if field is not None:
        return field
    if is_reserved(key.text):
        context.note("reserved-field", key.place, key=key.text)
    else:
        better = suggestion(key.text, context.settings.fields.names)
        context.note(
            "unknown-field" if not better else "unknown-field-close",
            key.place,
            key=key.text,
            better=better,
        )
    return None


def _fill(values: Draft, name: str, kind: Kind, settings: StorySettings) -> None:
    """Add what the header leaves to the site: source, column, series, name."""
    said = "origin" in values
    origin = values.setdefault("origin", Origin.ORIGINAL)
    if origin == Origin.ORIGINAL:
        values.setdefault("source", settings.site_name)
        if said or _is_house(values.text("source"), settings):
            values.setdefault("permission", Permission.OWN)
    elif origin == Origin.COMPILED and _is_house(
        values.text("source") or settings.site_name, settings
    ):
        values.setdefault("permission", Permission.OWN)
    values.setdefault("permission", Permission.UNKNOWN)
    values.setdefault("reuse", usual_reuse(*_rights(values), settings.reuse))
    title = values.text("title")
    if "column" not in values:
        folder = posixpath.dirname(name).rpartition("/")[2]
        column = settings.notice_column if kind == "notice" else column_in_title(title)
        column = column or settings.columns.get(folder, "")
        if column:
            values["column"] = column
    numbered = series_in_title(title)
    if numbered and values.get("series") in (None, numbered.name):
        values.setdefault("series", numbered.name)
        values.setdefault("series_index", numbered.number)
    stem = posixpath.splitext(posixpath.basename(name))[0]
    if stem == "index" and "/" in name:
        stem = posixpath.basename(posixpath.dirname(name))
    values.setdefault("slug", values.get("id") or address_name(stem))


def _require(
    values: Draft, kind: Kind, lines: dict[str, int], header: Header, context: Context
) -> None:
    """Write down what is missing; of a draft it is only noted, so that it holds up nothing else."""
    first = header.entries[0].key.place if header.entries else Place(1, 1)
    unread = _unread(context)
    rule = "draft-incomplete" if values.get("status") in UNFINISHED else "missing-field"
    always = ("title",) if kind == "page" else ("title", "date")
    for key in dict.fromkeys((*always, *context.settings.required[kind])):
        if key in values or lines.get(key) in unread:
            continue
        field = context.settings.fields.named(key)
        place = Place(lines[key], 1) if key in lines else first
        context.note(rule, place, key=key, alias=field.aliases[0] if field.aliases else key)
    if not values.text("slug"):
        context.note("bad-file-name", NOWHERE, limit=120)
    unwritten = kind != "page" and not header.body.strip() and "cover" not in values
    if unwritten and rule == "missing-field":
        context.note("empty-body", Place(header.body_line - 1, 1))


def _unread(context: Context) -> set[int]:
    """Return the lines whose values could not be read; what stands there is not missing."""
    return {
        problem.line for problem in context.notebook.problems if problem.severity is Severity.ERROR
    }


def _rights(values: Draft) -> tuple[Origin, Permission]:
    origin, permission = cast("str", values["origin"]), cast("str", values["permission"])
    return Origin(origin), Permission(permission)


def _check_rights(values: Draft, lines: dict[str, int], context: Context) -> None:
    """Point out rights that contradict each other, and a permission that nobody knows."""
    origin, permission = _rights(values)
    reuse = Reuse(cast("str", values["reuse"]))
    broken = conflict(origin, permission, reuse)
    if broken:
        said = [lines[key] for key in ("reuse", "permission", "origin") if key in lines]
        first = lines["permission"] if broken in {"reprint-own", "whitelist-own"} else said[0]
        facts = {"origin": origin, "permission": permission, "reuse": reuse}
        named = {key: context.chosen(key, value) for key, value in facts.items()}
        context.note(broken, Place(first, 1), **named)
    elif permission is Permission.UNKNOWN and "permission" in lines:
        context.note("permission-unknown", Place(lines["permission"], 1))


def _check_reprint(values: Draft, kind: Kind, lines: dict[str, int], context: Context) -> None:
    """Point out what a reprint does not say, and editors who do not give their name."""
    if values.get("origin") != Origin.REPRINT:
        return
    unread = _unread(context)
    lost = [
        context.settings.fields.named(key)
        for key in reprint_gaps(values.get)
        if lines.get(key) not in unread
        and not (key == "permission" and key in lines)
        and key not in context.settings.required[kind]
    ]
    if lost:
        context.note(
            "reprint-incomplete",
            Place(lines["origin"], 1),
            key=", ".join(field.key for field in lost),
            alias="、".join(field.aliases[0] for field in lost),
        )
    unnamed = [one for one in _people(values, "editors") if not is_named(one)]
    if unnamed:
        context.note("editor-unnamed", Place(lines["editors"], 1), name=unnamed[0].name)
    source, sources = values.text("source"), context.settings.sources
    if source and sources is not None and folded(source) not in sources:
        context.note("source-not-listed", Place(lines["source"], 1), source=source)


def _check_signoff(values: Draft, lines: dict[str, int], context: Context) -> None:
    """Point out somebody who signed at two levels of review (三审: each by somebody else)."""
    levels = ("editors", "reviewers", "approver")
    name = signed_twice(*[_people(values, key) for key in levels])
    if name:
        last = [key for key in levels if name in {one.name for one in _people(values, key)}][-1]
        context.note("signed-twice", Place(lines[last], 1), name=name)


def _people(values: Draft, key: str) -> tuple[Person, ...]:
    found = values.get(key) or ()
    return (found,) if isinstance(found, Person) else cast("tuple[Person, ...]", found)


def _check_source(values: Draft, lines: dict[str, int], context: Context) -> None:
    """Point out a story that names somebody else as its source and yet would pass for ours."""
    source = values.text("source")
    said = "origin" in values or lines.get("origin") in _unread(context)
    if source and not said and not _is_house(source, context.settings):
        context.note("source-without-origin", Place(lines["source"], 1), source=source)


def _check_withdrawal(values: Draft, lines: dict[str, int], context: Context) -> None:
    """Take a story with a day of withdrawal as withdrawn; point out one that would be published all the same."""
    if "withdrawn" in values:
        status = values.setdefault("status", Status.WITHDRAWN)
        if status == Status.PUBLISHED:
            context.note("withdrawn-published", Place(lines["status"], 1))
    elif values.get("status") == Status.WITHDRAWN and lines.get("withdrawn") not in _unread(
        context
    ):
        context.note("withdrawn-undated", Place(lines["status"], 1))


def _is_house(source: str, settings: StorySettings) -> bool:
    """Say whether ``source`` is the site itself, in any case and width."""
    return folded(source) == folded(settings.site_name)


def _check_times(values: Draft, lines: dict[str, int], context: Context) -> None:
    date, modified, expires = (values.stamp(key) for key in ("date", "modified", "expires"))
    if date and modified and modified.end < date.at:
        context.note("modified-before-date", Place(lines["modified"], 1))
    if date and expires and expires.end <= date.at:
        context.note("expires-before-date", Place(lines["expires"], 1))
    withdrawn = values.stamp("withdrawn")
    if date and withdrawn and withdrawn.end <= date.at:
        context.note("withdrawn-before-date", Place(lines["withdrawn"], 1))
    until = values.stamp("permission_until")
    if date and until and until.end <= date.at:
        context.note("permission-before-date", Place(lines["permission_until"], 1))


def _story(
    values: Draft, name: str, kind: Kind, settings: StorySettings, lines: dict[str, int]
) -> Story:
    own = {field.key for field in settings.fields.extra}
    typed = {key: value for key, value in values.items() if key not in own}
    typed.setdefault("id", typed["slug"])
    typed.setdefault("date", Stamp(datetime(1970, 1, 1, tzinfo=settings.zone), timed=False))
    typed.setdefault("lang", settings.lang)
    typed["origin"] = Origin(cast("str", typed["origin"]))
    typed["permission"] = Permission(cast("str", typed["permission"]))
    typed["reuse"] = Reuse(cast("str", typed["reuse"]))
    typed["status"] = Status(cast("str", typed.get("status", Status.PUBLISHED)))
    if "notice_kind" in typed:
        typed["notice_kind"] = NoticeKind(cast("str", typed["notice_kind"]))
    typed["ai_use"] = AiUse(cast("str", typed.get("ai_use", AiUse.NONE)))
    return Story(
        name=name,
        kind=kind,
        extra={key: values[key] for key in sorted(own & values.keys())},
        lines=dict(lines),
        **typed,  # type: ignore[arg-type]  # the field table and Story have the same keys; a test holds them together
    )
