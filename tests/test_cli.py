from __future__ import annotations

import json
import shutil
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import invoke
import pytest

import tasks
from linli.cli import main
from tests.build.running import NOW, configure, environment, linli
from tests.conftest import ROOT
from tests.factories import article

if TYPE_CHECKING:
    from tests.factories import Paper


@pytest.fixture
def newsroom(paper: Paper) -> Paper:
    """A newsroom with a configuration file, and one article."""
    paper.write("articles/a.md", article())
    configure(paper)
    return paper


def run(paper: Paper, verb: str, *words: str | Path) -> int:
    """Run a command as ``invoke`` does, with this newsroom's configuration and a fixed clock."""
    timed = {"build", "lint", "new", "record", "rights-report", "related-report"}
    now = ["--now", NOW] if verb in timed else []
    return main([verb, "--config", str(paper.root / "pelicanconf.py"), *now, *map(str, words)])


def files(paper: Paper) -> list[Path]:
    return sorted(paper.root.rglob("*"))


# Exit codes


def nothing(paper: Paper) -> None:
    """Leave the newsroom as it is."""


def no_content(paper: Paper) -> None:
    shutil.rmtree(paper.content)


def empty_content(paper: Paper) -> None:
    (paper.content / "articles" / "a.md").unlink()


def bad_story(paper: Paper) -> None:
    paper.write("articles/a.md", article(日期="2026-02-30"))


def warned_story(paper: Paper) -> None:
    paper.write("articles/a.md", article("![](https://elsewhere.example/a.png)"))


def bad_setting(paper: Paper) -> None:
    configure(paper, LINLI_COLUMN=[])


def broken_config(paper: Paper) -> None:
    (paper.root / "pelicanconf.py").write_text("SITENAME = ", encoding="utf-8")


def bad_theme(paper: Paper) -> None:
    (paper.root / "empty").mkdir()
    configure(paper, THEME="empty")


def config_folder(paper: Paper) -> None:
    (paper.root / "pelicanconf.py").unlink()
    (paper.root / "pelicanconf.py").mkdir()


def foreign_output(paper: Paper) -> None:
    paper.output.mkdir()
    (paper.output / "thesis.txt").write_text("mine", encoding="utf-8")


def output_file(paper: Paper) -> None:
    paper.output.write_text("mine", encoding="utf-8")


@pytest.fixture(autouse=True)
def _terminal_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Until the site's language is known, the terminal's is spoken."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def test_a_terminal_in_chinese_is_told_in_chinese_that_the_configuration_is_missing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert main(["build", "--config", "/nonexistent.py"]) == 2
    assert "没有找到设置文件 /nonexistent.py" in capsys.readouterr().err


