from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.build.running import environment

if TYPE_CHECKING:
    from pathlib import Path

    from tests.release.sites import Site

READER = """
import os, sys
root, count = sys.argv[1], int(sys.argv[2])
print("reading", flush=True)
seen, reads, faults, last = set(), 0, set(), 0
while last != -1 and reads < 2_000_000:
    for n in range(count):
        try:
            with open(f"{root}/articles/{n}/index.html", "rb") as stream:
                text = stream.read()
        except OSError as error:
            faults.add(f"{n}: {error}")
            continue
        reads += 1
        numbers = text.split()
        if len(numbers) != 2000 or len(set(numbers)) != 1:
            faults.add(f"{n}: half a page, {len(text)} bytes")
            continue
        number = int(numbers[0])
        seen.add(number)
        if number != -1 and number < last:
            faults.add(f"{n}: release {number} after release {last}")
        last = number
        if number == -1:
            break
print(reads, len(seen), sorted(faults)[:5])
"""
PAGES = 7


def pages(number: int) -> dict[str, bytes]:
    """Return pages that all tell the number of their release, again and again."""
    return {f"articles/{n}/index.html": f"{number} ".encode() * 2000 for n in range(PAGES)}


def reader(root: str | Path, cwd: Path) -> subprocess.Popen[str]:
    """Start a process that reads all pages until they tell that the last release is live."""
    started = subprocess.Popen(
        [sys.executable, "-c", READER, str(root), str(PAGES)],
        cwd=cwd,
        env=environment(),
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert started.stdout is not None
    assert started.stdout.readline() == "reading\n"
    return started


@pytest.mark.skipif(
    sys.platform not in {"linux", "darwin"}, reason="folders cannot be exchanged here"
)
def test_no_page_is_ever_missing_empty_half_or_of_an_older_release(empty: Site) -> None:
    empty.publish(pages(0))
    with reader(empty.output, empty.root) as one, reader(empty.output, empty.root) as other:
        for number in range(1, 51):
            empty.publish(pages(number))
        empty.publish(pages(-1))
        for process in (one, other):
            assert process.stdout is not None
            reads, seen, faults = process.stdout.read().split(maxsplit=2)
            assert faults == "[]\n"
            assert int(reads) > 500
            assert int(seen) > 5


@pytest.mark.skipif(os.name == "nt", reason="a folder somebody stands in cannot be moved")
def test_a_server_that_stands_in_the_live_folder_is_served_whole_pages(empty: Site) -> None:
    empty.publish(pages(0))
    with reader(".", empty.output) as inside:
        for number in range(1, 31):
            empty.publish(pages(number))
        empty.publish(pages(-1))
        assert inside.stdout is not None
        text = inside.stdout.read()
    assert "half" not in text
    assert "No such file" not in text
