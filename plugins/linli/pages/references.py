"""Links and pictures inside texts: where each one leads, once the whole edition is known."""

from __future__ import annotations

import posixpath
import re
from difflib import get_close_matches
from typing import TYPE_CHECKING
from urllib.parse import quote

from linli.files import Refused
from linli.pages.addresses import INDEX
from linli.problems import NOWHERE as NO_LINE
from linli.problems import Notebook, Place, hint
from linli.story.naming import address_name
from linli.story.recordings import TYPES, is_elsewhere
from linli.survey import MARKDOWN
from linli.text.links import Reference, Target, in_full

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from linli.pages.addresses import Addresses
    from linli.pages.assets import Asset, AssetStore
    from linli.pages.recipe import RecordingShot, Shot
    from linli.site import Card
    from linli.site.card import RecordingParts

NOWHERE = Target("")
CONFIGURATION = "pelicanconf.py"
ARTWORK_SIZE = range(1400, 3001)
"""Pixels that the directories of podcasts want a square picture to have."""
ARTWORK_ENDINGS = frozenset({".jpg", ".jpeg", ".png"})
FEED_IMAGE_ENDINGS = ARTWORK_ENDINGS | {".gif"}
"""What the picture of an RSS channel may be."""
GUESSES = 100
"""Broken links for which a better name is looked for: a text of 20,000 must not take minutes."""
COMPARED = GUESSES * 10_000
"""Names that are compared for it in all: among more than ten thousand it is looked for the less often, and takes no longer."""


