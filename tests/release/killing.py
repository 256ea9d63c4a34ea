"""Builds that are killed: run as a program, prints what was wrong afterwards as JSON.

``calls``: a child kills itself at the n-th call of the system, for every n until it comes through.
``times``: children are killed from outside after random times.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linli.release import switch
from tests.release.sites import CHANGED, SMALL, Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

CALLS = "replace link mkdir open write unlink rmdir rename".split()


class Deadly:
    """Calls of the system that kill the process before the ``left``-th of them."""

    def __init__(self, left: int, calls: Iterable[str]) -> None:
        self.left = left
        for name in calls:
            setattr(os, name, self.wrap(getattr(os, name)))

    def wrap(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def deadly(*arguments: Any, **more: Any) -> Any:
            self.left -= 1
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*arguments, **more)

        return deadly


def in_a_child(work: Callable[[], None], seconds: float | None = None) -> bool:
    """Do ``work`` in a child, kill it after ``seconds``; say whether it came through."""
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1] == 0


def faults_of(site: Site, before: dict[str, bytes], *, exchanged: bool) -> list[str]:
    """Return what is wrong after a kill, and after the build that follows."""
    faults: list[str] = []
    live = site.built() if site.output.exists() else None
    if live is None and before and exchanged:
        faults.append("no output")
    if live not in (before or None, before, CHANGED, None):
        faults.append(f"half: {sorted(live or ())}")
    again = {**CHANGED, "404.html": b"again"}
    try:
        site.publish(again)
        site.check(again)
        site.check_standby()
    except Exception as error:
        faults.append(f"{type(error).__name__}: {error}")
    return faults


def kill_at_calls(root: Path, *, first: bool, exchanged: bool) -> list[str]:
    """Kill a build at every call of the system that changes something."""
    if not exchanged:
        switch.exchange = lambda one, other: False
    faults: list[str] = []
    for n in count(1):
        site = Site(root / str(n))
        site.root.mkdir()
        if not first:
            site.publish(SMALL)

        def build(site: Site = site, n: int = n) -> None:
            Deadly(n, CALLS if exchanged else ["rename"])
            site.publish(CHANGED)

        came_through = in_a_child(build)
        found = faults_of(site, {} if first else SMALL, exchanged=exchanged)
        faults += [f"call {n}: {fault}" for fault in found]
        shutil.rmtree(site.root)
        if came_through:
            return (
                faults if n > (15 if exchanged else 3) else [*faults, f"only {n} calls were tried"]
            )
    return faults


def kill_at_times(root: Path, kills: int) -> list[str]:
    """Kill builds after random times; each goes on from what the one before left."""
    chance = random.Random(7)  # noqa: S311 - not a secret
    site = Site(root)
    site.publish(SMALL)
    started = time.perf_counter()
    in_a_child(lambda: repeat(site, 10))
    one = (time.perf_counter() - started) / 20
    faults: list[str] = []
    for n in range(kills):
        in_a_child(lambda: repeat(site, 1000), chance.uniform(0, 4 * one))
        if not site.output.exists():
            faults.append(f"kill {n}: no output")
        elif site.built() not in (SMALL, CHANGED):
            faults.append(f"kill {n}: half: {sorted(site.built())}")
    site.publish(SMALL)
    site.check(SMALL)
    site.publish(CHANGED)
    site.check_standby()
    return faults


def repeat(site: Site, times: int) -> None:
    """Release two sites in turn."""
    for _ in range(times):
        site.publish(CHANGED)
        site.publish(SMALL)


if __name__ == "__main__":
    where, way = Path(sys.argv[1]), sys.argv[2]
    if way == "times":
        print(json.dumps(kill_at_times(where, int(sys.argv[3]))))
    else:
        wrong = kill_at_calls(where, first="first" in sys.argv, exchanged="renamed" not in sys.argv)
        print(json.dumps(wrong))
