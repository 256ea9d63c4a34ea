"""The last build: what it was made from, so that a build with nothing to do ends at once.

A build is a pure function of the files, the settings, the theme, the code and the moment. While the first four
have the marks they had, and the moment lies before the next one at which a story appears or expires, it would
make the same site.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import asdict

from linli.build.report import Report
from linli.marks import digest, plain_mark
from linli.notices.lifecycle import turning_points
from linli.problems import Problem, Severity
from linli.survey import all_settled

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from linli.site import Card
    from linli.survey import Found

FORM = 3


class Span(NamedTuple):
    """From when (inclusive) until when (exclusive) nothing appears or expires; seconds since 1970."""

    begins: float
    ends: float


def span_around(now: float, cards: Iterable[Card]) -> Span:
    """Return the time around ``now`` in which every story is in the state it is in now."""
    begins, ends = float("-inf"), float("inf")
    for card in cards:
        for point in turning_points(card):
            if point <= now:
                begins = max(begins, point)
            else:
                ends = min(ends, point)
    return Span(begins, ends)


def files_mark(found: Found, seen: int) -> bytes:
    """Return the mark of all files by their facts; empty while one of them cannot be told by its facts."""
    names = (*found.markdown, *found.others)
    facts = tuple(map(found.facts.get, names))
    if not all(facts) or not all_settled([one for one in facts if one], seen):
        return b""
    return plain_mark((names, facts))


class MadeFrom(NamedTuple):
    """What a site is made from, the moment aside: its files, and everything around them, as marks.

    ``files`` is empty while one of them cannot be told by its facts.
    """

    files: bytes
    around: bytes


def remember(
    path: Path, made_from: MadeFrom, span: Span, release: str, report: Report, token: str = ""
) -> None:
    """Write down what the last build was made from, which release it made, and what it said.

    ``token`` is that of the record it kept (``linli.build.record``), if it kept one.
    """
    figures = asdict(report) | {"problems": [asdict(one) for one in report.problems]}
    text = json.dumps(
        {
            "form": FORM,
            "files": made_from.files.hex(),
            "around": made_from.around.hex(),
            "span": [repr(moment) for moment in span],
            "release": release,
            "token": token,
            "report": figures,
        },
        ensure_ascii=False,
    )
    with suppress(OSError):  # the next build takes the long way
        path.write_text(f"{digest(text.encode()).hex()}\n{text}", encoding="utf-8")


def forget(path: Path) -> None:
    """Forget the last build; the next one looks at everything."""
    with suppress(OSError):
        path.unlink()


class Recalled(NamedTuple):
    """What is known of the last build.

    ``report`` is what it said. ``is_near`` says that it was made from the same but for some files; ``is_still``,
    that its release is live, and nothing has appeared or expired since ``span`` began; ``is_same``, that no file is
    another, either: it made what we would make. ``token`` is that of its record.
    """

    report: Report = Report()
    span: Span = Span(0.0, 0.0)
    is_near: bool = False
    is_still: bool = False
    is_same: bool = False
    token: str = ""


def recall(path: Path, made_from: MadeFrom, now: float, release: str) -> Recalled:
    """Return what is known of the last build, for one from ``made_from`` at ``now`` over ``release``."""
    try:
        seal, _, text = path.read_text("utf-8").partition("\n")
        if seal != digest(text.encode()).hex():
            return Recalled()
        found = json.loads(text)
        if (found["form"], found["around"]) != (FORM, made_from.around.hex()):
            return Recalled()
        span = Span(*map(float, found["span"]))
        is_still = found["release"] == release and span.begins <= now < span.ends
        is_same = is_still and bool(made_from.files) and found["files"] == made_from.files.hex()
        report = found["report"]
        figures = {name: report[name] for name in Report.__struct_fields__ if name in report}
        figures["problems"] = [
            Problem(**one | {"severity": Severity(one["severity"])}) for one in figures["problems"]
        ]
        return Recalled(Report(**figures), span, True, is_still, is_same, str(found["token"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Recalled()
