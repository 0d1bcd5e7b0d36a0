"""What was seen of a lift, as values: a description with its error, held against the person's own other repetitions.

No observation is a line between good and bad, and none says that something harms.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lumbar.core.evidence import Certainty, Source


class ObservationKind(StrEnum):
    """What was looked at."""

    DEPTH = "depth"
    """How far down: the slope of the thigh in a squat, the angle of the hips in a hinge, of the elbow in a push-up."""
    TRUNK_LEAN = "trunk_lean"
    TRUNK_SWING = "trunk_swing"
    """How much the trunk moves in a lift in which it is meant to stay."""
    HIPS_FIRST = "hips_first"
    """The lean gained while the hips rise and the shoulders do not yet."""
    HAND_PATH = "hand_path"
    """How far before the middle of the foot the hands come."""
    LEFT_RIGHT = "left_right"
    """How far the hips go to one side on the way down."""
    LOWERING_TIME = "lowering_time"
    RAISING_TIME = "raising_time"
    BODY_LINE = "body_line"
    """Hips above (positive) or below the line they started in."""
    HOLD_TIME = "hold_time"


class DepthOf(StrEnum):
    """What the depth of a lift is read from."""

    THIGH = "thigh"
    """The slope of the thigh: 0 where it is level, negative where the hip is below the knee."""
    HIP = "hip"
    ELBOW = "elbow"


class Unit(StrEnum):
    DEGREES = "deg"
    SECONDS = "s"
    TRUNK_LENGTHS = "trunk lengths"
    """From hips to shoulders, some 50 cm."""


class Standing(StrEnum):
    """How it stands to the person's own."""

    NOTABLE = "notable"
    AS_USUAL = "as_usual"
    CANNOT_TELL = "cannot_tell"


class WhyNotTold(StrEnum):
    """Why something cannot be told."""

    # of how it was filmed
    TURNED_TOO_FAR = "turned_too_far"
    FACE_ON = "face_on"
    FROM_BEHIND = "from_behind"
    FROM_THE_SIDE = "from_the_side"
    """Left and right are behind each other."""
    TURN_UNKNOWN = "turn_unknown"
    TOO_SMALL = "too_small"
    SELDOM_SEEN = "seldom_seen"
    OUT_OF_THE_PICTURE = "out_of_the_picture"
    # of what was in sight
    JOINTS_NOT_SEEN = "joints_not_seen"
    FEET_NOT_SEEN = "feet_not_seen"
    HANDS_ELSEWHERE = "hands_elsewhere"
    """The hands are not where a bar would be."""
    # of how much there is
    HALF_RECORDED = "half_recorded"
    NO_REPETITION = "no_repetition"
    ONE_REPETITION = "one_repetition"
    """It was seen, and there is nothing of the person's own to hold it against."""
    TOO_FEW_REPETITIONS = "too_few_repetitions"
    HOLD_TOO_SHORT = "hold_too_short"


class Cue(StrEnum):
    """What to think of in the next set; the wording has the sentence."""

    SAME_DEPTH = "same_depth"
    SAME_LEAN = "same_lean"
    TRUNK_STILL = "trunk_still"
    PUSH_THE_FLOOR_AWAY = "push_the_floor_away"
    BAR_CLOSE = "bar_close"
    BAR_OVER_THE_FOOT = "bar_over_the_foot"
    BOTH_FEET = "both_feet"
    SAME_PACE = "same_pace"
    END_WHEN_IT_SLOWS = "end_when_it_slows"
    HIPS_UP = "hips_up"
    HIPS_DOWN = "hips_down"


@dataclass(frozen=True, slots=True)
class Observation:
    """One thing that was looked at, in one repetition or over the set."""

    kind: ObservationKind
    repetition: int | None
    """Counted from 1; None for the set, or for a hold."""
    value: float | None
    """Over the set: the median of its last third."""
    unit: Unit
    usual: float | None
    """The person's own: the median of the first third of the set, or the start of a hold."""
    uncertainty: float | None
    """How far off the value is, or over the set how far off the change may be."""
    standing: Standing
    why_not: WhyNotTold | None
    at_s: float | None
    cue: Cue | None
    sources: tuple[Source, ...]
    certainty: Certainty
    depth_of: DepthOf | None = None

    @property
    def change(self) -> float | None:
        """From the person's own usual."""
        return None if self.value is None or self.usual is None else self.value - self.usual


def cannot_tell(kind: ObservationKind, unit: Unit, why: WhyNotTold, repetition: int | None = None) -> Observation:
    """The answer where there is none."""
    return Observation(
        kind, repetition, None, unit, None, None, Standing.CANNOT_TELL, why, None, None, (), Certainty.OPINION
    )
