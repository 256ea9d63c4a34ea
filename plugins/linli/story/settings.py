"""What the reading of a header depends on, besides the file itself."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from msgspec import Struct, field

from linli.story.fields import FieldTable
from linli.story.story import Kind, Reuse

if TYPE_CHECKING:
    from collections.abc import Mapping

REQUIRED: Mapping[Kind, tuple[str, ...]] = {
    "article": ("title", "date", "column", "editors", "source"),
    "notice": ("title", "date", "editors", "source"),
    "page": ("title",),
}


class StorySettings(Struct, frozen=True):
    """The site's defaults and wishes.

    ``columns`` maps every configured column name, and the folder that stands for it, to the column's
    name. ``notice_folders`` and ``page_folders`` are folders directly below the content folder. ``sources``
    are the outlets that may be reprinted, folded; ``None`` when there is no such list.
    """

    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Shanghai"))
    lang: str = "zh-Hans"
    site_name: str = "Linli"
    reuse: Reuse = Reuse.ASK
    required: Mapping[Kind, tuple[str, ...]] = field(default_factory=lambda: REQUIRED)
    columns: Mapping[str, str] = field(default_factory=dict)
    notice_column: str = "通知公告"
    notice_folders: tuple[str, ...] = ("notices",)
    page_folders: tuple[str, ...] = ("pages",)
    fields: FieldTable = field(default_factory=FieldTable)
    sources: frozenset[str] | None = None

    def kind_of(self, name: str) -> Kind:
        """Return what the file ``name`` (below the content folder) holds, by its first folder."""
        top = name.partition("/")[0] if "/" in name else ""
        if top in self.notice_folders:
            return "notice"
        return "page" if top in self.page_folders else "article"
