"""Recording: what a release has made public, into the annals.

Recorded is what the content says *and* the release beside it holds: a story whose page was not released is not
public yet, whatever its file says.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from linli.annals import annals_of, as_text, read_lines
from linli.annals.adding import Published, gone_lines, is_suspicious, new_lines
from linli.annals.lines import remarks_in
from linli.build.places import target_of
from linli.build.preparing import Options, prepare
from linli.build.press import despite_damage, press_beside
from linli.errors import OutputError, UsageError, reason_of
from linli.files import decode
from linli.pages.addresses import minter
from linli.pages.earlier import key_of_card, lost_stories, plain_address
from linli.release import holding
from linli.whole import beside

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from linli.annals import Line
    from linli.build.preparing import Planned
    from linli.build.report import Report
    from linli.site import Newsroom


class Recorded(NamedTuple):
    """What was added to the annals: lines of stories at new addresses, lines of stories that are gone."""

    new: tuple[Line, ...]
    gone: tuple[Line, ...]


def record(
    newsroom: Newsroom, now: datetime, report: Report, *, checked: bool = False, sure: bool = False
) -> Recorded:
    """Add to the annals what the release in the output folder has made public; under ``checked``, only say what.

    ``sure`` lets most of the stories vanish at once. Raises ``ContentError`` when the content or the annals have
    errors, ``UsageError`` when there is nothing to record or no file for it.
    """
    path = newsroom.annals
    if path is None and checked:
        return Recorded((), ())
    if path is None:
        raise UsageError(
            "LINLI_PUBLISHED is empty: nothing is recorded.",
            'Set it to "published.tsv".',
            zh='LINLI_PUBLISHED 是空的，没有地方登记。请设为 "published.tsv"。',
        )
    with holding(target_of(newsroom)) as room, press_beside(newsroom.output) as press:
        released = frozenset(room.previous)
        if not released:
            raise UsageError(
                "Nothing has been released yet, so there is nothing to record.",
                "Build the site first, with the same --output.",
                zh="还没有发布过，没有可登记的。请先生成网站（--output 要相同）。",
            )
        plan = partial(prepare, newsroom, Options(now), report, press)
        planned = despite_damage(press, plan)
        content = planned.ground.past
        text = decode(content, newsroom.annals_name)
        lines = read_lines(text)[0]
        annals, _ = annals_of(lines)
        today = now.astimezone(newsroom.zone).date().isoformat()
        published = list(_published(planned, released, today))
        new = new_lines(annals, published, minter(newsroom), today)
        known = {key_of_card(card) for card in planned.stories.cards}
        names = {card.name for card in planned.stories.cards}
        lost = lost_stories(annals, known, set(planned.ground.found.markdown) - names)
        gone = gone_lines(lost, today)
        if is_suspicious(annals, gone) and not sure:
            raise _too_many(newsroom, len(gone))
        if (new or gone) and not checked:
            _write(path, content, as_text([*lines.values(), *new, *gone], remarks_in(text)))
    return Recorded(tuple(new), tuple(gone))


def _published(planned: Planned, released: frozenset[str], today: str) -> Iterator[Published]:
    """Yield the stories whose own page stands in the release."""
    catalogue = planned.plan.catalogue
    edition, addresses = catalogue.edition, catalogue.addresses
    for item in (*edition.readable, *edition.withdrawn, *edition.pages):
        if addresses.file_of(item) in released:
            day = item.when[0][:10] if item.says("date") else today
            yield Published(item.id, plain_address(item), day)


def _too_many(newsroom: Newsroom, count: int) -> UsageError:
    return UsageError(
        f"{count} recorded stories are missing in {newsroom.content}; nothing was recorded.",
        "Is that the right content folder? If they were deleted on purpose, say so with --gone.",
        zh=f"登记过的稿件有 {count} 篇不在 {newsroom.content} 里，什么也没有登记。是不是文件夹不对？确实都删了的，请加上 --gone。",
    )


def _write(path: Path, before: bytes, text: str) -> None:
    """Put the new annals in the old ones' place in one step, unless somebody changed them meanwhile."""
    try:
        with beside(path) as aside:
            aside.write_bytes(text.encode())
            if (path.read_bytes() if path.exists() else b"") != before:
                raise OutputError(
                    f"{path} was changed while it was being written; nothing was recorded.",
                    "Run record once more.",
                    zh=f"{path} 刚刚被别人改过，什么也没有登记。请再运行一次 record。",
                )
            aside.replace(path)
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written: {reason_of(error)}.",
            "Check the permissions of the file and its folder.",
            zh=f"{path} 写不进去：{reason_of(error).zh}。请检查文件和文件夹的权限。",
        ) from error
