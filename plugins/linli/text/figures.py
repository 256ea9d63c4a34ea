"""Captions of pictures, and the credits at their ends ("摄影：罗川")."""

from __future__ import annotations

import re
from functools import cache

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
