"""A rollback, before it is made: what would come back that had been taken away from readers.

Both releases say which files they hold, and the content says, as far as it can be read, what may be seen now. A page
that only says that a story was withdrawn, is gone or has moved brings nothing back.
"""

from __future__ import annotations

from functools import partial
from html import unescape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from linli.build.places import target_of
from linli.build.preparing import review_stories
from linli.build.press import despite_damage, press_beside
from linli.errors import LinliError, UsageError
from linli.notices.lifecycle import State, state_of
from linli.pages.addresses import INDEX, Addresses, page_path
from linli.regexes import regex
from linli.release import Rollback, roll_back

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from linli.release import Record
    from linli.site import Newsroom

SHOWN = 20
"""Files that the message names."""
WHY = {
    "withdrawn": ("withdrawn", "已撤回"),
    "hidden": ("not to be seen now: a draft again, or its permission has ended", "现在不该看到：改回了草稿，或授权已到期"),
    "gone": ("no longer on the site", "网站上已经没有"),
    "file": ("picture or document, no longer on the site", "图片或附件，网站上已经没有"),
    "expired": ("expired; would look as if it still held", "已失效，退回后看着像还有效"),
}  # fmt: skip
"""Why something had been taken away, in English and Chinese, the gravest first."""
# Whole tags: what a text says of them has no bracket of its own.
_NO_STORY = (b'<article class="withdrawn-notice"', b'<meta http-equiv="refresh"')
_MOVED = regex(rb'<meta http-equiv="refresh" content="0; url=([^"]+)"')
_EXPIRED = (b'<p class="story-expired"', b'<p class="notice-state notice-state-expired"')
_OWN_PAGES = frozenset(
    "archive audio columns corrections latest notices people reprint series subscribe tags".split()
)
_MADE = frozenset({".html", ".json", ".opml", ".xml"})
"""What the files end in that Linli makes anew for each release: pages, feeds, lists for programs."""
_MADE_NAMES = frozenset({"_redirects", "feed.svg", "robots.txt"})


class Returning(NamedTuple):
    """A file that would come back, and why it had been taken away: a key of ``WHY``."""

    path: str
    why: str


def roll_back_minding(
    newsroom: Newsroom,
    now: datetime,
    number: int | None,
    tell: Callable[[str], None],
    *,
    force: bool,
) -> Record:
    """Put an earlier release back unless it has what was taken away since; under ``force``, ``tell`` that and go on.

    Raises ``UsageError`` with a list of what would come back, and ``OutputError`` where there is no way back.
    """

    def look(step: Rollback) -> None:
        found = list(returning(step, _states(newsroom, now), newsroom.base))
        english, chinese = (_listed(found, lang) for lang in (0, 1))
        grave = [one for one in found if one.why != "expired"]
        if grave and not force:
            raise UsageError(
                f"Release {step.number} would bring back what was taken away since; nothing was done:\n{english}",
                "Publish the content as it is with build instead, or bring all this back with --force.",
                zh=f"退回第 {step.number} 次发布，会让下面这些重新公开，所以什么也没有做：\n{chinese}\n"
                "可以不退回，把稿件改好再生成（build）；确实都要恢复，请加 --force。",
            )
        if found:
            zh = newsroom.lang.startswith("zh")
            tell(f"重新公开：\n{chinese}" if zh else f"Public again:\n{english}")

    return roll_back(target_of(newsroom), number, look)


def returning(step: Rollback, states: Mapping[str, State], base: str = "") -> Iterator[Returning]:
    """Yield what would come back; ``states`` are those of the stories by the paths of their pages, where they are known.

    ``base`` is the path of the site itself.
    """
    for path in sorted(step.wanted):
        if step.live.get(path) == step.wanted[path]:
            continue
        if not (path in states or _may_be_story(path)):
            if path not in step.live and _is_handed_in(path):
                yield Returning(path, "file")
        elif why := _why(step, path, states, base):
            yield Returning(path, why)


def _why(step: Rollback, path: str, states: Mapping[str, State], base: str) -> str:
    """Say why the story at ``path`` had been taken away; nothing if it was not, or was before."""
    then, state = step.then(path), states.get(path)
    if _has(then, _NO_STORY):
        return ""
    if state is None and (moved := _MOVED.search(step.now(path))):
        # What was taken away may have moved before: its new address tells.
        path = page_path(unescape(moved[1].decode("utf-8", "replace")), base)
        state = states.get(path)
        if path in step.live and state in {State.LIVE, State.EXPIRED}:
            return ""
    if state in {State.WITHDRAWN, State.TOLD}:
        return "withdrawn"
    if state is State.HIDDEN:
        return "hidden"
    if path not in step.live:
        return "" if state else "gone"
    now = step.now(path)
    if _NO_STORY[0] in now and not state:
        return "gone"
    is_over = state is State.EXPIRED or (state is None and _has(now, _EXPIRED))
    return "expired" if is_over and not _has(then, _EXPIRED) else ""


def _states(newsroom: Newsroom, now: datetime) -> dict[str, State]:
    """Return the state of each story that can be read, by the path of its page."""
    addresses = Addresses(newsroom.base)
    try:
        with press_beside(newsroom.output) as press:
            read = despite_damage(press, partial(review_stories, newsroom, press))
    except (LinliError, OSError):  # the releases themselves say enough to be careful
        return {}
    cards = [entry.card for entry in read.entries.values() if entry.card]
    found = [(addresses.file_of(card), state_of(card, now)) for card in cards]
    return dict(
        sorted(found, key=lambda one: one[1] is not State.HIDDEN)
    )  # a draft takes no address


def _may_be_story(path: str) -> bool:
    folder, *more = path.split("/")
    if not more or more[-1] != INDEX:
        return False
    return (len(more) == 2 and folder in {"articles", "notices"}) or (
        len(more) == 1 and folder not in _OWN_PAGES
    )


def _is_handed_in(path: str) -> bool:
    """Say whether a file comes from the content, as pictures and documents do, and not from Linli or the theme."""
    name = PurePosixPath(path)
    is_ours = name.parts[0] == "theme" or path.startswith(".") or name.parent.name == "republish"
    return not (is_ours or name.suffix.lower() in _MADE or name.name in _MADE_NAMES)


def _has(content: bytes, marks: tuple[bytes, ...]) -> bool:
    return any(mark in content for mark in marks)


def _listed(found: list[Returning], language: int) -> str:
    order = list(WHY)
    found = sorted(found, key=lambda one: (order.index(one.why), one.path))
    form, rest = ("- {}（{}）", "……还有 {} 个") if language else ("- {} ({})", "… and {} more")
    lines = [
        form.format(one.path.removesuffix(INDEX), WHY[one.why][language]) for one in found[:SHOWN]
    ]
    if len(found) > SHOWN:
        lines.append(rest.format(len(found) - SHOWN))
    return "\n".join(lines)
