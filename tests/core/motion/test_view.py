"""From where a film was made, told from how wide somebody looks in it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.core.motion.made_sets import Camera, filmed, hinging, lying, repetitions, squatting, still

from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.motion.cleaning import clean
from lumbar.core.motion.joints import from_pose
from lumbar.core.motion.observations import WhyNotTold
from lumbar.core.motion.pose import PoseSeries
from lumbar.core.motion.view import VIEW_UNCERTAINTY, View, ViewedFrom, find_view


def view_of(series: PoseSeries, lift: Lift = Lift.SQUAT) -> View:
    cleaned = clean(from_pose(series))
    return find_view(cleaned.given, cleaned.moving, lift)


@pytest.mark.parametrize("facing", [1, -1])
@pytest.mark.parametrize("off_side", [-40, -30, -20, -10, 0, 10, 20, 30, 40])
def test_the_turn_of_the_camera_is_told_within_its_uncertainty(off_side: int, facing: int) -> None:
    """The made person is 0.68 trunks wide at the shoulders and 0.40 at the hips, a little more than is usual."""
    for places in (squatting(repetitions(2)), hinging(repetitions(2))):
        view = view_of(filmed(places, Camera(off_side_deg=off_side, facing=facing, jitter_m=0.01)))
        assert view.off_side_deg == pytest.approx(abs(off_side), abs=VIEW_UNCERTAINTY.value)
        assert view.side is (ViewedFrom.RIGHT if facing > 0 else ViewedFrom.LEFT)


@pytest.mark.parametrize(
    ("off_side", "ok", "why"),
    [
        (0, True, None),
        (15, True, None),
        (25, True, WhyNotTold.TURNED_TOO_FAR),
        (40, False, WhyNotTold.TURNED_TOO_FAR),
        (90, False, WhyNotTold.FACE_ON),
        (-90, False, WhyNotTold.FROM_BEHIND),
    ],
)
def test_a_lift_is_told_from_the_side_and_a_little_off_it_with_a_remark(
    off_side: int,
    ok: bool,  # noqa: FBT001
    why: WhyNotTold | None,
) -> None:
    view = view_of(filmed(squatting(repetitions(2)), Camera(off_side_deg=off_side)))
    assert (view.ok, view.why) == (ok, why)


def test_from_the_front_and_from_behind() -> None:
    assert view_of(filmed(squatting(still(2)), Camera(off_side_deg=90))).side is ViewedFrom.FRONT
    assert view_of(filmed(squatting(still(2)), Camera(off_side_deg=-90))).side is ViewedFrom.BACK
    assert view_of(filmed(squatting(still(2)), Camera(off_side_deg=90))).frontal


def test_a_movement_whose_form_is_not_known_may_be_filmed_from_anywhere() -> None:
    assert view_of(filmed(squatting(repetitions(2)), Camera(off_side_deg=60)), Lift.OTHER).ok


def test_a_plank_across_the_picture_is_from_the_side() -> None:
    view = view_of(filmed(lying(still(5, 0.58), still(5)), Camera(jitter_m=0.01)), Lift.PLANK)
    assert view.ok
    assert view.off_side_deg == pytest.approx(0, abs=3)
    turned = view_of(filmed(lying(still(5, 0.58), still(5)), Camera(off_side_deg=40)), Lift.PLANK)
    assert turned.off_side_deg == pytest.approx(40, abs=VIEW_UNCERTAINTY.value)


def test_a_person_of_forty_pixels_of_640_is_too_small() -> None:
    """A trunk of 50 cm at 80 pixels a metre is 40 pixels; a tenth of 1,280 would be 50 of 640."""
    assert view_of(filmed(squatting(repetitions(2)), Camera(pixels_a_metre=80))).why is WhyNotTold.TOO_SMALL
    assert view_of(filmed(squatting(repetitions(2)), Camera(pixels_a_metre=110))).ok


def test_who_is_seen_in_a_third_of_the_frames_is_seldom_seen() -> None:
    series = filmed(squatting(repetitions(2)))
    first = np.arange(series.frames)[:, None] < series.frames / 3
    hidden = replace(series, visibility=np.where(first, series.visibility, 0.1))
    view = view_of(hidden)
    assert view.why is WhyNotTold.SELDOM_SEEN
    assert view.seen_share == pytest.approx(1 / 3, abs=0.02)


def test_who_stands_half_outside_of_the_picture_is_told_so() -> None:
    series = filmed(squatting(repetitions(2)), Camera(shift=(320.0, 120.0)))
    assert view_of(series).why is WhyNotTold.OUT_OF_THE_PICTURE


def test_nobody_is_seldom_seen_and_from_nowhere() -> None:
    series = filmed(squatting(still(1)))
    series.position[:] = np.nan
    view = view_of(series)
    assert (view.ok, view.why, view.off_side_deg) == (False, WhyNotTold.SELDOM_SEEN, None)
    assert view.side is ViewedFrom.UNKNOWN
