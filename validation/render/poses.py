"""Bones of a body through a clip: the spine bends joint by joint, limbs reach for where feet and hands are planted.

Everything is planned in the lifter's own sagittal plane (y up, z forward); limbs are solved in three dimensions, so
their lengths never change.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from validation.render.body import BONE, BONES, LUMBAR, SIDES, THORACIC, TRUNK, Shape

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Trunk:
    """How the trunk stands in each frame. All angles flexion or forward lean positive, in degrees, (frames,)."""

    pelvis_pitch: FloatArray
    lumbar: FloatArray
    thoracic: FloatArray
    head_pitch: FloatArray
    """Of the head in the room; the neck and the head share the way to it."""
    lumbar_shares: tuple[float, ...]
    """Of L5/S1, L4/5, L3/4, L2/3 and L1/2."""
    sideways: FloatArray
    """Lean of the whole trunk to the left."""
    turn: FloatArray
    """Of the whole body about the vertical."""


@dataclass(frozen=True, eq=False)
class Legs:
    """Where the feet are, (frames, 2, ...) left then right."""

    ankles: FloatArray
    """(frames, 2, 3) [m]"""
    foot_pitch: FloatArray
    """(frames, 2), heel raised positive. [degrees]"""
    toe_pitch: FloatArray
    """(frames, 2), of the toes in the room. [degrees]"""
    yaw: tuple[float, float]
    """Of the feet, to the body's left. [degrees]"""


@dataclass(frozen=True, eq=False)
class Arms:
    """Where the hands are, (frames, 2, 3) left then right."""

    grips: FloatArray
    """What the hand is to hold. [m]"""
    elbows: FloatArray
    """Directions that the elbows point to."""
    hand_backs: FloatArray
    """Directions that the backs of the hands face."""
    hand_along: FloatArray | None = None
    """Directions of the hands, where they do not go on from the forearms; ``grips`` are wrists then."""


@dataclass(eq=False)
class Bones:
    """Turns and heads of all bones through the frames."""

    shape: Shape
    turns: FloatArray
    """(frames, bones, 3, 3)"""
    heads: FloatArray
    """(frames, bones, 3) [m]"""

    def at(self, bone: str, point: str) -> FloatArray:
        """(frames, 3), a named place of the body that moves with a bone. [m]"""
        place = BONE[bone]
        return self.carry(bone, self.shape.points[point] - self.shape.heads[place])

    def carry(self, bone: str, offset: FloatArray) -> FloatArray:
        """(frames, 3), what lies at an offset from the head of a bone at rest. [m]"""
        place = BONE[bone]
        return np.asarray(self.heads[:, place] + np.einsum("fij,j->fi", self.turns[:, place], offset))

    def hips(self) -> FloatArray:
        return self.heads[:, BONE["pelvis"]]


def bend_trunk(shape: Shape, trunk: Trunk, hips: FloatArray) -> Bones:
    """Pelvis, spine, neck, head and shoulder girdle; the limbs are still at rest."""
    frames = len(trunk.pelvis_pitch)
    bones = Bones(shape, np.tile(np.eye(3), (frames, len(BONES), 1, 1)), np.tile(shape.heads, (frames, 1, 1)))
    whole = _about_y(trunk.turn) @ _about_z(-trunk.sideways)
    bones.heads[:, 0] = hips
    pitch = np.asarray(trunk.pelvis_pitch, dtype=np.float64)
    shares = dict(zip(LUMBAR, trunk.lumbar_shares, strict=True))
    bones.turns[:, 0] = whole @ _about_x(pitch)
    for below, bone in pairwise(TRUNK):
        part = trunk.lumbar * shares[bone] if bone in shares else trunk.thoracic / len(THORACIC)
        pitch = pitch + part
        _hang(bones, below, bone, whole @ _about_x(pitch))
    _hang(bones, "t3", "neck", whole @ _about_x(pitch + 0.45 * (trunk.head_pitch - pitch)))
    _hang(bones, "neck", "head", whole @ _about_x(trunk.head_pitch))
    for side in SIDES:
        _hang(bones, "t3", f"{side}_girdle", bones.turns[:, BONE["t3"]])
        _hang(bones, f"{side}_girdle", f"{side}_upper_arm", bones.turns[:, BONE["t3"]])
        _hang(bones, "pelvis", f"{side}_thigh", bones.turns[:, 0])
    return bones


