from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linli.build.pipeline import build
from linli.build.places import cache_beside
from linli.build.press import a_press
from linli.pages.views import ArticleView
from tests.factories import article, options_at
from tests.related.newsroom import retold

if TYPE_CHECKING:
    from linli.pages.views import RelatedStory
    from tests.factories import Paper

LIFT = retold(3)
RIVER = "岚江涨水，夜里巡堤的人打着手电走了两个来回，天亮才散。"
FILLER = 28


def fill(paper: Paper) -> None:
    """Add stories so unlike the rest that a word several stories share is still a rare one."""
    for number in range(FILLER):
        text = "".join(chr(0x7000 + 40 * number + offset) for offset in range(40))
        header = {"标题": chr(0x6000 + number), "栏目": "民生", "日期": "2026-01-05"}
        paper.write(f"articles/filler/f{number}.md", article(text, **header))  # type: ignore[arg-type]


@pytest.fixture
def newsroom(paper: Paper) -> Paper:
    """Stories about lifts, one about the river, and others that resemble nothing."""
    fill(paper)
    for number in (1, 2):
        paper.write(
            f"articles/lift-{number}.md",
            article(
                retold(number), 标题=f"电梯故事{number}", 标签="加装电梯", 日期=f"2026-03-1{number}"
            ),
        )
    paper.write("articles/river.md", article(RIVER, 标题="江边一夜", 栏目="要闻"))
    return paper


def view(paper: Paper, name: str) -> ArticleView:
    for page in paper.plan().pages:
        if isinstance(page.view, ArticleView) and page.path.split("/")[1] == name:
            return page.view
    raise AssertionError(f"no page for {name}")


def related(paper: Paper, name: str) -> list[str]:
    """Return the addresses' last parts of what stands below the story ``name``."""
    return [last(one) for one in view(paper, name).related]


def last(one: RelatedStory) -> str:
    return one.entry.url.split("/")[2]


def test_pins_come_first_in_the_editor_s_order_and_once(newsroom: Paper) -> None:
    newsroom.write("articles/a.md", article(LIFT, 相关="江边一夜、lift-2、river"))
    assert related(newsroom, "a") == ["river", "lift-2", "lift-1"]


def test_an_unknown_pin_is_an_error_with_the_name_it_was_meant_to_be(newsroom: Paper) -> None:
    newsroom.write("articles/a.md", article(相关="lift-3"))
    (problem,) = newsroom.site_problems()
    assert (problem.rule, problem.severity, problem.line) == ("unknown-story", "error", 6)
    assert "是不是“lift-" in problem.what


def test_an_unknown_exclusion_is_an_error_too(newsroom: Paper) -> None:
    newsroom.write("articles/a.md", article(不相关="江边一页"))
    (problem,) = newsroom.site_problems()
    assert (problem.rule, "是不是“江边一夜”" in problem.what) == ("unknown-story", True)


@pytest.mark.parametrize(
    "unseen",
    [{"状态": "草稿"}, {"日期": "2030-01-01 08:00"}],
    ids=["a draft", "one that is to come"],
)
def test_a_pin_that_is_not_out_yet_waits_and_the_editor_is_told(
    newsroom: Paper, unseen: dict[str, str]
) -> None:
    newsroom.write("articles/soon.md", article(RIVER, 标题="下周开工", **unseen))  # type: ignore[arg-type]
    newsroom.write("articles/a.md", article(LIFT, 相关="下周开工"))
    (problem,) = newsroom.site_problems()
    assert (problem.rule, problem.severity, problem.path.endswith("a.md"), problem.line) == (
        "pin-waits",
        "note",
        True,
        6,
    )
    assert "soon" not in related(newsroom, "a")


def test_unknown_pins_are_errors_even_where_no_list_is_shown(newsroom: Paper) -> None:
    newsroom.settings["LINLI_RELATED_LIMIT"] = 0
    newsroom.write("articles/a.md", article(相关="没有这篇", 状态="草稿"))
    assert [problem.rule for problem in newsroom.site_problems()] == ["unknown-story"]


