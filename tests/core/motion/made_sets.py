"""Sets made of lines: a person whose angles at every moment are known, as a pose model or motion capture would tell.

The way of a set is a number a frame, 0 standing and 1 at the bottom; a posture is made of it. Forward is to the right
of the picture, up is up, and lengths are metres until a camera makes them pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lumbar.core.motion.pose import LANDMARKS, Landmark, PoseSeries
from lumbar.core.tracks import Track, VerticalAxis

FloatArray = NDArray[np.float64]
Places = Mapping[str, FloatArray]
"""(frames, 2) forward and up. [m]"""
Posture = Callable[[FloatArray], Places]

RATE_HZ = 30.0
SHANK, THIGH, TRUNK, UPPER_ARM, FOREARM = 0.42, 0.42, 0.50, 0.30, 0.25
HALF_SHOULDERS, HALF_HIPS = 0.17, 0.10
PIXELS_A_METRE = 200.0


def still(seconds: float, at: float = 0.0) -> FloatArray:
    return np.full(round(seconds * RATE_HZ), at)


def way(start: float, end: float, seconds: float) -> FloatArray:
    """From one place to another, starting and ending at rest."""
    part = (np.arange(round(seconds * RATE_HZ)) + 1) / round(seconds * RATE_HZ)
    return start + (end - start) * (1 - np.cos(np.pi * part)) / 2


def there_and_back(seconds: float = 3.0, depth: float = 1.0, start: float = 0.0) -> FloatArray:
    """Half of the time down to ``depth``, half of it back."""
    return np.concatenate([way(start, depth, seconds / 2), way(depth, start, seconds / 2)])


def set_of(*parts: FloatArray) -> FloatArray:
    return np.concatenate(parts)


def repetitions(count: int, seconds: float = 3.0, rest_s: float = 0.0, depth: float = 1.0) -> FloatArray:
    """Standing at both ends for half a second."""
    one = [there_and_back(seconds, depth), still(rest_s)]
    return set_of(still(0.5), *(one * count), still(0.5))


def from_upright(degrees: FloatArray) -> FloatArray:
    """(frames, 2) unit vectors leaning forward by so much."""
    lean = np.radians(degrees)
    return np.column_stack([np.sin(lean), np.cos(lean)])


def moved(forward: float, up: float) -> FloatArray:
    return np.array([forward, up])


def standing_posture(shank: FloatArray, thigh: FloatArray, lean: FloatArray) -> dict[str, FloatArray]:
    """Angles of shank, thigh and trunk from upright; knees go ahead, hips behind them, shoulders ahead of those."""
    ankle = np.tile([0.0, 0.08], (len(lean), 1))
    knee = ankle + SHANK * from_upright(shank)
    hip = knee + THIGH * from_upright(-thigh)
    shoulder = hip + TRUNK * from_upright(lean)
    return {
        "ankle": ankle,
        "heel": ankle + moved(-0.05, -0.06),
        "foot_index": ankle + moved(0.20, -0.06),
        "knee": knee,
        "hip": hip,
        "shoulder": shoulder,
        "ear": shoulder + 0.22 * from_upright(lean),
        "nose": shoulder + 0.22 * from_upright(lean) + [0.10, 0.0],
    }


def squatting(course: FloatArray) -> Places:
    """At the bottom: shank 30, thigh 100, trunk 45 degrees from upright: knee 130, hip 145, thigh 10 below level."""
    places = standing_posture(30 * course, 100 * course, 45 * course)
    elbow = places["shoulder"] + moved(0.05, -UPPER_ARM)
    return places | {"elbow": elbow, "wrist": elbow + moved(0.0, FOREARM)}


def hinging(course: FloatArray) -> Places:
    """At the bottom: shank 5, thigh 25, trunk 75 degrees from upright, the arms hanging. Knee 30, hip 100."""
    places = standing_posture(5 * course, 25 * course, 75 * course)
    elbow = places["shoulder"] + moved(0.0, -UPPER_ARM)
    return places | {"elbow": elbow, "wrist": elbow + moved(0.0, -FOREARM)}


def rowing(course: FloatArray) -> Places:
    """Bent over by 60 degrees all the time; at 1 the elbow is bent by 100, the upper arm 60 behind hanging."""
    zero = np.zeros(len(course))
    places = standing_posture(zero + 5, zero + 25, zero + 60)
    elbow = places["shoulder"] - UPPER_ARM * from_upright(60 * course)
    return places | {"elbow": elbow, "wrist": elbow - FOREARM * from_upright(-40 * course)}


def lying(rise: FloatArray, hip_out: FloatArray) -> Places:
    """On straight arms and toes, the shoulders so high; hips out of the line from shoulders to ankles by a length."""
    frames = len(rise)
    ankle = np.tile([0.0, 0.08], (frames, 1))
    shoulder = np.column_stack([np.full(frames, 1.25), rise])
    along = shoulder - ankle
    across = np.column_stack([-along[:, 1], along[:, 0]]) / np.linalg.norm(along, axis=1)[:, None]
    hip = ankle + along * 0.6 + across * hip_out[:, None]
    hand = np.column_stack([np.full(frames, 1.25), np.full(frames, 0.03)])
    return {
        "ankle": ankle,
        "heel": ankle + moved(-0.06, 0.05),
        "foot_index": ankle + moved(0.0, -0.08),
        "knee": ankle + along * 0.3 + across * hip_out[:, None] / 2,
        "hip": hip,
        "shoulder": shoulder,
        "ear": shoulder + moved(0.2, 0.02),
        "nose": shoulder + moved(0.25, -0.08),
        "elbow": (shoulder + hand) / 2 + moved(-0.01, 0.0),
        "wrist": hand,
    }


def pushing_up(course: FloatArray) -> Places:
    """At the top the shoulders are 0.58 m high, at the bottom 0.25."""
    return lying(0.58 - 0.33 * course, np.zeros(len(course)))


@dataclass(frozen=True)
class Camera:
    """What a picture of it looks like."""

    off_side_deg: float = 0.0
    facing: int = 1
    pixels_a_metre: float = PIXELS_A_METRE
    shift: tuple[float, float] = (320.0, 450.0)
    jitter_m: float = 0.0
    seed: int = 1
    far_side_seen: float = 0.9
    """How likely the model holds the far side to be in sight."""


SIDE_ON = Camera()


def filmed(places: Places, camera: Camera = SIDE_ON, rate_hz: float = RATE_HZ) -> PoseSeries:
    """A person seen from the side, facing right with the right side near, or turned by ``off_side_deg`` from there."""
    frames = len(places["hip"])
    drawn = np.random.default_rng(camera.seed)
    position = np.zeros((frames, len(LANDMARKS), 2))
    visibility = np.full((frames, len(LANDMARKS)), 0.95)
    turn = np.radians(camera.off_side_deg)
    for column, landmark in enumerate(LANDMARKS):
        name = part_of(landmark)
        to_the_left = _to_the_left(landmark, name)
        point = places[name]
        across = point[:, 0] * np.cos(turn) + to_the_left * np.sin(turn)
        noisy = np.column_stack([across, point[:, 1]]) + drawn.normal(0, camera.jitter_m, (frames, 2))
        x = camera.shift[0] + camera.facing * camera.pixels_a_metre * noisy[:, 0]
        position[:, column] = np.column_stack([x, camera.shift[1] - camera.pixels_a_metre * noisy[:, 1]])
        if landmark.value.startswith("left" if camera.facing > 0 else "right"):
            visibility[:, column] = camera.far_side_seen
    return PoseSeries(np.arange(frames) / rate_hz, position, np.zeros(visibility.shape), visibility, 640, 480)


def part_of(landmark: Landmark) -> str:
    """The place of the stick figure that stands for a landmark of the model."""
    name = landmark.value.removeprefix("left_").removeprefix("right_")
    if name in {"ear", "shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "foot_index"}:
        return name
    return "wrist" if name in {"pinky", "index", "thumb"} else "nose"


def _to_the_left(landmark: Landmark, name: str) -> float:
    half = {"hip": HALF_HIPS, "knee": HALF_HIPS, "ankle": HALF_HIPS, "heel": HALF_HIPS, "foot_index": HALF_HIPS}
    width = 0.08 if name == "ear" else 0.0 if name == "nose" else half.get(name, HALF_SHOULDERS)
    return width if landmark.value.startswith("left") else -width


def captured(places: Places, rate_hz: float = RATE_HZ) -> Track:
    """The same as joints in a room: forward is x, left is y, up is z."""
    names, columns = [], []
    for name in ("shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "foot_index"):
        for side, sign in (("Left", 1), ("Right", -1)):
            half = HALF_SHOULDERS if name in {"shoulder", "elbow", "wrist"} else HALF_HIPS
            point = places[name]
            names.append(f"{side}{'Toe' if name == 'foot_index' else name.title()}")
            columns.append(np.column_stack([point[:, 0], np.full(len(point), sign * half), point[:, 1]]))
    return Track(tuple(names), np.arange(len(columns[0])) / rate_hz, np.stack(columns, axis=1), VerticalAxis.UNKNOWN)