def reach_shoulders(bones: Bones, forward: FloatArray, upward: FloatArray) -> None:
    """Turn the shoulder girdle forward and upward on the chest [degrees]; in place."""
    chest = bones.turns[:, BONE["t3"]]
    for side, sign in zip(SIDES, (1, -1), strict=True):
        turned = chest @ _about_y(-sign * forward) @ _about_z(sign * upward)
        bones.turns[:, BONE[f"{side}_girdle"]] = turned
        _hang(bones, f"{side}_girdle", f"{side}_upper_arm", turned)


def plant_legs(bones: Bones, legs: Legs) -> None:
    """Set thighs, shanks and feet so that hips and ankles meet; in place."""
    points = bones.shape.points
    for place, side in enumerate(SIDES):
        hip, ankle = bones.heads[:, BONE[f"{side}_thigh"]], legs.ankles[:, place]
        yaw = np.radians(legs.yaw[place])
        pole = np.tile((np.sin(yaw), 0.0, np.cos(yaw)), (len(hip), 1))
        pelvis_forward = bones.turns[:, 0] @ np.array((0.0, 0.3, 1.0))
        pole += 0.8 * pelvis_forward
        parts = [points[f"{side}_{joint}"] for joint in ("hip", "knee", "ankle")]
        knee, end = _two_bones(hip, ankle, parts, pole)
        forward = np.array((0.0, 0.0, 1.0))
        for bone, a, b, start, stop in (
            ("thigh", hip, knee, parts[0], parts[1]),
            ("shank", knee, end, parts[1], parts[2]),
        ):
            bones.turns[:, BONE[f"{side}_{bone}"]] = _align(stop - start, forward, b - a, _off_line(hip, end, pole))
        bones.heads[:, BONE[f"{side}_shank"]] = knee
        bones.heads[:, BONE[f"{side}_foot"]] = end
        bones.turns[:, BONE[f"{side}_foot"]] = _foot_turn(bones.shape, side, legs.yaw[place], legs.foot_pitch[:, place])
        toes = _foot_turn(bones.shape, side, legs.yaw[place], legs.toe_pitch[:, place])
        _hang(bones, f"{side}_foot", f"{side}_toes", toes)


def ankle_over_ball(shape: Shape, side: str, yaw: float, pitch: FloatArray, ball: FloatArray) -> FloatArray:
    """(frames, 3) the ankle of a foot that is raised about the ball of the foot, which stays where it is. [m]"""
    offset = shape.points[f"{side}_ankle"] - shape.points[f"{side}_ball"]
    return np.asarray(ball + np.einsum("fij,j->fi", _foot_turn(shape, side, yaw, pitch), offset))


def _foot_turn(shape: Shape, side: str, yaw: float, pitch: FloatArray) -> FloatArray:
    along = shape.points[f"{side}_toe"] - shape.points[f"{side}_heel"]
    straight = np.full(len(pitch), yaw - np.degrees(np.arctan2(along[0], along[2])))
    return np.asarray(_about_y(straight) @ _about_x(pitch))


