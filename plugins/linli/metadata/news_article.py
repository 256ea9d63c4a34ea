"""A story as a ``NewsArticle`` of schema.org (version 30.0); terms without a value are left out.

``author`` holds names only, one person each, as search engines ask; who is no author but had a part stands in
``contributor`` within a ``Role`` that names the part (通讯员, 校对). ``editor`` and ``accountablePerson`` are people.
"""

from __future__ import annotations

from typing import Any, NamedTuple

CONTEXT = "https://schema.org"
GENERATED = "https://schema.org/TrainedAlgorithmicMediaDigitalSource"


class Named(NamedTuple):
    """Somebody, with the address of a page about them if there is one."""

    name: str
    url: str = ""


class Part(NamedTuple):
    """What people did: the role's name among Linli's, as the page calls it, and who."""

    role: str
    label: str
    people: tuple[Named, ...]


class Article(NamedTuple):
    """What is said of a story; addresses are absolute, or empty. Times are ISO 8601."""

    url: str
    id: str
    title: str
    subtitle: str
    summary: str
    lang: str
    published: str
    modified: str
    expires: str
    dateline: str
    section: str
    keywords: tuple[str, ...]
    parts: tuple[Part, ...]
    image: (
        tuple[str, str, int, int, str, str] | None
    )  # address, alternative text, size, caption, credit
    corrections: tuple[tuple[str, str], ...]  # day and text
    series: tuple[str, str] | None  # name and address
    is_generated: bool
    publisher: str
    site_url: str


AUTHORS = frozenset({"author", "reporter"})


def news_article(article: Article, rights: dict[str, Any]) -> dict[str, Any]:
    """Return the whole description; ``rights`` are the terms that the rights room adds."""
    found: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "NewsArticle",
        "@id": article.url,
        "url": article.url,
        "mainEntityOfPage": article.url,
        "identifier": article.id,
        "headline": article.title,
        "alternativeHeadline": article.subtitle,
        "description": article.summary,
        "inLanguage": article.lang,
        "datePublished": article.published,
        "dateModified": article.modified,
        "expires": article.expires,
        "dateline": article.dateline,
        "articleSection": article.section,
        "keywords": article.keywords,
        "image": _image(article.image) if article.image else None,
        "author": [],
        "contributor": [],
        "editor": [],
        "accountablePerson": None,
        "publisher": _publisher(article),
        "correction": [
            {"@type": "CorrectionComment", "text": text, "datePublished": day}
            for day, text in article.corrections
        ],
        "isPartOf": _series(*article.series) if article.series else None,
        "digitalSourceType": GENERATED if article.is_generated else "",
    }
    _add_people(found, article.parts)
    found |= rights
    return {term: value for term, value in found.items() if value}


def _add_people(found: dict[str, Any], parts: tuple[Part, ...]) -> None:
    for role, label, named in parts:
        people = [_person(one) for one in named]
        if role in AUTHORS:
            found["author"] += people
        elif role == "editors":
            found["editor"] += people
        elif role == "approver":
            found["accountablePerson"] = people[0]
        elif (
            role != "reviewers"
        ):  # schema.org knows who reviewed a page, not who reviewed an article
            found["contributor"] += [
                {"@type": "Role", "roleName": label, "contributor": one} for one in people
            ]


def _person(one: Named) -> dict[str, str]:
    if one.url:
        return {"@type": "Person", "name": one.name, "url": one.url}
    return {"@type": "Person", "name": one.name}


def _publisher(article: Article) -> dict[str, str]:
    found = {"@type": "NewsMediaOrganization", "name": article.publisher}
    return found | {"url": article.site_url} if article.site_url else found


def _series(name: str, url: str) -> dict[str, str]:
    found = {"@type": "CreativeWorkSeries", "name": name}
    return found | {"url": url} if url else found


def _image(image: tuple[str, str, int, int, str, str]) -> dict[str, Any]:
    url, alt, width, height, caption, credit = image
    found: dict[str, Any] = {
        "@type": "ImageObject",
        "url": url,
        "width": width,
        "height": height,
        "caption": caption or alt,
        "creditText": credit,
    }
    return {term: value for term, value in found.items() if value}
