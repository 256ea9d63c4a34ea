"""A robots.txt of the publisher's own, in the content folder: published as it is, or pointed out, never overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.files import Refused
from linli.pages.machines import ROBOTS, wanted_lines
from linli.problems import NOWHERE

if TYPE_CHECKING:
    from linli.files import Folder
    from linli.pages.assets import AssetStore
    from linli.pages.catalogue import Catalogue
    from linli.problems import Notebook

LIMIT = 500 * 1024
"""Bytes that search engines read of it (RFC 9309, 2.5)."""


def publish_own_robots(
    catalogue: Catalogue,
    assets: AssetStore,
    files: frozenset[str],
    folder: Folder,
    notebook: Notebook,
) -> None:
    """Publish the file where the settings leave it to the publisher; write down what it lacks, or that it is in the way."""
    newsroom = catalogue.newsroom
    if ROBOTS not in files:
        return
    path = folder.called(ROBOTS)
    lines = wanted_lines(catalogue) if newsroom.url and not newsroom.base else []
    if newsroom.robots:
        if newsroom.url and not newsroom.base:
            notebook.note("own-robots", path, lines="; ".join(lines) or "–")
        return
    assets.publish(ROBOTS, path, NOWHERE, notebook, picture=False)
    try:
        text = folder.read(ROBOTS, LIMIT).decode("utf-8", "replace")
    except Refused:  # the store has said so
        return
    found = {_plain(line) for line in text.splitlines()}
    for line in lines:
        if _plain(line) not in found:
            notebook.note("robots-lacks", path, lines=line)


def _plain(line: str) -> str:
    """Return a line as it is compared: names in any case, space of no account, remarks left out."""
    name, _, value = line.partition("#")[0].partition(":")
    return f"{name.strip().casefold()}:{''.join(value.split())}"
