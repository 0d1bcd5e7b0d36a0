"""The points that say where to look next are held still, and let go when the person moves."""

from __future__ import annotations

from math import pi

import numpy as np
import pytest

from lumbar.vision.steadying import SteadyPoints

STEP_S = 1 / 30


def test_the_first_points_are_taken_as_they_are() -> None:
    points = np.array([[1.0, 2.0], [3.0, 4.0]])
    np.testing.assert_array_equal(SteadyPoints().steady(points, size=100, step_s=STEP_S), points)


def test_the_second_points_follow_by_the_filters_equations() -> None:
    """From 0 to 1 pixel in 1/30 s, size 100: the speed is 0.3 a second, low-passed at 1 Hz by 1/(1 + 30/2pi)."""
    steady = SteadyPoints()
    steady.steady(np.zeros((1, 2)), size=100, step_s=STEP_S)
    speed = 0.3 / (1 + 30 / (2 * pi))
    cutoff = 0.01 + 10 * speed
    expected = 1 / (1 + 30 / (2 * pi * cutoff))
    np.testing.assert_allclose(steady.steady(np.ones((1, 2)), size=100, step_s=STEP_S), expected)


def test_a_tremble_is_held_still_and_a_stride_is_followed() -> None:
    """One pixel to and fro of a body of 200, and ten pixels a frame in one direction."""
    frames = np.arange(60)
    trembling, striding = SteadyPoints(), SteadyPoints()
    still = [trembling.steady(np.full((1, 2), f % 2), size=200.0, step_s=STEP_S)[0, 0] for f in frames]
    far = [striding.steady(np.full((1, 2), 10.0 * f), size=200.0, step_s=STEP_S)[0, 0] for f in frames]
    assert np.ptp(still[30:]) < 0.3
    assert far[-1] > 10.0 * frames[-1] - 10


@pytest.mark.parametrize("step_s", [0.0, -1.0])
def test_frames_without_time_between_them_have_no_speed(step_s: float) -> None:
    steady = SteadyPoints()
    steady.steady(np.zeros((1, 2)), size=100, step_s=STEP_S)
    np.testing.assert_array_equal(steady.steady(np.ones((1, 2)), size=100, step_s=step_s), np.ones((1, 2)))
