"""The repetitions of a set, found in how the body moves, whether or not the exercise is told.

Every series that a repetition could be read from is cut into swings and says how many repetitions it holds; series
that are large, direct, even and alike from repetition to repetition weigh more. The count with most weight is taken,
its own and half of that of the counts next to it, and its best series gives the times. Waiting between repetitions,
at the top or at the bottom, changes nothing: it is part of no swing. What covers too little of the usual swing is told
as a partial repetition and not counted.

What cannot be known from the joints alone: whether the bar was in the hands. A lifter who puts the bar down and stands
up has, to this count of a deadlift, lifted once more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Final

import numpy as np

from lumbar.core.biomechanics.landmarks import FloatArray, Landmark, Side
from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.motion.joints import MovingBody
from lumbar.core.motion.signals import Signal, SignalKind, Signals, movement_signals
from lumbar.core.motion.stretch import working_stretch
from lumbar.core.motion.swings import Swings, find_swings, partial_swings

AT_THE_END = Parameter(
    id="at-the-end-of-a-swing",
    meaning="how near to a turning point a movement has not begun, or is over",
    value=0.1,
    unit="share of the swing",
    source=our_judgement(date(2026, 11, 23), "People drift by a few centimetres while they wait."),
    certainty=Certainty.OPINION,
)
OFF_BY_ONE_SUPPORT = Parameter(
    id="off-by-one-support",
    meaning="how much of the weight of a series goes to the counts next to its own",
    value=0.5,
    unit="share",
    source=our_judgement(
        date(2026, 11, 23), "A series that is off by one is half right, one that is off by five is not."
    ),
    certainty=Certainty.OPINION,
)


class RestsAt(StrEnum):
    """Where a repetition of a lift starts and ends."""

    TOP = "top"
    """Lowered first, then raised."""
    BOTTOM = "bottom"
    """Raised first, then lowered."""


RESTS: Final[Mapping[Lift, RestsAt]] = {
    Lift.SQUAT: RestsAt.TOP,
    Lift.LUNGE: RestsAt.TOP,
    Lift.ROMANIAN_DEADLIFT: RestsAt.TOP,
    Lift.GOOD_MORNING: RestsAt.TOP,
    Lift.PUSH_UP: RestsAt.TOP,
    Lift.DEADLIFT: RestsAt.BOTTOM,
    Lift.SIT_TO_STAND: RestsAt.BOTTOM,
    Lift.ROW: RestsAt.BOTTOM,
}
"""Lifts of which is known where they rest; the others rest where the recording does."""
HOLDS: Final = frozenset({Lift.PLANK, Lift.SIDE_PLANK})


@dataclass(frozen=True, slots=True)
class Repetition:
    """One repetition by its frames and times: from rest to the turn, and back to rest."""

    rest_before: int
    """The frame furthest from the turn before it, which may be long before the movement begins."""
    start: int
    """The frame in which a tenth of the way is not yet passed."""
    turn: int
    end: int
    rest_after: int
    start_s: float
    turn_s: float
    end_s: float
    whole: bool
    """False: the recording has only the half before or after the turn."""


@dataclass(frozen=True, slots=True)
class PartialRepetition:
    """A movement there and back that is too small to be counted, or one that the recording cuts off on the way down."""

    start_s: float
    end_s: float
    share: float
    """Of the set's usual swing."""


@dataclass(frozen=True, eq=False, slots=True)
class RepetitionSet:
    """The repetitions of one recording, and what they were read from."""

    repetitions: tuple[Repetition, ...]
    partial: tuple[PartialRepetition, ...]
    driver: Signal | None
    """The movement that gave the times; None where nothing moves as repetitions do."""
    course: FloatArray
    """(frames,) that movement from 0 at rest to about 1 at the turn; NaN outside of the set."""
    agreement: float
    """Share of the weight of all series that say the same count, 0 to 1."""

    @property
    def count(self) -> int:
        return len(self.repetitions)


@dataclass(frozen=True, eq=False, slots=True)
class _Driver:
    signal: Signal
    values: FloatArray
    swings: Swings
    agreement: float


def find_repetitions(moving: MovingBody, lift: Lift = Lift.OTHER) -> RepetitionSet:
    """The repetitions of the one set in a recording. ``OTHER``: the exercise is not told, or none of those known."""
    first, past = (0, 0) if lift in HOLDS else working_stretch(moving, lift)
    part = _cut(moving, first, past)
    signals = movement_signals(part, lift) if past - first > 2 else {}
    driver = _driver(signals)
    if driver is None:
        return RepetitionSet((), (), None, np.full(moving.frames, np.nan), 0.0)
    away = _away(driver, signals, lift)
    halves = [(a, b, (driver.values[b] - driver.values[a]) * away > 0) for a, b in pairwise(driver.swings.turns)]
    frames, cut_off = _paired(halves, RESTS.get(lift))
    found = [_timed(driver.values, part.time_s, span, first) for span in frames]
    partial = [*partial_swings(driver.values, driver.swings), *((a, b, b) for a, b in cut_off)]
    course = np.full(moving.frames, np.nan)
    course[first:past] = _course(driver, away)
    return RepetitionSet(
        repetitions=tuple(found),
        partial=tuple(_partial(driver, part.time_s, span) for span in sorted(partial)),
        driver=driver.signal,
        course=course,
        agreement=driver.agreement,
    )


