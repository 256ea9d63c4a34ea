"""A simple text becomes, written down at once, what Python-Markdown makes of it."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from linli.text.convert import Converter
from linli.text.simple import PLAIN, simple_html

whole = Markdown(output_format="html", extensions=Converter("zh", lambda *_: None).extensions())

SIMPLE = [
    "水停了。",
    "水停了。\n明天来水。\n\n\n后天也来。",
    "**谁来修**，说好了。\n\n**几时修**，还没有**说好**。",
    "## 一、怎么修\n\n有人问。\n\n## 一、怎么修\n\n### 谁修\n\n# 完",
    "先问三家：\n\n- 张家\n- 李家\n- 王家，**三楼**\n\n再问[居委会](../notices/a.md)。",
    "分三步：\n\n1. 看\n1. 量\n12. 修\n\n完。",
    "他说：\n\n> 明天来水，**不收费**。\n\n说完就走。",
    "见[公示](https://a.example/b?c=d#e)和[那一篇](/articles/a/)。",
    "Water is off. “When?” asks (3) Mr. Lin: 5 p.m.; a|b = 1 + 2 - 3 # 4 $ % ^ ! ? / ' \" @",
    "2026年3月，3个人。\n\n1月份的水费。",
    "## 2026年\n\n1. 一月",
    "先听听[上回怎么说]({filename}/articles/news/lift_2.md)，再看[图纸]({static}/files/lift_2.pdf)。",
    "16:12，门开了。\n\n3、再看一遍；90%的人不知道。\n\n**“靠窗第三个”。**男，四十多岁。",
    '![银杏](../images/park-ginkgo.jpg)\n\n![一排银杏](images/a_1.jpg "院墙外，银杏黄了。摄影：罗川")\n\n![](a.jpg "（罗川 摄）")',
    "| 名次 | 社区 | 二季度 |\n| :---: | --- | ---: |\n| 1 | **长埠** | 90.1% |\n| 2 | [云杉](a.md) |\n\n完。",
    "|a|b|\n|:-|-|",
    "> 他说：\n> 明天来水。\n>\n> ——贺玉珍\n\n- 甲\n\n1. 乙\n\n> 丙",
    "8:00~17:00 开门，<18岁 & 65岁以上免费，3 > 2，AT&T。",
    "这是*重点*，_this_ too，文件 my_file_2.doc，`a > b` 是代码。",
    "地址：甲  \n电话：乙<br>传真：丙 \n\n---\n\n完。 \n \n***\n\n2026 年 3.15 晚会",
    "- [甲](https://a.example/b?c=1&d=2)\n- [ ] 乙\n\n3. 丙\n4. 丁",
    "- 甲\n- 乙\n\n- 丙\n- 丁\n- 戊\n\n- 己\n\n1. 庚",
    "1. 甲\n\n2. 乙\n\n3. **丙**\n\n- 丁\n- 戊\n\n- 己\n\n完。",
    "## **一、怎么修**\n有人问。\n## 二、谁修 \n- 甲\n### 三\n#### 四",
    "**[公示](a.md)**和**`x`**，*[乙](b_c.md)*。",
    "![图](a.jpg)\n图：罗川\n\n文 ![](b_1.jpg) 文 ![乙](c.jpg?d=1&e)",
    "::: 图 images/a_1.png\n替代文字: 食堂（一楼）\n图说: 十一点半，“窗口”前排起了队。\n摄影: 罗川\n:::\n\n::: figure b.png\n:::\n\n::: 图片 c.png\n图源：甲\n:::",
    "[通知] 停水。\n[甲](b)来水。\n😀 好。\n(一) 好。\n-5℃，+86，!好，_a_，`b`，$5",
    "| a & b | *c* |\n| --- | --- |\n| d<br>e | [f] |",
]


@pytest.mark.parametrize("text", SIMPLE)
def test_a_simple_text_is_written_down_at_once(text: str) -> None:
    assert simple_html(text, "表格") == whole.reset().convert(text)


BLOCKS = [
    "水停了。", "**水**停了", "水**停**了。\n明天来。", "## 甲", "### 甲", "# 乙 c", "#### **甲**", "## 甲 #", "##甲", "- 甲", "- 甲\n- **乙**", "* 甲\n* 乙", "- 甲\n* 乙",
    "+ 甲\n+ 1. 乙", "1. 甲", "1. 甲\n2. 乙", "2. 甲", "1. 甲\n- 乙", "1. # 甲", "- > 甲", "> 甲", "> 甲\n> 乙", "> - 甲", ">甲", "> > 甲", "> **甲**乙", "[甲](b.md)",
    "见[甲](b.md)。", "见[甲](<b>)", "见[甲](b \"c\")", "见[甲][乙]", "见**[甲](b)**", "见[**甲**](b)", "见[^1]", "见[甲](b.md)[乙](c.md)", "**甲", "甲** 乙 **丙",
    "甲**乙 **丙", "***甲***", "甲*乙*", "甲**乙**丙**丁**", "****", "** **", "甲|乙\n-|-\n丙|丁", "甲\n: 乙", "甲\n---", "甲\n===", "---", "    甲", " 甲", "甲 ",
    "甲  \n乙", "甲\n 乙", "甲\n- 乙", "甲\n# 乙", "甲\n> 乙", "甲\n1. 乙", "a_b_c", "http://a.example", "![甲](b.jpg)", '![说"甲"](b.jpg)', "甲{: .b }", "甲{", "!!! note", "[TOC]",
    "\u3000甲", "“甲”", "甲\u00a0乙", "1、甲", "①", "甲\n\u2028乙", "*甲*", "見\u3000了", "- 甲\n\n  乙", "-", "- ", "#", "## ", "> ", "1.", "甲 > 乙", "甲]",
    "甲(b)", "[甲](b)(c)", "[a](b)]", "- 甲\u00a0\n- 乙", "甲\u00a0", "> 甲\u3000", "甲 & 乙", "AT&T", "&copy;", "&#65;", "甲<18岁", "甲 < 乙", "a<b", "<b>甲</b>", "甲->乙", "*甲* **乙**", "**甲*乙*丙**",
    "_甲_", "甲_乙_", "__甲__", "甲 _乙", "甲*乙_丙*丁_", "_甲*乙_丙*", "8~9", "~~~", "甲<br>乙", "<br/>甲", "甲  ", "甲 \n乙", "甲   \n乙", "***", "____", "- - -", "----\n甲", "[通知] 停", "[通知] (停)", "[通知]\n(停)",
    "[甲]: b", "[^1]: 甲", "[TOC] 甲", "![甲]", "- [ ] 甲", "- [甲](b)", "2. 甲\n3. 乙", "0. 甲", "01. 甲", "- 甲 \n- 乙", "- ![图](a.jpg)", "> ![图](a.jpg)", "> 甲  \n> 乙", "## **甲**", "## **甲** 乙", "## 甲\n乙",
    "甲\n## 乙\n丙", "- 甲\n## 乙", "|a|b|\n|-|-|\n## 甲", "## 甲\n|a|b|\n|-|-|\n## 乙\n丙", "|a|b|\n|-|-|\n| c | d | \n| e | ", "|`a`|b|\n|-|-|", "|`a|b`|\n|-|-|", "|a|b|\n|-|-| ", "甲|乙\n## 丙\n-|-", "## 甲 ", "## 甲 & 乙", "## `甲`", "####### 甲", "文![图](a.jpg)文", "![图](a.jpg)\n图", "![图](a.jpg) ", "![图](a.jpg)  \n![图](a.jpg)", '文![图](a.jpg "b")',
    "![a & b](c.jpg)", "![a](c.jpg?d&e)", "用 `x` 来", "`x`", "`x", "``x``", "` x `", "`a*b*`*c*", "`<b>`", "[`x`](b)", "**[甲](b)**", "[**甲**](b)", "[甲 & 乙](b?c&d)", "[甲<乙](b)", "😀 甲", "2026 年", "3.15晚", "10. 甲", "(1) x",
    "-5", "+86", "--5", "!甲", "$5", "=5", "^5", "|a|b| \n|-|-|", "|`a|b`|c|\n|-|-|", "  \n甲", "甲\n  ", "甲\n  \n乙", "[[甲](b)]", "[甲](b)[乙]", "[甲][乙](c)", "::: 图 a.jpg\n图说: 甲\n:::", "::: 图 a.jpg\n图说: *甲*\n:::", "::: 图 a.jpg\n地点: 甲\n:::", "::: 图 a.jpg\n图说: 甲", "::: 图 a.jpg", "::: 图 a b.jpg\n:::", "::: 图 a.jpg\n:::\n乙", "::: 图 a.jpg\n:::\n:::", ":::", "乙\n::: 图 a.jpg\n:::",
    '::: 图 a.jpg\n图说: "甲"\n:::', '::: 图 a.jpg\nalt: "甲"\n:::', "::: 图 a.jpg\n图说: 甲 \n图说: 乙\n::: ", "::: 图 a.jpg\n# 甲\n:::", "::: 图 a.jpg?b&c\n图说: 甲 & 乙\n:::", "<12@b.example>", "联系<编辑@b.example>。", "甲<1 @2>", "| a | b |\n|---|---|\n| <1@c.d> | e |", "![图](a.jpg)\u3000", "![图](a.jpg)\u00a0", "![图](a.jpg)\u205f\n", "1２. 甲", "12٣. 甲", "2. 甲\n２. 乙",
    "::: 图 a.jpg\u3000\n  图说 ： 甲 \n:::", "甲\n:::\n图 a.jpg", "甲\\*乙", "<!-- 甲 -->", "甲<", "甲&", "甲 >",
]  # fmt: skip
PIECES = [*"甲乙a1。，：（“ ", "**", "*", "\n", "\n\n", "\n\n\n", "- ", "1. ", "2. ", "> ", "## ", "# ", "[", "](", "](b.md)", ")", "[丙](c)", "|", "-", "=", ">", "#", "| ", "|-|-|\n", "|a|b|\n|-|-|\n", "![", "](a.jpg", ' "', '"', '")', "{filename}", "{", "}", "_", "\n>\n", "\n> ", "12", "：", "%", "12:", "**“", "&", "&amp;", "a&b;", "<", "<1", "< ", "<b>", "<br>", "`", "``", "`x`", "~", "~~~", "__", "*a*", "_b_", "  \n", " \n", "[x]", "@", "@b.example>", "\u3000", "\u00a0", "[^", "]:", "---", "***", "![p](q)", "[l](m_n?a&b)", "😀", "-5", "\n## ", "\n- ", "\n1. ", "\n\n- ", "\n\n2. ", "a_b", "\\", "!", "::: 图 a.jpg\n", "\n:::", "图说: ", "摄影："]  # fmt: skip


def check(text: str) -> None:
    found = simple_html(text, "表格")
    assert found in (None, whole.reset().convert(text))


@pytest.mark.parametrize("block", BLOCKS)
def test_each_block_is_what_the_library_makes_of_it(block: str) -> None:
    check(block)


KNOWN = [block for block in BLOCKS if simple_html(block, "")]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(KNOWN), max_size=8), st.sampled_from(["\n\n", "\n\n\n"]))
def test_simple_blocks_stand_beside_each_other_as_in_the_library(blocks: list[str], between: str) -> None:  # fmt: skip
    check(between.join(blocks))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(BLOCKS), max_size=8), st.sampled_from(["\n\n", "\n\n\n", "\n"]))
@example(["- 甲", "甲", "- 乙"], "\n\n")
def test_what_is_not_simple_is_left_to_the_library(blocks: list[str], between: str) -> None:
    check(between.join(blocks))


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_marks_are_understood_as_the_library_does(text: str) -> None:
    check(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_understood_as_the_library_does(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    ("block", "paragraph"),
    [
        ("水停了。", True),
        ("水停了。\n“明天来水。”\n", True),
        ("2026年的水", True),
        ("**水**停了", True),
        ("*水*停了", True),
        ("1. 水", False),
        ("１. 水", False),
        ("* 水", False),
        ("** **", False),
        ("水\n: 停", False),
        ("水\n---", False),
        ("水\n# 停", False),
        ("水\n> 停", False),
        ("水|停", True),
        ("水|停\n-|-", False),
        ("水|停\n|-|-|", False),
        ("水|\n:-|", False),
        (" 水", False),
        ("[水]: a.md", False),
        ("!!! note", False),
        (":::", False),
        ("", False),
    ],
)
def test_only_a_paragraph_is_taken_for_one(block: str, *, paragraph: bool) -> None:
    assert bool(PLAIN.fullmatch(block)) is paragraph


@pytest.mark.parametrize(
    "alt", ['他说"好"', '"', 'a" width="9999', 'a" src="https://b.example/c.jpg']
)
def test_quotation_marks_in_the_text_of_a_picture_do_not_end_it(alt: str) -> None:
    assert simple_html(f"![{alt}](d.jpg)", "") is None


@pytest.mark.parametrize(
    "text",
    [
        "::: 图 a.png\n{0}b\n:::",
        "::: 图 a.png\n图说: a{0}b\n:::",
        "::: 图 a{0}b.png\n:::",
        "::: 图{0}a\n:::",
    ],
)
@pytest.mark.parametrize("space", [" ", "\u2003", "\u3000"])
def test_a_figure_with_much_space_in_it_is_read_at_once(text: str, space: str) -> None:
    """It took half a minute."""
    check(text.format(space * 20_000))


def test_headings_of_the_same_words_are_numbered_without_counting_from_the_first() -> None:
    text = "\n\n".join(["## 甲", "### 乙"] * 20_000)  # a quarter of an hour, when each counts
    html = simple_html(text, "") or ""
    assert html.startswith('<h2 id="甲">甲</h2>\n<h3 id="乙">乙</h3>\n<h2 id="甲_1">')
    assert html.endswith('<h2 id="甲_19999">甲</h2>\n<h3 id="乙_19999">乙</h3>')
