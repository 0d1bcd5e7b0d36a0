"""Lumbar's plain text as a file: damage, dates, unit and balance. The notation itself has tests of its own."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.importers.files import LATEST, FilesInMemory, all_sets, problems, remarks

from lumbar.core.errors import ProblemKind, UnusableInput
from lumbar.core.provenance import FileReading, UnitOrigin
from lumbar.core.quantities import MassUnit
from lumbar.core.training import SessionPrecision
from lumbar.importers import LogFiles, plain_text
from lumbar.importers.file_bytes import opened
from lumbar.usecases.ports import ReadingChoices

LOG = """\
# my log
unit: kg

2026-11-02 18:30 Pull
deadlift w 60x5, w 100x3, 120x5,5
# back fine
plank 2x45s

2026-11-04
Größe à fond 3x5 @ 70,5 rpe 8 # easy
"""


def read(content: str | bytes, unit: MassUnit | None = None) -> FileReading:
    content = content.encode() if isinstance(content, str) else content
    reader = LogFiles(FilesInMemory({"log.txt": content}), documents=(plain_text,))
    return reader.read("log.txt", ReadingChoices(LATEST, unit))


def test_a_log_is_read_whole() -> None:
    reading = read(LOG)

    counted = reading.balance
    assert (counted.records, counted.header, counted.done, counted.notes, counted.blank) == (10, 3, 3, 2, 2)
    assert [performed.load for performed in all_sets(reading)] == [
        *(60_000, 100_000, 120_000, 120_000, None, None),
        *(70_500, 70_500, 70_500),
    ]
    first, second = reading.sessions
    assert (first.title, first.note, first.precision) == ("Pull", "back fine", SessionPrecision.MINUTE)
    assert (second.precision, second.warm_ups_flagged, second.sets[-1].note) == (SessionPrecision.DAY, True, "easy")
    assert first.lines == (5, 5, 5, 5, 7, 7)
    assert (reading.format, reading.problems) == ("lumbar", ())


@pytest.mark.parametrize(
    ("text", "unit", "origin"),
    [
        ("unit: lb\n2026-11-02\nsquat 225x5\n", MassUnit.LB, UnitOrigin.HEADER),
        ("2026-11-02\nsquat 225 lb x 5\nrow 135x5\n", MassUnit.LB, UnitOrigin.COLUMN),
        ("2026-11-02\nsquat 225x5\nrow 135x5\n", MassUnit.LB, UnitOrigin.GUESSED),
        ("2026-11-02\nsquat 225x5\nunit: kg\nrow 100x5\n", MassUnit.LB, UnitOrigin.GUESSED),
    ],
)
def test_the_unit_is_that_of_the_file_or_asked_for(text: str, unit: MassUnit, origin: UnitOrigin) -> None:
    reading = read(text)

    assert (reading.unit, reading.unit_from) == (unit, origin)
    assert all_sets(reading)[0].load == 102_058  # 225 x 453.59237 = 102,058.28 g
    assert reading.unit_is_a_guess == (origin is UnitOrigin.GUESSED)


def test_the_unit_that_a_person_names_is_for_loads_without_one() -> None:
    reading = read("2026-11-02\nsquat 100x5\nrow 100 lb x 5\n", MassUnit.KG)

    assert reading.unit_from is UnitOrigin.CONFIRMED
    assert [performed.load for performed in all_sets(reading)] == [100_000, 45_359]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("row 5x100", ProblemKind.NOT_A_NUMBER),
        ("3x5 @ 100 kg", ProblemKind.EXERCISE_MISSING),
        ("squat 3x5 @ 1001 kg", ProblemKind.LOAD_ABSURD),
        ("pull-up 3x8 -20 kg", ProblemKind.NEGATIVE),
        ('squat 3x5 @ 100 kg "slow', ProblemKind.QUOTE_UNCLOSED),
        ("squat 3x5 @ 1\0", ProblemKind.NUL_BYTES),
        ("squat 3x5 @ 100 kg # " + "x" * 30_000, ProblemKind.FIELD_TOO_LONG),
    ],
)
def test_a_line_that_is_none_is_set_aside_and_the_others_are_used(line: str, kind: ProblemKind) -> None:
    reading = read(LOG + line + "\nrow 3x5 @ 60\n")

    assert problems(reading) == [(11, kind)]
    assert reading.problems[0].raw == line[:2000]
    assert len(all_sets(reading)) == 12


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("05.11.2026", ProblemKind.DATE_UNREADABLE),
        ("2026-11-31 18:30", ProblemKind.DATE_UNREADABLE),
        ("2026-11-05 squat 3x5 @ 100", ProblemKind.DATE_UNREADABLE),
        ("2027-11-05", ProblemKind.DATE_IN_THE_FUTURE),
        ("1926-11-05", ProblemKind.DATE_TOO_OLD),
    ],
)
def test_sets_below_a_day_that_cannot_be_read_join_no_other_day(line: str, kind: ProblemKind) -> None:
    reading = read(LOG + line + "\nrow 3x5 @ 60\n2026-11-06\nrow 3x5 @ 62.5\n")

    assert problems(reading) == [(11, kind), (12, ProblemKind.DATE_UNREADABLE)]
    assert [session.day.day for session in reading.sessions] == [2, 4, 6]


def test_the_same_day_and_title_again_is_the_same_session() -> None:
    reading = read("2026-11-02 Pull\nrow 3x5 @ 60 kg\n2026-11-03\nrow 1x5 @ 60\n2026-11-02 pull\nrow 1x5 @ 62.5\n")

    assert [len(session.sets) for session in reading.sessions] == [4, 1]


def test_more_than_500_kg_is_used_with_a_remark() -> None:
    assert remarks(read(LOG + "leg press 3x5 @ 501\n")) == [(11, ProblemKind.LOAD_UNUSUAL)]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_encodings_and_line_ends_make_no_difference(codec: str, ending: str) -> None:
    assert read(LOG.replace("\n", ending).encode(codec)).sessions == read(LOG).sessions


@pytest.mark.parametrize(
    "text",
    [
        "Date,Exercise,Weight,Reps\n2026-01-05,Squat,60,5\n",
        "2026-11-02\nDear diary, it rained.\nI lifted nothing.\n",
        "2026-11-02 18:30:00,Squat,100,5\n",
        "squat 3x5 @ 100 kg\n",
        "## Log\n\n- 2026-11-02: squat 3x5\n",
    ],
)
def test_what_is_another_file_is_not_taken_for_one(text: str) -> None:
    assert not plain_text.recognises(opened("x", FilesInMemory({"x": text.encode()})))


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-8-sig"])
def test_a_long_log_is_told_by_its_beginning(codec: str) -> None:
    days = (f"2026-{month:02}-{day:02}" for month in range(1, 11) for day in range(1, 28))
    many = LOG + "".join(f"\n{day}\nKniebeuge für mich 3x5 @ 100\n" for day in days)

    assert len(read(many.encode(codec)).sessions) == 272


@given(st.data())
def test_a_file_damaged_anywhere_still_adds_up(data: st.DataObject) -> None:
    content = bytearray(LOG.encode())
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UnusableInput):
        read(bytes(content))


@given(st.text(max_size=200) | st.text('0123456789x@,. kgblwm"#:-\nrpe', max_size=200))
def test_no_text_below_a_log_raises_anything_but_a_refusal(text: str) -> None:
    with suppress(UnusableInput):
        assert read(LOG + text).balance.done >= 3
