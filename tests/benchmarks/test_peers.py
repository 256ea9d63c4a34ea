from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.corpus import some_pieces
from benchmarks.peers import WITH_FEEDS, linli_tool, peers
from benchmarks.run import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", WITH_FEEDS)
def test_feeds_are_made_where_they_are_asked_for_and_nowhere_else(tmp_path: Path, name: str) -> None:  # fmt: skip
    tool = linli_tool() if name == "linli" else peers(tmp_path, 100)[name]
    settings, switch = {
        "linli": ("pelicanconf.py", "LINLI_FEEDS = []"),
        "hugo": ("hugo.toml", 'disableKinds = ["rss"]'),
    }[name]
    for feeds in (False, True):
        site = tmp_path / f"{name}-{feeds}"
        tool.write(some_pieces(100, 1, 2), site, feeds=feeds)
        assert (switch in (site / settings).read_text()) is not feeds


def test_feeds_of_others_are_not_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--feeds", "--peers", "hugo,pelican"])
    assert "--feeds is for linli, hugo" in capsys.readouterr().err
