"""When a set goes down and up, and how the lower back rounds with it: the course of each repetition."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Tempo:
    """How long each part of a set takes, in seconds."""

    lead: float
    """Standing before."""
    down: float
    bottom: float
    up: float
    top: float
    tail: float
    start_at_bottom: bool
    """The load is taken from the floor: a repetition goes up first."""


@dataclass(frozen=True, slots=True)
class Rounding:
    """How the spine bends in the repetitions of a clip. Flexion positive, degrees."""

    peaks: tuple[float, ...]
    """Lumbar, at the deepest of each repetition."""
    power: float
    """Below 1 it rounds early in the way down, above 1 late."""
    lag_s: float
    """After the movement of the trunk."""
    standing: float
    """Lumbar, off the body's own relaxed standing, while upright."""
    thoracic: float
    """At the deepest."""
    thoracic_standing: float
    compensation: float
    """Share of the rounding that the pelvis gives back: at 1 the trunk leans as it would without."""
    shares: tuple[float, float, float, float, float]
    """Of L5/S1, L4/5, L3/4, L2/3 and L1/2 in the lumbar flexion."""


@dataclass(frozen=True, eq=False)
class Course:
    """One clip's repetitions in time, (frames,) each."""

    time_s: FloatArray
    depth: FloatArray
    """0 at the top, 1 at the deepest."""
    held: NDArray[np.bool_]
    """Whether the load is in the hands."""
    repetition: NDArray[np.intp]
    """-1 outside of repetitions."""
    lumbar_deg: FloatArray
    thoracic_deg: FloatArray
    peak_deg: FloatArray
    """The lumbar target of the repetition a frame belongs to, passing smoothly to the next."""


def course_of(tempo: Tempo, rounding: Rounding, depths: tuple[float, ...], fps: float) -> Course:
    """Repetitions one after another; ``depths`` are how deep each goes, about 1."""
    keys = _keys(tempo, depths)
    times = np.cumsum([0.0, *(seconds for seconds, *_ in keys)])
    time = np.arange(int(times[-1] * fps) + 1) / fps
    part = np.clip(np.searchsorted(times, time, side="right") - 1, 0, len(keys) - 1)
    start = np.array([key[1] for key in keys])[part]
    stop = np.array([key[2] for key in keys])[part]
    way = (time - times[part]) / np.array([key[0] for key in keys])[part]
    ease = 0.5 - 0.5 * np.cos(np.pi * np.clip(way, 0, 1))
    depth = gaussian_filter1d(start + (stop - start) * ease, 0.04 * fps, mode="nearest")
    near = np.array([key[3] for key in keys])[part]
    peak = gaussian_filter1d(np.array(rounding.peaks)[near], 0.2 * fps, mode="nearest")
    late = np.interp(time - rounding.lag_s, time, depth)
    return Course(
        time,
        depth,
        np.array([key[5] for key in keys], dtype=np.bool_)[part],
        np.array([key[3] if key[4] else -1 for key in keys], dtype=np.intp)[part],
        rounding.standing * (1 - depth) + peak * np.clip(late, 0, None) ** rounding.power,
        rounding.thoracic_standing + (rounding.thoracic - rounding.thoracic_standing) * np.clip(depth, 0, None),
        peak,
    )


def _keys(tempo: Tempo, depths: tuple[float, ...]) -> list[tuple[float, float, float, int, bool, bool]]:
    """Seconds, depth from and to, the nearest repetition, whether within it, and whether the load is held.

    Repetitions part at the top: one from the floor is its way down, but for the first, and its way up; the last has the
    way back to the floor as well.
    """
    last = len(depths) - 1
    keys: list[tuple[float, float, float, int, bool, bool]] = [(tempo.lead, 0, 0, 0, False, not tempo.start_at_bottom)]
    if tempo.start_at_bottom:
        keys.append((tempo.down, 0, depths[0], 0, False, False))
        keys.append((max(tempo.bottom, 0.3), depths[0], depths[0], 0, False, False))
    for place, depth in enumerate(depths):
        up, top = (tempo.up, depth, 0.0, place, True, True), (tempo.top, 0.0, 0.0, place, True, True)
        down = (tempo.down, 0.0, depth, place, True, True)
        bottom = (tempo.bottom, depth, depth, place, True, True)
        if tempo.start_at_bottom:
            after = min(place + 1, last)
            keys += [up, top, (tempo.down, 0.0, depths[after], after, True, True)]
            keys.append((tempo.bottom, depths[after], depths[after], after, True, True))
        else:
            keys += [down, bottom, up, top]
    if tempo.start_at_bottom:
        keys.append((tempo.up, depths[-1], 0.0, last, False, False))
    keys.append((tempo.tail, 0, 0, last, False, not tempo.start_at_bottom))
    return [key for key in keys if key[0] > 0]
