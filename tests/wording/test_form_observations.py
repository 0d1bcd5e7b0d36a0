"""Sentences about what was seen, with figures from made sets and by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from tests.core.motion.made_sets import (
    Camera,
    Places,
    filmed,
    hinging,
    lying,
    repetitions,
    set_of,
    squatting,
    still,
    way,
)
from tests.core.motion.test_movement_form import good_mornings, leaning_more

from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.causes.finding import Status
from lumbar.core.causes.form import form_findings
from lumbar.core.evidence import Certainty
from lumbar.core.motion.joints import from_pose
from lumbar.core.motion.looked_at import WhyNotLookedAt
from lumbar.core.motion.moment import PictureMoment, RepetitionMoment, WhyNoMoment
from lumbar.core.motion.movement_form import MovementForm, movement_form
from lumbar.core.motion.observations import (
    Cue,
    DepthOf,
    Observation,
    ObservationKind,
    Standing,
    Unit,
    WhyNotTold,
    cannot_tell,
)
from lumbar.core.motion.phases import Tempo
from lumbar.core.motion.uncertainty import TRUNK
from lumbar.wording.findings import closing_sentences, finding_words
from lumbar.wording.form_observations import (
    cue_sentence,
    figure_sentence,
    hold_sentence,
    how_to_film,
    moment_basis,
    moment_of_repetition,
    no_moment_sentence,
    not_looked_at_sentence,
    notable_in,
    observation_sentence,
    tempo_sentence,
    untold_sentences,
    view_sentence,
)

LEAN = Observation(
    kind=ObservationKind.TRUNK_LEAN,
    repetition=None,
    value=61.2,
    unit=Unit.DEGREES,
    usual=46.8,
    uncertainty=4.0,
    standing=Standing.NOTABLE,
    why_not=None,
    at_s=12.34,
    cue=Cue.SAME_LEAN,
    sources=(TRUNK.by_itself.source,),
    certainty=Certainty.OPINION,
)
"""A lean that grew over the set."""


def film(places: Places, lift: Lift, camera: Camera | None = None) -> MovementForm:
    return movement_form(from_pose(filmed(places, camera or Camera())), lift)


def test_a_change_over_the_set_names_both_ends_the_change_and_what_may_be_the_camera() -> None:
    assert observation_sentence(LEAN, Lift.SQUAT) == (
        "In the last third of the set your trunk leaned 61° from upright, in its first third 47°: a change of 14°, "
        "where 4° may be the camera's. Take the lean of your first repetitions into the last ones, or end the set "
        "there."
    )


def test_one_repetition_names_its_moment_its_error_and_the_first_ones() -> None:
    one = replace(LEAN, repetition=5, uncertainty=6.0)
    assert observation_sentence(one, Lift.SQUAT).startswith(
        "In repetition 5 (12.3 s) your trunk leaned 61° (± 6°) from upright; in your first repetitions 47°."
    )
    alike = replace(one, value=47.0, standing=Standing.AS_USUAL, cue=None)
    assert observation_sentence(alike, Lift.SQUAT) == (
        "In repetition 5 (12.3 s) your trunk leaned 47° (± 6°) from upright, as in your first repetitions (47°)."
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": ObservationKind.DEPTH, "depth_of": DepthOf.THIGH, "value": -9.6}, "your thigh was 10° below level"),
        (
            {"kind": ObservationKind.DEPTH, "depth_of": DepthOf.THIGH, "value": 15.0},
            "your thigh was 15° short of level",
        ),
        ({"kind": ObservationKind.DEPTH, "depth_of": DepthOf.HIP}, "your hips were bent by 61°"),
        ({"kind": ObservationKind.DEPTH, "depth_of": DepthOf.ELBOW}, "your elbow was bent by 61°"),
        ({"kind": ObservationKind.HIPS_FIRST, "value": 12.0}, "the trunk leaned 12° further forward"),
        ({"kind": ObservationKind.HIPS_FIRST, "value": -9.0}, "the trunk straightened by 9°"),
        (
            {"kind": ObservationKind.HAND_PATH, "value": 0.21, "usual": 0.1, "unit": Unit.TRUNK_LENGTHS},
            "your hands came 21 % of a trunk's length before the middle of your foot",
        ),
        (
            {"kind": ObservationKind.LEFT_RIGHT, "value": -0.1, "usual": 0.0, "unit": Unit.TRUNK_LENGTHS},
            "your hips went 10 % of a trunk's length to your right",
        ),
        (
            {"kind": ObservationKind.RAISING_TIME, "value": 2.0, "usual": 1.0, "unit": Unit.SECONDS},
            "raising took 2.0 s",
        ),
        ({"kind": ObservationKind.LOWERING_TIME, "value": 2.0, "usual": 1.0, "unit": Unit.SECONDS}, "lowering took"),
        ({"kind": ObservationKind.TRUNK_SWING}, "your trunk swung by 61°"),
        ({"kind": ObservationKind.BODY_LINE, "value": -8.0}, "your hips were 8° below the line"),
    ],
)
def test_every_kind_has_its_words(changes: dict[str, object], said: str) -> None:
    sentence = observation_sentence(replace(LEAN, **changes), Lift.PUSH_UP)  # type: ignore[arg-type]
    assert said in sentence


def test_every_reason_says_what_was_met() -> None:
    for why in WhyNotTold:
        sentence = observation_sentence(cannot_tell(ObservationKind.DEPTH, Unit.DEGREES, why), Lift.SQUAT)
        assert sentence.startswith("Depth: cannot be told, as ")
        assert sentence.endswith(".")
        assert how_to_film(why) in sentence


def test_what_cannot_be_told_for_one_reason_is_one_sentence() -> None:
    turned, few = WhyNotTold.TURNED_TOO_FAR, WhyNotTold.TOO_FEW_REPETITIONS
    seen = [
        cannot_tell(ObservationKind.DEPTH, Unit.DEGREES, turned),
        cannot_tell(ObservationKind.LOWERING_TIME, Unit.SECONDS, few),
        cannot_tell(ObservationKind.TRUNK_LEAN, Unit.DEGREES, turned),
        cannot_tell(ObservationKind.HIPS_FIRST, Unit.DEGREES, turned),
        cannot_tell(ObservationKind.HAND_PATH, Unit.TRUNK_LENGTHS, WhyNotTold.HALF_RECORDED, 2),
    ]
    together, alone, of_one = untold_sentences(seen)
    assert together == (
        "Depth, lean of the trunk and hips before chest cannot be told, as the camera stands too far off your side. "
        "Put the camera square to your side, at the height of your hips."
    )
    assert alone.startswith("Time of lowering cannot be told, as there are too few repetitions")
    assert of_one.startswith("Way of the hands of repetition 2 cannot be told, as only a half")
    assert untold_sentences([]) == ()


def test_a_figure_with_nothing_beside_it_is_told_as_it_is() -> None:
    alone = replace(LEAN, repetition=1, usual=None, standing=Standing.CANNOT_TELL, why_not=WhyNotTold.ONE_REPETITION)
    assert figure_sentence(alone, of_many=False) == "Your trunk leaned 61° (± 4°) from upright."
    assert figure_sentence(alone, of_many=True) == (
        "In repetition 1 (12.3 s) your trunk leaned 61° (± 4°) from upright."
    )


def test_a_set_that_slows_is_told_no_more_than_that_it_got_harder() -> None:
    slower = replace(
        LEAN, kind=ObservationKind.RAISING_TIME, unit=Unit.SECONDS, value=2.0, usual=1.0, cue=Cue.END_WHEN_IT_SLOWS
    )
    (finding,) = form_findings([slower], Lift.SQUAT, date(2026, 11, 30))
    assert finding_words(finding).what.endswith("It got harder there; end earlier if that was not meant.")
    assert finding_words(finding).prevention == ""
    (leaning,) = form_findings([LEAN], Lift.SQUAT, date(2026, 11, 30))
    assert finding_words(leaning).prevention != ""


def test_how_sure_why_and_what_to_do_are_said_once_for_all_that_changed() -> None:
    """A lean that grew and a way up that slowed: what to do is of the lean."""
    slower = replace(LEAN, kind=ObservationKind.RAISING_TIME, unit=Unit.SECONDS, value=2.0, usual=1.0)
    findings = form_findings([slower, LEAN], Lift.SQUAT, date(2026, 11, 30))
    said = closing_sentences(findings)
    assert said.count("Why it might matter") == said.count("Next time") == 1
    assert closing_sentences([each for each in findings if each.status is Status.USUAL]) == ""


def test_no_sentence_frightens() -> None:
    said = [cue_sentence(cue) for cue in Cue] + [how_to_film(why) for why in WhyNotTold]
    for form in (
        film(good_mornings([20.0] * 4), Lift.SQUAT),
        film(leaning_more([45 + 4 * number for number in range(6)]), Lift.SQUAT),
    ):
        said += [finding_words(each).text for each in form_findings(form.observations, form.lift, date(2026, 11, 30))]
    for sentence in said:
        for word in ("danger", "injur", "harm", "risk", "wrong", "bad", "unsafe"):
            assert word not in sentence.lower()


def test_a_finding_of_every_repetition_names_them() -> None:
    form = film(good_mornings([20.0] * 4), Lift.SQUAT)
    first, *_ = form_findings(form.observations, Lift.SQUAT, date(2026, 11, 30))
    text = finding_words(first).text
    assert "your hips rose before your chest" in text
    assert "It was so in repetitions 1, 2, 3 and 4." in text
    assert "Push the floor away and let chest and hips rise together." in text
    assert notable_in([3]) == ""


def test_a_hold_that_sinks_names_when_and_by_how_much() -> None:
    course = set_of(still(15), way(0, -0.12, 10), still(5, -0.12))
    form = film(lying(np.full(len(course), 0.58), course), Lift.PLANK)
    line = observation_sentence(form.observations[0], Lift.PLANK)
    assert line == (
        "Your hips sank below the line of your first seconds by up to 21° (± 5°), from 18 s on. Lift your hips back "
        "into line, or end the hold there."
    )
    assert observation_sentence(form.observations[1], Lift.PLANK) == "Held for 30 s."
    assert form.hold is not None
    assert hold_sentence(form.hold) == "Held for 30 s; its own start is from 0.0 to 3.0 s."


@pytest.mark.parametrize(
    ("camera", "said"),
    [
        (Camera(), "Filmed from your right, about 0° (± 8°) off a side view."),
        (Camera(off_side_deg=25, facing=-1), "which can be read, but less well. Put the camera square to your side"),
        (Camera(off_side_deg=40), "the camera stands too far off your side, so most of the lift cannot be told. Put"),
        (Camera(off_side_deg=90), "Filmed from the front: it is filmed from the front, so most of the lift"),
        (Camera(pixels_a_metre=80), "a trunk of 40 pixels where 8 % of the longer side of the picture are needed. Put"),
    ],
)
def test_the_view_says_how_to_film_better(camera: Camera, said: str) -> None:
    assert said in view_sentence(film(squatting(repetitions(2)), Lift.SQUAT, camera).view)


def test_a_room_has_no_view() -> None:
    assert view_sentence(None).startswith("Recorded in a room")


def test_phases_are_told_as_far_as_they_are_there() -> None:
    assert tempo_sentence(2, Tempo(1.26, 0.1, 0.84)) == "2: down 1.3 s, pause 0.1 s, up 0.8 s."
    assert tempo_sentence(1, Tempo(None, None, 1.0)) == "1: up 1.0 s."
    assert tempo_sentence(1, Tempo(None, None, None)) == "1: only a part of it is in the recording."


def test_a_moment_carries_its_error_and_what_it_rests_on() -> None:
    one = RepetitionMoment(2, 496.1, 81.5, 4.87)
    assert moment_of_repetition(one) == "2: 496 Nm (± 82 Nm) at 4.9 s."
    nothing = np.zeros(0)
    told = PictureMoment(nothing, nothing, (one,), 0.005, stature_told=False, load_tested=False)
    assert "Metres are taken from a usual height" in moment_basis(told)
    assert "not tested with a load as heavy as yours" in moment_basis(told)
    assert "Metres are taken from your height." in moment_basis(replace(told, stature_told=True, load_tested=True))
    for reason in WhyNoMoment:
        assert no_moment_sentence(reason).endswith(".")


def test_what_is_not_looked_at_is_said_with_its_reason() -> None:
    assert not_looked_at_sentence(ObservationKind.DEPTH, WhyNotLookedAt.SET_BY_THE_FLOOR) == (
        "Depth: not looked at, as the floor or a chair ends the movement."
    )


def test_a_single_deadlift_is_described() -> None:
    form = film(hinging(way(1, 0, 2)), Lift.DEADLIFT)
    texts = [finding_words(each).text for each in form_findings(form.observations, form.lift, date(2026, 11, 30))]
    assert any("and there is no other repetition to hold it against" in text for text in texts)
