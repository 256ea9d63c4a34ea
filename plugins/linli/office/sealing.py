"""Copies for the desk that bear a seal: what Linli wrote and nobody changed since may be written anew.

A seal names the article and the SHA-256 of what was written. A page carries its own; for the files of a folder, which
are sent on byte by byte, a file beside them does.
"""

from __future__ import annotations

import json
from html import escape, unescape
from typing import TYPE_CHECKING, NamedTuple

from linli.errors import OutputError
from linli.marks import digest
from linli.office.outside import write_files
from linli.regexes import regex

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

BESIDE = ".linli-copies.json"
"""The file that holds the seals of the others in its folder."""
_HEAD = b"</head>\n"
_SEAL = regex(rb'<meta name="linli-copy" content="([^"]*) ([0-9a-f]+)">\n(?=</head>\n)')
WHY = {
    "changed": (
        "{names}: no longer what Linli wrote; perhaps somebody changed it.",
        "{names} 和邻里上次写的不一样了，可能有人改过。",
    ),
    "other": (
        "{names}: written for another article, {article}.",
        "{names} 是另一篇稿件（{article}）的。",
    ),
    "unknown": (
        "{names}: is there already, and does not say that Linli wrote it.",
        "{names} 已经有了，看不出是不是邻里写的。",
    ),
}
"""Why a file is not written over, in English and Chinese."""


class Seal(NamedTuple):
    """The id of the article that a file was written for, and the mark of what was written."""

    article: str
    sha: str


def write_page(path: Path, page: bytes, article: str, *, force: bool) -> None:
    """Write a page with its seal. Raises ``OutputError`` for a file that is not to be written over."""
    seal = f'<meta name="linli-copy" content="{escape(article)} {_sha(page)}">\n'.encode()
    found = _read(path)
    known = _SEAL.search(found or b"")
    if found is not None and known:
        bare = found[: known.start()] + found[known.end() :]
        old = Seal(unescape(known[1].decode("utf-8", "replace")), known[2].decode("ascii"))
        taken = {path: _why(bare, page, old, article)}
    else:
        taken = {path: _why(found, page, None, article)}
    _refuse(taken, force=force)
    write_files({path: page.replace(_HEAD, seal + _HEAD, 1)})


def write_folder(folder: Path, files: Mapping[str, bytes], article: str, *, force: bool) -> None:
    """Write files as they are into ``folder``, with their seals beside them; those come first, so that none lacks its own.

    Raises ``OutputError`` when one of them is not to be written over.
    """
    seals = _seals(folder / BESIDE)
    taken = {
        folder / name: _why(_read(folder / name), content, seals.get(name), article)
        for name, content in files.items()
    }
    _refuse(taken, force=force)
    kept = {name: list(seal) for name, seal in seals.items()}
    kept |= {name: [article, _sha(content)] for name, content in files.items()}
    text = json.dumps({"made-by": "linli", "files": kept}, indent=1) + "\n"
    written = {folder / name: content for name, content in files.items()}
    write_files({folder / BESIDE: text.encode()} | written)


def _why(found: bytes | None, wanted: bytes, seal: Seal | None, article: str) -> tuple[str, str]:
    """Say why a file is not to be written over, and whose it is: a key of ``WHY``, empty if it may be."""
    if found is None or found == wanted:
        return "", ""
    if seal is None:
        return "unknown", ""
    if seal.sha != _sha(found):
        return "changed", ""
    return ("", "") if seal.article == article else ("other", seal.article)


def _refuse(taken: Mapping[Path, tuple[str, str]], *, force: bool) -> None:
    groups: dict[tuple[str, str], list[str]] = {}
    for path, why in taken.items():
        if why[0] and not force:
            groups.setdefault(why, []).append(str(path))
    if not groups:
        return
    english, chinese = (
        "\n".join(
            WHY[why][language].format(names=gap.join(names), article=article)
            for (why, article), names in groups.items()
        )
        for language, gap in enumerate((", ", "、"))
    )
    raise OutputError(
        english,
        "Name another place with --out, or write over it with --force.",
        zh=f"{chinese}\n没有动它。请用 --out 换个地方，或者加 --force 覆盖。",
    )


def _read(path: Path) -> bytes | None:
    """Return a file's content, ``None`` if there is none; what cannot be read is no copy of ours."""
    try:
        if path.exists() and not path.is_file():
            return b""
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return b""


def _seals(path: Path) -> dict[str, Seal]:
    """Return the seals of the files in a folder; none where the file that has them is not one of ours."""
    try:
        files = json.loads(_read(path) or b"")["files"]
        return {str(name): Seal(str(article), str(sha)) for name, (article, sha) in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _sha(content: bytes) -> str:
    return digest(content).hex()
