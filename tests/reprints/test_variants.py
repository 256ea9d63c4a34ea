"""What other newsrooms' pages look like, right and subtly wrong; each row was once a page that fooled the check."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from linli.errors import UsageError
from linli.reprints import check as whole_check
from linli.timelimit import TooSlow
from tests.reprints.making import FIELDS, Press, failing, modern, old, press
from tests.reprints.test_check import swap

if TYPE_CHECKING:
    from collections.abc import Callable

    from linli.reprints.pages import Page
    from tests.factories import Paper

TITLE = FIELDS["标题"]


@pytest.fixture
def bus(paper: Paper) -> Press:
    return press(paper)


def in_sections(html: str) -> str:
    """Return a page as a social network saves it: spans in sections, names side by side without a space."""
    text = re.sub(
        r"<p>(.*?)</p>",
        r"<section><span><span>\1</span></span></section><section><br></section>",
        html,
        flags=re.DOTALL,
    )
    return (
        f"<body><h1>{TITLE}</h1><div><span>原创</span><span>周岚 许亦辰</span><a>青禾邻里</a><em>2026年3月21日</em></div>"
        f'<div id="js_content">{text}</div><p>预览时标签不可点</p></body>'
    )


def without_paragraphs(html: str) -> str:
    return "<p>" + re.sub(r"\s*</?(?:p|h2)\b[^>]*>\s*", "", html) + "</p>"


def swapped(html: str) -> str:
    one, other = "夜班车只在前门上车。", "老人免费卡在夜班车上照样能用。"
    return html.replace(one, "@").replace(other, one).replace("@", other)


# name: a page made from the article
RIGHT: dict[str, Callable[[str], str]] = {
    "a social network's page": in_sections,
    "credits in a list": lambda h: modern(h, meta="<ul><li>来源：</li><li>青禾邻里</li><li>作者：</li><li>周岚、许亦辰</li></ul>"),
    "credits in a description list": lambda h: modern(h, meta="<dl><dt>作者</dt><dd>周岚</dd><dd>许亦辰</dd><dt>来源</dt><dd>青禾邻里</dd></dl>"),
    "credits in a table": lambda h: modern(h, meta="<table><tr><td>来源：<td>青禾邻里<td>作者：<td>周岚<td>许亦辰</table>"),
    "credits over the headline": lambda h: modern(h, meta="").replace("<h1>", "<p>来源：青禾邻里　记者 周岚 许亦辰</p><h1>"),
    "credits at the foot": lambda h: modern(h, meta="", foot="<p>来源 | 青禾邻里</p><p>文字 | 周岚 许亦辰</p><p>编辑 | 王小明</p>"),
    "a note at the foot": lambda h: modern(h, meta="", foot="<hr><p>本文作者周岚、许亦辰，原载青禾邻里，转载时图片有删减。</p>"),
    "a dateline without a day": lambda h: modern("<p>青禾邻里讯（记者周岚、许亦辰）" + h.removeprefix("<p>"), meta=""),
    "a dateline with 据": lambda h: modern("<p>据青禾邻里3月20日消息（记者 周岚 许亦辰）" + h.removeprefix("<p>"), meta=""),
    "a headline marked as passed on": lambda h: modern(h, title="【转载】" + TITLE),
    "a headline with a bar": lambda h: modern(h, title="转载 | " + TITLE),
    "a headline that is none for HTML": lambda h: modern(h).replace("<h1>", "<p><b>").replace("</h1>", "</b></p>"),
    "the site's name as a heading": lambda h: modern(h).replace("<header>", "<header><h1>岚江新闻网</h1>"),
    "a button in the text": lambda h: modern(swap(h, "<h2", "<div><a href='#'>展开全文</a></div><h2")),
    "page numbers": lambda h: modern(swap(h, "<h2", "<p>1/2</p><p>第2页</p><h2")),
    "a related story in the text": lambda h: modern(swap(h, "<h2", "<div><b>相关阅读：</b><a href=/1>17路公交改了起点</a></div><h2")),
    "about the author": lambda h: modern(h, foot="<p>作者简介：周岚，青禾邻里记者，写社区和民生。</p>"),
    "a disclaimer": lambda h: modern(h, foot="<p>免责声明：本文仅代表作者个人观点，与岚江新闻网无关，请读者仅作参考。</p>"),
    "an invitation": lambda h: modern(h, foot="<p>长按二维码关注岚江新闻。</p><p>点个“在看”，让更多人看到！</p>"),
    "an editor's note": lambda h: modern("<p>编者按：夜班车通了，我们转载这篇报道，供各区参考。</p>" + h),
    "a caption with a sentence": lambda h: modern(swap(h, "<h2", "<p>▲3月18日晚，乘客在医院门口的新站台等车。（罗川 摄）</p><h2")),
    "a table as boxes": lambda h: modern(re.sub("<table.*?</table>", "<div>项目 改前 改后</div><div>每晚班次：8 11</div><div>每月补贴（万元）：3.2 4.5</div>", h, flags=re.DOTALL)),
    "all in one form": lambda h: modern(h).replace("<body>", "<body><form>").replace("</body>", "</form></body>"),
    "a figure that is never closed": lambda h: modern(h.replace("</figcaption>", "").replace("</figure>", "")),
}  # fmt: skip


@pytest.mark.parametrize("page", RIGHT)
def test_a_right_reprint_passes(bus: Press, page: str) -> None:
    findings = bus.check(RIGHT[page](bus.html))
    assert (failing(findings), findings.changes) == ([], ())


# name: a page made from the article, what does not hold, a kind of change
WRONG: dict[str, tuple[Callable[[str], str], list[str], str]] = {
    "morning for evening": (lambda h: modern(swap(h, "晚上十点半", "上午十点半")), ["core"], "date"),
    "another unit": (lambda h: modern(swap(h, "1.3万元", "1.3亿元")), ["core"], "number"),
    "another currency": (lambda h: modern(swap(h, "票价仍是2元", "票价仍是2角")), ["core"], "changed"),
    "below for above": (lambda h: modern(swap(h, "不到5人", "超过5人")), ["core"], "negation"),
    "promoted": (lambda h: modern(swap(h, "副局长", "局长")), ["core"], "changed"),
    "all must, to will": (lambda h: modern(swap(h, "全部车辆必须在", "车辆将在")), ["core"], "softened"),
    "in principle": (lambda h: modern(swap(h, "不得以任何理由拖延", "原则上不拖延")), ["core"], "softened"),
    "usually": (lambda h: modern(swap(h, "照样能用", "一般可以用")), ["core"], "softened"),
    "added in a box": (lambda h: modern(swap(h, "<h2", "<div>专家认为，这是惠民的好政策。</div><h2")), ["core"], "added"),
    "added in a box at the end": (lambda h: modern(h + "<div>专家认为，这是惠民的好政策。</div>"), ["core"], "added"),
    "added in bold at the end": (lambda h: modern(h + "<p><b>岚江区下月也将开通夜班车。</b></p>"), ["core"], "added"),
    "added in the last paragraph": (lambda h: modern(swap(h, "哪一班都有人。”", "哪一班都有人。”大家都很期待。")), ["core"], "added"),
    "dropped from one long paragraph": (lambda h: modern(without_paragraphs(swap(h, "石立新说，试运行到9月30日。", ""))), ["core"], "dropped"),
    "entries of a list swapped": (lambda h: modern(swapped(h)), ["core"], "reordered"),
    "right words hidden": (lambda h: modern(swap(h, "9个人", "8个人<i hidden>9个人</i>")), ["core"], "number"),
    "a figure of the table": (lambda h: old(swap(h, ">11<", ">12<")), ["core"], "number"),
    "a subheading": (lambda h: modern(swap(h, ">账怎么算<", ">账怎么不算<")), ["core"], "negation"),
    "the summary only": (lambda _: modern(f"<p>{FIELDS['摘要']}</p>"), ["core"], ""),
    "their dateline": (lambda h: modern("<p>岚江晚报3月20日讯（记者 周岚 许亦辰）" + h.removeprefix("<p>"), meta=""), ["source"], ""),
    "source in a comment": (lambda h: modern(h, meta="作者：周岚 许亦辰").replace("李四：", "李四：转载自青禾邻里吧？"), ["source"], ""),
    "source hidden": (lambda h: modern(h, meta="作者：周岚 许亦辰<b style='display:none'>来源：青禾邻里</b>"), ["source"], ""),
    "source misspelt": (lambda h: modern(h, meta="来源：青禾邻居 作者：周岚 许亦辰"), ["source"], ""),
    "their own reporter": (lambda h: modern(h, meta="来源：青禾邻里 记者：王小明"), ["author"], ""),
    "an author in the last words": (lambda h: modern(h, meta="来源：青禾邻里 作者：周岚"), ["author"], ""),
    "more of the original title": (lambda h: modern(h, title="末班车晚了", foot=f"<p>原标题：《{TITLE}，街坊叫好》</p>"), ["title"], ""),
    "another line's number": (lambda h: modern(h, title=TITLE.replace("17", "18")), ["title"], ""),
}  # fmt: skip


@pytest.mark.parametrize("page", WRONG)
def test_a_wrong_reprint_is_found(bus: Press, page: str) -> None:
    make, points, kind = WRONG[page]
    findings = bus.check(make(bus.html))
    assert failing(findings) == points
    assert not kind or kind in {change.kind for change in findings.changes}


def test_a_page_that_takes_too_long_is_refused(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never_ends(html: str, address: str) -> Page:
        raise TooSlow  # as the alarm would; a real one may ring in somebody else's callback

    press(paper)
    page = paper.root / "slow.html"
    page.write_text("<p>的", encoding="utf-8")
    monkeypatch.setattr("linli.reprints.checking.read_page", never_ends)
    with pytest.raises(UsageError, match="longer than 60 seconds"):
        whole_check(paper.newsroom, "night-bus", str(page))
