from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from linli.story import Origin, Permission, Person, Reuse, StorySettings
from linli.story.rights import is_named, reprint_gaps, signed_twice, usual_reuse
from tests.story import article_with, read

SITE = StorySettings(site_name="测试邻里")

WHOLE = {
    "稿件性质": "转载",
    "授权状态": "已授权",
    "来源": "岚江日报",
    "原标题": "旧题",
    "原文链接": "https://daily.example/a.html",
    "作者": "丁某",
}
# (what is changed in a whole reprint, the rules it breaks)
REPRINTS: list[tuple[dict[str, str | None], list[str]]] = [
    ({}, []),
    ({"原文链接": None}, ["reprint-incomplete"]),
    ({"原文链接": None, "来源链接说明": "报纸版，未上网"}, []),
    ({"授权状态": None}, ["reprint-incomplete"]),
    ({"授权状态": "未知"}, ["permission-unknown"]),
    ({"授权状态": "自有"}, ["reprint-own"]),
    ({"授权状态": "白名单", "转载许可": "CC BY"}, ["reuse-not-ours"]),
    ({"授权状态": "官方文件", "转载许可": "禁止转载"}, ["reuse-unprotected"]),
    ({"责编": "编辑部"}, ["editor-unnamed"]),
    ({"责编": "admin"}, ["editor-unnamed"]),
    ({"责编": None}, ["missing-field"]),
    ({"原标题": None, "状态": "草稿"}, []),
    ({"授权截止": "2026-12-31"}, []),
    ({"授权截止": "2026-03-01"}, ["permission-before-date"]),
    ({"授权截止": "某天"}, ["bad-date"]),
    ({"终审": "沈禾"}, ["signed-twice"]),
]


def header(changes: dict[str, str | None]) -> str:
    fields = {**WHOLE, **changes}
    return article_with({key: value for key, value in fields.items() if value is not None})


@pytest.mark.parametrize(("changes", "rules"), REPRINTS, ids=[repr(row[0]) for row in REPRINTS])
def test_a_reprint_says_all_that_the_law_asks_for(
    changes: dict[str, str | None], rules: list[str]
) -> None:
    text = header(changes)
    if "责编" in changes:
        text = text.replace("责编：沈禾\n", "")
    assert read(text).rules == rules


@pytest.mark.parametrize(
    ("source", "rules"),
    [("岚江日报", []), ("岚江 日报", []), ("江湾晚报", ["source-not-listed"])],
)
def test_a_source_that_is_not_on_the_list_is_pointed_out(source: str, rules: list[str]) -> None:
    site = replace(SITE, sources=frozenset({"岚江日报"}))
    assert read(header({"来源": source}), story_settings=site).rules == rules


def test_the_list_of_sources_is_for_reprints_only() -> None:
    site = replace(SITE, sources=frozenset({"岚江日报"}))
    text = article_with({"稿件性质": "来稿", "授权状态": "已授权"})
    assert read(text, story_settings=site).rules == []


LEVELS: list[tuple[tuple[str, ...], str]] = [
    (("沈禾", "方志远", "顾培文"), ""),
    (("沈禾", "沈禾", "顾培文"), "沈禾"),
    (("沈禾", "", "沈禾"), "沈禾"),
    (("沈禾", "", ""), ""),
]


@pytest.mark.parametrize(("names", "twice"), LEVELS)
def test_nobody_signs_at_two_levels_of_review(names: tuple[str, ...], twice: str) -> None:
    assert signed_twice(*[(Person(name),) if name else () for name in names]) == twice


@pytest.mark.parametrize("name", ["编辑部", "青禾邻里编辑部", "小编", "Admin", "本站", "佚名"])
def test_an_office_is_no_name(name: str) -> None:
    assert not is_named(Person(name))


@pytest.mark.parametrize("name", ["沈禾", "Shen He", "欧阳编", "Editha Moor"])
def test_a_name_is_a_name(name: str) -> None:
    assert is_named(Person(name))


# (origin, ground, what others may do when the site's own work is CC BY)
USUAL: list[tuple[Origin, Permission, Reuse]] = [
    (Origin.ORIGINAL, Permission.OWN, Reuse.CC_BY),
    (Origin.CONTRIBUTED, Permission.LICENSED, Reuse.CC_BY),
    (Origin.CONTRIBUTED, Permission.UNKNOWN, Reuse.ASK),
    (Origin.REPRINT, Permission.LICENSED, Reuse.ASK),
    (Origin.RELEASE, Permission.OWN, Reuse.ASK),
    (Origin.ORIGINAL, Permission.OFFICIAL_DOCUMENT, Reuse.ASK),
]


@pytest.mark.parametrize(("origin", "permission", "reuse"), USUAL)
def test_the_licence_of_the_site_is_for_what_is_its_own(
    origin: Origin, permission: Permission, reuse: Reuse
) -> None:
    assert usual_reuse(origin, permission, Reuse.CC_BY) == reuse


def test_a_reason_stands_for_a_link() -> None:
    said: dict[str, Any] = {
        "source": "甲",
        "original_title": "乙",
        "authors": "丙",
        "editors": "丁",
    }
    said |= {"permission": Permission.LICENSED, "source_url_missing": "报纸版"}
    assert reprint_gaps(said.get) == ()
    assert reprint_gaps({**said, "source_url_missing": ""}.get) == ("source_url",)
