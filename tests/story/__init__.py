"""Tests of ``linli.story``; ``read`` and ``split`` do in memory what the desk does with a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

from hypothesis import settings

from linli.problems import Notebook, Problem
from linli.story import StorySettings, header
from linli.story.characters import clean
from linli.story.reading import read_story
from tests.factories import article

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linli.story import Story
    from linli.story.entries import Header

quick = settings(max_examples=120, deadline=None)
"""For properties: enough examples to find what is often wrong, few enough to run on every save."""

PATH = "content/articles/a.md"


def article_with(fields: Mapping[str, str | None], *, yaml: bool = False) -> str:
    """Return the text of an article with ``fields`` (see ``article``), whose names are in a table."""
    return article(yaml=yaml, **cast("dict[str, Any]", fields))


class Split(NamedTuple):
    """The header of a text, and what is wrong with it."""

    header: Header | None
    problems: list[Problem]


class Reading(NamedTuple):
    """The story of a text, and what is wrong with it."""

    story: Story | None
    problems: list[Problem]

    @property
    def rules(self) -> list[str]:
        return [problem.rule for problem in self.problems]

    @property
    def sure(self) -> Story:
        """The story, which must be there."""
        assert self.story is not None, f"expected a story, got {self.problems}"
        return self.story


def split(text: str, story_settings: StorySettings | None = None, lang: str = "en") -> Split:
    """Return header and problems of a file's text."""
    chosen = story_settings or StorySettings()
    notebook = Notebook(lang)
    text = clean(text.replace("\r\n", "\n").replace("\r", "\n"), PATH, notebook)
    found = header.split(text, PATH, chosen.fields, notebook)
    return Split(found, notebook.problems)


def read(
    text: str,
    name: str = "articles/a.md",
    story_settings: StorySettings | None = None,
    lang: str = "en",
) -> Reading:
    """Return story and problems of a file's text."""
    chosen = story_settings or StorySettings(site_name="测试邻里")
    found, problems = split(text, chosen, lang)
    if found is None:
        return Reading(None, problems)
    notebook = Notebook(lang)
    story = read_story(found, name, PATH, chosen, notebook)
    return Reading(story, [*problems, *notebook.problems])
