"""Planning: every page as a recipe, every file to copy, with what is known of pictures and documents from earlier builds."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from linli.build import annals
from linli.build.sighting import look_at_new
from linli.pages.assets import Sight
from linli.pages.frame import Material, make_frame
from linli.pages.plan import make_plan
from linli.survey import settled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linli.annals import Annals
    from linli.build.ledger import Ledger
    from linli.build.preparing import Stories
    from linli.build.press import Press
    from linli.build.report import Report
    from linli.build.surveying import Ground
    from linli.pages.frame import Frame
    from linli.pages.plan import Plan, Related
    from linli.problems import Notebook
    from linli.site import Edition, Newsroom


class Planner:
    """Plans a site once: what does not depend on related lists perhaps before they are known, while others find them."""

    def __init__(
        self,
        stories: Stories,
        edition: Edition,
        newsroom: Newsroom,
        press: Press,
        ground: Ground,
        ledger: Ledger,
    ) -> None:
        """What ``ground`` and ``ledger`` know of other files than stories changes only with their facts."""
        self._stories, self._edition, self._newsroom = stories, edition, newsroom
        self._press, self._ground, self._ledger = press, ground, ledger

    def begin(self, report: Report) -> Frame:
        """Plan what does not depend on related lists, and keep it until they are there; its seconds are those of planning."""
        with report.stage("plan"):
            frame = self._frame
        self._enter_sights(frame)
        return frame

    def plan(self, lists: Related) -> Plan:
        """Return the plan with these related lists: that of the last build, if all it is made from is the very same."""
        memo, newsroom, edition = self._press.memo, self._newsroom, self._edition
        folder, related = memo.same("folder", self._ground.folder), memo.same("related", lists)
        others = memo.same("others", facts_of_others(self._ground))
        cards, faces, _, unread = self._stories
        key = cards, faces, unread, edition, newsroom, folder, related, self._annals, others
        return memo.made("plan", self._ground.notebook, key, partial(self._plan, related))

    @cached_property
    def _annals(self) -> Annals:
        memo, called = self._press.memo, self._newsroom.annals_name
        past = memo.same("past", self._ground.past)
        read = partial(annals.read_annals, past, called)
        return memo.made("annals", self._ground.notebook, (past, called), read)

    @cached_property
    def _frame(self) -> Frame:
        ground, newsroom, edition, press = self._ground, self._newsroom, self._edition, self._press
        folder, files = ground.folder, frozenset(ground.found.others)
        sights = self._ledger.sights(ground.found, newsroom.asset_limit)
        limits = newsroom.asset_limit, newsroom.time_limit
        visible = *edition.readable, *edition.pages
        new = look_at_new(visible, files, folder, limits, sights, press.workers, press.tell)
        cards, faces, _, unread = self._stories
        material = Material(folder, files, {**sights, **new}, cards, faces, unread, self._annals)
        return make_frame(edition, newsroom, material)

    def _plan(self, related: Related, notebook: Notebook) -> Plan:
        frame = self._frame
        plan = make_plan(frame, related)
        notebook.extend(frame.notebook.problems)
        self._enter_sights(frame)
        return plan

    def _enter_sights(self, frame: Frame) -> None:
        seen = frame.material.sights
        shown = {name: sight for name, sight in seen.items() if isinstance(sight, Sight)}
        self._ledger.enter_sights(shown, self._ground.found, self._ground.seen)


def facts_of_others(ground: Ground) -> Mapping[str, object]:
    """Return what tells whether pictures and documents are as they were; equal to nothing else while facts cannot tell."""
    found = ground.found
    facts = {name: found.facts.get(name) for name in found.others}
    if all(known and settled(known, ground.seen) for known in facts.values()):
        return facts
    return {"unsettled": object()}
