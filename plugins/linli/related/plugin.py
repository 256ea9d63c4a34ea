"""Related stories for any Pelican site: ``PLUGINS = ["linli.related.plugin"]``, and nothing else of Linli's build.

Each published article gets ``article.related``, the articles to be listed, best first, and ``article.related_reasons``,
why each of them is, in the same order (:mod:`linli.related.reasons`). ``docs/related.md`` shows what a theme writes.
"""

from __future__ import annotations

import logging
import posixpath
import re
from hashlib import sha256
from html import unescape
from typing import TYPE_CHECKING, Any, NamedTuple

from pelican import signals

from linli.regexes import regex
from linli.related.candidate import Candidate
from linli.related.likeness import EASES
from linli.related.pins import Names, wants_none
from linli.related.relate import Memory, relate
from linli.related.words import features_of_all

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linli.related.candidate import Match
    from linli.related.reasons import Reason

LIMIT = 5
"""Articles of a list, unless ``LINLI_RELATED_LIMIT`` says otherwise."""
PINNED: Reason = ("pinned",)
UNKNOWN = (
    "%s: “%s” names an article that is not there: %r. Nearest name: %s. Write its id, slug, file, path or title."
    " · 找不到所写的文章，请写编号、别名、文件名、路径或标题。"
)
_LISTED = regex(r"[;；、,，]")
_HREF = regex(r"""\bhref\s*=\s*["']([^"'#?]+)""", re.IGNORECASE)
_FILENAME = regex(r"[{|]filename[|}]")
_INLINE = regex(r"</?(?:a|abbr|b|cite|code|em|i|mark|span|strong|u)\b[^<>]*>", re.IGNORECASE)
_TAG = regex(r"<[^<>]*>")
_log = logging.getLogger(__name__)


class Story(NamedTuple):
    """An article as pins name it; ``name`` is its file below the content folder, or its address if it has none."""

    name: str
    id: str
    slug: str
    title: str


def register() -> None:
    """Ask Pelican to be called when it has read all articles."""
    signals.article_generator_finalized.connect(add_related)


def add_related(generator: Any) -> None:
    """Give each published article of a generator its list; a pin nobody knows is logged as an error."""
    articles = {_name(one): one for one in [*generator.articles, *generator.translations]}
    hidden = [*generator.drafts, *generator.drafts_translations, *generator.hidden_articles]
    names = Names([_story(one) for one in [*articles.values(), *hidden]])
    pins = {name: _named(one, "related", names) for name, one in articles.items()}
    banned = {name: _named(one, "related_exclude", names) for name, one in articles.items()}
    told = [(one.title, _text(one)) for one in articles.values()]
    features = dict(zip(articles, features_of_all(told), strict=True))
    limit = generator.settings.get("LINLI_RELATED_LIMIT", LIMIT)
    candidates = _candidates(articles, features, pins, banned, generator.settings)
    lists: Mapping[str, tuple[Match, ...]] = {}
    if limit:
        memory = Memory(None, "")
        lists = relate(candidates, lambda keys: {k: features[k] for k in keys}, limit, memory)
    for name, one in articles.items():
        found = [(pin, PINNED) for pin in pins[name] if pin in articles and pin not in banned[name]]
        if not wants_none(_words(one, "related")):
            found += [(match.key, match.reason) for match in lists.get(name, ())]
        one.related = [articles[other] for other, _ in found[:limit]]
        one.related_reasons = [reason for _, reason in found[:limit]]


def _candidates(
    articles: Mapping[str, Any],
    features: Mapping[str, bytes],
    pins: Mapping[str, tuple[str, ...]],
    banned: Mapping[str, tuple[str, ...]],
    settings: Mapping[str, Any],
) -> list[Candidate]:
    addresses = {one.url.strip("/"): name for name, one in articles.items()}
    guides = settings.get("LINLI_RELATED_GUIDES", ())
    found = []
    for name, one in articles.items():
        tags = tuple(dict.fromkeys(str(tag) for tag in getattr(one, "tags", ())))
        candidate = Candidate(
            name,
            sha256(features[name]).digest(),
            tags,
            one.lang,
            one.date.toordinal(),
            str(one.metadata.get("series", "")),
            excluded=(*pins[name], *banned[name]),
            pins=pins[name],
            links=_links(name, one, addresses, articles, settings["SITEURL"]),
            names=tags,
            kind=_kind(one, guides),
            title=str(one.title),
        )
        found.append(candidate)
    return found


def _name(article: Any) -> str:
    return article.get_relative_source_path() or str(article.url)


def _story(article: Any) -> Story:
    key = str(article.metadata.get("id") or article.slug)
    return Story(_name(article), key, article.slug, str(article.title))


def _text(article: Any) -> str:
    # As Pelican keeps it, with links not yet resolved: asking for the finished text would have it made too early.
    return unescape(_TAG.sub(" ", _INLINE.sub("", article._content or "")))


def _kind(article: Any, guides: Sequence[str]) -> str:
    if str(article.category) in guides:
        return "guide"
    kind = str(article.metadata.get("kind", ""))
    return kind if kind in EASES else ""


def _words(article: Any, key: str) -> list[str]:
    """Return what a header lists."""
    value = article.metadata.get(key) or ()
    parts = _LISTED.split(value) if isinstance(value, str) else map(str, value)
    return [part.strip() for part in parts if part.strip()]


def _named(article: Any, key: str, names: Names) -> tuple[str, ...]:
    """Return the articles that a header names, in its order."""
    wanted, mine = _words(article, key), _name(article)
    if key == "related" and wants_none(wanted):
        return ()
    found: dict[str, None] = {}
    for word, other in names.find_all(wanted):
        if other is None:
            _log.error(UNKNOWN, mine, key, word, names.closest(word) or "–")
        elif other != mine:
            found[other] = None
    return tuple(found)


def _links(
    name: str, article: Any, addresses: Mapping[str, str], known: Mapping[str, Any], site: str
) -> tuple[str, ...]:
    """Return the articles that a text leads to, by ``{filename}`` or by address."""
    found: dict[str, None] = {}
    for href in _HREF.findall(article._content or ""):
        path, is_file = _FILENAME.subn("", href)
        if is_file:
            near = posixpath.join(posixpath.dirname(name), path)
            other = posixpath.normpath(path[1:] if path.startswith("/") else near)
        else:
            other = addresses.get(path.removeprefix(site).strip("/"), "")
        if other in known and other != name:
            found[other] = None
    return tuple(found)
