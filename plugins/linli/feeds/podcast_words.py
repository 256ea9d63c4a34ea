"""What an episode says to the directories of podcasts, before it is put into elements."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linli.feeds.values import Entry
    from linli.feeds.wording import Said


class EpisodeWords(NamedTuple):
    """The words of an episode; those that are empty are not said."""

    title: str
    author: str
    summary: str
    duration: str
    season: str
    number: str
    explicit: str


def episode_words(entry: Entry, said: Said, authors: Sequence[str]) -> tuple[EpisodeWords, ...]:
    """Return the words of an entry of a podcast; nothing of any other."""
    episode = entry.episode
    if episode is None:
        return ()
    words = EpisodeWords(
        said.title,
        ("、" if entry.lang.startswith("zh") else ", ").join(authors),
        said.summary,
        _clock(episode.duration),
        str(episode.season or ""),
        str(episode.number or ""),
        truth(is_so=episode.explicit),
    )
    return (words,)


def truth(*, is_so: bool) -> str:
    """Return a truth value as directories read it."""
    return "true" if is_so else "false"


def _clock(seconds: int) -> str:
    """Return a duration as hours, minutes and seconds; nothing where it is not known."""
    if not seconds:
        return ""
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
