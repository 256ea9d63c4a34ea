"""The configuration file: a Python module of upper-case names, as Pelican reads it."""

from __future__ import annotations

import runpy
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from linli.build.allowlist import read_allowlist
from linli.build.foreign.guest import invite, named_theme
from linli.build.neighbours import read_anew
from linli.errors import ConfigError
from linli.rights.words import words_with
from linli.site.settings import read_newsroom
from linli.whole import real_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linli.site import Newsroom

OWN_THEME = Path(__file__).resolve().parents[3] / "theme"
"""The theme of a site that names none and has none beside its configuration."""


def load_newsroom(
    config: Path, content: Path | None = None, output: Path | None = None
) -> Newsroom:
    """Return the newsroom that the file ``config`` describes.

    ``PATH``, ``OUTPUT_PATH`` and ``THEME`` are read relative to the file; ``content`` and ``output`` come
    before them, and annals lie beside such a content folder. A site without a theme gets Linli's own. Raises ``ConfigError`` when the file is missing or cannot be run.
    """
    if config.is_dir():
        raise ConfigError(
            f"The configuration {config} is a folder.",
            "Name the file in it with --config.",
            zh=f"设置文件 {config} 是一个文件夹。请用 --config 指定里面的文件。",
        )
    if not config.is_file():
        raise ConfigError(
            f"The configuration file {config} does not exist.",
            "Name one with --config, or make pelicanconf.py beside content/.",
            zh=f"没有找到设置文件 {config}。请用 --config 指定，或在 content/ 旁边建一个 pelicanconf.py。",
        )
    return newsroom_from(_run(config), config.resolve().parent, content, output)


def newsroom_from(
    values: Mapping[str, object],
    beside: Path,
    content: Path | None = None,
    output: Path | None = None,
) -> Newsroom:
    """Return the newsroom of a configuration's ``values``, with paths relative to ``beside``.

    Raises ``ConfigError``, also where the system writes names of files in anything but UTF-8.
    """
    _check_names()
    newsroom = read_newsroom(
        {name: value for name, value in values.items() if name.isupper()},
        content or beside / str(values.get("PATH") or "content"),
        output or beside / str(values.get("OUTPUT_PATH") or "output"),
        _theme(values, beside),
    )
    if not newsroom.content.is_dir():
        error = ConfigError(
            f"The content folder {newsroom.content} does not exist.",
            "Name the folder that holds your Markdown files with --content, or set PATH.",
            zh=f"没有找到内容文件夹 {newsroom.content}。请用 --content 指定放稿件的文件夹，或设置 PATH。",
        )
        error.language = newsroom.lang
        raise error
    words_with(newsroom.rights_words)  # what cannot be used is said before anything is read
    if newsroom.source_allowlist:
        sources = read_allowlist(beside / newsroom.source_allowlist)
        newsroom = replace(newsroom, sources=sources)
    if newsroom.annals_name:
        # What another folder published is another past.
        where = beside if content is None else content.resolve().parent
        newsroom = replace(newsroom, annals=_annals(newsroom, where))
    return invite(newsroom, values, beside)


def _check_names() -> None:
    """Raise ``ConfigError`` where names would not be on the disk what they are in addresses."""
    encoding = sys.getfilesystemencoding()
    if encoding.lower().replace("-", "") != "utf8":
        raise ConfigError(
            f"Names of files are written in {encoding} here, addresses in UTF-8: readers would not find the pages.",
            "Run it in UTF-8: PYTHONUTF8=1 python3 tasks.py build (or set LC_ALL=C.UTF-8).",
            zh=f"这里的文件名用 {encoding} 编码，网址用 UTF-8，读者会找不到页面，所以什么也没有做。请这样运行：PYTHONUTF8=1 python3 tasks.py build（或设置 LC_ALL=C.UTF-8）。",
        )


def _annals(newsroom: Newsroom, where: Path) -> Path:
    """Return the file of the annals in the folder ``where``; it must not be replaced with a release."""
    path = where / newsroom.annals_name
    output = real_path(newsroom.output)
    # Of an output folder that holds the content, too, more is wrong than that: it is refused where it is held.
    holds_all = real_path(newsroom.content).is_relative_to(output)
    if real_path(path).is_relative_to(output) and not holds_all:
        raise ConfigError(
            f"LINLI_PUBLISHED: {path} lies in the output folder.",
            "It belongs beside the configuration: a release replaces the whole output folder.",
            zh=f"设置 LINLI_PUBLISHED：{path} 在输出文件夹里，发布会把它换掉。请放在设置文件旁边。",
        )
    return path


def _theme(values: Mapping[str, object], beside: Path) -> Path:
    if values.get("THEME"):
        return named_theme(str(values["THEME"]), beside)
    return beside / "theme" if (beside / "theme").is_dir() else OWN_THEME


def _run(config: Path) -> dict[str, object]:
    """Run the file with its own folder importable, so that it can import its neighbours."""
    try:
        with read_anew(config.resolve().parent):
            return runpy.run_path(str(config))
    except (ConfigError, KeyboardInterrupt):
        raise
    except BaseException as error:
        line = next(
            (
                frame.lineno
                for frame in reversed(traceback.extract_tb(error.__traceback__))
                if frame.filename == str(config)
            ),
            getattr(error, "lineno", None),
        )
        where = f"{config}:{line}" if line else str(config)
        raise ConfigError(
            f"{where}: {type(error).__name__}: {error}",
            "Mend the configuration file.",
            zh=f"{where}：设置文件运行出错，{type(error).__name__}: {error}。请改正后再试。",
        ) from error
