"""What one lift keeps of another's work for its muscles, and which part of the body it mostly works."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from lumbar.core.exercises import Exercise, Muscle
from lumbar.core.load.hard_sets import credit


class Region(StrEnum):
    """What a lift mostly works, in the words people use."""

    LEGS = "legs"
    PULLING = "pulling"
    PRESSING = "pressing"
    TRUNK = "trunk"


_LEGS = frozenset({
    Muscle.HIP_FLEXORS, Muscle.GLUTES, Muscle.HAMSTRINGS, Muscle.QUADRICEPS, Muscle.ADDUCTORS, Muscle.ABDUCTORS,
    Muscle.CALVES, Muscle.SHINS,
})  # fmt: skip
_PULLING = frozenset({
    Muscle.LATS, Muscle.UPPER_BACK, Muscle.TRAPEZIUS, Muscle.REAR_DELTOID, Muscle.BICEPS, Muscle.FOREARMS,
})  # fmt: skip
_TRUNK = frozenset({Muscle.ERECTOR_SPINAE, Muscle.ABDOMINALS, Muscle.OBLIQUES, Muscle.NECK})


def muscle_work(exercise: Exercise, sets: float, muscles: Iterable[Muscle]) -> float:
    """Sets of the exercise counted for each of the muscles and added up."""
    return sets * sum(credit(exercise, muscle) for muscle in muscles)


def kept_work(usual: Exercise, instead: Exercise) -> float:
    """Share of the usual lift's work for its main muscles that as many sets of another keep. [0..1]

    The back extensors are left out, since sparing them is the point, unless the lift has no other main muscle.
    """
    muscles = main_muscles(usual)
    return muscle_work(instead, 1, muscles) / muscle_work(usual, 1, muscles)


def main_muscles(exercise: Exercise) -> tuple[Muscle, ...]:
    """The muscles a lift is aimed at, the back extensors only where there is no other."""
    others = tuple(muscle for muscle in exercise.primary if muscle is not Muscle.ERECTOR_SPINAE)
    return others or exercise.primary


def region(exercise: Exercise) -> Region:
    """Where most of its main muscles lie."""
    first = main_muscles(exercise)[0]
    if first in _LEGS:
        return Region.LEGS
    if first in _PULLING:
        return Region.PULLING
    return Region.TRUNK if first in _TRUNK else Region.PRESSING
