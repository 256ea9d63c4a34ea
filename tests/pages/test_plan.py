from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, Any

import pytest

from linli.pages import references
from linli.problems import Severity
from tests.factories import article
from tests.pages.crawl import Page, broken_links, faults

if TYPE_CHECKING:
    from tests.factories import Paper

PAGE = "标题：一页\n\n文字。\n"

# (files that would be one page, how many addresses they quarrel over)
COLLISIONS: list[tuple[str, dict[str, str]]] = [
    ("one name in two folders", {"articles/a/lift.md": article(), "articles/b/lift.md": article()}),
    ("case", {"articles/a/Lift.md": article(), "articles/b/lift.md": article()}),
    ("width", {"articles/a/ｌｉｆｔ.md": article(), "articles/b/lift.md": article()}),
    (
        "composed letters",
        {"articles/a/cafe\u0301.md": article(), "articles/b/caf\xe9.md": article()},
    ),
    ("file name and id", {"articles/a.md": article(编号="lift"), "articles/lift.md": article()}),
    ("file name and address", {"articles/a.md": article(网址名="b"), "articles/b.md": article()}),
    ("folder's index", {"articles/lift/index.md": article(), "articles/b/lift.md": article()}),
    ("two suffixes", {"articles/lift.md": article(), "articles/lift.markdown": article()}),
    ("page and list", {"pages/notices.md": PAGE}),
    ("page and index", {"pages/tags.md": PAGE}),
    ("page and not-found page", {"pages/404.html.md": PAGE}),
    (
        "alias and story",
        {"articles/a.md": article(别名="/articles/b/"), "articles/b.md": article()},
    ),
    ("alias and list", {"articles/a.md": article(别名="/latest/")}),
    ("alias and home", {"articles/a.md": article(别名="/index.html")}),
    ("alias and not-found page", {"articles/a.md": article(别名="/404.html")}),
    (
        "two aliases",
        {"articles/a.md": article(别名="/old/"), "articles/b.md": article(别名="/OLD")},
    ),
    ("a file and a folder", {"articles/a.md": article(别名="/a.html、/a.html/b/")}),
    (
        "withdrawn and live",
        {"articles/a/lift.md": article(撤稿日期="2026-03-21"), "articles/b/lift.md": article()},
    ),
]


@pytest.mark.parametrize(
    "files", [row[1] for row in COLLISIONS], ids=[row[0] for row in COLLISIONS]
)
def test_two_pages_never_share_an_address(paper: Paper, files: dict[str, str]) -> None:
    paper.write("articles/other.md", article(标题="另一篇"))
    for name, text in files.items():
        paper.write(name, text)
    problems = paper.site_problems()
    assert [(problem.rule, problem.severity) for problem in problems] == [("same-url", "error")]
    assert any(name in problems[0].path for name in files)


CC: dict[str, Any] = {"转载许可": "CC BY"}  # so that there is a kit below the page

# (what, the files, the rules in order)
TOLD_ONCE = [
    (
        "one id",
        {"a.md": article(编号="same", **CC), "b.md": article(编号="same", **CC)},
        ["same-id"],
    ),
    (
        "one id in three",
        {f"{name}.md": article(编号="same", **CC) for name in "abc"},
        ["same-id", "same-id"],
    ),
    (
        "one id, and one is not out yet",
        {"a.md": article(编号="same"), "b.md": article(编号="same", 日期="2027-01-01")},
        ["same-id"],
    ),
    (
        "one file name",
        {"a/same.md": article(**CC), "b/same.md": article(**CC)},
        ["same-url"],
    ),
    (
        "one id and one slug, each to be mended",
        {name: article(编号="same", 网址名="x", **CC) for name in ("a.md", "b.md")},
        ["same-id", "same-url"],
    ),
    (
        "one id and one old address",
        {name: article(编号="same", 别名="/old/", **CC) for name in ("a.md", "b.md")},
        ["same-id", "same-url"],
    ),
    (
        "one id, and another file in the way",
        {"a.md": article(编号="same"), "b.md": article(编号="same"), "same.md": article()},
        ["same-url", "same-url"],
    ),
]


@pytest.mark.parametrize(
    ("files", "rules"), [row[1:] for row in TOLD_ONCE], ids=[row[0] for row in TOLD_ONCE]
)
def test_one_fault_is_told_once(paper: Paper, files: dict[str, str], rules: list[str]) -> None:
    for name, text in files.items():
        paper.write(f"articles/{name}", text)
    errors = [one.rule for one in paper.site_problems() if one.severity is Severity.ERROR]
    assert sorted(errors) == rules


