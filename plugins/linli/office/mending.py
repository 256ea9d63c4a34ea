"""Mending: the id of a story into its header, where it says none. Nothing else in a file is touched.

What is written is the id that the story has already, from its file's name; from then on the file may be
renamed. A file is only replaced when it is still what was read, by one that reads the same but for the id.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from linli.build.preparing import review_stories
from linli.build.press import despite_damage, press_beside
from linli.errors import UsageError, reason_of
from linli.files import Refused
from linli.marks import digest
from linli.pages.earlier import key_of_card
from linli.problems import Notebook
from linli.site.desk import Desk, card_of, face_of
from linli.story.writing import set_field
from linli.whole import beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from linli.build.ledger import Entry
    from linli.files import Folder
    from linli.site import Card, Face, Newsroom
    from linli.site.card import Asked

KEY: Asked = "id"


class Mended(NamedTuple):
    """A file that was to be mended: the id it has now, or why it was left as it is (Chinese, English).

    ``failed`` says that nothing is wrong with the file, and it could not be written.
    """

    path: str
    id: str
    why: tuple[str, str] = ("", "")
    failed: bool = False


class _Left(Exception):  # noqa: N818 - it names an outcome, not a fault in the program
    def __init__(self, zh: str, en: str, *, failed: bool = False) -> None:
        super().__init__(en)
        self.why, self.failed = (zh, en), failed


CHANGED = ("刚刚被改过，没有动它", "it was changed meanwhile")
READ_ONLY = ("文件是只读的", "it is read-only")
LINK = ("是一个链接，请改它指向的文件", "it is a link; mend the file it leads to")
OTHERWISE = ("改了会读成别的样子，请手工写编号", "it would read differently; write the id by hand")


def mend_ids(newsroom: Newsroom) -> list[Mended]:
    """Write the id into every story that says none; return what was done, and what was left and why."""
    with press_beside(newsroom.output) as press:
        ground, entries, _ = despite_damage(press, partial(review_stories, newsroom, press))
    desk = Desk(newsroom.desk_settings, ground.folder)
    return list(_mend_all(entries.values(), desk, ground.folder, newsroom))


def _mend_all(
    entries: Iterable[Entry], desk: Desk, folder: Folder, newsroom: Newsroom
) -> Iterator[Mended]:
    read = [(entry, entry.card) for entry in entries if entry.card]
    taken: dict[str, Card] = {}
    for _, card in sorted(read, key=lambda pair: (not pair[1].says(KEY), pair[1].name)):
        taken.setdefault(key_of_card(card), card)
    for entry, card in read:
        if card.says(KEY):
            continue
        owner = taken[key_of_card(card)]
        try:
            if owner is not card:
                other = owner.path
                raise _Left(f"编号“{card.id}”已经用在 {other}", f"“{card.id}” is used by {other}")
            _mend(entry, card, desk, folder, newsroom)
        except _Left as left:
            yield Mended(card.path, "", left.why, left.failed)
        else:
            yield Mended(card.path, card.id)


def _mend(entry: Entry, card: Card, desk: Desk, folder: Folder, newsroom: Newsroom) -> None:
    settings = newsroom.desk_settings
    if (folder.root / card.name).is_symlink():
        raise _Left(*LINK)
    try:
        path = folder.locate(card.name)
        before = folder.read(card.name, settings.file_limit)
    except Refused as refused:
        raise _Left(*CHANGED) from refused
    if digest(before) != entry.content:
        raise _Left(*CHANGED)
    try:
        after = set_field(before, KEY, card.id, settings.story.fields)
    except UsageError as error:
        raise _Left(error.say("zh").rstrip("。"), error.what.rstrip(".")) from error
    again = desk.read_content(card.name, after, Notebook("en"))
    if again is None or not card_of(again).says(KEY):
        raise _Left(*OTHERWISE)
    if _said(card_of(again), face_of(again)) != _said(card, entry.face):
        raise _Left(*OTHERWISE)
    _replace(path, before, after)


def _said(card: Card, face: Face | None) -> tuple[Card, Face | None]:
    """Return what a header and its text say, wherever in the file they say it."""
    return card.shape()._replace(lines=""), face


def _replace(path: Path, before: bytes, after: bytes) -> None:
    """Put the new text in the old one's place in one step, with its rights, unless it has changed."""
    try:
        facts = path.stat()
        if not facts.st_mode & 0o222 or not os.access(path, os.W_OK):
            raise _Left(*READ_ONLY)
        with beside(path) as aside:
            with aside.open("wb") as stream:
                stream.write(after)
                stream.flush()
                os.fsync(stream.fileno())
            aside.chmod(facts.st_mode & 0o7777)
            with suppress(OSError, AttributeError):  # only the superuser may give files away
                os.chown(aside, facts.st_uid, facts.st_gid)
            if path.read_bytes() != before:
                raise _Left(*CHANGED)
            aside.replace(path)
    except OSError as error:
        raise _Left(
            f"写不进去：{reason_of(error).zh}",
            f"cannot be written: {reason_of(error)}",
            failed=True,
        ) from error
