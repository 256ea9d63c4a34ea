"""Pictures and files that published pages show. Nothing else leaves the content folder.

A file is published because a story that may be seen refers to it: a draft's pictures stay where they
are. Each file is looked into first; what is no picture, or could run, is refused.
"""

from __future__ import annotations

import hashlib
import posixpath
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from linli.files import Folder, Refused
from linli.images.formats import FORMATS, UNSHOWN, BadImage
from linli.recordings import ENDINGS, is_recording, seconds_in

if TYPE_CHECKING:
    from collections.abc import Collection, MutableMapping

    from linli.pages.addresses import Addresses
    from linli.problems import Notebook, Place

DOWNLOADS = frozenset(
    ".pdf .doc .docx .xls .xlsx .ppt .pptx .wps .et .dps .odt .ods .odp .ofd .csv .txt .vtt .srt .zip .ics".split()
)
RISKY = frozenset(
    {".svg", ".html", ".htm", ".xhtml", ".js", ".mjs", ".css", ".xml", ".swf", ".php", ".exe"}
)


class Sight(NamedTuple):
    """What was seen in a file: the SHA-256 of its content, a picture's size, whether it tells a place.

    ``bytes`` and ``seconds`` say how large and how long a recording is.
    """

    sha: str
    width: int = 0
    height: int = 0
    located: bool = False
    bytes: int = 0
    seconds: int = 0


class Asset(Struct, frozen=True):
    """A file to publish: where it lies, where it will live, and a picture's size (0 for other files).

    ``sha`` is the SHA-256 of the content that was looked into; ``bytes`` and ``seconds`` are a recording's.
    """

    name: str
    url: str
    width: int = 0
    height: int = 0
    sha: str = ""
    bytes: int = 0
    seconds: int = 0


class AssetStore:
    """The files that pages turned out to need, each looked into once.

    ``sights`` holds what was seen in files that have not changed since, or why one is refused; what is seen now is added.
    """

    def __init__(
        self,
        folder: Folder,
        known: frozenset[str],
        addresses: Addresses,
        limit: int,
        seconds: float = 5.0,
        sights: MutableMapping[str, Sight | Refused] | None = None,
    ) -> None:
        self._folder = folder
        self._known = known
        self._addresses = addresses
        self._limit = limit
        self._seconds = seconds
        self._seen: dict[str, Asset | None] = {}
        self._sights = {} if sights is None else sights

    @property
    def published(self) -> tuple[Asset, ...]:
        """Return every file that a page refers to, by name."""
        return tuple(asset for _, asset in sorted(self._seen.items()) if asset)

    @property
    def size(self) -> int:
        """Return how many files there are that may be published."""
        return len(self._known)

    def locate(self, path: str, beside: str) -> str:
        """Do what :func:`locate` does, among all files."""
        return locate(path, beside, self._known)

    def closest(self, path: str) -> str:
        """Return the name of a file that ``path`` was probably meant to be, or nothing."""
        names = {posixpath.basename(name): name for name in sorted(self._known)}
        close = get_close_matches(posixpath.basename(path), list(names), n=1)
        return names[close[0]] if close else ""

    def publish(
        self, name: str, path: str, place: Place, notebook: Notebook, *, picture: bool
    ) -> Asset | None:
        """Return the asset ``name``, which the story ``path`` refers to at ``place``.

        Returns ``None``, and writes down why, for a file that must not be published.
        """
        if name in self._seen:
            asset = self._seen[name]
            if not (asset and picture and not asset.width):
                return asset
        called = self._folder.called(name)
        self._seen[name] = None
        try:
            self._seen[name], located = self._inspect(name, picture=picture)
        except (Refused, BadImage) as refused:
            rule = _RULES.get(refused.rule, refused.rule)
            notebook.note(rule, path, place, **{"reason": "", **refused.facts, "text": called})
        else:
            if located:
                notebook.note("image-location", path, place, text=called)
        return self._seen[name]

    def _inspect(self, name: str, *, picture: bool) -> tuple[Asset, bool]:
        suffix = posixpath.splitext(name)[1].lower()
        if suffix in UNSHOWN or (picture and suffix in DOWNLOADS | ENDINGS):
            raise Refused("image-unsupported", found=UNSHOWN.get(suffix, suffix[1:].upper()))
        if suffix in RISKY or suffix not in DOWNLOADS | ENDINGS | FORMATS.keys():
            raise Refused("asset-type", suffix=suffix or "?")
        sight = self._sights.get(name)
        if sight is None:
            sight = look_into(self._folder, name, self._limit, self._seconds)
            self._sights[name] = sight
        if isinstance(sight, Refused):
            raise sight
        url = self._addresses.file(name)
        size = sight.width, sight.height
        return Asset(name, url, *size, sight.sha, sight.bytes, sight.seconds), sight.located


def locate(path: str, beside: str, known: Collection[str]) -> str:
    """Return the name of the file, one of those ``known``, that ``path`` means in a story in the folder ``beside``.

    A path is read from the story's own folder, then from the content folder. Returns an empty
    string when there is no such file; raises ``Refused`` when the path leads outside.
    """
    rooted = posixpath.normpath(path.lstrip("/"))
    near = posixpath.normpath(posixpath.join(beside, path.lstrip("/")))
    choices = (rooted,) if path.startswith("/") else (near, rooted)
    for name in choices:
        if name in known:
            return name
    if all(name == ".." or name.startswith("../") for name in choices):
        raise Refused("outside-link")
    return ""


def look_into(folder: Folder, name: str, limit: int, seconds: float) -> Sight:
    """Return what is seen in a file of at most ``limit`` bytes.

    Raises ``Refused`` when it cannot be read or is no recording, ``BadImage`` for what
    :func:`linli.images.inspect.inspect` refuses, within ``seconds``.
    """
    suffix = posixpath.splitext(name)[1].lower()
    content = folder.read(name, limit)
    sha = hashlib.sha256(content).hexdigest()
    if suffix in ENDINGS:
        if not is_recording(content, suffix):
            raise Refused("not-a-recording", suffix=suffix)
        return Sight(sha, bytes=len(content), seconds=seconds_in(content, suffix))
    if suffix not in FORMATS:
        return Sight(sha)
    from linli.images.inspect import inspect  # Pillow, which an unchanged picture does not need

    facts = inspect(content, suffix, seconds)
    return Sight(sha, facts.width, facts.height, facts.located)


_RULES = {
    "outside": "outside-link",
    "unreadable": "asset-unreadable",
    "not-a-file": "asset-unreadable",
    "file-too-large": "asset-too-large",
}
