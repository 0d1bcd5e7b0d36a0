"""A track from file to moment: what it gives, what it refuses and why, and the laws of still postures."""

from __future__ import annotations

from dataclasses import fields
from math import cos, radians, sin

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests.core.biomechanics.stick_figure import leaning, markers, moved, still, track_of
from tests.made_tracks import bending_person

from lumbar.core.biomechanics.kinematics import NeutralFrom
from lumbar.core.biomechanics.kinetics import MomentModel
from lumbar.core.biomechanics.landmarks import Landmark, NotAvailable, Series, WhyNot
from lumbar.core.biomechanics.lift_off import HeldWhy
from lumbar.core.biomechanics.smoothing import Smoothing
from lumbar.core.tracks import Track, VerticalAxis
from lumbar.usecases.analyse_track import TrackAnalysis, analyse_track

SERIES = ("trunk_inclination_deg", "hip_deg", "knee_deg", "ankle_deg", "lumbar_flexion_deg", "l5s1_extension_moment_nm")


def values(series: Series) -> NDArray[np.float64]:
    assert not isinstance(series, NotAvailable), series
    return series


def moment(track: Track, body_mass_kg: float = 80.0, load_kg: float | None = None) -> NDArray[np.float64]:
    return values(analyse_track(track, body_mass_kg=body_mass_kg, load_kg=load_kg).l5s1_extension_moment_nm)


def reasons(analysis: TrackAnalysis) -> dict[str, WhyNot]:
    asked = {name: getattr(analysis, name) for name in SERIES}
    return {name: series.why for name, series in asked.items() if isinstance(series, NotAvailable)}


def bending(greatest_deg: float = 60.0) -> Track:
    """Down in two seconds, by a share of a half of it in the pelvis, and up again."""
    lean = greatest_deg * (1 - np.cos(2 * np.pi * np.arange(201) / 200)) / 2
    return track_of(*[markers(angle, angle / 2) for angle in lean])


def test_every_series_of_a_marked_person_is_there() -> None:
    analysis = analyse_track(bending(), neutral=still(markers()), body_mass_kg=80.0)
    assert reasons(analysis) == {}
    assert analysis.neutral_from is NeutralFrom.NEUTRAL_RECORDING
    assert (analysis.smoothing, analysis.moment_model, analysis.with_inertia) == (
        Smoothing.FILTERED,
        MomentModel.MARKERS,
        True,
    )
    peak = analysis.peak(analysis.lumbar_flexion_deg)
    assert peak is not None
    # the chest leans 60 degrees, the pelvis 30
    assert peak.value == pytest.approx(30, abs=0.1)
    assert peak.time_s == pytest.approx(2.0, abs=0.02)


def test_without_a_neutral_recording_the_most_upright_frames_are_it() -> None:
    analysis = analyse_track(bending())
    assert analysis.neutral_from is NeutralFrom.MOST_UPRIGHT_FRAMES
    peak = analysis.peak(analysis.lumbar_flexion_deg)
    assert peak is not None
    # standing, this figure's shoulders are 45 mm behind its hips: it is most upright when bent by some five degrees
    assert 26 < peak.value < 30


def test_a_person_who_is_never_upright_has_no_neutral() -> None:
    analysis = analyse_track(still(markers(50.0, 25.0)), body_mass_kg=80.0)
    assert reasons(analysis) == {"lumbar_flexion_deg": WhyNot.NEVER_UPRIGHT}


def test_a_neutral_recording_of_joints_is_passed_over() -> None:
    analysis = analyse_track(bending(), neutral=still(leaning(0)))
    assert analysis.neutral_from is NeutralFrom.MOST_UPRIGHT_FRAMES


def test_joints_give_a_moment_of_weights_alone_and_no_lumbar_angle() -> None:
    analysis = analyse_track(still(leaning(30)), body_mass_kg=80.0)
    assert reasons(analysis) == {"lumbar_flexion_deg": WhyNot.JOINTS_ONLY}
    assert (analysis.moment_model, analysis.with_inertia) == (MomentModel.JOINTS, False)


