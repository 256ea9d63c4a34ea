"""What an entry's value means: one reader for each type of field.

Each reader returns the typed value, or ``None`` once the problem is written down. Whether an absent
value matters is decided by ``reading``, not here.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from difflib import get_close_matches
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from linli.story import header
from linli.story.dates import BadDate, read_date
from linli.story.fields import Field, Type, plain_key
from linli.story.naming import address_name, is_address_name
from linli.story.people import read_person, role_in_name, split_list
from linli.story.story import Correction, Cover, Person, Stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from linli.problems import Notebook, Place
    from linli.story.settings import StorySettings

URL_LIMIT = 2000


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a header is read: the file, the site's settings, and the notebook for problems."""

    path: str
    settings: StorySettings
    notebook: Notebook

    def note(self, rule: str, place: Place, **facts: object) -> None:
        """Write down a problem with this file; a field is called as the site's editors call it."""
        if "key" in facts:
            facts["key"] = self.called(str(facts["key"]))
        self.notebook.note(rule, self.path, place, **facts)

    def called(self, key: str) -> str:
        """Return the Chinese name of the field ``key`` on a Chinese site, else the key itself."""
        field = self.settings.fields.find(key)
        chinese = self.notebook.language.lower().startswith("zh")
        return field.aliases[0] if chinese and field and field.key == key and field.aliases else key


def one_line(text: str) -> str:
    """Return ``text`` with every run of white space as one space."""
    return " ".join(text.split())


def suggestion(word: str, known: tuple[str, ...]) -> str:
    """Return the known word that ``word`` was probably meant to be, or an empty string."""
    close = get_close_matches(plain_key(word), known, n=1, cutoff=0.6)
    return close[0] if close else ""


def _scalar(value: header.Value, field: Field, desk: Desk) -> header.Scalar | None:
    if isinstance(value, header.Scalar):
        return value
    if isinstance(value, header.Sequence) and len(value.items) == 1:
        return _scalar(value.items[0], field, desk)
    desk.note(
        "wrong-shape", value.place, key=field.key, wanted=_wanted(desk, "one value", "一个值")
    )
    return None


def _scalars(value: header.Value, field: Field, desk: Desk) -> list[header.Scalar]:
    """Return the parts of a list, written as a YAML list or as one line with separators."""
    if isinstance(value, header.Scalar):
        return [header.Scalar(part, value.place) for part in split_list(value.text)]
    if isinstance(value, header.Mapping):
        desk.note(
            "wrong-shape", value.place, key=field.key, wanted=_wanted(desk, "a list", "一个列表")
        )
        return []
    parts: list[header.Scalar] = []
    for item in value.items:
        if isinstance(item, header.Scalar):
            parts.extend([item] if item.text else [])
        else:
            desk.note(
                "wrong-shape",
                item.place,
                key=field.key,
                wanted=_wanted(desk, "a list of short texts", "由短句组成的列表"),
            )
    return parts


def _wanted(desk: Desk, english: str, chinese: str) -> str:
    return chinese if desk.notebook.language.lower().startswith("zh") else english


def _bounded(text: str, place: Place, field: Field, desk: Desk) -> str | None:
    if len(text) > field.limit:
        desk.note("too-long", place, key=field.key, length=len(text), limit=field.limit)
        return None
    return text


def read_line(value: header.Value, field: Field, desk: Desk) -> str | None:
    """One line of text; line breaks inside it become spaces."""
    scalar = _scalar(value, field, desk)
    return None if scalar is None else _bounded(one_line(scalar.text), scalar.place, field, desk)


def read_list(value: header.Value, field: Field, desk: Desk) -> tuple[str, ...]:
    """Several short texts, each once, in the order written."""
    texts: dict[str, None] = {}
    for scalar in _scalars(value, field, desk):
        text = _bounded(
            one_line(unicodedata.normalize("NFC", scalar.text)), scalar.place, field, desk
        )
        if text:
            texts[text] = None
    return tuple(texts)


def read_name(value: header.Value, field: Field, desk: Desk) -> str | None:
    """A part of an address, refused when it would have to be changed."""
    scalar = _scalar(value, field, desk)
    if scalar is None or not scalar.text:
        return None
    if not is_address_name(scalar.text):
        better = address_name(scalar.text) or "2026-03-22-1"
        desk.note("bad-name", scalar.place, key=field.key, value=scalar.text, better=better)
        return None
    return address_name(scalar.text)


def read_stamp(value: header.Value, field: Field, desk: Desk) -> Stamp | None:
    """A moment, in the site's zone."""
    scalar = _scalar(value, field, desk)
    if scalar is None or not scalar.text:
        return None
    try:
        return read_date(scalar.text, desk.settings.zone)
    except BadDate as bad:
        facts = {"reason": "", "example": "2026-03-22 08:30", **bad.facts}
        desk.note(bad.rule, scalar.place, key=field.key, value=scalar.text, **facts)
        return None


