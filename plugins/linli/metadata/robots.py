"""robots.txt (RFC 9309): every program may read everything; what it may do with it is said beside that, not by closing doors.

``Disallow`` would take a page out of the search and says nothing about rights, so it is never written.
"""

from __future__ import annotations


def robots_text(sitemap: str = "", licence: str = "", signal: str = "") -> str:
    """Return the file; addresses are absolute. A ``License`` before all groups is for everybody (RSL 1.0, 4.4)."""
    return "\n".join([*_lines(sitemap, licence, signal), ""])


def robots_lines(sitemap: str = "", licence: str = "", signal: str = "") -> list[str]:
    """Return the lines that a file by another hand should have, too."""
    named = {"License": licence, "Content-Signal": signal, "Sitemap": sitemap}
    return [f"{name}: {value}" for name, value in named.items() if value]


def _lines(sitemap: str, licence: str, signal: str) -> list[str]:
    lines = [f"License: {licence}", ""] if licence else []
    lines += ["User-agent: *"]
    lines += [f"Content-Signal: {signal}"] if signal else []
    lines += ["Allow: /"]
    return [*lines, "", f"Sitemap: {sitemap}"] if sitemap else lines
