"""The records of a delimited file, each with the physical line it starts on and its own text.

The file is gone through anew in each pass, and no more of it is held than the lines at hand.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, islice, repeat
from operator import itemgetter
from typing import NamedTuple, Protocol

from lumbar.core.errors import ProblemKind
from lumbar.importers.plausible import RECORD_CHARACTERS, RECORD_LINES

_SPLIT_TOGETHER = 1000


class Lines(Protocol):
    """The physical lines of a text, without what ends them."""

    def pass_over(self) -> Iterator[list[str]]:
        """Once more from the first line to the last, some at a time."""
        ...


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


class _Window:
    """The lines at hand in one pass, from some line on."""

    def __init__(self, lines: Lines, at: int) -> None:
        self.at = at
        """How many lines stand before it."""
        self.lines: list[str] = []
        self._more = lines.pass_over()
        self._passed_by = at
        """Lines still to be left out at the beginning of the file."""

    def reach(self, count: int) -> None:
        """Takes in so many lines, or all that are left."""
        while len(self.lines) < count and (more := next(self._more, None)) is not None:
            left_out = min(self._passed_by, len(more))
            self._passed_by -= left_out
            self.lines += more[left_out:] if left_out else more

    def go_on(self, count: int) -> None:
        del self.lines[:count]
        self.at += count

    def raw(self, row: Row) -> str | None:
        """The record as it stands in the file; None where it does not stand here."""
        begins = row.line - 1 - self.at
        return "\n".join(self.lines[begins : begins + row.lines]) if 0 <= begins < len(self.lines) else None


@dataclass(slots=True)
class Table:
    """A header and the records below it."""

    lines: Lines
    header_line: int
    delimiter: str
    header: list[str]
    nul: bool = False
    """There are NUL characters somewhere in the file."""
    records: int = 0
    """All records of the file, its header and the blank lines above it included, as the last pass over ``rows``
    counted them.
    """
    _at_hand: list[_Window] = field(default_factory=list)

    @property
    def rows(self) -> Iterator[Row]:
        """Every record below the header; damaged ones have their fault.

        They are split anew in each pass: kept, they would take many times the memory of the file, and to go through so
        much of it takes as long as to split once more.
        """
        records = self.header_line
        window = _Window(self.lines, self.header_line)
        self._at_hand.append(window)
        try:
            for block in self._blocks(window):
                records += len(block.whole_lines) + len(block.others)
                yield from map(Row._make, zip(count(block.at + 1), repeat(1), block.whole_lines, repeat(None)))
                yield from block.others
        finally:
            self._at_hand.remove(window)
        self.records = records

    def texts(self, *places: int) -> Iterator[tuple[str, ...]]:
        """What stands in these columns of every record that reaches so far."""
        reaches = max(places)
        pick = itemgetter(*places) if len(places) > 1 else lambda fields: (fields[reaches],)
        for block in self._blocks(_Window(self.lines, self.header_line)):
            records = block.whole_lines or [row.fields for row in block.others]
            if min(map(len, records)) <= reaches:
                records = [fields for fields in records if len(fields) > reaches]
            yield from map(pick, records)

    def _blocks(self, window: _Window) -> Iterator[_Block]:
        """Nearly all records stand on one line, and a thousand such lines are split in one call. Only among lines where
        a record goes over several, or is damaged, is each looked at for itself.
        """
        while True:
            window.reach(_SPLIT_TOGETHER)
            together = window.lines[:_SPLIT_TOGETHER]
            if not together:
                return
            whole_lines = _one_a_line(together, self.delimiter)
            if whole_lines is not None:
                yield _Block(window.at, whole_lines, [])
                window.go_on(len(together))
            else:
                window.reach(len(together) + RECORD_LINES.value)
                others = self._one_by_one(window, len(together))
                yield _Block(window.at, [], others)
                window.go_on(others[-1].line - 1 + others[-1].lines - window.at)

    def _one_by_one(self, window: _Window, end: int) -> list[Row]:
        """The records that begin within so many lines."""
        rows: list[Row] = []
        for row in _looked_at(window.lines, self.delimiter, len(self.header)):
            rows.append(row._replace(line=window.at + row.line))
            if row.line - 1 + row.lines >= end:
                break
        return rows

    @property
    def blank_lines_above(self) -> int:
        return self.header_line - 1

    def raw(self, row: Row) -> str:
        """The record as it stands in the file: at hand while its pass is at it, else looked up."""
        for window in self._at_hand:
            raw = window.raw(row)
            if raw is not None:
                return raw
        lines = (line for some in self.lines.pass_over() for line in some)
        return "\n".join(islice(lines, row.line - 1, row.line - 1 + row.lines))


def physical_lines(texts: Iterable[str]) -> Iterator[list[str]]:
    """The lines of a text whose lines end with LF, some at a time.

    ``str.splitlines`` would also end lines at U+000B and U+2028, which stand inside notes.
    """
    cut: list[str] = []
    for text in texts:
        begun, *lines = text.split("\n")
        cut.append(begun)
        if lines:
            last = lines.pop()
            yield ["".join(cut), *lines]
            cut = [last]
    if last := "".join(cut):
        yield [last]


def first_record(line: str, delimiter: str) -> list[str]:
    """The fields of a header line; empty when it cannot be split."""
    if len(line) > RECORD_CHARACTERS.value:
        return []
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def read_table(lines: Lines, header_at: int, header: str, delimiter: str, *, nul: bool = False) -> Table:
    """The table whose header is this line, with so many lines above it."""
    return Table(lines, header_at + 1, delimiter, first_record(header, delimiter), nul)


class _UnclosedError(Exception):
    """A quotation mark was opened and not closed within the bounds of a record."""


class _Feed:
    """Hands lines to the CSV reader, and knows where the record that it is reading began."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.start = 0
        self.next = 0
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


def _looked_at(lines: Sequence[str], delimiter: str, width: int) -> Iterator[Row]:
    feed = _Feed(lines)
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


def _damaged(lines: Sequence[str], at: int) -> Row:
    too_long = len(lines[at]) > RECORD_CHARACTERS.value
    return Row(at + 1, 1, [], ProblemKind.FIELD_TOO_LONG if too_long else ProblemKind.QUOTE_UNCLOSED)
