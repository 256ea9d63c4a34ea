"""Right reprints pass in every dress; wrong ones are found, and the very words are quoted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from linli.rights.statement import House, state_rights
from tests.reprints.making import (
    ADDRESS,
    BODY,
    ENGLISH,
    ENGLISH_FIELDS,
    FIELDS,
    META,
    TEMPLATES,
    TRADITIONAL,
    TRADITIONAL_FIELDS,
    Press,
    failing,
    flat,
    modern,
    press,
    verdicts,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.factories import Paper

TITLE = FIELDS["标题"]


@pytest.fixture
def bus(paper: Paper) -> Press:
    return press(paper)


def swap(html: str, old: str, new: str) -> str:
    assert old in html, f"{old!r} is not in the article"
    return html.replace(old, new, 1)


def cut(html: str, pattern: str, new: str = "") -> str:
    changed = re.sub(pattern, new, html, count=1, flags=re.DOTALL)
    assert changed != html, f"{pattern!r} is not in the article"
    return changed


def typed_numbers(html: str) -> str:
    """Return the article with its list as paragraphs that begin with a number."""
    start, end = html.index("<ol>"), html.index("</ol>")
    entries = re.findall(r"<li>(.*?)</li>", html[start:end], re.DOTALL)
    typed = "".join(f"<p>{number}、{entry}</p>" for number, entry in enumerate(entries, start=1))
    return html[:start] + typed + html[end + 5 :]


# What a right reprint may do to the text, by a name that says it
DRESSES: dict[str, Callable[[str], str]] = {
    "as it is": lambda html: html,
    "bold, links and quotes' marks dropped": lambda html: re.sub(r"</?(?:strong|em|a)\b[^>]*>", "", html),
    "subheadings as paragraphs": lambda html: html.replace("h2>", "p>"),
    "subheadings dropped": lambda html: cut(html, r"<h2.*?</h2>"),
    "pictures and captions gone": lambda html: cut(html, r"<figure.*?</figure>"),
    "a caption as a paragraph": lambda html: cut(html, r"<figure.*?</figure>", "<p><img></p><p>医院门口的新站台。罗川/摄</p>"),
    "another caption": lambda html: cut(html, r"<figure.*?</figure>", "<p><img></p><p>图为3月18日的新站台。</p>"),
    "half-width marks": lambda html: html.translate(str.maketrans("，：；？！（）", ",:;?!()")),
    "corner brackets": lambda html: html.translate(str.maketrans("“”‘’", "「」『』")),
    "straight quotes": lambda html: html.translate(str.maketrans("“”", '""')),
    "full-width digits": lambda html: html.translate({ord("0") + n: ord("０") + n for n in range(10)}),
    "spaces beside figures": lambda html: re.sub(r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff])", " ", html),
    "numbers in the other writing": lambda html: swap(swap(html, "9个人", "九个人"), "三件事", "3件事"),
    "a clock in the other writing": lambda html: swap(html, "十点半", "10点30分"),
    "every sentence a paragraph": lambda html: re.sub(
        r"<p>.*?</p>", lambda m: re.sub(r"。(?=[^”<])", "。</p><p>", m[0]), html, flags=re.DOTALL
    ),
    "all in one paragraph": lambda html: "<p>" + re.sub(r"\s*</?(?:p|h2)\b[^>]*>\s*", "", html) + "</p>",
    "a list without numbers": lambda html: html.replace("<ol>", "<ul>").replace("</ol>", "</ul>"),
    "a list with typed numbers": typed_numbers,
    "an advertisement between": lambda html: html.replace("</p>", "</p><p><a href=/>广告：岚江花园首付3万元起</a></p>", 1),
    "the summary above": lambda html: f"<p>{FIELDS['摘要']}</p>{html}",
    "the dateline before it": lambda html: swap(html, "<p>", "<p>青禾邻里3月20日讯（记者 周岚 许亦辰）"),
    "an editor's line at the end": lambda html: html + "<p>（责任编辑：王小明）</p>",
    "a note at the end": lambda html: html + "<p>本文转载自青禾邻里，如有侵权，请联系我们删除。</p>",
    "soft hyphens and zero widths": lambda html: html.replace("夜班", "夜\u200b班").replace("医院", "医\u00ad院"),
    "indents": lambda html: html.replace("<p>", "<p>&nbsp;&nbsp;　　"),
}  # fmt: skip


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("dress", DRESSES)
def test_a_right_reprint_passes_in_every_template(bus: Press, dress: str, template: str) -> None:
    findings = bus.check(TEMPLATES[template](DRESSES[dress](bus.html)))
    assert (failing(findings), findings.changes) == ([], ())
    assert findings.holds


# (what was done, the kind of change, the words of the article, those of the reprint)
WRONG = [
    ("9个人", "8个人", "number"),
    ("票价仍是2元", "票价仍是3元", "number"),
    ("65岁", "60岁", "number"),
    ("1.3万元", "13万元", "number"),
    ("40.6%", "46.0%", "number"),
    ("0000-5520017", "0000-5520071", "number"),
    ("4.5", "5.4", "number"),
    ("三个班", "两个班", "number"),
    ("3月18日", "3月19日", "date"),
    ("9月30日", "6月30日", "date"),
    ("23:10", "23:40", "date"),
    ("十点半", "十一点半", "date"),
    ("孟晓云不担心", "她不担心", "name"),
    ("石立新表示", "石立星表示", "name"),
    ("区交通局副局长石立新表示", "区交通局表示", "name"),
    ("线路没有取消任何一站", "线路取消了一站", "negation"),
    ("孟晓云不担心", "孟晓云担心", "negation"),
    ("不得以任何理由拖延", "可以适当拖延", "negation"),
    ("必须在", "建议在", "softened"),
    ("全部车辆", "部分车辆", "softened"),
    ("不得以任何理由拖延", "尽量不以任何理由拖延", "softened"),
    ("夜班将改为", "夜班拟改为", "softened"),
    ("由区财政承担", "由乘客承担", "changed"),
    ("下夜班的护士", "下夜班的医生", "changed"),
    ("只在前门上车", "只在后门上车", "changed"),
    ("其中6个是下夜班的护士。", "其中6个是下夜班的护士，都很高兴。", "changed"),
    ("孟晓云说。</p>", "孟晓云说。乘客都说好，对公交公司非常满意。</p>", "added"),
    ("<h2", "<p>乘客都说好，对公交公司非常满意。</p><h2", "added"),
    ("<h2", "<p>记者在现场看到，乘客都很满意。</p><h2", "added"),
    ("车上下来9个人，其中6个是下夜班的护士。", "", "dropped"),
    ("石立新说，试运行到9月30日。", "", "dropped"),
    ("<li>老人免费卡在夜班车上照样能用。</li>", "", "dropped"),
    ("一个月多花1.3万元，增长40.6%", "增长40.6%，一个月多花1.3万元", "reordered"),
]  # fmt: skip


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize(("old", "new", "kind"), WRONG, ids=[f"{o}→{n}" for o, n, _ in WRONG])
def test_every_change_of_the_text_is_found_named_and_quoted(
    bus: Press, old: str, new: str, kind: str, template: str
) -> None:
    findings = bus.check(TEMPLATES[template](swap(bus.html, old, new)))
    assert failing(findings) == ["core"]
    assert kind in {change.kind for change in findings.changes}
    before = " ".join(change.original for change in findings.changes)
    after = " ".join(change.reprint for change in findings.changes)
    words = [re.sub(r"<[^>]*>?", "", text).strip("。") for text in (old, new)]
    assert words[0] in before or kind == "added"
    assert words[1][-6:] in after or kind in {"dropped", "changed"}
    assert len(findings.changes) <= 2


def test_a_paragraph_that_moved_is_said_to_have_moved(bus: Press) -> None:
    moved = re.search(r"<p>延长以后.*?</p>", bus.html, re.DOTALL)
    assert moved
    findings = bus.check(modern(moved[0] + bus.html.replace(moved[0], "")))
    assert {change.kind for change in findings.changes} == {"reordered"}
    assert failing(findings) == ["core"]


@pytest.mark.parametrize(
    ("edit", "kind"),
    [
        (lambda html: html + "<p>乘客都说好，对公交公司非常满意。</p>", "added"),
        (lambda html: "<p>乘客都说好，对公交公司非常满意。</p>" + html, "added"),
        (lambda html: cut(html, r"^<p>.*?</p>"), "dropped"),
        (lambda html: cut(html, r"<p>石立新说.*?</p>"), "dropped"),
        (lambda html: html[: html.index("<h2")], "dropped"),
        (lambda html: cut(html, r"<table.*?</table>"), "dropped"),
    ],
    ids=["added last", "added first", "dropped first", "dropped last", "second half", "table"],
)
def test_what_is_added_or_dropped_at_an_end_is_found(
    bus: Press, edit: Callable[[str], str], kind: str
) -> None:
    findings = bus.check(modern(edit(bus.html)))
    assert {change.kind for change in findings.changes} == {kind}
    assert failing(findings) == ["core"]


def test_a_dateline_with_another_day_is_a_changed_date(bus: Press) -> None:
    page = modern(swap(bus.html, "<p>", "<p>青禾邻里3月21日讯（记者 周岚 许亦辰）"))
    assert [change.kind for change in bus.check(page).changes] == ["date"]


def test_a_page_without_the_text_is_no_reprint_of_it(bus: Press) -> None:
    findings = bus.check(modern("<p>今天全市放晴，最高气温二十五度，适合出门走走。</p>"))
    assert verdicts(findings)["core"] == "missing"
    assert not findings.holds


# (the line below the headline, the foot, the points that do not hold)
CREDITS = [
    (META, "", []),
    ("青禾邻里记者 周岚 许亦辰", "", []),
    ("文／周岚 许亦辰 来源丨青禾邻里", "", []),
    ("<i>青禾邻里</i> <i>周岚、许亦辰</i>", "", []),
    ("2026-03-21", "<p>（本文转载自“青禾邻里”，作者：周岚、许亦辰。）</p>", []),
    ("来源：青禾邻里", "<p>（周岚 许亦辰）</p>", []),
    ("记者周岚、许亦辰", "<p>转载自微信公众号“青禾邻里”</p>", []),
    ("来源：青禾邻里　记者：周　岚　许亦辰　责编：王小明", "", []),
    ("作者：周岚 许亦辰", "", ["source"]),
    ("来源：岚江晚报 作者：周岚 许亦辰", "", ["source"]),
    ("来源：青禾邻里中心 作者：周岚 许亦辰", "", ["source"]),
    ("来源：网络 作者：周岚 许亦辰", "<p>责编：青禾邻里</p>", ["source"]),
    ("来源：青禾邻里", "", ["author"]),
    ("来源：青禾邻里 作者：周岚", "", ["author"]),
    ("来源：青禾邻里 作者：周岚山 许亦辰", "", ["author"]),
    ("来源：青禾邻里 作者：周兰 许亦辰", "", ["author"]),
    ("来源：青禾邻里", "<p>责编：周岚 许亦辰</p>", ["author"]),
    ("2026-03-21", "", ["source", "author"]),
]


@pytest.mark.parametrize(("meta", "foot", "missing"), CREDITS)
def test_source_and_authors_must_be_named_in_a_credit(
    bus: Press, meta: str, foot: str, missing: list[str]
) -> None:
    findings = bus.check(modern(bus.html, meta=meta, foot=foot))
    assert failing(findings) == missing
    proof = {point.point: point.evidence for point in findings.points}
    assert "source" in missing or "青禾邻里" in proof["source"]


def test_names_in_navigation_comments_and_sidebars_credit_nobody(bus: Press) -> None:
    page = modern(bus.html, meta="")
    assert page.count("周岚") == 2
    assert page.count("青禾邻里") == 1
    assert failing(bus.check(page)) == ["source", "author"]


# (headline, foot, whether the title counts as kept, words of the evidence)
TITLES = [
    (TITLE, "", "ok", TITLE),
    (TITLE.replace("：", ":"), "", "ok", "夜班17路"),
    (TITLE.replace("：", "<br>"), "", "ok", "夜班17路"),
    (TITLE.replace("四十", "40"), "", "ok", "40分钟"),
    ("末班车晚了四十分钟", f"<p>原标题：《{TITLE}》</p>", "ok", "原标题"),
    ("末班车晚了四十分钟", f"<p>（原标题：{TITLE}）</p>", "ok", "原标题"),
    ("末班车晚了四十分钟", f"<p>本文转载自青禾邻里《{TITLE}》</p>", "ok", "转载自"),
    ("末班车晚了四十分钟", "", "changed", "末班车晚了四十分钟"),
    ("末班车晚了四十分钟", "<p>原标题：《夜班17路》</p>", "changed", "末班车"),
    (TITLE.replace("四十", "十四"), "", "changed", "十四分钟"),
    (TITLE.replace("医院", "学校"), "", "changed", "学校"),
    (TITLE + "？", "", "ok", TITLE),
    (TITLE + "，街坊拍手叫好", "", "changed", "拍手"),
]


@pytest.mark.parametrize(("headline", "foot", "verdict", "evidence"), TITLES)
def test_the_title_is_kept_or_given_as_the_original_one(
    bus: Press, headline: str, foot: str, verdict: str, evidence: str
) -> None:
    findings = bus.check(modern(bus.html, title=headline, foot=foot))
    title = next(point for point in findings.points if point.point == "title")
    assert (title.verdict, findings.holds) == (verdict, verdict == "ok")
    assert evidence in title.evidence


LINKS = [
    (f'<a href="{ADDRESS}">原文</a>', "ok", "link-ok"),
    (f'<a href="{ADDRESS.removesuffix("/").replace("https", "http")}?from=lj#top">原文</a>', "ok", "link-ok"),
    (f"<p>原文：{ADDRESS}</p>", "ok", "link-text"),
    (f'<link rel="canonical" href="{ADDRESS}">', "ok", "link-canonical"),
    ('<a href="https://qinghe.example/">青禾邻里</a>', "missing", "link-missing"),
    ('<a href="https://qinghe.example/articles/night-bus-2/">原文</a>', "missing", "link-missing"),
    ('<a href="http://[bad">原文</a>', "missing", "link-missing"),
]  # fmt: skip


@pytest.mark.parametrize(("link", "verdict", "how"), LINKS)
def test_the_link_is_advice_and_its_absence_fails_nothing(
    bus: Press, link: str, verdict: str, how: str
) -> None:
    findings = bus.check(modern(bus.html, link=link))
    point = next(point for point in findings.points if point.point == "link")
    assert (point.verdict, point.how, point.required) == (verdict, how, False)
    assert findings.holds


def test_the_canonical_address_is_reported_apart(bus: Press) -> None:
    other = '<link rel="canonical" href="https://lanjiang.example/9.html">'
    notes = {note.note: note.what for note in bus.check(modern(bus.html, link=other)).notes}
    assert notes["canonical"] == "https://lanjiang.example/9.html"


# --- What must hold follows from the rights ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "required"),
    [
        ({}, ["source", "title", "author", "core"]),
        ({"reuse": "none"}, ["source", "title", "author", "core"]),
        ({"reuse": "free-with-credit"}, ["source", "title", "author", "core"]),
        ({"reuse": "CC BY-ND 4.0"}, ["source", "title", "author", "core"]),
        ({"reuse": "CC0"}, []),
        ({"permission": "official-document"}, ["source", "core"]),
        ({"permission": "public-domain-fact"}, ["source", "core"]),
        ({"origin": "release"}, ["source", "core"]),
    ],
)
def test_what_is_required_follows_from_the_rights(
    paper: Paper, fields: dict[str, str], required: list[str]
) -> None:
    findings = press(paper, **fields).check("<p>别的</p>")
    assert [point.point for point in findings.points if point.required] == required


@pytest.mark.parametrize(
    ("reuse", "note"), [("ask", "ask"), ("none", "none"), ("free-with-credit", "")]
)
def test_that_permission_is_needed_is_said_and_not_judged(
    paper: Paper, reuse: str, note: str
) -> None:
    bus = press(paper, reuse=reuse)
    findings = bus.check(modern(bus.html))
    assert findings.holds
    assert [one.note for one in findings.notes if one.note in {"ask", "none"}] == [note][
        : bool(note)
    ]


@pytest.mark.parametrize(
    ("reuse", "foot", "holds"),
    [
        ("CC BY 4.0", "<p>本文有删改。</p>", True),
        ("CC BY-SA 4.0", "<p>内容有改动。</p>", True),
        ("CC BY 4.0", "", False),
        ("CC BY-ND 4.0", "<p>本文有删改。</p>", False),
        ("ask", "<p>本文有删改。</p>", False),
    ],
)
def test_changes_are_allowed_where_the_licence_allows_them_and_the_page_says_so(
    paper: Paper, reuse: str, foot: str, holds: bool
) -> None:
    bus = press(paper, reuse=reuse)
    findings = bus.check(modern(swap(bus.html, "9个人", "几个人"), foot=foot))
    assert verdicts(findings)["core"] == "changed"
    assert findings.holds is holds


@pytest.mark.parametrize(
    ("foot", "verdict", "how"),
    [
        ('<a href="https://creativecommons.org/licenses/by/4.0/deed.zh">CC BY 4.0</a>', "ok", "licence-ok"),
        ("<p>采用 CC BY 4.0 许可。</p>", "ok", "licence-text"),
        ('<a href="https://creativecommons.org/licenses/by-nc/4.0/">许可</a>', "changed", "licence-other"),
        ("", "missing", "licence-missing"),
    ],
)  # fmt: skip
def test_the_licence_of_a_cc_article_is_looked_for(
    paper: Paper, foot: str, verdict: str, how: str
) -> None:
    bus = press(paper, reuse="CC BY 4.0")
    findings = bus.check(modern(bus.html, foot=foot))
    point = findings.points[-1]
    assert (point.verdict, point.how, point.required) == (verdict, how, False)
    assert findings.holds


def test_what_we_reprinted_must_be_credited_to_its_first_outlet(paper: Paper) -> None:
    bus = press(
        paper,
        来源="岚江晚报",
        origin="reprint",
        permission="licensed",
        source_url="https://lanjiang.example/1",
    )
    assert failing(bus.check(modern(bus.html))) == ["source"]
    right = bus.check(modern(bus.html, meta="来源：岚江晚报 作者：周岚 许亦辰"))
    assert right.holds
    assert "foreign" in {note.note for note in right.notes}


@pytest.mark.parametrize(
    ("reuse", "holds"), [("CC BY 4.0", True), ("CC BY-ND 4.0", False), ("ask", False)]
)
def test_what_its_first_outlet_licensed_may_be_changed_as_the_licence_says(
    paper: Paper, reuse: str, holds: bool
) -> None:
    bus = press(
        paper,
        来源="岚江晚报",
        origin="reprint",
        permission="licensed",
        reuse=reuse,
        source_url="https://lanjiang.example/1",
    )
    changed = swap(bus.html, "9个人", "几个人")
    right = bus.check(
        modern(changed, meta="来源：岚江晚报 作者：周岚 许亦辰", foot="<p>本文有删改。</p>")
    )
    assert right.holds is holds
    assert ("foreign" in {note.note for note in right.notes}) is (reuse == "ask")
    assert (right.points[-1].verdict == "not-needed") is (reuse == "ask")
    assert "source" in failing(bus.check(modern(changed, foot="<p>本文有删改。</p>")))


def test_an_article_without_authors_is_credited_by_its_source(paper: Paper) -> None:
    bus = press(paper, 作者=None)
    assert bus.check(modern(bus.html, meta="来源：青禾邻里")).holds


# --- Other scripts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("", "", ""),
        ("1,240", "1,420", "number"),
        ("也沒有要求", "也要求", "negation"),
        ("全部椅子", "部分椅子", "softened"),
        ("館員葉真說", "館員說", "name"),
        ("開到十點", "開到九點", "date"),
    ],
)
def test_traditional_characters_are_read_as_well(
    paper: Paper, old: str, new: str, kind: str
) -> None:
    library = press(paper, TRADITIONAL, **TRADITIONAL_FIELDS)
    page = modern(
        swap(library.html, old, new), library.title, "來源：青禾邻里　作者：葉知秋", link=""
    )
    findings = library.check(page.replace("「", "“").replace("」", "”"))
    assert {change.kind for change in findings.changes} == ({kind} if kind else set())
    assert failing(findings) == (["core"] if kind else [])


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("", "", ""),
        ('"They', "“They", ""),
        ("120 people", "210 people", "number"),
        ("10 pm", "9 pm", "number"),
        ("must stay", "should stay", "softened"),
        ("All seats", "Some seats", "softened"),
        ("do not want", "want", "negation"),
        ("said Ye Zhen", "said a librarian", "name"),
        ("with both arms", "with one arm", "changed"),
        ("Readers pay nothing, and nobody is sent away.", "", "dropped"),
    ],
)
def test_english_is_read_as_well(paper: Paper, old: str, new: str, kind: str) -> None:
    library = press(paper, ENGLISH, **ENGLISH_FIELDS)
    html = library.html.replace("&quot;", '"')
    meta = "By Lin Xiaoman | This article first appeared in Qinghe Neighbours."
    findings = library.check(flat(swap(html, old, new), library.title, meta))
    assert kind in {change.kind for change in findings.changes} if kind else findings.changes == ()
    assert failing(findings) == (["core"] if kind else [])


OPEN_REPRINT: dict[str, str | None] = {
    "稿件性质": "转载",
    "授权状态": "已授权",
    "来源": "岚江日报",
    "原标题": FIELDS["标题"],
    "原文链接": "https://lanjiang.example/bus.html",
    "电头": None,
}


def test_a_reprint_of_what_we_reprinted_under_a_licence_credits_the_first_outlet(
    paper: Paper,
) -> None:
    bus = press(paper, BODY, **OPEN_REPRINT, 转载许可="CC BY 4.0")
    assert bus.original.kind == "reprint-cc"
    notice = state_rights(bus.manuscript.story, House("青禾邻里", "青禾邻里"), "zh-Hans").text
    assert "署名时写岚江日报，不写本站" in notice
    credit = "来源：{} 作者：周岚 许亦辰"
    assert failing(bus.check(modern(bus.html, meta=credit.format("岚江日报")))) == []
    assert failing(bus.check(modern(bus.html, meta=credit.format("青禾邻里")))) == ["source"]


def test_what_we_reprinted_under_cc0_needs_no_credit(paper: Paper) -> None:
    bus = press(paper, BODY, **OPEN_REPRINT, 转载许可="CC0")
    assert bus.original.kind == "reprint-cc"
    assert failing(bus.check(modern(bus.html, meta="", link=""))) == []
