"""A track from the figures of whatever file: what no movement can be is refused, what the file left open is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from lumbar.core.errors import TrackTrouble, UnusableInput, UnusableKind
from lumbar.core.tracks import Track, VerticalAxis
from lumbar.usecases.track_reading import (
    FARTHEST_M,
    RATE_AGREES_WITHIN,
    RATE_MOST_HZ,
    TRACK_FRAMES,
    TRACK_POSITIONS,
    RemarkKind,
    TrackFormat,
    TrackReading,
    TrackRemark,
)

METRES = {
    "m": 1.0, "meter": 1.0, "meters": 1.0, "metre": 1.0, "metres": 1.0,
    "cm": 0.01, "centimeter": 0.01, "centimeters": 0.01, "centimetre": 0.01, "centimetres": 0.01,
    "mm": 0.001, "millimeter": 0.001, "millimeters": 0.001, "millimetre": 0.001, "millimetres": 0.001,
}  # fmt: skip
"""Metres in one of each unit of length that files of positions are written in."""


def unreadable(path: str, trouble: TrackTrouble, detail: str | None = None) -> UnusableInput:
    """Why this file cannot be used as a track; ``detail`` is what exactly was met."""
    return UnusableInput(UnusableKind.TRACK_UNREADABLE, path, met=trouble.value, limit=detail)


def metres_of(path: str, unit: str) -> float:
    """Metres in the unit a file names. Raises UnusableInput for one that is missing or unknown."""
    name = unit.strip().casefold()
    if name not in METRES:
        raise unreadable(path, TrackTrouble.UNIT_UNKNOWN, f"it says “{unit.strip()[:20]}”" if name else None)
    return METRES[name]


def refuse_beyond_bounds(path: str, *, frames: int, markers: int) -> None:
    """Raises UnusableInput for a track that no person's set fills."""
    if frames > TRACK_FRAMES.value:
        raise unreadable(path, TrackTrouble.TOO_LARGE, f"{frames:,} frames, and {TRACK_FRAMES.value:,} are taken")
    if frames * markers > TRACK_POSITIONS.value:
        met = f"{frames:,} frames of {markers:,} markers, and {TRACK_POSITIONS.value:,} positions are taken"
        raise unreadable(path, TrackTrouble.TOO_LARGE, met)


def frame_times(
    path: str, stated: NDArray[np.float64], rate_hz: float | None
) -> tuple[NDArray[np.float64], tuple[TrackRemark, ...]]:
    """The file's own times where they rise, else times counted from its frame rate. [s]

    Raises UnusableInput where neither can be had.
    """
    rate = rate_hz if rate_hz and 0 < rate_hz <= RATE_MOST_HZ.value else None
    if len(stated) == 1 and np.isfinite(stated[0]):
        return stated, ()
    with np.errstate(over="ignore"):
        steps = np.diff(stated) if np.all(np.isfinite(stated)) else np.zeros(1)
    if np.all(steps > 0) and 1 / RATE_MOST_HZ.value <= float(np.median(steps)) < np.inf:
        own = float(1 / np.median(steps))
        if rate and abs(own / rate - 1) > RATE_AGREES_WITHIN.value:
            return stated, (TrackRemark(RemarkKind.RATE_DISAGREES, met=f"{own:.4g}", limit=f"{rate:.4g}"),)
        return stated, ()
    if rate is None:
        raise unreadable(path, TrackTrouble.NO_TIMES)
    first = float(stated[0]) if np.isfinite(stated[0]) else 0.0
    return first + np.arange(len(stated)) / rate, (TrackRemark(RemarkKind.TIMES_FROM_RATE, met=f"{rate:.4g}"),)


def checked_track(
    path: str,
    track_format: TrackFormat,
    *,
    names: Sequence[str],
    time_s: NDArray[np.float64],
    position_m: NDArray[np.float64],
    vertical_axis: VerticalAxis = VerticalAxis.UNKNOWN,
    remarks: Sequence[TrackRemark] = (),
) -> TrackReading:
    """The track with a name of its own for every marker. Raises UnusableInput for one without a position to go by."""
    if not names:
        raise unreadable(path, TrackTrouble.NO_MARKERS)
    joints, about_names = _own_names(names)
    missing = ~np.all(np.isfinite(position_m), axis=2)
    position_m = np.where(missing[:, :, np.newaxis], np.nan, position_m)  # two of three coordinates are no position
    if np.all(missing):
        raise unreadable(path, TrackTrouble.NOTHING_SEEN)
    _refuse_far_away(path, joints, time_s, position_m)
    track = Track(joints, time_s, position_m, vertical_axis)
    return TrackReading(path, track_format, track, (*remarks, *about_names))


def _own_names(names: Sequence[str]) -> tuple[tuple[str, ...], tuple[TrackRemark, ...]]:
    """Every marker's name, once: one without a name gets its number, one with another's gets a number behind it."""
    written = [" ".join("".join(filter(str.isprintable, name)).split()) for name in names]
    taken = set(written)
    met: Counter[str] = Counter()
    own = []
    for number, name in enumerate(written, start=1):
        base = name or f"marker {number}"
        met[base] += 1
        own.append(base if name and met[base] == 1 else _free(base, met[base], taken))
        taken.add(own[-1])
    nameless = written.count("")
    repeated = [name for name, times in Counter(written).items() if name and times > 1]
    remarks = []
    if nameless:
        remarks.append(TrackRemark(RemarkKind.NAMES_MISSING, count=nameless))
    if repeated:
        remarks.append(TrackRemark(RemarkKind.NAMES_REPEATED, count=len(repeated), met=", ".join(repeated[:3])))
    return tuple(own), tuple(remarks)


def _free(base: str, number: int, taken: set[str]) -> str:
    """The first of ``base``, ``base (2)``, ``base (3)`` ... that no marker has."""
    candidate = base if number == 1 else f"{base} ({number})"
    while candidate in taken:
        number += 1
        candidate = f"{base} ({number})"
    return candidate


def _refuse_far_away(
    path: str, joints: Sequence[str], time_s: NDArray[np.float64], position_m: NDArray[np.float64]
) -> None:
    farthest = np.abs(np.nan_to_num(position_m)).max(axis=2)
    frame, joint = divmod(int(np.argmax(farthest)), len(joints))
    if farthest[frame, joint] > FARTHEST_M.value:
        met = f"{joints[joint]} at {farthest[frame, joint]:.4g} m, {time_s[frame]:.2f} s"
        raise unreadable(path, TrackTrouble.FAR_AWAY, met)
