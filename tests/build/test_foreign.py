"""Themes made for Pelican: its whole context, rendered in full, with Linli's checks, addresses and release."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from linli.build.config import newsroom_from
from linli.build.foreign.guest import Hosted, host, is_foreign, mark_of, named_theme
from linli.build.inputs import settings_mark
from tests.build.nursery import a_nursery
from tests.build.pelican_themes import PLAIN, write_theme
from tests.build.running import EPOCH, NOW, configure, linli, pelican
from tests.conftest import ROOT
from tests.factories import article
from tests.pages.pictures import png

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.build.nursery import Nursery
    from tests.factories import Paper

pytestmark = pytest.mark.slow

SCRIPT = "<script>alert(1)</script>"
EARLY = "绝不能先见报"


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    with a_nursery() as made:
        yield made


@pytest.fixture(autouse=True)
def use_the_nursery(nursery: Nursery, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.linli", nursery.linli)


@pytest.fixture
def newsroom(paper: Paper) -> Paper:
    """A newsroom with every state of a story, hostile texts, a series, a picture and an old address."""
    for number in (1, 2, 3):
        paper.write(
            f"articles/p{number}.md",
            article(
                f"第{number}段。见[第一篇](p1.md)。<script>alert(2)</script>",
                标题=f"装电梯（{number}）",
                标签="电梯、老楼、Ａ",
                记者="周岚",
                通讯员="刘某(街道)",
                日期=f"2026-03-1{number}",
                配图="![灯](images/a.png)",
                电头="测试邻里3月讯",
                旧网址="/old/place.html" if number == 1 else None,
            ),
        )
    hostile: dict[str, Any] = {
        "标题": f"坏{SCRIPT}&",
        "标签": f'坏{SCRIPT}、"x',
        "栏目": f"坏{SCRIPT}",
    }
    hostile["更正"] = f"2026-03-21 数目{SCRIPT}"
    hostile |= {"摘要": f'{SCRIPT}" onload="alert(3)', "电头": SCRIPT, "来源": f"坏{SCRIPT}"}
    paper.write("articles/hostile.md", article("正文。", **hostile))
    paper.write("articles/later.md", article(标题=EARLY, 日期="2026-03-23", 标签=EARLY))
    paper.write("articles/draft.md", article(标题=EARLY, 状态="草稿", 记者=EARLY))
    paper.write("articles/gone.md", article(标题=EARLY, 状态="撤回", 标签=EARLY))
    paper.write("notices/water.md", article(标题="停水一天", 栏目=None, 失效="2026-03-21"))
    paper.write(
        "notices/power.md",
        article("装电梯那天停电。", 标题="停电一天", 栏目=None, 失效="2026-04-21"),
    )
    paper.write("pages/about.md", "标题：关于\n\n我们。\n")
    paper.write("images/a.png", png())
    return paper


def build(paper: Paper, *words: str, **settings: object) -> subprocess.CompletedProcess[str]:
    config = configure(paper, **settings)
    return linli("build", "--config", config.name, "--now", NOW, *words, cwd=paper.root)


def built(paper: Paper, *words: str, **settings: object) -> dict[str, str]:
    """Build, which must succeed; return the pages."""
    done = build(paper, *words, **settings)
    assert done.returncode == 0, done.stderr
    files = paper.built().items()
    return {path: text.decode() for path, text in files if path.endswith((".html", ".xml"))}


def theme_of(paper: Paper, name: str) -> str:
    return name or str(write_theme(paper.root / "foreign"))


@pytest.mark.parametrize("name", ["simple", "notmyidea", ""])
def test_a_theme_made_for_pelican_shows_what_readers_may_see_and_nothing_else(
    newsroom: Paper, name: str
) -> None:
    pages = built(newsroom, THEME=theme_of(newsroom, name), SITEURL="https://a.example/paper")
    stories = {path for path in pages if path.startswith(("articles/", "notices/", "about/"))}
    assert stories == {
        *(f"articles/{slug}/index.html" for slug in ("p1", "p2", "p3", "hostile", "gone")),
        *(f"notices/{slug}index.html" for slug in ("water/", "power/", "")),
        "about/index.html",
    }
    assert [path for path, text in pages.items() if EARLY in text] == []
    named = [path for path, text in pages.items() if "停水一天" in text]
    assert named == ["notices/water/index.html"]
    assert "已于2026年3月21日失效" in pages["notices/water/index.html"]
    assert "有效至2026年4月21日" in pages["notices/power/index.html"]
    assert "已撤回" in pages["articles/gone/index.html"]
    assert "https://a.example/paper/articles/p1/" in pages["index.html"]
    assert '<a href="/paper/articles/p1/">第一篇</a>' in pages["articles/p2/index.html"]
    assert "url=/paper/articles/p1/" in pages["old/place.html"]
    assert "没有找到这个页面" in pages["404.html"]
    assert "版权作品，未经授权严禁转载" in pages["articles/p1/index.html"]
    assert 'href="/paper/reprint/">申请转载授权</a>' in pages["articles/p1/index.html"]
    assert "怎样申请转载" in pages["reprint/index.html"]
    assert "刘某（街道）" in pages["articles/p1/index.html"]
    if not name:
        assert "2026年3月21日 数目&lt;script&gt;" in pages["articles/hostile/index.html"]
    lists = {"index", "archive/index", "archive/2026/index", "archive/2026/03/index", "tags/index"}
    lists |= {"tags/电梯/index", "people/周岚/index", "people/index", "columns/index"}
    assert {f"{path}.html" for path in lists} <= pages.keys()
    for path, text in pages.items():
        assert "<script>alert" not in text, path
        assert 'onload="alert' not in text, path


def test_old_addresses_lead_on_and_gone_ones_say_so_in_a_theme_made_for_pelican(
    newsroom: Paper,
) -> None:
    newsroom.annals.write_text(
        "p1\t2026-01-01\t/articles/p/\t-\nlost\t2026-01-01\t/articles/lost/\t-\n", "utf-8"
    )
    pages = built(newsroom, THEME=theme_of(newsroom, ""), LINLI_REDIRECTS=["nginx"])
    assert "url=/articles/p1/" in pages["articles/p/index.html"]
    assert "这里原来的稿件已经不在了" in pages["articles/lost/index.html"]
    assert '"/articles/lost/" 1;' in newsroom.page(".redirects.nginx")


def test_a_theme_gets_the_usual_variables_and_linli_s_own(newsroom: Paper) -> None:
    theme = theme_of(newsroom, "")
    pages = built(newsroom, THEME=theme, SITEURL="https://a.example", DEFAULT_PAGINATION=4)
    story = pages["articles/p1/index.html"]
    for expected in (
        'data-file="articles/p1/index.html"',
        "<b>|published|article|zh-Hans|p1|2026年03月</b>",
        '<a class="author" href="https://a.example/people/%E5%91%A8%E5%B2%9A/">周岚</a>',
        '<a class="tag" href="https://a.example/tags/%E7%94%B5%E6%A2%AF/">电梯</a>',
        "<i>沈禾|刘某|测试邻里|测试邻里3月讯</i>",
        "<p>装电梯 1 articles/p2/</p>",
        '<img src="https://a.example/images/a.png" width="',
        '<a class="column" href="https://a.example/columns/',
        '<a class="column" href="https://a.example/notices/">通知公告 1</a>',
        '<a class="page" href="https://a.example/about/">关于</a>',
        '<a class="related" href="https://a.example/notices/power/">停电一天</a>',
    ):
        assert expected in story, expected
    assert "<title>坏&lt;script&gt;" in pages["articles/hostile/index.html"]
    assert pages["index.html"].count("<li>") == 4
    assert '<a class="next" href="https://a.example/page/2/">' in pages["index.html"]
    assert 'data-file="page/2/index.html"' in pages["page/2/index.html"]
    month = pages["archive/2026/03/index.html"]
    assert "<h1>2026-3</h1>" in month
    assert month.count("<li>") == 5
    assert '<a href="https://a.example/archive/2026/03/">5</a>' in pages["archive/index.html"]
    assert newsroom.page("theme/plain.css") == "body { color: black }\n"


def test_a_theme_gets_the_structured_data_and_programs_find_their_files(newsroom: Paper) -> None:
    block = '<script type="application/ld+json">{{ article.json_ld }}</script>'
    templates = {**PLAIN, "article.html": block}
    theme = str(write_theme(newsroom.root / "foreign", templates))
    mining = {"SITEURL": "https://a.example", "LINLI_TEXT_MINING": "reserve"}
    pages = built(newsroom, THEME=theme, **mining)
    for slug, title in (("p1", "装电梯（1）"), ("hostile", f"坏{SCRIPT}&")):
        text = pages[f"articles/{slug}/index.html"]
        assert text.count("<") == 2, "nothing in the data can be taken for HTML"
        found = json.loads(text.partition(">")[2].partition("</script>")[0])
        assert (found["@type"], found["headline"]) == ("NewsArticle", title)
    assert "Sitemap: https://a.example/sitemap.xml" in newsroom.page("robots.txt")
    assert '"tdm-reservation": 1' in newsroom.page(".well-known/tdmrep.json")
    assert "<loc>https://a.example/articles/p1/</loc>" in pages["sitemap.xml"]
    assert EARLY not in pages["sitemap.xml"]


def test_pelican_s_own_command_makes_the_same_bytes(newsroom: Paper) -> None:
    built(newsroom, THEME="notmyidea", FEED_ALL_ATOM="feeds/all.atom.xml")
    mine = newsroom.built()
    words = ("content", "-s", "pelicanconf.py", "-o", "public")
    done = pelican(*words, cwd=newsroom.root, SOURCE_DATE_EPOCH=EPOCH, LC_ALL="C")
    assert done.returncode == 0, done.stderr
    assert {"feeds/all.atom.xml", "theme/css/main.css", "images/a.png"} <= mine.keys()
    newsroom.output.rename(newsroom.root / "mine")
    (newsroom.root / "public").rename(newsroom.output)
    assert newsroom.built() == mine


def test_after_an_edit_it_equals_a_clean_build_and_what_is_the_same_is_not_written(
    newsroom: Paper,
) -> None:
    theme = theme_of(newsroom, "")
    built(newsroom, THEME=theme)
    inodes = {path: (newsroom.output / path).stat().st_ino for path in newsroom.built()}
    newsroom.write("articles/p1.md", article("全新的一段。", 标题="换了题", 日期="2026-03-11"))
    built(newsroom, THEME=theme)
    edited = newsroom.built()
    kept = {path for path in edited if (newsroom.output / path).stat().st_ino == inodes.get(path)}
    assert {"articles/hostile/index.html", "images/a.png", "theme/plain.css"} <= kept
    assert "articles/p1/index.html" not in kept
    assert "换了题" in newsroom.page("index.html")
    assert "old/place.html" not in edited
    stamps = {path: (newsroom.output / path).stat().st_mtime_ns for path in edited}
    built(newsroom, "--full", THEME=theme)
    assert newsroom.built() == edited
    built(newsroom, "--report", "report.json", THEME=theme, MENUITEMS=[("a", "b")])
    done = build(newsroom, "--report", "report.json", THEME=theme, MENUITEMS=[("a", "b")])
    assert done.returncode == 0
    report = json.loads((newsroom.root / "report.json").read_text("utf-8"))
    assert (report["rendered"], report["changed"], report["replaced"]) == (0, 0, 0)
    assert {path: (newsroom.output / path).stat().st_mtime_ns for path in edited} == stamps


def broken_template(paper: Paper) -> dict[str, object]:
    broken = ARTICLE.replace("{% block content %}", "{% block content %}\n\n{{ 1 // 0 }}")
    return {"THEME": str(write_theme(paper.root / "foreign", {**PLAIN, "article.html": broken}))}


def broken_syntax(paper: Paper) -> dict[str, object]:
    return {"THEME": str(write_theme(paper.root / "foreign", {**PLAIN, "tag.html": "a\n{% if %}"}))}


ARTICLE = PLAIN["article.html"]
# (what is wrong, what is said of it)
BROKEN: list[tuple[Callable[[Paper], dict[str, object]], tuple[str, ...]]] = [
    (broken_template, ("article.html:3", "ZeroDivisionError", "content/articles/hostile.md")),
    (broken_syntax, ("tag.html:2", "模板写错了")),
    (lambda _: {"DIRECT_TEMPLATES": ["index", "map"]}, ("map", "没有这个模板")),
    (lambda _: {"TAG_SAVE_AS": "tag.html"}, ("有两个文件要写到 tag.html", "*_SAVE_AS")),
    (lambda _: {"AUTHOR_SAVE_AS": "images/a.png/{slug}"}, ("images/a.png", "*_SAVE_AS")),
]


def test_what_pelican_would_log_or_overwrite_is_an_error_and_nothing_is_released(
    newsroom: Paper,
) -> None:
    theme = theme_of(newsroom, "")
    built(newsroom, THEME=theme)
    before = newsroom.built()
    for settings, expected in BROKEN:
        write_theme(newsroom.root / "foreign")
        done = build(newsroom, **{"THEME": theme, **settings(newsroom)})
        assert done.returncode == 2, done.stderr
        assert [part for part in expected if part not in done.stderr] == [], done.stderr
        assert "Traceback" not in done.stderr
        assert newsroom.built() == before


def test_a_page_of_one_list_never_takes_the_place_of_another_list(paper: Paper) -> None:
    for number in range(1, 7):
        tags = "标签1、标签16" if number == 1 else "标签1"
        paper.write(f"articles/p{number}.md", article(标题=f"第{number}件", 标签=tags))
    pages = built(paper, THEME="simple", DEFAULT_PAGINATION=1)
    assert "第1件" in pages["tags/标签16/index.html"]
    assert {f"tags/标签1/page/{number}/index.html" for number in range(2, 7)} <= pages.keys()


def test_which_theme_was_made_for_pelican(tmp_path: Path) -> None:
    theme = write_theme(tmp_path / "foreign")
    assert is_foreign(theme)
    assert not is_foreign(ROOT / "theme")
    assert not is_foreign(tmp_path / "nothing")
    assert is_foreign(named_theme("notmyidea", tmp_path))
    assert named_theme("foreign", tmp_path) == theme
    assert named_theme("nosuchtheme", tmp_path) == tmp_path / "nosuchtheme"


def test_a_configuration_is_the_same_only_when_every_value_can_be_compared(paper: Paper) -> None:
    theme = write_theme(paper.root / "foreign")

    def mark(**values: object) -> bytes:
        newsroom = newsroom_from({"THEME": "foreign", **values}, paper.root)
        assert isinstance(newsroom, Hosted)
        return mark_of(newsroom)

    assert mark(LINKS=[("a", "b")]) == mark(LINKS=[("a", "b")])
    assert mark(LINKS=[("a", "b")]) != mark(LINKS=[("a", "c")])
    assert mark(JINJA_FILTERS={"a": len}) != mark(JINJA_FILTERS={"a": len})
    before = mark()
    (theme / "static" / "plain.css").write_text("changed", encoding="utf-8")
    assert mark() != before


def test_what_stands_in_a_linked_folder_or_in_another_theme_folder_counts(paper: Paper) -> None:
    write_theme(paper.root / "foreign")
    linked, over = paper.root / "linked", paper.root / "over"
    for folder in (linked, over, paper.root / "second"):
        folder.mkdir()
    (linked / "tag.html").write_text("one", "utf-8")
    (over / "more").symlink_to(linked)

    def mark() -> bytes:
        values = {"THEME": "foreign", "THEME_TEMPLATES_OVERRIDES": ["over", "second"]}
        newsroom = newsroom_from(values, paper.root)
        assert isinstance(newsroom, Hosted)
        return mark_of(newsroom)

    before = mark()
    (linked / "tag.html").write_text("another", "utf-8")
    assert mark() != before
    (over / "z.html").write_text("z", "utf-8")
    before = mark()
    (over / "z.html").rename(paper.root / "second/z.html")
    assert mark() != before, "the first of two folders prevails"


def test_of_a_guest_pages_of_linli_s_theme_depend_on_no_more_than_that_it_is_there(
    paper: Paper,
) -> None:
    alone = newsroom_from({"THEME": str(paper.theme)}, paper.root)
    one, other = (host(alone, {"PLUGINS": [name]}, paper.root) for name in ("one", "other"))
    assert settings_mark(one) == settings_mark(other)
    assert settings_mark(one) != settings_mark(alone)


def test_a_newsroom_without_plugins_and_with_linli_s_theme_has_no_guest(paper: Paper) -> None:
    values = {"THEME": str(paper.theme), "PLUGINS": []}
    assert not isinstance(newsroom_from(values, paper.root), Hosted)
