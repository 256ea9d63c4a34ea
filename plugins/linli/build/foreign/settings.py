"""Pelican's settings for a newsroom: its own defaults, Linli's addresses, then what the configuration says.

What would let Pelican read, date or publish by itself is Linli's business and cannot be set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pelican.settings import DEFAULT_CONFIG, read_settings

from linli.build.foreign.escaping import striptags

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from linli.build.foreign.guest import Hosted

ADDRESSES: dict[str, Any] = {
    "INDEX_URL": "",
    "ARTICLE_URL": "articles/{slug}/",
    "ARTICLE_SAVE_AS": "articles/{slug}/index.html",
    "PAGE_URL": "{slug}/",
    "PAGE_SAVE_AS": "{slug}/index.html",
    "CATEGORY_URL": "columns/{slug}/",
    "CATEGORY_SAVE_AS": "columns/{slug}/index.html",
    "CATEGORIES_URL": "columns/",
    "CATEGORIES_SAVE_AS": "columns/index.html",
    "TAG_URL": "tags/{slug}/",
    "TAG_SAVE_AS": "tags/{slug}/index.html",
    "TAGS_URL": "tags/",
    "TAGS_SAVE_AS": "tags/index.html",
    "AUTHOR_URL": "people/{slug}/",
    "AUTHOR_SAVE_AS": "people/{slug}/index.html",
    "AUTHORS_URL": "people/",
    "AUTHORS_SAVE_AS": "people/index.html",
    "ARCHIVES_URL": "archive/",
    "ARCHIVES_SAVE_AS": "archive/index.html",
    "YEAR_ARCHIVE_URL": "archive/{date:%Y}/",
    "YEAR_ARCHIVE_SAVE_AS": "archive/{date:%Y}/index.html",
    "MONTH_ARCHIVE_URL": "archive/{date:%Y}/{date:%m}/",
    "MONTH_ARCHIVE_SAVE_AS": "archive/{date:%Y}/{date:%m}/index.html",
    # A page of a list lies in a folder below the list: no name can run into its number.
    "PAGINATION_PATTERNS": [
        (1, "{url}", "{save_as}"),
        (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
    ],
}
"""The addresses of Linli; those of lists may be set otherwise."""
KEPT = frozenset({"ARTICLE_URL", "ARTICLE_SAVE_AS", "PAGE_URL", "PAGE_SAVE_AS"})
"""Addresses that cannot be set: links inside texts lead there."""
FEEDS = frozenset(name for name in DEFAULT_CONFIG if "FEED_ATOM" in name or "FEED_RSS" in name) | {
    "FEED_ALL_ATOM"
}
DEFAULTS: dict[str, Any] = {
    **dict.fromkeys(FEEDS),
    "LOCALE": ["C.UTF-8", "C"],  # the same bytes on any machine
    "SLUGIFY_USE_UNICODE": True,
}
FIXED: dict[str, Any] = {
    "ARTICLE_TRANSLATION_ID": None,
    "PAGE_TRANSLATION_ID": None,
    "STATIC_URL": "{path}",
    "STATIC_SAVE_AS": "{path}",
    "STATIC_PATHS": [],
    "THEME_STATIC_DIR": "theme",
    "WITH_FUTURE_DATES": True,
    "DELETE_OUTPUT_DIRECTORY": False,
    "OUTPUT_SOURCES": False,
    "CACHE_CONTENT": False,
    "LOAD_CONTENT_CACHE": False,
    "TYPOGRIFY": False,
    "READERS": {"rst": None, "html": None, "htm": None},  # nothing is read; docutils takes its time
}


def settings_for(newsroom: Hosted) -> dict[str, Any]:
    """Return Pelican's settings for the newsroom; Pelican writes into its stage.

    In a preview links lead to the preview, whatever SITEURL is.
    """
    values, beside = newsroom.guest.values, newsroom.guest.beside
    own = {name: value for name, value in values.items() if name.isupper() and name not in KEPT}
    address = newsroom.base if newsroom.is_preview else newsroom.url
    wanted = {
        "SITESUBTITLE": newsroom.tagline,
        **ADDRESSES,
        **DEFAULTS,
        **own,
        **FIXED,
        "SITENAME": newsroom.name,
        "SITEURL": address,
        "TIMEZONE": newsroom.zone.key,
        "DEFAULT_PAGINATION": newsroom.page_size,
        "PATH": str(newsroom.content.resolve()),
        "OUTPUT_PATH": str(newsroom.stage),
        "THEME": str(newsroom.theme.resolve()),
        "PLUGINS": own.get("PLUGINS") or [],
        "PLUGIN_PATHS": _absolute(own, "PLUGIN_PATHS", beside),
        "THEME_TEMPLATES_OVERRIDES": _absolute(own, "THEME_TEMPLATES_OVERRIDES", beside),
        "JINJA_FILTERS": {"striptags": striptags, **dict(own.get("JINJA_FILTERS") or {})},
    }
    if newsroom.is_preview:
        wanted["FEED_DOMAIN"] = address
    settings: dict[str, Any] = read_settings(override=wanted)
    settings["DEFAULT_LANG"] = newsroom.lang  # Pelican writes it small
    return settings


def says_dates(newsroom: Hosted) -> bool:
    """Say whether the configuration has a form for dates of its own."""
    return any(newsroom.guest.values.get(name) for name in ("DEFAULT_DATE_FORMAT", "DATE_FORMATS"))


def _absolute(values: Mapping[str, Any], name: str, beside: Path) -> list[str]:
    found = values.get(name) or []
    return [str(beside / str(one)) for one in ([found] if isinstance(found, str) else found)]


def own_settings(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a configuration says itself, of settings into which Pelican filled its defaults.

    A theme or feed that was set to what is the default anyway is equal to it, but not the same object.
    """
    return {
        name: value
        for name, value in settings.items()
        if name not in DEFAULT_CONFIG
        or value != DEFAULT_CONFIG[name]
        or (name in FEEDS | {"THEME"} and value is not DEFAULT_CONFIG[name])
    }
