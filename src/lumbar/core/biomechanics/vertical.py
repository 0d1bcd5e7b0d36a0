"""Which way is up in a track whose file does not say: read from the body, whose legs carry the hips over the feet.

The legs are taken rather than the trunk, because a person who stoops has the trunk level and the legs still upright;
and of them the moments in which they are longest, because a person who sits or squats deep has the hips beside the
feet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from lumbar.core.biomechanics.landmarks import Body, FloatArray, Landmark, seen_at
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.tracks import Track, VerticalAxis

CLEARLY_UPRIGHT = Parameter(
    id="clearly-upright",
    meaning="share of the line from feet to hips that must lie along one axis for that axis to be the vertical one",
    value=0.8,
    unit="share",
    source=our_judgement(
        date(2026, 11, 23),
        "0.8 is a lean of 37 degrees: standing legs lean less in every lift, and lying ones more.",
    ),
    certainty=Certainty.OPINION,
)

SHORTEST_LEGS = Parameter(
    id="shortest-standing-legs",
    meaning="shortest line from feet to hips, against the trunk, of a person who stands",
    value=1.0,
    unit="trunk lengths",
    source=our_judgement(
        date(2026, 11, 23),
        "Ankle to hip is some 1.6 trunks from hip to shoulder standing, and less than one in a squat.",
    ),
    certainty=Certainty.OPINION,
)
LONGEST_FRAMES = Parameter(
    id="longest-leg-frames",
    meaning="share of the frames that are taken for standing: those with the longest line from feet to hips",
    value=0.1,
    unit="share of frames",
    source=our_judgement(date(2026, 11, 23), "A tenth bears a few frames in which a point jumped."),
    certainty=Certainty.OPINION,
)
HANGING_TRUNK = Parameter(
    id="hanging-trunk",
    meaning="share of the trunk that may point down in the frames taken for standing",
    value=0.5,
    unit="share",
    source=our_judgement(
        date(2026, 11, 23), "A deep stoop points 30 degrees down with straight legs; more is a body upside down."
    ),
    certainty=Certainty.OPINION,
)

_AXES = (VerticalAxis.X, VerticalAxis.Y, VerticalAxis.Z)


@dataclass(frozen=True, slots=True)
class Vertical:
    """The axis that points up, which way along it, and whether the file said so."""

    axis: VerticalAxis
    sign: int
    """+1: up is the way the axis grows; -1: down, as in the coordinates of an image."""
    inferred: bool

    @property
    def up(self) -> FloatArray:
        """(3,) unit vector."""
        up = np.zeros(3)
        up[_AXES.index(self.axis)] = self.sign
        return up


def find_vertical(track: Track, body: Body) -> Vertical | None:
    """The vertical of a track: the file's own axis, or the one the person stands along. None where neither tells.

    The line from feet to hips at its longest must lie along one axis and be long for a person who stands, and the
    shoulders must not hang below the hips then.
    """
    legs, trunk = _standing(body)
    if track.vertical_axis is not VerticalAxis.UNKNOWN:
        return Vertical(track.vertical_axis, _sign_along(track.vertical_axis, legs), inferred=False)
    if legs is None or (trunk is not None and _length(legs) < SHORTEST_LEGS.value * _length(trunk)):
        return None
    share = legs / _length(legs)
    along = int(np.argmax(np.abs(share)))
    sign = int(np.sign(share[along]))
    if abs(share[along]) < CLEARLY_UPRIGHT.value:
        return None
    if trunk is not None and sign * trunk[along] < -HANGING_TRUNK.value * _length(trunk):
        return None
    return Vertical(_AXES[along], sign, inferred=True)


def _sign_along(axis: VerticalAxis, legs: FloatArray | None) -> int:
    """Files that name the axis mean it to grow upwards, unless the body clearly hangs the other way."""
    if legs is None:
        return 1
    return -1 if legs[_AXES.index(axis)] <= -CLEARLY_UPRIGHT.value * _length(legs) else 1


def _standing(body: Body) -> tuple[FloatArray | None, FloatArray | None]:
    """(3,) from feet to hips, and from hips to shoulders, in the frames in which the first is longest.

    Without feet or hips the line to the shoulders stands for the legs; with none of them nothing is known.
    """
    hips = _first_seen(body, Landmark.FRONT_PELVIS, Landmark.HIP, Landmark.BACK_PELVIS, Landmark.PELVIS)
    feet = _first_seen(body, Landmark.ANKLE, Landmark.HEEL, Landmark.TOE, Landmark.KNEE)
    shoulders = _first_seen(body, Landmark.SHOULDER, Landmark.C7, Landmark.NECK, Landmark.HEAD)
    lower, upper = (
        (feet, hips) if feet is not None and hips is not None else (hips if feet is None else feet, shoulders)
    )
    if lower is None or upper is None:
        return None, None
    line = upper - lower
    seen = np.flatnonzero(seen_at(line))
    if not len(seen):
        return None, None
    lengths = np.linalg.norm(line[seen], axis=1)
    longest = seen[lengths >= np.quantile(lengths, 1 - LONGEST_FRAMES.value)]
    legs = np.asarray(np.median(line[longest], axis=0))
    trunk = None if hips is None or shoulders is None else (shoulders - hips)[longest]
    if trunk is not None:
        trunk = trunk[seen_at(trunk)]
    return (legs if _length(legs) > 0 else None), (
        np.median(trunk, axis=0) if trunk is not None and len(trunk) else None
    )


def _length(line: FloatArray) -> float:
    return float(np.linalg.norm(line))


def _first_seen(body: Body, *landmarks: Landmark) -> FloatArray | None:
    return next((place for place in map(body.of, landmarks) if place is not None), None)
