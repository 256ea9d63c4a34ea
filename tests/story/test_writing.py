"""A header written back: one field changed, every other byte kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.errors import UsageError
from linli.story.entries import Scalar
from linli.story.fields import FieldTable
from linli.story.writing import set_field
from tests.story import quick, read, split

TABLE = FieldTable()

CLASSIC = "标题：停水通知\n日期: 2026-03-22\nTitle-less: x\n栏目 ：  社区\n责编:沈禾\n\n正文：一。\n标题：不是标题\n"
YAML = """\
---
# 备注：标题
title:  "停水"   # 主标题
'subtitle': 副题
日期：2026-03-22
栏目:社区
summary: ''
责编: 沈禾 # 值班
cover: {src: a.jpg}
tags:
  - 电梯
---

title: 不是标题
"""


@pytest.mark.parametrize(
    ("text", "key", "value", "old", "new"),
    [
        (CLASSIC, "title", "停电", "标题：停水通知", "标题：停电"),
        (CLASSIC, "标题", "a: b # c", "标题：停水通知", "标题：a: b # c"),
        (CLASSIC, "date", "2026-03-23 08:30", "日期: 2026-03-22", "日期: 2026-03-23 08:30"),
        (CLASSIC, "column", "服务", "栏目 ：  社区", "栏目 ：  服务"),
        (CLASSIC, "editors", "周岚", "责编:沈禾", "责编:周岚"),
        (CLASSIC, "title", "", "标题：停水通知", "标题："),
        (YAML, "title", "停电", '"停水"   # 主', "停电   # 主"),
        (YAML, "title", "a: b", '"停水"   # 主', "'a: b'   # 主"),
        (YAML, "title", "it's #1", '"停水"   # 主', "'it''s #1'   # 主"),
        (YAML, "title", "~", '"停水"   # 主', "'~'   # 主"),
        (YAML, "title", "null", '"停水"   # 主', "'null'   # 主"),
        (YAML, "title", "- 一", '"停水"   # 主', "'- 一'   # 主"),
        (YAML, "title", "*重点*", '"停水"   # 主', "'*重点*'   # 主"),
        (YAML, "title", "", '"停水"   # 主', "''   # 主"),
        (YAML, "subtitle", "新副题", "'subtitle': 副题", "'subtitle': 新副题"),
        (YAML, "date", "2026-03-23", "日期：2026-03-22", "日期：2026-03-23"),
        (YAML, "date", "2026-03-23 08:30", "日期：2026-03-22", "日期：'2026-03-23 08:30'"),
        (YAML, "column", "服务", "栏目:社区", "栏目:服务"),
        (YAML, "summary", "一句话。", "summary: ''", "summary: 一句话。"),
        (YAML, "editors", "周岚", "责编: 沈禾 #", "责编: 周岚 #"),
        ("标题：\n\n正文", "title", "停电", "标题：", "标题：停电"),
        ("标题:\n\n正文", "title", "停电", "标题:", "标题: 停电"),
        ("标题：停水", "title", "停电", "标题：停水", "标题：停电"),
        ("---\ntitle:\n---\n", "title", "停电", "title:", "title: 停电"),
        ("---\ntitle: # 待写\n---\n", "title", "停电", "title: #", "title: 停电 #"),
        ("---\ntitle: a\n---", "title", "b", "title: a", "title: b"),
        ("  标题：停水\n\n正文", "title", "停电", "标题：停水", "标题：停电"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "BOM"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_one_value_is_changed_and_every_other_byte_kept(
    text: str, key: str, value: str, old: str, new: str, mark: bytes, end: str
) -> None:
    before = mark + text.replace("\n", end).encode()
    expected = mark + text.replace(old, new, 1).replace("\n", end).encode()
    assert set_field(before, key, value, TABLE) == expected


@pytest.mark.parametrize(
    ("text", "key", "value", "expected"),
    [
        ("标题：停水\n\n正文", "来源", "甲", "标题：停水\n来源: 甲\n\n正文"),
        ("\n标题：停水\n\n正文", "来源", "甲", "\n标题：停水\n来源: 甲\n\n正文"),
        ("标题：停水\r\n\r\n正文", "来源", "甲", "标题：停水\r\n来源: 甲\r\n\r\n正文"),
        ("标题：停水\n", "来源", "甲", "标题：停水\n来源: 甲\n"),
        ("标题：停水", "来源", "甲", "标题：停水\n来源: 甲"),
        ("---\ntitle: a\n---\n正文", "来源", "甲", "---\ntitle: a\n来源: 甲\n---\n正文"),
        ("---\ntitle: a\n---", "date", "2026-03-22 8:30", "---\ntitle: a\ndate: '2026-03-22 8:30'\n---"),
        ("---\r\ntitle: a\r\n...\r\n", "来源", "甲", "---\r\ntitle: a\r\n来源: 甲\r\n...\r\n"),
        ("---\n配图: ![甲](a.jpg) # 旧\n---\n", "配图", "b.jpg", "---\n配图: b.jpg # 旧\n---\n"),
        ("---\n---\n正文", "来源", "甲", "---\n来源: 甲\n---\n正文"),
    ],
)  # fmt: skip
def test_a_field_that_is_not_there_is_added_as_the_last_line(
    text: str, key: str, value: str, expected: str
) -> None:
    assert set_field(text.encode(), key, value, TABLE) == expected.encode()


def test_of_two_names_of_one_field_the_one_that_was_named_is_changed() -> None:
    text = "作者：甲\n记者：乙\n\n正文"
    assert set_field(text.encode(), "记者", "丙", TABLE).decode() == text.replace("乙", "丙")
    assert set_field(text.encode(), "authors", "丙", TABLE).decode() == text.replace("甲", "丙")


def test_what_looks_like_a_line_end_and_is_none_is_kept() -> None:
    text = "标题：停\u2028水\x0b\n来源：甲\x85\n\n正\u2029文\n"
    changed = set_field(text.encode(), "source", "乙", TABLE).decode()
    assert changed == text.replace("甲\x85", "乙")


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("正文。", "title", "a"),
        ("", "title", "a"),
        ("---\ntitle: a\n正文", "title", "b"),
        ("---\ntitle: a: b\n---\n", "title", "b"),
        ("标题：停水\n\n正文", "title", "a\nb"),
        ("标题：停水\n\n正文", "title", "a\r日期：b"),
        ("标题：停水\n\n正文", "unknown", "a"),
        ("标题：停水\n    通知\n\n正文", "title", "a"),
        (YAML, "tags", "电梯"),
        (YAML, "cover", "b.jpg"),
        ("---\ntitle: |\n  a\n---\n", "title", "b"),
        ("---\ntitle: >-\n  a\n---\n", "title", "b"),
        ('---\ntitle: "a\n  b"\n---\n', "title", "b"),
        ("---\ntitle: a\n  b\n---\n", "title", "c"),
        ("---\n{title: a, date: b}\n---\n", "title", "c"),
        ("---\n? title\n: a\n---\n", "title", "c"),
    ],
)
def test_what_cannot_be_changed_in_place_is_refused(text: str, key: str, value: str) -> None:
    with pytest.raises(UsageError):
        set_field(text.encode(), key, value, TABLE)


def test_a_file_in_another_encoding_is_refused() -> None:
    with pytest.raises(UsageError, match="UTF-8"):
        set_field("标题：停水".encode("gb18030"), "title", "a", TABLE)


PLAIN = st.text(
    st.characters(exclude_categories=["C", "Zl", "Zp"])
    | st.sampled_from(":：#'\"-[]{}、 ~!&*|>%@"),
    max_size=20,
)
KEYS = ["标题", "title", "来源", "副题", "summary", "Source Url"]


@quick
@given(
    st.lists(st.tuples(st.sampled_from(KEYS[:4]), PLAIN), min_size=1, max_size=4),
    st.sampled_from(KEYS),
    PLAIN,
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["classic", "single", "double"]),
)
def test_any_value_can_be_set_in_any_header(
    entries: list[tuple[str, str]], key: str, value: str, end: str, form: str
) -> None:
    lines = [f"{name}: {_quoted(text, form)}" for name, text in entries]
    body = ["", "正文。", "标题：不是标题"]
    lines = [*lines, *body] if form == "classic" else ["---", *lines, "---", *body]
    before = end.join(lines)
    after = set_field(before.encode(), key, value, TABLE).decode()
    header, problems = split(after.replace("\r\n", "\n"))
    assert header is not None, problems
    old, new = before.split(end), after.split(end)
    changed = [line for line in new if line not in old]
    assert len(changed) <= 1, "one line at most is new"
    assert [line for line in old if line not in new][1:] == [], "one line at most is gone"
    assert new[-3:] == body
    same = [entry for entry in header.entries if TABLE.find(entry.key.text) is TABLE.find(key)]
    named = [entry for entry in same if entry.key.text == key]
    written = (named or same)[0].value
    assert isinstance(written, Scalar)
    assert written.text == value.strip()


def _quoted(text: str, form: str) -> str:
    if form == "classic":
        return text
    if form == "single":
        return "'" + text.replace("'", "''") + "'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def test_a_story_says_the_new_value() -> None:
    text = "标题：停水\n日期：2026-03-22\n栏目：社区\n责编：沈禾\n\n正文。\n"
    changed = set_field(text.encode(), "modified", "2026-03-23 08:30", TABLE).decode()
    story = read(changed).sure
    assert story.modified is not None
    assert story.modified.at.isoformat() == "2026-03-23T08:30:00+08:00"
