"""Exercises as plans of the sagittal plane: how deep, how bent at the knees, and where the hands are.

Feet stay where they are planted. In standing lifts the leg line leans so that the weight of body and load is over the
middle of the foot; the trunk's lean and the knees' bend follow the course of the repetition.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from validation.render.body import BONE, SIDES, Shape
from validation.render.poses import (
    Arms,
    Bones,
    Legs,
    Trunk,
    ankle_over_ball,
    arm_length,
    bend_trunk,
    plant_legs,
    reach_arms,
)
from validation.render.timing import Course, Rounding, Tempo

FloatArray = NDArray[np.float64]


class Kind(StrEnum):
    """What the lifter does."""

    HINGE = "hinge"
    DEADLIFT = "deadlift"
    SQUAT = "squat"
    GOOD_MORNING = "good_morning"
    ROW = "row"
    LUNGE = "lunge"
    SIT_TO_STAND = "sit_to_stand"
    PUSH_UP = "push_up"
    PLANK = "plank"
    STANDING = "standing"


class Load(StrEnum):
    """What is in the hands."""

    NONE = "none"
    BAR = "bar"
    DUMBBELLS = "dumbbells"


@dataclass(frozen=True, slots=True)
class Movement:
    """One set of one exercise by one lifter."""

    kind: Kind
    load: Load
    tempo: Tempo
    rounding: Rounding
    depths: tuple[float, ...]
    lean_deg: float
    """Of the trunk at the deepest."""
    knee_deg: float
    """At the deepest."""
    stand_lean_deg: float
    stance: float
    """Half the distance between the ankles, in widths of the hips."""
    flare_deg: float
    head_follow: float
    """How much of the trunk's lean the head goes along with."""
    grip_wider_m: float
    balance_m: float
    """Where the weight stands, off the middle of the foot, forward positive."""
    load_share: float
    """Mass of the load, in shares of the body's."""
    plate_m: float
    """Radius of the plates."""
    elbow_bend: float
    """How far from straight the hanging arms are, in shares of their length."""
    sway: float
    """How unquiet the lifter is, about 1."""
    sway_seed: int


@dataclass(frozen=True, eq=False)
class Motion:
    """The bones of a clip, and where what is held is."""

    bones: Bones
    course: Course
    held: FloatArray
    """(frames, 2, 3), left and right end of the grip, or the same place twice. [m]"""
    seat: FloatArray | None = None
    """Front edge of a box to sit on, and its height: (z, y). [m]"""


def move(shape: Shape, movement: Movement, course: Course) -> Motion:
    """Plan and pose all frames of a clip."""
    return _PLANS[movement.kind](shape, movement, course)


def _sway(movement: Movement, course: Course) -> Callable[[float], FloatArray]:
    """Slow small wandering, of a given size: nobody stands still."""
    rng = np.random.default_rng(movement.sway_seed)

    def wander(size: float) -> FloatArray:
        total = np.zeros(len(course.time_s))
        for hertz in (0.13, 0.31, 0.7):
            total += rng.normal() * np.sin(2 * np.pi * (hertz * course.time_s + rng.uniform())) / (1 + hertz)
        return total * size * movement.sway

    return wander


def _trunk(shape: Shape, movement: Movement, course: Course, lean: FloatArray) -> tuple[Trunk, Bones]:
    """A trunk that leans as planned: the pelvis gives way to the spine's rounding by the lifter's own share of it."""
    wander = _sway(movement, course)
    rounding = movement.rounding
    zero, still = np.zeros_like(lean), np.zeros(1)
    lumbar, thoracic = course.lumbar_deg, course.thoracic_deg
    flat = Trunk(zero, lumbar, thoracic, zero, rounding.shares, zero, zero)
    by_spine = _lean_of(bend_trunk(shape, flat, np.zeros((len(lean), 3))))
    upright = _lean_of(
        bend_trunk(shape, Trunk(still, still, still, still, rounding.shares, still, still), np.zeros((1, 3)))
    )
    pitch = lean + wander(0.6) - upright - rounding.compensation * (by_spine - upright)
    chest = pitch + lumbar + thoracic
    head = movement.head_follow * chest + wander(2.0)
    trunk = Trunk(pitch, lumbar, thoracic, head, rounding.shares, wander(0.5), wander(0.8))
    return trunk, bend_trunk(shape, trunk, np.zeros((len(lean), 3)))


