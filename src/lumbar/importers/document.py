"""Files that are no table: what an importer of one is handed, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from lumbar.core.errors import DataProblem, ProblemKind
from lumbar.core.provenance import RecordFate, UnitOrigin
from lumbar.core.quantities import MassUnit
from lumbar.core.training import Session
from lumbar.importers.file_bytes import Opened
from lumbar.importers.ledger import UnreadableError
from lumbar.importers.support import Support
from lumbar.usecases.ports import ReadingChoices

SHOWN_OF_A_RECORD = 2_000
"""Of the text of a record that is set aside: one element of XML may be a book. [characters]"""


@dataclass(frozen=True, slots=True)
class DocumentContents:
    """What an importer gives back of a file that is no table."""

    variant: str
    encoding: str
    """Of its text; empty for a binary format."""
    records: int
    """What the format counts in, counted apart from the fates: messages, elements, lines."""
    fates: list[RecordFate]
    problems: list[DataProblem]
    sessions: tuple[Session, ...]
    unit: MassUnit
    unit_from: UnitOrigin
    zone_from: str = "local"
    """local, named, machine or file: where the zone came from by which instants became local times."""


class DocumentImporter(Protocol):
    """What the module of a source whose files are no tables provides."""

    SUPPORT: Support

    def recognises(self, file: Opened) -> bool:
        """Whether the app wrote this file, told from its content alone: quickly, and never by guessing."""
        ...

    def read(self, file: Opened, choices: ReadingChoices) -> DocumentContents: ...


@dataclass(slots=True)
class DocumentLedger:
    """The fates and problems of a document's records, each entered once."""

    path: str
    fates: list[RecordFate] = field(default_factory=list)
    problems: list[DataProblem] = field(default_factory=list)

    def enter(self, fate: RecordFate) -> None:
        self.fates.append(fate)

    def set_aside(self, at: int, raw: str, why: UnreadableError, column: str | None = None) -> None:
        """Quarantines a record. ``at`` is its line, or its number where a format has no lines, from 1."""
        self.fates.append(RecordFate.QUARANTINED)
        self._note(at, raw, why.kind, column or why.field, why.met, why.limit, set_aside=True)

    def remark(
        self, at: int, raw: str, kind: ProblemKind, column: str | None, met: str | None, limit: str | None = None
    ) -> None:
        """Notes something about a record that is used."""
        self._note(at, raw, kind, column, met, limit, set_aside=False)

    def _note(
        self,
        at: int,
        raw: str,
        kind: ProblemKind,
        column: str | None,
        met: str | None,
        limit: str | None,
        *,
        set_aside: bool,
    ) -> None:
        shown = raw[:SHOWN_OF_A_RECORD]
        self.problems.append(DataProblem(kind, self.path, at, shown, set_aside, column, met, limit))
