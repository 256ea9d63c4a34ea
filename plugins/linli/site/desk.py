"""One file into a manuscript: guarded reading, header, body, within the limits of size and time."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import astuple

from linli.files import Folder, Refused, decode
from linli.problems import NOWHERE, Notebook, Place
from linli.site.card import CREDITS, Card, Face, When, as_lines
from linli.story import Person
from linli.story.characters import clean
from linli.story.header import split
from linli.story.memory import Memory
from linli.story.reading import read_story
from linli.text.figures import split_credit
from linli.text.reading import Text, TextReader
from linli.timelimit import SOON, TooSlow, time_limit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linli.site.card import RecordingParts
    from linli.site.newsroom import DeskSettings
    from linli.story import Cover, Stamp, Story
    from linli.story.entries import Header
    from linli.story.story import Recording


MANY_WORDS = 40


class Manuscript(Struct, frozen=True):
    """A file that was read: ``path`` is what messages call it."""

    path: str
    story: Story
    text: Text


class Desk:
    """Reads manuscripts, one after another, with one set of tools."""

    def __init__(self, settings: DeskSettings, folder: Folder) -> None:
        self._settings = settings
        self._folder = folder
        self._reader = TextReader(settings.lang)
        self._memory = Memory()

    def read(self, name: str, notebook: Notebook) -> Manuscript | None:
        """Return the manuscript in the file ``name``, or ``None`` once its problems are written down."""
        try:
            content = self._folder.read(name, self._settings.file_limit)
        except Refused as refused:
            self.refuse(refused, name, notebook)
            return None
        return self.read_content(name, content, notebook)

    def read_content(self, name: str, content: bytes, notebook: Notebook) -> Manuscript | None:
        """Return the manuscript that ``content`` is, read as the file ``name``."""
        [manuscript] = self.read_contents([(name, content, notebook)])
        return manuscript

    def read_contents(
        self, files: Iterable[tuple[str, bytes, Notebook]]
    ) -> list[Manuscript | None]:
        """Return the manuscripts that the contents of some files are, read as files of these names.

        All headers are read before the first text, as what does the same many times in a row is quicker.
        """
        opened = [
            (self._open(name, content, notebook), notebook) for name, content, notebook in files
        ]
        return [self._finish(one, notebook) for one, notebook in opened]

    def _open(self, name: str, content: bytes, notebook: Notebook) -> _Opened | None:
        """Return a file with its header read, or ``None`` where nothing more is to be read in it."""
        path, own = self._folder.called(name), Notebook(notebook.language)
        begun = time.monotonic()
        opened = None
        try:
            with time_limit(self._settings.time_limit):
                header, story = self._read_header(name, content, path, own)
                left = begun + self._settings.time_limit - time.monotonic()
                opened = header and _Opened(name, path, own, header, story, max(left, SOON))
        except Refused as refused:
            self.refuse(refused, name, own)
        except TooSlow:
            own, opened = self._too_slow(path, notebook), None
        if opened is None:
            notebook.extend(own.problems)
        return opened

    def _finish(self, opened: _Opened | None, notebook: Notebook) -> Manuscript | None:
        """Return the manuscript of a file whose header was read; its problems are written down."""
        if opened is None:
            return None
        own, manuscript = opened.notebook, None
        try:
            with time_limit(opened.left):
                manuscript = self._read_text(opened)
        except Refused as refused:
            self.refuse(refused, opened.name, own)
        except TooSlow:
            own, manuscript = self._too_slow(opened.path, notebook), None
        notebook.extend(own.problems)
        return manuscript

    def _too_slow(self, path: str, notebook: Notebook) -> Notebook:
        """Return what is written down of a file whose reading took too long, instead of all that was found in it."""
        own = Notebook(notebook.language)
        own.note("too-slow", path, NOWHERE, limit=self._settings.time_limit)
        return own

    def refuse(self, refused: Refused, name: str, notebook: Notebook) -> None:
        """Write down why a file is not read."""
        line = refused.facts.get("line")
        place = NOWHERE if line is None else Place(int(str(line)), 1)
        notebook.note(refused.rule, self._folder.called(name), place, **refused.facts)

    def _read_header(
        self, name: str, content: bytes, path: str, notebook: Notebook
    ) -> tuple[Header | None, Story | None]:
        text = clean(decode(content, path), path, notebook)
        header = split(text, path, self._settings.story.fields, notebook)
        if header is None:
            return None, None
        return header, read_story(header, name, path, self._settings.story, notebook, self._memory)

    def _read_text(self, opened: _Opened) -> Manuscript | None:
        _, path, notebook, header, story, _ = opened
        body = self._reader.read(header.body, header.body_line, path, notebook)
        if story is None or body is None:
            return None
        if story.lang.startswith("zh") and "lang" not in story.lines and _is_foreign(body):
            notebook.note("language-missing", path, Place(header.entries[0].key.place.line, 1))
        return Manuscript(path, story, body)


class _Opened(NamedTuple):
    """A file whose header was read, though perhaps to no story; ``left`` are the seconds that its text may take."""

    name: str
    path: str
    notebook: Notebook
    header: Header
    story: Story | None
    left: float


def _is_foreign(text: Text) -> bool:
    """Say whether a text that counts as Chinese has many words and not one Chinese character."""
    return not text.characters and text.words >= MANY_WORDS


def face_of(manuscript: Manuscript) -> Face:
    """Return what a list shows of a manuscript."""
    story = manuscript.story
    return Face(story.title, story.summary or manuscript.text.excerpt)


def card_of(manuscript: Manuscript) -> Card:
    """Return the card of a manuscript: what other pages may know of it, its face aside."""
    story, text = manuscript.story, manuscript.text
    is_named = story.kind == "page" or story.series or story.corrections
    return Card(
        name=story.name,
        path=manuscript.path,
        kind=str(story.kind),
        id=story.id,
        slug=story.slug,
        label=story.title if is_named else "",
        lang=story.lang,
        status=str(story.status),
        begins=story.begins,
        ends=story.ends,
        lapses=story.lapses,
        recalled=story.recalled,
        origin=str(story.origin),
        permission=str(story.permission),
        reuse=str(story.reuse),
        holder=story.copyright_holder,
        source_url=story.source_url,
        when=_plain(story.date),
        changed=_iso(story.changed),
        expires=_plain(story.expires) if story.expires else None,
        column=story.column,
        notice_kind=str(story.notice_kind) if story.notice_kind and story.kind == "notice" else "",
        tags=story.tags,
        about=(*story.subjects, *story.places),
        people=tuple(
            (key, person.name, person.unit, person.role)
            for key in CREDITS
            for person in _people(story, key)
        ),
        series=story.series,
        series_index=story.series_index,
        related=story.related,
        related_exclude=story.related_exclude,
        aliases=story.aliases,
        cover=_cover(story.cover) if story.cover else None,
        audio=_recording(story.audio),
        video=_recording(story.video),
        references=tuple(
            (one.use, one.what, one.path, one.fragment, one.written, *_spot(one.place))
            for one in text.references
        ),
        corrections=tuple(
            [(_plain(one.date), one.text, one.major, one.by) for one in story.corrections]
        ),
        lines=as_lines(story.lines),
    )


def _iso(stamp: Stamp) -> str:
    return stamp.at.isoformat() if stamp.timed else stamp.at.date().isoformat()


def _plain(moment: Stamp) -> When:
    return moment.at.isoformat(), moment.timed


def _cover(cover: Cover) -> tuple[str, str, str, str]:
    caption, credit = (cover.caption, cover.credit) if cover.credit else split_credit(cover.caption)
    return cover.src, cover.alt, caption, credit


def _recording(found: Recording | None) -> RecordingParts | None:
    return astuple(found) if found else None


def _people(story: Story, key: str) -> tuple[Person, ...]:
    value: tuple[Person, ...] | Person | None = getattr(story, key)
    return (value,) if isinstance(value, Person) else value or ()


def _spot(place: Place) -> tuple[int, int]:
    return place.line, place.column
