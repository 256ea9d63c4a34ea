"""Surveying: what lies before a build. Nothing is opened yet but the annals."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from linli.build import annals
from linli.files import Folder
from linli.problems import NOWHERE, Notebook
from linli.survey import Found, survey, survey_again

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from linli.build.press import Press
    from linli.build.report import Report
    from linli.problems import Problem
    from linli.site import Newsroom


class Ground(Struct, frozen=True):
    """What lies before a build: the content folder and its files, as they were in the nanosecond ``seen``.

    ``past`` are the bytes of the annals.
    """

    folder: Folder
    found: Found
    notebook: Notebook
    seen: int
    past: bytes


class Looked(NamedTuple):
    """What there was to see in the content folder in the nanosecond ``seen``, and what there was to say of it."""

    folder: Folder
    found: Found
    seen: int
    problems: Sequence[Problem]


def look(newsroom: Newsroom, report: Report, press: Press, saved: Iterable[str] = ()) -> Ground:
    """Look at the content folder, of which nothing is opened yet, and fetch the annals.

    Where files were ``saved``, only those are looked at; the others are as the ``press`` remembers them. Else all are.
    """
    notebook = Notebook(newsroom.lang)
    folder = Folder.open(newsroom.content)
    with report.stage("survey"):
        looked = _again(folder, press.looked, saved) or _anew(folder, newsroom.lang)
        press.looked = looked
        notebook.extend(looked.problems)
        past = annals.fetch(newsroom, notebook)
    return Ground(folder, looked.found, notebook, looked.seen, past)


def _anew(folder: Folder, language: str) -> Looked:
    """Look at all files."""
    notebook = Notebook(language)
    seen = time.time_ns()
    found = survey(folder, notebook)
    if not found.markdown:
        notebook.note("no-content", folder.label, NOWHERE)
    return Looked(folder, found, seen, notebook.problems)


def _again(folder: Folder, before: Looked | None, saved: Iterable[str]) -> Looked | None:
    """Look at those ``saved`` alone, if that will do. All others were seen when they were, and not now."""
    if not saved or before is None or before.folder != folder:
        return None
    found = survey_again(folder, before.found, saved)
    return None if found is None else before._replace(found=found)
