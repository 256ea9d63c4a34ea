"""Where a header is read, and how a value's texts are taken out of it, whatever their type."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from msgspec import Struct

from linli.problems import Severity
from linli.story import entries
from linli.story.fields import Field, Type, plain_key
from linli.story.other_words import MEANT, NOT_A_FIELD
from linli.story.padded import split_names, unpadded
from linli.story.people import split_list

if TYPE_CHECKING:
    from collections.abc import Callable

    from linli.problems import Notebook, Place
    from linli.story.settings import StorySettings

NOTICE_WORDS = ("时间", "地点", "联系人", "电话", "对象", "范围")
"""What the lines of a notice begin with (办理时间：…): text, never a misspelt field."""
GRAVE = frozenset("期日时時效授撤截限")
"""What stands in the names of fields that bring a story on the site or off it. 生效日期 is no misspelt 失效日期: one of these is told
only to who has all of it but the last character.
"""
ITEM_LIMIT = 100
"""Tags, people or pins of one story; each tag and each person becomes a page."""


class Context(Struct, frozen=True):
    """Where a header is read: the file, the site's settings, and the notebook for problems."""

    path: str
    settings: StorySettings
    notebook: Notebook
    year: Callable[[], str] = lambda: "2026"
    """Returns the year that examples of dates are given in; few headers need one."""

    def note(self, rule: str, place: Place, **facts: object) -> None:
        """Write down a problem with this file; a field is called as the site's editors call it."""
        if "key" in facts:
            facts["key"] = self.called(str(facts["key"]))
        self.notebook.note(rule, self.path, place, **facts)

    def unread(self) -> set[int]:
        """Return the lines whose values could not be read; what stands there is not missing."""
        return {
            problem.line for problem in self.notebook.problems if problem.severity is Severity.ERROR
        }

    def called(self, key: str) -> str:
        """Return the Chinese name of the field ``key`` on a Chinese site, else the key itself."""
        field = self.settings.fields.find(key)
        chinese = self.notebook.language.lower().startswith("zh")
        return field.aliases[0] if chinese and field and field.key == key and field.aliases else key

    def chosen(self, key: str, value: str) -> str:
        """Return how the site's editors call a ``value`` of the choice ``key``."""
        field = self.settings.fields.named(key)
        words = field.choices.get(value, ())
        chinese = self.notebook.language.lower().startswith("zh")
        return words[0] if chinese and words and not words[0].isascii() else str(value)


def one_line(text: str) -> str:
    """Return ``text`` with every run of white space as one space; empty when nothing can be seen."""
    line = " ".join(text.split())
    if line[:1].isalnum():  # as most begin
        return line
    return line if any(unicodedata.category(char)[0] not in "CMZ" for char in line) else ""


def suggestion(word: str, known: tuple[str, ...]) -> str:
    """Return the known word that ``word`` was probably meant to be, or an empty string.

    Most Chinese keys have two characters; one of them right, in its place, must be enough.
    """
    plain = plain_key(word)
    if MEANT.get(plain) in known:
        return MEANT[plain]
    if plain in NOT_A_FIELD or plain.endswith(NOTICE_WORDS):
        return ""
    from difflib import get_close_matches  # only a misspelt header needs it

    likely = [name for name in known if _may_be(plain, name)]
    # In letters of another alphabet that look alike, half of them is much.
    half = len(plain) == 2 or plain < "\u3000"
    alike = 0.8 if plain.isascii() else 0.5 if half else 0.65
    close = get_close_matches(plain, likely, n=1, cutoff=alike)
    return close[0] if close else ""


def _may_be(plain: str, name: str) -> bool:
    """Say whether ``name`` may be told to somebody who wrote ``plain``, if the two are alike."""
    if len(name) == 1 or (not name.isascii() and abs(len(plain) - len(name)) > 1):
        return False
    if not GRAVE.isdisjoint(name):
        return len(plain) == len(name) and plain[:-1] == name[:-1]
    if len(plain) == len(name) == 2:
        return plain[0] == name[0] or plain[1] == name[1]
    return True


def scalar_of(value: entries.Value, field: Field, context: Context) -> entries.Scalar | None:
    """Return the one text of a value, or ``None`` and a problem for a list or a mapping."""
    if isinstance(value, entries.Scalar):
        return value
    if isinstance(value, entries.Sequence) and len(value.items) == 1:
        return scalar_of(value.items[0], field, context)
    context.note(
        "wrong-shape", value.place, key=field.key, wanted=either(context, "one value", "一个值")
    )
    return None


def scalars_of(value: entries.Value, field: Field, context: Context) -> list[entries.Scalar]:
    """Return the parts of a list, written as a YAML list or as one line with separators."""
    if isinstance(value, entries.Scalar):
        texts = split_names(value.text) if _holds_people(field) else split_list(value.text)
        if not countable(len(texts), value.place, field, context):
            return []
        return [entries.Scalar(part, value.place) for part in texts]
    if isinstance(value, entries.Mapping):
        context.note(
            "wrong-shape", value.place, key=field.key, wanted=either(context, "a list", "一个列表")
        )
        return []
    if not countable(len(value.items), value.place, field, context):
        return []
    parts: list[entries.Scalar] = []
    for item in value.items:
        if isinstance(item, entries.Scalar):
            text = unpadded(item.text) if _holds_people(field) else item.text
            parts.extend([entries.Scalar(text, item.place)] if text else [])
        else:
            context.note(
                "wrong-shape",
                item.place,
                key=field.key,
                wanted=either(context, "a list of short texts", "由短句组成的列表"),
            )
    return parts


def _holds_people(field: Field) -> bool:
    return field.type in {Type.PEOPLE, Type.PERSON} or field.key == "subjects"


def countable(count: int, place: Place, field: Field, context: Context) -> bool:
    """Say whether a list is short enough to be meant, and write it down otherwise."""
    if count > ITEM_LIMIT:
        wanted = either(context, f"at most {ITEM_LIMIT} of them", f"至多 {ITEM_LIMIT} 项")
        context.note("wrong-shape", place, key=field.key, wanted=wanted)
    return count <= ITEM_LIMIT


def either(context: Context, english: str, chinese: str) -> str:
    """Return what is wanted, in the language of the messages."""
    return chinese if context.notebook.language.lower().startswith("zh") else english


def bounded(text: str, place: Place, field: Field, context: Context) -> str | None:
    """Return ``text``, or ``None`` and a problem when it is longer than the field allows."""
    if len(text) > field.limit:
        context.note("too-long", place, key=field.key, length=len(text), limit=field.limit)
        return None
    return text
