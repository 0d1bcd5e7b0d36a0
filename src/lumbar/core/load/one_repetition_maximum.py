"""The one-repetition maximum by seven published formulas: what a set to failure says of the most one could lift once.

The formulas were fitted to different people and different lifts, and they disagree: that they do is part of the
answer, so all seven are given. A set that stopped short of failure makes every one of them say too little; where the
log says how short, ``effort`` knows better.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from math import exp, floor, isfinite
from statistics import median

from lumbar.core.evidence import Certainty, Parameter, Source, our_judgement
from lumbar.core.references import (
    BRZYCKI_1993,
    EPLEY_1985,
    HUTCHINS_2010,
    LANDER_1985,
    LOMBARDI_1989,
    MAYHEW_1992,
    OCONNER_1989,
    REYNOLDS_2006,
    WATHAN_1994,
)

MOST_REPETITIONS = Parameter(
    id="most-formula-repetitions",
    meaning="most repetitions of a set from which a one-repetition maximum is worked out",
    value=12,
    unit="repetitions",
    source=our_judgement(
        date(2026, 11, 23),
        "Reynolds 2006 advises at most ten for linear formulas; the chart of effort goes to twelve; beyond, they part.",
    ),
    certainty=Certainty.LOW,
)
LEAST_TYPICAL_ERROR = Parameter(
    id="least-typical-error-of-a-formula",
    meaning="lower end of how far a formula typically misses the measured maximum",
    value=5.0,
    unit="kg",
    source=HUTCHINS_2010,
    certainty=Certainty.LOW,
    not_for="lifts much heavier or lighter than a bench press or a curl: as a share it was 10.6 to 13.5 % of the mean",
)
MOST_TYPICAL_ERROR = Parameter(
    id="most-typical-error-of-a-formula",
    meaning="upper end of how far a formula typically misses the measured maximum",
    value=7.0,
    unit="kg",
    source=HUTCHINS_2010,
    certainty=Certainty.LOW,
    not_for="lifts much heavier or lighter than a bench press or a curl: as a share it was 10.6 to 13.5 % of the mean",
)


class Formula(StrEnum):
    """The seven, by whom they are called after."""

    EPLEY = "epley"
    BRZYCKI = "brzycki"
    LOMBARDI = "lombardi"
    MAYHEW = "mayhew"
    WATHAN = "wathan"
    OCONNER = "oconner"
    LANDER = "lander"


SOURCES = (
    EPLEY_1985,
    BRZYCKI_1993,
    LOMBARDI_1989,
    MAYHEW_1992,
    WATHAN_1994,
    OCONNER_1989,
    LANDER_1985,
    REYNOLDS_2006,
    HUTCHINS_2010,
)
"""What an estimate by the formulas rests on: the seven, for how many repetitions they are good, and how far off."""


def _coefficient(of: Formula, name: str, value: float, unit: str, source: Source) -> Parameter[float]:
    return Parameter(
        id=f"{of}-{name}",
        meaning=f"{name} of the formula for one repetition",
        value=value,
        unit=unit,
        source=source,
        certainty=Certainty.LOW,
        not_for="sets that stopped short of failure",
    )


EPLEY_DIVISOR = _coefficient(Formula.EPLEY, "divisor", 30.0, "repetitions", EPLEY_1985)
BRZYCKI_FACTOR = _coefficient(Formula.BRZYCKI, "factor", 36.0, "repetitions", BRZYCKI_1993)
BRZYCKI_END = _coefficient(Formula.BRZYCKI, "end", 37.0, "repetitions", BRZYCKI_1993)
LOMBARDI_POWER = _coefficient(Formula.LOMBARDI, "power", 0.10, "1", LOMBARDI_1989)
MAYHEW_FLOOR = _coefficient(Formula.MAYHEW, "floor", 52.2, "% of the maximum", MAYHEW_1992)
MAYHEW_HEIGHT = _coefficient(Formula.MAYHEW, "height", 41.9, "% of the maximum", MAYHEW_1992)
MAYHEW_DECAY = _coefficient(Formula.MAYHEW, "decay", 0.055, "a repetition", MAYHEW_1992)
WATHAN_FLOOR = _coefficient(Formula.WATHAN, "floor", 48.8, "% of the maximum", WATHAN_1994)
WATHAN_HEIGHT = _coefficient(Formula.WATHAN, "height", 53.8, "% of the maximum", WATHAN_1994)
WATHAN_DECAY = _coefficient(Formula.WATHAN, "decay", 0.075, "a repetition", WATHAN_1994)
OCONNER_SLOPE = _coefficient(Formula.OCONNER, "slope", 0.025, "a repetition", OCONNER_1989)
LANDER_START = _coefficient(Formula.LANDER, "start", 101.3, "% of the maximum", LANDER_1985)
LANDER_SLOPE = _coefficient(Formula.LANDER, "slope", 2.67123, "% of the maximum a repetition", LANDER_1985)


def _epley(repetitions: int) -> float:
    return 1 + repetitions / EPLEY_DIVISOR.value


def _brzycki(repetitions: int) -> float:
    return BRZYCKI_FACTOR.value / (BRZYCKI_END.value - repetitions)


def _lombardi(repetitions: int) -> float:
    return float(repetitions**LOMBARDI_POWER.value)


def _mayhew(repetitions: int) -> float:
    return 100 / (MAYHEW_FLOOR.value + MAYHEW_HEIGHT.value * exp(-MAYHEW_DECAY.value * repetitions))


def _wathan(repetitions: int) -> float:
    return 100 / (WATHAN_FLOOR.value + WATHAN_HEIGHT.value * exp(-WATHAN_DECAY.value * repetitions))


def _oconner(repetitions: int) -> float:
    return 1 + OCONNER_SLOPE.value * repetitions


def _lander(repetitions: int) -> float:
    return 100 / (LANDER_START.value - LANDER_SLOPE.value * repetitions)


_FACTOR: Mapping[Formula, Callable[[int], float]] = {
    Formula.EPLEY: _epley,
    Formula.BRZYCKI: _brzycki,
    Formula.LOMBARDI: _lombardi,
    Formula.MAYHEW: _mayhew,
    Formula.WATHAN: _wathan,
    Formula.OCONNER: _oconner,
    Formula.LANDER: _lander,
}


@dataclass(frozen=True, slots=True)
class Estimates:
    """The one-repetition maximum of one set by each formula, in the unit of its load."""

    by_formula: Mapping[Formula, float]

    @property
    def lowest(self) -> float:
        return min(self.by_formula.values())

    @property
    def median(self) -> float:
        """The one figure where one is needed: the middle of the seven.

        Which formula fits whom nobody knows beforehand, and the middle one is never the most daring. It is good for
        following one person's lift over time; the true maximum is typically 5 to 7 kg away. Our judgement.
        """
        return median(self.by_formula.values())

    @property
    def highest(self) -> float:
        return max(self.by_formula.values())


def estimates(load: float, repetitions: float) -> Estimates | None:
    """What the lifter could lift once by each of the seven, from one set to failure.

    A single is its own maximum, whatever a formula makes of it. Only completed repetitions count, as half a one was
    not lifted. None without a load, without a completed repetition, and beyond twelve, where the formulas part. Not
    for choosing a load to try, nor for comparing two people.
    """
    completed = _completed(repetitions)
    if completed is None or not isfinite(load) or load <= 0:
        return None
    return Estimates({formula: load * factor for formula, factor in _factors(completed).items()})


def median_estimate(load: float, repetitions: float) -> float | None:
    """The middle of the seven estimates alone, for the many sets of a log; None where there are no estimates."""
    completed = _completed(repetitions)
    if completed is None or not isfinite(load) or load <= 0:
        return None
    return load * _median_factor(completed)


def _completed(repetitions: float) -> int | None:
    completed = floor(repetitions) if isfinite(repetitions) else 0
    return completed if 1 <= completed <= MOST_REPETITIONS.value else None


@cache
def _factors(completed: int) -> Mapping[Formula, float]:
    """What each formula multiplies the load with; a single's is 1."""
    return {formula: 1.0 if completed == 1 else factor(completed) for formula, factor in _FACTOR.items()}


@cache
def _median_factor(completed: int) -> float:
    return median(_factors(completed).values())
