from __future__ import annotations

import pytest

from linli.reprints.pages import DEPTH, read_page


def texts(html: str) -> list[str]:
    return [block.text for block in read_page(html).blocks]


# (HTML, the blocks of it)
ROWS = [
    ("<p>一<b>二</b>三</p><p>四", ["一二三", "四"]),
    ("<div>一<br>二<div>三</div>四</div>", ["一", "二", "三", "四"]),
    ("<h1>一<br>二</h1>", ["一 二"]),
    ("<table><tr><td>项目<td>8<tr><td>改后<td>11</table>", ["项目 8", "改后 11"]),
    ("<table><tr><td><p>一</p><p>二</p><td>三</table>", ["一", "二", "三"]),
    ("<p>一<script>x</script><style>y</style><!-- z --></p><noscript>w</noscript>", ["一"]),
    ("<p hidden>一</p><p style='display: none'>二</p><p style='color:red'>三</p>", ["三"]),
    ("<template>一</template><textarea>二</textarea><svg><text>三</text></svg>四", ["四"]),
    ("<p>讲好了<sup><a href='#fn'>1</a></sup>。</p><p>80m<sup>2</sup></p>", ["讲好了。", "80m2"]),
    ("<ruby>青<rp>(</rp><rt>qīng</rt><rp>)</rp></ruby>石", ["青石"]),
    ("一\x00二", ["一二"]),
    ("", []),
    ("<html>", []),
    ("<script>document.write('一')</script>", []),
    ("<frameset><frame src=a></frameset>", []),
    ("<p", []),
    ("plain words", ["plain words"]),
    ("<!DOCTYPE html><![CDATA[一]]><?php echo 1 ?><p>二", ["二"]),
]  # fmt: skip


@pytest.mark.parametrize(("html", "blocks"), ROWS)
def test_blocks_are_what_a_browser_sets_apart(html: str, blocks: list[str]) -> None:
    assert texts(html) == blocks


def test_links_title_and_canonical_address_are_read() -> None:
    page = read_page(
        "<title> 一 </title><link rel=canonical href=/c><a href=b>x</a><a href='http://[x'>y</a><a>z</a>",
        "http://127.0.0.1/a/",
    )
    assert (page.title, page.canonical) == ("一", "http://127.0.0.1/c")
    assert page.links == ("http://127.0.0.1/a/b", "http://[x")


def test_entries_of_a_list_have_the_numbers_a_browser_shows() -> None:
    page = read_page("<ol start=3><li>三<li>四</ol><ol><li>一</ol><ul><li>无</ul>")
    assert [block.ordinal for block in page.blocks] == [3, 4, 1, 0]


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 60_000 + "青石巷" + "</div>" * 60_000,
        "<b>" * 60_000 + "青石巷",
        "<p>青石巷" + "<p>" * 60_000,
        "<table><tr><td>" * 3_000 + "青石巷",
        "青石巷" + "</div>" * 100_000,
        "青石巷" + "&amp;" * 100_000,
    ],
    ids=["divs", "bold", "paragraphs", "tables", "ends", "entities"],
)
def test_hostile_nesting_is_read(html: str) -> None:
    blocks = read_page(html).blocks
    assert any("青石巷" in block.text for block in blocks)
    assert all(len(block.nodes) <= DEPTH for block in blocks)
