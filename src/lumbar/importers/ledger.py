"""Each record of a file entered once: what became of it, and what was wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from lumbar.core.errors import DataProblem, ProblemKind
from lumbar.core.provenance import RecordFate, UnitOrigin
from lumbar.core.quantities import MassUnit
from lumbar.core.training import Session
from lumbar.importers.header import Dialect, Field, Layout
from lumbar.importers.table import Row, Table
from lumbar.importers.written_numbers import DecimalMark
from lumbar.usecases.ports import ReadingChoices


class UnreadableError(Exception):
    """A record cannot be used; it goes to quarantine with this reason."""

    def __init__(
        self, kind: ProblemKind, field: Field | None = None, met: str | None = None, limit: str | None = None
    ) -> None:
        super().__init__(kind)
        self.kind = kind
        self.field = field
        self.met = met
        self.limit = limit
        self.column: str | None = None
        """The column's name, where a field has several."""


class Remark(NamedTuple):
    """Something worth knowing about a record that is used all the same."""

    kind: ProblemKind
    field: Field
    met: str
    limit: str | None = None
    column: str | None = None
    """Its name, where a field has several."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What an importer is handed: a table whose header was understood."""

    path: str
    table: Table
    layout: Layout
    choices: ReadingChoices
    lossy: bool = False
    """Some characters could not be decoded; U+FFFD stands for them."""

    @property
    def decimal_mark(self) -> DecimalMark:
        """A comma inside a number is a decimal comma where it does not stand between the columns."""
        return DecimalMark.POINT if self.table.delimiter == "," else DecimalMark.COMMA

    def column(self, field: Field) -> set[str]:
        """The different texts of one column."""
        return {text for (text,) in self.counted(field)}

    def counted(self, *fields: Field) -> Counter[tuple[str, ...]]:
        """What stands in these columns together, with how many records have it; nothing where a column is missing."""
        counted: Counter[tuple[str, ...]] = Counter()
        if all(field in self.layout.position for field in fields):
            written = Counter(self.table.texts(*(self.layout.position[field] for field in fields)))
            for texts, records in written.items():
                counted[tuple(map(str.strip, texts))] += records
        return counted


@dataclass(frozen=True, slots=True)
class Contents:
    """What an importer gives back."""

    sessions: tuple[Session, ...]
    fates: list[RecordFate]
    problems: list[DataProblem]
    unit: MassUnit
    unit_from: UnitOrigin
    zone_from: str = "local"
    """local, named or machine: where the zone came from by which instants became local times."""


class Importer(Protocol):
    """What each source's module provides."""

    DIALECT: Dialect

    def read(self, sheet: Sheet) -> Contents: ...


class Ledger:
    """The fates and problems of the records below the header, in the order of the file."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._nul = sheet.table.nul
        self.fates: list[RecordFate] = []
        self.problems: list[DataProblem] = []

    def enter_all(self, take: Callable[[Row], RecordFate], mend: Callable[[Row], Row] | None = None) -> None:
        """Enters every record once.

        ``take`` uses a record with one field for each column and says what became of it; ``mend`` may make such a
        record of one with too many fields. Either may raise UnreadableError, and the next record goes on.
        """
        header, width = self._sheet.table.header, self._sheet.layout.width
        in_doubt = self._nul or self._sheet.lossy
        for row in self._sheet.table.rows:
            cells = row.fields
            try:
                if len(cells) == width and cells[0].strip() and cells != header and not in_doubt:
                    fate = take(row)  # as nearly all are: none of the closer looks would find anything
                else:
                    fate = self._known_fate(row) or take(self._fitting(row, mend))
            except UnreadableError as why:
                fate = RecordFate.QUARANTINED
                self._note(row, why.kind, why.field, why.met, why.limit, why.column, set_aside=True)
            self.fates.append(fate)

    def remark(self, row: Row, remark: Remark) -> None:
        """Notes something about a record that is used."""
        self._note(row, remark.kind, remark.field, remark.met, remark.limit, remark.column, set_aside=False)

    def _known_fate(self, row: Row) -> RecordFate | None:
        if row.fault is not None:
            raise UnreadableError(row.fault)
        if not any(map(str.strip, row.fields)):
            return RecordFate.BLANK
        if self._nul and "\0" in self._sheet.table.raw(row):
            raise UnreadableError(ProblemKind.NUL_BYTES)
        if self._sheet.lossy and "\ufffd" in self._sheet.table.raw(row):
            raise UnreadableError(ProblemKind.CHARACTERS_UNREADABLE)
        if row.fields == self._sheet.table.header:  # two exports put one after the other
            return RecordFate.HEADER
        return None

    def _fitting(self, row: Row, mend: Callable[[Row], Row] | None) -> Row:
        width = self._sheet.layout.width
        if len(row.fields) == width:
            return row
        # a surplus of empty fields is no excuse: an unquoted comma further left pushes them there too
        if len(row.fields) > width and mend is not None:
            return mend(row)
        raise UnreadableError(ProblemKind.FIELD_COUNT, met=str(len(row.fields)), limit=str(width))

    def _note(
        self,
        row: Row,
        kind: ProblemKind,
        field: Field | None,
        met: str | None,
        limit: str | None,
        column: str | None,
        *,
        set_aside: bool,
    ) -> None:
        self.problems.append(
            DataProblem(
                kind=kind,
                path=self._sheet.path,
                line=row.line,
                raw=self._sheet.table.raw(row),
                set_aside=set_aside,
                column=column or (None if field is None else self._sheet.layout.name(field)),
                met=met,
                limit=limit,
            )
        )