def test_a_collision_names_both_files(paper: Paper) -> None:
    paper.write("articles/a/lift.md", article())
    paper.write("articles/b/Lift.md", article())
    (problem,) = paper.site_problems()
    assert problem.path.endswith("content/articles/b/Lift.md")
    assert "content/articles/a/lift.md" in problem.what
    assert "/articles/lift/" in problem.what


def test_a_draft_takes_no_address(paper: Paper) -> None:
    paper.write("articles/a/lift.md", article())
    paper.write("articles/b/lift.md", article(状态="草稿"))
    assert paper.site_problems() == []


def test_kinds_have_rooms_of_their_own(paper: Paper) -> None:
    for name in ("articles/lift.md", "notices/lift.md"):
        paper.write(name, article())
    paper.write("pages/lift.md", PAGE)
    paths = [page.path for page in paper.plan().pages if "lift" in page.path]
    assert sorted(paths) == [
        "articles/lift/index.html",
        "lift/index.html",
        "notices/lift/index.html",
    ]


def test_old_addresses_lead_on(paper: Paper) -> None:
    paper.settings["SITEURL"] = "https://news.example/paper"
    paper.write(
        "articles/lift.md",
        article(别名="/2024/Lift.html、/旧/电梯/、https://old.example/p/7/、/2024/lift.HTML"),
    )
    paper.write("pages/about.md", f"别名：/who/\n{PAGE}")
    paper.build()
    for old, new in [
        ("2024/Lift.html", "/paper/articles/lift/"),
        ("旧/电梯/index.html", "/paper/articles/lift/"),
        ("p/7/index.html", "/paper/articles/lift/"),
        ("who/index.html", "/paper/about/"),
    ]:
        page = Page(paper.page(old))
        assert page.head["refresh"] == f"0; url={new}"
        assert page.head["canonical"] == f"https://news.example{new}"
        assert page.head["robots"] == "noindex"
        assert new in page.links
    assert "2024/lift.HTML" not in paper.built()  # on some disks it would be the first one


@pytest.mark.parametrize("alias", ["/articles/lift/", "/Articles/Lift", "/old、/old/、OLD"])
def test_an_old_address_given_twice_or_still_in_use_is_no_matter(paper: Paper, alias: str) -> None:
    paper.write("articles/lift.md", article(别名=alias))
    paper.build()
    assert [path for path in paper.built() if path.lower().startswith("old")] == (
        ["old/index.html"] if "old" in alias else []
    )


def test_a_hidden_story_has_no_redirect(paper: Paper) -> None:
    paper.write("articles/a.md", article())
    paper.write("articles/b.md", article(别名="/geheim/", 状态="草稿"))
    paper.write("articles/c.md", article(别名="/weg/", 状态="已撤回"))
    assert [page.path for page in paper.plan().pages if page.template == "redirect.html"] == []


def test_the_smallest_newsroom_has_every_kind_of_page_and_no_dead_link(paper: Paper) -> None:
    paper.write("a.md", article(栏目="社区"))
    paper.build()
    built = paper.built()
    assert broken_links(built) == []
    assert list(faults(built)) == []
    assert {path for path in built if not path.startswith("theme/")} == {
        ".linli.json",
        "index.html",
        "404.html",
        "articles/a/index.html",
        "latest/index.html",
        "notices/index.html",
        "columns/index.html",
        "columns/社区/index.html",
        "tags/index.html",
        "people/index.html",
        "people/沈禾/index.html",
        "series/index.html",
        "archive/index.html",
        "archive/2026/index.html",
        "archive/2026/03/index.html",
        "reprint/index.html",
    }


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("notices/a.md", {}),
        ("articles/a.md", {"状态": "草稿"}),
        ("articles/a.md", {"日期": "2099-01-01"}),
        ("articles/a.md", {"状态": "已撤回"}),
        ("notices/a.md", {"失效": "2026-03-21", "标签": "独有", "记者": "前人"}),
    ],
)
def test_a_newsroom_with_nothing_to_list_still_stands(
    paper: Paper, name: str, header: dict[str, Any]
) -> None:
    paper.write(name, article(**header))
    paper.build()
    assert broken_links(paper.built()) == []


