"""What a setting's value means: one reader for each kind of setting.

Each takes the setting's name and value, and returns the typed value or raises ``ConfigError``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from ipaddress import ip_address
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from linli.errors import ConfigError
from linli.site.newsroom import Column, Note, Profile
from linli.story import Reuse
from linli.story.fields import REUSES, Field, FieldTable, Type, is_reserved, plain_key
from linli.story.naming import address_name, is_address_name
from linli.story.settings import REQUIRED
from linli.story.values import is_web_address, plain_language

if TYPE_CHECKING:
    from linli.story.story import Kind

Reader = Callable[[str, object], object]


def refuse(name: str, value: object, wanted: str) -> NoReturn:
    """Raise ``ConfigError``: the setting, what it says, what was wanted."""
    shown = repr(value)[:120]
    raise ConfigError(
        f"{name} = {shown} cannot be used.",
        f"Wanted: {wanted}.",
        zh=f"设置 {name} = {shown} 不能用。写法见 docs/settings.md（wanted: {wanted}）。",
    )


def read_text(name: str, value: object) -> str:
    """Text, without space around it."""
    if not isinstance(value, str):
        refuse(name, value, "text")
    if any(unicodedata.category(char) in {"Cc", "Cs"} for char in value if char not in "\r\n\t"):
        refuse(name, value, "text without control characters")
    return value.strip()


def read_texts(name: str, value: object) -> tuple[str, ...]:
    """A list of texts."""
    if isinstance(value, str) or not isinstance(value, Sequence):
        refuse(name, value, 'a list of texts, such as ["notices"]')
    return tuple(read_text(name, part) for part in value)


def read_folders(name: str, value: object) -> tuple[str, ...]:
    """Names of folders directly below the content folder."""
    folders = tuple(part.strip("/") for part in read_texts(name, value))
    if any("/" in folder or folder in {"", ".", ".."} for folder in folders):
        refuse(name, value, "names of folders directly below the content folder")
    return folders


def read_address(name: str, value: object) -> str:
    """An absolute address without query and fragment, or nothing."""
    text = read_text(name, value).rstrip("/")
    if text and (not is_web_address(text) or urlsplit(text).query or urlsplit(text).fragment):
        refuse(name, value, "an address such as https://news.example.org, or nothing")
    return text


def read_hub(name: str, value: object) -> str:
    """The address of a WebSub hub, or nothing; in the clear it may be on this machine only."""
    text = read_text(name, value)
    if not text:
        return ""
    if not is_web_address(text) or urlsplit(text).fragment:
        refuse(
            name,
            value,
            "the https address of a WebSub hub, without name, password and #, or nothing",
        )
    parts = urlsplit(text)
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        refuse(name, value, "an address that begins with https://; http:// only for 127.0.0.1")
    return text


def is_loopback(host: str) -> bool:
    """Say whether ``host`` is this machine, by its name or its number."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def read_link(name: str, value: object) -> str:
    """An address on the web, on this site, or of a mailbox."""
    text = read_text(name, value)
    if text and not (is_web_address(text) or text.startswith(("/", "mailto:"))):
        refuse(name, value, "an address that begins with https://, / or mailto:")
    return text


def read_language(name: str, value: object) -> str:
    """A language tag in its usual form."""
    tag = plain_language(read_text(name, value))
    return tag or refuse(name, value, "a language tag such as zh-Hans or en")


def read_language_groups(name: str, value: object) -> tuple[tuple[str, ...], ...]:
    """Lists of language tags; no language is in two of them."""
    wanted = 'lists of languages, each of them once, such as [["zh-Hans", "zh-Hant"]]'
    if isinstance(value, str) or not isinstance(value, Sequence):
        refuse(name, value, wanted)
    if any(isinstance(group, str) or not isinstance(group, Sequence) for group in value):
        refuse(name, value, wanted)
    groups = tuple(tuple(read_language(name, tag) for tag in group) for group in value)
    tags = [tag for group in groups for tag in group]
    return groups if len(tags) == len(set(tags)) else refuse(name, value, wanted)


def read_zone(name: str, value: object) -> ZoneInfo:
    """A time zone by its IANA name."""
    try:
        return ZoneInfo(read_text(name, value))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        refuse(name, value, "a time zone such as Asia/Shanghai")


def read_count(name: str, value: object) -> int:
    """A whole number from 0 to 10000."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 10_000:
        refuse(name, value, "a whole number from 0 to 10000")
    return value


def read_size(name: str, value: object) -> int:
    """A whole number from 1 to 10000."""
    number = read_count(name, value)
    return number or refuse(name, value, "a whole number from 1 to 10000")


def read_kibibytes(name: str, value: object) -> int:
    """A size in KiB, as bytes."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 4 * 1024 * 1024:
        refuse(name, value, "a size in KiB")
    return value * 1024


