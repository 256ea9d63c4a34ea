"""Guarded reading: regular files inside one folder, of bounded size, decoded or refused.

Everything Linli reads from the content folder comes through here, and nothing is read from outside
it: a name is followed to its real path first, and only then compared with the folder's real path.
"""

from __future__ import annotations

import os
import shlex
import stat
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from linli.directories import Directories
from linli.errors import reason_of


class Refused(Exception):  # noqa: N818 - it names an outcome, not a fault in the program
    """A file that is not read; carries the rule and the facts of the case."""

    def __init__(self, rule: str, **facts: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.facts = facts


class Folder(Struct, frozen=True):
    """The content folder: its real path, and what an editor calls it in messages."""

    root: Path
    label: str

    @classmethod
    def open(cls, path: Path) -> Folder:
        """Return the folder at ``path``, named relative to the working directory where possible."""
        real = path.resolve()
        here = Path.cwd()
        label = os.path.relpath(real, here) if real.is_relative_to(here) else str(real)
        return cls(real, Path(label).as_posix())

    def called(self, name: str) -> str:
        """Return how messages call the file ``name`` (a posix path below the folder)."""
        return name if self.label == "." else f"{self.label}/{name}"

    def locate(self, name: str) -> Path:
        """Return the real path of ``name``; raise ``Refused`` when it leads outside or nowhere."""
        return Path(self._followed(name))

    def _followed(self, name: str) -> str:
        """Do what ``locate`` does, for the many files where a ``Path`` would only cost time."""
        root = str(self.root)
        try:
            real = _real(root, name)
        except (OSError, ValueError):
            try:  # once more, for the reason in the words that pathlib finds for it
                real = str((self.root / name).resolve(strict=True))
            except (OSError, RuntimeError, ValueError) as error:
                raise Refused("unreadable", reason=reason_of(error)) from error
        inside = real.startswith(root + os.sep) or Path(real).is_relative_to(self.root)
        if not inside:
            raise Refused("outside")
        return real

    def directories(self) -> Directories:
        """Return what opens many files of this folder one after the other, for :meth:`read`."""
        return Directories(str(self.root))

    def read(self, name: str, limit: int, near: Directories | None = None) -> bytes:
        """Return the bytes of a regular file of at most ``limit`` bytes, or raise ``Refused``.

        ``near`` holds the directories of the files before it open.
        """
        handle = self._opened(name, near)
        try:
            facts = os.fstat(handle)
            if not stat.S_ISREG(facts.st_mode):
                raise Refused("not-a-file")
            if facts.st_size > limit:
                raise Refused("file-too-large", size=_kib(facts.st_size), limit=_kib(limit))
            content = _read(handle, facts.st_size + 1)
            if len(content) > facts.st_size:  # it has grown since
                content += _read(handle, limit + 1 - len(content))
        except OSError as error:
            raise Refused("unreadable", reason=reason_of(error)) from error
        finally:
            os.close(handle)
        if len(content) > limit:
            raise Refused("file-too-large", size=_kib(len(content)), limit=_kib(limit))
        return content

    def _opened(self, name: str, near: Directories | None) -> int:
        """Return the descriptor of a file that is inside of the folder, or raise ``Refused``."""
        if near is not None:
            with suppress(OSError, ValueError):  # perhaps a link: its name is followed to its end
                return near.open(name)
        path = self._followed(name)
        # The path is real: a link that stands there by now was put there after it was looked at.
        wanted = ("O_NONBLOCK", "O_NOFOLLOW", "O_BINARY")
        flags = os.O_RDONLY | sum(getattr(os, flag, 0) for flag in wanted)
        try:
            return os.open(path, flags)
        except OSError as error:
            raise Refused("unreadable", reason=reason_of(error)) from error


def _read(handle: int, size: int) -> bytes:
    """Return up to ``size`` bytes, fewer at the end of a file."""
    content = os.read(handle, size)
    while len(content) < size and (more := os.read(handle, size - len(content))):
        content += more
    return content


def decode(content: bytes, label: str) -> str:
    """Return UTF-8 text with plain newlines, or raise ``Refused`` with the command that converts it.

    A byte order mark is dropped. GB18030 (with GBK and GB2312 inside it) and UTF-16 are recognised,
    so that the message can name them; they are never guessed at silently.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _wrong_encoding("UTF-16", label)
    if content.count(0) > len(content) // 4:
        raise _wrong_encoding(_byte_order(content), label)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        encoding = _byte_order(content) if 0 in content else "GB18030"
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            line = content.count(b"\n", 0, error.start) + 1
            raise Refused("not-utf8", line=line, byte=f"0x{content[error.start]:02X}") from error
        raise _wrong_encoding(encoding, label) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _byte_order(content: bytes) -> str:
    """Name UTF-16 without a mark: the empty half of a Latin letter comes second in little endian."""
    return "UTF-16LE" if content[1::2].count(0) >= content[::2].count(0) else "UTF-16BE"


def _wrong_encoding(encoding: str, label: str) -> Refused:
    label = f"./{label}" if label.startswith("-") else label
    name = shlex.quote(label)
    converted = shlex.quote(f"{label}.utf8")
    command = f"iconv -f {encoding} -t UTF-8 {name} > {converted} && mv {converted} {name}"
    return Refused("encoding", encoding=encoding, command=command)


def _kib(size: int) -> str:
    return f"{-(-size // 1024):,} KiB"


def _real(root: str, name: str) -> str:
    """Return the real path of ``name`` below ``root``, which is real itself. Raises ``OSError``, ``ValueError``."""
    path, parts = root, name.split("/")
    if os.sep == "/" and not {"", ".", ".."}.intersection(parts):
        # Mostly there is no link on the way, and then there is no need to look at what ``root`` is made of.
        for part in parts:
            path = f"{path}/{part}"
            if stat.S_ISLNK(os.lstat(path).st_mode):
                break
        else:
            return path
    return os.path.realpath(os.path.join(root, name), strict=True)  # noqa: PTH118 - for many files
