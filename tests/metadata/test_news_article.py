from __future__ import annotations

from timeit import timeit
from typing import Any

import pytest

from linli.metadata.blocks import block_text
from linli.metadata.news_article import Article, Named, Part, news_article

BARE = Article(
    url="https://news.example/articles/a/",
    id="tag:news.example,2026:a",
    title="榆树里装上电梯",
    subtitle="",
    summary="",
    lang="zh-Hans",
    published="2026-03-20T08:30:00+08:00",
    modified="",
    expires="",
    dateline="",
    section="",
    keywords=(),
    parts=(),
    image=None,
    corrections=(),
    series=None,
    is_generated=False,
    publisher="测试区融媒体中心",
    site_url="https://news.example/",
)


def test_what_is_not_known_is_not_said() -> None:
    assert news_article(BARE, {}) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": "https://news.example/articles/a/",
        "url": "https://news.example/articles/a/",
        "mainEntityOfPage": "https://news.example/articles/a/",
        "identifier": "tag:news.example,2026:a",
        "headline": "榆树里装上电梯",
        "inLanguage": "zh-Hans",
        "datePublished": "2026-03-20T08:30:00+08:00",
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": "测试区融媒体中心",
            "url": "https://news.example/",
        },
    }


ZHOU = {"@type": "Person", "name": "周岚"}
ROLE = {"@type": "Role", "roleName": "通讯员", "contributor": ZHOU}
# (role, the term under which people of that role stand, what stands there)
ROLES: list[tuple[str, str, Any]] = [
    ("author", "author", [ZHOU]),
    ("reporter", "author", [ZHOU]),
    ("editors", "editor", [ZHOU]),
    ("approver", "accountablePerson", ZHOU),
    ("correspondents", "contributor", [ROLE]),
    ("proofreaders", "contributor", [ROLE]),
    ("photographers", "contributor", [ROLE]),
    ("文字整理", "contributor", [ROLE]),
]


@pytest.mark.parametrize(("role", "term", "expected"), ROLES)
def test_everybody_stands_under_the_term_of_their_part(
    role: str, term: str, expected: object
) -> None:
    found = news_article(BARE._replace(parts=(Part(role, "通讯员", (Named("周岚"),)),)), {})
    people = {"author", "editor", "contributor", "accountablePerson"} & found.keys()
    assert (people, found[term]) == ({term}, expected)


def test_who_reviewed_it_stands_under_no_term_that_does_not_exist() -> None:
    found = news_article(BARE._replace(parts=(Part("reviewers", "审核", (Named("周岚"),)),)), {})
    assert "周岚" not in block_text(found)


def test_a_description_takes_less_than_fifty_microseconds() -> None:
    """Allow ten times of what it takes, because others may be at work on this machine."""
    parts = tuple(Part(role, "通讯员", (Named("周岚", "/p/"),)) for role, _, _ in ROLES)
    rich = BARE._replace(parts=parts, keywords=("电梯",), summary="一句话。" * 20)
    best = min(timeit(lambda: block_text(news_article(rich, {})), number=200) for _ in range(5))
    assert best / 200 < 500e-6, f"{best / 200 * 1e6:.0f} µs for one"