# (what is wrong, the command, exit code, words on standard error)
CODES = [
    (nothing, ["build"], 0, ""),
    (nothing, ["build", "--strict"], 0, ""),
    (nothing, ["lint"], 0, ""),
    (nothing, ["lint", "--fix"], 0, ""),
    (nothing, ["clean"], 0, ""),
    (nothing, ["record"], 2, "还没有发布过"),
    (bad_setting, ["record"], 2, "Did you mean LINLI_COLUMNS?"),
    (warned_story, ["build"], 0, "[external-image]"),
    (warned_story, ["lint"], 0, "[external-image]"),
    (warned_story, ["build", "--strict"], 1, "什么也没有发布"),
    (warned_story, ["lint", "--strict"], 1, "[external-image]"),
    (bad_story, ["build"], 1, "[impossible-date]"),
    (bad_story, ["lint"], 1, "[impossible-date]"),
    (empty_content, ["build"], 1, "[no-content]"),
    (no_content, ["build"], 2, "没有找到内容文件夹"),
    (nothing, ["build", "--content", "/nonexistent"], 2, "没有找到内容文件夹 /nonexistent"),
    (nothing, ["build", "--config", "/nonexistent.py"], 2, "/nonexistent.py does not exist"),
    (nothing, ["build", "--now", "yesterday"], 2, "2026-03-22T08:00:00+08:00"),
    (nothing, ["build", "--output", "/proc/linli"], 2, "写不进去"),
    (nothing, ["build", "--report", "/proc/linli.json"], 2, "--report"),
    (nothing, ["build", "--format", "xml"], 2, "github"),
    (nothing, ["build", "--nosuch"], 2, "不认识：--nosuch。"),
    (nothing, ["build", "--now=1", "--full=1"], 2, "--full 后面不能写值：'1'。"),
    (nothing, ["build", "--f"], 2, "--f 写得不全，可能是："),
    (nothing, ["build", "extra"], 2, "extra"),
    (nothing, ["lint", "--now", "2026-13-01"], 2, "不是时间"),
    (bad_setting, ["build"], 2, "Did you mean LINLI_COLUMNS?"),
    (bad_setting, ["lint"], 2, "Did you mean LINLI_COLUMNS?"),
    (broken_config, ["build"], 2, "pelicanconf.py:1: SyntaxError"),
    (broken_config, ["clean"], 2, "pelicanconf.py:1: SyntaxError"),
    (bad_theme, ["build"], 2, "不是主题"),
    (config_folder, ["build"], 2, "is a folder"),
    (foreign_output, ["build"], 2, "也不是邻里生成的"),
    (foreign_output, ["clean"], 2, "也不是邻里生成的"),
    (output_file, ["build"], 2, "是一个文件"),
    (output_file, ["clean"], 2, "是一个文件"),
    (nothing, ["new", "article", ""], 2, "标题是空的"),
    (nothing, ["new", "poem", "x"], 2, "kind 不能写 'poem'，可以写：article、notice。"),
    (nothing, ["new", "article"], 2, "还缺：title。请看 linli new --help。"),
    (nothing, ["republish", "x"], 2, "还缺：--out。"),
    (nothing, ["ping", "--all", "--published"], 2, "--published 和 --all 不能一起用。"),
    (nothing, ["rollback", "two"], 2, "number 要写一个整数，不能写 'two'。"),
    (nothing, ["build", "--output"], 2, "--output 后面要写一个值。"),
    (nothing, ["new", "article", "x", "--name", "../x"], 2, "不能用作网址"),
    (
        nothing,
        ["serve", "--port", "70000"],
        2,
        "端口 70000 用不了：要在 0 到 65535 之间。请用 --port 换一个。",
    ),
    (nothing, ["serve", "--port", "many"], 2, "--port 要写一个整数，不能写 'many'。"),
    (nothing, ["serve", "--now", "never"], 2, "不是时间"),
    (bad_setting, ["serve"], 2, "Did you mean LINLI_COLUMNS?"),
]


@pytest.mark.parametrize(
    ("harm", "words", "code", "said"),
    CODES,
    ids=[f"{row[0].__name__}-{' '.join(row[1])}" for row in CODES],
)
def test_the_exit_code_says_who_has_to_do_something(
    newsroom: Paper,
    capsys: pytest.CaptureFixture[str],
    harm: object,
    words: list[str],
    code: int,
    said: str,
) -> None:
    assert callable(harm)
    harm(newsroom)
    verb, *rest = words
    assert run(newsroom, verb, *rest) == code
    out, err = capsys.readouterr()
    assert said in err
    assert "Traceback" not in out + err
    if code:
        assert not (newsroom.output / "index.html").exists()


