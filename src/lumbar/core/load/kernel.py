"""The load table: every day of every athlete with its load, and how that stands to the weeks before it.

Three functions, each from a lazy frame to a lazy frame without reading or writing anything: sets to training days
(``daily``), training days to all days (``calendar``), all days to their figures (``metrics``). Every figure needs the
rows of one athlete only, so the same functions serve one person and, file by file, a hundred thousand.

Loads are whole gram-repetitions up to the last division. Sums of whole numbers do not depend on their order, and
whether something is undefined (a month without load, seven days all alike) is decided on whole numbers: subtracting
running sums of decimal numbers leaves crumbs, and a crumb in a denominator is a ratio of many millions on a day that
has none. What is undefined is null: never infinite, never a number by accident.

Nothing is shown before an athlete's 28th day. Importing this takes Polars, so only what shows the table may do so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.load.foster import MONOTONY_DAYS, SPREAD_LESS_DAYS
from lumbar.core.quantities import kilograms
from lumbar.core.references import LOLLI_2019, WILLIAMS_2017

ATHLETE = "athlete"
"""Whose day it is; of any type."""
DAY = "day"
LOAD_G = "load_g"
"""Load of a set, null where none was written. [g]"""
REPETITIONS = "repetitions"
COUNTS = "counts"
"""Whether the set is work of an exercise that is not assisted; null where the session has no set at all."""
SPINAL_EXPOSURE = "spinal_exposure"
"""What a set, or all sets of a day, asked of the lower back by the load model; null where that cannot be told."""
SETS = "sets"
"""All sets of the day, warm-ups included."""
LOAD = "load"
"""Volume load of the day. [g x repetitions]"""
TRAINED = "trained"
"""Whether the log has a session on that day."""
ACUTE = "acute"
"""[kg x repetitions a day]"""
CHRONIC = "chronic"
"""[kg x repetitions a day]"""
ACWR_EWMA = "acwr_ewma"
ACWR_COUPLED = "acwr_coupled"
ACWR_UNCOUPLED = "acwr_uncoupled"
MONOTONY = "monotony"
STRAIN = "strain"
"""[kg x repetitions]"""
BREAK_DAYS = "break_days"
JUMP = "jump"

SET_COLUMNS: Sequence[str] = (ATHLETE, DAY, LOAD_G, REPETITIONS, COUNTS, SPINAL_EXPOSURE)
DAILY_COLUMNS: Sequence[str] = (ATHLETE, DAY, LOAD, SPINAL_EXPOSURE, SETS)
CALENDAR_COLUMNS: Sequence[str] = (*DAILY_COLUMNS, TRAINED)
FIGURES: Sequence[str] = (
    ACUTE, CHRONIC, ACWR_EWMA, ACWR_COUPLED, ACWR_UNCOUPLED, MONOTONY, STRAIN, BREAK_DAYS, JUMP,
)  # fmt: skip
TABLE_COLUMNS: Sequence[str] = (*CALENDAR_COLUMNS, *FIGURES)

_NO_PREDICTION = "a prediction of injury: dividing by random numbers told it as well; and not for comparing two people"
ACUTE_DAYS = Parameter(
    id="acute-days",
    meaning="days of the acute load: the span N of its weighted mean, and the window of the plain one",
    value=7,
    unit="days",
    source=WILLIAMS_2017,
    certainty=Certainty.OPINION,
    not_for=_NO_PREDICTION,
)
CHRONIC_DAYS = Parameter(
    id="chronic-days",
    meaning="days of the chronic load: the span N of its weighted mean, and the window of the plain one",
    value=28,
    unit="days",
    source=WILLIAMS_2017,
    certainty=Certainty.OPINION,
    not_for=_NO_PREDICTION,
)
UNCOUPLED_DAYS = Parameter(
    id="uncoupled-days",
    meaning="days before the acute ones that the uncoupled ratio divides by, so that no day stands in both its parts",
    value=CHRONIC_DAYS.value - ACUTE_DAYS.value,
    unit="days",
    source=LOLLI_2019,
    certainty=Certainty.OPINION,
    not_for=_NO_PREDICTION,
)
FIRST_SHOWN_DAY = Parameter(
    id="first-shown-day",
    meaning="day of an athlete's log, counted from 1, before which no acute or chronic load and no ratio is shown",
    value=CHRONIC_DAYS.value,  # no sooner: only from here on do all windows lie within the athlete's own days
    unit="day of the log",
    source=our_judgement(
        date(2026, 11, 23), "Before four whole weeks a mean over four weeks says mostly with what the log began."
    ),
    certainty=Certainty.OPINION,
)
LONG_BREAK_DAYS = Parameter(
    id="long-break-days",
    meaning="shortest time from one training day to the next after which the load of the first day back is held against"
    " the days before it; the same as the shortest break that is told as a finding",
    value=14,
    unit="days",
    source=our_judgement(
        date(2026, 11, 23),
        "Guidelines of return to training begin with two weeks off; none gives a line for loads.",
    ),
    certainty=Certainty.OPINION,
    not_for="the return from an injury or an operation",
)
DAYS_BEFORE_BREAK = Parameter(
    id="days-before-break",
    meaning="last training days before a break whose mean load the first day back is held against; fewer where there"
    " are not so many",
    value=4,
    unit="training days",
    source=our_judgement(date(2026, 11, 23), "A week or two of training, so that one odd day weighs little."),
    certainty=Certainty.OPINION,
)

_SMALLEST_PARTS = 2.0**30
"""Exposures are added up as whole numbers of 2^-30 of their unit, so that their sum does not depend on the order of
sets; a power of two, so that turning them there and back rounds nothing that a number of everyday size holds.
"""
_KILOGRAMS_PER_GRAM = kilograms(1)
"""To multiply with: Polars divides a column by a constant in two ways whose last bits differ."""
_NUMBER = "_number"
"""The athletes counted from 1 in the order of the table."""
_INDEX = "_index"
"""Days since the athlete's first."""
_WEEK = "_week"
_MONTH = "_month"
_EARLIER_DAYS = "_earlier_days"
_EARLIER_LOAD = "_earlier_load"
_KNOWN = "_known"
_UNTIL = "_until"
_EVERY_DAY = "_every_day"


