"""What a text means is remembered; what is wrong with it is said each time, at its place."""

from __future__ import annotations

import pytest

from linli.problems import Notebook, Problem
from linli.story import Story, StorySettings
from linli.story import memory as memories
from linli.story.header import split
from linli.story.memory import LONGEST, Memory
from linli.story.reading import read_story

SETTINGS = StorySettings()
HEADERS = [
    "标题：停水\n日期：2026-03-22\n标签：水、管网\n记者：王砚、李桐(融媒体中心)\n责编：汤汀\n终审：白荷\n栏目：社区",
    "标题：来水\n日期：2026-03-22\n标签：水、管网\n通讯员：王砚、李桐(融媒体中心)\n责编：汤汀\n终审：白荷\n栏目：社区",
    "---\ntitle: 停水\ndate: 2026-03-22\ntags: [水, 管网]\neditors: [汤汀]\ncolumn: 社区\n---",
    "---\ntitle: 停水\ndate: 2026-03-22\ntags: 水、管网\neditors: 汤汀\ncolumn: 社区\n---",
    "---\ntitle: 停水\ndate: 2026-03-22\ntags: [水、管网]\neditors:\n- name: 汤汀\n  unit: 本站\n---",
    "标题：停水\n日期：2026-02-31\n责编：汤汀\n稿件性质：原",
    "标题：来水\n副题：2026-02-31\n日期：2026-02-31\n责编：记者 汤汀\n稿件性质：原\n更正：2026-03-23 数目",
    "标题：来水\n日期：2026-03-22\n更正：2026-03-23 数目\n更正：2026-03-23 数目\n配图：a.jpg",
]


def read(header: str, memory: Memory | None) -> tuple[Story | None, list[Problem]]:
    notebook = Notebook("zh")
    found = split(f"{header}\n\n正文。", "a.md", SETTINGS.fields, notebook)
    assert found is not None
    return read_story(found, "news/a.md", "a.md", SETTINGS, notebook, memory), notebook.problems


@pytest.mark.parametrize("order", [1, -1])
def test_a_header_means_the_same_whatever_was_read_before_it(order: int) -> None:
    memory = Memory()
    for header in (*HEADERS[::order], *HEADERS):
        assert read(header, memory) == read(header, None)


def test_a_problem_is_said_each_time_where_it_stands() -> None:
    memory = Memory()
    first = read("标题：停水\n日期：2026-02-31\n责编：汤汀\n栏目：社区", memory)[1]
    second = read("标题：停水\n责编：汤汀\n日期：2026-02-31\n栏目：社区", memory)[1]
    assert [(one.rule, one.line) for one in first] == [("impossible-date", 2)]
    assert [(one.rule, one.line) for one in second] == [("impossible-date", 3)]


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memories, "MOST", 10)
    memory = Memory()
    for number in range(50):
        assert read(
            f"标题：{number}\n日期：2026-03-22\n责编：汤汀\n栏目：社区\n标签：{number}、水", memory
        )[0]
        assert len(memory._known) <= 10
    read(f"标题：{'水' * (LONGEST + 1)}\n日期：2026-03-22\n责编：汤汀\n栏目：社区", memory)
    assert all(len(text) <= LONGEST for _, text in memory._known if isinstance(text, str))
