"""Errors that end a command. Each says what is wrong, why it matters, and how to mend it.

Faults in the content are not exceptions but :class:`linli.problems.Problem` values, gathered and
reported together; :class:`ContentError` carries them once the whole newsroom has been read.
"""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linli.problems import Problem

_CHINESE = {
    "EACCES": "没有权限", "EADDRINUSE": "已经有程序在用", "EADDRNOTAVAIL": "这台机器没有这个地址", "EBUSY": "正被别的程序占用",
    "ECONNABORTED": "连接断了", "ECONNREFUSED": "连接被拒绝", "ECONNRESET": "连接断了", "EDQUOT": "空间配额用完了",
    "EEXIST": "已经有了", "EFBIG": "文件太大", "EHOSTUNREACH": "网络不通", "EINVAL": "系统不接受", "EIO": "磁盘读写出错",
    "EISDIR": "这是一个文件夹", "ELOOP": "链接绕成了圈", "EMFILE": "打开的文件太多", "ENAMETOOLONG": "名字太长", "ENETUNREACH": "网络不通",
    "ENFILE": "打开的文件太多", "ENODEV": "没有这个设备", "ENOENT": "没有这个文件或文件夹", "ENOMEM": "内存不够", "ENOSPC": "磁盘满了",
    "ENOTDIR": "路径中有一段不是文件夹", "ENOTEMPTY": "文件夹不是空的", "ENXIO": "没有这个设备", "EOPNOTSUPP": "这个磁盘不支持",
    "EPERM": "系统不允许", "EPIPE": "连接断了", "EROFS": "磁盘是只读的", "ESTALE": "网络磁盘断开过", "ETIMEDOUT": "等了太久，没有回应",
    "ETXTBSY": "正被别的程序占用", "EXDEV": "在另一块磁盘上",
}  # fmt: skip
"""What the operating system says, in Chinese, by the names of its numbers, which differ between systems."""


class Reason(str):
    """Why something did not work, in English, as the operating system says it; ``zh`` says it in Chinese."""

    zh: str

    def __new__(cls, english: str, zh: str = "") -> Reason:
        """Return the reason; in Chinese it is the English text where there is no other."""
        reason = super().__new__(cls, english)
        reason.zh = zh or english
        return reason

    def say(self, language: str) -> str:
        """Return the reason in ``language``."""
        return self.zh if language.lower().startswith("zh") else str(self)


def reason_of(error: BaseException) -> Reason:
    """Return why ``error`` happened, without its number and file, which the message around it says better."""
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    name = errno.errorcode.get(getattr(error, "errno", None) or 0, "")
    if isinstance(error, RuntimeError) and "link loop" in said:  # pathlib's before Python 3.13
        name = "ELOOP"
    elif "usable temporary directory" in str(said):
        return Reason(
            "there is no folder for passing files; perhaps it is full, TMPDIR names another",
            "没有可以写的临时文件夹，可能是满了（可用 TMPDIR 另指一个）",
        )
    elif isinstance(error, ValueError) and "null" in said:
        return Reason(said, "名字里有空字符")
    return Reason(str(said), _CHINESE.get(name, ""))


class LinliError(Exception):
    """The base of everything Linli raises on purpose.

    ``exit_code`` is what the command returns: 1 for faults in the content, 2 for wrong usage or
    configuration. ``zh`` is the whole message, reason and cure, in Chinese.
    """

    exit_code = 2

    def __init__(self, what: str, fix: str = "", *, zh: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.fix = fix
        self.zh = zh
        self.language = ""  # the site's, where it was known when the error was raised

    def __str__(self) -> str:
        return f"{self.what}\n{self.fix}" if self.fix else self.what

    def say(self, language: str) -> str:
        """Return the message in ``language``: Chinese where there is one and it is wanted."""
        return self.zh if self.zh and language.lower().startswith("zh") else str(self)


class UsageError(LinliError):
    """The command was called with something it cannot use."""


class ConfigError(LinliError):
    """The configuration file is missing, broken, or says something impossible."""


class ThemeError(LinliError):
    """A template or a word list of the theme cannot be used."""


class OutputError(LinliError):
    """The output folder cannot be written, or must not be."""


class WorkerError(LinliError):
    """A process that did a part of the work was ended from outside, or what it needed was taken away."""


class ContentError(LinliError):
    """The content has problems, so nothing was published."""

    exit_code = 1

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems in the content; nothing was published")
        self.problems = tuple(problems)
