"""WebSub: a hub is told which feeds are new, so that it fetches them at once and passes them on.

A publisher's part of https://www.w3.org/TR/websub/ is small: its feeds name the hub, and the hub learns
that a topic (a feed's address) has something new. How it learns that is left open there (section 7); hubs
take a form with ``hub.mode=publish`` and ``hub.url``. One is sent for each topic, as not all take several.

``topics``
    which feeds have something new
``answers``
    what a hub's answer means: told, once more, or no
``telling``
    every topic in turn, again where it helps, and never for ever
``sending``
    the request itself, through an opener that follows nobody elsewhere
``wording``
    what is said of it in the end
"""
