from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from linli.errors import _CHINESE, Reason, reason_of
from linli.problems import Notebook

# (what happened, why in English, why in Chinese)
REASONS = [
    (FileNotFoundError(2, "No such file or directory", "a"), "No such file or directory", "没有这个文件或文件夹"),
    (PermissionError(errno.EACCES, "Permission denied"), "Permission denied", "没有权限"),
    (OSError(errno.EADDRINUSE, "Address already in use"), "Address already in use", "已经有程序在用"),
    (OSError(99999, "odd"), "odd", "odd"),
    (OSError("odd"), "odd", "odd"),
    (OSError(), "OSError", "OSError"),
    (RuntimeError("Symlink loop from 'a'"), "Symlink loop from 'a'", "链接绕成了圈"),
    (ValueError("embedded null byte"), "embedded null byte", "名字里有空字符"),
    (ValueError("other"), "other", "other"),
]  # fmt: skip


@pytest.mark.parametrize(("error", "english", "chinese"), REASONS)
def test_a_reason_is_said_in_both_languages(error: Exception, english: str, chinese: str) -> None:
    reason = reason_of(error)
    assert (str(reason), reason.say("en"), reason.zh) == (english, english, chinese)
    assert reason.say("zh-Hans") == chinese


def test_every_number_in_the_table_is_one_that_some_system_knows() -> None:
    assert [name for name in _CHINESE if not hasattr(errno, name)] == []


@pytest.mark.parametrize(
    "name", ["ENOENT", "EACCES", "EPERM", "ENOSPC", "EROFS", "EEXIST", "ENOTDIR", "EISDIR"]
)
def test_the_common_ones_are_there(name: str) -> None:
    number = getattr(errno, name)
    assert not reason_of(OSError(number, os.strerror(number))).zh.isascii()


@pytest.mark.parametrize(("language", "why"), [("en", "odd"), ("zh-Hans", "怪")])
def test_a_problem_gives_the_reason_in_its_own_language(language: str, why: str) -> None:
    notebook = Notebook(language)
    notebook.note("unreadable", "a.md", reason=Reason("odd", "怪"))
    assert why in notebook.problems[0].what


def test_no_message_but_the_table_asks_the_system_for_its_words() -> None:
    package = Path(str(reason_of.__code__.co_filename)).parent
    asking = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if ".strerror" in path.read_text("utf-8").replace("os.strerror", "")
    }
    assert asking == set()
