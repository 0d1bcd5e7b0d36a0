"""The machine's own clock, and the name of the zone it keeps."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

LOCALTIME = Path("/etc/localtime")


class MachineClock:
    """Fills the port ``Clock``."""

    def now(self) -> datetime:
        return datetime.now().astimezone()


def zone_of(now: datetime) -> str:
    """The IANA name of the machine's zone, where it can be told; else its offset, such as +01:00."""
    return zone_of_the_machine(now, named=os.environ.get("TZ"), localtime=LOCALTIME)


def zone_of_the_machine(now: datetime, *, named: str | None, localtime: Path) -> str:
    """The zone by the variable TZ, which goes first, or by where the link ``localtime`` leads."""
    try:
        told = named or str(localtime.readlink())
    except OSError:
        told = ""
    name = told.removeprefix(":").rpartition("zoneinfo/")[2].removeprefix("posix/")
    return name if _is_a_zone(name) else _offset(now)


def _is_a_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return bool(name) and ZoneInfo(name).key == name
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def _offset(now: datetime) -> str:
    offset = f"{now:%z}"
    return f"{offset[:3]}:{offset[3:5]}"
