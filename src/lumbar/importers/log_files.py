"""The way in: a path in, sessions and problems out. Fills the port ``LogReader``."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final, NamedTuple

from lumbar.core.errors import DataProblem, UnusableInput, UnusableKind
from lumbar.core.provenance import FileReading, RecordFate, balance
from lumbar.importers import fitnotes, hevy, strong
from lumbar.importers.archives import BEGINS_WITH, Archives
from lumbar.importers.decoding import decode
from lumbar.importers.document import DocumentImporter
from lumbar.importers.file_bytes import ByteSource, Disk, Opened, opened, refuse_beyond
from lumbar.importers.header import Match, match_header
from lumbar.importers.ledger import Importer, Sheet
from lumbar.importers.magic import refuse_what_is_no_table, refuse_what_is_no_text
from lumbar.importers.plausible import FILE_BYTES
from lumbar.importers.support import Support
from lumbar.importers.table import Table, physical_lines, read_table
from lumbar.usecases.ports import ReadingChoices

TABLES: Final[tuple[Importer, ...]] = (strong, hevy, fitnotes)
"""Sources whose files are tables with a header."""
DOCUMENTS: Final[tuple[DocumentImporter, ...]] = ()
"""Sources whose files are anything else."""
_SHOWN_OF_A_HEADER = 200


class LogFiles:
    """Training logs on disk, of any app there is an importer for; which one, the file's content says."""

    def __init__(
        self,
        source: ByteSource | None = None,
        tables: Sequence[Importer] = TABLES,
        documents: Sequence[DocumentImporter] = DOCUMENTS,
    ) -> None:
        self._source = Archives(source or Disk())
        self._tables = {importer.DIALECT.support.format: importer for importer in tables}
        self._documents = tuple(documents)

    def logs_in(self, path: str) -> Sequence[str]:
        """The logs that the file holds: itself, or those inside of an archive, each to be read for itself.

        An archive may hold a thousand files besides. Where it holds no log we know, it is given back as it is, for its
        reading to say so.
        """
        if not opened(path, self._source).beginning.startswith(BEGINS_WITH):
            return (path,)
        return tuple(member for member in self._source.members(path) if self._is_a_log(member)) or (path,)

    def read(self, path: str, choices: ReadingChoices) -> FileReading:
        """The whole file. Raises UnusableInput when nothing in it can be used; anything smaller is in the problems."""
        with _nothing_thrown_away():
            file = opened(path, self._source)
            document = self._document(file)
            return self._read_table(file, choices) if document is None else _read_document(document, file, choices)

    def _document(self, file: Opened) -> DocumentImporter | None:
        return next((importer for importer in self._documents if importer.recognises(file)), None)

    def _is_a_log(self, path: str) -> bool:
        try:
            file = opened(path, self._source)
            return self._document(file) is not None or self._begins_like_a_table(file)
        except UnusableInput:
            return False

    def _begins_like_a_table(self, file: Opened) -> bool:
        refuse_what_is_no_table(file.path, file.beginning)
        lines = physical_lines(decode(file.beginning).text)
        return self._matched(lines[_first_line_with_text(file.path, lines)]) is not None

    def _read_table(self, file: Opened, choices: ReadingChoices) -> FileReading:
        refuse_beyond(FILE_BYTES.value, file)
        written = _written(file)
        header_at = _first_line_with_text(file.path, written.lines)
        match = self._match(file.path, written.lines[header_at])
        table = read_table(written.lines, header_at, match.delimiter)
        name = match.dialect.support.format
        contents = self._tables[name].read(Sheet(file.path, table, match.layout, choices, written.lossy))
        _refuse_what_gave_nothing(file.path, contents.fates, contents.problems)
        return FileReading(
            path=file.path,
            sha256=written.sha256,
            format=name,
            variant=match.layout.variant.name,
            encoding=written.encoding,
            balance=balance(table.records, [*_fates_to_the_header(table), *contents.fates]),
            sessions=contents.sessions,
            problems=tuple(contents.problems),
            unit=contents.unit,
            unit_from=contents.unit_from,
        )

    def _match(self, path: str, header: str) -> Match:
        match = self._matched(header)
        if match is None:
            shown = header.strip("\ufeff ")[:_SHOWN_OF_A_HEADER]
            raise UnusableInput(UnusableKind.UNKNOWN_FORMAT, path, met=shown, known=self._known)
        return match

    def _matched(self, header: str) -> Match | None:
        return match_header(header, [importer.DIALECT for importer in self._tables.values()])

    @property
    def _known(self) -> tuple[str, ...]:
        tables = (importer.DIALECT.support.app for importer in self._tables.values())
        return (*tables, *(importer.SUPPORT.app for importer in self._documents))


def all_supports() -> tuple[Support, ...]:
    """What each importer says of itself, tables first."""
    return (*(importer.DIALECT.support for importer in TABLES), *(importer.SUPPORT for importer in DOCUMENTS))


def _read_document(importer: DocumentImporter, file: Opened, choices: ReadingChoices) -> FileReading:
    contents = importer.read(file, choices)
    _refuse_what_gave_nothing(file.path, contents.fates, contents.problems)
    return FileReading(
        path=file.path,
        sha256=file.sha256,
        format=importer.SUPPORT.format,
        variant=contents.variant,
        encoding=contents.encoding,
        balance=balance(contents.records, contents.fates),
        sessions=contents.sessions,
        problems=tuple(contents.problems),
        unit=contents.unit,
        unit_from=contents.unit_from,
        zone_from=contents.zone_from,
    )


class _Written(NamedTuple):
    """What stands in a file. Its bytes and its whole text are let go of once it is split into lines."""

    lines: list[str]
    sha256: str
    encoding: str
    lossy: bool


def _written(file: Opened) -> _Written:
    content = file.content()
    refuse_what_is_no_table(file.path, content)
    decoded = decode(content)
    refuse_what_is_no_text(file.path, decoded.text)
    sha256 = hashlib.sha256(content).hexdigest()
    return _Written(physical_lines(decoded.text), sha256, decoded.encoding, decoded.lossy)


@contextmanager
def _nothing_thrown_away() -> Iterator[None]:
    """Python looks for garbage ever anew while objects are made. Reading makes a million and, until it is done, no
    garbage: the search would take a quarter of the time and find nothing.
    """
    searches = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searches:
            gc.enable()


def _first_line_with_text(path: str, lines: Sequence[str]) -> int:
    for at, line in enumerate(lines):
        if line.strip("\ufeff\0 \t\u000b\u000c"):
            return at
    raise UnusableInput(UnusableKind.EMPTY, path)


def _fates_to_the_header(table: Table) -> list[RecordFate]:
    return [*[RecordFate.BLANK] * table.blank_lines_above, RecordFate.HEADER]


def _refuse_what_gave_nothing(path: str, fates: Sequence[RecordFate], problems: Sequence[DataProblem]) -> None:
    if all(fate in (RecordFate.BLANK, RecordFate.HEADER) for fate in fates):
        raise UnusableInput(UnusableKind.HEADER_ONLY, path)
    if RecordFate.DONE not in fates:
        aside = tuple(problem for problem in problems if problem.set_aside)
        met = f"line {aside[0].line}: {aside[0].met or aside[0].raw}"[:_SHOWN_OF_A_HEADER] if aside else None
        raise UnusableInput(UnusableKind.NOTHING_USABLE, path, met=met, problems=aside)
