"""Linli (邻里): a community newsroom's Markdown, made into a static news site.

The rooms, from the bottom up (``docs/architecture.md`` shows how a story walks through them):

``problems``, ``errors``, ``clock``, ``files``
    what went wrong and how to mend it; the only "now"; guarded reading of files
``story``
    one file's header, read into a frozen, typed ``Story``
``text``
    Markdown into safe HTML, excerpts and counts
``site``
    the newsroom's settings, and the edition: columns, series, people, archive
``notices``, ``rights``, ``related``, ``feeds``, ``images``, ``recordings``, ``qr``, ``websub``
    may it be seen now; the reprint notice; which stories belong together; feeds; pictures; sounds and
    films; QR codes; hubs
``pages``
    every page of the site as plain data
``build``, ``serve``, ``cli``
    render, release in one switch, preview; the commands

Pelican finds Linli through ``PELICAN_CLASS = "linli.Newsroom"``. This module imports nothing, so that
``import linli`` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linli.build.pelican import Newsroom as Newsroom

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Give Pelican the class it asks for by name, importing it only then."""
    if name == "Newsroom":
        from linli.build.pelican import Newsroom

        return Newsroom
    raise AttributeError(f"module 'linli' has no attribute {name!r}")
