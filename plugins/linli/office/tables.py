"""The tables in ``docs/`` that are made from the code: fields, settings, problems.

Each stands between two comments in its page, so that the page around it is written by hand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linli.problems import Severity
from linli.problems.rules import all_rules
from linli.site.settings import SETTINGS
from linli.story.fields import FIELDS, PARTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

BEGIN, END = "<!-- table: made by `invoke docs` -->", "<!-- end of table -->"


def write_tables(docs: Path, *, check: bool) -> list[Path]:
    """Write every table anew and return the pages that changed (or would, under ``check``)."""
    stale: list[Path] = []
    for name, make in TABLES.items():
        path = docs / name
        old = path.read_text("utf-8")
        head, _, rest = old.partition(BEGIN)
        tail = rest.partition(END)[2]
        new = f"{head}{BEGIN}\n\n{make()}\n{END}{tail}"
        if new != old:
            stale.append(path)
            if not check:
                path.write_text(new, encoding="utf-8")
    return stale


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "<br>")


def _wording(text: str) -> str:
    """Return a rule's wording as Markdown shows it: braces single, marks of Markdown as themselves."""
    return re.sub(r"([\[\]<>*`])", r"\\\1", text.replace("{{", "{").replace("}}", "}"))


def _fields() -> str:
    rows = [
        "| key | 也可写作 | type | 说明 | what it is | default |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for field in FIELDS:
        names = " ".join(f"`{alias}`" for alias in field.aliases)
        choices = "".join(
            f"<br>`{choice}` {' '.join(words)}" for choice, words in field.choices.items()
        )
        parts = PARTS.get(field.type, {})
        choices += "".join(f"<br>`{part}` {' '.join(words)}" for part, words in parts.items())
        rows.append(
            f"| `{field.key}` | {names} | {field.type}{choices} | {_cell(field.zh)} | {_cell(field.en)} | {_cell(field.default)} |"
        )
    return "\n".join(rows) + "\n"


def _settings() -> str:
    rows = ["| name | 说明 | what it does | example |", "| --- | --- | --- | --- |"]
    rows += [
        f"| `{one.name}` | {_cell(one.zh)} | {_cell(one.en)} | `{_cell(one.example)}` |"
        for one in SETTINGS
    ]
    return "\n".join(rows) + "\n"


def _problems() -> str:
    return "\n".join(_rules())


def _rules() -> Iterator[str]:
    for rule in all_rules().values():
        yield f"### `{rule.name}`\n\n{GRAVITY[rule.severity]}\n"
        yield f"- {_wording(rule.zh.what + rule.zh.why + rule.zh.fix)}"
        yield f"- {_wording(' '.join(filter(None, (rule.en.what, rule.en.why, rule.en.fix))))}\n"
        yield f"```text\n{rule.example.strip()}\n```\n"


GRAVITY = {
    Severity.ERROR: "错误 error",
    Severity.WARNING: "提醒 warning",
    Severity.NOTE: "说明 note",
}
TABLES: dict[str, Callable[[], str]] = {
    "fields.md": _fields,
    "settings.md": _settings,
    "problems.md": _problems,
}
