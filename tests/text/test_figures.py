"""Pictures with caption and credit, inline and as a block."""

from __future__ import annotations

import pytest

from linli.text.figures import split_credit
from tests.text.readers import html, read

# (as written, caption, credit)
CREDITS = [
    ("窗口前排起了队。摄影：罗川", "窗口前排起了队。", "摄影：罗川"),
    ("窗口前排起了队。摄影:罗川", "窗口前排起了队。", "摄影:罗川"),
    ("窗口前排起了队 摄影： 罗川", "窗口前排起了队", "摄影： 罗川"),
    ("窗口前排起了队。摄影：罗川。", "窗口前排起了队。", "摄影：罗川"),
    ("窗口前排起了队（摄影：罗川）", "窗口前排起了队", "摄影：罗川"),
    ("窗口前排起了队 (摄影: 罗川)", "窗口前排起了队", "摄影: 罗川"),
    ("窗口前排起了队。（罗川 摄）", "窗口前排起了队。", "罗川 摄"),
    ("窗口前排起了队 罗川摄", "窗口前排起了队", "罗川摄"),
    ("窗口前排起了队。罗川摄影", "窗口前排起了队。", "罗川摄影"),
    ("窗口前排起了队（通讯员 罗川 摄）", "窗口前排起了队", "通讯员 罗川 摄"),
    ("窗口前排起了队。本报记者 罗川 摄", "窗口前排起了队。", "本报记者 罗川 摄"),
    ("窗口前排起了队。图/罗川", "窗口前排起了队。", "图/罗川"),
    ("窗口前排起了队（罗川/图）", "窗口前排起了队", "罗川/图"),
    ("三期路线。制图：苏绘", "三期路线。", "制图：苏绘"),
    ("三期路线（苏绘制图）", "三期路线", "苏绘制图"),
    ("老码头。图源：区档案馆", "老码头。", "图源：区档案馆"),
    ("老码头。图片来源：区档案馆", "老码头。", "图片来源：区档案馆"),
    ("老码头。区档案馆供图", "老码头。", "区档案馆供图"),
    ("资料图：2019年的码头。摄影：罗川", "资料图：2019年的码头。", "摄影：罗川"),
    ("排队。摄影：罗川（区融媒体中心）", "排队。", "摄影：罗川（区融媒体中心）"),
    ("排队。摄影：罗川 制图：苏绘", "排队。", "摄影：罗川 制图：苏绘"),
    ("摄影：罗川", "", "摄影：罗川"),
    ("排起了隊。攝影：羅川", "排起了隊。", "攝影：羅川"),
    ("排起了隊。圖源：嵐江日報", "排起了隊。", "圖源：嵐江日報"),
    ("排起了隊。（記者羅川攝）", "排起了隊。", "記者羅川攝"),
    ("排起了隊。 羅川 攝", "排起了隊。", "羅川 攝"),
    ("排起了隊。圖／羅川", "排起了隊。", "圖／羅川"),
    ("誰付多少。製圖：蘇繪", "誰付多少。", "製圖：蘇繪"),
    ("The window at noon. Photo: Luo Chuan", "The window at noon.", "Photo: Luo Chuan"),
    ("The window at noon. Photo by Luo Chuan", "The window at noon.", "Photo by Luo Chuan"),
    ("The window at noon (photo: Luo Chuan)", "The window at noon", "photo: Luo Chuan"),
    ("Who pays what. Chart by Su Hui", "Who pays what.", "Chart by Su Hui"),
    ("The wharf. Illustration by Su Hui", "The wharf.", "Illustration by Su Hui"),
    # no credits
    ("窗口前排起了队。", "窗口前排起了队。", ""),
    ("居民在河边拍摄", "居民在河边拍摄", ""),
    ("居民在河邊拍攝", "居民在河邊拍攝", ""),
    ("地圖：三期路線", "地圖：三期路線", ""),
    ("龙舟队 正在拍摄", "龙舟队 正在拍摄", ""),
    ("摄影：一门手艺。图为课堂", "摄影：一门手艺。图为课堂", ""),
    ("地图：三期路线", "地图：三期路线", ""),
    ("左图：施工前；右图：施工后", "左图：施工前；右图：施工后", ""),
    ("The roadmap: phase three", "The roadmap: phase three", ""),
    ("Map: the three phases", "Map: the three phases", ""),
    ("（左起）周岚、罗川", "（左起）周岚、罗川", ""),
    ("", "", ""),
]


@pytest.mark.parametrize(("written", "caption", "credit"), CREDITS)
def test_a_credit_at_the_end_of_a_caption_is_set_apart(
    written: str, caption: str, credit: str
) -> None:
    assert split_credit(written) == (caption, credit)


def figures(page: str) -> str:
    return page.replace("\ufdd0", "<").replace("\ufdd1", ">").replace("\n", "")


