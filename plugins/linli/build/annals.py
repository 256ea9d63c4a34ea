"""The annals on disk: what a build knows of everything that was published before."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from linli.annals import Annals, annals_of, read_lines
from linli.errors import Reason, reason_of
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
    if newsroom.annals is None:
        return b""
    # Lines that make no sense are shown; so this must not be a link to what is nobody's business.
    flags = os.O_RDONLY | sum(
        getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY")
    )
    try:
        with os.fdopen(os.open(newsroom.annals, flags), "rb") as stream:
            facts = os.fstat(stream.fileno())
            if stat.S_ISREG(facts.st_mode) and facts.st_size <= LIMIT:
                return stream.read()
        is_file = stat.S_ISREG(facts.st_mode)
        reason = Reason("> 64 MiB") if is_file else Reason("it is not a file", "不是文件")
    except FileNotFoundError:
        return b""
    except OSError as error:
        is_link = newsroom.annals.is_symlink()
        reason = Reason("it is a link", "是一个链接") if is_link else reason_of(error)
    notebook.note("annals-unreadable", newsroom.annals_name, NOWHERE, reason=reason)
    return b""


def read_annals(content: bytes, called: str, notebook: Notebook) -> Annals:
    """Return what the annals say; lines that say nothing, and addresses of two stories, are written down."""
    try:
        text = decode(content, called)
    except Refused as refused:
        place = Place(int(str(refused.facts.get("line", 1))))
        notebook.note(refused.rule, called, place, **refused.facts)
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
