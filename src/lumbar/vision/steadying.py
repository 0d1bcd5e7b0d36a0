"""The two points that say where to look next, kept steady from frame to frame.

A square that trembles makes landmarks tremble: the model answers a little differently for every cut. So the points go
through a One Euro filter, which holds still what is slow and lets go what is fast, before the next square is laid
around them. The landmarks themselves are never smoothed here; the analysis does that, without lag.

    alpha(f) = 1 / (1 + 1 / (2 pi f dt))
    speed    = low pass at 1 Hz of (x - x_before) / dt, in sizes of the body a second
    x_steady = low pass of x at f = 0.01 Hz + 10 |speed|

Source: Casiez, Roussel & Vogel 2012, "1 Euro filter", CHI '12, 2527-2530 (doi:10.1145/2207676.2208639); the constants
are those that the model's makers use for these two points.
"""

from __future__ import annotations

from math import pi
from typing import Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_STILL_HZ: Final = 0.01
"""What a point at rest is smoothed with."""
_PER_SPEED: Final = 10.0
"""Hz more for every size of the body a second."""
_SPEED_HZ: Final = 1.0
"""What the speed itself is smoothed with."""


class SteadyPoints:
    """A One Euro filter over the coordinates of some points, one frame after the other."""

    def __init__(
        self, *, still_hz: float = _STILL_HZ, per_speed: float = _PER_SPEED, speed_hz: float = _SPEED_HZ
    ) -> None:
        self._still_hz, self._per_speed, self._speed_hz = still_hz, per_speed, speed_hz
        self.forget()

    def forget(self) -> None:
        """The next points have nothing to do with those before."""
        self._raw: Array | None = None

    def steady(self, points: Array, *, size: float, step_s: float) -> Array:
        """Points (n, 2) of the next frame, ``step_s`` after the one before, of a body of ``size`` [pixel]."""
        if self._raw is None or step_s <= 0:
            self._raw, self._kept, self._speed = points, points, np.zeros_like(points)
            return points
        speed = (points - self._raw) / (max(size, 1e-6) * step_s)
        self._speed = self._speed + _alpha(np.float64(self._speed_hz), step_s) * (speed - self._speed)
        cutoff_hz = self._still_hz + self._per_speed * np.abs(self._speed)
        self._kept = self._kept + _alpha(cutoff_hz, step_s) * (points - self._kept)
        self._raw = points
        return self._kept


def _alpha(cutoff_hz: Array | np.float64, step_s: float) -> Array:
    """How far a low pass goes towards the new value in one step."""
    return np.asarray(1 / (1 + 1 / (2 * pi * cutoff_hz * step_s)))
