"""Reading: every Markdown file into an entry of the ledger, those that changed on all cores."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, NamedTuple

from linli.build.batches import AT_HAND
from linli.build.inputs import code_mark
from linli.build.ledger import Entry
from linli.build.progress import Tell, silent
from linli.files import Folder, Refused
from linli.marks import digest, mark
from linli.problems import Notebook
from linli.survey import settled
from linli.threads import OfThread
from linli.timelimit import watched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from linli.build.ledger import Ledger
    from linli.build.press import Press
    from linli.build.surveying import Ground
    from linli.build.workers import Workers
    from linli.problems import Problem
    from linli.site import Card, DeskSettings, Face, Newsroom
    from linli.site.desk import Desk, Manuscript
    from linli.survey import Found

STORE_AT = 200
"""Files whose texts are held in memory before they go to the cache, while others read on."""


class Tools(NamedTuple):
    """What reading needs besides a file's name."""

    settings: DeskSettings
    folder: Folder


class Intake(NamedTuple):
    """What is read, and by whom: the content folder as it lay there in the nanosecond ``seen``, the ledger of what was read
    of it before, and the processes that read.
    """

    found: Found
    seen: int
    tools: Tools
    ledger: Ledger
    workers: Workers


def intake_of(newsroom: Newsroom, ground: Ground, press: Press) -> Intake:
    """Return what is read before a build on some ``ground``, and by whom."""
    tools = Tools(newsroom.desk_settings, ground.folder)
    ledger = press.ledger(mark((code_mark(), tools.settings, ground.folder.label)))
    return Intake(ground.found, ground.seen, tools, ledger, press.workers)


class Wanted(NamedTuple):
    """A file to read, and the mark of the bytes it had when it was last read."""

    name: str
    before: bytes


class Outcome(NamedTuple):
    """What reading a file gave.

    ``content`` is the mark of its bytes, empty when it could not be opened. ``same`` says that they are those
    of last time. ``lasting`` is false when another try may end otherwise (a time limit).
    """

    name: str
    content: bytes
    same: bool = False
    lasting: bool = True
    card: Card | None = None
    face: Face | None = None
    manuscript: bytes = b""
    features: bytes = b""
    problems: tuple[Problem, ...] = ()


class Reading(NamedTuple):
    """What came of reading what changed.

    ``entries`` are of all files that were opened, ``before`` what was known of them; ``number`` is how many say
    something new.
    """

    entries: dict[str, Entry]
    before: dict[str, Entry]
    number: int


def read_changed(
    intake: Intake,
    tell: Tell = silent,
    meanwhile: Callable[[], object] | None = None,
    load: Callable[[], object] | None = None,
    names: Sequence[str] | None = None,
) -> Reading:
    """Read the Markdown files that are not as they were, or those of ``names``, and enter them into the ledger.

    ``tell`` is told how far it is. ``load`` is called before processes are forked from this one, ``meanwhile`` while
    others are at work, or before this one begins.
    """
    found, seen, tools, ledger, workers = intake
    names = ledger.changed(found) if names is None else names
    known = ledger.get(names)
    wanted = [Wanted(name, known[name].content if name in known else b"") for name in names]
    entries: dict[str, Entry] = {}
    new: dict[str, Entry] = {}
    texts: list[tuple[bytes, bytes, bytes]] = []
    refused: list[str] = []
    count = 0
    if load and workers.will_fork(len(wanted)):
        load()  # once for all of them, and not once in each
    outcomes = workers.map(read_batch, pickle.dumps(tools), wanted)
    if meanwhile:
        meanwhile()
    for done, outcome in enumerate(outcomes):
        tell("read", done, len(wanted))
        facts = found.facts.get(outcome.name)
        facts = facts if facts and settled(facts, seen) else None
        before = known.get(outcome.name)
        if outcome.same and before:
            new[outcome.name] = before._replace(facts=facts)
            continue
        count += 1
        mark = ledger.mark_of(outcome.name, outcome.content)
        entry = Entry(facts, outcome.content, mark, outcome.card, outcome.face, outcome.problems)
        entries[outcome.name] = entry
        if not outcome.lasting:
            refused.append(outcome.name)
            continue
        new[outcome.name] = entry
        if outcome.card:
            texts.append((mark, outcome.manuscript, outcome.features))
        if len(texts) >= STORE_AT:
            ledger.write({}, texts)
            texts = []
    ledger.write(new, texts)
    ledger.forget(refused)
    return Reading(entries | new, known, count)


