"""The person's own usual: how rare a departure is among their own training days.

A cause gives the ``Observation``s of each training day on which it could be looked at. What counts as changed is
decided here, in the same way for all of them, so that no kind can be loud by its own rule.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import NamedTuple

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


class Observation(NamedTuple):
    """What one kind of look at one training day gave. A tuple, since ten years of log give thirty thousand of them."""

    day: date
    departure: float
    """How far it is from usual, in the kind's own terms; only its order among the person's own days matters."""
    noticeable: bool
    """Whether it is large enough to be worth a word at all, however rare."""
    value: float | None
    """None where the figure itself is undefined; how far it is from usual is known all the same."""
    usual: float | None
    measure: Measure
    exercise: Exercise | None = None
    days_since: int | None = None
    spans_days: int = SAME_OCCURRENCE_DAYS.value
    """Days of training the value is taken over, if more than a week: two days within them share their training."""


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


class YearBefore:
    """Figures of the person's own training days, of which those of the year before a day are at hand in rising order.

    Days are asked for and added in order of time.
    """

    __slots__ = ("_by_day", "_rising")

    def __init__(self) -> None:
        self._rising: list[float] = []
        self._by_day: deque[tuple[date, float]] = deque()

    def add(self, day: date, figure: float) -> None:
        insort(self._rising, figure)
        self._by_day.append((day, figure))

    def rising(self, day: date) -> Sequence[float]:
        """The figures of the year before ``day``."""
        horizon = day - timedelta(days=REFERENCE_DAYS.value)
        while self._by_day and self._by_day[0][0] < horizon:
            del self._rising[bisect_left(self._rising, self._by_day.popleft()[1])]
        return self._rising

    def median(self, day: date, *, otherwise: float) -> float:
        """Of the figures of the year before ``day``; ``otherwise`` while there are none."""
        rising = self.rising(day)
        return median(rising) if rising else otherwise


def judge(
    days: Iterable[Sequence[Observation]], log_began: date, *, since: date = date.min, until: date = date.max
) -> Sequence[Judged]:
    """Each observation from ``since`` to ``until`` against the person's own days of the year before it.

    ``days`` are in order of time, each with the observations of one training day: one, or one for each lift. A day
    counts in later comparisons by its most pronounced observation. An observation is changed when it is noticeable and
    its percentile is above ``UNUSUAL_PERCENTILE``, or, of a figure over several weeks, above all of them. It is only
    ever compared with days before it, so an old answer stays the same as the log grows. Cost: O(n log n) comparisons
    for n observations.
    """
    reference = YearBefore()
    judged: list[Judged] = []
    for observations in days:
        day = observations[0].day
        if day > until:
            break
        if day >= since:
            comparable = day - log_began >= timedelta(weeks=SHORTEST_LOG_WEEKS.value)
            of_the_year = reference.rising(day)
            judged += [_judged(observation, of_the_year, comparable=comparable) for observation in observations]
        if (since - day).days <= REFERENCE_DAYS.value:
            reference.add(day, max(observation.departure for observation in observations))
    return judged


def _judged(observation: Observation, reference: Sequence[float], *, comparable: bool) -> Judged:
    if not comparable or len(reference) < FEWEST_REFERENCE_DAYS.value:
        return Judged(observation, len(reference), percentile=None, changed=False)
    percentile = percentile_among(observation.departure, reference)
    return Judged(
        observation, len(reference), percentile, observation.noticeable and _is_unusual(observation, percentile)
    )


def _is_unusual(observation: Observation, percentile: float) -> bool:
    """Whether it is rarer than the percentile; of a figure over weeks, whether it is the most in the whole year.

    A year holds 52 weeks of their own, of which one in twenty can be told, but only 13 times four weeks: days that
    share their training are no twenty days to compare with.
    """
    if percentile <= UNUSUAL_PERCENTILE.value:
        return False
    of_their_own = REFERENCE_DAYS.value / observation.spans_days
    everything = 100
    return percentile == everything or of_their_own * (everything - UNUSUAL_PERCENTILE.value) >= everything


def percentile_among(departure: float, ordered: Sequence[float]) -> float:
    """Percent of ``ordered`` (rising) that lies below ``departure``. [0..100]

    .. math:: P = 100 \\cdot \\frac{n_{below}}{n}

    Days just as pronounced do not count as below, so what happens every week is never rare.
    """
    return 100 * bisect_left(ordered, departure) / len(ordered)


def how_often(
    seen_in_log: Iterable[Observation], like: Observation, log_began: date, log_ends: date
) -> HowOften | None:
    """How many times something at least as pronounced as ``like``, of the same lift, happened in the whole log.

    What follows within a week of a counted day is the same occurrence, and ``like`` itself is counted. Of a figure
    that is taken over more than a week, days that share some of their training are one stretch, however long. None
    when it was not worth a word at all.
    """
    if not like.noticeable:
        return None
    times = 0
    counted: date | None = None
    for seen in seen_in_log:
        if not seen.noticeable or seen.departure < like.departure or not _same_lift(seen, like):
            continue
        new = counted is None or days_between(counted, seen.day) >= seen.spans_days
        times += new
        if new or seen.spans_days > SAME_OCCURRENCE_DAYS.value:
            counted = seen.day
    return HowOften(times=times, in_weeks=max(1, round(days_between(log_began, log_ends) / 7)))


def _same_lift(one: Observation, other: Observation) -> bool:
    """A first time is the same whatever was new; else a lift is only compared with itself."""
    if one.measure is Measure.NEW_EXERCISES:
        return True
    return (one.exercise and one.exercise.id) == (other.exercise and other.exercise.id)
