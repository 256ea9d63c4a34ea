"""A new article or notice: a file with its header filled in as far as can be known."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from linli.build.annals import fetch, read_annals
from linli.errors import UsageError, reason_of
from linli.files import Folder
from linli.problems import Notebook
from linli.story.fields import FieldTable
from linli.story.naming import address_name, column_in_title, is_address_name
from linli.survey import NAME_LIMIT, survey

if TYPE_CHECKING:
    from pathlib import Path

    from linli.site import Newsroom

NOTICE_DAYS = 14
"""For how long a new notice holds unless its editor says otherwise."""


def start_file(
    newsroom: Newsroom, kind: str, title: str, now: datetime, column: str = "", name: str = ""
) -> Path:
    """Write a draft and return its path; nothing that exists is touched.

    ``name`` becomes the file's name and the story's address; without it, the title does. Raises
    ``UsageError`` for a name that cannot be an address or is taken.
    """
    title = " ".join(title.split())
    if not title:
        raise UsageError(
            "The title is empty.",
            'Write: invoke new article "标题"',
            zh='标题是空的。请写成：invoke new article "标题"',
        )
    better = address_name(name) or "water-stop"
    if name and not is_address_name(name):
        raise UsageError(
            f"{name!r} cannot be part of an address.",
            f"Try --name {better}",
            zh=f"{name!r} 不能用作网址。可以用 --name {better}",
        )
    stem = _bounded(address_name(name or title)) or now.strftime("%Y%m%d-%H%M")
    path = _folder(newsroom, kind, column) / f"{stem}.md"
    _check_free(newsroom, stem, path)
    text = _draft(newsroom, kind, title, now, column, stem)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_new(path, text)
    except FileExistsError:
        raise UsageError(
            f"{path} exists already.",
            "Give this one another name with --name.",
            zh=f"{path} 已经有了，没有动它。请用 --name 换一个名字。",
        ) from None
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written: {reason_of(error)}.",
            "Check the folder's permissions, and whether the disk is full.",
            zh=f"{path} 写不进去：{reason_of(error).zh}。请检查文件夹的权限，以及磁盘是不是满了。",
        ) from error
    return path


def _write_new(path: Path, text: str) -> None:
    """Write a file where there is none. Raises ``OSError``: then there still is none."""
    stream = path.open("x", encoding="utf-8")
    try:
        with stream:
            stream.write(text)
    except BaseException:  # a full disk, or Ctrl-C: raised again
        path.unlink(missing_ok=True)
        raise


def remark_on(newsroom: Newsroom, kind: str, title: str, column: str) -> str:
    """Return what there is to say of the column of a new article: it is none of the settings', or there is none."""
    names = [known.name for known in newsroom.columns]
    column = column or column_in_title(title)
    if kind != "article" or not names or column in names:
        return ""
    chinese = newsroom.lang.startswith("zh")
    known = ("、" if chinese else ", ").join(names)
    if not column:
        english, zh = (
            "It has no column yet; there are: {known}.",
            "还没有栏目，请填上。现有：{known}。",
        )
    else:
        english = "The column {column} is not in LINLI_COLUMNS and would be a new one; there are: {known}."
        zh = "栏目“{column}”不在 LINLI_COLUMNS 里，会多出一个新栏目。现有：{known}。"
    return (zh if chinese else english).format(column=column, known=known)


def _check_free(newsroom: Newsroom, stem: str, path: Path) -> None:
    """Raise ``UsageError`` when another file has the name, or a story that was published has the id."""
    notebook = Notebook(newsroom.lang)
    folder = Folder.open(newsroom.content)
    past = read_annals(fetch(newsroom, notebook), newsroom.annals_name, notebook)
    used = {
        address_name(PurePosixPath(name).stem): name for name in survey(folder, notebook).markdown
    }
    where = folder.called(used[stem]) if stem in used else ""
    if stem in past.stories and not where:
        where = newsroom.annals_name
    if not where or path.exists():
        return
    free = next(name for n in count(2) if (name := f"{stem}-{n}") not in {*used, *past.stories})
    raise UsageError(
        f"The id {stem!r} is taken: {where}.",
        f"An id belongs to one story for ever. Try --name {free}",
        zh=f"编号“{stem}”已经用过了（{where}）。编号永远只属于一篇稿件，可以用 --name {free}",
    )


def _bounded(stem: str) -> str:
    """Return a name short enough for a file of any system, without half a character or word mark."""
    return stem.encode()[: NAME_LIMIT - len(".md")].decode(errors="ignore").rstrip("-_.")


def _folder(newsroom: Newsroom, kind: str, column: str) -> Path:
    if kind == "notice":
        return newsroom.content / newsroom.notice_folders[0]
    slugs = {known.name: known.slug for known in newsroom.columns}
    return newsroom.content / "articles" / (slugs.get(column) or address_name(column))


def _draft(newsroom: Newsroom, kind: str, title: str, now: datetime, column: str, stem: str) -> str:
    chinese = newsroom.lang.startswith("zh")
    expires = (now + timedelta(days=NOTICE_DAYS)).strftime("%Y-%m-%d")
    values: list[tuple[str, str, str]] = [
        ("标题", "title", title),
        ("编号", "id", stem),
        ("日期", "date", now.strftime("%Y-%m-%d %H:%M")),
        ("来源", "source", newsroom.name),
        ("责编", "editors", ""),
        ("状态", "status", "草稿" if chinese else "draft"),
    ]
    if kind == "notice":
        values.insert(3, ("失效", "expires", expires))
    elif column or not column_in_title(title):
        values.insert(3, ("栏目", "column", column))
    names = {english for _, english, _ in values}
    table = FieldTable(newsroom.extra_fields)
    wanted = newsroom.required["notice" if kind == "notice" else "article"]
    for key in (*wanted, "tags", "summary"):
        if key not in names:
            row = table.named(key)
            values.append((row.aliases[0] if row.aliases else key, key, ""))
    mark = "：" if chinese else ": "
    lines = [f"{zh if chinese else en}{mark}{value}".rstrip() for zh, en, value in values]
    return "\n".join([*lines, "", ""])
