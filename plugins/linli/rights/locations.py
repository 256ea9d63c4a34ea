"""Where our own stories are, as patterns of paths: whole folders where all in them is ours, else one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.rights.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable


def locations_of(stories: Iterable[tuple[str, Standing]]) -> list[str]:
    """Return patterns that match our stories and no others; ``stories`` are paths like ``/articles/lift/``.

    A pattern matches every path that begins with it (RFC 9309, 2.2.2), so a path that ends in a slash matches a
    story with all its files, and a folder every story in it.

    >>> locations_of([("/articles/a/", Standing.OURS), ("/notices/b/", Standing.OURS)])
    ['/articles/', '/notices/']
    """
    folders: dict[str, list[str]] = {}
    mixed: set[str] = set()
    for path, standing in stories:
        folder = path[: path.rindex("/", 0, -1) + 1]
        own = folders.setdefault(folder, [])
        if standing is Standing.OURS:
            own.append(path)
        else:
            mixed.add(folder)
    return [
        place
        for folder, own in sorted(folders.items())
        for place in (sorted(own) if folder in mixed else [folder])
    ]