def test_an_excluded_story_is_left_out_also_of_the_latest(newsroom: Paper) -> None:
    newsroom.write("articles/a.md", article(LIFT, 不相关="lift-1"))
    assert related(newsroom, "a") == ["lift-2"]
    newsroom.write("articles/b.md", article("桥上的灯亮了。", 不相关="lift-1"))
    assert "lift-1" not in related(newsroom, "b")


@pytest.mark.parametrize("word", ["none", "无", "不显示"])
def test_a_story_may_have_no_list_at_all(newsroom: Paper, word: str) -> None:
    newsroom.write("articles/a.md", article(LIFT, 相关=word))
    assert related(newsroom, "a") == []


def test_a_limit_of_zero_shows_no_list_anywhere(newsroom: Paper) -> None:
    newsroom.settings["LINLI_RELATED_LIMIT"] = 0
    assert related(newsroom, "lift-1") == []


def test_the_list_is_no_longer_than_the_setting_pins_included(newsroom: Paper) -> None:
    newsroom.settings["LINLI_RELATED_LIMIT"] = 2
    newsroom.write("articles/a.md", article(LIFT, 相关="river"))
    assert [related(newsroom, "a")[0], len(related(newsroom, "a"))] == ["river", 2]


# what a story has that keeps it out of every list, however well it fits
KEPT_OUT = [
    {"状态": "草稿"},
    {"状态": "待审"},
    {"撤稿日期": "2026-03-21"},
    {"日期": "2026-03-23"},
    {"失效": "2026-03-21"},
    {"语言": "en"},
]


@pytest.mark.parametrize("header", KEPT_OUT, ids=str)
def test_what_may_not_be_seen_or_read_here_is_in_no_list(
    newsroom: Paper, header: dict[str, str]
) -> None:
    newsroom.write("articles/twin.md", article(LIFT, **{"标签": "加装电梯", **header}))  # type: ignore[arg-type]
    assert related(newsroom, "lift-1") == ["lift-2"]


@pytest.mark.parametrize("header", KEPT_OUT[:5], ids=str)
def test_a_pin_does_not_bring_out_what_may_not_be_seen(
    newsroom: Paper, header: dict[str, str]
) -> None:
    newsroom.write("articles/twin.md", article(LIFT, **header))  # type: ignore[arg-type]
    newsroom.write("articles/a.md", article(LIFT, 标签="加装电梯", 相关="twin"))
    assert "twin" not in related(newsroom, "a")
    assert [problem.rule for problem in newsroom.site_problems()] == ["pin-waits"]


def test_series_siblings_are_left_to_the_series_also_among_the_latest(paper: Paper) -> None:
    paper.write("articles/a.md", article(LIFT, 标题="装电梯（一）", 标签="电梯"))
    paper.write("articles/b.md", article(LIFT, 标题="装电梯（二）", 标签="电梯"))
    assert related(paper, "a") == []
    paper.write("articles/c.md", article("桥上的灯亮了。"))
    assert related(paper, "a") == ["c"]


def test_a_pinned_sibling_takes_no_place_from_others(paper: Paper) -> None:
    paper.write("articles/a.md", article(LIFT, 标题="装电梯（一）", 标签="电梯", 相关="b、c"))
    paper.write("articles/b.md", article(LIFT, 标题="装电梯（二）", 标签="电梯"))
    paper.write("articles/c.md", article("桥上的灯亮了。"))
    assert related(paper, "a") == ["c"], "the series says it already"


