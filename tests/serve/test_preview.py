from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from watchfiles import Change

from linli.build.press import a_press
from linli.processes import ending_in_order
from linli.release import Target, holding
from linli.serve.preview import FEW, Editions, closing, preview, saved_in
from linli.serve.server import EVENTS_PATH, State
from linli.survey import TICK
from tests.build.running import NOW, configure, environment
from tests.factories import article

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.factories import Paper

pytestmark = pytest.mark.slow


class Preview:
    """A running preview, seen from a browser."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.printed = self.errors = ""
        assert process.stdout is not None
        line = next((line for line in process.stdout if "127.0.0.1" in line), "")
        found = re.search(r"http://127\.0\.0\.1:\d+/\S*/|http://127\.0\.0\.1:\d+/", line)
        assert found, f"the preview named no address: {line!r}"
        self.address = found[0]
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=60)
        connection.request("GET", EVENTS_PATH)
        self._events = connection.getresponse()
        self.state = self._next()

    def _next(self) -> dict[str, Any]:
        line = self._events.readline().decode("utf-8")
        while not line.startswith("data: "):
            assert line, "the stream of events ended"
            line = self._events.readline().decode("utf-8")
        found: dict[str, Any] = json.loads(line.removeprefix("data: "))
        return found

    def save(self, path: Path, text: str) -> dict[str, Any]:
        """Save a file and return the news it makes."""
        if path.suffix == ".md":  # as many editors do: the new text appears at once
            aside = path.parents[2] / "saving"
            aside.write_text(text, encoding="utf-8")
            aside.replace(path)
        else:
            path.write_text(text, encoding="utf-8")
        return self.wait()

    def wait(self) -> dict[str, Any]:
        """Return the next news."""
        self.state = self._next()
        return self.state

    def is_silent(self, seconds: float) -> bool:
        """Say whether there is no news for so long."""
        return not select.select([self._events], [], [], seconds)[0]

    def get(self, path: str) -> str:
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=10)
        connection.request("GET", urlsplit(self.address).path + path)
        text = connection.getresponse().read().decode("utf-8")
        connection.close()
        return text


@contextmanager
def previewing(
    paper: Paper,
    *words: str,
    end: signal.Signals = signal.SIGINT,
    settings: str = "pelicanconf.py",
    **more: str,
) -> Iterator[Preview]:
    """Run the preview of a newsroom in a process of its own; it must end well when it is told to."""
    configure(paper)
    config = paper.root / settings
    command = [sys.executable, "-m", "linli", "serve", "--config", str(config), "--port", "0"]
    with subprocess.Popen(
        [*command, "--now", NOW, *words],
        cwd=paper.root,
        env=environment(PYTHONUNBUFFERED="1", **more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        try:
            preview = Preview(process)
            yield preview
            process.send_signal(end)
            preview.printed, preview.errors = process.communicate(timeout=30)
            assert process.returncode == 0, f"{process.returncode}: {preview.errors}"
            assert "Traceback" not in preview.errors
        finally:
            if process.poll() is None:
                process.kill()


@pytest.fixture
def newsroom(paper: Paper) -> Paper:
    paper.write("articles/a.md", article("第一稿。"))
    return paper


def test_saving_a_file_changes_the_page_and_an_error_leaves_the_last_good_one(
    newsroom: Paper,
) -> None:
    path = newsroom.content / "articles" / "a.md"
    with previewing(newsroom) as preview:
        assert preview.state == {"build": 1, "problems": ""}
        assert "第一稿。" in preview.get("articles/a/")

        news = preview.save(path, article("第二稿。"))
        assert (news["build"] > 1, news["problems"]) == (True, "")
        assert "第二稿。" in preview.get("articles/a/")

        good = news["build"]
        news = preview.save(path, article("第三稿。", 日期="2026-02-30"))
        assert news["build"] == good
        assert "articles/a.md:2:4: 错误" in news["problems"]
        assert "[impossible-date]" in news["problems"]
        assert "第二稿。" in preview.get("articles/a/")

        news = preview.save(path, article("第四稿。"))
        assert (news["build"] > good, news["problems"]) == (True, "")
        assert "第四稿。" in preview.get("articles/a/")
    assert not newsroom.output.exists()


def test_a_preview_may_begin_with_an_error_and_recover(newsroom: Paper) -> None:
    newsroom.settings["SITEURL"] = "https://news.example/paper"
    path = newsroom.write("articles/a.md", article(日期="2026-02-30"))
    with previewing(newsroom) as preview:
        assert preview.address.endswith("/paper/")
        assert preview.state["build"] == 0
        assert "[impossible-date]" in preview.state["problems"]
        assert preview.save(path, article("好了。"))["problems"] == ""
        assert "好了。" in preview.get("articles/a/")


def test_a_change_of_the_configuration_is_seen_and_a_broken_one_is_said(newsroom: Paper) -> None:
    newsroom.write("articles/draft.md", article("草稿的话。", 状态="草稿"))
    with previewing(newsroom, "--drafts") as preview:
        assert "草稿的话。" in preview.get("articles/draft/")
        config = newsroom.root / "pelicanconf.py"
        good = config.read_text("utf-8")
        assert "SITENAME" in preview.save(config, good + "SITENAME = 1\n")["problems"]
        assert "测试邻里" in preview.get("")
        assert preview.save(config, good + "SITENAME = '换了名字'\n")["problems"] == ""
        assert "换了名字" in preview.get("")


def test_a_change_of_what_the_configuration_imports_is_seen(newsroom: Paper) -> None:
    """As ``publishconf.py`` imports all of ``pelicanconf.py``."""
    publish = newsroom.root / "publishconf.py"
    publish.write_text("from pelicanconf import *\nSITEURL = ''\n", encoding="utf-8")
    with previewing(newsroom, settings=publish.name) as preview:
        assert "测试邻里" in preview.get("")
        config = newsroom.root / "pelicanconf.py"
        preview.save(config, config.read_text("utf-8").replace("测试邻里", "换了名字"))
        assert "换了名字" in preview.get("")


@pytest.mark.parametrize("package", ["__init__.py", "names.py"], ids=["package", "namespace"])
def test_a_change_in_a_folder_that_the_configuration_imports_is_seen(
    newsroom: Paper, package: str
) -> None:
    folder = newsroom.root / "linli_test_settings"
    folder.mkdir()
    (folder / package).touch()
    (folder / "names.py").write_text("NAME = '甲报'\n", encoding="utf-8")
    own = newsroom.root / "own.py"
    own.write_text(
        "from pelicanconf import *\nfrom linli_test_settings import names\nSITENAME = names.NAME\n",
        encoding="utf-8",
    )
    with previewing(newsroom, settings=own.name) as preview:
        assert "甲报" in preview.get("")
        preview.save(folder / "names.py", "NAME = '乙报'\n")
        assert "乙报" in preview.get("")


def test_what_the_configuration_imports_may_be_broken_and_mended(newsroom: Paper) -> None:
    folder = newsroom.root / "linli_test_settings"
    folder.mkdir()
    (folder / "__init__.py").touch()
    names = folder / "names.py"
    names.write_text("NAME = '甲报'\n", encoding="utf-8")
    own = newsroom.root / "own.py"
    own.write_text(
        "from pelicanconf import *\nfrom linli_test_settings.names import NAME\nSITENAME = NAME\n",
        encoding="utf-8",
    )
    with previewing(newsroom, settings=own.name) as preview:
        assert "SyntaxError" in preview.save(names, "NAME = \n")["problems"]
        assert preview.save(names, "NAME = '丙报'\n")["problems"] == ""
        assert "丙报" in preview.get("")


PLUGIN = """
from pelican import signals

