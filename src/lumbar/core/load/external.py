"""External load: what was lifted, as the log says it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from lumbar.core.exercises import Catalogue
from lumbar.core.quantities import GramRepetitions, volume_load
from lumbar.core.training import SetKind, TrainingLog, TrainingSet


def daily_volume_load(log: TrainingLog, catalogue: Catalogue) -> Mapping[date, GramRepetitions]:
    """Volume load of each training day, oldest first; a day on which nothing was weighed has 0.

    .. math:: V_{day} = \\sum_{sets} load \\cdot repetitions

    in gram-repetitions. Warm-ups are left out where the log flags them and are in it where it does not. The weight
    on an assisted machine helps the lifter and is left out. Not for comparing two people, or body-weight training
    with weights.
    """
    volumes: defaultdict[date, int] = defaultdict(int)
    for session in log.sessions:
        volumes[session.day] += sum(
            set_volume_load(done) or 0 for done in session.sets if not _is_assisted(done, catalogue)
        )
    return {day: GramRepetitions(volume) for day, volume in volumes.items()}


def set_volume_load(done: TrainingSet) -> GramRepetitions | None:
    """Volume load of one set, or None where it has no load or no repetitions, or was a warm-up."""
    if not is_work(done) or done.load is None or done.repetitions is None:
        return None
    return volume_load(done.load, done.repetitions)


def is_work(done: TrainingSet) -> bool:
    """Whether a set counts as work: everything the log does not call a warm-up."""
    return done.kind is not SetKind.WARM_UP


def _is_assisted(done: TrainingSet, catalogue: Catalogue) -> bool:
    exercise = catalogue.resolve(done.exercise)
    return exercise is not None and exercise.assisted
