"""The same newsroom in everybody's own form: Linli, Hugo, Eleventy, Pelican.

A header says the same in each; links and pictures are written as each tool's own guide tells.
"""

from __future__ import annotations

import json
import re
import struct
import zlib
from typing import TYPE_CHECKING

from benchmarks import words
from benchmarks.corpus import SITE
from benchmarks.dice import Dice
from benchmarks.prose import PICTURES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from benchmarks.corpus import Piece

FILE_LINK = re.compile(r"\{filename\}/articles/[^/)]+/([^)]+)\.md")
ALT = "街坊们在忙"
NOTICES = "通知公告"

CONFIGURATION = f'''\
"""{SITE}: a made-up newsroom for measuring."""

PELICAN_CLASS = "linli.Newsroom"
PLUGINS: list[str] = []

SITENAME = "{SITE}"
SITESUBTITLE = "量一量有多快"
SITEURL = "https://heyang-linli.example"
DEFAULT_LANG = "zh-Hans"
TIMEZONE = "Asia/Shanghai"
PATH = "content"
OUTPUT_PATH = "output"
DEFAULT_PAGINATION = 20
LINLI_REPUBLISH = "none"  # the peers make no pages for those who ask to reprint

LINLI_DESCRIPTION = "一家不存在的社区报纸。"
LINLI_PUBLISHER = "禾样区融媒体中心"
LINLI_COLUMNS = [
%s
]
LINLI_ASK_URL = "/contact/"
''' % "\n".join(
    f'    {{"name": "{name}", "slug": "{slug}", "description": "{name}栏目。"}},'
    for slug, name in words.COLUMNS.items()
)
WITHOUT_FEEDS = """
LINLI_FEEDS = []
"""


def write_linli(pieces: Iterable[Piece], out: Path, *, feeds: bool = False) -> int:
    """Write a folder that Linli builds, with its feeds or without; return the number of stories in it."""
    count = write_files(pieces, out / "content", linli)
    write_pictures(out / "content" / "images")
    configuration = CONFIGURATION + ("" if feeds else WITHOUT_FEEDS)
    (out / "pelicanconf.py").write_bytes(configuration.encode())
    return count


def write_files(pieces: Iterable[Piece], out: Path, form: Callable[[Piece], str]) -> int:
    """Write each piece into its folder below ``out``; return how many there are."""
    made: set[str] = set()
    count = 0
    for piece in pieces:
        name = piece.folder
        if name not in made:
            made.add(name)
            (out / name).mkdir(parents=True, exist_ok=True)
        (out / name / f"{piece.slug}.md").write_bytes(form(piece).encode())
        count += 1
    return count


def linli(piece: Piece) -> str:
    """Return a file for Linli: YAML between fences, in three ways, or plain lines."""
    rows: list[tuple[str, str | tuple[str, ...]]] = [("标题", piece.title)]
    if piece.kind != "page":
        rows += [
            ("日期", piece.date.strftime("%Y-%m-%d %H:%M")),
            ("栏目", words.COLUMNS.get(piece.column, "")),
            ("标签", piece.tags),
            ("作者" if piece.reprint else "记者", piece.authors),
            ("通讯员", piece.correspondents),
            ("摄影", piece.photographers),
            ("责编", piece.editors),
            ("电头", piece.dateline),
            ("来源", piece.source),
            ("稿件性质", piece.origin),
            ("失效", piece.expires),
        ]
    if piece.reprint:
        rows += [
            ("原标题", piece.reprint.title),
            ("原文链接", piece.reprint.url),
            ("原发时间", piece.reprint.day),
            ("授权状态", "已授权"),
        ]
    if piece.cover:
        rows.append(("配图", f'![{ALT}](images/{piece.cover} "{ALT}。")'))
    form = _FORMS[len(piece.slug + piece.title) % len(_FORMS)]
    lines = [line for key, value in rows if value for line in form(key, value)]
    fence = [] if form is _classic else ["---"]
    return "\n".join([*fence, *lines, *(fence or [""]), piece.body])


def _classic(key: str, value: str | tuple[str, ...]) -> list[str]:
    return [f"{key}：{value if isinstance(value, str) else '、'.join(value)}"]


def _bare(key: str, value: str | tuple[str, ...]) -> list[str]:
    return [f"{key}: {value if isinstance(value, str) else '[' + ', '.join(value) + ']'}"]


def _quoted(key: str, value: str | tuple[str, ...]) -> list[str]:
    if isinstance(value, str) and '"' in value:  # a picture with its caption
        return [f"{key}: '{value}'"]
    return [f"{key}: {json.dumps(value, ensure_ascii=False)}"]


