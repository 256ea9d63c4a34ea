"""What is right and what is wrong with a reprint: one pure function from an original and a page to findings.

What a reprint must hold follows from the article's rights (``linli.rights.statement.kind_of``), see ``_REQUIRED``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote, urlsplit

from linli.regexes import regex
from linli.reprints.core import Change, Comparison, compare
from linli.reprints.credits import find_author, find_source, other_source
from linli.reprints.findings import Findings, Note, Point
from linli.reprints.furniture import dateline_of, states_changes
from linli.reprints.place import read_page_sentences
from linli.reprints.scripts import simplified
from linli.reprints.sentences import values
from linli.reprints.surroundings import Surroundings, surroundings_of
from linli.story import Reuse
from linli.story.rights import CREATIVE_COMMONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linli.reprints.findings import PointName
    from linli.reprints.original import Original
    from linli.reprints.pages import Page

_ALL: frozenset[PointName] = frozenset({"source", "title", "author", "core"})
_REQUIRED: dict[str, frozenset[PointName]] = {
    "release": frozenset({"source", "core"}),
    "official": frozenset({"source", "core"}),
    "fact": frozenset({"source", "core"}),
    "cc0": frozenset(),
}
"""What a reprint must hold, by the kind of the article's notice; everything where none is named.

What we reprinted under a licence must credit the first outlet, as its notice says; under CC0 nobody.
"""
_LICENSED = frozenset({"cc", "cc0", "reprint-cc"})
_UNDERIVED = frozenset({Reuse.CC_BY_ND, Reuse.CC_BY_NC_ND})
_LICENCE = regex(r"creativecommons\.org/(?:licenses/([a-z-]+)/|publicdomain/(zero)/)")
_LICENCE_NAME = regex(
    r"CC[ -]?BY(?:[ -](?:NC|ND|SA))*(?:\s*\d\.\d)?|CC0|(?:知识共享|创用)[^，。；]{0,40}|Creative Commons[^,.;]{0,40}",
    re.IGNORECASE,
)
_ORIGINAL_TITLE = regex(
    r"(?:原标题|原文标题|原题|原文题目|原名|original (?:title|headline))(?:为|是)?\s*[:：]?\s*(?P<title>.+)",
    re.IGNORECASE,
)
_TITLE_ENDS = regex(
    r"[》”\"」』〉]|[)）\]】。；;]\s*$|[\s，,；;。|]*(?:来源|作者|记者|责编|责任编辑|编辑|原载|转载)"
)
_QUOTED_TITLE = regex(
    r"《(?P<title>[^》]{2,120}(?:》[^《》]{0,20})?)》|[“\"「『](?P<quoted>[^”\"」』]{2,120})[”\"」』]"
)
_WEB = regex(
    r"(?:https?://[^\s/，。；）)】」”\"'<>]{1,250}|(?<![\w.-])[a-z0-9][a-z0-9.-]{2,120}(?::\d{1,5})?)/[^\s，。；）)】」”\"'<>]{0,500}",
    re.IGNORECASE,
)


def judge(
    original: Original,
    page: Page,
    where: str,
    charset: str = "",
    *,
    lossy: bool = False,
    mixed: bool = False,
) -> Findings:
    """Return what is right and wrong with ``page``, which was read at ``where``, as a reprint of ``original``.

    ``lossy`` says that bytes of the page were lost, ``mixed`` that the two were in different scripts.
    """
    sentences = read_page_sentences(page.blocks)
    found = compare(original.sentences, page.blocks, sentences, original.known, original.names)
    titles = {values(title) for title in original.titles}
    around = surroundings_of(page, found.stretch, titles)
    stated = next(filter(None, map(states_changes, (*around.head, *around.tail))), "")
    free = original.reuse == Reuse.CC0 and original.kind in _LICENSED
    required = _REQUIRED["cc0"] if free else _REQUIRED.get(original.kind, _ALL)
    adapted = bool(stated) and original.kind in _LICENSED and original.reuse not in _UNDERIVED
    if adapted:
        required -= {"core", "title"}
    changes = (*found.changes, *_dateline(original, around))
    points = (
        _source(original, around, required),
        _title(original, page, around, required),
        _author(original, around, required),
        _link(original, page),
        _core(found, changes, required, stated=adapted),
        _licence(original, page, around),
    )
    notes = (
        *_notes(original, page, around, found, stated),
        *([Note("lossy", charset)] if lossy else []),
        *([Note("script")] if mixed else []),
    )
    return Findings(
        original.id,
        original.path,
        original.titles[0],
        original.kind,
        where,
        charset,
        points,
        changes,
        notes,
    )


def _source(original: Original, around: Surroundings, required: frozenset[PointName]) -> Point:
    needed = "source" in required
    if evidence := find_source(around, _sources(original)):
        return Point("source", "ok", needed, "source-ok", evidence)
    if other := other_source(around):
        return Point("source", "changed", needed, "source-changed", other)
    return Point("source", "missing", needed, "source-missing")


def _sources(original: Original) -> tuple[str, ...]:
    """Return the names that count as the source; what was taken from others must be credited to them."""
    if original.kind in {"reprint", "reprint-cc", "unclear", "release"} and original.source:
        return (original.source,)
    return tuple(dict.fromkeys(filter(None, (original.house, original.source))))


def _title(
    original: Original, page: Page, around: Surroundings, required: frozenset[PointName]
) -> Point:
    needed = "title" in required
    if around.titled:
        return Point("title", "ok", needed, "title-ok", around.headline)
    titles = {values(title) for title in original.titles}
    for line in around.lines:
        named = _ORIGINAL_TITLE.search(simplified(line))
        if named and not titles.isdisjoint(_endings(line[named.start("title") :])):
            return Point("title", "ok", needed, "title-original", _short(line))
        for match in _QUOTED_TITLE.finditer(line):
            if values(match["title"] or match["quoted"]) in titles:
                return Point("title", "ok", needed, "title-original", _short(line))
    window = values(page.title)
    if not around.headline and any(_holds(window, title) for title in titles):
        return Point("title", "ok", needed, "title-ok", page.title)
    if around.headline:
        return Point("title", "changed", needed, "title-changed", around.headline)
    return Point("title", "missing", needed, "title-missing")


def _holds(text: tuple[str, ...], title: tuple[str, ...]) -> bool:
    """Say whether a title stands whole in the title of a window, which adds the site's name."""
    size = len(title)
    return any(text[at : at + size] == title for at in range(len(text) - size + 1))


