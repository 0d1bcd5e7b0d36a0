"""Which square of a frame to look at: around a person just detected, or around where they were a frame ago."""

from __future__ import annotations

from math import atan2, hypot, isfinite, pi
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lumbar.core.motion.pose import SquareCrop
from lumbar.vision.blazepose import Pixels

Array = NDArray[np.float64]

_ROOM: Final = 1.25
"""The square is this much wider than the circle around the body, as in the model's training."""
_SMALLEST: Final = 16.0
"""A square with less to a side shows nobody that could be measured. [pixel]"""


def square_around(middle_of_hips: Array, reach: Array) -> SquareCrop | None:
    """The square around the circle that has its middle between the hips and passes through ``reach``, turned upright.

    Points (2,) in pixels of the frame. The model gives both points: the second lies in the direction of the head, as
    far away as the body reaches. None where they are too near to each other, or no numbers.
    """
    across, down = float(reach[0] - middle_of_hips[0]), float(reach[1] - middle_of_hips[1])
    side = 2 * hypot(across, down) * _ROOM
    if not isfinite(side) or side < _SMALLEST:
        return None
    turn = pi / 2 - atan2(-down, across)
    return SquareCrop(float(middle_of_hips[0]), float(middle_of_hips[1]), side, (turn + pi) % (2 * pi) - pi)


def whole_frame(width: int, height: int) -> SquareCrop:
    """The smallest square with all of a frame in it."""
    return SquareCrop(width / 2, height / 2, float(max(width, height)), 0.0)


def reaches_into(crop: SquareCrop, width: int, height: int) -> bool:
    """Whether the middle of a square is still near enough to the frame for a person in it to be in sight."""
    margin = crop.side / 4
    return -margin <= crop.centre_x <= width + margin and -margin <= crop.centre_y <= height + margin


def same_place(one: SquareCrop, other: SquareCrop) -> bool:
    """Whether two squares are around the same person: their middles lie close, measured by the greater one."""
    apart = hypot(one.centre_x - other.centre_x, one.centre_y - other.centre_y)
    return apart < max(one.side, other.side) / 4


def cut_out(pixels: Pixels, crop: SquareCrop, side: int, *, edge_goes_on: bool) -> Pixels:
    """(side, side, 3) the square of a frame, turned upright, as the model is to see it.

    Beyond the frame its edge goes on, as the landmark model was trained, or all is black, as the detector was.
    """
    from PIL import Image

    if edge_goes_on:
        pixels, crop = _with_edge(pixels, crop)
    ahead = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    origin, right, below = crop.in_frame(ahead)
    (a, d), (b, e) = (right - origin) / side, (below - origin) / side
    picture = Image.fromarray(pixels)
    seen = picture.transform(
        (side, side), Image.Transform.AFFINE, (a, b, origin[0], d, e, origin[1]), Image.Resampling.BILINEAR
    )
    return np.asarray(seen)


def _with_edge(pixels: Pixels, crop: SquareCrop) -> tuple[Pixels, SquareCrop]:
    """The part of a frame that the square touches, its edge drawn out to where the square reaches beyond it."""
    height, width = pixels.shape[:2]
    corners = crop.in_frame(np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]))
    left, top = np.floor(corners.min(axis=0)).astype(int) - 1
    right, bottom = np.ceil(corners.max(axis=0)).astype(int) + 1
    if left >= 0 and top >= 0 and right <= width and bottom <= height:
        return pixels, crop
    first_row, last_row = max(0, min(top, height - 1)), max(1, min(bottom, height))
    first_column, last_column = max(0, min(left, width - 1)), max(1, min(right, width))
    drawn_out = np.pad(
        pixels[first_row:last_row, first_column:last_column],
        (
            (max(0, first_row - top), max(0, bottom - last_row)),
            (max(0, first_column - left), max(0, right - last_column)),
            (0, 0),
        ),
        mode="edge",
    )
    from_x, from_y = min(left, first_column), min(top, first_row)
    return drawn_out, SquareCrop(crop.centre_x - from_x, crop.centre_y - from_y, crop.side, crop.turn_rad)
