"""Where a film is cut: the whole picture changes between two frames, and the person followed is not the same.

Two signs must agree. Most places of the picture change at once, which a moving person in front of a still wall does
not bring about; and the picture's lights and darks are distributed otherwise, which a jolt of the camera leaves alone.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from lumbar.vision.blazepose import Pixels

Array = NDArray[np.float32]

_PLACES: Final = 48
"""The picture is looked at in so many places along its longer side."""
_CHANGED: Final = 24.0
"""A place has changed when its lightness differs by more than this, of 255."""
_MOST_PLACES: Final = 0.5
"""A cut changes more than this share of the places."""
_BINS: Final = 16
_REDISTRIBUTED: Final = 0.25
"""A cut moves more than this share of the places to another lightness (half the sum of the differences)."""


class SceneCuts:
    """Tells of each frame whether the film was cut before it."""

    def __init__(self) -> None:
        self._before: Array | None = None

    def is_cut(self, pixels: Pixels) -> bool:
        """Whether the frame (height, width, 3) begins another scene; the first frame does not."""
        before, now = self._before, _lightness(pixels)
        self._before = now
        if before is None or before.shape != now.shape:
            return before is not None
        changed = float(np.mean(np.abs(now - before) > _CHANGED))
        return changed > _MOST_PLACES and _redistributed(before, now) > _REDISTRIBUTED


def _lightness(pixels: Pixels) -> Array:
    """How light small blocks of the picture are, by every third pixel; green carries most of it."""
    side = max(1, max(pixels.shape[:2]) // _PLACES)
    rows, columns = pixels.shape[0] // side, pixels.shape[1] // side
    green = pixels[: rows * side, : columns * side, 1].reshape(rows, side, columns, side)[:, ::3, :, ::3]
    return np.asarray(green.mean(axis=(1, 3), dtype=np.float32))


def _redistributed(before: Array, now: Array) -> float:
    edges = np.linspace(0, 256, _BINS + 1)
    counts = [np.histogram(picture, edges)[0] / picture.size for picture in (before, now)]
    return float(np.abs(counts[0] - counts[1]).sum() / 2)
