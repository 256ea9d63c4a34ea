"""One file into a manuscript: guarded reading, header, body, within the limits of size and time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linli.files import Folder, Refused, decode
from linli.problems import NOWHERE, Notebook, Place
from linli.story.characters import clean
from linli.story.header import split
from linli.story.reading import read_story
from linli.text import Text, TextReader
from linli.timelimit import TooSlow, time_limit

if TYPE_CHECKING:
    from linli.site.newsroom import Newsroom
    from linli.story import Story


MANY_WORDS = 40


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A file that was read: ``path`` is what messages call it."""

    path: str
    story: Story
    text: Text


class Desk:
    """Reads manuscripts, one after another, with one set of tools."""

    def __init__(self, newsroom: Newsroom, folder: Folder) -> None:
        self._newsroom = newsroom
        self._folder = folder
        self._settings = newsroom.story_settings
        self._reader = TextReader(newsroom.lang)

    def read(self, name: str, notebook: Notebook) -> Manuscript | None:
        """Return the manuscript in the file ``name``, or ``None`` once its problems are written down."""
        path = self._folder.called(name)
        own = Notebook(notebook.language)
        manuscript = None
        try:
            with time_limit(self._newsroom.time_limit):
                manuscript = self._read(name, path, own)
        except Refused as refused:
            place = (
                Place(int(str(refused.facts["line"])), 1) if "line" in refused.facts else NOWHERE
            )
            own.note(refused.rule, path, place, **refused.facts)
        except TooSlow:
            own = Notebook(notebook.language)
            own.note("too-slow", path, NOWHERE, limit=self._newsroom.time_limit)
            manuscript = None
        notebook.extend(own.problems)
        return manuscript

    def _read(self, name: str, path: str, notebook: Notebook) -> Manuscript | None:
        content = self._folder.read(name, self._newsroom.file_limit)
        text = clean(decode(content, path), path, notebook)
        header = split(text, path, self._settings.fields, notebook)
        if header is None:
            return None
        story = read_story(header, name, path, self._settings, notebook)
        body = self._reader.read(header.body, header.body_line, path, notebook)
        if story is None or body is None:
            return None
        if story.lang.startswith("zh") and "lang" not in story.lines and _is_foreign(body):
            notebook.note("language-missing", path, Place(header.entries[0].key.place.line, 1))
        return Manuscript(path, story, body)


def _is_foreign(text: Text) -> bool:
    """Say whether a text that counts as Chinese has many words and not one Chinese character."""
    return not text.characters and text.words >= MANY_WORDS
