"""Manuscripts into what Pelican's articles and pages are made of: an address, HTML, and a table of metadata.

``docs/themes.md`` lists the table. Texts in it are escaped already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from markupsafe import Markup
from msgspec import Struct

from linli.build.cache import MANUSCRIPTS
from linli.build.foreign.contents import Credited, People, moment
from linli.build.foreign.escaping import escaped
from linli.build.foreign.named import Names, Place
from linli.build.foreign.settings import says_dates
from linli.build.manuscripts import unpack
from linli.pages.layout import Layout
from linli.pages.making import make_view
from linli.pages.notes import (
    gone_html,
    not_found_html,
    policy_html,
    redirect_html,
    rights_html,
    rights_text,
    whole_text,
    withdrawn_html,
)
from linli.pages.recipe import (
    ArticleParts,
    GoneParts,
    NotFoundParts,
    PageParts,
    PlainParts,
    PolicyParts,
    RedirectParts,
    RulesParts,
    WithdrawnParts,
)
from linli.pages.rules import rules_text
from linli.site.card import CREDITS
from linli.story import Person

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linli.build.foreign.guest import Hosted
    from linli.build.preparing import Planned
    from linli.build.press import Press
    from linli.pages import views
    from linli.pages.recipe import Recipe
    from linli.site import Manuscript
    from linli.story import Story

AT_ONCE = 500
"""Manuscripts taken from the cache in one go."""


class Told(Struct, frozen=True):
    """A story, or what stands for one, on its way to Pelican. ``owner`` is what messages call its file."""

    source: str
    owner: str
    place: Place
    html: str
    metadata: dict[str, Any]
    shown: tuple[str, ...] = ()


class Stories:
    """Everything of a planned site that has a page of its own."""

    def __init__(self, planned: Planned, press: Press, newsroom: Hosted, settings: Any) -> None:
        self.plan = plan = planned.plan
        self._manuscripts = planned.stories.marks
        self.newsroom = newsroom
        self.names = Names(plan.catalogue.edition, newsroom, settings)
        self._press = press
        self._author = str(settings.get("AUTHOR") or "")
        self._layout = Layout(newsroom, plan.catalogue.addresses)
        self._dated = says_dates(newsroom)

    def articles(self) -> Iterator[Told]:
        """Yield every article and notice, newest first."""
        for recipe, manuscript in self._of(ArticleParts):
            view = cast("views.ArticleView", make_view(self._layout, recipe, [manuscript]))
            metadata = self._metadata(view, manuscript.story)
            shown = tuple(one.url for one in recipe.shown)
            yield self._told(recipe, manuscript, whole_text(view, recipe.lang), metadata, shown)

    def pages(self) -> Iterator[Told]:
        """Yield standing pages, then what stands for withdrawn stories."""
        for recipe, manuscript in self._of(PageParts):
            page = cast("views.PageView", make_view(self._layout, recipe, [manuscript]))
            metadata = self._common(manuscript.story, page.head) | {"status": "published"}
            yield self._told(recipe, manuscript, page.html, metadata)
        for recipe, manuscript in self._of(WithdrawnParts):
            gone = cast("views.WithdrawnView", make_view(self._layout, recipe, [manuscript]))
            metadata = _stand_in(gone.head) | {"state": "withdrawn"}
            yield self._told(recipe, manuscript, withdrawn_html(gone), metadata)

    def not_found(self) -> Iterator[Told]:
        """Yield the page for addresses that lead nowhere."""
        for recipe in self.plan.pages:
            if isinstance(recipe.parts, NotFoundParts):
                view = make_view(self._layout, recipe, ())
                home = self._layout.addresses.home()
                html = not_found_html(recipe.lang, home)
                place = Place(recipe.path, recipe.path)
                yield Told(recipe.path, recipe.owner, place, html, _stand_in(view.head))

    def policy(self) -> Iterator[Told]:
        """Yield the reprint policy, to which notices lead."""
        for recipe in self.plan.pages:
            if isinstance(recipe.parts, PolicyParts):
                view = cast("views.PolicyView", make_view(self._layout, recipe, ()))
                url = recipe.parts.url.removeprefix(self.newsroom.base).lstrip("/")
                place = Place(url, recipe.path)
                metadata = _stand_in(view.head)
                yield Told(recipe.path, recipe.owner, place, policy_html(view), metadata)

    def earlier(self) -> Iterator[tuple[str, str]]:
        """Yield the files at addresses that stories had before, and the rules for servers."""
        for recipe in self.plan.pages:
            if isinstance(recipe.parts, RedirectParts):
                view = cast("views.RedirectView", make_view(self._layout, recipe, ()))
                yield recipe.path, redirect_html(view)
            elif isinstance(recipe.parts, GoneParts):
                gone = cast("views.GoneView", make_view(self._layout, recipe, ()))
                yield recipe.path, gone_html(gone, self._layout.addresses.home())
            elif isinstance(recipe.parts, RulesParts):
                yield recipe.path, rules_text(recipe.parts).decode()

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield the path and the text of files for programs, which no theme has a say in."""
        for recipe in self.plan.pages:
            if isinstance(recipe.parts, PlainParts):
                yield recipe.path, recipe.parts.text

    def _of(self, kind: type) -> Iterator[tuple[Recipe, Manuscript]]:
        found = [recipe for recipe in self.plan.pages if isinstance(recipe.parts, kind)]
        for start in range(0, len(found), AT_ONCE):
            batch = found[start : start + AT_ONCE]
            marks = [self._manuscripts[recipe.stories[0]] for recipe in batch]
            texts = self._press.cache.whole(MANUSCRIPTS, marks)
            for recipe, mark in zip(batch, marks, strict=True):
                yield recipe, unpack(texts[mark])

    def _told(
        self,
        recipe: Recipe,
        manuscript: Manuscript,
        html: str,
        metadata: dict[str, Any],
        shown: tuple[str, ...] = (),
    ) -> Told:
        url = str(getattr(recipe.parts, "url", ""))
        place = Place(url.removeprefix(self.newsroom.base).lstrip("/"), recipe.path)
        source = str(self.newsroom.content.resolve() / manuscript.story.name)
        return Told(source, recipe.owner, place, html, metadata, shown)

    def _common(self, story: Story, head: views.Head) -> dict[str, Any]:
        """Return what articles and pages have in common."""
        found: dict[str, Any] = {
            "title": escaped(head.title),
            "lang": story.lang,
            "slug": story.slug,
            "date": moment(story.date.at),
            "summary": escaped(head.description),
            "description": escaped(head.description),
            "keywords": escaped(story.keywords),
            "id": escaped(story.id),
        }
        if not self._dated:
            found["locale_date"] = self._layout.moment(story.date, story.lang).text
        if story.modified:
            found["modified"] = moment(story.modified.at)
            if not self._dated:
                found["locale_modified"] = self._layout.moment(story.modified, story.lang).text
        return found

    def _metadata(self, view: views.ArticleView, story: Story) -> dict[str, Any]:
        found = self._common(story, view.head) | {
            "status": "hidden" if view.state == "expired" else "published",
            "category": self.names.category(story.column),
            "tags": self.names.tags(story.tags),
            "summary": escaped(view.summary),
            "kind": view.kind,
            "state": view.state,
            "body": Markup(view.html),  # noqa: S704 - sanitised
            "json_ld": Markup(view.data),  # noqa: S704 - escaped for a data block
            "copyright_notice": escaped(
                rights_text(view.rights, story.lang, self._layout.absolute_link)
            ),
            "copyright_notice_html": Markup(rights_html(view.rights)),  # noqa: S704 - made of escaped pieces
            "copyright_line": escaped(view.rights.claim),
            "corrections": escaped(view.corrections),
            "ai_label": escaped(view.ai_label),
            "reading": escaped(view.reading),
            "expires": moment(story.expires.at) if story.expires else None,
            "origin": str(story.origin),
            "reuse": str(story.reuse),
            "permission": str(story.permission),
            "extra": {key: _plain(value) for key, value in story.extra.items()},
            **_cover(view.cover, self.newsroom.base),
        }
        for key in ("subtitle", "original_title", "dateline", "source", "source_url"):
            found[key] = escaped(getattr(story, key))
        for key in CREDITS:
            if key != "authors":
                found[key] = _people(getattr(story, key))
        names = [person.name for person in story.authors] or [self._author] * bool(self._author)
        if names:  # Pelican takes the first one, and falls over an empty list
            found["authors"] = [self.names.author(name) for name in dict.fromkeys(names)]
        return found


def _stand_in(head: views.Head) -> dict[str, Any]:
    return {
        "title": escaped(head.title),
        "lang": head.lang,
        "status": "hidden",
        "slug": "",
        "summary": "",
    }


def _people(value: Sequence[Person] | Person | None) -> People:
    people = [value] if isinstance(value, Person) else value or ()
    return People(Credited(*escaped((one.name, one.unit, one.role))) for one in people)


def _cover(cover: views.Picture | None, base: str) -> dict[str, Any]:
    if cover is None:
        return {}
    return {
        "cover": escaped(cover.url.removeprefix(base).lstrip("/")),
        **{
            f"cover_{key}": escaped(getattr(cover, key))
            for key in ("alt", "width", "height", "caption", "credit")
        },
    }


def _plain(value: object) -> Any:
    if isinstance(value, Person):
        return _people(value)[0]
    if isinstance(value, tuple):
        made = [_plain(one) for one in value]
        return People(made) if made and isinstance(made[0], Credited) else made
    at = getattr(value, "at", None)
    return escaped(value) if at is None else moment(at)
