"""The records of a delimited file, each with the physical line it starts on and its own text."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, repeat
from operator import itemgetter
from typing import NamedTuple

from lumbar.core.errors import ProblemKind
from lumbar.importers.plausible import RECORD_CHARACTERS, RECORD_LINES

_SPLIT_TOGETHER = 1000


class Row(NamedTuple):
    """One record."""

    line: int
    """Physical line on which it starts, counted from 1."""
    lines: int
    """How many physical lines it spans."""
    fields: list[str]
    fault: ProblemKind | None = None
    """Why the record could not be split into fields."""


class _Block(NamedTuple):
    """Some records that stand one after the other: either all on one line each, or some of them not."""

    at: int
    """How many lines stand before it."""
    whole_lines: list[list[str]]
    others: list[Row]


@dataclass(slots=True)
class Table:
    """A header and the records below it."""

    lines: list[str]
    header_line: int
    delimiter: str
    header: list[str]
    records: int = 0
    """All records of the file, its header and the blank lines above it included, as the last pass over ``rows``
    counted them.
    """

    @property
    def rows(self) -> Iterator[Row]:
        """Every record below the header; damaged ones have their fault.

        They are split anew in each pass: kept, they would take many times the memory of the file, and to go through so
        much of it takes as long as to split once more.
        """
        records = self.header_line
        for block in self._blocks():
            records += len(block.whole_lines) + len(block.others)
            yield from map(Row._make, zip(count(block.at + 1), repeat(1), block.whole_lines, repeat(None)))
            yield from block.others
        self.records = records

    def texts(self, *places: int) -> Iterator[tuple[str, ...]]:
        """What stands in these columns of every record that reaches so far."""
        reaches = max(places)
        pick = itemgetter(*places) if len(places) > 1 else lambda fields: (fields[reaches],)
        for block in self._blocks():
            records = block.whole_lines or [row.fields for row in block.others]
            if min(map(len, records)) <= reaches:
                records = [fields for fields in records if len(fields) > reaches]
            yield from map(pick, records)

    def _blocks(self) -> Iterator[_Block]:
        """Nearly all records stand on one line, and a thousand such lines are split in one call. Only among lines where
        a record goes over several, or is damaged, is each looked at for itself.
        """
        at = self.header_line
        while at < len(self.lines):
            together = self.lines[at : at + _SPLIT_TOGETHER]
            whole_lines = _one_a_line(together, self.delimiter)
            if whole_lines is not None:
                yield _Block(at, whole_lines, [])
                at += len(together)
            else:
                others = self._one_by_one(at, at + len(together))
                yield _Block(at, [], others)
                at = others[-1].line - 1 + others[-1].lines

    def _one_by_one(self, start: int, end: int) -> list[Row]:
        """The records that begin before the line ``end``."""
        rows: list[Row] = []
        for row in _looked_at(self.lines, start, self.delimiter, len(self.header)):
            rows.append(row)
            if row.line - 1 + row.lines >= end:
                break
        return rows

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
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
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
    """The table whose header is ``lines[header_at]``."""
    return Table(lines, header_at + 1, delimiter, first_record(lines[header_at], delimiter))


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


def _one_a_line(lines: list[str], delimiter: str) -> list[list[str]] | None:
    """The fields of each line; None where one of them is not a whole record, or too long to be one."""
    if max(map(len, lines)) > RECORD_CHARACTERS.value:
        return None
    try:
        records = list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return records if len(records) == len(lines) else None


def _looked_at(lines: list[str], start: int, delimiter: str, width: int) -> Iterator[Row]:
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
