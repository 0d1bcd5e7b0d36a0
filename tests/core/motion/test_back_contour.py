from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from lumbar.core.motion.back_contour import Seen, back_contour, contour_in_frame
from lumbar.core.motion.pose import SquareCrop

PIXELS = 128
ACROSS = (np.arange(PIXELS) + 0.5) / PIXELS * 2 - 1
"""Trunk lengths from the axis."""


def band(behind: float, ahead: float = 0.2) -> NDArray[np.float64]:
    """A trunk that reaches as far behind its axis everywhere, facing right, with an edge one pixel wide."""
    edge = PIXELS / 2
    inside = np.clip(0.5 + (ACROSS + behind) * edge, 0, 1) * np.clip(0.5 + (ahead - ACROSS) * edge, 0, 1)
    return np.tile(inside, (PIXELS, 1))[None]


@settings(deadline=None)
@given(st.floats(0.05, 0.6))
def test_a_straight_back_is_found_where_it_is(behind: float) -> None:
    """A band that ends 0.05 to 0.6 trunk lengths behind the axis: every station finds it to a tenth of a pixel."""
    contour = back_contour(band(behind), faces_right=True)
    assert (contour.seen == Seen.CLEAR).all()
    np.testing.assert_allclose(contour.behind, behind, atol=0.1 * 2 / PIXELS)


def test_who_faces_left_has_the_back_on_the_right() -> None:
    """The same band mirrored: the same outline."""
    left = back_contour(band(0.3)[:, :, ::-1], faces_right=False)
    np.testing.assert_allclose(left.behind, back_contour(band(0.3), faces_right=True).behind)


def test_an_arm_behind_the_back_makes_its_stations_doubtful() -> None:
    """Back at 0.2; an arm from 0.3 to 0.36 behind the axis between station 0.5 and 0.8."""
    mask = band(0.2)
    height = 0.35 - (np.arange(PIXELS) + 0.5) / PIXELS * 2 + 1  # station of each row
    arm = (height > 0.5) & (height < 0.8)
    mask[0][np.ix_(arm, (ACROSS > -0.36) & (ACROSS < -0.3))] = 1.0
    contour = back_contour(mask, faces_right=True)
    between = (contour.station > 0.53) & (contour.station < 0.77)
    assert (contour.seen[0, between] == Seen.SEVERAL_CROSSINGS).all()
    assert np.isnan(contour.behind[0, between]).all()
    assert (contour.seen[0, contour.station < 0.47] == Seen.CLEAR).all()


def test_a_plate_before_the_hips_hides_the_axis() -> None:
    """Nothing of the person below station 0.2."""
    mask = band(0.2)
    height = 0.35 - (np.arange(PIXELS) + 0.5) / PIXELS * 2 + 1
    mask[0, height < 0.2] = 0.0
    contour = back_contour(mask, faces_right=True)
    assert (contour.seen[0, contour.station < 0.17] == Seen.AXIS_HIDDEN).all()
    assert contour.hidden_share[0] == pytest.approx(0.36, abs=0.03)  # (0.2 + 0.25) / 1.25


def test_a_wall_that_counts_as_the_person_has_no_end() -> None:
    """A mask that is all person."""
    contour = back_contour(np.ones((1, PIXELS, PIXELS)), faces_right=True)
    assert (contour.seen == Seen.NO_END).all()
    assert np.isnan(contour.behind).all()


def test_a_bulge_of_one_station_is_a_jump_and_no_back() -> None:
    """One row that reaches 0.2 trunk lengths further back than the others."""
    mask = band(0.2)
    mask[0, 60:62] = band(0.4)[0, 0]
    contour = back_contour(mask, faces_right=True)
    assert Seen.JUMP in contour.seen
    assert np.nanmax(contour.behind) < 0.25


def test_the_outline_lies_in_the_picture_behind_the_trunk() -> None:
    """Upright, facing right, a square of 200 pixels at (300, 200): the back at 0.3 lengths is 30 pixels to the left."""
    crop = SquareCrop(300.0, 200.0, 200.0, 0.0)
    points = contour_in_frame(back_contour(band(0.3), faces_right=True), 0, crop, faces_right=True)
    np.testing.assert_allclose(points[:, 0], 270.0, atol=0.3)
    # the hips lie 0.35 lengths, 35 pixels, below the middle; the lowest station 0.25 lengths below the hips
    assert points[0, 1] == pytest.approx(200 + 35 + 25, abs=0.01)
