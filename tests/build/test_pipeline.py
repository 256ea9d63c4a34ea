from __future__ import annotations

import shutil
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from linli.build import reading, rendering
from linli.build.places import cache_beside
from linli.errors import ContentError
from tests.build.running import EPOCH, NOW, configure, linli, pelican
from tests.factories import article
from tests.pages.pictures import png

if TYPE_CHECKING:
    from pathlib import Path

    from tests.factories import Paper


@pytest.fixture
def newsroom(paper: Paper) -> Paper:
    """A newsroom with tags, people, a series, a picture, a notice and both header forms."""
    for number in (1, 2, 3):
        paper.write(
            f"articles/p{number}.md",
            article(
                f"第{number}段。见[第一篇](p1.md)。",
                yaml=number == 2,
                标题=f"装电梯（{number}）",
                标签="电梯、老楼、Ａ",
                记者="周岚、许亦辰",
                日期=f"2026-03-1{number}",
                配图='"![灯](images/a.png)"' if number == 2 else "![灯](images/a.png)",
            ),
        )
    paper.write("articles/later.md", article(标题="明天的事", 日期="2026-03-23"))
    paper.write("notices/water.md", article(栏目=None, 失效="2026-03-22"))
    paper.write("pages/about.md", "标题：关于\n\n我们。\n")
    paper.write("images/a.png", png())
    return paper


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Return the paths of the files that two builds do not have in common, or not alike."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def test_two_builds_are_equal_byte_for_byte(newsroom: Paper) -> None:
    newsroom.build()
    first = newsroom.built()
    newsroom.build()
    assert differing(first, newsroom.built()) == []


