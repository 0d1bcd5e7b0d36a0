"""How soon to see whom, as an order in which combining can only raise."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum, StrEnum


class Level(IntEnum):
    """How soon, lowest first, so that the highest of several is simply their maximum."""

    SELF_CARE = 0
    ROUTINE = 1
    WITHIN_DAYS = 2
    SAME_DAY = 3
    EMERGENCY = 4


class Disposition(StrEnum):
    """The outcome. ``incomplete`` stands outside the order: too little was answered to give any of the others."""

    EMERGENCY = "emergency"
    SAME_DAY = "same_day"
    WITHIN_DAYS = "within_days"
    ROUTINE = "routine"
    SELF_CARE = "self_care"
    INCOMPLETE = "incomplete"

    @property
    def is_an_answer(self) -> bool:
        return self is not Disposition.INCOMPLETE


class ExerciseAllowed(StrEnum):
    """What the outcome allows: nothing, walking and positions of ease, or the planned session."""

    NONE = "none"
    GENTLE = "gentle"
    PLANNED = "planned"


class See(StrEnum):
    """Whom to see."""

    EMERGENCY = "emergency"
    GENERAL_PRACTITIONER = "general_practitioner"
    PHYSIOTHERAPIST = "physiotherapist"
    CHIROPRACTOR_OR_PHYSIOTHERAPIST = "chiropractor_or_physiotherapist"
    RHEUMATOLOGIST = "rheumatologist"
    MIDWIFE_OR_OBSTETRIC = "midwife_or_obstetric"
    NONE = "none"


def highest(levels: Iterable[Level]) -> Level:
    """The most urgent of several levels; self-care when there is none."""
    return max(levels, default=Level.SELF_CARE)


def disposition_of(level: Level) -> Disposition:
    """The level as an outcome."""
    return Disposition[level.name]


def exercise_allowed(disposition: Disposition) -> ExerciseAllowed:
    """What may be done until somebody was seen. Anything not named here is nothing."""
    match disposition:
        case Disposition.ROUTINE | Disposition.SELF_CARE:
            return ExerciseAllowed.PLANNED
        case Disposition.WITHIN_DAYS:
            return ExerciseAllowed.GENTLE
        case Disposition.EMERGENCY | Disposition.SAME_DAY | Disposition.INCOMPLETE:
            return ExerciseAllowed.NONE
