from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linli.errors import UsageError
from linli.office.start import remark_on, start_file
from tests.factories import NOW, article

if TYPE_CHECKING:
    from pathlib import Path

    from tests.factories import Paper

COLUMNS = [{"name": "社区", "slug": "community"}, {"name": "服务指南", "slug": "guide"}]


@pytest.fixture
def newsroom(paper: Paper) -> Paper:
    paper.settings["LINLI_COLUMNS"] = COLUMNS
    paper.write("articles/first.md", article())
    return paper


def start(paper: Paper, kind: str, title: str, column: str = "", name: str = "") -> Path:
    return start_file(paper.newsroom, kind, title, NOW, column, name)


def publish(path: Path) -> None:
    """Do what the editor still has to do: sign it, and publish it."""
    text = path.read_text("utf-8")
    for old, new in [
        ("状态：草稿", "状态：已发布"),
        ("status: draft", "status: published"),
        ("责编：\n", "责编：沈禾\n"),
        ("editors:\n", "editors: Shen He\n"),
    ]:
        text = text.replace(old, new)
    path.write_text(f"{text}正文。\n", encoding="utf-8")


# (language, kind, title, column, name, the file below content/, its page)
STARTED = [
    (
        "zh",
        "article",
        "楼里 装上了电梯！",
        "社区",
        "",
        "articles/community/楼里-装上了电梯.md",
        "articles/楼里-装上了电梯",
    ),
    (
        "zh",
        "article",
        "装电梯",
        "社区",
        "lift-1",
        "articles/community/lift-1.md",
        "articles/lift-1",
    ),
    (
        "zh",
        "article",
        "服务指南丨怎么办证",
        "",
        "id-card",
        "articles/id-card.md",
        "articles/id-card",
    ),
    (
        "zh",
        "article",
        "新栏目的事",
        "新 栏目",
        "",
        "articles/新-栏目/新栏目的事.md",
        "articles/新栏目的事",
    ),
    ("zh", "notice", "停水: 3月25日 #2 [急]", "", "water", "notices/water.md", "notices/water"),
    (
        "zh",
        "article",
        "？！",
        "社区",
        "",
        "articles/community/20260322-0800.md",
        "articles/20260322-0800",
    ),
    (
        "en",
        "article",
        "Lifts: a start",
        "English",
        "",
        "articles/english/lifts-a-start.md",
        "articles/lifts-a-start",
    ),
    ("en", "notice", "Water off", "", "", "notices/water-off.md", "notices/water-off"),
    ("zh", "article", "很长的题目" * 40, "社区", "", None, None),
]


@pytest.mark.parametrize(("lang", "kind", "title", "column", "name", "file", "page"), STARTED)
def test_a_new_file_builds_once_it_is_signed_and_published(
    newsroom: Paper,
    lang: str,
    kind: str,
    title: str,
    column: str,
    name: str,
    file: str | None,
    page: str | None,
) -> None:
    newsroom.settings["DEFAULT_LANG"] = lang
    path = start(newsroom, kind, title, column, name)
    if file is not None:
        assert path == newsroom.content / file
    publish(path)
    story, problems = newsroom.read(path.relative_to(newsroom.content).as_posix())
    assert problems == []
    assert story is not None
    assert (story.story.title, story.story.kind) == (title, kind)
    newsroom.build()
    if page is not None:
        assert f"{page}/index.html" in newsroom.built()


def test_a_new_file_is_a_draft_dated_now_with_its_address_fixed(newsroom: Paper) -> None:
    text = start(newsroom, "article", "装电梯", "社区", "lift-1").read_text("utf-8")
    for line in (
        "标题：装电梯",
        "编号：lift-1",
        "日期：2026-03-22 08:00",
        "栏目：社区",
        "状态：草稿",
    ):
        assert line in text.splitlines()


def test_a_new_notice_holds_for_two_weeks(newsroom: Paper) -> None:
    path = start(newsroom, "notice", "停水")
    assert "失效：2026-04-05" in path.read_text("utf-8").splitlines()


