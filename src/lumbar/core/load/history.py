"""The history of each lift: one entry for each day on which it was trained."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from lumbar.core.exercises import Catalogue, Exercise
from lumbar.core.load.external import is_work
from lumbar.core.quantities import GramRepetitions, Grams, volume_load
from lumbar.core.training import TrainingLog, TrainingSet


@dataclass(frozen=True, slots=True)
class LiftDay:
    """One lift on one day."""

    day: date
    exercise: Exercise
    top_load: Grams | None
    """Heaviest load of a work set with at least one repetition; None where no load was written."""
    first_load: Grams | None
    """Load of the first set of the day, warm-ups included."""
    volume: GramRepetitions
    repetitions: float
    """Of all work sets."""
    sets: int
    """Work sets."""
    warm_up_flagged: bool
    """The log calls at least one set of it a warm-up."""

    @property
    def first_share_of_top(self) -> float | None:
        """Load of the first set as a share of the day's heaviest; 1.0 means that the heaviest came first."""
        if not self.top_load or self.first_load is None:
            return None
        return self.first_load / self.top_load


def lift_days(log: TrainingLog, catalogue: Catalogue) -> Sequence[LiftDay]:
    """Every lift of every day whose name the catalogue knows, oldest first."""
    by_day_and_lift: defaultdict[tuple[date, str], list[TrainingSet]] = defaultdict(list)
    resolve = cache(catalogue.resolve)  # a log has many sets of few names
    for session in log.sessions:
        day = session.day
        for done in session.sets:
            exercise = resolve(done.exercise)
            if exercise is not None:
                by_day_and_lift[day, exercise.id].append(done)
    return [
        _lift_day(day, catalogue.exercises[exercise_id], sets) for (day, exercise_id), sets in by_day_and_lift.items()
    ]


def days_by_lift(days: Sequence[LiftDay]) -> Mapping[str, Sequence[LiftDay]]:
    """The same days grouped by exercise id, each oldest first."""
    grouped: defaultdict[str, list[LiftDay]] = defaultdict(list)
    for lift_day in days:
        grouped[lift_day.exercise.id].append(lift_day)
    return grouped


def unknown_names(log: TrainingLog, catalogue: Catalogue) -> Mapping[str, int]:
    """Names the catalogue does not know, with their number of sets, most frequent first."""
    counted = Counter(done.exercise for session in log.sessions for done in session.sets)
    unknown = {name: sets for name, sets in counted.items() if catalogue.resolve(name) is None}
    return dict(sorted(unknown.items(), key=lambda item: (-item[1], item[0])))


def unknown_sets(log: TrainingLog, catalogue: Catalogue) -> Mapping[date, int]:
    """Number of sets of each day whose name the catalogue does not know; days without such sets are left out."""
    is_unknown = cache(lambda name: catalogue.resolve(name) is None)  # a log has many sets of few names
    counted: Counter[date] = Counter()
    for session in log.sessions:
        many = sum(1 for done in session.sets if is_unknown(done.exercise))
        if many:
            counted[session.day] += many
    return counted


def first_met_unknown(log: TrainingLog, catalogue: Catalogue, since: date, until: date) -> frozenset[str]:
    """Names the catalogue does not know that the log has for the first time after ``since`` and up to ``until``."""
    met: dict[str, date] = {}
    for session in log.sessions:
        day = session.day
        for done in session.sets:
            met.setdefault(done.exercise, day)
    return frozenset(name for name, day in met.items() if since < day <= until and catalogue.resolve(name) is None)


def _lift_day(day: date, exercise: Exercise, sets: Sequence[TrainingSet]) -> LiftDay:
    top_load: Grams | None = None
    volume, repetitions, work_sets = 0, 0.0, 0
    for done in sets:  # one loop and not a sum each: a log of ten years has fifty thousand sets
        if not is_work(done):
            continue
        work_sets += 1
        if done.repetitions is None:
            continue
        repetitions += done.repetitions
        if done.load is None:
            continue
        volume += volume_load(done.load, done.repetitions)
        if done.repetitions >= 1 and (top_load is None or done.load > top_load):
            top_load = done.load
    return LiftDay(
        day=day,
        exercise=exercise,
        top_load=top_load,
        first_load=sets[0].load,
        volume=GramRepetitions(volume),
        repetitions=repetitions,
        sets=work_sets,
        warm_up_flagged=work_sets < len(sets),
    )
