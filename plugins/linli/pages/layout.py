"""The pieces that all pages are made of: moments, entries, people, heads, and the site itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from linli.pages import views
from linli.pages.headline import phrases
from linli.pages.words import Vocabulary, day_text, time_text, vocabulary
from linli.site.edition import fold
from linli.story import Person, Stamp
from linli.text.figures import split_credit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linli.pages.addresses import Addresses
    from linli.pages.assets import Asset
    from linli.site import Edition, Manuscript, Newsroom

SIGNOFF_FIELDS = ("editors", "proofreaders", "reviewers", "approver")
BYLINE_FIELDS = ("authors", "correspondents", "photographers")
DESCRIBED = 3
"""How many entries of a list its description names."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Makes the parts of views for one edition.

    ``covers`` holds the pictures found, by file name; ``people`` the names that have a page;
    ``expired`` the file names of what no longer holds; ``columns`` the addresses by name, ``tags`` the
    addresses by folded name.
    """

    newsroom: Newsroom
    edition: Edition
    addresses: Addresses
    covers: Mapping[str, Asset]
    people: frozenset[str]
    expired: frozenset[str]
    columns: Mapping[str, str]
    tags: Mapping[str, str]

    def words(self, lang: str) -> Vocabulary:
        """Return Linli's own words for pages in ``lang``."""
        return vocabulary(lang)

    def moment(self, stamp: Stamp, lang: str) -> views.Moment:
        """Return a moment as ``lang`` writes it; a bare day stays a bare day."""
        day = day_text(stamp.at, lang)
        if not stamp.timed:
            return views.Moment(stamp.at.date().isoformat(), day, day)
        return views.Moment(stamp.at.isoformat(), time_text(stamp.at, lang), day)

    def column(self, item: Manuscript) -> views.Link:
        """Return a story's column, linked; notices lead to the notices."""
        story = item.story
        if story.kind == "notice" and story.column == self.newsroom.notice_column:
            return views.Link(story.column, self.addresses.notices())
        return views.Link(story.column, self.columns.get(story.column, ""))

    def tag(self, name: str) -> views.Link:
        """Return a tag, linked to its page however it is spelled; one of expired stories only has none."""
        return views.Link(name, self.tags.get(fold(name), ""))

    def is_expired(self, item: Manuscript) -> bool:
        """Say whether a story no longer holds."""
        return item.story.name in self.expired

    def entry(self, item: Manuscript, lang: str) -> views.Entry:
        """Return a story as it stands in a list of a page in ``lang``."""
        story = item.story
        state = ""
        if story.kind == "notice":
            state = "expired" if self.is_expired(item) else "in-force"
        return views.Entry(
            id=story.id,
            kind=story.kind,
            url=self.addresses.story(story),
            title=story.title,
            lang=story.lang,
            date=self.moment(story.date, lang),
            column=self.column(item),
            summary=story.summary or item.text.excerpt,
            cover=self.cover(item),
            state=state,
            expires=self.moment(story.expires, lang) if story.expires else None,
            phrases=phrases(story.title),
        )

    def cover(self, item: Manuscript) -> views.Picture | None:
        """Return the picture that stands for a story."""
        asset, cover = self.covers.get(item.story.name), item.story.cover
        if asset is None or cover is None:
            return None
        caption, credit = cover.caption, cover.credit
        if not credit:
            caption, credit = split_credit(caption)
        return views.Picture(asset.url, cover.alt, asset.width, asset.height, caption, credit)

    def person(self, person: Person) -> views.PersonView:
        """Return somebody named on a page, linked when that person has a page."""
        url = self.addresses.person(person.name) if person.name in self.people else ""
        return views.PersonView(person.name, person.unit, url)

    def credits(self, item: Manuscript, keys: tuple[str, ...]) -> tuple[views.Credit, ...]:
        """Return the credits of the fields ``keys``, one for each role."""
        labels = self.words(item.story.lang).roles
        found: list[views.Credit] = []
        for key in keys:
            value: tuple[Person, ...] | Person | None = getattr(item.story, key)
            people = (value,) if isinstance(value, Person) else value or ()
            roles: dict[str, list[views.PersonView]] = {}
            for person in people:
                role = person.role or ("author" if key == "authors" else key)
                roles.setdefault(role, []).append(self.person(person))
            found.extend(
                views.Credit(role, labels.get(role, role), tuple(who))
                for role, who in roles.items()
            )
        return tuple(found)

    def absolute(self, address: str) -> str:
        """Return the full address, or an empty string while the site has none."""
        if not self.newsroom.url:
            return ""
        parts = urlsplit(self.newsroom.url)
        return f"{parts.scheme}://{parts.netloc}{address}"

    def head(
        self,
        kind: str,
        title: str,
        url: str,
        lang: str = "",
        description: str = "",
        trail: tuple[views.Link, ...] = (),
        section: str = "",
        canonical: str | None = None,
        index: bool = True,
        keywords: tuple[str, ...] = (),
    ) -> views.Head:
        """Return what every page has; the trail begins at the home page by itself.

        A page without a description of its own gets the newsroom's.
        """
        lang = lang or self.newsroom.lang
        home = views.Link(self.words(lang).home, self.addresses.home())
        return views.Head(
            kind=kind,
            title=title,
            url=url,
            canonical=self.absolute(url) if canonical is None else canonical,
            lang=lang,
            description=description or self.newsroom.description or title,
            keywords=keywords,
            trail=(home, *trail),
            index=index,
            section=section,
        )

    def contents(self, title: str, texts: Sequence[str]) -> str:
        """Return a description of a list: its title, and what is first on it."""
        words = self.words(self.newsroom.lang)
        first = words.between.join(texts[:DESCRIBED])
        return words.contents.format(title=title, texts=first) if first else ""

    def site(self, lang: str, style: str) -> views.SiteView:
        """Return the site-wide view for pages in ``lang``; ``style`` is the style sheet's address."""
        words, newsroom, addresses = self.words(lang), self.newsroom, self.addresses

        def own(text: str, url: str) -> views.Link:
            """Return a link in the site's language, marked as such on pages in another."""
            foreign = lang != newsroom.lang and not text.isascii()
            return views.Link(text, url, lang=newsroom.lang if foreign else "")

        nav = [
            own(found.column.name, addresses.column(found.column.slug))
            for found in self.edition.columns
        ]
        nav.append(own(newsroom.notice_column, addresses.notices()))
        more = [
            views.Link(words.latest, addresses.at("latest")),
            views.Link(words.archive, addresses.at("archive")),
        ]
        for shown, text, name in (
            (self.edition.series, words.series, "series"),
            (self.edition.people, words.people, "people"),
            (self.edition.tags, words.tags, "tags"),
        ):
            if shown:
                more.append(views.Link(text, addresses.at(name)))
        newest = self.edition.readable[:1]
        year = newest[0].story.date.at.year if newest else 0
        return views.SiteView(
            name=newsroom.name,
            tagline=newsroom.tagline,
            description=newsroom.description,
            home=addresses.home(),
            url=newsroom.url,
            base=addresses.base,
            lang=newsroom.lang,
            static=f"{addresses.base}/theme",
            style=style,
            nav=tuple(nav),
            more=tuple(more),
            pages=tuple(
                own(item.story.title, addresses.story(item.story)) for item in self.edition.pages
            ),
            notes=tuple(own(note.text, note.url) for note in newsroom.notes),
            publisher=newsroom.publisher,
            copyright=f"© {year} {newsroom.publisher}" if year else newsroom.publisher,
        )
