"""The part of a picture in which the lower back is looked for: a square about the trunk that turns and grows with it.

The square stands on the trunk: its upward edge runs from the middle of the hips to the middle of the shoulders, so a
back looks alike whether the person stands or bends. It is as large as two trunk lengths, from mid-thigh to the neck.
"""

from __future__ import annotations

from datetime import date
from math import atan2, exp, hypot

import numpy as np
from numpy.typing import NDArray

from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.motion.pose import LANDMARKS, Landmark, PoseSeries, SquareCrop

SQUARE_PIXELS = 128
"""Rows and columns of the square as it is looked at: a trunk is 64 of them long."""

SQUARE_LENGTHS = Parameter(
    id="trunk-square-size",
    meaning="side of the square in which the lower back is looked for",
    value=2.0,
    unit="trunk lengths",
    source=our_judgement(date(2026, 11, 30), "From mid-thigh to the neck: buttocks and shoulder blades are in it."),
    certainty=Certainty.OPINION,
)
CENTRE_ALONG = Parameter(
    id="trunk-square-centre",
    meaning="how far up the trunk the middle of that square lies",
    value=0.35,
    unit="trunk lengths from the hips",
    source=our_judgement(date(2026, 11, 30), "A little above the lower back, so that the whole back is in sight."),
    certainty=Certainty.OPINION,
)
LENGTH_SETTLES_S = Parameter(
    id="trunk-square-settles",
    meaning="time in which the size of that square follows the trunk's length in the picture",
    value=0.5,
    unit="s",
    source=our_judgement(
        date(2026, 11, 30), "Slow enough to even out the jitter of the hips, fast enough for somebody who walks in."
    ),
    certainty=Certainty.OPINION,
)
SMALLEST_TRUNK_PIXELS = Parameter(
    id="trunk-square-smallest",
    meaning="length of the trunk in the picture below which no square is cut out",
    value=12.0,
    unit="pixel",
    source=our_judgement(date(2026, 11, 30), "A person that small shows no back."),
    certainty=Certainty.OPINION,
)

_HIPS = [LANDMARKS.index(mark) for mark in (Landmark.LEFT_HIP, Landmark.RIGHT_HIP)]
_SHOULDERS = [LANDMARKS.index(mark) for mark in (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER)]


class TrunkSquares:
    """Follows one person's trunk through a video. It remembers the trunk's length, and nothing else."""

    def __init__(self) -> None:
        self._length: float | None = None
        self._time_s = 0.0

    def of(self, landmarks: NDArray[np.float64], time_s: float) -> SquareCrop | None:
        """The square of the next frame. ``landmarks`` (33, 2), pixels with y down."""
        hips, shoulders = landmarks[_HIPS].mean(axis=0), landmarks[_SHOULDERS].mean(axis=0)
        along = shoulders - hips
        length = hypot(*along)
        if not np.isfinite(length) or length < SMALLEST_TRUNK_PIXELS.value:
            return None
        settled = self._settled(length, time_s)
        centre = hips + along / length * settled * CENTRE_ALONG.value
        turn = atan2(along[0], -along[1])
        return SquareCrop(float(centre[0]), float(centre[1]), settled * SQUARE_LENGTHS.value, turn)

    def _settled(self, length: float, time_s: float) -> float:
        if self._length is None:
            self._length = length
        else:
            followed = 1 - exp(-max(time_s - self._time_s, 0.0) / LENGTH_SETTLES_S.value)
            self._length += followed * (length - self._length)
        self._time_s = time_s
        return self._length


def trunk_squares(series: PoseSeries) -> tuple[SquareCrop | None, ...]:
    """The square of every frame of a film; None where nobody was seen, or too small."""
    squares = TrunkSquares()
    return tuple(squares.of(place, time) for place, time in zip(series.position, series.time_s.tolist(), strict=True))


def in_square(crop: SquareCrop, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points (..., 2) of the frame in trunk lengths from the middle of the square, x to the right and y DOWN."""
    return (crop.in_square(points) - 0.5) * SQUARE_LENGTHS.value


def pixel_centres(size: int = SQUARE_PIXELS) -> NDArray[np.float64]:
    """(size, size, 2) where the middle of each pixel of a square lies, from 0 to 1."""
    middle = (np.arange(size) + 0.5) / size
    across, down = np.meshgrid(middle, middle)
    return np.stack((across, down), axis=-1)
