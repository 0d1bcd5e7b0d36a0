"""Our landmarks beside those of mediapipe, where there is an interpreter that has it and a film to look at.

LUMBAR_PEER_PYTHON=/path/to/python LUMBAR_PEER_VIDEO=walking.mp4 pytest tests/vision/test_parity.py
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from tests.vision.sample import clip_or_skip, weights_or_skip
from validation.landmark_parity import apart, compare, nearest_lag, through_the_peers_filter

MOST_PERCENT = 2.0


@pytest.mark.slow
def test_landmarks_are_those_of_the_peer_to_two_percent_of_the_trunk() -> None:
    """Smoothed and unsmoothed, like with like."""
    peer = os.environ.get("LUMBAR_PEER_PYTHON")
    if peer is None:
        pytest.skip("LUMBAR_PEER_PYTHON names no interpreter with mediapipe 0.10.21")
    video = os.environ.get("LUMBAR_PEER_VIDEO")
    distances = compare(Path(video) if video else clip_or_skip(), Path(peer), weights_or_skip())
    assert distances["as they come", "unsmoothed"].median < MOST_PERCENT
    assert distances["through its filter", "smoothed"].median < MOST_PERCENT


def test_distances_are_in_percent_of_the_trunk_over_the_frames_that_both_saw() -> None:
    """Three pixels right and four down are five; of a trunk of 50 that is 10 %. The second frame one did not see."""
    ours = np.zeros((2, 33, 2))
    peers = np.stack((np.tile([3.0, 4.0], (33, 1)), np.full((33, 2), np.nan)))
    distance = apart(ours, peers, trunk=50)
    assert (distance.median, distance.ninetieth, distance.frames) == (10, 10, 1)


def test_the_lag_is_found_at_which_two_series_are_the_same() -> None:
    """A wave, and the same one three frames later."""
    wave = np.sin(np.arange(63) / 3)[:, None, None] * np.ones((33, 2))
    assert nearest_lag(wave[3:], wave[:60]) == 3


def test_the_peers_filter_begins_anew_after_a_frame_without_anybody() -> None:
    """At 0, unseen, at 100: the filter does not come from 0."""
    landmarks = np.stack([np.zeros((33, 2)), np.full((33, 2), np.nan), np.full((33, 2), 100.0)])
    smoothed = through_the_peers_filter(landmarks, np.array([50, np.nan, 50]))
    assert np.isnan(smoothed[1]).all()
    assert (smoothed[2] == 100).all()