def load_table(sets: pl.LazyFrame, as_of: date | None = None) -> pl.LazyFrame:
    """From sets to the whole table: one row for each day of each athlete, ``TABLE_COLUMNS``."""
    return metrics(calendar(daily(sets), as_of))


def daily(sets: pl.LazyFrame) -> pl.LazyFrame:
    """One row for each athlete and training day, in any order: ``DAILY_COLUMNS`` from ``SET_COLUMNS``.

    .. math:: V_{day} = \\sum_{sets} round(load \\cdot repetitions)

    [g x repetitions], each set rounded half to even as in ``core/load/external.daily_volume_load``; the sets
    that count only. A training day on which nothing was weighed has 0. The exposure of the day is the sum of those of
    its sets, in the unit they come in, and null where no set has one. Not for comparing two people.
    """
    volume = (pl.col(LOAD_G) * pl.col(REPETITIONS)).round(mode="half_to_even").cast(pl.Int64, strict=False)
    parts = (pl.col(SPINAL_EXPOSURE).cast(pl.Float64) * _SMALLEST_PARTS).round().cast(pl.Int64, strict=False)
    return (
        sets.select(ATHLETE, DAY, COUNTS, volume.alias(LOAD), parts.alias(SPINAL_EXPOSURE))
        .group_by(ATHLETE, DAY)
        .agg(
            pl.when(COUNTS).then(LOAD).sum().alias(LOAD),
            pl.col(SPINAL_EXPOSURE).sum(),
            pl.col(SPINAL_EXPOSURE).count().alias(_KNOWN),
            pl.col(COUNTS).count().cast(pl.Int64).alias(SETS),
        )
        .select(
            ATHLETE,
            DAY,
            LOAD,
            pl.when(pl.col(_KNOWN) > 0).then(pl.col(SPINAL_EXPOSURE) / _SMALLEST_PARTS).alias(SPINAL_EXPOSURE),
            SETS,
        )
    )


