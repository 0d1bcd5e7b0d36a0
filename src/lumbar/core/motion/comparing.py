"""Figures of repetitions made observations: each against the person's own first ones, and the last against the first.

The usual is the median of the first third of the repetitions; over the set the median of the last third is held
against it. Only what differs by more than a film can be off is notable. A gain of lean while rising is held against
its own bottom too, so that it is told even where every repetition has it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from math import ceil
from statistics import median
from typing import Final

from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.motion.hand_path import hand_path
from lumbar.core.motion.hips_first import lean_gained
from lumbar.core.motion.left_right import hip_shift
from lumbar.core.motion.looked_at import DEPTH_OF, HOLDS, LOOKED_AT
from lumbar.core.motion.observations import (
    Cue,
    DepthOf,
    Observation,
    ObservationKind,
    Standing,
    Unit,
    WhyNotTold,
    cannot_tell,
)
from lumbar.core.motion.posture import depth, line_of_push_up, lowering_time, raising_time, trunk_lean, trunk_swing
from lumbar.core.motion.segmentation import Repetition
from lumbar.core.motion.uncertainty import (
    HAND,
    HIP,
    KNEE,
    LEAN_GAINED,
    LINE,
    SHIFT,
    TEMPO,
    TEMPO_SHARE,
    THIGH,
    TRUNK,
    Off,
)
from lumbar.core.motion.watched import Reading, Watched

_ON = date(2026, 11, 30)
FEWEST_FOR_A_CHANGE = Parameter(
    "fewest-repetitions-for-a-change",
    "repetitions a set needs for its last ones to be held against its first",
    3,
    "repetitions",
    our_judgement(_ON, "One first, one last and one between; with two there is no set."),
    Certainty.OPINION,
)
PARTS_OF_A_SET = Parameter(
    "parts-of-a-set",
    "parts a set is cut into for its last to be held against its first",
    3,
    "parts",
    our_judgement(_ON, "Thirds leave out the middle, in which a change is on its way."),
    Certainty.OPINION,
)


class Needs(StrEnum):
    """From where a figure can be seen."""

    SIDE = "side"
    FRONT = "front"
    ANYWHERE = "anywhere"


Read = Callable[[Watched, Repetition], Reading | WhyNotTold]


@dataclass(frozen=True, slots=True)
class Measure:
    """One kind of figure of a repetition: how it is read, how far off it is, and what to think of when it changes."""

    kind: ObservationKind
    unit: Unit
    off: Off
    read: Read
    needs: Needs
    cue: Cue
    """Where it grew."""
    cue_if_less: Cue | None = None
    """Where it shrank, if that is another one."""
    against_its_bottom: bool = False
    share: Parameter[float] | None = None
    """Of the usual that a change must reach as well."""
    depth_of: DepthOf | None = None

    def worth_telling(self, usual: float) -> float:
        """The change from which on it is the lifter's."""
        return max(self.off.in_a_change.value, 0.0 if self.share is None else self.share.value * abs(usual))


_OF_DEPTH = {DepthOf.THIGH: THIGH, DepthOf.HIP: HIP, DepthOf.ELBOW: KNEE}


def observe(watched: Watched) -> tuple[Observation, ...]:
    """All that is looked at in the repetitions of this lift: each kind over the set, then one by one."""
    found: list[Observation] = []
    for kind in LOOKED_AT[watched.lift]:
        measure = measure_of(kind, watched.lift)
        if measure is not None:
            found += _observed(watched, measure)
    return tuple(found)


def measure_of(kind: ObservationKind, lift: Lift) -> Measure | None:
    """How a kind is read; None for what is read from holds."""
    if kind is ObservationKind.DEPTH:
        of = DEPTH_OF[lift]
        return Measure(kind, Unit.DEGREES, _OF_DEPTH[of], depth, Needs.SIDE, Cue.SAME_DEPTH, depth_of=of)
    measure = None if lift in HOLDS else _MEASURES.get(kind)
    on_the_back = measure is not None and kind is ObservationKind.HAND_PATH and lift is Lift.SQUAT
    return replace(measure, cue=Cue.BAR_OVER_THE_FOOT) if measure is not None and on_the_back else measure


