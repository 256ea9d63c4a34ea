"""Which article is meant: an id, a file name, or a Markdown file anywhere; read as every other command reads it."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from linli.errors import UsageError
from linli.files import Folder
from linli.problems import Notebook, Problem, Severity
from linli.site.desk import Desk, Manuscript
from linli.story.characters import clean
from linli.story.header import split
from linli.story.reading import read_story
from linli.survey import MARKDOWN, survey

if TYPE_CHECKING:
    from linli.site import Newsroom
    from linli.story import Story


def find_article(newsroom: Newsroom, wanted: str) -> Manuscript:
    """Return the manuscript that ``wanted`` names: a Markdown file, else an id or a file name of the newsroom.

    Raises ``UsageError`` for a name nobody has (with the nearest one) and for a file that has errors.
    """
    folder = Folder.open(newsroom.content)
    path = Path(wanted)
    if path.suffix.lower() in MARKDOWN and path.is_file():
        real = path.resolve()
        if real.is_relative_to(folder.root):
            return _read(newsroom, folder, real.relative_to(folder.root).as_posix())
        return _read_outside(newsroom, path)
    return _read(newsroom, folder, _named(newsroom, folder, wanted))


def _read(newsroom: Newsroom, folder: Folder, name: str) -> Manuscript:
    notebook = Notebook(newsroom.lang)
    manuscript = Desk(newsroom.desk_settings, folder).read(name, notebook)
    return _whole(manuscript, notebook.problems, folder.called(name))


def _read_outside(newsroom: Newsroom, path: Path) -> Manuscript:
    """Read a file that lies outside the content folder as if it lay among the articles."""
    folder = Folder.open(path.resolve().parent)
    notebook = Notebook(newsroom.lang)
    manuscript = Desk(newsroom.desk_settings, folder).read(path.resolve().name, notebook)
    return _whole(manuscript, notebook.problems, str(path))


def _whole(manuscript: Manuscript | None, problems: list[Problem], path: str) -> Manuscript:
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if manuscript is None or errors:
        said = "\n".join(
            f"{one.place}: {one.what}{one.why}{one.fix} [{one.rule}]" for one in errors
        )
        raise UsageError(
            f"The article {path} has errors, so it cannot be used:\n{said}",
            "Mend them first; `lint` lists all.",
            zh=f"文章 {path} 有错误，先不能用：\n{said}\n请先改好；lint 会列出全部问题。",
        )
    return manuscript


def _named(newsroom: Newsroom, folder: Folder, wanted: str) -> str:
    """Return the file of the article that is called ``wanted``."""
    names = survey(folder, Notebook(newsroom.lang)).markdown
    plain = wanted.strip().casefold()
    direct = [name for name in names if plain in {name.casefold(), _stem(name).casefold()}]
    known: dict[str, str] = {}
    for name in [*direct, *(name for name in names if name not in direct)]:
        story = _header(newsroom, folder, name)
        if story is None:
            continue
        if plain in {story.id.casefold(), story.slug.casefold(), story.title.casefold()}:
            return name
        known.setdefault(story.id, name)
    if direct:
        return direct[0]
    close = get_close_matches(plain, [*known, *map(_stem, names)], n=1, cutoff=0.5)
    raise UsageError(
        f"No article is called {wanted!r}.",
        f"Did you mean {close[0]!r}?" if close else "Name an id, or a Markdown file.",
        zh=f"没有叫“{wanted}”的文章。"
        + (f"是不是“{close[0]}”？" if close else "请写文章的编号，或者 Markdown 文件。"),
    )


def _stem(name: str) -> str:
    return PurePosixPath(name).stem


def _header(newsroom: Newsroom, folder: Folder, name: str) -> Story | None:
    """Return what the header of a file says, without reading the text below it."""
    from linli.files import Refused, decode

    unheard = Notebook(newsroom.lang)
    settings = newsroom.desk_settings
    try:
        text = clean(decode(folder.read(name, settings.file_limit), name), name, unheard)
    except Refused:
        return None
    header = split(text, name, settings.story.fields, unheard)
    return read_story(header, name, name, settings.story, unheard) if header else None
