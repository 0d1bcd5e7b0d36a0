"""Where a person in a picture faces, and so which side of them the camera sees.

A vote of nose before ears and toes before heels over all frames, each by how far it points: who looks down at the bar
has a nose under the ears, which says little. On the floor the toes point down and the face to the ground, so there it
is the way from hips to shoulders.
"""

from __future__ import annotations

import numpy as np

from lumbar.core.biomechanics.landmarks import FloatArray, Landmark, Side
from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.motion.joints import MovingBody
from lumbar.core.motion.stretch import FLOOR_LIFTS


def facing(moving: MovingBody, lift: Lift) -> int:
    """+1 where the person faces the right of the picture, -1 the left; 0 where nothing tells."""
    pointing = _along_the_floor(moving) if lift in FLOOR_LIFTS else _ahead(moving)
    return int(np.sign(sum(pointing)))


def side_in_sight(facing_right: int) -> Side | None:
    """Who faces the right of the picture shows the right side."""
    return None if not facing_right else Side.RIGHT if facing_right > 0 else Side.LEFT


def _ahead(moving: MovingBody) -> list[float]:
    positions = moving.body.positions
    lines = [] if moving.face is None else [moving.face]
    lines += [
        positions[Landmark.TOE, side] - positions[Landmark.HEEL, side]
        for side in Side
        if (Landmark.TOE, side) in positions and (Landmark.HEEL, side) in positions
    ]
    return [_usual(line) for line in lines]


def _along_the_floor(moving: MovingBody) -> list[float]:
    trunk = moving.trunk
    return [] if trunk is None else [_usual(trunk)]


def _usual(line: FloatArray) -> float:
    along = line[np.isfinite(line[:, 0]), 0]
    return float(np.median(along)) if len(along) else 0.0