class References:
    """Resolves the references of texts; what leads nowhere is written down.

    ``known`` holds every story that was read, by file name; ``urls`` the addresses of those with a page;
    ``unread`` names files whose own faults are reported already; ``gone`` those of stories that were taken back, or
    that may no longer be shown.
    """

    def __init__(
        self,
        known: Mapping[str, Card],
        urls: Mapping[str, str],
        addresses: Addresses,
        assets: AssetStore,
        notebook: Notebook,
        unread: frozenset[str] = frozenset(),
        gone: frozenset[str] = frozenset(),
    ) -> None:
        self._known = known
        self._urls = urls
        self._addresses = addresses
        self._assets = assets
        self._notebook = notebook
        self._unread = unread
        self._gone = gone
        self._compared = 0
        self._site_links: list[tuple[str, str, Place, str]] = []

    def targets(self, item: Card) -> tuple[Shot, ...]:
        """Return what each reference of a text leads to; what leads nowhere has no address."""
        if not item.references:
            return ()
        found = (self._target(item, reference) for reference in item.pointers())
        return tuple((target.url, target.width, target.height) for target in found)

    def cover(self, item: Card) -> Asset | None:
        """Return the picture a header names, or ``None`` (and a problem, if it names one)."""
        if item.cover is None:
            return None
        written = item.cover[0]
        place = Place(item.line("cover"), 1)
        name = self._file(item, written.removeprefix("{static}"), place, written)
        if not name:
            return None
        return self._assets.publish(name, item.path, place, self._notebook, picture=True)

    def recording(self, item: Card, key: str) -> RecordingShot | None:
        """Return the sound or film that a header names under ``key``, or ``None`` (and a problem, if it names one)."""
        said: RecordingParts | None = getattr(item, key)
        if said is None:
            return None
        src, title, kind, length, seconds, paper, season, episode = said
        place = Place(item.line(key), 1)
        if not is_elsewhere(src):
            found = self._recording_file(item, key, src, place)
            if not found:
                return None
            src, kind, length, seconds = found[0], found[1], found[2], seconds or found[3]
        if paper and not is_elsewhere(paper):
            name = self._file(item, paper, place, paper)
            asset = name and self._assets.publish(
                name, item.path, place, self._notebook, picture=False
            )
            paper = asset.url if asset else ""
        return src, kind, length, seconds, title, paper, season, episode

    def _recording_file(
        self, item: Card, key: str, src: str, place: Place
    ) -> tuple[str, str, int, int] | None:
        """Return address, MIME type, bytes and seconds of a recording below the content folder."""
        name = self._file(item, src.removeprefix("{static}"), place, src)
        if not name:
            return None
        kind = TYPES[key].get(posixpath.splitext(name)[1].lower(), "")
        if not kind:
            endings = " ".join(TYPES[key])
            self._notebook.note("recording-type", item.path, place, text=src, endings=endings)
            return None
        asset = self._assets.publish(name, item.path, place, self._notebook, picture=False)
        return (asset.url, kind, asset.bytes, asset.seconds) if asset else None

    def artwork(self, written: str) -> str:
        """Return the address of a podcast's picture, and point out one that directories do not take."""
        found = self._configured(written, "LINLI_PODCAST")
        if found is None:
            return ""
        name, asset = found
        square = asset.width == asset.height and asset.width in ARTWORK_SIZE
        if not square or posixpath.splitext(name)[1].lower() not in ARTWORK_ENDINGS:
            size = f"{asset.width} × {asset.height}"
            self._notebook.note("podcast-artwork", CONFIGURATION, text=written, size=size)
        return asset.url

    def feed_image(self, written: str) -> tuple[str, int, int] | None:
        """Return address, width and height of the feeds' picture, and point out one that RSS does not know."""
        found = self._configured(written, "LINLI_FEED_IMAGE")
        if found is None:
            return None
        name, asset = found
        if posixpath.splitext(name)[1].lower() not in FEED_IMAGE_ENDINGS:
            self._notebook.note("feed-image", CONFIGURATION, text=written)
            return None
        return asset.url, asset.width, asset.height

    def _configured(self, written: str, setting: str) -> tuple[str, Asset] | None:
        """Return the name of a picture that a setting names, and the picture."""
        try:
            name = self._assets.locate(written, "")
        except Refused:
            name = ""
        if not name:
            guess = hint(self._notebook.language, self._assets.closest(written))
            self._notebook.note(
                "setting-file", CONFIGURATION, setting=setting, text=written, hint=guess
            )
            return None
        asset = self._assets.publish(name, CONFIGURATION, NO_LINE, self._notebook, picture=True)
        return (name, asset) if asset else None

    def _target(self, item: Card, reference: Reference) -> Target:
        suffix = posixpath.splitext(reference.path)[1].lower()
        if reference.what == "filename" or (suffix in MARKDOWN and reference.use == "link"):
            return self._story(item, reference)
        if reference.what == "static" or reference.use == "image" or self._is_file(item, reference):
            return self._asset(item, reference)
        path = reference.path or posixpath.basename(item.name)
        if path.startswith("/"):
            address = self._addresses.base + quote(path)
            self._site_links.append((item.path, reference.written, reference.place, address))
            return Target(address + _fragment(reference))
        self._missing(item, reference)
        return NOWHERE

    def _story(self, item: Card, reference: Reference) -> Target:
        path = reference.path.replace("\\", "/")
        rooted = posixpath.normpath(path.lstrip("/"))
        near = posixpath.normpath(posixpath.join(posixpath.dirname(item.name), path))
        name = next((name for name in (near, rooted) if name in self._known), "")
        if not name:
            if not {near, rooted} & self._unread:  # what is wrong with it is said already
                self._missing(item, reference)
            return NOWHERE
        if name not in self._urls:
            rule = "link-gone" if name in self._gone else "link-unpublished"
            self._notebook.note(rule, item.path, reference.place, text=reference.written)
            return NOWHERE
        return Target(self._urls[name] + _fragment(reference))

    def _asset(self, item: Card, reference: Reference) -> Target:
        name = self._file(item, reference.path, reference.place, reference.written)
        if not name:
            return NOWHERE
        picture = reference.use == "image"
        asset = self._assets.publish(
            name, item.path, reference.place, self._notebook, picture=picture
        )
        return Target(asset.url, asset.width, asset.height) if asset else NOWHERE

    def _is_file(self, item: Card, reference: Reference) -> bool:
        try:
            return bool(self._assets.locate(reference.path, posixpath.dirname(item.name)))
        except Refused:
            return True

    def _file(self, item: Card, path: str, place: Place, written: str) -> str:
        try:
            name = self._assets.locate(path, posixpath.dirname(item.name))
        except Refused as refused:
            self._notebook.note(refused.rule, item.path, place, text=written)
            return ""
        if not name:
            better = self._assets.closest(path) if self._may_guess(self._assets.size) else ""
            guess = hint(self._notebook.language, better)
            self._notebook.note("file-missing", item.path, place, text=written, hint=guess)
        return name

    def _missing(self, item: Card, reference: Reference) -> None:
        written, place = reference.written, reference.place
        if better := in_full(written):
            self._notebook.note("link-not-full", item.path, place, text=written, better=better)
            return
        guess = hint(self._notebook.language, self._neighbour(item, reference))
        self._notebook.note("link-missing", item.path, place, text=written, hint=guess)

    def _neighbour(self, item: Card, reference: Reference) -> str:
        """Return what has to be written in ``item`` for the story that was probably meant, or nothing."""
        if not self._may_guess(len(self._known) + len(self._unread)):
            return ""
        path = posixpath.normpath(reference.path.replace("\\", "/"))
        others = [name for name in (*self._known, *self._unread) if name != item.name]
        ends = {posixpath.basename(name) for name in others}
        close = get_close_matches(posixpath.basename(path), sorted(ends), n=1)
        if not close:
            return ""
        alike = sorted(name for name in others if posixpath.basename(name) == close[0])
        name = get_close_matches(path, alike, n=1, cutoff=0)[0]
        way = posixpath.relpath(name, posixpath.dirname(item.name) or ".")
        if reference.what:
            return f"{{{reference.what}}}{way}"
        return f"<{way}>" if re.search(r"[\s()]", way) else way

    def _closest(self, wanted: str, known: list[str]) -> str:
        close = get_close_matches(wanted, known, n=1) if self._may_guess(len(known)) else []
        return hint(self._notebook.language, close[0] if close else "")

    def _may_guess(self, among: int) -> bool:
        """Guess what was meant for the first broken links only: comparing names is slow."""
        may = self._compared < COMPARED
        self._compared += max(among, COMPARED // GUESSES)
        return may

    def check_site_links(self, planned: Callable[[], Iterable[str]]) -> None:
        """Write down links to addresses of this site where no page was ``planned``."""
        if not self._site_links:
            return
        known = frozenset(planned())
        names = sorted(known)
        stems = (posixpath.splitext(posixpath.basename(name))[0] for name in self._unread)
        awaited = {quote(address_name(stem)) for stem in stems}
        for path, written, place, address in self._site_links:
            plain = address.removesuffix(INDEX)
            if not {plain, plain.rstrip("/") + "/"} & known:
                if plain.rstrip("/").rpartition("/")[2] in awaited:
                    continue
                guess = self._closest(plain, names)
                self._notebook.note("link-missing", path, place, text=written, hint=guess)


def _fragment(reference: Reference) -> str:
    return f"#{quote(reference.fragment)}" if reference.fragment else ""
