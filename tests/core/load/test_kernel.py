from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import inf, isclose, nan
from random import Random
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.load.reference import MadeSet, reference_table
from tests.made_training import MONDAY

from lumbar.core.load.foster import week_monotony, week_strain
from lumbar.core.load.kernel import CALENDAR_COLUMNS, DAILY_COLUMNS, FIGURES, TABLE_COLUMNS, calendar, daily, load_table

RATIOS = ("acwr_ewma", "acwr_coupled", "acwr_uncoupled", "monotony", "jump")
SCHEMA = {
    "day": pl.Date,
    "load_g": pl.Int64,
    "repetitions": pl.Float64,
    "counts": pl.Boolean,
    "spinal_exposure": pl.Float64,
}


def frame_of(sets: Sequence[MadeSet], athlete: Any = pl.Int64) -> pl.LazyFrame:
    rows = [(each.athlete, each.day, each.load_g, each.repetitions, each.counts, each.spinal_exposure) for each in sets]
    return pl.LazyFrame(rows, schema={"athlete": athlete, **SCHEMA}, orient="row")


def table_of(sets: Sequence[MadeSet], as_of: date | None = None) -> pl.DataFrame:
    return load_table(frame_of(sets), as_of).collect()


def day(number: int) -> date:
    """The days of a log counted from 1."""
    return MONDAY + timedelta(days=number - 1)


def lifted(loads: Iterable[float | None], athlete: int = 1) -> list[MadeSet]:
    """One set of one repetition on each day with so many kg; None is a day off."""
    days = ((day(number), kg) for number, kg in enumerate(loads, start=1) if kg is not None)
    return [MadeSet(athlete, trained, round(kg * 1000), 1.0) for trained, kg in days]


def last_of(loads: Sequence[float | None]) -> dict[str, Any]:
    """The figures of the last day."""
    return table_of(lifted(loads), day(len(loads))).row(-1, named=True)


def test_the_weight_of_today_is_a_quarter_over_7_days_and_two_twenty_ninths_over_28() -> None:
    """Lambda = 2 / (N + 1): 2 / 8 = 0.25 and 2 / 29 = 0.068966. Nothing before, 29 kg today: 7.25 and 2."""
    figures = last_of([0, *[None] * 26, 29])
    assert figures["acute"] == pytest.approx(29 * 0.25)
    assert figures["chronic"] == pytest.approx(29 * 0.068966, rel=1e-5)


def test_a_week_of_twice_the_load_of_three_weeks() -> None:
    """21 days of 100, 7 of 200.
    Coupled 200 / ((21 x 100 + 7 x 200) / 28) = 200 / 125 = 1.6; uncoupled 200 / 100 = 2.
    A mean that weighs: 200 - 100 x 0.75^7 = 186.6516; 200 - 100 x (27/29)^7 = 139.3598; 1.33935.
    """
    figures = last_of([100] * 21 + [200] * 7)
    assert figures["acwr_coupled"] == pytest.approx(1.6)
    assert figures["acwr_uncoupled"] == pytest.approx(2.0)
    assert figures["acute"] == pytest.approx(186.6516, abs=5e-5)
    assert figures["chronic"] == pytest.approx(139.3598, abs=5e-5)
    assert figures["acwr_ewma"] == pytest.approx(1.33935, abs=5e-6)


@pytest.mark.parametrize(
    ("uncoupled", "coupled"), [(0.8, 0.8421), (1.0, 1.0), (1.3, 1.2093), (1.5, 1.3333), (2.0, 1.6), (3.0, 2.0)]
)
def test_the_coupled_ratio_is_four_u_over_u_and_three(uncoupled: float, coupled: float) -> None:
    """4 x 1.3 / 4.3 = 1.2093, and so on."""
    figures = last_of([100] * 21 + [100 * uncoupled] * 7)
    assert figures["acwr_uncoupled"] == pytest.approx(uncoupled)
    assert figures["acwr_coupled"] == pytest.approx(coupled, abs=5e-5)


