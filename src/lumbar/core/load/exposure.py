"""Exposure: the load of a week against the weeks the person is used to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from statistics import median

from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.load.told_sets import ToldSets
from lumbar.core.references import OUR_JUDGEMENT

WEEK_DAYS = 7

USUAL_WEEKS = Parameter(
    id="usual-weeks",
    meaning="number of last weeks with training that make up the usual week",
    value=8,
    unit="weeks",
    source=OUR_JUDGEMENT,
    certainty=Certainty.OPINION,
    not_for="a prediction of injury: no ratio of loads predicts one",
)
FEWEST_USUAL_WEEKS = Parameter(
    id="fewest-usual-weeks",
    meaning="fewest weeks with training a usual week is taken from",
    value=4,
    unit="weeks",
    source=OUR_JUDGEMENT,
    certainty=Certainty.OPINION,
)
LOOK_BACK_WEEKS = Parameter(
    id="look-back-weeks",
    meaning="how far back weeks with training are looked for",
    value=52,
    unit="weeks",
    source=OUR_JUDGEMENT,
    certainty=Certainty.OPINION,
)
EQUALLY_TOLD = Parameter(
    id="equally-told",
    meaning="how far the share of sets that can be told may differ between a week and the usual weeks",
    value=0.1,
    unit="share of sets",
    source=our_judgement(
        date(2026, 11, 23), "A tenth more sets with a weight or a known name can make a week look a tenth heavier."
    ),
    certainty=Certainty.OPINION,
)


@dataclass(frozen=True, slots=True)
class WeekExposure:
    """The load of the seven days up to ``day``, and of the usual week before them, in the unit of the daily loads."""

    day: date
    week: float
    usual_week: float

    @property
    def ratio(self) -> float:
        """This week as a multiple of the usual week; the seven days themselves are not part of the usual."""
        return self.week / self.usual_week


def week_exposures(
    daily: Mapping[date, float], days: Sequence[date], told: Mapping[date, ToldSets] | None = None
) -> Sequence[WeekExposure]:
    """The exposure on each of ``days``, in order.

    .. math:: week_t = \\sum_{i=0}^{6} V_{t-i} \\qquad usual_t = median(W_1 \\dots W_8)

    where W are the last eight spans of seven days before this one that hold any load. Weeks without training are
    passed over, so a break neither lowers the usual nor makes every week after it a spike: that it was a break is
    a finding of its own. A day is left out while there are fewer than four such weeks. Whole numbers are summed
    exactly. A day is also left out where the log tells clearly more, or less, of the week than of the usual ones
    (``told``; None where that does not matter). Not a ratio of acute to chronic load, and no prediction.
    """
    if not daily:
        return ()
    first, last = min([*daily, *(told or ())]), max([*daily, *days, *(told or ())])
    total = _sums(daily, first, last)
    comparable = _comparable(told, first, last)
    exposures = []
    for day in days:
        today = (day - first).days
        usual = _last_trained_weeks(total, today - WEEK_DAYS)
        if len(usual) >= FEWEST_USUAL_WEEKS.value and comparable(today, [end for end, _ in usual]):
            week = total(today - WEEK_DAYS + 1, today)
            exposures.append(WeekExposure(day, week, median(load for _, load in usual)))
    return exposures


def _comparable(told: Mapping[date, ToldSets] | None, first: date, last: date) -> Callable[[int, Sequence[int]], bool]:
    """Whether as much is told of the week up to a day as of the weeks up to others."""
    if told is None or all(of_day.told == of_day.sets for of_day in told.values()):
        return lambda _today, _ends: True
    known = _sums({day: of_day.told for day, of_day in told.items()}, first, last)
    every = _sums({day: of_day.sets for day, of_day in told.items()}, first, last)

    def share(ends: Sequence[int]) -> float:
        sets = sum(every(end - WEEK_DAYS + 1, end) for end in ends)
        return sum(known(end - WEEK_DAYS + 1, end) for end in ends) / sets if sets else 1.0

    return lambda today, ends: abs(share([today]) - share(ends)) <= EQUALLY_TOLD.value


def week_load(daily: Mapping[date, int], last_day: date) -> int:
    """Load of the seven days up to and including ``last_day``. [g x repetitions]"""
    return sum(daily.get(last_day - timedelta(days=back), 0) for back in range(WEEK_DAYS))


Total = Callable[[int, int], float]
"""Load from one day to another, both included, as days since the first of the log."""


def _sums(daily: Mapping[date, float], first: date, last: date) -> Total:
    loads: list[float] = [0] * ((last - first).days + 1)
    for day, load in daily.items():
        loads[(day - first).days] = load
    until = [0, *accumulate(loads)]  # days without load leave it as it is, so that their sum is 0 exactly

    def total(start: int, end: int) -> float:
        return until[end + 1] - until[start]

    return total


def _last_trained_weeks(total: Total, last_day: int) -> Sequence[tuple[int, float]]:
    """Last day and load of the last weeks with any load, newest first; only weeks that lie whole within the log."""
    found: list[tuple[int, float]] = []
    for back in range(LOOK_BACK_WEEKS.value):
        end = last_day - back * WEEK_DAYS
        start = end - WEEK_DAYS + 1
        if start < 0 or len(found) == USUAL_WEEKS.value:
            break
        load = total(start, end)
        if load > 0:
            found.append((end, load))
    return found
