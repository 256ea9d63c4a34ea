from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from linli.metadata.sitemap import Mapped, newest, sitemap, sitemap_index, split

FORM = etree.RelaxNG(etree.parse(Path(__file__).parent / "forms" / "sitemap.rng"))
PAGES = [
    Mapped("https://news.example/"),
    Mapped("https://news.example/a/?b=1&c='2'", "2026-03-01"),
    Mapped("https://news.example/%E6%B0%B4/", "2026-03-22T08:30:00+08:00"),
]


def is_valid(text: str) -> bool:
    return bool(FORM.validate(etree.fromstring(text.encode())))


def test_a_sitemap_and_an_index_have_the_form_of_the_protocol() -> None:
    assert is_valid(sitemap(PAGES)), FORM.error_log
    assert is_valid(sitemap_index(PAGES[1:])), FORM.error_log


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<loc>https://news.example/</loc>", ""),
        ("<loc>https://news.example/</loc>", "<loc>/</loc>"),
        ("2026-03-01", "01.03.2026"),
        ("+08:00", ""),
        ("lastmod", "changed"),
        ("urlset", "sitemapindex"),
        ("sitemap/0.9", "sitemap/0.8"),
    ],
)
def test_a_broken_sitemap_does_not_pass(old: str, new: str) -> None:
    text = sitemap(PAGES)
    assert old in text
    assert not is_valid(text.replace(old, new)), f"{new!r} passed"


@pytest.mark.parametrize(
    ("count", "most", "sizes"), [(0, 3, [0]), (3, 3, [3]), (4, 3, [3, 1]), (7, 3, [3, 3, 1])]
)
def test_many_pages_go_into_several_files(count: int, most: int, sizes: list[int]) -> None:
    pages = [Mapped(f"https://news.example/{number}/") for number in range(count)]
    files = split(pages, most)
    assert [len(one) for one in files] == sizes
    assert [page for one in files for page in one] == pages, "in order, none lost"


def test_no_file_is_larger_than_it_may_be() -> None:
    pages = [
        Mapped(f"https://news.example/{'a' * 100}&{number}/", "2026-03-01") for number in range(40)
    ]
    files = split(pages, largest=2000)
    assert len(files) > 2
    assert max(len(sitemap(one).encode()) for one in files) <= 2000


@pytest.mark.parametrize("letter", ["a", "&", "𠮷"])
def test_a_few_pages_with_long_addresses_do_not_fit_either(letter: str) -> None:
    pages = [Mapped(f"https://news.example/{number}{letter * 30_000}/") for number in range(3)]
    largest = 70_000 if letter == "a" else 160_000
    files = split(pages, largest=largest)
    assert [len(one) for one in files] == ([2, 1] if letter == "a" else [1, 1, 1])
    assert max(len(sitemap(one).encode()) for one in files) <= largest


def test_a_file_has_changed_when_its_newest_page_did() -> None:
    assert newest(PAGES) == "2026-03-22T08:30:00+08:00"
    assert newest(PAGES[:1]) == ""
