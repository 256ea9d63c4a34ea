"""From a configuration file to a released site.

``config``, ``allowlist``, ``places``
    finds and runs the configuration file; the outlets it allows; where a build writes
``pipeline``, ``tray``
    one way through: survey, read, sort, relate, plan, render, release; :func:`pipeline.publish` shows it at a glance;
    what goes from stage to stage
``preparing``, ``retouching``, ``record``
    everything up to the plan; what takes its place where a plan would be the same as before; what is kept for that
``reading``, ``choose``, ``sighting``, ``planning``, ``printing``, ``copying``, ``proofing``
    what the stages do: files into cards, related lists, what is seen in pictures, the plan, pages and files into the release, feeds read again
``candidates``, ``pinning``, ``filling``
    what related lists depend on, what editors decided of them, and what stands where nothing is related
``rendering``, ``arranging``, ``render``, ``quick``, ``names``, ``components``, ``compiled``
    recipes into pages in any process, in which order; views into HTML (Jinja's one home), in its fast form; templates as
    bytecode
``inputs``, ``last``
    the marks of what pages are made from; the last build, so that one with nothing to do ends at once
``press``, ``workers``, ``batches``, ``aside``, ``kept``, ``circles``
    what builds work with and keep: the processes, what is sent to them together, large tools that they share, values that need not be made again, when garbage is left lying
``cache``, ``ledger``, ``manuscripts``, ``damage``
    what lasts from one build to the next, on the disk
``annals``, ``recording``, ``announcing``
    what was ever published: read, and added to; what is new, told to the hub
``report``, ``progress``
    what a build did, and how far it is, for people and programs
``reviewing``, ``registering``, ``related_report``, ``handing_out``, ``outside``
    reports and copies for the desk, and that none of them lands in the site
``start``, ``mending``, ``tables``
    a new article; ids into headers; the tables in the docs
``pelican``, ``foreign``, ``signals``
    the same pipeline behind Pelican's own command; themes and plugins made for Pelican
"""
