"""Times as feeds write them. No locale and no clock is asked."""

from __future__ import annotations

from datetime import UTC, datetime
from zlib import crc32

_DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def rfc822(at: datetime) -> str:
    """Return a time as RSS has it, with a four-digit year: ``Mon, 23 Nov 2026 08:00:00 +0800``."""
    return in_both(at)[1]


def in_both(at: datetime) -> tuple[str, str]:
    """Return a time as Atom and JSON Feed have it, and as RSS has it."""
    at = _plain(at)
    told = at.isoformat(timespec="seconds")
    day, month = _DAYS[at.weekday()], _MONTHS[at.month - 1]
    return told, f"{day}, {told[8:10]} {month} {told[:4]} {told[11:19]} {told[19:22]}{told[23:]}"


def rfc3339(at: datetime) -> str:
    """Return a time as Atom and JSON Feed have it: ``2026-11-23T08:00:00+08:00``."""
    return _plain(at).isoformat(timespec="seconds")


def apart(told: str, name: str) -> str:
    """Return a time, told as Atom has it, within the same second, that is the story's own.

    Stories often have but a day, or are released together; two Atom entries with one ``updated``
    are advised against, because readers cannot put them in order. The fraction follows from
    ``name``, the permanent id, so it never changes.
    """
    part = crc32(name.encode()) % 1_000_000
    return f"{told[:19]}.{part:06}{told[19:]}" if part else told


def period(starts: datetime | None, expires: datetime | None) -> str:
    """Return a DCMI period, as ``dcterms:valid`` has it, or an empty string.

    https://www.dublincore.org/specifications/dublin-core/dcmi-period/
    """
    ends = {"start": starts, "end": expires}
    parts = [f"{name}={rfc3339(at)};" for name, at in ends.items() if at]
    return " ".join([*parts, "scheme=W3C-DTF;"]) if parts else ""


def whole(at: datetime) -> datetime:
    """Return a time in whole seconds."""
    return _plain(at).replace(microsecond=0)


def _plain(at: datetime) -> datetime:
    """Return a time whose offset is in whole minutes: the formats have no others.

    Shanghai was 8 hours, 5 minutes and 43 seconds ahead until 1901.
    """
    offset = at.utcoffset()
    if offset is None:
        raise ValueError(f"{at.isoformat()} has no zone")
    return at.astimezone(UTC) if offset.seconds % 60 or offset.microseconds else at
