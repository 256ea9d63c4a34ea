"""From a configuration file to a released site.

``config``
    finds and runs the configuration file
``pipeline``
    one way through: survey, read, sort, relate, plan, render, release; :func:`pipeline.publish` shows it at a glance
``reading``, ``choose``, ``planning``, ``printing``, ``copying``
    what the stages do: files into cards, related lists, the plan, pages and files into the release
``rendering``, ``render``, ``quick``, ``names``, ``components``, ``compiled``
    recipes into pages in any process; views into HTML (Jinja's one home), in its fast form; templates as bytecode
``inputs``, ``last``
    the marks of what pages are made from; the last build, so that one with nothing to do ends at once
``press``, ``workers``, ``kept``
    what builds work with and keep: the processes, and values that need not be made again
``cache``, ``ledger``, ``manuscripts``, ``damage``
    what lasts from one build to the next, on the disk
``report``, ``progress``
    what a build did, and how far it is, for people and programs
``start``, ``tables``
    a new article; the tables in the docs
``pelican``, ``foreign``, ``signals``
    the same pipeline behind Pelican's own command; themes and plugins made for Pelican
"""
