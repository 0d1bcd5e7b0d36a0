"""The records of a delimited file, each with the physical line it starts on and its own text."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lumbar.core.errors import ProblemKind
from lumbar.importers.plausible import RECORD_CHARACTERS, RECORD_LINES


class Row(NamedTuple):
    """One record."""

    line: int
    """Physical line on which it starts, counted from 1."""
    lines: int
    """How many physical lines it spans."""
    fields: list[str]
    fault: ProblemKind | None = None
    """Why the record could not be split into fields."""


@dataclass(frozen=True, slots=True)
class Table:
    """A header and the records below it."""

    header: list[str]
    header_line: int
    delimiter: str
    rows: list[Row]
    records: int
    """All records of the file, its header and the blank lines above it included."""
    lines: list[str]

    @property
    def blank_lines_above(self) -> int:
        return self.header_line - 1

    def raw(self, row: Row) -> str:
        """The record as it stands in the file."""
        return "\n".join(self.lines[row.line - 1 : row.line - 1 + row.lines])


def physical_lines(text: str) -> list[str]:
    """The lines of a text ended by LF, CRLF or CR.

    ``str.splitlines`` would also end lines at U+000B and U+2028, which stand inside notes.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not lines[-1]:
        lines.pop()
    return lines


def first_record(line: str, delimiter: str) -> list[str]:
    """The fields of a header line; empty when it cannot be split."""
    if len(line) > RECORD_CHARACTERS.value:
        return []
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def read_table(lines: list[str], header_at: int, delimiter: str) -> Table:
    """The table whose header is ``lines[header_at]``, with every record of the file; damaged ones have their fault."""
    header = first_record(lines[header_at], delimiter)
    rows = list(_rows(lines, header_at + 1, delimiter, len(header)))
    continued = sum(row.lines - 1 for row in rows)
    return Table(header, header_at + 1, delimiter, rows, len(lines) - continued, lines)


class _UnclosedError(Exception):
    """A quotation mark was opened and not closed within the bounds of a record."""


class _Feed:
    """Hands lines to the CSV reader, and knows where the record that it is reading began."""

    def __init__(self, lines: list[str], start: int) -> None:
        self.lines = lines
        self.start = start
        self.next = start
        self._characters = 0

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        at = self.next
        if at == self.start:
            self._characters = 0
        elif at - self.start >= RECORD_LINES.value or at >= len(self.lines):
            raise _UnclosedError
        if at >= len(self.lines):
            raise StopIteration
        line = self.lines[at]
        self._characters += len(line)
        if self._characters > RECORD_CHARACTERS.value:
            raise _UnclosedError
        self.next = at + 1
        return line + "\n"

    def resume_after_first_line(self) -> None:
        self.start += 1
        self.next = self.start


def _rows(lines: list[str], start: int, delimiter: str, width: int) -> Iterator[Row]:
    feed = _Feed(lines, start)
    while feed.start < len(lines):
        try:
            for fields in csv.reader(feed, delimiter=delimiter, strict=True):
                spanned = feed.next - feed.start
                if spanned > 1 and len(fields) != width:
                    # an open quotation mark met the next one some lines below: only its own line is lost
                    yield _damaged(lines, feed.start)
                    feed.resume_after_first_line()
                else:
                    yield Row(feed.start + 1, spanned, fields)
                    feed.start = feed.next
        except (_UnclosedError, csv.Error):
            yield _damaged(lines, feed.start)
            feed.resume_after_first_line()


def _damaged(lines: list[str], at: int) -> Row:
    too_long = len(lines[at]) > RECORD_CHARACTERS.value
    return Row(at + 1, 1, [], ProblemKind.FIELD_TOO_LONG if too_long else ProblemKind.QUOTE_UNCLOSED)
