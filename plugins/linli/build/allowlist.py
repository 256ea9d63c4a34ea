"""The list of outlets that may be reprinted, read once with the configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from linli.errors import ConfigError, reason_of
from linli.files import Refused, decode

if TYPE_CHECKING:
    from pathlib import Path

SETTING = "LINLI_SOURCE_ALLOWLIST"
LIMIT = 4 * 1024 * 1024
"""Bytes; the national list has some fifteen hundred names."""


def read_allowlist(path: Path) -> tuple[str, ...]:
    """Return the names in the file at ``path``: one on each line, ``#`` begins a remark.

    Raises ``ConfigError`` when it is missing, too large, not UTF-8, or holds no name.
    """
    try:
        if path.stat().st_size > LIMIT:
            _refuse(path, "is larger than 4 MiB", "超过 4 MiB")
        text = decode(path.read_bytes(), str(path))
    except OSError as error:
        _refuse(path, f"cannot be read: {reason_of(error)}", f"读不了：{reason_of(error).zh}")
    except Refused as refused:
        named = refused.facts.get("encoding", "")
        _refuse(path, f"is not UTF-8 {named}".rstrip(), f"不是 UTF-8 {named}".rstrip())
    names = (line.partition("#")[0].strip() for line in text.splitlines())
    found = tuple(dict.fromkeys(name for name in names if name))
    return found or _refuse(path, "names no outlet", "一家单位也没有写")


def _refuse(path: Path, what: str, chinese: str) -> NoReturn:
    raise ConfigError(
        f"{SETTING}: {path} {what}.",
        "It is a text file in UTF-8 with one outlet a line; its path is relative to the configuration.",
        zh=f"设置 {SETTING}：{path} {chinese}。它是 UTF-8 文本文件，一行一家，路径从设置文件所在的文件夹算起。",
    )