def read_people(value: header.Value, field: Field, desk: Desk) -> tuple[Person, ...]:
    """People, each once: "王某、李某(区融媒体中心)", or a YAML list of texts or of name, unit, role."""
    people: dict[Person, None] = {}
    if isinstance(value, header.Mapping):
        value = header.Sequence((value,), value.place)
    items = value.items if isinstance(value, header.Sequence) else (value,)
    for item in items:
        if isinstance(item, header.Mapping):
            found = [_person_from_mapping(item, field, desk)]
        else:
            found = [_person(scalar, field, desk) for scalar in _scalars(item, field, desk)]
        people.update((person, None) for person in found if person)
    return tuple(people)


def _person(scalar: header.Scalar, field: Field, desk: Desk) -> Person | None:
    person = read_person(unicodedata.normalize("NFC", scalar.text))
    if person is None or len(scalar.text) > 100:
        desk.note("bad-person", scalar.place, key=field.key, value=scalar.text)
        return None
    role = role_in_name(person.name)
    if role:
        desk.note("role-in-name", scalar.place, key=field.key, value=person.name, role=role)
    return person


def _person_from_mapping(value: header.Mapping, field: Field, desk: Desk) -> Person | None:
    texts = _texts(
        value, field, desk, {"name": "name 姓名", "unit": "unit 单位", "role": "role 角色"}
    )
    if texts is None:
        return None
    person = read_person(texts.get("name", ""))
    if person is None:
        desk.note("bad-person", value.place, key=field.key, value=texts.get("name", ""))
        return None
    return replace(person, unit=texts.get("unit", person.unit), role=texts.get("role", ""))


def _texts(
    value: header.Mapping, field: Field, desk: Desk, known: Mapping[str, str]
) -> dict[str, str] | None:
    """Return a small mapping's texts by their plain keys; unknown keys are refused."""
    names = {plain_key(name): key for key, names in known.items() for name in names.split()}
    texts: dict[str, str] = {}
    for key, inner in value.pairs:
        found = names.get(plain_key(key.text))
        if found is None:
            better = suggestion(key.text, tuple(names)) or "、".join(known)
            desk.note("unknown-part", key.place, key=field.key, part=key.text, better=better)
            return None
        if not isinstance(inner, header.Scalar):
            desk.note(
                "wrong-shape",
                inner.place,
                key=f"{field.key}.{found}",
                wanted=_wanted(desk, "one value", "一个值"),
            )
            return None
        texts[found] = one_line(inner.text)
    return texts


def read_person_field(value: header.Value, field: Field, desk: Desk) -> Person | None:
    """One person."""
    people = read_people(value, field, desk)
    if len(people) > 1:
        desk.note(
            "wrong-shape", value.place, key=field.key, wanted=_wanted(desk, "one person", "一个人")
        )
        return None
    return people[0] if people else None


def read_url(value: header.Value, field: Field, desk: Desk) -> str | None:
    """An absolute http or https address without user name or password."""
    scalar = _scalar(value, field, desk)
    if scalar is None or not scalar.text:
        return None
    if not is_web_address(scalar.text):
        desk.note("bad-url", scalar.place, key=field.key, value=scalar.text)
        return None
    return scalar.text


def is_web_address(text: str) -> bool:
    """Say whether ``text`` is an absolute http(s) URL that can be published as it stands."""
    if len(text) > URL_LIMIT or re.search(r"[\s<>\"\\^`{}|]", text):
        return False
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        return False
    del port
    return (
        parts.scheme in {"http", "https"} and bool(host) and not (parts.username or parts.password)
    )


def read_number(value: header.Value, field: Field, desk: Desk) -> int | None:
    """A whole number from 1 to 9999."""
    scalar = _scalar(value, field, desk)
    if scalar is None or not scalar.text:
        return None
    plain = unicodedata.normalize("NFKC", scalar.text)
    if not re.fullmatch(r"\d{1,4}", plain) or int(plain) < 1:
        desk.note("bad-number", scalar.place, key=field.key, value=scalar.text)
        return None
    return int(plain)


def read_choice(value: header.Value, field: Field, desk: Desk) -> str | None:
    """One of the field's choices, in English or Chinese, any case, with or without hyphens."""
    scalar = _scalar(value, field, desk)
    if scalar is None or not scalar.text:
        return None
    spellings = {
        _bare(spelling): choice
        for choice, others in field.choices.items()
        for spelling in (choice, *others)
    }
    wanted = _bare(scalar.text)
    if wanted in spellings:
        return spellings[wanted]
    close = get_close_matches(wanted, tuple(spellings), n=1, cutoff=0.5)
    desk.note(
        "bad-choice",
        scalar.place,
        key=field.key,
        value=scalar.text,
        better=_spoken(spellings[close[0]], field, desk) if close else "",
        choices="、".join(_spoken(choice, field, desk) for choice in field.choices),
    )
    return None


