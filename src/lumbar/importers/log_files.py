"""The way in: a path in, sessions and problems out. Fills the port ``LogReader``."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final, NamedTuple

from lumbar.core.errors import UnusableInput, UnusableKind
from lumbar.core.provenance import FileReading, RecordFate, balance
from lumbar.importers import fitnotes, hevy, strong
from lumbar.importers.decoding import decode
from lumbar.importers.file_bytes import ByteSource, Disk, file_bytes
from lumbar.importers.header import Match, match_header
from lumbar.importers.ledger import Contents, Importer, Sheet
from lumbar.importers.magic import refuse_what_is_no_table, refuse_what_is_no_text
from lumbar.importers.table import Table, physical_lines, read_table
from lumbar.usecases.ports import ReadingChoices

IMPORTERS: Final[tuple[Importer, ...]] = (strong, hevy, fitnotes)
_SHOWN_OF_A_HEADER = 200


class LogFiles:
    """Training logs on disk, of any app there is an importer for; which one, the file's content says."""

    def __init__(self, source: ByteSource | None = None, importers: Sequence[Importer] = IMPORTERS) -> None:
        self._source = source or Disk()
        self._importers = {importer.DIALECT.support.format: importer for importer in importers}

    def read(self, path: str, choices: ReadingChoices) -> FileReading:
        """The whole file. Raises UnusableInput when nothing in it can be used; anything smaller is in the problems."""
        with _nothing_thrown_away():
            return self._read(path, choices)

    def _read(self, path: str, choices: ReadingChoices) -> FileReading:
        written = _written(path, self._source)
        header_at = _first_line_with_text(path, written.lines)
        match = self._match(path, written.lines[header_at])
        table = read_table(written.lines, header_at, match.delimiter)
        name = match.dialect.support.format
        contents = self._importers[name].read(Sheet(path, table, match.layout, choices, written.lossy))
        _refuse_what_gave_nothing(path, contents)
        return FileReading(
            path=path,
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
        match = match_header(header, [importer.DIALECT for importer in self._importers.values()])
        if match is None:
            known = tuple(importer.DIALECT.support.app for importer in self._importers.values())
            shown = header.strip("\ufeff ")[:_SHOWN_OF_A_HEADER]
            raise UnusableInput(UnusableKind.UNKNOWN_FORMAT, path, met=shown, known=known)
        return match


class _Written(NamedTuple):
    """What stands in a file. Its bytes and its whole text are let go of once it is split into lines."""

    lines: list[str]
    sha256: str
    encoding: str
    lossy: bool


def _written(path: str, source: ByteSource) -> _Written:
    content = file_bytes(path, source)
    refuse_what_is_no_table(path, content)
    decoded = decode(content)
    refuse_what_is_no_text(path, decoded.text)
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


def _refuse_what_gave_nothing(path: str, contents: Contents) -> None:
    if all(fate in (RecordFate.BLANK, RecordFate.HEADER) for fate in contents.fates):
        raise UnusableInput(UnusableKind.HEADER_ONLY, path)
    if RecordFate.DONE not in contents.fates:
        aside = tuple(problem for problem in contents.problems if problem.set_aside)
        met = f"line {aside[0].line}: {aside[0].met or aside[0].raw}"[:_SHOWN_OF_A_HEADER] if aside else None
        raise UnusableInput(UnusableKind.NOTHING_USABLE, path, met=met, problems=aside)
