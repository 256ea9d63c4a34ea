"""Recipes: all that one page is made from, as plain values.

A page is a pure function of its template, its recipe, the site-wide view and the manuscripts of the stories
that the recipe names. A recipe holds no stories and no edition, only what this page says of them: so the mark
of a recipe (:meth:`Recipe.mark`) covers everything the page can show, and a page whose mark has not changed
cannot have changed.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, get_args

from linli.marks import digest, plain_bytes, plain_mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from linli.marks import Plain
    from linli.site.card import When

Shot = tuple[str, int, int]
"""A picture as published: its address, width and height in pixels."""
RecordingShot = tuple[str, str, int, int, str, str, int | None, int | None]
"""A recording as published: its address, MIME type, bytes, seconds, title, the address of its transcript, season
and episode."""
PagerParts = tuple[int | None, str, str, str, str]
"""The fields of :class:`linli.pages.views.Pager`."""
LinkParts = tuple[str, str]
"""A text and an address."""


class Listed(NamedTuple):
    """A story as other pages list it: the fields of :class:`linli.pages.views.Entry` in any language.

    ``entry_id`` is what readers' programs know it by, empty while the site has no address.
    ``cover`` holds address, alternative text, width, height, caption and credit. ``name`` is its file, which no page shows: a
    page whose recipe calls a story by its file is made anew when that has another name. ``mark`` stands for all
    (:func:`listed` takes care of that).
    """

    id: str
    kind: str
    url: str
    title: str
    lang: str
    when: When
    expires: When | None
    column: LinkParts
    summary: str
    cover: tuple[str, str, int, int, str, str] | None
    state: str
    entry_id: str
    name: str
    mark: bytes = b""


def listed(*values: Plain) -> Listed:
    """Return a story as other pages list it, from all its fields but the mark."""
    return Listed._make((*values, plain_mark(values)))


_MARK = itemgetter(Listed._fields.index("mark"))


class HomeParts(NamedTuple):
    """The home page; the stories shown are the lead, those beside it, the top, notices, then sections."""

    lead: int
    beside: int
    top: int
    notices: int
    sections: tuple[tuple[str, str, int], ...]
    updated: When | None


class ArticleParts(NamedTuple):
    """The page of an article or a notice; the stories shown are the related ones.

    ``entry_id`` is what readers' programs know it by, empty while the site has no address.
    ``people`` are those with a page; ``targets`` what the references of the text lead to; ``series`` is
    its name, address, this story's number, and number, title, address and language of each member.
    ``reasons`` says why each related story is there, and what names both have. ``kit`` is what its republish
    kit offers (``linli.rights.kit``), empty when it has none.
    """

    url: str
    state: str
    column_url: str
    tag_urls: tuple[str, ...]
    people: tuple[LinkParts, ...]
    cover: tuple[str, str, int, int, str, str] | None
    targets: tuple[Shot, ...]
    series: tuple[str, str, int, tuple[tuple[int, str, str, str], ...]] | None
    notice_kind: LinkParts | None
    audio: RecordingShot | None
    video: RecordingShot | None
    reasons: tuple[tuple[str, tuple[str, ...]], ...]
    entry_id: str
    kit: str = ""


class WithdrawnParts(NamedTuple):
    """What stands at the address of a withdrawn story."""

    url: str
    entry_id: str


class PageParts(NamedTuple):
    """A standing page; ``targets`` are what the references of the text lead to."""

    url: str
    targets: tuple[Shot, ...]


class RedirectParts(NamedTuple):
    """The page at an address that a story had before. It shows the story where lists do; ``title`` is that of a standing page."""

    url: str
    target: str
    title: str


class GoneParts(NamedTuple):
    """The page at an address whose story may not be seen any more; ``day`` is when it was first published."""

    url: str
    day: str


class RulesParts(NamedTuple):
    """Rules for a kind of server (``form``): old addresses with what they lead to, and those of gone stories."""

    url: str
    form: str
    moved: tuple[LinkParts, ...]
    gone: tuple[str, ...]


class ListParts(NamedTuple):
    """One page of a list of stories; ``total`` counts the whole list, and is 0 on numbered pages."""

    kind: str
    heading: str
    title: str
    url: str
    lead: str
    trail: tuple[LinkParts, ...]
    section: str
    total: int
    pager: PagerParts


class PersonParts(NamedTuple):
    """One page of what a person wrote, photographed or edited."""

    name: str
    title: str
    url: str
    units: tuple[str, ...]
    roles: tuple[str, ...]
    biography: str
    total: int
    pager: PagerParts


class SeriesParts(NamedTuple):
    """A series; the stories shown are those of ``numbers``, in order."""

    name: str
    url: str
    numbers: tuple[int, ...]


class NoticesParts(NamedTuple):
    """Notices, perhaps of one kind; the first ``in_force`` of the stories shown hold, the others are earlier ones.

    ``feed`` is the kind of feed that lies beside its first page; ``kinds`` leads to the notices of each kind.
    """

    title: str
    heading: str
    url: str
    feed: str
    trail: tuple[LinkParts, ...]
    kinds: tuple[LinkParts, ...]
    in_force: int
    pager: PagerParts


class CorrectionParts(NamedTuple):
    """A correction: what it is known by, the story, and what its header says of it.

    ``title`` is that of the story, or says that it was withdrawn; ``column`` is empty then.
    """

    id: str
    url: str
    title: str
    lang: str
    column: str
    when: When
    text: str
    major: bool
    by: str


class CorrectionsParts(NamedTuple):
    """One page of all corrections; each is the values of :class:`CorrectionParts`."""

    title: str
    url: str
    corrections: tuple[tuple[Plain, ...], ...]
    pager: PagerParts


class IndexParts(NamedTuple):
    """An index: headed groups of text, address, count and note."""

    kind: str
    heading: str
    url: str
    trail: tuple[LinkParts, ...]
    groups: tuple[tuple[LinkParts, tuple[tuple[str, str, int, str], ...]], ...]


class NotFoundParts(NamedTuple):
    """The page for addresses that lead nowhere; the stories shown are the latest."""

    url: str


FeedUrls = tuple[str, str, str]
"""The addresses of one document as RSS, Atom and JSON Feed; empty ones when there is no such document."""


class FeedParts(NamedTuple):
    """A feed, or one of its archives; the stories shown are those related to its entries, end to end.

    ``form`` is ``rss``, ``atom`` or ``json``. ``entries`` holds, for each story, the name of its parts
    (``ArticleParts``, ``WithdrawnParts``, ``CorrectionParts``) and their values; ``related`` how many stories are related to it.
    ``artwork`` is the address of a podcast's picture; no other feed has one. ``image`` is the feeds' own picture, with its size;
    archives, which stay as they are, do without.
    ``mark`` stands for entries and related, which the forms of a document share.
    """

    form: str
    title: str
    about: str
    home: str
    urls: FeedUrls
    current: FeedUrls
    older: FeedUrls
    newer: FeedUrls
    artwork: str
    image: tuple[str, int, int] | None
    mark: bytes
    entries: tuple[tuple[str, tuple[Plain, ...]], ...]
    related: tuple[int, ...]

    @property
    def url(self) -> str:
        """Return its own address."""
        return self.urls[("rss", "atom", "json").index(self.form)]


class OutlineParts(NamedTuple):
    """The list of all feeds as OPML: title, RSS address, page and description of each; ``updated`` as ISO 8601."""

    url: str
    title: str
    updated: str
    feeds: tuple[tuple[str, str, str, str], ...]


class CodeParts(NamedTuple):
    """The QR code of a feed: its own address, what the feed is called, and the address in the code."""

    url: str
    title: str
    feed: str


class SubscribeParts(NamedTuple):
    """The page that explains feeds and lists them: groups of title, page, and the three addresses.

    Each group has a kind (``linli.pages.feeds.Feed.kind``) and a heading.
    """

    url: str
    opml: str
    groups: tuple[tuple[str, str, tuple[tuple[str, str, FeedUrls], ...]], ...]


class PolicyParts(NamedTuple):
    """The page that explains the reprint notices; the settings say all that is on it."""

    url: str


class PlainParts(NamedTuple):
    """A file for programs that is the same whoever asks, and is no page: its address and its whole text."""

    url: str
    text: str


class KitParts(NamedTuple):
    """The republish kit of a story, or a file of it: its own address and that of the story, and what the text shows.

    ``form`` is ``page``, or one of ``linli.pages.kits.FORMS``; ``mode`` is ``copy`` or ``ask``.
    """

    url: str
    form: str
    mode: str
    story: str
    column_url: str
    entry_id: str
    cover: tuple[str, str, int, int, str, str] | None
    targets: tuple[Shot, ...]


Parts = (
    HomeParts
    | ArticleParts
    | WithdrawnParts
    | PageParts
    | RedirectParts
    | GoneParts
    | RulesParts
    | ListParts
    | PersonParts
    | SeriesParts
    | NoticesParts
    | CorrectionParts
    | CorrectionsParts
    | IndexParts
    | NotFoundParts
    | FeedParts
    | OutlineParts
    | CodeParts
    | SubscribeParts
    | PolicyParts
    | PlainParts
    | KitParts
)

_KINDS: Mapping[str, type[Parts]] = {kind.__name__: kind for kind in get_args(Parts)}


def parts_of(kind: str, values: Iterable[Plain]) -> Parts:
    """Return parts of a kind that is named, from all their values. Raises ``KeyError`` where there is no such kind."""
    return _KINDS[kind]._make(values)


class Recipe(NamedTuple):
    """One page to make: its file below the output folder, its template, its language, and what goes into it.

    ``stories`` are the files of those whose own text it shows: one on the page of an article, none on lists,
    all of them in a feed. ``owner`` and ``line`` are for messages: the content file, or the list's name.
    They are not shown, and not marked.
    """

    path: str
    template: str
    lang: str
    parts: Parts
    shown: tuple[Listed, ...]
    stories: tuple[str, ...]
    owner: str
    line: int

    def mark(self, around: bytes) -> bytes:
        """Return the mark of everything that goes into the page, the manuscripts aside.

        ``around`` stands for what is not in the recipe: the template with all it includes, the site-wide
        view, the settings and the code.
        """
        path, template, lang, parts, shown, stories, _, _ = self
        kind = type(parts)
        values = tuple(parts)
        if kind is FeedParts:
            values = values[: FeedParts._fields.index("entries")]
        own = path, template, lang, kind.__name__, values, stories
        return digest(b"".join([around, *map(_MARK, shown), plain_bytes(own)]))