def reach_arms(bones: Bones, arms: Arms) -> None:
    """Set upper arms, forearms and hands so that the hands are where they are to be; in place."""
    points = bones.shape.points
    for place, side in enumerate(SIDES):
        shoulder, target = bones.heads[:, BONE[f"{side}_upper_arm"]], arms.grips[:, place]
        parts = [points[f"{side}_{joint}"] for joint in ("shoulder", "elbow", "wrist")]
        hand = points[f"{side}_grip"] - parts[2]
        longer = parts[2] - parts[1]
        if arms.hand_along is None:
            longer = longer * (1 + np.linalg.norm(hand) / np.linalg.norm(longer))
        elbow, end = _two_bones(shoulder, target, [parts[0], parts[1], parts[1] + longer], arms.elbows[:, place])
        at_rest = _off_line(parts[0][None], parts[2][None], (parts[1] - parts[0])[None])[0]
        pole = _off_line(shoulder, end, arms.elbows[:, place])
        forearm = _unit(end - elbow)
        bones.turns[:, BONE[f"{side}_upper_arm"]] = _align(parts[1] - parts[0], at_rest, elbow - shoulder, pole)
        bones.turns[:, BONE[f"{side}_forearm"]] = _align(longer, at_rest, forearm, pole)
        bones.heads[:, BONE[f"{side}_forearm"]] = elbow
        bones.heads[:, BONE[f"{side}_hand"]] = elbow + forearm * np.linalg.norm(parts[2] - parts[1])
        along = forearm if arms.hand_along is None else arms.hand_along[:, place]
        back = points[f"{side}_hand_back"]
        bones.turns[:, BONE[f"{side}_hand"]] = _align(hand, back, along, arms.hand_backs[:, place])


def arm_length(shape: Shape, side: str) -> float:
    """From the shoulder to what a straight arm holds. [m]"""
    points = shape.points
    joints = [points[f"{side}_{name}"] for name in ("shoulder", "elbow", "wrist", "grip")]
    return float(sum(np.linalg.norm(b - a) for a, b in pairwise(joints)))


def _hang(bones: Bones, parent: str, child: str, turn: FloatArray) -> None:
    offset = bones.shape.heads[BONE[child]] - bones.shape.heads[BONE[parent]]
    bones.heads[:, BONE[child]] = bones.carry(parent, offset)
    bones.turns[:, BONE[child]] = turn


def _two_bones(
    start: FloatArray, target: FloatArray, rest: list[FloatArray], pole: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """The joint between two bones, and their end: the target, or as near as they reach (law of cosines)."""
    first, second = np.linalg.norm(rest[1] - rest[0]), np.linalg.norm(rest[2] - rest[1])
    line = target - start
    far = np.linalg.norm(line, axis=1)
    reach = np.clip(far, abs(first - second) * 1.02 + 1e-6, (first + second) * 0.99995)
    along = line / np.maximum(far, 1e-9)[:, None]
    end = start + along * reach[:, None]
    on_line = (first**2 - second**2 + reach**2) / (2 * reach)
    off = np.sqrt(np.maximum(first**2 - on_line**2, 0))
    return start + along * on_line[:, None] + _off_line(start, end, pole) * off[:, None], end


def _off_line(start: FloatArray, end: FloatArray, pole: FloatArray) -> FloatArray:
    """Unit part of ``pole`` square to the line."""
    along = _unit(end - start)
    return _unit(pole - (pole * along).sum(axis=1, keepdims=True) * along)


def _align(rest_along: FloatArray, rest_pole: FloatArray, along: FloatArray, pole: FloatArray) -> FloatArray:
    """(frames, 3, 3), the turn that takes a bone and its pole at rest to where they are to point."""
    rest = _frame(rest_along[None], rest_pole[None])[0]
    return np.asarray(_frame(along, pole) @ rest.T)


def _frame(along: FloatArray, pole: FloatArray) -> FloatArray:
    y = _unit(along)
    z = _unit(pole - (pole * y).sum(axis=1, keepdims=True) * y)
    return np.stack((np.cross(y, z), y, z), axis=2)


def _unit(vectors: FloatArray) -> FloatArray:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9))


def _turn(degrees: FloatArray, a: int, b: int) -> FloatArray:
    angle = np.radians(np.asarray(degrees, dtype=np.float64))
    turns = np.tile(np.eye(3), (len(angle), 1, 1))
    turns[:, a, a] = turns[:, b, b] = np.cos(angle)
    turns[:, a, b], turns[:, b, a] = -np.sin(angle), np.sin(angle)
    return turns


def _about_x(degrees: FloatArray) -> FloatArray:
    """Forward lean positive."""
    return _turn(degrees, 1, 2)


def _about_y(degrees: FloatArray) -> FloatArray:
    """To the body's left positive."""
    return _turn(degrees, 2, 0)


def _about_z(degrees: FloatArray) -> FloatArray:
    return _turn(degrees, 0, 1)
