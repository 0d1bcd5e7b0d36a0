from __future__ import annotations

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbar.core.load.effort import (
    effort_aware_maximum,
    is_near_failure,
    repetitions_in_reserve,
    reserve_of_rpe,
    share_of_maximum,
)
from lumbar.core.quantities import Grams
from lumbar.core.training import SetKind, TrainingSet

LOADS = st.floats(0.5, 500)
REPETITIONS = st.integers(1, 12)
RESERVES = st.integers(0, 8).map(lambda halves: halves / 2)


def done(*, rir: float | None = None, rpe: float | None = None, kind: SetKind = SetKind.WORK) -> TrainingSet:
    return TrainingSet("Deadlift", kind, Grams(100_000), 5, rir=rir, rpe=rpe)


@pytest.mark.parametrize(("rpe", "reserve"), [(8, 2), (9.5, 0.5), (10, 0), (6, 4)])
def test_repetitions_in_reserve_are_ten_less_the_rpe(rpe: float, reserve: float) -> None:
    assert reserve_of_rpe(rpe) == reserve


@pytest.mark.parametrize("rpe", [5.5, 1, 0, 10.5, nan])
def test_an_rpe_outside_six_to_ten_counts_no_repetitions(rpe: float) -> None:
    assert reserve_of_rpe(rpe) is None


def test_of_both_the_reserve_counts_and_a_set_to_failure_has_none_left() -> None:
    assert repetitions_in_reserve(done(rir=3, rpe=9)) == 3
    assert repetitions_in_reserve(done(rpe=9)) == 1
    assert repetitions_in_reserve(done(rir=2, kind=SetKind.FAILURE)) == 0
    assert repetitions_in_reserve(done(rpe=4)) is None
    assert repetitions_in_reserve(done()) is None


def test_near_failure_is_at_most_one_repetition_left_and_unknown_where_nothing_says() -> None:
    near = [done(rir=0), done(rir=1), done(rpe=9), done(rpe=10), done(kind=SetKind.FAILURE)]
    not_near = [done(rir=1.5), done(rpe=8.5), done(rpe=4), done(rir=3, rpe=9)]
    nothing_says = [done(), done(kind=SetKind.UNKNOWN)]
    assert [is_near_failure(one) for one in near] == [True] * 5
    assert [is_near_failure(one) for one in not_near] == [False] * 4
    assert [is_near_failure(one) for one in nothing_says] == [None] * 2


@pytest.mark.parametrize(
    ("repetitions", "rpe", "percent"),
    [(5, 8, 81.1), (3, 8, 86.3), (1, 9, 95.5), (5, 10, 86.3), (8, 8, 73.9), (8, 7, 71.7)],
)
def test_the_chart_says_what_its_copy_prints(repetitions: int, rpe: float, percent: float) -> None:
    assert share_of_maximum(repetitions, 10 - rpe) == pytest.approx(percent / 100)


@pytest.mark.parametrize(
    ("repetitions", "percents"),
    [
        (1, "100.0 97.8 95.5 93.9 92.2 90.7 89.2 87.8 86.3"),
        (4, "89.2 87.8 86.3 85.0 83.7 82.4 81.1 79.9 78.6"),
        (8, "78.6 77.4 76.2 75.1 73.9 72.8 71.7 70.7 69.6"),
        (12, "69.6 68.6 67.6 66.6 65.6 64.7 63.7 62.8 61.8"),
    ],
)
def test_whole_lines_of_the_chart_from_rpe_10_down_to_6(repetitions: int, percents: str) -> None:
    told = [share_of_maximum(repetitions, halves / 2) for halves in range(9)]
    assert told == [pytest.approx(float(percent) / 100) for percent in percents.split()]


def test_225_pounds_for_five_at_rpe_8_are_277_pounds_once() -> None:
    """225 / 0.811 = 277.4"""
    assert effort_aware_maximum(225, 5, 2) == pytest.approx(277.4, abs=0.05)


def test_a_part_of_a_repetition_was_not_lifted_and_a_reserve_between_steps_is_taken_down() -> None:
    """5.5 repetitions are 5; 2.4 in reserve are 2: 5 at 8, 81.1 %."""
    assert share_of_maximum(5.5, 2.4) == pytest.approx(0.811)


@pytest.mark.parametrize(
    ("repetitions", "reserve"), [(0, 0), (0.9, 0), (13, 0), (5, 4.5), (5, -0.5), (nan, 0), (5, nan), (inf, 0)]
)
def test_outside_the_chart_nothing_is_said(repetitions: float, reserve: float) -> None:
    assert share_of_maximum(repetitions, reserve) is None
    assert effort_aware_maximum(100, repetitions, reserve) is None


@pytest.mark.parametrize("load", [0, -20, nan, inf])
def test_without_a_load_there_is_no_maximum(load: float) -> None:
    assert effort_aware_maximum(load, 5, 2) is None


@given(REPETITIONS, RESERVES)
def test_only_repetitions_and_reserve_together_count(repetitions: int, reserve: float) -> None:
    one_more = share_of_maximum(repetitions + 1, reserve)
    if one_more is not None and reserve + 1 <= 4:
        assert one_more == share_of_maximum(repetitions, reserve + 1)


@given(LOADS, LOADS, REPETITIONS, RESERVES)
def test_the_maximum_grows_with_load_repetitions_and_reserve_and_scales_with_the_load(
    load: float, more: float, repetitions: int, reserve: float
) -> None:
    maximum = effort_aware_maximum(load, repetitions, reserve)
    assert maximum is not None
    assert maximum >= load
    assert (effort_aware_maximum(load + more, repetitions, reserve) or 0) > maximum
    assert effort_aware_maximum(2 * load, repetitions, reserve) == pytest.approx(2 * maximum)
    if repetitions < 12:
        assert (effort_aware_maximum(load, repetitions + 1, reserve) or 0) > maximum
    if reserve < 4:
        assert (effort_aware_maximum(load, repetitions, reserve + 0.5) or 0) > maximum
