"""The trend of a lift's strength: the best estimate of each day, and how they went over some weeks, with its doubt.

What it says is of days past. It is no forecast, and a lift that goes down says nothing of why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from itertools import combinations
from math import sqrt
from statistics import NormalDist, median

from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.exercises import Catalogue, Exercise, Implement, MovementClass
from lumbar.core.load.effort import effort_aware_maximum, repetitions_in_reserve
from lumbar.core.load.exposure import WEEK_DAYS
from lumbar.core.load.external import is_work
from lumbar.core.load.one_repetition_maximum import median_estimate
from lumbar.core.quantities import days_between, kilograms
from lumbar.core.references import SEN_1968
from lumbar.core.training import TrainingLog, TrainingSet

TREND_WEEKS = Parameter(
    id="strength-trend-weeks",
    meaning="weeks up to a day over which the trend of a lift is drawn",
    value=12,
    unit="weeks",
    source=our_judgement(
        date(2026, 11, 23),
        "Long enough for a training block or two, short enough to be about now rather than long ago.",
    ),
    certainty=Certainty.OPINION,
    not_for="a forecast",
)
FEWEST_TREND_DAYS = Parameter(
    id="fewest-strength-trend-days",
    meaning="fewest days of a lift a trend is drawn through",
    value=6,
    unit="days of the lift",
    source=our_judgement(
        date(2026, 11, 23),
        "With five points the interval is all slopes between any two of them; from six on it leaves the wildest out.",
    ),
    certainty=Certainty.OPINION,
)
TREND_CONFIDENCE = Parameter(
    id="strength-trend-confidence",
    meaning="confidence of the interval given with a trend",
    value=0.95,
    unit="share",
    source=our_judgement(
        date(2026, 11, 23), "The share most reports of intervals use; nothing about backs settles it."
    ),
    certainty=Certainty.OPINION,
    not_for="days that hang together: an easy week bends the trend of all of its days at once",
)
SOURCES = (SEN_1968,)
"""What slope and interval rest on, for whoever shows them; the estimates have sources of their own."""
_BODY_IS_THE_LOAD = frozenset({Implement.BODY_WEIGHT, Implement.SUSPENSION, Implement.BAND})
_NO_REPETITION_MAXIMUM = frozenset({MovementClass.CARRY, MovementClass.MOBILITY, MovementClass.CONDITIONING})


class EstimatedFrom(StrEnum):
    """What an estimate rests on besides load and repetitions."""

    EFFORT = "effort"
    """The effort the log has for the set."""
    FORMULAS = "formulas"
    """The formulas for sets to failure, since the log has no effort; too low by as much as was left."""


@dataclass(frozen=True, slots=True)
class StrengthPoint:
    """The best estimate of what a person could lift once on one day. A dumbbell's is that of one dumbbell."""

    day: date
    maximum_kg: float
    estimated_from: EstimatedFrom
    best_set: TrainingSet
    """The set it was worked out from."""