def test_with_the_same_load_every_day_all_ratios_are_one_and_monotony_is_undefined() -> None:
    shown = table_of(lifted([44.09245] * 40)).tail(13)
    for ratio in ("acwr_ewma", "acwr_coupled", "acwr_uncoupled"):
        assert shown[ratio].to_list() == pytest.approx([1.0] * 13)
    assert shown["monotony"].null_count() == shown["strain"].null_count() == 13


def test_a_week_without_load_and_then_three_weeks_with() -> None:
    """7 days of 0, 21 of 100: coupled 100 / (2100 / 28) = 1.3333; uncoupled 100 / (1400 / 21) = 1.5."""
    figures = last_of([0] * 7 + [100] * 21)
    assert figures["acwr_coupled"] == pytest.approx(1.3333, abs=5e-5)
    assert figures["acwr_uncoupled"] == pytest.approx(1.5)


def test_monotony_and_strain_of_the_week_of_the_plain_form() -> None:
    """The week of test_foster.py after 21 days without load: 1.3817 and 3385.16."""
    figures = last_of([0, *[None] * 20, 600, 200, 400, 500, 100, 650, None])
    assert figures["monotony"] == pytest.approx(1.3817, abs=5e-5)
    assert figures["strain"] == pytest.approx(3385.16, abs=5e-3)
    assert figures["load"] == 0


def test_six_days_alike_and_one_a_gram_heavier_have_a_spread() -> None:
    """Ten tonnes a day: squaring such loads as they are, and subtracting, would leave nothing of the gram.
    Six times x and once x + 1: mean x + 1/7, variance 1/7, as in test_foster.py.
    """
    x = 10**10
    figures = last_of([x / 1000] * 27 + [(x + 1) / 1000])
    assert figures["monotony"] == pytest.approx((x + 1 / 7) * 7**0.5, rel=1e-12)


def test_nothing_is_shown_before_the_28th_day_but_the_load() -> None:
    table = table_of(lifted([100, 200] * 15))
    early, late = table.head(27), table.tail(3)
    for figure in ("acute", "chronic", "acwr_ewma", "acwr_coupled", "acwr_uncoupled", "monotony", "strain"):
        assert early[figure].null_count() == 27
        assert late[figure].null_count() == 0
    assert early["load"].to_list() == [100_000, 200_000] * 13 + [100_000]


def test_rest_days_are_rows_of_zero_up_to_the_day_it_is_and_nothing_stands_after_it() -> None:
    """Trained on days 1, 4 and 9; it is day 6."""
    sets = [MadeSet(1, day(number), 50_000, 2.0, spinal_exposure=3.0) for number in (1, 4, 9)]
    days = calendar(daily(frame_of(sets)), day(6)).collect()
    assert days.columns == list(CALENDAR_COLUMNS)
    assert days["day"].to_list() == [day(number) for number in range(1, 7)]
    assert days["trained"].to_list() == [True, False, False, True, False, False]
    assert days["load"].to_list() == [100_000, 0, 0, 100_000, 0, 0]
    assert days["spinal_exposure"].to_list() == [3.0, 0.0, 0.0, 3.0, 0.0, 0.0]
    assert days["sets"].to_list() == [1, 0, 0, 1, 0, 0]
    assert calendar(daily(frame_of(sets))).collect()["day"].to_list() == [day(number) for number in range(1, 10)]
    assert calendar(daily(frame_of(sets)), day(0)).collect().height == 0


def test_a_training_day_counts_all_its_sets_but_weighs_only_those_that_count() -> None:
    sets = [
        MadeSet(1, day(1), 60_000, 5.0, counts=False, spinal_exposure=2.0),  # a warm-up
        MadeSet(1, day(1), 100_000, 4.5, spinal_exposure=3.5),
        MadeSet(1, day(1), None, 8.0),
        MadeSet(1, day(1), 20_000, None),
        MadeSet(1, day(3), None, 12.0),
    ]
    days = daily(frame_of(sets)).collect().sort("day")
    assert days.columns == list(DAILY_COLUMNS)
    assert days.rows() == [(1, day(1), 450_000, 5.5, 4), (1, day(3), 0, None, 1)]
    assert days.schema["load"] == pl.Int64


