"""The demo newsroom: what it shows, and that nothing in it needs mending."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from linli.build.config import load_newsroom
from linli.build.pipeline import build
from linli.build.report import Report
from linli.pages.views import ArticleView
from linli.story import Origin
from tests.conftest import ROOT
from tests.factories import options_at, planned
from tests.pages.crawl import broken_links, faults, pages

if TYPE_CHECKING:
    from linli.site import Card, Edition
    from tests.factories import Planned

pytestmark = pytest.mark.slow
TODAY = datetime.fromisoformat("2026-11-23T08:00:00+08:00")


@pytest.fixture(scope="module")
def demo() -> tuple[Planned, Report]:
    """Plan the demo strictly: a warning fails here."""
    report = Report()
    newsroom = load_newsroom(ROOT / "pelicanconf.py")
    return planned(newsroom, options_at(TODAY, strict=True), report), report


@pytest.fixture(scope="module")
def edition(demo: tuple[Planned, Report]) -> Edition:
    return demo[0].edition


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Build the demo and return its files."""
    output = tmp_path_factory.mktemp("demo") / "output"
    build(load_newsroom(ROOT / "pelicanconf.py", output=output), options_at(TODAY, strict=True))
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file()
    }


def articles(edition: Edition, language: str) -> list[Card]:
    return [item for item in edition.articles if item.lang.startswith(language)]


def test_it_has_no_problem_not_even_a_warning(demo: tuple[Planned, Report]) -> None:
    assert demo[1].problems == []


def test_it_is_large_enough_to_show_a_newsroom(edition: Edition) -> None:
    chinese = articles(edition, "zh")
    assert len(chinese) >= 48
    assert len({item.column for item in chinese}) >= 8
    assert len(articles(edition, "en")) >= 4
    assert len([item for item in edition.readable if item.kind == "notice"]) >= 10
    assert len(edition.series) >= 2
    assert all(len(one.items) >= 3 for one in edition.series)


def test_it_spans_two_years_and_ends_today(edition: Edition) -> None:
    days = [item.date.at for item in edition.listed]
    assert (max(days) - min(days)).days >= 700
    assert (TODAY - max(days)).days <= 7


def test_it_has_a_story_of_every_origin_and_state(
    demo: tuple[Planned, Report], edition: Edition
) -> None:
    origins = Counter(story.origin for story in demo[0].stories)
    assert set(origins) == set(Origin)
    assert origins[Origin.REPRINT] >= 2
    corrections = [one for story in demo[0].stories for one in story.corrections]
    assert {one.major for one in corrections} == {True, False}
    assert edition.withdrawn
    assert edition.expired
    assert len(edition.pages) >= 3


def test_drafts_and_embargoed_stories_are_there_and_are_not_shown(
    demo: tuple[Planned, Report], built: dict[str, bytes]
) -> None:
    assert demo[1].hidden >= 2
    assert [path for path in built if "draft-opera" in path or "future-note" in path] == []


def test_both_header_forms_are_used() -> None:
    texts = [path.read_text("utf-8") for path in (ROOT / "content").rglob("*.md")]
    fenced = sum(text.startswith("---\n") for text in texts)
    assert fenced >= 15
    assert len(texts) - fenced >= 15


def test_every_picture_is_used_and_has_words_and_a_size(
    demo: tuple[Planned, Report], built: dict[str, bytes]
) -> None:
    drawn = {f"images/{path.name}" for path in (ROOT / "content" / "images").iterdir()}
    assert len(drawn) >= 20
    published = {asset.name for asset in demo[0].assets}
    assert {name for name in published if not name.startswith("audio/")} == drawn
    said: dict[str, list[str]] = {}
    for page in pages(built).values():
        for image in page.images:
            said.setdefault(image["src"], []).append(image["alt"])
    # Beside the title of a related story a picture is an ornament, and silent; it speaks where it is shown itself.
    silent = [
        src
        for src, words in said.items()
        if not any(words) or any(0 < len(alt) < 4 for alt in words)
    ]
    assert silent == []


def test_one_article_has_every_block(demo: tuple[Planned, Report]) -> None:
    (view,) = (
        page.view
        for page in demo[0].pages
        if isinstance(page.view, ArticleView) and page.view.id == "how-we-write"
    )
    blocks = "<h2 <h3 <p> <strong> <table <blockquote <ul> <ol> <dl> <figure> <figcaption> <code>".split()
    blocks += ['class="credit"', 'class="admonition', 'class="footnote', "footnote-ref", "<a href="]
    assert [block for block in blocks if block not in view.html] == []
    filled = (
        *(view.subtitle, view.dateline, view.byline, view.signoff, view.cover, view.facts),
        *(view.tags, view.modified, view.corrections, view.related, view.rights, view.share),
    )
    assert all(filled)
    assert {credit.role for credit in view.byline} >= {
        "reporter",
        "correspondents",
        "photographers",
    }
    assert len(view.signoff) == 4


def test_every_link_leads_somewhere_and_no_page_has_a_fault(built: dict[str, bytes]) -> None:
    assert broken_links(built) == []
    assert list(faults(built)) == []


def test_one_story_can_be_heard_and_read(built: dict[str, bytes]) -> None:
    sounds = [path for path in built if path.endswith(".mp3")]
    assert len(sounds) == 1
    assert len(built[sounds[0]]) < 60_000
    assert sounds[0].replace(".mp3", ".txt") in built
    assert sounds[0].encode() in built["audio/feed.xml"]


def test_every_notice_has_a_kind(edition: Edition) -> None:
    notices = [item for item in edition.readable if item.kind == "notice"]
    assert [item.name for item in notices if not item.notice_kind] == []
