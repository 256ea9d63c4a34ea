"""Ways to make hostile input: each returns a function that puts it into a newsroom."""

from __future__ import annotations

import io
import os
import shutil
import socket
import struct
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock
from PIL import Image

from linli.build import printing, surveying
from linli.release import room
from linli.survey import survey
from tests.factories import HEADER, article

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from linli.files import Folder
    from linli.problems import Notebook
    from linli.survey import Found
    from tests.factories import Paper

    Make = Callable[[Paper], object]
    Tamper = Callable[[pytest.MonkeyPatch, Paper], None]

HOSTILE = "articles/hostile.md"
UNPUBLISHED = "外面的秘密 outside-7f3a"
"""Stands in files beside the content folder, and may be in no page."""


def file(name: str, content: str | bytes) -> Make:
    """Put one file into the content folder."""

    def make(paper: Paper) -> None:
        paper.write(name, content)

    return make


def header(**fields: Any) -> Make:
    """Write an article with these fields."""
    return file(HOSTILE, article(**fields))


def yaml(lines: str, body: str = "正文。") -> Make:
    """Write an article whose header is YAML: the usual fields, then ``lines``."""
    usual = "\n".join(f"{key}: {value}" for key, value in HEADER.items() if f"{key}:" not in lines)
    return file(HOSTILE, f"---\n{usual}\n{lines}\n---\n\n{body}\n")


def body(markdown: str) -> Make:
    """Write an article with this text."""
    return file(HOSTILE, article(markdown))


def page(name: str, **fields: str | None) -> Make:
    """Write a standing page."""
    only: dict[str, Any] = dict.fromkeys(HEADER) | {"标题": "一个页面"} | fields
    return file(f"pages/{name}", article(**only))


def all_of(*makes: Make) -> Make:
    """Do one after the other."""

    def make(paper: Paper) -> None:
        for one in makes:
            one(paper)

    return make


# Files that are not what they seem


def link(name: str, target: str) -> Make:
    """Put a symbolic link into the content folder; ``target`` may be relative to it."""

    def make(paper: Paper) -> None:
        path = paper.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(target)

    return make


def folder(name: str) -> Make:
    """Make an empty folder in the content folder."""
    return lambda paper: (paper.content / name).mkdir(parents=True)


def pipe(name: str) -> Make:
    """Put a named pipe, which would block whoever reads it, into the content folder."""
    return lambda paper: os.mkfifo(paper.content / name)


def listening(name: str) -> Make:
    """Put a socket into the content folder (its path must be short, so it is made from inside)."""

    def make(paper: Paper) -> None:
        here = Path.cwd()
        os.chdir((paper.content / name).parent)
        try:
            with socket.socket(socket.AF_UNIX) as ear:
                ear.bind(Path(name).name)
        finally:
            os.chdir(here)

    return make


def nested(levels: int, name: str = "d") -> Make:
    """Put an article below very many folders."""

    def make(paper: Paper) -> None:
        handle = os.open(paper.content, os.O_RDONLY)
        for _ in range(levels):
            os.mkdir(name, dir_fd=handle)
            inner = os.open(name, os.O_RDONLY, dir_fd=handle)
            os.close(handle)
            handle = inner
        flags = os.O_WRONLY | os.O_CREAT
        with os.fdopen(os.open("deep.md", flags, dir_fd=handle), "w", encoding="utf-8") as stream:
            stream.write(article(标题="最深处"))
        os.close(handle)

    return make


def unnest(content: Path) -> None:
    """Remove what ``nested`` made, one level after the other; pytest's own cleaning calls itself too often."""
    deep, below = content / "d", content / "below"
    while deep.is_dir():
        if (deep / "d").is_dir():
            (deep / "d").rename(below)
        shutil.rmtree(deep)
        if below.is_dir():
            below.rename(deep)


def raw_name(name: bytes) -> Make:
    """Write an article whose file name is these bytes, which may be no text at all."""
    return file(f"articles/{os.fsdecode(name)}", article())


def after_the_survey(change: Make) -> Tamper:
    """Change the content folder between the listing of its files and their reading."""

    def tamper(monkeypatch: pytest.MonkeyPatch, paper: Paper) -> None:
        def surprised(folder: Folder, notebook: Notebook) -> Found:
            found = survey(folder, notebook)
            change(paper)
            return found

        monkeypatch.setattr(surveying, "survey", surprised)

    return tamper


def when_opened(name: str, change: Make) -> Tamper:
    """Change the content folder in the moment in which the file ``name`` is opened."""

    def tamper(monkeypatch: pytest.MonkeyPatch, paper: Paper) -> None:
        opened = os.open

        whole, last = paper.content.resolve() / name, Path(name).name

        def surprised(
            path: str | os.PathLike[str], flags: int, *rest: int, dir_fd: int | None = None
        ) -> int:
            if Path(path) == whole or (dir_fd is not None and path == last):
                change(paper)
            return opened(path, flags, *rest, dir_fd=dir_fd)

        monkeypatch.setattr(os, "open", surprised)

    return tamper


