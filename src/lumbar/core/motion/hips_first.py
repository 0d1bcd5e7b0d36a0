"""Hips that rise before the chest: the lean a trunk gains in the first third of the way up.

The way up is counted by hips and shoulders alike: each from its height at the bottom to its height at the top, 0 to 1,
and the mean of both. Where it is a third, the lean of the trunk is held against the lean at the bottom. In a lift that
rises as one, the lean stays or gets less; a squat that turns into a good morning gains.
"""

from __future__ import annotations

from datetime import date

import numpy as np

from lumbar.core.biomechanics.landmarks import FloatArray, Landmark
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.motion.observations import WhyNotTold
from lumbar.core.motion.segmentation import Repetition
from lumbar.core.motion.watched import Reading, Watched

FIRST_PART = Parameter(
    id="first-part-of-the-way-up",
    meaning="share of the way up after which the lean is held against the bottom",
    value=1 / 3,
    unit="share of the way",
    source=our_judgement(date(2026, 11, 30), "Past the sticking point of most lifts, and well before standing."),
    certainty=Certainty.OPINION,
)


def lean_gained(watched: Watched, repetition: Repetition) -> Reading | WhyNotTold:
    """Lean of the trunk gained in the first third of the way up; negative where it straightens. [degrees]"""
    raising = watched.raising(repetition)
    if raising is None:
        return WhyNotTold.HALF_RECORDED
    first, last = raising
    risen = _risen(watched, first, last)
    if risen is None:
        return WhyNotTold.JOINTS_NOT_SEEN
    third = first + int(np.flatnonzero(np.nan_to_num(risen, nan=-1.0) >= FIRST_PART.value)[0])
    lean = watched.angles.trunk_inclination_deg
    start, then = watched.about(lean, first), watched.about(lean, third)
    if isinstance(start, WhyNotTold) or isinstance(then, WhyNotTold):
        return WhyNotTold.JOINTS_NOT_SEEN
    return Reading(then.value - start.value, then.at_s)


def _risen(watched: Watched, first: int, last: int) -> FloatArray | None:
    """(frames,) of the way up, the share that hips and shoulders have risen; None where an end was not seen."""
    shares: list[FloatArray] = []
    for landmark in (Landmark.HIP, Landmark.SHOULDER):
        place = watched.seen.trunk.of(landmark)
        if place is None:
            return None
        height = watched.moving.height(place)
        start, end = watched.about(height, first), watched.about(height, last)
        if isinstance(start, WhyNotTold) or isinstance(end, WhyNotTold) or end.value <= start.value:
            return None
        shares.append((height[first : last + 1] - start.value) / (end.value - start.value))
    mean = np.asarray((shares[0] + shares[1]) / 2)
    return mean if np.nanmax(mean, initial=0.0) >= FIRST_PART.value else None
