"""The way in: a path in, sessions and problems out. Fills the port ``LogReader``."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Final, NamedTuple

from lumbar.core.errors import DataProblem, UnusableInput, UnusableKind
from lumbar.core.provenance import FileReading, RecordFate, balance
from lumbar.importers import (
    alpha_progression,
    apple_health,
    fitbod,
    fitnotes,
    fitnotes_backup,
    garmin_fit,
    generic_table,
    gymbook,
    hevy,
    hevy_api,
    jefit,
    liftosaur,
    liftosaur_json,
    lumbar_archive,
    lumbar_export,
    lyfta,
    plain_text,
    repcount,
    strava,
    strengthlog,
    strong,
    stronglifts,
    wger,
)
from lumbar.importers.archives import BEGINS_WITH, Archives
from lumbar.importers.decoding import writing_of
from lumbar.importers.document import DocumentImporter
from lumbar.importers.file_bytes import BEGINNING, ByteSource, Disk, Opened, opened, refuse_beyond
from lumbar.importers.file_lines import FileLines, FilePieces
from lumbar.importers.header import Layout, Match, match_header
from lumbar.importers.ledger import Contents, Importer, Sheet
from lumbar.importers.magic import refuse_what_is_no_table, refuse_what_is_no_text
from lumbar.importers.plausible import TABLE_BYTES
from lumbar.importers.support import Support
from lumbar.importers.table import Table, physical_lines, read_table
from lumbar.usecases.confirm_columns import columns_to_confirm
from lumbar.usecases.ports import ReadingChoices

TABLES: Final[tuple[Importer, ...]] = (
    strong,
    hevy,
    fitnotes,
    fitbod,
    repcount,
    lyfta,
    strengthlog,
    strava,
    liftosaur,
    gymbook,
    stronglifts,
    lumbar_export,
)
"""Sources whose files are tables with a header."""
DOCUMENTS: Final[tuple[DocumentImporter, ...]] = (
    apple_health,
    hevy_api,
    liftosaur_json,
    garmin_fit,
    fitnotes_backup,
    wger,
    lumbar_archive,
    jefit,
    alpha_progression,
    plain_text,
)
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
        except UnusableInput as refusal:  # one that is damaged in the archive is not passed over in silence
            return refusal.kind is UnusableKind.ARCHIVE_DAMAGED

    def _begins_like_a_table(self, file: Opened) -> bool:
        refuse_what_is_no_table(file.path, file.beginning)
        whole_lines = file.beginning[: file.beginning.rfind(b"\n") + 1] or file.beginning
        texts = writing_of(lambda: iter((whole_lines,))).texts((whole_lines,))
        return self._matched(_header(file.path, physical_lines(texts)).text) is not None

    def _read_table(self, file: Opened, choices: ReadingChoices) -> FileReading:
        refuse_beyond(TABLE_BYTES.value, file)
        lines = _lines(file)
        header = _header(file.path, lines.pass_over())
        match = self._matched(header.text)
        delimiter = generic_table.delimiter_of(header.text) if match is None else match.delimiter
        table = read_table(lines, header.lines_above, header.text, delimiter, nul=lines.writing.nul)
        layout = Layout(generic_table.SUPPORT.variants[0], tuple(table.header), {}) if match is None else match.layout
        sheet = Sheet(file.path, table, layout, choices, lines.writing.lossy)
        if match is None:
            name, contents = generic_table.SUPPORT.format, self._read_as_confirmed(sheet, header.text)
        else:
            name = match.dialect.support.format
            contents = self._tables[name].read(sheet)
        _refuse_what_changed(file)
        _refuse_what_gave_nothing(file.path, contents.fates, contents.problems)
        return FileReading(
            path=file.path,
            sha256=file.sha256,
            format=name,
            variant=layout.variant.name,
            encoding=lines.writing.encoding,
            balance=balance(table.records, [*_fates_to_the_header(table), *contents.fates]),
            sessions=contents.sessions,
            problems=tuple(contents.problems),
            unit=contents.unit,
            unit_from=contents.unit_from,
            zone_from=contents.zone_from,
        )

    def _read_as_confirmed(self, sheet: Sheet, header: str) -> Contents:
        """A table that no app we know wrote, by what the person said that its columns mean."""
        mapping = sheet.choices.mappings.get(generic_table.signature(sheet.table.header))
        if mapping is not None and generic_table.is_mapped(sheet.table, mapping):
            return generic_table.read(sheet, mapping)
        proposal = generic_table.proposal(sheet.path, sheet.table, sheet.decimal_mark)
        if proposal is not None:
            raise columns_to_confirm(proposal)
        shown = header.strip("\ufeff ")[:_SHOWN_OF_A_HEADER]
        raise UnusableInput(UnusableKind.UNKNOWN_FORMAT, sheet.path, met=shown, known=self._known)

    def _matched(self, header: str) -> Match | None:
        return match_header(header, [importer.DIALECT for importer in self._tables.values()])

    @property
    def _known(self) -> tuple[str, ...]:
        tables = (importer.DIALECT.support.app for importer in self._tables.values())
        return (*tables, *(importer.SUPPORT.app for importer in self._documents))


def all_supports() -> tuple[Support, ...]:
    """What each importer says of itself: tables, what is no table, and last the tables of nobody we know."""
    tables = (importer.DIALECT.support for importer in TABLES)
    return (*tables, *(importer.SUPPORT for importer in DOCUMENTS), generic_table.SUPPORT)


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


class _Header(NamedTuple):
    """The first line with text in it."""

    text: str
    lines_above: int


def _lines(file: Opened) -> FileLines:
    """The lines of a file that may be a table. Raises UnusableInput for one that cannot be any."""
    refuse_what_is_no_table(file.path, file.beginning)
    pieces = FilePieces(file)
    lines = FileLines(pieces, writing_of(pieces.pass_over))
    refuse_what_is_no_text(file.path, _beginning(lines.texts()))
    return lines


def _beginning(texts: Iterable[str]) -> str:
    beginning = ""
    for text in texts:
        beginning += text
        if len(beginning) >= BEGINNING:
            break
    return beginning


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


def _header(path: str, lines: Iterable[Sequence[str]]) -> _Header:
    for at, line in enumerate(chain.from_iterable(lines)):
        if line.strip("\ufeff\0 \t\u000b\u000c"):
            return _Header(line, at)
    raise UnusableInput(UnusableKind.EMPTY, path)


def _refuse_what_changed(file: Opened) -> None:
    """A file that somebody else wrote to meanwhile would be read as two halves that do not belong together."""
    if opened(file.path, file.source).size != file.size:
        raise UnusableInput(UnusableKind.CANNOT_BE_READ, file.path, met="it changed while it was read")


def _fates_to_the_header(table: Table) -> list[RecordFate]:
    return [*[RecordFate.BLANK] * table.blank_lines_above, RecordFate.HEADER]


def _refuse_what_gave_nothing(path: str, fates: Sequence[RecordFate], problems: Sequence[DataProblem]) -> None:
    if all(fate in (RecordFate.BLANK, RecordFate.HEADER) for fate in fates):
        raise UnusableInput(UnusableKind.HEADER_ONLY, path)
    if RecordFate.DONE not in fates:
        aside = tuple(problem for problem in problems if problem.set_aside)
        met = f"line {aside[0].line}: {aside[0].met or aside[0].raw}"[:_SHOWN_OF_A_HEADER] if aside else None
        raise UnusableInput(UnusableKind.NOTHING_USABLE, path, met=met, problems=aside)
