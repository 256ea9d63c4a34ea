"""The wording of notices and policy: the defaults in three languages, with a site's own words over them.

Each text has one line for each sentence. ``{slots}`` are filled from the story; a part in ``[square brackets]``
is left out when a slot in it is empty, and so is a whole line with an empty slot outside brackets.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, NoReturn

from linli.errors import ConfigError
from linli.regexes import regex
from linli.rights.words_en import EN
from linli.rights.words_hans import HANS
from linli.rights.words_hant import HANT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Words = dict[str, str]
WORDS: dict[str, Words] = {"zh-Hans": HANS, "zh-Hant": HANT, "en": EN}
SETTING = "LINLI_RIGHTS_WORDS"

_OF_A_STORY = frozenset(
    "source title authors original ask holder licence year publisher number credit".split()
)
_OF_THE_HOUSE = frozenset("ask contact publisher".split())
SLOTS: Mapping[str, frozenset[str]] = {
    "claim": frozenset({"year", "holder"}),
    "credit": frozenset({"source", "title", "authors", "year", "holder"}),
    "licence-name": frozenset({"name", "code"}),
    "no-original": frozenset({"reason"}),
    "ask-by-name": frozenset({"publisher"}),
    "kit-line": frozenset({"credit", "url"}),
    **dict.fromkeys(
        ("kit-title", "kit-ask-title", "policy-title", "policy-example"), frozenset[str]()
    ),
}
"""The slots of texts that are no notice; the parts of the policy have those of the house, notices those of a story,
the texts of the kit also how to reach us and the story's address."""
NEEDED: Mapping[str, tuple[str, ...]] = {
    "claim": ("year", "holder"),
    "credit": ("source", "title"),
    "cc": ("licence",),
    "cc0": ("licence",),
    "reprint": ("source", "title", "original"),
    "reprint-cc": ("source", "title", "original", "licence"),
    "kit-by": ("licence",),
    "kit-nd": ("licence",),
    "kit-line": ("credit", "url"),
}
"""What no wording may leave out: a reprint that hides its source, a licence without its name, a credit of nothing."""
NOTICES = tuple("ask none free cc cc0 reprint reprint-cc release unclear fact official".split())
_SLOT = regex(r"\{(\w*)\}")


def words_with(own: Mapping[str, Mapping[str, str]]) -> dict[str, Words]:
    """Return the words of all languages, a site's ``own`` over the defaults.

    Raises ``ConfigError`` for a language, a key or a slot that does not exist, with the one that was probably
    meant, and for a wording that would leave out what must be said.
    """
    if not own:
        return WORDS
    merged = {language: dict(words) for language, words in WORDS.items()}
    for language, words in own.items():
        if language not in merged:
            _refuse(f"[{language!r}]", "no such language", "没有这种语言", language, merged)
        for key, text in words.items():
            place = f"[{language!r}][{key!r}]"
            if key not in HANS:
                _refuse(place, "no such text", "没有这一条", key, HANS)
            _check(place, key, text)
        merged[language].update(words)
    return merged


def slots_of(key: str) -> frozenset[str]:
    """Return the slots that the text ``key`` may have."""
    if key in SLOTS:
        return SLOTS[key]
    if key in NOTICES:
        return _OF_A_STORY
    if key.startswith("kit-"):
        return _OF_A_STORY | {"contact", "url"}
    return _OF_THE_HOUSE if key.startswith("policy-") else frozenset()


def _check(place: str, key: str, text: str) -> None:
    known = slots_of(key)
    found = _SLOT.findall(text)
    for slot in found:
        if slot not in known:
            _refuse(place, f"no slot {{{slot}}}", f"没有 {{{slot}}} 这个空", slot, known)
    if re.search(r"[{}]", _SLOT.sub("", text)):
        _refuse(place, "a brace that belongs to no slot", "有不成对的花括号", "", known)
    if re.search(r"\[[^\]]*(?:\[|$)|^[^\[]*\]|\][^\[]*\]", text, re.MULTILINE):
        _refuse(place, "square brackets that do not match", "方括号不成对", "", known)
    if key in {"title-marks", "inner-marks"} and len(text) != 2:
        _refuse(place, "two characters wanted", "要写两个字符", "", ())
    for slot in NEEDED.get(key, ()):
        if slot not in found or f"{{{slot}}}" not in re.sub(r"\[[^\]]*\]", "", text):
            _refuse(place, f"must say {{{slot}}}", f"不能没有 {{{slot}}}", "", ())


def _refuse(place: str, what: str, chinese: str, word: str, known: Iterable[str]) -> NoReturn:
    names = sorted(known)
    close = get_close_matches(word, names, n=1) if word else []
    listed = ", ".join(names)
    hint = f"Did you mean {close[0]!r}?" if close else f"Known: {listed}." if listed else ""
    asked = f"是不是 {close[0]!r}？" if close else f"可以写：{listed}。" if listed else ""
    raise ConfigError(
        f"{SETTING}{place}: {what}.",
        hint or "See docs/rights.md.",
        zh=f"设置 {SETTING}{place}：{chinese}。{asked or '写法见 docs/rights.md。'}",
    )
