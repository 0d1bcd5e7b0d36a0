from __future__ import annotations

from datetime import date, timedelta
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.made_training import MONDAY

from lumbar.core.load.exposure import week_exposures, week_load


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def test_a_week_twice_the_median_of_the_eight_before_is_twice_the_usual() -> None:
    """Eight weeks of 100 a day: 700 each, median 700. Then 200 a day: 1400; 1400 / 700 = 2."""
    daily = {day(number): 100 if number < 56 else 200 for number in range(63)}
    (exposure,) = week_exposures(daily, [day(62)])
    assert (exposure.week, exposure.usual_week, exposure.ratio) == (1400, 700, 2.0)
    assert week_load(daily, day(62)) == 1400


def test_nothing_is_said_before_there_are_four_whole_weeks_to_compare_with() -> None:
    """Day 34 closes the fifth week: the four before it are days 0 to 27."""
    daily = {day(number): 100 for number in range(40)}
    assert [exposure.day for exposure in week_exposures(daily, [day(33), day(34)])] == [day(34)]
    assert week_exposures({}, [day(40)]) == ()


def test_a_break_neither_lowers_the_usual_nor_makes_the_next_week_a_spike() -> None:
    """Eight weeks of 100 a day, six weeks of nothing, a week of 100 a day: as usual."""
    daily = {day(number): 100 for number in (*range(56), *range(98, 105))}
    (exposure,) = week_exposures(daily, [day(104)])
    assert exposure.ratio == 1.0


@given(st.lists(st.integers(0, 10**9), min_size=35, max_size=200))
def test_running_sums_agree_with_adding_up_each_window(loads: list[int]) -> None:
    daily = {day(number): load for number, load in enumerate(loads)}
    last = len(loads) - 1
    weeks = [sum(loads[end - 6 : end + 1]) for end in range(last - 7, 5, -7)]
    trained = [week for week in weeks if week][:8]
    exposures = week_exposures(daily, [day(last)])
    if len(trained) < 4:
        assert exposures == []
    else:
        assert exposures[0].week == sum(loads[last - 6 :])
        assert exposures[0].usual_week == median(trained)


@given(st.lists(st.integers(1, 10**6), min_size=36, max_size=80), st.integers(1, 10**6))
def test_more_load_this_week_never_lowers_the_ratio(loads: list[int], more: int) -> None:
    daily = {day(number): load for number, load in enumerate(loads)}
    last = day(len(loads) - 1)
    before = week_exposures(daily, [last])[0].ratio
    daily[last] += more
    assert week_exposures(daily, [last])[0].ratio > before


def test_a_constant_load_is_exactly_the_usual() -> None:
    daily = {day(number): 12_345 for number in range(60)}
    assert all(exposure.ratio == pytest.approx(1.0) for exposure in week_exposures(daily, list(daily)))
