"""The annals as text: what is a line, what is none, and that two branches merge."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from linli.annals import Line, annals_of, as_text, read_lines
from linli.annals.lines import HEAD, remarks_in
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

LIFT = Line("lift", "2026-03-20", "/articles/lift/", "news.example,2026")
WATER = Line("停水", "2026-03-21", "/notices/停水/", "-")
ABOUT = Line("about", "2020-01-01", "/about/", "news.example,2026")

GOOD = [
    "lift\t2026-03-20\t/articles/lift/\tnews.example,2026",
    "停水\t2026-03-21\t/notices/停水/\t-",
    "about\t2020-01-01\t/about/\txn--fiq.example,2019",
    "lift\t2026-06-01\t/articles/lift/\tgone",
    "a-1.b_c\t2026-06-01\t/a-1.b_c/\t-",
]
# (what is wrong, the line, the rule)
BAD = [
    ("spaces for tabs", "lift 2026-03-20 /articles/lift/ -", "annals-line"),
    ("no minter", "lift\t2026-03-20\t/articles/lift/", "annals-line"),
    ("a word too many", "lift\t2026-03-20\t/articles/lift/\t-\t-", "annals-line"),
    ("no such day", "lift\t2026-02-30\t/articles/lift/\t-", "annals-line"),
    ("a day of another form", "lift\t20.3.2026\t/articles/lift/\t-", "annals-line"),
    ("an address elsewhere", "lift\t2026-03-20\thttps://evil.example/\t-", "annals-line"),
    ("two slashes", "lift\t2026-03-20\t//evil.example/\t-", "annals-line"),
    ("a way out", "lift\t2026-03-20\t/articles/../\t-", "annals-line"),
    ("a way out of the root", "lift\t2026-03-20\t/../\t-", "annals-line"),
    ("too deep", "lift\t2026-03-20\t/articles/a/b/\t-", "annals-line"),
    ("another folder", "lift\t2026-03-20\t/theme/style/\t-", "annals-line"),
    ("no slash at the end", "lift\t2026-03-20\t/articles/lift\t-", "annals-line"),
    ("a hidden file", "lift\t2026-03-20\t/.well-known/\t-", "annals-line"),
    ("a mark", 'lift\t2026-03-20\t/articles/"><script>/\t-', "annals-line"),
    ("a space", "lift\t2026-03-20\t/articles/a b/\t-", "annals-line"),
    ("an ideographic space", "lift\t2026-03-20\t/articles/a\u3000b/\t-", "annals-line"),
    ("a null", "lift\0\t2026-03-20\t/articles/lift/\t-", "annals-line"),
    ("a turned text", "li\u202eft\t2026-03-20\t/articles/lift/\t-", "annals-line"),
    ("an id with a slash", "a/b\t2026-03-20\t/articles/lift/\t-", "annals-line"),
    ("an id too long", f"{'a' * 121}\t2026-03-20\t/articles/lift/\t-", "annals-line"),
    ("a minter with a path", "lift\t2026-03-20\t/articles/lift/\tnews.example/x,2026", "annals-line"),
    ("a minter without a year", "lift\t2026-03-20\t/articles/lift/\tnews.example", "annals-line"),
    ("our side", "<<<<<<< HEAD", "annals-merge"),
    ("the middle", "=======", "annals-merge"),
    ("their side", ">>>>>>> branch", "annals-merge"),
    ("what was before", "||||||| base", "annals-merge"),
]  # fmt: skip


@pytest.mark.parametrize("line", GOOD)
def test_a_line_is_read_as_it_was_written(line: str) -> None:
    lines, faults = read_lines(f"# a remark\n{line}\n")
    assert ("\t".join(lines[2]), faults) == (line, [])


@pytest.mark.parametrize(("what", "line", "rule"), BAD)
def test_a_line_without_sense_is_a_fault_and_nothing_else(what: str, line: str, rule: str) -> None:
    lines, faults = read_lines(f"{GOOD[0]}\n{line}\n{GOOD[1]}\n")
    assert sorted(lines) == [1, 3], f"{what}: the lines around it say what they say"
    assert [(fault.number, fault.rule) for fault in faults] == [(2, rule)], what


def test_the_quick_way_and_the_slow_way_read_the_same() -> None:
    text = "".join(f"{line}\n" for line in GOOD)
    quick, slow = read_lines(text), read_lines(text + "\n")  # an empty line takes the slow way
    assert quick == slow


def test_what_is_written_is_sorted_once_and_read_again() -> None:
    text = as_text([WATER, LIFT, ABOUT, LIFT])
    assert list(read_lines(text)[0].values()) == [ABOUT, LIFT, WATER]
    assert text.startswith("\n".join(HEAD))
    assert as_text(read_lines(text)[0].values(), remarks_in(text)) == text


def test_remarks_of_the_newsroom_stay() -> None:
    text = "# 我们自己的说明\n" + as_text([LIFT], ())
    assert as_text([LIFT, WATER], remarks_in(text)).startswith("# 我们自己的说明\nlift\t")


def test_a_story_is_told_in_order_of_time_whatever_the_order_of_lines() -> None:
    later = LIFT._replace(day="2026-05-02", address="/articles/elevator/")
    lines = {1: later, 2: LIFT, 3: LIFT._replace(day="2026-03-25")}
    annals, faults = annals_of(lines)
    past = annals.stories["lift"]
    assert (past.day, past.addresses, past.line) == ("2026-03-20", ("/articles/lift/", "/articles/elevator/"), 1)  # fmt: skip
    assert (annals.owner("/articles/elevator/"), faults) == (past, [])


def test_a_page_and_an_article_may_have_one_id() -> None:
    annals, faults = annals_of({1: ABOUT, 2: ABOUT._replace(address="/articles/about/")})
    assert (sorted(annals.stories), faults) == (["about", "page/about"], [])


def test_who_minted_an_id_first_is_kept() -> None:
    moved = LIFT._replace(day="2027-01-01", minted="other.example,2027")
    assert annals_of({1: moved, 2: LIFT})[0].stories["lift"].minted == "news.example,2026"


def test_an_address_of_two_stories_is_a_fault_that_names_both() -> None:
    _, faults = annals_of({4: LIFT, 9: WATER._replace(address=LIFT.address)})
    assert [(one.number, one.rule, one.text) for one in faults] == [
        (9, "annals-clash", "/articles/lift/ 4")
    ]


def git(folder: Path, *words: str) -> None:
    name = ["-c", "user.name=周岚", "-c", "user.email=zhou@qinghe.example", "-c", "core.autocrlf=false"]  # fmt: skip
    subprocess.run(["git", *name, *words], cwd=folder, check=True, capture_output=True)


def test_git_merges_what_two_branches_recorded(tmp_path: Path) -> None:
    attributes = (ROOT / ".gitattributes").read_text("utf-8")
    assert "published.tsv merge=union" in attributes
    (tmp_path / ".gitattributes").write_text(attributes, "utf-8")
    path = tmp_path / "published.tsv"
    path.write_text(as_text([ABOUT]), "utf-8")
    git(tmp_path, "init", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "begin")
    git(tmp_path, "checkout", "-b", "desk")
    path.write_text(as_text([ABOUT, LIFT]), "utf-8")
    git(tmp_path, "commit", "-am", "desk")
    git(tmp_path, "checkout", "main")
    same_day_later = LIFT._replace(day="2026-03-22")
    path.write_text(as_text([ABOUT, WATER, same_day_later]), "utf-8")
    git(tmp_path, "commit", "-am", "machine")
    git(tmp_path, "merge", "desk")
    lines, faults = read_lines(path.read_text("utf-8"))
    annals, clashes = annals_of(lines)
    assert (faults, clashes) == ([], [])
    assert set(annals.stories) == {"lift", "page/about", "停水"}
    assert annals.stories["lift"].day == "2026-03-20"
