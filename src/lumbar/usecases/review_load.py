"""Review the load: what each day held, what the weeks add up to, and what they are against the person's own usual.

The kernel that makes the table is loaded when a table is made: it costs more than everything else a command loads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from statistics import median

from lumbar.core.errors import UnusableInput, UnusableKind
from lumbar.core.exercises import Catalogue, Exercise, MovementClass, Muscle
from lumbar.core.load.effort import repetitions_in_reserve
from lumbar.core.load.exposure import (
    FEWEST_USUAL_WEEKS,
    LOOK_BACK_WEEKS,
    USUAL_WEEKS,
    WEEK_DAYS,
    WeekExposure,
    week_exposures,
)
from lumbar.core.load.external import usual_band
from lumbar.core.load.hard_sets import WeekOfHardSets, hard_sets_by_week
from lumbar.core.load.one_repetition_maximum import estimates
from lumbar.core.load.rated_sessions import RatedWeek, daily_session_load, rated_week
from lumbar.core.load.strength_trend import (
    TREND_WEEKS,
    StrengthPoint,
    StrengthTrend,
    strength_points,
    strength_trend,
)
from lumbar.core.load.told_sets import ToldSets, told_of_back, told_of_volume
from lumbar.core.quantities import GramRepetitions, Grams, kilograms
from lumbar.core.training import TrainingLog, TrainingSet
from lumbar.usecases.explain import Explanation
from lumbar.usecases.hold_log import HeldLog
from lumbar.usecases.log_summary import LogSummary

EXPOSURE_STEPS = 1000
"""The usual week is found among whole numbers; so many of them make one newton metre times repetition."""


@dataclass(frozen=True, slots=True)
class LoadDay:
    """One day of the table. None: undefined on that day, which is not 0."""

    day: date
    load: GramRepetitions
    """Of done sets, warm-ups that the log flags left out; 0 on a day without training."""
    acute: float | None
    """Average over about a week that forgets slowly. [kg x repetitions a day]"""
    chronic: float | None
    """The same over about four weeks. [kg x repetitions a day]"""
    acwr_ewma: float | None
    acwr_coupled: float | None
    acwr_uncoupled: float | None
    monotony: float | None
    """Mean of seven days over their sample standard deviation."""
    strain: float | None
    """Load of the seven days times their monotony. [kg x repetitions]"""
    spinal_exposure: float | None
    """What the model says that the day asked of the lower back. [N m x repetitions]"""
    trained: bool


@dataclass(frozen=True, slots=True)
class LoadWeek:
    """Seven days, counted back from the last day of the table."""

    first: date
    last: date
    load: GramRepetitions
    times_usual: float | None
    """Load against the usual week before it; None while that is not known, or where more or less of it is told."""
    acute: float | None
    chronic: float | None
    """As they stand on the last of the seven days."""
    monotony: float | None
    strain: float | None
    spinal_exposure: float | None
    """Of the days of which the model can tell; None where there was training and it can tell of none."""
    back_times_usual: float | None
    trained_days: int


@dataclass(frozen=True, slots=True)
class UsualBack:
    """The middle half of the weeks that the usual week is the middle one of, as multiples of it."""

    low: float
    high: float
    week: float
    """That middle week. [N m x repetitions]"""


@dataclass(frozen=True, slots=True)
class LoadTable:
    """The whole table of a log, up to a day."""

    days: tuple[LoadDay, ...]
    """Every day from the first training day on; a day of rest has its row."""
    weeks: tuple[LoadWeek, ...]
    """Whole weeks within the log, oldest first; the last one ends on the last day."""
    usual_back: UsualBack | None

    @property
    def first(self) -> date:
        return self.days[0].day

    @property
    def last(self) -> date:
        return self.days[-1].day


@dataclass(frozen=True, slots=True)
class LiftStrength:
    """What one lift's sets say of how much could be lifted once, day by day, and where that is going."""

    exercise: str
    """By its catalogue name."""
    points: tuple[StrengthPoint, ...]
    """Of the days of the review that have an estimate, oldest first; never empty."""
    lowest_kg: float
    highest_kg: float
    """How far the formulas disagree about the set behind the newest of them."""
    trend: StrengthTrend | None
    """Over the weeks up to the last day; None with too few days of the lift in them."""

    @property
    def newest(self) -> StrengthPoint:
        return self.points[-1]


