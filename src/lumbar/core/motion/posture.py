"""How deep, how inclined and how steady: the angles of one repetition at the moment that matters."""

from __future__ import annotations

from datetime import date
from typing import assert_never

import numpy as np

from lumbar.core.biomechanics.landmarks import Body, FloatArray, Landmark, Side
from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.motion.body_line import body_line
from lumbar.core.motion.joints import TRUNK_QUANTILE
from lumbar.core.motion.looked_at import DEPTH_OF
from lumbar.core.motion.observations import DepthOf, WhyNotTold
from lumbar.core.motion.segmentation import Repetition
from lumbar.core.motion.watched import Reading, Watched

SWING_TAIL = Parameter(
    id="trunk-swing-tail",
    meaning="share of the frames of a repetition at either end of the lean that its swing leaves out",
    value=0.05,
    unit="share of the frames",
    source=our_judgement(date(2026, 11, 30), "Single wrong frames; a swing lasts longer."),
    certainty=Certainty.OPINION,
)


def depth(watched: Watched, repetition: Repetition) -> Reading | WhyNotTold:
    """How far down: slope of the thigh over level, or flexion of hips or elbow. [degrees]"""
    bottom = watched.bottom(repetition)
    if bottom is None:
        return WhyNotTold.HALF_RECORDED
    values = depth_series(watched)
    return WhyNotTold.JOINTS_NOT_SEEN if values is None else watched.about(values, bottom)


def depth_series(watched: Watched) -> FloatArray | None:
    """(frames,) what the depth of this lift is read from. [degrees]"""
    body = watched.seen.body
    match DEPTH_OF[watched.lift]:
        case DepthOf.THIGH:
            return _thigh_over_level(watched, body)
        case DepthOf.HIP:
            return watched.angles.hip_deg
        case DepthOf.ELBOW:
            upper = watched.lean_of(body, Landmark.SHOULDER, Landmark.ELBOW)
            lower = watched.lean_of(body, Landmark.ELBOW, Landmark.WRIST)
            return None if upper is None or lower is None else np.abs(180 - np.abs(180 - np.abs(upper - lower)))
        case other:
            assert_never(other)


def _thigh_over_level(watched: Watched, body: Body) -> FloatArray | None:
    """(frames,) slope of the thighs by the height of the hip over the knee, the mean of those in sight. [degrees]

    Knees that go out make a thigh look short and steep from the side, but leave that height as it is; so it is taken
    against the thigh's own whole length.
    """
    if watched.seen.plane is None:
        return None
    slopes: list[FloatArray] = []
    for side in Side:
        hip, knee = body.at(Landmark.HIP, side), body.at(Landmark.KNEE, side)
        if hip is not None and knee is not None:
            lengths = np.linalg.norm(hip - knee, axis=1)
            known = lengths[np.isfinite(lengths)]
            if len(known):
                over = watched.moving.height(hip - knee) / float(np.quantile(known, TRUNK_QUANTILE.value))
                slopes.append(np.degrees(np.arcsin(np.clip(over, -1, 1))))
    return sum(slopes[1:], start=slopes[0]) / len(slopes) if slopes else None


def trunk_lean(watched: Watched, repetition: Repetition) -> Reading | WhyNotTold:
    """Lean of the trunk at the bottom; of a row all through it, of standing up from a chair its greatest. [degrees]"""
    lean = watched.angles.trunk_inclination_deg
    first, last = repetition.start, repetition.end
    if watched.lift is Lift.ROW:
        return _of_all(watched, lean, first, last, 0.5)
    if watched.lift is Lift.SIT_TO_STAND:
        raising = watched.raising(repetition)
        return WhyNotTold.HALF_RECORDED if raising is None else _of_all(watched, lean, *raising, 1 - SWING_TAIL.value)
    bottom = watched.bottom(repetition)
    return WhyNotTold.HALF_RECORDED if bottom is None else watched.about(lean, bottom)


def _of_all(watched: Watched, values: FloatArray, first: int, last: int, quantile: float) -> Reading | WhyNotTold:
    part = values[first : last + 1]
    known = part[np.isfinite(part)]
    if not len(known):
        return WhyNotTold.JOINTS_NOT_SEEN
    value = float(np.quantile(known, quantile))
    return Reading(value, float(watched.time_s[first + int(np.nanargmin(np.abs(part - value)))]))


def trunk_swing(watched: Watched, repetition: Repetition) -> Reading | WhyNotTold:
    """How much the lean changes within a repetition. [degrees]"""
    lean = watched.angles.trunk_inclination_deg
    low = _of_all(watched, lean, repetition.start, repetition.end, SWING_TAIL.value)
    high = _of_all(watched, lean, repetition.start, repetition.end, 1 - SWING_TAIL.value)
    if isinstance(low, WhyNotTold) or isinstance(high, WhyNotTold):
        return WhyNotTold.JOINTS_NOT_SEEN
    return Reading(high.value - low.value, low.at_s)


def line_of_push_up(watched: Watched, repetition: Repetition) -> Reading | WhyNotTold:
    """The hips over (positive) or under the line from shoulder to ankle at the bottom. [degrees]"""
    line = body_line(watched.seen.body, watched.moving.vertical)
    return WhyNotTold.JOINTS_NOT_SEEN if line is None else watched.about(line, repetition.turn)


def lowering_time(watched: Watched, repetition: Repetition) -> Reading | WhyNotTold:
    return _time(watched, repetition, lowering=True)


def raising_time(watched: Watched, repetition: Repetition) -> Reading | WhyNotTold:
    return _time(watched, repetition, lowering=False)


def _time(watched: Watched, repetition: Repetition, *, lowering: bool) -> Reading | WhyNotTold:
    tempo = watched.tempos[watched.found.repetitions.index(repetition)]
    seconds = tempo.lowering_s if lowering else tempo.raising_s
    if seconds is None:
        return WhyNotTold.HALF_RECORDED if watched.rests is not None else WhyNotTold.JOINTS_NOT_SEEN
    return Reading(seconds, repetition.turn_s)
