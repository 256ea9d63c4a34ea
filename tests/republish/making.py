"""Copies for tests: an invented story with every part a copy can have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linli.republish import Copy, Credit, Picture, clean

if TYPE_CHECKING:
    from collections.abc import Callable

PICTURE = Picture("https://q.example/a.png", "井", 1440, 900, "新的井道。", "摄影：罗川")
URL = "https://q.example/articles/a/"


def everything(_: str) -> bool:
    return True


def copy(
    html: str = "<p>正文。</p>", goes: Callable[[str], bool] = everything, **fields: Any
) -> Copy:
    body, left_out = clean(html, goes)
    made = Copy(
        url=URL,
        lang="zh-Hans",
        title="甲 <乙> & 丙",
        subtitle="",
        opening=("2026年3月20日　记者：周岚",),
        body=body,
        closing=(
            (
                ("本作品采用", ""),
                ("许可（CC BY 4.0）", "https://cc.example/by/"),
                ("进行许可。", ""),
            ),
        ),
        last=(("来源：青禾邻里，《甲》，周岚。原文：", ""), (URL, URL)),
        left_out=left_out,
        id="tag:q.example,2026:a",
        byline=(Credit("reporter", "记者", "周岚"),),
        signoff=(Credit("editors", "责编", "沈禾"),),
        source=("青禾邻里", ""),
        published="2026-03-20T08:30:00+08:00",
        modified="",
        holder="青禾区融媒体中心",
        licence=("CC BY 4.0", "https://cc.example/by/"),
        notice="本作品采用CC BY 4.0进行许可。",
        credit="来源：青禾邻里，《甲》，周岚",
    )
    return made._replace(**fields)