def calendar(daily: pl.LazyFrame, as_of: date | None = None) -> pl.LazyFrame:
    """Every day of every athlete, in the order of athlete and day: ``CALENDAR_COLUMNS``.

    From an athlete's first training day to the last, or to ``as_of`` where that is later; nothing after ``as_of``.
    Needs one row for each training day, as ``daily`` gives them. A rest day is a row of its own with a load, an
    exposure and sets of 0: leaving it out would make every week look fuller than it was. Not for a log in which
    training days are missing: what was not written down is not rest.
    """
    if as_of is not None:
        daily = daily.filter(pl.col(DAY) <= as_of)
    day_after_last = pl.col(DAY).dt.offset_by("1d") if as_of is None else pl.lit(as_of).dt.offset_by("1d")
    until = (
        pl.when(pl.col(ATHLETE).eq_missing(pl.col(ATHLETE).shift(-1)))
        .then(pl.col(DAY).shift(-1))
        .otherwise(day_after_last)
    )
    every_day = pl.date_ranges(DAY, _UNTIL, closed="left").alias(_EVERY_DAY)
    return (
        daily.sort(ATHLETE, DAY)
        .with_columns(until.alias(_UNTIL))
        .with_columns(every_day)
        .explode(_EVERY_DAY)
        .with_columns((pl.col(DAY) == pl.col(_EVERY_DAY)).alias(TRAINED))
        .select(
            ATHLETE,
            pl.col(_EVERY_DAY).alias(DAY),
            *(pl.when(TRAINED).then(column).otherwise(0).alias(column) for column in (LOAD, SPINAL_EXPOSURE, SETS)),
            TRAINED,
        )
    )


def metrics(calendar: pl.LazyFrame) -> pl.LazyFrame:
    """The figures of every day: ``TABLE_COLUMNS`` from a calendar as ``calendar`` gives it, in its order.

    With L the load of a day in kg x repetitions, 0 on rest days:

    .. math:: E_t = \\lambda L_t + (1 - \\lambda) E_{t-1}, \\quad \\lambda = \\frac{2}{N + 1}, \\quad E_1 = L_1

    is ``acute`` with N = 7 and ``chronic`` with N = 28 (Williams 2017) in kg x repetitions a day, and ``acwr_ewma``
    their ratio. ``acwr_coupled`` is the mean of the last 7 days over that of the last 28, ``acwr_uncoupled`` over that
    of the 21 days before the 7. The coupled ratio holds this week in both its parts and so goes along with it even
    in loads made by chance (Lolli 2019). No ratio of loads foretells an injury (Impellizzeri 2021): they are
    for drawing a week beside what it followed, never for a danger line, and not for comparing two people.

    ``monotony`` is the mean of the last 7 days over their sample standard deviation, and ``strain`` their sum times
    it, as in ``core/load/foster.py``. Defined from the 7th day on, they are shown like the rest: not before
    the 28th. Null stands wherever a denominator is 0.

    ``break_days`` of a training day are the days since the training day before it, null on the first. ``jump`` is the
    load of a training day after a break of at least 14 days over the mean load of the last four training days before
    it, or of as many as there are; null where that mean is 0. Both come from training days alone and are shown from the
    second on. A jump is not a rule for how to come back.
    """
    shown = pl.col(_INDEX) >= FIRST_SHOWN_DAY.value - 1
    return (
        calendar.with_columns(_athletes_number().alias(_NUMBER))
        .with_columns(
            pl.int_range(pl.len()).over(_NUMBER).alias(_INDEX),
            _smoothed(ACUTE_DAYS.value).over(_NUMBER).alias(ACUTE),
            _smoothed(CHRONIC_DAYS.value).over(_NUMBER).alias(CHRONIC),
            pl.col(LOAD).rolling_sum(ACUTE_DAYS.value).alias(_WEEK),
            pl.col(LOAD).rolling_sum(CHRONIC_DAYS.value).alias(_MONTH),
            _earlier_days().alias(_EARLIER_DAYS),
        )
        .with_columns(
            (pl.col(_WEEK) * _over_spread()).alias(MONOTONY),
            _break_days().alias(BREAK_DAYS),
            _earlier_load().alias(_EARLIER_LOAD),
        )
        .select(
            *CALENDAR_COLUMNS,
            *(pl.when(shown).then(figure).alias(name) for name, figure in _figures().items()),
            BREAK_DAYS,
            _jump().alias(JUMP),
        )
    )


