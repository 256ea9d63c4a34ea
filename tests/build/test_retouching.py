"""A build after which the plan is the same does not plan, and makes what a clean build makes."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
import time
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec.structs import replace

from linli.build.cache import CARDS, LISTED, NAMED, RECIPES, RECORD
from linli.build.config import load_newsroom
from linli.build.deciding import remember_pages
from linli.build.pipeline import build
from linli.build.places import cache_beside
from linli.build.preparing import prepare, review_stories
from linli.build.press import SHELVES_FILE, press_beside
from linli.build.record import enter_recipes
from linli.build.rendering import render_all
from linli.build.report import Report
from linli.release.manifest import MANIFEST
from linli.site import Face
from linli.survey import TICK
from tests.build.edited import LIFT, RIVER, Edited, refused
from tests.conftest import ROOT
from tests.factories import article, options_at
from tests.pages.pictures import png
from tests.related.newsroom import retold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from linli.build.cache import Cache
    from linli.build.record import Rows
    from linli.pages.recipe import Recipe

    Change = Callable[[Edited], object]

pytestmark = pytest.mark.slow

FIELDS = {
    "lift-1": {
        "标题": "装电梯（1）",
        "标签": "电梯、老楼",
        "记者": "周岚",
        "日期": "2026-03-11 08:00",
    },
    "lift-2": {"标题": "装电梯（2）", "标签": "电梯、老楼", "日期": "2026-03-12 08:00"},
    "lift-3": {"标题": "电梯的账", "标签": "电梯、老楼", "相关": "river-1", "日期": "2026-03-13"},
    "lift-4": {"标题": "电梯下周动工", "标签": "电梯", "来源": "青禾报", "日期": "2026-03-14"},
    "river-1": {
        "标题": "江边第1夜",
        "标签": "江",
        "配图": "![井](images/a.png)",
        "日期": "2026-02-11",
    },
    "river-2": {
        "标题": "江边第2夜",
        "标签": "江",
        "更正": "2026-03-01 姓名用字已改",
        "日期": "2026-02-12",
    },
    "river-3": {"标题": "江边第3夜", "标签": "江", "状态": "已撤回", "日期": "2026-02-13"},
    "river-4": {"标题": "江边第4夜", "别名": "/old/night/", "相关": "无", "日期": "2026-02-14"},
    "alone": {"标题": "街心花园开了", "栏目": "民生", "摘要": "桂花开了。", "日期": "2026-01-05"},
    "draft": {"标题": "还没写完", "状态": "草稿"},
    "english": {"标题": "The lift is coming", "语言": "en", "日期": "2026-03-15"},
}
"""What the header of each story says."""
BODIES = {
    name: f"{RIVER if name.startswith('river') else ''}{retold(number)}。第{number}篇，见[另一篇](lift-2.md)。"
    for number, name in enumerate(FIELDS)
} | {
    "alone": "花园里的桂花是社区自己种的。",
    "english": "The lift will be built in June, see [the plan](lift-1.md).",
}


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Edited]:
    """A newsroom with feeds, kits and all that names a story, built once."""
    site = begun(tmp_path)
    site.build()
    yield site
    site.close()


def begun(folder: Path) -> Edited:
    """Return such a newsroom, whose pictures were not written a moment ago."""
    site = Edited(folder)
    site.set(
        SITEURL="https://news.example",
        LINLI_FEEDS=["site", "notices", "columns", "series", "tags", "people", "corrections"],
        LINLI_FEED_SIZE=3,
    )
    for name in FIELDS:
        write(site, name)
    site.paper.write("notices/water.md", article(RIVER, 栏目=None, 失效="2026-03-22", 标题="停水"))
    site.paper.write("pages/about.md", "标题：关于\n\n我们。\n")
    site.paper.write("images/a.png", png())
    time.sleep(2 * TICK / 1e9)  # what is newer may be written again without a trace
    return site


def write(site: Edited, name: str, body: str = "", **fields: str | None) -> None:
    site.write(name, body or BODIES[name], **{**FIELDS.get(name, {}), **fields})


def story(name: str, body: str = "", **fields: str | None) -> Change:
    return lambda site: write(site, name, body, **fields)


def two(site: Edited) -> None:
    write(site, "lift-4", 标题="动工")
    write(site, "alone", "花园关了。")


# what is changed: how
RETOUCHED: dict[str, Change] = {
    "a title": story("lift-4", 标题="电梯明天动工"),
    "a text": story("lift-4", BODIES["lift-4"] + "又补一句。"),
    "a summary": story("alone", 摘要="一句话。"),
    "a line more in a header": story("lift-4", 摘要="一句话。"),
    "a line less in a header": story("alone", 摘要=None),
    "the form of a header": lambda site: site.paper.write("articles/alone.md", article(BODIES["alone"], yaml=True, **{**FIELDS["alone"], "标题": "花园"})),
    "a text that belongs elsewhere now": story("lift-4", RIVER + "灯笼和手电，见[另一篇](lift-2.md)。"),
    "a text with its first sentence": story("alone", "桂花开了。" + BODIES["alone"]),
    "a title in another language": story("english", 标题="The lift comes in June"),
    "a text above a link": story("lift-4", "先说一句。\n\n" + BODIES["lift-4"]),
    "the text of one of a series": story("lift-1", BODIES["lift-1"] + "又补一句。"),
    "the text of a corrected story": story("river-2", BODIES["river-2"] + "又补一句。"),
    "the text of a withdrawn story": story("river-3", BODIES["river-3"] + "又补一句。"),
    "the title of a story with an old address": story("river-4", 标题="灯会那一夜"),
    "the text of a draft": story("draft", LIFT + "还差一段，见[另一篇](lift-2.md)。"),
    "the title of a draft": story("draft", 标题="快写完了"),
    "the text of a standing page": lambda site: site.paper.write("pages/about.md", "标题：关于\n\n我们，还有您。\n"),
    "the title of a notice": lambda site: site.paper.write("notices/water.md", article(RIVER, 栏目=None, 失效="2026-03-22", 标题="停水两天")),
    "two stories": two,
    "a file that is only touched": lambda site: (site.paper.content / "articles/alone.md").touch(),
}  # fmt: skip
PLANNED: dict[str, Change] = {
    "the title of one of a series": story("lift-1", 标题="装电梯，开头（1）"),
    "the title of a corrected story": story("river-2", 标题="江边又一夜"),
    "the title of a standing page": lambda site: site.paper.write("pages/about.md", "标题：关于我们\n\n我们。\n"),
    "a tag": story("alone", 标签="花园"),
    "a day": story("alone", 日期="2026-01-06"),
    "a link": story("alone", "花园见[旧事](river-1.md)。"),
    "a draft comes out": story("draft", 状态=None),
    "a new story": lambda site: site.write("new", RIVER, 标题="新来的", 日期="2026-03-16"),
    "a picture": lambda site: site.paper.write("images/a.png", png(5, 4)),
    "a setting": lambda site: site.set(LINLI_PUBLISHER="别的单位"),
    "the hour": lambda site: setattr(site, "now", datetime.fromisoformat("2026-03-23T00:00:00+08:00")),
}  # fmt: skip


def is_retouched(report: Report) -> bool:
    return "retouch" in report.stages and "plan" not in report.stages


@pytest.mark.parametrize("name", RETOUCHED)
def test_what_leaves_the_plan_as_it_is_is_not_planned_again(site: Edited, name: str) -> None:
    RETOUCHED[name](site)
    report = site.build()
    assert is_retouched(report), f"{name}: expected no planning, got {report.stages}"
    assert site.paper.built() == site.clean(), name


@pytest.mark.parametrize("name", PLANNED)
def test_whatever_else_changes_is_planned(site: Edited, name: str) -> None:
    PLANNED[name](site)
    report = site.build()
    assert not is_retouched(report), f"{name}: expected a plan"
    assert site.paper.built() == site.clean(), name


def test_a_plan_depends_on_no_face(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom = load_newsroom(ROOT / "pelicanconf.py", output=tmp_path / "output")
    newsroom = replace(newsroom, related_limit=0)  # lists of related stories are not of the plan
    plain = [without_faces(page) for page in prepare(newsroom, options_at(), Report()).plan.pages]
    masked = Face("蒙着脸的题目", "蒙着脸的摘要。")
    monkeypatch.setattr("linli.site.desk.face_of", lambda _: masked)
    pages = prepare(newsroom, options_at(), Report()).plan.pages
    assert any(one.title == masked.title for page in pages for one in page.shown)
    assert [without_faces(page) for page in pages] == plain


def without_faces(page: Recipe) -> Recipe:
    blank = Face("", "")._asdict()
    shown = tuple([one._replace(**blank, mark=b"") for one in page.shown])
    return page._replace(shown=shown)


def test_a_report_of_a_retouched_site_says_what_a_full_one_says(site: Edited) -> None:
    write(site, "lift-4", 标题="电梯明天动工")
    retouched, clean = site.build(), site.report_of_clean()
    for figure in (
        "read",
        "published",
        "hidden",
        "drafts",
        "expired",
        "withdrawn",
        "pages",
        "assets",
    ):
        assert getattr(retouched, figure) == getattr(clean, figure), figure
    assert list(retouched.problems) == list(clean.problems)


def test_a_report_says_where_the_site_lies_after_it_was_moved(site: Edited) -> None:
    moved = replace(site.paper.newsroom, output=site.paper.root / "moved")
    cache_beside(site.paper.output).parent.rename(cache_beside(moved.output).parent)
    site.paper.output.rename(moved.output)
    write(site, "lift-4", 标题="电梯明天动工")
    retouched = build(moved, options_at())
    assert is_retouched(retouched)
    assert retouched.output == str(moved.output)


def test_what_is_pointed_out_stays_pointed_out(site: Edited) -> None:
    site.write(
        "odd", "见[没有的](nowhere.md)。", 标题="链错了", 相关="没有的题目", 日期="2026-03-16"
    )
    before = refused(site.build)
    assert before, "expected a broken link to be an error"
    (site.paper.content / "articles/odd.md").unlink()
    site.write("odd", RIVER, 标题="不链了", 摘要="", 日期="2026-03-16", 标签="江、 灯")
    site.build()
    write(site, "lift-4", 标题="电梯明天动工")
    assert list(site.build().problems) == list(site.report_of_clean().problems)


def test_what_another_command_read_meanwhile_is_not_taken_for_built(site: Edited) -> None:
    write(site, "lift-4", 标题="电梯明天动工")
    with press_beside(site.paper.output) as press:
        review_stories(site.paper.newsroom, press)
        press.cache.save()
    write(site, "alone", "花园关了。")
    site.build()
    assert site.paper.built() == site.clean()


@pytest.mark.parametrize("shelf", [RECIPES, NAMED, LISTED, RECORD])
def test_a_record_that_is_not_whole_is_done_without(site: Edited, shelf: bytes) -> None:
    site.spoil(shelf)
    write(site, "lift-4", 标题="电梯明天动工")
    site.build()
    assert site.paper.built() == site.clean()


def test_what_was_pointed_out_in_a_file_of_which_the_card_is_lost_is_found_again(
    site: Edited,
) -> None:
    site.spoil(CARDS, "articles/river-3.md")  # its day of withdrawal is missing
    write(site, "alone", 标题="花园开了")
    report = site.build()
    assert list(report.problems) == list(site.report_of_clean().problems)
    assert site.paper.built() == site.clean()


@pytest.mark.parametrize("few", [1, 7, 1000])
def test_however_many_recipes_and_words_are_held_in_memory_all_are_kept(
    site: Edited, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr("linli.build.printing.AT_ONCE", few)
    monkeypatch.setattr("linli.related.cold.AT_HAND", few)
    shutil.rmtree(site.paper.output.parent / ".output.linli")
    site.build()
    write(site, "lift-4", 标题="电梯开了")
    report = site.build()
    assert is_retouched(report), report.stages
    assert site.paper.built() == site.clean()


@pytest.mark.parametrize("when", ["remember_pages", "enter_record"])
def test_recipes_of_a_first_build_that_failed_are_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """They are kept before it is known that it succeeds; a preview goes on with the same cache."""
    site = begun(tmp_path)

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    with press_beside(site.paper.output) as press:
        with monkeypatch.context() as failing:
            failing.setattr(f"linli.build.printing.{when}", fail)
            with pytest.raises(ZeroDivisionError):
                build(site.paper.newsroom, options_at(), press=press)
        (site.paper.content / "articles/alone.md").rename(site.paper.content / "articles/garden.md")
        build(site.paper.newsroom, options_at(), press=press)
    write(site, "lift-4", 标题="电梯开了")
    report = site.build()
    site.close()
    assert is_retouched(report), "there is a recipe of a page that is not there"
    assert site.paper.built() == site.clean()


def test_what_was_read_is_kept_where_relating_is_broken_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = begun(tmp_path)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as stopping:
        stopping.setattr("linli.build.choose.relate_by_text", stop)
        with pytest.raises(KeyboardInterrupt):
            site.build()
    report = site.build()
    site.close()
    assert (report.read, report.changed) == (len(FIELDS) + 2, 0)


def test_a_plan_of_which_not_all_could_be_kept_is_made_again(
    site: Edited, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("linli.build.cache.PATIENCE", 0.01)
    shelves = cache_beside(site.paper.output) / SHELVES_FILE
    with closing(sqlite3.connect(shelves, isolation_level=None)) as other:

        def begin(cache: Cache, made: Mapping[str, tuple[bytes, str]]) -> None:
            other.execute("BEGIN IMMEDIATE")
            remember_pages(cache, made)

        def end(cache: Cache, rows: Rows) -> None:
            enter_recipes(cache, rows)
            other.execute("ROLLBACK")

        # another command holds the cache while pages are kept, and lets go of it before the record is
        with monkeypatch.context() as held:
            held.setattr("linli.build.printing.remember_pages", begin)
            held.setattr("linli.build.printing.enter_recipes", end)
            write(site, "lift-4", 日期="2026-03-11")
            site.build()
    write(site, "alone", 标题="花园开了")
    site.build()
    assert site.paper.built() == site.clean()


def test_pages_of_a_theme_that_was_written_in_meanwhile_leave_nothing_behind(
    site: Edited, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the record holds a page that nobody knows, and after it is gone all has to be begun anew."""
    sheet = site.paper.theme / "static" / "style.css"
    before = sheet.read_bytes()

    def rendering(*given: Any) -> Any:
        sheet.write_bytes(before + b"\n")
        return iter(list(render_all(*given)))

    with monkeypatch.context() as patch:
        patch.setattr("linli.build.printing.render_all", rendering)
        story("new", RIVER, 标题="新来的")(site)
        site.build()
    sheet.write_bytes(before)
    (site.paper.content / "articles/new.md").unlink()
    site.build()
    story("lift-4", 标题="电梯明天动工")(site)
    report = site.build()
    assert is_retouched(report)
    assert report.rendered < report.pages, "not all had to be made anew"
    assert site.paper.built() == site.clean()


