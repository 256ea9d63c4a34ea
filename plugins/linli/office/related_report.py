"""Reporting on related stories: every file is read as a build would read it, and nothing is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.build.preparing import Options, relate_stories, review_stories, sort_stories
from linli.build.press import despite_damage, press_beside
from linli.office.outside import LANGUAGES, spare_others, stay_outside, write_files
from linli.pages.chosen import NOBODY, Chosen
from linli.pages.words import reason_text
from linli.related.copies import Sketch, pairs_of_copies
from linli.related.likeness import MILLION
from linli.related.pins import wants_none
from linli.related.report import Findings, Row, Told, as_html, as_json, as_text
from linli.related.words import sketch_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from linli.build.press import Press
    from linli.related.telling import Related
    from linli.site import Card, Face, Newsroom

PARTS = {
    "zh": {"words": "文字", "days": "日期", "tags": "标签", "name": "少见的名称", "link": "链接"},
    "en": {"words": "words", "days": "days", "tags": "tags", "name": "rare name", "link": "link"},
}


def report_related(newsroom: Newsroom, now: datetime) -> Findings:
    """Return what is to be said of the related stories of a site at one moment."""
    with press_beside(newsroom.output) as press:
        return despite_damage(press, lambda: _report(newsroom, now, press))


def write_report(newsroom: Newsroom, text: str, out: Path) -> None:
    """Write a report into a file.

    Raises ``OutputError`` when it cannot be written, would be published, or would take the place of something else.
    """
    stay_outside(newsroom, [out], "The report is for the desk", "报告只给编辑部看")
    spare_others({out: _beginnings()})
    write_files({out: text.encode()})


def _beginnings() -> list[bytes]:
    """Return how reports begin, in all forms and languages."""
    nothing = Findings("{now}", (), (), ())
    texts = [as_json(nothing)]
    texts += [form(nothing, lang) for form in (as_text, as_html) for lang in LANGUAGES]
    return [text.partition(nothing.moment)[0].encode() for text in texts]


def _report(newsroom: Newsroom, now: datetime, press: Press) -> Findings:
    ground, _, stories = review_stories(newsroom, press)
    _, edition = sort_stories(stories, newsroom, Options(now), press, ground.notebook)
    choice = relate_stories(stories, edition, newsroom, press, ground.notebook)
    chosen, matches = choice.lists, choice.matches
    teller = _Teller(edition.readable, stories.faces, matches, newsroom.lang)
    rows = {item.name: teller.row(item, chosen.get(item.name, NOBODY)) for item in edition.readable}
    shown = {name for one in chosen.values() if not _is_latest(one) for name in one.names}
    copied = [] if matches is None else matches.copied()
    sketches = {
        name: Sketch(sketch_in(row)) for name, row in press.features(stories.marks)(copied).items()
    }
    return Findings(
        now.isoformat(sep=" ", timespec="minutes"),
        tuple(rows.values()),
        tuple([rows[item.name] for item in edition.listed if item.name not in shown]),
        tuple([(rows[one], rows[two]) for one, two in pairs_of_copies(sketches)]),
        tuple([ground.folder.called(name) for name in sorted(stories.unread)]),
    )


class _Teller:
    """Puts what was chosen into words."""

    def __init__(
        self,
        items: Sequence[Card],
        faces: Mapping[str, Face],
        matches: Related | None,
        lang: str,
    ) -> None:
        self._paths = {item.name: item.path for item in items}
        self._faces = faces
        self._matches = matches
        self._lang = lang
        self._signals = PARTS["zh" if lang.startswith("zh") else "en"]

    def row(self, item: Card, chosen: Chosen) -> Row:
        """Return the row of a story."""
        state = "related"
        if not chosen.names:
            state = "none" if wants_none(item.related) else "empty"
        elif _is_latest(chosen):
            state = "latest"
        scores = self._scores(item.name)
        told = [
            self._told(name, why, *scores.get(name, ())) for name, why in zip(*chosen, strict=True)
        ]
        return Row(self._faces[item.name].title, item.path, state, tuple(told))

    def _scores(self, name: str) -> dict[str, tuple[str, str]]:
        """Return the score of each story that the text of one leads to, and what makes it up."""
        if self._matches is None:
            return {}
        scores = {}
        for match in self._matches[name]:
            parts = self._matches.parts(name, match)
            most = sorted(parts.items(), key=lambda part: -part[1])
            told = [f"{self._signals[key]} {part / MILLION:.3f}" for key, part in most if part]
            scores[match.key] = f"{match.score / MILLION:.3f}", " + ".join(told)
        return scores

    def _told(self, name: str, why: tuple[str, tuple[str, ...]], *score: str) -> Told:
        title, path = self._faces[name].title, self._paths[name]
        return Told(title, path, why[0], reason_text(*why, self._lang), *score)


def _is_latest(chosen: Chosen) -> bool:
    """Say whether nothing was found, so that the column's latest stand there."""
    return bool(chosen.reasons) and chosen.reasons[0][0] == "latest"
