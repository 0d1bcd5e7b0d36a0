"""The training log: Session > Set > Repetition, as values.

What a log does not say is None, never 0: a set without a load is not a set with no load.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from itertools import repeat

from lumbar.core.quantities import Grams, MassUnit


class SetKind(StrEnum):
    """What a set was for, as far as the log says."""

    WORK = "work"
    WARM_UP = "warm_up"
    DROP = "drop"
    FAILURE = "failure"
    """A work set taken to failure."""
    COOL_DOWN = "cool_down"
    UNKNOWN = "unknown"
    """The format has no word for warm-ups, so the set may be either."""


class SessionPrecision(StrEnum):
    """How exactly a log knows when a session began. Day-precise logs enter no rule that counts hours."""

    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """One set that was done: some repetitions, or some time, of one exercise.

    It does not say where in a file it stands, so that sets that are alike can be one object: see ``Session.lines``.
    """

    exercise: str
    """The name as logged. The catalogue says which exercise it is; the log keeps its own word."""
    kind: SetKind
    load: Grams | None
    """Load as logged. [g] A dumbbell's weight is that of one dumbbell."""
    repetitions: float | None
    load_raw: str = ""
    """The text of the load in the file."""
    unit_raw: MassUnit | None = None
    """The unit that text was read in."""
    duration_s: float | None = None
    distance_m: float | None = None
    rpe: float | None = None
    note: str = ""
    rir: float | None = None
    """Repetitions in reserve, where the log says them; never worked out from the RPE, nor the other way round."""
    multiplier: float | None = None
    """How many such weights were used: two dumbbells are 2. It is not applied to ``load``."""
    assistance: Grams | None = None
    """Help given on an assisted exercise. [g] Help is no load: where there is some, ``load`` is None."""


@dataclass(frozen=True, slots=True)
class Session:
    """One visit to the gym: sets in the order the log has them."""

    source: str
    """The app the log came from: strong, hevy, fitnotes."""
    start: datetime
    """Naive local time; midnight when only the day is known."""
    precision: SessionPrecision
    title: str
    sets: tuple[TrainingSet, ...]
    duration_s: float | None = None
    note: str = ""
    warm_ups_flagged: bool = False
    """The format has a flag for warm-up sets, whether or not it was used here."""
    app_id: str = ""
    """What the app itself calls this session: a number, or a serial and a time; empty where it has no such thing."""
    lines: Sequence[int] = ()
    """Physical line of the file on which each set stands, in the order of ``sets``; empty where that is not known.

    Made by ``set_lines`` only, so that the same lines are equal.
    """
    rpe: float | None = None
    """Session RPE: how hard the whole session was, from 0 to 10 (CR-10), where the log says so."""

    @property
    def sets_with_lines(self) -> Iterator[tuple[TrainingSet, int | None]]:
        """Each set with its line, if that is known."""
        return zip(self.sets, self.lines or repeat(None, len(self.sets)), strict=True)

    @property
    def day(self) -> date:
        """The training day: the local date on which the session began."""
        return self.start.date()


def set_lines(numbers: Iterable[int | None]) -> Sequence[int]:
    """The lines of a session's sets; none where one of them is not known.

    Most sessions stand in a file one line after the other, and of millions of sets their first and last lines take
    less room than all of them. A range equals no tuple, so that the same lines must always come from here.
    """
    told = tuple(numbers)
    lines = tuple(number for number in told if number is not None)
    if not lines or len(lines) < len(told):
        return ()
    run = range(lines[0], lines[0] + len(lines))
    return run if lines == tuple(run) else lines


@dataclass(frozen=True)
class TrainingLog:
    """All sessions known of a person, oldest first."""

    sessions: tuple[Session, ...] = field(default=())

    @property
    def first_day(self) -> date | None:
        return self.sessions[0].day if self.sessions else None

    @property
    def last_day(self) -> date | None:
        return self.sessions[-1].day if self.sessions else None

    @property
    def days(self) -> tuple[date, ...]:
        """Each training day once, in order."""
        return tuple(dict.fromkeys(session.day for session in self.sessions))

    @property
    def set_count(self) -> int:
        return sum(len(session.sets) for session in self.sessions)

    def until(self, day: date) -> TrainingLog:
        """The log as it stood at the end of that day."""
        return TrainingLog(tuple(session for session in self.sessions if session.day <= day))


def training_log(sessions: Iterable[Session]) -> TrainingLog:
    """A log in the order of time; sessions that begin at the same instant keep the order they were given in."""
    return TrainingLog(tuple(sorted(sessions, key=lambda session: session.start)))


def start_of_day(day: date) -> datetime:
    """The start given to a session of which only the day is known."""
    return datetime.combine(day, time.min)
