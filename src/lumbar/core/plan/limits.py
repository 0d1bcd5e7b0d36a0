"""What narrows a session, by whom and why. A limit can only take away; none can add."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lumbar.core.evidence import Source


class Limited(StrEnum):
    """What is narrowed."""

    LOAD = "load"
    """[g]"""
    SETS = "sets"
    EFFORT = "effort"
    """Highest RPE."""
    LIFTS = "lifts"
    """How many."""


class LimitedBy(StrEnum):
    """Who narrows it."""

    PAIN = "pain"
    ANSWERS = "answers"
    TIME_OFF = "time_off"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True)
class Limit:
    """One thing that was proposed and is less now. Raises ValueError for one that would add."""

    limited: Limited
    proposed: float
    narrowed: float
    by: LimitedBy
    sources: tuple[Source, ...]
    exercise: str | None = None
    """Catalogue name of the lift, or None where it holds for the whole session."""

    def __post_init__(self) -> None:
        if not self.narrowed <= self.proposed:
            raise ValueError("a limit only narrows; this one would add")


@dataclass(frozen=True, slots=True)
class Restriction:
    """What a clinician said, in their own words: shown beside the session, never read by a program."""

    text: str
    by: str
