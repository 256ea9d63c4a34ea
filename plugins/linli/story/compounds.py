"""What a value of several parts means: people, pictures, corrections.

The parts are named in YAML ("name, unit, role"), or stand in one line in a form of their own.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, TypeGuard

from msgspec.structs import replace

from linli.regexes import regex
from linli.story import entries
from linli.story.context import (
    Context,
    countable,
    either,
    one_line,
    scalar_of,
    scalars_of,
    suggestion,
)
from linli.story.fields import PARTS, Field, Type, Words, plain_key
from linli.story.padded import is_unclear, unpadded
from linli.story.people import is_file, read_person, role_in_name, several_in_one
from linli.story.story import Correction, Cover, Person
from linli.story.values import read_stamp

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linli.problems import Place


def read_people(value: entries.Value, field: Field, context: Context) -> tuple[Person, ...]:
    """People, each once: "王某、李某(区融媒体中心)", or a YAML list of texts or of name, unit, role."""
    people: dict[Person, None] = {}
    if isinstance(value, entries.Mapping):
        value = entries.Sequence((value,), value.place)
    items = value.items if isinstance(value, entries.Sequence) else (value,)
    if not countable(len(items), value.place, field, context):
        return ()
    for item in items:
        if isinstance(item, entries.Mapping):
            found = [_person_from_mapping(item, field, context)]
        else:
            found = [_person(scalar, field, context) for scalar in scalars_of(item, field, context)]
        people.update((person, None) for person in found if person)
    return tuple(people)


def _person(scalar: entries.Scalar, field: Field, context: Context) -> Person | None:
    person = read_person(unicodedata.normalize("NFC", scalar.text))
    if not _is_person(person, scalar.text, scalar.place, field, context):
        return None
    role = role_in_name(person.name)
    if role:
        context.note("role-in-name", scalar.place, key=field.key, value=person.name, role=role)
    elif is_unclear(scalar.text):
        context.note("padded-names", scalar.place, key=field.key, value=scalar.text)
    elif several_in_one(person.name):
        context.note("several-in-one", scalar.place, key=field.key, value=person.name)
    return person


def _is_person(
    person: Person | None, written: str, place: Place, field: Field, context: Context
) -> TypeGuard[Person]:
    """Say whether that is a person's name what was ``written``, and write it down otherwise."""
    if is_file(person.name if person else written):
        context.note("person-is-file", place, key=field.key, value=written)
        return False
    if person is None or len(written) > 100:
        context.note("bad-person", place, key=field.key, value=written)
        return False
    return True


def _person_from_mapping(value: entries.Mapping, field: Field, context: Context) -> Person | None:
    texts = texts_of(value, field, context, PARTS[Type.PEOPLE])
    if texts is None:
        return None
    person = read_person(unpadded(texts.get("name", "")))
    if not _is_person(person, texts.get("name", ""), value.place, field, context):
        return None
    return replace(person, unit=texts.get("unit", person.unit), role=texts.get("role", ""))


def texts_of(
    value: entries.Mapping, field: Field, context: Context, known: Mapping[str, Words]
) -> dict[str, str] | None:
    """Return a small mapping's texts by their plain keys; unknown keys and repeated ones are refused."""
    names = {plain_key(name): key for key, others in known.items() for name in (key, *others)}
    texts: dict[str, str] = {}
    places: dict[str, Place] = {}
    for key, inner in value.pairs:
        found = names.get(plain_key(key.text))
        if found is None:
            better = suggestion(key.text, tuple(names)) or "、".join(known)
            context.note("unknown-part", key.place, key=field.key, part=key.text, better=better)
            return None
        if not isinstance(inner, entries.Scalar):
            context.note(
                "wrong-shape",
                inner.place,
                key=f"{field.key}.{found}",
                wanted=either(context, "one value", "一个值"),
            )
            return None
        if found in texts:
            context.note("duplicate-field", key.place, key=key.text, first=places[found].line)
            return None
        texts[found], places[found] = one_line(inner.text), key.place
    return texts


def read_person_field(value: entries.Value, field: Field, context: Context) -> Person | None:
    """One person."""
    people = read_people(value, field, context)
    if len(people) > 1:
        context.note(
            "wrong-shape",
            value.place,
            key=field.key,
            wanted=either(context, "one person", "一个人"),
        )
        return None
    return people[0] if people else None


_PICTURE = regex(
    r"!\[(?P<alt>[^\]]*)\]\(\s*(?:<(?P<spaced>[^<>\n]+)>|(?P<src>(?!<)[^\s()]+(?:\([^\s()]*\)[^\s()]*)*))"
    r"(?:\s+[\"“](?P<title>(?:(?![\"”]\s*\)).)*)[\"”])?\s*\)",
    re.DOTALL,
)
"""A caption may quote somebody: it ends at the mark before the bracket."""


def read_picture(value: entries.Value, field: Field, context: Context) -> Cover | None:
    """A picture: its file, Markdown's ``![alt](file "caption")``, or src, alt, caption, credit."""
    cover = _cover(value, field, context)
    if cover and not cover.alt:
        context.note("image-alt", value.place)
    return cover


def _cover(value: entries.Value, field: Field, context: Context) -> Cover | None:
    if isinstance(value, entries.Mapping):
        texts = texts_of(value, field, context, PARTS[Type.PICTURE])
        if texts is None:
            return None
        if not texts.get("src"):
            context.note("unknown-part", value.place, key=field.key, part="", better="src")
            return None
        return Cover(**texts)
    scalar = scalar_of(value, field, context)
    if scalar is None or not scalar.text:
        return None
    written = _PICTURE.fullmatch(scalar.text)
    if written is None:
        return Cover(scalar.text)
    title = (written["title"] or "").strip()
    return Cover(written["src"] or written["spaced"], written["alt"].strip(), title)


_CORRECTION = regex(
    r"(?P<day>\d{1,2}\s*月\s*\d{1,2}\s*[日号]|\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}+(?>\s*[日号]|(?!\d))(?>(?:[T ]?\d{1,2}:\d{2}(?!\d))?))"
    r"[\s，,:：]*+(?P<text>.+)",
    re.DOTALL,
)
_YES = frozenset({"true", "yes", "1", "是", "重大"})
_NO = frozenset({"", "false", "no", "0", "否"})


def read_corrections(
    value: entries.Value, field: Field, context: Context
) -> tuple[Correction, ...]:
    """Corrections: mappings of date, text, major and by, or lines of day and text."""
    items = value.items if isinstance(value, entries.Sequence) else (value,)
    found = [_correction(item, field, context) for item in items]
    return tuple(correction for correction in found if correction)


def _correction(value: entries.Value, field: Field, context: Context) -> Correction | None:
    if isinstance(value, entries.Mapping):
        texts = texts_of(value, field, context, PARTS[Type.CORRECTIONS])
        if texts is None:
            return None
    else:
        scalar = scalar_of(value, field, context)
        if scalar is None or not scalar.text:
            return None
        match = _CORRECTION.fullmatch(unicodedata.normalize("NFC", scalar.text))
        texts = {} if not match else {"date": match["day"], "text": one_line(match["text"])}
    major = texts.get("major", "").casefold()
    if not texts.get("date") or not texts.get("text") or major not in _YES | _NO:
        context.note("bad-correction", value.place, key=field.key)
        return None
    day = read_stamp(entries.Scalar(texts["date"], value.place), field, context)
    if day is None:
        return None
    return Correction(day, texts["text"], major in _YES, texts.get("by", ""))
