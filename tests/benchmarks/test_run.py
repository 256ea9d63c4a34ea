from __future__ import annotations

import os
import signal
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from benchmarks.corpus import TAGGINGS
from benchmarks.peers import linli_tool
from benchmarks.run import Desk
from benchmarks.served import _preview
from benchmarks.words import DESK_TAGS

if TYPE_CHECKING:
    from pathlib import Path

STUBBORN = """import signal, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
print("http://127.0.0.1:1/", flush=True)
time.sleep(20)
"""


@pytest.mark.parametrize("tagging", TAGGINGS)
def test_the_way_of_tagging_that_is_asked_for_reaches_the_newsroom_and_its_changes(
    tmp_path: Path, tagging: str
) -> None:
    tool = linli_tool()
    desk = Desk(tmp_path, [tool], 100, 1, 1, tagging, feeds=False)
    desk.prepare()
    written = [tool.source(desk.site(tool), piece).read_text() for piece in desk.sample]
    shared = sum(any(tag in text.split("\n\n")[0] for tag in DESK_TAGS) for text in written)
    fresh = sum(any(tag in DESK_TAGS for tag in piece.tags) for piece in desk.fresh * 12)
    assert (shared > 0, tagging != "broad" or shared == len(written)) == (tagging != "narrow", True)
    assert tagging == "usual" or (fresh > 0) is (tagging == "broad")


@pytest.mark.skipif(os.name == "nt", reason="its processes have no groups to be ended by a signal")
def test_a_preview_that_does_not_mind_the_interrupt_key_is_ended(tmp_path: Path) -> None:
    """A shell has what it starts in the background ignore it, and a benchmark waited for ever."""
    (tmp_path / "serve").write_text(STUBBORN)  # what Python is told to do
    tool = replace(linli_tool(), cold=(sys.executable, "build", "a", "b"), folder=tmp_path)
    begun = time.monotonic()
    with _preview(tool, tmp_path) as (address, process):
        assert address == "http://127.0.0.1:1/"
        os.kill(process, signal.SIGINT)
    assert time.monotonic() - begun < 10, "it was waited for to the end"
