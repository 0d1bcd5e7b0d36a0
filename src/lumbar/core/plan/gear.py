"""Belt and shoes: when they help a lift. Neither prevents or treats back pain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from lumbar.core.evidence import Source
from lumbar.core.exercises import Implement, MovementClass
from lumbar.core.plan.decision import Decided, Decision
from lumbar.core.plan.main_work import PlannedLift
from lumbar.core.references import LANDER_1992, NG59, OUR_JUDGEMENT, SATO_2012, STEFFENS_2016


class Gear(StrEnum):
    """What is worth a word."""

    BELT_OPTIONAL = "belt_optional"
    BELT_NOT_THROUGH_PAIN = "belt_not_through_pain"
    FLAT_SHOES = "flat_shoes"
    HEELED_SHOES = "heeled_shoes"


@dataclass(frozen=True, slots=True)
class GearAdvice:
    gear: Gear
    sources: tuple[Source, ...]


def gear(lifts: Sequence[PlannedLift], decided: Decided) -> tuple[GearAdvice, ...]:
    """What fits the lifts of today; nothing where no heavy bar is lifted."""
    bars = [lift for lift in lifts if lift.exercise.implement in (Implement.BARBELL, Implement.TRAP_BAR)]
    advice = []
    if any(lift.exercise.loads_the_back for lift in bars):
        if decided.decision is Decision.TRAIN:
            advice.append(GearAdvice(Gear.BELT_OPTIONAL, (LANDER_1992, STEFFENS_2016)))
        else:
            advice.append(GearAdvice(Gear.BELT_NOT_THROUGH_PAIN, (STEFFENS_2016, NG59)))
    if any(lift.exercise.movement is MovementClass.HINGE for lift in bars):
        advice.append(GearAdvice(Gear.FLAT_SHOES, (OUR_JUDGEMENT,)))
    if any(lift.exercise.movement is MovementClass.SQUAT for lift in bars):
        advice.append(GearAdvice(Gear.HEELED_SHOES, (SATO_2012,)))
    return tuple(advice)