def _endings(text: str) -> set[tuple[str, ...]]:
    """Return what a title may be that is followed by a bracket, a full stop, another credit, or nothing."""
    ends = [match.start() for match in _TITLE_ENDS.finditer(simplified(text))]
    return {values(text[:end]) for end in (*ends, len(text))}


def _author(original: Original, around: Surroundings, required: frozenset[PointName]) -> Point:
    needed = "author" in required
    if not original.authors:
        evidence = find_source(around, _sources(original))
        if evidence:
            return Point("author", "ok", needed, "author-house", evidence)
        return Point("author", "not-needed", needed, "author-nobody")
    found = {name: find_author(around, name, original.units) for name in original.authors}
    missing = [name for name, evidence in found.items() if not evidence]
    if missing:
        return Point("author", "missing", needed, "author-missing", "、".join(missing))
    return Point("author", "ok", needed, "author-ok", "；".join(dict.fromkeys(found.values())))


def _link(original: Original, page: Page) -> Point:
    if not original.addresses:
        return Point("link", "unknown", False, "link-unknown")
    wanted = {_plain(address) for address in original.addresses}
    for link in page.links:
        if _plain(link) in wanted:
            return Point("link", "ok", False, "link-ok", link)
    for block in page.blocks:
        for match in _WEB.finditer(block.text):
            if _plain(match[0]) in wanted:
                return Point("link", "ok", False, "link-text", match[0])
    if page.canonical and _plain(page.canonical) in wanted:
        return Point("link", "ok", False, "link-canonical", page.canonical)
    return Point("link", "missing", False, "link-missing", "")


def _plain(address: str) -> str:
    """Return host and path of an address, as browsers compare them: no scheme, no query, no index.html."""
    try:
        parts = urlsplit(address if "//" in address else f"//{address}")
        path = re.sub(r"/(?:index\.html?)?$", "", unquote(parts.path))
        return f"{(parts.hostname or '').removeprefix('www.')}{path}"
    except ValueError:
        return ""


def _core(
    found: Comparison, changes: tuple[Change, ...], required: frozenset[PointName], *, stated: bool
) -> Point:
    needed = "core" in required
    if not found.sentences:
        return Point("core", "not-needed", needed, "core-empty")
    if found.stretch is None:
        return Point("core", "missing", needed, "core-missing")
    if changes:
        how: Literal["core-stated", "core-changed"] = "core-stated" if stated else "core-changed"
        return Point("core", "changed", needed, how, str(len(changes)))
    return Point("core", "ok", needed, "core-ok", str(found.sentences))


def _dateline(original: Original, around: Surroundings) -> Iterator[Change]:
    """Yield the change of a dateline's day, where the page gives the dateline of the article."""
    ours = original.dateline or next((dateline_of(one.text) for one in original.sentences[:1]), "")
    theirs = around.dateline
    days = [{v for v in values(line) if v[0] == "@"} for line in (ours, theirs)]
    if not all(days) or original.house not in theirs:
        return
    (one,), (other,) = (sorted(day)[:1] for day in days)
    if not (one.endswith(other[1:]) or other.endswith(one[1:])):
        yield Change("date", ours, theirs)


def _licence(original: Original, page: Page, around: Surroundings) -> Point:
    code = CREATIVE_COMMONS.get(Reuse(original.reuse), "")
    if original.kind not in _LICENSED or not code:
        return Point("licence", "not-needed", False, "licence-not-needed")
    others = []
    for link in page.links:
        if match := _LICENCE.search(link.lower()):
            if code in match.groups():
                return Point("licence", "ok", False, "licence-ok", link)
            others.append(link)
    for line in around.lines:
        if match := _LICENCE_NAME.search(simplified(line)):
            named = line[match.start() : match.end()].strip()
            return Point("licence", "ok", False, "licence-text", named)
    if others:
        return Point("licence", "changed", False, "licence-other", others[0])
    return Point("licence", "missing", False, "licence-missing")


def _notes(
    original: Original, page: Page, around: Surroundings, found: Comparison, stated: str
) -> Iterator[Note]:
    if original.kind in {"ask", "none"}:
        yield Note(original.kind)
    if original.kind in {"reprint", "unclear"}:
        yield Note("foreign")
    if page.canonical:
        yield Note("canonical", page.canonical)
    missing = [n for n in original.correspondents if not find_author(around, n, original.units)]
    if missing:
        yield Note("correspondents", "、".join(missing))
    if found.left_out:
        yield Note("left-out", "；".join(found.left_out))
    if stated:
        yield Note("stated", stated)


def _short(line: str) -> str:
    return line if len(line) <= 120 else line[:119] + "…"
