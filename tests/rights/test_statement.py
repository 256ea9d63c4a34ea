from __future__ import annotations

import re
from datetime import datetime
from fnmatch import fnmatch
from itertools import product
from timeit import timeit
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from linli.rights.statement import House, Statement, kind_of, state_rights
from linli.story import Origin, Permission, Person, Reuse, Stamp, Story
from linli.story.rights import conflict
from tests.factories import article
from tests.tables import cases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.factories import Paper

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
    return statement.text


OURS = (
    "未经授权",
    "未經授權",
    "谢绝",
    "謝絕",
    "©",
    "copyrighted",
    "欢迎转载",
    "歡迎轉載",
    "You may reprint",
    "测试邻里",
)
"""Words by which a newsroom claims or gives away rights."""

EVERYTHING = "*"
Combination = tuple[Origin, Permission, Reuse]


class Row(NamedTuple):
    """A row of the table of combinations, each cell with all that it stands for."""

    origins: tuple[Origin, ...]
    permissions: tuple[Permission, ...]
    reuses: tuple[Reuse, ...]
    kind: str
    breaks: str

    def covers(self, one: Combination) -> bool:
        return one[0] in self.origins and one[1] in self.permissions and one[2] in self.reuses


def rows() -> list[Row]:
    found = [[str(cell) for cell in one.values] for one in cases("rights", "Combinations")]
    return [
        Row(
            tuple(Origin(word) for word in words(one[0], Origin)),
            tuple(Permission(word) for word in words(one[1], Permission)),
            tuple(Reuse(word) for word in words(one[2], Reuse)),
            one[3],
            one[4],
        )
        for one in found
    ]


def words(cell: str, known: Iterable[str]) -> list[str]:
    names = [str(name) for name in known]
    patterns = cell.split()
    return [name for name in names if any(fnmatch(name, pattern) for pattern in patterns)]


ROWS = rows()
COMBINATIONS: list[Combination] = list(product(Origin, Permission, Reuse))


def test_every_combination_stands_in_exactly_one_row() -> None:
    counts = {one: sum(row.covers(one) for row in ROWS) for one in COMBINATIONS}
    assert {one: count for one, count in counts.items() if count != 1} == {}
    assert len(counts) == 5 * 6 * 10


def test_every_row_says_either_what_is_shown_or_what_is_broken() -> None:
    assert [row for row in ROWS if bool(row.kind) == bool(row.breaks)] == []


def row_of(one: Combination) -> Row:
    return next(row for row in ROWS if row.covers(one))


@pytest.mark.parametrize("one", COMBINATIONS, ids="-".join)
def test_a_combination_is_refused_or_gets_the_notice_of_its_row(one: Combination) -> None:
    row = row_of(one)
    assert conflict(*one) == row.breaks
    if row.kind:
        assert kind_of(*one) == row.kind


SIMPLIFIED, TRADITIONAL, ENGLISH = "zh-Hans", "zh-Hant", "en"
NOTICES = {
    (str(one.values[0]), str(one.values[1])): (str(one.values[2]), str(one.values[3]))
    for one in cases("rights", "Notices")
}
LICENCE_NAMES = {
    (str(one.values[0]), str(one.values[1])): (str(one.values[2]), str(one.values[3]))
    for one in cases("rights", "Licences")
}


@pytest.mark.parametrize("language", [SIMPLIFIED, TRADITIONAL, ENGLISH])
@pytest.mark.parametrize("one", [one for one in COMBINATIONS if row_of(one).kind], ids="-".join)
def test_the_notice_of_every_combination_says_what_the_table_says_in_every_language(
    one: Combination, language: str
) -> None:
    origin, permission, reuse = one
    fields = ELSEWHERE | {"authors": STORY.authors}
    found = state(language, origin=origin, permission=permission, reuse=reuse, **fields)
    said, claim = NOTICES[row_of(one).kind, language]
    authors = {"en": "周岚, 许亦辰"}.get(language, "周岚、许亦辰")
    holders = {Origin.CONTRIBUTED: authors, Origin.RELEASE: "岚江日报"}
    name, address = LICENCE_NAMES.get((reuse, language), ("", ""))

    def filled(wording: str) -> str:
        holder = holders.get(origin, HOUSE.publisher)
        wording = wording.replace("LICENCE", name).replace("HOLDER", holder)
        return wording.replace("CC0 1.0", name) if found.kind == "reprint-cc" else wording

    assert "\n".join(text(found).splitlines()[: len(found.sentences)]) == filled(said)
    assert found.claim == filled(claim)
    assert found.licence == (address if found.kind in {"cc", "cc0", "reprint-cc"} else "")


@pytest.mark.parametrize("origin", Origin)
def test_a_header_with_the_combination_is_read_as_the_table_says(
    origin: Origin, paper: Paper
) -> None:
    for permission, reuse in product(Permission, Reuse):
        found = paper.rules(
            article(
                稿件性质=origin,
                授权状态=permission,
                转载许可=reuse,
                原标题="老楼新梯",
                原文链接="https://daily.example/a.html",
                记者="周岚",
            )
        )
        broken = row_of((origin, permission, reuse)).breaks
        expected = [broken] if broken else []
        if permission is Permission.UNKNOWN and not broken:
            expected = ["permission-unknown"]
        assert found == expected, (origin, permission, reuse)


def test_what_is_not_ours_never_claims_or_gives_away_anything() -> None:
    """Say no sentence of ours about any reprint, in any language, whatever its header says."""
    for one in COMBINATIONS:
        if one[0] is Origin.REPRINT:
            for language in (SIMPLIFIED, TRADITIONAL, ENGLISH):
                origin, permission, reuse = one
                story = replace(STORY, origin=origin, permission=permission, reuse=reuse)
                said = text(state_rights(replace(story, **ELSEWHERE), HOUSE, language))
                assert [ours for ours in OURS if ours in said] == [], (one, language)


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


