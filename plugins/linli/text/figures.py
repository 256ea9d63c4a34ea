"""Captions of pictures, the credits at their ends ("摄影：罗川"), and the block form of both."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from linli.regexes import regex
from linli.story.fields import PARTS, Type

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FIGURE = regex(
    r"^:::[^\S\n]*(?:图片?|figure|image)[ \t\u3000]+(?P<src>\S(?:.*\S)?)[^\S\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""The first line of a picture in block form."""
_PARTS = {
    name: part
    for part, names in PARTS[Type.PICTURE].items()
    if part != "src"
    for name in (part, *names)
}
_COLON = regex("[:：]")

CREDIT_WORDS = (
    "[摄攝]影|[图圖]源|图片来源|圖片來源|供[图圖]|[制製][图圖]|[绘繪][图圖]|插[画畫]|[资資]料[图圖照]"
    "|Photo|Credit|Graphic|Illustration"
)
_LABEL = (
    rf"(?<![^\W_])(?:(?:{CREDIT_WORDS})(?:(?:\s+by)?\s*[:：/／]\s*|\s+by\s+)"
    r"|[图圖]\s*[/／]\s*|(?:Picture|Drawing|Chart|Map)\s+by\s+)"
)
_LABELLED = rf"{_LABEL}[^\s()（）。！？][^()（）。！？]{{0,60}}?(?:[(（][^()（）]{{1,30}}[)）])?"
_SIGNED = (
    r"(?:[^\s()（）。，]{0,8}(?:[记記]者|通讯员|通訊員)\s*)?[^\s()（）。，]{2,12}\s*"
    r"(?:(?<!拍)[摄攝]影?|供[图圖]|[制製][图圖]|[绘繪][图圖]?|[/／][图圖])"
)
_CREDITS = (
    rf"[(（]\s*(?P<credit>{_LABELLED}|{_SIGNED})\s*[)）]\s*。?\s*$",
    rf"(?P<credit>{_LABELLED})。?\s*$",
    rf"(?<=[\s。！？])(?P<credit>{_SIGNED})。?\s*$",
)


@cache  # to compile them takes longer than the change of one file without a picture
def _credits() -> tuple[re.Pattern[str], ...]:
    return tuple([re.compile(pattern, re.IGNORECASE) for pattern in _CREDITS])


def split_credit(caption: str) -> tuple[str, str]:
    """Return caption and credit of a caption that ends in a credit.

    >>> split_credit("十一点半，窗口前排起了队。摄影：罗川")
    ('十一点半，窗口前排起了队。', '摄影：罗川')
    """
    for pattern in _credits():
        if match := pattern.search(caption):
            return caption[: match.start()].strip(), match["credit"].strip()
    return caption.strip(), ""


def figure_parts(lines: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Yield each line of a picture in block form, which part it names (``alt``, ``caption``, ``credit``, or nothing), and its text.

    >>> list(figure_parts(["图说: 排起了队。", "摄影: 罗川", "地点: 食堂"]))
    [('图说: 排起了队。', 'caption', '排起了队。'), ('摄影: 罗川', 'credit', '摄影：罗川'), ('地点: 食堂', '', '')]
    """
    for line in lines:
        key, *values = [piece.strip() for piece in _COLON.split(line, 1)]
        part = _PARTS.get(key.lower(), "") if values else ""
        if part == "credit" and key.lower() != "credit":
            yield line, part, f"{key}：{values[0]}"
        else:
            yield line, part, values[0] if part else ""
