"""A clock that stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class StandingClock:
    """It is always the same instant."""

    instant: datetime

    def now(self) -> datetime:
        return self.instant
