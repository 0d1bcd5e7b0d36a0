"""What was done of each lift, set by set, as far as a session can be planned from it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from statistics import median

from lumbar.core.causes.overtraining import BREAK_DAYS
from lumbar.core.causes.usual import REFERENCE_DAYS
from lumbar.core.causes.warm_up import HEAVY_FIRST_SET
from lumbar.core.exercises import Catalogue, Exercise, Implement
from lumbar.core.load.external import is_work
from lumbar.core.quantities import Grams, MassUnit, days_between
from lumbar.core.training import SetKind, TrainingLog, TrainingSet


@dataclass(frozen=True, slots=True)
class DoneSet:
    """One work set. A load of None is the body alone, or a load nobody wrote."""

    repetitions: int
    load: Grams | None


@dataclass(frozen=True, slots=True)
class LiftDone:
    """The work sets of one lift on one day, in the order they were done."""

    day: date
    exercise: Exercise
    sets: tuple[DoneSet, ...]
    unit: MassUnit
    position: int
    """Its place among the lifts of the day."""

    @property
    def top_load(self) -> Grams | None:
        return max((done.load for done in self.sets if done.load is not None), default=None)

    @property
    def top_repetitions(self) -> int:
        """The most repetitions done with the heaviest load of the day."""
        return max(done.repetitions for done in self.sets if done.load == self.top_load)


@dataclass(frozen=True)
class PlanHistory:
    """Everything a plan may know of the log, up to one day."""

    on: date
    days: tuple[date, ...]
    """Training days of the year up to ``on``, oldest first."""
    lifts: Mapping[str, Sequence[LiftDone]]
    """By exercise id, the days of the year, oldest first."""
    unit: MassUnit

    def best_load(self, exercise_id: str) -> Grams | None:
        """The heaviest load of the year up to the day."""
        loads = [done.top_load for done in self.lifts.get(exercise_id, ()) if done.top_load is not None]
        return max(loads, default=None)

    def usual_gap(self, exercise_id: str) -> float | None:
        """Median days between two days of the lift; None when it was done once."""
        days = [done.day for done in self.lifts.get(exercise_id, ())]
        return median(days_between(a, b) for a, b in pairwise(days)) if len(days) > 1 else None

    @property
    def implements(self) -> frozenset[Implement]:
        """What the log of the year shows that the person has; the body is always there."""
        used = {done[0].exercise.implement for done in self.lifts.values()}
        return frozenset(used | {Implement.BODY_WEIGHT})

    @property
    def returned_on(self) -> date | None:
        """First training day after the last break; ``on`` itself while the break lasts; None without any break."""
        if self.days and days_between(self.days[-1], self.on) >= BREAK_DAYS.value:
            return self.on
        returns = [day for earlier, day in pairwise(self.days) if days_between(earlier, day) >= BREAK_DAYS.value]
        return returns[-1] if returns else None


def plan_history(log: TrainingLog, catalogue: Catalogue, on: date) -> PlanHistory:
    """The year up to ``on``, that day included. Names the catalogue does not know are left out."""
    since = on - timedelta(days=REFERENCE_DAYS.value)
    grouped: defaultdict[tuple[str, date], list[TrainingSet]] = defaultdict(list)
    resolve = cache(catalogue.resolve)  # a log has many sets of few names
    days: list[date] = []
    for session in log.sessions:
        day = session.day
        if since < day <= on:
            days.append(day)
            for done in session.sets:
                exercise = resolve(done.exercise)
                if exercise is not None:
                    grouped[exercise.id, day].append(done)
    lifts: defaultdict[str, list[LiftDone]] = defaultdict(list)
    places: Counter[date] = Counter()
    for (exercise_id, day), sets in grouped.items():
        lift = _lift_done(day, catalogue.exercises[exercise_id], sets, places[day])
        places[day] += 1
        if lift is not None:
            lifts[exercise_id].append(lift)
    return PlanHistory(
        on, tuple(dict.fromkeys(days)), lifts, _unit([done for sets in grouped.values() for done in sets])
    )


def _lift_done(day: date, exercise: Exercise, sets: Sequence[TrainingSet], position: int) -> LiftDone | None:
    """The sets that were work: not flagged as a warm-up, and not clearly lighter than the day's heaviest."""
    done = [
        DoneSet(int(each.repetitions or 0), each.load or None)
        for each in sets
        if is_work(each)
        and each.kind is not SetKind.COOL_DOWN
        and each.repetitions is not None
        and each.repetitions >= 1
    ]
    if not done:
        return None
    top = max((each.load or 0 for each in done), default=0)
    work = tuple(each for each in done if exercise.assisted or (each.load or 0) >= HEAVY_FIRST_SET.value * top)
    return LiftDone(day, exercise, work, _unit(sets), position)


def _unit(sets: Sequence[TrainingSet]) -> MassUnit:
    units = [done.unit_raw for done in sets if done.unit_raw is not None]
    return max(set(units), key=lambda unit: (units.count(unit), unit.value)) if units else MassUnit.KG
