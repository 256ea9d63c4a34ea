"""What a template sees: plain, frozen data made from Stories, and nothing else.

A page is a pure function of its template, its view and the site-wide view. Every value here is
a string, a number, a truth value, another view, or a tuple of those, so that a view can be compared,
hashed and written as JSON. Text is unescaped text (templates escape it); the fields named ``html``
hold sanitised HTML and those named ``data`` escaped JSON, the only values a template may mark as safe.
URLs are ready to use: they begin with the site's base path, or are absolute where the name says so.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Moment(Struct, frozen=True):
    """A time, in the forms a page needs.

    ``iso`` is for machines (``2026-03-22T08:30:00+08:00``, or a plain day when no time was given);
    ``text`` is the full reading in the page's language, ``day`` the reading without the time.
    """

    iso: str
    text: str
    day: str


class Link(Struct, frozen=True):
    """A piece of text that may lead somewhere (``url`` is empty when it does not)."""

    text: str
    url: str = ""
    rel: str = ""
    lang: str = ""


class PersonView(Struct, frozen=True):
    """Somebody named on a page; ``url`` leads to that person's page, or is empty."""

    name: str
    unit: str = ""
    url: str = ""


class Credit(Struct, frozen=True):
    """A role and who held it: ``责编`` and one or more people."""

    role: str
    label: str
    people: tuple[PersonView, ...]


class Picture(Struct, frozen=True):
    """An image with what must stand beside it; width and height are in pixels."""

    url: str
    alt: str
    width: int
    height: int
    caption: str = ""
    credit: str = ""


class Recording(Struct, frozen=True):
    """A sound or film; ``size`` and ``length`` are for readers ("1.2 MB", "3:05"), empty when not known."""

    url: str
    type: str  # MIME
    kind: str  # "audio" or "video"
    title: str
    size: str
    length: str
    transcript: str  # its address, or empty


class Entry(Struct, frozen=True):
    """One story in a list."""

    id: str
    kind: str  # "article" or "notice"
    url: str
    title: str
    lang: str
    date: Moment
    column: Link
    summary: str = ""
    cover: Picture | None = None
    state: str = (
        ""  # "" or, for a notice, "in-force", "expired"; in a preview "draft", "awaited", "lapsed"
    )
    expires: Moment | None = None
    phrases: tuple[str, ...] = ()  # of the title, where a line may end; empty for a single one


class Pager(Struct, frozen=True):
    """Neighbouring list pages. Pages are numbered from the oldest; the landing page has no number."""

    number: int | None = None
    newer: str = ""
    older: str = ""
    oldest: str = ""
    newest: str = ""


class FeedLink(Struct, frozen=True):
    """A feed in one form, for the programs that look for feeds in a page's head."""

    title: str
    url: str
    type: str  # "application/rss+xml", "application/atom+xml", "application/feed+json"


class Head(Struct, frozen=True):
    """What every page has, whatever its type."""

    kind: str  # the page type; "page-" and this is the class on <body>
    title: str  # the document title, without the site's name
    url: str
    canonical: str  # absolute; empty when the site has no address yet
    lang: str
    description: str = ""
    keywords: tuple[str, ...] = ()
    trail: tuple[Link, ...] = ()  # breadcrumbs, from the home page down, without the page itself
    index: bool = True  # may search engines list it?
    section: str = ""  # url of the navigation entry this page belongs to
    feeds: tuple[FeedLink, ...] = ()  # of what this page lists, where it has feeds of its own
    licence: str = ""  # the address of the licence of the text, for programs
    mining: str = (
        ""  # whether mining the text is reserved (TDMRep): "1", "0", or "" where nothing is said
    )
    mining_policy: str = ""  # where leave to mine can be got; absolute


class SiteView(Struct, frozen=True):
    """The newsroom, the same on every page of one language."""

    name: str
    tagline: str
    description: str
    home: str
    url: str  # absolute, without a final slash; empty when the site has no address yet
    base: str  # path before every URL: "" or "/paper"
    lang: str
    static: str  # where the theme's files are, without a final slash
    style: str  # the style sheet's url
    nav: tuple[Link, ...]  # columns in order, then notices
    more: tuple[Link, ...]  # archive, series, people, tags, feeds
    pages: tuple[Link, ...]  # about, contact …
    notes: tuple[Link, ...]  # lines for the footer: filings, licence numbers, complaint telephone
    publisher: str
    copyright: str
    feeds: tuple[FeedLink, ...] = ()  # of the whole site


class SeriesMember(Struct, frozen=True):
    """One place in a series; ``url`` is empty for a place that is missing or not yet published."""

    number: int
    title: str
    url: str = ""
    current: bool = False


