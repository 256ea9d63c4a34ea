"""A header's values as they are typed, one entry after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from linli.story.context import Context, countable, either, suggestion
from linli.story.fields import Field, Type, is_reserved, plain_key
from linli.story.other_words import NOT_A_FIELD, PLACES
from linli.story.story import Origin, Permission, Person, Stamp

if TYPE_CHECKING:
    from linli.story.entries import Entry
    from linli.story.memory import Memory

REPORTER_KEYS = frozenset({"记者", "reporter", "reporters"})


class Draft(dict[str, object]):
    """The typed values of one header so far, by field key; ``lines`` says where each field stands."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[str, int] = {}

    def text(self, key: str) -> str:
        """Return a text value, or an empty string."""
        return str(self.get(key) or "")

    def stamp(self, key: str) -> Stamp | None:
        """Return a moment, or ``None``."""
        return cast("Stamp | None", self.get(key))

    def people(self, key: str) -> tuple[Person, ...]:
        """Return those whom a field names, one or several."""
        found = self.get(key) or ()
        return (found,) if isinstance(found, Person) else cast("tuple[Person, ...]", found)

    def rights(self) -> tuple[Origin, Permission]:
        """Return what the text is and on what ground it is published, once both are filled in."""
        origin, permission = cast("str", self["origin"]), cast("str", self["permission"])
        return Origin(origin), Permission(permission)


def typed(entries: tuple[Entry, ...], context: Context, memory: Memory) -> Draft:
    """Return the values of all known entries; refuse the unknown, the reserved and the repeated."""
    draft = Draft()
    spelled: dict[str, set[str]] = {}
    for entry in entries:
        field = _field(entry, context)
        if field is None:
            continue
        key, spelling = field.key, plain_key(entry.key.text)
        if key in draft.lines and not _may_repeat(field, spelling, spelled[key]):
            context.note(
                "duplicate-field", entry.key.place, key=entry.key.text, first=draft.lines[key]
            )
            continue
        draft.lines.setdefault(key, entry.key.place.line)
        spelled.setdefault(key, set()).add(spelling)
        value = memory.read(entry.value, field, context)
        if value in (None, "", ()):
            continue
        if field.type is Type.PEOPLE and spelling in REPORTER_KEYS:
            people = cast("tuple[Person, ...]", value)
            value = tuple(
                Person(person.name, person.unit, person.role or "reporter") for person in people
            )
        earlier = draft.get(key)
        if isinstance(earlier, tuple) and isinstance(value, tuple):
            value = tuple(dict.fromkeys(earlier + value))
            if not countable(len(value), entry.key.place, field, context):
                continue
        draft[key] = value
    return draft


def _may_repeat(field: Field, spelling: str, earlier: set[str]) -> bool:
    return field.repeatable or (field.type is Type.PEOPLE and spelling not in earlier)


def _field(entry: Entry, context: Context) -> Field | None:
    key = entry.key
    field = context.settings.fields.find(key.text)
    if field is not None:
        return field
    if is_reserved(key.text):
        context.note("reserved-field", key.place, key=key.text)
    elif advice := _advice(key.text, context):
        context.note("unknown-field-elsewhere", key.place, key=key.text, advice=advice)
    else:
        better = suggestion(key.text, context.settings.fields.names)
        context.note(
            "unknown-field" if not better else "unknown-field-close",
            key.place,
            key=key.text,
            better=better,
        )
    return None


def _advice(key: str, context: Context) -> str:
    """Return where that is written what ``key`` would say, when it is no field and has its place."""
    chinese, english = PLACES.get(NOT_A_FIELD.get(plain_key(key), ""), ("", ""))
    return either(context, english, chinese)
