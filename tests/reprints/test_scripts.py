"""A simplified article reprinted in Traditional characters, and the reverse: the right one passes, a changed one does not."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from linli.reprints.checking import in_one_script
from linli.reprints.judge import judge
from linli.reprints.pages import read_page
from linli.reprints.scripts import TABLE, are_mixed, is_traditional, simplified
from tests.factories import article
from tests.reprints.making import (
    BODY,
    FIELDS,
    TRADITIONAL,
    TRADITIONAL_FIELDS,
    Press,
    failing,
    modern,
    press,
)
from tests.reprints.test_check import swap

if TYPE_CHECKING:
    from tests.factories import Paper

IN_TRADITIONAL = """\
<p>3月18日晚上十點半，17路夜班車第一次停在區醫院門口。車上下來9個人，其中6個是下夜班的護士。
「以前要走一站路，冬天最難熬。」護士孟曉雲說。</p>
<p><strong>改了什麼。</strong>末班車從22:30延到23:10，票價仍是2元，65歲以上老人免費。區交通局副局長石立新表示，全部車輛必須在
6月1日前裝好無障礙踏板，不得以任何理由拖延。</p>
<h2>賬怎麼算</h2>
<table><tr><th>項目<th>改前<th>改後<tr><td>每晚班次<td>8<td>11<tr><td>每月補貼（萬元）<td>3.2<td>4.5</table>
<p>延長以後，每晚多跑3班，一個月多花1.3萬元，增長40.6%。這筆錢由區財政承擔，線路沒有取消任何一站。</p>
<p>乘客要記住三件事：</p>
<ol><li>夜班車只在前門上車。</li><li>錯過末班車，可以撥打0000-5520017，由值班司機登記。</li><li>老人免費卡在夜班車上照樣能用。</li></ol>
<p>石立新說，試運行到9月30日。到那時乘客平均每班不到5人，夜班將改為預約。孟曉雲不擔心：「醫院三個班，哪一班都有人。」</p>
"""
TITLE = "夜班17路開到醫院門口：末班車晚了四十分鐘"
META = "<span>來源：青禾鄰里</span> <span>作者：周嵐 許亦辰</span>"

IN_SIMPLIFIED = """\
<p>青禾图书馆从三月起每周四晚开到十点。馆员叶真说：“以前九点关门，最后一班车还没来。”</p>
<p>第一个月来了1,240人次，其中四成是下班的护士和司机。馆方不收任何费用，也没有要求办证。</p>
<p>“灯亮着，人就敢来。”她把长桌搬到窗边，全部椅子都换了新的坐垫。</p>
"""


@pytest.fixture
def bus(paper: Paper) -> Press:
    return press(paper)


@pytest.fixture
def library(paper: Paper) -> Press:
    return press(paper, TRADITIONAL, **{**dict.fromkeys(FIELDS), **TRADITIONAL_FIELDS})


def to_taiwan(html: str = IN_TRADITIONAL, title: str = TITLE, meta: str = META) -> str:
    return modern(html, title=title, meta=meta)


def to_the_mainland(html: str = IN_SIMPLIFIED, title: str = "图书馆把灯留到十点") -> str:
    return modern(html, title=title, meta="来源：青禾邻里 作者：叶知秋")


def test_a_right_reprint_in_traditional_characters_passes(bus: Press) -> None:
    findings = bus.check(to_taiwan())
    assert (failing(findings), findings.changes) == ([], ())
    assert "script" in [note.note for note in findings.notes]


def test_a_right_reprint_in_simplified_characters_passes(library: Press) -> None:
    findings = library.check(to_the_mainland())
    assert (failing(findings), findings.changes) == ([], ())
    assert "script" in [note.note for note in findings.notes]


# name: what stands in the right reprint, what the wrong one has, a kind of change
WRONG = {
    "another number": ("1.3萬元", "1.8萬元", "number"),
    "another unit": ("1.3萬元", "1.3億元", "number"),
    "another day": ("9月30日", "9月20日", "date"),
    "another name": ("孟曉雲不擔心", "孟曉雯不擔心", "name"),
    "a lost not": ("不得以任何理由拖延", "得以任何理由拖延", "negation"),
    "softened": ("全部車輛必須在", "部分車輛爭取在", "softened"),
    "a word of another place": ("改為預約", "改採電召", "changed"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_change_is_found_across_the_scripts(bus: Press, name: str) -> None:
    old, new, kind = WRONG[name]
    findings = bus.check(to_taiwan(swap(IN_TRADITIONAL, old, new)))
    assert failing(findings) == ["core"], f"{name} was not found"
    assert kind in {change.kind for change in findings.changes}, findings.changes


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("1,240", "1,420", "number"),
        ("也没有要求", "也要求", "negation"),
        ("四成", "六成", "number"),
    ],
)
def test_a_change_is_found_in_a_simplified_reprint(
    library: Press, old: str, new: str, kind: str
) -> None:
    findings = library.check(to_the_mainland(swap(IN_SIMPLIFIED, old, new)))
    assert failing(findings) == ["core"]
    assert kind in {change.kind for change in findings.changes}, findings.changes


def test_what_is_missing_around_the_text_is_found_across_the_scripts(bus: Press) -> None:
    assert failing(bus.check(to_taiwan(meta="<span>作者：周嵐 許亦辰</span>"))) == ["source"]
    assert failing(bus.check(to_taiwan(meta="<span>來源：青禾鄰里 作者：周嵐</span>"))) == [
        "author"
    ]
    assert failing(bus.check(to_taiwan(title="夜班車晚了"))) == ["title"]


def test_texts_in_one_script_are_compared_as_they_are(bus: Press, library: Press) -> None:
    for one in (bus, library):
        findings = one.check(modern(one.html, title=one.title))
        assert "script" not in [note.note for note in findings.notes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BODY, False),
        (TRADITIONAL, True),
        (IN_TRADITIONAL, True),
        ("看着乾坤湾，他瞭望远方", False),
        ("The library, 120 people", False),
        ("", False),
        ("中文網站新聞", True),
    ],
)
def test_the_script_of_a_text_is_known(text: str, expected: bool) -> None:
    assert is_traditional(text) is expected


def test_a_page_without_chinese_is_in_no_other_script() -> None:
    assert not are_mixed(TRADITIONAL, "An English page")
    assert not are_mixed(BODY, "An English page")


def test_the_table_leads_from_every_character_to_one_that_stays() -> None:
    pairs = tomllib.loads(TABLE.read_text("utf-8"))["pairs"].split()
    assert len(pairs) == len({pair[0] for pair in pairs}) > 2500
    assert all(len(pair) == 2 for pair in pairs)
    assert not {pair[0] for pair in pairs} & {pair[1] for pair in pairs}
    assert simplified("後裡臺灣麼說衛餘") == "后里台湾么说卫余"


PARAGRAPHS = "".join(f"<p>{line}</p>" for line in TRADITIONAL.split("\n") if line)
CREDITS = "<p>來源：青禾鄰里　作者：葉知秋</p>"
# (what is around the text, or done to it; what is wrong with it; the kinds of changes)
BOTH_TRADITIONAL: list[tuple[str, str, list[str], list[str]]] = [
    ("credits", CREDITS + PARAGRAPHS, [], []),
    ("a byline with its outlet", "<p>青禾鄰里記者葉知秋報導</p>" + PARAGRAPHS, [], []),
    ("a note of the desk", f"<p>編者按：這篇寫的是一座圖書館。</p>{CREDITS}{PARAGRAPHS}", [], []),
    ("advertisements", CREDITS + PARAGRAPHS.replace("</p>", "</p><p>廣告：請繼續閱讀。</p>", 1), [], []),
    ("a caption", CREDITS + PARAGRAPHS.replace("</p>", "</p><p>圖片：圖書館的燈。</p>", 1), [], []),
    ("notes at the foot", f"{CREDITS}{PARAGRAPHS}<p>責任編輯：王某。</p><p>本文轉載自青禾鄰里，版權歸原作者所有。</p>", [], []),
    ("another source", f"<p>來源：嵐江日報　作者：葉知秋</p>{PARAGRAPHS}", ["source changed"], []),
    ("the author as an editor", f"<p>來源：青禾鄰里　責任編輯：葉知秋</p>{PARAGRAPHS}", ["author missing"], []),
    ("softened", CREDITS + PARAGRAPHS.replace("不收", "預計不收"), ["core changed"], ["softened"]),
    ("a lost not", CREDITS + PARAGRAPHS.replace("沒有要求", "要求"), ["core changed"], ["negation"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("html", "wrong", "kinds"),
    [row[1:] for row in BOTH_TRADITIONAL],
    ids=[row[0] for row in BOTH_TRADITIONAL],
)
@pytest.mark.parametrize("other", [False, True], ids=["traditional", "simplified"])
def test_a_traditional_article_is_checked_alike_in_either_script(
    paper: Paper, html: str, wrong: list[str], kinds: list[str], other: bool
) -> None:
    paper.settings.update(SITENAME="青禾鄰里", SITEURL="https://qinghe.example")
    fields = {**TRADITIONAL_FIELDS, "来源": "青禾鄰里", "责编": "沈禾"}
    paper.write("articles/a.md", article(TRADITIONAL, yaml=False, **fields))
    manuscript, _ = paper.read("articles/a.md")
    assert manuscript is not None
    title = TRADITIONAL_FIELDS["标题"]
    if other:
        html, title = simplified(html), simplified(title)
    page = read_page(modern(html, title, meta="", link=""))
    original, page, mixed = in_one_script(manuscript, paper.newsroom, page)
    found = judge(original, page, "page.html", mixed=mixed)
    assert mixed is other
    failed = [
        f"{one.point} {one.verdict}" for one in found.points if one.required and not one.holds
    ]
    assert failed == wrong, [tuple(one) for one in found.points]
    assert [one.kind for one in found.changes] == kinds, found.changes


def test_what_is_quoted_of_a_traditional_page_stays_as_it_was_written(paper: Paper) -> None:
    paper.settings.update(SITENAME="青禾鄰里", SITEURL="https://qinghe.example")
    fields = {**TRADITIONAL_FIELDS, "来源": "青禾鄰里"}
    paper.write("articles/a.md", article(TRADITIONAL, yaml=False, **fields))
    manuscript, _ = paper.read("articles/a.md")
    assert manuscript is not None
    html = f"<p>來源：嵐江日報</p>{PARAGRAPHS}<p>本文有刪節。</p>"
    page = read_page(modern(html, TRADITIONAL_FIELDS["标题"], meta="", link=""))
    original, page, mixed = in_one_script(manuscript, paper.newsroom, page)
    found = judge(original, page, "page.html", mixed=mixed)
    quoted = "".join([*(one.evidence for one in found.points), *(one.what for one in found.notes)])
    assert "來源：嵐江日報" in quoted
    assert "刪節" in quoted
