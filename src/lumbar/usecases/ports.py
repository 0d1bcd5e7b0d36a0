"""What the use cases need from the outside, as Protocols. ``wiring`` decides who fills them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from lumbar.core.errors import DataProblem
from lumbar.core.exercises import Exercise
from lumbar.core.provenance import FileReading
from lumbar.core.quantities import MassUnit
from lumbar.core.same_training import KeyedSession, SameTraining
from lumbar.core.self_tests import SelfTestResult
from lumbar.core.training import TrainingLog
from lumbar.core.triage.disposition import Disposition, Level
from lumbar.core.triage.questions import Question, Report


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Which columns of a table mean what, as the person confirmed it once for all tables with that header."""

    columns: Mapping[str, str]
    """From a field (exercise, load, repetitions, ...) to the text of the header above its column."""
    date_order: str | None = None
    """The order of day, month and year in its dates, where no date shows it."""
    unit: str | None = None
    """The unit of its loads, where no column says it."""
    decimal_mark: str | None = None


@dataclass(frozen=True, slots=True)
class ReadingChoices:
    """What a reader must be told, since no file says it."""

    latest_day: date
    """A record dated after this day cannot have been done yet and is set aside."""
    unit: MassUnit | None = None
    """The unit the person named for this reading: for formats of which they never said it."""
    confirmed_units: Mapping[str, MassUnit] = field(default_factory=dict)
    """By format: what the person confirmed in an earlier import."""
    mappings: Mapping[str, ColumnMapping] = field(default_factory=dict)
    """By the signature of a header: what the person said that its columns mean."""
    zone: str | None = None
    """IANA name of the zone for exports whose times are UTC; None: that of the machine."""
    units: Mapping[str, MassUnit] = field(default_factory=dict)
    """By format: what the person says now of the loads of that format."""

    def unit_of(self, log_format: str) -> MassUnit | None:
        """What the person says of loads whose file does not: of this format now, of it earlier, or in general.

        The general answer comes last: one that was given for a file of one app must not turn the loads of another.
        """
        return self.units.get(log_format) or self.confirmed_units.get(log_format) or self.unit


class LogReader(Protocol):
    """Reads training log files, each whole.

    Raises UnusableInput when nothing in a file can be used; everything smaller is in the reading's problems.
    """

    def logs_in(self, path: str) -> Sequence[str]:
        """The logs that a file holds, by the paths they are read under: itself, or those inside of an archive."""
        ...

    def read(self, path: str, choices: ReadingChoices) -> FileReading: ...


class Clock(Protocol):
    def now(self) -> datetime:
        """The present instant, with the machine's zone."""
        ...


@dataclass(frozen=True, slots=True)
class StoredSession:
    """What must be known of a stored session to tell whether an incoming one is new, the same, or changed."""

    keyed: KeyedSession
    imported_at: datetime