def change(generator):
    for article in generator.articles:
        article.title += "%s"

def begin(pelican):
    signals.article_generator_finalized.connect(change)

def register():
    signals.%s
"""
CONNECTING = (
    "article_generator_finalized.connect(change)",
    "initialized.connect(begin)",
)


@pytest.mark.parametrize("connecting", CONNECTING)
@pytest.mark.parametrize("by_name", [True, False], ids=["by name", "as a module"])
def test_a_plugin_runs_once_for_each_save_and_as_it_is_now(
    newsroom: Paper, by_name: bool, connecting: str
) -> None:
    plugin = newsroom.root / "linli_test_plugin.py"
    plugin.write_text(PLUGIN % ("〔甲〕", connecting), encoding="utf-8")
    settings = newsroom.root / "own.py"
    settings.write_text(
        "from pelicanconf import *\nTHEME = 'simple'\nPLUGIN_PATHS = ['.']\n"
        + (
            "PLUGINS = ['linli_test_plugin']\n"
            if by_name
            else "import linli_test_plugin\nPLUGINS = [linli_test_plugin]\n"
        ),
        encoding="utf-8",
    )
    path = newsroom.content / "articles" / "a.md"
    with previewing(newsroom, settings=settings.name) as preview:
        for number in range(3):
            preview.save(path, article(f"第{number}稿。"))
            assert "〔甲〕〔甲〕" not in preview.get("articles/a/"), "it ran more than once"
            assert "〔甲〕" in preview.get("articles/a/"), "it did not run"
        preview.save(plugin, PLUGIN % ("〔乙〕", connecting))
        page = preview.get("articles/a/")
        assert "〔乙〕" in page, "expected the plugin as it is now"
        assert "〔甲〕" not in page, "expected nothing of the plugin as it was"


def test_a_plugin_that_is_installed_elsewhere_goes_on_hearing(
    newsroom: Paper, tmp_path: Path
) -> None:
    """Its module is imported once, and it connects while that is done."""
    (folder := tmp_path / "elsewhere").mkdir()
    text = "from pelican import signals\n\n@signals.article_generator_finalized.connect\n"
    text += PLUGIN.partition("def change")[2].partition("def begin")[0].join(["def change", ""])
    text += "def register():\n    pass\n"
    (folder / "linli_test_elsewhere.py").write_text(text % "〔甲〕", encoding="utf-8")
    newsroom.settings |= {
        "THEME": "simple",
        "PLUGINS": ["linli_test_elsewhere"],
        "PLUGIN_PATHS": [str(folder)],
    }
    path = newsroom.content / "articles" / "a.md"
    with previewing(newsroom) as preview:
        for number in range(3):
            preview.save(path, article(f"第{number}稿。"))
            page = preview.get("articles/a/")
            assert "〔甲〕" in page, "it hears nothing any more"
            assert "〔甲〕〔甲〕" not in page, "it ran more than once"


def test_folders_that_the_configuration_names_later_are_followed(
    newsroom: Paper, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """They lie elsewhere: below the configuration all is watched."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    content, theme = elsewhere / "content", elsewhere / "theme"
    shutil.copytree(newsroom.content, content)
    shutil.copytree(newsroom.theme, theme)
    base = theme / "templates" / "base.html"
    with previewing(newsroom) as preview:
        config = newsroom.root / "pelicanconf.py"
        more = f"PATH = {str(content)!r}\nTHEME = {str(theme)!r}\n"
        assert preview.save(config, config.read_text("utf-8") + more)["problems"] == ""
        assert preview.is_silent(1.0), "expected no news while nobody saves"
        preview.save(content / "articles" / "a.md", article("搬了家。"))
        assert "搬了家。" in preview.get("articles/a/")
        preview.save(base, base.read_text("utf-8").replace("<head>", "<head><!-- second -->"))
        assert "<!-- second -->" in preview.get("articles/a/")
        (newsroom.content / "articles" / "a.md").write_text(article("老地方。"), encoding="utf-8")
        assert preview.is_silent(1.0), "expected the old folder not to matter any more"