# (what it shows, Markdown, HTML with <0> for the first reference)
FIGURES = [
    (
        "a picture that stands alone",
        '![排队](images/a.jpg "午餐时间。摄影：罗川")',
        '<figure><img alt="排队" src="<0>"><figcaption>午餐时间。 <span class="credit">摄影：罗川</span></figcaption></figure>',
    ),
    (
        "a picture without a caption",
        "![排队](images/a.jpg)",
        '<figure><img alt="排队" src="<0>"></figure>',
    ),
    (
        "a credit alone",
        '![排队](images/a.jpg "摄影：罗川")',
        '<figure><img alt="排队" src="<0>"><figcaption><span class="credit">摄影：罗川</span></figcaption></figure>',
    ),
    (
        "a caption in single quotes",
        "![排队](images/a.jpg '午餐')",
        '<figure><img alt="排队" src="<0>"><figcaption>午餐</figcaption></figure>',
    ),
    (
        "a caption that holds signs of HTML",
        '![排队](images/a.jpg "1 < 2 & 3")',
        '<figure><img alt="排队" src="<0>"><figcaption>1 &lt; 2 &amp; 3</figcaption></figure>',
    ),
    (
        "a picture by reference",
        '![排队][p]\n\n[p]: images/a.jpg "午餐"',
        '<figure><img alt="排队" src="<0>"><figcaption>午餐</figcaption></figure>',
    ),
    (
        "a picture within a line is no figure",
        "看![排队](images/a.jpg)这里",
        '<p>看<img alt="排队" src="<0>">这里</p>',
    ),
    (
        "two pictures in a line are no figure",
        "![甲](a.jpg) ![乙](b.jpg)",
        '<p><img alt="甲" src="<0>"> <img alt="乙" src="<1>"></p>',
    ),
    (
        "a picture that is a link is no figure",
        "[![甲](a.jpg)](https://example.org/)",
        '<p><a href="https://example.org/"><img alt="甲" src="<0>"></a></p>',
    ),
    (
        "the block form",
        "::: 图 images/a.jpg\n替代文字: 排队\n图说: 午餐时间。\n摄影: 罗川\n:::",
        '<figure><img alt="排队" src="<0>"><figcaption>午餐时间。 <span class="credit">摄影：罗川</span></figcaption></figure>',
    ),
    (
        "the block form in English",
        "::: figure images/a.jpg\nalt: The queue\ncaption: At noon.\ncredit: Photo by Luo Chuan\n:::",
        '<figure><img alt="The queue" src="<0>"><figcaption>At noon. <span class="credit">Photo by Luo Chuan</span></figcaption></figure>',
    ),
    (
        "the block form in any case, with full-width colons and a name with a space",
        ":::Image images/食堂 一.jpg\nALT：排队\nCaption：午餐\n:::",
        '<figure><img alt="排队" src="<0>"><figcaption>午餐</figcaption></figure>',
    ),
    (
        "Markdown in the caption of a block",
        "::: 图片 a.jpg\n替代文字: 排队\n图说: **十一点半**：见[公告](https://example.org/)\n:::",
        '<figure><img alt="排队" src="<0>"><figcaption><strong>十一点半</strong>：见<a href="https://example.org/">公告</a></figcaption></figure>',
    ),
    (
        "text that touches a block above and below",
        "前文\n::: 图 a.jpg\n替代文字: 甲\n:::\n后文",
        '<p>前文</p><figure><img alt="甲" src="<0>"></figure><p>后文</p>',
    ),
    (
        "two blocks that touch",
        "::: 图 a.jpg\nalt: 甲\n:::\n::: 图 b.jpg\nalt: 乙\n:::",
        '<figure><img alt="甲" src="<0>"></figure><figure><img alt="乙" src="<1>"></figure>',
    ),
    (
        "a block in a quotation",
        "> ::: 图 a.jpg\n> alt: 甲\n> :::",
        '<blockquote><figure><img alt="甲" src="<0>"></figure></blockquote>',
    ),
    (
        "a block shown as code",
        "```\n::: 图 a.jpg\n:::\n```",
        "<pre><code>::: 图 a.jpg:::</code></pre>",
    ),
]


@pytest.mark.parametrize(
    ("markdown", "shown"), [row[1:] for row in FIGURES], ids=[row[0] for row in FIGURES]
)
def test_figure(markdown: str, shown: str) -> None:
    assert figures(html(markdown)) == shown


# (what is wrong, Markdown, the problems with their lines)
FAULTS = [
    (
        "a block that is not closed",
        "甲\n\n::: 图 a.jpg\n替代文字: 乙\n图说: 丙",
        [("figure-open", 3, 1)],
    ),
    (
        "an empty line inside a block",
        "::: 图 a.jpg\n替代文字: 乙\n\n图说: 丙\n:::",
        [("figure-open", 1, 1)],
    ),
    (
        "a line that the block does not know",
        "::: 图 a.jpg\n替代文字: 乙\n大小: 很大\n随便写写\n:::",
        [("figure-line", 3, 1), ("figure-line", 4, 1)],
    ),
    ("a block without a picture", "::: 图\n:::", [("figure-line", 1, 1)]),
    (
        "a block of another kind",
        "甲\n::: warning\n乙\n:::",
        [("figure-line", 2, 1)],
    ),
    ("a picture without alternative text", "甲\n\n![](a.jpg)", [("image-alt", 3, 5)]),
    ("a block without alternative text", "甲\n\n::: 图 a.jpg\n:::", [("image-alt", 3, 7)]),
    ("an empty alternative text in HTML", '甲\n<img src="a.jpg" alt="">', [("image-alt", 2, 11)]),
    ("HTML without alternative text", '甲\n<img src="a.jpg">', [("image-alt", 2, 11)]),
]


def test_the_end_of_no_block_is_not_shown() -> None:
    assert html("甲\n:::\n\n乙") == "<p>甲</p>\n<p>乙</p>"


@pytest.mark.parametrize(
    ("markdown", "places"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS]
)
def test_a_fault_in_a_picture_is_found_at_its_line(
    markdown: str, places: list[tuple[str, int, int]]
) -> None:
    assert sorted(read(markdown).places) == sorted(places)
