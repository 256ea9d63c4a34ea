"""Captions of pictures, and the credits at their ends ("摄影：罗川")."""

from __future__ import annotations

import re

CREDIT_WORDS = "摄影|图源|图片来源|供图|制图|绘图|插画|资料图|Photo|Credit|Graphic|Illustration"
_LABEL = (
    rf"(?<![^\W_])(?:(?:{CREDIT_WORDS})(?:(?:\s+by)?\s*[:：/／]\s*|\s+by\s+)"
    r"|图\s*[/／]\s*|(?:Picture|Drawing|Chart|Map)\s+by\s+)"
)
_LABELLED = rf"{_LABEL}[^\s()（）。！？][^()（）。！？]{{0,60}}?(?:[(（][^()（）]{{1,30}}[)）])?"
_SIGNED = r"(?:[^\s()（）。，]{0,8}(?:记者|通讯员)\s*)?[^\s()（）。，]{2,12}\s*(?:(?<!拍)摄影?|供图|制图|绘图?|[/／]图)"
_CREDITS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"[(（]\s*(?P<credit>{_LABELLED}|{_SIGNED})\s*[)）]\s*。?\s*$",
        rf"(?P<credit>{_LABELLED})。?\s*$",
        rf"(?<=[\s。！？])(?P<credit>{_SIGNED})。?\s*$",
    )
)


def split_credit(caption: str) -> tuple[str, str]:
    """Return caption and credit of a caption that ends in a credit.

    >>> split_credit("十一点半，窗口前排起了队。摄影：罗川")
    ('十一点半，窗口前排起了队。', '摄影：罗川')
    """
    for pattern in _CREDITS:
        if match := pattern.search(caption):
            return caption[: match.start()].strip(), match["credit"].strip()
    return caption.strip(), ""
