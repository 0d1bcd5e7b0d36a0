"""How long the phases of a repetition take: down, the pause at the turn, up.

A phase is counted from where a tenth of the way is passed, as repetitions are, so that waiting before and after is not
in it. The pause is the time within a tenth of the way from the turn in which the movement is slower than a seventh of
its pace on the middle of the way; a turn without a stop has a tenth of a second or two of that too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from lumbar.core.biomechanics.landmarks import FloatArray
from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.motion.joints import MovingBody, middle_of_shoulders
from lumbar.core.motion.segmentation import AT_THE_END, RESTS, Repetition, RepetitionSet, RestsAt

PAUSE_PACE = Parameter(
    id="pause-pace",
    meaning="share of its pace on the middle of the way below which a movement pauses",
    value=0.15,
    unit="share of that pace",
    source=our_judgement(date(2026, 11, 30), "Slow enough to be felt as a stop; jitter after the filter is below it."),
    certainty=Certainty.OPINION,
)
MIDDLE_OF_THE_WAY = Parameter(
    id="middle-of-the-way",
    meaning="share of the way at either end that is not its middle",
    value=0.2,
    unit="share of the way",
    source=our_judgement(date(2026, 11, 30), "Waiting at an end is no part of the pace."),
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
    turn = repetition.turn
    before = _slow_at_the_end(course[repetition.start : turn + 1], time_s[repetition.start : turn + 1])
    after = _slow_at_the_end(course[turn : repetition.end + 1][::-1], -time_s[turn : repetition.end + 1][::-1])
    return turn - before, turn + after


def _slow_at_the_end(course: FloatArray, time_s: FloatArray) -> int:
    """How many frames before its last one a way begins to pause."""
    if len(course) < 3 or course[-1] == course[0]:
        return 0
    way = (course - course[0]) / (course[-1] - course[0])
    near = int(np.flatnonzero(way < 1 - AT_THE_END.value)[-1]) + 1
    middle = MIDDLE_OF_THE_WAY.value
    into = int(np.flatnonzero(way[:near] <= middle)[-1])
    out_of = into + int(np.flatnonzero(way[into : near + 1] >= 1 - middle)[0])
    pace = float(way[out_of] - way[into]) / float(time_s[out_of] - time_s[into])
    slow = np.abs(np.gradient(way, time_s))[near:] < PAUSE_PACE.value * pace
    return len(course) - 1 - (near + int(np.flatnonzero(slow)[0])) if slow.any() else 0
