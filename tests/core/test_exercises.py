from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.made_training import CATALOGUE, CURL, DEADLIFT, exercise

from lumbar.core.exercises import AxialLoad, MovementClass, build_catalogue, spelling_key


@pytest.mark.parametrize("spelling", ["Deadlift", "DEADLIFT", "  deadlift ", "Ｄeadlift", "Kreuzheben", "KREUZHEBEN"])
def test_a_name_is_known_whatever_its_case_and_spacing(spelling: str) -> None:
    assert CATALOGUE.resolve(spelling) is DEADLIFT


def test_accents_punctuation_and_width_are_put_aside_but_the_order_of_words_is_not() -> None:
    assert spelling_key("Soulevé-de-terre (Barre)") == "souleve de terre barre"
    assert spelling_key("Ｓｑｕａｔ") == "squat"
    assert spelling_key("row upright") != spelling_key("upright row")


@given(st.text())
def test_a_key_of_a_key_is_itself(name: str) -> None:
    key = spelling_key(name)
    assert spelling_key(key) == key


def test_an_unknown_name_stays_unknown() -> None:
    assert CATALOGUE.resolve("Deadlifts") is None
    assert CATALOGUE.resolve("") is None


def test_one_name_cannot_mean_two_exercises() -> None:
    with pytest.raises(ValueError, match="names both"):
        build_catalogue((DEADLIFT, CURL), [("Lift", "deadlift"), ("lift", "barbell_curl")], edition="made")


def test_an_alias_must_point_somewhere() -> None:
    with pytest.raises(ValueError, match="not in the catalogue"):
        build_catalogue((DEADLIFT,), [("Curl", "barbell_curl")], edition="made")


def test_only_some_lifts_load_the_back() -> None:
    assert DEADLIFT.loads_the_back
    assert not CURL.loads_the_back
    calf_raise = exercise("calf_raise", "Calf raise", movement=MovementClass.ISOLATION, axial_load=AxialLoad.MODERATE)
    assert not calf_raise.loads_the_back
