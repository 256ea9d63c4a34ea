"""What is said when a hub has been told: a line for each topic that it did not take, and the sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.errors import Reason
from linli.websub.answers import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linli.websub.telling import Outcome

SHOWN = 120
"""Characters of a hub's own words that are shown."""


def report(hub: str, outcomes: Sequence[Outcome], language: str) -> str:
    """Return a line for every topic, what the hub said to it, and how many it has taken."""
    chinese = language.startswith("zh")
    lines = [f"{one.topic}  {_result(one, chinese)}" for one in outcomes]
    told, count = sum(one.is_told for one in outcomes), len(outcomes)
    if chinese:
        left = "" if told == count else f"，{count - told} 个没有；再运行一次 ping 会重新通知"
        lines.append(f"{hub}：{count} 个订阅源，收下 {told} 个{left}。")
    else:
        left = "" if told == count else f", {count - told} not; run ping once more to tell it again"
        lines.append(f"{hub}: {told} of {count} feeds taken{left}.")
    return "\n".join(lines) + "\n"


def _result(one: Outcome, chinese: bool) -> str:
    if not one.tries:
        return (
            "没有轮到：中转站没有空或没有回应" if chinese else "not sent: the hub was busy or away"
        )
    answer = one.answer
    why = answer.reason
    if chinese and isinstance(why, Reason):
        why = why.zh
    said = " ".join([str(answer.status or ""), why]).strip()
    if one.is_told:
        return f"已收下（{said}）" if chinese else f"taken ({said})"
    words = plain(answer.said)
    said += f": {words}" if words else ""
    if answer.location:
        where = plain(answer.location)
        return (
            f"转到了 {where}，没有跟去（{said}）。信得过就把它写进 LINLI_HUB"
            if chinese
            else f"sent on to {where}, which was not followed ({said}). If you trust it, write it in LINLI_HUB"
        )
    if answer.verdict is Verdict.REFUSED:
        return f"被拒绝（{said}）" if chinese else f"refused ({said})"
    if chinese:
        return f"试了 {one.tries} 次，没有成功（{said}）"
    return f"failed after {one.tries} {'try' if one.tries == 1 else 'tries'} ({said})"


def plain(text: str) -> str:
    """Return a stranger's words on one line, short, and without what could steer a terminal."""
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 1]}…"
