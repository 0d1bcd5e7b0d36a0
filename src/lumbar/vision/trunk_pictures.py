"""The squares about the trunk, cut out of the frames while they pass by, and kept packed until they are asked for."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from math import cos, sin

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from lumbar.core.motion.pose import SquareCrop
from lumbar.core.motion.trunk_square import SQUARE_PIXELS, TrunkPicture

_FASTEST = 1
"""Of zlib: pictures of 16 KB are packed for every frame."""


def grey_square(pixels: NDArray[np.uint8], crop: SquareCrop, size: int = SQUARE_PIXELS) -> NDArray[np.uint8]:
    """(size, size) what of a frame (height, width, 3) lies in the square; the border goes on black outside of it."""
    picture = Image.fromarray(pixels).convert("L")
    step = crop.side / size
    shrink = max(1, int(step))
    if shrink > 1:  # else fine stripes of a shirt would come out as coarse ones
        picture = picture.reduce(shrink)
    step /= shrink
    across, down = step * cos(crop.turn_rad), step * sin(crop.turn_rad)
    half = size / 2
    # Pillow samples at pixel centres itself: the square's (u, v) lies at centre + turn of (u - half, v - half)
    left = crop.centre_x / shrink - half * across + half * down
    top = crop.centre_y / shrink - half * down - half * across
    matrix = (across, -down, left, down, across, top)
    cut = picture.transform((size, size), Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR)
    return np.asarray(cut)


@dataclass(frozen=True, slots=True)
class _Packed:
    grey: bytes
    crop: SquareCrop


class PackedTrunks:
    """The squares of a video so far."""

    def __init__(self) -> None:
        self._frames: list[_Packed | None] = []

    def add(self, pixels: NDArray[np.uint8], crop: SquareCrop | None) -> None:
        """The next frame; ``None`` where nobody was seen."""
        packed = None if crop is None else _Packed(zlib.compress(grey_square(pixels, crop).tobytes(), _FASTEST), crop)
        self._frames.append(packed)

    def at(self, frame: int) -> TrunkPicture | None:
        """The square of one frame."""
        packed = self._frames[frame]
        if packed is None:
            return None
        grey = np.frombuffer(zlib.decompress(packed.grey), dtype=np.uint8).reshape(SQUARE_PIXELS, SQUARE_PIXELS)
        return TrunkPicture(grey, packed.crop)
