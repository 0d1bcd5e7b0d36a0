"""Any name leads to one of twelve lifts, and no name is an error."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbar.core.biomechanics.lifts import EXERCISES_OF, Lift, lift_of
from lumbar.core.exercises import MovementClass
from lumbar.knowledge.catalogue import load_catalogue

CATALOGUE = load_catalogue()


@pytest.mark.parametrize(
    ("name", "lift"),
    [
        ("Squat (Barbell)", Lift.SQUAT),
        ("Back squat", Lift.SQUAT),
        ("Kniebeuge", Lift.SQUAT),
        ("Goblet Squat", Lift.SQUAT),
        ("deadlift", Lift.DEADLIFT),
        ("Kreuzheben", Lift.DEADLIFT),
        ("Trap Bar Deadlift", Lift.DEADLIFT),
        ("RDL", Lift.ROMANIAN_DEADLIFT),
        ("Romanian Deadlift (Barbell)", Lift.ROMANIAN_DEADLIFT),
        ("Stiff Leg Deadlift", Lift.ROMANIAN_DEADLIFT),
        ("Good Morning (Barbell)", Lift.GOOD_MORNING),
        ("Bent Over Row (Barbell)", Lift.ROW),
        ("Bulgarian Split Squat", Lift.LUNGE),
        ("Push Up", Lift.PUSH_UP),
        ("Plank", Lift.PLANK),
        ("side plank", Lift.SIDE_PLANK),
        ("Bird-Dog", Lift.BIRD_DOG),
        ("sit to stand", Lift.SIT_TO_STAND),
        ("Leg Press", Lift.OTHER),
        ("Bench Press (Barbell)", Lift.OTHER),
        ("zorp", Lift.OTHER),
        ("", Lift.OTHER),
    ],
)
def test_a_name_of_any_app_leads_to_its_lift(name: str, lift: Lift) -> None:
    assert lift_of(name, CATALOGUE) is lift


@pytest.mark.parametrize("lift", Lift)
def test_each_lift_is_known_by_its_own_name(lift: Lift) -> None:
    assert lift_of(lift.value, CATALOGUE) is lift
    assert lift_of(lift.value.replace("_", " ").title(), CATALOGUE) is lift


@given(name=st.text())
def test_no_name_is_an_error(name: str) -> None:
    assert lift_of(name, CATALOGUE) in Lift


def test_the_exercises_of_a_lift_are_in_the_catalogue_and_move_alike() -> None:
    classes = {
        Lift.SQUAT: {MovementClass.SQUAT},
        Lift.DEADLIFT: {MovementClass.HINGE},
        Lift.ROMANIAN_DEADLIFT: {MovementClass.HINGE},
        Lift.ROW: {MovementClass.HORIZONTAL_PULL},
        Lift.LUNGE: {MovementClass.LUNGE},
        Lift.PUSH_UP: {MovementClass.HORIZONTAL_PUSH},
    }
    for lift, allowed in classes.items():
        assert {CATALOGUE.exercises[exercise].movement for exercise in EXERCISES_OF[lift]} == allowed
    listed = [exercise for exercises in EXERCISES_OF.values() for exercise in exercises]
    assert len(set(listed)) == len(listed)
    assert set(listed) <= CATALOGUE.exercises.keys()
