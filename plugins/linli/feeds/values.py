"""What feeds are made of: plain, frozen values that can be pickled and compared.

All times carry a zone. All addresses are absolute. Text is plain text, except for ``Entry.html``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

Role = Literal[
    "author", "correspondent", "photographer", "editor", "proofreader", "reviewer", "approver"
]
"""What somebody did for a story; only an author is one to feed readers, all others contributed."""


class Person(NamedTuple):
    """Somebody who worked on a story; ``label`` is how the role is called ("通讯员")."""

    name: str
    role: Role = "author"
    label: str = ""
    url: str = ""


class Category(NamedTuple):
    """A subject; ``scheme`` is the address of the taxonomy it belongs to, ``label`` what readers see."""

    term: str
    scheme: str = ""
    label: str = ""


class Picture(NamedTuple):
    """A picture: MIME type, pixels, bytes; a width, height or size of 0 is not known."""

    url: str
    type: str
    width: int = 0
    height: int = 0
    alt: str = ""
    caption: str = ""
    credit: str = ""
    size: int = 0


class Enclosure(NamedTuple):
    """A sound or film that comes with a story: MIME type, bytes, seconds."""

    url: str
    type: str
    length: int
    title: str = ""
    duration: int = 0


class Podcast(NamedTuple):
    """What the directories of podcasts want to know of a feed; ``image`` is the address of a square picture."""

    author: str
    email: str
    image: str
    category: str
    subcategory: str = ""
    explicit: bool = False
    type: str = "episodic"


class Episode(NamedTuple):
    """What they want to know of an entry: seconds, numbers where it has some."""

    duration: int = 0
    season: int | None = None
    number: int | None = None
    explicit: bool = False


class Origin(NamedTuple):
    """Who published the story first: name, the article there, its title and date, their feed.

    ``kind`` is that of ``linli.story.Origin``: original, reprint, compiled, contributed, release.
    """

    name: str
    url: str = ""
    feed_url: str = ""
    title: str = ""
    date: datetime | None = None
    kind: str = "original"


class Rights(NamedTuple):
    """What others may do: the notice in plain sentences, and the same as facts.

    ``reuse`` is that of ``linli.story.Reuse``; ``licence_url`` is empty where there is no licence.
    """

    text: str
    holder: str = ""
    year: int | None = None
    licence_url: str = ""
    policy_url: str = ""
    reuse: str = "ask"


class Link(NamedTuple):
    """Another story; ``id`` is the permanent one."""

    title: str
    url: str
    id: str = ""


class Series(NamedTuple):
    """The series a story belongs to, and which part it is; any tuple of this shape will do."""

    name: str
    position: int | None = None
    url: str = ""


class Correction(NamedTuple):
    """What was wrong and is now right; a *major* one changes the sense and is shown first."""

    date: datetime
    text: str
    by: str = ""
    major: bool = False


class Entry(NamedTuple):
    """A story as feeds carry it.

    ``id`` is a ``tag:`` URI (RFC 4151) of ASCII characters and never changes. ``updated`` changes with
    a major correction, not with a comma. ``html`` is safe and has absolute addresses; ``ai_label`` and
    major corrections are printed before it, so they do not stand in it. ``episode`` is said in the feed of a
    podcast only, whose channel has a ``podcast``; its entries are no clippings of other feeds.
    """

    id: str
    url: str
    title: str
    summary: str
    html: str
    lang: str
    kind: Literal["article", "notice"]
    published: datetime
    updated: datetime
    people: tuple[Person, ...] = ()
    categories: tuple[Category, ...] = ()
    origin: Origin | None = None
    rights: Rights | None = None
    cover: Picture | None = None
    enclosures: tuple[Enclosure, ...] = ()
    series: tuple[str, int | None, str] | None = None
    related: tuple[Link, ...] = ()
    corrections: tuple[Correction, ...] = ()
    expires: datetime | None = None
    starts: datetime | None = None
    ai_label: str = ""
    episode: Episode | None = None


class Tombstone(NamedTuple):
    """A story that was withdrawn: what is said in its place, and no word of it."""

    id: str
    url: str
    when: datetime
    lang: str
    title: str
    text: str


Item = Entry | Tombstone


class Clipping(NamedTuple):
    """An item as it is printed, in all formats: made once, pasted into every feed that has it.

    It depends on the item, the language of the feeds and ``about_url``, on nothing else of a channel.
    """

    rss: bytes
    atom: bytes
    json: bytes
    updated: datetime
    withdrawn: bool

    @property
    def size(self) -> int:
        """Return how many bytes it has."""
        return len(self.rss) + len(self.atom) + len(self.json)


Printable = Entry | Tombstone | Clipping


class Urls(NamedTuple):
    """One document in three formats; an empty address says that there is none."""

    rss: str = ""
    atom: str = ""
    json: str = ""


class Channel(NamedTuple):
    """What a feed says of itself.

    ``updated`` is that of the newest entry, never the time of the build. ``id`` names the feed in all
    its documents (RFC 4287, 4.2.6); without it the subscription document's address does.
    ``current``, ``prev_archive`` and ``next_archive`` are the chain of RFC 5005: the last two may be
    empty. ``about_url`` explains the JSON extensions; without it the home page stands there.
    """

    title: str
    description: str
    home_url: str
    self_url: Urls
    lang: str
    updated: datetime
    rights: str = ""
    publisher: str = ""
    editor_email: str = ""
    image: Picture | None = None
    icon_url: str = ""
    hub_url: str = ""
    ttl: int | None = None
    categories: tuple[Category, ...] = ()
    generator_version: str = ""
    is_archive: bool = False
    is_complete: bool = False
    current: Urls = Urls()
    prev_archive: Urls = Urls()
    next_archive: Urls = Urls()
    id: str = ""
    about_url: str = ""
    podcast: Podcast | None = None


class Outline(NamedTuple):
    """A feed in a list of subscriptions, or a group of them (then without ``xml_url``)."""

    title: str
    xml_url: str = ""
    html_url: str = ""
    lang: str = ""
    description: str = ""
    outlines: tuple[Outline, ...] = ()
