"""Invented articles, and pages on which other invented newsrooms reprint them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linli.reprints.checking import in_one_script
from linli.reprints.judge import judge
from linli.reprints.original import original_of
from linli.reprints.pages import read_page
from tests.factories import article

if TYPE_CHECKING:
    from collections.abc import Callable

    from linli.reprints.findings import Findings, Verdict
    from linli.reprints.original import Original
    from linli.site import Manuscript, Newsroom
    from tests.factories import Paper

ADDRESS = "https://qinghe.example/articles/night-bus/"

FIELDS = {
    "标题": "夜班17路开到医院门口：末班车晚了四十分钟",
    "编号": "night-bus",
    "作者": "周岚、许亦辰",
    "通讯员": "刘桂芳(柳湾街道)",
    "摄影": "罗川",
    "来源": "青禾邻里",
    "电头": "青禾邻里3月20日讯（记者 周岚 许亦辰）",
    "摘要": "17路夜班车本月起开到区医院门口，末班延到23时10分，票价不变。",
}

BODY = """\
3月18日晚上十点半，17路夜班车第一次停在区医院门口。车上下来9个人，其中6个是下夜班的护士。
“以前要走一站路，冬天最难熬。”护士孟晓云说。

![站台上等车的人](images/bus.jpg "医院门口的新站台。罗川 摄")

**改了什么。**末班车从22:30延到23:10，票价仍是2元，65岁以上老人免费。区交通局副局长石立新表示，全部车辆必须在
6月1日前装好无障碍踏板，不得以任何理由拖延。

## 账怎么算

| 项目 | 改前 | 改后 |
| --- | ---: | ---: |
| 每晚班次 | 8 | 11 |
| 每月补贴（万元） | 3.2 | 4.5 |

延长以后，每晚多跑3班，一个月多花1.3万元，增长40.6%。这笔钱由区财政承担，线路没有取消任何一站。

乘客要记住三件事：

1. 夜班车只在前门上车。
2. 错过末班车，可以拨打0000-5520017，由值班司机登记。
3. 老人免费卡在夜班车上照样能用。

石立新说，试运行到9月30日。到那时乘客平均每班不到5人，夜班将改为预约。孟晓云不担心：“医院三个班，哪一班都有人。”
"""

TRADITIONAL_FIELDS = {
    "标题": "圖書館把燈留到十點", "编号": "late-library", "作者": "葉知秋", "来源": "青禾邻里", "lang": "zh-Hant",
}  # fmt: skip
TRADITIONAL = """\
青禾圖書館從三月起每週四晚開到十點。館員葉真說：「以前九點關門，最後一班車還沒來。」

第一個月來了1,240人次，其中四成是下班的護士和司機。館方不收任何費用，也沒有要求辦證。

「燈亮著，人就敢來。」她把長桌搬到窗邊，全部椅子都換了新的坐墊。
"""
ENGLISH_FIELDS = {
    "标题": "The library that stays up late", "编号": "night-library", "作者": "Lin Xiaoman",
    "来源": "Qinghe Neighbours", "origin": "original", "permission": "own", "lang": "en",
    "reuse": "CC BY 4.0",
}  # fmt: skip
ENGLISH = """\
At half past eight on a Friday, the loudest thing in Qinghe Library is a man turning a page. He does it with both arms.

The library must stay open until 10 pm, from Wednesday to Saturday. Of the 120 people who come on an ordinary evening,
most have done a day's work: nurses, a furniture maker, bus drivers. "They do not want to go home yet," said Ye Zhen.

All seats were taken by the end of March. Readers pay nothing, and nobody is sent away.
"""


@dataclass(frozen=True)
class Press:
    """One article of the newsroom, ready to be reprinted."""

    original: Original
    html: str
    title: str
    manuscript: Manuscript
    newsroom: Newsroom

    def check(self, page: str) -> Findings:
        original, read, mixed = in_one_script(self.manuscript, self.newsroom, read_page(page))
        return judge(original, read, "page.html", mixed=mixed)


def press(paper: Paper, body: str = BODY, **fields: str | None) -> Press:
    """Write an article into the newsroom and return it as others would copy it: HTML, pictures included."""
    paper.settings.update(SITENAME="青禾邻里", SITEURL="https://qinghe.example")
    name = "articles/community/a.md"
    paper.write(name, article(body, yaml=False, **{**FIELDS, **fields}))
    manuscript, problems = paper.read(name)
    assert manuscript is not None, f"expected a manuscript, got {problems}"
    html = re.sub(r' (?:src|href)="[^"]*"', ' src="x.jpg"', manuscript.text.html)
    original = original_of(manuscript, paper.newsroom)
    return Press(original, html, manuscript.story.title, manuscript, paper.newsroom)


META = "<span>2026-03-21 09:00</span> <span>来源：青禾邻里</span> <span>作者：周岚 许亦辰</span>"
LINK = f'<p>原文链接：<a href="{ADDRESS}">阅读原文</a></p>'


def modern(
    html: str, title: str = FIELDS["标题"], meta: str = META, foot: str = "", link: str = LINK
) -> str:
    """Return a page of a portal: navigation, related stories, comments, a sidebar, a footer."""
    return f"""<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{title}_岚江新闻网</title></head><body>