def test_a_list_that_changes_of_a_story_of_which_the_card_is_lost_is_made(site: Edited) -> None:
    for name in ("lift-1", "lift-2", "lift-3"):
        site.spoil(CARDS, f"articles/{name}.md")
    write(site, "lift-4", RIVER + "灯笼和手电，见[另一篇](lift-2.md)。")
    site.build()
    assert site.paper.built() == site.clean()


# what is changed beside two near-copies in one column, whether the site is planned, how
COMPARED: list[tuple[str, bool, Change]] = [
    ("a draft, which nobody is compared with", False, story("draft", BODIES["draft"] + "还差一段。")),
    ("a lonely story, like nobody as before", False, story("alone", "花园里开的是桂花。")),
    ("the title of a near-copy", True, lambda site: copied(site, 2, retold(9), "抄来的")),
    ("a near-copy, which is none now", True, lambda site: copied(site, 2, RIVER + "抄错了。")),
    ("a lonely story, which is a near-copy now", True, story("alone", retold(9) + "完。")),
    ("the latest of the column, which is a near-copy now", True, lambda site: copied(site, 3, retold(9) + "完。")),
    ("the latest of the column, like nobody as before", False, lambda site: copied(site, 3, "井边的石榴红透了。")),
]  # fmt: skip


def copied(site: Edited, number: int, text: str, title: str = "") -> None:
    """Write a story into the column of the lonely one."""
    title, day = title or f"抄{number}", f"2026-01-{number + 3:02}"
    site.write(f"copy-{number}", text, 栏目="民生", 标题=title, 日期=day)