def test_what_the_site_requires_stands_in_the_header_to_be_filled_in(newsroom: Paper) -> None:
    newsroom.settings |= {
        "LINLI_FIELDS": {"phone": {"aliases": ["电话"]}},
        "LINLI_REQUIRED": {"notice": ["title", "date", "approver", "phone"]},
    }
    lines = start(newsroom, "notice", "停水").read_text("utf-8").splitlines()
    assert "终审：" in lines
    assert "电话：" in lines


def test_a_file_that_exists_is_never_touched(newsroom: Paper) -> None:
    path = start(newsroom, "article", "装电梯", "社区", "lift-1")
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="exists already"):
        start(newsroom, "article", "别的题目", "社区", "lift-1")
    assert path.read_text("utf-8") == "mine"


# (kind, title, column, what is said of it on a site with the columns 社区 and 文化)
REMARKS = [
    ("article", "装电梯", "社区", ""),
    ("article", "社区丨装电梯", "", ""),
    ("article", "装电梯", "", "还没有栏目，请填上。现有：社区、文化。"),
    ("article", "装电梯", "社会", "栏目“社会”不在 LINLI_COLUMNS 里，会多出一个新栏目。现有：社区、文化。"),
    ("article", "社会丨装电梯", "", "栏目“社会”不在 LINLI_COLUMNS 里，会多出一个新栏目。现有：社区、文化。"),
    ("notice", "停水", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "title", "column", "said"), REMARKS)
def test_a_column_that_is_not_there_is_said(
    newsroom: Paper, kind: str, title: str, column: str, said: str
) -> None:
    columns = [{"name": "社区", "slug": "community"}, {"name": "文化", "slug": "culture"}]
    newsroom.settings["LINLI_COLUMNS"] = columns
    assert remark_on(newsroom.newsroom, kind, title, column) == said
    newsroom.settings["LINLI_COLUMNS"] = []
    assert remark_on(newsroom.newsroom, kind, title, column) == ""


# (title, name, what the message says)
REFUSED = [
    ("", "", "empty"),
    (" \n ", "", "empty"),
    ("装电梯", "../../etc/passwd", "cannot be part of an address"),
    ("装电梯", "a/b", "cannot be part of an address"),
    ("装电梯", "a b", "--name a-b"),
    ("装电梯", ".hidden", "--name hidden"),
    ("装电梯", "！", "--name"),
]


@pytest.mark.parametrize(("title", "name", "said"), REFUSED)
def test_a_name_that_cannot_be_an_address_is_refused(
    newsroom: Paper, title: str, name: str, said: str
) -> None:
    before = sorted(newsroom.root.rglob("*"))
    with pytest.raises(UsageError) as caught:
        start(newsroom, "article", title, "社区", name)
    assert said in str(caught.value)
    assert sorted(newsroom.root.rglob("*")) == before


@pytest.mark.parametrize("column", ["../../x", "/etc", "..", "a/../.."])
def test_a_column_never_leads_out_of_the_content_folder(newsroom: Paper, column: str) -> None:
    path = start(newsroom, "article", "装电梯", column)
    assert path.resolve().is_relative_to(newsroom.content.resolve() / "articles")


def test_a_title_of_several_lines_stays_in_the_header(newsroom: Paper) -> None:
    path = start(newsroom, "article", "装电梯\n状态：已发布\n\n正文", "社区", "lift")
    publish(path)
    story = newsroom.read("articles/community/lift.md")[0]
    assert story is not None
    assert story.story.title == "装电梯 状态：已发布 正文"


def test_a_name_that_another_file_has_is_refused_and_a_free_one_named(newsroom: Paper) -> None:
    start(newsroom, "notice", "停水", name="first-2")
    with pytest.raises(UsageError, match=r"articles/first.md.*\n.*--name first-3"):
        start(newsroom, "notice", "头一件", name="first")


def test_the_id_of_a_story_that_is_gone_is_refused(newsroom: Paper) -> None:
    newsroom.annals.write_text("lift\t2026-01-01\t/articles/lift/\t-\n", "utf-8")
    with pytest.raises(UsageError, match=r"published.tsv.*\n.*--name lift-2"):
        start(newsroom, "article", "装电梯", "社区", "lift")
