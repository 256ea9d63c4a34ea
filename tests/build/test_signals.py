"""Plugins that listen to Pelican's signals hear them, with Linli's own theme and with a foreign one."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.build.nursery import a_nursery
from tests.build.pelican_themes import PLAIN, RECORDER, write_plugin, write_theme
from tests.build.running import EPOCH, NOW, _run, configure, linli, pelican
from tests.factories import article
from tests.pages.pictures import png

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

    from tests.build.nursery import Nursery
    from tests.factories import Paper

pytestmark = pytest.mark.slow

ORDER = """initialized get_generators readers_init generator_init article_generator_init page_generator_init
static_generator_init article_generator_preread article_generator_context content_object_init
article_generator_pretaxonomy article_generator_finalized page_generator_preread page_generator_context
page_generator_finalized static_generator_preread static_generator_context static_generator_finalized
all_generators_finalized get_writer article_generator_write_article content_written article_writer_finalized
page_generator_write_page page_writer_finalized finalized""".split()
"""In which order each signal is heard for the first time."""
FEEDS = ["feed_generated", "feed_written"]


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    with a_nursery() as made:
        yield made


@pytest.fixture(autouse=True)
def use_the_nursery(nursery: Nursery, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.linli", nursery.linli)


@pytest.fixture
def newsroom(paper: Paper) -> Paper:
    paper.write("articles/a.md", article("![图](../images/a.png)", 标签="电梯", 记者="周岚"))
    paper.write("articles/b.md", article(标题="另一件事", 标签="电梯"))
    paper.write("articles/later.md", article(标题="明天的事", 日期="2026-03-23"))
    paper.write("pages/about.md", "标题：关于\n\n我们。\n")
    paper.write("images/a.png", png())
    return paper


def build(paper: Paper, *words: str, **settings: object) -> subprocess.CompletedProcess[str]:
    config = configure(paper, **settings)
    heard = str(paper.root / "heard.json")
    words = ("build", "--config", config.name, "--now", NOW, *words)
    return linli(*words, cwd=paper.root, HEARD=heard)


def heard(paper: Paper) -> list[tuple[str, str, dict[str, Any]]]:
    path = paper.root / "heard.json"
    found = json.loads(path.read_text("utf-8"))
    path.unlink()
    return [(name, sender, shown) for name, sender, shown in found]


def check_heard(found: list[tuple[str, str, dict[str, Any]]], *missing: str) -> None:
    """Compare what a plugin heard with what Pelican's documentation promises."""
    first = list(dict.fromkeys(name for name, _, _ in found))
    assert [name for name in first if name not in FEEDS] == ORDER
    of = {name: (sender, shown) for name, sender, shown in found}
    assert of["article_generator_context"] == ("ArticlesGenerator", {"metadata": "dict"})
    assert of["page_generator_write_page"] == ("PagesGenerator", {"content": "Page"})
    assert of["article_generator_write_article"] == ("ArticlesGenerator", {"content": "Article"})
    assert of["article_writer_finalized"][1] == {"writer": "Writer"}
    assert of["all_generators_finalized"][0] == "list"
    count = [name for name, _, _ in found].count
    assert count("article_generator_context") == count("article_generator_write_article") == 2
    assert (
        count("content_object_init") == 2 + 3 + 1
    )  # articles; page, reprint policy and 404; picture
    written = [shown for name, _, shown in found if name == "content_written"]
    assert [one for one in written if one["file"] != one["output_file"]] == []


