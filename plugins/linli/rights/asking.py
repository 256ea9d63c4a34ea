"""How somebody who needs permission reaches us: a page or a mailbox, a line of the settings, else by our name alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.rights.wording import NOTHING, Piece, Sentence, sentences

if TYPE_CHECKING:
    from linli.rights.statement import House
    from linli.rights.words import Words


def is_reachable(ask_url: str, contact: str) -> bool:
    """Say whether the settings tell a place to ask or a way to reach us."""
    return bool(ask_url or contact)


def asks_elsewhere(house: House) -> bool:
    """Say whether there is a place to ask besides the reprint policy, which only says how."""
    return bool(house.ask_url) and house.ask_url != house.policy_url


def slots_of_asking(house: House, contact: str, words: Words) -> dict[str, Piece]:
    """Return what texts may say of how to ask; ``contact`` is how to reach us."""
    elsewhere = asks_elsewhere(house)
    return {
        "ask": Piece(words["ask-link"], house.ask_url) if elsewhere else NOTHING,
        "contact": Piece(contact),
        "publisher": Piece(house.publisher or house.name),
    }


def by_name_alone(house: House, contact: str, words: Words) -> tuple[Sentence, ...]:
    """Return what is said where nothing tells how to reach us; else nothing."""
    if is_reachable(house.ask_url if asks_elsewhere(house) else "", contact):
        return ()
    return sentences(words["ask-by-name"], slots_of_asking(house, contact, words))
