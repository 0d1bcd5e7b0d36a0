"""Effort: how near to failure a set was, and what its load then says of the most the person could lift once.

People write effort in two ways: as repetitions in reserve (RIR), which could still have been done, or on a scale to
10 (RPE), where 10 is a set after which nothing more was possible. Where a log has both, the reserve counts, since it
is what was asked directly. Both are the lifter's own guess: good to a repetition near failure, poor far from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import floor, isfinite

from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.references import TUCHSCHERER_CHART, ZOURDOS_2016
from lumbar.core.training import SetKind, TrainingSet

RPE_AT_FAILURE = Parameter(
    id="rpe-at-failure",
    meaning="effort at which no repetition is left: repetitions in reserve are this less the RPE",
    value=10,
    unit="RPE",
    source=ZOURDOS_2016,
    certainty=Certainty.HIGH,
)
EASIEST_RPE = Parameter(
    id="easiest-rpe",
    meaning="lowest RPE that is taken for a number of repetitions in reserve",
    value=6,
    unit="RPE",
    source=our_judgement(
        date(2026, 11, 23), "The chart ends at 6, and further from failure people judge their reserve ever less well."
    ),
    certainty=Certainty.MODERATE,
    not_for="sets easier than that: their number says that they were easy, and no more",
)
NEAR_FAILURE_RESERVE = Parameter(
    id="near-failure-reserve",
    meaning="most repetitions in reserve of a set that is called near failure",
    value=1.0,
    unit="repetitions",
    source=our_judgement(
        date(2026, 11, 23), "One repetition in reserve is an RPE of 9, and people guess it to about one repetition."
    ),
    certainty=Certainty.OPINION,
    not_for="a danger line: training near failure is not shown to cause back pain",
)
CHART_STEP = Parameter(
    id="chart-step",
    meaning="steps in which the chart counts repetitions done and in reserve together",
    value=0.5,
    unit="repetitions",
    source=TUCHSCHERER_CHART,
    certainty=Certainty.LOW,
)


def _chart(*percents: float) -> Mapping[float, Parameter[float]]:
    possible = {1 + CHART_STEP.value * step: percent for step, percent in enumerate(percents)}
    return {
        repetitions: Parameter(
            id=f"chart-{repetitions:g}-possible",
            meaning=f"load of a set of which {repetitions:g} repetitions, done and in reserve together, were possible",
            value=percent,
            unit="% of one repetition's load",
            source=TUCHSCHERER_CHART,
            certainty=Certainty.LOW,
            not_for="one person's true limit: what a load allows differs widely between people and between lifts",
        )
        for repetitions, percent in possible.items()
    }


CHART = _chart(
    100.0, 97.8, 95.5, 93.9, 92.2, 90.7, 89.2, 87.8, 86.3, 85.0, 83.7, 82.4, 81.1, 79.9, 78.6, 77.4,
    76.2, 75.1, 73.9, 72.8, 71.7, 70.7, 69.6, 68.6, 67.6, 66.6, 65.6, 64.7, 63.7, 62.8, 61.8,
)  # fmt: skip
"""From the repetitions that were possible, done and in reserve together, to what the chart says of the load."""
SOURCES = (ZOURDOS_2016, TUCHSCHERER_CHART)
"""What an estimate by effort rests on, for whoever shows it."""
MOST_CHART_REPETITIONS = Parameter(
    id="most-chart-repetitions",
    meaning="most repetitions done that the chart has a line for",
    value=12,
    unit="repetitions",
    source=TUCHSCHERER_CHART,
    certainty=Certainty.LOW,
)


def reserve_of_rpe(rpe: float) -> float | None:
    """Repetitions in reserve by the RPE; None below the range in which it counts them, and beyond its end.

    .. math:: RIR = 10 - RPE
    """
    return RPE_AT_FAILURE.value - rpe if EASIEST_RPE.value <= rpe <= RPE_AT_FAILURE.value else None


def repetitions_in_reserve(done: TrainingSet) -> float | None:
    """How many repetitions more would have gone; None where the log does not say, or not in a number of them.

    A set the log calls one to failure had none left, whatever else is written beside it.
    """
    if done.kind is SetKind.FAILURE:
        return 0.0
    if done.rir is not None:
        return done.rir
    return None if done.rpe is None else reserve_of_rpe(done.rpe)


def is_near_failure(done: TrainingSet) -> bool | None:
    """Whether at most one repetition was left; None where neither the effort nor the kind of the set says."""
    reserve = repetitions_in_reserve(done)
    if reserve is not None:
        return reserve <= NEAR_FAILURE_RESERVE.value
    return None if done.rpe is None else False  # an RPE that counts no repetitions is that of an easy set


def share_of_maximum(repetitions: float, reserve: float) -> float | None:
    """The load of such a set as a share of what the lifter could lift once. [0..1] None outside the chart.

    Only completed repetitions count, and a reserve between two half steps is taken down to the lower: both make the
    share higher and what is worked out from it lower, so that nobody is told to be stronger than the chart says.
    """
    if not (isfinite(repetitions) and 0 <= reserve <= RPE_AT_FAILURE.value - EASIEST_RPE.value):
        return None
    completed = floor(repetitions)
    if not 1 <= completed <= MOST_CHART_REPETITIONS.value:
        return None
    return CHART[completed + floor(reserve / CHART_STEP.value) * CHART_STEP.value].value / 100


def effort_aware_maximum(load: float, repetitions: float, reserve: float) -> float | None:
    """What the lifter could lift once, in the unit of ``load``, from a set that stopped so far from failure.

    .. math:: 1RM = load / share(repetitions + RIR)

    None without a load or outside the chart. An estimate of that day, good for a person's own days against each other.
    Not for choosing a load to try, nor for comparing two people.
    """
    share = share_of_maximum(repetitions, reserve)
    return load / share if share is not None and isfinite(load) and load > 0 else None