<header><nav><ul><li><a href="/">首页</a></li><li><a href="/zl">周岚专栏</a></li><li><a href="/qh">青禾邻里</a></li></ul></nav></header>
<main><div class="crumb"><a href="/">首页</a> &gt; <a href="/m">民生</a> &gt; 正文</div>
<article><h1>{title}</h1><div class="meta">{meta}</div><div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a></div>
<div class="content">{html}{foot}</div>{link}</article>
<section><h3>相关阅读</h3><ul><li><a href="/1">17路公交改了起点</a></li><li><a href="/2">夜班车上的人</a></li></ul></section>
<section><h3>网友评论</h3><div><p>李四：我们小区也要通夜班车，去年说好的6辆车呢？</p></div><div><p>周岚：谢谢大家。</p></div></section></main>
<aside><h2>热门</h2><p>昨天全市气温下降了5度，请注意保暖。</p></aside>
<footer>版权所有 岚江新闻网 举报电话：0000-1111111</footer></body></html>"""


def old(html: str, title: str = FIELDS["标题"], meta: str = META, foot: str = "") -> str:
    """Return a page of twenty years ago: tables for layout, line breaks for paragraphs, nothing closed."""
    text = re.sub(
        r"<(?:p|h2|li|tr)\b[^>]*>", "　　", re.sub(r"</(?:p|h2|li|tr)>", "<br><br>", html)
    )
    text = re.sub(r"<(?!br)[^>]*>", " ", re.sub(r"<figure.*?</figure>", "", text, flags=re.DOTALL))
    return f"""<html><title>{title}</title><body bgcolor=#ffffff><table><tr><td><a href=/>首页</a>|<a href=/s>社会</a>
<td align=center><font size=5><b>{title}</b></font><br>{meta}<hr><table><tr><td><font size=3>{text}</font>
<p>{foot}</table><p>【<a href=javascript:close()>关闭窗口</a>】<tr><td>岚江在线 版权所有</table>"""


def flat(html: str, title: str = FIELDS["标题"], meta: str = META, foot: str = "") -> str:
    """Return a page in which everything is a paragraph, as an editor's paste leaves it."""
    text = re.sub(r"</?(?:strong|em|a|ol|ul|blockquote)\b[^>]*>", "", html)
    text = re.sub(r"<(/?)(?:h2|li)\b[^>]*>", r"<\1p>", text)
    return f"<body><p>{title}</p><p>{meta}</p>{text}<p>{foot}</p><p>上一篇：无</p><p>下一篇：<a href=/9>修表</a></p></body>"


def wrapped(html: str, title: str = FIELDS["标题"], meta: str = META, foot: str = "") -> str:
    """Return a page of an application: every paragraph in boxes of its own, custom elements, scripts between."""
    text = re.sub(
        r"<p>(.*?)</p>",
        r'<div data-v="1"><section><p><span style="font-size:16px">\1</span></p></section></div><script>track()</script>',
        html,
        flags=re.DOTALL,
    )
    return f"""<!doctype html><body><form action="/"><app-root><app-bar><button>菜单</button></app-bar><h2>{title}</h2>
<div><b>{meta}</b></div><app-text>{text}</app-text><div>{foot}</div><app-bar><button>点赞 12</button></app-bar></app-root></form></body>"""


TEMPLATES: dict[str, Callable[..., str]] = {
    "modern": modern,
    "old": old,
    "flat": flat,
    "wrapped": wrapped,
}


def verdicts(findings: Findings) -> dict[str, Verdict]:
    return {point.point: point.verdict for point in findings.points}


def failing(findings: Findings) -> list[str]:
    """Return the required points that do not hold."""
    return [point.point for point in findings.points if point.required and not point.holds]
