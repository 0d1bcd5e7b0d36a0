"""Warm-up: a heavy lift begun without the lighter sets this person usually does first.

Most logs have no word for a warm-up. What can be seen is whether the first set of a lift is already about as heavy
as its heaviest; whether somebody warmed up without writing it down cannot.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

from lumbar.core.causes.finding import Measure
from lumbar.core.causes.usual import REFERENCE_DAYS, Observation
from lumbar.core.evidence import Certainty, Parameter
from lumbar.core.load.history import LiftDay
from lumbar.core.references import OUR_JUDGEMENT

HEAVY_FIRST_SET = Parameter(
    id="heavy-first-set",
    meaning="a first set at or above this share of the day's heaviest was not preceded by a ramp",
    value=0.8,
    unit="share of the day's heaviest set",
    source=OUR_JUDGEMENT,
    certainty=Certainty.OPINION,
)
HEAVY_DAY = Parameter(
    id="heavy-day",
    meaning="a day counts as heavy for a lift when its heaviest set is at least this share of the recent best",
    value=0.8,
    unit="share of the recent best",
    source=OUR_JUDGEMENT,
    certainty=Certainty.OPINION,
)
RAMP_MEMORY = Parameter(
    id="ramp-memory",
    meaning="number of last days of a lift that show how the person usually begins it",
    value=12,
    unit="days of the lift",
    source=OUR_JUDGEMENT,
    certainty=Certainty.OPINION,
)
FEWEST_RAMP_DAYS = Parameter(
    id="fewest-ramp-days",
    meaning="fewest earlier days of a lift before its usual beginning is known",
    value=5,
    unit="days of the lift",
    source=OUR_JUDGEMENT,
    certainty=Certainty.OPINION,
)
RAMPS_ARE_LOGGED = Parameter(
    id="ramps-are-logged",
    meaning="a log records ramps when at least this share of its heavy lifts begin with one",
    value=0.1,
    unit="share of heavy lift days",
    source=OUR_JUDGEMENT,
    certainty=Certainty.OPINION,
)


class RampRecord(StrEnum):
    """Whether a log can say anything about warm-ups."""

    RECORDED = "recorded"
    NOT_RECORDED = "not_recorded"
    """No lighter first sets and no flags: the person may warm up and not write it down."""


def ramp_record(lifts: Mapping[str, Sequence[LiftDay]], until: date) -> RampRecord:
    """Whether the log of the year up to ``until`` shows warm-ups for the lifts that load the back.

    One flagged warm-up is enough. Without flags, some of the heavy lifts must begin with a lighter set.
    """
    since = until - timedelta(days=REFERENCE_DAYS.value)
    recent = [
        lift_day
        for history in lifts.values()
        for lift_day in history
        if since < lift_day.day <= until and lift_day.exercise.loads_the_back
    ]
    if any(lift_day.warm_up_flagged for lift_day in recent):
        return RampRecord.RECORDED
    comparable = [lift_day for lift_day in recent if lift_day.first_share_of_top is not None]
    ramped = sum(1 for lift_day in comparable if begins_with_a_ramp(lift_day))
    if comparable and ramped >= RAMPS_ARE_LOGGED.value * len(comparable):
        return RampRecord.RECORDED
    return RampRecord.NOT_RECORDED


def begins_with_a_ramp(lift_day: LiftDay) -> bool:
    """Whether the day has a flagged warm-up, or its first set is clearly lighter than its heaviest."""
    share = lift_day.first_share_of_top
    return lift_day.warm_up_flagged or (share is not None and share < HEAVY_FIRST_SET.value)


def heavy_first_sets(lifts: Mapping[str, Sequence[LiftDay]]) -> Sequence[Sequence[Observation]]:
    """How heavy the first set was against how this person usually begins that lift, by training day, one for each lift.

    Only lifts that load the back, on days that are heavy for the lift. A lift that is never ramped departs by nothing.
    """
    by_day: defaultdict[date, list[Observation]] = defaultdict(list)
    for history in lifts.values():
        if not history[0].exercise.loads_the_back:
            continue
        beginnings = [_beginning(lift_day) for lift_day in history]
        for position in range(FEWEST_RAMP_DAYS.value, len(history)):
            lately = slice(max(0, position - RAMP_MEMORY.value), position)
            seen = _look(history[position], beginnings[position], history[lately], beginnings[lately])
            if seen:
                by_day[seen.day].append(seen)
    return [by_day[day] for day in sorted(by_day)]


def _look(
    today: LiftDay, beginning: float | None, before: Sequence[LiftDay], beginnings: Sequence[float | None]
) -> Observation | None:
    usual_shares = [share for share in beginnings if share is not None]
    if beginning is None or len(usual_shares) < FEWEST_RAMP_DAYS.value or not today.top_load:
        return None
    recent_best = max((earlier.top_load or 0 for earlier in before), default=0)
    if today.top_load < HEAVY_DAY.value * recent_best:
        return None
    usual = median(usual_shares)
    return Observation(
        day=today.day,
        departure=max(0.0, beginning - usual),
        noticeable=not begins_with_a_ramp(today) and usual < HEAVY_FIRST_SET.value,
        value=100 * (today.first_share_of_top or 0.0),
        usual=100 * usual,
        measure=Measure.PERCENT_OF_HEAVIEST,
        exercise=today.exercise,
    )


def _beginning(lift_day: LiftDay) -> float | None:
    """Share of the heaviest set that the first set was; a first set above it (a heavier failed attempt) counts as
    1.
    """
    share = lift_day.first_share_of_top
    return None if share is None else min(1.0, share)
