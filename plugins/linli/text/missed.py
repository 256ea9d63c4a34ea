"""Tables and figures that were meant to be such and are printed as text.

Whether a line of bars became a table is asked of the HTML: a bar that is still there was printed.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from linli.regexes import regex
from linli.text.prose import prose_of
from linli.text.verbatim import elements

if TYPE_CHECKING:
    from collections.abc import Iterator

BARS = "|｜"
MOST = 50
"""Tables of a text, and rows of a table, that are looked for; a text of 20,000 must not take minutes."""
_RULE = regex(r"[|｜:：\-—–－ \u3000]*[\-—–－][|｜:：\-—–－ \u3000]*")
"""The row below the names of the columns, also as autocorrection writes it."""
_ASCII_RULE = regex(r"[|:\- ]*-[|:\- ]*")
_TAG = regex(r"<[^<>]*>")
_SHOWN = regex(r"<(pre|code|table)\b")
"""What shows text as it is written, and where a bar belongs to a text."""
_WRITTEN = regex(r"<(pre|table)\b")
"""What an author may write as HTML, in which bars and tabs mean nothing."""
_AROUND = regex(r"(?:[^|｜\\`*_<>&\[\]!\0\t]{0,12})[|｜]")
_AFTER = regex(r"[^|｜\\`*_<>&\[\]!\0\t]{0,12}")
_NUMBER = r"\d{1,3}(?:\.\d{1,3})*|[一二三四五六七八九十百]{1,4}|[A-Za-z]|[ivxIVX]{1,5}|[\u2160-\u217f\u2460-\u24ff\u2776-\u2793\u3220-\u3229]"
_ITEM = regex(
    rf"\s*(?:[^\w\s]{{1,3}}|[(（\[【]?(?:{_NUMBER})[)）\]】.．、,，]{{0,2}}|第(?:{_NUMBER})[条章节款项,，、]?|[一二三四五六七八九十]是)\t"
    r"|[^\t]*[:：]\t+"
)
"""A number, a dot or a label with a tab behind it, as word processors write lists."""
_ROW_OF_A_LIST = regex(r"\s*(?:[-*+>#]+|\d+[.)])\s|\s*<")
_FIGURE = regex(r"^[ \u3000]*(?!:::)[:：]{3,}[^\S\n]*\w.*$", re.MULTILINE)


def full_width_figures(body: str) -> list[str]:
    """Return lines that open a figure with full-width colons, which Markdown does not know.

    >>> full_width_figures("：：： 图 a.jpg")
    ['：：： 图 a.jpg']
    """
    if "：：" not in body and ":：" not in body and "：:" not in body:
        return []
    return [match[0].strip() for match in _FIGURE.finditer(prose_of(body))]


def printed_tables(body: str, html: str) -> list[str]:
    r"""Return the first lines of tables that are printed as text in the ``html`` of ``body``.

    >>> printed_tables("| a | b |\n|---|\n| 1 | 2 |", "<p>| a | b |\n|---|\n| 1 | 2 |</p>")
    ['| a | b |']
    """
    if "|" not in html and "｜" not in html:
        return []
    text = _TAG.sub("", _without(_SHOWN, html))
    barred = [line for line in text.split("\n") if any(bar in line for bar in BARS)]
    runs = islice(filter(_is_meant, _runs(_lines(body))), MOST) if barred else ()
    shown = "\n".join(barred)
    return [run[0] for run in runs if _is_printed(run[:MOST], shown)]


def overfull_rows(body: str, html: str) -> list[str]:
    r"""Return rows of tables that have more cells than the first row has, when something stands in those.

    >>> overfull_rows("| a | b |\n|---|---|\n| 1 | 2 | 3 |", "<table>")
    ['| 1 | 2 | 3 |']
    """
    if "<table" not in html:
        return []
    found, columns, rows = [], 0, ["", *[line.strip(" \t\r\u3000>") for line in _lines(body)]]
    for above, first, row in zip(["", *rows], rows, rows[1:], strict=False):
        if not row:
            columns = 0
        elif columns and any(map(str.strip, _cells(row)[columns:])):
            found.append(row)
        elif not columns and not above and "|" in first and _ASCII_RULE.fullmatch(row):
            columns = len(_cells(first)) if _heads(first, row) else 0
    return found


def _cells(row: str) -> list[str]:
    return row.replace("\\|", "\0\0").removeprefix("|").removesuffix("|").split("|")


def tabbed_rows(body: str) -> list[str]:
    r"""Return the first lines of rows with tabs between words, as spreadsheets hand them over.

    >>> tabbed_rows("线路\t首班\n1路\t6:00")
    ['线路\t首班']
    """
    if "\t" not in body:
        return []
    found, rows = [], 0
    lines = _lines(body)
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        rows = rows + 1 if _has_tabs(line) else 0
        if rows == 1 and _has_tabs(following):
            found.append(line.strip())
    return found


def _lines(body: str) -> list[str]:
    prose = prose_of(body)
    return (_without(_WRITTEN, prose) if "<" in prose else prose).split("\n")


def _without(opening: re.Pattern[str], text: str) -> str:
    """Return ``text`` without the elements that ``opening`` finds the beginnings of, but with their line breaks."""
    parts: list[str] = []
    at = 0
    for start, end in elements(text, opening):
        parts += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end
    return "".join([*parts, text[at:]])


def _has_tabs(line: str) -> bool:
    if "\t" not in line or line.startswith(("    ", "\t")) or any(bar in line for bar in BARS):
        return False
    if _ROW_OF_A_LIST.match(line) and line.count("\t") == 1:
        return False
    item = _ITEM.match(line)
    return "\t" in line[item.end() if item else 0 :].strip()


def _runs(lines: list[str]) -> Iterator[list[str]]:
    """Yield lines with bars that follow on one another, but not tables; empty lines between rows do not part them."""
    run: list[str] = []
    parted, is_table = True, False
    for line in lines:
        row = line.strip(" \t\r\u3000>")
        if not row:
            parted = True
            continue
        barred = any(bar in row for bar in BARS)
        if run and (not barred or (parted and not (row[0] in BARS and run[-1][0] in BARS))):
            if not is_table:
                yield run
            run = []
        if barred:
            if not run:
                begins = parted
            run.append(row)
            if len(run) == 2:
                is_table = begins and not parted and _heads(*run)
        parted = False
    if run and not is_table:
        yield run


def _heads(first: str, second: str) -> bool:
    """Say whether a table begins with these two lines, if nothing stands on the line above."""
    ruled = _ASCII_RULE.fullmatch(second) is not None
    return ruled and len(_cells(first)) == len(_cells(second))


def _is_meant(run: list[str]) -> bool:
    """Say whether lines were meant to be a table: one rules columns off, or each stands between bars."""
    if len(run) < 2:
        return False
    counts = [sum(row.count(bar) for bar in BARS) - row.count("\\|") for row in run]
    between = all(row[0] in BARS and row[-1] in BARS for row in run)
    return any(map(_RULE.fullmatch, run)) or (between and min(counts) > 2)


def _is_printed(run: list[str], shown: str) -> bool:
    """Say whether some bar is printed together with what stands beside it; rules of tables are all alike."""
    for row in run:
        plain = "" if _RULE.fullmatch(row) else row.replace("\\|", "\0\0")
        for match in _AROUND.finditer(plain):
            after = _AFTER.match(plain, match.end())
            needle = f"{match[0]}{after[0] if after else ''}".strip()
            if len(needle) > 1 and needle in shown:
                return True
    return False