@pytest.mark.parametrize(
    ("planned", "change"), [row[1:] for row in COMPARED], ids=[row[0] for row in COMPARED]
)
def test_what_fills_an_empty_list_is_planned_when_near_copies_may_be_others(
    site: Edited, planned: bool, change: Change
) -> None:
    for number, text in ((1, retold(9)), (2, retold(9)), (3, "井边的石榴红了。")):
        copied(site, number, text)
    site.build()
    change(site)
    report = site.build()
    assert is_retouched(report) is not planned, report.stages
    assert site.paper.built() == site.clean()


def test_a_story_that_moved_is_shown_as_it_says_now(site: Edited) -> None:
    folder = site.paper.content / "articles"
    for name in ("lift-4", "alone"):  # their ids stay, and so do the pages that list them
        write(site, name, 编号=name)
    site.build()
    (folder / "lift-4.md").rename(folder / "moved.md")
    site.build()
    assert site.paper.built() == site.clean()
    for name, where in (("lift-4", "moved"), ("alone", "alone")):
        fields: dict[str, Any] = {**FIELDS[name], "编号": name, "标题": f"新题{name}"}
        site.write(where, BODIES[name], **fields)
        report = site.build()
        assert is_retouched(report), report.stages
        assert site.paper.built() == site.clean(), f"{name} is listed under its old title"


