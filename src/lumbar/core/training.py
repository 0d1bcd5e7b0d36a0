"""The training log: Session > Set > Repetition, as values.

What a log does not say is None, never 0: a set without a load is not a set with no load.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

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
    """One set that was done: some repetitions, or some time, of one exercise."""

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
    line: int | None = None
    """Physical line of the file on which the set stands."""
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

    @property
    def day(self) -> date:
        """The training day: the local date on which the session began."""
        return self.start.date()


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
