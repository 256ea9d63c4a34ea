"""What a contributor may not publish, however it is written; and that it is said where it stood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.text.safe import DEPTH_LIMIT, TAGS, Sanitizer, depth, removals, too_deep
from tests.text.readers import read

# (Markdown, the HTML, the rules that say what was taken out)
HOSTILE = [
    # programs
    ("<script>alert(1)</script>", "", ["html-removed"]),
    ("<SCRIPT SRC=//x.example/a.js></SCRIPT>", "", ["html-removed"]),
    ("<script/src='x'>alert(1)</script>", "<p>\n</p>", ["html-removed"]),
    ("甲<script>alert(1)</script>乙", "<p>甲乙</p>", ["html-removed"]),
    ("<noscript><p title='</noscript><script>1</script>'>", "", ["html-removed"]),
    ("<b onclick='alert(1)'>甲</b>", "<p><b>甲</b></p>", ["html-removed"]),
    ("<b ONCLICK=alert(1)>甲</b>", "<p><b>甲</b></p>", ["html-removed"]),
    ("<b title='>' onclick=a()>甲</b>", "<p><b>甲</b></p>", ["html-removed"]),
    ('<img src="a.jpg" alt="甲" onerror="alert(1)">', "", ["html-removed"]),
    ("甲\n{: onmouseover=alert(1) }", "<p>甲</p>", ["html-removed"]),
    # frames and things embedded
    ("<iframe src='https://video.example/1'></iframe>", "", ["html-removed"]),
    ("<iframe srcdoc='<b>1</b>'></iframe>", "", ["html-removed"]),
    ("<object data='a.swf'></object>", "", ["html-removed"]),
    ("<embed src='a.swf'>", "", ["html-removed"]),
    ("<video src='a.mp4'></video>", "", ["html-removed"]),
    ("<audio src='a.mp3'></audio>", "", ["html-removed"]),
    ("<x-player src='a'>甲</x-player>", "<p>甲</p>", ["html-removed"]),
    # styles
    ("<style>p{color:red}</style>", "", ["html-removed"]),
    ("<p style='color:red'>甲</p>", "<p>甲</p>", ["html-removed"]),
    ("<link rel=stylesheet href=//x.example/a.css>", "", ["html-removed"]),
    ("<font color=red>甲</font>", "<p>甲</p>", ["html-removed"]),
    # other languages inside HTML
    ("<svg><a href='javascript:1'>甲</a></svg>", "<p></p>", ["html-removed", "link-scheme"]),
    ("<svg/onload=alert(1)>", "<p></p>", ["html-removed"]),
    ("<math><mi>甲</mi></math>", "", ["html-removed", "html-removed"]),
    # what changes the page around it
    ("<base href='https://x.example/'>", "", ["html-removed"]),
    ("<meta http-equiv=refresh content='0;url=//x.example'>", "", ["html-removed"]),
    ("<form action='https://x.example/'><input name=a></form>", "", ["html-removed"] * 2),
    ("<button formaction='https://x.example/'>甲</button>", "<p>甲</p>", ["html-removed"]),
    ("<textarea>甲</textarea>", "甲", ["html-removed"]),
    ("<template><b>甲</b></template>", "", ["html-removed"]),
    # names by which scripts and styles of the page find their own elements
    ("<h2 id='linli-menu'>甲</h2>", "<h2>甲</h2>", []),
    ("<h2 id='a b\"'>甲</h2>", "<h2>甲</h2>", []),
    ("<p id='x' name='y'>甲</p>", "<p>甲</p>", []),
    ("<div class='masthead note'>甲</div>", '<div class="note">甲</div>', []),
    ("<p class='credit'>甲</p>", "<p>甲</p>", []),
    # numbers that are none
    ("<ol start='-1'><li>甲</li></ol>", "<ol><li>甲</li></ol>", []),
    ("<ol start='99999'><li>甲</li></ol>", "<ol><li>甲</li></ol>", []),
    ("<ol start='３'><li>甲</li></ol>", "<ol><li>甲</li></ol>", []),
    # what is no HTML after all
    ("`<script>`", "<p><code>&lt;script&gt;</code></p>", []),
    ("    <script>", "<pre><code>&lt;script&gt;\n</code></pre>", []),
    ("```\n<iframe onload=x>\n```", "<pre><code>&lt;iframe onload=x&gt;\n</code></pre>", []),
    ("&lt;script&gt;", "<p>&lt;script&gt;</p>", []),
    ("1 < 2 <3 and a<b", "<p>1 &lt; 2 &lt;3 and a&lt;b</p>", []),
    ("<!-- 甲 -->乙", "<p>乙</p>", []),
    ('[甲](https://example.org/ "see once=1")', "", []),
]


@pytest.mark.parametrize(("body", "shown", "rules"), HOSTILE, ids=[row[0] for row in HOSTILE])
def test_hostile_html(body: str, shown: str, rules: list[str]) -> None:
    outcome = read(body)
    assert outcome.rules == rules
    if shown:
        assert outcome.html == shown
    for word in (
        "script:",
        "onclick",
        "onerror",
        "onload=",
        "style=",
        "<iframe",
        "<svg",
        "x.example",
    ):
        assert word not in outcome.html.replace("&lt;iframe onload=x&gt;", "")


# (address as written in Markdown or HTML)
SCHEMES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;&#x61;vascript:alert(1)",
    "java&#10;script:alert(1)",
    "java&#x09;script:alert(1)",
    "java&Tab;script:alert(1)",
    "&#1;javascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html;base64,AAAA",
    "data:image/png;base64,AAAA",
    "file:///etc/passwd",
    "blob:https://example.org/1",
    "about:blank",
    "ftp://example.org/a",
    "C:\\a.md",
    "http://",
    "https:///example.org",
    "http://[",
    "https://example.org:port/",
]


@pytest.mark.parametrize("address", SCHEMES)
@pytest.mark.parametrize(
    "form",
    ["[甲](<{}>)", '<a href="{}">甲</a>', "<a title='1' href='{}'>甲</a>", "[甲][r]\n\n[r]: <{}>"],
)
def test_an_address_that_could_do_harm_leaves_its_text_only(address: str, form: str) -> None:
    outcome = read("引子。\n\n" + form.format(address))
    assert "href" not in outcome.html
    assert "甲" in outcome.html
    outside = address.startswith(("file:", "C:"))
    assert set(outcome.rules) - {"control-character"} == {
        "file-outside" if outside else "link-scheme"
    }


# (the address of a picture, the rule it breaks)
PICTURES = [
    ("javascript:1", "link-scheme"),
    ("mailto:a@b.c", "link-scheme"),
    ("#a", "link-scheme"),
    ("data:image/png;base64,A", "file-outside"),
    ("DATA:image/png;base64,A", "file-outside"),
    ("blob:https://example.org/1", "file-outside"),
    ("file:///C:/bus.jpg", "file-outside"),
    ("C:\\Users\\王芳\\bus.jpg", "file-outside"),
]


@pytest.mark.parametrize(("address", "rule"), PICTURES)
@pytest.mark.parametrize("form", ["甲![乙](<{}>)丙", '甲<img alt="乙" src="{}">丙'])
def test_a_picture_with_such_an_address_leaves_its_alternative_text_only(
    address: str, rule: str, form: str
) -> None:
    outcome = read(form.format(address))
    assert outcome.html == "<p>甲乙丙</p>"
    assert outcome.rules == [rule]


ALLOWED = [
    "https://example.org/",
    "HTTP://example.org/?a=1&b=2#c",
    "mailto:a@b.c",
    "tel:+86123",
    "#甲",
]


@pytest.mark.parametrize("address", ALLOWED)
def test_an_address_that_does_no_harm_stays(address: str) -> None:
    outcome = read(f"[甲]({address})")
    assert outcome.html == f'<p><a href="{address.replace("&", "&amp;")}">甲</a></p>'
    assert outcome.problems == []


# (body, where the problems are)
PLACES = [
    ("甲\n\n乙<script>1</script>", [("html-removed", 12, 2)]),
    (
        "<b onclick=a>甲</b>\n\n<b onclick=b>乙</b>",
        [("html-removed", 10, 4), ("html-removed", 12, 4)],
    ),
    ("`<script>`\n\n<script></script>", [("html-removed", 12, 1)]),
    ("```\n[甲](javascript:1)\n```\n\n[甲](javascript:1)", [("link-scheme", 14, 5)]),
    (
        "甲\n[甲](javascript:1) [乙](javascript:1)",
        [("link-scheme", 11, 5), ("link-scheme", 11, 23)],
    ),
    ('甲\n<a href="&#106;avascript:1">甲</a>', [("link-scheme", 11, 10)]),
    ("甲\n<a href=javascript:1>甲</a>", [("link-scheme", 11, 9)]),
    ("甲\n![乙](https://x.example/a.jpg)", [("external-image", 11, 6)]),
    (
        "<style>p{}</style>\n\n<div style='color:red'>甲</div>",
        [("html-removed", 10, 1), ("html-removed", 12, 6)],
    ),
    ("说到 style=a 的写法。\n\n<b style=a>甲</b>", [("html-removed", 12, 4)]),
    ("<b title=1\n style=a>甲</b>", [("html-removed", 11, 2)]),
    (
        "<b style=a>甲</b>\n\n<b style=a>乙</b>",
        [("html-removed", 10, 4), ("html-removed", 12, 4)],
    ),
    (
        "<styles>甲</styles>\n\n<style>p{}</style>",
        [("html-removed", 10, 1), ("html-removed", 12, 1)],
    ),
    ("甲\n<img src='https://x.example/?a=1&amp;b=2'>", [("external-image", 11, 11)]),
    ("甲\n<img data-src='https://x.example/?a=1&amp;b=2'>", [("external-image", 11, 16)]),
]


def taken(html: str) -> list[tuple[str, str]]:
    """Return the rules and the texts of what was taken out of ``html``."""
    return [(one.rule, one.text) for one in removals(html, ())]


@pytest.mark.parametrize(("body", "places"), PLACES)
def test_what_was_taken_out_is_said_where_it_stood(
    body: str, places: list[tuple[str, int, int]]
) -> None:
    assert read(body, first_line=10).places == places


def test_the_message_quotes_what_was_taken_out() -> None:
    (problem,) = read("<a href='java&#115;cript:alert(1)'>甲</a>").problems
    assert "“javascript:alert(1)”" in problem.what


# (Markdown, HTML): no page may load a picture from elsewhere
OUTSIDE = [
    ("![甲](https://x.example/a.jpg)", '<figure><a href="https://x.example/a.jpg">甲</a></figure>'),
    ("![甲](HTTPS://x.example/a.jpg)", '<figure><a href="HTTPS://x.example/a.jpg">甲</a></figure>'),
    ("![甲](//x.example/a.jpg)", '<figure><a href="https://x.example/a.jpg">甲</a></figure>'),
    (
        "乙![](http://x.example/a.jpg)",
        '<p>乙<a href="http://x.example/a.jpg">http://x.example/a.jpg</a></p>',
    ),
    ('乙<img alt=">" src="http://x.example/a">', '<p>乙<a href="http://x.example/a">&gt;</a></p>'),
    (
        '<img data-src="https://x.example/a.jpg" alt="甲">',
        '<p><a href="https://x.example/a.jpg">甲</a></p>',
    ),
    (
        '甲<img data-src="https://x.example/a">',
        '<p>甲<a href="https://x.example/a">https://x.example/a</a></p>',
    ),
    (
        "甲<IMG ALT='>' DATA-SRC='https://x.example/a'>",
        '<p>甲<a href="https://x.example/a">&gt;</a></p>',
    ),
    (
        '甲<img src="" data-original="https://x.example/a" alt="乙">',
        '<p>甲<a href="https://x.example/a">乙</a></p>',
    ),
    (
        '甲<img src="data:image/gif;base64,AA" data-src="https://x.example/a" alt="乙">',
        '<p>甲<a href="https://x.example/a">乙</a></p>',
    ),
    (
        "[![甲](https://x.example/a.jpg)](https://example.org/)",
        '<p><a href="https://example.org/">甲</a></p>',
    ),
]


@pytest.mark.parametrize(("body", "shown"), OUTSIDE)
def test_a_picture_on_another_server_becomes_a_link(body: str, shown: str) -> None:
    outcome = read(body)
    assert outcome.html == shown
    assert outcome.rules == ["external-image"]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("`<img data-src=a.jpg>`", "<p><code>&lt;img data-src=a.jpg&gt;</code></p>"),
        ('甲<img title=" data-src=a" src="mailto:a@b.c">', "<p>甲</p>"),
    ],
)
def test_what_only_looks_like_a_picture_that_is_loaded_later_is_left(body: str, shown: str) -> None:
    assert read(body).html == shown


def test_a_picture_of_this_site_that_was_to_be_loaded_later_is_one() -> None:
    text = read('甲<img data-src="images/a.jpg" src="https://x.example/1.gif" alt="乙">').text
    assert text
    assert text.references == (), "its own source counts"
    text = read('甲<img data-src="images/a.jpg" alt="乙">').text
    assert text
    assert [one.path for one in text.references] == ["images/a.jpg"]


@pytest.mark.parametrize(
    "body",
    ["<script src='app.js'></script>", "<iframe src='/map.html'></iframe>", "<link href='a.css'>"],
)
def test_what_a_removed_tag_pointed_to_is_no_reference(body: str) -> None:
    text = read(body).text
    assert text
    assert text.references == ()


def test_an_exception_in_a_decision_is_not_lost() -> None:
    def rule(tag: str, address: str) -> str | None:
        raise KeyError(address)

    sanitizer = Sanitizer()
    with pytest.raises(KeyError, match=r"https://example\.org/"):
        sanitizer.clean('<a href="https://example.org/">甲</a>', rule)
    assert sanitizer.clean("<b>甲</b>", rule) == "<b>甲</b>"


# (HTML, how deep it nests)
DEPTHS = [
    ("", 0),
    ("<b>甲</b>", 1),
    ("<p><b><i>甲</i></b></p><p>", 3),
    ("<br><br><br><hr><img>", 0),
    ("</b></b><b>", 1),
    ("<div></x><div></x><div>", 3),
    ("<div><b></div><div><b>", 2),
    ("<p><p><p>", 1),
    ("<li><li><ul><li>", 3),
    ("<DIV></div><DIV>", 1),
]


@pytest.mark.parametrize(("page", "deep"), DEPTHS)
def test_depth(page: str, deep: int) -> None:
    assert depth(page) == deep


NESTED = st.lists(
    st.tuples(
        st.sampled_from(["<div>", "<b>", "<p>", "<i><u>", "</div>", "</b>", "<br>", "< ", "甲"]),
        st.integers(1, 80),
    ).map(lambda part: part[0] * part[1]),
    max_size=8,
).map("".join)


@given(NESTED)
def test_counting_brackets_never_hides_a_text_that_nests_too_deep(html: str) -> None:
    assert too_deep(html) is (depth(html) > DEPTH_LIMIT)


@pytest.mark.parametrize("tag", sorted(TAGS))
def test_what_hides_behind_a_tag_of_the_list_is_found(tag: str) -> None:
    assert removals(f"<{tag}>甲</{tag}>", ()) == []
    assert taken(f"<{tag}><x-a>") == [("html-removed", "<x-a")]
    assert taken(f"<{tag} onclick=a()>") == [("html-removed", "onclick")]
    assert taken(f"<{tag}x>") == [("html-removed", f"<{tag}x")] or f"{tag}x" in TAGS
    assert taken(f'<{tag} title="<b>" style=a>') == [("html-removed", "style")]


# (body, tags that are pointed out, with their lines)
LEFT_OPEN = [
    ("甲\n\n<b>乙\n\n丙", [("tag-left-open", 3)]),
    ("<span>甲<i>乙</span>", [("tag-left-open", 1)]),
    ("甲\n<u>乙</u>\n\n<u>丙", [("tag-left-open", 4)]),
    ("<b>甲</b></b>\n\n乙<b>丙", [("tag-left-open", 3)]),
    ("甲\n\n<pre>乙", [("tag-left-open", 3)]),
    ("<b>甲</b>\n\n乙\n\n<b>丙\n\n丁", [("tag-left-open", 5)]),
    ("<b>甲\n\n丙<b>乙</b>", [("tag-left-open", 1)]),
    ("<b>甲</b><I>乙</i>", []),
    ("甲<br>乙<b>丙</b>", []),
    ("`<b>` 和 &lt;b>", []),
    ("```\n<b>\n```", []),
    ("甲</b>", []),
    ("<p>甲<p>乙", []),
    ("1 <b 2", []),
]


@pytest.mark.parametrize(("body", "told"), LEFT_OPEN, ids=[row[0] for row in LEFT_OPEN])
def test_a_tag_that_is_never_closed_is_pointed_out(body: str, told: list[tuple[str, int]]) -> None:
    assert [(rule, line) for rule, line, _ in read(body).places] == told
