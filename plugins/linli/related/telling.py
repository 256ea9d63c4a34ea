"""What others see of all lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

from linli.related.candidate import Match
from linli.related.likeness import parts_of
from linli.related.sheets import SHEET

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from linli.related.candidate import Candidate
    from linli.related.reasons import Reason
    from linli.related.state import State

Said = TypeVar("Said")
Shape = TypeVar("Shape")


class Related(Mapping[str, tuple[Match, ...]]):
    """All lists by key, made of the flat arrays when they are asked for."""

    def __init__(self, candidates: Sequence[Candidate], state: State) -> None:
        """``candidates`` are those asked for; ``state`` is never changed after this."""
        self._candidates = candidates
        self._lists = state.lists
        self._stories = state.stories
        self._keys = state.keys()
        self._numbers = state.numbers
        self._common = state.common
        self.mark = state.writing
        """Stands for all lists: while it is the same, so are they."""
        self._open: dict[int, list[tuple[Match, ...]]] = {}
        self._opened = 0

    def __getitem__(self, key: str) -> tuple[Match, ...]:
        number = self._numbers[key]
        sheet = number // SHEET
        if sheet not in self._open:
            # Who asks for one after another needs one sheet at a time; who jumps about, all of them.
            if self._opened < 2 * len(self._stories) // SHEET:
                self._open.clear()
            self._opened += 1
            self._open[sheet] = self._lists.matches(sheet, self._keys)
        return self._open[sheet][number % SHEET]

    def told(
        self,
        say: Callable[[Reason], Said],
        shape: Callable[[tuple[str, ...], tuple[Said, ...]], Shape],
    ) -> dict[str, Shape]:
        """Return all lists at once, by key: what ``shape`` makes of who is in it, and what ``say`` makes of why."""
        found: dict[str, Shape] = {}
        for sheet, start in enumerate(range(0, len(self._keys), SHEET)):
            keys = self._keys[start : start + SHEET]
            found |= zip(keys, self._lists.told(sheet, self._keys, say, shape), strict=False)
        found.pop("", None)  # where a story was
        return found

    def parts(self, key: str, match: Match) -> dict[str, int]:
        """Return what made up the score of a match in a list, by signal, in millionths."""
        mine, its = (self._stories[self._numbers[one]] for one in (key, match.key))
        return parts_of(mine, its, match.score, self._common) if mine and its else {}

    def copied(self) -> list[str]:
        """Return the keys of those from whose lists a near-copy is known to have been left out.

        It is for people to read: of near-copies that would hardly have been listed, it depends on the way what is known.
        """
        return [key for number in self._lists.left_out() if (key := self._keys[number])]

    def __iter__(self) -> Iterator[str]:
        return (candidate[0] for candidate in self._candidates)

    def __len__(self) -> int:
        return len(self._candidates)
