"""What Linli's claims about speed and memory rest on: ``python -m benchmarks.run --size 1000``.

The newsroom:

``words``      what made-up newsrooms are made of
``dice``       chance that falls the same way on every machine
``prose``      sentences, paragraphs, whole texts
``corpus``     a newsroom of any size: the same seed gives the same bytes
``forms``      the same newsroom as Linli, Hugo, Eleventy and Pelican read it

The run:

``peers``      how each tool is installed, given the newsroom and called; ``peers/`` holds their sites
``changes``    what newsrooms do all day: edit, add, delete
``measure``    wall clock, processor and memory of one command, seen from outside
``served``     the preview, from a save to the page
``check``      whether a build made what it should
``run``        the cases, the tools in turn

What comes out:

``results``    every figure, and what follows from them
``table``      Markdown
``chart``      SVG
"""
