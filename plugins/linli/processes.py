"""Whether this process may be forked, a small question asked in a fork of it, and how it ends."""

from __future__ import annotations

import atexit
import os
import signal
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


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


def end_at_once(code: int) -> None:
    """End this process, whose work is done, without taking apart what it has loaded: of a build that changes nothing that is 3 in 100.

    Returns where that would lose something: a thread is still at work, somebody measures or debugs this process and goes on after it, or
    what was printed cannot be written, of which Python complains.
    """
    if threading.active_count() > 1 or _is_watched():
        return
    atexit._run_exitfuncs()  # a configuration, or a library, may have asked for something
    try:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    except (OSError, ValueError):
        return
    os._exit(code)


def _is_watched() -> bool:
    """Say whether somebody traces, profiles or inspects this process."""
    monitoring = getattr(sys, "monitoring", None)  # Python 3.12
    tools = [monitoring.get_tool(number) for number in range(6)] if monitoring else []
    return bool(sys.gettrace() or sys.getprofile() or any(tools) or sys.flags.inspect)


@contextmanager
def ending_in_order() -> Iterator[None]:
    """Let the block end as Ctrl-C ends it when the terminal is closed or the process is told to end.

    Else a passing folder would stay behind, with drafts in it. One such signal is enough: the next ones do not disturb what
    ends. A signal that is ignored, as under nohup, stays so.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # signals are the main thread's
        return
    names = ("SIGTERM", "SIGHUP")  # Windows has no SIGHUP
    heeded = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = {one: signal.getsignal(one) for one in heeded}
    before = {one: old for one, old in before.items() if old is not signal.SIG_IGN}

    here = os.getpid()

    def end(_number: int, _frame: object) -> None:
        if os.getpid() != here:  # a process that was forked to help has nothing to put in order
            os._exit(1)
        for one in before:
            signal.signal(one, signal.SIG_IGN)
        raise KeyboardInterrupt

    for one in before:
        signal.signal(one, end)
    try:
        yield
    finally:
        for one, old in before.items():
            signal.signal(one, old or signal.SIG_DFL)