def test_many_expired_notices_do_not_crowd_out_the_one_in_force(paper: Paper) -> None:
    paper.settings["LINLI_RELATED_LIMIT"] = 1
    text = "柳湾片区停水检修，请提前储水，造成不便敬请谅解。"
    again = "停水的柳湾片区，请居民提前备好储水，检修改到后天，不便之处敬请谅解。"
    for day in range(10, 22):
        paper.write(
            f"notices/old-{day}.md",
            article(text, 栏目=None, 标题="停水通知", 日期=f"2026-02-{day}", 失效="2026-03-01"),
        )
    paper.write("notices/first.md", article(text, 栏目=None, 标题="停水通知", 日期="2026-03-01"))
    paper.write("notices/second.md", article(again, 栏目=None, 标题="改期"))
    fill(paper)
    assert related(paper, "first") == ["second"]
    assert related(paper, "old-21") == ["second"], "the first one says the same"


def test_the_reason_says_why_and_nothing_else(newsroom: Paper) -> None:
    newsroom.write("articles/a.md", article(LIFT, 标签="加装电梯、民生", 相关="river"))
    newsroom.write("articles/b.md", article(retold(4), 标题="又一部电梯"))
    reasons = {last(one): one.reason for one in view(newsroom, "a").related}
    assert reasons == {
        "river": "编辑推荐",
        "lift-1": "都写到加装电梯",
        "lift-2": "都写到加装电梯",
        "b": "内容相近",
    }
    assert view(newsroom, "a").related_heading == "相关阅读"


def test_reasons_can_be_switched_off(newsroom: Paper) -> None:
    newsroom.settings["LINLI_RELATED_REASONS"] = False
    assert [one.reason for one in view(newsroom, "lift-1").related] == [""]


def test_when_nothing_is_related_the_column_s_latest_stand_there_under_their_own_name(
    newsroom: Paper,
) -> None:
    for number in range(6):
        text = f"第{number}件事，" + "甲乙丙丁戊己"[number] * 9
        newsroom.write(
            f"articles/n{number}.md",
            article(text, 栏目="要闻", 标题="子丑寅卯辰巳"[number], 日期=f"2026-03-0{number + 1}"),
        )
    found = view(newsroom, "river")
    assert found.related_heading == "本栏目最新"
    assert [last(one) for one in found.related] == ["n5", "n4", "n3", "n2"]
    assert {one.reason for one in found.related} == {""}


def test_the_list_is_the_same_in_every_build(newsroom: Paper) -> None:
    for number in range(12):
        newsroom.write(
            f"articles/t{number}.md",
            article(retold(10 + number), 标题=f"梯{number}", 标签="加装电梯"),
        )
    first = {name: related(newsroom, name) for name in ("lift-1", "t0", "river")}
    assert {name: related(newsroom, name) for name in first} == first
    assert len(first["t0"]) == 7


# how a text may lead to another story
LINKS = ["river.md", "/articles/river/", "/articles/river/index.html", "{filename}river.md#night"]


@pytest.mark.parametrize("link", LINKS)
def test_a_story_that_the_text_leads_to_is_related_both_ways(newsroom: Paper, link: str) -> None:
    newsroom.write("articles/a.md", article(f"昨晚的事，[这里]({link})写过。", 标题="桥上"))
    assert [(last(one), one.reason) for one in view(newsroom, "a").related] == [
        ("river", "本文提到")
    ]
    assert [(last(one), one.reason) for one in view(newsroom, "river").related] == [
        ("a", "提到本文")
    ]


def test_a_link_to_a_page_that_is_no_story_relates_nobody(newsroom: Paper) -> None:
    newsroom.write("articles/a.md", article("从[首页](/)看起。", 标题="桥上"))
    assert view(newsroom, "a").related_heading == "本栏目最新"


@pytest.mark.parametrize("field", ["报道人物", "地名", "标签"])
def test_people_and_places_in_the_header_relate_stories_as_tags_do(
    newsroom: Paper, field: str
) -> None:
    header = {field: "青石巷、灯会"}
    newsroom.write("articles/a.md", article("桥上的灯亮了。", 标题="桥上", **header))  # type: ignore[arg-type]
    newsroom.write(
        "articles/b.md",
        article("石板路铺好了。", 标题="路", 标签="青石巷、灯会", 日期="2026-01-02"),
    )
    assert [(last(one), one.reason) for one in view(newsroom, "a").related] == [
        ("b", "都写到青石巷、灯会")
    ]


