"""How far the hips go to one side on the way down: only from the front, from behind, or in a room."""

from __future__ import annotations

import numpy as np

from lumbar.core.biomechanics.landmarks import FloatArray, Landmark
from lumbar.core.motion.observations import WhyNotTold
from lumbar.core.motion.segmentation import Repetition, RestsAt
from lumbar.core.motion.view import ViewedFrom
from lumbar.core.motion.watched import Reading, Watched


def hip_shift(watched: Watched, repetition: Repetition) -> Reading | WhyNotTold:
    """The middle of the hips over the middle of the ankles at the bottom, against standing; to the left positive.

    [trunk lengths]
    """
    body, length, left = watched.moving.body, watched.trunk_length, _to_the_left(watched)
    hips, ankles = body.of(Landmark.HIP), body.of(Landmark.ANKLE)
    if hips is None or ankles is None or length is None or left is None:
        return WhyNotTold.JOINTS_NOT_SEEN
    bottom = watched.bottom(repetition)
    if bottom is None:
        return WhyNotTold.HALF_RECORDED
    rest = repetition.rest_after if repetition.rest_before == repetition.turn else repetition.rest_before
    standing = repetition.turn if watched.rests is RestsAt.BOTTOM else rest
    shift = ((hips - ankles) * left).sum(axis=1) / length
    low, high = watched.about(shift, bottom), watched.about(shift, standing)
    if isinstance(low, WhyNotTold) or isinstance(high, WhyNotTold):
        return WhyNotTold.JOINTS_NOT_SEEN
    return Reading(low.value - high.value, low.at_s)


def _to_the_left(watched: Watched) -> FloatArray | None:
    """(frames, 3) or (3,) to the person's left."""
    if watched.view is None:
        plane = watched.seen.plane
        return None if plane is None else np.cross(plane.up, plane.forward)
    return np.array([1.0 if watched.view.side is ViewedFrom.FRONT else -1.0, 0.0, 0.0])