def test_with_linli_s_theme_every_signal_is_heard_and_no_page_changes(newsroom: Paper) -> None:
    assert build(newsroom).returncode == 0
    plain = newsroom.built()
    plugin = write_plugin(newsroom.root / "plugins", "recorder", RECORDER)
    done = build(newsroom, **plugin)
    assert (done.returncode, done.stderr) == (0, "")
    found = heard(newsroom)
    check_heard(found)
    assert not {*FEEDS} & {name for name, _, _ in found}
    written = [shown["file"] for name, _, shown in found if name == "content_written"]
    assert sorted(written) == sorted(path for path in plain if path.endswith(".html"))
    assert newsroom.built() == plain
    assert build(newsroom, **plugin).returncode == 0, "the second time nothing has changed"
    assert heard(newsroom) == found
    words = ("content", "-s", "pelicanconf.py", "-o", "public")
    path = str(newsroom.root / "heard.json")
    done = pelican(*words, cwd=newsroom.root, SOURCE_DATE_EPOCH=EPOCH, HEARD=path)
    assert done.returncode == 0, done.stderr
    assert [name for name, _, _ in heard(newsroom)] == [name for name, _, _ in found]


def test_with_a_foreign_theme_every_signal_is_heard_and_the_pages_are_the_same(
    newsroom: Paper,
) -> None:
    theme = {"THEME": str(write_theme(newsroom.root / "foreign")), "DEFAULT_PAGINATION": 1}
    feeds = {"FEED_ALL_ATOM": "feeds/all.atom.xml", "SITEURL": "https://a.example"}
    assert build(newsroom, **theme, **feeds).returncode == 0
    plain = newsroom.built()
    assert {
        "page/2/index.html",
        "tags/电梯/page/2/index.html",
        "feeds/all.atom.xml",
    } <= plain.keys()
    plugin = write_plugin(newsroom.root / "plugins", "recorder", RECORDER)
    done = build(newsroom, **theme, **feeds, **plugin)
    assert done.returncode == 0, done.stderr
    found = heard(newsroom)
    check_heard(found)
    assert {*FEEDS} <= {name for name, _, _ in found}
    assert newsroom.built() == plain


FAILING = """
from pelican import signals
def fail(*sender, **arguments):
    raise ValueError("out of paper")
def register():
    signals.{name}.connect(fail)
"""
DROPPING = """
from pelican import signals
def drop(generator):
    generator.articles.pop()
def hide(generator, metadata):
    metadata["status"] = "draft"
def register():
    signals.{name}.connect({function})
"""
GIVING = """
from pelican import signals
def give(pelican):
    return "no generator"
def register():
    signals.get_generators.connect(give)
"""
# (the plugin, whether the theme is foreign, what is said)
FAULTS = [
    (
        FAILING.format(name="content_written"),
        False,
        ("插件 faulty 在", "faulty.py:4", "out of paper"),
    ),
    (FAILING.format(name="initialized"), False, ("插件 faulty 在", "out of paper")),
    (FAILING.format(name="content_object_init"), True, ("插件 faulty 在", "out of paper")),
    (FAILING.format(name="finalized"), True, ("插件 faulty 在", "out of paper")),
    (
        DROPPING.format(name="article_generator_pretaxonomy", function="drop"),
        True,
        ("content/articles/b.md 没有生成页面",),
    ),
    (
        DROPPING.format(name="article_generator_context", function="hide"),
        True,
        ("会被丢掉", "draft"),
    ),
    (GIVING, False, ("Pelican 报错", "cannot be loaded")),
    ("def register():\n    raise KeyError('key')\n", False, ("插件 faulty 装不上", "KeyError")),
    ("import nosuchmodule\n", False, ("插件 faulty 装不上", "nosuchmodule")),
]


def test_a_plugin_that_fails_is_named_and_nothing_is_released(newsroom: Paper) -> None:
    assert build(newsroom).returncode == 0
    before = newsroom.built()
    theme = {"THEME": str(write_theme(newsroom.root / "foreign"))}
    for text, foreign, expected in FAULTS:
        plugin = write_plugin(newsroom.root / "plugins", "faulty", text)
        done = build(newsroom, **(theme if foreign else {}), **plugin)
        assert done.returncode == 2, (text, done.stderr)
        assert [part for part in expected if part not in done.stderr] == [], done.stderr
        assert "Traceback" not in done.stderr
        assert newsroom.built() == before


