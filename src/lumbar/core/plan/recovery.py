"""The first 48 hours and the weeks after, as steps with their times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from lumbar.core.evidence import Certainty, Parameter, Source, our_judgement
from lumbar.core.plan.decision import PAIN_MONITORING, CheckedIn, RefusalKind, Refused, allowed_by
from lumbar.core.references import ACP_2017, DAHM_2010, FRENCH_2006, JUDGED_ON, NG59, STEFFENS_2016
from lumbar.core.triage.disposition import Disposition, ExerciseAllowed, exercise_allowed

_DOSE = our_judgement(
    JUDGED_ON,
    "How long and how often to cool, warm or walk with a sore back is custom and a choice of ours; no trial sets it.",
)


def _dose(identifier: str, meaning: str, value: float, unit: str) -> Parameter[float]:
    return Parameter(identifier, meaning, value, unit, _DOSE, Certainty.OPINION)


FIRST_HOURS = _dose("first-hours", "length of the first phase", 48, "hours")
COLD_SHORTEST = _dose("cold-shortest", "shortest time of cold", 15, "minutes")
COLD_LONGEST = _dose("cold-longest", "longest time of cold", 20, "minutes")
COLD_SENSITIVE = _dose("cold-sensitive", "time of cold on sensitive skin", 10, "minutes")
COLD_EVERY_LOW = _dose("cold-every-low", "shortest time from one cold pack to the next", 2, "hours")
COLD_EVERY_HIGH = _dose("cold-every-high", "usual longest time from one to the next", 3, "hours")
WARM_SHORTEST = _dose("warm-shortest", "shortest time of warmth", 15, "minutes")
WARM_LONGEST = _dose("warm-longest", "longest time of warmth", 20, "minutes")
WALK_SHORTEST = _dose("walk-shortest", "shortest walk of the first two days", 5, "minutes")
WALK_LONGEST = _dose("walk-longest", "longest walk of the first two days", 10, "minutes")
WALK_EVERY_LOW = _dose("walk-every-low", "shortest time from one walk to the next, awake", 1, "hours")
WALK_EVERY_HIGH = _dose("walk-every-high", "longest time from one walk to the next, awake", 2, "hours")
WALK_WEEK_1 = _dose("walk-week-1", "length of a walk by the end of the first week", 20, "minutes")
WALK_WEEK_2 = _dose("walk-week-2", "length of a walk by the end of the second week", 30, "minutes")
NOT_IMPROVING_WEEKS = _dose("not-improving-weeks", "weeks without improving before seeing somebody", 2, "weeks")
NOT_SETTLED_WEEKS = _dose("not-settled-weeks", "weeks after which pain that has not settled is looked at", 6, "weeks")
RECURRING_EPISODES = _dose("recurring-episodes", "episodes in twelve months after which to see somebody", 2, "episodes")
WAKING = (_dose("waking-from", "first hour of timers", 7, "hour of day"),
          _dose("waking-until", "last hour of timers", 22, "hour of day"))  # fmt: skip


class RecoveryStep(StrEnum):
    """What to do."""

    EASE_OFF = "ease_off"
    COLD = "cold"
    WARMTH = "warmth"
    WALK = "walk"
    KEEP_MOVING = "keep_moving"
    WALK_LONGER = "walk_longer"
    TRAIN_WITHIN_LIMITS = "train_within_limits"
    KEEP_TRAINING = "keep_training"
    SEE_WORSE = "see_worse"
    SEE_NOT_IMPROVING = "see_not_improving"
    SEE_NOT_SETTLED = "see_not_settled"
    SEE_RECURRING = "see_recurring"


class Phase(StrEnum):
    FIRST_48_HOURS = "first_48_hours"
    WEEKS_AFTER = "weeks_after"
    SEE_SOMEBODY = "see_somebody"


@dataclass(frozen=True, slots=True)
class Step:
    """One step with its times, where it has any."""

    step: RecoveryStep
    phase: Phase
    certainty: Certainty
    sources: tuple[Source, ...]
    minutes: tuple[float, float] | None = None
    every_hours: tuple[float, float] | None = None
    after_weeks: float | None = None
    or_instead: RecoveryStep | None = None
    """An equal choice."""


@dataclass(frozen=True, slots=True)
class Recovery:
    """What to do while it settles."""

    on: date
    disposition: Disposition
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Timer:
    """One step at one time."""

    at: datetime
    step: RecoveryStep
    minutes: float


_EVERY_COLD = (COLD_EVERY_LOW.value, COLD_EVERY_HIGH.value)
STEPS = (
    Step(RecoveryStep.EASE_OFF, Phase.FIRST_48_HOURS, Certainty.LOW, (DAHM_2010, NG59)),
    Step(RecoveryStep.COLD, Phase.FIRST_48_HOURS, Certainty.OPINION, (FRENCH_2006, _DOSE),
         (COLD_SHORTEST.value, COLD_LONGEST.value), _EVERY_COLD, or_instead=RecoveryStep.WARMTH),
    Step(RecoveryStep.WARMTH, Phase.FIRST_48_HOURS, Certainty.MODERATE, (FRENCH_2006, ACP_2017, _DOSE),
         (WARM_SHORTEST.value, WARM_LONGEST.value), _EVERY_COLD, or_instead=RecoveryStep.COLD),
    Step(RecoveryStep.WALK, Phase.FIRST_48_HOURS, Certainty.LOW, (DAHM_2010, _DOSE),
         (WALK_SHORTEST.value, WALK_LONGEST.value), (WALK_EVERY_LOW.value, WALK_EVERY_HIGH.value)),
    Step(RecoveryStep.KEEP_MOVING, Phase.FIRST_48_HOURS, Certainty.LOW, (DAHM_2010, NG59)),
    Step(RecoveryStep.WALK_LONGER, Phase.WEEKS_AFTER, Certainty.OPINION, (DAHM_2010, _DOSE),
         (WALK_WEEK_1.value, WALK_WEEK_2.value)),
    Step(RecoveryStep.TRAIN_WITHIN_LIMITS, Phase.WEEKS_AFTER, Certainty.LOW, PAIN_MONITORING),
    Step(RecoveryStep.KEEP_TRAINING, Phase.WEEKS_AFTER, Certainty.MODERATE, (STEFFENS_2016, NG59)),
    Step(RecoveryStep.SEE_WORSE, Phase.SEE_SOMEBODY, Certainty.OPINION, (NG59, _DOSE)),
    Step(RecoveryStep.SEE_NOT_IMPROVING, Phase.SEE_SOMEBODY, Certainty.OPINION, (_DOSE,),
         after_weeks=NOT_IMPROVING_WEEKS.value),
    Step(RecoveryStep.SEE_NOT_SETTLED, Phase.SEE_SOMEBODY, Certainty.OPINION, (_DOSE,),
         after_weeks=NOT_SETTLED_WEEKS.value),
    Step(RecoveryStep.SEE_RECURRING, Phase.SEE_SOMEBODY, Certainty.OPINION, (_DOSE,)),
)  # fmt: skip


TRAINING_STEPS = (RecoveryStep.WALK_LONGER, RecoveryStep.TRAIN_WITHIN_LIMITS, RecoveryStep.KEEP_TRAINING)
"""Left out until somebody has looked, where the check-in allows gentle movement only."""


def recovery(check_in: CheckedIn | None, on: date) -> Recovery | Refused:
    """The steps, or why there are none: what needs somebody today is not for looking after at home."""
    allowed = allowed_by(check_in, on)
    if isinstance(allowed, Refused):
        return allowed
    if allowed.report.pain is None:
        return Refused(RefusalKind.PAIN_NOT_RATED, allowed.disposition)
    planned = exercise_allowed(allowed.disposition) is ExerciseAllowed.PLANNED
    steps = tuple(step for step in STEPS if planned or step.step not in TRAINING_STEPS)
    return Recovery(on, allowed.disposition, steps)


def timers(plan: Recovery, start: datetime) -> tuple[Timer, ...]:
    """The steps of the first 48 hours that come again and again, at the slower pace, in waking hours only.

    Warmth is the equal choice of cold and has no timers of its own.
    """
    again = [step for step in plan.steps if step.every_hours and step.minutes and step.step is not RecoveryStep.WARMTH]
    planned = []
    for step in again:
        at, end = start, start + timedelta(hours=FIRST_HOURS.value)
        while at < end and step.every_hours and step.minutes:
            if WAKING[0].value <= at.hour < WAKING[1].value:
                planned.append(Timer(at, step.step, step.minutes[0]))
            at += timedelta(hours=step.every_hours[1])
    return tuple(sorted(planned, key=lambda timer: timer.at))
