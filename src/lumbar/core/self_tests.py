"""Self-tests: what a person can measure of themselves with a watch or a phone, and what they wrote down of it.

A test is held against the person's own earlier results. None of them finds the reason of a pain, and none foretells one
person's pain.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from lumbar.core.evidence import Certainty, Parameter, our_judgement

_JUDGED_ON: Final = date(2026, 11, 23)


class SelfTest(StrEnum):
    """The tests that are offered."""

    SIDE_PLANK = "side_plank"
    BIERING_SORENSEN = "biering_sorensen"
    """Holding the trunk level over the edge of a bench."""
    FRONT_PLANK = "front_plank"
    ACTIVE_KNEE_EXTENSION = "active_knee_extension"
    """How far the knee stays from straight with the thigh upright: less is more supple."""
    SIT_AND_REACH = "sit_and_reach"


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"


class SelfTestUnit(StrEnum):
    """What a test is measured in."""

    SECONDS = "s"
    DEGREES = "deg"
    CENTIMETRES = "cm"


@dataclass(frozen=True, slots=True)
class Measured:
    """How a test is measured: its unit, whether each side has a figure of its own, and which figures can be."""

    unit: SelfTestUnit
    by_side: bool
    least: float
    most: Parameter[int]
    needs_zero: bool = False
    """Whether the figure means something only with where the scale begins."""


def _most(unit: SelfTestUnit, value: int, meaning: str, reason: str) -> Parameter[int]:
    return Parameter(
        id=f"self-test-most-{unit.name.lower()}",
        meaning=meaning,
        value=value,
        unit=unit.value,
        source=our_judgement(_JUDGED_ON, reason),
        certainty=Certainty.OPINION,
    )


HOLD_MOST = _most(
    SelfTestUnit.SECONDS, 3600, "longest hold that is taken", "An hour: beyond it a slip of the fingers is likelier."
)
DEFICIT_MOST = _most(
    SelfTestUnit.DEGREES,
    90,
    "most that a knee can be short of straight in the test",
    "The test begins with the knee at a right angle.",
)
REACH_MOST = _most(
    SelfTestUnit.CENTIMETRES, 100, "furthest reading of a sit-and-reach box", "No box has a scale of more than a metre."
)
ZERO_MOST = Parameter(
    id="sit-and-reach-zero-most",
    meaning="furthest mark at which the soles stand on a sit-and-reach scale",
    value=60,
    unit="cm",
    source=our_judgement(_JUDGED_ON, "Boxes have the soles at 0, 15, 23 or 26 cm; there may be others."),
    certainty=Certainty.OPINION,
)

MEASURED: Final[Mapping[SelfTest, Measured]] = {
    SelfTest.SIDE_PLANK: Measured(SelfTestUnit.SECONDS, by_side=True, least=0, most=HOLD_MOST),
    SelfTest.BIERING_SORENSEN: Measured(SelfTestUnit.SECONDS, by_side=False, least=0, most=HOLD_MOST),
    SelfTest.FRONT_PLANK: Measured(SelfTestUnit.SECONDS, by_side=False, least=0, most=HOLD_MOST),
    SelfTest.ACTIVE_KNEE_EXTENSION: Measured(SelfTestUnit.DEGREES, by_side=True, least=0, most=DEFICIT_MOST),
    SelfTest.SIT_AND_REACH: Measured(
        SelfTestUnit.CENTIMETRES, by_side=False, least=-REACH_MOST.value, most=REACH_MOST, needs_zero=True
    ),
}


@dataclass(frozen=True, slots=True)
class SelfTestResult:
    """One figure of one test, of one side where the test has sides."""

    test: SelfTest
    value: float
    """As it was read: seconds, degrees short of straight, or centimetres on the box's own scale."""
    on: date
    side: Side | None = None
    zero: float | None = None
    """Of the sit-and-reach: at which mark of the scale the soles stand. [cm]"""

    def __post_init__(self) -> None:
        fault = fault_of(self.test, self.value, side=self.side, zero=self.zero)
        if fault is not None:
            raise ValueError(f"{fault}: {self.test} {self.side} {self.value} {self.zero}")

    @property
    def unit(self) -> SelfTestUnit:
        return MEASURED[self.test].unit

    @property
    def compared(self) -> float:
        """The figure in a form in which two of the same test can be held against each other: a reach from the soles."""
        return self.value if self.zero is None else self.value - self.zero


class SelfTestFault(StrEnum):
    """Why something is no result of a test."""

    NOT_A_FIGURE = "not_a_figure"
    OUT_OF_RANGE = "out_of_range"
    SIDE_MISSING = "side_missing"
    HAS_NO_SIDES = "has_no_sides"
    ZERO_MISSING = "zero_missing"
    HAS_NO_ZERO = "has_no_zero"
    ZERO_OUT_OF_RANGE = "zero_out_of_range"
    NOTHING_MEASURED = "nothing_measured"
    DAY_TO_COME = "day_to_come"
    DAY_UNKNOWN = "day_unknown"


def fault_of(test: SelfTest, value: float, *, side: Side | None, zero: float | None) -> SelfTestFault | None:
    """What keeps the figure from being a result of the test; None where nothing does."""
    measured = MEASURED[test]
    if (side is not None) is not measured.by_side:
        return SelfTestFault.SIDE_MISSING if measured.by_side else SelfTestFault.HAS_NO_SIDES
    if (zero is not None) is not measured.needs_zero:
        return SelfTestFault.ZERO_MISSING if measured.needs_zero else SelfTestFault.HAS_NO_ZERO
    if not math.isfinite(value) or (zero is not None and not math.isfinite(zero)):
        return SelfTestFault.NOT_A_FIGURE
    if zero is not None and not 0 <= zero <= ZERO_MOST.value:
        return SelfTestFault.ZERO_OUT_OF_RANGE
    return None if measured.least <= value <= measured.most.value else SelfTestFault.OUT_OF_RANGE
