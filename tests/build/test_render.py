from __future__ import annotations

import pickle
import shutil
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from linli.build import rendering
from linli.build.cache import MANUSCRIPTS
from linli.build.inputs import placeless, settings_mark
from linli.build.pipeline import build
from linli.build.press import press_beside
from linli.build.rendering import Tools, render_all, theme_tools
from linli.build.templates.render import Theme
from linli.errors import ThemeError
from linli.release import Pen
from tests.build.running import NOW, configure, linli
from tests.conftest import ROOT
from tests.factories import Paper, article, options_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from linli.build.parcels import Wanted
    from linli.build.rendering import Printed
    from linli.build.workers import Workers


@pytest.fixture
def themed(tmp_path: Path) -> Paper:
    """A newsroom of one article with a theme of its own, to be broken."""
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    paper = Paper(tmp_path, {}, tmp_path / "theme")
    paper.write("articles/a.md", article())
    return paper


def break_template(paper: Paper, text: str, name: str = "article.html") -> None:
    (paper.theme / "templates" / name).write_text(text, encoding="utf-8")


# (template, what the message must say)
BROKEN = [
    ("line\n{{ page.nosuchname }}\n", ("article.html:2", "nosuchname", "articles/a.md")),
    ("{{ nosuchname }}", ("article.html:1", "nosuchname")),
    ("\n\n{% if page.title %}", ("article.html:3",)),
    ("{% include 'nosuch.html' %}", ("nosuch.html", "article.html")),
    ("{% extends 'nosuch.html' %}", ("nosuch.html", "article.html")),
    ("{{ words.nosuchword }}", ("article.html:1", "nosuchword")),
    ("{{ 1 + page.title }}", ("article.html:1", "articles/a.md")),
    ("{{ page.title|nosuchfilter }}", ("article.html:1", "nosuchfilter")),
]


@pytest.mark.parametrize(("template", "said"), BROKEN)
def test_a_broken_template_names_itself_its_line_and_the_story(
    themed: Paper, template: str, said: tuple[str, ...]
) -> None:
    break_template(themed, template)
    with pytest.raises(ThemeError) as caught:
        themed.build()
    assert [words for words in said if words not in str(caught.value)] == []
    assert not themed.output.exists()


@pytest.mark.parametrize("name", ["article.html", "base.html", "components/tags.html"])
def test_a_template_that_is_no_text_is_named_with_its_line(themed: Paper, name: str) -> None:
    path = themed.theme / "templates" / name
    path.write_bytes(b"{# one #}\n" + "文".encode("gbk") + b"\n" + path.read_bytes())
    themed.write("articles/a.md", article(标签="电梯"))
    with pytest.raises(ThemeError) as caught:
        themed.build()
    assert f"{path}:2: this is not UTF-8." in str(caught.value)
    assert f"{path}:2：模板不是 UTF-8 编码" in caught.value.say("zh-Hans")
    assert not themed.output.exists()


def test_a_theme_that_has_lost_its_words_is_told_what_it_is_taken_for(themed: Paper) -> None:
    shutil.rmtree(themed.theme / "lang")
    configure(themed)
    done = linli("build", "--config", "pelicanconf.py", "--now", NOW, cwd=themed.root)
    assert done.returncode == 2, done.stderr
    assert "lang/*.toml" in done.stderr
    assert not themed.output.exists()


def test_what_a_view_holds_is_escaped_unless_it_is_safe_html(themed: Paper) -> None:
    themed.write("articles/a.md", article("**重**点", 标题='<script>alert(1)</script> & "x"'))
    break_template(themed, "{{ page.title }}|{{ page.html|safe }}")
    themed.build()
    assert themed.page("articles/a/index.html") == (
        "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#34;x&#34;|<p><strong>重</strong>点</p>"
    )


def test_a_folder_without_templates_is_no_theme(tmp_path: Path) -> None:
    with pytest.raises(ThemeError, match="no templates/ folder"):
        Theme(tmp_path)


# (language of the page, word list that is used)
WORD_LISTS = [
    ("zh-Hans", "zh-Hans"),
    ("zh-CN", "zh-Hans"),
    ("zh-Hant", "zh-Hant"),
    ("zh-TW", "zh-Hant"),
    ("zh-Hant-HK", "zh-Hant"),
    ("en", "en"),
    ("en-GB", "en"),
    ("fr", "en"),
]


@pytest.mark.parametrize(("lang", "used"), WORD_LISTS)
def test_a_page_gets_the_nearest_word_list(themed: Paper, lang: str, used: str) -> None:
    theme = Theme(themed.theme)
    assert theme.words(lang) == theme.words(used)
    assert theme.words("zh-Hant") != theme.words("zh-Hans") != theme.words("en")


