"""Themes and plugins made for Pelican, on top of Linli's own reading, checking and releasing.

A theme without ``lang/*.toml`` was not made for Linli. It gets Pelican's whole context, and is rendered in full, by
Pelican's own generators and writer; what they work on are real Pelican objects made from Linli's manuscripts.
Pelican writes into a folder of its own beside the release; the pages go live with everything else, in one switch.

``guest``
    which newsroom needs Pelican at all; knows Pelican by name only
``settings``, ``house``
    Pelican's settings, with Linli's addresses; Pelican itself, with its plugins
``stories``, ``contents``, ``named``, ``escaping``
    manuscripts into articles and pages; columns, tags and people; plain text that stays text in any template
``notes``
    what a story must say even where the theme knows nothing of it
``generators``, ``writer``, ``failing``
    Pelican's generators on these objects; its writer, for one file on one path; errors that are not log lines
"""
