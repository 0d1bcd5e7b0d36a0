"""Angles of postures that can be worked out by hand, and the laws they keep."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.motion.made_sets import (
    Camera,
    FloatArray,
    captured,
    filmed,
    hinging,
    lying,
    pushing_up,
    repetitions,
    squatting,
    still,
)

from lumbar.core.biomechanics.landmarks import Side
from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.motion.angles import Angles
from lumbar.core.motion.joints import from_pose, from_track
from lumbar.core.motion.movement_form import MovementForm, movement_form
from lumbar.core.motion.pose import LANDMARKS, PoseSeries
from lumbar.core.motion.pose import Landmark as PoseLandmark

laws = settings(max_examples=8, deadline=None)


def angles_of(series: PoseSeries, lift: Lift = Lift.SQUAT) -> Angles:
    return movement_form(from_pose(series), lift).angles


def all_of(angles: Angles) -> FloatArray:
    """(frames, 4)"""
    return np.column_stack([angles.trunk_inclination_deg, angles.hip_deg, angles.knee_deg, angles.ankle_deg])


@pytest.mark.parametrize("facing", [1, -1])
def test_the_bottom_of_a_squat_has_the_angles_it_was_made_with(facing: int) -> None:
    """Shank 30 ahead, thigh 100 back, trunk 45 ahead: knee 30 + 100, hip 45 + 100. The foot falls to the front by
    nothing, so the ankle is bent by the shank's 30."""
    angles = angles_of(filmed(squatting(still(2, 1.0)), Camera(facing=facing)))
    assert all_of(angles)[30] == pytest.approx([45, 145, 130, 30], abs=0.1)


def test_the_bottom_of_a_hinge_has_the_angles_it_was_made_with() -> None:
    """Shank 5, thigh 25, trunk 75: knee 30, hip 100."""
    angles = angles_of(filmed(hinging(still(2, 1.0))), Lift.ROMANIAN_DEADLIFT)
    assert all_of(angles)[30] == pytest.approx([75, 100, 30, 5], abs=0.1)


def test_a_room_and_a_picture_from_the_side_tell_the_same() -> None:
    places = squatting(repetitions(2))
    moving = from_track(captured(places))
    assert moving is not None
    assert all_of(movement_form(moving, Lift.SQUAT).angles) == pytest.approx(
        all_of(angles_of(filmed(places))), abs=1e-6
    )


@laws
@given(st.floats(40, 400), st.floats(-200, 200), st.integers(0, 99))
def test_size_and_place_in_the_picture_change_no_angle(size: float, x: float, seed: int) -> None:
    """Jitter grows with the size, as the same person nearer to the camera."""
    places = squatting(repetitions(2))
    one = filmed(places, Camera(jitter_m=0.003, seed=seed))
    other = filmed(places, Camera(pixels_a_metre=size, shift=(320 + x, 450), jitter_m=0.003, seed=seed))
    assert all_of(angles_of(other)) == pytest.approx(all_of(angles_of(one)), abs=1e-6)


@laws
@given(st.integers(0, 99), st.floats(-20, 20))
def test_a_film_seen_in_a_mirror_has_the_same_angles(seed: int, off_side: float) -> None:
    series = filmed(squatting(repetitions(2)), Camera(jitter_m=0.003, seed=seed, off_side_deg=off_side))
    assert all_of(angles_of(mirrored(series))) == pytest.approx(all_of(angles_of(series)), abs=1e-6)


def mirrored(series: PoseSeries) -> PoseSeries:
    """Left and right change places, as the model would name them in a mirror."""
    swapped = [
        LANDMARKS.index(PoseLandmark(mark.value.replace("left", "*").replace("right", "left").replace("*", "right")))
        for mark in LANDMARKS
    ]
    position = series.position[:, swapped].copy()
    position[..., 0] = series.width - position[..., 0]
    return replace(series, position=position, depth=series.depth[:, swapped], visibility=series.visibility[:, swapped])


@laws
@given(st.floats(0, 1e5))
def test_a_later_start_of_the_clock_changes_nothing_but_the_times(shift: float) -> None:
    series = filmed(squatting(repetitions(3)), Camera(jitter_m=0.003))
    one = movement_form(from_pose(series), Lift.SQUAT)
    other = movement_form(from_pose(replace(series, time_s=series.time_s + shift)), Lift.SQUAT)
    assert all_of(other.angles) == pytest.approx(all_of(one.angles), abs=1e-4)
    assert [each.standing for each in other.observations] == [each.standing for each in one.observations]