def test_nothing_of_what_may_not_be_seen_is_in_the_output(paper: Paper) -> None:
    paper.write("articles/a.md", article("公开的。见[预告](secret.md)。", 相关="secret"))
    for number, header in enumerate(
        ({"状态": "草稿"}, {"状态": "待审"}, {"日期": "2026-03-22 08:01"})
    ):
        name = "secret" if not number else f"secret-{number}"
        fields: dict[str, Any] = {
            "标题": f"SECRET{number}",
            "标签": "SECRET",
            "栏目": "SECRET",
            **header,
        }
        paper.write(
            f"articles/{name}.md",
            article("SECRET [档案](../files/secret.pdf)", 记者="SECRET", 系列="SECRET", **fields),
        )
    paper.write("files/secret.pdf", b"%PDF SECRET")
    report = paper.build()
    assert {problem.rule for problem in report.problems} <= {
        "link-unpublished",
        "pin-waits",
        "series-no-number",
    }
    found = [
        path
        for path, content in paper.built().items()
        if b"secret" in content.lower() or "secret" in path.lower()
    ]
    assert found == []


@pytest.mark.parametrize(
    ("header", "rule"),
    [
        ({"状态": "草稿"}, "link-unpublished"),
        ({"日期": "2026-03-22 08:01"}, "link-unpublished"),
        ({"日期": "2026-03-22 08:01", "授权截止": "2026-05-01"}, "link-unpublished"),
        ({"状态": "已撤回"}, "link-gone"),
        ({"撤稿日期": "2026-01-01"}, "link-gone"),
        ({"日期": "2026-03-23", "状态": "已撤回"}, "link-gone"),
        ({"授权截止": "2026-03-21"}, "link-gone"),
        ({"失效": "2026-03-21"}, None),
        ({}, None),
    ],
)
def test_a_link_to_a_story_that_will_not_come_back_says_so(
    paper: Paper, header: dict[str, Any], rule: str | None
) -> None:
    paper.write("articles/a.md", article("见[旧闻](b.md)。"))
    paper.write("articles/b.md", article(**{"日期": "2026-01-01", **header}))
    problems = [one for one in paper.site_problems() if one.rule.startswith("link-")]
    assert [one.rule for one in problems] == ([rule] if rule else [])
    assert all(("自动恢复" in one.fix) is (rule == "link-unpublished") for one in problems)


WORDS = "电梯 食堂 桥 公交 图书馆 菜场 灯 码头 校园 诊所 停水 志愿者".split()
NAMES = "周岚 许亦辰 林小满 罗川 丁一".split()


def write_many(paper: Paper, count: int) -> None:
    """Write stories in both header forms and both languages, by a hand that knows no care."""
    chance = random.Random(22)  # noqa: S311 - the same stories each time
    for number in range(count):
        one, other = chance.sample(WORDS, 2)
        english = number % 5 == 0
        day = f"{2024 + number % 3}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        fields: dict[str, Any] = {
            "标题": f"Story {number} of {one}" if english else f"{one}边的第{number}件事",
            "日期": day if number % 2 else f"{day} 08:{number % 60:02}",
            "栏目": "English" if english else chance.choice(("社区", "民生", "校园")),
            "语言": "en" if english else None,
            "标签": f"[{one}, {other}]" if number % 2 else f"{one}、{other}",
            "记者": chance.choice(NAMES),
            "更新": "2026-12-30" if number % 17 == 0 else None,
        }
        body = f"{one}和{other}的事。" * (number % 9 + 1)
        if number > 3:
            body += f"\n\n见[前面那篇](s{number - 3}.md)。"
        paper.write(f"articles/s{number}.md", article(body, yaml=number % 2 == 1, **fields))


def test_two_hundred_stories_by_another_hand_build_without_a_dead_link(paper: Paper) -> None:
    paper.settings |= {"SITEURL": "https://news.example/paper", "DEFAULT_PAGINATION": 7}
    write_many(paper, 200)
    report = paper.build()
    assert {problem.rule for problem in report.problems} <= {"link-unpublished"}
    assert (report.read, report.published + report.hidden) == (200, 200)
    built = paper.built()
    articles = [path for path in built if re.fullmatch("articles/[^/]+/index.html", path)]
    assert len(articles) == report.published > 100
    assert broken_links(built, "/paper") == []
    assert list(faults(built)) == []


def test_a_story_that_waits_for_its_time_at_a_taken_address_is_pointed_out_today(
    paper: Paper,
) -> None:
    paper.write("articles/a.md", article())
    paper.write("articles/later/a.md", article(标题="明年的事", 日期="2027-01-01"))
    problems = paper.site_problems()
    assert [(one.rule, one.path.endswith("later/a.md")) for one in problems] == [("same-url", True)]
    assert "articles/a.md" in problems[0].what


def test_a_draft_at_a_taken_address_holds_up_nothing(paper: Paper) -> None:
    paper.write("articles/a.md", article())
    paper.write("articles/later/a.md", article(标题="另一篇", 状态="草稿"))
    assert paper.site_problems() == []


