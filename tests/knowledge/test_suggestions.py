"""Suggestions: close spellings only, never a stretch, and a warning when they lead to different movements."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbar.core.evidence import Certainty
from lumbar.core.exercises import MovementClass
from lumbar.knowledge.catalogue import load_catalogue
from lumbar.knowledge.suggestions import LIKENESS_THRESHOLD, suggest

CATALOGUE = load_catalogue()
WORDS = sorted({word for spelling in CATALOGUE.names for word in spelling.split() if word.isascii()})


@pytest.mark.parametrize(
    ("name", "exercise"),
    [
        ("Benchpress", "bench_press"),
        ("Barbel Row", "barbell_row"),
        ("Kreuzhebn", "deadlift"),
        ("Lat puldown", "lat_pulldown"),
    ],
)
def test_a_slip_of_the_keyboard_is_recognised(name: str, exercise: str) -> None:
    assert CATALOGUE.resolve(name) is None
    assert suggest(name, CATALOGUE)[0].exercise.id == exercise


@pytest.mark.parametrize("name", ["", " ", "a", "()", "asdf", "Machine 3", "Zzzdump2"])
def test_nonsense_suggests_nothing(name: str) -> None:
    assert suggest(name, CATALOGUE) == ()


def test_names_that_lead_to_different_movements_say_so() -> None:
    found = suggest("kettlebell", CATALOGUE)
    assert len(found) == 3
    assert all(suggestion.classes_disagree for suggestion in found)


def test_the_limit_does_not_hide_a_disagreement() -> None:
    (only,) = suggest("kettlebell", CATALOGUE, limit=1)
    assert only.classes_disagree


def test_agreeing_suggestions_do_not_warn() -> None:
    assert not any(suggestion.classes_disagree for suggestion in suggest("Barbel Row", CATALOGUE))


def test_the_threshold_is_our_judgement() -> None:
    assert LIKENESS_THRESHOLD.value == 88
    assert LIKENESS_THRESHOLD.source.id == "our-judgement-2026-11-22"
    assert LIKENESS_THRESHOLD.certainty is Certainty.OPINION


@given(
    words=st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=8)), max_size=4),
    limit=st.integers(0, 6),
)
def test_suggestions_respect_threshold_and_limit(words: list[str], limit: int) -> None:
    found = suggest(" ".join(words), CATALOGUE, limit=limit)
    assert len(found) <= limit
    assert all(suggestion.score >= LIKENESS_THRESHOLD.value for suggestion in found)
    assert all(suggestion.exercise.movement is not MovementClass.MOBILITY for suggestion in found)
    assert [suggestion.score for suggestion in found] == sorted((s.score for s in found), reverse=True)
    assert len({suggestion.exercise.id for suggestion in found}) == len(found)
    if len({suggestion.exercise.movement for suggestion in found}) > 1:
        assert all(suggestion.classes_disagree for suggestion in found)


@pytest.mark.parametrize("name", ["Cat Cow Stretc", "Childs Pos", "Lying Hamstring Stretc", "Seated Forward Fol"])
def test_a_stretch_is_never_offered(name: str) -> None:
    assert all(suggestion.exercise.movement is not MovementClass.MOBILITY for suggestion in suggest(name, CATALOGUE))
