"""The manifest: every file of a tree with its SHA-256, and nothing that is not in the tree.

It lies inside the tree, so it is a pure function of it: a clean build and one that changed a single
page come to the same bytes. Its presence says that the folder is ours to replace.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from typing import TYPE_CHECKING

from linli.errors import OutputError
from linli.regexes import regex
from linli.release.failures import foreign

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

MANIFEST = ".linli.json"
LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What file managers leave behind; nobody misses it."""
SHA = regex(r"[0-9a-f]{64}")


def sha_of(content: bytes) -> str:
    """Return the SHA-256 of ``content`` in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def as_bytes(files: Mapping[str, str]) -> bytes:
    """Return the manifest of a tree: one line for each file, in order."""
    lines = json.dumps(dict(sorted(files.items())), ensure_ascii=False, separators=(",\n", ": "))
    return f'{{\n"made-by": "linli",\n"files": {{\n{lines[1:-1]}\n}}\n}}\n'.encode()


def revised(content: bytes, before: Mapping[str, str], now: Mapping[str, str]) -> bytes:
    """Return what :func:`as_bytes` returns of the files of a manifest, of which those of ``now`` have other hashes.

    One that somebody has put into another form is written anew.
    """
    for path, sha in now.items():
        name = json.dumps(path, ensure_ascii=False)
        old, new = (f'\n{name}: "{one}"'.encode() for one in (before[path], sha))
        if old not in content:
            return as_bytes({**before, **now})
        content = content.replace(old, new, 1)
    return content


def read_manifest(root: Path, trusted: str = "") -> tuple[dict[str, str], str] | None:
    """Return the files of the tree at ``root`` and the manifest's SHA-256; ``None`` without one.

    A manifest whose SHA-256 is ``trusted`` has been looked through before. Raises ``OutputError`` when
    it is not one of ours: what it lists is going to be replaced.
    """
    content = manifest_in(root)
    if content is None:
        return None
    digest = sha_of(content)
    return files_in(root, content, checked=digest == trusted), digest


def manifest_in(root: Path) -> bytes | None:
    """Return the manifest of the tree at ``root`` as it lies there. Raises ``OutputError`` when it is no file."""
    path = root / MANIFEST
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise foreign(root, [MANIFEST])
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def files_in(root: Path, content: bytes, *, checked: bool) -> dict[str, str]:
    """Return what the manifest of the tree at ``root`` lists. Raises ``OutputError`` when it is not one of ours."""
    try:
        return files_listed(content, checked=checked)
    except ValueError as error:
        raise foreign(root, [MANIFEST]) from error


def files_listed(content: bytes, *, checked: bool = False) -> dict[str, str]:
    """Return what a manifest lists. Raises ``ValueError`` when it is not one of ours.

    ``checked`` says that the very same bytes have been looked through before.
    """
    try:
        files: dict[str, str] = json.loads(content)["files"]
        if not checked:
            for name, sha in files.items():
                check_path(name)
                if not SHA.fullmatch(sha):
                    raise ValueError(sha)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OutputError) as error:
        raise ValueError("not a manifest of Linli") from error
    return files


def check_path(path: str) -> None:
    """Raise ``OutputError`` unless ``path`` names a file inside the tree, and not its manifest."""
    parts = path.split("/")
    if "" in parts or ".." in parts or "." in parts or "\\" in path or "\0" in path:
        raise OutputError(
            f"A page would be written outside the output folder: {path!r}.",
            zh=f"有一个页面会写到输出文件夹之外：{path!r}。",
        )
    if path == MANIFEST:
        raise OutputError(
            f"A page cannot be called {MANIFEST}: that is the list of the release's files.",
            zh=f"页面不能叫 {MANIFEST}：那是发布的文件清单。",
        )


def folder_of(path: str) -> str:
    """Return the folder that holds ``path``; the tree's own is the empty string."""
    return path.rpartition("/")[0]


def folders_of(paths: Iterable[str]) -> set[str]:
    """Return every folder that ``paths`` need, the tree's own included."""
    folders = {""}
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders


def below(root: Path) -> str:
    """Return what stands before the paths of the tree at ``root``: text, as joining paths is slow."""
    return f"{root}{os.sep}"