def _cut(moving: MovingBody, first: int, past: int) -> MovingBody:
    if (first, past) == (0, moving.frames):
        return moving
    body = moving.body
    cut = type(body)({key: place[first:past] for key, place in body.positions.items()}, body.names, past - first)
    return MovingBody(moving.time_s[first:past], cut, moving.vertical, {}, in_picture=moving.in_picture)


def _driver(signals: Signals) -> _Driver | None:
    """The best series among those that say the count with most weight."""
    found = {signal: swings for signal, values in signals.items() if (swings := find_swings(values)) is not None}
    named = [signal for signal in found if signal.kind is not SignalKind.PATTERN]
    if not named:
        return None
    weights: defaultdict[int, float] = defaultdict(float)
    for swings in found.values():
        weights[swings.count] += swings.weight
    beside = OFF_BY_ONE_SUPPORT.value
    count = max(weights, key=lambda c: weights[c] + beside * (weights.get(c - 1, 0.0) + weights.get(c + 1, 0.0)))
    agreeing = {signal: swings for signal, swings in found.items() if swings.count == count}
    best = max(agreeing, key=lambda signal: agreeing[signal].weight)
    everything = sum(weights.values())
    agreement = weights[count] / everything if everything > 0 else 0.0
    return _Driver(best, signals[best], agreeing[best], agreement)


def _away(driver: _Driver, signals: Signals, lift: Lift) -> int:
    """+1 where the driver grows on the way from rest to the turn, else -1."""
    rests = RESTS.get(lift)
    raised = _raised(signals, lift)
    if rests is not None and raised is not None:
        along = float(np.corrcoef(driver.values, raised)[0, 1])
        upwards = 1 if along >= 0 else -1
        return -upwards if rests is RestsAt.TOP else upwards
    turns = driver.swings.turns
    first_up = 1 if driver.values[turns[1]] > driver.values[turns[0]] else -1
    if len(turns) % 2 == 1:
        return first_up
    # half a repetition is missing at one end; the set rests where it spends more of its time
    middle = (driver.values[list(turns)].max() + driver.values[list(turns)].min()) / 2
    return 1 if float(np.mean(driver.values < middle)) >= 0.5 else -1


def _raised(signals: Signals, lift: Lift) -> FloatArray | None:
    """A series that grows while the load is lifted: shoulders that rise, or hands that come to the shoulders."""
    if lift is Lift.ROW:
        chosen = [-values for signal, values in signals.items() if signal.kind is SignalKind.REACH]
    else:
        shoulders = [Signal(SignalKind.HEIGHT, Landmark.SHOULDER, side) for side in Side]
        chosen = [signals[signal] for signal in shoulders if signal in signals]
    mean = np.mean(chosen, axis=0) if chosen else np.zeros(1)
    return mean if np.ptp(mean) > 0 else None


def _paired(
    halves: Sequence[tuple[int, int, bool]], rests: RestsAt | None
) -> tuple[list[tuple[int, int, int, bool]], list[tuple[int, int]]]:
    """(start, turn, end, whole) of each repetition, and (start, end) of a lowering that the recording cuts off.

    A lift is counted by its raising. So a set that starts at the bottom begins with a repetition, a bend down to the
    bar is none, and a last lowering without the raising is told and not counted.
    """
    paired: list[tuple[int, int, int, bool]] = []
    going: tuple[int, int] | None = None
    for start, end, away in halves:
        if away:
            going = (start, end)
        elif going is not None:
            paired.append((*going, end, True))
            going = None
        elif rests is not RestsAt.BOTTOM:
            paired.append((start, start, end, False))
    if going is None:
        return paired, []
    if rests is RestsAt.TOP:
        return paired, [going]
    return [*paired, (*going, going[1], False)], []


def _timed(values: FloatArray, time_s: FloatArray, span: tuple[int, int, int, bool], first: int) -> Repetition:
    """The same without the waiting before and after."""
    rest_before, turn, rest_after, whole = span
    start = turn if rest_before == turn else _last_near(values, rest_before, turn)
    last = len(values) - 1
    end = turn if rest_after == turn else last - _last_near(values[::-1], last - rest_after, last - turn)
    return Repetition(
        rest_before=rest_before + first,
        start=start + first,
        turn=turn + first,
        end=end + first,
        rest_after=rest_after + first,
        start_s=float(time_s[start]),
        turn_s=float(time_s[turn]),
        end_s=float(time_s[end]),
        whole=whole,
    )


def _last_near(values: FloatArray, start: int, turn: int) -> int:
    """The last frame before the turn at which the movement has not really begun."""
    way = np.abs(values[start : turn + 1] - values[start])
    return start + int(np.flatnonzero(way <= AT_THE_END.value * way[-1])[-1])


def _course(driver: _Driver, away: int) -> FloatArray:
    at_turns = driver.values[list(driver.swings.turns)] * away
    middle = (at_turns.max() + at_turns.min()) / 2
    rest, turn = float(np.median(at_turns[at_turns < middle])), float(np.median(at_turns[at_turns >= middle]))
    return np.asarray((driver.values * away - rest) / (turn - rest))


def _partial(driver: _Driver, time_s: FloatArray, span: tuple[int, int, int]) -> PartialRepetition:
    start, turn, end = span
    share = abs(float(driver.values[turn] - driver.values[start])) / driver.swings.usual
    return PartialRepetition(float(time_s[start]), float(time_s[end]), share)
