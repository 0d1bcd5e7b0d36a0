"""Every remark of a film, every reason and every confinement has its sentence, and none frightens."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.core.motion.made_sets import filmed, hinging, lying, repetitions, set_of, squatting, still, way
from tests.made_films import film_of

from lumbar.core.biomechanics.landmarks import NotAvailable, WhyNot
from lumbar.core.motion.moment import NoPictureMoment, WhyNoMoment
from lumbar.core.references import FABER_2016, SARACENI_2020
from lumbar.knowledge.catalogue import load_catalogue
from lumbar.usecases.form_from_video import FormFromVideo, form_from_video
from lumbar.usecases.video_reading import Confinement, Speed, VideoReading, VideoRemark, VideoRemarkKind
from lumbar.wording import form_video as words

FRIGHTENING = ("injur", "harm", "risk", "wrong", "unsafe", "damage to", "herniat")


def form(
    reading: VideoReading | None = None, exercise: str = "squat", body_mass_kg: float | None = None
) -> FormFromVideo:
    return form_from_video(
        reading or film_of(filmed(squatting(repetitions(3)))),
        exercise=exercise,
        catalogue=load_catalogue(),
        networks=(),
        body_mass_kg=body_mass_kg,
    )


def is_plain(text: str) -> bool:
    return text[0].isupper() and text.endswith(".") and "None" not in text and "nan" not in text and "  " not in text


def frightens(text: str) -> bool:
    return any(word in text.lower() for word in FRIGHTENING)


@pytest.mark.parametrize("kind", VideoRemarkKind)
@pytest.mark.parametrize(("count", "at_s"), [(1, None), (3, 2.5)])
def test_every_remark_has_its_sentence(kind: VideoRemarkKind, count: int, at_s: float | None) -> None:
    remark = VideoRemark(kind, count=count, met="90°" if kind is VideoRemarkKind.ROTATED else "1.2", at_s=at_s)
    sentence = words.video_remark_sentence(remark)
    assert sentence.endswith(".")
    assert "None" not in sentence
    assert not frightens(sentence)


@pytest.mark.parametrize("why", WhyNot)
def test_every_reason_for_no_moment_has_its_sentence(why: WhyNot) -> None:
    assert is_plain(words.no_moment_sentence(NotAvailable(why)))


@pytest.mark.parametrize("reason", WhyNoMoment)
def test_every_reason_that_only_films_have_has_its_sentence(reason: WhyNoMoment) -> None:
    sentence = words.no_moment_sentence(NoPictureMoment(WhyNot.NEVER_SEEN, reason=reason))
    assert is_plain(sentence)
    assert not frightens(sentence)


@pytest.mark.parametrize("confinement", Confinement)
def test_every_confinement_says_what_the_decoder_can_reach(confinement: Confinement) -> None:
    reading = film_of(filmed(squatting(repetitions(1))))
    confined = replace(reading, facts=replace(reading.facts, confinement=confinement))
    sentence = words.confinement_sentence(confined)
    assert is_plain(sentence)
    assert ("no network" in sentence) == (confinement is not Confinement.LIMITS)
    assert ("read the program's own files" in sentence) == (confinement is Confinement.NAMESPACE)


def test_how_many_repetitions_there_are_and_that_a_hold_has_none() -> None:
    assert words.count_sentence(form()) == "3 repetitions."
    assert words.count_sentence(form(film_of(filmed(squatting(repetitions(1)))))) == "1 repetition."
    assert words.count_sentence(form(film_of(filmed(squatting(still(5)))))) == (
        "No repetition: nothing in the film goes there and back."
    )
    plank = form(film_of(filmed(lying(still(10, 0.58), still(10, 0.0)))), "plank")
    assert words.count_sentence(plank) is None


def test_a_repetition_says_its_time_its_pace_and_its_angles() -> None:
    """Made: lean 45, hips 145, knees 130 degrees at the bottom."""
    said = words.repetition_sentence(1, form().repetitions[0])
    assert said.startswith("1: ")
    for part in ("down", "up", "lean 4", "hips 14", "knees 1"):
        assert part in said
    assert "L5/S1" not in said
    assert said.endswith(".")


def test_a_moment_never_comes_without_its_error() -> None:
    hinges = form(film_of(filmed(hinging(repetitions(3)))), "romanian deadlift", body_mass_kg=80.0)
    said = words.repetition_sentence(1, hinges.repetitions[0])
    assert "L5/S1" in said
    assert "± " in said


def test_half_a_repetition_is_said_to_be_one() -> None:
    """Two squats, and a film that begins at the bottom of another."""
    course = set_of(way(1, 0, 1.5), still(0.5), repetitions(2))
    said = [
        words.repetition_sentence(number, each)
        for number, each in enumerate(form(film_of(filmed(squatting(course)))).repetitions, 1)
    ]
    assert "half of it is outside of the film" in said[0]
    assert not any("half of it" in each for each in said[1:])


def test_the_film_and_the_speed_are_told_as_they_are() -> None:
    """300 frames at 30 a second, looked at with 60 a second: 5 s."""
    reading = film_of(filmed(squatting(repetitions(3))), speed=Speed(60.0, 80.0))
    assert words.read_sentence(reading) == (
        "set.mp4: 10.0 s at 30 frames a second, 640 x 480; somebody was seen in 100 % of the frames."
    )
    assert words.speed_sentence(reading) == "Looked at in 5.0 s (60 frames a second), on this machine alone."
    assert words.speed_sentence(film_of(reading.pose)) is None


def test_a_lift_that_nobody_knows_is_named_as_it_was() -> None:
    assert words.title(form()) == "Squat"
    assert words.title(form(exercise="zorp")).startswith("“zorp”")


def test_sources_of_a_moment_stand_only_beside_one() -> None:
    assert words.sources(form()) == (SARACENI_2020,)
    assert FABER_2016 in words.sources(form(body_mass_kg=80.0))


def test_what_figures_are_frightens_nobody() -> None:
    for sentence in (
        *words.WHAT_IT_IS,
        words.PLUS_MINUS,
        words.NOTHING_STOOD_OUT,
        words.NOTHING_TOLD,
        words.NOTHING_BESIDE_IT,
        words.KEPT_SET_ASIDE,
        words.KEPT_NO_STILL,
        words.KEPT_NO_NEUTRAL,
        words.KEPT_LOCKED,
    ):
        assert sentence.endswith(".")
        assert not frightens(sentence)
