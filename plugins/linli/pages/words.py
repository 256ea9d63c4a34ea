"""The words that views are written with, in the language of the page (the theme has its own in ``theme/lang``)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from linli.pages.words_en import EN
from linli.pages.words_hans import HANS
from linli.pages.words_hant import HANT
from linli.story.language import language_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from linli.pages.vocabulary import Vocabulary

MONTHS = (
    "January February March April May June July August September October November December".split()
)
VOCABULARIES = {"zh-Hans": HANS, "zh-Hant": HANT, "en": EN}


@lru_cache(maxsize=64)
def vocabulary(lang: str) -> Vocabulary:
    """Return the words for pages in ``lang``."""
    return VOCABULARIES[language_of(lang)]


def reason_text(why: str, names: Sequence[str], lang: str) -> str:
    """Return what readers are told of why a story is related; nothing of the latest, whose heading says it."""
    said, between = _reasons(lang)
    return said[why].format(names=between.join(names)) if why in said else ""


@lru_cache(maxsize=64)
def _reasons(lang: str) -> tuple[Mapping[str, str], str]:
    """Return what is said of reasons, with ``{names}`` to fill in, and what stands between those."""
    words = vocabulary(lang)
    said = {
        "pinned": words.reason_pinned,
        "link": words.reason_link,
        "linked": words.reason_linked,
        "event": words.reason_event,
        "both": words.reason_both,
        "text": words.reason_text,
    }
    return said, ", " if words is EN else "、"


def day_text(moment: datetime, lang: str) -> str:
    """Return the day as readers write it: ``2026年3月22日``, ``22 March 2026`` (GB/T 15835: Arabic digits)."""
    if vocabulary(lang) is not EN:
        return f"{moment.year}年{moment.month}月{moment.day}日"
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def time_text(moment: datetime, lang: str) -> str:
    """Return day and time."""
    gap = " " if vocabulary(lang) is not EN else ", "
    return f"{day_text(moment, lang)}{gap}{moment.hour:02}:{moment.minute:02}"


def month_text(year: int, month: int, lang: str) -> str:
    """Return a month's name with its year."""
    return vocabulary(lang).month.format(year=year, month=month, name=MONTHS[month - 1])
