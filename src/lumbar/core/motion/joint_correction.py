"""Joints where they are: a small learned correction of where a pose model puts hips, shoulders, knees and ankles.

A pose model marks a hip by how people click on pictures of people, and of somebody who bends it loses it by a seventh
of a trunk, more behind a plate. A network of three layers, trained on our own made lifters only, says of the eight
joints how far off they are from how all landmarks lie together:

.. math:: p' = p + L \\, f(\\text{places, how sure, lean})

L is the length of the trunk in the picture. Not for lying and kneeling, which it was hardly trained on; and what it
does was measured on made lifters, not on people.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.motion.back_view import back_views, faces_right
from lumbar.core.motion.pose import LANDMARKS, Landmark, PoseSeries, SquareCrop
from lumbar.core.motion.readout import Network
from lumbar.core.motion.trunk_square import SQUARE_LENGTHS, trunk_squares

CORRECTED: Final = (
    Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER, Landmark.LEFT_HIP, Landmark.RIGHT_HIP,
    Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE, Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE,
)  # fmt: skip
"""Of somebody who faces to the right; of others left and right change places."""
CORRECTED_LIFTS: Final = frozenset(
    {
        Lift.SQUAT,
        Lift.DEADLIFT,
        Lift.ROMANIAN_DEADLIFT,
        Lift.GOOD_MORNING,
        Lift.ROW,
        Lift.LUNGE,
        Lift.SIT_TO_STAND,
    }
)
FARTHEST_MOVED = Parameter(
    id="joint-correction-farthest",
    meaning="how far a joint may be moved in either direction of the picture",
    value=0.6,
    unit="trunk lengths",
    source=our_judgement(date(2026, 11, 30), "A hip lost behind a plate is off by a third; more is another person."),
    certainty=Certainty.OPINION,
)


def corrected(series: PoseSeries, network: Network, lift: Lift) -> PoseSeries:
    """The same film with its eight main joints moved; untouched where the lift is none that it is for."""
    crops = trunk_squares(series)
    frames = np.array([frame for frame, crop in enumerate(crops) if crop is not None], dtype=np.intp)
    if lift not in CORRECTED_LIFTS or not len(frames):
        return series
    known = [crop for crop in crops if crop is not None]
    position = series.position.copy()
    right = faces_right(position[frames], known)
    moved = _moved(series, frames, known, network, right=right)
    for column, landmark in enumerate(CORRECTED):
        position[frames, LANDMARKS.index(landmark if right else _other(landmark))] += moved[:, column]
    return PoseSeries(series.time_s, position, series.depth, series.visibility, series.width, series.height)


def _moved(
    series: PoseSeries, frames: NDArray[np.intp], crops: list[SquareCrop], network: Network, *, right: bool
) -> NDArray[np.float64]:
    """(n, joints, 2) by how much each joint is moved in the frame. [pixel]"""
    blank = np.zeros((len(frames), 1, 1), dtype=np.uint8)
    views = back_views(blank, series.position[frames], series.visibility[frames], crops, faces_right=right)
    nothing = np.zeros((len(frames), 0, 1, 1), dtype=np.float32)
    off = network(nothing, views.features).reshape(len(frames), len(CORRECTED), 2).astype(np.float64)
    off = np.clip(off, -FARTHEST_MOVED.value, FARTHEST_MOVED.value) * (1.0 if right else -1.0, 1.0)
    length = np.array([crop.side for crop in crops]) / SQUARE_LENGTHS.value
    turn = np.array([crop.turn_rad for crop in crops])
    cosine, sine = np.cos(turn)[:, None], np.sin(turn)[:, None]
    across, down = off[..., 0] * length[:, None], off[..., 1] * length[:, None]
    return np.stack((across * cosine - down * sine, across * sine + down * cosine), axis=-1)


def _other(landmark: Landmark) -> Landmark:
    name = landmark.value
    swapped = name.replace("left", "\0").replace("right", "left").replace("\0", "right")
    return Landmark(swapped)
