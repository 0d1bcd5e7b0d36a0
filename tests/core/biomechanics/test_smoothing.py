"""Gaps and jitter: the filter against SciPy's, and what it must leave alone."""

from __future__ import annotations

from math import atan, pi, sqrt, tan

import numpy as np
import pytest

from lumbar.core.biomechanics.smoothing import Smoothing, how_to_smooth, low_pass, smooth


def test_the_filter_is_the_butterworth_of_scipy_run_both_ways() -> None:
    from scipy.signal import butter, filtfilt

    walk = np.random.default_rng(7).normal(size=(120, 3)).cumsum(axis=0)
    # half the power at 6 Hz after two runs: each run's own cut-off is higher by the fourth root of sqrt(2) - 1
    each = 2 / pi * atan(tan(pi * 6 / 50) / (sqrt(2) - 1) ** 0.25)
    np.testing.assert_allclose(low_pass(walk, 50.0), filtfilt(*butter(2, each), walk, axis=0), atol=1e-10)


def test_a_swing_at_the_cut_off_keeps_seven_tenths_of_its_height() -> None:
    time = np.arange(2000) / 200
    swing = np.sin(2 * pi * 6 * time)[:, None]
    assert np.abs(low_pass(swing, 200.0)[500:1500]).max() == pytest.approx(1 / sqrt(2), abs=0.005)


def test_a_straight_way_of_two_metres_stays_as_it_is_but_for_parts_of_a_millimetre_at_its_ends() -> None:
    way = np.linspace(0, 2, 100)[:, None] * np.array([[1.0, -2.0, 0.5]])
    np.testing.assert_allclose(low_pass(way, 50.0), way, atol=2e-4)
    np.testing.assert_allclose(low_pass(way, 50.0)[30:70], way[30:70], atol=1e-6)


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (np.arange(100) / 50, Smoothing.FILTERED),
        (np.arange(100) / 24, Smoothing.FILTERED),
        (np.arange(100) / 15, Smoothing.TOO_FEW_FRAMES),
        (np.arange(9) / 50, Smoothing.TOO_FEW_FRAMES),
        (np.delete(np.arange(100), 40) / 50, Smoothing.UNEVEN_TIMES),
    ],
)
def test_what_is_filmed_too_slowly_or_unevenly_is_left_as_it_is(times: np.ndarray, expected: Smoothing) -> None:
    assert how_to_smooth(times) is expected


def test_a_short_gap_is_drawn_through_and_counted_and_a_long_one_stays() -> None:
    time = np.arange(100) / 50
    way = np.linspace(0, 1, 100)[:, None] * np.ones((1, 3))
    way[20:25] = np.nan  # 5 frames are a tenth of a second
    way[60:70] = np.nan
    way[97:] = np.nan  # at the end there is nothing to draw a line to
    smoothed = smooth({"C7": way}, time)
    assert smoothed.bridged_frames == 5
    place = smoothed.positions["C7"]
    assert np.isfinite(place[:60]).all()
    assert np.isnan(place[60:70]).all()
    assert np.isnan(place[97:]).all()
    np.testing.assert_allclose(place[20:25, 0], np.arange(20, 25) / 99, atol=1e-6)


def test_a_run_too_short_for_the_filter_is_kept_as_it_was_seen() -> None:
    place = np.full((60, 3), np.nan)
    place[10:15] = 1.5
    smoothed = smooth({"C7": place}, np.arange(60) / 50)
    np.testing.assert_array_equal(smoothed.positions["C7"], place)


def test_jitter_is_what_the_filter_took_out() -> None:
    noise = np.random.default_rng(3).normal(scale=0.005, size=(1000, 3))
    # of noise as strong at all frequencies up to 50 Hz, about 6 Hz stay: sqrt(44 / 50) of 5 mm goes
    assert smooth({"C7": noise}, np.arange(1000) / 100).jitter_m == pytest.approx(0.0047, abs=0.0003)
    assert smooth({"C7": np.zeros((100, 3))}, np.arange(100) / 50).jitter_m == 0