def before_copying(change: Make) -> Tamper:
    """Change the content folder after the site was planned, before files are copied."""

    def tamper(monkeypatch: pytest.MonkeyPatch, paper: Paper) -> None:
        make = printing.print_pages

        def surprised(*arguments: object) -> None:
            change(paper)
            make(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(printing, "print_pages", surprised)

    return tamper


def denied(name: str) -> Tamper:
    """Refuse to open a file, as the system does to whoever is not root."""

    def tamper(monkeypatch: pytest.MonkeyPatch, paper: Paper) -> None:
        opened = os.open

        def refuse(
            path: str | os.PathLike[str], flags: int, *rest: int, dir_fd: int | None = None
        ) -> int:
            if str(path).endswith(name):
                raise PermissionError(13, "Permission denied", str(path))
            return opened(path, flags, *rest, dir_fd=dir_fd)

        monkeypatch.setattr(os, "open", refuse)

    return tamper


def gone(name: str) -> Make:
    """Remove a file of the content folder."""
    return lambda paper: (paper.content / name).unlink()


def swapped(name: str, target: str) -> Make:
    """Replace a file of the content folder by a link."""
    return all_of(gone(name), link(name, target))


# Pictures


def picture(form: str, size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    """Return a picture in one colour."""
    stream = io.BytesIO()
    Image.new("RGB", size, "teal").save(stream, form, **options)
    return stream.getvalue()


def png_of(width: int, height: int, pixels: bytes = b"") -> bytes:
    """Return a PNG whose header claims this size, whatever its pixels say."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        whole = kind + content
        return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    start = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head)
    return start + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")


def located_picture() -> bytes:
    """Return a photograph that says where it was taken."""
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (31.0, 14.0, 0.0), 3: "E", 4: (121.0, 28.0, 0.0)}
    return picture("JPEG", exif=exif)


XMP = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="31,14.0N"/></rdf:RDF></x:xmpmeta>"""


def doubled() -> bytes:
    """Return a JPEG with a second picture inside."""
    stream = io.BytesIO()
    second = [Image.new("RGB", (8, 8), "teal")]
    Image.new("RGB", (40, 30), "teal").save(stream, "MPO", save_all=True, append_images=second)
    return stream.getvalue()


def animated() -> bytes:
    """Return a GIF of three frames."""
    stream = io.BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "green", "blue")]
    frames[0].save(stream, "GIF", save_all=True, append_images=frames[1:])
    return stream.getvalue()


def scan_bomb() -> bytes:
    """Return a small progressive JPEG whose last scan is repeated until unpacking takes a minute."""
    stream = io.BytesIO()
    Image.new("L", (2000, 2000), 128).save(stream, "JPEG", progressive=True)
    whole = stream.getvalue()
    scan = whole[whole.rfind(b"\xff\xda") : -2]
    return whole[:-2] + scan * 20_000 + b"\xff\xd9"


def shows(name: str, content: bytes | Callable[[], bytes]) -> Make:
    """Write an article that shows the picture ``images/<name>``."""

    def draw(paper: Paper) -> None:
        paper.write(f"images/{name}", content if isinstance(content, bytes) else content())

    return all_of(draw, body(f"![图](images/{name})"))


# The newsroom itself


def setting(**values: object) -> Make:
    """Change the newsroom's settings."""
    return lambda paper: paper.settings.update(values)


def theme(*changes: Callable[[Path], object]) -> Make:
    """Give the newsroom a copy of its theme with something wrong."""

    def make(paper: Paper) -> None:
        copy = paper.root / "theme"
        paper.theme = Path(shutil.copytree(paper.theme, copy))
        for change in changes:
            change(copy)

    return make


def template(name: str, text: str) -> Callable[[Path], object]:
    """Write a template of the theme anew."""
    return lambda folder: (folder / "templates" / name).write_text(text, encoding="utf-8")


def switched(paper: Paper) -> None:
    """Leave what a build leaves that is killed after it moved the earlier edition away."""
    aside = paper.root / ".output.linli"
    aside.mkdir()
    paper.output.rename(aside / "old")
    shutil.copytree(aside / "old", aside / "new")


def held(monkeypatch: pytest.MonkeyPatch, paper: Paper) -> None:
    """Let another build hold the output, and wait for it but shortly."""
    monkeypatch.setattr(room, "PATIENCE", 0.1)
    (paper.root / ".output.linli").mkdir()
    lock = FileLock(paper.root / ".output.linli" / "lock")
    lock.acquire()
    monkeypatch.setattr(room, "held", lock, raising=False)  # let go when the row is over


def beside(name: str, *, target: str = "", content: str = "", is_folder: bool = False) -> Make:
    """Put a link, a folder or a file beside the content folder, in place of what is there."""

    def make(paper: Paper) -> None:
        path = paper.root / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        if target:
            path.symlink_to(target)
        elif is_folder:
            path.mkdir()
        else:
            path.write_text(content, encoding="utf-8")

    return make