def test_stories_that_changed_places_are_not_taken_for_each_other(site: Edited) -> None:
    folder = site.paper.content / "articles"
    for name in ("lift-4", "alone"):
        write(site, name, 编号=name)
    site.build()
    (folder / "lift-4.md").rename(folder / "held")
    (folder / "alone.md").rename(folder / "lift-4.md")
    (folder / "held").rename(folder / "alone.md")
    site.build()
    fields: dict[str, Any] = {**FIELDS["alone"], "编号": "alone", "标题": "花园又开了"}
    site.write("lift-4", BODIES["alone"], **fields)
    report = site.build()
    assert is_retouched(report), report.stages
    assert site.paper.built() == site.clean()


# what a tool made of the manifest: how
TIDIED: dict[str, Callable[[bytes], bytes]] = {
    "as it was": lambda content: content,
    "indented": lambda content: json.dumps(json.loads(content), indent=2).encode(),
    "with the line ends of another system": lambda content: content.replace(b"\n", b"\r\n"),
}


@pytest.mark.parametrize("how", TIDIED)
def test_a_manifest_in_another_form_does_not_keep_a_page_as_it_was(site: Edited, how: str) -> None:
    manifest = site.paper.output / MANIFEST
    content = TIDIED[how](manifest.read_bytes())
    manifest.unlink()  # it is a file of the other tree, too
    manifest.write_bytes(content)
    for title in ("动工", None, "动工"):  # there and back: what was replaced must be known to be
        write(site, "lift-4", **({"标题": title} if title else {}))
        site.build()
        assert site.paper.built() == site.clean(), how
    manifest.write_bytes(TIDIED[how](manifest.read_bytes()))
    site.build()
    assert site.paper.built() == site.clean(), f"{how}: expected the form of Linli"


