"""What a link or a picture points to, and what becomes of it once the edition is known."""

from __future__ import annotations

import re

import pytest

from linli.text.links import Rejected, Target, classify, in_full, resolve
from linli.text.prose import line_finder
from tests.text.readers import read

# (as written, what it is: an address, a rule, or (what, path, fragment))
TARGETS = [
    ("{filename}x.md", ("filename", "x.md", "")),
    ("{filename}/articles/x.md", ("filename", "/articles/x.md", "")),
    ("{filename}../x.md#怎么装", ("filename", "../x.md", "怎么装")),
    ("{filename}榆树里.md", ("filename", "榆树里.md", "")),
    ("{filename}%E6%A6%86.md", ("filename", "榆.md", "")),
    ("{filename}a%23b.md#c", ("filename", "a#b.md", "c")),
    ("%7Bfilename%7Dx.md", ("filename", "x.md", "")),
    ("|filename|x.md", ("filename", "x.md", "")),
    ("{static}files/表.pdf", ("static", "files/表.pdf", "")),
    ("|static|/files/a.pdf", ("static", "/files/a.pdf", "")),
    ("{attach}a.pdf", Rejected("link-unsupported")),
    ("{tag}电梯", Rejected("link-unsupported")),
    ("{category}社区", Rejected("link-unsupported")),
    ("{author}周岚", Rejected("link-unsupported")),
    ("{index}", Rejected("link-unsupported")),
    ("|attach|a.pdf", Rejected("link-unsupported")),
    ("x.md", ("", "x.md", "")),
    ("../x.md#b", ("", "../x.md", "b")),
    ("%E6%A6%86%20树.md", ("", "榆 树.md", "")),
    ("/notices/", ("", "/notices/", "")),
    ("", ("", "", "")),
    ("#怎么装", "#怎么装"),
    (" #a ", "#a"),
    ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
    ("HTTP://EXAMPLE.ORG", "HTTP://EXAMPLE.ORG"),
    ("//example.org/a", "https://example.org/a"),
    ("mailto:a@example.org?subject=甲", "mailto:a@example.org?subject=甲"),
    ("tel:12345", "tel:12345"),
    ("https:/example.org", Rejected("link-scheme")),
    ("https:", Rejected("link-scheme")),
    ("//", Rejected("link-scheme")),
    ("//[", Rejected("link-scheme")),
    ("javascript:alert(1)", Rejected("link-scheme")),
    ("ftp://example.org/", Rejected("link-scheme")),
    ("c:x.md", Rejected("link-scheme")),
    ("data:image/png;base64,AAAA", Rejected("link-scheme")),
    ("file:///etc/passwd", Rejected("file-outside")),
    ("FILE://server/x.md", Rejected("file-outside")),
    ("C:\\x.md", Rejected("file-outside")),
    ("d:/图/x.jpg", Rejected("file-outside")),
    ("\\\\server\\x.md", Rejected("file-outside")),
]


@pytest.mark.parametrize(("written", "kind"), TARGETS)
def test_a_target_is(written: str, kind: object) -> None:
    assert classify(written) == kind


@pytest.mark.parametrize(
    ("written", "full"),
    [
        ("www.baidu.com", "https://www.baidu.com"),
        ("WWW.Example.org/a?b=c", "https://WWW.Example.org/a?b=c"),
        ("example.com.cn", "https://example.com.cn"),
        ("example.com:8080/a", "https://example.com:8080/a"),
        ("www.%E4%BE%8B.cn", "https://www.例.cn"),
        ("https：//example.org/a", "https://example.org/a"),
        ("http:／／example.org", "http://example.org"),
        ("a.b@example.org", "mailto:a.b@example.org"),
        ("market.md", ""),
        ("../community/market.md", ""),
        ("files/form.pdf", ""),
        ("example.com.md", ""),
        ("/www/", ""),
        ("2026.3.22", ""),
        ("说明.html", ""),
        ("", ""),
    ],
)
def test_an_address_without_its_scheme_is_known(written: str, full: str) -> None:
    assert in_full(written) == full


