"""The typed reading of one header: ``Story`` and the values it is made of."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal["article", "notice", "page"]


class Origin(StrEnum):
    """Where the text comes from (稿件性质)."""

    ORIGINAL = "original"
    REPRINT = "reprint"
    COMPILED = "compiled"
    CONTRIBUTED = "contributed"
    RELEASE = "release"


class Permission(StrEnum):
    """On what ground we publish it (授权状态)."""

    OWN = "own"
    LICENSED = "licensed"
    WHITELIST = "whitelist"
    PUBLIC_DOMAIN_FACT = "public-domain-fact"
    OFFICIAL_DOCUMENT = "official-document"
    UNKNOWN = "unknown"


class Reuse(StrEnum):
    """What others may do with it (转载许可); CC names follow https://spdx.org/licenses/ in lower case."""

    ASK = "ask"
    NONE = "none"
    FREE_WITH_CREDIT = "free-with-credit"
    CC_BY = "cc-by-4.0"
    CC_BY_SA = "cc-by-sa-4.0"
    CC_BY_ND = "cc-by-nd-4.0"
    CC_BY_NC = "cc-by-nc-4.0"
    CC_BY_NC_SA = "cc-by-nc-sa-4.0"
    CC_BY_NC_ND = "cc-by-nc-nd-4.0"
    CC0 = "cc0-1.0"


class Status(StrEnum):
    """How far the desk is with it (状态)."""

    PUBLISHED = "published"
    DRAFT = "draft"
    REVIEW = "review"
    WITHDRAWN = "withdrawn"


class NoticeKind(StrEnum):
    """What a notice is about (类别)."""

    WATER = "water"
    POWER = "power"
    GAS = "gas"
    ROADWORKS = "roadworks"
    MEETING = "meeting"
    CONSULTATION = "consultation"
    RECRUITMENT = "recruitment"
    TENDER = "tender"
    HEALTH = "health"
    WEATHER = "weather"
    EVENT = "event"
    LOST_FOUND = "lost-found"
    OTHER = "other"


class AiUse(StrEnum):
    """Whether a machine wrote any of it (AI标识)."""

    NONE = "none"
    ASSISTED = "assisted"
    GENERATED = "generated"


class Stamp(Struct, frozen=True):
    """A moment with its zone. ``timed`` is false when only the day was given (then it is midnight)."""

    at: datetime
    timed: bool = True

    @property
    def end(self) -> datetime:
        """Return the moment itself, or the end of its day when only the day was given."""
        return self.at if self.timed else self.at + timedelta(days=1)


class Person(Struct, frozen=True):
    """Somebody named in a header: "刘某(区融媒体中心)" is a name and a unit."""

    name: str
    unit: str = ""
    role: str = ""


class Cover(Struct, frozen=True):
    """The picture that stands for a story; ``src`` as written in the header."""

    src: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


class Recording(Struct, frozen=True):
    """A sound or film that comes with a story; ``src`` as written: a file below the content folder, or an address.

    ``type`` (MIME) and ``length`` (bytes) are those of an address. ``duration`` is in seconds, 0 when not said.
    """

    src: str
    title: str = ""
    type: str = ""
    length: int = 0
    duration: int = 0
    transcript: str = ""
    season: int | None = None
    episode: int | None = None


class Correction(Struct, frozen=True):
    """What was wrong and is now right, and the day it was mended."""

    date: Stamp
    text: str
    major: bool = False
    by: str = ""


class Story(Struct, frozen=True):
    """What one file's header says, typed, with the site's defaults filled in.

    ``name`` is the file's path below the content folder; ``id`` is what the story is known by for
    ever, ``slug`` the last part of its address. Times carry the site's zone. ``extra`` holds the
    fields a site added itself; ``lines`` says on which line of the file each field stands.
    """

    name: str
    kind: Kind
    id: str
    slug: str
    title: str
    date: Stamp
    lang: str
    column: str = ""
    subtitle: str = ""
    original_title: str = ""
    modified: Stamp | None = None
    tags: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    series: str = ""
    series_index: int | None = None
    authors: tuple[Person, ...] = ()
    correspondents: tuple[Person, ...] = ()
    photographers: tuple[Person, ...] = ()
    editors: tuple[Person, ...] = ()
    proofreaders: tuple[Person, ...] = ()
    reviewers: tuple[Person, ...] = ()
    approver: Person | None = None
    dateline: str = ""
    source: str = ""
    source_url: str = ""
    source_url_missing: str = ""
    source_date: Stamp | None = None
    origin: Origin = Origin.ORIGINAL
    permission: Permission = Permission.OWN
    permission_ref: str = ""
    permission_until: Stamp | None = None
    document_number: str = ""
    copyright_holder: str = ""
    copyright_year: int | None = None
    reuse: Reuse = Reuse.ASK
    summary: str = ""
    keywords: tuple[str, ...] = ()
    notice_kind: NoticeKind | None = None
    status: Status = Status.PUBLISHED
    expires: Stamp | None = None
    withdrawn: Stamp | None = None
    withdrawn_reason: str = ""
    cover: Cover | None = None
    audio: Recording | None = None
    video: Recording | None = None
    related: tuple[str, ...] = ()
    related_exclude: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    ai_use: AiUse = AiUse.NONE
    extra: Mapping[str, object] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def begins(self) -> float:
        """Return when it may first be seen, in seconds since 1970."""
        return self.date.at.timestamp()

    @property
    def ends(self) -> float | None:
        """Return when it no longer holds, in seconds since 1970, or ``None`` when it holds for ever."""
        return self.expires.end.timestamp() if self.expires else None

    @property
    def lapses(self) -> float | None:
        """Return when the permission to publish it ends, in seconds since 1970, or ``None`` when it does not."""
        return self.permission_until.end.timestamp() if self.permission_until else None

    @property
    def changed(self) -> Stamp:
        """Return when it last said something else: its date, its last update or its last correction."""
        last = self.date
        for stamp in (self.modified, *[one.date for one in self.corrections]):
            if stamp and stamp.at > last.at:
                last = stamp
        return last

    @property
    def recalled(self) -> float | None:
        """Return when it was withdrawn, in seconds since 1970, or ``None`` when nobody said."""
        return self.withdrawn.at.timestamp() if self.withdrawn else None
