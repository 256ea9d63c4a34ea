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
from typing import TYPE_CHECKING
from urllib.parse import quote
from uuid import uuid4

from jinja2 import BytecodeCache

from linli.marks import SIZE, digest, plain_mark

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from jinja2.bccache import Bucket

OWN = "__pycache__"
"""The folder in a theme: ignored by git, never watched, never published."""
SUFFIX = f".{sys.implementation.cache_tag}.linli"
"""What the names of our files end in; another Python has files of its own."""
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
        self._current = frozenset(map(self.get_cache_key, templates))
        self._tidy = False

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the name of the file for a template."""
        return f"{quote(name, safe='')}{SUFFIX}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put the code into ``bucket``, if there is any that bears the right seal."""
        for place in (self._own, self._aside):
            with suppress(OSError):
                content = (place / bucket.key).read_bytes()
                if content[:SIZE] == self._seal(bucket, content[SIZE:]):
                    bucket.code = marshal.loads(content[SIZE:])  # noqa: S302 - see the module
                    return

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write the code down. Where that is impossible the next build compiles it again."""
        body = marshal.dumps(bucket.code)
        content = self._seal(bucket, body) + body
        if not _put(self._own, bucket.key, content):
            _put(self._aside, bucket.key, content)
        if not self._tidy:
            self._tidy = True
            self._collect()

    def _seal(self, bucket: Bucket, body: bytes) -> bytes:
        return digest(plain_mark((self._version, bucket.key, bucket.checksum)) + body)

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
