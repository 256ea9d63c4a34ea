"""Articles and pages that are Pelican's own, with addresses and texts that are Linli's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup, escape
from pelican import contents
from pelican.utils import SafeDatetime

if TYPE_CHECKING:
    from datetime import datetime

    from linli.build.foreign.named import Place


class Credited(NamedTuple):
    """Somebody credited with a story: a name, perhaps a unit and a role; printed as 刘某（区融媒体中心）."""

    name: str
    unit: str = ""
    role: str = ""

    def __str__(self) -> str:
        return f"{self.name}（{self.unit}）" if self.unit else str(self.name)

    def __html__(self) -> str:
        """Say that all of it is escaped already."""
        return str(self)


class People(list[Credited]):
    """People credited with a story; printed as 沈禾、陆一鸣."""

    def __str__(self) -> str:
        return "、".join(map(str, self))

    def __html__(self) -> str:
        """Say that all of it is escaped already."""
        return str(self)


class _Content:
    """What articles and pages have in common: an address that stays, and a text that is finished."""

    def __init__(
        self, place: Place, html: str, metadata: dict[str, Any], lang: str, **more: Any
    ) -> None:
        """Make it; ``lang`` is the site's language, ``more`` what Pelican's own class wants."""
        self._place = place
        super().__init__(Markup(html), metadata=metadata, **more)  # type: ignore[call-arg]  # noqa: S704 - sanitised
        self.in_default_lang = metadata["lang"] == lang
        self.relative_source_path = escape(self.get_relative_source_path())  # type: ignore[attr-defined]
        for key in ("date", "modified"):
            if day := metadata.get(f"locale_{key}"):
                setattr(self, f"locale_{key}", day)

    @property
    def url(self) -> str:
        """Return Linli's address, from below the site's."""
        return self._place.url

    @property
    def save_as(self) -> str:
        """Return the file at Linli's address."""
        return self._place.save_as

    def get_content(self, _siteurl: str) -> Markup:
        """Return the text. Its links lead where they should already."""
        own = getattr(self, "_get_content", None)
        return Markup(own() if own else self._content)  # type: ignore[attr-defined]  # noqa: S704 - sanitised

    def get_summary(self, _siteurl: str) -> Any:
        """Return the summary. Pelican's own function keeps every article it ever saw in memory."""
        return self.metadata.get("summary", "")  # type: ignore[attr-defined]

    def get_static_links(self) -> set[str]:
        """Return nothing: links to files are resolved already."""
        return set()

    def _update_content(self, content: str, _siteurl: str) -> str:
        return content


class Article(_Content, contents.Article):
    """An article or a notice."""


class Page(_Content, contents.Page):
    """A standing page, or one that stands for something that is gone."""


def moment(at: datetime) -> SafeDatetime:
    """Return a time as Pelican's themes expect it: its ``strftime`` can write Chinese."""
    whole = at.year, at.month, at.day, at.hour, at.minute, at.second, at.microsecond
    return SafeDatetime(*whole, at.tzinfo)