@pytest.mark.parametrize("most", [1, 1500, 40_000])
def test_however_many_files_are_held_in_memory_the_site_is_the_same(
    most: int, newsroom: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files of a batch are read, and written, some at once; one that is refused stands between others."""
    newsroom.build()
    whole = newsroom.built()
    for module in (reading, rendering):
        monkeypatch.setattr(module, "AT_HAND", most)
    newsroom.build(full=True)
    assert differing(whole, newsroom.built()) == []
    for folder in (newsroom.output, cache_beside(newsroom.output).parent):
        shutil.rmtree(folder)
    newsroom.build()
    assert differing(whole, newsroom.built()) == []
    newsroom.write("articles/p2.md", "标题：装电梯".encode("gbk"))
    with pytest.raises(ContentError) as caught:
        newsroom.build()
    wrong = [one.path for one in caught.value.problems if one.rule == "encoding"]
    assert wrong == [str(newsroom.content / "articles" / "p2.md")]


def test_texts_that_are_stored_while_others_are_read_make_the_same_site(
    newsroom: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.build()
    first = newsroom.built()
    monkeypatch.setattr(reading, "STORE_AT", 1)
    assert newsroom.build(full=True).changed > 3
    assert differing(first, newsroom.built()) == []
    newsroom.write("articles/new.md", article(标题="又一件事"))
    assert newsroom.build().changed == 1, "expected the others to be known"


def test_another_process_in_another_place_with_another_hash_seed_makes_the_same_bytes(
    newsroom: Paper, tmp_path: Path
) -> None:
    config = configure(newsroom)
    newsroom.build()
    here = newsroom.built()
    elsewhere = tmp_path / "别处 elsewhere"
    elsewhere.mkdir()
    for seed in ("1", "4242"):
        done = linli(
            *("build", "--config", config, "--now", NOW),
            cwd=elsewhere,
            PYTHONHASHSEED=seed,
            TZ="America/Los_Angeles",
            LC_ALL="C",
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert differing(here, newsroom.built()) == []


def test_pelican_s_own_command_makes_the_same_bytes(newsroom: Paper) -> None:
    config = configure(newsroom)
    newsroom.build()
    mine = newsroom.built()
    words = ("content", "-s", config.name, "-o", "public")
    done = pelican(*words, cwd=newsroom.root, SOURCE_DATE_EPOCH=EPOCH)
    assert done.returncode == 0, done.stderr
    assert "6 篇稿件" in done.stdout
    newsroom.output.rename(newsroom.root / "mine")
    (newsroom.root / "public").rename(newsroom.output)
    assert differing(mine, newsroom.built()) == []


def test_pelican_s_own_command_fails_with_1_on_errors_and_publishes_nothing(
    newsroom: Paper,
) -> None:
    config = configure(newsroom)
    newsroom.write("articles/b.md", article(日期="2026-02-30"))
    done = pelican("content", "-s", config.name, "-o", "public", cwd=newsroom.root)
    assert done.returncode == 1
    assert "content/articles/b.md:2:4: 错误: " in done.stderr
    assert "[impossible-date]" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (newsroom.root / "public").exists()


def test_pelican_s_own_command_fails_with_2_on_a_wrong_setting(newsroom: Paper) -> None:
    config = configure(newsroom, LINLI_COLUMN=[])
    done = pelican("content", "-s", config.name, "-o", "public", cwd=newsroom.root)
    assert done.returncode == 2
    assert "是不是 LINLI_COLUMNS" in done.stderr
    assert not (newsroom.root / "public").exists()


# (now, what readers find)
MOMENTS = [
    ("2026-03-10T00:00:00+08:00", set()),
    ("2026-03-11T00:00:00+08:00", {"articles/p1"}),
    (NOW, {"articles/p1", "articles/p2", "articles/p3", "notices/water"}),
    ("2026-03-22T15:59:59+00:00", {"articles/p1", "articles/p2", "articles/p3", "notices/water"}),
    (
        "2026-03-22T16:00:00+00:00",
        {"articles/p1", "articles/p2", "articles/p3", "articles/later", "notices/water"},
    ),
]


@pytest.mark.parametrize(("now", "expected"), MOMENTS)
def test_what_is_published_depends_on_now_alone(
    newsroom: Paper, now: str, expected: set[str]
) -> None:
    newsroom.build(now=at(now))
    stories = {
        path.removesuffix("/index.html")
        for path in newsroom.built()
        if path.startswith(("articles/", "notices/")) and path.count("/") == 2
    }
    assert stories == expected


def test_when_the_clock_moves_only_what_it_touches_changes(newsroom: Paper) -> None:
    newsroom.build(now=at("2026-03-22T08:00:00+08:00"))
    before = newsroom.built()
    newsroom.build(now=at("2026-03-22T23:59:59+08:00"))
    assert differing(before, newsroom.built()) == []
    newsroom.build(now=at("2026-03-23T00:00:00+08:00"))
    changed = differing(before, newsroom.built())
    assert {"articles/later/index.html", "index.html", "notices/water/index.html"} <= set(changed)
    assert "about/index.html" not in changed


def test_all_errors_of_all_files_are_told_at_once_in_order(newsroom: Paper) -> None:
    newsroom.write("articles/b.md", article(日期="2026-02-30", 责编="12345"))
    newsroom.write("articles/c.md", article(相关="no-such-story"))
    newsroom.write("articles/d.rst", "x")
    newsroom.write("articles/e.md", b"")
    newsroom.write("articles/f.md", article("[去](nowhere.md)"))
    with pytest.raises(ContentError) as caught:
        newsroom.build()
    told = [(problem.path.rpartition("/")[2], problem.rule) for problem in caught.value.problems]
    assert told == [
        ("b.md", "impossible-date"),
        ("b.md", "bad-person"),
        ("c.md", "unknown-story"),
        ("d.rst", "not-markdown"),
        ("e.md", "empty-file"),
        ("f.md", "link-missing"),
    ]
    assert not newsroom.output.exists()


def test_under_strict_a_warning_stops_publication(newsroom: Paper) -> None:
    newsroom.write("articles/b.md", article("![](../images/a.png)"))
    assert [problem.rule for problem in newsroom.build().problems] == ["image-alt"]
    before = newsroom.built()
    newsroom.write("articles/c.md", article())
    with pytest.raises(ContentError) as caught:
        newsroom.build(strict=True)
    assert [str(problem.severity) for problem in caught.value.problems] == ["error"]
    assert newsroom.built() == before


def test_an_empty_content_folder_is_an_error_and_not_an_empty_site(paper: Paper) -> None:
    with pytest.raises(ContentError) as caught:
        paper.build()
    assert [problem.rule for problem in caught.value.problems] == ["no-content"]


PICTURES: list[tuple[str, dict[str, Any]]] = [
    ("draft", {"状态": "草稿"}),
    ("review", {"状态": "待审"}),
    ("later", {"日期": "2026-03-23"}),
    ("withdrawn", {"状态": "已撤回"}),
]


def test_only_what_published_stories_show_is_copied(paper: Paper) -> None:
    paper.write(
        "articles/live.md", article("![图](../images/body.png)", 配图="![图](images/cover.png)")
    )
    paper.write("notices/over.md", article("[表](../files/form.pdf)", 栏目=None, 失效="2026-03-21"))
    paper.write("pages/about.md", "标题：关于\n\n![地图](../images/map.png)\n")
    for name, header in PICTURES:
        body = f"![图](../images/{name}-body.png)"
        paper.write(
            f"articles/{name}.md", article(body, **header, 配图=f"![图](images/{name}.png)")
        )
        paper.write(f"images/{name}.png", png())
        paper.write(f"images/{name}-body.png", png())
    for name in ("body", "cover", "map", "unused"):
        paper.write(f"images/{name}.png", png())
    paper.write("files/form.pdf", b"%PDF-1.4")
    paper.write(".hidden/secret.png", png())
    paper.build()
    copied = {path for path in paper.built() if path.startswith(("images/", "files/", "."))}
    assert copied == {
        "images/body.png",
        "images/cover.png",
        "images/map.png",
        "files/form.pdf",
        ".linli.json",
    }
    assert paper.built()["images/body.png"] == png()


def test_the_preview_shows_drafts_and_what_is_not_out_yet_but_nothing_withdrawn(
    paper: Paper,
) -> None:
    for name, header in PICTURES:
        paper.write(f"articles/{name}.md", article(f"{name}的话。", **header))
    paper.build(drafts=True)
    shown = {
        name for name, _ in PICTURES if f"{name}的话" in paper.page(f"articles/{name}/index.html")
    }
    assert shown == {"draft", "review", "later"}
    paper.write("articles/soon.md", article("收回的话。", 日期="2026-03-24", 状态="已撤回"))
    paper.write("pages/old.md", "标题：旧的\n状态：已撤回\n\n收回的话。\n")
    paper.build(drafts=True)
    assert not [path for path, content in paper.built().items() if "收回的话".encode() in content]


# (a story's header, what a preview says of it)
UNSEEN: list[tuple[dict[str, Any], str]] = [
    ({"状态": "草稿"}, "草稿，读者看不到"),
    ({"状态": "待审"}, "草稿，读者看不到"),
    ({"日期": "2026-03-23"}, "未到发布时间，读者还看不到"),
    ({"授权状态": "已授权", "授权截止": "2026-03-21"}, "授权已到期，读者看不到"),
    ({}, ""),
]


@pytest.mark.parametrize(("header", "said"), UNSEEN, ids=[str(one) for one, _ in UNSEEN])
@pytest.mark.parametrize("kind", ["article", "notice"])
def test_the_preview_says_of_each_story_whether_readers_see_it(
    paper: Paper, header: dict[str, Any], said: str, kind: str
) -> None:
    if kind == "notice":
        header = {"栏目": None, **header}
    paper.write(f"{kind}s/story.md", article("说说。", **header))
    paper.write("articles/other.md", article(标题="另一篇", 相关=f"{kind}s/story.md"))
    paper.build(drafts=True)
    lists = {"article": "latest", "notice": "notices"}
    pages = [f"{kind}s/story/index.html", f"{lists[kind]}/index.html"]
    for path in pages:
        assert ("看不到" in paper.page(path)) == bool(said), path
        assert said in paper.page(path), path
    paper.build()
    assert not [path for path, content in paper.built().items() if "看不到".encode() in content]


def test_the_report_tells_apart_why_stories_may_not_be_seen(paper: Paper) -> None:
    ended = {"授权状态": "已授权", "授权截止": "2026-03-21"}
    rows: list[dict[str, Any]] = [
        {},
        {"状态": "草稿"},
        {"状态": "草稿", "日期": "2026-03-23"},
        {"状态": "待审", **ended},
        {"日期": "2026-03-23"},
        {**ended},
    ]
    for number, header in enumerate(rows):
        paper.write(f"articles/{number}.md", article(标题=f"第{number}篇", **header))
    paper.write("pages/old.md", "标题：旧的\n状态：已撤回\n\n我们。\n")
    report = paper.build()
    assert (report.published, report.hidden) == (1, 6)
    assert (report.drafts, report.waiting, report.lapsed) == (3, 1, 1)


def test_the_report_counts_what_was_read_and_made(newsroom: Paper) -> None:
    newsroom.write("articles/gone.md", article(状态="已撤回"))
    newsroom.write("articles/draft.md", article(状态="草稿"))
    newsroom.write("notices/over.md", article(栏目=None, 失效="2026-03-21"))
    report = newsroom.build()
    made = [path for path in newsroom.built() if path.endswith(".html")]
    assert (report.read, report.published, report.hidden) == (9, 5, 2)
    assert (report.expired, report.withdrawn) == (1, 1)
    assert (report.pages, report.assets) == (len(made), 1)
    assert list(report.stages) == "survey read sort relate plan render assets release".split()
    assert report.now == NOW
    assert report.output == str(newsroom.output)