def _lean_of(bones: Bones) -> FloatArray:
    shoulders = (bones.heads[:, BONE["left_upper_arm"]] + bones.heads[:, BONE["right_upper_arm"]]) / 2
    line = shoulders - bones.hips()
    return np.asarray(np.degrees(np.arctan2(line[:, 2], line[:, 1])))


@dataclass(frozen=True, slots=True)
class _LegSizes:
    thigh: float
    shank: float
    apart: float
    """Between ankle and hip, sideways."""
    ankle: float
    """Its height."""
    middle: float
    """Of the foot, ahead of the ankle."""
    stand: float
    """Half the distance between the ankles."""


def _legs_of(shape: Shape, stance: float) -> _LegSizes:
    p = shape.points
    thigh = float(np.linalg.norm(p["left_knee"] - p["left_hip"]))
    shank = float(np.linalg.norm(p["left_ankle"] - p["left_knee"]))
    stand = stance * float(p["left_hip"][0])
    middle = float((p["left_heel"][2] + p["left_ball"][2]) / 2 - p["left_ankle"][2]) + 0.01
    return _LegSizes(thigh, shank, abs(stand - float(p["left_hip"][0])), float(p["left_ankle"][1]), middle, stand)


def _leg_line(legs: _LegSizes, knee: FloatArray) -> FloatArray:
    """Ankle to hip in the sagittal plane, by the knee's flexion. [m]"""
    square = legs.thigh**2 + legs.shank**2 + 2 * legs.thigh * legs.shank * np.cos(np.radians(knee))
    return np.asarray(np.sqrt(square - legs.apart**2))


