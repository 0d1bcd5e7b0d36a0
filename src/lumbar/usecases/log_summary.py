"""What was read, as the person is told it: files with their balance, spans, and the names nobody knows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lumbar.core.errors import DataProblem, UnusableInput
from lumbar.core.exercises import Catalogue, Exercise
from lumbar.core.load.history import unknown_names
from lumbar.core.provenance import FileReading
from lumbar.core.quantities import MassUnit
from lumbar.core.training import TrainingLog
from lumbar.usecases.ports import SuggestExercises

SUGGESTED_FOR = 10
"""Suggestions are looked up for so many unknown names, the most frequent ones: nobody reads more at once."""


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A logged name that the catalogue does not know, with what it may mean. Never decided for the person."""

    name: str
    sets: int
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LogSummary:
    """What was read: the files with their balance, and what they add up to."""

    readings: tuple[FileReading, ...]
    unreadable: tuple[UnusableInput, ...]
    repeated: tuple[str, ...]
    """Paths whose bytes were given already; counted once."""
    sessions: int
    sets: int
    first: date | None
    last: date | None
    named_sets: int
    """Sets whose exercise the catalogue knows."""
    unknown: tuple[UnknownName, ...]
    unit: MassUnit
    """The unit the person thinks in: that of most of their sets."""
    days_in_two_apps: int
    """Days with training in the logs of two apps: if it is the same training, it is counted twice."""

    @property
    def quarantine(self) -> tuple[DataProblem, ...]:
        """The records that were set aside and are in no figure."""
        return tuple(problem for reading in self.readings for problem in reading.problems if problem.set_aside)


NO_LOG = LogSummary(
    (),
    (),
    (),
    sessions=0,
    sets=0,
    first=None,
    last=None,
    named_sets=0,
    unknown=(),
    unit=MassUnit.KG,
    days_in_two_apps=0,
)


def summarise(
    log: TrainingLog,
    catalogue: Catalogue,
    suggest: SuggestExercises,
    readings: tuple[FileReading, ...] = (),
    unreadable: tuple[UnusableInput, ...] = (),
    repeated: tuple[str, ...] = (),
) -> LogSummary:
    """The summary of a log; unknown names most frequent first."""
    unknown = unknown_names(log, catalogue)
    return LogSummary(
        readings=readings,
        unreadable=unreadable,
        repeated=repeated,
        sessions=len(log.sessions),
        sets=log.set_count,
        first=log.first_day,
        last=log.last_day,
        named_sets=log.set_count - sum(unknown.values()),
        unknown=tuple(
            UnknownName(name, sets, _names(suggest(name)) if place < SUGGESTED_FOR else ())
            for place, (name, sets) in enumerate(unknown.items())
        ),
        unit=_usual_unit(log),
        days_in_two_apps=_days_in_two_apps(log),
    )


def _usual_unit(log: TrainingLog) -> MassUnit:
    counted = Counter(done.unit_raw for session in log.sessions for done in session.sets if done.unit_raw)
    return counted.most_common(1)[0][0] if counted else MassUnit.KG


def _days_in_two_apps(log: TrainingLog) -> int:
    apps: defaultdict[date, set[str]] = defaultdict(set)
    for session in log.sessions:
        apps[session.day].add(session.source)
    return sum(1 for sources in apps.values() if len(sources) > 1)


def _names(exercises: Sequence[Exercise]) -> tuple[str, ...]:
    return tuple(exercise.name for exercise in exercises)
