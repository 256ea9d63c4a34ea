from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from itertools import product
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from linli.rights.statement import House, Statement, state_rights
from linli.story import Origin, Permission, Person, Reuse, Stamp, Story

if TYPE_CHECKING:
    from collections.abc import Iterator

HOUSE = House("测试邻里", "测试区融媒体中心", "/contact/")
STORY = Story(
    name="articles/a.md",
    kind="article",
    id="a",
    slug="a",
    title="楼里装上了电梯",
    date=Stamp(datetime(2026, 3, 20, 8, 30, tzinfo=ZoneInfo("Asia/Shanghai"))),
    lang="zh-Hans",
    source="测试邻里",
    authors=(Person("周岚"), Person("许亦辰")),
)
ELSEWHERE: dict[str, Any] = {
    "source": "岚江日报",
    "source_url": "https://daily.example/a.html",
    "original_title": "老楼新梯",
    "authors": (Person("丁某"),),
}


def state(language: str = "zh-Hans", house: House = HOUSE, **fields: Any) -> Statement:
    return state_rights(replace(STORY, **fields), house, language)


def text(statement: Statement) -> str:
    """Return the notice as a reader sees it, a line for each sentence."""
    lines = ["".join(piece.text for piece in sentence) for sentence in statement.sentences]
    return "\n".join([*lines, statement.claim])


OURS = ("授权", "谢绝", "©", "copyrighted", "欢迎转载", "You may reprint")
"""Words by which a newsroom claims or gives away rights."""

# (origin, permission, reuse, language, kind, what it must say, what it must not say)
Row = tuple[Origin, Permission, Reuse, str, str, tuple[str, ...], tuple[str, ...]]
TABLE: list[Row] = [
    (
        Origin.ORIGINAL,
        Permission.OWN,
        Reuse.ASK,
        "zh-Hans",
        "ask",
        (
            "未经授权",
            "“测试邻里”",
            "《楼里装上了电梯》",
            "周岚、许亦辰",
            "申请转载授权",
            "© 2026 测试区融媒体中心",
        ),
        ("转载自", "欢迎"),
    ),
    (
        Origin.ORIGINAL,
        Permission.OWN,
        Reuse.ASK,
        "en",
        "ask",
        (
            "without permission",
            "“测试邻里”",
            "周岚, 许亦辰",
            "Ask for permission",
            "© 2026 测试区融媒体中心",
        ),
        ("未经授权", "Reprinted from"),
    ),
    (
        Origin.ORIGINAL,
        Permission.OWN,
        Reuse.NONE,
        "zh-Hans",
        "none",
        ("谢绝转载", "引用须注明", "© 2026"),
        ("申请转载授权", "欢迎"),
    ),
    (
        Origin.ORIGINAL,
        Permission.OWN,
        Reuse.NONE,
        "en",
        "none",
        ("may not be reprinted", "© 2026"),
        ("Ask for permission",),
    ),
    (
        Origin.ORIGINAL,
        Permission.OWN,
        Reuse.FREE_WITH_CREDIT,
        "zh-Hans",
        "free",
        ("欢迎转载", "注明来源", "© 2026"),
        ("未经授权", "谢绝"),
    ),
    (
        Origin.ORIGINAL,
        Permission.OWN,
        Reuse.FREE_WITH_CREDIT,
        "en",
        "free",
        ("You may reprint this", "© 2026"),
        ("without permission",),
    ),
    (
        Origin.ORIGINAL,
        Permission.OWN,
        Reuse.CC_BY,
        "zh-Hans",
        "cc",
        ("署名 4.0 国际许可协议（CC BY 4.0）", "署名请写：测试区融媒体中心", "© 2026"),
        ("未经授权", "非商业"),
    ),
    (
        Origin.ORIGINAL,
        Permission.OWN,
        Reuse.CC_BY_NC_ND,
        "en",
        "cc",
        ("CC BY-NC-ND 4.0", "Credit it as", "© 2026"),
        ("without permission",),
    ),
    (
        Origin.ORIGINAL,
        Permission.OWN,
        Reuse.CC0,
        "zh-Hans",
        "cc0",
        ("CC0 1.0", "自由使用"),
        ("©", "未经授权"),
    ),
    (
        Origin.ORIGINAL,
        Permission.OWN,
        Reuse.CC0,
        "en",
        "cc0",
        ("CC0 1.0", "waived"),
        ("©", "permission"),
    ),
    (
        Origin.COMPILED,
        Permission.OWN,
        Reuse.ASK,
        "zh-Hans",
        "ask",
        ("未经授权", "© 2026"),
        ("转载自",),
    ),
    (
        Origin.CONTRIBUTED,
        Permission.LICENSED,
        Reuse.ASK,
        "zh-Hans",
        "ask",
        ("未经授权", "© 2026 周岚、许亦辰"),
        ("© 2026 测试区融媒体中心",),
    ),
    (
        Origin.CONTRIBUTED,
        Permission.LICENSED,
        Reuse.CC_BY_SA,
        "en",
        "cc",
        ("CC BY-SA 4.0", "Credit it as: 周岚, 许亦辰", "© 2026 周岚, 许亦辰"),
        ("测试区融媒体中心",),
    ),
    (
        Origin.RELEASE,
        Permission.LICENSED,
        Reuse.ASK,
        "zh-Hans",
        "release",
        ("测试邻里提供的通稿", "由其负责"),
        OURS,
    ),
    (
        Origin.RELEASE,
        Permission.UNKNOWN,
        Reuse.NONE,
        "en",
        "release",
        ("a release from", "responsible"),
        OURS,
    ),
    (
        Origin.ORIGINAL,
        Permission.OFFICIAL_DOCUMENT,
        Reuse.ASK,
        "zh-Hans",
        "no-claim",
        ("不主张著作权", "以发布单位的原文为准"),
        ("未经授权", "©"),
    ),
    (
        Origin.ORIGINAL,
        Permission.PUBLIC_DOMAIN_FACT,
        Reuse.NONE,
        "en",
        "no-claim",
        ("claim no copyright",),
        ("may not be reprinted", "©"),
    ),
    (
        Origin.RELEASE,
        Permission.OFFICIAL_DOCUMENT,
        Reuse.ASK,
        "zh-Hans",
        "no-claim",
        ("不主张著作权",),
        ("通稿", "©"),
    ),
]


