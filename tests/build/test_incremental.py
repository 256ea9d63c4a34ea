"""After any change, an incremental build makes what a clean one makes, byte for byte."""

from __future__ import annotations

import os
import shutil
import time
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from linli.build.inputs import ThemeMarks
from linli.build.rendering import render_all
from linli.errors import ThemeError
from tests.build.edited import LIFT, RIVER, Edited, refused
from tests.conftest import ROOT
from tests.factories import article
from tests.pages.pictures import png
from tests.related.newsroom import retold
from tests.sounds import mp3

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from linli.build.report import Report

    Change = Callable[[Edited], object]

pytestmark = pytest.mark.slow


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Edited]:
    """A newsroom in which everything a page can show is shown."""
    site = Edited(tmp_path)
    for number in (1, 2, 3, 4, 5):
        site.write(
            f"lift-{number}",
            f"{retold(number)}。这是第{number}篇，见[另一篇](lift-{number % 5 + 1}.md)。",
            标题=f"装电梯（{number}）",
            标签="电梯、老楼",
            记者="周岚",
            日期=f"2026-03-1{number} 08:00",
            配图="![井](images/a.png)" if number == 1 else None,
        )
    for number in (1, 2, 3, 4):
        site.write(
            f"river-{number}",
            f"{RIVER}{retold(number)}。第{number}夜。",
            标题=f"江边第{number}夜",
            标签="江",
            日期=f"2026-02-1{number}",
        )
    site.write("draft", 状态="草稿", 标题="还没写完")
    site.write("later", 日期="2026-03-23 09:00", 标题="明天的事", 标签="电梯")
    site.paper.write("notices/water.md", article(RIVER, 栏目=None, 失效="2026-03-22", 标题="停水"))
    site.paper.write("pages/about.md", "标题：关于\n\n我们。\n")
    site.paper.write("images/a.png", png())
    site.paper.write("images/b.png", png(9, 7))
    yield site
    site.close()


def rename(site: Edited) -> None:
    content = site.paper.content / "articles"
    (content / "river-2.md").rename(content / "night.md")


def at(text: str) -> Change:
    def change(site: Edited) -> None:
        site.now = datetime.fromisoformat(text)

    return change


def story(name: str, body: str = LIFT, **fields: Any) -> Change:
    return lambda site: site.write(name, body, **fields)


def annals(*lines: str) -> Change:
    return lambda site: site.paper.annals.write_text("".join(f"{one}\n" for one in lines), "utf-8")


def readdressed(site: Edited) -> None:
    site.set(SITEURL="https://news.example")
    annals("river-1\t2026-02-11\t/articles/river-1/\told.example,2019")(site)


PICTURED = '见[江边](river-2.md)。\n\n![灯](images/c.png "灯。摄影：丁一")'

