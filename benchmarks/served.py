"""Measure the preview: from a save to the page that shows it."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from benchmarks import changes
from benchmarks.check import BuildIsWrongError
from benchmarks.corpus import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.corpus import Piece
    from benchmarks.peers import Tool

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+\S*")
PATIENCE = 600.0
"""Seconds to wait for the preview, and for a page."""
PAUSE = 0.004
"""Seconds between two looks at the page."""


def measure_saves(
    tool: Tool, site: Path, piece: Piece, saves: int
) -> tuple[float, list[float], float]:
    """Return the seconds until the preview answers, those of ``saves`` saves in a row, and its MiB."""
    begun = time.perf_counter()
    taken = []
    with _preview(tool, site) as (address, process):
        ready = time.perf_counter() - begun
        url = f"{urlsplit(address).path}{piece.kind}s/{quote(piece.slug)}/"
        _wait_for(address, url, piece.title)
        for number in range(1, saves + 1):
            text = changes.ADDED.format(number=number)
            one = changes.change("edit-body", piece, number)
            saved = time.perf_counter()
            changes.apply(one, tool, site)
            _wait_for(address, url, text)
            taken.append(time.perf_counter() - saved)
            time.sleep(1)  # an editor reads what was written before saving again
        memory = _peak(process)
    changes.apply(changes.Change(None, piece), tool, site)
    return ready, taken, memory


@contextmanager
def _preview(tool: Tool, site: Path) -> Iterator[tuple[str, int]]:
    """Start ``linli serve``, yield its address and process, and end it."""
    invoke = tool.command(site, cold=True)
    command = [invoke[0], "serve", *invoke[2:4], "--port=0", f"--now={NOW}"]
    # Its own words go nowhere but here, one line at a time, until it tells its address.
    process = subprocess.Popen(
        command, cwd=tool.folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        start_new_session=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        assert process.stdout is not None  # noqa: S101 - a pipe was asked for
        for line in process.stdout:
            found = ADDRESS.search(line)
            if found:
                yield re.sub(r"[（(].*", "", found[0]), process.pid
                return
        raise BuildIsWrongError("the preview ended before it told its address")
    finally:
        # SIGINT may be ignored: a shell has what it starts in the background do so.
        os.killpg(process.pid, signal.SIGTERM)
        process.communicate()


def _peak(process: int) -> float:
    """Return the most memory the process ever had, in MiB; 0 where the system does not tell."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s*(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def _wait_for(address: str, url: str, text: str) -> None:
    """Ask for the page until it shows the text."""
    host = urlsplit(address)
    connection = http.client.HTTPConnection(host.hostname or "", host.port, timeout=PATIENCE)
    wanted, until = text.encode(), time.perf_counter() + PATIENCE
    while time.perf_counter() < until:
        connection.request("GET", url)
        if wanted in connection.getresponse().read():
            connection.close()
            return
        time.sleep(PAUSE)
    raise BuildIsWrongError(f"the preview never showed “{text}” at {url}")
