"""A training log as the frame of sets that the load table is made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import polars as pl

from lumbar.core.exercises import Catalogue, Exercise
from lumbar.core.load.external import is_work
from lumbar.core.load.kernel import ATHLETE, COUNTS, DAY, LOAD_G, REPETITIONS, SPINAL_EXPOSURE
from lumbar.core.training import TrainingLog, TrainingSet

SetExposure = Callable[[TrainingSet, Exercise], float | None]
"""What one set asked of the lower back, by a load model; None where the model cannot tell."""
Exercises = Mapping[str, Exercise | None]
"""The exercise of each logged name; None where the catalogue does not know it."""

_TIMES = "_times"


def sets_frame(
    log: TrainingLog, catalogue: Catalogue, exposure: SetExposure | None = None, athlete: int = 0
) -> pl.DataFrame:
    """Every set of the log as a row, in the order of the log: the ``SET_COLUMNS`` of the kernel.

    A session of which no set was written down is a row with nothing but its day, since it makes the day a training
    day all the same. ``exposure`` is asked for each set of an exercise that the catalogue knows, warm-ups among them,
    and once for sets that are one object.
    """
    sets = [done for session in log.sessions for done in session.sets]
    exercises = {name: catalogue.resolve(name) for name in {done.exercise for done in sets}}
    counts = {name: exercise is None or not exercise.assisted for name, exercise in exercises.items()}
    days = pl.DataFrame(
        {
            DAY: [session.day for session in log.sessions],
            _TIMES: [len(session.sets) for session in log.sessions],
        },
        schema={DAY: pl.Date, _TIMES: pl.UInt32},
    )
    frame = pl.DataFrame(
        {
            LOAD_G: [done.load for done in sets],
            REPETITIONS: [done.repetitions for done in sets],
            COUNTS: [is_work(done) and counts[done.exercise] for done in sets],
            SPINAL_EXPOSURE: None if exposure is None else _exposures(sets, exercises, exposure),
        },
        schema={LOAD_G: pl.Int64, REPETITIONS: pl.Float64, COUNTS: pl.Boolean, SPINAL_EXPOSURE: pl.Float64},
    )
    of_sets = frame.select(pl.lit(athlete, pl.Int64).alias(ATHLETE), _repeated(days), pl.all())
    without_sets = days.filter(pl.col(_TIMES) == 0).select(pl.lit(athlete, pl.Int64).alias(ATHLETE), DAY)
    return pl.concat([of_sets, without_sets], how="diagonal")


def _repeated(days: pl.DataFrame) -> pl.Series:
    """The day of each set, from the day and the number of sets of each session."""
    return days.select(pl.col(DAY).repeat_by(_TIMES).explode()).to_series()


def _exposures(sets: Sequence[TrainingSet], exercises: Exercises, exposure: SetExposure) -> Sequence[float | None]:
    known: dict[int, float | None] = {}  # by the identity of the set: the log holds them all, so no two share one
    for done in sets:
        exercise = exercises[done.exercise]
        if exercise is not None and id(done) not in known:
            known[id(done)] = exposure(done, exercise)
    return [known.get(id(done)) for done in sets]
