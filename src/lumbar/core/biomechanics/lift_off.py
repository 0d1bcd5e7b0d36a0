"""When a load is in the hands: read from the hands alone, as no file knows the load.

The rules, in the order they are asked:

1. Where the load is told to be held from the start, or the hands never come below the knees, or never rest there, it
   is held all the time: a bar on the back, a press, a squat with dumbbells, a Romanian deadlift.
2. Where the hands rest below the knees, the load lies there and is held by nobody while they rest.
3. From one rest to the next the hands carry the load. They come to the first rest empty and leave the last one empty,
   after an only rest they carry the load. The exception are two hands that keep their distance all the way through
   that rest: they held the load before it, or hold it after it, as well.

The hands take the load up over the last moments before it leaves the floor, as nobody jerks a load up at once.
What is put down above the knees is not seen: the load then counts as held on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

import numpy as np

from lumbar.core.biomechanics.landmarks import Body, FloatArray, Landmark, Side, seen_at
from lumbar.core.biomechanics.smoothing import runs
from lumbar.core.biomechanics.vertical import Vertical
from lumbar.core.evidence import Certainty, Parameter, our_judgement


def _judged(identifier: str, meaning: str, value: float, unit: str, why: str) -> Parameter[float]:
    return Parameter(identifier, meaning, value, unit, our_judgement(date(2026, 11, 23), why), Certainty.OPINION)


REST_BAND_M = _judged(
    "hands-rest-band",
    "how far above their lowest the hands may be and still rest",
    0.03,
    "m",
    "Hands that grip a load on the floor settle by a few centimetres.",
)
SHORTEST_REST_S = _judged(
    "shortest-hands-rest",
    "shortest time in the band that is a rest and not a turn",
    0.5,
    "s",
    "Hands that turn without a stop pass three centimetres down and up in 0.3 s, in a slow lift 0.4 s.",
)
SHORTEST_GRASP_S = _judged(
    "shortest-grasp",
    "shortest time in the band that is a rest where the hands came empty and left with a load",
    0.2,
    "s",
    "Hands that close their distance on the way down and keep it on the way up took hold of something between.",
)
OFF_THE_FLOOR_M = _judged(
    "off-the-floor", "how far the hands rise before the load is off the floor", 0.01, "m", "More than markers jitter."
)
TAKE_UP_S = _judged(
    "load-take-up",
    "time over which the hands take the load up before it leaves the floor, and hand it over after it is put down",
    0.25,
    "s",
    "Lifting studies know a loading phase before lift-off (van der Burg and van Dieen 2001, read as an abstract); "
    "its length is our choice, made with one box lift in view.",
)
STEADY_HANDS_M = _judged(
    "steady-hands",
    "how much the distance between two hands may change while they hold one load",
    0.02,
    "m",
    "A bar or a box keeps the hands apart by the same length, but for the play of skin and fingers.",
)


_HANDS = (Landmark.HAND, Landmark.INDEX_KNUCKLE, Landmark.WRIST)
"""Where the hands are read from, the nearest to the load first."""


class HeldWhy(StrEnum):
    """By which rule the time of holding was found."""

    TOLD = "told"
    """Held from the start to the end, as asked for."""
    HANDS_STAY_UP = "hands_stay_up"
    """The hands never come below the knees."""
    HANDS_NEVER_REST = "hands_never_rest"
    """They come below the knees but turn there without a rest."""
    LIFTED_FROM_REST = "lifted_from_rest"
    """From a rest of the hands below the knees."""
    FLOOR_NOT_SEEN = "floor_not_seen"
    """Neither feet nor knees are in the file; the load counts as held all the time."""


@dataclass(frozen=True, slots=True)
class HeldSpan:
    """From leaving a rest to the next, by the file's own times. [s]"""

    from_s: float
    until_s: float


@dataclass(frozen=True, eq=False, slots=True)
class HeldLoad:
    """When the load is in the hands."""

    spans: tuple[HeldSpan, ...]
    share: FloatArray
    """(frames,) of the load's weight that the hands carry, 0 to 1."""
    why: HeldWhy


@dataclass(frozen=True, slots=True)
class _Rest:
    """One time the hands are below the knees, in frames."""

    below_from: int
    still_from: int
    """First frame in the band above the lowest."""
    arrived: int
    """First frame at the lowest."""
    left: int
    """Last frame at the lowest."""
    still_until: int
    below_until: int


def hands_of(body: Body) -> FloatArray | None:
    """(frames, 3) the middle between the hands, by knuckles or else wrists. [m]"""
    return next((hands for hands in map(body.of, _HANDS) if hands is not None), None)


