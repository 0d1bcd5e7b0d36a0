"""Overtraining: more than the person is used to, sooner than they are used to, or after time off.

Each function gives the observations of each training day. Lifts are those that load the lower back
(``Exercise.loads_the_back``); on a day with several of them each is looked at for itself. What is summed over weeks
stands in ``hard_weeks``.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from lumbar.core.causes.finding import Measure
from lumbar.core.causes.usual import SHORTEST_LOG_WEEKS, Observation
from lumbar.core.evidence import Certainty, Parameter
from lumbar.core.load.history import LiftDay
from lumbar.core.quantities import days_between, kilograms
from lumbar.core.references import OUR_JUDGEMENT

BREAK_DAYS = Parameter(
    id="break-days",
    meaning="shortest time without any training that is called a break",
    value=14,
    unit="days",
    source=OUR_JUDGEMENT,
    certainty=Certainty.OPINION,
)
LIFT_BREAK_DAYS = Parameter(
    id="lift-break-days",
    meaning="shortest time without one lift, while training went on, that is called a break of that lift",
    value=21,
    unit="days",
    source=OUR_JUDGEMENT,
    certainty=Certainty.OPINION,
)
RECENT_LIFT_DAYS = Parameter(
    id="recent-lift-days",
    meaning="number of last days of a lift that make up what is usual for it",
    value=6,
    unit="days of the lift",
    source=OUR_JUDGEMENT,
    certainty=Certainty.OPINION,
)
FEWEST_LIFT_DAYS = Parameter(
    id="fewest-lift-days",
    meaning="fewest earlier days of a lift before anything is said of a change in it",
    value=3,
    unit="days of the lift",
    source=OUR_JUDGEMENT,
    certainty=Certainty.OPINION,
)
NOTICEABLE_LOAD_RISE = Parameter(
    id="noticeable-load-rise",
    meaning="smallest rise of the heaviest set over the recent best that is worth a word",
    value=0.05,
    unit="share of the recent best",
    source=OUR_JUDGEMENT,
    certainty=Certainty.OPINION,
)
NOTICEABLE_VOLUME_RISE = Parameter(
    id="noticeable-volume-rise",
    meaning="smallest rise of a lift's volume over its usual that is worth a word",
    value=0.25,
    unit="share of the usual",
    source=OUR_JUDGEMENT,
    certainty=Certainty.OPINION,
)
NOTICEABLE_DAYS_IN_A_ROW = Parameter(
    id="noticeable-days-in-a-row",
    meaning="shortest run of training days without a rest day that is worth a word",
    value=3,
    unit="days",
    source=OUR_JUDGEMENT,
    certainty=Certainty.OPINION,
)


def breaks_in_training(days: Sequence[date]) -> Sequence[Observation]:
    """Days since the training day before, on each training day."""
    observations = []
    gaps = _Rising()
    for earlier, day in pairwise(days):
        gap = days_between(earlier, day)
        observations.append(
            Observation(
                day=day,
                departure=gap,
                noticeable=gap >= BREAK_DAYS.value,
                value=gap,
                usual=gaps.median(otherwise=gap),
                measure=Measure.DAYS,
            )
        )
        gaps.add(gap)
    return observations


def breaks_of_a_lift(lifts: Mapping[str, Sequence[LiftDay]], days: Sequence[date]) -> Days:
    """Days since a lift that loads the back was last done, where training went on without it.

    Breaks of all training in between are not held against the lift: they are told once, for all of it.
    """
    off_until = _days_off_until(days)

    def look(today: LiftDay, before: Sequence[LiftDay]) -> Observation | None:
        last = before[-1].day
        gap = days_between(last, today.day)
        trained_without_it = gap - (off_until[today.day] - off_until[last])
        return Observation(
            day=today.day,
            departure=trained_without_it,
            noticeable=trained_without_it >= LIFT_BREAK_DAYS.value,
            value=gap,
            usual=median(days_between(a.day, b.day) for a, b in pairwise(before)),
            measure=Measure.DAYS,
            exercise=today.exercise,
        )

    return _of_each_day(lifts, look)


def _days_off_until(days: Sequence[date]) -> Mapping[date, int]:
    """Days spent in breaks of all training, from the beginning of the log up to each training day."""
    off = dict.fromkeys(days[:1], 0)
    for earlier, day in pairwise(days):
        gap = days_between(earlier, day)
        off[day] = off[earlier] + (gap if gap >= BREAK_DAYS.value else 0)
    return off


def load_jumps(lifts: Mapping[str, Sequence[LiftDay]]) -> Days:
    """Heaviest set of a lift against the heaviest of its last days."""

    def look(today: LiftDay, before: Sequence[LiftDay]) -> Observation | None:
        recent_best = max((earlier.top_load or 0 for earlier in before), default=0)
        if not recent_best or not today.top_load:
            return None
        rise = today.top_load / recent_best - 1
        return Observation(
            day=today.day,
            departure=rise,
            noticeable=rise >= NOTICEABLE_LOAD_RISE.value,
            value=kilograms(today.top_load),
            usual=kilograms(recent_best),
            measure=Measure.KG,
            exercise=today.exercise,
            days_since=days_between(before[-1].day, today.day),
        )

    return _of_each_day(lifts, look)


def volume_jumps(lifts: Mapping[str, Sequence[LiftDay]]) -> Days:
    """Volume of a lift on one day against the median of its last days: load times repetitions, or repetitions
    without a load.
    """

    def look(today: LiftDay, before: Sequence[LiftDay]) -> Observation | None:
        weighed = today.volume > 0 and all(earlier.volume > 0 for earlier in before)
        usual = median(earlier.volume if weighed else earlier.repetitions for earlier in before)
        if not usual:
            return None
        value = today.volume if weighed else today.repetitions
        rise = value / usual - 1
        return Observation(
            day=today.day,
            departure=rise,
            noticeable=rise >= NOTICEABLE_VOLUME_RISE.value,
            value=value / 1000 if weighed else value,
            usual=usual / 1000 if weighed else usual,
            measure=Measure.KG_REPETITIONS if weighed else Measure.REPETITIONS,
            exercise=today.exercise,
            days_since=days_between(before[-1].day, today.day),
        )

    return _of_each_day(lifts, look)


def days_in_a_row(days: Sequence[date]) -> Sequence[Observation]:
    """Length of the run of training days that each training day stands at the end of."""
    observations = []
    runs = _Rising()
    run = 0
    for position, day in enumerate(days):
        follows = position > 0 and days_between(days[position - 1], day) == 1
        run = run + 1 if follows else 1
        observations.append(
            Observation(
                day=day,
                departure=run,
                noticeable=run >= NOTICEABLE_DAYS_IN_A_ROW.value,
                value=run,
                usual=runs.median(otherwise=1),
                measure=Measure.DAYS_IN_A_ROW,
            )
        )
        runs.add(run)
    return observations


def new_exercises(lifts: Mapping[str, Sequence[LiftDay]], days: Sequence[date]) -> Sequence[Observation]:
    """How many exercises that load the back were done for the first time in the whole log, on each training day.

    Begins when the log is eight weeks old: in a new log everything is new.
    """
    first_done: defaultdict[date, list[LiftDay]] = defaultdict(list)
    for history in _back_loading(lifts):
        first_done[history[0].day].append(history[0])
    observations = []
    so_far = 0
    known_from = days[0] + timedelta(weeks=SHORTEST_LOG_WEEKS.value) if days else date.max
    settled = [day for day in days if day >= known_from]
    for position, day in enumerate(settled):
        new = first_done.get(day, [])
        heaviest = max(new, key=lambda lift_day: (lift_day.top_load or 0, lift_day.exercise.id), default=None)
        observations.append(
            Observation(
                day=day,
                departure=len(new),
                noticeable=bool(new),
                value=len(new),
                usual=so_far / position if position else 0.0,
                measure=Measure.NEW_EXERCISES,
                exercise=heaviest.exercise if heaviest else None,
            )
        )
        so_far += len(new)
    return observations


class _Rising:
    """Counts in rising order, so that their median so far is at hand on every day without sorting all of them anew."""

    def __init__(self) -> None:
        self._counts: list[int] = []

    def add(self, count: int) -> None:
        insort(self._counts, count)

    def median(self, *, otherwise: int) -> float:
        """Of the counts so far; ``otherwise`` while there are none."""
        half, odd = divmod(len(self._counts), 2)
        if odd:
            return self._counts[half]
        return (self._counts[half - 1] + self._counts[half]) / 2 if half else otherwise


Look = Callable[[LiftDay, Sequence[LiftDay]], Observation | None]
"""One day of a lift and its last days before it, to what is seen in them."""
Days = Sequence[Sequence[Observation]]
"""In order of time, the observations of each training day, one for each lift."""


def _of_each_day(lifts: Mapping[str, Sequence[LiftDay]], look: Look) -> Days:
    by_day: defaultdict[date, list[Observation]] = defaultdict(list)
    for history in _back_loading(lifts):
        for position in range(FEWEST_LIFT_DAYS.value, len(history)):
            before = history[max(0, position - RECENT_LIFT_DAYS.value) : position]
            seen = look(history[position], before)
            if seen:
                by_day[seen.day].append(seen)
    return [by_day[day] for day in sorted(by_day)]


def _back_loading(lifts: Mapping[str, Sequence[LiftDay]]) -> Iterable[Sequence[LiftDay]]:
    return (history for history in lifts.values() if history[0].exercise.loads_the_back)
