"""What is drawn over a video: the person's joints, three angles over time, the repetitions and the outline of the back.

All of it is computed before the first frame is painted, so that painting decides nothing: an adapter that draws needs
neither the pose model nor the analysis.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lumbar.core.biomechanics.landmarks import Side
from lumbar.core.motion.lumbar import BackShape
from lumbar.core.motion.pose import LANDMARKS, Landmark, PoseSeries

MOST_TRACES: Final = 3
"""More than three lines below a picture are no longer read from an arm's length."""


class Beside(StrEnum):
    """Where in the picture the number of an angle stands."""

    TRUNK = "trunk"
    HIP = "hip"
    KNEE = "knee"
    ANKLE = "ankle"
    SHOULDER = "shoulder"
    ELBOW = "elbow"


@dataclass(frozen=True, eq=False, slots=True)
class Trace:
    """One angle over time, under the name it is shown by."""

    name: str
    """One word, "Trunk"; a long one is cut off."""
    unit: str
    """As it stands right behind the number, "°"."""
    values: NDArray[np.float64]
    """(frames,), NaN where it could not be measured."""
    beside: Beside | None = None
    """The joint its number also stands next to; None where it stands only below."""


@dataclass(frozen=True, slots=True)
class LumbarChange:
    """How far the back has left the person's own neutral, flexion positive."""

    deg: float
    uncertainty_deg: float


@dataclass(frozen=True, slots=True)
class RepetitionMark:
    """One repetition as it is marked: when it is, and what is said of it in one short line."""

    start_s: float
    turn_s: float
    end_s: float
    status: str = ""
    """Ready to be read, "back rounds from the floor"; empty where there is nothing to say."""
    back: BackShape | None = None
    """Colours its mark; None where nobody asked about the back."""
    change: LumbarChange | None = None

    @property
    def unusual(self) -> bool:
        return self.back in UNUSUAL


UNUSUAL: Final = frozenset({BackShape.ROUNDED, BackShape.OVERARCHED})
"""What is drawn in amber."""


@dataclass(frozen=True, slots=True)
class HoldMark:
    """A position that is held, as a plank is."""

    start_s: float
    end_s: float
    status: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class BackContour:
    """The outline of the back in one frame."""

    points: NDArray[np.float64]
    """(n, 2) from the pelvis up, in the pixels of the pose, y down; at least two."""
    shape: BackShape


@dataclass(frozen=True, eq=False, slots=True)
class Overlay:
    """Everything that is drawn over one video, frame by frame of its pose.

    Raises ValueError where the parts are not of as many frames as the pose, or traces are more than can be read.
    """

    pose: PoseSeries
    sure: NDArray[np.bool_]
    """(frames, 33), whether a landmark is drawn."""
    near: Side | None = None
    """The side that the camera sees, drawn stronger; None where both are seen alike."""
    traces: tuple[Trace, ...] = ()
    repetitions: tuple[RepetitionMark, ...] = ()
    """In the order of time."""
    hold: HoldMark | None = None
    contours: tuple[BackContour | None, ...] | None = None
    """One a frame; None where the back was not looked at in any."""

    def __post_init__(self) -> None:
        frames = self.pose.frames
        if self.sure.shape != (frames, len(LANDMARKS)):
            raise ValueError(f"{self.sure.shape} says which landmarks are sure, for {frames} frames")
        if len(self.traces) > MOST_TRACES:
            raise ValueError(f"{len(self.traces)} angles cannot be read below one picture; at most {MOST_TRACES} can")
        if any(trace.values.shape != (frames,) for trace in self.traces):
            raise ValueError(f"an angle has not one value for each of the {frames} frames")
        if self.contours is not None and len(self.contours) != frames:
            raise ValueError(f"{len(self.contours)} outlines of the back for {frames} frames")

    def frame_at(self, time_s: float) -> int | None:
        """The frame of the pose that was shown at a time; None where the pose has none within one frame's time."""
        times = self.pose.time_s
        if not len(times):
            return None
        after = int(np.searchsorted(times, time_s))
        before = max(after - 1, 0)
        after = min(after, len(times) - 1)
        nearest = before if time_s - times[before] <= times[after] - time_s else after
        rate = self.pose.sampling_rate_hz
        return nearest if rate is None or abs(times[nearest] - time_s) * rate <= 1 else None

    def seen_at(self, frame: int | None) -> bool:
        """Whether anything of the person was seen in a frame of the pose."""
        return frame is not None and bool(np.isfinite(self.pose.position[frame]).all(axis=1).any())

    def place(self, frame: int, landmark: Landmark) -> NDArray[np.float64] | None:
        """(2,) where a landmark is drawn [pixel of the pose]; None where it is not sure enough to be drawn."""
        column = LANDMARKS.index(landmark)
        point = self.pose.position[frame, column]
        return point if self.sure[frame, column] and np.isfinite(point).all() else None

    def contour_at(self, frame: int) -> BackContour | None:
        return None if self.contours is None else self.contours[frame]

    def begun(self, time_s: float) -> int:
        """How many repetitions have begun: the number that is shown while the last of them goes on."""
        return sum(mark.start_s <= time_s for mark in self.repetitions)

    def number_at(self, time_s: float) -> int | None:
        """Which repetition, counted from 1, a time lies in; None between two and outside of all."""
        for number, mark in enumerate(self.repetitions, start=1):
            if mark.start_s <= time_s <= mark.end_s:
                return number
        return None

    def held_s(self, time_s: float) -> float | None:
        """How long the position has been held by a time [s]; None where none is held in the video."""
        if self.hold is None:
            return None
        return min(max(time_s - self.hold.start_s, 0.0), self.hold.end_s - self.hold.start_s)
