from __future__ import annotations

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbar.core.load.one_repetition_maximum import Formula, estimates, median_estimate

LOADS = st.floats(0.5, 500)
REPETITIONS = st.integers(1, 12)


def by_formula(load: float, repetitions: float) -> dict[str, float]:
    told = estimates(load, repetitions)
    assert told is not None
    return {formula.value: round(value, 3) for formula, value in told.by_formula.items()}


def test_the_seven_formulas_for_100_kg_for_five() -> None:
    """
    Epley     100 x (1 + 5/30)                         Brzycki   36 x 100 / 32
    Lombardi  100 x 5^0.1                              O'Conner  100 x 1.125
    Mayhew    10000 / (52.2 + 41.9 x 0.759572)         Lander    10000 / (101.3 - 13.35615)
    Wathan    10000 / (48.8 + 53.8 x 0.687289)
    """
    assert by_formula(100, 5) == {
        "epley": 116.667,
        "brzycki": 112.5,
        "lombardi": 117.462,
        "mayhew": 119.011,
        "wathan": 116.583,
        "oconner": 112.5,
        "lander": 113.709,
    }


def test_the_seven_formulas_for_100_kg_for_ten() -> None:
    assert by_formula(100, 10) == {
        "epley": 133.333,
        "brzycki": 133.333,
        "lombardi": 125.893,
        "mayhew": 130.934,
        "wathan": 134.747,
        "oconner": 125.0,
        "lander": 134.070,
    }


def test_a_single_is_its_own_maximum_by_all_seven() -> None:
    assert by_formula(100, 1) == dict.fromkeys([formula.value for formula in Formula], 100)


def test_the_one_figure_is_the_middle_of_the_seven_and_the_spread_stands_beside_it() -> None:
    """Sorted, for five: 112.5 112.5 113.709 [116.583] 116.667 117.462 119.011"""
    told = estimates(100, 5)
    assert told is not None
    assert (told.lowest, told.median, told.highest) == pytest.approx((112.5, 116.583, 119.011), abs=5e-4)
    assert median_estimate(100, 5) == pytest.approx(told.median)


@pytest.mark.parametrize("repetitions", [0, 0.5, -3, 13, 37, nan, inf])
def test_less_than_one_repetition_and_more_than_twelve_say_nothing(repetitions: float) -> None:
    assert estimates(100, repetitions) is None
    assert median_estimate(100, repetitions) is None


@pytest.mark.parametrize("load", [0, -20, nan, inf])
def test_without_a_load_nothing_is_said(load: float) -> None:
    assert estimates(load, 5) is None
    assert median_estimate(load, 5) is None


def test_half_a_repetition_was_not_lifted() -> None:
    assert estimates(100, 5.5) == estimates(100, 5)
    assert estimates(100, 12.5) == estimates(100, 12)


@given(LOADS, LOADS, REPETITIONS)
def test_every_estimate_is_at_least_the_load_grows_with_it_and_scales_with_it(
    load: float, more: float, repetitions: int
) -> None:
    told, heavier, doubled = (estimates(kg, repetitions) for kg in (load, load + more, 2 * load))
    assert told is not None
    assert heavier is not None
    assert doubled is not None
    for formula, value in told.by_formula.items():
        assert load <= value < heavier.by_formula[formula]
        assert doubled.by_formula[formula] == pytest.approx(2 * value)
    assert told.lowest <= told.median <= told.highest


@given(LOADS, st.integers(1, 11))
def test_one_repetition_more_is_a_higher_estimate_by_every_formula(load: float, repetitions: int) -> None:
    fewer, more = estimates(load, repetitions), estimates(load, repetitions + 1)
    assert fewer is not None
    assert more is not None
    assert all(more.by_formula[formula] > value for formula, value in fewer.by_formula.items())