@dataclass(frozen=True, slots=True)
class LoadReview:
    """The answer of ``lumbar load``."""

    log: LogSummary
    table: LoadTable
    days: tuple[LoadDay, ...]
    """Those that were asked for; every figure in them is of the whole log before."""
    strength: tuple[LiftStrength, ...]
    """Lifts of the whole body first, each kind by the days it was done on in the last weeks."""
    hard_sets: tuple[WeekOfHardSets, ...]
    """The weeks that end on the days of the review, oldest first."""
    usual_hard_sets: Mapping[Muscle, float]
    """The middle one of the person's last weeks with training before the last week; empty while that is not known."""
    rated_days: Mapping[date, float | None]
    """What each training day was by the person's own rating [AU]; None where it was not rated, empty where none was."""
    rated_week: RatedWeek | None
    """The last seven days by the person's own rating; None where one of their training days was not rated."""

    @property
    def first(self) -> date:
        return self.days[0].day

    @property
    def last(self) -> date:
        return self.days[-1].day


def last_day_of(log: TrainingLog, until: date | None, on: date | None) -> date:
    """Where the table ends: the day that was asked for, else the day it is taken to be, else the last training day.

    Raises UnusableInput where the log has no training up to it.
    """
    last = until or on or log.last_day
    if last is None or log.first_day is None or log.first_day > last:
        met = last.isoformat() if last else None
        raise UnusableInput(UnusableKind.NO_TRAINING_UP_TO_THE_DAY, path="", met=met, limit=str(log.first_day))
    return last


