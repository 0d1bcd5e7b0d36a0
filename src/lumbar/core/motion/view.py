"""How a person was filmed: from which side, how far off the side, and whether that is good enough for the lift.

The line from left to right is level in every lift done standing, so what of it is seen in the picture is its length
times the sine of the camera's turn. With w the signed distances from right to left across the picture, added up for
shoulders and hips, f their whole lengths in trunk lengths, and L the trunk's length:

.. math:: \\sin\\alpha = (w_{shoulders} + w_{hips}) / ((f_{shoulders} + f_{hips}) L)

Seen face on, the person's left is on the right of the picture, so a positive turn is towards the camera. Error: people
are narrow and broad, and a pose model's two hips in a side view are half guessed. On rendered bodies the shoulders
alone had medians of 0.10 trunk lengths with the camera less than 15 degrees off the side, 0.20 at 20, 0.33 at 30 and
0.44 at 40. Not for somebody who lies on the side, whose left is above the right.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import atan2, degrees, sqrt

import numpy as np

from lumbar.core.biomechanics.landmarks import FloatArray, Landmark, Side, seen_at
from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.motion.facing import facing, side_in_sight
from lumbar.core.motion.joints import Bools, MovingBody
from lumbar.core.motion.observations import WhyNotTold
from lumbar.core.motion.stretch import FLOOR_LIFTS

_ON = date(2026, 11, 30)


def _judged(identifier: str, meaning: str, value: float, unit: str, why: str) -> Parameter[float]:
    return Parameter(identifier, meaning, value, unit, our_judgement(_ON, why), Certainty.OPINION)


SHOULDER_WIDTH = _judged(
    "shoulder-width",
    "distance of the shoulder joints",
    0.66,
    "trunk lengths",
    "What the widths seen in pictures of rendered bodies with a known turn come to.",
)
HIP_WIDTH = _judged(
    "hip-width", "distance of the hip joints", 0.38, "trunk lengths", "Some 19 cm, as a pose model places them."
)
VIEW_UNCERTAINTY = _judged(
    "view-uncertainty",
    "how far off the turn of the camera is",
    8.0,
    "degrees",
    "On 97 made films it was off by 5 on average and by 6 in root mean square, and mostly too small from 5 to 25; the "
    "model's own depth was worse, by 10.",
)
SIDE_ENOUGH = _judged(
    "view-side-enough",
    "turn of the camera off the side up to which a lift is read without a remark",
    20.0,
    "degrees",
    "A lean of 45 degrees then looks like one of 43 to 47, and the shape of a back is still an outline.",
)
SIDE_AT_MOST = _judged(
    "view-side-at-most",
    "turn of the camera off the side above which angles from the side are not told",
    30.0,
    "degrees",
    "From there on a lift seen from the side loses an eighth of its way, and left and right lie apart.",
)
FRONT_FROM = _judged(
    "view-front-from",
    "turn of the camera off the side from which a film is one from the front or from behind",
    60.0,
    "degrees",
    "The same tolerance as to the side.",
)
NEARER_TO_THE_SIDE = _judged(
    "view-nearer-to-the-side",
    "turn of the camera off the side up to which it is called one of the left or the right",
    45.0,
    "degrees",
    "Half-way to the front.",
)
SMALLEST_TRUNK = _judged(
    "view-smallest-trunk",
    "smallest trunk in the picture that is read",
    100 / 1280,
    "share of the longer side of the picture",
    "100 pixels of 1,280; in clips that worked it was 114 to 190.",
)
SEEN_ENOUGH = _judged(
    "view-seen-enough",
    "share of the frames in which shoulder and hip must be seen",
    0.5,
    "share of the frames",
    "What is seen less than half of the time is mostly ours.",
)
OUT_OF_PICTURE = _judged(
    "view-out-of-picture",
    "share of the frames in which a joint may lie outside of the picture",
    0.3,
    "share of the frames",
    "At the top of a press or the bottom of a squat a joint may leave it; in most frames it must not.",
)
UPRIGHT_FOR_WIDTH = _judged(
    "view-upright",
    "lean of the trunk in the picture up to which widths are best read",
    35.0,
    "degrees",
    "Bent over, one shoulder hides the other and arms hang before the hips.",
)
FEWEST_FRAMES = Parameter(
    "view-fewest-frames",
    "frames that widths are read from at least; else all frames are taken",
    10,
    "frames",
    our_judgement(_ON, "A third of a second of standing; a median of fewer is a chance."),
    Certainty.OPINION,
)


class ViewedFrom(StrEnum):
    """Which part of the person the camera sees."""

    LEFT = "left"
    RIGHT = "right"
    FRONT = "front"
    BACK = "back"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class View:
    """How the person was filmed."""

    side: ViewedFrom
    off_side_deg: float | None
    """Turn of the camera from a pure side view: 0 from the side, 90 from the front or from behind."""
    ok: bool
    """Whether the lift can be looked at; False: ``why`` says what is in the way."""
    why: WhyNotTold | None
    """With ``ok`` a remark: it could be better."""
    sagittal: bool
    """Whether angles seen from the side may be told."""
    frontal: bool
    """Whether left may be held against right."""
    facing: int
    """+1 to the right of the picture, -1 to the left, 0 not known."""
    near: Side | None
    """The side whose joints are taken; None from the front and from behind."""
    trunk_px: float | None
    """In the picture as it was looked at. [pixel]"""
    seen_share: float
    """Of the frames, those in which a shoulder and a hip were seen."""
    off_side_uncertainty_deg: float = VIEW_UNCERTAINTY.value


def find_view(given: MovingBody, moving: MovingBody, lift: Lift) -> View:
    """The view of a film; ``given`` as the pose model told it, ``moving`` without what it doubts."""
    facing_right = facing(given, lift)
    turn = None if lift is Lift.SIDE_PLANK else _turn(given, lift)
    off = None if turn is None else abs(turn)
    side = _side(turn, facing_right)
    near = _near(given, facing_right, lift) if side in {ViewedFrom.LEFT, ViewedFrom.RIGHT} or off is None else None
    trunk = _trunk_px(given)
    share = _seen_share(moving)
    trouble = _not_seen(given, trunk, share)
    sagittal = lift is Lift.SIDE_PLANK or (off is not None and off <= SIDE_AT_MOST.value)
    turned = None if lift is Lift.SIDE_PLANK else _turned(off, side)
    from_the_side = lift is not Lift.OTHER
    refused = trouble or (turned if from_the_side and not sagittal else None)
    return View(
        side=side,
        off_side_deg=off,
        ok=refused is None,
        why=refused or turned,
        sagittal=sagittal,
        frontal=off is not None and off >= FRONT_FROM.value,
        facing=facing_right,
        near=near,
        trunk_px=trunk,
        seen_share=share,
    )


def _turn(given: MovingBody, lift: Lift) -> float | None:
    """Of the camera off the side, towards the face positive. [degrees]"""
    widths = [_width(given, landmark) for landmark in (Landmark.SHOULDER, Landmark.HIP)]
    trunk = given.trunk
    if trunk is None or any(width is None for width in widths):
        return None
    frames = _best_for_width(trunk, lift)
    if not frames.any():
        return None
    across = sum(float(np.median(width[frames])) for width in widths if width is not None)
    lengths = np.linalg.norm(trunk[frames], axis=1)
    if not np.median(lengths):
        return None
    seen = across / (SHOULDER_WIDTH.value + HIP_WIDTH.value)
    if lift in FLOOR_LIFTS:  # who lies across the picture is shortened with the turn too
        return degrees(atan2(seen, float(np.median(lengths))))
    share = max(-1.0, min(1.0, seen / float(given.trunk_length or np.median(lengths))))
    return degrees(atan2(share, sqrt(1 - share**2)))


def _width(given: MovingBody, landmark: Landmark) -> FloatArray | None:
    """(frames,) from the right one to the left one, across the picture. [pixel]"""
    if len(given.body.sides(landmark)) < len(Side):
        return None
    line = given.body.positions[landmark, Side.LEFT] - given.body.positions[landmark, Side.RIGHT]
    return np.asarray(line[:, 0])


def _best_for_width(trunk: FloatArray, lift: Lift) -> Bools:
    seen = seen_at(trunk)
    if lift in FLOOR_LIFTS:
        return seen
    with np.errstate(invalid="ignore"):
        upright = seen & (np.degrees(np.arctan2(np.abs(trunk[:, 0]), trunk[:, 1])) <= UPRIGHT_FOR_WIDTH.value)
    return np.asarray(upright) if upright.sum() >= FEWEST_FRAMES.value else seen


def _side(turn: float | None, facing_right: int) -> ViewedFrom:
    if turn is not None and abs(turn) >= FRONT_FROM.value:
        return ViewedFrom.FRONT if turn > 0 else ViewedFrom.BACK
    between = turn is None or NEARER_TO_THE_SIDE.value < abs(turn)
    if between or not facing_right:
        return ViewedFrom.UNKNOWN
    return ViewedFrom.RIGHT if facing_right > 0 else ViewedFrom.LEFT


def _near(given: MovingBody, facing_right: int, lift: Lift) -> Side | None:
    shown = None if lift is Lift.SIDE_PLANK else side_in_sight(facing_right)
    return shown or given.clearest_side()


def _turned(off: float | None, side: ViewedFrom) -> WhyNotTold | None:
    if off is None:
        return WhyNotTold.TURN_UNKNOWN
    if off <= SIDE_ENOUGH.value:
        return None
    if side is ViewedFrom.FRONT:
        return WhyNotTold.FACE_ON
    return WhyNotTold.FROM_BEHIND if side is ViewedFrom.BACK else WhyNotTold.TURNED_TOO_FAR


def _not_seen(given: MovingBody, trunk: float | None, share: float) -> WhyNotTold | None:
    if trunk is None or share < SEEN_ENOUGH.value:
        return WhyNotTold.SELDOM_SEEN
    if given.picture is None:
        return None
    if trunk < SMALLEST_TRUNK.value * max(given.picture):
        return WhyNotTold.TOO_SMALL
    return WhyNotTold.OUT_OF_THE_PICTURE if _outside(given, given.picture) else None


def _outside(given: MovingBody, picture: tuple[int, int]) -> bool:
    width, height = picture
    for landmark in (Landmark.SHOULDER, Landmark.HIP):
        place = given.body.of(landmark)
        if place is None:
            continue
        known = place[seen_at(place)]
        inside = (known[:, 0] >= 0) & (known[:, 0] <= width) & (known[:, 1] <= 0) & (known[:, 1] >= -height)
        if len(known) and float(np.mean(~inside)) > OUT_OF_PICTURE.value:
            return True
    return False


def _trunk_px(given: MovingBody) -> float | None:
    return given.trunk_length


def _seen_share(moving: MovingBody) -> float:
    positions, seen = moving.body.positions, np.zeros(moving.frames, dtype=bool)
    for side in Side:
        if (Landmark.SHOULDER, side) in positions and (Landmark.HIP, side) in positions:
            seen |= seen_at(positions[Landmark.SHOULDER, side]) & seen_at(positions[Landmark.HIP, side])
    return float(seen.mean()) if moving.frames else 0.0
