from __future__ import annotations

import pytest

from linli.republish.blocks import TAGS, clean
from linli.republish.fragment import html_of
from tests.republish.making import PICTURE, everything


def cleaned(html: str) -> str:
    return "\n".join(map(html_of, clean(html, everything)[0]))


# (safe HTML as Linli writes it, what others get)
CASES = [
    ("<p>一<strong>二</strong><em>三</em></p>", "<p>一<strong>二</strong><em>三</em></p>"),
    ("<p>a &lt;b&gt; &amp; c</p>", "<p>a &lt;b&gt; &amp; c</p>"),
    ('<h2 id="x">小标题</h2>', "<h3>小标题</h3>"),
    ("<h4>更小</h4>", "<p><strong>更小</strong></p>"),
    ('<p><a href="https://a.example/?b=1&amp;c=2" title="t">去</a></p>', '<p><a href="https://a.example/?b=1&amp;c=2">去</a></p>'),
    ("<p><a>没有地方</a></p>", "<p>没有地方</p>"),
    ('<p>见<sup id="fnref:1"><a class="footnote-ref" href="https://q.example/#fn:1">1</a></sup>。</p>', "<p>见[1]。</p>"),
    ('<div class="footnote"><ol><li id="fn:1"><p>注<a class="footnote-backref" href="https://q.example/#fnref:1">↩</a></p></li></ol></div>', "<ol>\n<li><p>注</p></li>\n</ol>"),
    ('<div class="toc"><ul><li><a href="https://q.example/#a">一</a></li></ul></div><p>文</p>', "<p>文</p>"),
    ('<div class="admonition note"><p class="admonition-title">注意</p><p>小心</p></div>', "<blockquote>\n<p><strong>注意</strong></p>\n<p>小心</p>\n</blockquote>"),
    ("<dl><dt>名</dt><dd>义</dd></dl>", "<p><strong>名</strong></p>\n<p>义</p>"),
    ("<details><summary>问</summary>答<p>再答</p></details>", "<p><strong>问</strong></p>\n<p>答</p>\n<p>再答</p>"),
    ('<div class="table-scroll" role="group"><table><thead><tr><th class="align-right">甲</th></tr></thead><tbody><tr><td colspan="2">乙</td></tr></tbody></table></div>', '<table>\n<thead>\n<tr>\n<th>甲</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td colspan="2">乙</td>\n</tr>\n</tbody>\n</table>'),
    ("<p>H<sub>2</sub>O，m<sup>2</sup></p>", "<p>H<sub>2</sub>O，m<sup>2</sup></p>"),
    ("<p><ruby>嵐<rp>(</rp><rt>lán</rt><rp>)</rp></ruby>江</p>", "<p>嵐（lán）江</p>"),
    ("<p><del>旧</del><ins>新</ins><mark>标</mark><kbd>键</kbd><q>话</q></p>", "<p><del>旧</del>新标键“话”</p>"),
    ("<pre><code>一\n 二\n</code></pre>", "<p>一<br> 二</p>"),
    ("<hr><p>一\n二</p>", "<p>* * *</p>\n<p>一 二</p>"),
    ('<ol start="3"><li>三<ul><li>甲</li></ul></li></ol>', '<ol start="3">\n<li>三<ul>\n<li>甲</li>\n</ul></li>\n</ol>'),
    ('<p class="x" lang="en"><span class="credit" lang="en">名</span></p>', "<p>名</p>"),
    ("文字<p>段</p>尾", "<p>文字</p>\n<p>段</p>\n<p>尾</p>"),
    ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("html", "expected"), CASES)
def test_safe_html_becomes_the_short_list_and_loses_no_word(html: str, expected: str) -> None:
    assert cleaned(html) == expected


def test_no_class_id_or_other_mark_of_ours_is_left() -> None:
    for html, _ in CASES:
        made = cleaned(html)
        assert " class=" not in made
        assert " id=" not in made
        tags = {part.split(">")[0].split()[0].strip("/") for part in made.split("<")[1:]}
        assert tags <= TAGS, html


FIGURE = (
    '<figure><img alt="井" src="https://q.example/a.png" width="1440" height="900">'
    '<figcaption>新的井道。 <span class="credit">摄影：罗川</span></figcaption></figure>'
)


def test_a_picture_comes_with_its_caption_and_credit_no_wider_than_a_bare_page() -> None:
    assert cleaned(FIGURE) == (
        '<figure>\n<img src="https://q.example/a.png" alt="井" width="720" height="450">\n'
        "<figcaption>新的井道。 摄影：罗川</figcaption>\n</figure>"
    )


def test_a_picture_that_may_not_go_is_left_out_with_its_caption_and_named() -> None:
    body, left_out = clean(f"<p>一</p>{FIGURE}<p>二</p>", lambda credit: credit != "摄影：罗川")
    assert [html_of(one) for one in body] == ["<p>一</p>", "<p>二</p>"]
    assert left_out == (PICTURE,)


def test_a_picture_within_a_line_has_no_credit() -> None:
    html = '<p>看<img alt="章" src="https://q.example/s.png">这里</p>'
    body, left_out = clean(html, bool)
    assert [html_of(one) for one in body] == ["<p>看这里</p>"]
    assert [one.alt for one in left_out] == ["章"]


def test_a_cover_stands_before_the_text_or_is_named() -> None:
    body, _ = clean("<p>文</p>", everything, PICTURE)
    assert html_of(body[0]).endswith("<figcaption>新的井道。 摄影：罗川</figcaption>\n</figure>")
    body, left_out = clean("<p>文</p>", lambda _: False, PICTURE)
    assert [html_of(one) for one in body] == ["<p>文</p>"]
    assert left_out == (PICTURE,)


def test_a_hundred_levels_are_no_problem() -> None:
    html = "<blockquote>" * 120 + "<p>底</p>" + "</blockquote>" * 120
    assert cleaned(html).count("<blockquote>") == 120
