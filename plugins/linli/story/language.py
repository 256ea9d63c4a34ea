"""Which of the languages that Linli speaks a story's readers read: simplified or traditional Chinese, else English."""

from __future__ import annotations

from functools import cache

_HANT = frozenset({"hant", "tw", "hk", "mo"})


@cache
def language_of(tag: str) -> str:
    """Return the language of the words around a text in the language ``tag`` (BCP 47): zh-Hans, zh-Hant or en."""
    first, *rest = tag.lower().split("-")
    if first != "zh":
        return "en"
    return "zh-Hant" if "hans" not in rest and _HANT.intersection(rest) else "zh-Hans"
