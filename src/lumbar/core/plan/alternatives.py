"""The one lift that is replaced when the back asks for it, with what the swap keeps and what it spares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lumbar.core.biomechanics.spinal_exposure import exposure
from lumbar.core.evidence import Certainty, Parameter, Source, our_judgement
from lumbar.core.exercises import AxialLoad, Catalogue, Exercise, Implement, Muscle
from lumbar.core.plan.history import DoneSet, PlanHistory
from lumbar.core.plan.limits import Limited
from lumbar.core.plan.main_work import (
    RPE_MODIFY,
    Change,
    PlannedLift,
    PlannedSet,
    Terms,
    as_many,
    less,
    planned_lift,
)
from lumbar.core.plan.muscle_work import Region, main_muscles, muscle_work, region
from lumbar.core.quantities import Grams
from lumbar.core.references import DE_LEVA_1996, JUDGED_ON, PELLAND_2024

_JUDGED = our_judgement(
    JUDGED_ON, "A lift is swapped for one that works the same muscles and by our model of its moment spares the back."
)
MODEL_SOURCES: tuple[Source, ...] = (
    PELLAND_2024,
    DE_LEVA_1996,
    _JUDGED,
)
CLEARLY_LESS = Parameter("clearly-less-back-load", "highest share of the back load at which a swap is worth it", 0.7,
                         "share of the usual", _JUDGED, Certainty.OPINION)  # fmt: skip
WORTH_KEEPING = Parameter("work-worth-keeping", "lowest share of the muscle work at which it is the same training", 0.5,
                          "share of the usual", _JUDGED, Certainty.OPINION)  # fmt: skip
LIGHT_START_REPETITIONS = Parameter("light-start-repetitions", "repetitions of a lift that is new to the person", 10,
                                    "repetitions", _JUDGED, Certainty.OPINION)  # fmt: skip
_TIERS = list(AxialLoad)


@dataclass(frozen=True, slots=True)
class Substitution:
    """A lift and what is done in its place, with every part of the two figures."""

    usual: Exercise
    instead: Exercise
    region: Region
    muscles: tuple[Muscle, ...]
    """Those whose work is counted."""
    usual_work: float
    """Sets, an indirect one counted as half, of the last time."""
    kept_work: float
    usual_back_load: float
    """Of the last time, in the model's own unit; only the ratio means anything."""
    instead_back_load: float | None
    """None where nobody knows a load of either lift: then nothing is said of the back either."""
    at_most: bool
    """The load of the substitute is not known, so that of the lift it replaces was counted: a light start asks less."""
    body_mass: Grams | None
    """As told; None when the model used its default."""
    sources: tuple[Source, ...] = MODEL_SOURCES

    @property
    def kept_work_percent(self) -> float:
        return 100 * self.kept_work / self.usual_work

    @property
    def back_load_percent(self) -> float | None:
        if self.instead_back_load is None or not self.usual_back_load:
            return None
        return 100 * self.instead_back_load / self.usual_back_load


@dataclass(frozen=True, slots=True)
class _Candidate:
    lift: PlannedLift
    swap: Substitution
    own: bool

    @property
    def worth_it(self) -> bool:
        return self.swap.kept_work_percent >= 100 * WORTH_KEEPING.value and _clearly_less(self.swap)

    def asks_at_most(self, back_load: float) -> bool:
        """Whether it does, so far as loads are known: after time off, less than the last time may be more than today.

        Many repetitions of the body alone can ask more than a few with a load.
        """
        return self.swap.back_load_percent is None or _asked(self.lift, self.swap.body_mass) <= back_load

    @property
    def preference(self) -> tuple[bool, bool, float, float]:
        percent = self.swap.back_load_percent
        known = percent is not None and not self.swap.at_most
        return (known, self.own, self.swap.kept_work_percent, -(percent or 0.0))


