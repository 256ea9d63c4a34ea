"""A plain Pelican site with ``linli.related.plugin``, and nothing else of Linli."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.related.newsroom import retold

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATE = """{% for one in article.related %}
{{ loop.index }} {{ one.slug }} {{ article.related_reasons[loop.index0]|join(":") }}
{% else %}nothing{% endfor %}"""
# The pages that Pelican writes by itself.
OTHER = "archives author authors base categories category index page period_archives tag tags"
CONF = """
PATH, OUTPUT_PATH, THEME = "content", "output", "theme"
SITENAME, SITEURL, TIMEZONE, DEFAULT_LANG = "Linden Lane", "https://news.example", "UTC", "zh"
PLUGINS = ["linli.related.plugin"]
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
"""


class Site:
    """A folder with a site that Pelican makes by itself."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, text in {**dict.fromkeys(OTHER.split(), ""), "article": TEMPLATE}.items():
            self.write(f"theme/templates/{name}.html", text)
        self.write("pelicanconf.py", CONF)
        for number in range(20):
            self.article(f"other{number}", chr(0x7000 + number) * 2, chr(0x7100 + number) * 30)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def article(self, slug: str, title: str, text: str, **fields: str) -> None:
        given = {"Title": title, "Slug": slug, "Date": "2026-03-01", **fields}
        lines = [f"{name}: {value}" for name, value in given.items()]
        self.write(f"content/{slug}.md", "\n".join([*lines, "", text, ""]))

    def build(self) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "pelican", "-s", "pelicanconf.py"],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT / "plugins"), "COLUMNS": "400"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def listed(self, slug: str) -> list[str]:
        page = (self.folder / "output" / f"{slug}.html").read_text("utf-8")
        return [line.strip() for line in page.splitlines() if line.strip()]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_articles_get_related_ones_with_reasons(site: Site) -> None:
    site.article("a", "加装电梯：六栋怎么分摊", retold(1))
    site.article("b", "老楼加装电梯", retold(2), Date="2026-01-01")
    site.build()
    assert site.listed("a") == ["1 b both:加装电梯"]
    assert site.listed("b") == ["1 a both:加装电梯"]
    assert site.listed("other1") == ["nothing"]


def test_editors_decide(site: Site) -> None:
    site.article("a", "六栋", retold(1), Related="老街早市; other2.md, draft, a", Id="A-1")
    site.article("b", "七栋", retold(2), Related_exclude="A-1")
    site.article("c", "八栋", retold(3), Related="none")
    site.article("d", "九栋", retold(4), Series="装电梯")
    site.article("e", "十栋", retold(5), Series="装电梯")
    site.article("f", "老街早市", "豆腐和青菜")
    site.article("draft", "稿子", retold(6), Status="draft")
    told = site.build()
    slugs = [line.split()[1] for line in site.listed("a")]
    assert slugs[:2] == ["f", "other2"], "pins in the order of the header, and no draft"
    assert site.listed("a")[0] == "1 f pinned"
    assert "a" not in slugs
    assert len(slugs) == 5, "five are shown, unless a setting says otherwise"
    assert set(slugs[2:]) < {"b", "c", "d", "e"}, "and the rest is what the texts say"
    assert "a" not in {line.split()[1] for line in site.listed("b")}
    assert site.listed("c") == ["nothing"]
    assert "e" not in {line.split()[1] for line in site.listed("d")}, "its series stands elsewhere"
    assert "names an article" not in told


@pytest.mark.parametrize(("limit", "expected"), [(0, "nothing"), (1, "1 b event:加装电梯")])
def test_lists_are_as_long_as_the_setting_says(site: Site, limit: int, expected: str) -> None:
    site.write("pelicanconf.py", f"{CONF}LINLI_RELATED_LIMIT = {limit}\n")
    site.article("a", "加装电梯：六栋怎么分摊", retold(1))
    site.article("b", "老楼加装电梯", retold(2), Related="a")
    site.article("c", "老楼加装电梯，再谈", retold(3), Date="2020-01-01")
    site.build()
    assert site.listed("a") == [expected]


def test_a_pin_that_nobody_knows_is_an_error_with_the_nearest_name(site: Site) -> None:
    site.article("lift-six", "六栋", retold(1))
    site.article("b", "七栋", retold(2), Related="lift-sx")
    told = " ".join(site.build().split())
    assert (
        "b.md: “related” names an article that is not there: 'lift-sx'. Nearest name: lift-six"
        in told
    )


def test_links_and_rare_tags_relate_whatever_the_wording(site: Site) -> None:
    site.article("a", "甲乙丙", "看[那篇]({filename}b.md)。" + "丁戊己庚辛" * 9)
    site.article("b", "子丑寅", "卯辰巳午未" * 9, Tags="青石巷")
    site.article("c", "天地玄", "黄宇宙洪荒" * 9, Tags="青石巷")
    site.article("d", "日月盈", '<a href="https://news.example/c.html">那篇</a>' + "昃辰宿列张" * 9)
    site.build()
    assert site.listed("a") == ["1 b link"]
    assert site.listed("b") == ["1 a linked", "2 c both:青石巷"]
    assert site.listed("d") == ["1 c link"]
