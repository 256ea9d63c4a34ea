"""Which newsroom needs Pelican: one whose theme, or whose plugins, were made for it.

Nothing here imports Pelican; a newsroom that needs nothing of it never does.
"""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from linli.build.inputs import contents
from linli.marks import Plain, digest, mark, plain_mark
from linli.release import aside_of
from linli.site.newsroom import Newsroom

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linli.build.foreign.house import House

STATIC = "static"
"""The theme's folder that every theme may have, Linli's own too."""


class Guest:
    """What the configuration says to Pelican, and Pelican itself once it is there.

    Nothing of it is part of what pages of Linli's own theme depend on (``linli.build.inputs.GUEST``).
    """

    def __init__(self, values: Mapping[str, Any], beside: Path, output: Path) -> None:
        """Keep the configuration's ``values``, read ``beside`` a folder, for a site released to ``output``."""
        self.values = values
        self.beside = beside
        self.output = output
        self.house: House | None = None


class Hosted(Newsroom, frozen=True, kw_only=True):
    """A newsroom that has Pelican as its guest."""

    guest: Guest

    def __reduce__(self) -> tuple[type[Newsroom], tuple[object, ...]]:
        """Go to other processes as a plain newsroom: they render and read, and know no plugin."""
        return Newsroom, tuple(getattr(self, name) for name in Newsroom.__struct_fields__)

    @property
    def is_foreign(self) -> bool:
        """Say whether the theme was made for Pelican."""
        return is_foreign(self.theme)

    @property
    def is_preview(self) -> bool:
        """Say whether the site goes elsewhere than the configuration says, as a preview does."""
        return self.output != self.guest.output

    @property
    def stage(self) -> Path:
        """Return the folder in which Pelican and its plugins write."""
        return aside_of(self.output.resolve()) / "pelican"


def is_foreign(theme: Path) -> bool:
    """Say whether a theme was made for Pelican: it has templates, and no words in Linli's form."""
    return (theme / "templates").is_dir() and not any((theme / "lang").glob("*.toml"))


def named_theme(name: str, beside: Path) -> Path:
    """Return the theme that THEME names: a folder, or a theme that Pelican brings along."""
    path = beside / name
    if not path.is_dir() and name.isidentifier():
        found = find_spec("pelican")
        own = Path(found.origin or "").parent / "themes" / name if found else path
        return own if own.is_dir() else path
    return path


def invite(newsroom: Newsroom, values: Mapping[str, Any], beside: Path) -> Newsroom:
    """Return the newsroom with Pelican as its guest where its theme or its plugins need it."""
    if values.get("PLUGINS") or is_foreign(newsroom.theme):
        return host(newsroom, values, beside)
    return newsroom


def host(newsroom: Newsroom, values: Mapping[str, Any], beside: Path) -> Hosted:
    """Return the newsroom with Pelican as its guest."""
    parts = {name: getattr(newsroom, name) for name in Newsroom.__struct_fields__}
    return Hosted(**parts, guest=Guest(values, beside, newsroom.output))


def house_of(newsroom: Newsroom) -> House | None:
    """Return Pelican with its plugins loaded, or nothing where it is not needed."""
    if not isinstance(newsroom, Hosted):
        return None
    if newsroom.guest.house is None:
        from linli.build.foreign.house import House

        newsroom.guest.house = House(newsroom)
    return newsroom.guest.house


def mark_of(newsroom: Hosted) -> bytes:
    """Return the mark of what only Pelican's themes depend on: all of the configuration, all of the theme.

    What has no mark, a function for example, is never the same again.
    """
    values = newsroom.guest.values
    try:
        said = mark({name: values[name] for name in sorted(values) if name.isupper()})
    except (TypeError, ValueError):
        return os.urandom(16)
    overrides = values.get("THEME_TEMPLATES_OVERRIDES") or ()
    folders = [newsroom.theme, *(newsroom.guest.beside / str(one) for one in overrides)]
    return plain_mark((said, *map(_contents, folders)))


def _contents(folder: Path) -> tuple[Plain, ...]:
    texts = contents(folder)
    # What is compiled from the theme is no part of it.
    own = [name for name in texts if PurePath(name).parent.name != "__pycache__"]
    return tuple([(name, digest(texts[name])) for name in own])
