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
    "标题: '水'", '标题: "水"', '标题: "水：停了, [a] & {b}: c"  ', "标题: ' it is \"so\" '", "标题: ''", "标题: \"null\"", "标题: ★水", "cover: /images/a.png", "标题: (甲)", "标题:", "标题:  ",
    "# 水: 停 # 了", "#水", "标签: [水,电]", "标签: []", "标签: [ ]", "标签: ['水']", '标签: [ "水, 电" , 电, \'] [\' ] ', "标签: [★]", "标题: …",
]  # fmt: skip
OTHER = [
    "标题：水", "标题:水", "标题: 水 # 停", "标题: 水: 停", "标题: 水:", "- 水", "  水", "\t水", "标题: &a 水",
    "标题: '水' # 停", "标题: 'it''s'", r'标题: "水\u0020"', '标题: "水', "标题: \"水\" 停", "标签: ['水' 电]", "标题: \"第 #3 期\"", "标签: [水, '水 #3']", "标签: [水,, 电]", "标签: [水, ]", " # 水", "标题: +1",
    "标题: *a", "标题: !t 水", "标题: |", "标题: >", "标题: {a: b}", "标签: [水, [电]]", "标签: [水", "标签: [水: 电]",
    "标题: ![水](a.png)", "配图: ![水](a.png) # 停", "? 水", "%YAML 1.2", "...", "---", "~: 水", "null: 水", "水", "标题 : 水", "标题:\t水",
    "标题: 水\t停", "标题: 水\x85停", "标题: 水\u2028停", "标题: @水", "标题: `水", "标题: -", "标题: - 水", "标题: ?", "<<: 水", "　标题: 水", "标题: \x07",
]  # fmt: skip


@pytest.mark.parametrize("line", PLAIN)
def test_plain_lines_are_read_the_short_way(line: str) -> None:
    assert check(["标题: 甲", line, "来源: 乙"])


@pytest.mark.parametrize("line", OTHER)
def test_all_other_lines_are_left_to_yaml(line: str) -> None:
    assert not check(["标题: 甲", line, "来源: 乙"])


GROUPS = [
    ["标签:", "- 水", "- 电梯"], ["标签:", "  - 水", "", "# 注", "  - \"电 梯\"  ", "  - [a, 'b, c']"], ["标签: ", "   -   水"], ["标签:", "- null", "- 16:30", "- a#b", "- (甲)"],
    ["配图:", "  src: images/a.png", "  alt: '水: 停'", "", "  图说: 水停了。"], ["转载:", "    标题: 水", "    标签: [a, b]", "#", "    网址: https://a.example/b?c#d"], ["标题:", "", "# 注"],
]  # fmt: skip
UNCLEAR = [
    ["标签:", "- 水", "  - 电"], ["标签:", "  - 水", "- 电"], ["标签:", "- 水: 电"], ["标签:", "- - 水"], ["标签:", "-"], ["标签:", "- "], ["标签:", "-水"], ["标签:", "- 水", "  电"], ["标签: 甲", "- 水"],
    ["标签:", "- &a 水"], ["标签:", "- *a"], ["标签:", "- !t 水"], ["标签:", "- ![水](a.png)"], ["标签:", "- 水 # 停"], ["标签:", "- |", "  水"], ["标签:", "  - 水", "  电: 丙"], ["标签: [水]", "  电: 丙"],
    ["配图:", "  src: a.png", "   alt: 水"], ["配图:", "  src:", "    a: b"], ["配图:", "  src:"], ["配图:", "  null: 水"], ["配图:", "  src：a.png"], ["配图:", "  src:a.png"], ["配图:", "  标题:水"],
    ["配图:", "  <<: 水"], ["标题:", "  水"], ["标题: 水", "  停"], ["配图:", "  src: a.png", "  - 水"], ["标题: |", "  水"], ["标题: >-", "  水"], ["标题:", "  'a': 水"], ["标题:", "   "], ["标题:", " # 注"],
]  # fmt: skip


@pytest.mark.parametrize("lines", GROUPS)
def test_points_and_keys_under_a_key_are_read_the_short_way(lines: list[str]) -> None:
    assert check(["标题: 甲", *lines, "来源: 乙"])
    assert check(lines)


