"""What the short way reads of a header is what all of YAML says of it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from linli.problems import Notebook
from linli.story.entries import Scalar, Sequence
from linli.story.fields import FieldTable
from linli.story.yaml_form import read_yaml
from linli.story.yaml_plain import read_plain

TABLE = FieldTable()


def check(lines: list[str]) -> bool:
    """Compare both ways; say whether the short one was taken."""
    found = read_plain(lines, 2, TABLE)
    if found is None:
        return False
    notebook = Notebook("zh")
    assert read_yaml(lines, 2, "a.md", TABLE, notebook) == found
    assert notebook.problems == []
    return True


PLAIN = [
    "标题: 水停了", "日期: 2026-03-22 08:30", "标签: [水, 电梯]", "记者: [王某(区融媒体中心)]", "原文链接: https://a.example/b?c=d&e#f",
    '配图: ![水](images/a.png "水停了。")', "cover: ![it's](a.png)  ", "title: A word, and [another]", "k-e y: “水”", "x: 1", "摘要: 水：停了   ", "",
    "来源: （甲）a@b % c | d > e ! f ` g", "标签: [《水》, a b, 2026-03-22, A.B]", "标题: null", "标签: [null, Null]", "编 辑: 甲",
]  # fmt: skip
OTHER = [
    "标题：水", "标题:水", "标题: '水'", '标题: "水"', "标题: 水 # 停", "标题: 水: 停", "标题: 水:", "标题:", "- 水", "  水", "\t水", "# 水", "标题: &a 水",
    "标题: *a", "标题: !t 水", "标题: |", "标题: >", "标题: {a: b}", "标签: [水, [电]]", "标签: [水", "标签: [水,电]", "标签: []", "标签: [水: 电]",
    "标签: ['水']", "标题: ![水](a.png)", "配图: ![水](a.png) # 停", "? 水", "%YAML 1.2", "...", "---", "~: 水", "null: 水", "水", "标题 : 水", "标题:\t水",
    "标题: 水\t停", "标题: 水\x85停", "标题: 水\u2028停", "标题: @水", "标题: `水", "标题: -", "标题: - 水", "标题: ?", "<<: 水", "　标题: 水", "标题: \x07",
]  # fmt: skip


@pytest.mark.parametrize("line", PLAIN)
def test_plain_lines_are_read_the_short_way(line: str) -> None:
    assert check(["标题: 甲", line, "来源: 乙"])


@pytest.mark.parametrize("line", OTHER)
def test_all_other_lines_are_left_to_yaml(line: str) -> None:
    assert not check(["标题: 甲", line, "来源: 乙"])


def test_values_stand_where_they_were_written() -> None:
    entries = read_plain(["标签: [水, 电梯]", "", "配图: ![水](a.png)"], 2, TABLE)
    assert entries
    tags, cover = (entry.value for entry in entries)
    assert isinstance(tags, Sequence)
    assert isinstance(cover, Scalar)
    assert [(item.place.line, item.place.column) for item in tags.items] == [(2, 6), (2, 9)]
    assert (cover.text, cover.place.line, cover.place.column) == ("![水](a.png)", 4, 5)


KEYS = st.sampled_from(
    ["标题", "title", "标签", "配图", "cover", "k-e y", "a.b", "编 辑", "null", "x", "k_1"]
)
GAPS = st.sampled_from([": ", ": ", ": ", ":", ":  ", "：", " : ", ":\t"])
PIECES = st.sampled_from([
    "水", "停了", "a b", "1", "2026-03-22", "08:30", "，", "。", "：", ":", ": ", "#", " #", "[", "]", ", ", ",", "、", "（", "）", "(", ")", "“", "”", "《",
    "'", '"', "!", "![", "](a.png)", "&", "*", "|", ">", "%", "@", "`", "?", "-", "- ", "~", "null", "{", "}", "=", "<<", " ", "  ", "\t", "\u3000", "\xa0",
    "\x85", "\u2028", "\ufeff", "\ufdd0", "😀", "\U000e0001", "…", "\\", "/", ".", "_", "+", "^", "$",
])  # fmt: skip
LISTS = st.lists(st.lists(PIECES, min_size=1, max_size=3).map("".join), min_size=1, max_size=4)
VALUES = st.one_of(
    st.lists(PIECES, max_size=5).map("".join), LISTS.map(lambda items: f"[{', '.join(items)}]")
)
LINES = st.one_of(
    st.sampled_from(PLAIN),
    st.sampled_from(PLAIN),
    st.sampled_from(OTHER),
    st.tuples(KEYS, GAPS, VALUES).map("".join),
    st.tuples(KEYS, st.just(": "), st.sampled_from("水a1（["), VALUES).map("".join),
)


@settings(max_examples=600, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=5))
@example(["标题: 水 "])
@example(["标题: 水\u3000"])
@example(["标签: [水 , 电]"])
def test_any_header_is_read_as_all_of_yaml_reads_it(lines: list[str]) -> None:
    check(lines)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=12), st.text(max_size=12))
def test_any_text_as_a_value_is_read_as_all_of_yaml_reads_it(before: str, after: str) -> None:
    check([f"标题: 水{before}".replace("\n", ""), f"标签: [水, 水{after}]".replace("\n", "")])


@pytest.mark.parametrize(
    ("header", "loaded"),
    [
        ("---\n标题: 水\n标签: [水, 电]\n---\n", False),
        ("标题：水\n标签：水、电\n\n", False),
        ("---\n标题: '水'\n---\n", True),
    ],
)
def test_only_a_header_that_needs_all_of_yaml_loads_it(header: str, *, loaded: bool) -> None:
    code = (
        "import sys; from linli.story.header import split; from linli.story.fields import FieldTable;"
        f"from linli.problems import Notebook; assert split({header!r}, 'a', FieldTable(), Notebook('zh'));"
        f"assert ('ruamel.yaml' in sys.modules) is {loaded}"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
