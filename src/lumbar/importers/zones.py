"""Instants of the world's clock as the local times a training log is kept in."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lumbar.core.errors import UnusableInput, UnusableKind
from lumbar.usecases.ports import ReadingChoices

NAMED, MACHINE = "named", "machine"


def local_time(instant: datetime, choices: ReadingChoices) -> datetime:
    """The naive local time at which it was so late, in the zone the person named, else in the machine's."""
    aware = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
    return aware.astimezone(_zone(choices)).replace(tzinfo=None)


def zone_from(choices: ReadingChoices) -> str:
    """How the zone is known: the person named it, or it is the machine's own."""
    return NAMED if choices.zone else MACHINE


def _zone(choices: ReadingChoices) -> tzinfo | None:
    """None stands for the machine's. Raises UnusableInput for a zone nobody knows."""
    if not choices.zone:
        return None
    try:
        return ZoneInfo(choices.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
        raise UnusableInput(UnusableKind.ZONE_UNKNOWN, "", met=choices.zone) from unknown
