"""How much of a week's training the log tells: a set without its weight, or of an exercise nobody knows, is not 0.

A week is only held against weeks of which about as much is told. Else a weight that is written down for the first
time, or a name that was learned, would look like more training.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from lumbar.core.biomechanics.spinal_exposure import needs_a_load
from lumbar.core.exercises import Catalogue, Exercise
from lumbar.core.load.external import is_work
from lumbar.core.training import TrainingLog, TrainingSet


@dataclass(frozen=True, slots=True)
class ToldSets:
    """Of the sets that a figure is made of, those that could be told, on one day or several."""

    told: int = 0
    sets: int = 0


Counts = Callable[[TrainingSet, Exercise | None], bool | None]
"""Whether a set is told; None where the figure is not about such sets."""


def told_of_back(log: TrainingLog, catalogue: Catalogue) -> Mapping[date, ToldSets]:
    """Of the sets that load the back, those whose exposure can be told; a set with an unknown name may be one."""
    return _by_day(log, catalogue, _told_of_back)


def told_of_volume(log: TrainingLog, catalogue: Catalogue) -> Mapping[date, ToldSets]:
    """Of the work sets that are done with a weight, those whose weight stands in the log."""
    return _by_day(log, catalogue, _told_of_volume)


def _told_of_back(done: TrainingSet, exercise: Exercise | None) -> bool | None:
    if exercise is None:
        return False
    if not exercise.loads_the_back:
        return None
    counted = bool(done.repetitions or done.duration_s)
    return counted and not (done.load is None and needs_a_load(exercise))


def _told_of_volume(done: TrainingSet, exercise: Exercise | None) -> bool | None:
    if not is_work(done) or (exercise is not None and exercise.assisted):
        return None
    if done.load is not None:
        return True
    return False if exercise is not None and needs_a_load(exercise) else None


def _by_day(log: TrainingLog, catalogue: Catalogue, counts: Counts) -> Mapping[date, ToldSets]:
    known: dict[tuple[object, ...], bool | None] = {}  # a log has many sets of few kinds

    def told(sets: Iterable[TrainingSet]) -> ToldSets:
        yes = every = 0
        for done in sets:
            nothing = not (done.repetitions or done.duration_s)
            kind = (done.exercise, done.load is None, nothing, done.kind)
            if kind not in known:
                known[kind] = counts(done, catalogue.resolve(done.exercise))
            found = known[kind]
            if found is not None:
                yes += found
                every += 1
        return ToldSets(yes, every)

    days: dict[date, ToldSets] = {}
    for session in log.sessions:
        of_session = told(session.sets)
        before = days.get(session.day, ToldSets())
        days[session.day] = ToldSets(before.told + of_session.told, before.sets + of_session.sets)
    return days
