from __future__ import annotations

from statistics import fmean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbar.core.load.foster import session_load, week_monotony, week_strain

WEEK = (600, 200, 400, 500, 100, 650, 0)


def test_the_load_of_a_session_is_effort_times_minutes() -> None:
    assert session_load(7, 60) == 420
    assert session_load(9, 75) == 675
    assert session_load(3, 30) == 90


@pytest.mark.parametrize(("rpe", "minutes"), [(11, 60), (-1, 60), (7, -5), (float("nan"), 60)])
def test_an_effort_off_the_scale_or_a_negative_time_is_refused(rpe: float, minutes: float) -> None:
    with pytest.raises(ValueError, match="rated 0 to 10"):
        session_load(rpe, minutes)


def test_monotony_and_strain_of_a_week_use_the_sample_standard_deviation() -> None:
    """Of 2450 in all the mean is 350; the squares off it are
    62500 22500 2500 22500 62500 90000 122500, together 385000; 385000 / 6 = 64166.67, its root 253.31.
    350 / 253.31 = 1.3817; 2450 x 1.3817 = 3385.16. With the population's 234.52 they would be 1.4924 and 3656.39.
    """
    assert week_monotony(WEEK) == pytest.approx(1.3817, abs=5e-5)
    assert week_strain(WEEK) == pytest.approx(3385.16, abs=5e-3)


@pytest.mark.parametrize("load", [0, 350, 44_092, 10**10])
def test_a_week_of_seven_alike_days_has_no_monotony(load: int) -> None:
    assert week_monotony((load,) * 7) is None
    assert week_strain((load,) * 7) is None


def test_one_gram_off_among_heavy_days_is_a_spread_and_not_a_rounding() -> None:
    """Six times x and once x + 1: mean x + 1/7, squares 6/49 + 36/49 = 6/7, a sixth of it 1/7."""
    heavy = 10**10
    assert week_monotony((heavy,) * 6 + (heavy + 1,)) == pytest.approx((heavy + 1 / 7) * 7**0.5, rel=1e-12)


@pytest.mark.parametrize("days", [0, 6, 8])
def test_another_number_of_days_is_refused_as_a_rest_day_left_out_would_be(days: int) -> None:
    with pytest.raises(ValueError, match=f"{days} were given"):
        week_monotony((100,) * days)


@given(st.lists(st.integers(0, 10**10), min_size=7, max_size=7))
def test_monotony_is_the_mean_over_the_standard_deviation_of_the_standard_library(loads: list[int]) -> None:
    if len(set(loads)) == 1:
        assert week_monotony(loads) is None
    else:
        assert week_monotony(loads) == pytest.approx(fmean(loads) / stdev(loads), rel=1e-9)
        assert week_strain(loads) == pytest.approx(sum(loads) * fmean(loads) / stdev(loads), rel=1e-9)


@given(st.lists(st.integers(0, 10**8), min_size=7, max_size=7), st.integers(2, 1000), st.randoms())
def test_neither_the_order_of_days_nor_a_greater_unit_changes_monotony(
    loads: list[int], times: int, random: object
) -> None:
    shuffled = [load * times for load in loads]
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis gives a random.Random
    assert week_monotony(shuffled) == (None if week_monotony(loads) is None else pytest.approx(week_monotony(loads)))