def test_without_body_mass_there_is_no_moment() -> None:
    assert reasons(analyse_track(bending())) == {"l5s1_extension_moment_nm": WhyNot.BODY_MASS_NOT_TOLD}


def test_a_person_on_all_fours_does_not_show_which_way_is_up() -> None:
    analysis = analyse_track(still(leaning(0)), body_mass_kg=80.0, standing=False)
    assert analysis.vertical is None
    assert set(reasons(analysis).values()) == {WhyNot.VERTICAL_UNCLEAR}
    assert len(reasons(analysis)) == len(SERIES)


def test_but_the_file_may() -> None:
    analysis = analyse_track(track_of(*[leaning(90)] * 20, axis=VerticalAxis.Z), standing=False)
    assert values(analysis.trunk_inclination_deg)[0] == pytest.approx(90)


def test_a_standing_neutral_shows_the_vertical_of_a_person_who_does_not() -> None:
    upright = still(markers())
    lying = moved(upright, upright.position_m[:, :, [2, 1, 0]])
    analysis = analyse_track(lying, neutral=upright)
    assert analysis.vertical is not None
    assert analysis.vertical.axis is VerticalAxis.Z


@pytest.mark.parametrize("scale", [1000, 0.1])
def test_positions_that_are_not_in_metres_give_angles_and_no_moment(scale: float) -> None:
    track = still(leaning(30))
    analysis = analyse_track(moved(track, track.position_m * scale), body_mass_kg=80.0)
    assert reasons(analysis)["l5s1_extension_moment_nm"] is WhyNot.SIZE_IMPLAUSIBLE
    assert values(analysis.trunk_inclination_deg)[0] == pytest.approx(30)


@pytest.mark.parametrize(("height", "plausible"), [(1.75, True), (1.10, False)])
def test_a_stature_that_was_told_is_held_against_the_trunk(height: float, *, plausible: bool) -> None:
    analysis = analyse_track(still(leaning(0)), body_mass_kg=80.0, height_m=height)
    assert isinstance(analysis.l5s1_extension_moment_nm, NotAvailable) is not plausible


def test_a_ball_has_nothing() -> None:
    analysis = analyse_track(still({"ball": (0, 0, 1)}), body_mass_kg=80.0)
    assert set(reasons(analysis).values()) == {WhyNot.NOT_MARKED}


def test_hands_that_are_missing_are_named() -> None:
    armless = {name: place for name, place in leaning(30).items() if "Wrist" not in name}
    series = analyse_track(still(armless), body_mass_kg=80.0).l5s1_extension_moment_nm
    assert series == NotAvailable(WhyNot.NOT_MARKED, (Landmark.WRIST,))


def test_a_frame_in_which_a_shoulder_was_not_seen_stays_empty() -> None:
    track = still(leaning(30), frames=60)
    places = track.position_m.copy()
    places[20:40, track.joints.index("LeftShoulder")] = np.nan
    analysis = analyse_track(moved(track, places), body_mass_kg=80.0)
    for series in (values(analysis.trunk_inclination_deg), values(analysis.l5s1_extension_moment_nm)):
        assert np.isnan(series[20:40]).all()
        assert np.isfinite(series[:20]).all()
        assert np.isfinite(series[40:]).all()
    assert np.isfinite(values(analysis.knee_deg)).all()
    assert analysis.bridged_frames == 0


def test_jitter_leaves_the_weights_alone() -> None:
    track = bending()
    shaken = track.position_m + np.random.default_rng(5).normal(scale=0.006, size=track.position_m.shape)
    analysis = analyse_track(moved(track, shaken), body_mass_kg=80.0)
    assert analysis.jitter_m > 0.002
    assert not analysis.with_inertia


def test_no_load_means_that_nothing_is_held() -> None:
    assert analyse_track(still(leaning(30)), body_mass_kg=80.0).held is None
    assert analyse_track(still(leaning(30)), body_mass_kg=80.0, load_kg=0).held is None


