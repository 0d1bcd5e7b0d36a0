"""The tables as shipped: complete, consistent, and within what a lower back would agree with."""

from __future__ import annotations

from collections import Counter

import pytest

from lumbar.core.exercises import (
    AxialLoad,
    Catalogue,
    Exercise,
    Implement,
    LumbarPosture,
    MovementClass,
    Muscle,
    Side,
)
from lumbar.knowledge.catalogue import EDITION, load_catalogue

CATALOGUE = load_catalogue()
EXERCISES = tuple(CATALOGUE.exercises.values())
TIERS = {tier: height for height, tier in enumerate(AxialLoad)}
HANDS_ON_THE_FLOOR_OR_LYING = {
    LumbarPosture.PRONE,
    LumbarPosture.SUPINE,
    LumbarPosture.SIDE_LYING,
    LumbarPosture.QUADRUPED,
    LumbarPosture.SUPPORTED,
}


def _all(movement: MovementClass) -> list[Exercise]:
    return [exercise for exercise in EXERCISES if exercise.movement is movement]


def _offenders(exercises: list[Exercise] | tuple[Exercise, ...]) -> list[str]:
    return [exercise.id for exercise in exercises]


def test_the_catalogue_holds_what_a_gym_sees() -> None:
    assert len(EXERCISES) >= 190
    assert len(CATALOGUE.names) >= 2000
    assert CATALOGUE.edition == EDITION == "2026-11-22"


def test_every_movement_class_occurs() -> None:
    assert set(Counter(exercise.movement for exercise in EXERCISES)) == set(MovementClass)


def test_every_exercise_trains_something_and_says_it_once() -> None:
    for exercise in EXERCISES:
        muscles = (*exercise.primary, *exercise.secondary)
        assert exercise.primary, exercise.id
        assert len(set(muscles)) == len(muscles), exercise.id


def test_names_are_in_sentence_case() -> None:
    names = [exercise.name for exercise in EXERCISES]
    assert [name for name in names if name[0].islower() or (" " in name and name.istitle())] == []


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: str(exercise.id))
def test_a_substitute_trains_a_main_muscle_of_the_exercise(exercise: Exercise) -> None:
    assert exercise.id not in exercise.substitutes
    assert len(set(exercise.substitutes)) == len(exercise.substitutes) <= 4
    for substitute in exercise.substitutes:
        assert set(CATALOGUE.exercises[substitute].primary) & set(exercise.primary), substitute


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: str(exercise.id))
def test_substitutes_start_with_the_least_load_and_never_lead_to_a_heavier_one(exercise: Exercise) -> None:
    loads = [TIERS[CATALOGUE.exercises[substitute].axial_load] for substitute in exercise.substitutes]
    assert loads == sorted(loads)
    assert all(load <= max(TIERS[AxialLoad.LOW], TIERS[exercise.axial_load]) for load in loads)


def test_whoever_loads_the_back_most_has_somewhere_to_go() -> None:
    heavy = [exercise for exercise in EXERCISES if exercise.axial_load is AxialLoad.HIGH]
    stuck = [
        exercise
        for exercise in heavy
        if not any(CATALOGUE.exercises[other].axial_load is not AxialLoad.HIGH for other in exercise.substitutes)
    ]
    assert _offenders(stuck) == []


def test_no_isolation_is_among_the_heaviest_loads() -> None:
    isolation = _all(MovementClass.ISOLATION)
    assert _offenders([exercise for exercise in isolation if exercise.axial_load is AxialLoad.HIGH]) == []


def test_a_hinge_bends_the_trunk_under_load_or_lies_down_lightly() -> None:
    wrong = [
        exercise
        for exercise in _all(MovementClass.HINGE)
        if not exercise.hinge
        and not (
            exercise.posture in {LumbarPosture.SUPPORTED, LumbarPosture.SUPINE}
            and exercise.axial_load in {AxialLoad.NONE, AxialLoad.LOW}
        )
    ]
    assert _offenders(wrong) == []


def test_the_hinge_flag_never_stands_on_a_trunk_at_rest() -> None:
    at_rest = {LumbarPosture.SUPPORTED, LumbarPosture.SUPINE, LumbarPosture.SIDE_LYING, LumbarPosture.HANGING}
    assert _offenders([exercise for exercise in EXERCISES if exercise.hinge and exercise.posture in at_rest]) == []


def test_what_lies_or_leans_on_a_pad_is_never_among_the_heaviest_loads() -> None:
    wrong = [
        exercise
        for exercise in EXERCISES
        if exercise.posture in HANDS_ON_THE_FLOOR_OR_LYING and exercise.axial_load is AxialLoad.HIGH
    ]
    assert _offenders(wrong) == []


def test_carries_load_the_back() -> None:
    light = [
        exercise
        for exercise in _all(MovementClass.CARRY)
        if exercise.axial_load not in {AxialLoad.MODERATE, AxialLoad.HIGH}
    ]
    assert _offenders(light) == []


def test_a_barbell_on_the_shoulders_or_from_the_floor_is_the_heaviest_tier() -> None:
    classes = {MovementClass.HINGE, MovementClass.SQUAT}
    upright = {LumbarPosture.UPRIGHT, LumbarPosture.INCLINED, LumbarPosture.HORIZONTAL}
    light = [
        exercise
        for exercise in EXERCISES
        if exercise.movement in classes
        and exercise.implement in {Implement.BARBELL, Implement.TRAP_BAR}
        and exercise.posture in upright
        and exercise.axial_load is not AxialLoad.HIGH
    ]
    assert _offenders(light) == ["jefferson_curl"]  # done with little weight, for the bend itself


def test_only_pulling_up_and_dipping_is_assisted() -> None:
    assisted = {exercise.id for exercise in EXERCISES if exercise.assisted}
    assert assisted == {"assisted_pull_up", "assisted_chin_up", "band_assisted_pull_up", "assisted_dip"}


def test_the_two_sides_are_told_apart_by_name() -> None:
    one_sided_words = ("single-leg", "single-arm", "one-arm")
    wrong = [
        exercise
        for exercise in EXERCISES
        if any(word in exercise.name.casefold() for word in one_sided_words) and exercise.side is not Side.ONE
    ]
    assert _offenders(wrong) == []


def test_whatever_bends_the_trunk_under_a_heavy_bar_works_the_back_muscles() -> None:
    wrong = [
        exercise
        for exercise in EXERCISES
        if exercise.hinge
        and exercise.axial_load is AxialLoad.HIGH
        and Muscle.ERECTOR_SPINAE not in (*exercise.primary, *exercise.secondary)
    ]
    assert _offenders(wrong) == []


def test_the_catalogue_is_the_same_each_time() -> None:
    again: Catalogue = load_catalogue()
    assert again == CATALOGUE
