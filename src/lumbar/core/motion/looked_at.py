"""Which observations are looked at in which lift, and why the others are not."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.motion.observations import DepthOf, ObservationKind

_TEMPO = (ObservationKind.LOWERING_TIME, ObservationKind.RAISING_TIME)

LOOKED_AT: Final[Mapping[Lift, tuple[ObservationKind, ...]]] = {
    Lift.SQUAT: (
        ObservationKind.HIPS_FIRST,
        ObservationKind.DEPTH,
        ObservationKind.TRUNK_LEAN,
        ObservationKind.HAND_PATH,
        ObservationKind.LEFT_RIGHT,
        *_TEMPO,
    ),
    Lift.DEADLIFT: (
        ObservationKind.HIPS_FIRST,
        ObservationKind.HAND_PATH,
        ObservationKind.TRUNK_LEAN,
        ObservationKind.LEFT_RIGHT,
        *_TEMPO,
    ),
    Lift.ROMANIAN_DEADLIFT: (
        ObservationKind.HAND_PATH,
        ObservationKind.DEPTH,
        ObservationKind.TRUNK_LEAN,
        ObservationKind.LEFT_RIGHT,
        *_TEMPO,
    ),
    Lift.GOOD_MORNING: (
        ObservationKind.DEPTH,
        ObservationKind.TRUNK_LEAN,
        ObservationKind.LEFT_RIGHT,
        *_TEMPO,
    ),
    Lift.ROW: (ObservationKind.TRUNK_SWING, ObservationKind.TRUNK_LEAN, ObservationKind.HAND_PATH, *_TEMPO),
    Lift.LUNGE: (ObservationKind.TRUNK_LEAN, *_TEMPO),
    Lift.SIT_TO_STAND: (ObservationKind.TRUNK_LEAN, ObservationKind.LEFT_RIGHT, *_TEMPO),
    Lift.PUSH_UP: (ObservationKind.BODY_LINE, ObservationKind.DEPTH, *_TEMPO),
    Lift.PLANK: (ObservationKind.BODY_LINE, ObservationKind.HOLD_TIME),
    Lift.SIDE_PLANK: (ObservationKind.BODY_LINE, ObservationKind.HOLD_TIME),
    Lift.BIRD_DOG: (ObservationKind.BODY_LINE, ObservationKind.HOLD_TIME),
    Lift.OTHER: _TEMPO,
}
"""The most telling first."""

DEPTH_OF: Final[Mapping[Lift, DepthOf]] = {
    Lift.SQUAT: DepthOf.THIGH,
    Lift.ROMANIAN_DEADLIFT: DepthOf.HIP,
    Lift.GOOD_MORNING: DepthOf.HIP,
    Lift.PUSH_UP: DepthOf.ELBOW,
}


HOLDS: Final = frozenset({Lift.PLANK, Lift.SIDE_PLANK, Lift.BIRD_DOG})
"""Lifts that are looked at as one hold."""


class WhyNotLookedAt(StrEnum):
    SET_BY_THE_FLOOR = "set_by_the_floor"
    """The floor, a bench or a chair ends the movement, not the lifter."""
    LEGS_TAKE_TURNS = "legs_take_turns"
    """Which leg is in front changes, and so does what a camera sees."""
    HANDS_FREE = "hands_free"
    """The hands hold no bar that a path could be read from."""
    NOT_PART_OF_IT = "not_part_of_it"
    MOVEMENT_UNKNOWN = "movement_unknown"
    """None of the lifts whose form is known: it is not known what should stay alike."""


_OTHER_REASONS: Final[Mapping[tuple[Lift, ObservationKind], WhyNotLookedAt]] = {
    (Lift.DEADLIFT, ObservationKind.DEPTH): WhyNotLookedAt.SET_BY_THE_FLOOR,
    (Lift.SIT_TO_STAND, ObservationKind.DEPTH): WhyNotLookedAt.SET_BY_THE_FLOOR,
    (Lift.LUNGE, ObservationKind.DEPTH): WhyNotLookedAt.LEGS_TAKE_TURNS,
    (Lift.LUNGE, ObservationKind.LEFT_RIGHT): WhyNotLookedAt.LEGS_TAKE_TURNS,
    (Lift.LUNGE, ObservationKind.HIPS_FIRST): WhyNotLookedAt.LEGS_TAKE_TURNS,
    (Lift.BIRD_DOG, ObservationKind.LEFT_RIGHT): WhyNotLookedAt.LEGS_TAKE_TURNS,
    (Lift.LUNGE, ObservationKind.HAND_PATH): WhyNotLookedAt.HANDS_FREE,
    (Lift.SIT_TO_STAND, ObservationKind.HAND_PATH): WhyNotLookedAt.HANDS_FREE,
    (Lift.GOOD_MORNING, ObservationKind.HAND_PATH): WhyNotLookedAt.HANDS_FREE,
}


def why_not_looked_at(lift: Lift, kind: ObservationKind) -> WhyNotLookedAt | None:
    """Why a kind is not looked at in a lift; None where it is."""
    if kind in LOOKED_AT[lift]:
        return None
    if lift is Lift.OTHER:
        return WhyNotLookedAt.MOVEMENT_UNKNOWN
    return _OTHER_REASONS.get((lift, kind), WhyNotLookedAt.NOT_PART_OF_IT)
