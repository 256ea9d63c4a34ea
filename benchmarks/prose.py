"""Sentences, paragraphs and whole texts about an event, with the names and words they need."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from benchmarks import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.corpus import Event, Outline
    from benchmarks.dice import Dice

LENGTHS = (
    300,
    336,
    403,
    455,
    502,
    546,
    590,
    634,
    679,
    727,
    777,
    831,
    890,
    956,
    1032,
    1122,
    1235,
    1388,
    1629,
    2130,
    2500,
)
"""Characters of an article, as quantiles: lognormal, 850 on average."""
PICTURES = tuple(f"scene-{number:02}.png" for number in range(1, 13))


@cache
def person(number: int) -> str:
    """Return an invented name; the first are the newsroom's own people."""
    first, rest = number % len(words.SURNAMES), number // len(words.SURNAMES) + number
    second, rest = rest % len(words.GIVEN), rest // len(words.GIVEN)
    third = (rest * 31 + first * 7 + number * 3) % len(words.GIVEN)
    short = number % 4 == 0
    return words.SURNAMES[first] + words.GIVEN[second] + ("" if short else words.GIVEN[third])


def rare_word(rank: int) -> str:
    """Return the ``rank``-th of the endless words that few stories use."""
    size = len(words.RARE)
    first, second = (rank * 7 + 3) % size, (rank // size * 5 + rank * 11 + 1) % size
    third = (rank // size + rank * 13) % size
    return words.RARE[first] + words.RARE[second] + (words.RARE[third] if rank % 3 == 0 else "")


REPORTERS = tuple(person(number) for number in range(24))
EDITORS = tuple(person(number) for number in range(24, 32))
PHOTOGRAPHERS = tuple(person(number) for number in range(32, 38))
CORRESPONDENTS = tuple(person(number) for number in range(38, 68))


@cache
def _split(pattern: str) -> tuple[tuple[str, str], ...]:
    """Return a pattern as pairs of plain text and the slot after it."""
    head, *rest = pattern.split("{")
    slots = [part.split("}", 1) for part in rest]
    texts = [head, *(text for _, text in slots)]
    return tuple(zip(texts, [*(slot for slot, _ in slots), ""], strict=True))


class Pen:
    """Writes sentences about one event."""

    def __init__(self, dice: Dice, event: Event) -> None:
        self.dice = dice
        self.event = event
        self._slots: dict[str, Callable[[], str]] = {
            "": lambda: "",
            "when": lambda: dice.pick(words.WHEN),
            "who": lambda: dice.pick(words.WHO),
            "how": lambda: dice.pick(words.HOW),
            "did": lambda: dice.pick(words.DID),
            "thing": lambda: dice.mostly_first(words.THING),
            "unit": lambda: dice.pick(words.UNITS),
            "noun": self._noun,
            "act": lambda: dice.pick(event.theme.acts),
            "event": lambda: event.name,
            "person": lambda: dice.mostly_first(event.persons),
            "place": lambda: (
                dice.mostly_first(event.places) if dice.chance(0.7) else dice.pick(words.PLACES)
            ),
            "rare": self._rare,
            "number": lambda: str(int(2 / (1.004 - dice.next()))),
            "age": lambda: str(dice.between(19, 88)),
            "remark": lambda: self.fill(dice.pick(words.REMARKS)),
        }

    def fill(self, pattern: str) -> str:
        """Return the pattern with every slot filled."""
        slots = self._slots
        return "".join([text + slots[slot]() for text, slot in _split(pattern)])

    def sentence(self) -> str:
        """Return one sentence with its stop."""
        text = self.fill(self.dice.pick(words.SENTENCES))
        return text if text.endswith("。") else f"{text}。"

    def paragraph(self) -> str:
        """Return two to five sentences."""
        return "".join([self.sentence() for _ in range(self.dice.between(2, 5))])

    def _noun(self) -> str:
        """Return what it is about, mostly; every third time, something else."""
        if self.dice.chance(0.68):
            return self.dice.pick(self.event.theme.nouns)
        return self.dice.pick(self.dice.pick(words.THEMES).nouns)

    def _rare(self) -> str:
        """Return a word of the event, or one of an endless supply: the rarer, the more there are."""
        if self.dice.chance(0.6):
            return self.dice.pick(self.event.rare)
        return rare_word(int(40 / (1.0 - self.dice.next())))


def body(pen: Pen, outline: Outline) -> str:
    """Return the text in Markdown."""
    dice, wanted = pen.dice, pen.dice.on(LENGTHS)
    rich = {
        kind: dice.chance(share)
        for kind, share in (("list", 0.2), ("quote", 0.2), ("table", 0.06), ("picture", 0.08))
    }
    subheads = wanted > 700 and dice.chance(0.6)
    earlier = _earlier(dice, outline)
    blocks = [f"**{pen.fill(dice.pick(words.LEADS))}**，{pen.paragraph()}"]
    length = len(blocks[0])
    while length < wanted - 60:
        if subheads and len(blocks) % 4 == 0:
            blocks.append(f"## {pen.fill(dice.pick(words.SUBHEADS))}")
        blocks.append(pen.paragraph())
        length += len(blocks[-1])
        if earlier and dice.chance(0.4):
            blocks[-1] += (
                f"此前的情形，见[{earlier.event.name}]({{filename}}/articles/{earlier.column}/{earlier.slug}.md)。"
            )
            earlier = None
        if rich["list"] and dice.chance(0.3):
            rich["list"] = False
            mark = "- " if dice.chance(0.6) else "1. "
            blocks.append(
                "\n".join(
                    mark + pen.fill("{noun}，{how}{act}，{thing}{number}{unit}；")
                    for _ in range(dice.between(3, 6))
                )
            )
        if rich["quote"] and dice.chance(0.3):
            rich["quote"] = False
            blocks.append(f"> {pen.sentence()}")
        if rich["table"] and dice.chance(0.4):
            rich["table"] = False
            rows = [
                pen.fill("| {noun} | {number}{unit} | {thing} |") for _ in range(dice.between(3, 7))
            ]
            blocks.append("\n".join(["| 名称 | 数量 | 说明 |", "| --- | ---: | --- |", *rows]))
        if rich["picture"] and dice.chance(0.5):
            rich["picture"] = False
            alt, caption = pen.fill("{place}的{noun}"), pen.fill("{when}，{who}{act}。")
            blocks.append(f'![{alt}]({{static}}/images/{dice.pick(PICTURES)} "{caption}")')
    blocks[-1:-1] = [form for share, form in _further(pen, outline) if dice.chance(share)]
    return "\n\n".join(blocks) + "\n"


def _further(pen: Pen, outline: Outline) -> Iterator[tuple[float, str]]:
    """Yield what stands before the end of some articles, and how many of them do: marks and forms that turn up here and there."""
    word = pen.fill("{noun}")
    yield 0.10, f"开放时间：9:00~17:00，{pen.fill('{place}')}。"
    yield 0.08, pen.sentence().replace(word, f"*{word}*") + f"*{word}*的事，还会再说。"
    yield (
        0.10,
        f"办理办法，见[{word}指南](https://www.guide.example/{outline.slug}?from=linli&page=2)。",
    )
    yield 0.05, f"1. {pen.sentence()}\n\n2. {pen.sentence()}\n\n3. {pen.sentence()}"
    yield 0.03, f"{word} & {pen.fill('{noun}')}：电话 0000-5520060  \n地址：{pen.fill('{place}')}"
    yield 0.02, f"- {word}\n    - {pen.sentence()}\n- {pen.sentence()}"
    yield 0.02, f"{pen.sentence()}[^1]\n\n[^1]: {pen.sentence()}"
    yield 0.01, f"<small>{pen.sentence()}</small>"
    yield 0.05, f"---\n\n{pen.sentence()}"


def _earlier(dice: Dice, outline: Outline) -> Outline | None:
    stories = outline.event.stories
    place = stories.index(outline) if len(stories) < 40 else 0
    return stories[dice.below(place)] if place and dice.chance(0.3) else None
