from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from linli import processes
from linli.processes import Question

if TYPE_CHECKING:
    from collections.abc import Callable


def fail() -> bool:
    raise OSError("no such folder")


def end() -> bool:
    os.kill(os.getpid(), 9)
    return True


# (the question, whether this process may be forked, the answer)
ANSWERS = [
    (lambda: True, True, True),
    (lambda: False, True, False),
    (fail, True, False),
    (end, True, False),
    (lambda: True, False, False),
]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.parametrize(("ask", "may_fork", "answer"), ANSWERS)
def test_a_question_that_cannot_be_answered_is_answered_no(
    ask: Callable[[], bool],
    may_fork: bool,
    answer: bool,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(processes, "may_fork", lambda: may_fork)
    question = Question(ask)
    assert question.answer() is answer
    assert question.answer() is False, "it was asked once only"
    assert capfd.readouterr().out == ""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux is forked")
def test_a_process_with_one_thread_may_be_forked_and_no_other() -> None:
    code = (
        "import threading; from linli.processes import may_fork; print(may_fork());"
        "held = threading.Event(); other = threading.Thread(target=held.wait); other.start();"
        "print(may_fork()); held.set()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False"]