@pytest.mark.parametrize(
    ("origin", "permission", "reuse", "language", "kind", "says", "never"),
    TABLE,
    ids=["-".join(row[:4]) for row in TABLE],
)
def test_the_notice_follows_from_where_the_text_is_from_and_what_others_may_do(
    origin: Origin,
    permission: Permission,
    reuse: Reuse,
    language: str,
    kind: str,
    says: tuple[str, ...],
    never: tuple[str, ...],
) -> None:
    statement = state(language, origin=origin, permission=permission, reuse=reuse)
    said = text(statement)
    assert statement.kind == kind
    assert [words for words in says if words not in said] == []
    assert [words for words in never if words in said] == []


CLAIMED_ON_GROUNDS = set(Permission) - {Permission.OFFICIAL_DOCUMENT, Permission.PUBLIC_DOMAIN_FACT}


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
@pytest.mark.parametrize("permission", sorted(CLAIMED_ON_GROUNDS))
@pytest.mark.parametrize("reuse", Reuse)
def test_a_reprint_claims_nothing_whatever_its_header_says(
    language: str, permission: Permission, reuse: Reuse
) -> None:
    statement = state(
        language, origin=Origin.REPRINT, permission=permission, reuse=reuse, **ELSEWHERE
    )
    said = text(statement)
    assert statement.kind == "reprint"
    assert [words for words in ("岚江日报", "老楼新梯", "丁某") if words not in said] == []
    assert [words for words in (*OURS, "测试邻里", "测试区融媒体中心") if words in said] == []


def test_a_reprint_links_to_its_original() -> None:
    statement = state(origin=Origin.REPRINT, **ELSEWHERE)
    assert links(statement) == [("阅读原文", "https://daily.example/a.html", "")]


def test_a_reprint_without_address_or_author_leaves_out_what_is_not_known() -> None:
    statement = state(origin=Origin.REPRINT, source="岚江日报", authors=())
    assert text(statement).splitlines() == [
        "本文转载自岚江日报，原标题《楼里装上了电梯》。",
        "版权归原著作权人所有，如需转载，请联系原发布单位。",
    ]


def links(statement: Statement) -> list[tuple[str, str, str]]:
    return [
        (piece.text, piece.url, piece.rel)
        for sentence in statement.sentences
        for piece in sentence
        if piece.url
    ]


# (reuse, language, the licence's own page)
LICENCES = [
    (Reuse.CC_BY, "zh-Hans", "https://creativecommons.org/licenses/by/4.0/deed.zh-hans"),
    (Reuse.CC_BY, "en", "https://creativecommons.org/licenses/by/4.0/"),
    (Reuse.CC_BY_SA, "en", "https://creativecommons.org/licenses/by-sa/4.0/"),
    (Reuse.CC_BY_ND, "en", "https://creativecommons.org/licenses/by-nd/4.0/"),
    (Reuse.CC_BY_NC, "en", "https://creativecommons.org/licenses/by-nc/4.0/"),
    (Reuse.CC_BY_NC_SA, "en", "https://creativecommons.org/licenses/by-nc-sa/4.0/"),
    (Reuse.CC_BY_NC_ND, "en", "https://creativecommons.org/licenses/by-nc-nd/4.0/"),
    (Reuse.CC0, "zh-Hans", "https://creativecommons.org/publicdomain/zero/1.0/"),
]