def review_load(
    held: HeldLog, *, catalogue: Catalogue, last: date, since: date | None = None, body_mass: Grams | None = None
) -> LoadReview:
    """The table up to ``last``, and from ``since`` on; everything in it is made from the whole log up to ``last``.

    Raises UnusableInput where the log has no training up to that day.
    """
    table = load_table_of(held.log, catalogue, last, body_mass)
    if table is None:
        raise UnusableInput(
            UnusableKind.NO_TRAINING_UP_TO_THE_DAY, path="", met=last.isoformat(), limit=str(held.log.first_day)
        )
    first = max(table.first, since or table.first)
    until = held.log.until(last)
    hard_sets = hard_sets_by_week(until, catalogue, last, len(table.days) // WEEK_DAYS + 1)
    rated = daily_session_load(until)
    return LoadReview(
        log=held.summary,
        table=table,
        days=tuple(each for each in table.days if each.day >= first),
        strength=_strength(until, catalogue, first, last),
        hard_sets=tuple(week for week in hard_sets if week.last >= first),
        usual_hard_sets=_usual_hard_sets(hard_sets[:-1]),
        rated_days=rated if any(load is not None for load in rated.values()) else {},
        rated_week=rated_week(rated, last),
    )


def load_behind(explanation: Explanation, catalogue: Catalogue) -> LoadTable | None:
    """The table up to the day that was asked about, of the log that was explained; None without a log."""
    if explanation.up_to is None:
        return None
    return load_table_of(explanation.training, catalogue, explanation.up_to)


def load_table_of(
    log: TrainingLog, catalogue: Catalogue, last: date, body_mass: Grams | None = None
) -> LoadTable | None:
    """Every day of a log up to ``last``, and its weeks; None where it has no training up to then."""
    until = log.until(last)
    if not until.sessions:
        return None
    days = _days(until, catalogue, last, body_mass)
    told = _Told(told_of_volume(until, catalogue), told_of_back(until, catalogue))
    weeks = _weeks(days, told)
    return LoadTable(days, weeks, _usual_back(days, weeks, told))


def _days(log: TrainingLog, catalogue: Catalogue, last: date, body_mass: Grams | None) -> tuple[LoadDay, ...]:
    from lumbar.core.biomechanics.spinal_exposure import set_exposure
    from lumbar.core.load.kernel import load_table
    from lumbar.core.load.sets_frame import sets_frame

    def exposure(done: TrainingSet, exercise: Exercise) -> float | None:
        return set_exposure(done, exercise, body_mass)

    columns = [each.name for each in fields(LoadDay)]
    table = load_table(sets_frame(log, catalogue, exposure).lazy(), last).select(columns).collect()
    return tuple(LoadDay(*row) for row in table.iter_rows())


@dataclass(frozen=True, slots=True)
class _Told:
    """Of how many sets each day's figures are: unknown training is not none."""

    volume: Mapping[date, ToldSets]
    back: Mapping[date, ToldSets]


def _weeks(days: Sequence[LoadDay], told: _Told) -> tuple[LoadWeek, ...]:
    """Whole weeks counted back from the last day: what is left over at the beginning is no week."""
    begins = len(days) % WEEK_DAYS
    spans = [days[start : start + WEEK_DAYS] for start in range(begins, len(days), WEEK_DAYS)]
    ends = [span[-1].day for span in spans]
    loads = _exposures({each.day: each.load for each in days}, ends, told.volume)
    backs = _exposures(_back_steps(days), ends, told.back)
    return tuple(_week(span, loads.get(span[-1].day), backs.get(span[-1].day)) for span in spans)


def _week(span: Sequence[LoadDay], load: WeekExposure | None, back: WeekExposure | None) -> LoadWeek:
    asked = [each.spinal_exposure for each in span if each.trained and each.spinal_exposure is not None]
    known = bool(asked) or not any(each.trained for each in span)
    last = span[-1]
    return LoadWeek(
        first=span[0].day,
        last=last.day,
        load=GramRepetitions(sum(each.load for each in span)),
        times_usual=load.ratio if load else None,
        acute=last.acute,
        chronic=last.chronic,
        monotony=last.monotony,
        strain=last.strain,
        spinal_exposure=sum(asked) if known else None,
        back_times_usual=back.ratio if back and known else None,
        trained_days=sum(each.trained for each in span),
    )


def _exposures(
    daily: Mapping[date, int], ends: Sequence[date], told: Mapping[date, ToldSets]
) -> Mapping[date, WeekExposure]:
    return {exposure.day: exposure for exposure in week_exposures(daily, ends, told)}


def _back_steps(days: Sequence[LoadDay]) -> Mapping[date, int]:
    return {each.day: round((each.spinal_exposure or 0.0) * EXPOSURE_STEPS) for each in days}


def _usual_back(days: Sequence[LoadDay], weeks: Sequence[LoadWeek], told: _Told) -> UsualBack | None:
    last = days[-1].day
    usual = _exposures(_back_steps(days), [last], told.back).get(last)
    year_before = weeks[-LOOK_BACK_WEEKS.value - 1 : -1]
    trained = [week.spinal_exposure for week in year_before if week.spinal_exposure]
    band = usual_band(trained[-USUAL_WEEKS.value :])
    if usual is None or band is None:
        return None
    week = usual.usual_week / EXPOSURE_STEPS
    low, high = (exposure / week for exposure in band)
    return UsualBack(low, high, week)


def _strength(log: TrainingLog, catalogue: Catalogue, first: date, last: date) -> tuple[LiftStrength, ...]:
    lately = last - timedelta(weeks=TREND_WEEKS.value)

    def place(exercise: Exercise, shown: Sequence[StrengthPoint]) -> tuple[bool, int, str]:
        days_lately = sum(point.day > lately for point in shown)
        return exercise.movement is MovementClass.ISOLATION, -days_lately, exercise.name

    lifts = []
    for exercise_id, points in strength_points(log, catalogue).items():
        exercise = catalogue.exercises[exercise_id]
        shown = tuple(point for point in points if point.day >= first)
        if shown:
            lift = _lift_strength(exercise.name, shown, strength_trend(points, last))
            lifts.append((place(exercise, shown), lift))
    return tuple(lift for _, lift in sorted(lifts, key=lambda placed: placed[0]))


def _lift_strength(exercise: str, points: tuple[StrengthPoint, ...], trend: StrengthTrend | None) -> LiftStrength:
    """The formulas are for sets to failure, so they are given the repetitions that were left as well, where logged."""
    newest = points[-1]
    done = newest.best_set
    possible = (done.repetitions or 0) + (repetitions_in_reserve(done) or 0)
    told = estimates(kilograms(done.load or 0), possible)
    around = (newest.maximum_kg, *((told.lowest, told.highest) if told else ()))
    return LiftStrength(exercise, points, min(around), max(around), trend)


def _usual_hard_sets(weeks: Sequence[WeekOfHardSets]) -> Mapping[Muscle, float]:
    """Of weeks with training only, as the usual load is."""
    trained = [week for week in weeks[-LOOK_BACK_WEEKS.value :] if week.sets][-USUAL_WEEKS.value :]
    if len(trained) < FEWEST_USUAL_WEEKS.value:
        return {}
    muscles = dict.fromkeys(muscle for week in trained for muscle in week.by_muscle)
    return {muscle: median(week.by_muscle.get(muscle, 0.0) for week in trained) for muscle in muscles}
