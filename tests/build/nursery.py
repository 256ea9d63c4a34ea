"""Builds in processes of their own, without the second that Pelican takes to be imported each time.

A signal is heard by the whole process, so each build needs one; a process that has imported everything is copied.
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.build.running import environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CODE = """
import json, os, sys
import linli.build.foreign.house, linli.build.pipeline, linli.cli
for line in sys.stdin:
    wanted = json.loads(line)
    child = os.fork()
    if not child:
        os.chdir(wanted["cwd"])
        os.environ.update(wanted["more"])
        for number, name in ((1, "out.txt"), (2, "err.txt")):
            os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        try:
            code = linli.cli.main(wanted["words"])
        except BaseException as error:
            print("Traceback", repr(error), file=sys.stderr)
            code = 99
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Nursery:
    """A process that is copied for each build."""

    def __init__(self) -> None:
        self._parent = subprocess.Popen(
            [sys.executable, "-c", CODE],
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def linli(self, *words: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
        """Do what ``tests.build.running.linli`` does."""
        assert self._parent.stdin
        assert self._parent.stdout
        wanted = {"words": words, "cwd": str(cwd), "more": more}
        self._parent.stdin.write(json.dumps(wanted) + "\n")
        self._parent.stdin.flush()
        code = int(self._parent.stdout.readline())
        out, err = ((cwd / name).read_text("utf-8") for name in ("out.txt", "err.txt"))
        return subprocess.CompletedProcess(words, code, out, err)

    def close(self) -> None:
        """End the process."""
        self._parent.communicate()


@contextmanager
def a_nursery() -> Iterator[Nursery]:
    """Give out a nursery, and close it."""
    made = Nursery()
    try:
        yield made
    finally:
        made.close()
