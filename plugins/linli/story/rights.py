"""Which rights go together, and what a reprint must say. The notice itself is made in ``linli.rights``.

Sources: Copyright Law of the PRC (2020), art. 5; 国版办发〔2015〕3号 (author, title and source of what is reprinted);
《互联网新闻信息服务管理规定》(2017), art. 15 (source, original author, original title, the editor's real name).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.story.story import Origin, Permission, Reuse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from linli.story.story import Person

CREATIVE_COMMONS: Mapping[Reuse, str] = {
    Reuse.CC_BY: "by",
    Reuse.CC_BY_SA: "by-sa",
    Reuse.CC_BY_ND: "by-nd",
    Reuse.CC_BY_NC: "by-nc",
    Reuse.CC_BY_NC_SA: "by-nc-sa",
    Reuse.CC_BY_NC_ND: "by-nc-nd",
    Reuse.CC0: "zero",
}
"""The licences of Creative Commons, by the name that their addresses have for them."""
OURS_TO_GIVE = frozenset({Permission.OWN, Permission.LICENSED})
"""The grounds on which we may let others do something."""
UNPROTECTED = frozenset({Permission.OFFICIAL_DOCUMENT, Permission.PUBLIC_DOMAIN_FACT})
"""What the law does not protect (art. 5)."""
REPRINT_FIELDS = ("source", "source_url", "original_title", "authors", "editors", "permission")
"""What a reprint must say, in the order in which a message names it."""
NO_NAMES = (
    *(
        "编辑部",
        "编辑室",
        "编辑",
        "小编",
        "采编中心",
        "融媒体中心",
        "管理员",
        "本站",
        "本网",
        "本报",
    ),
    *("网站", "佚名", "admin", "administrator", "editor", "editors", "webmaster"),
)
"""What editors call themselves instead of giving a name."""


def conflict(origin: Origin, permission: Permission, reuse: Reuse) -> str:
    """Return the rule that these three break together, or an empty string."""
    if origin is Origin.REPRINT and permission is Permission.OWN:
        return "reprint-own"
    if permission is Permission.WHITELIST and origin in {Origin.ORIGINAL, Origin.CONTRIBUTED}:
        return "whitelist-own"
    if reuse is Reuse.ASK:
        return ""
    if permission in UNPROTECTED:
        return "" if reuse is Reuse.FREE_WITH_CREDIT else "reuse-unprotected"
    if permission in OURS_TO_GIVE or reuse is Reuse.NONE:
        return ""
    free_release = origin is Origin.RELEASE and reuse is Reuse.FREE_WITH_CREDIT
    return "" if free_release else "reuse-not-ours"


def usual_reuse(origin: Origin, permission: Permission, site: Reuse) -> Reuse:
    """Return what others may do with a story that does not say: as the ``site`` has it for what is its own."""
    own = origin in {Origin.ORIGINAL, Origin.COMPILED, Origin.CONTRIBUTED}
    return site if own and permission in OURS_TO_GIVE else Reuse.ASK


def reprint_gaps(value_of: Callable[[str], object]) -> tuple[str, ...]:
    """Return the fields that a reprint lacks; ``value_of`` gives the value of a field.

    Why there is no link counts as a link.
    """
    gaps = [key for key in REPRINT_FIELDS if not value_of(key)]
    if "source_url" in gaps and value_of("source_url_missing"):
        gaps.remove("source_url")
    if value_of("permission") == Permission.UNKNOWN:
        gaps.append("permission")
    return tuple(gaps)


def is_named(person: Person) -> bool:
    """Say whether somebody goes by a name, not by an office (编辑部, admin)."""
    name = person.name.casefold().replace(" ", "")
    return not name.endswith(NO_NAMES) if not name.isascii() else name not in NO_NAMES


def signed_twice(*levels: tuple[Person, ...]) -> str:
    """Return the name of whoever signed at more than one of the levels of review, or an empty string."""
    seen: set[str] = set()
    for level in levels:
        names = {person.name for person in level}
        twice = sorted(seen & names)
        if twice:
            return twice[0]
        seen |= names
    return ""