class SeriesView(Struct, frozen=True):
    """The series an article belongs to, seen from the article."""

    name: str
    url: str
    number: int
    members: tuple[SeriesMember, ...]
    previous: Link | None = None
    next: Link | None = None


class Correction(Struct, frozen=True):
    """A correction, newest last."""

    day: Moment
    text: str
    major: bool = False
    by: str = ""


class RelatedStory(Struct, frozen=True):
    """One line of the related list, with a short honest reason (empty when switched off)."""

    entry: Entry
    reason: str = ""
    address: str = ""  # for paper: whole, but for https://; empty when the site has no address yet


class RightsView(Struct, frozen=True):
    """The reprint notice at the foot: sentences made of plain and linked pieces."""

    kind: str  # "ask", "none", "free", "cc", "cc0", "reprint", "reprint-cc", "release", "unclear", "fact", "official"
    heading: str
    sentences: tuple[tuple[Link, ...], ...]
    claim: str = ""  # "© 2026 青禾邻里", empty when nothing is claimed
    holder: str = ""  # whose copyright it is, where that is known
    year: int | None = None
    licence: str = ""  # the address of its licence, if it has one


class Fact(Struct, frozen=True):
    """A labelled line below the text: source, original title, fields a site added itself."""

    label: str
    value: tuple[Link, ...]


class ArticleView(Struct, frozen=True):
    """The page of an article or a notice (template ``article.html``)."""

    head: Head
    id: str
    kind: str  # "article" or "notice"
    column: Link
    title: str
    subtitle: str
    date: Moment
    modified: Moment | None
    dateline: str
    byline: tuple[Credit, ...]  # who wrote and photographed it
    signoff: tuple[Credit, ...]  # 责编, 校对, 审核, 终审
    source: Link
    summary: str
    html: str
    cover: Picture | None
    recordings: tuple[Recording, ...]
    facts: tuple[Fact, ...]
    tags: tuple[Link, ...]
    state: str  # "", "in-force", "expired"; in a preview "draft", "awaited", "lapsed": readers may not see it
    expires: Moment | None
    corrections: tuple[Correction, ...]
    ai_label: str
    reading: str  # "约 860 字 · 3 分钟"
    rights: RightsView
    series: SeriesView | None
    related_heading: str
    related: tuple[RelatedStory, ...]
    share_url: str
    share: tuple[Link, ...]
    republish: Link | None = None  # the page to take it along, or to ask for it
    phrases: tuple[str, ...] = ()  # of the title, where a line may end; empty for a single one
    data: str = ""  # JSON-LD, escaped so that it may stand in its <script> as it is


class WithdrawnView(Struct, frozen=True):
    """What stands at the address of a withdrawn story: that it was withdrawn, when and why, and no word of it."""

    head: Head
    date: Moment  # when it was published
    withdrawn: Moment | None
    reason: str
    corrections: tuple[Correction, ...]


class Section(Struct, frozen=True):
    """A column on the home page."""

    column: Link
    entries: tuple[Entry, ...]


class HomeView(Struct, frozen=True):
    """The home page (``home.html``)."""

    head: Head
    lead: Entry | None
    beside: tuple[Entry, ...]  # two more below the lead, when there are enough
    top: tuple[Entry, ...]
    notices: tuple[Entry, ...]
    notices_url: str
    sections: tuple[Section, ...]
    latest_url: str
    updated: Moment | None


class ListView(Struct, frozen=True):
    """A list of stories (``latest.html``, ``column.html``, ``tag.html``, ``month.html``)."""

    head: Head
    heading: str
    lead: str
    total: int  # of the whole list; 0 on numbered pages, which a new story must not change
    entries: tuple[Entry, ...]
    pager: Pager


class PersonPage(Struct, frozen=True):
    """Everything a person wrote, photographed or edited (``person.html``)."""

    head: Head
    heading: str
    units: tuple[str, ...]
    roles: tuple[str, ...]
    biography: str
    total: int  # of the whole list; 0 on numbered pages, which a new story must not change
    entries: tuple[Entry, ...]
    pager: Pager


class SeriesPlace(Struct, frozen=True):
    """A place on a series page: an entry, or a gap nobody has filled yet."""

    number: int
    entry: Entry | None


class SeriesPage(Struct, frozen=True):
    """A series in reading order (``series.html``)."""

    head: Head
    heading: str
    places: tuple[SeriesPlace, ...]


class NoticesView(Struct, frozen=True):
    """Notices, perhaps of one kind: those in force, then earlier ones (``notices.html``)."""

    head: Head
    heading: str
    kinds: tuple[
        Link, ...
    ]  # where the notices of each kind are; the one being read has rel "current"
    in_force: tuple[Entry, ...]
    earlier: tuple[Entry, ...]
    pager: Pager


