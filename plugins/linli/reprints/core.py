"""Is the core of the text unchanged? Every sentence of an article against what stands on a page in its place."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

from linli.reprints.alignment import align
from linli.reprints.facts import Kind, kinds_of
from linli.reprints.pages import ASIDE
from linli.reprints.place import locate
from linli.reprints.stretch import Stretch, is_part, stretch_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from linli.reprints.pages import Block
    from linli.reprints.sentences import Sentence

LINKED = 0.5
"""The part of the shorter sentence that two must share to be one and the same, perhaps changed."""
ALIKE = 0.45
"""The part that a sentence without its place must share with another to be the same, changed."""
FOUND = 0.2
"""The part of an article that a page must have to be a reprint of it at all."""
MANY = 40_000


class Change(NamedTuple):
    """A change: its kind, the words of the article and those of the reprint (one of them may be empty)."""

    kind: Kind
    original: str
    reprint: str


class Comparison(Struct, frozen=True):
    """How a page gives an article's text: what is changed, where it stands, what may be missing and is.

    ``stretch`` is ``None`` when the page has hardly anything of the article.
    """

    changes: tuple[Change, ...] = ()
    stretch: Stretch | None = None
    left_out: tuple[str, ...] = ()
    sentences: int = 0


class _Work(Struct):
    """Article and page side by side; ``pairs`` are the places of equal tokens."""

    article: Sequence[Sentence]
    page: list[Sentence]
    names: Collection[str]
    pairs: dict[tuple[int, int], set[tuple[int, int]]] = field(default_factory=dict)


def compare(
    article: Sequence[Sentence],
    blocks: Sequence[Block],
    sentences: Sequence[Sequence[Sentence]],
    known: Sequence[tuple[str, ...]],
    names: Collection[str],
) -> Comparison:
    """Compare an article's sentences with those of a page's blocks.

    ``known`` are texts of the article beside its core (captions, summary), which the page may have or not;
    ``names`` those of people.
    """
    wanted = [token.value for sentence in article for token in sentence.tokens]
    place = locate(wanted, blocks, sentences)
    if place is None or place.found < FOUND:
        return Comparison(sentences=len(article))
    own = {sentence.said for sentence in article}
    here = [
        sentence
        for at in range(place.start, place.end)
        for sentence in sentences[at]
        if sentence.said in own  # even in a figure that somebody forgot to close
        or (ASIDE.isdisjoint(blocks[at].shape[place.depth :]) and not is_part(sentence, known))
    ]
    runs = align(wanted, [token.value for sentence in here for token in sentence.tokens])
    if not runs:
        return Comparison(sentences=len(article))
    owners, of_page = _owners(article), _owners(here)
    first = here[of_page[runs[0].page][0]].block
    last = here[of_page[runs[-1].page + runs[-1].length - 1][0]].block
    texts = {here[of_page[run.page + step][0]].block for run in runs for step in range(run.length)}
    stretch = stretch_of(blocks, place, first, last, texts)
    work = _Work(article, here, names)
    for run in runs:
        for step in range(run.length):
            (one, a), (other, p) = owners[run.article + step], of_page[run.page + step]
            work.pairs.setdefault((one, other), set()).add((a, p))
    changes, left_out = _judge(work, stretch, blocks, sentences, known)
    return Comparison(changes, stretch, left_out, len(article))


def _owners(sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """Return for each token its sentence, and its place in that."""
    return [
        (number, at)
        for number, sentence in enumerate(sentences)
        for at in range(len(sentence.tokens))
    ]


def _judge(
    work: _Work,
    stretch: Stretch,
    blocks: Sequence[Block],
    sentences: Sequence[Sequence[Sentence]],
    known: Sequence[tuple[str, ...]],
) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    links = _links(work)
    matched_a: dict[int, set[int]] = defaultdict(set)
    matched_p: dict[int, set[int]] = defaultdict(set)
    for (one, other), equal in links.items():
        matched_a[one] |= {a for a, _ in equal}
        matched_p[other] |= {p for _, p in equal}
    alone_a = [number for number in range(len(work.article)) if number not in matched_a]
    alone_p = [
        number
        for number, sentence in enumerate(work.page)
        if number not in matched_p and stretch.has_text(sentence, blocks[sentence.block], known)
    ]
    found: list[tuple[float, Change]] = []
    order = {other: one for one, other in sorted(links, reverse=True)}
    left_out: list[str] = []
    pairs = _pair(work, alone_a, alone_p)
    for one, other, same in pairs:
        kinds: list[Kind] = ["reordered"] if same else _kinds(work, [one], [other])
        found += [
            (one, Change(kind, work.article[one].text, work.page[other].text)) for kind in kinds
        ]
    paired_a, paired_p = {one for one, _, _ in pairs}, {other for _, other, _ in pairs}
    for one in alone_a:
        if one in paired_a:
            continue
        sentence = work.article[one]
        if sentence.optional:
            left_out.append(sentence.text)
        elif not _elsewhere(sentence, one, matched_a, stretch, blocks, sentences):
            found.append((one, Change("dropped", sentence.text, "")))
    for other in alone_p:
        if other not in paired_p:
            before = max((order[p] for p in order if p < other), default=-1)
            found.append((before + 0.5, Change("added", "", work.page[other].text)))
    for ones, others in _changed(work, links, matched_a, matched_p):
        originals = " ".join(work.article[one].text for one in ones)
        reprinted = " ".join(work.page[other].text for other in others)
        found += [
            (ones[0], Change(kind, originals, reprinted)) for kind in _kinds(work, ones, others)
        ]
    found.sort(key=lambda one: one[0])
    return tuple(change for _, change in found), tuple(left_out)


def _links(work: _Work) -> dict[tuple[int, int], set[tuple[int, int]]]:
    """Return which sentences are the same, perhaps changed, and the places of their equal tokens.

    Two that stand in each other's place because the text was put in another order are not: each has its own.
    """
    own = {sentence.said for sentence in work.article}
    there = {sentence.said for sentence in work.page}
    found = {}
    for (one, other), equal in work.pairs.items():
        a, p = work.article[one].said, work.page[other].said
        swapped = a != p and a in there and p in own
        if not swapped and _is_link(work, (one, other), equal):
            found[one, other] = equal
    return found


def _is_link(work: _Work, pair: tuple[int, int], equal: set[tuple[int, int]]) -> bool:
    shorter = min(len(work.article[pair[0]].tokens), len(work.page[pair[1]].tokens))
    return len(equal) >= LINKED * shorter and (len(equal) > 1 or shorter == 1)


def _changed(
    work: _Work,
    links: Iterable[tuple[int, int]],
    matched_a: dict[int, set[int]],
    matched_p: dict[int, set[int]],
) -> list[tuple[list[int], list[int]]]:
    """Return the sentences that are not the same, with those that stand in their place."""
    open_a = {one for one, at in matched_a.items() if _is_open(work.article[one], at)}
    open_p = {other for other, at in matched_p.items() if _is_open(work.page[other], at)}
    groups: list[tuple[set[int], set[int]]] = []
    for one, other in sorted(links):
        if one not in open_a and other not in open_p:
            continue
        joined: tuple[set[int], set[int]] = ({one}, {other})
        rest = []
        for group in groups:
            if group[0] & joined[0] or group[1] & joined[1]:
                joined = (joined[0] | group[0], joined[1] | group[1])
            else:
                rest.append(group)
        groups = [*rest, joined]
    found = [(sorted(ones), sorted(others)) for ones, others in groups]
    return [
        (ones, others)
        for ones, others in found
        if _said(work.article, ones) != _said(work.page, others)
    ]


def _said(sentences: Sequence[Sentence], which: Sequence[int]) -> list[str]:
    """Return what sentences say, one after another, without what may be missing."""
    return [value for one in which for value in sentences[one].said]


def _is_open(sentence: Sentence, matched: set[int]) -> bool:
    """Say whether a sentence has a token that counts and was not found."""
    return any(at not in matched and not token.loose for at, token in enumerate(sentence.tokens))


def _kinds(work: _Work, ones: Sequence[int], others: Sequence[int]) -> list[Kind]:
    before = [token for one in ones for token in work.article[one].tokens]
    after = [token for other in others for token in work.page[other].tokens]
    original = " ".join(work.article[one].text for one in ones)
    reprint = " ".join(work.page[other].text for other in others)
    kinds = kinds_of(original, reprint, before, after, work.names)
    same = Counter(t.value for t in before) == Counter(t.value for t in after)
    return ["reordered"] if same and kinds == ["changed"] else kinds


def _pair(
    work: _Work, alone_a: Sequence[int], alone_p: Sequence[int]
) -> list[tuple[int, int, bool]]:
    """Return which lone sentences of article and page are the same, moved or much changed; and whether just moved."""
    pairs: list[tuple[int, int, bool]] = []
    free = dict.fromkeys(alone_p)
    by_said = {work.page[other].said: other for other in reversed(alone_p)}
    for one in alone_a:
        other = by_said.get(work.article[one].said, -1)
        if other in free:
            pairs.append((one, other, True))
            del free[other]
    done = {one for one, _, _ in pairs}
    rest = [one for one in alone_a if one not in done]
    if len(rest) * len(free) > MANY:
        return pairs
    counts = {other: Counter(work.page[other].values) for other in free}
    for one in rest:
        mine = Counter(work.article[one].values)
        likeness = {
            other: 2 * (mine & counts[other]).total() / (mine.total() + counts[other].total())
            for other in free
        }
        best = max(likeness, key=lambda other: likeness[other], default=-1)
        if best >= 0 and likeness[best] >= ALIKE:
            pairs.append((one, best, False))
            del free[best]
    return pairs


def _elsewhere(
    sentence: Sentence,
    number: int,
    matched: dict[int, set[int]],
    stretch: Stretch,
    blocks: Sequence[Block],
    sentences: Sequence[Sequence[Sentence]],
) -> bool:
    """Say whether the first or last sentences of an article stand outside the box that has the others."""
    if min(matched, default=0) < number < max(matched, default=0):
        return False
    return any(
        one.said == sentence.said
        for at, group in enumerate(sentences)
        if not stretch.first <= at <= stretch.last
        and not blocks[at].aside
        and not blocks[at].linked
        for one in group
    )
