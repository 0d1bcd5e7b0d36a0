"""Angles of figures whose angles are known."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, radians, sin

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.biomechanics.stick_figure import Places, body_of, leaning, markers

from lumbar.core.biomechanics.kinematics import (
    SidePlane,
    ankle_angle,
    find_side_plane,
    hip_angle,
    knee_angle,
    lumbar_angle,
    trunk_inclination,
    turned,
    upright_frames,
)
from lumbar.core.biomechanics.landmarks import Body, Landmark, NotAvailable, Series, WhyNot
from lumbar.core.biomechanics.vertical import Vertical
from lumbar.core.tracks import VerticalAxis

UP = Vertical(VerticalAxis.Z, 1, inferred=True)
Angle = Callable[[Body, SidePlane], Series]


def of(angle: Angle, places: Places) -> float:
    body = body_of(places)
    plane = find_side_plane(body, UP)
    assert plane is not None
    values = angle(body, plane)
    assert not isinstance(values, NotAvailable), values
    assert np.ptp(values) == 0
    return float(values[0])


def why_not(angle: Angle, places: Places) -> NotAvailable:
    body = body_of(places)
    plane = find_side_plane(body, UP)
    assert plane is not None
    values = angle(body, plane)
    assert isinstance(values, NotAvailable)
    return values


def squatting(thigh_deg: float, shank_deg: float, lean_deg: float) -> Places:
    """A person whose knees are ahead of the hips and of the ankles by these angles from upright."""
    ankle = np.array([0.0, 0.08])
    knee = ankle + 0.42 * np.array([sin(radians(shank_deg)), cos(radians(shank_deg))])
    hip = knee + 0.42 * np.array([-sin(radians(thigh_deg)), cos(radians(thigh_deg))])
    shoulder = hip + 0.5 * np.array([sin(radians(lean_deg)), cos(radians(lean_deg))])
    places: dict[str, tuple[float, float, float]] = {}
    for side, left in (("L", 0.1), ("R", -0.1)):
        for name, (x, z) in (("Ankle", ankle), ("Knee", knee), ("Hip", hip), ("Shoulder", shoulder)):
            places[side + name] = (float(x), left, float(z))
        places[f"{side}Heel"], places[f"{side}Toe"] = (-0.05, left, 0.02), (0.2, left, 0.02)
    return places


@pytest.mark.parametrize("lean", [-10, 0, 30, 90, 120])
def test_the_trunk_leans_as_far_as_it_was_leant(lean: float) -> None:
    assert of(trunk_inclination, leaning(lean)) == pytest.approx(lean)
    assert of(hip_angle, leaning(lean)) == pytest.approx(lean)


def test_standing_straight_is_nought_everywhere() -> None:
    for angle in (trunk_inclination, hip_angle, knee_angle, ankle_angle):
        assert of(angle, leaning(0)) == pytest.approx(0, abs=1e-9)


def test_a_squat_bends_hips_knees_and_ankles() -> None:
    # thigh 80 and shank 30 degrees from upright, trunk leaning 40
    bottom = squatting(80, 30, 40)
    assert of(hip_angle, bottom) == pytest.approx(120)
    assert of(knee_angle, bottom) == pytest.approx(110)
    assert of(ankle_angle, bottom) == pytest.approx(30)


@given(lean=st.floats(-20, 110), pelvis=st.floats(-20, 70))
def test_the_lumbar_angle_is_how_far_the_chest_leans_more_than_the_pelvis(lean: float, pelvis: float) -> None:
    assert of(lumbar_angle, markers(lean, pelvis)) == pytest.approx(lean - pelvis, abs=1e-6)


@given(heading=st.floats(-180, 180), mirror=st.sampled_from([1, -1]))
def test_neither_the_way_a_person_faces_nor_a_mirror_changes_an_angle(heading: float, mirror: int) -> None:
    c, s = cos(radians(heading)), sin(radians(heading))
    places = {name: (c * x - s * y, (s * x + c * y) * mirror, z) for name, (x, y, z) in markers(40.0, 15.0).items()}
    assert of(lumbar_angle, places) == pytest.approx(25, abs=1e-6)
    assert of(knee_angle, places) == pytest.approx(of(knee_angle, markers(40.0, 15.0)), abs=1e-6)


def test_a_picture_from_the_side_is_enough_for_trunk_and_knee() -> None:
    flat = {name: (x, 0.0, z) for name, (x, _, z) in squatting(80, 30, 40).items()}
    assert of(trunk_inclination, flat) == pytest.approx(40)
    assert of(knee_angle, flat) == pytest.approx(110)


def test_one_leg_out_of_the_file_leaves_the_other() -> None:
    one = {name: place for name, place in squatting(80, 30, 40).items() if name != "LKnee"}
    assert of(knee_angle, one) == pytest.approx(110)


def test_without_feet_the_greatest_lean_is_taken_to_be_forward() -> None:
    legless = {name: place for name, place in leaning(50).items() if "Toe" not in name and "Heel" not in name}
    backwards = {name: (-x, -y, z) for name, (x, y, z) in legless.items()}
    assert of(trunk_inclination, backwards) == pytest.approx(50)


def test_joints_tell_nothing_of_the_lumbar_spine() -> None:
    reason = why_not(lumbar_angle, leaning(30))
    assert reason.why is WhyNot.JOINTS_ONLY
    assert Landmark.FRONT_PELVIS in reason.missing


def test_chest_markers_that_are_missing_are_named() -> None:
    without = {name: place for name, place in markers().items() if name not in {"T10", "STRN"}}
    assert why_not(lumbar_angle, without) == NotAvailable(WhyNot.NOT_MARKED, (Landmark.T10,))


def test_the_back_alone_shows_the_chest_as_well() -> None:
    back = {name: place for name, place in markers(30.0).items() if name not in {"CLAV", "STRN"}}
    standing = {name: place for name, place in markers().items() if name not in {"CLAV", "STRN"}}
    assert of(lumbar_angle, back) - of(lumbar_angle, standing) == pytest.approx(30, abs=1e-6)


def test_a_shoulder_that_was_never_seen_makes_the_lean_unknown() -> None:
    without = {name: place for name, place in leaning(30).items() if "Shoulder" not in name}
    assert why_not(trunk_inclination, without).why is WhyNot.NOT_MARKED


def test_the_most_upright_frames_are_a_tenth_and_upright() -> None:
    lean = np.linspace(0, 90, 100)
    frames = upright_frames(lean)
    assert frames is not None
    assert frames.sum() == 10
    assert frames[:10].all()
    assert upright_frames(lean + 30) is None
    assert upright_frames(np.full(10, np.nan)) is None


def test_angles_are_kept_within_half_a_turn() -> None:
    np.testing.assert_allclose(turned(np.array([190.0, -190.0, 180.0, 0.0])), [-170, 170, 180, 0])
