"""The reprint policy: what the notices mean, each with an example, and how to ask. It follows from the settings alone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from linli.rights.asking import by_name_alone, slots_of_asking
from linli.rights.statement import House, licence_of, state_rights
from linli.rights.wording import Piece, Sentence, sentences
from linli.story import Origin, Permission, Person, Reuse, Stamp, Story
from linli.story.language import language_of
from linli.story.rights import CREATIVE_COMMONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linli.rights.words import Words


class Section(NamedTuple):
    """A headed part: sentences, an example of a notice, and links to licences; ``name`` is its anchor."""

    name: str
    heading: str
    sentences: tuple[Sentence, ...]
    example: tuple[Sentence, ...] = ()
    links: tuple[Piece, ...] = ()


class Policy(NamedTuple):
    """The whole page; ``example`` is what stands before examples."""

    title: str
    lead: tuple[Sentence, ...]
    example: str
    sections: tuple[Section, ...]


SAMPLES = {
    "zh-Hans": ("社区食堂添了早餐", "许一禾", "岚江日报"),
    "zh-Hant": ("社區食堂添了早餐", "許一禾", "嵐江日報"),
    "en": ("The canteen now serves breakfast", "Xu Yihe", "Lanjiang Daily"),
}
"""An invented story in each language: title, author, another outlet."""
KINDS: tuple[tuple[str, Origin, Permission, Reuse], ...] = (
    ("ask", Origin.ORIGINAL, Permission.OWN, Reuse.ASK),
    ("none", Origin.ORIGINAL, Permission.OWN, Reuse.NONE),
    ("free", Origin.ORIGINAL, Permission.OWN, Reuse.FREE_WITH_CREDIT),
    ("cc", Origin.ORIGINAL, Permission.OWN, Reuse.CC_BY),
    ("cc0", Origin.ORIGINAL, Permission.OWN, Reuse.CC0),
    ("reprint", Origin.REPRINT, Permission.LICENSED, Reuse.ASK),
    ("release", Origin.RELEASE, Permission.LICENSED, Reuse.ASK),
    ("no-claim", Origin.ORIGINAL, Permission.OFFICIAL_DOCUMENT, Reuse.ASK),
)
"""What is explained, in the order of the page, and the rights of the example."""
_ELSEWHERE = frozenset({Origin.REPRINT, Origin.RELEASE})
_NOWHERE = "example:"


def explain(house: House, contact: str, lang: str, year: int) -> Policy:
    """Return the policy of the newsroom; examples bear the ``year``."""
    language = language_of(lang)
    words = house.words[language]
    slots = slots_of_asking(house, contact, words)
    kinds = tuple(_kinds(house, words, slots, language, year))
    how, web = [_section(name, words[f"policy-{name}"], slots) for name in ("how", "web")]
    how = how._replace(sentences=how.sentences + by_name_alone(house, contact, words))
    lead = sentences(words["policy-lead"], slots)
    return Policy(words["policy-title"], lead, words["policy-example"], (how, web, *kinds))


def _kinds(
    house: House, words: Words, slots: dict[str, Piece], language: str, year: int
) -> Iterator[Section]:
    for name, origin, permission, reuse in KINDS:
        story = _sample(house, language, origin, permission, reuse, year)
        said = state_rights(story, house, language)
        example = tuple(_unlinked(one) for one in said.sentences)
        example += ((Piece(said.claim),),) if said.claim else ()
        links = [licence_of(one, words) for one in CREATIVE_COMMONS if one is not Reuse.CC0]
        section = _section(name, words[f"policy-{name}"], slots)
        plain = tuple(Piece(one.text, one.url) for one in links) if name == "cc" else ()
        yield section._replace(example=example, links=plain)


def _section(name: str, wording: str, slots: dict[str, Piece]) -> Section:
    """Return a section from a text whose first line is its heading."""
    heading, _, rest = wording.partition("\n")
    return Section(name, heading, sentences(rest, slots))


def _sample(
    house: House, language: str, origin: Origin, permission: Permission, reuse: Reuse, year: int
) -> Story:
    title, author, outlet = SAMPLES[language]
    return Story(
        name="",
        kind="article",
        id="",
        slug="",
        title=title,
        date=Stamp(datetime(year, 1, 1, tzinfo=UTC)),
        lang=language,
        authors=(Person(author),),
        source=outlet if origin in _ELSEWHERE else house.name,
        source_url=_NOWHERE if origin is Origin.REPRINT else "",
        origin=origin,
        permission=permission,
        reuse=reuse,
    )


def _unlinked(sentence: Sentence) -> Sentence:
    """Return a sentence of an example: its licence is not this page's, and its original does not exist."""
    return tuple(Piece(text, "" if url == _NOWHERE else url) for text, url, _ in sentence)
