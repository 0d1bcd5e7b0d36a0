"""The line from shoulder over hip to ankle of somebody who lies on hands or elbows: hips above or below it."""

from __future__ import annotations

from datetime import date

import numpy as np

from lumbar.core.biomechanics.landmarks import Body, FloatArray, Landmark, seen_at
from lumbar.core.biomechanics.vertical import Vertical
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.motion.joints import Bools

ANKLES_SEEN = Parameter(
    id="body-line-ankles-seen",
    meaning="share of the frames with shoulder and hip in which the ankle must be seen for the line to end there",
    value=0.7,
    unit="share of the frames",
    source=our_judgement(date(2026, 11, 30), "Else it ends at the knee; a line that changes its end jumps."),
    certainty=Certainty.OPINION,
)


def body_line(body: Body, vertical: Vertical) -> FloatArray | None:
    """(frames,) bend of that line at the hip, positive with the hips above it; None where it was never seen. [degrees]

    The line ends at the knee where the ankle is mostly hidden.
    """
    shoulder, hip = body.of(Landmark.SHOULDER), body.of(Landmark.HIP)
    if shoulder is None or hip is None:
        return None
    end = _end(body, seen_at(shoulder) & seen_at(hip))
    return None if end is None else _bend(shoulder, hip, end, vertical.up)


def _end(body: Body, clear: Bools) -> FloatArray | None:
    ankle, knee = body.of(Landmark.ANKLE), body.of(Landmark.KNEE)
    if ankle is not None and (clear & seen_at(ankle)).sum() >= ANKLES_SEEN.value * clear.sum() > 0:
        return ankle
    return ankle if knee is None else knee


def _bend(shoulder: FloatArray, hip: FloatArray, end: FloatArray, up: FloatArray) -> FloatArray:
    to_shoulder, to_end, whole = shoulder - hip, end - hip, end - shoulder
    lengths = np.linalg.norm(to_shoulder, axis=1) * np.linalg.norm(to_end, axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        angle = np.degrees(np.arccos(np.clip((to_shoulder * to_end).sum(axis=1) / lengths, -1, 1)))
        along = (-to_shoulder * whole).sum(axis=1) / (whole**2).sum(axis=1)
    below_hip = shoulder + along[:, None] * whole
    return np.asarray((180 - angle) * np.where((hip - below_hip) @ up >= 0, 1.0, -1.0))
