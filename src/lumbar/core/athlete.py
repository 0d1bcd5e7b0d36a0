"""The person who trains."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from lumbar.core.quantities import Grams


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Athlete:
    """One person, known by an id alone. What was not told is None or unknown and is never filled in."""

    id: UUID
    sex: Sex = Sex.UNKNOWN
    born: date | None = None
    body_mass: Grams | None = None
    """[g]"""
    height_m: float | None = None

    def age_on(self, day: date) -> int | None:
        """Completed years on that day, or None when the date of birth is not known."""
        if self.born is None:
            return None
        had_birthday = (day.month, day.day) >= (self.born.month, self.born.day)
        return day.year - self.born.year - (0 if had_birthday else 1)
