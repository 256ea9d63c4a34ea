"""Checking reprints: does somebody's page name the source, the title and the author, and leave the text as it was?

``check(newsroom, article, where)`` reads an article and a page and returns :class:`linli.reprints.findings.Findings`.
``original`` says what is to be found again, ``pages`` reads the page, ``core`` compares the sentences, ``credits``
looks for the names, ``judge`` puts it together. Nothing of anybody's template is known; the text is found by its words.
"""

from __future__ import annotations

from linli.reprints.checking import check

__all__ = ["check"]
