"""Writing the register of rights: every file is read as a build would read it, and nothing is published."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from linli.build.cache import MANUSCRIPTS
from linli.build.manuscripts import unpack
from linli.build.preparing import review_stories
from linli.build.press import despite_damage, press_beside
from linli.notices.lifecycle import is_lapsed, state_at
from linli.office.outside import LANGUAGES, spare_others, stay_outside, write_files
from linli.rights.register import Entry, as_csv, as_html, entry_of, unread_entry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from linli.build.press import Press
    from linli.site import Newsroom

AT_ONCE = 500
"""Manuscripts taken from the cache in one go."""
NAMES = ("rights.csv", "rights.html")


def write_register(newsroom: Newsroom, now: datetime, out: Path) -> tuple[list[Path], list[Entry]]:
    """Write the register into the folder ``out``; return its files and its rows.

    Raises ``OutputError`` when the folder cannot be written, or would be published.
    """
    moment = now.isoformat(sep=" ", timespec="minutes")
    paths = [out / name for name in NAMES]
    why = "The register names what is not published", "台账里有不公开的内容"
    stay_outside(newsroom, [out, *paths], *why)
    tables = [as_csv([], lang) for lang in LANGUAGES]
    pages = [as_html([], lang, "{now}").partition("{now}")[0].encode() for lang in LANGUAGES]
    spare_others(dict(zip(paths, (tables, pages), strict=True)))
    with press_beside(newsroom.output) as press:
        find = partial(_entries, newsroom, now.timestamp(), press)
        entries = despite_damage(press, lambda: list(find()))
    contents = as_csv(entries, newsroom.lang), as_html(entries, newsroom.lang, moment).encode()
    write_files(dict(zip(paths, contents, strict=True)))
    return paths, entries


def _entries(newsroom: Newsroom, now: float, press: Press) -> Iterator[Entry]:
    ground, read, _ = review_stories(newsroom, press)
    names = list(read)
    for start in range(0, len(names), AT_ONCE):
        batch = names[start : start + AT_ONCE]
        marks = [read[name].mark for name in batch if read[name].card]
        texts = press.cache.whole(MANUSCRIPTS, marks)
        for name in batch:
            card = read[name].card
            if card is None:
                yield unread_entry(ground.folder.called(name), newsroom.lang)
            else:
                state = "lapsed" if is_lapsed(card, now) else str(state_at(card, now))
                story = unpack(texts[read[name].mark]).story
                yield entry_of(story, state, card.path, newsroom.lang)
