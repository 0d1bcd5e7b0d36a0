from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from lumbar.core.quantities import Grams, MassUnit, grams, in_unit, kilograms, volume_load


def test_a_pound_is_453_59237_grams_rounded_half_to_even() -> None:
    assert grams(Decimal(1), MassUnit.LB) == 454
    assert grams(Decimal(100), MassUnit.LB) == 45359
    assert grams(Decimal("0.0005"), MassUnit.KG) == 0
    assert grams(Decimal("0.0015"), MassUnit.KG) == 2


def test_a_load_converted_by_an_app_comes_back_as_the_plates_it_was() -> None:
    """Strong shows 20 kg as 44.09245243697551 in an account set to pounds."""
    assert grams(Decimal("44.09245243697551"), MassUnit.LB) == 20_000


@given(st.integers(min_value=0, max_value=2_000_000))
def test_grams_survive_the_way_through_pounds(load: int) -> None:
    through_pounds = Decimal(repr(in_unit(kilograms(load), MassUnit.LB)))
    assert grams(through_pounds, MassUnit.LB) == load


def test_volume_load_is_load_times_repetitions() -> None:
    assert volume_load(Grams(100_000), 5) == 500_000
    assert volume_load(Grams(20_000), 7.5) == 150_000
    assert kilograms(500_000) == 500.0


def test_kilograms_shown_in_pounds() -> None:
    assert in_unit(100.0, MassUnit.KG) == 100.0
    assert round(in_unit(100.0, MassUnit.LB), 3) == 220.462