CHANGING = """
import os
from pelican import signals
from pelican.generators import Generator

class Extra(Generator):
    def generate_output(self, writer):
        with open(os.path.join(self.output_path, "robots.txt"), "w") as stream:
            stream.write("made")
        writer.write_file("map.html", self.env.from_string("{{ articles|count }} {{ output_file }}"), self.context)

def extra(pelican):
    return Extra

def change(generator, metadata):
    metadata["title"] = "plugin"

def tamper(path, context):
    with open(path, "a") as stream:
        stream.write("<!-- tampered -->")

def finish(pelican):
    os.makedirs(os.path.join(pelican.output_path, "search"))
    with open(os.path.join(pelican.output_path, "search", "files.txt"), "w") as stream:
        stream.write("index.html" if os.path.isfile(os.path.join(pelican.output_path, "index.html")) else "")

def register():
    signals.get_generators.connect(extra)
    signals.article_generator_context.connect(change)
    signals.content_written.connect(tamper)
    signals.finalized.connect(finish)
"""


def test_what_a_plugin_writes_is_published_and_what_it_changes_counts_in_a_foreign_theme(
    newsroom: Paper,
) -> None:
    plugin = write_plugin(newsroom.root / "plugins", "changing", CHANGING)
    assert build(newsroom).returncode == 0
    plain = newsroom.built()
    done = build(newsroom, **plugin)
    assert done.returncode == 0, done.stderr
    own = newsroom.built()
    extra = {"robots.txt", "map.html", "search/files.txt"}
    assert own.keys() - plain.keys() == extra
    assert own["map.html"] == b"2 map.html<!-- tampered -->"
    assert own["search/files.txt"] == b"index.html"
    manifest = ".linli.json"
    assert [path for path in plain if own[path] != plain[path] and path != manifest] == []
    theme = {"THEME": str(write_theme(newsroom.root / "foreign", PLAIN))}
    done = build(newsroom, **theme, **plugin)
    assert done.returncode == 0, done.stderr
    page = newsroom.page("articles/a/index.html")
    assert "<title>plugin</title>" in page
    assert page.endswith("<!-- tampered -->")
    assert extra <= newsroom.built().keys()
    assert not (newsroom.root / ".output.linli" / "pelican").exists()


def test_a_newsroom_without_plugins_never_imports_pelican(newsroom: Paper) -> None:
    config = configure(newsroom)
    words = ["build", "--config", str(config), "--now", NOW]
    code = (
        f"import sys; from linli.cli import main; main({words!r}); print('pelican' in sys.modules)"
    )
    done = _run([sys.executable, "-c", code], newsroom.root, {})
    assert done.stdout.endswith("False\n"), done.stdout + done.stderr


AT_THE_DOOR = """
from pelican import signals

def initialized(pelican):
    pelican.settings["SITESUBTITLE"] = "WORD"

def register():
    signals.initialized.connect(initialized)
"""


def test_a_plugin_that_was_edited_is_not_passed_over_in_a_theme_made_for_pelican(
    newsroom: Paper,
) -> None:
    base = PLAIN["base.html"].replace("</body>", "{{ SITESUBTITLE }}</body>")
    theme = str(write_theme(newsroom.root / "foreign", {**PLAIN, "base.html": base}))
    for word in ("one", "one", "another"):  # the second time nothing is of this moment any more
        text = AT_THE_DOOR.replace("WORD", word)
        settings = write_plugin(newsroom.root / "door", "door_plugin", text)
        done = build(newsroom, "--report", "report.json", THEME=theme, **settings)
        assert done.returncode == 0, done.stderr
        report = json.loads((newsroom.root / "report.json").read_text("utf-8"))
        assert report["rendered"] > 0, "no build is skipped"
        assert word in newsroom.page("index.html")
