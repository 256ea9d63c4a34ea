"""A file's text into header and body, in both forms; everything has its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.story.entries import Mapping, Scalar, Sequence, Value
from tests.factories import article
from tests.story import quick, read, split
from tests.tables import cases

if TYPE_CHECKING:
    from tests.factories import Paper


def texts(text: str) -> dict[str, str]:
    """Return the keys and one-line values of a header that must be without problems."""
    header, problems = split(text)
    assert header is not None, problems
    assert problems == []
    return {entry.key.text: plain(entry.value) for entry in header.entries}


def plain(value: Value) -> str:
    assert isinstance(value, Scalar), f"expected a text, got {value}"
    return value.text


# The classic form


@pytest.mark.parametrize(
    ("line", "key", "value", "key_column", "value_column"),
    [
        ("Title: 停水通知", "Title", "停水通知", 1, 8),
        ("标题: 停水通知", "标题", "停水通知", 1, 5),
        ("标题：停水通知", "标题", "停水通知", 1, 4),
        ("标题:停水通知", "标题", "停水通知", 1, 4),
        ("title:停水通知", "title", "停水通知", 1, 7),
        ("标题：　停水通知", "标题", "停水通知", 1, 5),
        ("标题 ： 停水通知  ", "标题", "停水通知", 1, 6),
        ("  标题：停水通知", "标题", "停水通知", 3, 6),
        ("     标题：停水通知", "标题", "停水通知", 6, 9),
        ("标　题：停水通知", "标　题", "停水通知", 1, 5),
        ("source url: https://a.example/?b=c:d", "source url", "https://a.example/?b=c:d", 1, 13),
        ("标题：通知：明天停水", "标题", "通知：明天停水", 1, 4),
        ("标题: # 三", "标题", "# 三", 1, 5),
        ('标题："停水"', "标题", '"停水"', 1, 4),
        ("标题：", "标题", "", 1, 4),
    ],
)
def test_a_classic_line_has_key_value_and_places(
    line: str, key: str, value: str, key_column: int, value_column: int
) -> None:
    header, problems = split(f"{line}\n\n正文。")
    assert header is not None, problems
    [entry] = header.entries
    assert isinstance(entry.value, Scalar)
    assert (entry.key.text, entry.value.text) == (key, value)
    assert (entry.key.place.line, entry.key.place.column) == (1, key_column), "where the key stands"
    assert (entry.value.place.line, entry.value.place.column) == (1, value_column)


def test_a_classic_header_ends_at_the_first_empty_line() -> None:
    header, problems = split("\n\n标题：停水\n日期：2026-03-22\n　\n正文。\n\n责编：沈禾\n")
    assert header is not None, problems
    assert [entry.key.place.line for entry in header.entries] == [3, 4]
    assert header.body == "正文。\n\n责编：沈禾\n"
    assert header.body_line == 6


@pytest.mark.parametrize("indent", ["    ", "\t", "      "])
def test_an_indented_line_continues_the_value_above(indent: str) -> None:
    assert texts(f"摘要：第一行\n{indent}第二行\n标题：停水\n\n正文") == {
        "摘要": "第一行\n第二行",
        "标题": "停水",
    }


def test_a_value_may_begin_on_the_next_line() -> None:
    assert texts("标签：\n    电梯\n    养老\n\n正文") == {"标签": "电梯\n养老"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("来源：甲\n    状态：草稿\n\n正文", 2),
        ("来源：甲\n\t失效: 2026-03-25\n\n正文", 2),
        ("摘要：第一行\n    第二行\n    Status: draft\n\n正文", 3),
        ("---\n来源: 甲\n  状态：草稿\n---\n", 3),
        ("---\n来源: 甲\n  status:draft\n---\n", 3),
    ],
)
def test_an_indented_line_that_names_a_field_is_an_error(text: str, line: int) -> None:
    problems = split(text).problems
    assert [(problem.rule, problem.line) for problem in problems] == [("header-indent", line)]


@pytest.mark.parametrize(
    "text",
    [
        "摘要：第一行\n    时间：不是字段\n\n正文",
        "---\nsummary: |\n  来源：甲\n---\n",
        "---\ncover:\n  摄影: 甲\n---\n",
        "---\nsource: 甲\n# 状态：草稿\n---\n",
    ],
)
def test_an_indented_line_that_is_meant_as_it_stands_is_none(text: str) -> None:
    assert split(text).problems == []


@pytest.mark.parametrize("line", ["今天上午停水。", "　　今天上午停水。", "---", "- 一"])
def test_a_line_without_a_colon_is_named_and_not_taken_for_a_value(line: str) -> None:
    header, problems = split(f"标题：停水\n责编：沈禾\n{line}\n\n正文")
    assert [(problem.rule, problem.line) for problem in problems] == [("header-line", 3)]
    assert header is not None
    assert [plain(entry.value) for entry in header.entries] == ["停水", "沈禾"]


def test_a_paragraph_right_below_the_header_is_not_swallowed() -> None:
    rules = read(article("").rstrip("\n") + "\n　　今天上午，社区：停水。\n").rules
    assert rules[0] == "unknown-field", f"the paragraph is not part of the field above it: {rules}"


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("", "empty-file", 0),
        ("\n \n　\n", "empty-file", 0),
        ("今天上午停水。", "no-header", 1),
        ("\n\n# 停水通知\n", "no-header", 3),
        ("【停水】：通知", "no-header", 1),
        ("今天上午，他说：停水", "no-header", 1),
        ("： 停水", "no-header", 1),
        ("   : 停水", "no-header", 1),
        (f"{'长' * 41}：停水", "no-header", 1),
        ("<!-- 标题：停水 -->", "no-header", 1),
        ("标题" + "：" + "长" * 65536, "header-too-large", 1),
        ("---\n标题: " + "长" * 65536 + "\n---\n", "header-too-large", 1),
        ("---\n标题: 停水\n\n正文", "header-open", 1),
        ("\n---\n", "header-open", 2),
        ("---\n标题: 停水\n ---\n正文", "header-open", 1),
        ("---\n标题: 停水\n----\n正文", "header-open", 1),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else str(value),
)
def test_a_text_without_a_readable_header_is_refused(text: str, rule: str, line: int) -> None:
    header, problems = split(text)
    assert header is None
    assert [(problem.rule, problem.line) for problem in problems] == [(rule, line)]


# The YAML form


@pytest.mark.parametrize(("source", "key", "text", "line", "column"), cases("yaml", "Read"))
def test_a_yaml_value_is_read_as_text_with_its_place(
    source: str, key: str, text: str, line: str, column: str
) -> None:
    header, problems = split(f"---\n{source}\n---\n正文")
    assert header is not None, problems
    [entry] = header.entries
    assert entry.key.text == key
    assert plain(entry.value) == text
    assert (entry.value.place.line, entry.value.place.column) == (int(line), int(column))


@pytest.mark.parametrize(("source", "rule", "line", "column", "says"), cases("yaml", "Refused"))
def test_what_a_header_does_not_need_of_yaml_is_refused(
    source: str, rule: str, line: str, column: str, says: str
) -> None:
    header, problems = split(f"---\n{source}\n---\n正文")
    assert header is None, "nothing of it is used"
    [problem] = problems
    assert (problem.rule, problem.line, problem.column) == (rule, int(line), int(column))
    assert says in problem.what + problem.why + problem.fix


@pytest.mark.parametrize(("source", "line", "column", "quote", "other"), cases("yaml", "Quotes"))
@pytest.mark.parametrize("lang", ["zh-Hans", "en"])
def test_a_quote_that_closes_inside_of_its_value_is_named_with_the_cure(
    source: str, line: str, column: str, quote: str, other: str, lang: str
) -> None:
    header, problems = split(f"---\n{source}\n---\n正文", lang=lang)
    assert header is None, "nothing of it is used"
    [problem] = problems
    assert (problem.rule, problem.line, problem.column) == ("yaml-quote", int(line), int(column))
    assert f" {quote} " in problem.fix or f" {quote}," in problem.fix
    assert f" {other}" in problem.fix


@pytest.mark.parametrize(
    "source", ["标题: '\"邻里节\"开幕'", "标题: “邻里节”开幕", "标题: '\"a\" b'"]
)
def test_the_cures_for_such_a_quote_are_read(source: str) -> None:
    header, problems = split(f"---\n{source}\n---\n正文")
    assert header is not None, problems
    assert problems == []


def test_the_reason_of_the_yaml_parser_is_said_in_english_alone() -> None:
    source = "---\n标题: 通知: 明天\n---\n"
    [chinese], [english] = split(source, lang="zh-Hans").problems, split(source).problems
    assert "mapping values" in english.what
    assert "mapping values" not in chinese.what + chinese.why + chinese.fix


@pytest.mark.parametrize(("source", "comment", "line", "column"), cases("yaml", "Lost comments"))
def test_what_yaml_takes_for_a_comment_is_said(
    source: str, comment: str, line: str, column: str
) -> None:
    header, problems = split(f"---\n{source}\n---\n正文")
    assert header is not None, problems
    [problem] = problems
    assert (problem.rule, problem.line, problem.column) == ("yaml-comment", int(line), int(column))
    assert comment in problem.what
    assert problem.severity == "warning"


@pytest.mark.parametrize("source", cases("yaml", "Kept comments"))
def test_a_remark_and_a_quoted_mark_are_no_lost_comments(source: str) -> None:
    assert split(f"---\n{source}\n---\n正文").problems == []


def test_yaml_lists_and_mappings_keep_the_place_of_each_part() -> None:
    header, problems = split(
        "---\ntags:\n  - 电梯\n  - 养老\ncover: {src: a.jpg, alt: 电梯}\n---\n"
    )
    assert header is not None, problems
    tags, cover = (entry.value for entry in header.entries)
    assert isinstance(tags, Sequence)
    assert isinstance(cover, Mapping)
    assert [(plain(item), item.place.line, item.place.column) for item in tags.items] == [
        ("电梯", 3, 5),
        ("养老", 4, 5),
    ]
    assert [(key.text, plain(item), item.place.column) for key, item in cover.pairs] == [
        ("src", "a.jpg", 14),
        ("alt", "电梯", 26),
    ]


@pytest.mark.parametrize("depth", [5, 7, 50, 20_000])
def test_deep_nesting_is_refused_in_no_time(depth: int) -> None:
    header, problems = split(f"---\ntags: {'[' * depth}a{']' * depth}\n---\n")
    if depth == 5:
        assert header is not None, problems
    else:
        assert [problem.rule for problem in problems] == ["header-deep"]


@pytest.mark.parametrize("fence", ["---", "---  ", "...", "---\t"])
def test_a_fence_may_be_followed_by_spaces_or_be_dots(fence: str) -> None:
    header, problems = split(f"---  \n标题: 停水\n{fence}\n正文。\n")
    assert header is not None, problems
    assert (header.body, header.body_line) == ("正文。\n", 4)


def test_a_second_fence_belongs_to_the_body() -> None:
    header, problems = split("---\n标题: 停水\n---\n\n正文。\n\n---\n\n再说一句。")
    assert header is not None, problems
    assert header.body == "\n正文。\n\n---\n\n再说一句。"


def test_an_empty_yaml_header_says_what_is_missing() -> None:
    reading = read("---\n---\n\n正文。")
    assert set(reading.rules) == {"missing-field"}


@pytest.mark.parametrize(
    ("escape", "code"),
    [("\\a", "U+0007"), ("\\u202e", "U+202E"), ("\\ud800", "U+D800"), ("\\0", "U+0000")],
)
def test_control_characters_written_as_yaml_escapes_are_taken_out_and_said(
    escape: str, code: str
) -> None:
    header, problems = split(f'---\ntitle: "停{escape}水"\n---\n')
    assert header is not None
    assert plain(header.entries[0].value) == "停水"
    [problem] = problems
    assert (problem.rule, problem.line, problem.column) == ("control-character", 2, 8)
    assert code in problem.what


# Through the desk: bytes


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "BOM"])
@pytest.mark.parametrize("yaml", [False, True], ids=["classic", "yaml"])
def test_line_ends_and_byte_order_mark_change_nothing(
    paper: Paper, yaml: bool, mark: str, end: str
) -> None:
    text = article("第一段。\n\n第二段。", yaml=yaml, 序号="第三")
    paper.write("articles/a.md", (mark + text.replace("\n", end)).encode())
    _, problems = paper.read("articles/a.md")
    [problem] = problems
    assert problem.rule == "bad-number", "the one fault that was planted"
    assert (problem.line, problem.column) == ((7, 5) if yaml else (6, 4))
    story = paper.story(mark + article(yaml=yaml).replace("\n", end))
    assert story.title == "榆树里装上电梯"


# Properties

FRAGMENTS = [
    "---", "\n", "\n\n", "...", "标题", "日期", "title", "责编", "corrections", "cover", "：", ":", ": ", "#", " #",
    "[", "]", "{", "}", "&a", "*a", "!!str ", "<<: ", "? ", "- ", " ", "    ", "\t", "　", "'", '"', "|", ">",
    "%YAML 1.1", "\\x00", "\\ud800", "2026-03-22", "、", "\u2028", "\x85", "\ufeff", "\x0b", "\x1c",
]  # fmt: skip
ANY_TEXT = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=4), max_size=30).map("".join)


def fenced(text: str) -> str:
    return f"---\n{text}\n---\n正文"


@quick
@given(ANY_TEXT | ANY_TEXT.map(fenced) | ANY_TEXT.map(lambda text: f"标题：{text}"))
def test_any_text_is_read_or_refused_at_a_place_inside_the_file(text: str) -> None:
    lines = re.split("\r\n|\r|\n", text)
    for problem in read(text).problems:
        assert 0 <= problem.line <= len(lines), f"{problem} in {text!r}"
        assert problem.line or not problem.column
        if problem.line and problem.rule != "control-character":
            assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, f"{problem} in {text!r}"


@quick
@given(ANY_TEXT | ANY_TEXT.map(fenced) | ANY_TEXT.map(lambda text: f"标题：{text}"))
def test_every_key_stands_where_it_is_said_to_stand(text: str) -> None:
    clear = "".join(char for char in text if char.isprintable() or char in "\n\t　")
    header, _ = split(clear)
    lines = clear.split("\n")
    for entry in header.entries if header else ():
        line = lines[entry.key.place.line - 1][entry.key.place.column - 1 :]
        quoted = line[:1] in {"'", '"', "|", ">"}
        alone = line.startswith("? ") or not entry.key.text or "\n" in entry.key.text
        spaced = "  " in entry.key.text or "\t" in line
        assert quoted or alone or spaced or line.startswith(entry.key.text), (clear, entry)


LINE = st.text(
    st.characters(exclude_categories=["C", "Zl", "Zp"]) | st.sampled_from(":：#'\"-[]{}、 "),
    max_size=30,
)
KEYS = st.sampled_from(["标题", "title", "日期", "Source URL", "责编", "摘要", "tags"])
ENTRIES = st.lists(st.tuples(KEYS, LINE), min_size=1, max_size=6)
BODY = st.lists(LINE | st.sampled_from(["", "---", "标题：停水", "title: x"]), max_size=6).map(
    "\n".join
)


@quick
@given(ENTRIES, BODY)
def test_classic_header_and_body_never_leak_into_each_other(
    entries: list[tuple[str, str]], body: str
) -> None:
    header, problems = split("\n".join([*(f"{key}：{line}" for key, line in entries), "", body]))
    assert header is not None, problems
    assert problems == []
    assert [(entry.key.text, plain(entry.value)) for entry in header.entries] == [
        (key, line.strip()) for key, line in entries
    ]
    assert header.body == body
    assert header.body_line == len(entries) + 2


@quick
@given(ENTRIES, BODY)
def test_yaml_header_and_body_never_leak_into_each_other(
    entries: list[tuple[str, str]], body: str
) -> None:
    quoted = [f"{key}: '{line.replace(chr(39), chr(39) * 2)}'" for key, line in entries]
    header, problems = split("\n".join(["---", *quoted, "---", body]))
    assert header is not None, problems
    assert problems == []
    assert [(entry.key.text, plain(entry.value)) for entry in header.entries] == [
        (key, line.strip()) for key, line in entries
    ]
    assert header.body == body
    assert header.body_line == len(entries) + 3
