"""A movement as joint positions over time: the one form in which video, motion capture and our own renders meet."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray


class VerticalAxis(StrEnum):
    """Which axis of the track points up; files differ and many do not say."""

    X = "x"
    Y = "y"
    Z = "z"
    UNKNOWN = "unknown"


@dataclass(frozen=True, eq=False)
class Track:
    """Positions of named joints or markers, frame by frame.

    A joint that was not seen in a frame is NaN there, never zero and never filled in.
    Raises ValueError when shapes do not agree or times do not rise.
    """

    joints: tuple[str, ...]
    time_s: NDArray[np.float64]
    """(frames,), the file's own times from its first frame. [s]"""
    position_m: NDArray[np.float64]
    """(frames, joints, 3), laboratory or camera frame. [m]"""
    vertical_axis: VerticalAxis = VerticalAxis.UNKNOWN

    def __post_init__(self) -> None:
        expected = (len(self.time_s), len(self.joints), 3)
        if self.position_m.shape != expected:
            raise ValueError(f"positions have the shape {self.position_m.shape}, not {expected}")
        if len(set(self.joints)) != len(self.joints):
            raise ValueError("two joints of a track have the same name")
        if np.any(np.diff(self.time_s) <= 0):
            raise ValueError("the times of a track must rise from frame to frame")

    @property
    def frames(self) -> int:
        return len(self.time_s)

    @property
    def sampling_rate_hz(self) -> float | None:
        """Frames per second by the median time step; None with fewer than two frames."""
        if self.frames < 2:
            return None
        return float(1.0 / np.median(np.diff(self.time_s)))

    def of(self, joint: str) -> NDArray[np.float64]:
        """(frames, 3) positions of one joint. [m] Raises KeyError when the track does not have it."""
        if joint not in self.joints:
            raise KeyError(joint)
        return self.position_m[:, self.joints.index(joint), :]
