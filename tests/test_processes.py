from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linli import processes
from linli.processes import Question

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO

FULL = Path("/dev/full")


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


def outcome(script: str, stdout: int | IO[str] = subprocess.PIPE) -> tuple[int, str, str]:
    """Return how a Python that runs the script ends, and what it has printed; it prints nothing before it has to."""
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    done = subprocess.run(
        [sys.executable, "-c", "from linli.processes import end_at_once\n" + script],
        env=buffered,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_who_ends_at_once_says_all_and_takes_nothing_apart() -> None:
    script = (
        "import atexit, sys; atexit.register(print, 'late')\n"
        "class Kept:\n    def __del__(self): print('taken apart', flush=True)\n"
        "kept = Kept(); print('said'); print('wrong', end='', file=sys.stderr)\n"
    )
    assert outcome(script + "end_at_once(3)") == (3, "said\nlate\n", "wrong")
    assert outcome(script) == (0, "said\nlate\ntaken apart\n", "wrong"), "as Python ends by itself"


def test_for_a_thread_that_is_at_work_python_waits_as_ever() -> None:
    script = (
        "import threading, time\n"
        "threading.Thread(target=lambda: time.sleep(0.2) or print('late')).start()\n"
        "print('said'); end_at_once(3); raise SystemExit(4)"
    )
    assert outcome(script) == (4, "said\nlate\n", "")


def test_what_is_measured_of_who_ends_is_told() -> None:
    _, said, _ = outcome("import cProfile; cProfile.run('end_at_once(0)')")
    assert "function calls" in said


@pytest.mark.skipif(not FULL.exists(), reason="there is no full disk to write to")
def test_what_cannot_be_printed_at_the_end_is_no_success() -> None:
    with FULL.open("w") as full:
        code, _, complaint = outcome("print('said'); end_at_once(0)", full)
    assert code, "Python says itself that it failed"
    assert "OSError" in complaint