# (body, use, path, line, column)
REFERENCES = [
    ("[甲](x.md)", "link", "x.md", 5, 5),
    ("一\n\n二[甲](x.md)", "link", "x.md", 7, 6),
    ("[甲][r]\n\n[r]: x.md", "link", "x.md", 7, 6),
    ("[x.md]", None, "", 0, 0),
    ("<a href=x.md>甲</a>", "link", "x.md", 5, 9),
    ('<a title="1" href="x.md">甲</a>', "link", "x.md", 5, 20),
    ("![甲](x.jpg)", "image", "x.jpg", 5, 6),
    ('<img alt="甲" src="x.jpg">', "image", "x.jpg", 5, 19),
    ("[甲](<x y.md>)", "link", "x y.md", 5, 6),
    ('[甲](x.md "题")', "link", "x.md", 5, 5),
    ("`{filename}x.md`", None, "", 0, 0),
    ("    [甲]({filename}x.md)", None, "", 0, 0),
    ("```\n[甲]({filename}x.md)\n```", None, "", 0, 0),
    ("```\n[甲](x.md)\n```\n\n[甲](x.md)", "link", "x.md", 9, 5),
    ("写成`[甲](x.md)`，如[甲](x.md)", "link", "x.md", 5, 20),
    ("    [甲](<a b.md>)", None, "", 0, 0),
]


@pytest.mark.parametrize(("body", "use", "path", "line", "column"), REFERENCES)
def test_a_reference_is_found_where_it_stands(
    body: str, use: str | None, path: str, line: int, column: int
) -> None:
    text = read(body, first_line=5).text
    assert text
    found = [(r.use, r.path, r.place.line, r.place.column) for r in text.references]
    assert found == ([(use, path, line, column)] if use else [])


def test_a_link_written_twice_is_two_references_on_two_lines() -> None:
    text = read("[甲](x.md)\n\n[乙](x.md)").text
    assert text
    assert [reference.place.line for reference in text.references] == [1, 3]


def test_code_that_shows_a_link_is_shown_as_it_is() -> None:
    body = "```\n[甲]({filename}x.md)\n```\n\n`{static}a.pdf`"
    assert resolve(read(body).html, lambda index: Target("/wrong/")) == (
        "<pre><code>[甲]({filename}x.md)\n</code></pre>\n<p><code>{static}a.pdf</code></p>"
    )


@pytest.mark.parametrize("written", ["{attach}a.pdf", "{tag}甲", "{category}乙", "|author|丙"])
def test_a_form_of_link_that_is_not_supported_is_an_error(written: str) -> None:
    outcome = read(f"一\n\n[甲]({written})")
    assert outcome.places == [("link-unsupported", 3, 5)]
    assert written not in outcome.html


def shown(body: str, *targets: Target) -> str:
    """Return the HTML of ``body``, its references leading to ``targets`` in their order."""
    return resolve(read(body).html, targets.__getitem__)


# (body, the targets of its references, HTML)
RESOLVED = [
    ("[甲](x.md)", [Target("/a/")], '<p><a href="/a/">甲</a></p>'),
    ("[甲](x.md '题')", [Target("/a/")], '<p><a href="/a/" title="题">甲</a></p>'),
    ("[甲](x.md)", [Target('/?a=1&b="2"')], '<p><a href="/?a=1&amp;b=%222%22">甲</a></p>'),
    ("[**甲**乙](x.md)丙", [Target("")], "<p><strong>甲</strong>乙丙</p>"),
    ("[甲](x.md '1 > 0')乙", [Target("")], "<p>甲乙</p>"),
    ("<a title='1 > 0' href=x.md>甲</a>乙", [Target("")], "<p>甲乙</p>"),
    (
        "[甲](x.md)[乙](y.md)[丙](z.md)",
        [Target(""), Target("/b/"), Target("")],
        '<p>甲<a href="/b/">乙</a>丙</p>',
    ),
    ("甲![乙](x.jpg)", [Target("/b.jpg")], '<p>甲<img alt="乙" src="/b.jpg"></p>'),
    (
        "甲![乙](x.jpg)",
        [Target("/b.jpg", 640, 480)],
        '<p>甲<img alt="乙" src="/b.jpg" width="640" height="480"></p>',
    ),
    (
        "[![乙](x.jpg)](y.md)",
        [Target(""), Target("/b.jpg", 6, 4)],
        '<p><img alt="乙" src="/b.jpg" width="6" height="4"></p>',
    ),
    (
        '甲<img title="2" alt="1" src="x.jpg">',
        [Target("/b.jpg", 6, 4)],
        '<p>甲<img title="2" alt="1" src="/b.jpg" width="6" height="4"></p>',
    ),
    ("[甲](https://example.org/)", [], '<p><a href="https://example.org/">甲</a></p>'),
]


