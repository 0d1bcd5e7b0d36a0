"""Guessing the unit from the loads, when neither the file nor the person says it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lumbar.core.quantities import MassUnit
from lumbar.importers.units import guessed_unit, mass_unit

BENCH = "Bench Press (Barbell)"


def loads(*texts: str, exercise: str = BENCH, sets: int = 4) -> dict[tuple[str, Decimal], int]:
    """So many sets of each load."""
    return {(exercise, Decimal(text)): sets for text in texts}


@pytest.mark.parametrize(
    ("texts", "unit"),
    [
        (("45", "95", "135", "155", "185"), MassUnit.LB),
        (("45", "65", "135", "225", "100"), MassUnit.LB),
        (("20", "40", "60", "70", "80"), MassUnit.KG),
        (("20", "60", "82.5", "87.5", "100"), MassUnit.KG),
    ],
)
def test_bars_and_plates_leave_their_traces(texts: tuple[str, ...], unit: MassUnit) -> None:
    assert guessed_unit(loads(*texts)) is unit


def test_one_exact_conversion_proves_the_unit_it_was_converted_to() -> None:
    """20 kg is 44.09245243697551 lb; 45 lb is 20.41165665 kg. Either outweighs any number of plates."""
    assert guessed_unit(loads("20", "60", "100", "44.09245243697551")) is MassUnit.LB
    assert guessed_unit(loads("45", "135", "225", "20.41165665")) is MassUnit.KG


def test_conversions_rounded_to_two_decimals_count_when_there_are_three() -> None:
    """20, 40 and 60 kg in pounds."""
    assert guessed_unit(loads("44.09", "88.18", "132.28")) is MassUnit.LB


def test_a_log_whose_loads_tell_nothing_is_taken_for_kilograms() -> None:
    assert guessed_unit({}) is MassUnit.KG
    assert guessed_unit(loads("7", "13", exercise="Curl")) is MassUnit.KG


def test_dumbbells_do_not_outvote_the_bar() -> None:
    evidence = loads("45", "95", "135") | loads("20", "30", "40", exercise="Bench Press (Dumbbell)", sets=50)

    assert guessed_unit(evidence) is MassUnit.LB


@pytest.mark.parametrize(
    ("word", "unit"),
    [
        ("kg", MassUnit.KG),
        ("kgs", MassUnit.KG),
        (" KG ", MassUnit.KG),
        ("lbs", MassUnit.LB),
        ("Lb.", MassUnit.LB),
        ("st", None),
    ],
)
def test_units_are_known_by_their_names(word: str, unit: MassUnit | None) -> None:
    assert mass_unit(word) is unit