def test_repetitions_that_are_no_number_are_as_good_as_not_written() -> None:
    sets = [MadeSet(1, day(1), 100_000, repetitions) for repetitions in (nan, inf, 1.0)]
    assert daily(frame_of(sets)).collect()["load"].to_list() == [100_000]


def test_a_break_is_told_on_the_day_back_with_the_load_over_the_mean_of_the_four_days_before() -> None:
    """Days 1 to 9 with 900 and then 100, 200, 300, 400 (mean 250); 14 days later 500: twice that."""
    sets = lifted([900, None, 100, None, 200, None, 300, None, 400, *[None] * 13, 500, None, 600])
    told = table_of(sets).filter("trained").select("day", "break_days", "jump").rows()
    assert told == [
        (day(1), None, None),
        *((day(number), 2, None) for number in (3, 5, 7, 9)),
        (day(23), 14, 2.0),
        (day(25), 2, None),
    ]


@pytest.mark.parametrize(
    ("before", "off", "jump"),
    [
        ([100, 200], 13, 300 / 150),  # as many days before it as there are
        ([100], 13, 3.0),
        ([100, 200], 12, None),  # 13 days from one to the other: no long break
        ([0, 0], 13, None),  # nothing to hold it against
    ],
)
def test_a_jump_needs_a_long_break_and_a_load_before_it(before: list[float], off: int, jump: float | None) -> None:
    assert last_of([*before, *[None] * off, 300])["jump"] == jump


def heavy_then_nothing() -> list[float | None]:
    """Five years of weeks with loads that no binary fraction holds, and spans of 28 to 60 days without any."""
    chance = Random(957)  # noqa: S311  made loads, not a secret
    loads: list[float | None] = []
    while len(loads) < 1_800:
        trained = chance.randint(20, 60)
        loads += [chance.choice((44.09245, 99.79032, 10_432.55, 7.1)) * chance.randint(1, 90) for _ in range(trained)]
        loads += [chance.choice((None, 0)) for _ in range(chance.randint(28, 60))]
    return loads


def test_the_uncoupled_ratio_is_undefined_exactly_where_three_weeks_are_without_load() -> None:
    """Decimal running sums, subtracted as somebody would, say otherwise on many of these days: see the next test."""
    loads = heavy_then_nothing()
    table = table_of(lifted(loads), day(len(loads)))
    grams = table["load"].to_list()
    empty = [sum(grams[at - 27 : at - 6]) == 0 for at in range(27, len(grams))]
    assert sum(empty) > 200
    assert [ratio is None for ratio in table["acwr_uncoupled"].to_list()[27:]] == empty
    alike = [len(set(grams[at - 6 : at + 1])) == 1 for at in range(27, len(grams))]
    assert [monotony is None for monotony in table["monotony"].to_list()[27:]] == alike
    assert all(abs(value) < 1e7 for figure in RATIOS for value in table[figure].drop_nulls())


def test_the_days_above_are_such_that_decimal_running_sums_leave_crumbs() -> None:
    kg = pl.Series([load or 0.0 for load in heavy_then_nothing()])
    before = kg.rolling_sum(28) - kg.rolling_sum(7)
    truly = pl.Series([sum(kg[at - 27 : at - 6]) if at >= 27 else None for at in range(len(kg))])
    assert ((truly == 0) & (before != 0)).sum() > 100


DAYS = st.lists(st.sampled_from((0, 0, 1, 1, 2, 2, 3, 4, 7, 13, 14, 15, 30, 180)), max_size=40)
"""Days from one session to the next: none at all, the usual ones, and breaks of half a year."""
SETS = st.tuples(
    st.none() | st.sampled_from((0, 1, 20_000, 44_092, 44_093, 99_790, 100_000)) | st.integers(0, 400_000),
    st.none() | st.sampled_from((0.0, 0.5, 1.0, 4.5, 5.0, 12.25)) | st.integers(0, 30).map(float),
    st.sampled_from((True, True, True, False, None)),
    st.none() | st.integers(0, 10**6).map(lambda parts: parts / 1024),
)