def read_seconds(name: str, value: object) -> float:
    """Seconds, from 0.1 to 600."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0.1 <= value <= 600:
        refuse(name, value, "seconds, from 0.1 to 600")
    return float(value)


def read_switch(name: str, value: object) -> bool:
    """True or False."""
    return value if isinstance(value, bool) else refuse(name, value, "True or False")


def read_table(name: str, value: object, known: tuple[str, ...]) -> dict[str, object]:
    """A table with known keys only."""
    if not isinstance(value, Mapping):
        refuse(name, value, f"a table with {', '.join(known)}")
    for key in value:
        if key not in known:
            listed = ", ".join(known)
            raise ConfigError(
                f"{name} does not know {key!r}.",
                f"It knows: {listed}.",
                zh=f"设置 {name} 里没有 {key!r} 这一项。可以写：{listed}。",
            )
    return dict(value)


def read_rows(name: str, value: object, known: tuple[str, ...]) -> list[dict[str, object]]:
    """A list of tables with known keys only."""
    if isinstance(value, str) or not isinstance(value, Sequence):
        refuse(name, value, f"a list of tables with {', '.join(known)}")
    return [read_table(name, row, known) for row in value]


def read_columns(name: str, value: object) -> tuple[Column, ...]:
    """Columns; no two share a name or a slug."""
    columns: list[Column] = []
    for row in read_rows(name, value, ("name", "slug", "description")):
        title = read_text(name, row.get("name", ""))
        slug = read_text(name, row.get("slug", "")) or address_name(title)
        if not title or not is_address_name(slug):
            refuse(name, row, "a column with a name, and a slug of letters, digits and hyphens")
        for other in columns:
            if other.slug == slug or other.name == title:
                raise ConfigError(
                    f"{name}: {other.name} and {title} have one name or slug.",
                    "Change one.",
                    zh=f"设置 {name}：{other.name} 和 {title} 的名称或网址相同。请改掉一个。",
                )
        columns.append(Column(title, slug, read_text(name, row.get("description", ""))))
    return tuple(columns)


def read_people(name: str, value: object) -> dict[str, Profile]:
    """People's profiles by name."""
    if not isinstance(value, Mapping):
        refuse(name, value, 'a table of people: {"周岚": {"unit": "...", "biography": "..."}}')
    return {
        read_text(name, person): Profile(
            **{
                key: read_text(name, text)
                for key, text in read_table(name, row, ("unit", "biography")).items()
            }
        )
        for person, row in value.items()
    }


def read_notes(name: str, value: object) -> tuple[Note, ...]:
    """Lines of the footer."""
    return tuple(
        Note(read_text(name, row.get("text", "")), read_link(name, row.get("url", "")))
        for row in read_rows(name, value, ("text", "url"))
    )


def read_required(name: str, value: object) -> dict[Kind, tuple[str, ...]]:
    """Fields that each kind of story must have."""
    rows = read_table(name, value, ("article", "notice", "page"))
    kinds: tuple[Kind, ...] = ("article", "notice", "page")
    return {
        kind: read_texts(name, rows[kind]) if kind in rows else REQUIRED[kind] for kind in kinds
    }


_FIELD_PARTS = ("type", "aliases", "zh", "en", "shown", "choices", "limit")


def read_fields(name: str, value: object) -> tuple[Field, ...]:
    """Fields that the site adds; none takes a name that is taken."""
    if not isinstance(value, Mapping):
        refuse(name, value, 'a table of fields: {"phone": {"type": "line", "aliases": ["电话"]}}')
    fields: list[Field] = []
    for key, row in value.items():
        parts = read_table(f"{name}[{key!r}]", row, _FIELD_PARTS)
        aliases = read_texts(name, parts.get("aliases", []))
        known = FieldTable(tuple(fields))
        for spelling in (str(key), *aliases):
            if known.find(spelling) or is_reserved(spelling):
                raise ConfigError(
                    f"{name}: {spelling!r} is taken by another field, or is reserved.",
                    "Choose another name.",
                    zh=f"设置 {name}：{spelling!r} 已经是别的字段，或是程序内部的名称。请换一个。",
                )
        try:
            kind = Type(read_text(name, parts.get("type", "line")))
        except ValueError:
            refuse(name, parts["type"], f"one of {', '.join(Type)}")
        choices = parts.get("choices", {})
        if kind is Type.CHOICE and not (isinstance(choices, Mapping) and choices):
            refuse(name, choices, 'choices such as {"open": ["开放"], "closed": ["关闭"]}')
        fields.append(
            Field(
                key=plain_key(str(key)),
                type=kind,
                group="site",
                aliases=aliases,
                zh=read_text(name, parts.get("zh", key)),
                en=read_text(name, parts.get("en", key)),
                choices={
                    str(choice): read_texts(name, words) for choice, words in dict(choices).items()
                }
                if isinstance(choices, Mapping)
                else {},
                limit=read_size(name, parts.get("limit", 500)),
                shown=read_switch(name, parts.get("shown", True)),
            )
        )
    return tuple(fields)


