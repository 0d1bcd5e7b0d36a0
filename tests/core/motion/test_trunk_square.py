from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from lumbar.core.motion.back_view import back_views, faces_right
from lumbar.core.motion.pose import LANDMARKS, Landmark, SquareCrop
from lumbar.core.motion.trunk_square import TrunkSquares, in_square


def person(hips: tuple[float, float], shoulders: tuple[float, float], *, ahead: float = 20.0) -> NDArray[np.float64]:
    """33 landmarks: hips and shoulders where told, nose and toes ahead of ears and heels, the rest at the hips."""
    places = np.tile(np.array(hips, dtype=np.float64), (33, 1))
    for mark in (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER):
        places[LANDMARKS.index(mark)] = shoulders
    for mark in (Landmark.NOSE, Landmark.LEFT_FOOT_INDEX, Landmark.RIGHT_FOOT_INDEX):
        places[LANDMARKS.index(mark)] += (ahead, 0)
    return places


def test_upright_the_square_is_not_turned() -> None:
    """Hips at (300, 400), shoulders 100 pixels above: 200 pixels wide, its middle 35 pixels above the hips."""
    crop = TrunkSquares().of(person((300, 400), (300, 300)), 0.0)
    assert crop == SquareCrop(300.0, 365.0, 200.0, 0.0)


def test_bent_to_the_right_the_square_is_turned_by_a_quarter() -> None:
    """Shoulders 100 pixels to the right of the hips: the trunk still points up in the square."""
    crop = TrunkSquares().of(person((300, 400), (400, 400)), 0.0)
    assert crop is not None
    assert crop.turn_rad == pytest.approx(np.pi / 2)
    shoulders = in_square(crop, np.array([400.0, 400.0]))
    np.testing.assert_allclose(shoulders, [0, -0.65], atol=1e-12)  # 1 - 0.35 above the middle


@settings(deadline=None)
@given(st.floats(-3, 3), st.floats(40, 200))
def test_hips_and_shoulders_lie_at_the_same_places_however_the_person_leans(lean: float, length: float) -> None:
    """Any lean, any size: hips 0.35 below and shoulders 0.65 above the middle, in trunk lengths."""
    hips = np.array([320.0, 240.0])
    shoulders = hips + length * np.array([np.sin(lean), -np.cos(lean)])
    crop = TrunkSquares().of(person((320, 240), (shoulders[0], shoulders[1])), 0.0)
    assert crop is not None
    np.testing.assert_allclose(in_square(crop, np.stack([hips, shoulders])), [[0, 0.35], [0, -0.65]], atol=1e-9)


def test_the_size_follows_slowly() -> None:
    """100 pixels, then 200 half a second later: 1 - 1/e of the way, 163 pixels of trunk, 326 of square."""
    squares = TrunkSquares()
    squares.of(person((300, 400), (300, 300)), 0.0)
    crop = squares.of(person((300, 400), (300, 200)), 0.5)
    assert crop is not None
    assert crop.side == pytest.approx(2 * (100 + 100 * (1 - np.exp(-1))))


def test_nobody_or_somebody_tiny_has_no_square() -> None:
    """NaN, and a trunk of 5 pixels."""
    squares = TrunkSquares()
    assert squares.of(np.full((33, 2), np.nan), 0.0) is None
    assert squares.of(person((300, 400), (300, 395)), 0.0) is None


def test_who_faces_left_looks_the_same_once_turned_round() -> None:
    """A person, and their mirror image with left and right changed: the same pictures and the same features."""
    rng = np.random.default_rng(3)
    width = 640.0
    right = person((300, 400), (330, 310)) + rng.normal(0, 2, (33, 2))
    names = [mark.value.replace("left", "@").replace("right", "left").replace("@", "right") for mark in LANDMARKS]
    left = right[[LANDMARKS.index(Landmark(name)) for name in names]] * (-1, 1) + (width, 0)
    sure = rng.uniform(size=(1, 33))
    sure_left = sure[:, [LANDMARKS.index(Landmark(name)) for name in names]]
    mask = rng.integers(0, 256, size=(1, 8, 8)).astype(np.uint8)
    ahead, back = TrunkSquares().of(right, 0.0), TrunkSquares().of(left, 0.0)
    assert ahead is not None
    assert back is not None
    assert faces_right(right[None], [ahead])
    assert not faces_right(left[None], [back])
    one = back_views(mask, right[None], sure, [ahead], faces_right=True)
    other = back_views(mask[:, :, ::-1], left[None], sure_left, [back], faces_right=False)
    np.testing.assert_allclose(one.features, other.features, atol=1e-5)
    np.testing.assert_allclose(one.pictures, other.pictures)
    assert other.turned_round
