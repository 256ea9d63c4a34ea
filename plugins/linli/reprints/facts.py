"""What a change does to a sentence: another number, day or name, a lost "not", a "must" that became a "should".

Words are looked for in simplified characters, whichever the text is in.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Literal

from linli.regexes import regex
from linli.reprints.scripts import simplified

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from linli.reprints.sentences import Token

Kind = Literal[
    "number", "date", "name", "negation", "softened", "dropped", "added", "changed", "reordered"
]
KINDS: tuple[Kind, ...] = (
    "number", "date", "name", "negation", "softened", "dropped", "added", "changed", "reordered",
)  # fmt: skip

_NEGATION = regex(
    r"不(?![仅但只断同])|没有?|未(?!来)|无(?!论)|勿|禁止|严禁|拒绝|并非|绝非|(?<![特分个级区辨差告])别(?![的人名处墅])"
    r"|\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot)\b|n't\b",
    re.IGNORECASE,
)
_STRONG = regex(
    r"必须|务必|不得|严禁|禁止|应[当该]|一律|全部|所有|全体|全都|确定|确保|保证|立即|马上|坚决|完全|彻底|将要?(?![近军])|(?<!不)会(?![议员计场])"
    r"|(?<![供对反适效相响答])应(?![急用届变])|(?<![急需])须|\b(?:must|shall|will|all|every|always|required|immediately|never)\b",
    re.IGNORECASE,
)
_WEAK = regex(
    r"建议|倡议|鼓励|提倡|尽量|尽可能|尽力|争取|力争|可以|可能|或许|也许|大概|大约|左右|拟(?!定)|计划|打算|预计|有望|部分|有些|有的|多数|大多|少数|一般|原则上"
    r"|适当|基本|逐步|适时|据称|据说|疑似|似乎"
    r"|\b(?:should|may|might|could|can|some|most|several|perhaps|possibly|probably|plans?|hopes?|encouraged?|advised?|about|usually)\b",
    re.IGNORECASE,
)
_DAYTIME = regex(
    r"上午|下午|中午|凌晨|早上|晚上|傍晚|昨[天日晚]|今[天日晚年]|明[天日年]|去年|前年|本月|上月|下月|月[初中底末]|年[初中底末]|(?:星期|周|礼拜)[一二三四五六日天末]"
    r"|\b(?:[ap]\.?m\b|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|june|july|august|september|october|november|december|yesterday|today|tomorrow|morning|afternoon|evening)",
    re.IGNORECASE,
)


def kinds_of(
    original: str,
    reprint: str,
    before: Sequence[Token],
    after: Sequence[Token],
    names: Iterable[str],
) -> list[Kind]:
    """Return what kinds of change make ``reprint`` of ``original``; ``changed`` when it is none of the others."""
    original, reprint = simplified(original), simplified(reprint)
    lost = Counter(token.value for token in before if not token.loose)
    gained = Counter(token.value for token in after if not token.loose)
    lost, gained = lost - gained, gained - lost
    found: list[Kind] = []
    if _figures(lost, gained, "#"):
        found.append("number")
    if _figures(lost, gained, "@") or _count(_DAYTIME, original) != _count(_DAYTIME, reprint):
        found.append("date")
    if any(original.count(name) > reprint.count(name) for name in map(simplified, names)):
        found.append("name")
    if _count(_NEGATION, original).total() != _count(_NEGATION, reprint).total():
        found.append("negation")
    if _softer(original, reprint):
        found.append("softened")
    return found or ["changed"]


def _figures(lost: Counter[str], gained: Counter[str], mark: str) -> bool:
    """Say whether figures differ; a lone 一 or 两 that came or went is a word, not a figure."""
    one = {value for value in lost if value.startswith(mark)}
    other = {value for value in gained if value.startswith(mark)}
    if one and other:
        return True
    return bool((one | other) - {"#1", "#2", "#10"})


def _softer(original: str, reprint: str) -> bool:
    """Say whether words that oblige became fewer, or words that leave it open more."""
    before, after = (
        _count(_STRONG, text).total() - _count(_WEAK, text).total() for text in (original, reprint)
    )
    return after < before


def _count(pattern: re.Pattern[str], text: str) -> Counter[str]:
    return Counter(match[0].lower() for match in pattern.finditer(text))
