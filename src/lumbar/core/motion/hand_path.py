"""How far before the middle of the foot the hands come on the way up: where the bar is, as far as joints show it."""

from __future__ import annotations

from datetime import date

import numpy as np

from lumbar.core.biomechanics.landmarks import FloatArray, Landmark
from lumbar.core.biomechanics.lift_off import hands_of
from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.motion.observations import WhyNotTold
from lumbar.core.motion.segmentation import Repetition
from lumbar.core.motion.watched import Reading, Watched

HANDS_AT_SHOULDERS = Parameter(
    id="hands-at-the-shoulders",
    meaning="distance from the shoulders within which the hands of a squat may hold a bar",
    value=0.7,
    unit="trunk lengths",
    source=our_judgement(
        date(2026, 11, 30), "Some 35 cm: a bar on the back or the collarbones; arms stretched out ahead reach 55."
    ),
    certainty=Certainty.OPINION,
)
FURTHEST_SHARE = Parameter(
    id="furthest-hands",
    meaning="share of the frames of the way up in which the hands are no further out than the figure told",
    value=0.95,
    unit="share of the frames",
    source=our_judgement(date(2026, 11, 30), "The furthest but for single wrong frames."),
    certainty=Certainty.OPINION,
)


def hand_path(watched: Watched, repetition: Repetition) -> Reading | WhyNotTold:
    """The furthest the hands come before the middle of the foot on the way up. [trunk lengths]"""
    raising = watched.raising(repetition)
    if raising is None:
        return WhyNotTold.HALF_RECORDED
    hands, plane, length = hands_of(watched.seen.body), watched.seen.plane, watched.trunk_length
    if hands is None or plane is None or length is None:
        return WhyNotTold.JOINTS_NOT_SEEN
    first, last = raising
    if watched.lift is Lift.SQUAT and not _at_the_shoulders(watched, hands, first, last, length):
        return WhyNotTold.HANDS_ELSEWHERE
    foot = _middle_of_foot(watched, repetition)
    if foot is None:
        return WhyNotTold.FEET_NOT_SEEN
    ahead = ((hands - foot) * plane.forward).sum(axis=1)[first : last + 1] / length
    known = ahead[np.isfinite(ahead)]
    if len(known) < (last + 1 - first) / 2:
        return WhyNotTold.JOINTS_NOT_SEEN
    value = float(np.quantile(known, FURTHEST_SHARE.value))
    return Reading(value, float(watched.time_s[first + int(np.nanargmin(np.abs(ahead - value)))]))


def _middle_of_foot(watched: Watched, repetition: Repetition) -> FloatArray | None:
    """(3,) between heel and toes while the repetition lasts; feet stay where they are."""
    heel, toe = watched.place(Landmark.HEEL), watched.place(Landmark.TOE)
    if heel is None or toe is None:
        return None
    middle = ((heel + toe) / 2)[repetition.start : repetition.end + 1]
    known = middle[np.isfinite(middle).all(axis=1)]
    return np.asarray(np.median(known, axis=0)) if len(known) else None


def _at_the_shoulders(watched: Watched, hands: FloatArray, first: int, last: int, length: float) -> bool:
    shoulders = watched.place(Landmark.SHOULDER)
    if shoulders is None:
        return False
    apart = np.linalg.norm(hands - shoulders, axis=1)[first : last + 1]
    known = apart[np.isfinite(apart)]
    return bool(len(known)) and float(np.median(known)) <= HANDS_AT_SHOULDERS.value * length
