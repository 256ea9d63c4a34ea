"""The rights of a story in the terms of schema.org (version 30.0, https://schema.org/NewsArticle)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linli.story import Origin

if TYPE_CHECKING:
    from linli.rights.statement import Statement
    from linli.story import Story


def rights_terms(
    story: Story,
    statement: Statement,
    ask_url: str = "",
    policy_url: str = "",
    odrl_url: str = "",
) -> dict[str, Any]:
    """Return the terms that say whose a story is and what others may do; addresses are absolute, or empty.

    A page where permission can be got (``acquireLicensePage``) is named only where it is ours to give; a
    ``license`` only where there is one. ``odrl_url`` is the same as a policy for programs.
    """
    terms: dict[str, Any] = {
        "copyrightNotice": statement.text,
        "copyrightYear": statement.year,
        "creditText": statement.credit,
        "license": statement.licence,
        "usageInfo": [policy_url, odrl_url] if policy_url and odrl_url else policy_url or odrl_url,
        "acquireLicensePage": ask_url if statement.kind == "ask" else "",
    }
    if statement.holder:
        terms["copyrightHolder"] = (
            _people(story) if statement.is_personal else _organisation(statement.holder)
        )
    if story.origin is Origin.REPRINT:
        terms["isBasedOn"] = _original(story)
        terms["provider"] = _organisation(story.source) if story.source else None
    return {term: value for term, value in terms.items() if value}


def _original(story: Story) -> dict[str, Any]:
    """Return what a reprint was taken from; its headline is the one it had there."""
    first = story.source_date
    found: dict[str, Any] = {
        "@type": "NewsArticle",
        "headline": story.original_title or story.title,
        "url": story.source_url,
        "datePublished": _iso(first.at.isoformat(), first.timed) if first else "",
        "publisher": _organisation(story.source) if story.source else None,
        "author": _people(story),
    }
    return {term: value for term, value in found.items() if value}


def _iso(moment: str, timed: bool) -> str:
    return moment if timed else moment[:10]


def _people(story: Story) -> list[dict[str, str]]:
    return [{"@type": "Person", "name": person.name} for person in story.authors]


def _organisation(name: str) -> dict[str, str]:
    return {"@type": "Organization", "name": name}
