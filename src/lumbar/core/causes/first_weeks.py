"""The first weeks of a log: too short for a usual, so one week is held against the one before it, and called an
opinion.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from lumbar.core.causes.finding import Baseline, Cause, Finding, FindingKind, Measure, Status
from lumbar.core.causes.prevention import ADVISED_STEP, Prevention
from lumbar.core.evidence import Certainty, Parameter
from lumbar.core.load.exposure import WEEK_DAYS, week_load
from lumbar.core.load.history import LiftDay
from lumbar.core.quantities import days_between, kilograms
from lumbar.core.references import ACSM_2009, OUR_JUDGEMENT

WEEK_STEP = Parameter(
    id="week-step",
    meaning="rise of one week's load over the week before it that is told while no usual is known",
    value=0.3,
    unit="share of the week before",
    source=OUR_JUDGEMENT,
    certainty=Certainty.OPINION,
)


def week_to_week(
    daily: Mapping[date, int], lifts: Mapping[str, Sequence[LiftDay]], on: date, window_days: int
) -> tuple[Finding, ...]:
    """Steps from one week, and from one time of a lift, to the next, up to ``on``. Every one is labelled an
    opinion.
    """
    return (*_week_step(daily, on), *_load_steps(lifts, on, window_days))


def _week_step(daily: Mapping[date, int], on: date) -> tuple[Finding, ...]:
    this_week = week_load(daily, on)
    last_week = week_load(daily, on - timedelta(days=WEEK_DAYS))
    whole_weeks = days_between(min(daily), on) >= 2 * WEEK_DAYS - 1
    if not whole_weeks or not last_week:
        return (_not_comparable(on),)
    stepped = this_week / last_week - 1 >= WEEK_STEP.value
    return (
        Finding(
            cause=Cause.OVERTRAINING,
            kind=FindingKind.EXPOSURE_SPIKE,
            status=Status.CHANGED if stepped else Status.USUAL,
            on=on,
            baseline=Baseline.LAST_WEEK,
            sources=(OUR_JUDGEMENT,),
            certainty=Certainty.OPINION,
            prevention=Prevention.SMALL_STEPS if stepped else Prevention.NONE_NEEDED,
            value=kilograms(this_week),
            usual=kilograms(last_week),
            measure=Measure.KG_REPETITIONS,
        ),
    )


def _not_comparable(on: date) -> Finding:
    """There are not yet two whole weeks with training to hold against each other."""
    return Finding(
        cause=Cause.OVERTRAINING,
        kind=FindingKind.EXPOSURE_SPIKE,
        status=Status.NOT_RECORDED,
        on=on,
        baseline=Baseline.LAST_WEEK,
        sources=(OUR_JUDGEMENT,),
        certainty=Certainty.OPINION,
        prevention=Prevention.NONE_NEEDED,
    )


def _load_steps(lifts: Mapping[str, Sequence[LiftDay]], on: date, window_days: int) -> tuple[Finding, ...]:
    since = on - timedelta(days=window_days)
    steps = []
    for history in lifts.values():
        if not history[0].exercise.loads_the_back:
            continue
        for before, today in pairwise(history):
            if not since < today.day <= on or not before.top_load or not today.top_load:
                continue
            if today.top_load / before.top_load - 1 >= ADVISED_STEP.value:
                steps.append(_load_step(before, today))
    return tuple(steps)


def _load_step(before: LiftDay, today: LiftDay) -> Finding:
    return Finding(
        cause=Cause.OVERTRAINING,
        kind=FindingKind.LOAD_JUMP,
        status=Status.CHANGED,
        on=today.day,
        baseline=Baseline.LAST_WEEK,
        sources=(ACSM_2009, OUR_JUDGEMENT),
        certainty=Certainty.OPINION,
        prevention=Prevention.SMALL_STEPS,
        exercise=today.exercise.name,
        value=kilograms(today.top_load or 0),
        usual=kilograms(before.top_load or 0),
        measure=Measure.KG,
        days_since=days_between(before.day, today.day),
    )
