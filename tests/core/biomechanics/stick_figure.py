"""A person of lines, whose places and weights can be reckoned by hand. Forward is x, left is y, up is z."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import cos, radians, sin

import numpy as np
from numpy.typing import NDArray

from lumbar.core.biomechanics.landmarks import Body, find_landmarks
from lumbar.core.tracks import Track, VerticalAxis

HIP_M, KNEE_M, ANKLE_M = 0.92, 0.50, 0.08
TRUNK_M = 0.5
ARM_M = 0.6

Places = Mapping[str, Sequence[float]]


def leaning(lean_deg: float) -> Places:
    """Joints of a person on straight legs, arms hanging; the head 0.75 m up the line of the trunk from the hips."""
    lean = radians(lean_deg)

    def up_the_trunk(metres: float) -> tuple[float, float]:
        return metres * sin(lean), HIP_M + metres * cos(lean)

    shoulder, head = up_the_trunk(TRUNK_M), up_the_trunk(0.75)
    joints: dict[str, Sequence[float]] = {"Head": (head[0], 0.0, head[1])}
    for side, left in (("Left", 1), ("Right", -1)):
        joints |= {
            f"{side}Hip": (0, 0.1 * left, HIP_M),
            f"{side}Knee": (0, 0.1 * left, KNEE_M),
            f"{side}Ankle": (0, 0.1 * left, ANKLE_M),
            f"{side}Heel": (-0.05, 0.1 * left, 0.02),
            f"{side}Toe": (0.2, 0.1 * left, 0.02),
            f"{side}Shoulder": (shoulder[0], 0.2 * left, shoulder[1]),
            f"{side}Elbow": (shoulder[0], 0.2 * left, shoulder[1] - 0.3),
            f"{side}Wrist": (shoulder[0], 0.2 * left, shoulder[1] - ARM_M + 0.08),
            f"{side}Hand": (shoulder[0], 0.2 * left, shoulder[1] - ARM_M),
        }
    return joints


STANDING_MARKERS: Places = {
    # a standing person with a level pelvis 0.25 m wide and 0.15 m deep, the chest upright
    "C7": (-0.05, 0, 1.45),
    "CLAV": (0.05, 0, 1.40),
    "T10": (-0.10, 0, 1.20),
    "STRN": (0.10, 0, 1.20),
    "LASI": (0.08, 0.125, 1.0),
    "RASI": (0.08, -0.125, 1.0),
    "LPSI": (-0.07, 0.05, 1.0),
    "RPSI": (-0.07, -0.05, 1.0),
}
JOINTS_WITHOUT_HIPS = {name: place for name, place in leaning(0).items() if "Hip" not in name}


def markers(lean_deg: float = 0.0, pelvis_deg: float = 0.0) -> Places:
    """All markers; chest and arms turned forward about the hips by the first angle, the pelvis by the second."""
    turned = {
        name: _turned(place, pelvis_deg if name.endswith(("ASI", "PSI")) else lean_deg)
        for name, place in STANDING_MARKERS.items()
    }
    above = {name: place for name, place in leaning(lean_deg).items() if "Hip" not in name}
    return {**above, **turned}


def _turned(place: Sequence[float], degrees: float) -> Sequence[float]:
    x, y, z = place
    angle, height = radians(degrees), z - HIP_M
    return x * cos(angle) + height * sin(angle), y, HIP_M + height * cos(angle) - x * sin(angle)


def track_of(*frames: Places, rate_hz: float = 50.0, axis: VerticalAxis = VerticalAxis.UNKNOWN) -> Track:
    names = tuple(frames[0])
    places = np.array([[frame[name] for name in names] for frame in frames], dtype=np.float64)
    return Track(names, np.arange(len(frames)) / rate_hz, places, axis)


def still(places: Places, frames: int = 20) -> Track:
    """The same posture all the time."""
    return track_of(*[places] * frames)


def body_of(places: Places, frames: int = 20) -> Body:
    return find_landmarks(still(places, frames))


def moved(track: Track, places: NDArray[np.float64]) -> Track:
    """The same joints at other places."""
    return Track(track.joints, track.time_s, places, track.vertical_axis)