@pytest.mark.parametrize(("body", "targets", "page"), RESOLVED)
def test_references_are_resolved(body: str, targets: list[Target], page: str) -> None:
    assert shown(body, *targets) == page


def test_thousands_of_pictures_without_address_do_not_slow_the_resolving() -> None:
    page = '<img alt="a">' * 3000 + '<img alt="b" src="\ufdd00\ufdd1">'
    steps = len(resolve(page, lambda index: Target("/c.jpg", 1, 1)))
    assert steps == len(page) + len('/c.jpg" width="1" height="1') - 3


# Ways to bring in the marks that stand for references.
FORGED = [
    "&#xFDD0;7&#xFDD1;",
    "&#64976;7&#64977;",
    "&#xfdd0;7&#xfdd1;",
    "&#XFDD0 7",
    "&#x00000FDD0;7&#x00000FDD1;",
    "&#00000064976;7&#00000064977;",
    "&#x" + "0" * 200 + "FDD0;7",
    "&#" + "0" * 5000 + "64976;7",
    "&&#0;#xFDD0;7",
    "&#&#0;xFDD0;7",
    "&#x&#0;FDD0;7",
    "&#xFD&#0;D0;7",
    "&#x" + "0" * 90 + "FDD&#1;0;7",
    "&#x&#1;&#2;FDD0;7",
    "&#&#1;64976;7",
    "&#6&#1;4976;7",
    "&#xF&#xFDD0;DD0;7",
    "&amp;#xFDD0;7",
    "&#38;#xFDD0;7",
]


@pytest.mark.parametrize("forged", FORGED, ids=[text[:20] for text in FORGED])
@pytest.mark.parametrize(
    "form",
    [
        "{}",
        "<div>{}</div>",
        "## {}",
        "[甲]({})",
        '<a href="{}">甲</a>',
        "<b title='{}'>甲</b>",
        '![{}](a.jpg "{}")',
        "`{}`",
        "|{}|b|\n|--|--|\n|{}|{}|",
        "甲[^1]\n\n[^1]: {}",
    ],
)
def test_nobody_can_write_the_mark_of_a_reference(form: str, forged: str) -> None:
    text = read(form.replace("{}", forged)).text
    assert text
    marks = re.findall("\ufdd0(\\d+)\ufdd1", text.html)
    assert marks == [str(index) for index in range(len(text.references))]
    assert not set("\ufdd0\ufdd1") & set(resolve(text.html, lambda index: Target("/a/")))


# (body, needles, line, column)
FINDS = [
    ("甲乙", ["乙"], 5, 2),
    ("甲\n\n乙", ["乙"], 7, 1),
    ("甲", ["乙"], 5, 1),
    ("甲", [""], 5, 1),
    ("甲\n乙", ["丙", "乙"], 6, 1),
    ("`乙`\n乙", ["乙"], 6, 1),
    ("``乙 ` 乙``\n乙", ["乙"], 6, 1),
    ("```\n乙\n```\n乙", ["乙"], 8, 1),
    ("~~~ x\n乙\n~~~\n乙", ["乙"], 8, 1),
    ("一个`反引号\n\n乙`", ["乙"], 7, 1),
]


@pytest.mark.parametrize(("body", "needles", "line", "column"), FINDS)
def test_a_text_is_found_outside_of_code(
    body: str, needles: list[str], line: int, column: int
) -> None:
    place = line_finder(body, 5)(*needles)
    assert (place.line, place.column) == (line, column)


def test_each_search_for_the_same_text_finds_the_next_place() -> None:
    find = line_finder("甲\n甲\n乙", 1)
    assert [find("甲").line, find("乙").line, find("甲").line, find("甲").line] == [1, 3, 2, 1]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("详见[公示]（lift-notice.md）。", ["full-width-link"]),
        ("！[食堂](canteen.jpg)", ["full-width-picture"]),
        ('！[食堂](images/a.PNG "午饭")', ["full-width-picture"]),
        ("！[食堂]（canteen.jpg）", ["full-width-link"]),
        ("快来报名吧！[点这里](form.md)", []),
        ("[官网]（https://example.org/）", ["full-width-link"]),
        ("会议通过了[2026]（第三号）文件。", []),
        ("`[公示]（lift-notice.md）`", []),
    ],
)
def test_a_link_typed_with_full_width_marks_is_pointed_out(body: str, found: list[str]) -> None:
    assert [rule for rule in read(body).rules if rule.startswith("full-width-")] == found
