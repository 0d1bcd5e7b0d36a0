"""StrengthLog, quirk by quirk. Rows are made up; headers are the app's."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.importers.files import LATEST, FilesInMemory, all_sets, problems, read, remarks

from lumbar.core.errors import ProblemKind, UnusableInput
from lumbar.core.provenance import FileReading, UnitOrigin
from lumbar.core.quantities import MassUnit
from lumbar.core.training import SessionPrecision, SetKind
from lumbar.importers import LogFiles
from lumbar.usecases.ports import ReadingChoices

HEADER = (
    "workout,start,end,exercise,weight,bodyweight,extraWeight,assistingWeight,distanceKM,distanceM,reps,rpm,"
    "time-per-500,calories,time,warmup,max,fail,checked,setComment,workoutComment,form,sleep,calories,stress\n"
)
START, END = 1_768_678_475_000, 1_768_682_075_000  # 17 January 2026, 19:34:35 and 20:34:35 UTC
TICK = 1_768_679_000_000


def row(
    workout: str = "Legs",
    exercise: str = "Squat",
    loads: str = "100,,,",
    distances: str = ",",
    reps: str = "5",
    flags: str = "false,false,false",
    tick: str = str(TICK),
    **other: str,
) -> str:
    """One line of an export; ``loads`` are weight, body weight, what was added and what helped."""
    start, end, time = other.get("start", str(START)), other.get("end", str(END)), other.get("time", "")
    comments = other.get("comments", ",")
    return f"{workout},{start},{end},{exercise},{loads},{distances},{reps},,,,{time},{flags},{tick},{comments},,,,\n"


def read_in(zone: str, content: str) -> FileReading:
    source = FilesInMemory({"log.csv": content.encode()})
    return LogFiles(source).read("log.csv", ReadingChoices(LATEST, zone=zone))


def test_a_row_is_read_with_its_workout() -> None:
    reading = read_in("Europe/Berlin", HEADER + row(comments="brace,slept badly"))
    session, performed = reading.sessions[0], all_sets(reading)[0]

    assert (reading.format, reading.variant, reading.unit_from) == ("strengthlog", "sets", UnitOrigin.GUESSED)
    assert (session.start, session.precision) == (datetime(2026, 1, 17, 20, 34, 35), SessionPrecision.SECOND)  # noqa: DTZ001
    assert (session.title, session.duration_s, session.note) == ("Legs", 3600, "slept badly")
    assert (performed.load, performed.repetitions, performed.note) == (100_000, 5, "brace")
    assert reading.zone_from == "named"


def test_a_time_about_midnight_falls_on_the_local_day() -> None:
    late = int(datetime(2026, 1, 17, 23, 30, tzinfo=UTC).timestamp()) * 1000
    content = HEADER + row(start=str(late), end="")

    assert read_in("Europe/Berlin", content).sessions[0].day.isoformat() == "2026-01-18"
    assert read_in("America/New_York", content).sessions[0].day.isoformat() == "2026-01-17"


def test_a_body_weight_exercise_has_what_was_added_as_its_load() -> None:
    reading = read(
        HEADER
        + row(exercise="Dip", loads=",80,20,")
        + row(exercise="Dip", loads="0,80,20,")
        + row(exercise="Push-Up", loads=",80,0,")
        + row(exercise="Push-Up", loads=",80,,")
    )

    assert [done.load for done in all_sets(reading)] == [20_000, 20_000, 0, None]


def test_help_is_no_load() -> None:
    performed = all_sets(read(HEADER + row(exercise="Assisted Pull-Up", loads=",80,0,25")))[0]

    assert (performed.load, performed.assistance, performed.load_raw) == (None, 25_000, "25")


def test_help_of_nothing_is_no_help() -> None:
    performed = all_sets(read(HEADER + row(exercise="Pull-Up", loads=",80,10,0")))[0]

    assert (performed.load, performed.assistance) == (10_000, None)


@pytest.mark.parametrize(
    ("distances", "metres"), [("2.5,", 2500), (",400", 400), ("2.5,400", 400), ("0,0", None), (",", None)]
)
def test_distance_is_in_kilometres_or_metres(distances: str, metres: float | None) -> None:
    performed = all_sets(read(HEADER + row(loads=",,,", distances=distances, time="0:12:30", reps="")))[0]

    assert (performed.distance_m, performed.duration_s) == (metres, 750)


def test_flags_tell_warm_ups_and_failures() -> None:
    flags = ("true,false,false", "false,false,false", "false,true,false", "false,false,true", "true,false,true", ",,")
    reading = read(HEADER + "".join(row(flags=flag) for flag in flags))

    work, warm_up, failure = SetKind.WORK, SetKind.WARM_UP, SetKind.FAILURE
    assert [done.kind for done in all_sets(reading)] == [warm_up, work, work, failure, warm_up, work]
    assert reading.sessions[0].warm_ups_flagged


def test_a_set_without_a_tick_was_planned() -> None:
    reading = read(HEADER + row() + row(tick="false") + row(tick="") + row(tick="0") + row(tick="true"))

    assert (reading.balance.done, reading.balance.planned) == (2, 3)


def test_ticks_that_nobody_used_say_nothing() -> None:
    reading = read(HEADER + row(tick="false") + row(tick=""))

    assert (reading.balance.done, reading.balance.planned) == (2, 0)


def test_ticks_are_found_in_workouts_whose_name_has_a_comma() -> None:
    """The comma moves the column one place to the right in every row of the file."""
    reading = read(HEADER + row(workout="Legs, Core") + row(workout="Legs, Core", tick="false"))

    assert (reading.balance.done, reading.balance.planned) == (1, 1)


def test_nothing_times_nothing_was_not_done() -> None:
    reading = read(HEADER + row() + row(loads="0,,,", reps="0") + row(loads=",80,0,", reps="0"))

    assert (reading.balance.done, reading.balance.skipped) == (1, 2)


def test_a_failed_attempt_is_a_set_of_no_repetitions() -> None:
    assert all_sets(read(HEADER + row(reps="0", flags="false,true,true")))[0].repetitions == 0


@pytest.mark.parametrize("name", ["Friday: Quads, Shoulders", "A, B, C and D", ", nameless"])
def test_a_comma_in_a_workouts_name_is_mended(name: str) -> None:
    reading = read(HEADER + row(workout=name) + row(workout=name))

    assert [session.title for session in reading.sessions] == [name]
    assert remarks(reading) == [(2, ProblemKind.NAME_REPAIRED), (3, ProblemKind.NAME_REPAIRED)]
    assert all_sets(reading)[1].load == 100_000


def test_a_comma_in_an_exercises_name_is_mended_too() -> None:
    assert all_sets(read(HEADER + row(exercise="Lateral Raise, Cable")))[0].exercise == "Lateral Raise, Cable"


def test_a_comma_that_may_be_in_two_places_is_set_aside() -> None:
    """Set comment "good, easy" and no other, or set comment "good" and workout comment " easy,"."""
    reading = read(HEADER + row() + row(comments="good, easy,"))

    assert problems(reading) == [(3, ProblemKind.FIELD_COUNT_AMBIGUOUS)]
    assert reading.problems[0].raw == row(comments="good, easy,").rstrip("\n")


def test_a_comma_that_no_way_of_joining_mends_is_set_aside() -> None:
    reading = read(HEADER + row() + row(start="yesterday, noon"))

    assert problems(reading) == [(3, ProblemKind.FIELD_COUNT)]


def test_a_name_in_quotation_marks_needs_no_mending() -> None:
    reading = read(HEADER + row(workout='"Legs, Core"'))

    assert (reading.sessions[0].title, reading.problems) == ("Legs, Core", ())


def test_the_two_columns_of_one_name_are_in_nobodys_way() -> None:
    reading = read(HEADER + row().replace(",,,,\n", ",good,3,2500,low\n"))

    assert (reading.balance.done, reading.problems) == (1, ())


def test_the_unit_that_the_person_confirmed_is_used() -> None:
    reading = read(HEADER + row(loads=",80,45,") + row(loads=",80,,40"), unit=MassUnit.LB)

    assert [(done.load, done.assistance) for done in all_sets(reading)] == [(20_412, None), (None, 18_144)]


@pytest.mark.parametrize("end", ["", "0", "later", str(START)])
def test_an_end_that_tells_nothing_gives_no_length(end: str) -> None:
    reading = read(HEADER + row(end=end))

    assert (reading.sessions[0].duration_s, reading.problems) == (None, ())


def test_an_end_before_the_start_is_remarked_once() -> None:
    reading = read(HEADER + row(end=str(START - 1000)) + row(end=str(START - 1000)))

    assert remarks(reading) == [(2, ProblemKind.SESSION_LENGTH_IMPLAUSIBLE)]


@pytest.mark.parametrize(
    ("damaged", "kind"),
    [
        (row(start="1768678475"), ProblemKind.DATE_UNREADABLE),
        (row(start="2026-01-17"), ProblemKind.DATE_UNREADABLE),
        (row(start="99999999999999"), ProblemKind.DATE_IN_THE_FUTURE),
        (row(start="-99999999999999"), ProblemKind.DATE_UNREADABLE),
        (row(start="-99999999999"), ProblemKind.DATE_TOO_OLD),
        (row(exercise=""), ProblemKind.EXERCISE_MISSING),
        (row(flags="maybe,false,false"), ProblemKind.SET_ORDER_UNKNOWN),
        (row(tick="done"), ProblemKind.SET_ORDER_UNKNOWN),
        (row(loads="heavy,,,"), ProblemKind.NOT_A_NUMBER),
        (row(loads=",80,some,"), ProblemKind.NOT_A_NUMBER),
        (row(loads=",80,,much"), ProblemKind.NOT_A_NUMBER),
        (row(loads="-100,,,"), ProblemKind.NEGATIVE),
        (row(loads=",80,,-25"), ProblemKind.NEGATIVE),
        (row(distances="far,"), ProblemKind.NOT_A_NUMBER),
        ("Instance of 'Loc'\n", ProblemKind.FIELD_COUNT),
    ],
)
def test_a_damaged_row_is_set_aside_with_its_reason(damaged: str, kind: ProblemKind) -> None:
    reading = read(HEADER + row() + damaged + row())

    assert problems(reading) == [(3, kind)]
    assert reading.balance.done == 2


@given(st.data())
def test_a_log_damaged_anywhere_still_adds_up(data: st.DataObject) -> None:
    content = bytearray((HEADER + row(workout="Legs, Core") + row(loads=",80,,25", tick="false")).encode())
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UnusableInput):
        read(bytes(content))
