"""What a track tells beside its angles: repetitions and findings from the same code as a film's."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from tests.core.motion.made_sets import captured, hinging, repetitions, set_of, still, there_and_back
from tests.made_tracks import bending_person

from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.causes.finding import Cause, Status
from lumbar.core.causes.form import FormFinding
from lumbar.core.motion.observations import ObservationKind, WhyNotTold
from lumbar.core.tracks import Track
from lumbar.knowledge.catalogue import load_catalogue
from lumbar.usecases.form_from_track import FormFromTrack, form_from_track
from lumbar.usecases.track_reading import TrackFormat, TrackReading

ON = date(2026, 11, 30)


def looked_at(track: Track, exercise: str = "good morning") -> FormFromTrack:
    reading = TrackReading("lift.trc", TrackFormat.TRC, track)
    return form_from_track(reading, neutral=None, exercise=exercise, catalogue=load_catalogue())


def finding_of(form: FormFromTrack, kind: ObservationKind) -> FormFinding:
    found = [each for each in form.findings(ON) if isinstance(each, FormFinding)]
    return next(each for each in found if each.observation.kind is kind)


def test_a_change_of_depth_over_the_set_is_a_changed_finding() -> None:
    """Hips bent by 100 degrees at the bottom of six good mornings, and by about 60 in the last three."""
    course = set_of(still(1), *[there_and_back()] * 6, *[there_and_back(depth=0.6)] * 3, still(1))
    form = looked_at(captured(hinging(course)))
    depth = finding_of(form, ObservationKind.DEPTH)
    assert (depth.cause, depth.status, depth.on) == (Cause.FORM, Status.CHANGED, ON)
    assert depth.value == pytest.approx(60, abs=8)
    assert depth.usual == pytest.approx(100, abs=5)


def test_repetitions_and_findings_rest_on_one_and_the_same_count() -> None:
    form = looked_at(captured(hinging(repetitions(5))))
    assert form.form is not None
    assert form.found is form.form.found
    assert len(form.repetitions) == len(form.form.tempos) == 5


def test_a_single_repetition_has_nothing_of_its_own_to_be_held_against() -> None:
    findings = looked_at(bending_person()).findings(ON)
    assert findings
    assert all(each.status is Status.NOT_RECORDED for each in findings)
    reasons = {each.observation.why_not for each in findings if isinstance(each, FormFinding)}
    assert WhyNotTold.ONE_REPETITION in reasons


def test_where_up_is_unknown_there_are_no_findings() -> None:
    """Markers that nobody knows show neither a body nor which way is up."""
    made = bending_person()
    form = looked_at(Track(tuple(f"P{number}" for number in range(len(made.joints))), made.time_s, made.position_m))
    assert form.form is None
    assert (form.found, form.repetitions, form.findings(ON)) == (None, (), ())


def test_an_exercise_nobody_knows_is_looked_at_for_its_pace_only() -> None:
    form = looked_at(captured(hinging(repetitions(5))), exercise="zorp")
    assert form.lift is Lift.OTHER
    kinds = {each.observation.kind for each in form.findings(ON) if isinstance(each, FormFinding)}
    assert kinds == {ObservationKind.LOWERING_TIME, ObservationKind.RAISING_TIME}


def test_hips_that_cannot_be_told_at_the_bottom_are_not_taken_for_hips_bent_less() -> None:
    """Three good mornings of 75 degrees of lean, the knees hidden beyond 50: the lean tells the bottom."""
    track = captured(hinging(repetitions(3)))
    lean = repetitions(3) * 75
    for side in ("Left", "Right"):
        track.position_m[lean > 50, track.joints.index(f"{side}Knee")] = np.nan
    for each in looked_at(track).repetitions:
        assert each.deepest is not None
        assert each.deepest.hip_deg is None
        assert each.deepest.trunk_inclination_deg == pytest.approx(75, abs=3)
