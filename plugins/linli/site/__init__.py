"""The newsroom and its edition.

``newsroom``, ``settings``, ``readers``
    the site as a frozen :class:`Newsroom`; the table of settings, and what a value means
``desk``
    one file into a :class:`Manuscript`: its story and its text
``edition``
    every manuscript that may be seen now, sorted into columns, tags, people, series and months
"""

from __future__ import annotations

from linli.site.desk import Manuscript
from linli.site.edition import Edition
from linli.site.newsroom import Column, Newsroom, Profile

__all__ = ["Column", "Edition", "Manuscript", "Newsroom", "Profile"]
