"""The tray: what goes from stage to stage of one build."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from linli.build.inputs import ThemeMarks
    from linli.build.preparing import Ground, Options
    from linli.build.press import Press
    from linli.build.report import Report
    from linli.release import Room
    from linli.site import Newsroom


class Tray(NamedTuple):
    """What one build builds, how, with what, and where to; ``token`` names it in the record that it keeps."""

    newsroom: Newsroom
    options: Options
    ground: Ground
    theme: ThemeMarks
    press: Press
    room: Room
    report: Report
    token: str
