from __future__ import annotations

import pytest

from linli.build.candidates import candidates_of
from linli.site import Face
from tests.factories import Paper, article

LINKS = [
    ("{filename}/articles/b.md", "articles/b.md"),
    ("{filename}b.md", "articles/b.md"),
    ("b.md", "articles/b.md"),
    ("./b.md", "articles/b.md"),
    ("../articles/b.md", "articles/b.md"),
    ("/articles/b/", "articles/b.md"),
    ("/articles/b/index.html", "articles/b.md"),
    ("a.md", None),
]


def links_of(paper: Paper, text: str) -> tuple[str, ...]:
    """Return the stories that a text of ``articles/a.md`` leads to."""
    paper.write("articles/a.md", article(text, 标题="甲"))
    paper.write("articles/b.md", article("乙的正文。", 标题="乙"))
    edition = paper.plan().edition
    marks = {item.name: item.name.encode() for item in edition.readable}
    faces = dict.fromkeys(marks, Face("", ""))
    found = {one.key: one for one in candidates_of(edition, paper.newsroom, faces, marks, {})}
    return found["articles/a.md"].links


@pytest.mark.parametrize(("link", "other"), LINKS)
def test_links_in_a_text_lead_to_stories_however_they_are_written(
    link: str, other: str | None, paper: Paper
) -> None:
    assert links_of(paper, f"[某处]({link})") == ((other,) if other else ())


def test_a_story_is_led_to_once(paper: Paper) -> None:
    text = "\n\n".join(f"[某处]({link})" for link, _ in LINKS)
    assert links_of(paper, text) == ("articles/b.md",)