@pytest.mark.parametrize(("reuse", "language", "url"), LICENCES)
def test_a_licence_links_to_its_own_page_and_says_that_it_is_one(
    reuse: Reuse, language: str, url: str
) -> None:
    assert [link[1:] for link in links(state(language, reuse=reuse))] == [(url, "license")]


def test_where_to_ask_is_linked_and_left_out_when_there_is_no_such_place() -> None:
    assert links(state()) == [("申请转载授权", "/contact/", "")]
    silent = state(house=House("测试邻里", "测试区融媒体中心"))
    assert (links(silent), "申请" in text(silent)) == ([], False)


# (what the header says of the copyright, the claim)
CLAIMS: list[tuple[dict[str, Any], str]] = [
    ({}, "© 2026 测试区融媒体中心"),
    ({"copyright_year": 2024}, "© 2024 测试区融媒体中心"),
    ({"copyright_holder": "榆树里居委会"}, "© 2026 榆树里居委会"),
    ({"copyright_holder": "© 榆树里居委会"}, "© 2026 榆树里居委会"),
    ({"copyright_holder": "Copyright (c) Yushuli"}, "© 2026 Yushuli"),
    ({"copyright_holder": "版权所有：榆树里"}, "© 2026 榆树里"),
    ({"origin": Origin.CONTRIBUTED}, "© 2026 周岚、许亦辰"),
    ({"origin": Origin.CONTRIBUTED, "authors": ()}, "© 2026 测试区融媒体中心"),
]


@pytest.mark.parametrize(("fields", "claim"), CLAIMS)
def test_the_copyright_line_names_year_and_holder_once(fields: dict[str, Any], claim: str) -> None:
    assert state(**fields).claim == claim


def test_without_a_publisher_the_newsroom_itself_holds_the_rights() -> None:
    assert state(house=House("测试邻里", "")).claim == "© 2026 测试邻里"


def test_a_story_without_authors_is_by_the_newsroom() -> None:
    assert "著作者测试邻里" in text(state(authors=()))


def test_marks_inside_a_title_become_inner_marks() -> None:
    assert "《读〈红楼梦〉的夜晚》" in text(state(title="读《红楼梦》的夜晚"))
    assert "“What ‘lift’ means”" in text(state("en", title="What “lift” means"))


STRAY = re.compile(
    r"[{}]|[，。、；：,.;:]{2}|。\.|[(（][)）]|《》|“”|\s$|^\s|\s[，。、；：,.;:]|  "
)


def every_notice() -> Iterator[tuple[str, Statement]]:
    empty: dict[str, Any] = {"source": "", "source_url": "", "original_title": "", "authors": ()}
    houses = (HOUSE, House("测试邻里", ""))
    for origin, permission, reuse, language, fields, house in product(
        Origin,
        Permission,
        Reuse,
        ("zh-Hans", "zh-Hant", "en", "fr"),
        ({}, ELSEWHERE, empty),
        houses,
    ):
        fixed = {"origin": origin, "permission": permission, "reuse": reuse, **fields}
        yield repr((fixed, language, house)), state(language, house, **fixed)


def test_no_notice_has_stray_braces_spaces_or_double_punctuation() -> None:
    found = [
        (row, line)
        for row, statement in every_notice()
        for line in text(statement).split("\n")
        if STRAY.search(line)
    ]
    assert found == []


def test_every_notice_has_a_heading_and_sentences() -> None:
    bare = [row for row, notice in every_notice() if not notice.heading or not notice.sentences]
    assert bare == []


@pytest.mark.parametrize("origin", [Origin.ORIGINAL, Origin.COMPILED])
@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_what_another_outlet_published_is_never_claimed_as_ours(
    origin: Origin, language: str
) -> None:
    notice = state(language, origin=origin, permission=Permission.UNKNOWN, source="岚江日报")
    assert notice.kind == "unclear"
    assert notice.claim == ""
    assert "岚江日报" in text(notice)
    assert not [word for word in OURS if word in text(notice)]


def test_our_own_name_in_another_width_is_still_ours() -> None:
    notice = state(permission=Permission.UNKNOWN, source="测试 邻里")
    assert notice.kind == "ask"
