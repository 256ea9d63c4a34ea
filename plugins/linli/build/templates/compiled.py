"""Compiled templates, kept from one build to the next as Python keeps its own modules: in ``__pycache__`` beside them.

They outlive the output folder, and a theme is compiled once for all sites that use it. Where the theme's folder
cannot be written, they lie in a folder beside the cache.

They are code. Whoever may write there may write templates as well, and those can run what they like; so the seal that
each file bears does not keep out an enemy. It tells a file that is whole, and was made from these templates, by this
code and this Python, in this place, from one that is cut short, damaged, older or somebody else's: that one is
compiled anew and written over.
"""

from __future__ import annotations

import marshal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, cast
from urllib.parse import quote
from uuid import uuid4

from jinja2 import BytecodeCache

from linli.marks import SIZE, Plain, digest, plain_bytes, plain_mark

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from jinja2.bccache import Bucket

OWN = "__pycache__"
"""The folder in a theme: ignored by git, never watched, never published."""
SUFFIX = f".{sys.implementation.cache_tag}.linli"
"""What the names of our files end in; another Python has files of its own."""
OUTLINE = f"%outline{SUFFIX}"
"""The file of what is known of all templates together; no template has this one, whatever it is called."""
PASSING = ".part"
"""What the name of a file that is being written ends in."""
ABANDONED = 3600.0
"""Seconds after which nobody is still writing a file."""


class Compiled(BytecodeCache):
    """The compiled templates of one theme, one file for each."""

    def __init__(self, theme: Path, aside: Path, version: bytes, templates: Iterable[str]) -> None:
        """Keep what is made from ``templates`` in the folder ``theme``, or else in ``aside``.

        ``version`` stands for everything that a compiled template depends on besides its own text.
        """
        self._own, self._aside = theme / OWN, aside
        self._version = plain_mark((version, str(theme), sys.version))
        self._current = frozenset((OUTLINE, *map(self.get_cache_key, templates)))
        self._tidy = False

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the name of the file for a template."""
        return f"{quote(name, safe='')}{SUFFIX}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put the code into ``bucket``, if there is any that bears the right seal."""
        body = self._load(bucket.key, bucket.checksum)
        if body is not None:
            bucket.code = marshal.loads(body)  # noqa: S302 - see the module

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write the code down. Where that is impossible the next build compiles it again."""
        self._dump(bucket.key, bucket.checksum, marshal.dumps(bucket.code))
        if not self._tidy:
            self._tidy = True
            self._collect()

    def recall(self) -> Plain:
        """Return what :meth:`keep` was given, if these are the templates of which it was said."""
        body = self._load(OUTLINE, "")
        return None if body is None else cast("Plain", marshal.loads(body))  # noqa: S302 - see the module

    def keep(self, outline: tuple[Plain, ...]) -> None:
        """Write down what is known of all templates together."""
        self._dump(OUTLINE, "", plain_bytes(outline))

    def _load(self, key: str, checksum: str) -> bytes | None:
        """Return what lies in the file ``key``, if it bears the right seal."""
        for place in (self._own, self._aside):
            with suppress(OSError):
                content = (place / key).read_bytes()
                if content[:SIZE] == self._seal(key, checksum, content[SIZE:]):
                    return content[SIZE:]
        return None

    def _dump(self, key: str, checksum: str, body: bytes) -> None:
        content = self._seal(key, checksum, body) + body
        if not _put(self._own, key, content):
            _put(self._aside, key, content)

    def _seal(self, key: str, checksum: str, body: bytes) -> bytes:
        return digest(plain_mark((self._version, key, checksum)) + body)

    def _collect(self) -> None:
        """Remove the files of templates that are gone, and what a process that was killed has left."""
        for place in (self._own, self._aside):
            with suppress(OSError):
                now = place.stat().st_mtime
                for path in list(place.iterdir()):
                    ours = SUFFIX in path.name or place == self._aside
                    in_work = path.suffix == PASSING and now - path.stat().st_mtime < ABANDONED
                    if ours and path.name not in self._current and not in_work:
                        path.unlink()


def _put(folder: Path, name: str, content: bytes) -> bool:
    """Write a file in one step, and say whether that went well."""
    passing = folder / f"{name}.{uuid4().hex}{PASSING}"
    try:
        folder.mkdir(exist_ok=True)
        passing.write_bytes(content)
        passing.replace(folder / name)
    except OSError:
        with suppress(OSError):
            passing.unlink()
        return False
    return True