def substitute(
    lifts: Sequence[PlannedLift],
    terms: Terms,
    history: PlanHistory,
    catalogue: Catalogue,
    equipment: frozenset[Implement],
    body_mass: Grams | None,
) -> tuple[tuple[PlannedLift, ...], Substitution | None]:
    """The lifts with the one that asked most of the back the last time replaced, where something clearly spares it.

    What can be counted on both sides comes first, then what the person has done in the last year, then what keeps the
    most work of the same muscles.
    """
    loading = [lift for lift in lifts if lift.exercise.loads_the_back]
    if not loading:
        return tuple(lifts), None
    most = max(loading, key=lambda lift: _of_last_time(lift, body_mass))
    there = {lift.exercise.id for lift in lifts}
    others = [catalogue.exercises[other] for other in most.exercise.substitutes if other not in there]
    # Chosen by what the lifts are and not by how much it hurts, or more pain could choose the heavier one.
    regardless_of_pain = replace(terms, back_share=1.0)
    without_pain = _asked(planned_lift(most.due, regardless_of_pain, history), body_mass)
    candidates = [
        candidate
        for other in others
        if other.implement in equipment
        and (candidate := _candidate(most, other, regardless_of_pain, history, body_mass)).worth_it
        and candidate.asks_at_most(without_pain)
    ]
    if not candidates:
        return tuple(lifts), None
    best = max(candidates, key=lambda candidate: candidate.preference)
    today = _candidate(most, best.lift.exercise, terms, history, body_mass)
    return tuple(today.lift if lift is most else lift for lift in lifts), today.swap


def _candidate(
    usual: PlannedLift, instead: Exercise, terms: Terms, history: PlanHistory, body_mass: Grams | None
) -> _Candidate:
    own = history.lifts.get(instead.id)
    count = len(usual.sets)
    light_start = DoneSet(LIGHT_START_REPETITIONS.value, None)
    done = as_many(own[-1].sets if own else (light_start,), count)
    share = terms.load_share(instead)
    sets = tuple(
        PlannedSet(each.repetitions, less(each.load, share, instead, history), RPE_MODIFY.value) for each in done
    )
    swap = _swap(usual, instead, sets, body_mass)
    change = Change.INSTEAD if own else Change.LIGHT_START
    limits = tuple(limit for limit in usual.limits if limit.limited is not Limited.LOAD)
    lift = PlannedLift(instead, sets, usual.due, change, limits, MODEL_SOURCES, replaces=usual.exercise)
    return _Candidate(lift, swap, own is not None)


def _swap(usual: PlannedLift, instead: Exercise, sets: Sequence[PlannedSet], body_mass: Grams | None) -> Substitution:
    muscles = main_muscles(usual.exercise)
    known = instead.implement is Implement.BODY_WEIGHT or all(each.load is not None for each in sets)
    highest = usual.due.last.top_load
    asked = sum(exposure(instead, each.load if known else highest, each.repetitions, body_mass) for each in sets)
    return Substitution(
        usual=usual.exercise,
        instead=instead,
        region=region(usual.exercise),
        muscles=muscles,
        usual_work=muscle_work(usual.exercise, len(usual.due.last.sets), muscles),
        kept_work=muscle_work(instead, len(sets), muscles),
        usual_back_load=_of_last_time(usual, body_mass),
        instead_back_load=asked if known or highest is not None else None,
        at_most=not known,
        body_mass=body_mass,
    )


def _clearly_less(swap: Substitution) -> bool:
    """By the model where the load is known or can be bounded, else by the catalogue's coarse tier, a lower one."""
    percent = swap.back_load_percent
    if percent is not None and percent <= 100 * CLEARLY_LESS.value:
        return True
    if percent is not None and not swap.at_most:
        return False
    return _TIERS.index(swap.instead.axial_load) < _TIERS.index(swap.usual.axial_load)


def _asked(lift: PlannedLift, body_mass: Grams | None) -> float:
    """Of today's sets; the body alone where a load is not known."""
    return sum(exposure(lift.exercise, each.load, each.repetitions, body_mass) for each in lift.sets)


def _of_last_time(lift: PlannedLift, body_mass: Grams | None) -> float:
    exercise = lift.due.exercise
    return sum(exposure(exercise, each.load, each.repetitions, body_mass) for each in lift.due.last.sets)
