"""Who grants rights, as ODRL and TDMRep want a party described: a few properties of vCard."""

from __future__ import annotations

from typing import NamedTuple


class Party(NamedTuple):
    """The newsroom's publisher; ``url`` is the site's address, ``ask`` where to ask (a page or ``mailto:``)."""

    name: str
    url: str
    ask: str = ""

    def described(self) -> dict[str, str]:
        """Return the party with its name and where to reach it."""
        found = {"uid": self.url, "vcard:fn": self.name}
        if self.ask:
            key = "vcard:hasEmail" if self.ask.startswith("mailto:") else "vcard:hasURL"
            found[key] = self.ask
        return found
