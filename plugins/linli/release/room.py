"""An output folder held for one build: locked, tidied up, looked at."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from linli.errors import OutputError
from linli.processes import Question
from linli.release import failures
from linli.release.facts import Facts
from linli.release.inspection import Findings, inspect, look, unchanged
from linli.release.making import Release
from linli.release.manifest import as_bytes, files_in, manifest_in, sha_of
from linli.release.switch import recover, remove
from linli.release.target import Place, Target, aside_of, locate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

PATIENCE = 10.0
"""Seconds to wait for another build of the same output."""
LARGE = 3000
"""Files from which on it pays to look at them in another process, while this one looks at the content."""


@contextmanager
def holding(target: Target) -> Iterator[Room]:
    """Hold the output folder for a build; another build waits, but not for ever.

    What a killed build left is put right first. Raises ``OutputError`` when the folder is not Linli's
    to replace, when another build holds it, or when it cannot be written; it then is as it was.
    """
    try:
        place = locate(target)
        place.aside.mkdir(parents=True, exist_ok=True)
        with locking(place):
            locate(target)  # the one who held it may have changed what is there
            recover(place)
            room = Room(place)
            try:
                room.glance()
                yield room
                room.leave()
            finally:
                room.end()
    except OSError as error:
        raise failures.failed(error, target.output) from error


@contextmanager
def locking(place: Place) -> Iterator[None]:
    """Hold the lock of the output while the block runs."""
    lock = FileLock(place.lock)
    try:
        lock.acquire(timeout=PATIENCE)
    except Timeout as error:
        raise failures.busy(place.output) from error
    try:
        yield
    finally:
        lock.release()


def is_held(output: Path) -> bool:
    """Say whether some process holds the output folder at this moment. Raises ``OSError`` where nobody can tell."""
    aside = aside_of(output)
    if aside.is_symlink() or not aside.is_dir():
        return False
    lock = FileLock(Place(output, aside).lock)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    lock.release()
    return False


class Room:
    """What is live, and the way to change it.

    ``files`` is the live tree by its manifest: paths and SHA-256, ``digest`` that of the manifest itself,
    empty when there is no live tree; ``manifest`` are its bytes, if they are as Linli writes them. ``facts`` are what is known of it and its standby.
    """

    def __init__(self, place: Place) -> None:
        """Fetch the manifest; the tree itself is looked at when :attr:`findings` are asked for."""
        self.place = place
        self._findings: Findings | None = None
        self._glance: Question | None = None
        self._standby_glance: Question | None = None
        self.is_standby_sound = False
        self.manifest = manifest_in(place.output)
        self.digest = "" if self.manifest is None else sha_of(self.manifest)
        self._is_trusted = self.digest == Facts.digest_in(place)
        if not self._is_trusted and self.manifest != as_bytes(
            self.files
        ):  # which says at once what is none of ours
            self.manifest = None  # a tool has put it into another form: it is not to be revised

    # A build with nothing to do needs neither.
    @cached_property
    def files(self) -> dict[str, str]:
        """Return the files of the live tree, with their SHA-256."""
        if self.manifest is None:
            return {}
        return files_in(self.place.output, self.manifest, checked=self._is_trusted)

    @cached_property
    def facts(self) -> Facts:
        """Return what the two trees looked like when they were last known to be whole."""
        if not self.digest:
            return Facts("")
        return Facts.load(self.place, self.files, self.digest) or Facts(self.digest)

    @cached_property
    def is_large(self) -> bool:
        """Say whether it pays to have other processes look at the trees."""
        return self.manifest is not None and self.manifest.count(b"\n") >= LARGE

    def glance(self) -> None:
        """Begin to look at a large tree, while this process does something else."""
        if self.is_large:
            self._glance = Question(self._is_untouched)

    def _is_untouched(self) -> bool:
        os.chdir(self.place.output)  # a fork's own affair; the way to each of many files is shorter
        return look(Path(), self.files, self.facts) == Findings()

    def expect(self) -> None:
        """Begin to look at the standby, too: a release will be made."""
        if self.is_large and not (self.is_standby_sound or self._standby_glance):
            self._standby_glance = Question(self._is_standby_untouched)

    def _is_standby_untouched(self) -> bool:
        os.chdir(self.place.standby)
        return unchanged(Path(), self.facts.standby)

    def standby_seen(self) -> bool:
        """Say whether all folders of the standby were looked at since the output is held, and are as they were left."""
        glance, self._standby_glance = self._standby_glance, None
        self.is_standby_sound = self.is_standby_sound or (glance is not None and glance.answer())
        return self.is_standby_sound

    @property
    def findings(self) -> Findings:
        """Return what is not as it was released. Raises ``OutputError`` for files that are not ours."""
        if self._findings is None:
            glance, self._glance = self._glance, None
            if glance and glance.answer():
                self._findings = Findings()
            else:
                return self.look()
        return self._findings

    def look(self) -> Findings:
        """Look at the whole tree. Raises ``OutputError`` when somebody put files there."""
        if not self.digest:
            self._findings = Findings()
            return self._findings
        found = inspect(self.place.output, self.files, self.facts)
        found.fresh |= bool(self._findings and self._findings.fresh)
        if found.foreign:
            raise failures.foreign(self.place.output, sorted(found.foreign))
        self._findings = found
        return found

    def mistrust(self) -> None:
        """Take no size and no time for an answer: every file of the live tree is read, and compared with the manifest."""
        self.facts.files.clear()
        self.facts.live.clear()
        if self._glance:
            self._glance.answer()
        self._findings = self._glance = None

    @property
    def previous(self) -> MappingProxyType[str, str]:
        """Return the files that are live and whole, with their SHA-256."""
        damaged = self.findings.damaged
        whole = self.files
        if damaged:
            whole = {path: sha for path, sha in whole.items() if path not in damaged}
        return MappingProxyType(whole)

    def is_intact(self) -> bool:
        """Say whether the live tree is there, and as it was released."""
        return bool(self.digest) and not self.findings.damaged and not self.findings.strange

    @contextmanager
    def release(self, now: datetime, note: str = "") -> Iterator[Release]:
        """Give out a release to be made; switch it in when the block ends well, and drop it otherwise.

        Where nothing changes, nothing is switched and no number is given. Raises ``OutputError`` when it
        cannot be switched in; the live tree then is as it was.
        """
        release = Release(self, now, note)
        self._clear()  # a process of a try that failed may have written on for a moment
        try:
            release.begin()
            yield release
            release.finish()
        except OSError as error:
            raise failures.failed(error, self.place.output) from error
        finally:
            self._clear()

    def _clear(self) -> None:
        with suppress(OSError):
            remove(self.place.making)
            remove(self.place.twin)

    def end(self) -> None:
        """Leave no question open."""
        for glance in filter(None, (self._glance, self._standby_glance)):
            glance.answer()

    def settle(self, files: dict[str, str], facts: Facts) -> None:
        """Take note of what is live now."""
        self.files, self.digest, self.facts = files, facts.digest, facts
        self.manifest = None
        with suppress(OSError, OutputError):
            # it is live: what cannot be read now, the next build looks for
            content = manifest_in(self.place.output)
            self.manifest = content if content and sha_of(content) == self.digest else None
        self._findings = Findings()

    def leave(self) -> None:
        """Write what was learnt of an intact tree, so that the next build need not read it in full."""
        if self.findings.fresh and self.is_intact() and self.manifest:
            with suppress(OSError):
                self.facts.save(self.place)