LICENCES = [(*key, address) for key, (_, address) in LICENCE_NAMES.items()]


@pytest.mark.parametrize(("reuse", "language", "url"), LICENCES)
def test_a_licence_links_to_its_own_page_and_says_that_it_is_one(
    reuse: str, language: str, url: str
) -> None:
    assert [link[1:] for link in links(state(language, reuse=Reuse(reuse)))] == [(url, "license")]


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


@pytest.mark.parametrize(
    ("reason", "line"),
    [
        ("报纸版，未上网", "原文链接：报纸版，未上网。"),
        ("原网站已关闭。", "原文链接：原网站已关闭。"),
    ],
)
def test_a_reprint_without_a_link_says_why(reason: str, line: str) -> None:
    fields = ELSEWHERE | {"source_url": "", "source_url_missing": reason}
    assert line in text(state(origin=Origin.REPRINT, **fields)).splitlines()


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("zh-Hans", "本文为官方文件（青府发〔2026〕3号），本站不主张著作权。"),
        ("zh-Hant", "本文為官方文件（青府发〔2026〕3号），本站不主張著作權。"),
        ("en", "This is an official document (青府发〔2026〕3号); we claim no copyright in it."),
    ],
)
def test_an_official_document_goes_by_its_number(language: str, line: str) -> None:
    ground = Permission.OFFICIAL_DOCUMENT
    said = text(state(language, permission=ground, document_number="青府发〔2026〕3号"))
    assert said.splitlines()[0] == line


# (what the header says, holder and year of the copyright, is it the authors')
HOLDERS: list[tuple[dict[str, Any], tuple[str, int | None, bool]]] = [
    ({}, ("测试区融媒体中心", 2026, False)),
    ({"origin": Origin.CONTRIBUTED}, ("周岚、许亦辰", 2026, True)),
    ({"origin": Origin.CONTRIBUTED, "copyright_holder": "榆树里"}, ("榆树里", 2026, False)),
    ({"origin": Origin.REPRINT}, ("", None, False)),
    ({"origin": Origin.REPRINT, "copyright_holder": "© 岚江日报"}, ("岚江日报", None, False)),
    ({"permission": Permission.OFFICIAL_DOCUMENT}, ("", None, False)),
]


@pytest.mark.parametrize(("fields", "expected"), HOLDERS)
def test_only_who_is_known_to_hold_the_rights_is_named(
    fields: dict[str, Any], expected: tuple[str, int | None, bool]
) -> None:
    found = state(**fields)
    assert (found.holder, found.year, found.is_personal) == expected


# (language, what the header says, the line by which others name the story)
CREDITS: list[tuple[str, dict[str, Any], str]] = [
    ("zh-Hans", {}, "来源：测试邻里，《楼里装上了电梯》，周岚、许亦辰"),
    ("zh-Hant", {"authors": ()}, "來源：测试邻里，《楼里装上了电梯》"),
    ("en", {"authors": ()}, "Source: 测试邻里, “楼里装上了电梯”"),
    ("en", {"origin": Origin.REPRINT, **ELSEWHERE}, "Source: 岚江日报, “老楼新梯”, by 丁某"),
]


@pytest.mark.parametrize(("language", "fields", "line"), CREDITS)
def test_the_credit_line_names_source_title_and_authors(
    language: str, fields: dict[str, Any], line: str
) -> None:
    assert state(language, **fields).credit == line


def test_a_statement_takes_less_than_fifty_microseconds() -> None:
    """Allow ten times of what it takes, because others may be at work on this machine."""
    state_rights(STORY, HOUSE, "zh-Hans")
    best = min(timeit(lambda: state_rights(STORY, HOUSE, "zh-Hans"), number=200) for _ in range(5))
    assert best / 200 < 500e-6, f"{best / 200 * 1e6:.0f} µs for one"


CC_STORIES: list[dict[str, Any]] = [
    {},
    {"authors": ()},
    {"title": "谁把信箱换成了“新”的"},
    {"origin": Origin.CONTRIBUTED, "permission": Permission.LICENSED},
    {"origin": Origin.COMPILED, "source": "岚江日报"},
    {"origin": Origin.RELEASE, "source": "青禾水务", "permission": Permission.LICENSED},
    {"copyright_holder": "榆树里居委会"},
]


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
@pytest.mark.parametrize("fields", CC_STORIES, ids=str)
def test_a_licence_is_kept_to_by_the_line_that_the_notice_asks_for(
    fields: dict[str, Any], language: str
) -> None:
    """CC BY 4.0, 3(a)(1)(A): name the creators and whom they designate; the same line ends every copy."""
    found = state(language, reuse=Reuse.CC_BY, **fields)
    asked = found.text.splitlines()[1]
    assert found.credit in asked
    story = replace(STORY, **fields)
    wanted = [story.source, *(person.name for person in story.authors)]
    assert [name for name in wanted if name not in found.credit] == []


def test_one_story_is_worded_for_each_house_and_language() -> None:
    other = HOUSE._replace(name="清河邻里", publisher="清河街道办")
    asked = [(HOUSE, "zh-Hans"), (other, "zh-Hans"), (other, "en"), (HOUSE, "zh-Hans")]
    story = replace(STORY, source="")
    said = [state_rights(story, house, language) for house, language in asked]
    alone = [state_rights(replace(story), house, language) for house, language in asked]
    assert said == alone
    assert [one.holder for one in said] == [house.publisher for house, _ in asked]
