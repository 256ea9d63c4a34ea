"""Markdown into safe HTML, the same for pages and feeds.

``convert``
    Python-Markdown with its extensions, made once and reused
``simple``, ``spans``, ``tables``
    texts without anything special, which need no Python-Markdown
``sparing``
    what need not be looked for in a text in which it does not occur
``figures``, ``figure_blocks``, ``headings``, ``lines``
    pictures with caption and credit; heading levels and ids; soft line breaks between Chinese characters
``entities``
    character references to what may not stand in a page
``safe``
    the allow-list (nh3) that everything a contributor writes must pass
``certain``
    HTML that the allow-list would give back as it is
``reopening``
    tags that were never closed, which a parser would open again without end
``links``, ``addresses``
    what a link or picture points to: the web, another story, a file; those of one body
``pictures``
    none from elsewhere, none without words
``excerpt``
    sentences for lists; counts and reading time
``prose``, ``verbatim``
    where in the author's own words something stands; code, and elements that are shown as they are written
``missed``
    tables and figures that were meant to be such, and became text
``long_way``
    a body that may hold anything: Python-Markdown, nh3
``body``
    all of it in order
``reading``
    the way in: a body into a :class:`Text`
"""

from __future__ import annotations
