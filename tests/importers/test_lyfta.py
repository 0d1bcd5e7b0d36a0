"""Lyfta, quirk by quirk. Rows are made up; headers are the app's."""

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

HEADER = ' Title,Date,Duration,Exercise,"Superset id",Weight,Reps,Distance,Time,"Set Type"\n'


def row(
    date: str = "2026-07-13 07:30:19",
    length: str = "01:07:22",
    exercise: str = "Bench Press",
    figures: str = "55.000,10,null,null",
    kind: str = "NORMAL_SET",
    title: str = "Morning Workout",
) -> str:
    """One line of an export."""
    return f'"{title}","{date}",{length},"{exercise}",,{figures},{kind}\n'


def test_a_row_is_read_with_its_workout() -> None:
    reading = read(HEADER + row())
    session, performed = reading.sessions[0], all_sets(reading)[0]

    assert (reading.format, reading.variant, reading.unit_from) == ("lyfta", "sets", UnitOrigin.GUESSED)
    assert (session.start, session.precision) == (datetime(2026, 7, 13, 7, 30, 19), SessionPrecision.SECOND)  # noqa: DTZ001
    assert (session.title, session.duration_s) == ("Morning Workout", 3600 + 7 * 60 + 22)
    assert (performed.load, performed.load_raw, performed.repetitions) == (55_000, "55.000", 10)


def test_the_space_before_the_first_name_of_the_header_makes_no_difference() -> None:
    assert read(HEADER.lstrip() + row()).sessions == read(HEADER + row()).sessions


def test_null_is_not_nothing() -> None:
    performed = all_sets(read(HEADER + row(exercise="Pull Up", figures="null,8,null,null")))[0]

    assert (performed.load, performed.repetitions, performed.duration_s, performed.distance_m) == (None, 8, None, None)


def test_null_is_no_name() -> None:
    reading = read(HEADER + row(title="null") + row(exercise="null"))

    assert reading.sessions[0].title == ""
    assert problems(reading) == [(3, ProblemKind.EXERCISE_MISSING)]


@pytest.mark.parametrize(("text", "seconds"), [("60", 60), ("00:01:30", 90), ("0", None)])
def test_time_is_read_from_a_clock_or_seconds(text: str, seconds: float | None) -> None:
    performed = all_sets(read(HEADER + row(exercise="Plank", figures=f"null,1,null,{text}")))[0]

    assert performed.duration_s == seconds


def test_a_distance_without_a_unit_is_done_and_not_read() -> None:
    assert all_sets(read(HEADER + row(exercise="Run", figures="null,null,5,null")))[0].distance_m is None


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("NORMAL_SET", SetKind.WORK),
        ("WARMUP_SET", SetKind.WARM_UP),
        ("DROP_SET", SetKind.DROP),
        ("FAILURE_SET", SetKind.FAILURE),
        ("null", SetKind.UNKNOWN),
    ],
)
def test_kinds_of_sets_are_read_and_warm_ups_are_flagged(word: str, kind: SetKind) -> None:
    reading = read(HEADER + row(kind=word))

    assert all_sets(reading)[0].kind is kind
    assert reading.sessions[0].warm_ups_flagged


def test_the_unit_that_the_person_confirmed_is_used() -> None:
    assert all_sets(read(HEADER + row(figures="45,5,null,null"), unit=MassUnit.LB))[0].load == 20_412


def test_a_set_with_nothing_in_it_is_skipped() -> None:
    reading = read(HEADER + row() + row(figures="null,null,null,null") + row(figures="60,0,null,null"))

    assert (reading.balance.done, reading.balance.skipped) == (2, 1)
    assert all_sets(reading)[1].repetitions == 0


def test_the_same_exercise_twice_keeps_the_order_of_the_rows() -> None:
    reading = read(HEADER + row() + row(exercise="Row") + row(figures="50,10,null,null"))

    assert [done.load for done in all_sets(reading)] == [55_000, 55_000, 50_000]


@pytest.mark.parametrize(("length", "seconds"), [("null", None), ("00:00:00", None), ("soon", None), ("45:10", 2710)])
def test_a_length_that_tells_nothing_is_left_out(length: str, seconds: float | None) -> None:
    reading = read(HEADER + row(length=length))

    assert (reading.sessions[0].duration_s, reading.problems) == (seconds, ())


def test_a_length_of_more_than_a_day_is_remarked_once() -> None:
    reading = read(HEADER + row(length="27:00:00") + row(length="27:00:00"))

    assert remarks(reading) == [(2, ProblemKind.SESSION_LENGTH_IMPLAUSIBLE)]


@pytest.mark.parametrize(
    ("damaged", "kind"),
    [
        (row(date="tomorrow"), ProblemKind.DATE_UNREADABLE),
        (row(kind="MYSTERY_SET"), ProblemKind.SET_ORDER_UNKNOWN),
        (row(figures="heavy,10,null,null"), ProblemKind.NOT_A_NUMBER),
        (row(figures="-55,10,null,null"), ProblemKind.NEGATIVE),
        (row(figures="55,10,null"), ProblemKind.FIELD_COUNT),
    ],
)
def test_a_damaged_row_is_set_aside_with_its_reason(damaged: str, kind: ProblemKind) -> None:
    reading = read(HEADER + row() + damaged + row())

    assert problems(reading) == [(3, kind)]
    assert reading.balance.done == 2


@given(st.data())
def test_a_log_damaged_anywhere_still_adds_up(data: st.DataObject) -> None:
    content = bytearray((HEADER + row() + row(kind="DROP_SET")).encode())
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UnusableInput):
        read(bytes(content))
