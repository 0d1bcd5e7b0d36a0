"""How long the phases of a repetition take: down, the pause at the turn, up.

A phase is counted from where a tenth of the way is passed, as repetitions are, so that waiting before and after is not
in it. The pause is the time about the turn in which the movement goes slower than a fifth of its own mean pace; a turn
without a stop has some tenths of a second of that too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from lumbar.core.biomechanics.landmarks import FloatArray
from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.motion.joints import MovingBody, middle_of_shoulders
from lumbar.core.motion.segmentation import RESTS, Repetition, RepetitionSet, RestsAt

PAUSE_PACE = Parameter(
    id="pause-pace",
    meaning="share of its own mean pace below which a movement pauses",
    value=0.2,
    unit="share of the mean pace",
    source=our_judgement(date(2026, 11, 30), "Slow enough to be felt as a stop; jitter after the filter is below it."),
    certainty=Certainty.OPINION,
)


@dataclass(frozen=True, slots=True)
class Tempo:
    """The times of one repetition; None for a half that was not recorded. [s]"""

    lowering_s: float | None
    pause_s: float | None
    """At the turn: at the bottom of a squat, at the top of a deadlift."""
    raising_s: float | None


def rests_at(moving: MovingBody, found: RepetitionSet, lift: Lift) -> RestsAt | None:
    """Where repetitions start and end; of an unknown lift by the shoulders, None where these do not tell."""
    known = RESTS.get(lift)
    shoulders, length = middle_of_shoulders(moving.body), moving.trunk_length
    if known is not None or shoulders is None or length is None or not found.repetitions:
        return known
    height = moving.height(shoulders)
    lowered = [height[each.rest_before] - height[each.turn] for each in found.repetitions]
    lowered += [height[each.rest_after] - height[each.turn] for each in found.repetitions]
    told = [way for way in lowered if np.isfinite(way)]
    if not told or abs(float(np.median(told))) < SMALLEST_RISE.value * length:
        return None
    return RestsAt.TOP if float(np.median(told)) > 0 else RestsAt.BOTTOM


SMALLEST_RISE = Parameter(
    id="smallest-rise-of-shoulders",
    meaning="how far the shoulders of an unknown lift must go up and down for it to be lowered and raised",
    value=0.1,
    unit="trunk lengths",
    source=our_judgement(date(2026, 11, 30), "Some 5 cm; curls and presses move the shoulders by less."),
    certainty=Certainty.OPINION,
)


def find_tempo(moving: MovingBody, found: RepetitionSet, repetition: Repetition, rests: RestsAt | None) -> Tempo:
    """The phases of one repetition. Where it rests is not known, lowering and raising are not told."""
    time_s = moving.time_s
    first, last = pause_about_turn(found.course, time_s, repetition)
    before = None if repetition.start == repetition.turn else float(time_s[first] - time_s[repetition.start])
    after = None if repetition.end == repetition.turn else float(time_s[repetition.end] - time_s[last])
    pause = float(time_s[last] - time_s[first]) if repetition.whole else None
    match rests:
        case RestsAt.TOP:
            return Tempo(before, pause, after)
        case RestsAt.BOTTOM:
            return Tempo(after, pause, before)
        case None:
            return Tempo(None, pause, None)


def pause_about_turn(course: FloatArray, time_s: FloatArray, repetition: Repetition) -> tuple[int, int]:
    """(first, last) frame of the pause at the turn; both the turn itself where there is none."""
    first = last = repetition.turn
    pace = np.abs(np.gradient(course, time_s)) if len(course) > 1 else np.zeros(1)
    if repetition.start < repetition.turn:
        slow = PAUSE_PACE.value * _mean_pace(course, time_s, repetition.start, repetition.turn)
        while first > repetition.start and pace[first - 1] < slow:
            first -= 1
    if repetition.end > repetition.turn:
        slow = PAUSE_PACE.value * _mean_pace(course, time_s, repetition.turn, repetition.end)
        while last < repetition.end and pace[last + 1] < slow:
            last += 1
    return first, last


def _mean_pace(course: FloatArray, time_s: FloatArray, start: int, end: int) -> float:
    return abs(float(course[end] - course[start])) / float(time_s[end] - time_s[start])
