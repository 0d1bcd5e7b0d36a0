"""Loads that can be put together: steps of plates and dumbbells, always rounded down."""

from __future__ import annotations

from decimal import Decimal

from lumbar.core.evidence import Certainty, Parameter
from lumbar.core.exercises import Exercise, Implement
from lumbar.core.quantities import Grams, MassUnit, grams
from lumbar.core.references import OUR_JUDGEMENT


def _step(identifier: str, meaning: str, value: float, unit: str) -> Parameter[float]:
    return Parameter(identifier, meaning, value, unit, OUR_JUDGEMENT, Certainty.OPINION)


PLATE_STEP_KG = _step("plate-step-kg", "smallest step of a loaded bar: a pair of 1.25 kg plates", 2.5, "kg")
PLATE_STEP_LB = _step("plate-step-lb", "smallest step of a load counted in pounds", 5.0, "lb")
DUMBBELL_STEP_KG = _step("dumbbell-step-kg", "smallest step of dumbbells and kettlebells", 2.0, "kg")
BAR_KG = _step("bar-kg", "the empty bar where loads are in kilograms", 20.0, "kg")
BAR_LB = _step("bar-lb", "the empty bar where loads are in pounds", 45.0, "lb")
BARS = frozenset({Implement.BARBELL, Implement.TRAP_BAR, Implement.SMITH_MACHINE})
STACKS = frozenset({Implement.MACHINE, Implement.CABLE})
"""Their steps differ from machine to machine, so only loads the person has logged are known to exist."""


def rounded_down(load: float, exercise: Exercise, unit: MassUnit) -> Grams:
    """The heaviest load in whole steps that is not above ``load`` grams; 0 when that is less than one step."""
    step = Decimal(str(_step_of(exercise, unit)))
    steps = int(load // grams(step, unit))
    # Pounds are rounded to whole grams at each multiple, so the next one may still fit exactly.
    steps += grams(step * (steps + 1), unit) <= load
    return grams(step * steps, unit)


def empty_bar(unit: MassUnit) -> Grams:
    return grams(Decimal(str(BAR_KG.value if unit is MassUnit.KG else BAR_LB.value)), unit)


def _step_of(exercise: Exercise, unit: MassUnit) -> float:
    if unit is MassUnit.LB:
        return PLATE_STEP_LB.value
    dumbbell = exercise.implement in (Implement.DUMBBELL, Implement.KETTLEBELL)
    return DUMBBELL_STEP_KG.value if dumbbell else PLATE_STEP_KG.value
