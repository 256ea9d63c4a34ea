"""The record: what a later build has to know of a plan to make some of its pages anew without planning.

Recipes lie in the cache by path, with stories by their names; each story as lists show it lies there once. All of it
are plain values, as everything in the cache.
"""

from __future__ import annotations

import marshal
from itertools import starmap
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from msgspec.structs import astuple

from linli.build.cache import LISTED, NAMED, RECIPES, RECORD
from linli.build.damage import Damaged
from linli.build.filling import Compared
from linli.marks import plain_bytes, plain_mark
from linli.pages.feed_contents import contents_of, is_archive
from linli.pages.recipe import (
    ArticleParts,
    FeedParts,
    Listed,
    Parts,
    Recipe,
    WithdrawnParts,
    parts_of,
)
from linli.pages.views import FeedLink, Link, SiteView
from linli.problems.problem import plain_problem, problem_from
from linli.survey import settled

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from linli.build.cache import Cache
    from linli.build.surveying import Ground
    from linli.marks import Plain
    from linli.problems import Problem

SITE = b"site"
SHARED = FeedParts._fields.index("mark")
"""Where, in the parts of a feed, that begins which the pages of its stories say, too."""


class Record(NamedTuple):
    """What is known of a whole plan.

    ``token`` is that of the build that made it. ``ground`` is the mark of the files there were, ``texts`` that of what the stories
    said, ``pages`` how many pages there were, ``writing`` that of the memory of related lists. ``problems`` are those that were found after reading. ``sites`` holds the site-wide view of each language. ``by_title`` says that an
    editor's pin was, or might have been, found by a title; ``compared`` is whose texts were compared to fill a list
    with the latest of a column.
    """

    token: str
    ground: bytes
    texts: bytes
    pages: int
    writing: bytes
    problems: tuple[Problem, ...]
    sites: Mapping[str, SiteView]
    by_title: bool
    compared: Compared


def ground_mark(ground: Ground) -> bytes:
    """Return the mark of which files there are, and of all that are not read; empty while those cannot be told by facts."""
    found = ground.found
    facts = tuple(map(found.facts.get, found.others))
    if not all(one and settled(one, ground.seen) for one in facts):
        return b""
    return plain_mark((found.markdown, found.others, facts))


def texts_mark(names: Sequence[str], marks: Mapping[str, bytes]) -> bytes:
    """Return the mark of what all files say, those without a story included; ``marks`` are by file name."""
    return plain_mark(tuple([marks.get(name, b"") for name in names]))


def enter_record(cache: Cache, record: Record) -> None:
    """Keep what is known of a plan."""
    problems = tuple([plain_problem(one) for one in record.problems])
    sites = tuple([(lang, _plain_site(site)) for lang, site in record.sites.items()])
    compared = tuple([tuple(sorted(names)) for names in record.compared])
    known = record.token, record.ground, record.texts, record.pages, record.writing
    row = (*known, problems, sites, record.by_title, compared)
    cache.put(RECORD, [(SITE, plain_bytes(row))])


def recall_record(cache: Cache, token: str) -> Record | None:
    """Return what the build with this ``token`` kept, if nobody has built since."""
    content = cache.get(RECORD, [SITE]).get(SITE)
    if not content or not token:
        return None
    own, ground, texts, pages, writing, *others = marshal.loads(content)  # noqa: S302 - sealed
    problems, sites, by_title, compared = others
    if own != token:
        return None
    return Record(
        *(own, ground, texts, pages, writing),
        tuple(map(problem_from, problems)),
        {lang: _site(site) for lang, site in sites},
        by_title,
        Compared(*map(frozenset, compared)),
    )


def fitting_record(cache: Cache, token: str, ground: Ground) -> Record | None:
    """Return what the build with this ``token`` kept, if there are the files that there were then."""
    record = recall_record(cache, token)
    return record if record and record.ground and record.ground == ground_mark(ground) else None


LINKS: Mapping[str, type[Link | FeedLink]] = {
    **dict.fromkeys(("nav", "more", "pages", "notes"), Link),
    "feeds": FeedLink,
}
"""What the parts of a site's view hold that hold links."""


def _plain_site(site: SiteView) -> tuple[Plain, ...]:
    return tuple(
        [tuple(map(astuple, one)) if isinstance(one, tuple) else one for one in astuple(site)]
    )


def _site(row: tuple[Plain, ...]) -> SiteView:
    parts: dict[str, Any] = dict(zip(SiteView.__struct_fields__, row, strict=True))
    for name, kind in LINKS.items():
        parts[name] = tuple(starmap(kind, parts[name]))
    return SiteView(**parts)


class Naming(NamedTuple):
    """How recipes call what they hold: stories as lists show them, and the pages of stories, by file name."""

    listed: Mapping[str, Listed]
    pages: Mapping[str, str]


class Rows(NamedTuple):
    """Recipes as they are kept, by path; the stories that each of them names; the stories that they list."""

    recipes: Sequence[tuple[bytes, bytes]] = ()
    named: Mapping[str, tuple[str]] = {}
    listed: Sequence[tuple[bytes, bytes]] = ()