def test_errors_come_last_on_the_terminal_with_a_line_that_says_what_is_shown(
    newsroom: Paper,
) -> None:
    newsroom.write("articles/z.md", article("![](https://elsewhere.example/a.png)"))
    path = newsroom.write("articles/a.md", article(日期="2026-02-30"))
    with previewing(newsroom) as preview:
        assert preview.state["problems"].startswith("1 处错误，还没有可看的")
        preview.save(path, article("好了。"))
        preview.save(path, article(日期="2026-02-31", 状态="不知道"))
        config = newsroom.root / "pelicanconf.py"
        preview.save(config, config.read_text("utf-8") + "SITENAME = 1\n")
    first, rest = preview.errors.split("1 处错误，还没有可看的；改好存盘，就会更新。\n")
    assert re.findall(r"\[([a-z-]+)\]$", first, re.MULTILINE)[-1] == "impossible-date"
    assert "[external-image]" in first
    second, third = rest.split("2 处错误，预览还是原来的；改好存盘，就会更新。\n")
    assert ": 错误: " in second.rstrip().rpartition("\n")[2]
    assert third.endswith("\n1 处错误，预览还是原来的；改好存盘，就会更新。\n")
    assert "SITENAME" in third


@pytest.mark.parametrize(
    ("errors", "has_site", "line"),
    [
        (1, True, "1 error; the preview is as it was, until it is mended and saved.\n"),
        (2, False, "2 errors; there is nothing to see yet, until it is mended and saved.\n"),
    ],
)
def test_the_closing_line_in_english(errors: int, has_site: bool, line: str) -> None:
    assert closing(errors, "en", has_site=has_site) == line


ENDS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


