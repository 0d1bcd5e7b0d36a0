"""Which square of the frame is looked at, and what of the frame is then in it."""

from __future__ import annotations

from math import pi

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbar.core.motion.pose import SquareCrop
from lumbar.vision.region import cut_out, reaches_into, same_place, square_around, whole_frame

HIPS = np.array([100.0, 200.0])


@pytest.mark.parametrize(
    ("reach", "turn_deg"),
    [((100, 120), 0), ((180, 200), 90), ((20, 200), -90), ((100 + 56.568, 200 - 56.568), 45)],
)
def test_the_square_is_turned_so_that_the_head_is_up(reach: tuple[float, float], turn_deg: float) -> None:
    """Somebody who stands, who lies with the head to the right and to the left, who leans to the right."""
    crop = square_around(HIPS, np.array(reach))
    assert crop is not None
    assert np.degrees(crop.turn_rad) == pytest.approx(turn_deg, abs=1e-3)
    assert crop.side == pytest.approx(2 * 80 * 1.25, abs=1e-2)  # twice the reach of 80, and a quarter more


def test_somebody_upside_down_is_turned_by_half_a_turn() -> None:
    crop = square_around(HIPS, np.array([100.0, 280.0]))
    assert crop is not None
    assert abs(crop.turn_rad) == pytest.approx(pi)


@given(st.floats(-500, 500), st.floats(-500, 500))
def test_the_head_is_straight_above_the_middle_of_the_square(across: float, down: float) -> None:
    """In the square the reach lies at 0.5, 0.5 - 0.5 / 1.25 = 0.1."""
    reach = HIPS + np.array([across, down])
    crop = square_around(HIPS, reach)
    if crop is not None:
        np.testing.assert_allclose(crop.in_square(reach), [0.5, 0.1], atol=1e-9)
        np.testing.assert_allclose(crop.in_square(HIPS), [0.5, 0.5], atol=1e-9)


@pytest.mark.parametrize("reach", [(100.0, 200.0), (100.0, 197.0), (float("nan"), 0.0), (float("inf"), 0.0)])
def test_there_is_no_square_around_somebody_without_size(reach: tuple[float, float]) -> None:
    assert square_around(HIPS, np.array(reach)) is None


def test_the_whole_frame_lies_in_the_middle_of_its_square() -> None:
    assert whole_frame(640, 360) == SquareCrop(320, 180, 640, 0)


def test_a_square_is_out_of_sight_when_a_quarter_of_it_lies_between_its_middle_and_the_frame() -> None:
    """A square of 100 to the left of a frame of 640 x 360."""
    assert reaches_into(SquareCrop(-24, 100, 100, 0), 640, 360)
    assert not reaches_into(SquareCrop(-26, 100, 100, 0), 640, 360)


def test_two_squares_are_one_person_when_their_middles_are_close() -> None:
    """A quarter of the greater square, which has 100."""
    assert same_place(SquareCrop(0, 0, 100, 0), SquareCrop(24, 0, 80, 1))
    assert not same_place(SquareCrop(0, 0, 100, 0), SquareCrop(26, 0, 80, 0))


def test_cutting_out_a_square_of_the_frames_own_pixels_leaves_them_as_they_are() -> None:
    """The square of 4 pixels at (2, 3) of made pixels, cut to 4 pixels."""
    frame = np.random.default_rng(1).integers(0, 256, (12, 16, 3), dtype=np.uint8)
    seen = cut_out(frame, SquareCrop(4, 5, 4, 0), 4, edge_goes_on=True)
    np.testing.assert_array_equal(seen, frame[3:7, 2:6])


def test_a_square_turned_right_shows_the_right_of_the_frame_on_top() -> None:
    """A quarter turn clockwise: what lies to the right of the middle is up in the square."""
    frame = np.zeros((8, 8, 3), np.uint8)
    frame[:, 6:] = 200
    seen = cut_out(frame, SquareCrop(4, 4, 8, pi / 2), 8, edge_goes_on=True)
    assert seen[:2].min() == 200
    assert seen[2:].max() == 0


@pytest.mark.parametrize(("edge_goes_on", "beyond"), [(True, 90), (False, 0)])
def test_beyond_the_frame_its_edge_goes_on_or_all_is_black(edge_goes_on: bool, beyond: int) -> None:  # noqa: FBT001
    """A frame of one grey, cut with a square twice as wide."""
    frame = np.full((20, 20, 3), 90, np.uint8)
    seen = cut_out(frame, SquareCrop(10, 10, 40, 0), 40, edge_goes_on=edge_goes_on)
    assert set(np.unique(seen[:8]).tolist()) == {beyond}
    assert set(np.unique(seen[15:25, 15:25]).tolist()) == {90}


@given(st.floats(-60, 100), st.floats(-60, 100), st.floats(16, 200), st.floats(-pi, pi), st.integers(1, 40))
def test_wherever_the_square_lies_something_of_the_frame_is_shown(
    x: float, y: float, side: float, turn: float, size: int
) -> None:
    """A frame of one grey has no other colour when its edge goes on."""
    frame = np.full((size, size + 3, 3), 90, np.uint8)
    seen = cut_out(frame, SquareCrop(x, y, side, turn), 32, edge_goes_on=True)
    assert seen.shape == (32, 32, 3)
    assert set(np.unique(seen).tolist()) == {90}


@given(st.floats(-pi, pi), st.floats(20, 44))
def test_what_is_cut_out_is_where_the_square_says(turn: float, side: float) -> None:
    """A frame whose red rises to the right and green downwards by 4 a pixel: a colour tells its own place."""
    rows, columns = np.mgrid[0:64, 0:64]
    frame = np.stack((columns * 4, rows * 4, columns * 0), axis=-1).astype(np.uint8)
    crop = SquareCrop(32, 32, side, turn)
    seen = cut_out(frame, crop, 16, edge_goes_on=True).astype(float)
    down, across = np.mgrid[0:16, 0:16]
    place = crop.in_frame((np.stack((across, down), axis=-1) + 0.5) / 16)
    np.testing.assert_allclose(seen[..., :2] / 4 + 0.5, place, atol=0.3)
