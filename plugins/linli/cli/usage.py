"""Wrong usage, also said in Chinese: argparse speaks English, and the site's language is not known yet."""

from __future__ import annotations

import argparse
import sys
from typing import NoReturn

from linli.regexes import regex

EXIT_CODE = 2
_SAYINGS = (
    (r"the following arguments are required: (.+)", "还缺：{0}。"),
    (
        r"argument (\S+): invalid choice: (.+?) \(choose from (.+)\)",
        "{0} 不能写 {1}，可以写：{2}。",
    ),
    (r"argument (\S+): invalid int value: (.+)", "{0} 要写一个整数，不能写 {1}。"),
    (r"argument (\S+): invalid \S+ value: (.+)", "{0} 不能写 {1}。"),
    (r"argument (\S+): expected (?:one|at least one) argument", "{0} 后面要写一个值。"),
    (r"argument (\S+): ignored explicit argument (.+)", "{0} 后面不能写值：{1}。"),
    (r"argument (\S+): not allowed with argument (\S+)", "{0} 和 {1} 不能一起用。"),
    (r"ambiguous option: (\S+) could match (.+)", "{0} 写得不全，可能是：{1}。"),
    (r"unrecognized arguments: (.+)", "不认识：{0}。"),
)
"""What argparse says, and the same in Chinese."""


class Parser(argparse.ArgumentParser):
    """argparse as it is, with a sentence in Chinese after its own."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in both languages, and end."""
        self.print_usage(sys.stderr)
        self.exit(
            EXIT_CODE,
            f"{self.prog}: error: {message}\n{in_chinese(message)}请看 {self.prog} --help。\n",
        )


def in_chinese(message: str) -> str:
    """Return what argparse says in ``message``; that the usage is wrong, if it says what we do not know."""
    for pattern, chinese in _SAYINGS:
        if found := regex(pattern).fullmatch(message):
            given = [group.replace("', '", "、").replace(", ", "、") for group in found.groups()]
            return chinese.format(*given[:2], *[group.strip("'") for group in given[2:]])
    return "用法不对。"