def test_a_pin_counts_both_ways_where_the_settings_say_so(newsroom: Paper) -> None:
    newsroom.write(
        "articles/a.md", article("桥上的灯亮了。", 标题="桥上", 相关="river、quiet、cross")
    )
    newsroom.write("articles/river.md", article(RIVER, 标题="江边一夜", 相关="lift-1"))
    newsroom.write("articles/quiet.md", article("静。", 标题="静", 相关="无"))
    newsroom.write("articles/cross.md", article("桥下的灯。", 标题="灯", 不相关="a", 栏目="桥"))
    assert related(newsroom, "river") == ["lift-1"]
    newsroom.settings["LINLI_RELATED_BOTH_WAYS"] = True
    assert [(last(one), one.reason) for one in view(newsroom, "river").related] == [
        ("lift-1", "编辑推荐"),
        ("a", "编辑推荐"),
    ]
    assert related(newsroom, "a") == ["river", "quiet", "cross"]
    assert related(newsroom, "quiet") == []
    assert related(newsroom, "cross") == []


def test_languages_mix_where_the_settings_say_so_and_translations_never_do(newsroom: Paper) -> None:
    newsroom.write("articles/hant.md", article(retold(7), 语言="zh-Hant"))
    newsroom.write("articles/hant/lift-1.zh-Hant.md", article(retold(8), 语言="zh-Hant"))
    assert related(newsroom, "lift-1") == ["lift-2"]
    newsroom.settings["LINLI_RELATED_LANGUAGES"] = [["zh-Hans", "zh-Hant"], ["en"]]
    assert sorted(related(newsroom, "lift-1")) == ["hant", "lift-2"]
    assert "lift-1.zh-hant" in map(str.lower, related(newsroom, "lift-2"))


def test_reasons_are_in_the_language_of_the_page(newsroom: Paper) -> None:
    header = {"标签": "橋", "语言": "zh-Hant"}
    newsroom.write("articles/a.md", article("橋上的燈亮了。", 标题="橋上", **header))  # type: ignore[arg-type]
    newsroom.write("articles/b.md", article("石板路。", 标题="石板", **header))  # type: ignore[arg-type]
    shown = view(newsroom, "a")
    assert [shown.related_heading, shown.related[0].reason] == ["相關報導", "都寫到橋"]
    header = {"标签": "bridge", "语言": "en"}
    newsroom.write("articles/c.md", article("A bridge.", 标题="A", **header))  # type: ignore[arg-type]
    newsroom.write("articles/d.md", article("A lane.", 标题="B", **header))  # type: ignore[arg-type]
    assert view(newsroom, "c").related[0].reason == "Both about bridge"


def test_a_guide_does_not_fall_behind_by_age(newsroom: Paper) -> None:
    newsroom.settings["LINLI_RELATED_LIMIT"] = 1
    for name, number, day in (("how", 12, "2024-01-01"), ("news", 11, "2025-01-01")):
        header = {"标题": "老楼", "日期": day, "栏目": "指南" if name == "how" else "民生"}
        newsroom.write(f"articles/{name}.md", article(retold(number), **header))  # type: ignore[arg-type]
    for number in (1, 2):
        newsroom.write(f"articles/lift-{number}.md", article(状态="草稿"))
    newsroom.write("articles/a.md", article(retold(13), 标题="三月的电梯"))
    assert related(newsroom, "a") == ["news"]
    newsroom.settings["LINLI_RELATED_GUIDES"] = ["指南"]
    assert related(newsroom, "a") == ["how"]


