"""Pelican's generators on Linli's stories: they read no file, and send the signals that reading sends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import escape
from pelican import generators
from pelican.contents import Static
from pelican.plugins import signals

from linli.build.foreign.contents import Article, Page
from linli.build.foreign.failing import PluginError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linli.build.foreign.stories import Stories, Told


class ArticlesGenerator(generators.ArticlesGenerator):
    """Articles and notices, their lists and their feeds."""

    stories: Stories

    def get_files(self, *_paths: Any, **_wanted: Any) -> list[str]:
        """Make all articles, so that each can name the others; return their files."""
        for category in self.stories.names.categories.values():
            self.categories[category]  # a column has its page even when it is empty
        self._made: dict[str, Article] = {}
        found = [(told, self._make(told)) for told in self.stories.articles()]
        by_url = {f"{self.stories.newsroom.base}/{made.url}": made for _, made in found}
        for told, made in found:
            self._made[told.source] = made
            made.related_posts = [by_url[url] for url in told.shown if url in by_url]
        self._link_series(by_url)
        return list(self._made)

    def get_cached_data(self, name: str, _default: Any = None) -> Article:
        """Return the article of a file; Pelican takes it as read."""
        return self._made[name]

    def generate_tags(self, write: Any) -> None:
        """Write the pages of tags."""
        self._write_lists(write, "tag", self.tags.items())

    def generate_categories(self, write: Any) -> None:
        """Write the pages of columns."""
        self._write_lists(write, "category", self.categories)

    def generate_authors(self, write: Any) -> None:
        """Write the pages of authors."""
        self._write_lists(write, "author", self.authors)

    def _write_lists(self, write: Any, kind: str, found: Iterable[tuple[Any, list[Any]]]) -> None:
        """Write lists as Pelican does; it looks for every article in every list."""
        template = self.get_template(kind)
        order = {id(article): place for place, article in enumerate(self.dates)}
        for name, articles in found:
            dated = [article for article in articles if id(article) in order]
            write(
                name.save_as,
                template,
                self.context,
                url=name.url,
                articles=articles,
                dates=sorted(dated, key=lambda article: order[id(article)]),
                template_name=kind,
                blog=True,
                page_name=name.page_name,
                all_articles=self.articles,
                **{kind: name},
            )

    def _make(self, told: Told) -> Article:
        signals.article_generator_preread.send(self)
        signals.article_generator_context.send(self, metadata=told.metadata)
        made: Article = _made(Article, told, self)
        return made

    def _link_series(self, by_url: dict[str, Article]) -> None:
        """Give series their members, in the form of the plugin for series."""
        catalogue = self.stories.plan.catalogue
        for series in catalogue.edition.series:
            members = [by_url[catalogue.urls[item.name]] for _, item in series.items]
            for place, made in enumerate(members):
                before, after = members[:place], members[place + 1 :]
                made.series = {
                    "name": escape(series.name),
                    "index": series.items[place][0],
                    "all": members,
                    "all_previous": before,
                    "all_next": after,
                    "previous": before[-1] if before else None,
                    "next": after[0] if after else None,
                }


class PagesGenerator(generators.PagesGenerator):
    """Standing pages; hidden ones stand for withdrawn stories and for addresses that lead nowhere."""

    stories: Stories

    def get_files(self, *_paths: Any, **_wanted: Any) -> list[str]:
        """Make all pages; return their files."""
        told = [*self.stories.pages(), *self.stories.policy(), *self._not_found()]
        self._made = {one.source: self._make(one) for one in told}
        return list(self._made)

    def get_cached_data(self, name: str, _default: Any = None) -> Page:
        """Return the page of a file; Pelican takes it as read."""
        return self._made[name]

    def _not_found(self) -> Iterable[Told]:
        """Return the page for addresses that lead nowhere, unless the theme is told to make one."""
        own = {f"{name}.html" for name in self.settings["DIRECT_TEMPLATES"]}
        if "404.html" in own | set(self.settings["TEMPLATE_PAGES"].values()):
            return ()
        return self.stories.not_found()

    def _make(self, told: Told) -> Page:
        signals.page_generator_preread.send(self)
        signals.page_generator_context.send(self, metadata=told.metadata)
        made: Page = _made(Page, told, self)
        return made


class StaticGenerator(generators.StaticGenerator):
    """The pictures and documents that pages show; they are published by Linli, and listed here."""

    stories: Stories

    def generate_context(self) -> None:
        """Make the objects."""
        self.staticfiles = [self._make(asset.name) for asset in self.stories.plan.assets]
        self._update_context(("staticfiles",))
        signals.static_generator_finalized.send(self)

    def _make(self, name: str) -> Static:
        made = self.readers.read_file(
            base_path=self.path,
            path=name,
            content_class=Static,
            fmt="static",
            context=self.context,
            preread_signal=signals.static_generator_preread,
            preread_sender=self,
            context_signal=signals.static_generator_context,
            context_sender=self,
        )
        self.add_source_path(made, static=True)
        return made

    def generate_output(self, writer: Any) -> None:
        """Write nothing: files go into the release, past nobody."""


OURS = {
    generators.ArticlesGenerator: ArticlesGenerator,
    generators.PagesGenerator: PagesGenerator,
    generators.StaticGenerator: StaticGenerator,
}


def _made(kind: Any, told: Told, generator: Any) -> Any:
    made = kind(
        told.place,
        told.html,
        told.metadata,
        generator.stories.newsroom.lang,
        settings=generator.settings,
        source_path=told.source,
        context=generator.context,
    )
    made.owner = told.owner
    if made.status not in {"published", "hidden"} or not made.is_valid():
        raise PluginError(
            f"{told.owner} would be lost: a plugin made it {made.status or 'incomplete'}.",
            "Say that in the header of the story (status), or take the plugin out of PLUGINS.",
            zh=f"{told.owner} 会被丢掉：有插件把它改成了 {made.status or '不完整'}。请在稿件的“状态”里写明，或从 PLUGINS 里去掉插件。",
        )
    return made
