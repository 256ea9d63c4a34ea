"""Tables of cases, kept as Markdown in ``tests/cases`` so that editors can read and extend them.

A cell in backticks is taken as it stands between them, with the escapes ``\\n``, ``\\t``, ``\\r``,
``\\xHH``, ``\\uHHHH`` and ``\\\\`` resolved; ``\\|`` is a bar. Other cells are stripped text.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet

CASES = Path(__file__).with_name("cases")
_BAR = re.compile(r"(?<!\\)\|")
_ESCAPE = re.compile(r"\\(?:\\|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[ntr])")


def cases(name: str, heading: str) -> list[ParameterSet]:
    """Return the rows of the table below ``## heading`` in ``tests/cases/<name>.md``, for parametrize."""
    rows = [[_cell(cell) for cell in row] for row in _rows(name, heading)]
    assert rows, f"tests/cases/{name}.md has no table below “{heading}”"
    assert len({len(row) for row in rows}) == 1, f"{name}.md, {heading}: rows differ in length"
    return [pytest.param(*row, id=f"{row[0]!r}"[1:-1] or "(nothing)") for row in rows]


def _rows(name: str, heading: str) -> list[list[str]]:
    text = (CASES / f"{name}.md").read_text("utf-8")
    _, _, below = f"\n{text}".partition(f"\n## {heading}\n")
    lines = [line for line in below.partition("\n## ")[0].splitlines() if line.startswith("|")]
    return [_BAR.split(line.strip())[1:-1] for line in lines[2:]]


def _cell(text: str) -> str:
    text = text.strip().replace("\\|", "|")
    if len(text) > 1 and text[0] == text[-1] == "`":
        return _ESCAPE.sub(lambda match: _unescaped(match.group()), text[1:-1])
    return text


def _unescaped(text: str) -> str:
    plain = {"\\\\": "\\", "\\n": "\n", "\\t": "\t", "\\r": "\r"}
    return plain[text] if text in plain else chr(int(text[2:], 16))
