"""The trunk as the readout of the lower back wants to see it: from the person's own side, facing to the right.

Who faces to the left is turned round, and left and right of the body change places: what is near stays near.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lumbar.core.motion.pose import LANDMARKS, Landmark, SquareCrop
from lumbar.core.motion.readout import COLUMNS, FEATURE_LANDMARKS, Floats, landmark_features, outline_channel
from lumbar.core.motion.trunk_square import in_square


def _other_side(landmark: Landmark) -> Landmark:
    name = landmark.value
    swapped = name.replace("left", "\0").replace("right", "left").replace("\0", "right")
    return Landmark(swapped)


_SWAPPED: Final = [FEATURE_LANDMARKS.index(_other_side(mark)) for mark in FEATURE_LANDMARKS]
_COLUMN: Final = {mark: LANDMARKS.index(mark) for mark in LANDMARKS}


@dataclass(frozen=True, eq=False, slots=True)
class BackViews:
    """Some frames of one person, as the network takes them."""

    pictures: Floats
    """(n, 1, rows, columns) the outline."""
    features: Floats
    """(n, k)"""
    turned_round: bool
    """The person faces to the left of the picture, and was turned round."""


def back_views(
    mask: NDArray[np.uint8],
    landmarks: NDArray[np.float64],
    sure: NDArray[np.float64],
    crops: Sequence[SquareCrop],
    *,
    faces_right: bool,
) -> BackViews:
    """``mask`` (n, rows, columns) of the squares, from 0 to 255; ``landmarks`` (n, 33, 2) in the frame [pixel]."""
    places = np.stack([in_square(crop, frame) for crop, frame in zip(crops, landmarks, strict=True)])[:, COLUMNS]
    trusted = sure[:, COLUMNS]
    turn = np.array([crop.turn_rad for crop in crops])
    side = np.array([crop.side for crop in crops])
    if not faces_right:
        mask, turn = mask[:, :, ::-1], -turn
        places = places[:, _SWAPPED] * np.array([-1.0, 1.0])
        trusted = trusted[:, _SWAPPED]
    return BackViews(outline_channel(mask), landmark_features(places, trusted, turn, side), not faces_right)


def faces_right(landmarks: NDArray[np.float64], crops: Sequence[SquareCrop]) -> bool:
    """Whether the person faces to the right, by the votes of nose and ears, and of toes and heels, of all frames."""
    squares = np.stack([in_square(crop, frame) for crop, frame in zip(crops, landmarks, strict=True)])
    nose = squares[:, _COLUMN[Landmark.NOSE], 0]
    ears = squares[:, [_COLUMN[Landmark.LEFT_EAR], _COLUMN[Landmark.RIGHT_EAR]], 0].mean(axis=1)
    toes = landmarks[:, [_COLUMN[Landmark.LEFT_FOOT_INDEX], _COLUMN[Landmark.RIGHT_FOOT_INDEX]], 0].mean(axis=1)
    heels = landmarks[:, [_COLUMN[Landmark.LEFT_HEEL], _COLUMN[Landmark.RIGHT_HEEL]], 0].mean(axis=1)
    votes = np.concatenate([np.sign(nose - ears), np.sign(toes - heels)])
    return bool(np.nansum(votes) >= 0)