def in_order_of_storing(sessions: Iterable[StoredSession]) -> tuple[KeyedSession, ...]:
    """The sessions as they came in; those of one import in the order of time."""
    ordered = sorted(sessions, key=lambda one: (one.imported_at, one.keyed.session.start, one.keyed.key))
    return tuple(stored.keyed for stored in ordered)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A log file that was imported, by its digest; its bytes are not kept."""

    path: str
    sha256: str
    format: str
    variant: str
    encoding: str
    unit: MassUnit
    unit_from: str
    imported_at: datetime


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """Everything one import changes; stored whole or not at all."""

    at: datetime
    readings: Sequence[FileReading]
    added: Sequence[KeyedSession]
    replaced: Sequence[KeyedSession]
    """Sessions whose key is stored already and whose sets take the place of the stored ones."""
    confirmed_units: Mapping[str, MassUnit]
    """By format: units the person confirmed with this import."""
    same_training: Sequence[SameTraining] = ()
    """All pairs of sessions of two apps that tell of one training, as they are once this is stored."""


@dataclass(frozen=True, slots=True)
class StoredImport:
    """One import as the store remembers it, undone or not."""

    id: UUID
    number: int
    """The how-many-eth import of this person it was, for people to name it by."""
    at: datetime
    paths: tuple[str, ...]
    added_sessions: int
    added_sets: int
    replaced_sessions: int
    undone_at: datetime | None = None
    undoable: bool = True
    """Whether it was kept what it changed: imports of the first versions kept it not."""
    needed_by: tuple[int, ...] = ()
    """Later imports that changed a session which this one brought: they would have to be undone before."""


FindSameTraining = Callable[[Sequence[KeyedSession]], Sequence[SameTraining]]
"""Which sessions of a whole log tell of one training, given in the order in which they were stored."""


@dataclass(frozen=True, slots=True)
class LearnedName:
    """What the person said that a logged name means."""

    name: str
    exercise: str | None
    """Id of an exercise of the catalogue; None: none of these."""
    confirmed_at: datetime


class TrainingStore(Protocol):
    """The training log of one person.

    Every call sees and touches the rows of that one person only.
    """

    @property
    def owner_id(self) -> UUID: ...

    def sessions(self) -> Sequence[StoredSession]:
        """All stored sessions, oldest first."""
        ...

    def log(self) -> TrainingLog:
        """What counts: of one training that stands in two apps, the sessions of one of them only."""
        ...

    def files(self) -> Sequence[StoredFile]: ...

    def quarantine(self) -> Sequence[DataProblem]:
        """Every record that was ever set aside, once, with its line and its raw text."""
        ...

    def confirmed_units(self) -> Mapping[str, MassUnit]: ...

    def save(self, batch: ImportBatch) -> UUID:
        """Stores the batch in one transaction, and gives the import's id.

        After a crash the store is as before it or as after it.
        """
        ...

    def imports(self) -> Sequence[StoredImport]:
        """Every import, newest first."""
        ...

    def undo(self, import_id: UUID, at: datetime, find: FindSameTraining) -> None:
        """Takes back what this import added and puts back what it replaced, in one transaction.

        ``find`` is asked which trainings stand in two apps afterwards. Raises UnusableInput when the import cannot be
        undone any more, since another process was faster.
        """
        ...

    def same_training(self) -> Sequence[SameTraining]:
        """The pairs of sessions that were found to tell of one training."""
        ...

    def different_trainings(self) -> Collection[SameTraining]:
        """The pairs of which the person said that they are two trainings."""
        ...

    def keep_same_training(
        self, found: Iterable[SameTraining], different: Iterable[SameTraining], at: datetime
    ) -> None:
        """From now on these are the pairs that were found; those that are different join what the person said."""
        ...

    def learned_names(self) -> Sequence[LearnedName]:
        """The person's answers on names, in the order they were given."""
        ...

    def learn_name(self, answer: LearnedName) -> None:
        """Remembers the answer; it takes the place of an earlier one on the same spelling."""
        ...

    def column_mappings(self) -> Mapping[str, ColumnMapping]:
        """By the signature of a header."""
        ...

    def keep_column_mapping(self, signature: str, mapping: ColumnMapping, at: datetime) -> None:
        """Remembers it, in place of an earlier one for the same header."""
        ...


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One check-in as it was stored: what was reported, and what the rulebook of that day made of it."""

    at: datetime
    """The instant, with its zone."""
    zone: str
    """IANA name of the person's zone, or its offset where the machine knows no name."""
    report: Report
    disposition: Disposition
    edition: str
    """Of the rulebook that was used."""
    because: tuple[TracedRule, ...]
    """The rules that held, most urgent first."""

    @property
    def reasons(self) -> tuple[TracedRule, ...]:
        """Those to tell: that it is getting better is no reason to see somebody, and is told only where nobody is."""
        if self.disposition is Disposition.SELF_CARE:
            return self.because
        return tuple(rule for rule in self.because if rule.level > Level.SELF_CARE)


@dataclass(frozen=True, slots=True)
class TracedRule:
    """One rule that held, as it was then: later editions do not change it."""

    rule: str
    level: Level
    questions: tuple[Question, ...]
    text: str


class Journal(Protocol):
    """The check-ins of one person; several a day are several."""

    def add(self, check_in: CheckIn) -> None:
        """Stores it, whole or not at all; it is on the disk when this returns."""
        ...

    def check_ins(self) -> Sequence[CheckIn]:
        """All of them, oldest first."""
        ...


@dataclass(frozen=True, slots=True)
class NotedSelfTest:
    """A result of a self-test as it was stored."""

    id: UUID
    at: datetime
    """The instant at which it was noted; the day it was done on is the result's own."""
    result: SelfTestResult


class SelfTests(Protocol):
    """The self-tests of one person; several of a day are several."""

    def add(self, results: Sequence[SelfTestResult], at: datetime) -> None:
        """Stores them, all or none."""
        ...

    def results(self) -> Sequence[NotedSelfTest]:
        """All of them, oldest first; those of one day in the order in which they were noted."""
        ...

    def remove(self, result_id: UUID) -> None:
        """From now on this one is not there; one that is gone already stays gone."""
        ...


class SuggestExercises(Protocol):
    """Exercises an unknown name may mean; for showing, never for deciding."""

    def __call__(self, logged_name: str) -> Sequence[Exercise]: ...


class Archive(Protocol):
    """Where everything goes that a person takes out: a directory, as a rule.

    Raises UnusableInput when nothing can be written there.
    """

    def write(self, name: str, text: str) -> None:
        """Writes one file, whole or not at all, in place of the one of an earlier archive."""
        ...


@dataclass(frozen=True, slots=True)
class PairedPhone:
    """A phone that may come in, by the digest of its secret: the secret itself is kept by nobody but the phone."""

    name: str
    """What kind of phone it is, in plain words."""
    secret_digest: str
    paired_at: datetime
    last_seen: datetime | None = None


class PairedPhones(Protocol):
    """The paired phone of one person: one, or none."""

    def paired(self) -> PairedPhone | None: ...

    def replace(self, phone: PairedPhone) -> None:
        """From now on this is the one; the one before is forgotten, in the same transaction."""
        ...

    def revoke(self) -> None:
        """From now on there is none."""
        ...

    def seen(self, at: datetime) -> None:
        """Notes when the paired phone was last here, where there still is one."""
        ...
