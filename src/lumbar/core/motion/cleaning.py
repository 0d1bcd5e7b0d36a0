"""Landmarks made fit to be read: single wrong frames and impossible limbs left out, gaps bridged, jitter filtered.

What is left out is a gap and never a guess: a gap too long to be drawn through stays one, and an angle that needs it is
not there in that frame.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from lumbar.core.biomechanics.landmarks import FloatArray, Landmark, Side, seen_at
from lumbar.core.biomechanics.smoothing import FEWEST_SAMPLES, Smoothing, low_pass, smooth
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.motion.joints import Bools, Key, MovingBody

OUTLIER_SPREADS = Parameter(
    id="landmark-outlier",
    meaning="how many of its own usual distances a landmark may be from the median of the five frames about it",
    value=8.0,
    unit="medians of that distance",
    source=our_judgement(
        date(2026, 11, 23),
        "A fast turn of a lift bends a path by a few of them; a knee that jumps to a plate is off by dozens.",
    ),
    certainty=Certainty.OPINION,
)
SMALLEST_OUTLIER = Parameter(
    id="smallest-landmark-outlier",
    meaning="distance from the median of five frames below which nothing is an outlier",
    value=0.05,
    unit="trunk lengths",
    source=our_judgement(date(2026, 11, 23), "Some 2.5 cm; what is nearer does no harm after the filter."),
    certainty=Certainty.OPINION,
)
LIMB_OFF = Parameter(
    id="limb-length-off",
    meaning="how much longer a limb may look than it usually does in the same recording",
    value=0.35,
    unit="share of its length",
    source=our_judgement(
        date(2026, 11, 23),
        "Turning from the camera makes a limb look shorter and never longer; coming nearer adds a tenth or two.",
    ),
    certainty=Certainty.OPINION,
)
LIMB_QUANTILE = Parameter(
    id="limb-length-usual",
    meaning="share of the frames in which a limb looks no longer than the length taken as usual",
    value=0.75,
    unit="share of the frames",
    source=our_judgement(
        date(2026, 11, 23), "Long enough to be the whole limb, and a quarter of wrong frames pass by."
    ),
    certainty=Certainty.OPINION,
)

_LIMBS = (
    # from, to, and what is doubted when the line between them is too long
    (Landmark.HIP, Landmark.KNEE, Landmark.KNEE),
    (Landmark.KNEE, Landmark.ANKLE, Landmark.ANKLE),
    (Landmark.SHOULDER, Landmark.ELBOW, Landmark.ELBOW),
    (Landmark.ELBOW, Landmark.WRIST, Landmark.WRIST),
    (Landmark.SHOULDER, Landmark.HIP, Landmark.HIP),
)


@dataclass(frozen=True, eq=False, slots=True)
class Cleaned:
    """A moving body that angles can be read from, and what was done to it."""

    moving: MovingBody
    given: MovingBody
    """As it came, with what the recording itself doubts."""
    before: MovingBody
    """The same before the filter, so that the jitter of whatever is read from it can be had."""
    smoothing: Smoothing
    left_out: Mapping[Key, int]
    """Frames in which a landmark was seen and is left out as impossible."""
    jitter: Mapping[Key, float]
    """Root mean square of what the filter took out of each landmark, in the recording's own unit."""


def clean(moving: MovingBody) -> Cleaned:
    """Outliers and impossible limbs out, short gaps bridged, then the filter."""
    sure = moving.sure()
    kept = _without_long_limbs(_without_outliers(sure, moving.trunk_length))
    left_out = {
        key: int((seen_at(place) & ~seen_at(kept.body.positions[key])).sum())
        for key, place in sure.body.positions.items()
    }
    positions, smoothing = _smoothed(kept)
    jitter = {key: _rms(place - positions[key]) for key, place in kept.body.positions.items()}
    return Cleaned(kept.moved(positions), moving, kept, smoothing, left_out, jitter)


def _smoothed(moving: MovingBody) -> tuple[Mapping[Key, FloatArray], Smoothing]:
    smoothed = smooth(moving.body.positions, moving.time_s)
    if smoothed.smoothing is not Smoothing.UNEVEN_TIMES:
        return smoothed.positions, smoothed.smoothing
    # phones drop frames: put on even times, filtered there, and read at the frames' own times again
    even_s = even_times(moving.time_s)
    even = {key: at_times(place, moving.time_s, even_s) for key, place in smoothed.positions.items()}
    filtered = smooth(even, even_s)
    back = {key: at_times(place, even_s, moving.time_s) for key, place in filtered.positions.items()}
    return back, filtered.smoothing


