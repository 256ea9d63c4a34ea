"""From a configuration file to a released site.

``config``, ``neighbours``, ``allowlist``, ``places``
    finds and runs the configuration file; what that imports from beside it; the outlets it allows; where a build writes
``pipeline``, ``tray``
    one way through: survey, read, sort, relate, plan, render, release; what is at hand on it
``surveying``, ``preparing``
    the stages up to the plan, a function each
``reading``, ``choose``, ``relating``, ``sighting``, ``planning``
    what they do: files into cards, related lists, by which process, what is seen in pictures, the plan
``candidates``, ``pinning``, ``filling``
    what related lists depend on, what editors decided of them, and what stands where nothing is related
``printing``, ``early``, ``deciding``, ``rendering``, ``arranging``, ``parcels``, ``copying``, ``proofing``
    the pages of a plan into the release: which are begun before it is whole, which must be made, how in any process, in which order, how recipes get there; files into it; feeds read again
``templates``
    views into HTML: Jinja's one home
``retouching``, ``record``
    what takes the place of planning where a plan would be the same as before; what is kept for that
``inputs``, ``last``
    the marks of what pages are made from; the last build, so that one with nothing to do ends at once
``press``, ``workers``, ``pool``, ``batches``, ``results``, ``aside``, ``memo``, ``circles``
    what builds work with and keep: work on all cores, the processes for it, what is sent to them together, what comes back, large tools that they share, values that need not be made again, when garbage is left lying
``cache``, ``ledger``, ``manuscripts``, ``annals``, ``damage``, ``copied``
    what lasts from one build to the next, on the disk; a copy of it for a preview
``report``, ``progress``
    what a build did, and how far it is, for people and programs
``pelican``, ``foreign``, ``signals``
    the same pipeline behind Pelican's own command; themes and plugins made for Pelican
"""
