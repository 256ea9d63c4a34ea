"""Pelican's signals in a build with Linli's own theme: sent when somebody listens, with Pelican's own objects.

A newsroom without plugins never comes here. What a plugin changes in the objects, or in a page, has no effect on
Linli's pages; new files that it writes into the output folder it is shown are published.
"""

from __future__ import annotations

import os
import shutil
from itertools import chain
from typing import TYPE_CHECKING, Any
from weakref import ReferenceType

from pelican.generators import TemplatePagesGenerator
from pelican.plugins import signals

from linli.build.foreign.generators import ArticlesGenerator, PagesGenerator, StaticGenerator
from linli.build.foreign.stories import Stories
from linli.build.neighbours import is_outdated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from linli.build.foreign.house import House
    from linli.build.preparing import Planned
    from linli.build.press import Press
    from linli.release import Release, Room

ALL: dict[str, Any] = {
    name: signal
    for name, signal in vars(signals).items()
    if hasattr(signal, "receivers") and not isinstance(signal, type)
}
"""Every signal that Pelican knows, by the name that its documentation gives it."""
AT_THE_DOOR = frozenset({"initialized"})
"""What is sent while Pelican is being set up, whatever is built then."""
WITHOUT_OBJECTS = AT_THE_DOOR | {"finalized", "get_writer"}
ON_FILES = frozenset(
    "content_written finalized article_writer_finalized page_writer_finalized get_generators get_writer".split()
)
"""Signals whose listeners may look at the files of the site, or write some."""


def heard(names: Iterable[str] = ALL.keys() - AT_THE_DOOR) -> bool:
    """Say whether anybody listens to one of these signals: any but those at the door, unless told."""
    return any(ALL[name].receivers for name in names)


def silence_outdated() -> None:
    """Let functions hear nothing any more whose module was read anew since.

    A preview reads plugins beside the configuration anew for each build; else each would hear it once more after every save.
    """
    for signal in ALL.values():
        for ref in list(signal.receivers.values()):
            receiver = ref() if isinstance(ref, ReferenceType) else ref
            function = getattr(receiver, "__func__", receiver)
            if is_outdated(getattr(function, "__globals__", {})):
                signal.disconnect(receiver)


def lay_out(names: Sequence[str], room: Room, release: Release, stage: Path) -> None:
    """Copy files of the release to the stage, when somebody may look at them there.

    They are copies: what is live is the same file as in the release before, and must not be written to.
    """
    if not heard(ON_FILES):
        return
    for name in names:
        made = release.pen.place(name)
        source = made if os.path.isfile(made) else room.place.output / name  # noqa: PTH113
        target = stage / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def tell(house: House, planned: Planned, press: Press, taken: Sequence[str]) -> None:
    """Send the signals of a build whose pages are made; ``taken`` are the files it consists of."""
    if not heard(ALL.keys() - WITHOUT_OBJECTS):
        return
    stories = Stories(planned, press, house.newsroom, house.settings)
    generators = house.gather(stories)
    writer = house.writer(taken)
    for generator in generators:
        if isinstance(generator, ArticlesGenerator):
            _tell_articles(generator, writer, planned)
        elif isinstance(generator, PagesGenerator):
            _tell_pages(generator, writer)
        elif isinstance(generator, StaticGenerator) or type(generator) is TemplatePagesGenerator:
            continue
        elif hasattr(generator, "generate_output"):
            generator.generate_output(writer)


def _tell_articles(generator: ArticlesGenerator, writer: Any, planned: Planned) -> None:
    articles = chain(generator.articles, generator.hidden_articles)
    told = {recipe.path for recipe in _with_stories(planned)}
    for article in articles:
        signals.article_generator_write_article.send(generator, content=article)
        category = getattr(article, "category", None)
        _written(generator, writer, article.save_as, article=article, category=category)
    for recipe in planned.plan.pages:
        if recipe.path not in told:
            _written(generator, writer, recipe.path)
    signals.article_writer_finalized.send(generator, writer=writer)


def _tell_pages(generator: PagesGenerator, writer: Any) -> None:
    for page in chain(generator.pages, generator.hidden_pages):
        signals.page_generator_write_page.send(generator, content=page)
        _written(generator, writer, page.save_as, page=page)
    signals.page_writer_finalized.send(generator, writer=writer)


def _with_stories(planned: Planned) -> Iterator[Any]:
    """Yield the pages that an article or a page of Pelican stands for."""
    from linli.pages import recipe as parts

    kinds = (
        *(parts.ArticleParts, parts.NotFoundParts, parts.PageParts),
        *(parts.PolicyParts, parts.WithdrawnParts),
    )
    return (page for page in planned.plan.pages if isinstance(page.parts, kinds))


def _written(generator: Any, writer: Any, path: str, **shown: Any) -> None:
    if signals.content_written.receivers:
        context = {**generator.context, "output_file": path, **shown}
        signals.content_written.send(os.path.join(writer.output_path, path), context=context)  # noqa: PTH118
