"""The newsroom and its edition.

``newsroom``, ``settings``, ``readers``
    the site as a frozen :class:`Newsroom`; the table of settings, and what a value means
``desk``
    one file into a :class:`Manuscript`: its story and its text
``card``
    the :class:`Card` of a story: what other pages may know of it; and its :class:`Face`: what lists show
``sorting``
    the cards by what readers may see of them at one moment
``edition``
    the cards of what may be seen, gathered; each kind of list has its module: ``columns``, ``gatherings`` (tags and
    people), ``series``, ``kinds`` (of notices)
``identities``
    stories that have one id
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.site.card import Card, Face
from linli.site.newsroom import Column, DeskSettings, Newsroom, Profile

if TYPE_CHECKING:  # a build that has nothing to do needs neither
    from linli.site.desk import Manuscript as Manuscript
    from linli.site.edition import Edition as Edition

__all__ = ["Card", "Column", "DeskSettings", "Face", "Newsroom", "Profile"]