def test_a_file_that_cannot_be_read_is_not_also_a_dead_link(paper: Paper) -> None:
    links = "[乙](b.md)、[乙](/articles/b/)、[丙](nowhere.md)"
    paper.write("articles/a.md", article(links, 相关="b、《乙的标题》"))
    paper.write("articles/b.md", article(标题="乙的标题", 日期="昨天"))
    problems = paper.site_problems()
    assert [one.rule for one in problems] == ["link-missing", "bad-date"]
    assert "nowhere.md" in problems[0].what
    assert "a.md" not in problems[0].fix, "a story is no suggestion for its own link"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("market.md", "../community/market.md"),
        ("markt.md", "../community/market.md"),
        ("../market.md#a", "../community/market.md"),
        ("{filename}market.md", "{filename}../community/market.md"),
        ("fre.md", "free2.md"),
        ("x/water.md", "../../notices/water.md"),
        ("community/elsewhere/two.md", "../community/two.md"),
        ("<early market.md>", "<../community/early market (1).md>"),
    ],
)
def test_the_story_that_a_broken_link_meant_is_named_as_it_has_to_be_written(
    paper: Paper, written: str, meant: str
) -> None:
    for name in ("community/market", "culture/free2", "community/two", "sport/two"):
        paper.write(f"articles/{name}.md", article())
    paper.write("articles/community/early market (1).md", article())
    paper.write("notices/water.md", article())
    paper.write("articles/culture/free.md", article(f"见[早市]({written})。"))
    [problem] = [one for one in paper.site_problems() if one.rule == "link-missing"]
    assert f"“{meant}”" in problem.fix
    paper.write("articles/culture/free.md", article(f"见[早市]({meant})。"))
    assert [one for one in paper.site_problems() if one.rule == "link-missing"] == []


@pytest.mark.parametrize(("compared", "told"), [(4, 2), (5, 3), (100, 5), (1000, 2)])
def test_what_broken_links_meant_is_guessed_for_the_first_alone(
    paper: Paper, monkeypatch: pytest.MonkeyPatch, compared: int, told: int
) -> None:
    monkeypatch.setattr(references, "COMPARED", compared)
    monkeypatch.setattr(references, "GUESSES", 2 if compared == 1000 else 100)
    paper.write("articles/market.md", article())
    paper.write("articles/school.md", article("见" + "[早市](markt.md)" * 5))
    problems = [one for one in paper.site_problems() if one.rule == "link-missing"]
    assert len(problems) == 5, "each broken link is told"
    assert sum("market.md" in one.fix for one in problems) == told


@pytest.mark.parametrize("name", ["articles/a.md", "pages/a.md"])
def test_an_address_without_its_scheme_is_told_in_full(paper: Paper, name: str) -> None:
    paper.write(name, article("见[百度](www.baidu.com)。"))
    [problem] = [one for one in paper.site_problems() if one.rule.startswith("link-")]
    assert problem.rule == "link-not-full"
    assert "“https://www.baidu.com”" in problem.fix


def test_a_document_cannot_pass_for_a_picture_because_it_was_linked_before(paper: Paper) -> None:
    paper.write("files/f.pdf", b"%PDF-1.4")
    paper.write("articles/a.md", article("[表](files/f.pdf)"))
    paper.write("articles/b.md", article("![表](files/f.pdf)"))
    [problem] = paper.site_problems()
    assert problem.rule == "image-unsupported"
    assert "PDF" in problem.what
    assert "[名称](文件)" in problem.fix


@pytest.mark.parametrize("name", ["articles/b.txt", "articles/通知.docx", "notices/d.md.txt"])
def test_a_document_that_nobody_reads_or_links_is_pointed_out(paper: Paper, name: str) -> None:
    paper.write("articles/a.md", article())
    paper.write(name, b"x")
    paper.write("articles/readme.txt", b"for editors")
    assert [(one.rule, one.path.endswith(name)) for one in paper.site_problems()] == [
        ("not-read", True)
    ]


def test_drafts_change_no_byte_of_what_is_published(paper: Paper) -> None:
    paper.write("articles/a.md", article(标题="老楼（一）", 标签="电梯"))
    paper.write("articles/b.md", article(系列="连载", 日期="2026-03-01"))
    paper.write("articles/c.md", article(系列="连载", 日期="2026-03-02"))
    paper.build()
    before = paper.built()
    paper.write("articles/d.md", article(标题="老楼（二）", 标签="电梯", 状态="草稿"))
    paper.write("articles/e.md", article(系列="连载", 日期="2026-02-01", 状态="待审"))
    paper.write("articles/f.md", article(系列="连载", 日期="2027-01-01", 栏目="新栏目"))
    paper.build()
    assert paper.built() == before
