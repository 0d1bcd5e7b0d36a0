"""The records of a file are the same whether a thousand lines are split at once or each is looked at for itself."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.importers.files import read

from lumbar.core.errors import UnusableInput
from lumbar.core.quantities import MassUnit
from lumbar.importers import table
from lumbar.importers.table import Row, read_table

STRONG = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
LINES = st.lists(st.text('ab,;" \0', max_size=8), max_size=12)
"""Quotation marks open and close where they should and where they should not."""


class Listed:
    """Lines that are a list, handed out a few at a time."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines

    def pass_over(self) -> Iterator[list[str]]:
        return (self._lines[at : at + 5] for at in range(0, len(self._lines), 5))


def split(lines: list[str], *, together: int) -> tuple[list[Row], int]:
    """The records of these lines below a header of three columns, and how many were counted."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(table, "_SPLIT_TOGETHER", together)
        made = read_table(Listed(["a,b,c", *lines]), 0, "a,b,c", ",")
        return list(made.rows), made.records


@given(LINES)
def test_it_does_not_matter_how_many_lines_are_split_together(lines: list[str]) -> None:
    assert split(lines, together=1) == split(lines, together=3) == split(lines, together=1000)


@given(LINES)
def test_every_line_is_in_exactly_one_record_and_every_record_is_counted(lines: list[str]) -> None:
    rows, records = split(lines, together=3)
    assert [line for row in rows for line in range(row.line, row.line + row.lines)] == list(range(2, len(lines) + 2))
    assert records == 1 + len(rows)


def test_a_record_may_go_over_the_lines_that_are_split_together() -> None:
    """Lines 2 to 7, two of them split together: the record of lines 3 to 5 begins in the first two."""
    rows, records = split(["1,2,3", '4,"5', "six", '7",8', "9,10,11", "12,13,14"], together=2)
    assert [(row.line, row.lines, row.fields) for row in rows] == [
        (2, 1, ["1", "2", "3"]),
        (3, 3, ["4", "5\nsix\n7", "8"]),
        (6, 1, ["9", "10", "11"]),
        (7, 1, ["12", "13", "14"]),
    ]
    assert records == 5


def test_columns_give_the_texts_of_every_record_that_reaches_so_far() -> None:
    made = read_table(Listed(["a,b,c", "1,2,3", "4", "", '5,"6', '7",8']), 0, "a,b,c", ",")
    assert list(made.texts(0)) == [("1",), ("4",), ("5",)]
    assert list(made.texts(0, 2)) == [("1", "3"), ("5", "8")]


def test_a_row_that_ends_early_does_not_push_the_loads_below_it_to_other_lifts() -> None:
    """The unit is guessed from ten barbell sets of 45, 95 and 135 lb; the curls of 20 and 30 count for nothing."""
    rows = ['2025-08-01 09:46:59,"Pull",31min,"Bench Press (Barbell)"']
    for number, load in enumerate((45, 95, 135, 45, 95, 135, 45, 95, 135, 45)):
        rows += [
            f'2025-08-01 09:46:59,"Pull",31min,"Bench Press (Barbell)",{number},{load},5,0,0,,,',
            f'2025-08-01 09:46:59,"Pull",31min,"Curl (Dumbbell)",{number},{20 + 10 * (number % 2)},5,0,0,,,',
        ]
    assert read(STRONG + "\n".join(rows)).unit is MassUnit.LB


def test_the_search_for_garbage_goes_on_after_a_file_was_read_or_refused() -> None:
    assert gc.isenabled()
    read(STRONG + '2025-08-01 09:46:59,"Pull",31min,"Pull Up",1,0,5,0,0,,,\n')
    assert gc.isenabled()
    with pytest.raises(UnusableInput):
        read("no,log\n")
    assert gc.isenabled()