def test_a_track_that_never_lifts_holds_its_load_all_the_time() -> None:
    analysis = analyse_track(still(leaning(0)), body_mass_kg=80.0, load_kg=20.0)
    assert analysis.held is not None
    assert analysis.held.why is HeldWhy.HANDS_STAY_UP
    assert analysis.held.share.min() == 1


def test_a_load_that_is_told_to_be_held_is() -> None:
    analysis = analyse_track(still(leaning(0)), body_mass_kg=80.0, load_kg=20.0, held_throughout=True)
    assert analysis.held is not None
    assert analysis.held.why is HeldWhy.TOLD


def test_a_series_that_is_not_there_has_no_peak() -> None:
    analysis = analyse_track(still(leaning(0)))
    assert analysis.peak(analysis.l5s1_extension_moment_nm) is None


def test_the_analysis_of_an_empty_sky_still_has_its_times() -> None:
    analysis = analyse_track(moved(still(leaning(0)), np.full((20, 19, 3), np.nan)), body_mass_kg=80.0)
    assert len(analysis.time_s) == 20
    assert set(reasons(analysis).values()) == {WhyNot.NOT_MARKED}
    assert {field.name for field in fields(analysis)} >= set(SERIES)


leans = st.floats(5, 100)
kilograms = st.floats(40, 160)


@settings(deadline=None, max_examples=40)
@given(leans, kilograms, st.floats(1, 200), st.floats(0.1, 3))
def test_in_a_still_posture_the_moment_grows_evenly_with_load_and_body(
    lean: float, body: float, load: float, times: float
) -> None:
    track = still(leaning(lean))
    none, once, more = (moment(track, body, held) for held in (None, load, times * load))
    np.testing.assert_allclose(more - none, times * (once - none), atol=1e-6)
    np.testing.assert_allclose(moment(track, times * body), times * none, rtol=1e-6, atol=1e-6)


@settings(deadline=None, max_examples=40)
@given(leans, st.floats(-180, 180), st.tuples(*[st.floats(-20, 20)] * 3))
def test_neither_place_nor_heading_changes_the_moment(
    lean: float, heading: float, place: tuple[float, float, float]
) -> None:
    track = still(leaning(lean))
    c, s = cos(radians(heading)), sin(radians(heading))
    turned = track.position_m @ np.array([[c, s, 0], [-s, c, 0], [0, 0, 1]]) + np.array(place)
    np.testing.assert_allclose(moment(moved(track, turned)), moment(track), atol=1e-6)


@settings(deadline=None, max_examples=20)
@given(st.floats(-1000, 1000))
def test_a_later_clock_shifts_nothing_but_the_times(seconds: float) -> None:
    track = bending()
    later = Track(track.joints, track.time_s + seconds, track.position_m)
    np.testing.assert_allclose(moment(later, load_kg=20.0), moment(track, load_kg=20.0), rtol=1e-4, atol=1e-3)


@pytest.mark.parametrize("order", [[0, 1, 2], [0, 2, 1], [1, 2, 0], [2, 0, 1], [2, 1, 0], [1, 0, 2]])
@pytest.mark.parametrize("sign", [1, -1])
def test_the_axes_of_the_file_change_nothing(order: list[int], sign: int) -> None:
    track = bending()
    turned = moved(track, track.position_m[:, :, order] * sign)
    for one, other in ((analyse_track(track, body_mass_kg=80.0), analyse_track(turned, body_mass_kg=80.0)),):
        for name in SERIES:
            np.testing.assert_allclose(values(getattr(other, name)), values(getattr(one, name)), atol=1e-6)


def test_a_neutral_in_which_somebody_lifts_is_that_of_its_upright_moments() -> None:
    """The same lift as its own neutral gives what its most upright frames give."""
    lift = bending_person()
    alone, itself = analyse_track(lift), analyse_track(lift, neutral=lift)
    bent, bent_from_itself = alone.peak(alone.lumbar_flexion_deg), itself.peak(itself.lumbar_flexion_deg)
    assert bent is not None
    assert bent_from_itself is not None
    assert bent_from_itself.value == pytest.approx(bent.value, abs=1)
