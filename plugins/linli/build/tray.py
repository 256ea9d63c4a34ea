"""The tray: what one build builds, how, with what, and where to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from linli.build.foreign.house import House
    from linli.build.inputs import ThemeMarks
    from linli.build.last import MadeFrom
    from linli.build.preparing import Options
    from linli.build.press import Press
    from linli.build.report import Report
    from linli.build.surveying import Ground
    from linli.release import Room
    from linli.site import Newsroom


class Tray(NamedTuple):
    """All of it, once what lies before it is surveyed; ``token`` names the build in the record that it keeps.

    ``guest`` is Pelican, where a plugin or the theme was made for it; then ``is_foreign`` says whether the theme was, so that
    Pelican renders.
    """

    newsroom: Newsroom
    options: Options
    report: Report
    press: Press
    room: Room
    ground: Ground
    theme: ThemeMarks
    made_from: MadeFrom
    guest: House | None
    is_foreign: bool
    token: str
