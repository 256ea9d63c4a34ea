"""Tables of a simple text (:mod:`linli.text.simple`), and what their frames are called."""

from __future__ import annotations

from linli.regexes import regex
from linli.story.language import language_of
from linli.text.spans import NotSimpleError, spans

LABELS = {"zh-Hans": "表格", "zh-Hant": "表格", "en": "Table"}
_RULE = regex(r"\|[|:\- ]+")
_CLASSES = {
    (False, False): "",
    (True, False): ' class="align-left"',
    (False, True): ' class="align-right"',
    (True, True): ' class="align-center"',
}
"""What a column's cells are, by whether there is a colon to the left and to the right of its rule."""


def table_label(language: str) -> str:
    """Return what browsers call the frame of a table to those who cannot see it."""
    return LABELS[language_of(language)]


def table_html(block: str, label: str) -> str:
    """Return the HTML of a table, every line of which begins with a bar, in its frame.

    Raises ``NotSimpleError`` for what Python-Markdown may not take for a table.
    """
    first, *others = block.split("\n")
    names = _cells(first)
    if len(names) < 2 or first[-1] != "|" or not others or not _RULE.fullmatch(others[0]):
        raise NotSimpleError
    classes = [_CLASSES[one.startswith(":"), one.endswith(":")] for one in _cells(others[0])]
    if len(classes) != len(names):
        raise NotSimpleError
    rows = [_row(_cells(line), classes, "td") for line in others[1:]]
    rows = rows or [_row([], [""] * len(names), "td")]
    return (
        f'<div aria-label="{label}" class="table-scroll" role="group" tabindex="0"><table>\n<thead>\n'
        f"{_row(names, classes, 'th')}</thead>\n<tbody>\n"
        f"{''.join(rows)}</tbody>\n</table></div>"
    )


def _cells(line: str) -> list[str]:
    if line[:1] != "|":
        raise NotSimpleError
    return [cell.strip(" ") for cell in line[1:].removesuffix("|").split("|")]


def _row(cells: list[str], classes: list[str], tag: str) -> str:
    """Return a row; it has as many cells as the first, no matter how many were written."""
    texts = [spans(cell) for cell in cells[: len(classes)]]
    texts += [""] * (len(classes) - len(texts))
    written = [f"<{tag}{one}>{text}</{tag}>\n" for one, text in zip(classes, texts, strict=True)]
    return f"<tr>\n{''.join(written)}</tr>\n"
