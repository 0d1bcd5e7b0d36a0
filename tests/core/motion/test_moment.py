"""The moment of a filmed hinge, against levers worked out by hand."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.motion.made_sets import (
    Camera,
    Places,
    captured,
    filmed,
    hinging,
    lying,
    pushing_up,
    repetitions,
    set_of,
    still,
    there_and_back,
)

from lumbar.core.athlete import Sex
from lumbar.core.biomechanics.landmarks import NotAvailable
from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.motion.joints import from_pose, from_track
from lumbar.core.motion.moment import NoPictureMoment, PictureMoment, WhyNoMoment, picture_moment
from lumbar.core.motion.movement_form import MovementForm, movement_form

HEIGHT_M = 1.34 / 0.7653
"""Of the made person: legs and trunk of 1.34 m are 0.477 and 0.832 x 0.6033 / 1.741 = 0.2883 of a man's stature."""


def hinge(
    camera: Camera | None = None, lift: Lift = Lift.ROMANIAN_DEADLIFT, places: Places | None = None
) -> MovementForm:
    made = hinging(repetitions(3)) if places is None else places
    return movement_form(from_pose(filmed(made, camera or Camera())), lift)


def moment_of(form: MovementForm, load_kg: float = 100.0, height_m: float | None = HEIGHT_M) -> PictureMoment:
    found = picture_moment(form, body_mass_kg=80.0, load_kg=load_kg, height_m=height_m, sex=Sex.MALE)
    assert isinstance(found, PictureMoment)
    return found


def reason_of(form: MovementForm) -> WhyNoMoment | None:
    found = picture_moment(form, body_mass_kg=80.0, load_kg=0.0, height_m=None, sex=Sex.UNKNOWN)
    return found.reason if isinstance(found, NoPictureMoment) else None


def test_pixels_are_metres_by_stature() -> None:
    assert moment_of(hinge()).metres_a_pixel == pytest.approx(1 / 200, rel=0.002)
    # a usual adult of 1.75 m is hardly another one
    assert moment_of(hinge(), height_m=None).metres_a_pixel == pytest.approx(1.75 / HEIGHT_M / 200, rel=0.002)


def test_a_load_in_hanging_hands_adds_its_weight_times_its_lever() -> None:
    """At the bottom: knee 0.42 sin 5 = 0.0366 ahead of the ankle, hip 0.42 sin 25 = 0.1775 behind the knee, shoulder
    and hands 0.5 sin 75 = 0.4830 ahead of the hip. L5/S1: the navel is 0.1457 / 0.6033 of the way from the hip to the
    height of C7, which is 0.5 / 0.832 = 0.601 m, so 0.1451 m up; the joint 0.365 of that below it, 0.0922 m up, and
    0.0922 sin 75 = 0.0890 ahead of the hip. The lever is 0.4830 - 0.0890 = 0.3940 m, with 100 kg 386 Nm."""
    form = hinge()
    turn = form.found.repetitions[1].turn
    loaded, alone = moment_of(form), moment_of(form, load_kg=0.0)
    added = loaded.extension_moment_nm[turn] - alone.extension_moment_nm[turn]
    assert added == pytest.approx(100 * 9.80665 * 0.3940, rel=0.01)


def test_the_body_alone_asks_for_what_a_bent_man_is_known_to_ask() -> None:
    """Upper body of some 0.5 of 80 kg, its middle some 0.25 m up the trunk: 40 x 9.81 x 0.25 x sin 75 = 95 Nm, and
    head and arms are further out: between that and half as much again."""
    form = hinge()
    assert 95 < moment_of(form, load_kg=0.0).extension_moment_nm[form.found.repetitions[1].turn] < 143


def test_the_error_is_that_of_model_hip_and_scale_together() -> None:
    """Upper body: head 0.0694, chest 0.1596, belly 0.1633 and two arms of 0.0494 of 80 kg are 0.4911, 39.3 kg; with
    100 kg 1,366 N. A tenth of a trunk of 0.5 m is 0.05 m: 68 Nm. Model 20 Nm, scale 0.08 of the moment."""
    found = moment_of(hinge())
    for each in found.repetitions:
        expected = sqrt(20**2 + (9.80665 * 139.3 * 0.05) ** 2 + (0.08 * each.moment_nm) ** 2)
        assert each.error_nm == pytest.approx(expected, rel=0.01)
    assert len(found.repetitions) == 3
    assert not found.load_tested


def test_an_untold_stature_is_an_error_more() -> None:
    told, untold = moment_of(hinge()), moment_of(hinge(), height_m=None)
    assert untold.repetitions[0].error_nm > told.repetitions[0].error_nm
    assert (told.stature_told, untold.stature_told) == (True, False)


def test_a_bar_on_the_floor_is_held_in_the_repetition_only() -> None:
    """Four seconds of waiting with the hands at the bar before each lift."""
    one = [still(4, 1.0), there_and_back(4, 0, 1)]
    form = hinge(lift=Lift.DEADLIFT, places=hinging(set_of(*one, *one, still(4, 1.0))))
    loaded, alone = moment_of(form), moment_of(form, load_kg=0.0)
    added = loaded.extension_moment_nm - alone.extension_moment_nm
    assert added[60] == pytest.approx(0, abs=1e-6)
    assert added[form.found.repetitions[0].start] > 300


@settings(max_examples=8, deadline=None)
@given(st.floats(120, 300), st.sampled_from([1, -1]))
def test_size_and_direction_in_the_picture_change_no_moment(size: float, facing: int) -> None:
    one = moment_of(hinge()).extension_moment_nm
    other = moment_of(hinge(Camera(pixels_a_metre=size, facing=facing))).extension_moment_nm
    assert other == pytest.approx(one, abs=0.01)


def test_where_there_is_no_moment_there_is_a_reason() -> None:
    assert reason_of(hinge(Camera(off_side_deg=45))) is WhyNoMoment.NOT_FROM_THE_SIDE
    assert reason_of(hinge(lift=Lift.PUSH_UP, places=pushing_up(repetitions(2)))) is WhyNoMoment.HANDS_CARRY_THE_BODY
    assert reason_of(hinge(lift=Lift.PLANK, places=lying(still(5, 0.58), still(5)))) is WhyNoMoment.HANDS_CARRY_THE_BODY
    moving = from_track(captured(hinging(repetitions(2))))
    assert moving is not None
    assert reason_of(movement_form(moving, Lift.DEADLIFT)) is WhyNoMoment.NO_FILM


def test_unseen_wrists_leave_no_moment() -> None:
    series = filmed(hinging(repetitions(2)))
    series.visibility[:, 13:23] = 0.1  # elbows, wrists and hands
    form = movement_form(from_pose(series), Lift.ROMANIAN_DEADLIFT)
    assert isinstance(picture_moment(form, body_mass_kg=80, load_kg=0, height_m=None, sex=Sex.UNKNOWN), NotAvailable)


def test_a_hidden_shoulder_is_a_gap_and_no_number() -> None:
    series = filmed(hinging(repetitions(2)))
    series.visibility[60:90, 12] = 0.1  # right shoulder
    form = movement_form(from_pose(series), Lift.ROMANIAN_DEADLIFT)
    assert np.isnan(moment_of(form).extension_moment_nm[60:90]).all()