@pytest.mark.parametrize("end", ENDS)
def test_however_it_ends_nothing_stays_behind(
    newsroom: Paper, tmp_path: Path, end: signal.Signals
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    newsroom.write("articles/draft.md", article("草稿的话。", 状态="草稿"))
    with previewing(newsroom, "--drafts", end=end, TMPDIR=str(folder)) as preview:
        assert "草稿的话。" in preview.get("articles/draft/")
        assert any(folder.iterdir()), "the preview's folder is there"
    assert list(folder.iterdir()) == []
    assert "KeyboardInterrupt" not in preview.errors


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="this system has no SIGHUP")
def test_signals_are_as_they_were_afterwards_and_an_ignored_one_stays_ignored() -> None:
    old = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    before = signal.getsignal(signal.SIGTERM)
    try:
        with ending_in_order():
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
        with pytest.raises(KeyboardInterrupt), ending_in_order():
            signal.raise_signal(signal.SIGTERM)
        assert signal.getsignal(signal.SIGTERM) == before
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, old)


def test_ctrl_c_in_the_first_moment_ends_it_before_anything_is_built(
    newsroom: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A watch that hears it says nothing, and only ends."""

    def refuse(*_: object) -> None:
        raise AssertionError("the site was built")

    monkeypatch.setattr("linli.serve.preview.watch", lambda *_, **__: iter(()))
    monkeypatch.setattr("linli.serve.preview.publish", refuse)
    options = argparse.Namespace(now=NOW, drafts=False, config=newsroom.root / "pelicanconf.py")
    assert preview(lambda _: newsroom.newsroom, options) == 0


def kill_preview(newsroom: Paper, folder: Path) -> None:
    with previewing(newsroom, TMPDIR=str(folder)) as preview:
        preview.process.kill()


def test_what_killed_previews_have_left_is_taken_away(newsroom: Paper, tmp_path: Path) -> None:
    (folder := tmp_path / "passing").mkdir()
    (folder / "linli-preview-link").symlink_to(newsroom.content)
    (folder / "others").mkdir()
    with previewing(newsroom, TMPDIR=str(folder)):
        [alive] = [one for one in folder.glob("linli-preview-*") if not one.is_symlink()]
        with pytest.raises(AssertionError, match="-9"):
            kill_preview(newsroom, folder)
        left = [one for one in folder.glob("linli-preview-*/site") if one.parent != alive]
        assert len(left) == 1, "a killed preview was expected to leave its folder"
        for one in (alive, left[0].parent):
            os.utime(one, (1, 1))
        with previewing(newsroom, TMPDIR=str(folder)) as preview:
            assert not left[0].parent.exists(), "it is still there"
            assert alive.exists(), "the folder of a preview that runs was taken away"
            assert "第一稿。" in preview.get("articles/a/")
    assert sorted(one.name for one in folder.iterdir()) == ["linli-preview-link", "others"]
    assert (newsroom.content / "articles" / "a.md").exists()


def test_a_preview_whose_folder_was_deleted_says_so(newsroom: Paper, tmp_path: Path) -> None:
    (folder := tmp_path / "passing").mkdir()
    with previewing(newsroom, TMPDIR=str(folder)) as preview:
        shutil.rmtree(next(folder.iterdir()))
        news = preview.save(newsroom.content / "articles" / "a.md", article("第二稿。"))
        assert "被删掉了" in news["problems"]


def test_what_the_watch_does_not_tell_is_seen_a_moment_later(
    newsroom: Paper, tmp_path: Path
) -> None:
    path = newsroom.write("articles/b.md", article("另一稿。"))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.hardlink_to(path)  # what is written here, no watch of the content folder tells
    with previewing(newsroom) as preview:
        elsewhere.write_text(article("另一稿，改过。"), encoding="utf-8")
        preview.save(newsroom.content / "articles" / "a.md", article("第二稿。"))
        while "另一稿，改过。" not in preview.get("articles/b/"):
            assert not preview.is_silent(10.0), "expected the other file to be seen, too"
            preview.wait()
        assert "第二稿。" in preview.get("articles/a/")


def test_all_is_looked_at_even_while_something_else_is_written_all_the_time(
    newsroom: Paper, tmp_path: Path
) -> None:
    path = newsroom.write("articles/b.md", article("另一稿。"))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.hardlink_to(path)
    over = threading.Event()

    def log() -> None:
        while not over.wait(0.03):
            (newsroom.root / "server.log").write_text(str(time.monotonic()), encoding="utf-8")

    writer = threading.Thread(target=log)
    with previewing(newsroom) as preview:
        writer.start()
        try:
            elsewhere.write_text(article("另一稿，改过。"), encoding="utf-8")
            preview.save(newsroom.content / "articles" / "a.md", article("第二稿。"))
            while "另一稿，改过。" not in preview.get("articles/b/"):
                assert not preview.is_silent(10.0), "expected the other file to be seen, too"
                preview.wait()
        finally:
            over.set()
            writer.join()


def test_a_theme_made_for_pelican_is_rendered_once_for_each_save(newsroom: Paper) -> None:
    newsroom.settings["THEME"] = "simple"
    with previewing(newsroom) as preview:
        preview.save(newsroom.content / "articles" / "a.md", article("第二稿。"))
        assert "第二稿。" in preview.get("articles/a/")
        assert preview.is_silent(1.0), "expected no news while nobody saves"
    assert preview.printed.count("读了 1 篇") == 1


def test_it_ends_the_same_while_it_builds(newsroom: Paper) -> None:
    with previewing(newsroom):
        config = newsroom.root / "pelicanconf.py"
        slow = "import time\nopen('begun', 'w').close()\ntime.sleep(20)\n"
        config.write_text(config.read_text("utf-8") + slow, encoding="utf-8")
        for _ in range(200):
            if (newsroom.root / "begun").exists():
                break
            time.sleep(0.05)
        assert (newsroom.root / "begun").exists(), "expected a build to begin"


def test_what_was_said_once_is_not_said_again(newsroom: Paper) -> None:
    path = newsroom.content / "articles" / "a.md"
    with previewing(newsroom) as preview:
        preview.save(path, article("第二稿。"))
        assert preview.is_silent(1.0), "expected no news while nobody saves"
        news = preview.save(path, article("第三稿。", 日期="2026-02-30"))
        assert preview.is_silent(1.0), "expected no news while nobody saves"
        assert preview.save(path, article("第四稿。"))["build"] == news["build"] + 1
    assert preview.errors.count("[impossible-date]") == 1
    assert preview.printed.count("读了 1 篇") == 2


def test_a_save_is_seen_where_the_way_to_the_newsroom_is_a_link(
    newsroom: Paper, tmp_path: Path
) -> None:
    way = tmp_path / "way"
    way.symlink_to(newsroom.root)
    path = newsroom.content / "articles" / "a.md"
    words = ("--content", str(way / "content"), "--config", str(way / "pelicanconf.py"))
    with previewing(newsroom, *words) as preview:
        path.write_text(article("第二稿。"), encoding="utf-8")
        assert not preview.is_silent(10.0), "expected the save to be seen"
        preview.wait()
        assert "第二稿。" in preview.get("articles/a/")


@pytest.fixture
def editions(newsroom: Paper) -> Iterator[Editions]:
    """The builds of a preview in this process, with nothing fresh in the content folder."""
    newsroom.write("articles/b.md", article("另一稿。"))
    options = argparse.Namespace(now=NOW, drafts=False)
    time.sleep(2 * TICK / 1e9)
    with (
        a_press(newsroom.root / "cache") as press,
        holding(Target(newsroom.root / "site")) as room,
    ):
        state = State(newsroom.root / "site", "")
        made = Editions(lambda _: newsroom.newsroom, options, press, room, state)
        made.make()
        yield made


def test_a_build_is_hasty_until_all_was_looked_at(
    newsroom: Paper, editions: Editions, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = [newsroom.root / "site" / "articles" / name / "index.html" for name in "ab"]

    def changed() -> list[bool]:
        return ["改过。" in page.read_text("utf-8") for page in pages]

    assert not editions.are_hasty
    for name in "ab":
        newsroom.write(f"articles/{name}.md", article("改过。"))
    editions.make(frozenset({"articles/a.md"}))
    assert (changed(), editions.are_hasty) == ([True, False], True)
    editions.make_sure()
    assert (changed(), editions.are_hasty) == ([True, True], False)
    assert capsys.readouterr().out.count("读了 2 篇") == 2
    editions.make_sure()
    assert capsys.readouterr() == ("", ""), "nothing is said where there is nothing new"


def test_saves_in_the_content_folder_are_told_by_name_unless_there_are_many(tmp_path: Path) -> None:
    def told(*paths: Path) -> frozenset[str]:
        return saved_in({(Change.modified, str(path)) for path in paths}, tmp_path / "content")

    a, b = tmp_path / "content" / "articles" / "a.md", tmp_path / "content" / "b.png"
    assert told(a, b) == {"articles/a.md", "b.png"}
    assert told(a, tmp_path / "pelicanconf.py") == frozenset()
    many = [tmp_path / "content" / f"{number}.md" for number in range(FEW + 1)]
    assert len(told(*many[1:])) == FEW
    assert told(*many) == frozenset()
