"""One file's header, read once into a frozen, typed :class:`Story`.

``fields``
    the one table of fields: key, Chinese aliases, type, help; everything else follows from it
``header``, ``yaml_plain``, ``yaml_form``, ``entries``
    text into header entries with line and column, in both forms (YAML between fences, ``Key: value``)
``dates``, ``people``, ``naming``
    what a date, a name, a title says
``values``, ``compounds``, ``recordings``, ``readers``, ``context``
    what an entry's value means: one reader for each type of field
``memory``
    what short texts were found to mean before
``reading``
    entries into a ``Story``, with every problem written down
``draft``, ``filling``, ``gaps``, ``contradictions``
    the values so far; what the site adds; what is not said; what cannot all be so
``leaks``
    header lines that ended up in the body
``writing``
    a header changed in one field, every other byte kept
"""

from __future__ import annotations

from linli.story.settings import StorySettings
from linli.story.story import (
    Correction,
    Cover,
    Origin,
    Permission,
    Person,
    Reuse,
    Stamp,
    Status,
    Story,
)

__all__ = [
    "Correction",
    "Cover",
    "Origin",
    "Permission",
    "Person",
    "Reuse",
    "Stamp",
    "Status",
    "Story",
    "StorySettings",
]
