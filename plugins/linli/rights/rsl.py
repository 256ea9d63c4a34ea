"""Really Simple Licensing 1.0 (RSL Collective, 2025-12-10): a licence file that robots.txt names.

What no ``content`` element covers is unlicensed to a program that keeps to RSL; that is what is true of other
people's texts, so nothing is said of them. Licences with NC or ND do not fit RSL's words and are left to the page.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from linli.story import Reuse
from linli.story.rights import CREATIVE_COMMONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linli.rights.party import Party

NAMESPACE = "https://rslstandard.org/rsl"
TERMS = {
    "reserve": '<prohibits type="usage">ai-all</prohibits>',
    "allow": '<permits type="usage">ai-all search</permits>',
}
"""What ``LINLI_TEXT_MINING`` says of our own stories."""
OPEN = {Reuse.CC0: "free", Reuse.CC_BY: "attribution", Reuse.CC_BY_SA: "attribution"}
"""What an open licence asks for, as RSL calls it."""


def rsl_document(
    locations: Sequence[str],
    open_stories: Sequence[tuple[str, str]],
    wish: str,
    party: Party,
    policy_url: str,
) -> str:
    """Return the licence file: of our own stories at ``locations``, and of each open one (path, ``reuse``)."""
    around = "".join(f"    {line}\n" for line in _about(party, policy_url))
    parts = [_content(path, TERMS[wish], around) for path in locations]
    parts += [_content(path, _open_terms(Reuse(reuse))) for path, reuse in open_stories]
    body = "\n".join(parts)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rsl xmlns="{NAMESPACE}">\n{body}\n</rsl>\n'


def is_expressible(reuse: str) -> bool:
    """Say whether RSL has words for a licence."""
    return reuse in OPEN


def _content(path: str, terms: str, around: str = "") -> str:
    return f'  <content url="{escape(path)}">\n    <license>{terms}</license>\n{around}  </content>'


def _open_terms(reuse: Reuse) -> str:
    path = (
        "publicdomain/zero/1.0" if reuse is Reuse.CC0 else f"licenses/{CREATIVE_COMMONS[reuse]}/4.0"
    )
    standard = f"<standard>https://creativecommons.org/{path}/</standard>"
    return f'<permits type="usage">all</permits><payment type="{OPEN[reuse]}">{standard}</payment>'


def _about(party: Party, policy_url: str) -> Iterator[str]:
    """Yield who holds the rights and where they may be reached, and the terms in words."""
    attribute = "contactUrl"
    if party.ask.startswith("mailto:"):
        attribute = "contactEmail"
    contact = party.ask.removeprefix("mailto:").partition("?")[0]
    reached = f' {attribute}="{escape(contact)}"' if contact else ""
    yield f'<copyright type="organization"{reached}>{escape(party.name, quote=False)}</copyright>'
    if policy_url:
        yield f"<terms>{escape(policy_url, quote=False)}</terms>"
