from __future__ import annotations

import csv
import io

import pytest
from msgspec.structs import replace

from linli.rights.register import Entry, as_csv, as_html, entry_of, harmless, unread_entry
from linli.story import Origin, Permission
from tests.rights.test_statement import STORY

# (a cell, what is written)
CELLS = [
    ("榆树里", "榆树里"),
    ("", ""),
    ("=1+1", "'=1+1"),
    ("+86", "'+86"),
    ("-1", "'-1"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'\t=1"),
    ("\r=1", "'\r=1"),
    ("  =1", "'  =1"),
    ("＝1", "'＝1"),
    ("a=1", "a=1"),
]


@pytest.mark.parametrize(("cell", "written"), CELLS)
def test_no_cell_is_a_formula(cell: str, written: str) -> None:
    assert harmless(cell) == written


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_csv_opens_in_a_spreadsheet_and_comes_back_as_it_was() -> None:
    content = as_csv([Entry("a.md", title='说："对"，\n又说')], "zh-Hans")
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == 2
    head, row = rows_of(content)
    assert head[:2] == ["文件", "编号"]
    assert (row[0], row[2]) == ("a.md", '说："对"，\n又说')
    assert len(head) == len(row) == len(Entry._fields)


@pytest.mark.parametrize(("lang", "count"), [("zh-Hans", 15), ("en", 15)])
def test_every_column_has_a_heading(lang: str, count: int) -> None:
    assert len(rows_of(as_csv([], lang))[0]) == count == len(Entry._fields)


def test_a_reprint_is_listed_with_all_that_it_lacks() -> None:
    story = replace(STORY, origin=Origin.REPRINT, permission=Permission.UNKNOWN, authors=())
    row = entry_of(story, "live", "content/a.md", "zh-Hans")
    assert (row.state, row.origin, row.permission) == ("已发布", "转载", "未知")
    assert row.missing == "原文链接、原标题、作者、责编、授权状态"
    english = entry_of(story, "lapsed", "content/a.md", "en")
    assert english.missing == "source_url, original_title, authors, editors, permission"
    assert english.state == "lapsed"


def test_our_own_story_lacks_nothing_and_one_of_unknown_ground_does() -> None:
    assert entry_of(STORY, "live", "a.md", "en").missing == ""
    unclear = replace(STORY, permission=Permission.UNKNOWN)
    assert entry_of(unclear, "live", "a.md", "en").missing == "permission"


def test_the_page_escapes_everything_and_marks_what_lacks_something() -> None:
    rows = [Entry("<a>.md", title="</td><script>"), unread_entry("b.md", "zh-Hans")]
    page = as_html(rows, "zh-Hans", "2026-03-22 08:00")
    assert "<script" not in page
    assert "&lt;a&gt;.md" in page
    assert page.count('class="missing"') == 1
