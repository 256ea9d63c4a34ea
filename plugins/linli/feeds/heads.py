"""Heads: what a feed says of itself, before its items; printed once for all archives of a feed.

They differ in a few addresses and a time. So feedgen prints one head with marks in their place, as it does for
:mod:`linli.feeds.moulds`, and the others put there what is theirs.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from linli.feeds.characters import address
from linli.feeds.moments import in_both
from linli.feeds.values import Urls
from linli.regexes import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from linli.feeds.values import Channel

HISTORY = "self_url", "current", "prev_archive", "next_archive"
KEPT = 64
"""Heads kept at hand: a feed has its own, and its archives three, being first, last or between."""
_TIME = datetime(1999, 12, 31, 23, 59, 58, tzinfo=UTC)
_TIMES = in_both(_TIME)
_MARK = regex("({}|{}|{})".format(r"\[\[\d\]\]", *map(re.escape, _TIMES)).encode())
_ESCAPED = regex("[&<>\"']")


class Heads:
    """The heads of one format, made by ``print_`` where none is known that differs in nothing else."""

    def __init__(self, form: Literal["rss", "atom"], print_: Callable[[Channel], bytes]) -> None:
        self._form = form
        self._print = print_
        self._known: dict[Channel, Sequence[bytes]] = {}

    def of(self, channel: Channel) -> bytes:
        """Return the head of a feed."""
        history: list[Urls] = [getattr(channel, name) for name in HISTORY]
        urls = [address(getattr(one, self._form)) for one in history]
        if any(any(one) != all(one) for one in history) or _ESCAPED.search("".join(urls)):
            return self._print(channel)
        marks = [f"[[{number}]]" if url else "" for number, url in enumerate(urls)]
        # In the order of HISTORY.
        own_url, current, older, newer = (Urls(mark, mark, mark) for mark in marks)
        marked = channel._replace(
            self_url=own_url,
            current=current,
            prev_archive=older,
            next_archive=newer,
            updated=_TIME,
        )
        said = dict(zip((*marks, *_TIMES), (*urls, *in_both(channel.updated)), strict=True))
        own = {mark.encode(): word.encode() for mark, word in said.items()}
        if (pieces := self._known.get(marked)) is None:
            if len(self._known) >= KEPT:
                self._known.clear()
            pieces = self._known[marked] = _MARK.split(self._print(marked))
            if _filled(pieces, own) != (printed := self._print(channel)):
                # A title looks like a mark.
                self._known[marked] = ()
                return printed
        return _filled(pieces, own) if pieces else self._print(channel)


def _filled(pieces: Sequence[bytes], own: Mapping[bytes, bytes]) -> bytes:
    """Return a head with its own words."""
    made = list(pieces)
    made[1::2] = [own.get(mark, mark) for mark in made[1::2]]
    return b"".join(made)
