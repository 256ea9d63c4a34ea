"""The annals on disk: what a build knows of everything that was published before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.annals import Annals, annals_of, read_lines
from linli.files import Refused, decode
from linli.problems import NOWHERE, Place

if TYPE_CHECKING:
    from linli.problems import Notebook
    from linli.site import Newsroom

LIMIT = 64 * 1024 * 1024
"""Bytes; a story takes some eighty."""
MANY = 20
"""Lines without sense that are pointed out one by one."""


def fetch(newsroom: Newsroom, notebook: Notebook) -> bytes:
    """Return the bytes of the annals; none where there is no such file, or it cannot be used."""
    path = newsroom.annals
    if path is None:
        return b""
    try:
        with path.open("rb") as stream:
            content = stream.read(LIMIT + 1)
    except FileNotFoundError:
        return b""
    except OSError as error:
        notebook.note("annals-unreadable", newsroom.annals_name, NOWHERE, reason=error.strerror)
        return b""
    if len(content) > LIMIT:
        notebook.note("annals-unreadable", newsroom.annals_name, NOWHERE, reason="> 64 MiB")
        return b""
    return content


def read_annals(content: bytes, called: str, notebook: Notebook) -> Annals:
    """Return what the annals say; lines that say nothing, and addresses of two stories, are written down."""
    try:
        text = decode(content, called)
    except Refused as refused:
        facts = refused.facts
        place = Place(int(str(facts.get("line", 1))))
        reason = facts.get("encoding") or facts.get("byte")
        notebook.note("annals-unreadable", called, place, reason=f"UTF-8? {reason}")
        return Annals()
    lines, faults = read_lines(text)
    annals, clashes = annals_of(lines)
    for number, rule, said in faults[:MANY]:
        if rule == "annals-merge":
            notebook.note("annals-merge", called, Place(number))
        else:
            notebook.note("annals-line", called, Place(number), text=said)
    for number, _, said in clashes[:MANY]:
        address, _, other = said.partition(" ")
        notebook.note("annals-clash", called, Place(number), address=address, line=other)
    return annals
