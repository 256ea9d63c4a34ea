"""Ids and addresses over a sequence of builds: what a subscriber, a bookmark and a second editor see."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from linli.build.report import Report
from linli.errors import ContentError, OutputError, UsageError
from linli.office.recording import record
from tests.factories import NOW, Paper, article, options_at

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from linli.problems import Problem

SITE = "https://news.example/paper"
LIFT, ELEVATOR = "articles/lift/index.html", "articles/elevator/index.html"


@pytest.fixture
def site(paper: Paper) -> Paper:
    """A newsroom that was published and recorded once."""
    paper.settings |= {"SITEURL": SITE, "LINLI_SINCE": 2020, "LINLI_FEED_SIZE": 5}
    for name, day in (("lift", "2026-03-01"), ("river", "2026-03-02"), ("lamp", "2026-03-03")):
        paper.write(f"articles/{name}.md", story(name, 日期=day))
    paper.write(
        "notices/water.md", article("明天停水。", 标题="停水", 栏目=None, 失效="2026-04-01")
    )
    paper.write("pages/about.md", "标题：关于\n\n我们。\n")
    publish(paper)
    return paper


def story(id_: str, body: str = "楼里装上了电梯。", **fields: Any) -> str:
    return article(body, 编号=id_, **{"标题": f"{id_}的事", **fields})


def publish(paper: Paper) -> list[str]:
    """Build and record; return the lines that were added."""
    paper.build()
    return noted(paper)


def noted(paper: Paper, **how: bool) -> list[str]:
    added = record(paper.newsroom, NOW, Report(), **how)
    return ["\t".join(line) for line in (*added.new, *added.gone)]


def polled(paper: Paper) -> dict[str, str]:
    """Return id and address of every entry in the site's feed, as a reader's program takes them."""
    feed = json.loads(paper.page("feed.json"))
    assert len({one["id"] for one in feed["items"]}) == len(feed["items"])
    rss = re.findall(r'<guid isPermaLink="false">(.*?)</guid>', paper.page("feed.xml"))
    assert rss == [one["id"] for one in feed["items"]], "RSS and JSON Feed know one id"
    return {one["id"]: one["url"].removeprefix(SITE) for one in feed["items"]}


def refused(paper: Paper) -> list[Problem]:
    with pytest.raises(ContentError) as caught:
        paper.build()
    return [one for one in caught.value.problems if one.severity == "error"]


def edit(paper: Paper) -> None:
    paper.write("articles/lift.md", story("lift", "改了正文。", 日期="2026-03-01"))


def retitle(paper: Paper) -> None:
    paper.write("articles/lift.md", story("lift", 标题="另一个题目", 日期="2026-03-01"))


def move(paper: Paper) -> None:
    (paper.content / "articles/community").mkdir()
    (paper.content / "articles/lift.md").rename(paper.content / "articles/community/lift.md")


def rename(paper: Paper) -> None:
    (paper.content / "articles/lift.md").rename(paper.content / "articles/elevator.md")


def readdress(paper: Paper) -> None:
    paper.write("articles/lift.md", story("lift", 网址名="elevator", 日期="2026-03-01"))


def redate(paper: Paper) -> None:
    paper.write("articles/lift.md", story("lift", 日期="2025-12-31"))


def recolumn(paper: Paper) -> None:
    paper.write("articles/lift.md", story("lift", 栏目="通知公告", 失效="2026-05-01"))


def withdraw(paper: Paper) -> None:
    paper.write("articles/lift.md", story("lift", 状态="已撤回", 日期="2026-03-01"))


def move_house(paper: Paper) -> None:
    paper.settings["LINLI_SINCE"] = 2026


# (what an editor does, where the story stands then)
EDITS: list[tuple[Callable[[Paper], None], str]] = [
    (edit, "/articles/lift/"),
    (retitle, "/articles/lift/"),
    (move, "/articles/lift/"),
    (rename, "/articles/lift/"),
    (readdress, "/articles/elevator/"),
    (redate, "/articles/lift/"),
    (recolumn, "/notices/lift/"),
    (withdraw, "/articles/lift/"),
    (move_house, "/articles/lift/"),
]


@pytest.mark.parametrize(
    ("change", "address"), EDITS, ids=lambda part: getattr(part, "__name__", "")
)
def test_a_subscriber_sees_no_new_story_after_an_edit(
    site: Paper, change: Callable[[Paper], None], address: str
) -> None:
    before = polled(site)
    change(site)
    site.build()
    after = polled(site)
    assert after.keys() == before.keys()
    assert after["tag:news.example,2020:lift"] == address
    if address != "/articles/lift/":
        page = site.page(LIFT)
        assert f'content="0; url=/paper{address}"' in page
        assert f'<link rel="canonical" href="{SITE}{address}">' in page
        assert '<meta name="robots" content="noindex">' in page
        assert "<script" not in page


def test_a_deleted_story_leaves_the_feeds_and_its_address_says_so(site: Paper) -> None:
    before = polled(site)
    (site.content / "articles/lift.md").unlink()
    report = site.build()
    assert before.keys() - polled(site).keys() == {"tag:news.example,2020:lift"}
    page = site.page(LIFT)
    assert "这篇稿件已经不在本站" in page
    assert "2026年3月1日" in page
    assert '<meta name="robots" content="noindex">' in page
    assert "lift的事" not in page
    assert [one.rule for one in report.problems] == ["stories-gone"]
    assert noted(site) == ["lift\t2026-03-22\t/articles/lift/\tgone"]
    assert not site.build().problems, "once it is recorded, nobody needs to be told"
    assert "这篇稿件已经不在本站" in site.page(LIFT)


def test_many_steps_keep_every_address_alive_and_lead_straight(site: Paper) -> None:
    for slug in ("elevator", "lifts", "lift", "elevator"):
        site.write("articles/lift.md", story("lift", 网址名=slug, 日期="2026-03-01"))
        publish(site)
    assert polled(site)["tag:news.example,2020:lift"] == "/articles/elevator/"
    assert "楼里装上了电梯" in site.page(ELEVATOR)
    for old in ("lift", "lifts"):
        assert "url=/paper/articles/elevator/" in site.page(f"articles/{old}/index.html")


def test_a_recorded_address_lets_an_id_outlive_the_sites_own(site: Paper) -> None:
    before = polled(site)
    site.settings["SITEURL"] = "https://other.example"
    site.write("articles/new.md", story("new", 日期="2026-03-10"))
    site.build()
    found = {one["id"] for one in json.loads(site.page("feed.json"))["items"]}
    assert found == {*before, "tag:other.example,2020:new"}


# (what is done with the story, what stands at the address where it was)
HIDDEN = [
    ({"状态": "草稿"}, "这篇稿件已经不在本站"),
    ({"日期": "2026-05-01"}, "这篇稿件已经不在本站"),
    ({"授权截止": "2026-03-10"}, "这篇稿件已经不在本站"),
    ({"状态": "已撤回"}, "本文已撤回"),
]


@pytest.mark.parametrize(("fields", "words"), HIDDEN)
def test_a_story_that_is_hidden_again_leaks_neither_text_nor_new_address(
    site: Paper, fields: dict[str, str], words: str
) -> None:
    fields = {"日期": "2026-03-01", **fields}
    site.write("articles/lift.md", story("lift", 标题="绝密的题目", 网址名="secret", **fields))
    site.build()
    shown = "本文已撤回" if "已撤回" in words else words
    where = "articles/secret/index.html" if "已撤回" in words else LIFT
    assert shown in site.page(where)
    everything = b"".join(site.built().values()).decode("utf-8", "replace")
    assert "绝密的题目" not in everything
    assert ("secret" in everything) == ("已撤回" in words)
    assert (site.output / LIFT).exists()
    assert noted(site, checked=True) == (["lift\t2026-03-22\t/articles/secret/\tnews.example,2020"] if "已撤回" in words else [])  # fmt: skip


def test_drafts_and_what_is_to_come_are_not_recorded(site: Paper) -> None:
    site.write("articles/draft.md", story("draft", 状态="草稿"))
    site.write("articles/later.md", story("later", 日期="2026-03-23"))
    assert publish(site) == []
    assert "later" not in site.annals.read_text("utf-8")


def test_what_was_not_released_is_not_recorded(site: Paper) -> None:
    site.write("articles/new.md", story("new"))
    assert noted(site) == []
    assert publish(site) == ["new\t2026-03-20\t/articles/new/\tnews.example,2020"]


def test_an_unrelated_change_leaves_every_entry_as_it_is(site: Paper) -> None:
    before = json.loads(site.page("feed.json"))["items"]
    site.write("pages/about.md", "标题：关于\n\n我们，还有您。\n")
    site.build()
    assert json.loads(site.page("feed.json"))["items"] == before


def test_a_fresh_clone_comes_to_the_same_site(site: Paper, tmp_path: Path) -> None:
    readdress(site)
    (site.content / "articles/river.md").unlink()
    publish(site)
    site.build()
    clone = Paper(tmp_path / "clone", dict(site.settings), site.theme)
    shutil.copytree(site.content, clone.content)
    shutil.copy(site.annals, clone.annals)
    clone.build()
    assert clone.built() == site.built()


def test_a_build_writes_nothing_into_the_annals(site: Paper) -> None:
    before = site.annals.read_bytes(), site.annals.stat().st_mtime_ns
    readdress(site)
    site.build()
    assert (site.annals.read_bytes(), site.annals.stat().st_mtime_ns) == before


def test_without_annals_everything_is_as_it_was(paper: Paper) -> None:
    paper.write("articles/lift.md", story("lift"))
    paper.build()
    with_none = paper.built()
    paper.settings["LINLI_PUBLISHED"] = ""
    paper.build()
    assert paper.built() == with_none


def test_a_page_keeps_its_old_address_too(site: Paper) -> None:
    site.write("pages/about.md", "标题：关于\n编号：about\n网址名：us\n\n我们。\n")
    site.build()
    assert "url=/paper/us/" in site.page("about/index.html")


def test_links_in_texts_may_lead_to_old_addresses_but_not_to_gone_ones(site: Paper) -> None:
    readdress(site)
    (site.content / "articles/river.md").unlink()
    site.write(
        "articles/lamp.md",
        story("lamp", "见[甲](/articles/lift/)、[乙](/articles/river/)。"),
    )
    missing = [one.what for one in site.site_problems() if one.rule == "link-missing"]
    assert [("river" in one, "lift" in one) for one in missing] == [(True, False)]


def test_rules_for_servers_name_old_addresses_and_gone_ones(site: Paper) -> None:
    site.write(
        "articles/停水.md",
        story("停水", 日期="2026-03-05", 旧网址="/old/{a}$b.html、/2019/旧.html"),
    )
    publish(site)
    readdress(site)
    (site.content / "articles/river.md").unlink()
    site.settings["LINLI_REDIRECTS"] = ["netlify", "nginx", "caddy"]
    site.build()
    assert site.page("_redirects").splitlines() == [
        "/paper/2019/%E6%97%A7.html /paper/articles/%E5%81%9C%E6%B0%B4/ 301!",
        "/paper/articles/lift/ /paper/articles/elevator/ 301!",
    ]
    assert site.page(".redirects.nginx") == (
        'map $uri $linli_moved {\n    "/paper/2019/旧.html" "/paper/articles/%E5%81%9C%E6%B0%B4/";\n'
        '    "/paper/articles/lift/" "/paper/articles/elevator/";\n}\n'
        'map $uri $linli_gone {\n    volatile;\n    "/paper/articles/river/" 1;\n}\n'
    )
    assert site.page(".redirects.caddy").splitlines() == [
        "redir /paper/2019/旧.html /paper/articles/%E5%81%9C%E6%B0%B4/ 301",
        "redir /paper/articles/lift/ /paper/articles/elevator/ 301",
        "error /paper/articles/river/ 410",
    ]
    site.settings["LINLI_REDIRECTS"] = ["cloudflare"]
    site.build()
    assert site.page("_redirects").endswith("/paper/articles/elevator/ 301\n")


def claim_address(site: Paper) -> None:
    readdress(site)
    publish(site)
    site.write("articles/lift-2.md", story("lift-2", 网址名="lift"))


def change_id(site: Paper) -> None:
    site.write("articles/lift.md", story("lift-2", 网址名="lift"))


def lose_id(site: Paper) -> None:
    (site.content / "articles/lift.md").rename(site.content / "articles/lift-old.md")
    site.write("articles/lift-old.md", article(编号="x", 网址名="lift"))


def claim_as_alias(site: Paper) -> None:
    readdress(site)
    publish(site)
    site.write("articles/lamp.md", story("lamp", 旧网址="/articles/lift/"))


def claim_embargoed(site: Paper) -> None:
    readdress(site)
    publish(site)
    site.write("articles/lift-2.md", story("lift-2", 网址名="lift", 日期="2027-01-01"))


def reuse_id(site: Paper) -> None:
    (site.content / "articles/lift.md").unlink()
    publish(site)
    site.write("articles/new.md", story("lift", 标题="全新的事"))


# (what is done, the rule, file, line, words)
CLAIMS: list[tuple[Callable[[Paper], None], str, str, int, str]] = [
    (claim_address, "url-used", "articles/lift-2.md", 7, "“lift”"),
    (change_id, "url-used", "articles/lift.md", 7, "“编号：lift”"),
    (lose_id, "url-used", "articles/lift-old.md", 7, "2026-03-01"),
    (claim_as_alias, "url-used", "articles/lamp.md", 7, "lift.md"),
    (claim_embargoed, "url-used", "articles/lift-2.md", 7, "“lift”"),
    (reuse_id, "id-gone", "articles/new.md", 6, "2026-03-22"),
]


@pytest.mark.parametrize(("act", "rule", "file", "line", "words"), CLAIMS)
def test_what_was_another_storys_cannot_be_claimed(
    site: Paper, act: Callable[[Paper], None], rule: str, file: str, line: int, words: str
) -> None:
    act(site)
    before = site.built()
    (problem,) = refused(site)
    assert (problem.rule, problem.line) == (rule, line)
    assert problem.path.endswith(file)
    assert words in problem.what + problem.fix
    assert site.built() == before


def test_the_address_of_a_deleted_story_may_lead_to_what_took_its_place(site: Paper) -> None:
    (site.content / "articles/lift.md").unlink()
    publish(site)
    site.write("articles/lamp.md", story("lamp", 旧网址="/articles/lift/", 日期="2026-03-03"))
    site.build()
    assert "url=/paper/articles/lamp/" in site.page(LIFT)


def test_a_deleted_story_comes_back_when_its_line_is_taken_out(site: Paper) -> None:
    text = (site.content / "articles/lift.md").read_text("utf-8")
    (site.content / "articles/lift.md").unlink()
    publish(site)
    site.write("articles/lift.md", text)
    assert [one.rule for one in refused(site)] == ["id-gone"]
    lines = site.annals.read_text("utf-8").splitlines(keepends=True)
    site.annals.write_text("".join(one for one in lines if "gone\n" not in one), "utf-8")
    site.build()
    assert "tag:news.example,2020:lift" in polled(site)


# (what is wrong with the file, its bytes, rule, line)
DAMAGED = [
    ("merge markers", b"<<<<<<< HEAD\n=======\n", "annals-merge", 1),
    ("a bad line", "lift\t2026-03-20\t/articles/lift/\t-\n什么\n".encode(), "annals-line", 2),
    ("another encoding", "电梯\t2026-03-20\t/articles/lift/\t-\n".encode("gb18030"), "encoding", 1),
    ("UTF-16", "lift\t2026".encode("utf-16"), "encoding", 1),
    ("an address twice", b"a\t2026-03-20\t/articles/a/\t-\nb\t2026-03-20\t/articles/a/\t-\n", "annals-clash", 2),
]  # fmt: skip


@pytest.mark.parametrize(("what", "content", "rule", "line"), DAMAGED)
def test_damaged_annals_stop_publication_and_name_the_line(
    site: Paper, what: str, content: bytes, rule: str, line: int
) -> None:
    site.annals.write_bytes(content)
    problem = refused(site)[0]
    assert (problem.path, problem.rule, problem.line) == ("published.tsv", rule, line), what
    with pytest.raises(ContentError):
        noted(site)
    assert site.annals.read_bytes() == content, "nothing is written over what could not be read"


def test_annals_that_are_a_folder_are_said_to_be_unreadable(site: Paper) -> None:
    site.annals.unlink()
    site.annals.mkdir()
    assert [one.rule for one in refused(site)] == ["annals-unreadable"]


def test_annals_that_are_a_link_are_not_followed(site: Paper) -> None:
    secret = site.root / "secret"
    secret.write_text("TOKEN=abc\n", "utf-8")
    site.annals.unlink()
    site.annals.symlink_to(secret)
    (problem,) = refused(site)
    assert problem.rule == "annals-unreadable"
    assert "TOKEN" not in problem.what


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(site: Paper) -> None:
    site.annals.write_bytes(b"\xef\xbb\xbf" + site.annals.read_bytes().replace(b"\n", b"\r\n"))
    readdress(site)
    site.build()
    assert "url=/paper/articles/elevator/" in site.page(LIFT)


def test_an_old_address_that_the_site_needs_itself_is_the_sites(site: Paper) -> None:
    site.annals.write_text("a\t2020-01-01\t/latest/\t-\nabout\t2020-01-01\t/notices/\t-\n", "utf-8")
    site.build()
    assert "最新" in site.page("latest/index.html")
    assert "停水" in site.page("notices/index.html")


def test_a_page_without_a_date_is_known_since_it_was_recorded(site: Paper) -> None:
    assert "about\t2026-03-22\t/about/\tnews.example,2020\n" in site.annals.read_text("utf-8")


def test_recording_twice_changes_nothing(site: Paper) -> None:
    before = site.annals.read_bytes()
    assert noted(site) == []
    assert site.annals.read_bytes() == before


def test_a_check_writes_nothing(site: Paper) -> None:
    readdress(site)
    site.build()
    before = site.annals.read_bytes()
    assert noted(site, checked=True) == ["lift\t2026-03-22\t/articles/elevator/\tnews.example,2020"]
    assert site.annals.read_bytes() == before


def test_another_content_folder_is_not_taken_for_a_great_deletion(site: Paper) -> None:
    for number in range(20):
        site.write(f"articles/s{number}.md", story(f"s{number}"))
    publish(site)
    for number in range(20):
        (site.content / f"articles/s{number}.md").unlink()
    site.build()
    with pytest.raises(UsageError, match="--gone"):
        noted(site)
    assert len(noted(site, sure=True)) == 20


def test_nothing_is_recorded_before_there_is_a_release_or_without_a_file(paper: Paper) -> None:
    paper.write("articles/a.md", story("a"))
    with pytest.raises(UsageError, match="Nothing has been released"):
        noted(paper)
    paper.build()
    paper.settings["LINLI_PUBLISHED"] = ""
    with pytest.raises(UsageError, match="LINLI_PUBLISHED"):
        noted(paper)


def test_annals_changed_meanwhile_are_not_overwritten(
    site: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    readdress(site)
    site.build()
    from linli.office import recording

    def slow(*given: object) -> str:
        site.annals.write_text("# somebody else\n", "utf-8")
        return "# ours\n"

    monkeypatch.setattr(recording, "as_text", slow)
    with pytest.raises(OutputError, match="changed while"):
        noted(site)
    assert site.annals.read_text("utf-8") == "# somebody else\n"
    assert [path.name for path in site.root.iterdir() if path.name.startswith(".published")] == []


def test_with_annals_nothing_to_do_is_still_nothing_to_do(site: Paper) -> None:
    site.build()
    assert site.build().idle
    site.annals.write_text(
        site.annals.read_text("utf-8") + "x\t2020-01-01\t/articles/x/\t-\n", "utf-8"
    )
    report = site.build()
    assert (report.added, report.replaced, report.removed) == (1, 0, 0)
    assert "这篇稿件已经不在本站" in site.page("articles/x/index.html")


def test_the_preview_reads_the_annals_too(site: Paper) -> None:
    readdress(site)
    assert "redirect.html" in {page.template for page in site.plan().pages}
    assert options_at().drafts is False
