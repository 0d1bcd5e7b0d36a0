"""Positions made fit for angles and accelerations: short gaps bridged, and the jitter of markers taken out.

Each run of frames in which a point was seen is smoothed by itself; a gap that is too long stays a gap. The filter is a
Butterworth of second order run forward and backward, so that nothing is shifted in time; both runs together pass half
the power at the cut-off.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import pi, sqrt, tan
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from lumbar.core.biomechanics.landmarks import FloatArray, seen_at
from lumbar.core.evidence import Certainty, Parameter, our_judgement

CUT_OFF_HZ = Parameter(
    id="movement-cut-off",
    meaning="frequency above which movement of a marker is taken for jitter",
    value=6.0,
    unit="Hz",
    source=our_judgement(
        date(2026, 11, 23), "6 Hz is the custom for lifting and walking; the movement of a lift lies below 3 Hz."
    ),
    certainty=Certainty.OPINION,
)
FEWEST_SAMPLES = Parameter(
    id="fewest-samples-a-cut-off",
    meaning="frames a period of the cut-off below which the track is left as it is",
    value=3.5,
    unit="frames",
    source=our_judgement(
        date(2026, 11, 23),
        "More than the two that sampling asks for, as jitter folds back; films of 24 pictures a second still pass.",
    ),
    certainty=Certainty.OPINION,
)
LONGEST_BRIDGED_S = Parameter(
    id="longest-bridged-gap",
    meaning="longest time a point may be out of sight to be drawn through in a straight line",
    value=0.1,
    unit="s",
    source=our_judgement(date(2026, 11, 23), "In a tenth of a second a lift changes little that a line would miss."),
    certainty=Certainty.OPINION,
)
UNEVEN_STEPS = Parameter(
    id="uneven-time-steps",
    meaning="how far a time step may differ from the median step before the track is not filtered",
    value=0.5,
    unit="share of the step",
    source=our_judgement(date(2026, 11, 23), "A filter takes the steps for equal; half a step off is a dropped frame."),
    certainty=Certainty.OPINION,
)

_PADDING = 9
"""Frames a run is continued at both ends, point-mirrored, so that the filter starts at rest."""
_SECTIONS = (sqrt(2) - 1) ** 0.25
"""Two runs of a second-order filter pass half the power at this share of each one's cut-off."""

_ROUNDING_S = 1e-6
"""Times of files are rounded; five frames at 50 Hz are a tenth of a second."""

Key = TypeVar("Key")


class Smoothing(StrEnum):
    """What was done to the positions."""

    FILTERED = "filtered"
    TOO_FEW_FRAMES = "too_few_frames"
    """Left as they are: too few frames a second, or too few frames."""
    UNEVEN_TIMES = "uneven_times"
    """Left as they are: frames were dropped, or the times are not even."""


@dataclass(frozen=True, eq=False, slots=True)
class Smoothed(Generic[Key]):
    """Positions by landmark after bridging and filtering, (frames, 3) each."""

    positions: Mapping[Key, FloatArray]
    smoothing: Smoothing
    bridged_frames: int
    """Frames in which at least one point was drawn through a short gap."""
    jitter_m: float
    """Root mean square of what the filter took out; 0 where nothing was filtered. [m]"""


def smooth(positions: Mapping[Key, FloatArray], time_s: FloatArray) -> Smoothed[Key]:
    """Bridges short gaps, then filters each run of seen frames."""
    bridged = {key: _bridge(place, time_s) for key, place in positions.items()}
    gained = [~seen_at(place) & seen_at(bridged[key]) for key, place in positions.items()]
    frames = int(np.any(gained, axis=0).sum()) if gained else 0
    smoothing = how_to_smooth(time_s)
    if smoothing is not Smoothing.FILTERED:
        return Smoothed(bridged, smoothing, frames, 0.0)
    rate = 1.0 / float(np.median(np.diff(time_s)))
    filtered = _filtered(bridged, rate)
    return Smoothed(filtered, smoothing, frames, _taken_out(bridged, filtered))


def _taken_out(before: Mapping[Key, FloatArray], after: Mapping[Key, FloatArray]) -> float:
    taken = np.concatenate([(before[key] - after[key]).ravel() for key in before]) if before else np.zeros(0)
    return float(np.sqrt(np.nanmean(taken**2))) if np.isfinite(taken).any() else 0.0


def how_to_smooth(time_s: FloatArray) -> Smoothing:
    """Whether the times of a track allow the filter."""
    steps = np.diff(time_s)
    if len(steps) < _PADDING or np.median(steps) * FEWEST_SAMPLES.value * CUT_OFF_HZ.value > 1:
        return Smoothing.TOO_FEW_FRAMES
    uneven = np.abs(steps - np.median(steps)).max() > UNEVEN_STEPS.value * np.median(steps)
    return Smoothing.UNEVEN_TIMES if uneven else Smoothing.FILTERED


def low_pass(values: FloatArray, rate_hz: float, cut_off_hz: float = CUT_OFF_HZ.value) -> FloatArray:
    """(frames, columns) without what is faster than the cut-off, and without delay. Needs more than nine frames."""
    warped = tan(pi * cut_off_hz / rate_hz) / _SECTIONS
    below = 1 + sqrt(2) * warped + warped**2
    feed = warped**2 / below
    back = (2 * (warped**2 - 1) / below, (1 - sqrt(2) * warped + warped**2) / below)
    before = 2 * values[0] - values[_PADDING:0:-1]
    after = 2 * values[-1] - values[-2 : -_PADDING - 2 : -1]
    padded = np.concatenate([before, values, after])
    forward = _run(padded, feed, back)
    return _run(forward[::-1], feed, back)[::-1][_PADDING:-_PADDING]


def _run(values: FloatArray, feed: float, back: tuple[float, float]) -> FloatArray:
    """One pass of the filter, started as if the first value had always been there."""
    second = values[0] * (feed - back[1])
    first = values[0] * (2 * feed - back[0]) + second
    out = np.empty_like(values)
    for frame, value in enumerate(values):
        out[frame] = feed * value + first
        first = 2 * feed * value - back[0] * out[frame] + second
        second = feed * value - back[1] * out[frame]
    return out


def _filtered(positions: Mapping[Key, FloatArray], rate_hz: float) -> Mapping[Key, FloatArray]:
    """Each run of seen frames by itself; points seen in the same frames go through the filter together."""
    together: defaultdict[tuple[tuple[int, int], ...], list[Key]] = defaultdict(list)
    for key, place in positions.items():
        together[tuple(runs(seen_at(place)))].append(key)
    filtered: dict[Key, FloatArray] = {}
    for seen, keys in together.items():
        columns = np.concatenate([positions[key] for key in keys], axis=1)
        for start, stop in seen:
            if stop - start > _PADDING:
                columns[start:stop] = low_pass(columns[start:stop], rate_hz)
        filtered |= dict(zip(keys, np.split(columns, len(keys), axis=1), strict=True))
    return {key: filtered[key] for key in positions}


def _bridge(place: FloatArray, time_s: FloatArray) -> FloatArray:
    seen = seen_at(place)
    if seen.all() or not seen.any():
        return place
    bridged = place.copy()
    for start, stop in runs(~seen):
        at_an_end = start == 0 or stop == len(seen)
        if not at_an_end and time_s[stop] - time_s[start] <= LONGEST_BRIDGED_S.value + _ROUNDING_S:
            for column in range(place.shape[1]):
                bridged[start:stop, column] = np.interp(time_s[start:stop], time_s[seen], place[seen, column])
    return bridged


def runs(chosen: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Runs of True as (first, one past the last)."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], chosen, [False]])))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