@st.composite
def made_logs(draw: st.DrawFn) -> list[MadeSet]:
    """The sets of none to three athletes, in any order."""
    sets: list[MadeSet] = []
    for athlete in range(draw(st.integers(0, 3))):
        today = MONDAY + timedelta(days=draw(st.integers(0, 400)))
        for gap in draw(DAYS):
            today += timedelta(days=gap)
            sets += [MadeSet(athlete, today, *each) for each in draw(st.lists(SETS, min_size=1, max_size=4))]
    return draw(st.permutations(sets)) if len(sets) < 60 else sets


def differences(table: pl.DataFrame, expected: Sequence[dict[str, object]]) -> list[str]:
    """Where they are not the same to 1e-9, null for null."""
    assert table.columns == list(TABLE_COLUMNS)
    assert table.height == len(expected)
    found = []
    for row, wanted in zip(table.iter_rows(named=True), expected, strict=True):
        for column in TABLE_COLUMNS:
            one, other = row[column], wanted[column]
            if isinstance(one, float) and isinstance(other, (int, float)):
                same = isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
            else:
                same = one == other
            if not same:
                found.append(f"{row['athlete']} {row['day']} {column}: {one} instead of {other}")
    return found


@settings(deadline=None)
@given(made_logs(), st.none() | st.integers(-10, 900))
def test_the_kernel_gives_what_plain_python_gives(sets: list[MadeSet], until: int | None) -> None:
    as_of = None if until is None else MONDAY + timedelta(days=until)
    assert differences(table_of(sets, as_of), reference_table(sets, as_of)) == []


@pytest.mark.parametrize("seed", range(3))
def test_so_it_is_over_twenty_five_years(seed: int) -> None:
    chance = Random(seed)  # noqa: S311  a made log, not a secret
    sets: list[MadeSet] = []
    today = MONDAY
    while today < MONDAY + timedelta(days=25 * 365):
        today += timedelta(days=chance.choice((1, 1, 2, 2, 3)) if chance.random() < 0.99 else chance.randint(14, 180))
        sets += (
            MadeSet(1, today, chance.randrange(0, 250_000, 1134), chance.choice((1.0, 5.0, 8.5))) for _ in range(3)
        )
    assert differences(table_of(sets), reference_table(sets)) == []


@settings(deadline=None)
@given(st.lists(st.none() | st.integers(0, 10**9), min_size=28, max_size=60))
def test_the_kernel_and_the_plain_week_agree_on_every_day(grams: list[int | None]) -> None:
    sets = [MadeSet(1, day(1), 0, 1.0), *lifted([None if load is None else load / 1000 for load in grams])]
    table = table_of(sets, day(len(grams)))
    for last in range(28, len(grams) + 1):
        week = [load or 0 for load in grams[last - 7 : last]]
        row = table.row(last - 1, named=True)
        assert row["monotony"] == _about(week_monotony(week))
        assert row["strain"] == _about(week_strain(week), 1000)


def _about(value: float | None, unit: float = 1) -> Any:
    return None if value is None else pytest.approx(value / unit, rel=1e-9)


@settings(deadline=None)
@given(made_logs())
def test_no_figure_is_infinite_or_not_a_number(sets: list[MadeSet]) -> None:
    table = table_of(sets)
    for figure in (*FIGURES, "spinal_exposure"):
        assert table[figure].cast(pl.Float64).is_finite().all()