def even_times(time_s: FloatArray) -> FloatArray:
    """Times from first to last in equal steps, about as many as there are frames at the usual rate."""
    steps = max(1, round(float((time_s[-1] - time_s[0]) / np.median(np.diff(time_s)))))
    return np.linspace(time_s[0], time_s[-1], steps + 1)


def at_times(values: FloatArray, from_s: FloatArray, to_s: FloatArray) -> FloatArray:
    """(frames, columns) drawn straight from one set of times to another; unseen next to an unseen frame."""
    return np.column_stack([np.interp(to_s, from_s, column) for column in values.T])


def filled(values: FloatArray) -> FloatArray:
    """(frames, columns) with every gap drawn through; a column that was never seen is nothing at all."""
    whole = values.copy()
    for column in np.flatnonzero(~np.isfinite(values).all(axis=0)):
        seen = np.flatnonzero(np.isfinite(values[:, column]))
        whole[:, column] = np.interp(np.arange(len(values)), seen, values[seen, column]) if len(seen) else 0.0
    return whole


def slow_part(values: FloatArray, time_s: FloatArray, cut_off_hz: float) -> FloatArray:
    """(frames, columns) without what is faster than the cut-off, at the same times.

    A recording too short for the filter, or of too few frames a second for that cut-off, is left as it is.
    """
    if _too_coarse(time_s, cut_off_hz):
        return values
    even_s = even_times(time_s)
    rate = (len(even_s) - 1) / float(even_s[-1] - even_s[0])
    return at_times(low_pass(at_times(values, time_s, even_s), rate, cut_off_hz), even_s, time_s)


def _too_coarse(time_s: FloatArray, cut_off_hz: float) -> bool:
    steps = np.diff(time_s)
    return len(steps) < 12 or bool(np.median(steps) * FEWEST_SAMPLES.value * cut_off_hz > 1)


def median_of_five(values: FloatArray) -> FloatArray:
    """(frames, columns) each the median of itself and its two neighbours on either side; unseen next to unseen."""
    padded = np.concatenate([values[:1], values[:1], values, values[-1:], values[-1:]])
    a, b, c, d, e = (padded[shift : shift + len(values)] for shift in range(5))
    lower = np.maximum(np.minimum(a, b), np.minimum(c, d))
    upper = np.minimum(np.maximum(a, b), np.maximum(c, d))
    return np.asarray(np.maximum(np.minimum(lower, upper), np.minimum(e, np.maximum(lower, upper))))


def _without_outliers(moving: MovingBody, length: float | None) -> MovingBody:
    if length is None:
        return moving
    kept = {key: _without_jumps(place, length) for key, place in moving.body.positions.items()}
    return moving.moved(kept)


def _without_jumps(place: FloatArray, trunk_length: float) -> FloatArray:
    distance = np.linalg.norm(place - median_of_five(place), axis=1)
    known = np.isfinite(distance)
    if not known.any():
        return place
    limit = max(OUTLIER_SPREADS.value * float(np.median(distance[known])), SMALLEST_OUTLIER.value * trunk_length)
    return np.where((distance > limit)[:, None], np.nan, place)


def _without_long_limbs(moving: MovingBody) -> MovingBody:
    positions = dict(moving.body.positions)
    for upper, lower, doubted in _LIMBS:
        for side in Side:
            if (upper, side) in positions and (lower, side) in positions:
                long = _too_long(positions[upper, side] - positions[lower, side])
                positions[doubted, side] = np.where(long[:, None], np.nan, positions[doubted, side])
    return moving.moved(positions)


def _too_long(line: FloatArray) -> Bools:
    lengths = np.linalg.norm(line, axis=1)
    known = lengths[np.isfinite(lengths)]
    if not len(known):
        return np.zeros(len(line), dtype=bool)
    usual = float(np.quantile(known, LIMB_QUANTILE.value))
    return np.asarray(lengths > usual * (1 + LIMB_OFF.value))


def _rms(difference: FloatArray) -> float:
    known = np.isfinite(difference).all(axis=1)
    return float(np.sqrt((difference[known] ** 2).sum(axis=1).mean())) if known.any() else 0.0