def read_reuse(name: str, value: object) -> Reuse:
    """What others may do, in any spelling a header may use."""
    text = read_text(name, value)
    for choice, spellings in REUSES.items():
        if text.casefold() in {choice, *spellings}:
            return Reuse(choice)
    refuse(name, value, f"one of {', '.join(Reuse)}")


FEEDS = ("site", "notices", "kinds", "corrections", "columns", "series", "tags", "people", "audio")
SHARES = ("mail", "weibo", "qzone", "x", "facebook")


def read_feeds(name: str, value: object) -> tuple[str, ...]:
    """Kinds of feeds."""
    kinds = read_texts(name, value)
    if any(kind not in FEEDS for kind in kinds):
        refuse(name, value, f"some of {', '.join(FEEDS)}")
    return kinds


def read_year(name: str, value: object) -> int:
    """A year."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1990 <= value <= 9999:
        refuse(name, value, "a year, such as 2026")
    return value


def read_share(name: str, value: object) -> tuple[str, ...]:
    """Services for sharing."""
    services = read_texts(name, value)
    if any(service not in SHARES for service in services):
        refuse(name, value, f"some of {', '.join(SHARES)}")
    return services


REDIRECTS = ("netlify", "cloudflare", "nginx", "caddy")


def read_redirects(name: str, value: object) -> tuple[str, ...]:
    """Servers that are given rules for old addresses."""
    forms = read_texts(name, value)
    if any(form not in REDIRECTS for form in forms):
        refuse(name, value, f"some of {', '.join(REDIRECTS)}")
    if {"netlify", "cloudflare"} <= set(forms):
        refuse(name, value, "netlify or cloudflare: both read the file _redirects")
    return forms


CANONICALS = ("self", "source", "noindex")
REPUBLISH = ("free", "all", "none")


def read_canonical(name: str, value: object) -> str:
    """What pages of reprints tell search engines."""
    text = read_text(name, value)
    return text if text in CANONICALS else refuse(name, value, f"one of {', '.join(CANONICALS)}")


MINING = ("reserve", "allow")
MACHINE_RIGHTS = ("link-license", "tdmrep", "rsl", "content-signal", "odrl")
OF_MINING = frozenset({"tdmrep", "rsl", "content-signal"})
"""The forms that say what ``LINLI_TEXT_MINING`` decides."""


def read_mining(name: str, value: object) -> str:
    """What programs may do with our own stories, or nothing."""
    text = read_text(name, value)
    return read_known(name, text, MINING) if text else ""


def read_machine_rights(name: str, value: object) -> tuple[str, ...]:
    """Forms in which programs are told of rights."""
    return tuple(
        dict.fromkeys(read_known(name, one, MACHINE_RIGHTS) for one in read_texts(name, value))
    )


def read_known(name: str, text: str, known: tuple[str, ...]) -> str:
    """One of the ``known`` words; another is refused with the one that was probably meant."""
    if text in known:
        return text
    close = get_close_matches(text, known, n=1, cutoff=0.5)
    listed = ", ".join(known)
    hint = f"Did you mean {close[0]!r}?" if close else f"Wanted: {listed}."
    asked = f"是不是 {close[0]!r}？" if close else ""
    raise ConfigError(
        f"{name} does not know {text!r}.",
        hint,
        zh=f"设置 {name} 里没有 {text!r} 这个值。{asked}可以写：{listed}。",
    )


def read_republish(name: str, value: object) -> str:
    """Which stories have a page for those who want to reprint them."""
    return read_known(name, read_text(name, value), REPUBLISH)


def read_slug(name: str, value: object) -> str:
    """The last part of an address, or nothing."""
    text = read_text(name, value).strip("/")
    if text and not is_address_name(text):
        refuse(name, value, "letters, digits and hyphens, such as reprint, or nothing")
    return text


def read_words(name: str, value: object) -> dict[str, dict[str, str]]:
    """Texts by key, by language; ``linli.rights`` knows which there are."""
    if not isinstance(value, Mapping) or not all(
        isinstance(row, Mapping) for row in value.values()
    ):
        refuse(name, value, 'texts by language and key: {"zh-Hans": {"none": "..."}}')
    return {
        str(language): {str(key): read_text(f"{name}[{key!r}]", text) for key, text in row.items()}
        for language, row in value.items()
    }
