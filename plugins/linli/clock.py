"""The only "now" in the code: ``--now``, else ``SOURCE_DATE_EPOCH``, else the real time.

Everything that depends on the time takes it as an argument that comes from here, so a build with the
same content and the same ``--now`` gives the same bytes on any day.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from linli.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo


def read_clock(
    option: str | None, zone: ZoneInfo, environment: Mapping[str, str] = os.environ
) -> datetime:
    """Return the moment this build takes as now, with its zone.

    ``option`` is an ISO 8601 time; without an offset it is read in the site's ``zone``.
    ``SOURCE_DATE_EPOCH`` is whole seconds since 1970 (https://reproducible-builds.org/specs/source-date-epoch/).
    Raises ``UsageError`` when either cannot be read.
    """
    if option is not None:
        return _from_option(option, zone)
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        return _from_epoch(epoch, zone)
    return datetime.now(zone).replace(microsecond=0)


def _from_option(option: str, zone: ZoneInfo) -> datetime:
    try:
        moment = datetime.fromisoformat(option.strip())
        local = moment if moment.tzinfo else moment.replace(tzinfo=zone)
        return local.astimezone(zone)
    except (ValueError, OverflowError):
        raise UsageError(
            f"--now {option!r} is not a time.",
            "Write it as 2026-03-22T08:00:00+08:00.",
            zh=f"--now {option!r} 不是时间。请写成 2026-03-22T08:00:00+08:00。",
        ) from None


def _from_epoch(epoch: str, zone: ZoneInfo) -> datetime:
    try:
        if not re.fullmatch(r"-?[0-9]+", epoch.strip()):
            raise ValueError(epoch)
        return datetime.fromtimestamp(int(epoch), UTC).astimezone(zone)
    except (ValueError, OverflowError, OSError):
        raise UsageError(
            f"SOURCE_DATE_EPOCH={epoch!r} is not a number of seconds since 1970.",
            "Unset it, or write whole seconds, such as 1774137600.",
            zh=f"SOURCE_DATE_EPOCH={epoch!r} 不是 1970 年以来的秒数。请取消它，或写成 1774137600 这样的整数。",
        ) from None
