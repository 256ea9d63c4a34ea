"""Rules by which a server itself leads on from old addresses, and says of others that they are gone (410).

The pages at these addresses do the same for readers; a rule is quicker, and says it to programs too. Only plain
addresses are given to servers: what could mean anything to one of them is left to its page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from linli.pages.recipe import GoneParts, Recipe, RedirectParts, RulesParts
from linli.regexes import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linli.pages.catalogue import Catalogue
    from linli.problems import Notebook

FILES = {
    "netlify": "_redirects",
    "cloudflare": "_redirects",
    "nginx": ".redirects.nginx",
    "caddy": ".redirects.caddy",
}
CLOUDFLARE = 2000
"""Rules that Cloudflare Pages reads at most; pages do for the others."""
_PLAIN = regex(r"/[\w/.\-~]*")


def rules_recipes(
    catalogue: Catalogue, pages: Sequence[Recipe], claims: Mapping[str, str], notebook: Notebook
) -> Iterator[Recipe]:
    """Yield the rules for each kind of server that the settings name; ``pages`` are all pages of the site."""
    newsroom, base = catalogue.newsroom, catalogue.addresses.base
    if not newsroom.redirects:
        return
    moved = sorted(
        (one.parts.url, one.parts.target) for one in pages if isinstance(one.parts, RedirectParts)
    )
    gone = sorted(one.parts.url for one in pages if isinstance(one.parts, GoneParts))
    for form in newsroom.redirects:
        if FILES[form] in claims:
            file = claims[FILES[form]]
            notebook.note("same-url", "LINLI_REDIRECTS", url=f"{base}/{FILES[form]}", file=file)
        parts = RulesParts(f"{base}/{FILES[form]}", form, tuple(moved), tuple(gone))
        yield Recipe(FILES[form], "", newsroom.lang, parts, (), (), "LINLI_REDIRECTS", 0)


def rules_text(parts: RulesParts) -> bytes:
    """Return the rules for one kind of server."""
    moved = [(old, new) for old, new in parts.moved if _PLAIN.fullmatch(unquote(old))]
    gone = [old for old in parts.gone if _PLAIN.fullmatch(unquote(old))]
    lines = {"nginx": _nginx, "caddy": _caddy}.get(parts.form)
    if lines:
        rows = list(lines(moved, gone))
    else:
        # Netlify prefers a file to a rule unless told otherwise; Cloudflare knows no such mark.
        code = "301!" if parts.form == "netlify" else "301"
        rows = [f"{old} {new} {code}" for old, new in moved]
        if parts.form == "cloudflare":
            rows = rows[:CLOUDFLARE]
    return "".join([f"{row}\n" for row in rows]).encode()


def _nginx(moved: Sequence[tuple[str, str]], gone: Sequence[str]) -> Iterator[str]:
    """Yield two maps; nginx compares addresses that are not percent-encoded."""
    yield "map $uri $linli_moved {"
    yield from (f'    "{unquote(old)}" "{new}";' for old, new in moved)
    yield "}"
    yield "map $uri $linli_gone {"
    yield "    volatile;"  # asked once more when the page that says so is fetched
    yield from (f'    "{unquote(old)}" 1;' for old in gone)
    yield "}"


def _caddy(moved: Sequence[tuple[str, str]], gone: Sequence[str]) -> Iterator[str]:
    yield from (f"redir {unquote(old)} {new} 301" for old, new in moved)
    yield from (f"error {unquote(old)} 410" for old in gone)
