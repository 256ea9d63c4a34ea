"""What each thread has for itself."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from linli.build import reading, rendering
from linli.related import parts
from linli.threads import OfThread


class Tool:
    """What two threads cannot use at once."""

    def __init__(self, key: str) -> None:
        self.key = key


def test_each_thread_has_its_own_and_keeps_it_while_it_asks_for_the_same() -> None:
    tool = OfThread(Tool)
    both = Barrier(2)

    def work(key: str) -> list[Tool]:
        both.wait(timeout=10)
        first = [tool(key), tool(key)]
        both.wait(timeout=10)
        return [*first, tool(key), tool("other"), tool(key)]

    with ThreadPoolExecutor(2) as executor:
        one, two = executor.map(work, ["a", "a"])
    for found in (one, two):
        assert found[0] is found[1] is found[2], "it was made again, or is that of another thread"
        assert [each.key for each in found] == ["a", "a", "a", "other", "a"]
        assert found[4] is not found[0], "more than one is remembered"
    assert one[0] is not two[0], "two threads have the same"


def test_what_ended_threads_had_is_let_go() -> None:
    tool = OfThread(Tool)
    with ThreadPoolExecutor(1) as executor:
        executor.submit(tool, "a").result()
    tool("b")
    assert len(tool._made) == 1
    mine = tool("b")
    tool.cache_clear()
    assert tool("b") is not mine


@pytest.mark.parametrize("tool", [reading._desk, rendering._kit, rendering._theme, parts._table])
def test_what_threads_cannot_share_each_has_for_itself(tool: object) -> None:
    assert isinstance(tool, OfThread), "two threads would get in each other's way"
