"""What lies in the content folder: a list of its files in a fixed order, with what the file system says of each.

Nothing is opened here. By the facts a later build tells which files it need not read again.
"""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct, field

from linli.errors import reason_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from linli.files import Folder
    from linli.problems import Notebook

MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd"})
FOREIGN = frozenset({".rst", ".html", ".htm", ".xhtml", ".adoc", ".asciidoc", ".org", ".textile"})
NAME_LIMIT = 200
"""Bytes of UTF-8 in one file name; file systems stop at 255, and the page needs a suffix."""

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
