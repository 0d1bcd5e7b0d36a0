"""What a film of one set tells, on made people whose angles are known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from tests.core.motion.made_sets import (
    PIXELS_A_METRE,
    SHANK,
    SIDE_ON,
    THIGH,
    TRUNK,
    Camera,
    filmed,
    hinging,
    lying,
    repetitions,
    squatting,
    still,
)
from tests.made_films import film_of

from lumbar.core.biomechanics.landmarks import NotAvailable, WhyNot
from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.causes.finding import Cause, Status
from lumbar.core.motion.lumbar import BackShape
from lumbar.core.motion.moment import PictureMoment
from lumbar.core.motion.pose import PoseSeries
from lumbar.core.tracks import VerticalAxis
from lumbar.knowledge.catalogue import load_catalogue
from lumbar.usecases.form_from_video import FormFromVideo, form_from_video
from lumbar.usecases.video_reading import VideoReading, VideoRemark, VideoRemarkKind

ON = date(2026, 11, 30)


def looked_at(
    reading: VideoReading,
    exercise: str = "squat",
    *,
    body_mass_kg: float | None = None,
    load_kg: float | None = None,
    height_m: float | None = None,
) -> FormFromVideo:
    return form_from_video(
        reading,
        exercise=exercise,
        catalogue=load_catalogue(),
        networks=(),
        body_mass_kg=body_mass_kg,
        load_kg=load_kg,
        height_m=height_m,
    )


def squats(count: int = 5, camera: Camera = SIDE_ON) -> VideoReading:
    return film_of(filmed(squatting(repetitions(count)), camera))


def of_nobody() -> PoseSeries:
    pose = filmed(squatting(repetitions(2)))
    return replace(pose, position=np.full_like(pose.position, np.nan), visibility=np.zeros_like(pose.visibility))


def test_each_repetition_has_its_deepest_angles_at_the_bottom() -> None:
    """Made: shank 30, thigh 100, trunk 45 degrees from upright: knees bent by 130, hips by 145. The n-th of five squats
    of three seconds begins after 0.5 s and is lowest after one and a half."""
    form = looked_at(squats())
    assert len(form.repetitions) == 5
    for number, each in enumerate(form.repetitions):
        assert each.deepest_s == pytest.approx(0.5 + 3 * number + 1.5, abs=0.15)
        assert each.trunk_inclination_deg == pytest.approx(45, abs=3)
        assert each.hip_deg == pytest.approx(145, abs=4)
        assert each.knee_deg == pytest.approx(130, abs=4)
        assert each.tempo.lowering_s == pytest.approx(0.795 * 1.5, abs=0.2)  # a tenth of the way lies at either end


def test_without_a_body_weight_there_is_no_moment_and_the_reason_is_kept() -> None:
    form = looked_at(squats())
    assert isinstance(form.moment, NotAvailable)
    assert form.moment.why is WhyNot.BODY_MASS_NOT_TOLD
    assert {(each.l5s1_moment_nm, each.l5s1_error_nm) for each in form.repetitions} == {(None, None)}


def test_a_moment_has_its_error_beside_it_and_grows_with_the_load() -> None:
    """60 kg more are 589 N, and in this hinge the hands hang below the shoulders: 0.50 sin 75 = 0.48 m before the hip,
    some 0.42 before L5/S1: 200 to 300 Nm more."""
    film = film_of(filmed(hinging(repetitions(4))))
    bare = looked_at(film, "romanian deadlift", body_mass_kg=80, height_m=1.76)
    loaded = looked_at(film, "romanian deadlift", body_mass_kg=80, load_kg=60, height_m=1.76)
    assert isinstance(loaded.moment, PictureMoment)
    for without, with_load in zip(bare.repetitions, loaded.repetitions, strict=True):
        assert without.l5s1_moment_nm is not None
        assert with_load.l5s1_moment_nm is not None
        assert 200 <= with_load.l5s1_moment_nm - without.l5s1_moment_nm <= 300
        assert with_load.l5s1_error_nm is not None
        assert with_load.l5s1_error_nm > 10


def test_the_track_stands_on_zero_with_y_up_and_is_as_tall_as_the_person() -> None:
    """Legs of 0.84 m in the made person; where 1.76 m of height is told, thigh and shank are 0.477 of it: 0.84 m."""
    form = looked_at(squats(3), height_m=1.76)
    track = form.as_track()
    assert track.vertical_axis is VerticalAxis.Y
    lowest = np.nanmin(track.position_m[:, :, 1])
    assert lowest == pytest.approx(0, abs=1e-9)
    hip, knee, ankle = (track.of(f"R{name}")[0] for name in ("Hip", "Knee", "Ankle"))
    assert np.linalg.norm(hip - knee) + np.linalg.norm(knee - ankle) == pytest.approx(SHANK + THIGH, rel=0.03)
    assert track.of("RShoulder")[0][1] - hip[1] == pytest.approx(TRUNK, rel=0.05)
    assert not np.nan_to_num(track.position_m[:, :, 2]).any()


def test_the_track_grows_with_the_height_that_is_told() -> None:
    small, tall = (looked_at(squats(2), height_m=height).as_track() for height in (1.5, 1.8))
    known = np.isfinite(small.position_m) & (np.abs(small.position_m) > 0.01)
    np.testing.assert_allclose(tall.position_m[known] / small.position_m[known], 1.2, rtol=1e-6)


def test_the_size_of_the_picture_does_not_change_the_track() -> None:
    far = Camera(pixels_a_metre=PIXELS_A_METRE * 0.7)
    near, small = (looked_at(squats(2, camera), height_m=1.7).as_track() for camera in (SIDE_ON, far))
    # the place in the room differs by where the camera stands, heights do not
    np.testing.assert_allclose(small.position_m[:, :, 1], near.position_m[:, :, 1], atol=0.01)


def test_the_lower_back_that_was_not_read_is_cannot_tell_and_never_zero() -> None:
    """No squares of the trunk were kept, so there is nothing to read."""
    for each in looked_at(squats()).repetitions:
        assert each.back.shape is BackShape.CANNOT_TELL
        assert each.back.why is not None
        assert each.back.change_deg is None


def test_findings_are_of_form_and_changed_ones_come_first() -> None:
    """The last three of nine squats lean to half the depth."""
    course = np.concatenate([repetitions(6), repetitions(3, depth=0.6)])
    found = looked_at(film_of(filmed(squatting(course)))).findings(ON)
    assert {each.cause for each in found} == {Cause.FORM}
    assert found[0].status is Status.CHANGED
    assert {each.on for each in found} == {ON}
    told = [each.status for each in found]
    assert told == sorted(told, key=[Status.CHANGED, Status.USUAL, Status.NOT_RECORDED].index)


def test_a_plain_film_sets_nothing_aside_and_a_wrong_view_or_a_cut_file_does() -> None:
    assert not looked_at(squats()).set_aside
    assert looked_at(squats(camera=Camera(off_side_deg=50))).set_aside
    cut = VideoRemark(VideoRemarkKind.CUT_SHORT, at_s=3.0)
    assert looked_at(film_of(filmed(squatting(repetitions(3))), cut)).set_aside
    turned = VideoRemark(VideoRemarkKind.ROTATED, met="90°")
    assert not looked_at(film_of(filmed(squatting(repetitions(3))), turned)).set_aside


def test_a_film_of_nobody_tells_nothing_and_has_no_repetition() -> None:
    form = looked_at(film_of(of_nobody()), body_mass_kg=80)
    assert form.tells_nothing
    assert form.set_aside
    assert form.repetitions == ()
    assert isinstance(form.moment, NotAvailable)
    assert np.isnan(form.as_track().position_m).all()
    assert all(each.status is Status.NOT_RECORDED for each in form.findings(ON))


def test_a_plank_is_a_hold() -> None:
    """Fifteen seconds, the hips in line all the time."""
    form = looked_at(film_of(filmed(lying(still(15, 0.58), still(15, 0.0)))), "plank", body_mass_kg=80)
    assert form.lift is Lift.PLANK
    assert form.repetitions == ()
    assert form.form.hold is not None
    assert form.form.hold.held_s == pytest.approx(15, abs=0.5)
    assert isinstance(form.moment, NotAvailable)  # hands carry the body


def test_an_exercise_that_nobody_knows_is_looked_at_as_another_one() -> None:
    form = looked_at(squats(4), "zorp")
    assert (form.lift, form.exercise) == (Lift.OTHER, "zorp")
    assert len(form.repetitions) == 4
