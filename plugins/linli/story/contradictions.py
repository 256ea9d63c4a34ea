"""What a header says that cannot all be so."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from linli.problems import Place
from linli.story.filling import is_house
from linli.story.rights import conflict, signed_twice
from linli.story.story import Kind, Permission, Reuse, Status

if TYPE_CHECKING:
    from linli.story.context import Context
    from linli.story.draft import Draft


def check_withdrawal(draft: Draft, context: Context) -> None:
    """Take a story with a day of withdrawal as withdrawn; point out one that would be published all the same."""
    if "withdrawn" in draft:
        status = draft.setdefault("status", Status.WITHDRAWN)
        if status == Status.PUBLISHED:
            context.note("withdrawn-published", Place(draft.lines["status"], 1))
    elif (
        draft.get("status") == Status.WITHDRAWN
        and draft.lines.get("withdrawn") not in context.unread()
    ):
        context.note("withdrawn-undated", Place(draft.lines["status"], 1))


def check_source(draft: Draft, context: Context) -> None:
    """Point out a story that names somebody else as its source and yet would pass for ours."""
    source = draft.text("source")
    said = "origin" in draft or draft.lines.get("origin") in context.unread()
    if source and not said and not is_house(source, context.settings):
        context.note("source-without-origin", Place(draft.lines["source"], 1), source=source)


def check_rights(draft: Draft, context: Context) -> None:
    """Point out rights that contradict each other, and a permission that nobody knows."""
    origin, permission = draft.rights()
    reuse = Reuse(cast("str", draft["reuse"]))
    broken = conflict(origin, permission, reuse)
    if broken:
        said = [draft.lines[key] for key in ("reuse", "permission", "origin") if key in draft.lines]
        first = draft.lines["permission"] if broken in {"reprint-own", "whitelist-own"} else said[0]
        facts = {"origin": origin, "permission": permission, "reuse": reuse}
        named = {key: context.chosen(key, value) for key, value in facts.items()}
        context.note(broken, Place(first, 1), **named)
    elif permission is Permission.UNKNOWN and "permission" in draft.lines:
        context.note("permission-unknown", Place(draft.lines["permission"], 1))


def check_signoff(draft: Draft, context: Context) -> None:
    """Point out somebody who signed at two levels of review (三审: each by somebody else)."""
    levels = ("editors", "reviewers", "approver")
    name = signed_twice(*[draft.people(key) for key in levels])
    if name:
        last = [key for key in levels if name in {one.name for one in draft.people(key)}][-1]
        context.note("signed-twice", Place(draft.lines[last], 1), name=name)


def check_kind(draft: Draft, kind: Kind, context: Context) -> None:
    """Point out the kind of a notice in what is none."""
    if kind != "notice" and "notice_kind" in draft:
        context.note("kind-of-no-notice", Place(draft.lines["notice_kind"], 1))


def check_times(draft: Draft, context: Context) -> None:
    """Point out what is over before the story appears."""
    date, modified, expires = (draft.stamp(key) for key in ("date", "modified", "expires"))
    if date and modified and modified.end < date.at:
        context.note("modified-before-date", Place(draft.lines["modified"], 1))
    if date and expires and expires.end <= date.at:
        context.note("expires-before-date", Place(draft.lines["expires"], 1))
    withdrawn = draft.stamp("withdrawn")
    if date and withdrawn and withdrawn.end <= date.at:
        context.note("withdrawn-before-date", Place(draft.lines["withdrawn"], 1))
    until = draft.stamp("permission_until")
    if date and until and until.end <= date.at:
        context.note("permission-before-date", Place(draft.lines["permission_until"], 1))