def all_entries(
    reading: Reading, intake: Intake, notebook: Notebook
) -> tuple[dict[str, Entry], int]:
    """Return an entry for each Markdown file, in the order of their names, and how many were read anew.

    Problems go into ``notebook``.
    """
    names = intake.found.markdown
    entries = intake.ledger.get(names) | reading.entries
    count = reading.number
    lost = [name for name in names if name not in entries]
    if lost:  # what was kept of them is damaged
        again = read_changed(intake, names=lost)
        entries |= again.entries
        count += again.number
    ordered = {name: entries[name] for name in names}
    for entry in ordered.values():
        if entry.problems:
            notebook.extend(entry.problems)
    return ordered, count


def load_all() -> None:
    """Import what a first build needs in every process before it renders: what reads, and numbers."""
    from linli.regexes import compile_waiting
    from linli.related.parts import load_table
    from linli.text import convert, long_way

    del convert, long_way  # among so many texts there are some that need them
    load_table()
    _load_readers()
    compile_waiting()


def load_tools() -> None:
    """Import what reading and rendering need, before there is anything to do."""
    from linli.build import rendering
    from linli.build.templates import quick
    from linli.pages import making

    del making, quick, rendering
    _load_readers()


def _load_readers() -> None:
    from linli.build import manuscripts
    from linli.related import words
    from linli.site import desk
    from linli.text import body

    del body, desk, manuscripts, words


def read_batch(tools: bytes, batch: Sequence[Wanted]) -> list[Outcome]:
    """Read files; a pure function of their bytes and ``tools``, a pickled :class:`Tools`."""
    folder, limit, language, desk = _desk(tools)
    found: list[tuple[Outcome, tuple[str, str] | None]] = []
    with watched():
        for files in _looked_into(batch, folder, limit, language):
            found += _read(files, desk)
    from linli.related.words import features_of_all

    features = iter(features_of_all([told for _, told in found if told]))
    return [
        outcome._replace(features=next(features)) if told else outcome for outcome, told in found
    ]


@OfThread
def _desk(tools: bytes) -> tuple[Folder, int, str, Desk]:
    from linli.site.desk import Desk

    settings, folder = pickle.loads(tools)  # noqa: S301 - made by this build
    return folder, settings.file_limit, settings.lang, Desk(settings, folder)


class _File(NamedTuple):
    """A file that was looked into: what stands in it and the mark of that, or why it is refused; what is wrong with it."""

    wanted: Wanted
    content: bytes | Refused
    mark: bytes
    notebook: Notebook


def _looked_into(
    batch: Iterable[Wanted], folder: Folder, limit: int, language: str
) -> Iterator[list[_File]]:
    """Yield files, as many at once as may be in memory."""
    found: list[_File] = []
    size = 0
    with folder.directories() as near:
        for one in batch:
            notebook = Notebook(language)
            try:
                content = folder.read(one.name, limit, near)
            except Refused as refused:
                found.append(_File(one, refused, b"", notebook))
                continue
            found.append(_File(one, content, digest(content), notebook))
            size += len(content)
            if size >= AT_HAND:
                yield found
                found, size = [], 0
    yield found


def _read(files: list[_File], desk: Desk) -> list[tuple[Outcome, tuple[str, str] | None]]:
    """Return what reading each file gave, its features aside, and what they are taken from: title and text."""
    changed = [
        (wanted.name, content, notebook)
        for wanted, content, mark, notebook in files
        if not isinstance(content, Refused) and mark != wanted.before
    ]
    names = [name for name, _, _ in changed]
    read = dict(zip(names, desk.read_contents(changed), strict=True))
    return [_outcome(one, read.get(one.wanted.name), desk) for one in files]


def _outcome(
    file: _File, manuscript: Manuscript | None, desk: Desk
) -> tuple[Outcome, tuple[str, str] | None]:
    from linli.build.manuscripts import pack
    from linli.site.desk import card_of, face_of

    wanted, content, mark, notebook = file
    if isinstance(content, Refused):
        desk.refuse(content, wanted.name, notebook)
        return Outcome(wanted.name, mark, lasting=False, problems=tuple(notebook.problems)), None
    if mark == wanted.before:
        return Outcome(wanted.name, mark, same=True), None
    problems = tuple(notebook.problems)
    if manuscript is None:
        lasting = all(problem.rule != "too-slow" for problem in problems)
        return Outcome(wanted.name, mark, lasting=lasting, problems=problems), None
    outcome = Outcome(
        wanted.name,
        mark,
        card=card_of(manuscript),
        face=face_of(manuscript),
        manuscript=pack(manuscript),
        problems=problems,
    )
    return outcome, (manuscript.story.title, manuscript.text.plain)
