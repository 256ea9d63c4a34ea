"""The newsroom as data: everything the build needs to know about the site, typed and frozen."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit
from zoneinfo import ZoneInfo

from msgspec import Struct, field

from linli.story import Reuse, StorySettings
from linli.story.fields import Field, FieldTable
from linli.story.naming import folded
from linli.story.settings import REQUIRED

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from linli.site.podcast import Podcast
    from linli.story.story import Kind


class Column(Struct, frozen=True):
    """A column 栏目: its name, the last part of its address, and what it is for."""

    name: str
    slug: str
    description: str = ""


class Profile(Struct, frozen=True):
    """What the newsroom says about somebody on that person's page."""

    unit: str = ""
    biography: str = ""


class Note(Struct, frozen=True):
    """A line of the footer: a filing number, a telephone number, with or without a link."""

    text: str
    url: str = ""


class DeskSettings(Struct, frozen=True):
    """All that a manuscript depends on besides its file: two of equal ``repr`` read alike.

    ``story`` is what headers are read by; limits are bytes and seconds.
    """

    story: StorySettings
    lang: str
    file_limit: int
    time_limit: float


class Newsroom(Struct, frozen=True):
    """Everything the build needs to know about the site. ``docs/settings.md`` explains each value.

    ``sources`` are the names in the file ``source_allowlist``; ``None`` when there is no such file.
    ``annals`` is the file ``annals_name`` beside the configuration; ``None`` when none is wanted.
    """

    name: str
    content: Path
    output: Path
    theme: Path
    tagline: str = ""
    description: str = ""
    url: str = ""
    lang: str = "en"
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    publisher: str = ""
    columns: tuple[Column, ...] = ()
    notice_column: str = "通知公告"
    notice_folders: tuple[str, ...] = ("notices",)
    page_folders: tuple[str, ...] = ("pages",)
    required: Mapping[Kind, tuple[str, ...]] = field(default_factory=lambda: REQUIRED)
    extra_fields: tuple[Field, ...] = ()
    reuse: Reuse = Reuse.ASK
    ask_url: str = ""
    policy_slug: str = "reprint"
    reprint_contact: str = ""
    rights_words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    reprint_canonical: str = "self"
    text_mining: str = ""
    machine_rights: tuple[str, ...] = ("link-license", "tdmrep")
    robots: bool = True
    sitemap: bool = True
    republish: str = "all"
    source_allowlist: str = ""
    sources: tuple[str, ...] | None = None
    people: Mapping[str, Profile] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    share: tuple[str, ...] = ("mail", "weibo")
    feeds: tuple[str, ...] = (
        "site",
        "notices",
        "kinds",
        "corrections",
        "columns",
        "series",
        "audio",
    )
    feed_size: int = 25
    podcast: Podcast | None = None
    feed_image: str = ""
    hub: str = ""
    since: int = 2026
    annals_name: str = "published.tsv"
    annals: Path | None = None
    redirects: tuple[str, ...] = ()
    page_size: int = 20
    home_size: int = 4
    related_limit: int = 7
    related_reasons: bool = True
    related_both_ways: bool = False
    related_languages: tuple[tuple[str, ...], ...] = ()
    related_guides: tuple[str, ...] = ()
    file_limit: int = 1024 * 1024
    time_limit: float = 5.0
    asset_limit: int = 20 * 1024 * 1024

    @property
    def base(self) -> str:
        """Return the path under which the site lives, percent-encoded: empty, or ``/paper``."""
        return quote(unquote(urlsplit(self.url).path.rstrip("/")))

    @property
    def desk_settings(self) -> DeskSettings:
        """Return what the reading of a file depends on."""
        return DeskSettings(self.story_settings, self.lang, self.file_limit, self.time_limit)

    @property
    def story_settings(self) -> StorySettings:
        """Return what the reading of a header depends on."""
        columns = {
            name: column.name for column in self.columns for name in (column.slug, column.name)
        }
        return StorySettings(
            zone=self.zone,
            lang=self.lang,
            site_name=self.name,
            reuse=self.reuse,
            required=self.required,
            columns=columns,
            notice_column=self.notice_column,
            notice_folders=self.notice_folders,
            page_folders=self.page_folders,
            fields=FieldTable(self.extra_fields),
            sources=None if self.sources is None else frozenset(map(folded, self.sources)),
        )
