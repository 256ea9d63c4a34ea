"""Retouching: a build after which the plan would be the same, because a few stories only say something else.

Most saves change a text or a title. The plan depends on neither (:mod:`linli.site.card`), so that its
recipes are taken from the record, and only those are put together anew that name one of these stories. Whatever it is that
cannot be told from the record, the answer is to plan; a record with something missing is damage, and all is begun anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from linli.build.filling import may_be_others
from linli.build.record import (
    Naming,
    listed_of,
    recipe_at,
    recipe_of,
    recipes_naming,
    texts_mark,
)
from linli.pages.chosen import Chosen, below_pins, why_of
from linli.pages.recipe import ArticleParts, FeedParts
from linli.pages.recipe import listed as listed_as
from linli.related.pins import wants_none

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linli.build.ledger import Entry, Ledger
    from linli.build.preparing import Read
    from linli.build.press import Press
    from linli.build.reading import Reading
    from linli.build.record import Found as FoundRecipe
    from linli.build.record import Record
    from linli.build.surveying import Ground
    from linli.pages.recipe import Listed, Recipe
    from linli.problems import Problem
    from linli.site import Face, Newsroom

FEW = 32
"""Stories that may say something else at once."""


class Touched(NamedTuple):
    """What a few changed stories change: recipes that may not be what they were, and the record of it all."""

    recipes: Sequence[Recipe]
    naming: Naming
    manuscripts: Mapping[str, bytes]
    record: Record
    problems: Sequence[Problem]


def retouch(
    newsroom: Newsroom,
    press: Press,
    ground: Ground,
    record: Record,
    read: Read,
) -> Touched | None:
    """Return what changed stories change, or ``None`` when the site has to be planned.

    ``record`` is one that fits (:func:`linli.build.record.fitting_record`).
    """
    ledger, reading = read.intake.ledger, read.reading
    changes = _changes(reading, record)
    marks = {name: trace.mark for name, trace in ledger.traces.items()}
    names = ground.found.markdown
    was = marks | {name: entry.mark for name, entry in reading.before.items()}
    if changes is None or record.texts != texts_mark(names, was):
        return None
    lists = _relate(newsroom, press, record, changes, ledger, marks)
    noted = _noted(ground, ledger)
    ledger.let_go()
    if lists is None or noted is None:
        return None
    chosen, writing = lists
    faces = {name: new for name, (old, new) in changes.items() if old != new}
    found = recipes_naming(press.cache, {*changes, *chosen}, record.pages)
    recipes = _Recipes(press, faces, chosen)
    made = [recipes.of(one) for one in found]
    return Touched(
        made,
        Naming(recipes.listed, recipes.pages),
        marks,
        record._replace(texts=texts_mark(names, marks), writing=writing),
        (*ground.notebook.problems, *noted, *record.problems),
    )


class Change(NamedTuple):
    """The faces of a story that says something else, before and now."""

    old: Face
    new: Face


def _changes(reading: Reading, record: Record) -> dict[str, Change] | None:
    """Return the stories that say something else; ``None`` when there is one that has another shape."""
    noted = {problem.path for problem in record.problems}
    changes: dict[str, Change] = {}
    for name, entry in reading.entries.items():
        before = reading.before.get(name)
        if before is None or not (before.card and before.face and entry.card and entry.face):
            return None
        if entry.mark == before.mark:
            continue
        if before.card.shape() != entry.card.shape() or entry.card.path in noted:
            return None
        if record.by_title and before.face.title != entry.face.title:
            return None
        changes[name] = Change(before.face, entry.face)
    return changes if len(changes) <= FEW else None


def _noted(ground: Ground, ledger: Ledger) -> list[Problem] | None:
    """Return what was pointed out in all files when they were read; ``None`` when that is not known of each."""
    traces = ledger.traces
    names = [name for name in ground.found.markdown if not traces[name].is_clean]
    entries: Mapping[str, Entry] = ledger.get(names)
    if len(entries) < len(names):
        return None
    return [problem for name in names for problem in entries[name].problems]


def _relate(
    newsroom: Newsroom,
    press: Press,
    record: Record,
    changes: Mapping[str, Change],
    ledger: Ledger,
    marks: Mapping[str, bytes],
) -> tuple[Mapping[str, Chosen], bytes] | None:
    """Return the related lists that change, and the writing of the memory."""
    from linli.related.again import relate_again
    from linli.related.changes import Wording

    limit = newsroom.related_limit
    if not limit or not changes:
        return {}, record.writing
    features = press.features(marks)
    if may_be_others(record.compared, changes, features):
        return None
    words = {name: Wording(marks[name], new.title) for name, (_, new) in changes.items()}
    again = relate_again(words, features, limit, press.memory, record.writing)
    if again is None:
        return None
    chosen: dict[str, Chosen] = {}
    entries = ledger.get(list(again.lists))
    if len(entries) < len(again.lists):
        return None
    for name, (names, reasons) in again.lists.items():
        card = entries[name].card
        if card and wants_none(card.related):
            continue
        found = Chosen(tuple(names), tuple(map(why_of, reasons)))
        chosen[name] = below_pins(again.pinned[name], found, limit)
        if not chosen[name].names:  # the latest of the column stand in for a list
            return None
    return chosen, again.writing


class _Recipes:
    """Puts recipes together anew from what was kept of them.

    ``listed`` and ``pages`` are the stories, and the pages of stories, that came up, by file name.
    """

    def __init__(
        self, press: Press, faces: Mapping[str, Face], chosen: Mapping[str, Chosen]
    ) -> None:
        self.listed: dict[str, Listed] = {}
        self.pages: dict[str, str] = {}
        self._cache = press.cache
        self._faces = faces
        self._chosen = chosen
        self._made: dict[str, Recipe] = {}

    def of(self, found: FoundRecipe) -> Recipe:
        """Return a recipe as a plan would have it now."""
        if found.path not in self._made:
            if found.kind == FeedParts.__name__:
                self.pages |= zip(found.stories, found.pages, strict=True)
            self._made[found.path] = recipe_of(self._related(found), self._shown, self._at)
        return self._made[found.path]

    def _at(self, path: str) -> Recipe:
        return self._made.get(path) or self.of(recipe_at(self._cache, path))

    def _related(self, found: FoundRecipe) -> FoundRecipe:
        """Return the recipe of an article with its related list of now."""
        if found.kind != ArticleParts.__name__ or found.stories[0] not in self._chosen:
            return found
        names, reasons = self._chosen[found.stories[0]]
        parts = ArticleParts._make(found.values)._replace(reasons=reasons)
        return found._replace(values=tuple(parts), shown=names)

    def _shown(self, names: Sequence[str]) -> tuple[Listed, ...]:
        missing = [name for name in dict.fromkeys(names) if name not in self.listed]
        for name, one in listed_of(self._cache, missing).items():
            self.listed[name] = self._as_now(name, one)
        return tuple([self.listed[name] for name in names])

    def _as_now(self, name: str, one: Listed) -> Listed:
        face = self._faces.get(name)
        return listed_as(*one._replace(**face._asdict())[:-1]) if face else one
