"""A rollback must not bring back in silence what was taken away from readers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from linli.cli import main
from linli.office.returning import Returning, returning
from linli.release import Rollback
from linli.release.target import Place
from tests.build.running import NOW, configure
from tests.factories import article
from tests.pages.pictures import png

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.factories import Paper

Captured = pytest.CaptureFixture[str]
TEXT = "先开口的是二楼。"
LATER = "2026-03-23T08:00:00+08:00"


@pytest.fixture
def news(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> Paper:
    """A newsroom that was released once."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1774224000")  # LATER, for rollback
    paper.write("articles/a.md", article(TEXT))
    paper.write("articles/b.md", article(标题="还在的事"))
    paper.write("notices/water.md", article(标题="停水通知", 栏目=None))
    paper.write("pages/about.md", "标题：关于\n\n我们。\n")
    configure(paper)
    (paper.root / "published.tsv").write_text("a\t2026-03-20\t/articles/a/\t-\n", encoding="utf-8")
    assert run(paper, "build", "--now", NOW) == 0
    return paper


def run(paper: Paper, verb: str, *words: str) -> int:
    return main([verb, "--config", str(paper.root / "pelicanconf.py"), *words])


def withdraw(paper: Paper) -> None:
    paper.write("articles/a.md", article(TEXT, 撤稿日期="2026-03-23", 状态="已撤回"))


SAID = [
    '`<meta http-equiv="refresh">`',
    'http-equiv="refresh"',
    'class="withdrawn-notice"',
    'class="story-expired"',
]


@pytest.mark.parametrize("said", SAID)
def test_a_text_that_quotes_a_page_is_no_such_page(paper: Paper, said: str) -> None:
    paper.write("articles/a.md", article(f"写 {said} 就行。"))
    configure(paper)
    assert run(paper, "build", "--now", NOW) == 0
    paper.write("articles/a.md", article(TEXT, 撤稿日期="2026-03-22", 状态="已撤回"))
    assert run(paper, "build", "--now", NOW) == 0
    assert run(paper, "rollback") == 2, "what was withdrawn stays so"


def draft(paper: Paper) -> None:
    paper.write("articles/a.md", article(TEXT, 状态="草稿"))


def lapse(paper: Paper) -> None:
    paper.write("articles/a.md", article(TEXT, 授权状态="已授权", 授权截止="2026-03-22"))


def delete(paper: Paper) -> None:
    (paper.content / "articles" / "a.md").unlink()


def delete_notice(paper: Paper) -> None:
    (paper.content / "notices" / "water.md").unlink()


def delete_page(paper: Paper) -> None:
    (paper.content / "pages" / "about.md").unlink()


def move_and_withdraw(paper: Paper) -> None:
    delete(paper)
    withdrawn: dict[str, Any] = {"撤稿日期": "2026-03-23", "状态": "已撤回"}
    paper.write("articles/moved.md", article(TEXT, 编号="a", 网址名="moved", **withdrawn))


def move(paper: Paper) -> None:
    delete(paper)
    paper.write("articles/moved.md", article(TEXT, 网址名="moved", 编号="a", 别名="/articles/a/"))


def correct(paper: Paper) -> None:
    paper.write("articles/a.md", article("先开口的是三楼。"))


def expire(paper: Paper) -> None:
    paper.write("notices/water.md", article(标题="停水通知", 栏目=None, 失效="2026-03-22"))


# (what happened since, the page that would come back and why)
TAKEN_AWAY = [
    (withdraw, "articles/a/（已撤回）"),
    (draft, "articles/a/（现在不该看到：改回了草稿，或授权已到期）"),
    (lapse, "articles/a/（现在不该看到：改回了草稿，或授权已到期）"),
    (delete, "articles/a/（网站上已经没有）"),
    (delete_notice, "notices/water/（网站上已经没有）"),
    (move_and_withdraw, "articles/a/（已撤回）"),
    (delete_page, "about/（网站上已经没有）"),
]


@pytest.mark.parametrize(("change", "listed"), TAKEN_AWAY)
def test_what_was_taken_away_comes_back_only_by_force(
    news: Paper, capsys: Captured, change: Callable[[Paper], None], listed: str
) -> None:
    first = news.built()
    change(news)
    assert run(news, "build", "--now", LATER) == 0
    before = news.built()
    capsys.readouterr()
    assert run(news, "rollback") == 2
    said = capsys.readouterr()
    assert f"- {listed}" in said.err
    assert said.err.count("\n- ") == 1, "nothing else comes back"
    assert "--force" in said.err
    assert news.built() == before, "nothing was done"
    assert run(news, "rollback", "--force") == 0
    said = capsys.readouterr()
    assert said.err == f"重新公开：\n- {listed}\n"
    assert "下次生成按现在的稿件发布。" in said.out
    assert news.built() == first