def _bare(text: str) -> str:
    return re.sub(r"[\s\-_.]+", "", unicodedata.normalize("NFKC", text).casefold())


def _spoken(choice: str, field: Field, desk: Desk) -> str:
    others = field.choices[choice]
    chinese = desk.notebook.language.lower().startswith("zh")
    return others[0] if chinese and others and not others[0].isascii() else choice


_LANGUAGES = MappingProxyType(
    {
        "中文": "zh-Hans",
        "简体": "zh-Hans",
        "简体中文": "zh-Hans",
        "zh": "zh-Hans",
        "zh-cn": "zh-Hans",
        "繁体": "zh-Hant",
        "繁體": "zh-Hant",
        "繁体中文": "zh-Hant",
        "zh-tw": "zh-Hant",
        "zh-hk": "zh-Hant",
        "英文": "en",
        "英语": "en",
    }
)


def plain_language(text: str) -> str:
    """Return a language tag in its usual form (BCP 47), or an empty string when it is none."""
    tag = text.strip().replace("_", "-")
    if tag.lower() in _LANGUAGES:
        return _LANGUAGES[tag.lower()]
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?", tag):
        return ""
    first, *rest = tag.split("-")
    return "-".join(
        [first.lower(), *(part.title() if len(part) == 4 else part.upper() for part in rest)]
    )


def read_language(value: header.Value, field: Field, desk: Desk) -> str | None:
    """A language tag, or the language's Chinese name."""
    scalar = _scalar(value, field, desk)
    if scalar is None or not scalar.text:
        return None
    tag = plain_language(scalar.text)
    if not tag:
        desk.note("bad-language", scalar.place, key=field.key, value=scalar.text)
        return None
    return tag


def read_picture(value: header.Value, field: Field, desk: Desk) -> Cover | None:
    """A picture: its file, or a mapping of src, alt, caption and credit."""
    if isinstance(value, header.Mapping):
        known = {
            "src": "src file 文件 图片",
            "alt": "alt 替代文字",
            "caption": "caption 图说 说明",
            "credit": "credit 摄影 供图 图源 制图",
        }
        texts = _texts(value, field, desk, known)
        if texts is None:
            return None
        if not texts.get("src"):
            desk.note("unknown-part", value.place, key=field.key, part="", better="src")
            return None
        return Cover(**texts)
    scalar = _scalar(value, field, desk)
    return Cover(scalar.text) if scalar and scalar.text else None


_CORRECTION = re.compile(
    r"(?P<day>\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号]?(?:[T ]?\d{1,2}:\d{2})?)[\s，,:：]*(?P<text>.+)",
    re.DOTALL,
)
_YES = frozenset({"true", "yes", "1", "是", "重大"})
_NO = frozenset({"", "false", "no", "0", "否"})


def read_corrections(value: header.Value, field: Field, desk: Desk) -> tuple[Correction, ...]:
    """Corrections: mappings of date, text, major and by, or lines of day and text."""
    items = value.items if isinstance(value, header.Sequence) else (value,)
    found = [_correction(item, field, desk) for item in items]
    return tuple(correction for correction in found if correction)


def _correction(value: header.Value, field: Field, desk: Desk) -> Correction | None:
    if isinstance(value, header.Mapping):
        known = {
            "date": "date 日期",
            "text": "text 说明 内容",
            "major": "major 重大",
            "by": "by 更正人 责编",
        }
        texts = _texts(value, field, desk, known)
        if texts is None:
            return None
    else:
        scalar = _scalar(value, field, desk)
        if scalar is None or not scalar.text:
            return None
        match = _CORRECTION.fullmatch(unicodedata.normalize("NFC", scalar.text))
        texts = {} if not match else {"date": match["day"], "text": one_line(match["text"])}
    major = texts.get("major", "").casefold()
    if not texts.get("date") or not texts.get("text") or major not in _YES | _NO:
        desk.note("bad-correction", value.place, key=field.key)
        return None
    day = read_stamp(header.Scalar(texts["date"], value.place), field, desk)
    if day is None:
        return None
    return Correction(day, texts["text"], major in _YES, texts.get("by", ""))


READERS: Mapping[Type, Callable[[header.Value, Field, Desk], object]] = MappingProxyType(
    {
        Type.LINE: read_line,
        Type.NAME: read_name,
        Type.LIST: read_list,
        Type.DATE: read_stamp,
        Type.PERSON: read_person_field,
        Type.PEOPLE: read_people,
        Type.URL: read_url,
        Type.NUMBER: read_number,
        Type.YEAR: read_number,
        Type.CHOICE: read_choice,
        Type.LANGUAGE: read_language,
        Type.PICTURE: read_picture,
        Type.CORRECTIONS: read_corrections,
    }
)
