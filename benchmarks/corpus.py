"""Make up a newsroom of any size: ``python -m benchmarks.corpus --size 10000 --out DIR``.

What makes related lists, tag pages and word counts realistic is in it: subjects that come back for
years, events with places, people and words of their own, a few of them big and most of them small,
series, links between stories, and words that go on becoming more as the newsroom grows. The same size
and seed give the same bytes on every machine.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if __package__ in {None, ""}:  # so that `python benchmarks/corpus.py` works as well
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import words
from benchmarks.dice import Dice, Zipf
from benchmarks.prose import (
    CORRESPONDENTS,
    EDITORS,
    PHOTOGRAPHERS,
    PICTURES,
    REPORTERS,
    Pen,
    body,
    person,
    rare_word,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = "2026-11-23T08:00:00+08:00"
"""The moment at which the newsroom is looked at; every article is older."""
FIRST, LAST = datetime(2016, 11, 24), datetime(2026, 11, 22)  # noqa: DTZ001 - in the site's zone
SITE = "禾样邻里"
NOTICE_SHARE = 0.03
STORIES_PER_EVENT = 14
TAGGINGS = {"narrow": (0.0, 0.0), "usual": (0.7, 0.0), "broad": (1.0, 0.6)}
"""How editors give tags: how often a story has one of no theme (:data:`words.DESK_TAGS`), and how often another.

Tools that relate stories by tags take the longer the more stories have each of them. Added up over the tags of a story, they are so
large a share of all stories: of ten thousand 0.06, 0.11, 0.3. In a public office's newsroom, whose editors choose from 54 tags, it was 0.4; among
Chinese news, with keywords that a program had found, 0.03.
"""


@dataclass(frozen=True, slots=True)
class Reprint:
    """Where a story was taken from."""

    outlet: str
    url: str
    title: str
    day: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A story before it is written in anybody's form.

    Links in ``body`` read ``{filename}/articles/<column>/<slug>.md``, pictures ``{static}/images/<name>``.
    """

    kind: str
    slug: str
    title: str
    body: str
    date: datetime = LAST
    column: str = ""
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    dateline: str = ""
    source: str = SITE
    origin: str = "原创"
    reprint: Reprint | None = None
    expires: str = ""
    cover: str = ""

    @property
    def folder(self) -> str:
        """Return its folder below the content folder."""
        return f"articles/{self.column}" if self.kind == "article" else f"{self.kind}s"

    @property
    def people(self) -> tuple[str, ...]:
        """Return all whose pages list it."""
        everybody = (*self.authors, *self.correspondents, *self.photographers, *self.editors)
        return tuple(dict.fromkeys(everybody))


@dataclass(slots=True)
class Event:
    """Something that happened, and went on happening: a theme with places, people and words of its own."""

    number: int
    theme: words.Theme
    name: str
    places: tuple[str, ...]
    persons: tuple[str, ...]
    rare: tuple[str, ...]
    start: int
    parts: int
    stories: list[Outline] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    """What is known of an article before it is written, so that others can link to it."""

    number: int
    event: Event
    column: str
    slug: str
    date: datetime = LAST
    part: int = 0


def pieces(size: int, seed: int = 1, tagging: str = "usual") -> Iterator[Piece]:
    """Yield a newsroom of ``size`` articles and notices, and its standing pages; ``tagging`` is one of ``TAGGINGS``."""
    notices = round(size * NOTICE_SHARE)
    events, outlines = _outlines(size - notices, seed)
    for outline in outlines:
        yield _article(outline, seed, tagging)
    for number in range(notices):
        yield _notice(number, events, seed)
    yield from _standing_pages(seed)


def some_pieces(
    size: int, seed: int, count: int, telling: int | None = None, tagging: str = "usual"
) -> list[Piece]:
    """Return ``count`` of the articles, evenly spread, without making up the others.

    ``telling`` another seed gives other articles of the same events: what the newsroom may write next.
    """
    _, outlines = _outlines(size - round(size * NOTICE_SHARE), seed)
    step, told = len(outlines) / count, seed if telling is None else telling
    return [_article(outlines[int(number * step)], told, tagging) for number in range(count)]