class CorrectedStory(Struct, frozen=True):
    """A correction in the list of all, and the story it belongs to, which may be in another language."""

    story: Link
    correction: Correction


class CorrectionsView(Struct, frozen=True):
    """Everything that was corrected, newest first (``corrections.html``)."""

    head: Head
    heading: str
    lead: str
    corrections: tuple[CorrectedStory, ...]
    pager: Pager


class IndexItem(Struct, frozen=True):
    """One line of an index: a tag, a person, a series, a month."""

    link: Link
    count: int
    note: str = ""


class IndexGroup(Struct, frozen=True):
    """A headed group of an index: a year with its months, a letter with its tags."""

    heading: Link
    items: tuple[IndexItem, ...]


class IndexView(Struct, frozen=True):
    """All tags, people, series, columns, or the archive by year (``index.html``)."""

    head: Head
    heading: str
    groups: tuple[IndexGroup, ...]


class PageView(Struct, frozen=True):
    """A standing page: about, contact (``page.html``)."""

    head: Head
    title: str
    html: str
    modified: Moment | None


class Code(Struct, frozen=True):
    """The QR code of a feed's RSS address: a picture, and what it is for those who do not see it."""

    url: str
    alt: str


class FeedView(Struct, frozen=True):
    """A feed that can be subscribed to, and the page whose stories it holds."""

    title: Link
    rss: str  # these three are absolute, to be copied
    atom: str
    json: str
    code: Code


class FeedGroup(Struct, frozen=True):
    """A headed group of feeds: those of the columns, of the series."""

    heading: str
    feeds: tuple[FeedView, ...]
    has_codes: bool  # whether QR codes are shown; of very many feeds they are only linked


class SubscribeView(Struct, frozen=True):
    """What feeds are, and all there are (``subscribe.html``)."""

    head: Head
    heading: str
    groups: tuple[FeedGroup, ...]
    opml: str


class PolicySection(Struct, frozen=True):
    """A part of the reprint policy; ``example`` are the sentences of a notice, ``links`` lead to licences."""

    name: str  # the end of its anchor
    heading: str
    sentences: tuple[tuple[Link, ...], ...]
    example: tuple[tuple[Link, ...], ...]
    links: tuple[Link, ...]


class PolicyView(Struct, frozen=True):
    """What the reprint notices mean, and how to ask (``policy.html``)."""

    head: Head
    heading: str
    lead: tuple[tuple[Link, ...], ...]
    example: str  # what stands before an example
    sections: tuple[PolicySection, ...]


class CopyForm(Struct, frozen=True):
    """A form of a copy: for people (``name`` ends its id), as text to be copied and as a file."""

    name: str  # "html", "text", "markdown"
    text: str
    file: str


class RepublishView(Struct, frozen=True):
    """A story that others may take along (``republish.html``)."""

    head: Head
    heading: str
    story: Link
    lead: tuple[tuple[Link, ...], ...]
    duties: tuple[tuple[Link, ...], ...]  # what a reprint must keep to
    forms: tuple[CopyForm, ...]
    json: str  # the file for programs
    credit: str  # the line that every copy ends in
    pictures: tuple[tuple[Link, ...], ...]  # what is so with pictures
    left_out: tuple[Picture, ...]  # those that do not come along
    address: str  # of the story, absolute
    code: Code  # of that address


class AskView(Struct, frozen=True):
    """A story that may be reprinted with permission only: how to ask (``ask.html``)."""

    head: Head
    heading: str
    story: Link
    lead: tuple[tuple[Link, ...], ...]
    request: str  # a text to fill in
    mail: str  # a mail to us with that text; empty when we have told no mailbox


class NotFoundView(Struct, frozen=True):
    """The page for addresses that lead nowhere (``404.html``)."""

    head: Head
    latest: tuple[Entry, ...]


class RedirectView(Struct, frozen=True):
    """A page at an address that a story had before (``redirect.html``)."""

    head: Head
    target: Link


class GoneView(Struct, frozen=True):
    """The page at an address whose story may not be seen any more: when it was first published, and no word of it."""

    head: Head
    date: Moment


View = (
    ArticleView
    | WithdrawnView
    | GoneView
    | HomeView
    | ListView
    | PersonPage
    | SeriesPage
    | NoticesView
    | CorrectionsView
    | IndexView
    | PageView
    | NotFoundView
    | RedirectView
    | SubscribeView
    | PolicyView
    | RepublishView
    | AskView
)

Words = Mapping[str, str]
"""The theme's own words in one language (``theme/lang/*.toml``)."""
