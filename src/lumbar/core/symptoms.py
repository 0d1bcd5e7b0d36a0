"""What the person reports of their back. Nothing here is estimated from load or video."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

NPRS_LOWEST = 0
NPRS_HIGHEST = 10


@dataclass(frozen=True, slots=True, order=True)
class Nprs:
    """Numeric pain rating scale: 0 is no pain, 10 the worst imaginable; whole numbers only.

    Raises ValueError outside 0 to 10: a pain of 12 is a slip of the finger, not a very bad pain.
    """

    rating: int

    def __post_init__(self) -> None:
        if not NPRS_LOWEST <= self.rating <= NPRS_HIGHEST:
            raise ValueError(f"a pain rating is a whole number from 0 to 10, not {self.rating}")


@dataclass(frozen=True, slots=True)
class PainReport:
    """The pain of one moment, as the person rated it."""

    on: date
    """Local date."""
    pain: Nprs
    at: datetime | None = None
    """The instant, with its zone, where it was recorded."""
    zone: str | None = None
    """IANA name of the zone the person was in."""