def _athletes_number() -> pl.Expr:
    """Numbers compare faster than names, and rows of one athlete stand together."""
    return pl.col(ATHLETE).ne_missing(pl.col(ATHLETE).shift()).cum_sum()


def _smoothed(days: int) -> pl.Expr:
    """The weighted mean over ``days`` of whole gram-repetitions, as kg x repetitions."""
    return pl.col(LOAD).ewm_mean(span=days, adjust=False) * _KILOGRAMS_PER_GRAM


def _over_spread() -> pl.Expr:
    """What the sum of the last 7 days is multiplied by to give their monotony; null where all are alike.

    With T the sum of the week, 7 L - T is a whole number and 0 exactly where L is the mean; its squares are added up
    as they are, so nothing is subtracted that was rounded before.
    """
    days = MONOTONY_DAYS.value
    freedom = days - SPREAD_LESS_DAYS.value
    off_mean = (days * pl.col(LOAD).shift(back) - pl.col(_WEEK) for back in range(days))
    squares = pl.sum_horizontal(off.cast(pl.Float64).pow(2) for off in off_mean)
    return pl.when(squares > 0).then((freedom / squares).sqrt())


def _figures() -> Mapping[str, pl.Expr]:
    """The figures that have a first day on which they are shown, in the order of the table."""
    week, month = pl.col(_WEEK), pl.col(_MONTH)
    days = ACUTE_DAYS.value
    return {
        ACUTE: pl.col(ACUTE),
        CHRONIC: pl.col(CHRONIC),
        ACWR_EWMA: _ratio(pl.col(ACUTE), pl.col(CHRONIC)),
        ACWR_COUPLED: _ratio(week * CHRONIC_DAYS.value, month * days),
        ACWR_UNCOUPLED: _ratio(week * UNCOUPLED_DAYS.value, (month - week) * days),
        MONOTONY: pl.col(MONOTONY),
        STRAIN: week * pl.col(MONOTONY) * _KILOGRAMS_PER_GRAM,
    }


def _ratio(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    return pl.when(whole > 0).then(part / whole)


def _break_days() -> pl.Expr:
    """On a training day, the days since the one before it. The first day of every athlete is a training day."""
    last_trained = pl.when(TRAINED).then(DAY).forward_fill()
    return pl.when(pl.col(TRAINED) & (pl.col(_INDEX) > 0)).then((pl.col(DAY) - last_trained.shift()).dt.total_days())


def _earlier_days() -> pl.Expr:
    """How many of the athlete's training days before this one a jump is held against. For training days only."""
    return pl.min_horizontal(pl.col(TRAINED).cum_sum().over(_NUMBER) - 1, DAYS_BEFORE_BREAK.value).cast(pl.Int64)


def _earlier_load() -> pl.Expr:
    """The load of those days together. For training days only.

    It is the difference of two running sums of whole numbers: all up to yesterday, less all up to the training day that
    stands just before those looked at.
    """
    running = pl.col(LOAD).cum_sum()
    left_out = pl.col(TRAINED).cum_sum().cast(pl.Int64) - 1 - pl.col(_EARLIER_DAYS)
    up_to_left_out = running.filter(TRAINED).gather(pl.when(left_out > 0).then(left_out - 1)).fill_null(0)
    return running - pl.col(LOAD) - up_to_left_out


def _jump() -> pl.Expr:
    back = pl.col(BREAK_DAYS) >= LONG_BREAK_DAYS.value
    return pl.when(back).then(_ratio(pl.col(LOAD) * pl.col(_EARLIER_DAYS), pl.col(_EARLIER_LOAD)))