def test_near_copies_are_told_by_their_texts_whatever_lists_remember_of_them(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What a list that was mended remembers of near-copies it left out depends on how it was mended.
    monkeypatch.setattr("linli.related.lists.Lists.left_out", lambda _: iter(()))
    fill(paper)
    for number in (1, 2):
        paper.write(f"articles/copy-{number}.md", article(LIFT, 标题=f"抄{number}", 栏目="要闻"))
    paper.write("articles/river.md", article(RIVER, 标题="江边一夜", 栏目="要闻"))
    assert len({"copy-1", "copy-2"}.intersection(related(paper, "river"))) == 1


def test_near_copies_are_not_among_the_latest_either(paper: Paper) -> None:
    text = "".join(chr(0x7000 + number) for number in range(60))
    paper.write("articles/first.md", article(text, 标题="一", 日期="2026-03-01"))
    paper.write("articles/again.md", article(text + "完", 标题="二", 日期="2026-03-02"))
    paper.write("articles/third.md", article("桥上的灯亮了。", 标题="三", 日期="2026-03-03"))
    assert related(paper, "first") == ["third"], "its own copy is not there"
    assert related(paper, "third") == ["again"], "of two copies, the newer one"


def test_a_near_copy_of_a_pin_is_not_below_it(newsroom: Paper) -> None:
    newsroom.write("articles/copy.md", article(retold(2) + "完", 标题="转来的电梯"))
    assert {"lift-2", "copy"} & set(related(newsroom, "lift-1")), "they are alike"
    newsroom.write("articles/lift-1.md", article(retold(1), 标题="电梯故事1", 相关="lift-2"))
    assert related(newsroom, "lift-1") == ["lift-2"]


# what is written over the story a.md, one after the other
CHANGES = [
    {"标签": "青石巷"},
    {"地名": "青石巷"},
    {"相关": "lift-2"},
    {"标题": "老楼，加装电梯"},
    {"标签": "青石巷", "状态": "草稿"},
    {},
]


def test_links_names_pins_and_titles_that_change_come_to_what_a_clean_build_says(
    newsroom: Paper,
) -> None:
    newsroom.settings["LINLI_RELATED_BOTH_WAYS"] = True
    newsroom.write("articles/b.md", article("石板路。", 标题="加装电梯，路", 标签="青石巷"))
    newsroom.write("articles/copy.md", article(retold(2) + "完", 标题="转来的电梯"))
    newsroom.build()
    told = set()
    for number, change in enumerate(CHANGES):
        text = "[江边](river.md)写过。" if number % 2 else retold(1)
        newsroom.write("articles/a.md", article(text, **change))  # type: ignore[arg-type]
        newsroom.build()
        found = newsroom.built()
        newsroom.build(full=True)
        assert newsroom.built() == found, f"after {change}"
        told.add(newsroom.page("articles/b/index.html"))
    assert len(told) > 2, "lists changed, so that this shows something"


def test_builds_in_one_process_choose_what_a_clean_one_does(newsroom: Paper) -> None:
    edits: list[tuple[str, str | None]] = [
        ("articles/river.md", article("江边" + retold(9), 标题="江边一夜", 栏目="要闻")),
        ("articles/lift-1.md", article(retold(1) + "又过了一天。", 标题="电梯故事1")),
        ("articles/lift-2.md", article(retold(2) + "[江边](river.md)", 标题="老楼，加装电梯")),
        ("articles/new.md", article(retold(5), 标题="新来的电梯", 相关="river")),
        ("articles/lift-2.md", article(retold(2), 标题="电梯故事2", 状态="草稿")),
        ("articles/lift-1.md", None),
    ]
    told = set()
    with a_press(cache_beside(newsroom.output)) as press:
        for path, text in edits:
            build(newsroom.newsroom, options_at(), press=press)
            if text is None:
                (newsroom.root / "content" / path).unlink()
            else:
                newsroom.write(path, text)
            build(newsroom.newsroom, options_at(), press=press)
            found = newsroom.built()
            newsroom.build(full=True)
            assert newsroom.built() == found, f"after {path}"
            told.add(newsroom.page("articles/river/index.html"))
    assert len(told) > 2, "lists changed, so that this shows something"
