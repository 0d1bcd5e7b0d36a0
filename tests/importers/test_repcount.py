"""RepCount, quirk by quirk. Rows are made up; headers are the app's."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.importers.files import all_sets, problems, read, remarks

from lumbar.core.errors import ProblemKind, UnusableInput
from lumbar.core.provenance import UnitOrigin
from lumbar.core.quantities import MassUnit
from lumbar.core.training import SessionPrecision, SetKind

HEADER = "Workout Start,Workout End,Exercise,Weight,Reps,Notes,Kcal,Distance,Duration,Category,Name,Bodyweight\n"


def row(
    start: str = "2025-10-17 03:34",
    end: str = "2025-10-17 04:10",
    exercise: str = "Dumbbell Press",
    figures: str = "10,12",
    note: str = "",
    cardio: str = ",,",
    name: str = "Push",
) -> str:
    """One line of an export."""
    return f'{start},{end},"{exercise}",{figures},"{note}",{cardio},Chest,"{name}",91\n'


def test_a_row_is_read_with_its_workout() -> None:
    reading = read(HEADER + row(note="easy"))
    session, performed = reading.sessions[0], all_sets(reading)[0]

    assert (reading.format, reading.variant, reading.unit_from) == ("repcount", "sets", UnitOrigin.GUESSED)
    assert (session.start, session.precision) == (datetime(2025, 10, 17, 3, 34), SessionPrecision.MINUTE)  # noqa: DTZ001
    assert (session.title, session.duration_s, session.warm_ups_flagged) == ("Push", 36 * 60, False)
    assert (performed.load, performed.repetitions, performed.note) == (10_000, 12, "easy")
    assert performed.kind is SetKind.UNKNOWN


def test_the_unit_that_the_person_confirmed_is_used() -> None:
    assert all_sets(read(HEADER + row(figures="45,5"), unit=MassUnit.LB))[0].load == 20_412  # 45 x 453.59237 g


def test_spaces_behind_a_name_are_no_part_of_it() -> None:
    reading = read(HEADER + row(exercise="Face pulls ", name="Pull "))

    assert (reading.sessions[0].title, all_sets(reading)[0].exercise) == ("Pull", "Face pulls")


def test_a_load_below_nothing_is_help() -> None:
    performed = all_sets(read(HEADER + row(exercise="Assisted Dips", figures="-14,8")))[0]

    assert (performed.load, performed.assistance, performed.load_raw) == (None, 14_000, "-14")


def test_help_in_pounds_is_converted_too() -> None:
    performed = all_sets(read(HEADER + row(figures="−40,8"), unit=MassUnit.LB))[0]

    assert (performed.load, performed.assistance) == (None, 18_144)  # 40 x 453.59237 g = 18 143.69 g


def test_a_row_with_neither_load_nor_repetitions_was_not_done() -> None:
    reading = read(HEADER + row() + row(figures=",") + row(exercise="", figures=","))

    assert (reading.balance.done, reading.balance.skipped) == (1, 2)


def test_a_body_weight_set_has_no_load() -> None:
    performed = all_sets(read(HEADER + row(exercise="Pull up", figures=",8")))[0]

    assert (performed.load, performed.assistance, performed.repetitions) == (None, None, 8)


def test_seconds_are_read_and_a_distance_without_a_unit_is_not() -> None:
    reading = read(
        HEADER
        + row(exercise="Rowing Machine", figures=",", cardio="120,2000,538")
        + row(exercise="Outdoor run", figures=",", cardio=",3.1,")
    )

    assert [(done.duration_s, done.distance_m) for done in all_sets(reading)] == [(538, None), (None, None)]


def test_a_decimal_comma_in_quotation_marks_is_read() -> None:
    assert all_sets(read(HEADER + row(figures='"42,5",10')))[0].load == 42_500


def test_two_workouts_of_one_minute_differ_in_name() -> None:
    reading = read(HEADER + row(name="Push") + row(name="Core") + row(name="Push"))

    assert [(session.title, len(session.sets)) for session in reading.sessions] == [("Core", 1), ("Push", 2)]


@pytest.mark.parametrize(("end", "seconds"), [("", None), ("later", None), ("2025-10-17 03:34", None)])
def test_an_end_that_tells_nothing_gives_no_length(end: str, seconds: float | None) -> None:
    reading = read(HEADER + row(end=end))

    assert reading.sessions[0].duration_s == seconds
    assert reading.problems == ()


def test_an_end_before_the_start_is_remarked_once() -> None:
    reading = read(HEADER + row(end="2025-10-16 04:10") + row(end="2025-10-16 04:10"))

    assert reading.sessions[0].duration_s is None
    assert remarks(reading) == [(2, ProblemKind.SESSION_LENGTH_IMPLAUSIBLE)]


@pytest.mark.parametrize(
    ("damaged", "kind"),
    [
        (row(start='"not a date"'), ProblemKind.DATE_UNREADABLE),
        (row(exercise=""), ProblemKind.EXERCISE_MISSING),
        (row(figures="ten,12"), ProblemKind.NOT_A_NUMBER),
        (row(figures="10,-12"), ProblemKind.NEGATIVE),
        (row(figures="--10,12"), ProblemKind.NEGATIVE),
        (row().replace('"Dumbbell Press"', "Press, Dumbbell"), ProblemKind.FIELD_COUNT),
    ],
)
def test_a_damaged_row_is_set_aside_with_its_reason(damaged: str, kind: ProblemKind) -> None:
    reading = read(HEADER + row() + damaged + row())

    assert problems(reading) == [(3, kind)]
    assert reading.balance.done == 2


@given(st.data())
def test_a_log_damaged_anywhere_still_adds_up(data: st.DataObject) -> None:
    content = bytearray((HEADER + row(figures="-14,8") + row(note="easy")).encode())
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UnusableInput):
        read(bytes(content))