@settings(deadline=None)
@given(made_logs(), st.integers(2, 1000))
def test_loads_in_a_smaller_unit_leave_every_ratio_as_it_is(sets: list[MadeSet], times: int) -> None:
    whole = [replace(each, repetitions=each.repetitions and float(round(each.repetitions))) for each in sets]
    smaller = [replace(each, load_g=each.load_g and each.load_g * times) for each in whole]
    before, after = table_of(whole), table_of(smaller)
    for ratio in RATIOS:
        assert after[ratio].to_list() == [_about(value) for value in before[ratio]]
    for amount in ("load", "acute", "chronic", "strain"):
        assert after[amount].to_list() == [_about(None if value is None else value * times) for value in before[amount]]


@settings(deadline=None)
@given(made_logs(), st.integers(0, 500))
def test_athletes_do_not_see_each_other(sets: list[MadeSet], until: int) -> None:
    as_of = MONDAY + timedelta(days=until)
    together = table_of(sets, as_of)
    for athlete in {each.athlete for each in sets}:
        alone = table_of([each for each in sets if each.athlete == athlete], as_of)
        assert together.filter(pl.col("athlete") == athlete).equals(alone)


@settings(deadline=None)
@given(made_logs(), st.randoms())
def test_the_order_of_rows_does_not_change_a_bit(sets: list[MadeSet], random: object) -> None:
    shuffled = list(sets)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis gives a random.Random
    assert table_of(shuffled).equals(table_of(sets))


@settings(deadline=None)
@given(made_logs())
def test_one_engine_of_polars_gives_the_bits_of_the_other(sets: list[MadeSet]) -> None:
    table = load_table(frame_of(sets))
    assert table.collect(engine="streaming").equals(table.collect(engine="in-memory"))


def test_an_athlete_may_be_a_name() -> None:
    sets = [MadeSet(name, day(number), 1000 * number, 1.0) for number in range(1, 41) for name in ("ben", "ada")]
    table = load_table(frame_of(sets, pl.String)).collect()
    assert table["athlete"].to_list() == ["ada"] * 40 + ["ben"] * 40
    assert table.filter(athlete="ada").drop("athlete").equals(table.filter(athlete="ben").drop("athlete"))


def test_from_no_sets_comes_a_table_without_rows() -> None:
    assert table_of([]).columns == list(TABLE_COLUMNS)
    assert table_of([], day(100)).height == 0


@pytest.mark.parametrize(
    ("column", "method"), [("acwr_coupled", "rac"), ("acwr_uncoupled", "rau"), ("acwr_ewma", "ewma")]
)
def test_the_acwr_package_finds_the_same_ratios_where_both_are_defined(column: str, method: str) -> None:
    ours, load = _beside_the_package()
    theirs = _acwr().acwr(load, method=method).tolist()
    both = [(one, other) for one, other in zip(ours[column], theirs, strict=True) if one is not None]
    assert len(both) > 1_000
    assert [one for one, _ in both] == pytest.approx([other for _, other in both], rel=1e-9, abs=1e-9)


def test_the_acwr_package_finds_the_same_means_monotony_and_strain_where_both_are_defined() -> None:
    """Its running deviations are of decimals and off in the seventh place after heavy weeks: a week with one day of
    training has a monotony of the root of 1/7, 0.37796447, and it says 0.37796441.
    """
    ours, load = _beside_the_package()
    package = _acwr()
    theirs = {
        "acute": package.acute_load(load, method="ewma"),
        "chronic": package.chronic_load(load, method="ewma"),
        "monotony": package.monotony(load),
        "strain": package.strain(load),
    }
    for column, series in theirs.items():
        both = [(one, other) for one, other in zip(ours[column], series.tolist(), strict=True) if one is not None]
        assert len(both) > 1_000
        assert [one for one, _ in both] == pytest.approx([other for _, other in both], rel=1e-6)


def _acwr() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the package's own imports
        import acwr
    return acwr


def _beside_the_package() -> tuple[pl.DataFrame, Any]:
    """Five years with breaks: our table, and the daily loads in kg as the package takes them."""
    import pandas as pd

    loads = heavy_then_nothing()
    ours = table_of(lifted(loads), day(len(loads)))
    index = pd.date_range(day(1), periods=len(loads), freq="D")
    return ours, pd.Series([load / 1000 for load in ours["load"]], index=index)