def _listed(key: str, value: str | tuple[str, ...]) -> list[str]:
    if isinstance(value, str):
        return [f"{key}: {value}"]
    return [f"{key}:", *(f"  - {one}" for one in value)]


_FORMS = (_bare, _classic, _quoted, _classic, _listed)
"""As editors type headers, and as programs write them."""


def fenced(piece: Piece) -> str:
    """Return a file for Hugo and Eleventy: YAML that both read, addresses instead of file names."""
    rows: dict[str, object] = {"title": piece.title}
    if piece.kind != "page":
        rows |= {
            "date": f"{piece.date.isoformat()}+08:00",
            "description": summary(piece),
            "columns": [words.COLUMNS[piece.column]] if piece.column else [],
            "tags": piece.tags,
            "people": piece.people,
            "months": [piece.date.strftime("%Y-%m")],
            "authors": piece.authors,
            "correspondents": piece.correspondents,
            "photographers": piece.photographers,
            "editors": piece.editors,
            "dateline": piece.dateline,
            "source": piece.source,
            "expires": piece.expires,
            "cover": piece.cover and f"/images/{piece.cover}",
        }
    if piece.reprint:
        rows |= {
            "original_title": piece.reprint.title,
            "source_url": piece.reprint.url,
            "source_date": piece.reprint.day,
        }
    lines = [
        # A date is YAML's own; everything else is JSON, which YAML reads as it is.
        f"{key}: {value if key == 'date' else json.dumps(value, ensure_ascii=False)}"
        for key, value in rows.items()
        if value
    ]
    body = FILE_LINK.sub(r"/articles/\1/", piece.body).replace("{static}/", "/")
    return "\n".join(["---", *lines, "---", body])


def plain(piece: Piece) -> str:
    """Return a file for Pelican: its own ``Key: value`` lines."""
    rows = {"Title": piece.title, "Slug": piece.slug}
    if piece.kind != "page":
        rows |= {
            "Date": piece.date.strftime("%Y-%m-%d %H:%M"),
            "Category": words.COLUMNS.get(piece.column, NOTICES),
            "Tags": ", ".join(piece.tags),
            "Authors": "; ".join(piece.people),
            "Summary": summary(piece),
            "Reporters": "、".join(piece.authors),
            "Correspondents": "、".join(piece.correspondents),
            "Photographers": "、".join(piece.photographers),
            "Editors": "、".join(piece.editors),
            "Dateline": piece.dateline,
            "From": piece.source,
            "Expires": piece.expires,
            "Cover": piece.cover and f"/images/{piece.cover}",
        }
    if piece.kind == "notice":  # Pelican has one address for all articles
        rows |= {"Url": f"notices/{piece.slug}/", "Save_as": f"notices/{piece.slug}/index.html"}
    if piece.reprint:
        rows |= {
            "Original_title": piece.reprint.title,
            "Source_url": piece.reprint.url,
            "Source_date": piece.reprint.day,
        }
    return "\n".join([*(f"{key}: {value}" for key, value in rows.items() if value), "", piece.body])


def summary(piece: Piece) -> str:
    """Return the first two sentences. Linli finds its own; the peers' users write one."""
    lead = piece.body.split("\n", 1)[0].replace("**", "")
    return "。".join(lead.split("。")[:2]) + "。"


def write_pictures(folder: Path) -> None:
    """Draw the small pictures that stories show."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(PICTURES):
        (folder / name).write_bytes(_png(320, 200, Dice("picture", number)))


def _png(width: int, height: int, dice: Dice) -> bytes:
    """Return a PNG of hills under a sky (Portable Network Graphics, 5.6: the smallest set of chunks).

    It is stored without compression, whose bytes would depend on the version of zlib.
    """
    sky, hill, roof = (dice.between(150, 250), dice.between(60, 140), dice.between(10, 60))
    slope = dice.between(2, 9)
    rows = []
    for y in range(height):
        edge = (height - y) * slope % width
        tone = sky - y // 4 if y < height // 2 else hill
        rows.append(b"\0" + bytes([tone]) * edge + bytes([roof + y // 3]) * (width - edge))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", _stored(b"".join(rows))), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _stored(raw: bytes) -> bytes:
    """Return a zlib stream of stored blocks (RFC 1951, 3.2.4)."""
    blocks = [raw[at : at + 65535] for at in range(0, len(raw), 65535)]
    packed = b"".join(
        struct.pack("<BHH", at == len(blocks) - 1, len(block), len(block) ^ 0xFFFF) + block
        for at, block in enumerate(blocks)
    )
    return b"\x78\x01" + packed + struct.pack(">I", zlib.adler32(raw))
