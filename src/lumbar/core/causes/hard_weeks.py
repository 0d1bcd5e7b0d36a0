"""Overtraining by the week: more in seven days than usual, days too much alike, and sets taken near failure.

Each function looks at the seven days up to each training day, rest days among them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from lumbar.core.causes.finding import Measure
from lumbar.core.causes.usual import Observation, YearBefore
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.exercises import Catalogue
from lumbar.core.load.effort import is_near_failure
from lumbar.core.load.exposure import WEEK_DAYS, WeekExposure, week_exposures
from lumbar.core.load.external import is_work
from lumbar.core.load.foster import week_monotony
from lumbar.core.load.told_sets import ToldSets
from lumbar.core.references import OUR_JUDGEMENT
from lumbar.core.training import TrainingLog

NOTICEABLE_WEEK_RATIO = Parameter(
    id="noticeable-week-ratio",
    meaning="smallest multiple of the usual week that is worth a word",
    value=1.2,
    unit="multiple of the usual week",
    source=OUR_JUDGEMENT,
    certainty=Certainty.OPINION,
    not_for="a danger line",
)
MONOTONY_FROM_DAY = Parameter(
    id="monotony-from-day",
    meaning="day of the log from which the evenness of its weeks is looked at",
    value=28,
    unit="days",
    source=our_judgement(date(2026, 11, 23), "As with the load table: the first weeks of a log are often half empty."),
    certainty=Certainty.OPINION,
)
NOTICEABLE_MONOTONY_RATIO = Parameter(
    id="noticeable-monotony-ratio",
    meaning="smallest multiple of the usual monotony that is worth a word",
    value=1.2,
    unit="multiple of the usual monotony",
    source=our_judgement(
        date(2026, 11, 23), "The same as for the load of a week; no threshold of monotony is validated."
    ),
    certainty=Certainty.OPINION,
    not_for="a danger line",
)
EFFORT_IS_WRITTEN = Parameter(
    id="effort-is-written",
    meaning="smallest share of a week's sets with an effort beside them, for their number near failure to be told",
    value=0.8,
    unit="share of the sets that load the back",
    source=our_judgement(
        date(2026, 11, 23),
        "With fewer, the sets of which it is written are not like the others, and a rise may only be more writing.",
    ),
    certainty=Certainty.OPINION,
)
NOTICEABLE_NEAR_FAILURE = Parameter(
    id="noticeable-near-failure",
    meaning="fewest sets near failure in a week, over the usual number, that are worth a word",
    value=3,
    unit="sets",
    source=our_judgement(
        date(2026, 11, 23), "About one lift more than usual that was taken near failure in all its sets."
    ),
    certainty=Certainty.OPINION,
    not_for="a danger line",
)

_DAYS_BACK = tuple(timedelta(days=back) for back in range(WEEK_DAYS))


def exposure_spikes(
    daily: Mapping[date, int], days: Sequence[date], told: Mapping[date, ToldSets]
) -> Sequence[Observation]:
    """Load of the last seven days against the usual week, on each training day where that is defined.

    A week of which the log tells more or less than of the usual ones is not held against them.
    """
    return _spikes(week_exposures(daily, days, told), Measure.KG_REPETITIONS, per_unit=1000)


def back_load_spikes(
    daily: Mapping[date, float], days: Sequence[date], told: Mapping[date, ToldSets]
) -> Sequence[Observation]:
    """The same of the load on the lower back, as the model of each set has it: ``spinal_exposure.daily_exposure``.

    The model is coarse, so that only its changes within one person are looked at and never its size.
    """
    return _spikes(week_exposures(daily, days, told), Measure.NEWTON_METRE_REPETITIONS, per_unit=1)


def _spikes(exposures: Sequence[WeekExposure], measure: Measure, per_unit: int) -> Sequence[Observation]:
    return [
        Observation(
            day=exposure.day,
            departure=exposure.ratio,
            noticeable=exposure.ratio >= NOTICEABLE_WEEK_RATIO.value,
            value=exposure.week / per_unit,
            usual=exposure.usual_week / per_unit,
            measure=measure,
            spans_days=WEEK_DAYS,
        )
        for exposure in exposures
    ]


def monotony_of_weeks(daily: Mapping[date, int], days: Sequence[date]) -> Sequence[Observation]:
    """How alike the last seven days were, on each training day from day 28 of the log; higher is more alike.

    .. math:: monotony = \\frac{\\bar L}{s}

    by ``load.foster``, of volume load: Foster's own is of rated effort, which few logs have. A week where it is
    undefined gives nothing: it is neither even nor uneven. Nor does one with a training day on which nothing was
    weighed, since that is no rest day.
    """
    observations = []
    before = YearBefore()
    for day in days:
        if (day - days[0]).days < MONOTONY_FROM_DAY.value - 1:
            continue
        loads = [daily.get(day - back) for back in _DAYS_BACK]
        monotony = None if 0 in loads else week_monotony([load or 0 for load in loads])
        if monotony is None:
            continue
        usual = before.median(day, otherwise=monotony)
        observations.append(
            Observation(
                day=day,
                departure=monotony,
                noticeable=monotony >= NOTICEABLE_MONOTONY_RATIO.value * usual,
                value=monotony,
                usual=usual,
                measure=Measure.RATIO,
                spans_days=WEEK_DAYS,
            )
        )
        before.add(day, monotony)
    return observations


@dataclass(frozen=True, slots=True)
class Effort:
    """The work sets that load the back, of one day or several, and what is written of their effort."""

    sets: int = 0
    written: int = 0
    near_failure: int = 0

    @property
    def likely_near_failure(self) -> float:
        """Sets near failure, had all been like those of which it is written: who writes more down did not do more."""
        return self.near_failure / self.written * self.sets if self.written else 0.0

    @property
    def is_written(self) -> bool:
        """Whether enough of them have an effort beside them for their number near failure to mean something."""
        return self.sets > 0 and self.written >= EFFORT_IS_WRITTEN.value * self.sets


def daily_effort(log: TrainingLog, catalogue: Catalogue) -> Mapping[date, Effort]:
    """The effort of the sets that load the back, of each day that has some."""

    @cache  # a log has many sets of few names
    def loads_the_back(logged_name: str) -> bool:
        exercise = catalogue.resolve(logged_name)
        return exercise is not None and exercise.loads_the_back

    near: defaultdict[date, list[bool | None]] = defaultdict(list)
    for session in log.sessions:
        of_day = [is_near_failure(done) for done in session.sets if loads_the_back(done.exercise) and is_work(done)]
        if of_day:
            near[session.day] += of_day
    return {day: Effort(len(sets), len(sets) - sets.count(None), sets.count(True)) for day, sets in near.items()}


def effort_of_week(efforts: Mapping[date, Effort], last_day: date) -> Effort:
    """The effort of the seven days up to and including ``last_day``."""
    week = [efforts.get(last_day - back, _NO_SETS) for back in _DAYS_BACK]
    return Effort(
        sets=sum(of_day.sets for of_day in week),
        written=sum(of_day.written for of_day in week),
        near_failure=sum(of_day.near_failure for of_day in week),
    )


_NO_SETS = Effort()


def near_failure_weeks(efforts: Mapping[date, Effort], days: Sequence[date]) -> Sequence[Observation]:
    """Sets that load the back and were taken to within one repetition of failure in the last seven days.

    Their number and not their share: two of two hard sets are less than six of ten. Only weeks nearly all of whose
    sets have an effort beside them; the rest are taken to be like those, and not for easy.
    """
    observations: list[Observation] = []
    if not any(of_day.written for of_day in efforts.values()):
        return observations
    before = YearBefore()
    for day in days:
        week = effort_of_week(efforts, day)
        if not week.is_written:
            continue
        near = week.likely_near_failure
        usual = before.median(day, otherwise=near)
        observations.append(
            Observation(
                day=day,
                departure=near,
                noticeable=near - usual >= NOTICEABLE_NEAR_FAILURE.value,
                value=near,
                usual=usual,
                measure=Measure.SETS,
                spans_days=WEEK_DAYS,
            )
        )
        before.add(day, near)
    return observations