@pytest.mark.parametrize(("lang", "used"), [("zh-TW", "zh-Hans"), ("fr-CA", "fr"), ("de", "en")])
def test_where_the_nearest_list_is_missing_another_of_the_language_is_taken(
    themed: Paper, lang: str, used: str
) -> None:
    folder = themed.theme / "lang"
    (folder / "zh-Hant.toml").unlink()
    (folder / "fr.toml").write_text('skip = "Au texte"\n', encoding="utf-8")
    theme = Theme(themed.theme)
    assert theme.words(lang) == theme.words(used)


def test_a_theme_without_words_or_with_broken_ones_is_named(themed: Paper) -> None:
    (themed.theme / "lang" / "zh-Hans.toml").write_text("skip = ", encoding="utf-8")
    with pytest.raises(ThemeError, match=r"zh-Hans\.toml"):
        Theme(themed.theme).words("zh-Hans")
    shutil.rmtree(themed.theme / "lang")
    with pytest.raises(ThemeError, match="no word lists"):
        Theme(themed.theme).words("en")


def test_a_template_whose_faster_form_fails_is_pointed_out_once_and_its_pages_are_right(
    themed: Paper,
) -> None:
    themed.write("articles/b.md", article(标题="另一篇"))
    break_template(themed, "{{ page.title }}|{{ page.nosuch is defined }}")
    report = themed.build(strict=True)
    assert themed.page("articles/b/index.html") == "另一篇|False"
    (told,) = [one for one in report.problems if one.rule == "slow-template"]
    assert told.path.endswith("theme/templates/article.html")
    assert "nosuch" in told.what, "what went wrong is told, so that it can be mended"
    assert themed.build(full=True).problems == report.problems


@pytest.mark.parametrize("jobs", [1, 2])
def test_processes_that_find_the_same_template_slow_are_heard_once(
    themed: Paper, jobs: int
) -> None:
    for number in range(420):
        themed.write(f"articles/b{number}.md", article(标题=f"第{number}篇"))
    break_template(themed, "{{ page.title }}|{{ page.nosuch is defined }}")
    with press_beside(themed.output, jobs=jobs) as press:
        report = build(themed.newsroom, options_at(), press=press)
    assert [one.rule for one in report.problems] == ["slow-template"]


def test_no_template_of_our_own_theme_is_slow(themed: Paper) -> None:
    themed.settings["SITEURL"] = "https://news.example"
    themed.write("articles/cc.md", article(标题="甲", 别名="old", 转载许可="CC BY"))
    themed.write("articles/gone.md", article(标题="乙", 状态="已撤回", 撤稿日期="2026-03-21"))
    themed.write("notices/n.md", article(标题="停水", 栏目=None, 类别="停水"))
    themed.write("pages/about.md", "标题：关于\n\n我们。\n")
    assert [one.rule for one in themed.build().problems] == []


def test_what_pages_may_see_of_the_settings_is_what_their_mark_covers(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where things lie no mark covers; so no page of a newsroom can show it."""
    given: list[Tools] = []

    def rendering(
        wanted: Sequence[Wanted], tools: Tools, workers: Workers, post: None
    ) -> Iterator[Printed]:
        given.append(tools)
        return render_all(wanted, tools, workers, post)

    monkeypatch.setattr("linli.build.printing.render_all", rendering)
    paper.write("articles/a.md", article())
    paper.build()
    assert [tools.newsroom for tools in given] == [placeless(paper.newsroom)]
    moved = replace(paper.newsroom, content=paper.root / "elsewhere", annals=paper.root / "annals")
    assert settings_mark(moved) == settings_mark(paper.newsroom)
    assert placeless(moved) == placeless(paper.newsroom) != paper.newsroom
    other = replace(paper.newsroom, publisher="别的单位")
    assert settings_mark(other) != settings_mark(paper.newsroom)
    assert placeless(other) != placeless(paper.newsroom)


def test_a_thread_that_still_renders_keeps_what_it_renders_with(paper: Paper) -> None:
    pen = Pen(str(paper.root / "making"), flat=False)
    shelves = paper.root / "cache" / "shelves"
    theme = theme_tools(paper.newsroom.theme, b"theme", shelves)
    tools = Tools(paper.newsroom, {}, theme, shelves, b"1", pen)
    kit = rendering._kit(pickle.dumps(tools))
    kit.cache.put(MANUSCRIPTS, [(b"a", b"not saved yet")])
    rendering.close_kit()
    assert kit.cache.get(MANUSCRIPTS, [b"a"]) == {b"a": b"not saved yet"}
