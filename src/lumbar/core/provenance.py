"""Where a log came from, how it was read, and the balance that shows that nothing was lost on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from lumbar.core.errors import DataProblem
from lumbar.core.quantities import MassUnit
from lumbar.core.training import Session


class RecordFate(StrEnum):
    """What became of one record of a file. Each record has exactly one fate."""

    HEADER = "header"
    DONE = "done"
    REST = "rest"
    PLANNED = "planned"
    SKIPPED = "skipped"
    """Nothing was performed in it: no repetitions, time or distance."""
    NOTES = "notes"
    BLANK = "blank"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class RecordBalance:
    """``records = header + done + rest + planned + skipped + notes + blank + quarantined``, always.

    Records are what the format counts in: rows of a CSV file, its header and blank lines included.
    """

    records: int
    header: int = 0
    done: int = 0
    rest: int = 0
    planned: int = 0
    skipped: int = 0
    notes: int = 0
    blank: int = 0
    quarantined: int = 0

    def __post_init__(self) -> None:
        accounted = (
            self.header
            + self.done
            + self.rest
            + self.planned
            + self.skipped
            + self.notes
            + self.blank
            + self.quarantined
        )
        if accounted != self.records:
            raise ValueError(f"{self.records} records were read but {accounted} are accounted for")


def balance(records: int, fates: Iterable[RecordFate]) -> RecordBalance:
    """The balance of a file from the number of its records and what became of each.

    ``records`` is counted apart from ``fates``, so that a record an importer forgot is noticed.
    Raises ValueError when the two do not add up: that is a fault of ours, never of the file.
    """
    counted = Counter(fates)
    return RecordBalance(records=records, **{fate.value: counted[fate] for fate in RecordFate})


class UnitOrigin(StrEnum):
    """How the unit of the loads is known, surest first."""

    HEADER = "header"
    COLUMN = "column"
    CONFIRMED = "confirmed"
    """The person said so."""
    GUESSED = "guessed"
    """From the plates the loads are made of. Shown as a guess, and never stored unconfirmed."""

    @property
    def said_by_the_person(self) -> bool:
        return self is UnitOrigin.CONFIRMED


@dataclass(frozen=True, slots=True)
class FileReading:
    """One log file as it was read: its sessions, what was set aside, and the balance of its records."""

    path: str
    sha256: str
    """Of the file's bytes."""
    format: str
    variant: str
    encoding: str
    balance: RecordBalance
    sessions: tuple[Session, ...]
    problems: tuple[DataProblem, ...]
    unit: MassUnit
    unit_from: UnitOrigin
    zone_from: str = "local"
    """``local``: the file's times are local times without a zone and were taken as they stand."""

    @property
    def set_count(self) -> int:
        return sum(len(session.sets) for session in self.sessions)

    @property
    def unit_is_a_guess(self) -> bool:
        """Whether loads depend on a unit that nobody confirmed. A log without a single load depends on none."""
        return self.unit_from is UnitOrigin.GUESSED and any(
            performed.load for session in self.sessions for performed in session.sets
        )