@dataclass(frozen=True, slots=True)
class StrengthTrend:
    """How the estimates of one lift went: in the middle so much a week, and between which bounds it may have been."""

    first: date
    """First of the days it was drawn through."""
    last: date
    days: int
    """How many there are."""
    kg_per_week: float
    lowest_kg_per_week: float
    highest_kg_per_week: float
    estimated_from: EstimatedFrom

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves no doubt of the direction."""
        return self.lowest_kg_per_week > 0 or self.highest_kg_per_week < 0


def strength_points(log: TrainingLog, catalogue: Catalogue) -> Mapping[str, Sequence[StrengthPoint]]:
    """By exercise id: the best estimate of each day on which the lift was done, oldest first.

    By the logged effort where there is one and by the median formula where there is none. A set whose effort lies
    outside the chart gives nothing, since an easy set does not say where the limit is. Nor do warm-ups, assisted
    exercises, and those whose log does not hold the whole load: body weight and bands.
    """
    best: defaultdict[str, dict[date, StrengthPoint]] = defaultdict(dict)
    resolve = cache(catalogue.resolve)  # a log has many sets of few names
    for session in log.sessions:
        day = session.day
        for done in session.sets:
            exercise = resolve(done.exercise)
            point = _point(day, done) if exercise is not None and _has_a_maximum(exercise) else None
            if exercise is None or point is None:
                continue
            of_lift = best[exercise.id]
            if day not in of_lift or _tells_more(point, of_lift[day]):
                of_lift[day] = point
    return {lift: [of_lift[day] for day in sorted(of_lift)] for lift, of_lift in best.items()}


def strength_trend(
    points: Sequence[StrengthPoint], until: date, weeks: int = TREND_WEEKS.value
) -> StrengthTrend | None:
    """The trend of one lift over the weeks up to ``until``; None with fewer than six days of it in them.

    .. math:: slope = median_{i<j} \\frac{y_j - y_i}{t_j - t_i}

    The slope of Theil and Sen, which a few odd days do not move, with Sen's interval by Kendall's statistic. Days
    estimated by effort and days estimated by formulas are not mixed, or somebody who begins to log effort would seem
    stronger overnight: the kind of most days counts, effort where both have as many. Not a forecast.
    """
    since = until - timedelta(days=weeks * WEEK_DAYS)
    alike = _of_one_kind([point for point in points if since < point.day <= until])
    if len(alike) < FEWEST_TREND_DAYS.value:
        return None
    first, last = alike[0], alike[-1]
    lowest, middle, highest = _slopes([(days_between(first.day, one.day), one.maximum_kg) for one in alike])
    return StrengthTrend(
        first=first.day,
        last=last.day,
        days=len(alike),
        kg_per_week=middle * WEEK_DAYS,
        lowest_kg_per_week=lowest * WEEK_DAYS,
        highest_kg_per_week=highest * WEEK_DAYS,
        estimated_from=first.estimated_from,
    )


def _tells_more(point: StrengthPoint, other: StrengthPoint) -> bool:
    """An estimate by logged effort before one that takes the set for one to failure; of a kind, the higher."""
    by_effort = point.estimated_from is EstimatedFrom.EFFORT
    if by_effort is not (other.estimated_from is EstimatedFrom.EFFORT):
        return by_effort
    return point.maximum_kg > other.maximum_kg


def _has_a_maximum(exercise: Exercise) -> bool:
    return not (
        exercise.assisted or exercise.implement in _BODY_IS_THE_LOAD or exercise.movement in _NO_REPETITION_MAXIMUM
    )


def _point(day: date, done: TrainingSet) -> StrengthPoint | None:
    if done.load is None or done.repetitions is None or not is_work(done):
        return None
    load_kg = kilograms(done.load)
    reserve = repetitions_in_reserve(done)
    if reserve is not None:
        maximum, estimated_from = effort_aware_maximum(load_kg, done.repetitions, reserve), EstimatedFrom.EFFORT
    elif done.rpe is None:
        maximum, estimated_from = median_estimate(load_kg, done.repetitions), EstimatedFrom.FORMULAS
    else:
        return None  # an RPE too easy to count repetitions by
    return None if maximum is None else StrengthPoint(day, maximum, estimated_from, done)


def _of_one_kind(points: Sequence[StrengthPoint]) -> Sequence[StrengthPoint]:
    by_effort = [point for point in points if point.estimated_from is EstimatedFrom.EFFORT]
    by_formulas = [point for point in points if point.estimated_from is EstimatedFrom.FORMULAS]
    return by_effort if len(by_effort) >= len(by_formulas) else by_formulas


def _slopes(points: Sequence[tuple[int, float]]) -> tuple[float, float, float]:
    """Lower bound, middle and upper bound of the slope through points of different days. [unit of y a day]

    The bounds are slopes too: those as many ranks from the middle as Kendall's statistic strays without any trend.
    """
    slopes = sorted((later - earlier) / (end - start) for (start, earlier), (end, later) in combinations(points, 2))
    strays = NormalDist().inv_cdf((1 + TREND_CONFIDENCE.value) / 2) * _kendall_deviation(y for _, y in points)
    lower = max(round((len(slopes) - strays) / 2) - 1, 0)
    upper = min(round((len(slopes) + strays) / 2), len(slopes) - 1)
    return slopes[lower], median(slopes), slopes[upper]


def _kendall_deviation(values: Iterable[float]) -> float:
    """Standard deviation of Kendall's statistic without a trend, less what equal values take from it."""
    counted: defaultdict[float, int] = defaultdict(int)
    for value in values:
        counted[value] += 1
    return sqrt((_kendall(sum(counted.values())) - sum(_kendall(alike) for alike in counted.values())) / 18)


def _kendall(count: int) -> int:
    return count * (count - 1) * (2 * count + 5)
