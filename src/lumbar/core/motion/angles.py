"""The angles of a moving body, frame by frame: of a picture from the clearer side, of a room as it stands.

Bending forward and bending a joint are positive, standing straight is about zero, as in
``core.biomechanics.kinematics``. A frame in which a joint was not seen, or was doubted, is NaN.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np

from lumbar.core.biomechanics.kinematics import (
    SidePlane,
    ankle_angle,
    find_side_plane,
    hip_angle,
    knee_angle,
    trunk_inclination,
    turned,
)
from lumbar.core.biomechanics.landmarks import Body, FloatArray, Landmark, NotAvailable, Series, Side, seen_at
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.motion.joints import Bools, MovingBody
from lumbar.core.motion.view import View

BOTH_SEEN = Parameter(
    id="trunk-of-both-sides",
    meaning="share of the frames with the near shoulder and hip in which the far ones must be seen too for the trunk "
    "to run down the middle",
    value=0.95,
    unit="share of the frames",
    source=our_judgement(
        date(2026, 11, 30),
        "The middle is right wherever the camera stands and jitters less; a line that changes ends jumps.",
    ),
    certainty=Certainty.OPINION,
)
LIMB_SHORT = Parameter(
    id="limb-length-short",
    meaning="share of its usual length below which trunk, thigh or shank, seen from the side, has a wrong end",
    value=0.7,
    unit="share of its length",
    source=our_judgement(
        date(2026, 11, 30),
        "Knees that go out by 40 degrees keep 0.77 of the thigh in sight, a rounded back 0.9 of the trunk. On rendered "
        "bodies below it, nearly always behind plates, the hip was off by a third of the trunk and the lean by 20 "
        "degrees, while the pose model was sure of all of it.",
    ),
    certainty=Certainty.OPINION,
)
USUAL_LIMB = Parameter(
    id="limb-length-median",
    meaning="share of the frames in which a limb looks no longer than the length that a short one is held against",
    value=0.75,
    unit="share of the frames",
    source=our_judgement(date(2026, 11, 30), "As for limbs that look too long."),
    certainty=Certainty.OPINION,
)


@dataclass(frozen=True, eq=False, slots=True)
class Angles:
    """(frames,) each. [degrees]"""

    trunk_inclination_deg: FloatArray
    hip_deg: FloatArray
    knee_deg: FloatArray
    ankle_deg: FloatArray


@dataclass(frozen=True, eq=False, slots=True)
class Seen:
    """The body that figures are read from, and the plane it is seen in."""

    body: Body
    """Of a picture the near side only, misplaced knees and hips left out."""
    trunk: Body
    """Shoulders and hips of both sides where both are seen, else of the near side."""
    plane: SidePlane | None
    """None where nothing tells left from right, or the front."""


def seen_from(moving: MovingBody, view: View | None) -> Seen:
    """What angles are read from; ``view`` is None for a recording in a room."""
    if view is None or not moving.in_picture:
        return Seen(moving.body, moving.body, find_side_plane(moving.body, moving.vertical))
    if not view.sagittal or not view.facing:
        return Seen(moving.body, moving.body, None)
    ahead = np.tile([float(view.facing), 0.0, 0.0], (moving.frames, 1))
    plane = SidePlane(moving.vertical.up, ahead)
    near, trunk = moving.from_side(view.near).body, _trunk_body(moving, view.near)
    knee_off, hip_off = _misplaced(near)
    near = _left_out(_left_out(near, Landmark.KNEE, knee_off), Landmark.HIP, hip_off)
    return Seen(near, _left_out(trunk, Landmark.HIP, hip_off), plane)


def find_angles(seen: Seen) -> Angles:
    """All four angles; NaN all along where the camera stands wrong for them."""
    nothing = np.full(seen.body.frames, np.nan)
    plane = seen.plane
    if plane is None:
        return Angles(nothing, nothing, nothing, nothing)

    def read(angle: Callable[[Body, SidePlane], Series], body: Body) -> FloatArray:
        values = angle(body, plane)
        return nothing if isinstance(values, NotAvailable) else values

    own, lean = read(trunk_inclination, seen.body), read(trunk_inclination, seen.trunk)
    # the hips' angle is that between thigh and trunk: the near thigh, and the trunk as it is told
    hips = read(hip_angle, seen.body) if seen.trunk is seen.body else turned(read(hip_angle, seen.body) - own + lean)
    return Angles(lean, hips, read(knee_angle, seen.body), read(ankle_angle, seen.body))


def _trunk_body(moving: MovingBody, near: Side | None) -> Body:
    ends = [(mark, side) for mark in (Landmark.SHOULDER, Landmark.HIP) for side in Side]
    positions = moving.body.positions
    if near is not None and all(key in positions for key in ends):
        clear = np.all([seen_at(positions[key]) for key in ends if key[1] is near], axis=0)
        both = clear & np.all([seen_at(positions[key]) for key in ends if key[1] is not near], axis=0)
        if both.sum() >= BOTH_SEEN.value * clear.sum() > 0:
            return moving.body.moved({key: positions[key] for key in ends})
    return moving.from_side(near).body


def _misplaced(body: Body) -> tuple[Bools, Bools]:
    """(frames,) where a knee, and where a hip, cannot be where it is told: a limb that ends there is too short.

    A short thigh has a wrong knee or a wrong hip; the hip where the shank is whole, so that the knee is right.
    """
    shoulder, hip, knee, ankle = (
        body.of(mark) for mark in (Landmark.SHOULDER, Landmark.HIP, Landmark.KNEE, Landmark.ANKLE)
    )
    trunk, thigh, shank = (
        _share_of_usual(*ends, body.frames) for ends in ((shoulder, hip), (hip, knee), (knee, ankle))
    )
    shortest = LIMB_SHORT.value
    with np.errstate(invalid="ignore"):
        whole_shank = (shank >= shortest) & (shank <= 1 / shortest)
        return (thigh < shortest) | (shank < shortest), (trunk < shortest) | ((thigh < shortest) & whole_shank)


def _share_of_usual(one: FloatArray | None, other: FloatArray | None, frames: int) -> FloatArray:
    """(frames,) how long a limb looks against its usual length; NaN where an end was not seen."""
    lengths = np.full(frames, np.nan) if one is None or other is None else np.linalg.norm(one - other, axis=1)
    known = lengths[np.isfinite(lengths)]
    return lengths / float(np.quantile(known, USUAL_LIMB.value)) if len(known) and known.max() > 0 else lengths


def _left_out(body: Body, landmark: Landmark, frames: Bools) -> Body:
    """The same without a landmark of both sides in some frames."""
    return body.moved(
        {
            key: np.where(frames[:, None], np.nan, place) if key[0] is landmark else place
            for key, place in body.positions.items()
        }
    )
