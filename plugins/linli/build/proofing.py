"""Proofing: in a strict build every feed is read again, as it lies on the disk, before it goes live.

A feed that was found good once is known by its hash; it is not read again until it changes.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from linli.build.cache import PROOFS
from linli.errors import ContentError
from linli.feeds.proofs import Fault, faults_of
from linli.pages.recipe import FeedParts, OutlineParts
from linli.problems import NOWHERE, Notebook
from linli.problems.forms import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linli.build.press import Press
    from linli.build.tray import Tray
    from linli.files import Folder
    from linli.pages.recipe import Recipe
    from linli.release import Release


class Proof(NamedTuple):
    """A feed to be read again: what form it has, and where it lies."""

    form: str
    where: str


def proof_feeds(pages: Iterable[Recipe], tray: Tray, release: Release) -> None:
    """Read the feeds among ``pages`` of a release that is not live yet. Raises ``ContentError`` when one is broken."""
    press, ground, report = tray.press, tray.ground, tray.report
    feeds = {page.path: page for page in pages if _form(page)}
    shelf = press.cache.rows(PROOFS, feeds)
    wanted = {
        path: page for path, page in feeds.items() if shelf.get(path) != (release.files[path],)
    }
    proofs = [Proof(_form(page), release.place(path)) for path, page in wanted.items()]
    found = dict(zip(wanted, press.workers.map(read_batch, b"", proofs), strict=True))
    notebook = Notebook(ground.notebook.language)
    _write_down(notebook, ground.folder, wanted, found)
    if notebook.problems:
        report.problems = in_order([*report.problems, *notebook.problems])
        raise ContentError(report.problems)
    press.cache.store(PROOFS, {path: (release.files[path],) for path in wanted})
    press.cache.save()


def forget_proofs(pages: Iterable[Recipe], press: Press) -> None:
    """Forget what is known of feeds that are not among ``pages``."""
    feeds = {page.path for page in pages if _form(page)}
    press.cache.store(PROOFS, {}, press.cache.load(PROOFS).keys() - feeds)
    press.cache.save()


def _form(page: Recipe) -> str:
    """Return the form of a feed, or of the list of them; other pages have none."""
    if isinstance(page.parts, FeedParts):
        return page.parts.form
    return "opml" if isinstance(page.parts, OutlineParts) else ""


def read_batch(_: bytes, batch: Sequence[Proof]) -> list[Sequence[Fault]]:
    """Read feeds; return what is wrong with each."""
    return [faults_of(form, Path(where).read_bytes()) for form, where in batch]


def _write_down(
    notebook: Notebook,
    folder: Folder,
    pages: Mapping[str, Recipe],
    found: Mapping[str, Iterable[Fault]],
) -> None:
    """Write down the faults: one that a story brings into many feeds is told once, with the first of them."""
    chinese = notebook.language.startswith("zh")
    told: set[tuple[str, str]] = set()
    for path, faults in found.items():
        stories = pages[path].stories
        for fault in faults:
            has_story = 0 <= fault.item < len(stories)
            owner = folder.called(stories[fault.item]) if has_story else path
            said = fault.zh if chinese else fault.en
            if (owner, said) not in told:
                told.add((owner, said))
                where = f"{path}:{fault.line}" if fault.line else path
                notebook.note("feed-broken", owner, NOWHERE, feed=where, fault=said)
