"""The person's own usual: how rare a departure is among their own training days.

A cause gives the ``Observation``s of each training day on which it could be looked at. What counts as changed is
decided here, in the same way for all of them, so that no kind can be loud by its own rule.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lumbar.core.causes.finding import HowOften, Measure
from lumbar.core.evidence import Certainty, Parameter
from lumbar.core.exercises import Exercise
from lumbar.core.quantities import days_between
from lumbar.core.references import OUR_JUDGEMENT

UNUSUAL_PERCENTILE = Parameter(
    id="unusual-percentile",
    meaning="a departure counts as changed when it is above this percentile of the person's own training days",
    value=95,
    unit="percentile",
    source=OUR_JUDGEMENT,
    certainty=Certainty.OPINION,
    not_for="a danger line: it says rare for this person, nothing more",
)
REFERENCE_DAYS = Parameter(
    id="reference-days",
    meaning="how far back the person's own usual reaches",
    value=365,
    unit="days",
    source=OUR_JUDGEMENT,
    certainty=Certainty.OPINION,
)
SHORTEST_LOG_WEEKS = Parameter(
    id="shortest-log-weeks",
    meaning="with less log than this a person's usual is not known",
    value=8,
    unit="weeks",
    source=OUR_JUDGEMENT,
    certainty=Certainty.OPINION,
)
FEWEST_REFERENCE_DAYS = Parameter(
    id="fewest-reference-days",
    meaning="fewest own training days a percentile is taken from; with fewer, one in twenty means nothing",
    value=20,
    unit="days",
    source=OUR_JUDGEMENT,
    certainty=Certainty.OPINION,
)
SAME_OCCURRENCE_DAYS = Parameter(
    id="same-occurrence-days",
    meaning="changed days closer together than this are one occurrence when occurrences are counted",
    value=7,
    unit="days",
    source=OUR_JUDGEMENT,
    certainty=Certainty.OPINION,
)

EXPLAINS_LITTLE_WEEKS = Parameter(
    id="explains-little-weeks",
    meaning="what happens at least once in so many weeks explains little, and the text says so",
    value=4,
    unit="weeks",
    source=OUR_JUDGEMENT,
    certainty=Certainty.OPINION,
)


@dataclass(frozen=True, slots=True)
class Observation:
    """What one kind of look at one training day gave."""

    day: date
    departure: float
    """How far it is from usual, in the kind's own terms; only its order among the person's own days matters."""
    noticeable: bool
    """Whether it is large enough to be worth a word at all, however rare."""
    value: float
    usual: float
    measure: Measure
    exercise: Exercise | None = None
    days_since: int | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """An observation with its place among the person's own training days of the year before it."""

    observation: Observation
    compared_with: int
    """Own days it could be compared with."""
    percentile: float | None
    """None while there are too few of them."""
    changed: bool

    def departs_at_least_as_much_as(self, other: Judged) -> bool:
        return self.observation.departure >= other.observation.departure


def judge(days: Iterable[Sequence[Observation]], log_began: date) -> Sequence[Judged]:
    """Each observation against the person's own days of the year before it.

    ``days`` are in order of time, each with the observations of one training day: one, or one for each lift. A day
    counts in later comparisons by its most pronounced observation. An observation is changed when it is noticeable and
    its percentile is above ``UNUSUAL_PERCENTILE``. It is only ever compared with days before it, so an old answer
    stays the same as the log grows. Cost: O(n log n) comparisons for n observations.
    """
    reference: list[float] = []
    within_the_year: list[tuple[date, float]] = []
    oldest = 0
    judged = []
    for observations in days:
        day = observations[0].day
        horizon = day - timedelta(days=REFERENCE_DAYS.value)
        while oldest < len(within_the_year) and within_the_year[oldest][0] < horizon:
            del reference[bisect_left(reference, within_the_year[oldest][1])]
            oldest += 1
        long_enough = day - log_began >= timedelta(weeks=SHORTEST_LOG_WEEKS.value)
        judged += [_judged(observation, reference, comparable=long_enough) for observation in observations]
        most = max(observation.departure for observation in observations)
        insort(reference, most)
        within_the_year.append((day, most))
    return judged


def _judged(observation: Observation, reference: Sequence[float], *, comparable: bool) -> Judged:
    if not comparable or len(reference) < FEWEST_REFERENCE_DAYS.value:
        return Judged(observation, len(reference), percentile=None, changed=False)
    percentile = percentile_among(observation.departure, reference)
    changed = observation.noticeable and percentile > UNUSUAL_PERCENTILE.value
    return Judged(observation, len(reference), percentile, changed)


def percentile_among(departure: float, ordered: Sequence[float]) -> float:
    """Percent of ``ordered`` (rising) that lies below ``departure``. [0..100]

    .. math:: P = 100 \\cdot \\frac{n_{below}}{n}

    Days just as pronounced do not count as below, so what happens every week is never rare.
    """
    return 100 * bisect_left(ordered, departure) / len(ordered)


def how_often(judged: Iterable[Judged], like: Observation, log_began: date, log_ends: date) -> HowOften | None:
    """How many times something at least as pronounced as ``like``, of the same lift, happened in the whole log.

    What follows within a week of a counted day is the same occurrence, and ``like`` itself is counted. None when it was
    not worth a word at all.
    """
    if not like.noticeable:
        return None
    times = 0
    counted: date | None = None
    for each in judged:
        seen = each.observation
        if not seen.noticeable or seen.departure < like.departure or not _same_lift(seen, like):
            continue
        if counted is None or days_between(counted, seen.day) >= SAME_OCCURRENCE_DAYS.value:
            times += 1
            counted = seen.day
    return HowOften(times=times, in_weeks=max(1, round(days_between(log_began, log_ends) / 7)))


def _same_lift(one: Observation, other: Observation) -> bool:
    """A first time is the same whatever was new; else a lift is only compared with itself."""
    if one.measure is Measure.NEW_EXERCISES:
        return True
    return (one.exercise and one.exercise.id) == (other.exercise and other.exercise.id)
