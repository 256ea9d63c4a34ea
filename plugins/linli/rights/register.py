"""The register of rights: every story with where it is from, on what ground it is published, and what is missing.

It is for the desk and its lawyer, not for the site: it names references of permissions, which are not published.
"""

from __future__ import annotations

import csv
import io
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from linli.rights.statement import kind_of
from linli.story import Origin, Permission
from linli.story.fields import FIELDS
from linli.story.rights import reprint_gaps

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from linli.story import Stamp, Story

HEADINGS = {
    "zh": "文件 编号 标题 发布 状态 稿件性质 来源 原文链接 授权状态 授权书编号 授权截止 著作权人 转载许可 声明 缺少".split(),
    "en": (
        "file,id,title,date,state,origin,source,original,permission,reference,until,holder,reuse,notice,missing"
    ).split(","),
}
STATES = {
    "zh": {
        "live": "已发布",
        "hidden": "未发布",
        "expired": "已失效",
        "withdrawn": "已撤回",
        "lapsed": "授权已到期",
    }
}
UNREAD = {"zh": "读不了，见 lint", "en": "cannot be read, see lint"}
TITLES = {"zh": "权利台账", "en": "Register of rights"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_CHOICES = {field.key: field.choices for field in FIELDS}


class Entry(NamedTuple):
    """A row of the register, in the order of its columns."""

    file: str
    id: str = ""
    title: str = ""
    date: str = ""
    state: str = ""
    origin: str = ""
    source: str = ""
    original: str = ""
    permission: str = ""
    reference: str = ""
    until: str = ""
    holder: str = ""
    reuse: str = ""
    notice: str = ""
    missing: str = ""


def entry_of(story: Story, state: str, path: str, lang: str) -> Entry:
    """Return the row of a story in the language of the desk; ``path`` is what messages call its file."""
    chinese = _tongue(lang) == "zh"
    gaps = _gaps(story)
    names = {field.key: field.aliases[0] for field in FIELDS}

    def called(key: str, value: str) -> str:
        return _CHOICES[key][value][0] if chinese and not value.startswith("cc") else value

    return Entry(
        file=path,
        id=story.id,
        title=story.title,
        date=_day(story.date),
        state=STATES.get(_tongue(lang), {}).get(state, state),
        origin=called("origin", story.origin),
        source=story.source,
        original=story.source_url or story.source_url_missing,
        permission=called("permission", story.permission),
        reference=story.permission_ref,
        until=_day(story.permission_until) if story.permission_until else "",
        holder=story.copyright_holder,
        reuse=called("reuse", story.reuse),
        notice=kind_of(story.origin, story.permission, story.reuse),
        missing=("、" if chinese else ", ").join(names[key] if chinese else key for key in gaps),
    )


def unread_entry(path: str, lang: str) -> Entry:
    """Return the row of a file whose story could not be read."""
    return Entry(path, missing=UNREAD[_tongue(lang)])


def as_csv(entries: Iterable[Entry], lang: str) -> bytes:
    """Return the register as CSV (RFC 4180) with a mark by which spreadsheets know UTF-8.

    A cell that a spreadsheet would take for a formula begins with an apostrophe, which it shows as text.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADINGS[_tongue(lang)])
    writer.writerows([harmless(cell) for cell in entry] for entry in entries)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet runs.

    >>> harmless("=HYPERLINK(1)"), harmless("榆树里"), harmless(" -1")
    ("'=HYPERLINK(1)", '榆树里', "' -1")
    """
    begins = cell.lstrip(" \u3000\n").startswith(_FORMULA) or cell.startswith(_FORMULA)
    return f"'{cell}" if begins else cell


def as_html(entries: Sequence[Entry], lang: str, moment: str) -> str:
    """Return the register as a page of its own; what is missing stands out, and nothing in it is a link."""
    tongue = _tongue(lang)
    title = f"{TITLES[tongue]} · {moment}"
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in HEADINGS[tongue])
    rows = "\n".join(_row(entry) for entry in entries)
    return (
        f'<!doctype html>\n<html lang="{escape(lang)}">\n<meta charset="utf-8">\n'
        f'<meta name="robots" content="noindex">\n<title>{escape(title)}</title>\n'
        "<style>body{font:14px/1.5 sans-serif}table{border-collapse:collapse}th,td{border:1px solid #999;"
        "padding:.2em .4em;text-align:left;vertical-align:top}thead th{position:sticky;top:0;background:#eee}"
        ".missing{background:#fdd}</style>\n"
        f"<h1>{escape(title)}</h1>\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n"
    )


def _gaps(story: Story) -> tuple[str, ...]:
    """Return what a reprint does not say; of other stories, that nobody knows the ground they are published on."""
    if story.origin is Origin.REPRINT:
        return reprint_gaps(lambda key: getattr(story, key))
    return ("permission",) if story.permission is Permission.UNKNOWN else ()


def _row(entry: Entry) -> str:
    cells = "".join(f"<td>{escape(cell)}</td>" for cell in entry)
    return f'<tr class="missing">{cells}</tr>' if entry.missing else f"<tr>{cells}</tr>"


def _day(stamp: Stamp) -> str:
    return stamp.at.date().isoformat()


def _tongue(lang: str) -> str:
    return "zh" if lang.lower().startswith("zh") else "en"
