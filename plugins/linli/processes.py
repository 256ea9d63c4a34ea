"""Whether this process may be forked, and a small question asked in a fork of it."""

from __future__ import annotations

import os
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def may_fork() -> bool:
    """Say whether a fork is safe: on Linux, and while the process has one thread, those of libraries included."""
    try:
        threads = len(os.listdir("/proc/self/task"))  # noqa: PTH208 - the system's table, not a folder
    except OSError:
        return False
    return sys.platform == "linux" and threads == threading.active_count() == 1


class Question:
    """A question with yes or no, answered in a fork of this process while this one goes on.

    It must neither write nor print. Where it cannot be asked so, it is not asked, and the answer is no: the
    one who asks has to know what to do then.
    """

    def __init__(self, ask: Callable[[], bool]) -> None:
        """Begin to ask."""
        self._process = 0
        if may_fork():
            try:
                self._process = os.fork()
            except OSError:  # no room for another process
                return
            if not self._process:
                answer = False
                try:
                    answer = ask()
                finally:
                    os._exit(0 if answer else 1)

    def answer(self) -> bool:
        """Wait for the answer."""
        process, self._process = self._process, 0
        if not process:
            return False
        _, status = os.waitpid(process, 0)
        return status == 0
