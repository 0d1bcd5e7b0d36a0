"""Swings of series that can be drawn by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbar.core.motion.swings import find_swings, partial_swings, turning_points


def test_turning_points_leave_out_what_is_smaller_and_keep_both_ends() -> None:
    """0 up to 5, down to 4, up to 6, down to 1: the dip from 5 to 4 is no swing of 2."""
    level = [0.0, 5.0, 4.0, 6.0, 1.0]
    assert turning_points(level, range(5), 2.0) == [0, 3, 4]
    assert turning_points(level, range(5), 1.0) == [0, 1, 2, 3, 4]
    assert turning_points(level, range(5), 7.0) == []


def test_a_sine_of_ten_periods_is_ten_repetitions_wherever_it_starts() -> None:
    for phase in np.linspace(0, 2 * np.pi, 9):
        swings = find_swings(np.sin(np.linspace(0, 20 * np.pi, 900) + phase))
        assert swings is not None
        # a start between two turns adds the rest of a swing, which is told apart from a whole one by its size only
        assert swings.count in {10, 11} if phase % np.pi else 10
        assert swings.usual == pytest.approx(2.0, abs=0.01)


def test_a_clean_sine_is_direct_even_and_alike() -> None:
    swings = find_swings(-np.cos(np.linspace(0, 20 * np.pi, 900)))
    assert swings is not None
    assert swings.count == 10
    assert swings.directness == pytest.approx(1.0, abs=1e-6)
    assert swings.evenness == pytest.approx(1.0, abs=0.01)
    assert swings.likeness == pytest.approx(1.0, abs=0.01)


def test_repetitions_of_one_shape_weigh_more_than_a_path_by_chance() -> None:
    chance = np.cumsum(np.random.default_rng(1).normal(0, 0.1, 900))
    lift, walk = find_swings(-np.cos(np.linspace(0, 20 * np.pi, 900))), find_swings(chance)
    assert lift is not None
    assert walk is not None
    assert lift.weight > 3 * walk.weight


def test_a_single_outlier_is_not_the_usual_swing() -> None:
    values = -np.cos(np.linspace(0, 20 * np.pi, 900))
    values[450] = 9.0
    swings = find_swings(values)
    assert swings is not None
    assert swings.usual == pytest.approx(2.0, abs=0.1)


def test_too_small_a_movement_has_no_swings() -> None:
    assert find_swings(0.04 * np.sin(np.linspace(0, 20, 300))) is None
    assert find_swings(np.zeros(50)) is None


def test_a_third_of_a_way_there_and_back_is_partial() -> None:
    """0 to 1 to 0, then 0.3 and back, then 1 and back."""
    values = np.interp(np.arange(61), [0, 10, 20, 30, 40, 50, 60], [0, 1, 0, 0.3, 0, 1, 0])
    swings = find_swings(values)
    assert swings is not None
    assert swings.turns in {(0, 10, 20, 50, 60), (0, 10, 40, 50, 60)}
    assert [turn for _, turn, _ in partial_swings(values, swings)] == [30]


def test_a_sticking_point_on_the_way_up_is_no_attempt_of_its_own() -> None:
    """0 to 0.7, back to 0.4, on to 1: the movement does not come back to where it began."""
    values = np.interp(np.arange(41), [0, 10, 15, 25, 40], [0, 0.7, 0.4, 1.0, 0])
    swings = find_swings(values)
    assert swings is not None
    assert list(partial_swings(values, swings)) == []


@given(st.lists(st.floats(-5, 5), min_size=3, max_size=40), st.floats(0.2, 3))
def test_turning_points_alternate_by_at_least_the_smallest(level: list[float], smallest: float) -> None:
    turns = turning_points(level, range(len(level)), smallest)
    steps = np.diff([level[turn] for turn in turns])
    assert (np.abs(steps) >= smallest).all()
    assert (np.sign(steps[1:]) == -np.sign(steps[:-1])).all()
    assert turns == sorted(turns)
    if max(level) - min(level) < smallest:
        assert turns == []


@given(st.lists(st.floats(-5, 5), min_size=3, max_size=40), st.floats(0.2, 3))
def test_a_series_upside_down_turns_at_the_same_frames(level: list[float], smallest: float) -> None:
    upside_down = [-value for value in level]
    assert turning_points(level, range(len(level)), smallest) == turning_points(
        upside_down, range(len(level)), smallest
    )