_MEASURES: Final = {
    measure.kind: measure
    for measure in (
        Measure(ObservationKind.TRUNK_LEAN, Unit.DEGREES, TRUNK, trunk_lean, Needs.SIDE, Cue.SAME_LEAN),
        Measure(ObservationKind.TRUNK_SWING, Unit.DEGREES, TRUNK, trunk_swing, Needs.SIDE, Cue.TRUNK_STILL),
        Measure(
            ObservationKind.HIPS_FIRST,
            Unit.DEGREES,
            LEAN_GAINED,
            lean_gained,
            Needs.SIDE,
            Cue.PUSH_THE_FLOOR_AWAY,
            against_its_bottom=True,
        ),
        Measure(ObservationKind.HAND_PATH, Unit.TRUNK_LENGTHS, HAND, hand_path, Needs.SIDE, Cue.BAR_CLOSE),
        Measure(
            ObservationKind.LEFT_RIGHT,
            Unit.TRUNK_LENGTHS,
            SHIFT,
            hip_shift,
            Needs.FRONT,
            Cue.BOTH_FEET,
            against_its_bottom=True,
        ),
        Measure(
            ObservationKind.LOWERING_TIME,
            Unit.SECONDS,
            TEMPO,
            lowering_time,
            Needs.ANYWHERE,
            Cue.SAME_PACE,
            share=TEMPO_SHARE,
        ),
        Measure(
            ObservationKind.RAISING_TIME,
            Unit.SECONDS,
            TEMPO,
            raising_time,
            Needs.ANYWHERE,
            Cue.END_WHEN_IT_SLOWS,
            Cue.SAME_PACE,
            share=TEMPO_SHARE,
        ),
        Measure(ObservationKind.BODY_LINE, Unit.DEGREES, LINE, line_of_push_up, Needs.SIDE, Cue.HIPS_DOWN, Cue.HIPS_UP),
    )
}


def _observed(watched: Watched, measure: Measure) -> list[Observation]:
    why = _in_the_way(watched, measure)
    if why is not None:
        return [cannot_tell(measure.kind, measure.unit, why)]
    readings = [measure.read(watched, repetition) for repetition in watched.found.repetitions]
    known = [each for each in readings if isinstance(each, Reading)]
    if not known:
        reasons = [each for each in readings if isinstance(each, WhyNotTold)]
        return [cannot_tell(measure.kind, measure.unit, reasons[0])]
    first = _part(known, last=False)
    over_the_set = _over_the_set(measure, known, first)
    usual = median(each.value for each in first)
    one_by_one = [
        cannot_tell(measure.kind, measure.unit, each, number)
        if isinstance(each, WhyNotTold)
        else _one(measure, each, number, usual if len(known) > 1 else None)
        for number, each in enumerate(readings, start=1)
    ]
    return [over_the_set, *one_by_one]


def _in_the_way(watched: Watched, measure: Measure) -> WhyNotTold | None:
    view = watched.view
    if view is not None and measure.needs is Needs.FRONT:
        if not view.frontal:
            return WhyNotTold.FROM_THE_SIDE if view.sagittal else view.why or WhyNotTold.TURN_UNKNOWN
    elif view is not None and measure.needs is Needs.SIDE and not view.ok:
        return view.why
    return None if watched.found.repetitions else WhyNotTold.NO_REPETITION


def _part(known: Sequence[Reading], *, last: bool) -> Sequence[Reading]:
    many = ceil(len(known) / PARTS_OF_A_SET.value)
    return known[-many:] if last else known[:many]


def _over_the_set(measure: Measure, known: Sequence[Reading], first: Sequence[Reading]) -> Observation:
    if len(known) < FEWEST_FOR_A_CHANGE.value:
        return cannot_tell(measure.kind, measure.unit, WhyNotTold.TOO_FEW_REPETITIONS)
    last = _part(known, last=True)
    usual, value = median(each.value for each in first), median(each.value for each in last)
    told = abs(value - usual) > measure.worth_telling(usual)
    return _observation(
        measure, None, value, usual, measure.off.in_a_change.value, last[-1].at_s, told=told, change=value - usual
    )


def _one(measure: Measure, reading: Reading, number: int, usual: float | None) -> Observation:
    off, value = measure.off.by_itself.value, reading.value
    # its own zero is the bottom, or standing, of the same repetition
    gained = measure.against_its_bottom and _beyond(measure, value)
    change = 0.0 if usual is None else value - usual
    told = gained or (usual is not None and abs(change) > measure.worth_telling(usual))
    if usual is None and not told:
        return _observation(measure, number, value, None, off, reading.at_s, told=None, change=change)
    return _observation(measure, number, value, usual, off, reading.at_s, told=told, change=change)


def _beyond(measure: Measure, value: float) -> bool:
    size = value if measure.kind is ObservationKind.HIPS_FIRST else abs(value)
    return size > measure.off.by_itself.value


def _observation(
    measure: Measure,
    repetition: int | None,
    value: float,
    usual: float | None,
    off: float,
    at_s: float,
    *,
    told: bool | None,
    change: float,
) -> Observation:
    """``told`` is None where there is nothing to hold it against."""
    standing = Standing.NOTABLE if told else Standing.AS_USUAL
    return Observation(
        kind=measure.kind,
        repetition=repetition,
        value=value,
        unit=measure.unit,
        usual=usual,
        uncertainty=off,
        standing=Standing.CANNOT_TELL if told is None else standing,
        why_not=WhyNotTold.ONE_REPETITION if told is None else None,
        at_s=at_s,
        cue=(measure.cue_if_less if change < 0 and measure.cue_if_less else measure.cue) if told else None,
        sources=(measure.off.by_itself.source,),
        certainty=Certainty.OPINION,
        depth_of=measure.depth_of,
    )