def test_a_title_by_which_an_editor_called_a_story_is_planned_with(site: Edited) -> None:
    write(site, "lift-3", 相关="江边第4夜")
    site.build()
    write(site, "river-4", 标题="灯会那一夜")
    site.compare()  # nobody is called so any more, and the editor is told


def test_a_note_from_planning_moves_with_its_line(site: Edited) -> None:
    write(site, "alone", "花园见[稿子](draft.md)。")
    before = site.build().problems
    write(site, "alone", "先说一句。\n\n花园见[稿子](draft.md)。")
    problems = site.build().problems
    assert list(problems) == list(site.report_of_clean().problems)
    assert problems != before, "expected a note about the link, two lines further down"


NAMES = st.sampled_from([*FIELDS])
TITLES = st.sampled_from(["灯会", "电梯下周动工", "电梯的账", "江边第4夜", "停水", "Lifts"])
TEXTS = st.sampled_from(
    [LIFT, RIVER, LIFT + RIVER, *map(retold, (1, 2, 3)), "见[一篇](lift-1.md)。"]
)


class Rewording(RuleBasedStateMachine):
    """A newsroom whose stories are reworded at random, and now and then changed otherwise."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.site = begun(Path(self.folder.name) / "paper")
        self.said: dict[str, dict[str, str | None]] = {}
        self.bodies: dict[str, str] = {}
        self.site.build()

    def _write(self, name: str) -> None:
        write(self.site, name, self.bodies.get(name, ""), **self.said.get(name, {}))

    @rule(name=NAMES, title=TITLES)
    def retitle(self, name: str, title: str) -> None:
        self.said.setdefault(name, {})["标题"] = title
        self._write(name)

    @rule(name=NAMES, text=TEXTS)
    def reword(self, name: str, text: str) -> None:
        self.bodies[name] = text
        self._write(name)

    @rule(name=NAMES, summary=st.sampled_from([None, "一句话。", "两句。话。"]))
    def resume(self, name: str, summary: str | None) -> None:
        self.said.setdefault(name, {})["摘要"] = summary
        self._write(name)

    @rule(name=NAMES, pins=st.sampled_from([None, "lift-2", "电梯的账", "江边第4夜", "无"]))
    def pin(self, name: str, pins: str | None) -> None:
        self.said.setdefault(name, {})["相关"] = pins
        self._write(name)

    @rule(name=NAMES, day=st.sampled_from(["2026-01-01", "2026-03-10", "2026-03-16"]))
    def redate(self, name: str, day: str) -> None:
        self.said.setdefault(name, {})["日期"] = day
        self._write(name)

    @invariant()
    def it_is_what_a_clean_build_makes(self) -> None:
        if not hasattr(self, "site"):
            return
        self.site.compare()

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.site.close()
            self.folder.cleanup()


Rewording.TestCase.settings = settings(
    max_examples=6,
    stateful_step_count=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.slow
class TestRewording(Rewording.TestCase):  # type: ignore[misc,valid-type]  # hypothesis makes it
    """Random sequences of rewordings."""
