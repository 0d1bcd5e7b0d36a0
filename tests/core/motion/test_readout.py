from __future__ import annotations

import numpy as np
import pytest

from lumbar.core.motion.readout import Convolution, Dense, Network, landmark_features, outline_channel


def test_a_convolution_weighs_a_point_and_its_neighbours() -> None:
    """
    picture  1 2 3   weights  0 1 0   bias 1, step 1, a border of zeros
             4 5 6            1 0 0
             7 8 9            0 0 0
    At the middle: above 2 + left 4 + bias 1 = 7. At the upper left corner: nothing above, nothing left: 1.
    """
    weight = np.zeros((1, 1, 3, 3), dtype=np.float32)
    weight[0, 0, 0, 1] = weight[0, 0, 1, 0] = 1
    network = Network(
        convolutions=(Convolution(weight, np.ones(1, dtype=np.float32), 1),),
        dense=(Dense(np.eye(9, dtype=np.float32), np.zeros(9, dtype=np.float32)),),
        scale=np.ones(9, dtype=np.float32),
    )
    picture = np.arange(1, 10, dtype=np.float32).reshape(1, 1, 3, 3)
    found = network(picture, np.zeros((1, 0), dtype=np.float32)).reshape(3, 3)
    # row by row: above + left + 1
    assert found.tolist() == [[1, 2, 3], [2, 7, 9], [5, 13, 15]]


def test_a_step_of_two_looks_at_every_other_point_and_nothing_falls_below_zero() -> None:
    """A 4 x 4 picture of ones, weights that take the point itself times -1 and add 0.5: -0.5 is cut to 0."""
    weight = np.zeros((1, 1, 3, 3), dtype=np.float32)
    weight[0, 0, 1, 1] = -1
    one = Convolution(weight, np.full(1, 0.5, dtype=np.float32), 2)
    network = Network(
        (one,),
        (Dense(np.eye(4, dtype=np.float32), np.full(4, 3.0, dtype=np.float32)),),
        np.full(4, 2, dtype=np.float32),
    )
    found = network(np.ones((1, 1, 4, 4), dtype=np.float32), np.zeros((1, 0), dtype=np.float32))
    assert found.tolist() == [[6, 6, 6, 6]]  # (0 + 3) x 2


def test_an_outline_is_about_zero() -> None:
    """Nobody, half and the person: -1, about 0 and 1."""
    mask = np.array([[[0, 128], [255, 255]]], dtype=np.uint8)
    assert outline_channel(mask)[0, 0].ravel().tolist() == pytest.approx([-1, 0.0039, 1, 1], abs=1e-3)


def test_a_landmark_that_was_not_seen_stands_in_the_middle_and_is_not_sure() -> None:
    """One landmark, NaN, visibility 0; a square of 200 pixels that is not turned."""
    found = landmark_features(np.full((1, 1, 2), np.nan), np.zeros((1, 1)), np.zeros(1), np.full(1, 200.0))
    assert found[0].tolist() == [0, 0, -1, 0, 1, 0]


def test_places_are_in_half_squares_and_far_ones_are_bounded() -> None:
    """A landmark one trunk length to the right and nine below the middle, 400 pixels: (0.5, 2), log 2."""
    found = landmark_features(np.array([[[1.0, 9.0]]]), np.ones((1, 1)), np.zeros(1), np.full(1, 400.0))
    assert found[0].tolist() == pytest.approx([0.5, 2.0, 1, 0, 1, np.log(2)])