def _knee_at(legs: _LegSizes, lean: FloatArray, knee: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Height and forward place of the knee from the ankle, with a leg line of this lean [rad]."""
    line = _leg_line(legs, knee)
    cosine = (legs.shank**2 + line**2 - legs.thigh**2) / (2 * legs.shank * line)
    at_ankle = lean + np.arccos(np.clip(cosine, -1, 1))
    return legs.shank * np.cos(at_ankle), legs.shank * np.sin(at_ankle)


def _balanced(legs: _LegSizes, knee: FloatArray, bones: Bones, movement: Movement, loaded: FloatArray) -> FloatArray:
    """(frames, 3) hips, with the weight over the middle of the foot. Segment masses about Winter's (2009)."""
    hips = bones.hips()
    shoulders = (bones.heads[:, BONE["left_upper_arm"]] + bones.heads[:, BONE["right_upper_arm"]]) / 2 - hips
    head = bones.heads[:, BONE["head"]] - hips
    line = _leg_line(legs, knee)
    upper = 0.5 * 0.55 * shoulders[:, 2] + 0.08 * head[:, 2] + (0.10 + loaded) * shoulders[:, 2]
    low, high = np.full_like(knee, -0.9), np.full_like(knee, 0.9)
    for _ in range(30):
        lean = (low + high) / 2
        hip = line * np.sin(lean)
        _, knee_z = _knee_at(legs, lean, knee)
        weight = upper + (0.68 + loaded) * hip + 0.2 * (hip + knee_z) / 2 + 0.09 * knee_z / 2 + 0.03 * legs.middle
        ahead = weight / (1 + loaded) - legs.middle - movement.balance_m
        low, high = np.where(ahead < 0, lean, low), np.where(ahead < 0, high, lean)
    return np.stack((np.zeros_like(line), legs.ankle + line * np.cos(lean), line * np.sin(lean)), axis=1)


def _standing_legs(legs: _LegSizes, movement: Movement, frames: int) -> Legs:
    ankles = np.zeros((frames, 2, 3))
    ankles[:, 0, 0], ankles[:, 1, 0] = legs.stand, -legs.stand
    ankles[..., 1] = legs.ankle
    flat = np.zeros((frames, 2))
    return Legs(ankles, flat, flat, (movement.flare_deg, -movement.flare_deg))


def _stand(shape: Shape, movement: Movement, course: Course, lean: FloatArray, knee: FloatArray) -> Bones:
    """Trunk and legs of a standing lift."""
    _, bones = _trunk(shape, movement, course, lean)
    legs = _legs_of(shape, movement.stance)
    loaded = np.where(course.held, movement.load_share if movement.load is not Load.NONE else 0.0, 0.0)
    loaded = _smooth(loaded.astype(np.float64), 0.25, course)
    hips = _balanced(legs, knee, bones, movement, loaded)
    hips[:, 0] += _sway(movement, course)(0.006)
    bones.heads += (hips - bones.hips())[:, None]
    plant_legs(bones, _standing_legs(legs, movement, len(lean)))
    return bones


def _smooth(values: FloatArray, seconds: float, course: Course) -> FloatArray:
    from scipy.ndimage import gaussian_filter1d

    step = float(course.time_s[1] - course.time_s[0]) if len(course.time_s) > 1 else 1.0
    return np.asarray(gaussian_filter1d(values, seconds / step, mode="nearest", axis=0))


def _between(start: float, stop: float | FloatArray, depth: FloatArray, power: float = 1.0) -> FloatArray:
    return np.asarray(start + (stop - start) * np.clip(depth, 0, None) ** power)


def _shoulders(bones: Bones) -> FloatArray:
    """(frames, 2, 3)"""
    return np.stack([bones.heads[:, BONE[f"{side}_upper_arm"]] for side in SIDES], axis=1)


def _leg_front(bones: Bones, height: FloatArray) -> FloatArray:
    """How far forward the front of the legs reaches at a height. [m]"""
    hip, knee, ankle = (
        (bones.heads[:, BONE[f"left_{b}"]] + bones.heads[:, BONE[f"right_{b}"]]) / 2 for b in ("thigh", "shank", "foot")
    )
    on_thigh = (height - knee[:, 1]) / np.maximum(hip[:, 1] - knee[:, 1], 0.05)
    on_shank = (height - ankle[:, 1]) / np.maximum(knee[:, 1] - ankle[:, 1], 0.05)
    thigh = knee[:, 2] + np.clip(on_thigh, 0, 1) * (hip[:, 2] - knee[:, 2]) + 0.105
    shank = ankle[:, 2] + np.clip(on_shank, 0, 1) * (knee[:, 2] - ankle[:, 2]) + 0.075
    way = np.clip((height - knee[:, 1]) / 0.12 + 0.5, 0, 1)
    return np.asarray(way * thigh + (1 - way) * shank)


def _hang_bar(bones: Bones, movement: Movement, *, floor: float = 0.0) -> FloatArray:
    """(frames, 2, 3), grips of straight arms that hang to a bar close before the legs."""
    shoulders = _shoulders(bones)
    middle = shoulders.mean(axis=1)
    wide = float(np.abs(shoulders[0, 0, 0] - shoulders[0, 1, 0])) / 2 + movement.grip_wider_m
    apart = wide - float(np.abs(shoulders[0, 0, 0] - shoulders[0, 1, 0])) / 2
    length = min(arm_length(bones.shape, side) for side in SIDES) * (1 - 0.3 * movement.elbow_bend)
    down = np.full(len(middle), length)
    forward = middle[:, 2]
    for _ in range(3):
        height = np.maximum(middle[:, 1] - down, floor)
        forward = np.maximum(_leg_front(bones, height), middle[:, 2] - 0.18)
        down = np.sqrt(np.maximum(length**2 - apart**2 - (forward - middle[:, 2]) ** 2, 0.01))
    grips = np.empty_like(shoulders)
    grips[:, 0, 0], grips[:, 1, 0] = middle[:, 0] + wide, middle[:, 0] - wide
    grips[..., 1] = np.maximum(middle[:, 1] - down, floor)[:, None]
    grips[..., 2] = forward[:, None]
    return grips


def _hang_free(bones: Bones, movement: Movement) -> FloatArray:
    """(frames, 2, 3), hands that hang beside the thighs."""
    shoulders = _shoulders(bones)
    length = arm_length(bones.shape, "left")
    straight = 1 - 0.4 * movement.elbow_bend
    out = np.array((0.12, -0.12)) * length
    grips = shoulders.copy()
    grips[..., 0] += out
    grips[..., 1] -= length * straight * 0.985
    grips[..., 2] += length * (0.04 + 0.2 * movement.elbow_bend)
    return grips


def _poles(grips: FloatArray, left: tuple[float, float, float]) -> FloatArray:
    """The same direction for both sides, mirrored."""
    poles = np.empty_like(grips)
    poles[:, 0], poles[:, 1] = left, (-left[0], left[1], left[2])
    return poles


_OVERHAND, _NEUTRAL_HANDS = (0.1, 0.2, 1.0), (1.0, 0.1, 0.1)


def _plan_hinge(shape: Shape, movement: Movement, course: Course) -> Motion:
    lean = _between(movement.stand_lean_deg, movement.lean_deg, course.depth)
    knee = _between(6.0, movement.knee_deg, course.depth, 0.7)
    bones = _stand(shape, movement, course, lean, knee)
    bar = movement.load is Load.BAR
    grips = _hang_bar(bones, movement) if bar else _hang_free(bones, movement)
    backs = _poles(grips, _OVERHAND if bar else _NEUTRAL_HANDS)
    reach_arms(bones, Arms(grips, _poles(grips, (0.5, 0.0, -1.0)), backs))
    return Motion(bones, course, grips)


def _plan_deadlift(shape: Shape, movement: Movement, course: Course) -> Motion:
    """The bar lies on the floor until it is held: the knees bend until straight arms reach it."""
    lean, knee = _to_the_floor(shape, movement, course)
    bones = _stand(shape, movement, course, lean, knee)
    grips = _hang_bar(bones, movement, floor=movement.plate_m)
    taken = np.flatnonzero(course.held)
    first, last = taken[0], taken[-1]
    bar = grips.copy()
    bar[:first], bar[last + 1 :] = grips[first], grips[last]
    free = _hang_free(bones, movement)
    share = _smooth(np.where(course.held, 1.0, 0.0), 0.12, course)
    share = np.maximum(share, np.clip(course.depth, 0, 1) ** 3)[:, None, None]
    share = np.where(course.held[:, None, None], 1.0, share)
    hands = share * bar + (1 - share) * free
    backs = _poles(grips, _NEUTRAL_HANDS) * (1 - share) + _poles(grips, _OVERHAND) * share
    reach_arms(bones, Arms(hands, _poles(grips, (0.5, 0.0, -1.0)), backs))
    return Motion(bones, course, bar)


def _to_the_floor(shape: Shape, movement: Movement, course: Course) -> tuple[FloatArray, FloatArray]:
    """Lean and knee through the frames, with the bend at which the hands of each repetition meet the bar."""
    whole = np.linspace(course.peak_deg.min(), course.peak_deg.max() + 1e-6, 5)
    deepest = Course(
        np.arange(5.0), np.ones(5), np.ones(5, bool), np.zeros(5, np.intp), whole,
        np.full(5, movement.rounding.thoracic), whole,
    )  # fmt: skip
    lean_now = np.full(5, movement.lean_deg)
    knees = np.full(5, 60.0)
    for _ in range(12):
        low, high = np.full(5, 15.0), np.full(5, 115.0)
        for _ in range(18):
            knees = (low + high) / 2
            bones = _stand(shape, _quiet(movement), deepest, lean_now, knees)
            above = _hang_bar(bones, movement)[:, 0, 1] > movement.plate_m
            low, high = np.where(above, knees, low), np.where(above, high, knees)
        lean_now = lean_now + np.where(knees > 88, 4.0, 0.0) - np.where(knees < 32, 4.0, 0.0)
        if not ((knees > 88) | (knees < 32)).any():
            break
    knee_end = np.interp(course.peak_deg, whole, knees)
    lean_end = np.interp(course.peak_deg, whole, lean_now)
    up = _between(movement.stand_lean_deg, lean_end, np.minimum(course.depth, 1.02), 0.8)
    return up, _between(5.0, knee_end, np.minimum(course.depth, 1.02), 1.25)


def _quiet(movement: Movement) -> Movement:
    return replace(movement, sway=0.0)


def _plan_squat(shape: Shape, movement: Movement, course: Course) -> Motion:
    lean = _between(movement.stand_lean_deg, movement.lean_deg, course.depth, 0.8)
    knee = _between(5.0, movement.knee_deg, course.depth)
    bones = _stand(shape, movement, course, lean, knee)
    if movement.load is Load.BAR:
        return _bar_on_back(bones, movement, course)
    if movement.load is Load.DUMBBELLS:
        return _goblet(bones, course)
    ahead = _shoulders(bones) + np.array((0.0, -0.05, 0.8 * arm_length(shape, "left")))
    share = np.clip(course.depth * 1.5, 0, 1)[:, None, None]
    grips = share * ahead + (1 - share) * _hang_free(bones, movement)
    reach_arms(bones, Arms(grips, _poles(grips, (0.6, -0.6, -0.6)), _poles(grips, (0.6, 0.8, 0.3))))
    return Motion(bones, course, grips)


def _bar_on_back(bones: Bones, movement: Movement, course: Course) -> Motion:
    """A bar across the shoulders, the hands on it beside them."""
    neck = bones.shape.points["neck"] - bones.shape.heads[BONE["t3"]]
    wide = abs(float(bones.shape.points["left_shoulder"][0])) + 0.16 + movement.grip_wider_m
    grips = np.stack([bones.carry("t3", neck + np.array((x, -0.045, -0.085))) for x in (wide, -wide)], axis=1)
    chest = bones.turns[:, BONE["t3"]]
    down = np.stack([chest @ np.array((x, -1.0, -0.5)) for x in (0.3, -0.3)], axis=1)
    backs = np.stack([chest @ np.array((0.0, 0.3, -1.0))] * 2, axis=1)
    reach_arms(bones, Arms(grips, down, backs))
    return Motion(bones, course, grips)


def _goblet(bones: Bones, course: Course) -> Motion:
    """One weight held before the chest in both hands."""
    shoulder = bones.shape.points["left_shoulder"] - bones.shape.heads[BONE["t3"]]
    places = [(x, shoulder[1] - 0.10, shoulder[2] + 0.27) for x in (0.05, -0.05)]
    grips = np.stack([bones.carry("t3", np.array(place)) for place in places], axis=1)
    reach_arms(bones, Arms(grips, _poles(grips, (0.5, -1.0, 0.0)), _poles(grips, (1.0, 0.0, 0.6))))
    return Motion(bones, course, grips)


def _plan_good_morning(shape: Shape, movement: Movement, course: Course) -> Motion:
    lean = _between(movement.stand_lean_deg, movement.lean_deg, course.depth)
    knee = _between(5.0, movement.knee_deg, course.depth, 0.7)
    bones = _stand(shape, movement, course, lean, knee)
    return _bar_on_back(bones, movement, course)


def _plan_row(shape: Shape, movement: Movement, course: Course) -> Motion:
    """The hinge is held; the repetitions are of the arms."""
    bent = _smooth((course.repetition >= 0).astype(np.float64), 0.3, course)
    pull = np.clip(1 - course.depth, 0, 1) * bent if movement.tempo.start_at_bottom else np.clip(course.depth, 0, 1)
    lumbar = movement.rounding.standing * (1 - bent) + course.peak_deg * bent * (0.85 + 0.15 * (1 - pull))
    thoracic = _between(movement.rounding.thoracic_standing, movement.rounding.thoracic, bent) - 5 * pull
    steady = Course(course.time_s, bent, course.held, course.repetition, lumbar, thoracic, course.peak_deg)
    lean = _between(movement.stand_lean_deg, movement.lean_deg, bent) - 4 * pull
    bones = _stand(shape, movement, steady, lean, _between(6.0, movement.knee_deg, bent))
    bar = movement.load is Load.BAR
    hanging = _hang_bar(bones, movement) if bar else _hang_free(bones, movement)
    belly = np.stack(
        [bones.carry("l1", np.array((x, -0.02, 0.17))) for x in (hanging[0, 0, 0], hanging[0, 1, 0])], axis=1
    )
    share = (0.92 * pull)[:, None, None]
    grips = share * belly + (1 - share) * hanging
    chest = bones.turns[:, BONE["t3"]]
    poles = np.stack([chest @ np.array((x, -0.3, -1.0)) for x in (0.45, -0.45)], axis=1)
    reach_arms(bones, Arms(grips, poles, _poles(grips, _OVERHAND if bar else _NEUTRAL_HANDS)))
    return Motion(bones, steady, grips)


def _plan_sit_to_stand(shape: Shape, movement: Movement, course: Course) -> Motion:
    """From a box to standing: the trunk leans most as the hips leave it."""
    depth = np.clip(course.depth, 0, 1)
    lean = movement.stand_lean_deg + 8 * depth + movement.lean_deg * np.sin(np.pi * depth**1.6) ** 1.2
    knee = _between(5.0, movement.knee_deg, depth)
    _, bones = _trunk(shape, movement, course, lean)
    legs = _legs_of(shape, movement.stance)
    balanced = _balanced(legs, knee, bones, movement, np.zeros_like(lean))
    line = float(_leg_line(legs, np.array([movement.knee_deg]))[0])
    cosine = (legs.shank**2 + line**2 - legs.thigh**2) / (2 * legs.shank * line)
    sit_lean = np.radians(4.0) - np.arccos(cosine)
    way = np.clip((depth - 0.55) / 0.45, 0, 1)
    way = (way * way * (3 - 2 * way))[:, None]
    length = _leg_line(legs, knee)
    seated = np.stack((0 * length, legs.ankle + length * np.cos(sit_lean), length * np.sin(sit_lean)), axis=1)
    hips = way * seated + (1 - way) * balanced
    direction = hips - (0, legs.ankle, 0)
    hips = direction / np.linalg.norm(direction, axis=1, keepdims=True) * length[:, None] + (0, legs.ankle, 0)
    bones.heads += (hips - bones.hips())[:, None]
    plant_legs(bones, _standing_legs(legs, movement, len(lean)))
    knees = np.stack([bones.heads[:, BONE[f"{side}_shank"]] for side in SIDES], axis=1) + np.array((0.0, 0.1, -0.05))
    share = np.clip(depth * 1.3, 0, 1)[:, None, None]
    grips = share * knees + (1 - share) * _hang_free(bones, movement)
    reach_arms(bones, Arms(grips, _poles(grips, (0.6, 0.0, -0.8)), _poles(grips, (0.6, 0.8, 0.1))))
    seat_y = legs.ankle + line * np.cos(sit_lean) - 0.10
    return Motion(bones, course, grips, np.array((line * np.sin(sit_lean) + 0.16, seat_y)))


def _plan_lunge(shape: Shape, movement: Movement, course: Course) -> Motion:
    """A split stance, left foot ahead; the hips go straight down and the rear heel is raised."""
    depth = np.clip(course.depth, 0, 1.1)
    lean = _between(movement.stand_lean_deg, movement.lean_deg, depth)
    _, bones = _trunk(shape, movement, course, lean)
    legs = _legs_of(shape, 1.0)
    p = shape.points
    long = legs.thigh + legs.shank
    front, rear = 0.36 * long, -0.52 * long
    pitch = _between(28.0, 62.0, depth)
    ankles = np.zeros((len(depth), 2, 3))
    ankles[:, 0] = (legs.stand, legs.ankle, front)
    ball = np.tile((-legs.stand, p["right_ball"][1], rear + 0.1), (len(depth), 1))
    ankles[:, 1] = ankle_over_ball(shape, "right", -3.0, pitch, ball)
    hip_z = _between(-0.04, 0.0, depth)
    reach = 0.985 * long
    top = np.minimum(
        ankles[:, 0, 1] + np.sqrt(reach**2 - (hip_z - front) ** 2),
        ankles[:, 1, 1] + np.sqrt(reach**2 - (hip_z - ankles[:, 1, 2]) ** 2),
    )
    low = 0.13 + 0.94 * np.sqrt(max(legs.thigh**2 - 0.06**2, 0.0)) * np.ones_like(top)
    hips = np.stack((0 * hip_z, _between_arrays(top, low, depth * min(1.0, movement.knee_deg / 100)), hip_z), axis=1)
    bones.heads += (hips - bones.hips())[:, None]
    raised = np.stack((np.zeros_like(pitch), pitch), axis=1)
    plant_legs(bones, Legs(ankles, raised, np.zeros_like(raised), (3.0, -3.0)))
    grips = _hang_free(bones, movement)
    reach_arms(bones, Arms(grips, _poles(grips, (0.5, 0.0, -1.0)), _poles(grips, _NEUTRAL_HANDS)))
    return Motion(bones, course, grips)


def _between_arrays(start: FloatArray, stop: FloatArray, share: FloatArray) -> FloatArray:
    return np.asarray(start + (stop - start) * share)


def _prone(shape: Shape, movement: Movement, course: Course, shoulder_y: FloatArray, hip: FloatArray) -> Bones:
    """Toes on the floor and shoulders at a height; ``hip`` flexion positive is a pike, negative lets the hips sag."""
    frames = len(shoulder_y)
    legs = _legs_of(shape, 0.8)
    p = shape.points
    ball = np.array((legs.stand, p["left_ball"][1], 0.0))
    ankle = ankle_over_ball(shape, "left", 0.0, np.array([78.0]), ball[None])[0]
    _, ankle_y, ankle_z = ankle.tolist()
    line = float(_leg_line(legs, np.array([4.0]))[0])
    low, high = np.full(frames, 40.0), np.full(frames, 115.0)
    wander = _sway(movement, course)(0.4)
    bones = bend_trunk(shape, Trunk(low, low, low, low, movement.rounding.shares, low, low), np.zeros((frames, 3)))
    for _ in range(18):
        lean = (low + high) / 2
        angle = np.radians(lean)
        rounding = course.lumbar_deg
        body = lean + hip - 0.5 * movement.rounding.compensation * rounding + wander
        chest = body + rounding + course.thoracic_deg
        zero = np.zeros(frames)
        trunk = Trunk(
            body, rounding, course.thoracic_deg, chest - 18 + 25 * (1 - movement.head_follow),
            movement.rounding.shares, zero, zero,
        )  # fmt: skip
        hips = np.stack((zero, ankle_y + line * np.cos(angle), ankle_z + line * np.sin(angle)), axis=1)
        bones = bend_trunk(shape, trunk, hips)
        above = _shoulders(bones)[:, :, 1].mean(axis=1) > shoulder_y
        low, high = np.where(above, lean, low), np.where(above, high, lean)
    ankles = np.tile((0.0, ankle_y, ankle_z), (frames, 2, 1))
    ankles[:, 0, 0], ankles[:, 1, 0] = ankle[0], -ankle[0]
    raised = np.full((frames, 2), 78.0)
    plant_legs(bones, Legs(ankles, raised, np.full((frames, 2), 10.0), (0.0, 0.0)))
    return bones


def _plan_push_up(shape: Shape, movement: Movement, course: Course) -> Motion:
    p = shape.points
    long = float(
        np.linalg.norm(p["left_elbow"] - p["left_shoulder"]) + np.linalg.norm(p["left_wrist"] - p["left_elbow"])
    )
    height = 0.05 + long * _between(0.97, 0.58, np.clip(course.depth, 0, 1.05))
    bones = _prone(shape, movement, course, height, _hip_of_prone(movement, course))
    shoulders = _shoulders(bones)
    wrists = np.tile(shoulders[:3].mean(axis=0), (len(height), 1, 1))
    wrists[..., 0] += (0.06 + movement.grip_wider_m, -0.06 - movement.grip_wider_m)
    wrists[..., 1] = 0.05
    wrists[..., 2] -= 0.03
    forward, up = _poles(wrists, (0.1, 0.0, 1.0)), _poles(wrists, (0.0, 1.0, 0.0))
    reach_arms(bones, Arms(wrists, _poles(wrists, (0.6, 0.0, -1.0)), up, forward))
    return Motion(bones, course, wrists)


def _plan_plank(shape: Shape, movement: Movement, course: Course) -> Motion:
    p = shape.points
    upper = float(np.linalg.norm(p["left_elbow"] - p["left_shoulder"]))
    fore = float(np.linalg.norm(p["left_wrist"] - p["left_elbow"]))
    hip = _hip_of_prone(movement, course)
    bones = _prone(shape, movement, course, np.full(len(hip), 0.055 + 0.985 * upper), hip)
    shoulders = np.median(_shoulders(bones), axis=0)
    wrists = np.tile(shoulders, (len(hip), 1, 1))
    wrists[..., 2] += fore
    wrists[..., 1] = 0.045
    forward = _poles(wrists, (-0.15, 0.0, 1.0))
    reach_arms(bones, Arms(wrists, _poles(wrists, (0.1, -1.0, -1.0)), _poles(wrists, (0.5, 0.6, 0.0)), forward))
    return Motion(bones, course, wrists)


def _hip_of_prone(movement: Movement, course: Course) -> FloatArray:
    """Hips give way with the back as a plank tires: down with an extending one, up with a flexing one."""
    tire = np.clip(course.depth, 0, 1)
    return np.asarray(3.0 + (movement.lean_deg - 3.0) * tire)


def _plan_standing(shape: Shape, movement: Movement, course: Course) -> Motion:
    flat = np.full(len(course.time_s), movement.stand_lean_deg)
    bones = _stand(shape, movement, course, flat, np.full_like(flat, 5.0))
    grips = _hang_free(bones, movement)
    reach_arms(bones, Arms(grips, _poles(grips, (0.5, 0.0, -1.0)), _poles(grips, _NEUTRAL_HANDS)))
    return Motion(bones, course, grips)


_PLANS: dict[Kind, Callable[[Shape, Movement, Course], Motion]] = {
    Kind.HINGE: _plan_hinge,
    Kind.DEADLIFT: _plan_deadlift,
    Kind.SQUAT: _plan_squat,
    Kind.GOOD_MORNING: _plan_good_morning,
    Kind.ROW: _plan_row,
    Kind.LUNGE: _plan_lunge,
    Kind.SIT_TO_STAND: _plan_sit_to_stand,
    Kind.PUSH_UP: _plan_push_up,
    Kind.PLANK: _plan_plank,
    Kind.STANDING: _plan_standing,
}
