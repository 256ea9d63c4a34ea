"""Measure one command from outside: ``python -I -S measure.py -- COMMAND...`` prints JSON.

Wall clock, processor time of the process and everything it waited for, and the peak memory of the
largest of them. It runs as a small process of its own, because Linux counts the memory of the process
that starts another among the other's.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LAST_LINES = 30


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run cost: seconds, and MiB of the largest process."""

    wall: float
    user: float
    system: float
    memory: float

    @property
    def cpu(self) -> float:
        """Return the processor time in seconds."""
        return self.user + self.system


class RunFailedError(Exception):
    """A measured command ended badly; what it said is the message."""


def measure(
    command: Sequence[str], folder: Path, extra: Mapping[str, str] | None = None
) -> Figures:
    """Run ``command`` in ``folder`` and return what it cost."""
    os.sync()  # or the disk would still be busy with what the run before has written
    done = subprocess.run(
        [sys.executable, "-I", "-S", __file__, *command],
        cwd=folder,
        env={**os.environ, **(extra or {})},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        said = "\n".join([*done.stdout.splitlines(), *done.stderr.splitlines()][-LAST_LINES:])
        raise RunFailedError(f"{Path(command[0]).name} ended with {done.returncode}:\n{said}")
    return Figures(**json.loads(done.stdout.splitlines()[-1]))


def main(command: list[str]) -> int:
    """Run the command, pass on what it says, and print its figures as the last line."""
    begun = time.perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ)
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - begun
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    figures = Figures(wall, usage.ru_utime, usage.ru_stime, usage.ru_maxrss / unit)
    print(json.dumps(asdict(figures)))
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
