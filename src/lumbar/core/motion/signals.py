"""What of a body moves: every series over time that a repetition could be read from.

The places of the joints in trunk lengths, seen from the hips or from the ground; in a room the angles of the joints
too; and the main patterns in which all of them move together. A limb that points at the camera has no angle in its
picture, so pictures give no angles here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

import numpy as np

from lumbar.core.biomechanics.landmarks import FloatArray, Landmark, Side
from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.motion.cleaning import filled, median_of_five, slow_part
from lumbar.core.motion.joints import MovingBody, middle_of_hips

REPETITION_CUT_OFF_HZ = Parameter(
    id="repetition-cut-off",
    meaning="frequency above which movement is no repetition",
    value=3.0,
    unit="Hz",
    source=our_judgement(
        date(2026, 11, 23),
        "The fastest repetitions of a lift take some 0.7 s; 2 and 3 Hz count alike, 6 Hz counts jitter too.",
    ),
    certainty=Certainty.OPINION,
)
SEEN_SHARE = Parameter(
    id="signal-seen-share",
    meaning="share of the frames in which a joint must be seen for repetitions to be read from it",
    value=0.5,
    unit="share of the frames",
    source=our_judgement(date(2026, 11, 23), "A joint drawn through more than half of the time is mostly ours."),
    certainty=Certainty.OPINION,
)
PATTERNS = Parameter(
    id="movement-patterns",
    meaning="how many of the patterns in which the joints move together are looked at",
    value=3,
    unit="patterns",
    source=our_judgement(date(2026, 11, 23), "One for the lift, and two for what else goes on, such as a turn."),
    certainty=Certainty.OPINION,
)


class SignalKind(StrEnum):
    HEIGHT = "height"
    """Over the ground, in trunk lengths."""
    SIDEWAYS = "sideways"
    """In the picture, or across the person: from the middle of the hips, in trunk lengths."""
    FORWARD = "forward"
    """From the middle of the hips to where the person faces, in trunk lengths."""
    ANGLE = "angle"
    """Of a joint. [rad]"""
    TRUNK = "trunk"
    """Of the trunk from upright. [rad]"""
    REACH = "reach"
    """From shoulder to wrist, in trunk lengths."""
    PATTERN = "pattern"
    """Of all joints together."""


@dataclass(frozen=True, slots=True)
class Signal:
    """Which movement a series is of."""

    kind: SignalKind
    landmark: Landmark | None = None
    side: Side | None = None
    number: int = 0
    """Of a pattern, the strongest first."""


Signals = Mapping[Signal, FloatArray]
Joints = Mapping[tuple[Landmark, Side], FloatArray]

_JOINTS = (Landmark.SHOULDER, Landmark.ELBOW, Landmark.WRIST, Landmark.HIP, Landmark.KNEE, Landmark.ANKLE)
_BENT_BETWEEN = {
    Landmark.SHOULDER: (Landmark.HIP, Landmark.ELBOW),
    Landmark.ELBOW: (Landmark.SHOULDER, Landmark.WRIST),
    Landmark.HIP: (Landmark.SHOULDER, Landmark.KNEE),
    Landmark.KNEE: (Landmark.HIP, Landmark.ANKLE),
}
_BODY_UP_AND_DOWN: Final = frozenset({Landmark.SHOULDER, Landmark.HIP, Landmark.KNEE})
_MOVED_IN: Final[Mapping[Lift, frozenset[Landmark]]] = {
    Lift.SQUAT: _BODY_UP_AND_DOWN,
    Lift.LUNGE: _BODY_UP_AND_DOWN,
    Lift.SIT_TO_STAND: _BODY_UP_AND_DOWN,
    Lift.DEADLIFT: frozenset({Landmark.SHOULDER, Landmark.HIP, Landmark.WRIST}),
    Lift.ROMANIAN_DEADLIFT: frozenset({Landmark.SHOULDER, Landmark.HIP, Landmark.WRIST}),
    Lift.GOOD_MORNING: frozenset({Landmark.SHOULDER, Landmark.HIP}),
    Lift.ROW: frozenset({Landmark.ELBOW, Landmark.WRIST}),
    Lift.PUSH_UP: frozenset({Landmark.SHOULDER, Landmark.ELBOW}),
    Lift.BIRD_DOG: frozenset({Landmark.WRIST, Landmark.ELBOW, Landmark.KNEE, Landmark.ANKLE}),
}
"""The joints whose movement is the repetition, where the exercise is told; any joint for the others."""


def movement_signals(moving: MovingBody, lift: Lift = Lift.OTHER) -> Signals:
    """The series a repetition of this lift could be read from, slow movement only. Empty where too little is seen."""
    length, hips = moving.trunk_length, middle_of_hips(moving.body)
    joints = _seen_joints(moving)
    if length is None or hips is None or not joints:
        return {}
    keys = list(joints)
    columns = np.concatenate([*(joints[key] for key in keys), hips], axis=1) / length
    columns = slow_part(median_of_five(filled(columns)), moving.time_s, REPETITION_CUT_OFF_HZ.value)
    *places, middle = np.split(columns, len(keys) + 1, axis=1)
    slow = dict(zip(keys, places, strict=True))
    signals = dict(_places(moving, slow, middle))
    if not moving.in_picture:
        signals |= _angles(moving, slow)
    if lift is Lift.ROW:
        signals |= _reaches(slow)
    if lift in _MOVED_IN:
        signals = {signal: values for signal, values in signals.items() if _belongs(signal, _MOVED_IN[lift])}
    return {**signals, **_patterns(signals)}


def _seen_joints(moving: MovingBody) -> Joints:
    found: dict[tuple[Landmark, Side], FloatArray] = {}
    for landmark in _JOINTS:
        for side in Side:
            place = moving.body.at(landmark, side)
            if place is not None and np.isfinite(place).all(axis=1).mean() >= SEEN_SHARE.value:
                found[landmark, side] = place
    return found


def _places(moving: MovingBody, joints: Joints, hips: FloatArray) -> Iterator[tuple[Signal, FloatArray]]:
    level = _level_axes(moving, joints)
    for (landmark, side), place in joints.items():
        yield Signal(SignalKind.HEIGHT, landmark, side), place @ moving.vertical.up
        if landmark is not Landmark.HIP:
            for kind, axis in level.items():
                yield Signal(kind, landmark, side), (place - hips) @ axis


def _level_axes(moving: MovingBody, joints: Joints) -> Mapping[SignalKind, FloatArray]:
    """Across the person and ahead, as they mostly stand; in a picture, along it."""
    up = moving.vertical.up
    if moving.in_picture:
        return {SignalKind.SIDEWAYS: np.array([1.0, 0.0, 0.0])}
    for landmark in (Landmark.HIP, Landmark.SHOULDER, Landmark.KNEE, Landmark.ANKLE):
        if (landmark, Side.LEFT) in joints and (landmark, Side.RIGHT) in joints:
            line = np.median(joints[landmark, Side.RIGHT] - joints[landmark, Side.LEFT], axis=0)
            line = line - (line @ up) * up
            if np.linalg.norm(line) > 0:
                across = line / np.linalg.norm(line)
                return {SignalKind.SIDEWAYS: across, SignalKind.FORWARD: np.cross(up, across)}
    return {}


def _angles(moving: MovingBody, joints: Joints) -> Signals:
    signals: dict[Signal, FloatArray] = {}
    for side in Side:
        for landmark, (one, other) in _BENT_BETWEEN.items():
            if all((joint, side) in joints for joint in (landmark, one, other)):
                at = joints[landmark, side]
                signals[Signal(SignalKind.ANGLE, landmark, side)] = _between(
                    joints[one, side] - at, joints[other, side] - at
                )
    ends = [
        [joints[mark, side] for side in Side if (mark, side) in joints] for mark in (Landmark.SHOULDER, Landmark.HIP)
    ]
    if all(ends):
        trunk = np.mean(ends[0], axis=0) - np.mean(ends[1], axis=0)
        upright = np.broadcast_to(moving.vertical.up, trunk.shape)
        signals[Signal(SignalKind.TRUNK, Landmark.HIP)] = _between(trunk, upright)
    return signals


def _reaches(joints: Joints) -> Signals:
    return {
        Signal(SignalKind.REACH, Landmark.WRIST, side): np.linalg.norm(
            joints[Landmark.WRIST, side] - joints[Landmark.SHOULDER, side], axis=1
        )
        for side in Side
        if (Landmark.WRIST, side) in joints and (Landmark.SHOULDER, side) in joints
    }


def _between(one: FloatArray, other: FloatArray) -> FloatArray:
    """(frames,) the angle between two lines. [rad]"""
    lengths = np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1)
    cosine = (one * other).sum(axis=1) / np.where(lengths > 0, lengths, 1.0)
    return np.asarray(np.arccos(np.clip(cosine, -1.0, 1.0)))


def _belongs(signal: Signal, landmarks: frozenset[Landmark]) -> bool:
    return signal.landmark in landmarks


def _patterns(signals: Signals) -> Signals:
    """The directions in which the series together move most, as series of the same size as theirs."""
    if len(signals) < 2:
        return {}
    table = np.column_stack(list(signals.values()))
    table = table - np.median(table, axis=0)
    _, directions = np.linalg.eigh(table.T @ table)
    strongest = directions[:, ::-1][:, : PATTERNS.value]
    return {Signal(SignalKind.PATTERN, number=number): values for number, values in enumerate((table @ strongest).T)}
