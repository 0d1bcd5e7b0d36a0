"""One set as it was seen: all that observations are read from, and the moments that they are read at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from lumbar.core.biomechanics.landmarks import Body, FloatArray, Landmark
from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.motion.angles import Angles, Seen
from lumbar.core.motion.joints import MovingBody
from lumbar.core.motion.observations import WhyNotTold
from lumbar.core.motion.phases import Tempo
from lumbar.core.motion.segmentation import Repetition, RepetitionSet, RestsAt
from lumbar.core.motion.view import View

ABOUT_A_MOMENT_S = Parameter(
    id="about-a-moment",
    meaning="time on either side of a moment over which its angle is the median",
    value=0.1,
    unit="s",
    source=our_judgement(
        date(2026, 11, 30), "Seven frames of a phone: one wrong frame does not count, and a turn lasts longer."
    ),
    certainty=Certainty.OPINION,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure of one repetition, and when."""

    value: float
    at_s: float


@dataclass(frozen=True, eq=False, slots=True)
class Watched:
    """A recording of one set, cleaned and cut into its repetitions."""

    lift: Lift
    moving: MovingBody
    seen: Seen
    angles: Angles
    view: View | None
    """None for a recording in a room."""
    found: RepetitionSet
    rests: RestsAt | None
    tempos: tuple[Tempo, ...]
    """One a repetition."""
    trunk_length: float | None
    """In the recording's own unit."""

    @property
    def time_s(self) -> FloatArray:
        return self.moving.time_s

    def place(self, landmark: Landmark) -> FloatArray | None:
        """(frames, 3) of the near side of a picture, of the middle in a room."""
        return self.seen.body.of(landmark)

    def bottom(self, repetition: Repetition) -> int | None:
        """The frame in which the load is lowest; None where the recording has only the half without it."""
        if self.rests is not RestsAt.BOTTOM:
            return repetition.turn
        return repetition.start if repetition.start < repetition.turn else None

    def raising(self, repetition: Repetition) -> tuple[int, int] | None:
        """(first, last) frame of the way up; None where it was not recorded."""
        first, last = (
            (repetition.start, repetition.turn) if self.rests is RestsAt.BOTTOM else (repetition.turn, repetition.end)
        )
        return (first, last) if first < last else None

    def about(self, values: FloatArray, frame: int) -> Reading | WhyNotTold:
        """The median about a moment."""
        near = np.abs(self.time_s - self.time_s[frame]) <= ABOUT_A_MOMENT_S.value
        known = values[near & np.isfinite(values)]
        if not len(known):
            return WhyNotTold.JOINTS_NOT_SEEN
        return Reading(float(np.median(known)), float(self.time_s[frame]))

    def lean_of(self, body: Body, upper: Landmark, lower: Landmark) -> FloatArray | None:
        """(frames,) of the line between two landmarks, from straight up. [degrees]"""
        top, end = body.of(upper), body.of(lower)
        return None if self.seen.plane is None or top is None or end is None else self.seen.plane.lean(top - end)
