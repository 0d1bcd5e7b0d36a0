"""Which lifts are due: the day of the person's own week that is most overdue against its own gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lumbar.core.evidence import Certainty, Parameter
from lumbar.core.exercises import Exercise, Implement, MovementClass
from lumbar.core.plan.history import LiftDone, PlanHistory
from lumbar.core.quantities import days_between
from lumbar.core.references import OUR_JUDGEMENT


def _days(identifier: str, meaning: str, value: int, unit: str) -> Parameter[int]:
    return Parameter(identifier, meaning, value, unit, OUR_JUDGEMENT, Certainty.OPINION)


RECENT_DAYS = _days("plan-recent-days", "how far back from the last training day lifts are taken from", 28, "days")
SPARSE_DAYS = _days("plan-sparse-days", "the same where there was little training", 56, "days")
FEWEST_RECENT = _days("plan-fewest-recent", "training days below which that is little", 6, "days")
FEWEST_TIMES = _days("plan-fewest-times", "days on which a lift was done before it is one of theirs", 2, "days")
REST_OF_A_LIFT = _days("rest-of-a-lift", "a lift done so many days ago or less is left out", 1, "days")
FEWEST_LIFTS = _days("plan-fewest-lifts", "a day with fewer lifts is filled up from the others", 3, "lifts")
MOST_LIFTS = _days("plan-most-lifts", "most lifts of one session", 5, "lifts")

NO_MAIN_LIFT = frozenset({
    MovementClass.CORE_FLEXION, MovementClass.CORE_EXTENSION, MovementClass.CORE_ANTI_ROTATION,
    MovementClass.CORE_ROTATION, MovementClass.MOBILITY, MovementClass.CONDITIONING,
})  # fmt: skip
"""Core work is chosen by how the back is, not by what is overdue."""


class Chosen(StrEnum):
    """Why a lift is in the session."""

    DAY_DUE = "day_due"
    """It belongs to the day that is due."""
    FILLS_UP = "fills_up"
    """The day that is due has few lifts, and of the others this one is the most overdue."""


@dataclass(frozen=True, slots=True)
class DueLift:
    """A lift of the person's own, with what was done the last two times."""

    exercise: Exercise
    last: LiftDone
    before: LiftDone
    days_since: int
    usual_gap: float
    chosen: Chosen = Chosen.DAY_DUE

    @property
    def overdue(self) -> float:
        """Days since the last time as a multiple of the usual gap."""
        return self.days_since / max(1.0, self.usual_gap)

    @property
    def accessory(self) -> bool:
        return self.exercise.movement is MovementClass.ISOLATION


def due_lifts(history: PlanHistory, equipment: frozenset[Implement]) -> Sequence[DueLift]:
    """The lifts of the day that is due, those for many joints first; none where the log has no recent training,
    or where all but lifts for one joint were done today or yesterday.

    A past day is due by the mean of its lifts' days since, each as a multiple of its own usual gap. Lifts of today
    and yesterday rest. It does not look at pain, so that pain can only take away from it.
    """
    own = {lift.exercise.id: lift for lift in _own_lifts(history, equipment)}
    patterns = [pattern for day in _recent_days(history) if (pattern := _pattern(history, day, own))]
    day = max(patterns, key=lambda pattern: (_overdue(pattern), len(pattern)), default=())
    chosen = [lift.exercise.id for lift in day]
    others = sorted((lift for lift in own.values() if lift.exercise.id not in chosen), key=lambda lift: -lift.overdue)
    missing = max(0, FEWEST_LIFTS.value - len(day))
    filled = [*day, *(_filling(lift) for lift in others[:missing])]
    if all(lift.accessory for lift in filled):
        return ()
    return sorted(filled, key=lambda lift: lift.accessory)[: MOST_LIFTS.value]


def _recent_days(history: PlanHistory) -> Sequence[date]:
    """The training days that show how the person trains now, latest first."""
    for span in (RECENT_DAYS.value, SPARSE_DAYS.value):
        since = history.days[-1] - timedelta(days=span) if history.days else history.on
        recent = [day for day in reversed(history.days) if day > since]
        if len(recent) >= FEWEST_RECENT.value:
            return recent
    return recent


def _own_lifts(history: PlanHistory, equipment: frozenset[Implement]) -> Sequence[DueLift]:
    recent = set(_recent_days(history))
    own = []
    for done in history.lifts.values():
        exercise, last = done[-1].exercise, done[-1]
        since = days_between(last.day, history.on)
        if sum(each.day in recent for each in done) < FEWEST_TIMES.value or since <= REST_OF_A_LIFT.value:
            continue
        if exercise.movement in NO_MAIN_LIFT or exercise.implement not in equipment:
            continue
        own.append(DueLift(exercise, last, done[-2], since, history.usual_gap(exercise.id) or 0.0))
    return own


def _pattern(history: PlanHistory, day: date, own: dict[str, DueLift]) -> Sequence[DueLift]:
    """The lifts of a past day that are theirs and rested, in the order of that day."""
    of_the_day = [
        (each.position, exercise_id)
        for exercise_id, done in history.lifts.items()
        for each in done
        if each.day == day and each.exercise.movement not in NO_MAIN_LIFT
    ]
    rested = [own[exercise_id] for _, exercise_id in sorted(of_the_day) if exercise_id in own]
    return rested if 2 * len(rested) >= len(of_the_day) else ()


def _overdue(pattern: Sequence[DueLift]) -> float:
    main = [lift for lift in pattern if not lift.accessory] or pattern
    return sum(lift.overdue for lift in main) / len(main)


def _filling(lift: DueLift) -> DueLift:
    return DueLift(lift.exercise, lift.last, lift.before, lift.days_since, lift.usual_gap, Chosen.FILLS_UP)
