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
from math import inf
from statistics import median
from typing import NamedTuple

from lumbar.core.causes.finding import HowOften, Measure
from lumbar.core.evidence import Certainty, Parameter, our_judgement
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
FEWEST_REFERENCE_WEEKS = Parameter(
    id="fewest-reference-weeks",
    meaning="fewest own weeks that a figure taken over a week is compared with",
    value=12,
    unit="weeks",
    source=our_judgement(date(2026, 11, 23), "More than in any of twelve weeks is chance one time in thirteen."),
    certainty=Certainty.OPINION,
)
FEWEST_REFERENCE_SPANS = Parameter(
    id="fewest-reference-spans",
    meaning="fewest own spans of several weeks that a figure taken over as long is compared with",
    value=6,
    unit="spans",
    source=our_judgement(
        date(2026, 11, 23),
        "Half a year. More than in any of six is chance one time in seven, so that the change must be large as well.",
    ),
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
    spans_days: int = 1
    """Days of training the value is taken over: two observations within them share their training."""


@dataclass(frozen=True, slots=True)
class Judged:
    """An observation with its place among the person's own training days of the year before it."""

    observation: Observation
    compared_with: int
    """Own days, or spans of days, it could be compared with."""
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
    its percentile is above ``UNUSUAL_PERCENTILE``.

    A figure over a week or four is held against the person's own weeks, or spans of four weeks, before it, each by its
    most pronounced day: days that share their training are no days to compare with. A year holds 52 weeks, of which
    three can be told, and 13 times four weeks, of which one must be the most of all. Within its span a figure is told
    while it grows and not again as it fades. An observation is only ever compared with training before it, so an old
    answer stays the same as the log grows. Cost: a year of days for each judged day.
    """
    reference: deque[tuple[date, float]] = deque()
    judged: list[Judged] = []
    for observations in days:
        day = observations[0].day
        if day > until:
            break
        if day >= since:
            comparable = day - log_began >= timedelta(weeks=SHORTEST_LOG_WEEKS.value)
            while reference and reference[0][0] < day - timedelta(days=REFERENCE_DAYS.value):
                reference.popleft()
            span = observations[0].spans_days
            own = _own_spans(reference, day, span)
            lately = max((departure for earlier, departure in reference if (day - earlier).days < span), default=-inf)
            judged += [_judged(seen, own, lately, comparable=comparable) for seen in observations]
        if (since - day).days <= REFERENCE_DAYS.value:
            reference.append((day, max(observation.departure for observation in observations)))
    return judged


def _own_spans(reference: Iterable[tuple[date, float]], day: date, span: int) -> Sequence[float]:
    """Departures of the person's own days before ``day`` in rising order; of longer figures, of spans of their own.

    Spans are counted back from ``day`` and each is worth its most pronounced day. With a span of 7 days and ``day`` the
    15th, the 2nd to the 8th are one span and the 9th to the 14th share training with the 15th and are none.
    """
    if span == 1:
        return sorted(departure for _, departure in reference)
    most: dict[int, float] = {}
    for earlier, departure in reference:
        back = (day - earlier).days // span
        if back >= 1:
            most[back] = max(departure, most.get(back, departure))
    return sorted(most.values())


def _judged(observation: Observation, own: Sequence[float], lately: float, *, comparable: bool) -> Judged:
    """``lately`` is the most pronounced day that shares training with this one."""
    if not comparable or len(own) < _fewest(observation.spans_days):
        return Judged(observation, len(own), percentile=None, changed=False)
    percentile = percentile_among(observation.departure, own)
    changed = observation.noticeable and percentile > UNUSUAL_PERCENTILE.value and observation.departure > lately
    return Judged(observation, len(own), percentile, changed)


def _fewest(span: int) -> int:
    if span == 1:
        return FEWEST_REFERENCE_DAYS.value
    return FEWEST_REFERENCE_WEEKS.value if span <= SAME_OCCURRENCE_DAYS.value else FEWEST_REFERENCE_SPANS.value


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
        apart = max(SAME_OCCURRENCE_DAYS.value, seen.spans_days)
        new = counted is None or days_between(counted, seen.day) >= apart
        times += new
        if new or seen.spans_days > SAME_OCCURRENCE_DAYS.value:
            counted = seen.day
    return HowOften(times=times, in_weeks=max(1, round(days_between(log_began, log_ends) / 7)))


def _same_lift(one: Observation, other: Observation) -> bool:
    """A first time is the same whatever was new; else a lift is only compared with itself."""
    if one.measure is Measure.NEW_EXERCISES:
        return True
    return (one.exercise and one.exercise.id) == (other.exercise and other.exercise.id)
