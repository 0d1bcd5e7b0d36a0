"""A person's pose through a video, as the tracker saw it: 33 landmarks a frame, in the picture and not in the room."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray


class Landmark(StrEnum):
    """The 33 landmarks of BlazePose in the model's own order; left and right are the person's."""

    NOSE = "nose"
    LEFT_EYE_INNER = "left_eye_inner"
    LEFT_EYE = "left_eye"
    LEFT_EYE_OUTER = "left_eye_outer"
    RIGHT_EYE_INNER = "right_eye_inner"
    RIGHT_EYE = "right_eye"
    RIGHT_EYE_OUTER = "right_eye_outer"
    LEFT_EAR = "left_ear"
    RIGHT_EAR = "right_ear"
    MOUTH_LEFT = "mouth_left"
    MOUTH_RIGHT = "mouth_right"
    LEFT_SHOULDER = "left_shoulder"
    RIGHT_SHOULDER = "right_shoulder"
    LEFT_ELBOW = "left_elbow"
    RIGHT_ELBOW = "right_elbow"
    LEFT_WRIST = "left_wrist"
    RIGHT_WRIST = "right_wrist"
    LEFT_PINKY = "left_pinky"
    RIGHT_PINKY = "right_pinky"
    LEFT_INDEX = "left_index"
    RIGHT_INDEX = "right_index"
    LEFT_THUMB = "left_thumb"
    RIGHT_THUMB = "right_thumb"
    LEFT_HIP = "left_hip"
    RIGHT_HIP = "right_hip"
    LEFT_KNEE = "left_knee"
    RIGHT_KNEE = "right_knee"
    LEFT_ANKLE = "left_ankle"
    RIGHT_ANKLE = "right_ankle"
    LEFT_HEEL = "left_heel"
    RIGHT_HEEL = "right_heel"
    LEFT_FOOT_INDEX = "left_foot_index"
    RIGHT_FOOT_INDEX = "right_foot_index"


LANDMARKS = tuple(Landmark)
"""In the order of the columns of a PoseSeries."""
_COLUMN = {landmark: column for column, landmark in enumerate(LANDMARKS)}


@dataclass(frozen=True, eq=False, slots=True)
class PoseSeries:
    """The landmarks of one person, frame by frame, in pixels of the frame as it was looked at.

    A frame in which nobody was seen is NaN in every landmark, with visibility 0: never zero and never filled in.
    Raises ValueError when shapes do not agree, times do not rise, or a frame has no size.
    """

    time_s: NDArray[np.float64]
    """(frames,), presentation times from the video's first frame. [s]"""
    position: NDArray[np.float64]
    """(frames, 33, 2), x to the right and y DOWN. [pixel]"""
    depth: NDArray[np.float64]
    """(frames, 33), the model's guess of the distance from the camera, 0 at mid-hip, less is nearer. [pixel]"""
    visibility: NDArray[np.float64]
    """(frames, 33), how likely the model holds the landmark to be in sight, from 0 to 1."""
    width: int
    """Of the frame as it was looked at. [pixel]"""
    height: int

    def __post_init__(self) -> None:
        expected = (len(self.time_s), len(LANDMARKS))
        if {self.position.shape[:-1], self.depth.shape, self.visibility.shape} != {expected}:
            raise ValueError(f"positions, depths and visibilities are not all of the shape {expected}")
        if self.position.shape[-1] != 2:
            raise ValueError("a position in a picture has two coordinates")
        if np.any(np.diff(self.time_s) <= 0):
            raise ValueError("the times of a video must rise from frame to frame")
        if self.width < 1 or self.height < 1:
            raise ValueError("a frame without width or height shows nobody")

    @property
    def frames(self) -> int:
        return len(self.time_s)

    @property
    def sampling_rate_hz(self) -> float | None:
        """Frames per second by the median time step; None with fewer than two frames."""
        if self.frames < 2:
            return None
        return float(1.0 / np.median(np.diff(self.time_s)))

    @property
    def seen(self) -> NDArray[np.bool_]:
        """(frames,), whether anybody was seen in the frame."""
        return np.asarray(np.isfinite(self.position).all(axis=(1, 2)), dtype=np.bool_)

    def of(self, landmark: Landmark) -> NDArray[np.float64]:
        """(frames, 2) positions of one landmark. [pixel]"""
        return self.position[:, _COLUMN[landmark], :]

    def visibility_of(self, landmark: Landmark) -> NDArray[np.float64]:
        """(frames,) how likely one landmark was in sight, from 0 to 1."""
        return self.visibility[:, _COLUMN[landmark]]


@dataclass(frozen=True, slots=True)
class SquareCrop:
    """The square of a frame that the pose model looks at, turned so that the person stands upright in it."""

    centre_x: float
    """[pixel]"""
    centre_y: float
    side: float
    """[pixel]"""
    turn_rad: float
    """Clockwise, from the frame's upright to the person's."""

    def in_frame(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Points (..., 2) of the square, from 0 to 1 and y down, as pixels of the frame."""
        across, down = points[..., 0] - 0.5, points[..., 1] - 0.5
        cosine, sine = np.cos(self.turn_rad), np.sin(self.turn_rad)
        x = self.centre_x + self.side * (across * cosine - down * sine)
        y = self.centre_y + self.side * (across * sine + down * cosine)
        return np.stack((x, y), axis=-1)

    def in_square(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Pixels (..., 2) of the frame as points of the square; outside of it they are below 0 or above 1."""
        x, y = points[..., 0] - self.centre_x, points[..., 1] - self.centre_y
        cosine, sine = np.cos(self.turn_rad), np.sin(self.turn_rad)
        across, down = x * cosine + y * sine, y * cosine - x * sine
        return np.stack((across, down), axis=-1) / self.side + 0.5


@dataclass(frozen=True, eq=False, slots=True)
class PersonMask:
    """Where in a frame the person is: how likely each point of the square that was looked at belongs to them."""

    probability: NDArray[np.float32]
    """(rows, columns) of the square, from 0 to 1."""
    crop: SquareCrop

    def at(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """How likely pixels (..., 2) of the frame are the person; 0 outside of the square."""
        rows, columns = self.probability.shape
        place = self.crop.in_square(points)
        column, row = place[..., 0] * columns - 0.5, place[..., 1] * rows - 0.5
        inside = (column > -1) & (row > -1) & (column < columns) & (row < rows)
        column, row = np.clip(column, 0, columns - 1), np.clip(row, 0, rows - 1)
        left, top = np.floor(column).astype(np.intp), np.floor(row).astype(np.intp)
        right, bottom = np.minimum(left + 1, columns - 1), np.minimum(top + 1, rows - 1)
        across, down = column - left, row - top
        mask = self.probability
        upper = mask[top, left] * (1 - across) + mask[top, right] * across
        lower = mask[bottom, left] * (1 - across) + mask[bottom, right] * across
        return np.where(inside, upper * (1 - down) + lower * down, 0.0)

    def in_frame(self, width: int, height: int) -> NDArray[np.float64]:
        """The mask as a picture (height, width) of the whole frame."""
        x, y = np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5)
        return self.at(np.stack((x, y), axis=-1))
