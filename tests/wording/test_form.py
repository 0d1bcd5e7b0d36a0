"""Every remark, reason and name of the form has its words, and what is not known is said."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from tests.made_tracks import bending_person, standing_person

from lumbar.core.biomechanics.kinematics import NeutralFrom
from lumbar.core.biomechanics.landmarks import Landmark, NotAvailable, WhyNot
from lumbar.core.biomechanics.lift_off import HeldLoad, HeldSpan, HeldWhy
from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.biomechanics.smoothing import Smoothing
from lumbar.core.errors import TrackTrouble, UnusableInput, UnusableKind
from lumbar.core.tracks import Track
from lumbar.knowledge.catalogue import load_catalogue
from lumbar.usecases.form_from_track import FormFromTrack, form_from_track
from lumbar.usecases.track_reading import RemarkKind, TrackFormat, TrackReading, TrackRemark
from lumbar.wording import form as words
from lumbar.wording.problems import unusable_sentence

CATALOGUE = load_catalogue()


def reading(track: Track, path: str = "lift.c3d") -> TrackReading:
    return TrackReading(path, TrackFormat.C3D, track)


def form(
    track: Track | None = None,
    *,
    neutral: Track | None = None,
    body_mass_kg: float | None = 80.0,
    load_kg: float | None = 20.0,
) -> FormFromTrack:
    return form_from_track(
        reading(track or bending_person()),
        neutral=None if neutral is None else reading(neutral, "standing.c3d"),
        exercise="deadlift",
        catalogue=CATALOGUE,
        body_mass_kg=body_mass_kg,
        load_kg=load_kg,
    )


def is_plain(text: str) -> bool:
    return text[0].isupper() and text.endswith(".") and not re.search(r"None|nan|  ", text)


@pytest.mark.parametrize("kind", RemarkKind)
@pytest.mark.parametrize("count", [1, 3])
def test_every_remark_has_its_sentence(kind: RemarkKind, count: int) -> None:
    sentence = words.remark_sentence(TrackRemark(kind, count=count, met="C7", limit="50"))
    assert sentence.endswith(".")
    assert "None" not in sentence


@pytest.mark.parametrize("trouble", TrackTrouble)
@pytest.mark.parametrize("detail", [None, "line 7: “x”"])
def test_every_trouble_with_a_track_is_one_sentence_that_says_what_to_do(
    trouble: TrackTrouble, detail: str | None
) -> None:
    unusable = UnusableInput(UnusableKind.TRACK_UNREADABLE, "lift.c3d", met=trouble.value, limit=detail)
    sentence = unusable_sentence(unusable)
    assert sentence.startswith("lift.c3d ")
    assert sentence.endswith(".")
    assert not re.search(r"\.\s+[A-Z]", sentence)
    assert "None" not in sentence


@pytest.mark.parametrize("why", WhyNot)
@pytest.mark.parametrize("missing", [(), (Landmark.C7,), (Landmark.C7, Landmark.T10)])
def test_every_reason_why_something_is_not_there_is_said(why: WhyNot, missing: tuple[Landmark, ...]) -> None:
    assert is_plain(words.not_available_sentence("lumbar_flexion_deg", NotAvailable(why, missing)))


def test_every_lift_landmark_and_series_has_a_name() -> None:
    assert words.LIFT_NAMES.keys() == set(Lift)
    assert words.LANDMARK_NAMES.keys() >= set(Landmark)
    assert words.SERIES_NAMES.keys() == form().series.keys()


@pytest.mark.parametrize("why", HeldWhy)
@pytest.mark.parametrize("spans", [0, 1, 5])
def test_when_the_load_counts_is_said_for_every_rule(why: HeldWhy, spans: int) -> None:
    made = form()
    held = HeldLoad(tuple(HeldSpan(float(n), n + 0.5) for n in range(spans)), np.ones(made.reading.track.frames), why)
    sentence = words.held_sentence(replace(made, analysis=replace(made.analysis, held=held)))
    assert sentence is not None
    assert is_plain(sentence)
    assert sentence.startswith("The 20 kg count ")


def test_a_load_without_a_body_weight_is_told_to_be_unused() -> None:
    assert words.held_sentence(form(body_mass_kg=None)) == (
        "The 20 kg were not used: a moment needs your body weight too (--bodyweight)."
    )
    assert words.held_sentence(form(load_kg=None)) is None


@pytest.mark.parametrize("smoothing", Smoothing)
@pytest.mark.parametrize("bridged", [0, 1, 4])
def test_what_was_done_to_the_positions_is_said(smoothing: Smoothing, bridged: int) -> None:
    made = form()
    changed = replace(made, analysis=replace(made.analysis, smoothing=smoothing, bridged_frames=bridged))
    assert is_plain(words.smoothing_sentence(changed))


def test_a_bend_within_what_skin_markers_tell_is_no_bend() -> None:
    sentence = words.lumbar_sentence(form(bending_person(lumbar_deg=3.0)))
    assert sentence is not None
    assert "stayed within 5° of your neutral" in sentence
    bent = words.lumbar_sentence(form(bending_person(lumbar_deg=30.0)))
    assert bent is not None
    assert "(± 5°)" in bent


def test_what_neutral_was_is_said() -> None:
    assert "most upright moments" in str(words.neutral_sentence(form()))
    assert words.neutral_sentence(form(neutral=standing_person())) == "Your neutral is how you stand in standing.c3d."
    few = standing_person()
    useless = Track(tuple(f"P{n}" for n in range(len(few.joints))), few.time_s, few.position_m)
    said = form(neutral=useless)
    assert said.analysis.neutral_from is NeutralFrom.MOST_UPRIGHT_FRAMES
    assert "standing.c3d does not show your back and pelvis" in str(words.neutral_sentence(said))


def test_the_moment_says_what_it_is_of_and_how_far_off() -> None:
    sentence = str(words.moment_sentence(form()))
    assert "your upper body and 20 kg" in sentence
    assert "net moment" in sentence
    assert "up to 20 Nm" in sentence
    assert "your upper body." in str(words.moment_sentence(form(load_kg=None)))
    assert words.moment_sentence(form(body_mass_kg=None)) is None
    assert words.compression_sentence(form(body_mass_kg=None)) is None


def test_sources_are_named_for_what_was_said_and_for_nothing_else() -> None:
    assert {source.id for source in words.sources(form())} == {
        "saraceni-2020", "faber-2016", "faber-2020", "de-leva-1996", "cholewicki-1991",
    }  # fmt: skip
    assert {source.id for source in words.sources(form(body_mass_kg=None))} == {"saraceni-2020"}


def test_no_sentence_calls_a_figure_dangerous_or_safe() -> None:
    text = " ".join(words.WHAT_THEY_ARE)
    assert "No number here is a danger line" in text
    assert not re.search(r"\b(safe|risk|injur)", text)


def test_an_unknown_exercise_is_shown_as_it_was_named() -> None:
    made = form()
    other = replace(made, lift=Lift.OTHER, exercise="zorp\x1b[31m")
    assert words.lift_title(other).startswith("“zorp")
    assert "\x1b" not in words.lift_title(other)
    assert words.lift_title(made) == "Deadlift"


def test_a_back_that_arches_is_told_as_arching_and_never_as_neutral() -> None:
    """Lumbar flexion from 0 down to -25 degrees: arched by 25, and not bent."""
    analysis = replace(form().analysis, lumbar_flexion_deg=np.linspace(0, -25, len(form().analysis.time_s)))
    sentence = words.lumbar_sentence(replace(form(), analysis=analysis)) or ""
    assert "arched by 25°" in sentence
    assert "bent" not in sentence
    assert "stayed within" not in sentence