@laws
@given(st.sampled_from(["shoulder", "hip", "knee", "ankle", "heel"]), st.integers(20, 120), st.integers(5, 40))
def test_a_doubted_joint_makes_gaps_and_never_another_number(name: str, start: int, frames: int) -> None:
    """Of the near side, for longer than a gap is drawn through. Frames next to the gap are filtered without it."""
    series = filmed(squatting(repetitions(2)))
    column = LANDMARKS.index(PoseLandmark(f"right_{name}"))
    doubted = replace(series, visibility=series.visibility.copy())
    doubted.visibility[start : start + frames, column] = 0.2
    whole, part = all_of(angles_of(series)), all_of(angles_of(doubted))
    known = np.isfinite(part)
    assert np.abs(part[known] - whole[known]).max() < 1.0
    assert (~known[start : start + frames]).any(axis=1).all()
    assert known[: start - 1].all()
    assert known[start + frames + 1 :].all()


def test_nobody_in_the_picture_has_no_angles_and_every_observation_says_why() -> None:
    series = filmed(squatting(repetitions(2)))
    series.position[:] = np.nan
    series.visibility[:] = 0
    form = movement_form(from_pose(series), Lift.SQUAT)
    assert np.isnan(all_of(form.angles)).all()
    assert form.observations
    assert all(each.why_not is not None for each in form.observations)


def test_a_knee_placed_on_the_hip_is_no_knee() -> None:
    """A thigh of a sixth of its length for a second, and a shank of nearly two: the knee is not told, the trunk is."""
    series = filmed(squatting(still(4)))
    hip, knee = (LANDMARKS.index(PoseLandmark(f"right_{name}")) for name in ("hip", "knee"))
    series.position[60:90, knee] = series.position[60:90, hip] + [3.0, 6.0]
    angles = angles_of(series)
    assert np.isnan(angles.knee_deg[60:90]).all()
    assert np.isfinite(angles.trunk_inclination_deg).all()


def test_a_hip_that_slides_to_the_plates_is_no_hip() -> None:
    """At the bottom the hip is told 60 % of the thigh towards the knee, as where plates hide it; the knee is right."""
    series = filmed(hinging(repetitions(2)))
    at_the_bottom = slice(55, 75)
    for side in ("left", "right"):
        hip, knee = (LANDMARKS.index(PoseLandmark(f"{side}_{name}")) for name in ("hip", "knee"))
        place = series.position[at_the_bottom]
        place[:, hip] += 0.6 * (place[:, knee] - place[:, hip])
    angles = angles_of(series, Lift.ROMANIAN_DEADLIFT)
    assert np.isnan(angles.trunk_inclination_deg[at_the_bottom]).all()
    assert np.isnan(angles.hip_deg[at_the_bottom]).all()
    assert np.isfinite(angles.trunk_inclination_deg[80:]).all()


def test_the_trunk_runs_down_the_middle_so_that_a_turn_of_the_camera_leaves_it() -> None:
    """Standing upright, 20 degrees off the side: the near shoulder is 7 cm wider than the hip, 2.4 cm in the picture,
    which on a trunk of 50 cm would be a lean of 2.7 degrees."""
    series = filmed(squatting(still(2)), Camera(off_side_deg=20))
    assert np.abs(angles_of(series).trunk_inclination_deg).max() < 0.1
    hidden = filmed(squatting(still(2)), Camera(off_side_deg=20, far_side_seen=0.2))
    assert abs(angles_of(hidden).trunk_inclination_deg[30]) == pytest.approx(2.7, abs=0.2)


def test_from_the_front_there_are_repetitions_and_no_angles() -> None:
    form = movement_form(from_pose(filmed(squatting(repetitions(3)), Camera(off_side_deg=90))), Lift.SQUAT)
    assert form.found.count == 3
    assert np.isnan(all_of(form.angles)).all()


def test_the_near_side_is_the_one_that_faces_the_camera() -> None:
    assert _near(filmed(squatting(still(1)))) is Side.RIGHT
    assert _near(filmed(squatting(still(1)), Camera(facing=-1))) is Side.LEFT
    assert _near(filmed(lying(still(1, 0.58), still(1))), Lift.PLANK) is Side.RIGHT
    assert _near(filmed(pushing_up(still(1)), Camera(facing=-1)), Lift.PUSH_UP) is Side.LEFT


def _near(series: PoseSeries, lift: Lift = Lift.SQUAT) -> Side | None:
    form: MovementForm = movement_form(from_pose(series), lift)
    return None if form.view is None else form.view.near