# (a file that is in the earlier release only, whether it comes from the content)
FILES = [
    ("images/lent.png", True),
    ("files/form.pdf", True),
    ("files/list.txt", True),
    ("articles/news/photo.JPG", True),
    ("articles/a/republish/article.txt", False),
    ("articles/a/republish/qr.svg", False),
    ("columns/community/feed.svg", False),
    ("columns/community/atom.xml", False),
    ("theme/elm.png", False),
    ("robots.txt", False),
    ("_redirects", False),
    (".redirects.nginx", False),
    ("columns/community/page/3/index.html", False),
    ("tags/电梯/index.html", False),
    ("corrections/index.html", False),
    ("notices/kind/停水/index.html", False),
    ("2025/lift.html", False),
]


@pytest.mark.parametrize(("path", "is_handed_in"), FILES)
def test_only_what_was_handed_in_can_have_been_taken_away(path: str, is_handed_in: bool) -> None:
    place = Place(Path("output"), Path(".output.linli"))
    step = Rollback(1, {}, {path: "0" * 64}, place, [2])
    wanted = [Returning(path, "file")] if is_handed_in else []
    assert list(returning(step, {})) == wanted


def test_the_releases_alone_say_it_where_the_content_cannot_be_read(
    news: Paper, capsys: Captured
) -> None:
    withdraw(news)
    assert run(news, "build", "--now", LATER) == 0
    news.write("articles/a.md", article(日期="2026-02-30"))
    capsys.readouterr()
    assert run(news, "rollback") == 2
    assert "- articles/a/（网站上已经没有）" in capsys.readouterr().err


def test_a_picture_that_was_taken_out_comes_back_only_by_force(
    news: Paper, capsys: Captured
) -> None:
    news.write("images/lent.png", png())
    news.write("articles/b.md", article("![远景](../images/lent.png)", 标题="还在的事"))
    assert run(news, "build", "--now", NOW) == 0
    news.write("articles/b.md", article(标题="还在的事"))
    assert run(news, "build", "--now", NOW) == 0
    capsys.readouterr()
    assert run(news, "rollback") == 2
    assert "- images/lent.png（图片或附件，网站上已经没有）" in capsys.readouterr().err


def test_a_correction_and_a_new_story_are_rolled_back_as_ever(
    news: Paper, capsys: Captured
) -> None:
    first = news.built()
    correct(news)
    news.write("articles/new.md", article(标题="新的事", 标签="电梯"))
    assert run(news, "build", "--now", NOW) == 0
    capsys.readouterr()
    assert run(news, "rollback") == 0
    assert capsys.readouterr().err == ""
    assert news.built() == first


def test_a_draft_of_the_same_name_does_not_hide_a_story(news: Paper, capsys: Captured) -> None:
    correct(news)
    news.write("articles/z/a.md", article(TEXT, 状态="草稿"))
    assert run(news, "build", "--now", LATER) == 0
    capsys.readouterr()
    assert run(news, "rollback") == 0
    assert capsys.readouterr().err == ""


def test_a_story_that_has_only_moved_may_go_back(news: Paper, capsys: Captured) -> None:
    move(news)
    assert run(news, "build", "--now", LATER) == 0
    capsys.readouterr()
    assert run(news, "rollback") == 0
    assert capsys.readouterr().err == ""


def test_what_has_merely_expired_is_listed_and_holds_nothing_up(
    news: Paper, capsys: Captured
) -> None:
    expire(news)
    assert run(news, "build", "--now", LATER) == 0
    capsys.readouterr()
    assert run(news, "rollback") == 0
    assert capsys.readouterr().err == "重新公开：\n- notices/water/（已失效，退回后看着像还有效）\n"


def test_a_story_that_was_withdrawn_in_both_releases_does_not_come_back(
    news: Paper, capsys: Captured
) -> None:
    withdraw(news)
    assert run(news, "build", "--now", LATER) == 0
    configure(news, SITENAME="新的名字")  # which every page says
    assert run(news, "build", "--now", LATER) == 0
    capsys.readouterr()
    assert run(news, "rollback") == 0
    assert capsys.readouterr().err == ""


def test_a_story_that_was_lost_and_is_there_again_may_come_back(news: Paper) -> None:
    text = (news.content / "articles" / "a.md").read_text("utf-8")
    delete(news)
    assert run(news, "build", "--now", NOW) == 0
    news.write("articles/a.md", text)
    assert run(news, "rollback") == 0
    assert TEXT.encode() in news.built()["articles/a/index.html"]


def test_a_long_list_is_cut_short_and_an_english_newsroom_is_told_in_english(
    news: Paper, capsys: Captured
) -> None:
    for number in range(25):
        news.write(f"articles/n{number:02}.md", article(标题=f"第{number}件事"))
    configure(news, DEFAULT_LANG="en")
    assert run(news, "build", "--now", NOW) == 0
    for number in range(25):
        (news.content / "articles" / f"n{number:02}.md").unlink()
    assert run(news, "build", "--now", NOW) == 0
    capsys.readouterr()
    assert run(news, "rollback") == 2
    said = capsys.readouterr().err
    assert "- articles/n00/ (no longer on the site)" in said
    assert "… and 5 more" in said
    assert "nothing was done" in said