@pytest.mark.parametrize("lines", UNCLEAR)
def test_what_else_stands_under_a_key_is_left_to_yaml(lines: list[str]) -> None:
    assert not check(["标题: 甲", *lines, "来源: 乙"])
    assert not check(lines)


@pytest.mark.parametrize("key", ["标签: [", "标签:\n- [", "配图:\n  图说: ["])
def test_a_list_without_an_end_is_given_up_at_once(key: str) -> None:
    lines = f"{key}{'甲a, ' * 5000}".split(
        "\n"
    )  # for ever, where an item could be read in two ways
    assert read_plain(lines, 2, TABLE) is None


def test_nothing_stands_behind_its_colon() -> None:
    lines = ["标题:  ", "", "来源 : ", "标签：", "记者: 甲"]
    for read in (read_plain(lines[:2], 2, TABLE), read_yaml(lines, 2, "a.md", TABLE, Notebook("zh"))):  # fmt: skip
        assert read
        places = [
            tuple(one.value.place) for one in read if one.value == Scalar("", one.value.place)
        ]
        assert places == [(2, 4), (4, 4), (5, 4)][: len(places)]
        assert len(places) in (1, 3)


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


INDENTS = st.sampled_from(["", "", "  ", "  ", "    ", " "])
STARTS = st.sampled_from(
    ["- ", "- ", "- ", "src: ", "alt: ", "标题: ", "-  ", "-", "src:", "# ", ""]
)
INNER = st.one_of(
    st.lists(PIECES, max_size=4).map("".join),
    st.sampled_from(["水", "'水'", '"水: a"', "[a, b]", "水 #", "null", "''", "水：电"]),
)
BELOW = st.lists(st.tuples(INDENTS, STARTS, INNER).map("".join), min_size=1, max_size=3)
SAME = st.tuples(
    INDENTS,
    STARTS,
    st.lists(INNER, min_size=1, max_size=3),
).map(lambda one: [f"{one[0]}{one[1]}{inner}" for inner in one[2]])


@settings(max_examples=600, deadline=None)
@given(st.lists(st.tuples(LINES, st.one_of(BELOW, SAME, st.just([]))), min_size=1, max_size=3))
def test_whatever_stands_under_a_key_is_read_as_all_of_yaml_reads_it(groups: list[tuple[str, list[str]]]) -> None:  # fmt: skip
    check([line for head, below in groups for line in (head, *below)])
    keyed = [line for head, below in groups for line in (f"{head.partition(':')[0]}:", *below)]
    check(keyed)


QUOTED = st.sampled_from("\"'").flatmap(
    lambda mark: st.lists(PIECES, max_size=4).map(lambda inner: f"{mark}{''.join(inner)}{mark}")
)


@settings(max_examples=600, deadline=None)
@given(st.lists(QUOTED, min_size=1, max_size=4), GAPS, st.sampled_from(["", " ", " # a", "a"]))
def test_any_quoted_text_is_read_as_all_of_yaml_reads_it(texts: list[str], gap: str, end: str) -> None:  # fmt: skip
    check([f"标题{gap}{texts[0]}{end}", f"标签: [{', '.join(texts)}{end}]{end}", f"记者:{gap}[{','.join(texts)}]"])  # fmt: skip
    check(["标签:", *(f"- {text}{end}" for text in texts)])
    check(["配图:", *(f"  src{gap}{text}{end}" for text in texts)])


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=12), st.text(max_size=12))
def test_any_text_as_a_value_is_read_as_all_of_yaml_reads_it(before: str, after: str) -> None:
    check([f"标题: 水{before}".replace("\n", ""), f"标签: [水, 水{after}]".replace("\n", "")])


@pytest.mark.parametrize(
    ("header", "loaded"),
    [
        ("---\n标题: 水\n标签: [水, 电]\n---\n", False),
        ("标题：水\n标签：水、电\n\n", False),
        ("---\n标题: '水'\n标签:\n  - 水\n配图:\n  src: a.png\n---\n", False),
        ("---\n标题: 'it''s'\n---\n", True),
    ],
)
def test_only_a_header_that_needs_all_of_yaml_loads_it(header: str, *, loaded: bool) -> None:
    code = (
        "import sys; from linli.story.header import split; from linli.story.fields import FieldTable;"
        f"from linli.problems import Notebook; assert split({header!r}, 'a', FieldTable(), Notebook('zh'));"
        f"assert ('ruamel.yaml' in sys.modules) is {loaded}"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