@pytest.mark.parametrize("words", [[], ["paint"], ["--nosuch"]])
def test_a_command_that_does_not_exist_is_wrong_usage(
    capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert main(words) == 2
    said = capsys.readouterr().err
    assert "usage: linli" in said
    assert "请看 linli --help。" in said


def test_help_is_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert main(["build", "--help"]) == 0
    shown = capsys.readouterr().out
    for option in "--content --output --config --now --strict --report --format".split():
        assert option in shown


def test_a_failure_in_a_process_of_its_own_has_the_same_exit_code(newsroom: Paper) -> None:
    bad_story(newsroom)
    done = linli("build", "--config", "pelicanconf.py", cwd=newsroom.root)
    assert (done.returncode, done.stdout) == (1, "")
    first, last = done.stderr.splitlines()
    assert first.startswith("content/articles/a.md:2:4: 错误: ")
    assert last == "1 处错误，什么也没有发布。"


# What is printed


def test_a_build_says_what_it_did_where_it_is_and_how_to_look_at_it(
    newsroom: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(newsroom, "build") == 0
    out, err = capsys.readouterr()
    done, where, how = out.splitlines()
    assert "1 篇稿件" in done
    assert where == str(newsroom.output)
    config = newsroom.root / "pelicanconf.py"
    assert how == f"预览：python3 tasks.py serve --config {config}"
    assert err == ""


def test_an_english_newsroom_is_spoken_to_in_english(
    newsroom: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(newsroom, DEFAULT_LANG="en")
    bad_story(newsroom)
    assert run(newsroom, "build") == 1
    err = capsys.readouterr().err
    assert "a.md:2:4: error: “2026-02-30” in “date” does not exist" in err
    assert "1 error; nothing was published." in err


@pytest.mark.parametrize("verb", ["build", "lint"])
def test_as_json_there_is_nothing_but_json(
    newsroom: Paper, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    assert run(newsroom, verb, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == {"language": "zh-Hans", "problems": []}
    bad_story(newsroom)
    warned = newsroom.write("articles/b.md", article("![](https://elsewhere.example/a.png)"))
    assert run(newsroom, verb, "--format", "json") == 1
    out, err = capsys.readouterr()
    told = [
        (one["path"], one["line"], one["rule"], one["severity"])
        for one in json.loads(out)["problems"]
    ]
    assert (str(newsroom.content / "articles/a.md"), 2, "impossible-date", "error") in told
    assert (str(warned), 7, "external-image", "warning") in told
    assert err == ""


@pytest.mark.parametrize("verb", ["build", "lint"])
def test_for_github_every_line_is_an_annotation(
    newsroom: Paper, capsys: pytest.CaptureFixture[str], verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(newsroom.root)
    bad_story(newsroom)
    newsroom.write("articles/b,c.md", article("![](https://elsewhere.example/100%.png)"))
    assert run(newsroom, verb, "--format", "github") == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(
        "::error file=content/articles/a.md,line=2,col=4,title=impossible-date::“日期”的“2026-02-30”"
    )
    assert lines[1].startswith("::warning file=content/articles/b%2Cc.md,line=7,col=")
    assert any("100%25.png" in line for line in lines[1:])
    assert all(line.startswith(("::error ", "::warning ")) for line in lines)


def test_the_report_is_written_when_the_build_fails_too(newsroom: Paper) -> None:
    report = newsroom.root / "reports" / "build.json"
    assert run(newsroom, "build", "--report", report) == 0
    figures = json.loads(report.read_text("utf-8"))
    assert (figures["read"], figures["errors"], figures["now"]) == (1, 0, NOW)
    assert figures["output"] == str(newsroom.output)
    bad_story(newsroom)
    assert run(newsroom, "build", "--report", report) == 1
    figures = json.loads(report.read_text("utf-8"))
    assert (figures["errors"], figures["problems"][0]["rule"]) == (1, "impossible-date")
    assert figures["output"] == ""


# The other commands


def test_lint_writes_nothing(newsroom: Paper) -> None:
    before = files(newsroom)
    assert run(newsroom, "lint") == 0
    bad_story(newsroom)
    assert run(newsroom, "lint") == 1
    assert files(newsroom) == before


def test_content_and_output_can_be_any_folders(newsroom: Paper) -> None:
    other = newsroom.root / "别的 稿件"
    (newsroom.content).rename(other)
    target = newsroom.root / "出 版"
    assert run(newsroom, "build", "--content", other, "--output", target) == 0
    assert (target / "articles" / "a" / "index.html").is_file()
    assert not newsroom.output.exists()


def test_new_prints_the_file_it_made_and_never_overwrites(
    newsroom: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("article", "装电梯", "--column", "社区", "--name", "lift-1")
    assert run(newsroom, "new", *words) == 0
    path = newsroom.content / "articles" / "社区" / "lift-1.md"
    assert capsys.readouterr().out == f"{path}\n"
    path.write_text("mine", encoding="utf-8")
    assert run(newsroom, "new", *words) == 2
    assert "已经有了" in capsys.readouterr().err
    assert path.read_text("utf-8") == "mine"


def test_clean_removes_the_site_and_says_so(
    newsroom: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(newsroom, "build") == 0
    capsys.readouterr()
    assert run(newsroom, "clean") == 0
    aside = newsroom.root / ".output.linli"
    said = capsys.readouterr().out
    assert said.startswith(f"{newsroom.output}: 已删除\n{aside}: 已删除\n")
    assert "不能再退回" in said
    assert not newsroom.output.exists()
    assert not aside.exists()
    assert run(newsroom, "clean") == 0
    assert "没有可删的" in capsys.readouterr().out


def test_clean_leaves_a_foreign_folder_alone(newsroom: Paper) -> None:
    foreign_output(newsroom)
    assert run(newsroom, "clean", "--output", newsroom.output) == 2
    assert newsroom.built() == {"thesis.txt": b"mine"}


# (SOURCE_DATE_EPOCH, --now, what is out)
CLOCKS = [
    ("1774137600", None, True),  # 2026-03-22
    ("1742601600", None, False),  # 2025-03-22
    ("1742601600", "2026-03-22", True),  # --now comes first
    ("1774137600", "2025-03-22", False),
]


@pytest.mark.parametrize(("epoch", "now", "out"), CLOCKS)
def test_the_clock_can_be_set(
    newsroom: Paper, monkeypatch: pytest.MonkeyPatch, epoch: str, now: str | None, out: bool
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    config = ["--config", str(newsroom.root / "pelicanconf.py")]
    assert main(["build", *config, *(["--now", now] if now else [])]) == 0
    assert ("articles/a/index.html" in newsroom.built()) is out


def test_a_clock_that_cannot_be_read_is_wrong_usage(
    newsroom: Paper, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert main(["build", "--config", str(newsroom.root / "pelicanconf.py")]) == 2
    assert "SOURCE_DATE_EPOCH" in capsys.readouterr().err


def test_an_output_folder_that_holds_the_newsroom_is_named_as_that(
    newsroom: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(newsroom)
    assert run(newsroom, "build", "--output", newsroom.root) == 2
    assert f"输出文件夹 {newsroom.root} 里有 {newsroom.content}" in capsys.readouterr().err
    assert files(newsroom) == before


@pytest.mark.parametrize("encoding", ["gbk", "iso8859-1", "ascii"])
def test_where_names_are_not_utf8_nothing_is_written_and_the_way_out_is_said(
    newsroom: Paper,
    encoding: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """In GBK's locale the pages of a tag lay in a folder that no address led to."""
    before = files(newsroom)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "getfilesystemencoding", lambda: encoding)
        assert run(newsroom, "build") == 2
    said = capsys.readouterr().err
    assert encoding in said, said
    assert "PYTHONUTF8=1 python3 tasks.py build" in said, said
    assert files(newsroom) == before
    assert run(newsroom, "build") == 0


def test_a_locale_without_utf8_is_no_trap(newsroom: Paper) -> None:
    newsroom.write("articles/a.md", article(标签="养老"))
    words = ("build", "--config", "pelicanconf.py", "--now", NOW)
    old = linli(*words, cwd=newsroom.root, PYTHONUTF8="0", LC_ALL="C")
    assert (old.returncode, "Traceback" in old.stderr) == (2, False), old.stderr
    assert "PYTHONUTF8=1" in old.stderr
    assert linli(*words, cwd=newsroom.root, LC_ALL="C").returncode == 0
    assert (newsroom.output / "tags" / "养老" / "index.html").is_file()


@pytest.mark.skipif(not Path("/bin/sh").exists(), reason="it takes a shell to close a stream")
@pytest.mark.parametrize("closed", ["2>&-", ">&-", ">&- 2>&-", ">&- 2>&- <&-"])
@pytest.mark.parametrize("verb", ["build", "lint"])
def test_streams_that_are_closed_end_nothing(newsroom: Paper, verb: str, closed: str) -> None:
    command = (
        f'exec "{sys.executable}" -m linli {verb} --config pelicanconf.py --now {NOW} {closed}'
    )
    done = subprocess.run(
        ["/bin/sh", "-c", command], cwd=newsroom.root, env=environment(), check=False, timeout=60
    )
    assert done.returncode == 0
    assert newsroom.output.exists() is (verb == "build")


@pytest.mark.skipif(not Path("/bin/sh").exists(), reason="it takes a shell to close a stream")
def test_no_file_of_ours_gets_the_number_of_a_stream_that_is_closed(newsroom: Paper) -> None:
    """What a library prints in need would go into it."""
    code = "import os, sys; from linli.cli import main; main(['lint', '--nosuch']); os.open('mine', os.O_CREAT | os.O_WRONLY); "
    code += "open('numbers', 'w').write(str([sys.stdin.fileno(), sys.stdout.fileno(), sys.stderr.fileno()]))"
    command = f'exec "{sys.executable}" -c "{code}" >&- 2>&- <&-'
    subprocess.run(
        ["/bin/sh", "-c", command], cwd=newsroom.root, env=environment(), check=True, timeout=60
    )
    assert (newsroom.root / "numbers").read_text("utf-8") == "[0, 1, 2]"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_an_output_that_takes_nothing_is_named(newsroom: Paper) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "linli", "lint", "--config", "pelicanconf.py", "--now", NOW],
            cwd=newsroom.root,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
            timeout=60,
        )
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert "标准输出" in done.stderr, done.stderr


# The register of rights


def test_the_register_lists_every_file_also_those_that_cannot_be_read(
    newsroom: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    newsroom.write("articles/lent.md", article(标题="借来的稿子", 来源="岚江日报", 稿件性质="转载"))
    newsroom.write("articles/draft.md", article(标题="=还没写完", 状态="草稿"))
    newsroom.write("articles/bad.md", article(日期="2026-02-30"))
    out = newsroom.root / "register"
    assert run(newsroom, "rights-report", "--out", out) == 0
    table = (out / "rights.csv").read_text("utf-8-sig")
    found = {one.split(",")[0].rpartition("/")[2]: one for one in table.splitlines()[1:]}
    assert sorted(found) == ["a.md", "bad.md", "draft.md", "lent.md"]
    assert "原文链接、原标题、作者、授权状态" in found["lent.md"]
    assert "读不了" in found["bad.md"]
    assert ",'=还没写完,2026-03-20,未发布," in found["draft.md"]
    page = (out / "rights.html").read_text("utf-8")
    assert page.count("<tr") == 5
    assert "4 篇，2 篇缺项。" in capsys.readouterr().out
    assert not newsroom.output.exists(), "nothing is published"


def test_the_register_is_never_written_where_it_would_be_published(
    newsroom: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in (newsroom.output, newsroom.content / "rights"):
        assert run(newsroom, "rights-report", "--out", folder) == 2
        assert "--out" in capsys.readouterr().err


# What lasts


def test_what_is_mended_is_said_and_what_is_not_yet_is_pointed_out(
    newsroom: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(newsroom, "lint") == 0
    assert "1 篇没有写编号" in capsys.readouterr().out
    assert run(newsroom, "lint", "--fix") == 0
    out = capsys.readouterr().out
    assert "a.md: 写上了 id: a\n" in out
    assert "没有写编号" not in out
    assert "\nid: a\n" in (newsroom.content / "articles/a.md").read_text("utf-8")


def test_programs_get_nothing_but_json_when_something_is_mended(
    newsroom: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(newsroom, "lint", "--fix", "--format", "json") == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["problems"] == []
    assert "写上了 id: a" in err


def test_a_file_that_cannot_be_mended_is_said(
    newsroom: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    (newsroom.content / "articles/a.md").chmod(0o444)
    assert run(newsroom, "lint", "--fix") == 0
    assert "a.md: 没有写编号：文件是只读的。" in capsys.readouterr().out


def test_the_first_build_says_how_to_begin_a_record_and_a_check_says_what_is_missing(
    newsroom: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(newsroom, SITEURL="https://news.example")
    annals = newsroom.root / "published.tsv"
    assert run(newsroom, "build") == 0
    assert "python3 tasks.py record --config" in capsys.readouterr().out
    assert run(newsroom, "record", "--check") == 1
    out = capsys.readouterr().out
    assert "+ a  /articles/a/" in out
    assert "待登记 1 个网址" in out
    assert not annals.exists()
    assert run(newsroom, "record") == 0
    assert "新登记 1 个网址" in capsys.readouterr().out
    assert "a\t2026-03-20\t/articles/a/\tnews.example,2026\n" in annals.read_text("utf-8")
    assert run(newsroom, "record", "--check") == 0
    assert run(newsroom, "build") == 0
    assert "record" not in capsys.readouterr().out


def test_damaged_annals_are_said_with_file_and_line(
    newsroom: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(newsroom, "build") == 0
    (newsroom.root / "published.tsv").write_text("# x\n<<<<<<< HEAD\n", encoding="utf-8")
    for verb in ("build", "lint", "record"):
        assert run(newsroom, verb) == 1
        assert "published.tsv:2: 错误: 发布登记里留着没合并完的标记" in capsys.readouterr().err


# The report of related stories


@pytest.mark.parametrize(
    ("form", "begins"), [("text", "相关阅读报告"), ("html", "<!doctype html>"), ("json", "{")]
)
def test_the_report_of_related_stories_goes_to_the_console_or_a_file(
    newsroom: Paper, capsys: pytest.CaptureFixture[str], form: str, begins: str
) -> None:
    assert run(newsroom, "related-report", "--format", form) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(begins)
    out = newsroom.root / "reports" / "related"
    assert run(newsroom, "related-report", "--format", form, "--out", out) == 0
    assert out.read_text("utf-8") == shown
    assert "稿件：1" in capsys.readouterr().out


def test_the_report_of_related_stories_is_never_written_where_it_would_be_published(
    newsroom: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    for file in (newsroom.output / "related.html", newsroom.content / "a.md"):
        assert run(newsroom, "related-report", "--out", file) == 2
        assert "--out" in capsys.readouterr().err


@pytest.mark.parametrize("told", ["", "1"])
def test_a_command_keeps_compiled_modules_unless_python_is_told_not_to(told: str) -> None:
    """invoke lets nobody: after an update every build would compile what is new."""
    code = (
        "import sys, tasks, linli.cli\n"
        "tasks.bootstrap.enter = lambda *_: None\n"
        "linli.cli.main = lambda *_, **__: print(sys.dont_write_bytecode) or 0\n"
        "sys.dont_write_bytecode = True  # as invoke does\n"
        "tasks.command('build')"
    )
    told_so = {**environment(), "PYTHONDONTWRITEBYTECODE": told}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=told_so,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"{bool(told)}\n"


# (how a process was begun, whether it ends with one task)
BEGUN = [
    (("/bin/invoke", "build"), True),
    (("tasks.py", "check-reprint", "--content", "build.md", "a", "b"), True),
    (("invoke", "build", "clean"), False),
    (("inv", "check-reprint", "a", "b", "build"), False),
    (("invoke", "--list"), False),
    (("pytest", "test"), False),
]


@pytest.mark.parametrize(("words", "is_only"), BEGUN, ids=str)
def test_it_is_known_whether_other_tasks_follow(
    words: tuple[str, ...], is_only: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", [*words])
    assert tasks.is_only_task() is is_only


@pytest.mark.parametrize(("code", "ended"), [(0, [0]), (1, [])])
def test_a_task_that_is_done_ends_the_process_and_one_that_failed_says_so(
    code: int, ended: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    ends: list[int] = []
    monkeypatch.setattr(sys, "argv", ["invoke", "build"])
    monkeypatch.setattr(sys, "dont_write_bytecode", sys.dont_write_bytecode)
    monkeypatch.setattr("linli.bootstrap.enter", lambda *_: None)
    monkeypatch.setattr("linli.cli.main", lambda *_, is_last: code if is_last else 9)
    monkeypatch.setattr("linli.processes.end_at_once", ends.append)
    with pytest.raises(invoke.Exit) if code else nullcontext() as failed:
        tasks.command("build")
    assert ends == ended
    assert not failed or failed.value.code == code


def test_of_two_tasks_both_are_done(newsroom: Paper) -> None:
    config = str(newsroom.root / "pelicanconf.py")
    words = ["build", "--config", config, "--now", NOW, "releases", "--config", config]
    done = subprocess.run(
        [Path(sys.executable).with_name("invoke"), *words],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = done.stdout.splitlines()
    assert said[0].startswith("读了 1 篇稿件"), said
    assert said[-1].endswith("（现在的网站）"), said
