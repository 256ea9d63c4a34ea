"""Reading all stories for a report: as a build would read them, and nothing is published."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from linli.build.inputs import code_mark
from linli.build.reading import Intake, Tools, read_all
from linli.files import Folder
from linli.marks import mark
from linli.problems import Notebook
from linli.survey import survey

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linli.build.ledger import Entry
    from linli.build.press import Press
    from linli.site import Newsroom
    from linli.survey import Found


class Reviewed(NamedTuple):
    """The content folder, what lies in it, what each Markdown file gave, and what is wrong with them."""

    folder: Folder
    found: Found
    entries: Mapping[str, Entry]
    notebook: Notebook


def read_stories(newsroom: Newsroom, press: Press) -> Reviewed:
    """Read every story, those that have not changed out of the cache."""
    folder, notebook = Folder.open(newsroom.content), Notebook(newsroom.lang)
    seen = time.time_ns()
    found = survey(folder, notebook)
    tools = Tools(newsroom.desk_settings, folder)
    ledger = press.ledger(mark((code_mark(), tools.settings, folder.label)))
    entries, _ = read_all(Intake(found, seen, tools, ledger, press.workers), notebook)
    press.cache.save()
    return Reviewed(folder, found, entries, notebook)
