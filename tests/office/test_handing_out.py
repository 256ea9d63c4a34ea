"""Copies for the desk: the one to paste into WeChat, and those for somebody who has permission."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from linli.cli import main
from tests.build.running import NOW, configure
from tests.factories import article
from tests.pages.pictures import png
from tests.pages.test_rights import reprint

if TYPE_CHECKING:
    from pathlib import Path

    from tests.factories import Paper

Captured = pytest.CaptureFixture[str]
SITE = "https://news.example"
KIT = ["article.html.txt", "article.json", "article.md", "article.txt", "qr.svg"]


@pytest.fixture
def news(paper: Paper) -> Paper:
    paper.settings |= {"SITEURL": SITE}
    paper.write("images/lent.png", png())
    paper.write(
        "articles/lift.md",
        article(
            '见[上一篇](other.md)。\n\n![远景](../images/lent.png "江边。图源：岚江日报")',
            记者="周岚",
        ),
    )
    paper.write("articles/other.md", article("先开口的是二楼。", 标题="上一篇", 编号="other-1"))
    paper.write("articles/lent.md", reprint())
    paper.write("articles/secret.md", article(标题="不许转", 转载许可="禁止转载"))
    paper.write("articles/later.md", article(标题="明天的事", 日期="2026-03-23"))
    paper.write("articles/gone.md", article(标题="撤回的事", 状态="已撤回"))
    paper.write("articles/over.md", article(标题="过期的事", 失效="2026-03-21"))
    paper.write(
        "articles/lapsed.md", article(标题="到期的事", 授权状态="已授权", 授权截止="2026-03-21")
    )
    paper.write("notices/water.md", article(标题="停水通知", 栏目=None))
    paper.write("pages/about.md", "标题：关于\n\n我们。\n")
    configure(paper)
    return paper


def run(paper: Paper, verb: str, *words: str | Path) -> int:
    config = paper.root / "pelicanconf.py"
    return main([verb, "--config", str(config), "--now", NOW, *map(str, words)])


def test_the_wechat_copy_has_every_picture_and_says_whose_they_are(
    news: Paper, capsys: Captured
) -> None:
    out = news.root / "desk" / "lift.html"
    assert run(news, "wechat", "lift", "--out", out) == 0
    html = out.read_text("utf-8")
    assert f'src="{SITE}/images/lent.png"' in html
    assert f"{SITE}/articles/other-1/" in re.sub(r"<[^>]*>", "", html)
    assert "data:image/png;base64," in html
    assert "href=" not in html
    said = capsys.readouterr()
    assert str(out) in said.out
    assert "图源：岚江日报" in said.err, "the desk is told to make sure of the picture"
    assert not news.output.exists(), "nothing is published"


@pytest.mark.parametrize("wanted", ["other", "other-1", "上一篇", "articles/other.md"])
def test_an_article_is_named_as_in_other_commands(news: Paper, wanted: str) -> None:
    out = news.root / "a.html"
    assert run(news, "wechat", wanted, "--out", out) == 0
    assert "先开口的是二楼" in out.read_text("utf-8")


def test_an_unknown_article_is_answered_with_the_nearest(news: Paper, capsys: Captured) -> None:
    for verb in ("wechat", "republish"):
        assert run(news, verb, "othr-1", "--out", news.root / "x") == 2
        assert "是不是“other-1”" in capsys.readouterr().err


def test_the_same_article_makes_the_same_bytes(news: Paper) -> None:
    first, second = news.root / "1.html", news.root / "2.html"
    assert run(news, "wechat", "lift", "--out", first) == 0
    assert run(news, "wechat", "lift", "--out", second) == 0
    assert first.read_bytes() == second.read_bytes()


def test_a_copy_leads_to_nothing_that_nobody_may_see(news: Paper, capsys: Captured) -> None:
    news.write("articles/draft.md", article(标题="草稿", 编号="a-draft", 状态="草稿"))
    links = ["later.md#s", "lapsed.md", "draft.md", "other.md", "gone.md", "over.md"]
    links += ["/articles/a-draft", "/articles/later/index.html", "/articles/%61-draft/?a=b"]
    text = "\n\n".join([f"见[第{name}条]({name})。" for name in links])
    news.write("articles/guide.md", article(text, 转载许可="CC BY 4.0", 编号="guide"))
    assert run(news, "wechat", "guide", "--out", news.root / "a.html") == 0
    assert run(news, "republish", "guide", "--out", news.root / "kit") == 0
    told = capsys.readouterr().err
    assert told.count("没有附上的链接") == 2, "the desk is told of each copy"
    assert "later.md#s; lapsed.md; draft.md; /articles/a-draft; /articles/later/index.html" in told
    for path in (news.root / "a.html", *(news.root / "kit" / name for name in KIT[:4])):
        content = path.read_text("utf-8")
        assert "第later.md#s条" in content, "the words stay"
        for name in ("later", "lapsed", "a-draft", "gone"):
            assert f"{SITE}/articles/{name}" not in content, (path.name, name)
        for name in ("other-1", "over"):
            assert f"{SITE}/articles/{name}/" in re.sub(r"<[^>]*>", "", content) or (
                f"{SITE}/articles/{name}/" in content
            ), (path.name, name)


def test_a_draft_that_is_copied_leads_to_itself(news: Paper, capsys: Captured) -> None:
    news.write(
        "articles/draft.md", article("见[上](draft.md#top)。", 标题="草稿", 编号="d", 状态="草稿")
    )
    assert run(news, "wechat", "d", "--out", news.root / "a.html") == 0
    assert f"{SITE}/articles/d/#top" in (news.root / "a.html").read_text("utf-8")
    told = capsys.readouterr().err
    assert "还没有发布" in told
    assert "没有附上的链接" not in told


# (the article, what the desk is told)
MINDED = [
    ("later", "还没有发布"),
    ("over", "已经失效"),
    ("lent", "授权包括公众号"),
    ("water", ""),
    ("other", ""),
]


@pytest.mark.parametrize(("name", "told"), MINDED)
def test_the_desk_is_told_what_to_mind(news: Paper, capsys: Captured, name: str, told: str) -> None:
    assert run(news, "wechat", name, "--out", news.root / "a.html") == 0
    assert told in capsys.readouterr().err


# (the article, why there is no copy)
REFUSED = [
    ("gone", "content/articles/gone.md 没有可以复制的页面"),
    ("about", "content/pages/about.md 没有可以复制的页面"),
    ("lapsed", "授权已经到期"),
]


@pytest.mark.parametrize(("name", "why"), REFUSED)
def test_what_must_not_be_shown_is_not_copied(
    news: Paper, capsys: Captured, name: str, why: str
) -> None:
    for verb in ("wechat", "republish"):
        assert run(news, verb, name, "--out", news.root / "a") == 2
        assert why in capsys.readouterr().err
    assert not (news.root / "a").exists()


def test_a_file_of_somebody_elses_is_not_written_over_unless_it_is_wanted(
    news: Paper, capsys: Captured
) -> None:
    out = news.root / "a.html"
    out.write_text("mine", encoding="utf-8")
    assert run(news, "wechat", "other", "--out", out) == 2
    assert "--force" in capsys.readouterr().err
    assert out.read_text("utf-8") == "mine"
    assert run(news, "wechat", "other", "--out", out, "--force") == 0
    news.write("articles/other.md", article("后开口的是三楼。", 标题="上一篇", 编号="other-1"))
    assert run(news, "wechat", "other", "--out", out) == 0, "its own it may write over"
    assert "后开口的是三楼" in out.read_text("utf-8")


@pytest.mark.parametrize(("verb", "name"), [("wechat", "a.html"), ("republish", "article.md")])
def test_what_linli_wrote_is_replaced_until_somebody_changes_it_or_it_is_anothers(
    news: Paper, capsys: Captured, verb: str, name: str
) -> None:
    out = news.root / "desk"
    path, given = out / name, out / name if verb == "wechat" else out
    assert run(news, verb, "other", "--out", given) == 0
    news.write("articles/other.md", article("后开口的是三楼。", 标题="上一篇", 编号="other-1"))
    assert run(news, verb, "other", "--out", given) == 0, "only the story was corrected"
    assert "后开口的是三楼" in path.read_text("utf-8")
    capsys.readouterr()
    assert run(news, verb, "lift", "--out", given) == 2
    assert "是另一篇稿件（other-1）的。" in capsys.readouterr().err
    mine = path.read_bytes() + "编辑加的。".encode()
    path.write_bytes(mine)
    for wanted in ("other", "lift"):
        assert run(news, verb, wanted, "--out", given) == 2
        said = capsys.readouterr().err
        assert f"{path} 和邻里上次写的不一样了，可能有人改过。" in said
        assert "--force" in said
        assert path.read_bytes() == mine
    assert run(news, verb, "lift", "--out", given, "--force") == 0
    assert "见" in path.read_text("utf-8")
    assert run(news, verb, "lift", "--out", given) == 0


@pytest.mark.parametrize("seals", ["", "[]", '{"files": 3}', '{"files": {"article.md": 3}}'])
def test_seals_that_cannot_be_read_are_none(news: Paper, capsys: Captured, seals: str) -> None:
    out = news.root / "kit"
    assert run(news, "republish", "other", "--out", out) == 0
    (out / ".linli-copies.json").write_text(seals, encoding="utf-8")
    news.write("articles/other.md", article("后开口的是三楼。", 标题="上一篇", 编号="other-1"))
    capsys.readouterr()
    assert run(news, "republish", "other", "--out", out) == 2
    assert "看不出是不是邻里写的" in capsys.readouterr().err


def test_copies_stay_out_of_the_folders_of_the_site(news: Paper, capsys: Captured) -> None:
    for folder in (news.output, news.content):
        assert run(news, "wechat", "other", "--out", folder / "a.html") == 2
        assert run(news, "republish", "other", "--out", folder / "kit") == 2
        assert "--out" in capsys.readouterr().err


def test_the_files_for_a_reprinter_are_those_of_the_sites_kit(
    news: Paper, capsys: Captured
) -> None:
    news.write("articles/lift.md", article("一。", 标题="装电梯", 转载许可="CC BY"))
    news.build()
    out = news.root / "kit"
    assert run(news, "republish", "lift", "--out", out) == 0
    assert sorted(path.name for path in out.iterdir()) == [".linli-copies.json", *KIT]
    for name in KIT:
        assert (out / name).read_bytes() == news.built()[f"articles/lift/republish/{name}"], name
    assert capsys.readouterr().err == ""


def test_who_has_permission_gets_the_copy_without_the_pictures_of_others(
    news: Paper, capsys: Captured
) -> None:
    out = news.root / "kit"
    assert run(news, "republish", "lift", "--out", out) == 0
    said = capsys.readouterr().err
    assert "只发给已经得到授权的一方" in said
    assert "图源：岚江日报" in said
    assert "lent.png" not in (out / "article.html.txt").read_text("utf-8")


@pytest.mark.parametrize("name", ["lent", "secret", "over"])
def test_what_is_not_ours_to_give_is_not_handed_out(
    news: Paper, capsys: Captured, name: str
) -> None:
    assert run(news, "republish", name, "--out", news.root / "kit") == 2
    assert "不能交给别人转载" in capsys.readouterr().err
    assert not (news.root / "kit").exists()


def test_a_kit_is_not_written_over_files_that_are_there(news: Paper, capsys: Captured) -> None:
    out = news.root / "kit"
    out.mkdir()
    (out / "article.md").write_text("mine", encoding="utf-8")
    assert run(news, "republish", "other", "--out", out) == 2
    assert "article.md" in capsys.readouterr().err
    assert [path.name for path in out.iterdir()] == ["article.md"], "all or none"
    assert run(news, "republish", "other", "--out", out, "--force") == 0
    assert run(news, "republish", "other", "--out", out) == 0, "the same bytes are no loss"


def test_faults_in_the_content_are_listed_and_nothing_is_written(
    news: Paper, capsys: Captured
) -> None:
    news.write("articles/bad.md", article("![](no.png)", 标题="坏的", 日期="2026-02-30"))
    assert run(news, "wechat", "other", "--out", news.root / "a.html") == 1
    assert "bad.md" in capsys.readouterr().err
    assert not (news.root / "a.html").exists()


def test_a_site_without_an_address_is_asked_for_one(news: Paper, capsys: Captured) -> None:
    del news.settings["SITEURL"]
    configure(news)
    assert run(news, "wechat", "other", "--out", news.root / "a.html") == 2
    assert "SITEURL" in capsys.readouterr().err
