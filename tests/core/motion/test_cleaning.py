"""What is left out, what is bridged and what is kept."""

from __future__ import annotations

from statistics import median

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.motion.made_sets import Camera, filmed, repetitions, squatting, still

from lumbar.core.biomechanics.landmarks import Landmark, Side
from lumbar.core.biomechanics.smoothing import Smoothing
from lumbar.core.motion.cleaning import clean, even_times, filled, median_of_five, slow_part
from lumbar.core.motion.joints import from_pose
from lumbar.core.motion.pose import LANDMARKS, PoseSeries
from lumbar.core.motion.pose import Landmark as PoseLandmark

KNEE = LANDMARKS.index(PoseLandmark.RIGHT_KNEE)
RIGHT_KNEE = (Landmark.KNEE, Side.RIGHT)


@given(st.lists(st.floats(-100, 100), min_size=5, max_size=30))
def test_the_running_median_is_the_median_of_five(values: list[float]) -> None:
    padded = [values[0]] * 2 + values + [values[-1]] * 2
    expected = [median(padded[at : at + 5]) for at in range(len(values))]
    assert median_of_five(np.array(values)[:, None])[:, 0].tolist() == expected


def test_gaps_are_drawn_through_in_a_straight_line_and_ends_held() -> None:
    column = np.array([np.nan, 1.0, np.nan, 3.0, np.nan])
    assert filled(column[:, None])[:, 0].tolist() == [1, 1, 2, 3, 3]
    assert filled(np.full((3, 1), np.nan))[:, 0].tolist() == [0, 0, 0]


def test_a_knee_that_jumps_for_one_frame_is_left_out_and_drawn_through() -> None:
    series = filmed(squatting(repetitions(2)), Camera(jitter_m=0.002))
    series.position[40, KNEE] += [150.0, -90.0]
    given_knee = from_pose(filmed(squatting(repetitions(2)), Camera())).body.positions[RIGHT_KNEE]
    cleaned = clean(from_pose(series))
    assert cleaned.left_out[RIGHT_KNEE] >= 1
    # half a centimetre of 2 mm jitter is one pixel of 200 a metre
    assert np.abs(cleaned.moving.body.positions[RIGHT_KNEE][40] - given_knee[40]).max() < 3


def test_a_knee_on_a_plate_makes_the_limb_too_long_and_stays_a_gap() -> None:
    """For one second of six the knee is 60 cm ahead of where it is: a thigh of 0.42 m would be 0.73."""
    series = filmed(squatting(still(6)))
    series.position[60:90, KNEE, 0] += 120
    cleaned = clean(from_pose(series))
    knee = cleaned.moving.body.positions[RIGHT_KNEE]
    assert np.isnan(knee[60:90]).all()
    assert np.isfinite(knee[:55]).all()
    assert cleaned.left_out[RIGHT_KNEE] == 30


def test_what_the_model_doubts_is_not_read() -> None:
    cleaned = clean(from_pose(filmed(squatting(still(2)), Camera(far_side_seen=0.3))))
    assert np.isnan(cleaned.moving.body.positions[Landmark.KNEE, Side.LEFT]).all()
    assert np.isfinite(cleaned.moving.body.positions[RIGHT_KNEE]).all()


def test_jitter_is_measured() -> None:
    """1 cm in both directions is 2 pixels each, 2.8 together; the filter leaves 6 of 15 Hz in, so 0.77 is taken out."""
    cleaned = clean(from_pose(filmed(squatting(still(60)), Camera(jitter_m=0.01))))
    assert cleaned.smoothing is Smoothing.FILTERED
    assert cleaned.jitter[RIGHT_KNEE] == pytest.approx(2.8 * (1 - 6 / 15) ** 0.5, rel=0.15)


def test_a_film_of_uneven_steps_is_filtered_too() -> None:
    series = filmed(squatting(still(20)), Camera(jitter_m=0.01))
    kept = np.delete(np.arange(series.frames), slice(50, 500, 7))
    part = PoseSeries(series.time_s[kept], series.position[kept], series.depth[kept], series.visibility[kept], 640, 480)
    cleaned = clean(from_pose(part))
    assert cleaned.smoothing is Smoothing.FILTERED
    knee = cleaned.moving.body.positions[RIGHT_KNEE]
    assert len(knee) == len(kept)
    assert np.std(knee[:, 0]) < np.std(cleaned.before.body.positions[RIGHT_KNEE][:, 0])


def test_even_times_have_the_usual_step() -> None:
    assert even_times(np.array([0.0, 0.1, 0.2, 0.5, 0.6])).tolist() == pytest.approx([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6])


def test_slow_movement_passes_and_fast_movement_does_not() -> None:
    time_s = np.arange(300) / 30
    slow, fast = np.sin(2 * np.pi * 0.5 * time_s), np.sin(2 * np.pi * 10 * time_s)
    passed = slow_part(np.column_stack([slow, fast]), time_s, 3.0)
    assert np.abs(passed[:, 0] - slow).max() < 0.02
    assert np.abs(passed[30:-30, 1]).max() < 0.02


def test_a_recording_of_a_few_frames_is_left_as_it_is() -> None:
    values = np.arange(5.0)[:, None]
    assert slow_part(values, np.arange(5) / 30, 3.0) is values
