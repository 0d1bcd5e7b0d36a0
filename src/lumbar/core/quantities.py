"""Loads as exact integers, and the only conversions.

A load is an integer number of grams from the importer to the last sum, so that sums do not depend on their order
and a week without load is exactly zero. The text of the file is kept beside it.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum
from typing import NewType

from lumbar.core.evidence import Certainty, Parameter, Source

Grams = NewType("Grams", int)
"""Mass of a load. [g]"""

GramRepetitions = NewType("GramRepetitions", int)
"""Volume load: the sum over sets of load times repetitions. [g x repetitions]"""


class MassUnit(StrEnum):
    """The unit a log's loads are written in."""

    KG = "kg"
    LB = "lb"


POUND_G = Parameter(
    id="international-pound",
    meaning="mass of one avoirdupois pound",
    value=453.59237,
    unit="g",
    source=Source(
        id="nist-hb44",
        citation="NIST Handbook 44, Appendix C: General Tables of Units of Measurement (agreement of 1959)",
        finding="1 pound = 0.453 592 37 kg exactly",
        link="https://www.nist.gov/pml/owm/metric-si/unit-conversion",
    ),
    certainty=Certainty.HIGH,
)

_GRAMS_PER: dict[MassUnit, Decimal] = {MassUnit.KG: Decimal(1000), MassUnit.LB: Decimal(str(POUND_G.value))}


def grams(amount: Decimal, unit: MassUnit) -> Grams:
    """The load in whole grams, rounded half to even: ``amount * grams per unit``."""
    return Grams(int((amount * _GRAMS_PER[unit]).to_integral_value(rounding=ROUND_HALF_EVEN)))


def kilograms(load: int) -> float:
    """Grams (or gram-repetitions) as kilograms, for showing."""
    return load / 1000


def in_unit(load_kg: float, unit: MassUnit) -> float:
    """A figure in kilograms, or kilogram-repetitions, as it is shown in ``unit``."""
    return load_kg if unit is MassUnit.KG else load_kg * 1000 / POUND_G.value


def volume_load(load: Grams, repetitions: float) -> GramRepetitions:
    """Work of one set: load times repetitions, in whole gram-repetitions, rounded half to even."""
    return GramRepetitions(round(load * repetitions))


def days_between(earlier: date, later: date) -> int:
    """Whole days from one training day to another; negative when they are given the wrong way round."""
    return (later - earlier).days
