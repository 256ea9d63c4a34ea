"""Guarded reading: regular files inside one folder, of bounded size, decoded or refused.

Everything Linli reads from the content folder comes through here, and nothing is read from outside
it: a name is followed to its real path first, and only then compared with the folder's real path.
"""

from __future__ import annotations

import os
import shlex
import stat
from contextlib import contextmanager, suppress
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from linli.directories import Directories
from linli.errors import reason_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from linli.problems import Notebook

MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd"})
FOREIGN = frozenset({".rst", ".html", ".htm", ".xhtml", ".adoc", ".asciidoc", ".org", ".textile"})
NAME_LIMIT = 200
"""Bytes of UTF-8 in one file name; file systems stop at 255, and the page needs a suffix."""


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


Facts = tuple[int, int, int, int]
"""What the file system says of a file: size, time of its last change and of its last touch (in
nanoseconds since 1970), and its number. While these four stay, so does its content; see :func:`settled`."""


class Found(Struct, frozen=True):
    """What lies in the content folder: Markdown to read, and other files that pages may show.

    ``facts`` holds every regular file; what a link leads to has none.
    """

    markdown: tuple[str, ...]
    others: tuple[str, ...]
    facts: Mapping[str, Facts] = field(default_factory=dict)


TICK = 50_000_000
"""Nanoseconds after which a file system's clock has certainly gone on (it ticks every 1 to 10 ms)."""
COARSE_TICK = 2_500_000_000
"""The same for file systems that count whole milliseconds or seconds."""
_NAME = attrgetter("name")
_DIRECTORY = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)


def settled(facts: Facts, seen: int) -> bool:
    """Say whether a file looked at in the nanosecond ``seen`` cannot change any more without a trace.

    A file written a moment ago may be written again within one tick of the clock: its times would
    stay the same. So its content is compared once more.
    """
    touched = max(facts[1], facts[2])
    return touched + (TICK if touched % 1_000_000 else COARSE_TICK) < seen


def all_settled(files: Sequence[Facts], seen: int) -> bool:
    """Say whether all files are :func:`settled`."""
    old = seen - COARSE_TICK  # what was not touched since then is settled, for any clock
    fresh = [facts for facts in files if facts[1] >= old or facts[2] >= old]
    return all(settled(facts, seen) for facts in fresh)


def survey(folder: Folder, notebook: Notebook) -> Found:
    """List the files of the content folder in a fixed order; say what is refused.

    Names that begin with a dot are skipped, with everything below them. Links to folders are not
    followed. Nothing is opened.
    """
    markdown: list[str] = []
    others: list[str] = []
    known: dict[str, Facts] = {}
    for name, facts in _walk(folder, notebook):
        if facts:
            known[name] = facts
        if name.endswith(".md"):  # nearly all; the others take their time
            markdown.append(name)
            continue
        suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122 - a name, not a path on disk
        if suffix in MARKDOWN:
            markdown.append(name)
        elif suffix in FOREIGN:
            notebook.note("not-markdown", folder.called(name), suffix=suffix)
        else:
            others.append(name)
    return Found(tuple(sorted(markdown)), tuple(sorted(others)), known)


def survey_again(folder: Folder, before: Found, saved: Iterable[str]) -> Found | None:
    """Return what :func:`survey` would if no file but those ``saved`` is another than ``before``.

    ``None`` says that this cannot be told so: one of them is new, gone, or no regular file.
    """
    facts = dict(before.facts)
    for name in saved:
        seen = _regular(os.path.join(folder.root, name)) if name in facts else None  # noqa: PTH118
        if seen is None:
            return None
        facts[name] = seen
    return Found(before.markdown, before.others, facts)


def _walk(folder: Folder, notebook: Notebook) -> Iterator[tuple[str, Facts | None]]:
    waiting = [""]
    while waiting:
        below = waiting.pop()
        try:
            with _listed(os.path.join(folder.root, below)) as entries:  # noqa: PTH118
                yield from _seen(entries, below, folder, waiting, notebook)
        except OSError as error:
            notebook.note("unreadable", folder.called(below), reason=reason_of(error))


@contextmanager
def _listed(path: str) -> Iterator[list[os.DirEntry[str]]]:
    """Give out what lies in a directory, by name.

    Where the system can, the directory is held open: what lies in it is then looked at without following the whole way each time.
    """
    handle = os.open(path, _DIRECTORY) if os.scandir in os.supports_fd else None
    try:
        with os.scandir(path if handle is None else handle) as entries:
            listed = sorted(entries, key=_NAME)
        yield listed
    finally:
        if handle is not None:
            os.close(handle)


def _seen(
    entries: Sequence[os.DirEntry[str]],
    below: str,
    folder: Folder,
    waiting: list[str],
    notebook: Notebook,
) -> Iterator[tuple[str, Facts | None]]:
    """Yield the files among what lies in a directory; what is a directory waits for its turn."""
    for entry in entries:
        own = entry.name
        if own.startswith(".") or own.endswith("~"):
            continue
        name = below + own
        if not _usable(own):
            notebook.note("bad-file-name", folder.called(name), limit=NAME_LIMIT)
        elif entry.is_file(follow_symlinks=False):
            yield name, _facts(entry)
        elif entry.is_dir(follow_symlinks=False):
            waiting.append(f"{name}/")
        elif _links_to_folder(entry):
            inside = (folder.root / name).resolve().is_relative_to(folder.root)
            notebook.note("folder-link" if inside else "outside", folder.called(name))
        elif entry.is_symlink():
            yield name, None
        else:
            notebook.note("not-a-file", folder.called(name))


def _facts(entry: os.DirEntry[str]) -> Facts | None:
    try:
        return _told(entry.stat(follow_symlinks=False))
    except OSError:  # it has vanished since
        return None


def _regular(path: str) -> Facts | None:
    """Return the facts of the regular file at ``path``, if there is one."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return _told(found) if stat.S_ISREG(found.st_mode) else None


def _told(found: os.stat_result) -> Facts:
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _links_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_symlink() and entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _usable(name: str) -> bool:
    if not name.isprintable() or "\\" in name:  # a byte that is no UTF-8 cannot be printed either
        return False
    return len(name) * 4 <= NAME_LIMIT or len(name.encode("utf-8")) <= NAME_LIMIT


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
