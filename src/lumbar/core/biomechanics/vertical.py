"""Which way is up in a track whose file does not say: read from the body, whose legs carry the hips over the feet.

The legs are taken rather than the trunk, because a person who stoops has the trunk level and the legs still upright.
"""

from __future__ import annotations

from collections.abc import Iterator
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
    """The vertical of a track: the file's own axis, or the one the person stands along. None where neither tells."""
    lines = list(_upright_lines(body))
    if track.vertical_axis is not VerticalAxis.UNKNOWN:
        return Vertical(track.vertical_axis, _sign_along(track.vertical_axis, lines), inferred=False)
    for line in lines:
        share = line / np.linalg.norm(line)
        along = int(np.argmax(np.abs(share)))
        if abs(share[along]) >= CLEARLY_UPRIGHT.value:
            return Vertical(_AXES[along], int(np.sign(share[along])), inferred=True)
    return None


def _sign_along(axis: VerticalAxis, lines: list[FloatArray]) -> int:
    """Files that name the axis mean it to grow upwards, unless the body clearly hangs the other way."""
    at = _AXES.index(axis)
    upside_down = any(line[at] <= -CLEARLY_UPRIGHT.value * np.linalg.norm(line) for line in lines[:1])
    return -1 if upside_down else 1


def _upright_lines(body: Body) -> Iterator[FloatArray]:
    """Lines that point up in a standing person, the surest first: (3,) each, the median over all frames."""
    hips = _first_seen(body, Landmark.FRONT_PELVIS, Landmark.HIP, Landmark.BACK_PELVIS, Landmark.PELVIS)
    feet = _first_seen(body, Landmark.ANKLE, Landmark.HEEL, Landmark.TOE, Landmark.KNEE)
    shoulders = _first_seen(body, Landmark.SHOULDER, Landmark.C7, Landmark.NECK, Landmark.HEAD)
    for upper, lower in ((hips, feet), (shoulders, feet), (shoulders, hips)):
        if upper is not None and lower is not None:
            line = upper - lower
            seen = line[seen_at(line)]
            if len(seen) and np.linalg.norm(np.median(seen, axis=0)) > 0:
                yield np.median(seen, axis=0)


def _first_seen(body: Body, *landmarks: Landmark) -> FloatArray | None:
    return next((place for place in map(body.of, landmarks) if place is not None), None)
