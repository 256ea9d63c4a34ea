"""Early pages: of a first build, those that do not depend on related lists are begun while these are being found.

Other processes have all stories to compare, and then nothing to do until this one has planned the rest. So they are given
these pages right behind the comparing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from linli.problems import Severity
from linli.problems.forms import in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager, ExitStack

    from linli.build.parcels import Post
    from linli.build.preparing import Stories
    from linli.build.rendering import Printed
    from linli.build.tray import Tray
    from linli.pages.frame import Frame
    from linli.pages.recipe import Recipe
    from linli.release import Release

    Releasing = Callable[[Tray], AbstractContextManager[Release]]


class Begun(NamedTuple):
    """Pages that others are making: their recipes, what comes of each, in their order.

    The ``post`` that sends them can send any page of the plan: what they list is in its catalogue.
    """

    recipes: Sequence[Recipe]
    printed: Iterator[Printed]
    post: Post


class Early:
    """What of a release is begun before its plan is whole; nothing, mostly."""

    def __init__(self, tray: Tray, stack: ExitStack, releasing: Releasing) -> None:
        """``releasing`` makes the release, which ends with the ``stack``."""
        self._tray, self._stack, self._releasing = tray, stack, releasing
        self._release: Release | None = None
        self.begun: Begun | None = None

    def release(self) -> Release:
        """Return the release; it is made when it is first asked for."""
        if self._release is None:
            self._release = self._stack.enter_context(self._releasing(self._tray))
        return self._release

    def begin(self, frame: Frame, stories: Stories) -> bool:
        """Begin to make the pages of a frame, once, and say whether they are begun.

        Not where there is a site, or pages are known: then it has to be known first which of them are as they were. Not where Pelican
        renders, nor where an error is known, so that nothing will be published.
        """
        if not self.begun and self._is_wanted(frame):
            self.begun = self._begin(frame, stories)
        return self.begun is not None

    def _is_wanted(self, frame: Frame) -> bool:
        from linli.build.deciding import known_pages

        tray = self._tray
        if tray.is_foreign or tray.room.digest or known_pages(tray.press.cache):
            return False
        problems = *tray.ground.notebook.problems, *frame.notebook.problems
        found = in_order(problems, strict=tray.options.strict)
        return all(one.severity is not Severity.ERROR for one in found)

    def _begin(self, frame: Frame, stories: Stories) -> Begun:
        from linli.build.parcels import Post
        from linli.build.printing import sites_of, tools_of, wanted_of
        from linli.build.rendering import render_all

        tray, catalogue = self._tray, frame.catalogue
        recipes = [frame.home, *frame.aliases, *frame.lists, *frame.machines]
        post = Post(catalogue.listed.values, tray.press.folder)
        self._stack.callback(post.close)
        release = self.release()
        tools = tools_of(sites_of(catalogue, recipes, tray), tray, release)
        wanted = [wanted_of(recipe, stories.marks, {}) for recipe in recipes]
        return Begun(recipes, render_all(wanted, tools, tray.press.workers, post), post)
