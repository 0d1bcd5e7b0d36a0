"""Holds made of a line whose bend is known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.motion.made_sets import Camera, FloatArray, captured, filmed, lying, set_of, squatting, still, way

from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.motion.holds import HoldForm
from lumbar.core.motion.joints import from_pose, from_track
from lumbar.core.motion.movement_form import MovementForm, movement_form
from lumbar.core.motion.observations import Cue, Observation, ObservationKind, Standing, WhyNotTold
from lumbar.core.tracks import Track, VerticalAxis

JITTERY = Camera(jitter_m=0.005)


def plank(hip_out: FloatArray, camera: Camera = JITTERY, lift: Lift = Lift.PLANK) -> MovementForm:
    return movement_form(from_pose(filmed(lying(np.full(len(hip_out), 0.58), hip_out), camera)), lift)


def hold_of(form: MovementForm) -> HoldForm:
    assert form.hold is not None
    return form.hold


def line_of(form: MovementForm) -> Observation:
    return next(each for each in form.observations if each.kind is ObservationKind.BODY_LINE)


@pytest.mark.parametrize("seed", range(3))
def test_a_hold_that_does_not_move_has_no_sag(seed: int) -> None:
    form = plank(still(30), Camera(jitter_m=0.01, seed=seed))
    hold = hold_of(form)
    assert abs(hold.worst_deg) < 2
    assert hold.left_at_s is None
    assert line_of(form).standing is Standing.AS_USUAL
    assert hold.held_s == pytest.approx(30, abs=0.2)


def test_hips_that_sink_are_a_sag_by_the_angle_of_the_line() -> None:
    """Ankle to shoulder is 1.346 m, the hip 0.808 from the ankle and 0.538 from the shoulder. 12 cm below the line it
    is bent by atan(0.12 / 0.808) + atan(0.12 / 0.538) = 8.4 + 12.6 = 21.0 degrees. A quarter of the way, at which it
    passes 5 degrees, comes after a third of the ten seconds of sinking, 18.3 s into the hold."""
    form = plank(set_of(still(15), way(0, -0.12, 10), still(5, -0.12)))
    hold = hold_of(form)
    assert hold.worst_deg == pytest.approx(-21.0, abs=1.0)
    assert hold.left_at_s == pytest.approx(18.3, abs=0.7)
    assert line_of(form).cue is Cue.HIPS_UP
    assert line_of(form).standing is Standing.NOTABLE


def test_hips_that_rise_are_a_pike() -> None:
    form = plank(set_of(still(10), way(0, 0.12, 5), still(10, 0.12)))
    assert hold_of(form).worst_deg == pytest.approx(21.0, abs=1.0)
    assert line_of(form).cue is Cue.HIPS_DOWN


def test_the_own_start_is_the_line_whatever_it_was() -> None:
    """Who planks with the hips 8 cm up all the time has not left his own start."""
    assert abs(hold_of(plank(still(20, 0.08))).worst_deg) < 2


def test_getting_into_it_is_not_its_start() -> None:
    """Two seconds of hips that come up from 20 cm below."""
    hold = hold_of(plank(set_of(way(-0.2, 0, 2), still(20))))
    assert hold.start_s[0] > 1.2
    assert abs(hold.worst_deg) < 5


def test_standing_before_and_after_is_not_held() -> None:
    up = squatting(still(4))
    middle = lying(still(12, 0.58), still(12))
    places = {name: np.concatenate([up[name], middle[name], up[name]]) for name in middle}
    hold = hold_of(movement_form(from_pose(filmed(places, JITTERY)), Lift.PLANK))
    assert (hold.from_s, hold.until_s) == pytest.approx((4.0, 16.0), abs=0.3)


def test_lying_on_the_floor_is_not_held() -> None:
    """The shoulders 10 cm over the hands for the last ten seconds."""
    rise = set_of(still(10, 0.58), way(0.58, 0.10, 1), still(10, 0.10))
    form = movement_form(from_pose(filmed(lying(rise, np.zeros(len(rise))), JITTERY)), Lift.PLANK)
    assert hold_of(form).held_s == pytest.approx(10.8, abs=0.5)


def test_a_hold_of_two_seconds_is_too_short() -> None:
    form = plank(still(2))
    assert form.hold is None
    assert line_of(form).why_not is WhyNotTold.HOLD_TOO_SHORT


def test_who_stands_holds_no_plank() -> None:
    form = movement_form(from_pose(filmed(squatting(still(10)))), Lift.PLANK)
    assert form.hold is None
    assert line_of(form).why_not is WhyNotTold.JOINTS_NOT_SEEN


def test_a_knee_plank_whose_feet_are_hidden_ends_its_line_at_the_knee() -> None:
    series = filmed(lying(still(10, 0.58), still(10)), JITTERY)
    series.visibility[:, 27:] = 0.1  # ankles, heels, toes
    assert abs(hold_of(movement_form(from_pose(series), Lift.PLANK)).worst_deg) < 2


def test_a_side_plank_and_a_bird_dog_are_held_too() -> None:
    for lift in (Lift.SIDE_PLANK, Lift.BIRD_DOG):
        form = plank(still(20), lift=lift)
        assert abs(hold_of(form).worst_deg) < 2
        assert line_of(form).standing is Standing.AS_USUAL


def test_a_room_tells_the_same_sag() -> None:
    course = set_of(still(15), way(0, -0.12, 10), still(5, -0.12))
    moving = from_track(_with_vertical(course))
    assert moving is not None
    assert hold_of(movement_form(moving, Lift.PLANK)).worst_deg == pytest.approx(-21.0, abs=1.0)


def _with_vertical(course: FloatArray) -> Track:
    """A person who lies does not show which way is up, so the file says it."""
    return replace(captured(lying(np.full(len(course), 0.58), course)), vertical_axis=VerticalAxis.Z)


@settings(max_examples=8, deadline=None)
@given(st.floats(-0.15, 0.15), st.sampled_from([1, -1]), st.floats(100, 300))
def test_the_bend_does_not_depend_on_size_or_side(out: float, facing: int, size: float) -> None:
    course = set_of(still(5), way(0, out, 3), still(5, out))
    one, other = plank(course, Camera()), plank(course, Camera(facing=facing, pixels_a_metre=size, shift=(320, 400)))
    assert hold_of(one).worst_deg == pytest.approx(hold_of(other).worst_deg, abs=1e-3)
