"""What is drawn over a film is what was found in it: the marks, the angles, and a short word of each repetition."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.core.motion.made_sets import Camera, filmed, lying, repetitions, set_of, squatting, still, there_and_back
from tests.made_films import film_of

from lumbar.core.biomechanics.landmarks import Side
from lumbar.core.motion.lumbar import BackShape, LumbarChange, WhyNoShape
from lumbar.core.motion.pose import Landmark
from lumbar.knowledge.catalogue import load_catalogue
from lumbar.usecases.form_from_video import FormFromVideo, form_from_video
from lumbar.usecases.overlay import Overlay
from lumbar.usecases.video_reading import VideoReading
from lumbar.wording.form_overlay import form_overlay, worst_and_best

MOST_LETTERS = 20
"""There is room for no more beside a picture of 320 pixels."""


def form(reading: VideoReading | None = None, exercise: str = "squat") -> FormFromVideo:
    return form_from_video(
        reading or film_of(filmed(squatting(repetitions(4)))),
        exercise=exercise,
        catalogue=load_catalogue(),
        networks=(),
    )


def with_backs(found: FormFromVideo, *changes: LumbarChange) -> FormFromVideo:
    return replace(found, back=replace(found.back, changes=changes))


def back(shape: BackShape, by_deg: float, at_s: float) -> LumbarChange:
    return LumbarChange(shape, None, by_deg, 6.0, at_s)


def test_every_repetition_is_marked_where_it_is() -> None:
    found = form()
    overlay = form_overlay(found)
    assert [(each.start_s, each.turn_s, each.end_s) for each in overlay.repetitions] == [
        (each.repetition.start_s, each.repetition.turn_s, each.repetition.end_s) for each in found.repetitions
    ]
    assert overlay.near is Side.RIGHT
    assert overlay.hold is None


def test_three_angles_are_drawn_with_a_value_a_frame() -> None:
    """Hips are bent by 145 degrees at the bottom."""
    overlay = form_overlay(form())
    assert [trace.name for trace in overlay.traces] == ["Trunk", "Hip", "Knee"]
    assert np.nanmax(overlay.traces[1].values) == pytest.approx(145, abs=4)


def test_joints_are_drawn_where_they_are_in_the_picture() -> None:
    """Without jitter, what is steadied stays within two pixels of where it was made."""
    reading = film_of(filmed(squatting(repetitions(2))))
    overlay = form_overlay(form(reading))
    for landmark in (Landmark.RIGHT_KNEE, Landmark.RIGHT_SHOULDER, Landmark.RIGHT_ANKLE):
        place = overlay.place(45, landmark)
        assert place is not None
        np.testing.assert_allclose(place, reading.pose.of(landmark)[45], atol=2.0)


def test_a_joint_the_model_doubts_is_not_drawn() -> None:
    overlay = form_overlay(form(film_of(filmed(squatting(repetitions(2)), Camera(far_side_seen=0.2)))))
    assert overlay.place(45, Landmark.LEFT_KNEE) is None
    assert overlay.place(45, Landmark.RIGHT_KNEE) is not None


def test_a_back_that_rounds_is_said_beside_its_repetition_with_its_change() -> None:
    found = with_backs(
        form(),
        back(BackShape.NEUTRAL, 3.0, 2.0),
        back(BackShape.NEUTRAL, -4.0, 5.0),
        back(BackShape.ROUNDED, 24.0, 8.0),
        LumbarChange(BackShape.CANNOT_TELL, None),
    )
    marks = form_overlay(found).repetitions
    assert [mark.unusual for mark in marks] == [False, False, True, False]
    assert marks[2].status == "back rounds"
    assert marks[2].change is not None
    assert (marks[2].change.deg, marks[2].change.uncertainty_deg) == (24.0, 6.0)
    assert marks[3].change is None


def test_the_still_holds_the_repetition_furthest_from_the_neutral_beside_the_nearest() -> None:
    found = with_backs(
        form(),
        back(BackShape.NEUTRAL, 3.0, 2.0),
        back(BackShape.NEUTRAL, -4.0, 5.0),
        back(BackShape.ROUNDED, 24.0, 8.0),
        LumbarChange(BackShape.CANNOT_TELL, None),
    )
    assert worst_and_best(found) == (8.0, 2.0)


def test_a_figure_without_an_answer_is_neither_drawn_nor_chosen_for_the_still() -> None:
    """The third reads 40 degrees and is too unsure to be called; the fourth reads as arched."""
    found = with_backs(
        form(),
        back(BackShape.NEUTRAL, 3.0, 2.0),
        back(BackShape.NEUTRAL, 9.0, 5.0),
        LumbarChange(BackShape.CANNOT_TELL, WhyNoShape.TOO_UNSURE, 40.0, 30.0, 8.0),
        LumbarChange(BackShape.CANNOT_TELL, WhyNoShape.ARCH_NOT_TOLD, -30.0, 9.0, 11.0),
    )
    assert [mark.change is None for mark in form_overlay(found).repetitions] == [False, False, True, True]
    assert worst_and_best(found) == (5.0, 2.0)


def test_an_arch_is_never_shown_as_the_furthest() -> None:
    """8 degrees of arch beside 1 of rounding: the arch is further, so there is no pair to show."""
    found = with_backs(
        form(),
        back(BackShape.NEUTRAL, -8.0, 2.0),
        back(BackShape.NEUTRAL, 1.0, 5.0),
        back(BackShape.OVERARCHED, -20.0, 8.0),
        LumbarChange(BackShape.CANNOT_TELL, None),
    )
    assert worst_and_best(found) is None


def test_where_fewer_than_two_backs_were_read_there_is_no_still() -> None:
    assert worst_and_best(form()) is None


def test_each_word_beside_a_repetition_is_short_and_names_no_harm() -> None:
    """Nine squats, the last three to six tenths of the depth."""
    course = set_of(still(1), *[there_and_back()] * 6, *[there_and_back(depth=0.6)] * 3, still(1))
    overlay = form_overlay(form(film_of(filmed(squatting(course)))))
    said = [mark.status for mark in overlay.repetitions]
    assert any(said)
    for word in said:
        assert len(word) <= MOST_LETTERS
        assert not any(frightening in word for frightening in ("danger", "injur", "wrong", "bad"))


def test_a_hold_is_marked_from_its_start_to_its_end() -> None:
    overlay = form_overlay(form(film_of(filmed(lying(still(10, 0.58), still(10, 0.0)))), "plank"))
    assert overlay.repetitions == ()
    assert overlay.hold is not None
    assert overlay.hold.end_s - overlay.hold.start_s == pytest.approx(10, abs=0.5)


def test_a_film_of_nobody_is_drawn_without_a_trace() -> None:
    pose = filmed(squatting(repetitions(1)))
    nobody = replace(pose, position=np.full_like(pose.position, np.nan), visibility=np.zeros_like(pose.visibility))
    overlay: Overlay = form_overlay(form(film_of(nobody)))
    assert (overlay.traces, overlay.repetitions, overlay.hold) == ((), (), None)
    assert not overlay.sure.any()