# what is changed: (how, whether readers see a difference)
CHANGES: dict[str, tuple[Change, bool]] = {
    "nothing": (lambda site: None, False),
    "a file that is only touched": (lambda site: (site.paper.content / "articles/river-1.md").touch(), False),
    "title": (story("river-1", RIVER, 标题="另一个题目", 标签="江", 日期="2026-02-11"), True),
    "body": (story("river-1", RIVER + "又一句。", 标题="江边第1夜", 标签="江", 日期="2026-02-11"), True),
    "body with other words": (story("river-1", LIFT, 标题="江边第1夜", 标签="江", 日期="2026-02-11"), True),
    "summary": (story("river-1", RIVER, 标题="江边第1夜", 标签="江", 摘要="新的摘要。", 日期="2026-02-11"), True),
    "date": (story("river-1", RIVER, 标题="江边第1夜", 标签="江", 日期="2025-01-02"), True),
    "column": (story("river-1", RIVER, 标题="江边第1夜", 标签="江", 栏目="民生", 日期="2026-02-11"), True),
    "tags": (story("river-1", RIVER, 标题="江边第1夜", 标签="江、灯笼", 日期="2026-02-11"), True),
    "the last of a tag": (lambda site: [story(f"river-{n}", RIVER, 标题=f"江边第{n}夜", 日期=f"2026-02-1{n}")(site) for n in (1, 2, 3, 4)], True),
    "series": (story("river-1", RIVER, 标题="装电梯（6）", 日期="2026-02-11"), True),
    "a series loses its middle": (story("lift-3", 标题="装电梯（3）", 状态="草稿", 日期="2026-03-13 08:00"), True),
    "people": (story("river-1", RIVER, 标题="江边第1夜", 标签="江", 记者="许亦辰", 日期="2026-02-11"), True),
    "editor": (story("river-1", RIVER, 标题="江边第1夜", 标签="江", 责编="陆一鸣", 日期="2026-02-11"), True),
    "cover": (story("river-1", RIVER, 标题="江边第1夜", 标签="江", 配图="![灯](images/b.png)", 日期="2026-02-11"), True),
    "the picture itself": (lambda site: site.paper.write("images/a.png", png(5, 4)), True),
    "a link to another story": (story("river-1", RIVER + "见[电梯](lift-1.md)。", 标题="江边第1夜", 标签="江", 日期="2026-02-11"), True),
    "pins": (story("river-1", RIVER, 标题="江边第1夜", 标签="江", 相关="lift-5", 日期="2026-02-11"), True),
    "old address": (story("river-1", RIVER, 标题="江边第1夜", 标签="江", 别名="/old/night/", 日期="2026-02-11"), True),
    "correction": (story("river-1", RIVER, 标题="江边第1夜", 标签="江", 更正="2026-03-01 姓名用字已改", 日期="2026-02-11"), True),
    "new": (story("new", RIVER, 标题="新来的", 日期="2026-03-21"), True),
    "new and old": (story("new", RIVER, 标题="旧事", 标签="江", 日期="2020-03-21"), True),
    "deleted": (lambda site: (site.paper.content / "articles/river-2.md").unlink(), True),
    "renamed": (rename, True),
    "a draft comes out": (story("draft", 标题="写完了", 日期="2026-03-01"), True),
    "a story becomes a draft": (story("river-1", RIVER, 标题="江边第1夜", 状态="草稿", 日期="2026-02-11"), True),
    "withdrawn": (story("river-1", RIVER, 标题="江边第1夜", 状态="已撤回", 日期="2026-02-11"), True),
    "an embargo passes": (at("2026-03-23T09:00:00+08:00"), True),
    "a notice expires": (at("2026-03-23T00:00:00+08:00"), True),
    "time goes back": (at("2026-03-13T07:00:00+08:00"), True),
    "time passes": (at("2026-03-22T20:00:00+08:00"), False),
    "standing page": (lambda site: site.paper.write("pages/about.md", "标题：关于我们\n\n我们。\n"), True),
    "template": (lambda site: site.theme("templates/article.html", "story-title", "story-name"), True),
    "included template": (lambda site: site.theme("templates/components/moment.html", "<time ", '<time class="t" '), True),
    "base template": (lambda site: site.theme("templates/base.html", "<body ", '<body data-x="1" '), True),
    "a template nobody uses": (lambda site: (site.paper.theme / "templates/spare.html").write_text("x", "utf-8"), False),
    "style sheet": (lambda site: (site.paper.theme / "static/style.css").write_text("body{}", "utf-8"), True),
    "another static file": (lambda site: (site.paper.theme / "static/new.svg").write_text("<svg/>", "utf-8"), True),
    "language string": (lambda site: site.theme("lang/zh-Hans.toml", "skip = \"", "skip = \"请"), True),
    "site name": (lambda site: site.set(SITENAME="改了名的邻里"), True),
    "annals without news": (annals("river-1\t2026-02-11\t/articles/river-1/\t-"), False),
    "an old address": (annals("river-1\t2026-01-01\t/articles/night/\t-"), True),
    "an address of a story that is gone": (annals("old\t2026-01-01\t/articles/old/\t-"), True),
    "annals of a site with another address": (readdressed, True),
    "rules for a server": (lambda site: site.set(LINLI_REDIRECTS=["nginx"]), True),
    "address of the site": (lambda site: site.set(SITEURL="https://news.example/paper"), True),
    "columns": (lambda site: site.set(LINLI_COLUMNS=[{"name": "民生", "slug": "life"}]), True),
    "page size": (lambda site: site.set(DEFAULT_PAGINATION=3), True),
    "length of related lists": (lambda site: site.set(LINLI_RELATED_LIMIT=1), True),
    "reasons off": (lambda site: site.set(LINLI_RELATED_REASONS=False), True),
    "who may reprint": (lambda site: site.set(LINLI_REUSE="none"), True),
    "time zone": (lambda site: site.set(TIMEZONE="America/New_York"), True),
    "a field of the site's own": (lambda site: site.set(LINLI_FIELDS={"phone": {"type": "line", "aliases": ["电话"], "zh": "电话", "en": "Telephone"}}), False),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", CHANGES)
def test_an_incremental_build_equals_a_clean_one(site: Edited, name: str) -> None:
    compare(site, name, *CHANGES[name])


def taken(body: str = PICTURED, **fields: str) -> Change:
    return story(
        "taken", body, **{"标题": "谁都能转", "转载许可": "CC BY", "失效": "2026-04-01", **fields}
    )


# what is changed where articles have a republish kit
KITS: dict[str, Change] = {
    "reuse": taken(转载许可="CC BY-ND"),
    "permission is needed": taken(转载许可="须经授权"),
    "nobody may": taken(转载许可="禁止转载"),
    "text": taken(PICTURED + "\n又一句。"),
    "a picture's credit": taken(PICTURED.replace("丁一", "周岚"), 记者="周岚"),
    "who took the pictures": taken(摄影="丁一"),
    "a picture": lambda site: site.paper.write("articles/images/c.png", png(8, 8)),
    "where a link in the text leads": story("river-2", RIVER, 标题="江边第2夜", 日期="2026-02-12", 编号="night"),
    "withdrawn": taken(状态="已撤回"),
    "expired": at("2026-04-02T00:00:00+08:00"),
    "the way to reach us": lambda site: site.set(LINLI_REPRINT_CONTACT="邮箱 ask@news.example"),
    "where to ask": lambda site: site.set(LINLI_ASK_URL="/about/"),
    "who is ours": lambda site: site.set(LINLI_PEOPLE={"丁一": {"unit": "测试邻里", "biography": ""}}),
    "only free ones": lambda site: site.set(LINLI_REPUBLISH="free"),
    "none": lambda site: site.set(LINLI_REPUBLISH="none"),
    "the address": lambda site: site.set(SITEURL="https://other.example/paper"),
    "a template": lambda site: site.theme("templates/republish.html", "republish-story", "story"),
    "the script": lambda site: (site.paper.theme / "static/copy.js").write_text("//", "utf-8"),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", KITS)
def test_an_incremental_build_of_republish_kits_equals_a_clean_one(site: Edited, name: str) -> None:
    site.set(SITEURL="https://news.example", LINLI_REPUBLISH="all", LINLI_FEEDS=[])
    site.paper.write("articles/images/c.png", png())
    taken()(site)
    compare(site, name, KITS[name], seen=True)


def compare(site: Edited, name: str, change: Change, seen: bool) -> None:
    """Build, change, build again and compare with a clean build."""
    site.build()
    before = site.paper.built()
    assert site.preview() == site.assisted() == before
    change(site)
    site.build()
    after = site.paper.built()
    clean = site.clean()
    assisted = site.assisted()
    for way, made in (("build", after), ("preview", site.preview()), ("assistant", assisted)):
        wrong = sorted(path for path in made | clean if made.get(path) != clean.get(path))
        assert wrong == [], f"after a change of {name} a {way} differs in these from a clean build"
    assert (after != before) == seen


SPELLINGS = ["components/foot.html", "./components/foot.html", "/components/foot.html", "components//foot.html", "components/./foot.html"]  # fmt: skip


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize(
    "call", ['{% include "NAME" %}', '{% from "NAME" import foot %}{{ foot() }}'], ids=["in", "of"]
)
def test_a_template_counts_however_its_name_is_spelled(
    site: Edited, spelling: str, call: str
) -> None:
    foot = site.paper.theme / "templates/components/foot.html"
    macro = "{% macro foot() %}MARK{% endmacro %}" if "import" in call else "MARK"
    foot.write_text(macro.replace("MARK", "<p>one</p>"), "utf-8")
    site.theme("templates/base.html", "</body>", call.replace("NAME", spelling) + "</body>")
    assert [one.rule for one in site.build().problems] == [], "the faster form finds it as well"

    def change(site: Edited) -> None:
        site.theme("templates/components/foot.html", "one", "another")

    compare(site, "an included template", change, seen=True)
    assert "<p>another</p>" in site.paper.page("index.html")


def test_a_template_that_the_file_system_finds_under_another_case_counts(
    site: Edited,
) -> None:
    foot = site.paper.theme / "templates/components/Foot.html"
    foot.write_text("<p>one</p>", "utf-8")
    site.theme("templates/base.html", "</body>", '{% include "components/FOOT.html" %}</body>')
    before = ThemeMarks(site.paper.theme).of("article.html")
    foot.write_text("<p>another</p>", "utf-8")
    assert ThemeMarks(site.paper.theme).of("article.html") != before
    assert ThemeMarks(site.paper.theme).of("components/moment.html") == ThemeMarks(
        ROOT / "theme"
    ).of("components/moment.html"), "what does not include it stays"


def test_a_file_that_moves_from_templates_to_static_is_a_change(site: Edited) -> None:
    theme = site.paper.theme
    (theme / "templates/zz.txt").write_text("x", "utf-8")
    shutil.rmtree(theme / "static")
    (theme / "static").mkdir()
    (theme / "static/zzz.txt").write_text("y", "utf-8")

    def change(site: Edited) -> None:
        (theme / "templates/zz.txt").rename(theme / "static/zz.txt")

    compare(site, "a file of the theme that moves", change, seen=True)
    assert site.paper.page("theme/zz.txt") == "x"


@pytest.mark.parametrize("name", ["files/form.pdf", "audio/a.mp3", "images/large.png"])
def test_a_lower_limit_refuses_files_that_were_looked_into_before(
    site: Edited, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + 10**10)  # files are not of this moment
    content = {"png": png() + bytes(4000), "pdf": b"%PDF-1.4" + bytes(4000), "mp3": mp3(4)}
    site.paper.write(name, content[name[-3:]])
    call = {"png": "![图](/NAME)", "pdf": "[表](/NAME)", "mp3": "字。"}[name[-3:]]
    fields = {"音频": name} if name[-3:] == "mp3" else {}
    site.write("asset", call.replace("NAME", name), 标题="附件", **fields)
    assert [one.rule for one in site.build().problems] == []
    before = site.paper.built()
    site.set(LINLI_ASSET_LIMIT=1)
    for act in (site.build, site.preview, site.report_of_clean):
        problems = refused(act) or []
        assert {one.rule for one in problems} == {"asset-too-large"}, act
    assert site.paper.built() == before, "nothing is published"
    site.set(LINLI_ASSET_LIMIT=100)
    assert [one.rule for one in site.build().problems] == []


def pages_of(report: Report) -> tuple[int, int]:
    return report.rendered, report.reused


def test_a_changed_paragraph_makes_one_page_anew(site: Edited) -> None:
    site.build()
    report_of_nothing = site.build()
    assert pages_of(report_of_nothing) == (0, report_of_nothing.pages)
    site.paper.write("pages/about.md", "标题：关于\n\n我们，还有您。\n")
    report = site.build()
    assert (report.changed, report.rendered, report.replaced) == (1, 1, 1)


def test_a_changed_title_makes_the_pages_that_name_it_anew_and_no_other(site: Edited) -> None:
    site.build()
    before = site.paper.built()
    site.write("river-1", f"{RIVER}第1夜。", 标题="另一个题目", 标签="江", 日期="2026-02-11")
    report = site.build()
    after = site.paper.built()
    changed = {path for path in after if before.get(path) != after[path]} - {".linli.json"}
    naming = {
        path for path, text in after.items() if "另一个题目" in text.decode("utf-8", "ignore")
    }
    assert changed == naming
    assert report.rendered == len(changed) < report.pages / 2


def test_full_uses_nothing_of_earlier_builds_and_comes_to_the_same(site: Edited) -> None:
    site.build()
    before = site.paper.built()
    report = site.paper.build(now=site.now, full=True)
    assert (report.changed, report.rendered) == (report.read, report.pages)
    assert site.paper.built() == before


@pytest.mark.parametrize("files", [0, 10_000], ids=["looked at aside", "looked at here"])
def test_full_mends_what_neither_size_nor_time_tells_of(
    site: Edited, files: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a failing disk does it, or a machine that lost its power."""
    monkeypatch.setattr("linli.release.room.LARGE", files)
    site.build()
    before = site.paper.built()
    [picture] = [path for path in before if path.endswith("a.png")]
    harmed = ("articles/lift-1/index.html", picture, "theme/style.css")
    for name in harmed:
        path = site.paper.output / name
        facts = path.stat()
        with path.open("r+b") as stream:
            stream.write(bytes(facts.st_size))
        os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))
        seen = path.stat()
        assert (seen.st_size, seen.st_mtime_ns, seen.st_ino) == (
            facts.st_size,
            facts.st_mtime_ns,
            facts.st_ino,
        )
    assert site.paper.built() != before
    report = site.paper.build(now=site.now, full=True)
    assert report.replaced == 0, "in the manifest nothing is new"
    assert site.paper.built() == before
    assert site.build().idle
    site.write("lift-2", "改了。", 标题="装电梯（2）", 日期="2026-03-12 08:00")
    site.build()
    assert site.paper.built() == site.clean(), "the standby had it still"


@pytest.mark.parametrize("name", ["shelves", "related", "last"])
@pytest.mark.parametrize(
    "harm", [b"", b"no cache at all", None, b"SQLite format 3\0" + b"\xff" * 5000]
)
def test_a_damaged_cache_is_noticed_and_made_anew(
    site: Edited, name: str, harm: bytes | None
) -> None:
    site.build()
    path = site.paper.root / ".output.linli/cache" / name
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2] if harm is None else harm)
    site.write("river-1", RIVER + "改了。", 标题="江边第1夜", 标签="江", 日期="2026-02-11")
    site.build()
    assert site.paper.built() == site.clean()
    report = site.build()
    assert report.rendered == 0


def test_a_cache_with_flipped_bits_is_never_trusted(site: Edited) -> None:
    site.build()
    path = site.paper.root / ".output.linli/cache/shelves"
    content = bytearray(path.read_bytes())
    for position in range(5000, len(content), 997):
        content[position] ^= 0x15
    path.write_bytes(content)
    site.write("river-1", RIVER + "改了。", 标题="江边第1夜", 标签="江", 日期="2026-02-11")
    site.build()
    assert site.paper.built() == site.clean()


def test_a_cache_whose_words_are_no_text_is_begun_anew(site: Edited) -> None:
    """SQLite quotes what is damaged in its message, which then cannot be read as a text."""
    site.build()
    path = site.paper.root / ".output.linli/cache/shelves"
    content = path.read_bytes()
    assert b"CREATE TABLE blobs" in content
    path.write_bytes(content.replace(b"CREATE TABLE blobs", b"CREATE T\xff\xfeLE blobs"))
    site.write("river-1", RIVER + "改了。", 标题="江边第1夜", 标签="江", 日期="2026-02-11")
    site.build()
    assert site.paper.built() == site.clean()


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("templates/base.html", b"</body>", b"<i>XYZZY</i></body>"),
        ("lang/zh-Hans.toml", b'skip = "', b'skip = "XYZZY'),
        ("static/style.css", b"body", b"/* XYZZY */ body"),
    ],
    ids=["a template", "a word list", "the style sheet"],
)
@pytest.mark.parametrize("how", ["put back afterwards", "put back at once", "killed in the end"])
def test_a_theme_that_is_changed_during_a_build_and_put_back_is_not_taken_for_what_it_was(
    site: Edited, name: str, old: bytes, new: bytes, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = site.paper.theme / name
    before = path.read_bytes()
    assert old in before
    changed = before.replace(old, new, 1)

    def rendering(*given: Any) -> Any:
        path.write_bytes(changed)
        made = list(render_all(*given))
        if how == "put back at once":
            path.write_bytes(before)
        return iter(made)

    def killed(*_: object) -> None:
        raise SystemExit("killed")

    site.set(LINLI_PUBLISHER="别的单位")  # all pages are made anew
    with monkeypatch.context() as patch:
        patch.setattr("linli.build.printing.render_all", rendering)
        if how == "killed in the end":
            patch.setattr("linli.build.pipeline._remember", killed)
            with pytest.raises(SystemExit, match="killed"):
                site.build()
        else:
            told = [one for one in site.build().problems if one.rule == "theme-changed"]
            assert len(told) == 1
            assert told[0].path == str(site.paper.theme)
    path.write_bytes(before)
    if how != "put back at once" or name != "static/style.css":
        assert b"XYZZY" in b"".join(site.paper.built().values()), "what was changed is seen nowhere"
    report = site.build()
    assert site.paper.built() == site.clean()
    assert not [one for one in report.problems if one.rule == "theme-changed"]
    assert not site.build().rendered, "now all is known again"


def test_a_folder_that_a_link_leads_to_is_published_with_the_theme_if_it_lies_in_it(
    site: Edited,
) -> None:
    static = site.paper.theme / "static"
    for folder in (site.paper.theme / "icons", site.paper.root / "elsewhere"):
        folder.mkdir()
        (folder / "sun.svg").write_text("<svg/>", "utf-8")
    (static / "icons").symlink_to(site.paper.theme / "icons")
    site.build()
    assert site.paper.built()["theme/icons/sun.svg"] == b"<svg/>"
    (site.paper.theme / "icons" / "sun.svg").write_text("<svg id='2'/>", "utf-8")
    site.build()
    assert site.paper.built()["theme/icons/sun.svg"] == b"<svg id='2'/>"
    (static / "more").symlink_to(site.paper.root / "elsewhere")
    with pytest.raises(ThemeError, match=r"more.sun\.svg leads out of the theme"):
        site.build()


def test_templates_in_folders_that_links_lead_to_are_looked_at_like_all_others(
    site: Edited,
) -> None:
    components, elsewhere = (
        site.paper.theme / "templates" / "components",
        site.paper.root / "shared",
    )
    components.rename(elsewhere)
    components.symlink_to(elsewhere)
    (elsewhere / "round").symlink_to(elsewhere)  # a link that leads back
    report = site.build()
    assert site.paper.built() == site.clean()
    assert not [one for one in report.problems if one.rule == "slow-template"]
    heading = elsewhere / "heading.html"
    heading.write_text(heading.read_text("utf-8").replace("<h1", '<h1 class="x"', 1), "utf-8")
    site.build()
    assert b'<h1 class="x"' in b"".join(site.paper.built().values())
    assert site.paper.built() == site.clean()
