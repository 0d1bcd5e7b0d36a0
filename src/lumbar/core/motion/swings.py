"""The swings of one series over time: from one turning point to the next, with what is smaller than a swing left out.

A series that rises and falls ten times has twenty swings, wherever it starts and ends: the first and the last frame
are turning points like any other, so a recording that starts on the floor loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import sqrt

import numpy as np

from lumbar.core.biomechanics.landmarks import FloatArray
from lumbar.core.evidence import Certainty, Parameter, our_judgement

SMALLEST_COUNTED = Parameter(
    id="smallest-counted-repetition",
    meaning="how much of the set's usual swing a movement must cover to be counted as a repetition",
    value=0.35,
    unit="share of the usual swing",
    source=our_judgement(
        date(2026, 11, 23),
        "A shallow repetition is still one, an attempt given up early is none. On the sets measured, 0.33 and 0.40 "
        "counted alike.",
    ),
    certainty=Certainty.OPINION,
)
SMALLEST_PARTIAL = Parameter(
    id="smallest-partial-repetition",
    meaning="how much of the set's usual swing a movement must cover to be told as a repetition not completed",
    value=0.2,
    unit="share of the usual swing",
    source=our_judgement(date(2026, 11, 23), "Below a fifth of a repetition people shift their weight and breathe."),
    certainty=Certainty.OPINION,
)
IGNORED_SWING = Parameter(
    id="ignored-swing",
    meaning="share of the whole range of a series below which a swing is jitter when the usual swing is looked for",
    value=0.05,
    unit="share of the range",
    source=our_judgement(date(2026, 11, 23), "Jitter that passes the filter is smaller, repetitions are far larger."),
    certainty=Certainty.OPINION,
)
SMALLEST_SWING = Parameter(
    id="smallest-swing",
    meaning="usual swing below which a series holds no repetitions",
    value=0.1,
    unit="trunk lengths or radians",
    source=our_judgement(date(2026, 11, 23), "Some 5 cm or 6 degrees: standing people sway by less."),
    certainty=Certainty.OPINION,
)
MOVED_SHARE = Parameter(
    id="moved-share",
    meaning="how much of its height a repetition must have covered for its shape to be looked at",
    value=0.2,
    unit="share of the height",
    source=our_judgement(date(2026, 11, 23), "What is lower is waiting between repetitions, which is long or short."),
    certainty=Certainty.OPINION,
)
LIKENESS_OF_FEW = Parameter(
    id="likeness-of-few",
    meaning="how alike the repetitions of a series are taken to be where there are too few of them to compare",
    value=0.5,
    unit="correlation",
    source=our_judgement(
        date(2026, 11, 23), "Neither for nor against: a single movement may be a lift or a step aside."
    ),
    certainty=Certainty.OPINION,
)
SHAPE_POINTS = Parameter(
    id="shape-points",
    meaning="points at which the shapes of two repetitions are compared",
    value=24,
    unit="points",
    source=our_judgement(date(2026, 11, 23), "Enough for a lift with two pauses; more changes nothing."),
    certainty=Certainty.OPINION,
)


@dataclass(frozen=True, eq=False, slots=True)
class Swings:
    """A series as its swings, with how much they look like the repetitions of a set."""

    turns: tuple[int, ...]
    """Frames of the turning points: one more than there are swings, or none."""
    usual: float
    """Half of all movement is in swings at least this large."""
    directness: float
    """How much of the way travelled is in the swings, 0 to 1: the rest is jitter and detours."""
    evenness: float
    """1 when all swings are of one size, towards 0 the more they differ."""
    likeness: float
    """How alike the repetitions are in shape: the median correlation with their median."""

    @property
    def count(self) -> int:
        """Of repetitions, each two swings; a single one at the border is a repetition of which half was recorded."""
        return len(self.turns) // 2

    @property
    def weight(self) -> float:
        """How much the series is worth as a witness of the count: large, direct, even and alike."""
        return sqrt(self.usual) * (self.directness * self.evenness * self.likeness) ** 2


def find_swings(values: FloatArray) -> Swings | None:
    """The swings of a series; None where nothing in it is large enough to be a repetition."""
    level = values.tolist()
    candidates = _changes_of_direction(values)
    jitter = IGNORED_SWING.value * float(np.ptp(values))
    turns = turning_points(level, candidates, jitter)
    usual = _usual([abs(level[b] - level[a]) for a, b in pairwise(turns)])
    if usual < SMALLEST_SWING.value:
        return None
    turns = turning_points(level, candidates, SMALLEST_COUNTED.value * usual)
    sizes = np.abs(np.diff(values[turns]))
    travelled = float(np.abs(np.diff(values)).sum())
    return Swings(
        turns=tuple(turns),
        usual=usual,
        directness=float(sizes.sum()) / travelled,
        evenness=float(1.0 / (1.0 + np.std(sizes) / np.mean(sizes))),
        likeness=max(_likeness(values, turns[first:]) for first in (0, 1)),
    )


def partial_swings(values: FloatArray, swings: Swings) -> Iterator[tuple[int, int, int]]:
    """(start, turn, end) of movements there and back that are too small to be counted and too large to be nothing."""
    level, counted = values.tolist(), set(swings.turns)
    finer = turning_points(level, _changes_of_direction(values), SMALLEST_PARTIAL.value * swings.usual)
    last_end = -1
    for start, turn, end in zip(finer, finer[1:], finer[2:], strict=False):
        there_and_back = 2 * abs(level[end] - level[start]) <= abs(level[turn] - level[start])
        if turn not in counted and there_and_back and start >= last_end:
            last_end = end
            yield start, turn, end


def turning_points(level: Sequence[float], candidates: Sequence[int], smallest: float) -> list[int]:
    """Frames between which the series swings by at least ``smallest``, in turn up and down; ends included."""
    lowest = highest = candidates[0]
    found: list[int] = []
    rising: bool | None = None
    for frame in candidates[1:]:
        value = level[frame]
        if value > level[highest]:
            highest = frame
        if value < level[lowest]:
            lowest = frame
        if rising is not False and level[highest] - value >= smallest and highest < frame:
            found.append(highest)
            rising, lowest, highest = False, frame, frame
        elif rising is not True and value - level[lowest] >= smallest and lowest < frame:
            found.append(lowest)
            rising, lowest, highest = True, frame, frame
    if rising is None:
        return []
    found.append(highest if rising else lowest)
    return found


def _changes_of_direction(values: FloatArray) -> list[int]:
    steps = np.sign(np.diff(values))
    moving = np.flatnonzero(steps)
    turned = moving[1:][steps[moving[1:]] != steps[moving[:-1]]]
    return [0, *turned.tolist(), len(values) - 1]


def _usual(sizes: Sequence[float]) -> float:
    """The size at which the sizes, from the largest down, make up half of their sum: outliers and jitter pass."""
    left = sum(sizes) / 2
    for size in sorted(sizes, reverse=True):
        left -= size
        if left <= 0:
            return size
    return 0.0


def _likeness(values: FloatArray, turns: Sequence[int]) -> float:
    """Of the repetitions that start at every other of the turning points."""
    spans = [_moved(values, *span) for span in zip(turns[:-2:2], turns[1:-1:2], turns[2::2], strict=True)]
    spans = [(first, last) for first, last in spans if last > first]
    if len(spans) < 2:
        return LIKENESS_OF_FEW.value
    first, last = np.array(spans, dtype=np.float64).T
    at = first[:, None] + np.linspace(0, 1, SHAPE_POINTS.value) * (last - first)[:, None]
    shapes = np.interp(at.ravel(), np.arange(len(values)), values).reshape(at.shape)
    shapes -= shapes.mean(axis=1, keepdims=True)
    typical = np.median(shapes, axis=0)
    sizes = np.linalg.norm(shapes, axis=1) * np.linalg.norm(typical)
    correlations = (shapes @ typical) / np.where(sizes > 0, sizes, 1.0)
    return max(0.0, float(np.median(correlations)))


def _moved(values: FloatArray, start: int, turn: int, end: int) -> tuple[int, int]:
    """The frames of one repetition without the waiting before and after it."""
    base = np.linspace(values[start], values[end], end - start + 1)
    height = np.abs(values[start : end + 1] - base)
    moved = np.flatnonzero(height > MOVED_SHARE.value * height[turn - start])
    return (start + int(moved[0]), start + int(moved[-1])) if len(moved) else (start, start)