def write_corpus(size: int, out: Path, seed: int = 1) -> int:
    """Write the newsroom as Linli reads it, ``pelicanconf.py`` included; return the number of stories."""
    from benchmarks.forms import write_linli

    return write_linli(pieces(size, seed), out)


def _outlines(size: int, seed: int) -> tuple[list[Event], list[Outline]]:
    count = max(6, size // STORIES_PER_EVENT)
    events = [_event(number, seed) for number in range(count)]
    names: set[str] = set()
    for event in events:
        while event.name in names:  # two series of one name would be one series
            event.name = f"新{event.name}"
        names.add(event.name)
    ranks = Zipf(count, 10)
    outlines = []
    for number in range(size):
        dice = Dice(seed, "outline", number)
        event = events[ranks.draw(dice)]
        column = "news" if dice.chance(0.15) else event.theme.column
        slug = f"{dice.pick(words.SYLLABLES)}{dice.pick(words.SYLLABLES)}-{number + 1:06}"
        outline = Outline(number, event, column, slug)
        event.stories.append(outline)
        outlines.append(outline)
    for event in events:
        _date(event, seed)
    return events, outlines


def _event(number: int, seed: int) -> Event:
    dice = Dice(seed, "event", number)
    rare = tuple(rare_word(number * 8 + extra + 997) for extra in range(8))
    return Event(
        number,
        dice.pick(words.THEMES),
        rare[0] + dice.pick(words.EVENT_ENDS),
        (rare[1] + dice.pick(words.PLACES)[-1], *dice.some(words.PLACES, 2)),
        tuple(person(200 + number * 4 + extra) for extra in range(4)),
        rare[2:],
        dice.below((LAST - FIRST).days),
        dice.between(2, 6) if dice.chance(0.12) else 0,
    )


def _date(event: Event, seed: int) -> None:
    """Give the event's stories their days, most of them soon after it began, and their parts."""
    dice = Dice(seed, "dates", event.number)
    span = (LAST - FIRST).days
    moments = []
    for _ in event.stories:
        late = dice.next()
        day = (event.start + int(45 * late / (1.02 - late))) % span
        moments.append(
            FIRST + timedelta(days=day, hours=dice.between(6, 20), minutes=5 * dice.below(12))
        )
    for outline, moment in zip(event.stories, sorted(moments), strict=True):
        outline.date = moment
    if event.parts and len(event.stories) >= event.parts:
        for part, outline in enumerate(event.stories[: event.parts], 1):
            outline.part = part


def _article(outline: Outline, seed: int, tagging: str) -> Piece:
    dice = Dice(seed, "article", outline.number)
    event = outline.event
    pen = Pen(dice, event)
    title = pen.fill(dice.pick(words.TITLES))
    if outline.part:
        title = f"{event.name}（{words.SERIES_ENDS[outline.part - 1]}）：{title}"
    reprint = _reprint(dice, pen, outline) if dice.chance(0.07) else None
    authors = tuple(dice.some(REPORTERS, 2 if dice.chance(0.3) else 1))
    correspondents = (dice.mostly_first(CORRESPONDENTS),) if dice.chance(0.25) else ()
    photographers = (dice.pick(PHOTOGRAPHERS),) if dice.chance(0.2) else ()
    day = f"{outline.date.month}月{outline.date.day}日"
    return Piece(
        kind="article",
        slug=outline.slug,
        title=title,
        body=body(pen, outline),
        date=outline.date,
        column=outline.column,
        tags=(*_desk_tags(seed, outline.number, tagging), *_tags(dice, event)),
        authors=(person(90 + dice.below(60)),) if reprint else authors,
        correspondents=() if reprint else correspondents,
        photographers=() if reprint else photographers,
        editors=(dice.mostly_first(EDITORS),),
        dateline="" if reprint or dice.chance(0.4) else f"{SITE}{day}讯",
        source=reprint.outlet if reprint else SITE,
        origin="转载" if reprint else "原创",
        reprint=reprint,
        cover=dice.pick(PICTURES) if dice.chance(0.1) else "",
    )


def _reprint(dice: Dice, pen: Pen, outline: Outline) -> Reprint:
    outlet = dice.pick(tuple(words.OUTLETS))
    url = f"https://{words.OUTLETS[outlet]}.example/{outline.date.year}/{outline.slug}.html"
    day = (outline.date - timedelta(days=dice.between(1, 9))).strftime("%Y-%m-%d")
    return Reprint(outlet, url, pen.fill(dice.pick(words.TITLES)), day)


def _desk_tags(seed: int, number: int, tagging: str) -> tuple[str, ...]:
    """Return up to two tags that stories of any theme may have."""
    dice, ranks = Dice(seed, "desk tags", number), Zipf(len(words.DESK_TAGS), 2)
    chances = TAGGINGS[tagging]
    return tuple(
        dict.fromkeys(
            words.DESK_TAGS[ranks.draw(dice)] for chance in chances if dice.chance(chance)
        )
    )


def _tags(dice: Dice, event: Event) -> tuple[str, ...]:
    """Return one to five tags: most from the theme, some the place."""
    found = dict.fromkeys(dice.some(event.theme.nouns, dice.between(1, 4)))
    if dice.chance(0.35):
        found[event.places[-1]] = None
    return tuple(found)


def _notice(number: int, events: list[Event], seed: int) -> Piece:
    dice = Dice(seed, "notice", number)
    event = dice.mostly_first(events)
    pen = Pen(dice, event)
    age = int(12 / (1.003 - dice.next()))  # days: most are recent, some are ten years old
    date = LAST - timedelta(days=min(age, (LAST - FIRST).days), hours=dice.between(1, 12))
    until = date + timedelta(days=dice.between(5, 60))
    items = "\n".join(
        pen.fill("{row}. {place}：{noun}{act}，{number}{unit}；".replace("{row}", str(row)))
        for row in range(1, dice.between(3, 6))
    )
    blocks = [
        "各位居民：",
        pen.paragraph(),
        "**一、时间和范围**",
        items,
        "**二、注意事项**",
        pen.paragraph(),
        f"由此带来的不便，请多包涵。联系电话：0000-{dice.between(1000000, 9999999)}。",
    ]
    return Piece(
        kind="notice",
        slug=f"{dice.pick(words.SYLLABLES)}-notice-{number + 1:06}",
        title=pen.fill("关于{place}{noun}{act}的通知"),
        body="\n\n".join(blocks) + "\n",
        date=date,
        tags=tuple(dice.some(event.theme.nouns, 1)),
        editors=(dice.mostly_first(EDITORS),),
        source=dice.pick(words.OFFICES),
        origin="通稿",
        expires="" if dice.chance(0.25) else until.strftime("%Y-%m-%d"),
    )


def _standing_pages(seed: int) -> Iterator[Piece]:
    for number, (slug, title) in enumerate(
        (
            ("about", "关于我们"),
            ("contact", "联系我们"),
            ("contribute", "投稿须知"),
            ("rules", "编辑守则"),
        )
    ):
        dice = Dice(seed, "page", slug)
        pen = Pen(dice, _event(number, seed))
        text = "\n\n".join(pen.paragraph() for _ in range(4))
        yield Piece(kind="page", slug=slug, title=title, body=f"{text}\n")


def main(arguments: list[str] | None = None) -> int:
    """Write a newsroom from the command line."""
    parser = argparse.ArgumentParser(prog="benchmarks.corpus", description="Make up a newsroom.")
    parser.add_argument("--size", type=int, default=1000, help="articles and notices (1000)")
    parser.add_argument("--out", type=Path, required=True, help="a new or empty folder")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    if options.out.exists() and any(options.out.iterdir()):
        parser.error(f"{options.out} is not empty")
    print(f"{write_corpus(options.size, options.out, options.seed)} stories in {options.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
