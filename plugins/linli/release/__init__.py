"""Releases: a complete tree made aside and switched in at once, at the cost of what changed.

Two trees stand side by side: ``output/``, which is live and is never written to, and the standby in
``.output.linli/``, which at rest has the same files under second names (hard links). A build writes what
is new or changed into the standby, the two folders change places in one step, and the one that was live
follows. A page that did not change keeps its inode, its bytes and its time.

::

    with holding(target) as room:
        with room.release(now) as release:
            release.keep(path for path in room.previous if path not in changed)
            for path, content in changed.items():
                release.write(path, content)

Pages may be rendered in other processes: give them ``release.pen``, and ``release.wrote`` what it returns.

``target``, ``failures``
    where a release goes, what must never be its folder, and what an editor reads then
``room``, ``making``, ``pen``
    the folder held for a build; a release being made; files written in any process
``manifest``, ``facts``, ``inspection``
    what a tree holds; what it looked like; whether it still is what was released
``going_live``, ``switch``, ``standby``, ``mirror``
    the switch, and the tree that waits for the next one
``history``, ``chronicle``, ``attic``, ``rollback``
    what the last releases changed, what is kept for them, and the way back
``announced``
    what is new since readers' programs were last told
``clean``
    everything taken away
"""

from __future__ import annotations

from linli.release.announced import News, news, remember_announced
from linli.release.clean import clean_output
from linli.release.history import Changes, Difference, Record
from linli.release.making import Release
from linli.release.manifest import LITTER, MANIFEST, files_listed
from linli.release.pen import Pen
from linli.release.rollback import Rollback, list_releases, roll_back
from linli.release.room import Room, holding, is_held
from linli.release.target import Source, Target, aside_of

__all__ = [
    "LITTER",
    "MANIFEST",
    "Changes",
    "Difference",
    "News",
    "Pen",
    "Record",
    "Release",
    "Rollback",
    "Room",
    "Source",
    "Target",
    "aside_of",
    "clean_output",
    "files_listed",
    "holding",
    "is_held",
    "list_releases",
    "news",
    "remember_announced",
    "roll_back",
]
