"""Exposure: the load of a week against the weeks the person is used to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from statistics import median

from lumbar.core.evidence import Certainty, Parameter
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


def week_exposures(daily: Mapping[date, float], days: Sequence[date]) -> Sequence[WeekExposure]:
    """The exposure on each of ``days``, in order.

    .. math:: week_t = \\sum_{i=0}^{6} V_{t-i} \\qquad usual_t = median(W_1 \\dots W_8)

    where W are the last eight spans of seven days before this one that hold any load. Weeks without training are
    passed over, so a break neither lowers the usual nor makes every week after it a spike: that it was a break is
    a finding of its own. A day is left out while there are fewer than four such weeks. Whole numbers are summed
    exactly. Not a ratio of acute to chronic load, and no prediction.
    """
    if not daily:
        return ()
    first = min(daily)
    total = _sums(daily, first, max([*daily, *days]))
    exposures = []
    for day in days:
        today = (day - first).days
        usual = _last_trained_weeks(total, today - WEEK_DAYS)
        if len(usual) >= FEWEST_USUAL_WEEKS.value:
            exposures.append(WeekExposure(day, total(today - WEEK_DAYS + 1, today), median(usual)))
    return exposures


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


def _last_trained_weeks(total: Total, last_day: int) -> Sequence[float]:
    """Loads of the last weeks with any load, newest first; only weeks that lie whole within the log."""
    found: list[float] = []
    for back in range(LOOK_BACK_WEEKS.value):
        end = last_day - back * WEEK_DAYS
        start = end - WEEK_DAYS + 1
        if start < 0 or len(found) == USUAL_WEEKS.value:
            break
        load = total(start, end)
        if load > 0:
            found.append(load)
    return found
