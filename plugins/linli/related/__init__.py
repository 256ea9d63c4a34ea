"""Which stories belong together.

``pins``
    what editors decided: stories named in the header, and stories that must not appear
``relate``
    what the texts say: :func:`relate.relate` gives the list of every story, from what is remembered and what
    changed since; the result is that of a newsroom that remembers nothing
``words``, ``features_many``, ``weights``, ``likeness``, ``copies``
    what a text says as numbers, and the same of many texts at once; how much a word says; how alike two stories are; whether they are the same
``candidate``, ``stories``, ``state``, ``elders``, ``index``, ``lists``, ``sheets``, ``telling``, ``memory``
    a story as likeness sees it; what is remembered, and opened when it is asked for: all of them, the oldest, which story uses which word, who shows whom, what
    others see of it; the file
``cold``, ``parts``, ``columns``, ``table``, ``shared``, ``picking``
    all lists from the beginning, compared in parts by as many processes as there are
``update``, ``changes``, ``vectors``, ``shifts``, ``relisting``, ``meeting``, ``meeting_many``, ``company``, ``mending``
    only the lists that an edit touches: what changed, what became of words, which lists are made anew and whom their stories meet, what
    becomes of the others
``reasons``, ``report``
    why a story is in a list; all lists of a site, for the desk
``corpus``, ``ranking``
    a corpus file in, a run out: ``python -m linli.related rank``
``plugin``
    ``article.related`` for a Pelican site that has nothing else of Linli

A score depends on two stories, and on coarse levels counted in the older part of the archive; a word of another level
concerns those pairs alone that both use it. That is what makes lists cheap to keep, and keeps them as they are when a
story comes. Scores grow steadily with likeness. Whoever adds a signal keeps to it; ``tests/related/test_incremental.py`` holds it to that.
"""