def find_held_load(body: Body, vertical: Vertical, time_s: FloatArray, *, throughout: bool = False) -> HeldLoad | None:
    """When a load is held, by the rules above; None where the file has no hands."""
    hands = hands_of(body)
    if hands is None:
        return None
    if throughout:
        return _all_the_time(time_s, HeldWhy.TOLD)
    height = hands @ vertical.up
    knees = _knee_height(body, vertical)
    if knees is None or not np.isfinite(height).any():
        return _all_the_time(time_s, HeldWhy.FLOOR_NOT_SEEN)
    if np.nanmin(height) > knees:
        return _all_the_time(time_s, HeldWhy.HANDS_STAY_UP)
    apart = _hands_apart(body)
    rests = [rest for rest in _times_below(height, knees) if _is_rest(rest, time_s, apart)]
    if not rests:
        return _all_the_time(time_s, HeldWhy.HANDS_NEVER_REST)
    return _carried(rests, apart, time_s)


def _all_the_time(time_s: FloatArray, why: HeldWhy) -> HeldLoad:
    return HeldLoad((HeldSpan(float(time_s[0]), float(time_s[-1])),), np.ones(len(time_s)), why)


def _knee_height(body: Body, vertical: Vertical) -> float | None:
    """Height of the knees of the standing person, in the coordinates of the file. [m]"""
    for landmark in (Landmark.KNEE, Landmark.ANKLE):
        place = body.of(landmark)
        if place is not None and seen_at(place).any():
            height = float(np.nanquantile(place @ vertical.up, 0.9))
            return height if landmark is Landmark.KNEE else height + _SHANK_M.value
    return None


_SHANK_M = _judged(
    "shank-where-unseen", "ankle to knee of a person whose knees are not in the file", 0.4, "m", "A usual adult's."
)


def _hands_apart(body: Body) -> FloatArray | None:
    for landmark in _HANDS:
        if len(body.sides(landmark)) == len(Side):
            line = body.positions[landmark, Side.RIGHT] - body.positions[landmark, Side.LEFT]
            return np.asarray(np.linalg.norm(line, axis=1))
    return None


def _times_below(height: FloatArray, knees: float) -> Iterator[_Rest]:
    for start, stop in runs(np.asarray(height < knees)):
        below = height[start:stop]
        lowest = int(np.argmin(below))
        in_band = np.asarray(below <= below[lowest] + REST_BAND_M.value)
        first, last = next((a, b) for a, b in runs(in_band) if a <= lowest < b)
        at_rest = np.flatnonzero(below[first:last] <= below[lowest] + OFF_THE_FLOOR_M.value) + start + first
        yield _Rest(start, start + first, int(at_rest[0]), int(at_rest[-1]), start + last - 1, stop - 1)


def _is_rest(rest: _Rest, time_s: FloatArray, apart: FloatArray | None) -> bool:
    still = time_s[rest.still_until] - time_s[rest.still_from]
    if still >= SHORTEST_REST_S.value:
        return True
    took_hold = not _steady(apart, rest.below_from, rest.still_from) and _steady(
        apart, rest.still_until, rest.below_until
    )
    return bool(still >= SHORTEST_GRASP_S.value) and took_hold


def _steady(apart: FloatArray | None, first: int, last: int) -> bool:
    """Whether the hands keep their distance from one frame to another, both seen all the while."""
    if apart is None:
        return False
    return bool(np.ptp(apart[first : last + 1]) <= STEADY_HANDS_M.value)


def _carried(rests: Sequence[_Rest], apart: FloatArray | None, time_s: FloatArray) -> HeldLoad:
    """By the third rule: the frames from leaving a rest to arriving at the next."""
    first, last, end = rests[0], rests[-1], len(time_s) - 1
    carries = [(a.left, b.arrived) for a, b in pairwise(rests)]
    if first.still_from > 0 and _steady(apart, 0, first.below_until):
        carries.insert(0, (0, first.arrived))
    before_last = rests[-2].left if len(rests) > 1 else 0
    if last.left < end and (not carries or _steady(apart, before_last, last.below_until)):
        carries.append((last.left, end))
    spans = tuple(HeldSpan(float(time_s[start]), float(time_s[stop])) for start, stop in carries)
    return HeldLoad(spans, _share(spans, time_s), HeldWhy.LIFTED_FROM_REST)


def _share(spans: Sequence[HeldSpan], time_s: FloatArray) -> FloatArray:
    """1 in the spans, rising to it before and falling after; spans that begin or end with the file do so at once."""
    share = np.zeros(len(time_s))
    for span in spans:
        before = (time_s - span.from_s) / TAKE_UP_S.value + 1
        after = (span.until_s - time_s) / TAKE_UP_S.value + 1
        share = np.maximum(share, np.clip(np.minimum(before, after), 0, 1))
    return share
