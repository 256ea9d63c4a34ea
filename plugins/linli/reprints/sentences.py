"""Text into sentences, and sentences into tokens that are equal when they say the same.

Two newsrooms set one text in different ways: “” or 「」, full or half width, 3 or 三, 8:30 or 8点30分, with spaces
between Chinese and Latin or without. None of that is a change, so none of it is left in a token: marks and spaces
are dropped, numbers, times and days are values. A Chinese character is a token, so is a Latin word.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple

from linli.regexes import regex
from linli.reprints.furniture import dateline_of
from linli.text.excerpt import sentences

if TYPE_CHECKING:
    from collections.abc import Callable

_CIRCLED = {code: f"({code - 0x245F})" for code in range(0x2460, 0x2474)}
_HAN = "〇\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_DIGITS = {char: at for at, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_GREAT = {"万": 10**4, "亿": 10**8, "萬": 10**4, "億": 10**8}
_COUNT = "〇零一二三四五六七八九十"
_NUM = rf"(?:\d{{1,4}}|[{_COUNT}]{{1,4}})"
_TOKEN = regex(
    rf"""
    (?P<phone>(?<!\d)(?:0\d{{2,3}}[-\ ]?\d{{7,8}}|1[3-9]\d[-\ ]?\d{{4}}[-\ ]?\d{{4}}|[48]00[-\ ]?\d{{3}}[-\ ]?\d{{4}})(?!\d))
  | (?P<date>(?<!\d)(?P<year>(?:\d{{4}}|[{_COUNT}]{{4}}))\ ?(?:年|[-/.])\ ?(?P<month>{_NUM})\ ?(?:月|[-/.])\ ?(?P<day>{_NUM})\ ?[日号號]?(?!\d)
     |(?<!\d)(?P<month_>\d{{1,2}}|[{_COUNT}]{{1,3}})\ ?月\ ?(?P<day_>\d{{1,2}}|[{_COUNT}]{{1,3}})\ ?[日号號])
  | (?P<time>(?<!\d)(?P<hour>\d{{1,2}}|[{_COUNT}]{{1,3}})\ ?(?:[点时點時](?:(?P<half>半)|(?P<minute_>{_NUM})分?|(?P<sharp>整))?|:(?P<minute>\d{{2}})(?!\d)))
  | (?P<share>百分之(?P<part>\d+(?:\.\d+)?|[{_COUNT}百点]{{1,8}}))
  | (?P<figure>(?:(?<![\w.])[-−])?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?)\ ?(?P<unit>[十百千]?[万亿萬億]|[百千](?!米|克|瓦|分|帕|卡|伏))?(?P<percent>\ ?%)?
  | (?P<spoken>[{_COUNT}两兩百千万亿萬億]+)
  | (?P<han>[{_HAN}])
  | (?P<word>[^\W\d_{_HAN}]+(?:['’][^\W\d_{_HAN}]+)*)
  | (?P<range>(?<=\d)\ ?[-–—~]+\ ?(?=\d))
  | (?P<sign>[¥$€£°])
    """,
    re.VERBOSE,
)  # fmt: skip
_ENUMERATOR = regex(
    rf"\s*(?:[（(]\s*(?:\d{{1,2}}|[{_COUNT}]{{1,3}})\s*[)）]|(?:\d{{1,2}}|[{_COUNT}]{{1,3}})\s*[、.．)）](?!\d))"
)
_NOTE_MARK = regex(r"\[\s*\d{1,2}\s*\]")


class Token(NamedTuple):
    """The least thing that can be equal: ``value`` is compared, ``raw`` was written.

    Values of numbers begin with ``#``, of days and times with ``@``. What is ``loose`` may be missing: the number
    of a list's entry.
    """

    value: str
    raw: str
    loose: bool = False


class Sentence(NamedTuple):
    """A sentence: as it was written, its tokens, and the block it stands in.

    What is ``optional`` may be missing as a whole (a subheading, a caption).
    """

    text: str
    tokens: tuple[Token, ...]
    block: int
    optional: bool = False

    @property
    def values(self) -> tuple[str, ...]:
        """Return what is compared."""
        return tuple(token.value for token in self.tokens)

    @property
    def said(self) -> tuple[str, ...]:
        """Return what is compared, without what may be missing."""
        return tuple(token.value for token in self.tokens if not token.loose)


def read_sentences(
    text: str, block: int = 0, ordinal: int = 0, *, optional: bool = False
) -> list[Sentence]:
    """Return the sentences of a block; those without a token (a row of dots) are left out."""
    found: list[Sentence] = []
    for part in sentences(_NOTE_MARK.sub("", text)):
        tokens = tokenise(part)
        if found and part[:1] in "”’」』）)" and not tokens:
            continue
        if tokens and not found:
            tokens = _enumerated(part, tokens, ordinal)
            if line := dateline_of(part):
                tokens = _loose(tokens, len(tokenise(line)))
        if tokens:
            found.append(Sentence(part.strip(), tuple(tokens), block, optional))
    return found


def _enumerated(text: str, tokens: list[Token], ordinal: int) -> list[Token]:
    """Return the tokens of a block's first sentence with the number before it as a loose one."""
    if _ENUMERATOR.match(text):
        return _loose(tokens, 1)
    return [Token(f"#{ordinal}", str(ordinal), loose=True), *tokens] if ordinal else tokens


def _loose(tokens: list[Token], count: int) -> list[Token]:
    return [token._replace(loose=True) for token in tokens[:count]] + tokens[count:]


def plain(text: str) -> str:
    """Return ``text`` in one width and case, without characters that are not seen."""
    folded = unicodedata.normalize("NFKC", text.translate(_CIRCLED)).casefold()
    if folded.isascii():
        return folded
    return "".join(char for char in folded if unicodedata.category(char) != "Cf")


def tokenise(text: str) -> list[Token]:
    """Return the tokens of ``text``.

    >>> [token.value for token in tokenise("“共３万户”，百分之五")]
    ['共', '#30000', '户', '#5%']
    """
    found = []
    for match in _TOKEN.finditer(plain(text)):
        kind = next(kind for kind in _READERS if match[kind] is not None)
        found.append(Token(_READERS[kind](match), match[0].strip()))
    return found


def values(text: str) -> tuple[str, ...]:
    """Return what is compared of ``text``."""
    return tuple(token.value for token in tokenise(text))


def _phone(match: re.Match[str]) -> str:
    return "#tel" + re.sub(r"\D", "", match[0])


def _date(match: re.Match[str]) -> str:
    parts = (match["year"], match["month"] or match["month_"], match["day"] or match["day_"])
    return "@" + "-".join(str(_number(part)) for part in parts if part)


def _time(match: re.Match[str]) -> str:
    minute = "30" if match["half"] else match["minute"] or match["minute_"] or "0"
    return f"@{_number(match['hour'])}:{str(_number(minute)).zfill(2)}"


def _share(match: re.Match[str]) -> str:
    return f"#{_number(match['part'])}%"


def _figure(match: re.Match[str]) -> str:
    written = match["figure"].replace(",", "").replace("−", "-")
    percent = "%" if match["percent"] else ""
    if len(written) > 1 and written[0] == "0" and written.isdigit() and not match["unit"]:
        return f"#{written}{percent}"  # a code, not a quantity
    try:
        value = Decimal(written) if len(written) < 40 else None
    except InvalidOperation:
        value = None
    if value is None:
        return f"#{written}{percent}"
    for unit in match["unit"] or "":
        value *= _POWERS.get(unit) or _GREAT[unit]
    return f"#{_short(value)}{percent}"


def _short(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _spoken(match: re.Match[str]) -> str:
    return f"#{_number(match['spoken'])}"


def _number(written: str) -> str:
    """Return the value of a number in digits of either kind, or as it was written when it is none."""
    if written.isascii():
        return _short(Decimal(written)) if len(written) < 40 else written
    whole, _, rest = written.partition("点")
    value = _chinese(whole)
    if value is None:
        return written
    if rest:
        return f"{value}.{''.join(str(_DIGITS.get(char, char)) for char in rest)}"
    return str(value)


def _chinese(text: str) -> int | None:
    """Return the value of a Chinese number, or ``None`` of what is none or has no end."""
    if len(text) > 20:
        return None
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total, section, digit = 0, 0, -1
    for char in text:
        if char in _DIGITS:
            if digit > 0:
                return None  # 三四十: about so many
            digit = _DIGITS[char]
        elif char in _POWERS:
            section += (digit if digit > 0 else 1) * _POWERS[char]
            digit = -1
        else:
            section += max(digit, 0)
            total = (
                (total + (section or 1)) * _GREAT[char] if total else (section or 1) * _GREAT[char]
            )
            section, digit = 0, -1
    return total + section + max(digit, 0)


_READERS: dict[str, Callable[[re.Match[str]], str]] = {
    "phone": _phone,
    "date": _date,
    "time": _time,
    "share": _share,
    "figure": _figure,
    "spoken": _spoken,
    "han": lambda match: match[0],
    "word": lambda match: match[0].replace("’", "'"),
    "range": lambda match: "至",
    "sign": lambda match: match[0],
}
