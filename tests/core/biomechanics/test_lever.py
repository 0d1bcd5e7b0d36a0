"""The lever model against hand calculations; only ratios mean anything."""

from __future__ import annotations

from math import isclose, radians, sin

from lumbar.core.biomechanics.lever import back_load
from lumbar.core.quantities import Grams
from lumbar.knowledge.catalogue import load_catalogue

LIFTS = load_catalogue().exercises


def test_a_squat_of_100_kg_is_the_load_and_the_upper_body_on_half_a_metre_of_trunk() -> None:
    # 0.626 x 0.678 x 75 kg = 31.832 kg; + 100 kg; x 0.288 x 1.75 m = 0.504 m; x sin 45 = 0.7071; x 5 repetitions
    assert isclose(back_load(LIFTS["back_squat"], Grams(100_000), 5), 234.92, abs_tol=0.01)


def test_the_same_squat_without_a_bar_asks_about_a_quarter() -> None:
    # 31.832 / 131.832 = 0.2415
    ratio = back_load(LIFTS["body_weight_squat"], None, 5) / back_load(LIFTS["back_squat"], Grams(100_000), 5)
    assert isclose(ratio, 0.2415, abs_tol=0.0001)


def test_a_supported_machine_holds_a_quarter_of_its_load_at_most() -> None:
    leg_press = LIFTS["leg_press"]
    light, heavy = (back_load(leg_press, Grams(load), 8) for load in (50_000, 200_000))
    assert isclose(heavy / light, (31.832 + 0.25 * 200) / (31.832 + 0.25 * 50), abs_tol=0.001)
    # leg press is of the low tier: a quarter of the load, at 10 degrees
    assert isclose(heavy, 8 * 0.504 * sin(radians(10)) * 81.832, abs_tol=0.01)


def test_two_dumbbells_are_held_where_one_weight_is_logged() -> None:
    # 2 x 20 kg + 31.832 kg = 71.832 kg at 75 degrees
    both = back_load(LIFTS["dumbbell_romanian_deadlift"], Grams(20_000), 1)
    assert isclose(both, 0.504 * sin(radians(75)) * 71.832, abs_tol=0.001)


def test_help_from_an_assisted_machine_is_not_a_load() -> None:
    assisted = LIFTS["assisted_pull_up"]
    assert back_load(assisted, Grams(60_000), 5) == back_load(assisted, None, 5)


def test_body_mass_changes_a_ratio_little() -> None:
    ratios = [
        back_load(LIFTS["front_squat"], Grams(70_000), 5, mass)
        / back_load(LIFTS["back_squat"], Grams(100_000), 5, mass)
        for mass in (Grams(60_000), Grams(100_000))
    ]
    # (25.466 + 70) / (25.466 + 100) = 0.761 and (42.443 + 70) / (42.443 + 100) = 0.789
    assert [round(ratio, 3) for ratio in ratios] == [0.761, 0.789]
