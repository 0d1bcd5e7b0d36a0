"""The landmarks of a person in the frame, from the tensors of the landmark model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lumbar.core.motion.pose import LANDMARKS, PersonMask, SquareCrop
from lumbar.vision.blazepose import LANDMARK_SIDE, LandmarkTensors

Array = NDArray[np.float64]

_MIDDLE_OF_HIPS: Final = 33
_REACH: Final = 34
"""Of the 39 rows of the model: the two that say where to look in the next frame."""
_KERNEL: Final = 9
"""Cells of the heatmap around a landmark that have a say in where exactly it is.

The graph's own text says 7, but the program that was built from it uses 9: with the same square, landmarks then agree
to 0.04 pixels in the median, and with 7 to 0.21."""
_CLEAR: Final = 0.5
"""A heatmap that is nowhere near the landmark this sure has no say."""
_FAR: Final = 80.0
"""Beyond this the sigmoid is 0 or 1, and its exponential would overflow."""


@dataclass(frozen=True, eq=False, slots=True)
class FoundLandmarks:
    """One person in one frame."""

    position: Array
    """(33, 2) [pixel of the frame]"""
    depth: Array
    """(33,) from the mid-hip away from the camera. [pixel of the frame]"""
    visibility: Array
    """(33,) from 0 to 1."""
    middle_of_hips: Array
    """(2,) where the next square has its middle. [pixel of the frame]"""
    reach: Array
    """(2,) how far the body reaches from there, in the direction of the head. [pixel of the frame]"""

    @property
    def size(self) -> float:
        """Across the circle around the body. [pixel of the frame]"""
        return 2 * float(np.linalg.norm(self.reach - self.middle_of_hips))


def landmarks_in(tensors: LandmarkTensors, crop: SquareCrop) -> FoundLandmarks:
    """The landmarks of the person in the frame that the square ``crop`` was cut out of."""
    place = refined(tensors.landmarks[:, :2].astype(np.float64) / LANDMARK_SIDE, tensors.heatmap)
    position = crop.in_frame(place)
    count = len(LANDMARKS)
    return FoundLandmarks(
        position=position[:count],
        depth=tensors.landmarks[:count, 2].astype(np.float64) * (crop.side / LANDMARK_SIDE),
        visibility=_sigmoid(tensors.landmarks[:count, 3].astype(np.float64)),
        middle_of_hips=position[_MIDDLE_OF_HIPS],
        reach=position[_REACH],
    )


def mask_in(tensors: LandmarkTensors, crop: SquareCrop) -> PersonMask:
    """The outline of the person in the frame that the square ``crop`` was cut out of."""
    return PersonMask(1 / (1 + np.exp(-tensors.mask.clip(-_FAR, _FAR))), crop)


def refined(place: Array, heatmap: NDArray[np.float32]) -> Array:
    """Points (n, 2) of the square moved to the middle of what the heatmap (rows, columns, n) shows around them.

    The mean of the cells of a window about the point, weighed by how likely the landmark lies in each. A point outside
    of the map stays, as does one whose window is nowhere clear.
    """
    rows, columns, count = heatmap.shape
    cell = np.trunc(place * (columns, rows)).astype(np.intp)
    inside = np.all((cell >= 0) & (cell < (columns, rows)), axis=1)
    window = np.arange(_KERNEL) - _KERNEL // 2
    column, row = cell[:, :1] + window, cell[:, 1:] + window
    on_map = ((row >= 0) & (row < rows))[:, :, None] & ((column >= 0) & (column < columns))[:, None, :]
    around = heatmap[
        row.clip(0, rows - 1)[:, :, None], column.clip(0, columns - 1)[:, None, :], np.arange(count)[:, None, None]
    ]
    likely = np.where(on_map, _sigmoid(around.astype(np.float64)), 0.0)
    whole = likely.sum(axis=(1, 2))
    clear = inside & (likely.max(axis=(1, 2)) >= _CLEAR)
    whole = np.where(clear, whole, 1.0)
    x = (likely.sum(axis=1) * column).sum(axis=1) / (whole * columns)
    y = (likely.sum(axis=2) * row).sum(axis=1) / (whole * rows)
    return np.where(clear[:, None], np.stack((x, y), axis=-1), place)


def _sigmoid(values: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-values.clip(-_FAR, _FAR))))