def rows_of(made: Sequence[Recipe], naming: Naming) -> Rows:
    """Return recipes of pages as :func:`enter_recipes` keeps them."""
    if not made:
        return Rows()
    names = {one.mark: name for name, one in naming.listed.items()}
    listed = {one.mark: one for page in made for one in page.shown}
    lines = [_lines([names[one.mark] for one in page.shown]) for page in made]
    recipes = [
        (page.path.encode(), _row(page, shown, naming.pages))
        for page, shown in zip(made, lines, strict=True)
    ]
    named = {
        page.path: (shown + _lines(page.stories),) for page, shown in zip(made, lines, strict=True)
    }
    shelf = [(names[mark].encode(), plain_bytes(tuple(one))) for mark, one in listed.items()]
    return Rows(recipes, named, shelf)


def enter_recipes(cache: Cache, rows: Rows) -> None:
    """Keep the recipes of pages that were made, and the stories that they list."""
    cache.put(RECIPES, rows.recipes)
    cache.store(NAMED, rows.named)
    cache.put(LISTED, rows.listed)


def begin_recipes(cache: Cache) -> None:
    """Begin shelves anew on which there may be recipes that nobody knows pages of."""
    cache.clear(RECIPES, NAMED, LISTED)


def _row(made: Recipe, listed: str, pages: Mapping[str, str]) -> bytes:
    _, template, lang, parts, _, stories, owner, line = made
    values: tuple[Plain, ...] = tuple(parts)
    if isinstance(parts, FeedParts):
        # What it says of each story, the page of that story says; corrections have no page, and never change so.
        values = (*values[:SHARED], tuple([pages[name] for name in stories]))
    kind = type(parts).__name__
    return plain_bytes((template, lang, kind, values, listed, _lines(stories), owner, line))


def _lines(names: Sequence[str]) -> str:
    """Return names as one text, each with a line of its own; no file name holds a line break."""
    return "\n" + "\n\n".join(names) + "\n" if names else ""


def _names(lines: str) -> tuple[str, ...]:
    return tuple(lines[1:-1].split("\n\n")) if lines else ()


def drop_recipes(cache: Cache, paths: Collection[str]) -> None:
    """Forget the recipes of pages that are gone."""
    cache.drop(RECIPES, [path.encode() for path in paths])
    cache.store(NAMED, {}, paths)


class Found(NamedTuple):
    """A recipe as it was kept: stories by their names."""

    path: str
    template: str
    lang: str
    kind: str
    values: tuple[Plain, ...]
    shown: tuple[str, ...]
    stories: tuple[str, ...]
    owner: str
    line: int

    @property
    def pages(self) -> tuple[str, ...]:
        """Return, for a feed, the pages of its stories."""
        return cast("tuple[str, ...]", self.values[-1])


def recipes_naming(cache: Cache, wanted: Iterable[str], pages: int) -> list[Found]:
    """Return the recipes of those of all ``pages`` that list, or show the text of, one of the stories ``wanted``.

    Raises ``Damaged`` when not all are known.
    """
    rows = cache.load(NAMED)
    if len(rows) != pages:
        raise Damaged(NAMED.decode())
    found: dict[str, None] = {}
    for name in wanted:
        line = f"\n{name}\n"
        found |= {path: None for path, (lines,) in rows.items() if line in cast("str", lines)}
    return [recipe_at(cache, path) for path in found]


def recipe_at(cache: Cache, path: str) -> Found:
    """Return the recipe of a page. Raises ``Damaged`` when it is missing."""
    key = path.encode()
    return _found(key, marshal.loads(cache.whole(RECIPES, [key])[key]))  # noqa: S302 - sealed


def _found(key: bytes, row: tuple[Plain, ...]) -> Found:
    template, lang, kind, values, listed, stories, owner, line = cast("tuple[str, ...]", row)
    return Found(
        key.decode(),
        template,
        lang,
        kind,
        cast("tuple[Plain, ...]", values),
        _names(listed),
        _names(stories),
        owner,
        cast("int", line),
    )


def listed_of(cache: Cache, names: Sequence[str]) -> dict[str, Listed]:
    """Return stories as lists show them. Raises ``Damaged`` when one is missing."""
    rows = cache.whole(LISTED, [name.encode() for name in names])
    return {
        name: Listed._make(marshal.loads(rows[name.encode()]))  # noqa: S302 - sealed
        for name in names
    }


def recipe_of(
    found: Found,
    listed: Callable[[Sequence[str]], tuple[Listed, ...]],
    page: Callable[[str], Recipe],
) -> Recipe:
    """Return a recipe as a plan has it; ``listed`` gives stories as lists show them, ``page`` the recipe at a path."""
    path, template, lang, kind, values, names, stories, owner, line = found
    if kind == FeedParts.__name__:
        own = values[:SHARED]
        archived = is_archive(FeedParts._make((*own, b"", (), ())))
        contents = contents_of([page(path) for path in found.pages], archived=archived)
        parts: Parts = FeedParts._make((*own, contents.mark, contents.entries, contents.related))
        return Recipe(path, template, lang, parts, contents.shown, stories, owner, line)
    made = parts_of(kind, values)
    return Recipe(path, template, lang, made, listed(names), stories, owner, line)


def pages_of_stories(recipes: Iterable[Recipe]) -> dict[str, str]:
    """Return the path of each story's own page, by file name."""
    return {
        one.stories[0]: one.path
        for one in recipes
        if type(one.parts) is ArticleParts or type(one.parts) is WithdrawnParts
    }
