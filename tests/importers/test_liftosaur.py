"""Liftosaur, quirk by quirk. Rows are made up; the header is the app's."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.importers.files import LATEST, FilesInMemory, all_sets, problems, remarks
from tests.importers.test_every_importer import accounted

from lumbar.core.errors import ProblemKind, UnusableInput, UnusableKind
from lumbar.core.provenance import FileReading, UnitOrigin
from lumbar.core.training import SessionPrecision, SetKind
from lumbar.importers import LogFiles
from lumbar.usecases.ports import ReadingChoices

HEADER = (
    "Workout DateTime,Program,Day Name,Exercise,Is Warmup Set?,Required Reps,Completed Reps,Is AMRAP?,Required RPE,"
    "Completed RPE,Log RPE?,Required Weight Value,Required Weight Unit,Completed Weight Value,Completed Weight Unit,"
    "Ask Weight?,Completed Reps Time,Target Muscles,Synergist Muscles,Notes\n"
)


def row(
    start: str = "2026-06-29T04:56:39.712Z",
    day: str = "Sa: Lower",
    exercise: str = '"Romanian Deadlift, Leverage Machine"',
    warm_up: str = "0",
    repetitions: str = "9",
    load: str = "180,kg",
    rpe: str = "",
    note: str = "",
) -> str:
    """One line of an export, of which 12 repetitions with 145 kg at RPE 7 were required."""
    return (
        f"{start},UL Kraft,{day},{exercise},{warm_up},12,{repetitions},0,7,{rpe},1,145,kg,{load},0,"
        f'2026-06-29T05:12:51.750Z,Gluteus Maximus,"Adductor Magnus,Hamstrings",{note}\n'
    )


def read(content: str | bytes, zone: str | None = "Europe/Berlin") -> FileReading:
    content = content.encode() if isinstance(content, str) else content
    return LogFiles(FilesInMemory({"log.csv": content})).read("log.csv", ReadingChoices(LATEST, zone=zone))


def test_what_was_planned_is_not_done() -> None:
    reading = read(
        HEADER + row(warm_up="1", repetitions="", load=",") + row(repetitions="", load="145,kg") + row(repetitions="9")
    )

    assert (reading.balance.planned, reading.balance.done) == (2, 1)
    assert [(performed.repetitions, performed.load) for performed in all_sets(reading)] == [(9, 180_000)]
    assert reading.problems == ()


def test_a_required_load_is_never_taken_for_a_completed_one() -> None:
    assert all_sets(read(HEADER + row(load=",")))[0].load is None


def test_a_required_effort_and_the_switch_for_efforts_are_no_ratings() -> None:
    reading = read(HEADER + row() + row(rpe="8.5") + row(rpe="0") + row(rpe="11"))

    assert [performed.rpe for performed in all_sets(reading)] == [None, 8.5, None, None]
    assert remarks(reading) == [(5, ProblemKind.RPE_OUT_OF_RANGE)]


def test_times_are_utc_with_and_without_milliseconds_and_become_local() -> None:
    """Berlin is two hours ahead in June."""
    reading = read(HEADER + row("2026-06-29T04:56:39.712Z") + row("2026-06-29T04:56:39Z"))

    assert [session.start for session in reading.sessions] == [datetime(2026, 6, 29, 6, 56, 39)]  # noqa: DTZ001
    assert reading.sessions[0].precision is SessionPrecision.SECOND
    assert reading.zone_from == "named"
    assert read(HEADER + row(), zone=None).zone_from == "machine"


def test_the_training_day_is_that_of_the_zone() -> None:
    late = HEADER + row("2026-06-29T23:30:00Z")

    assert read(late, "Europe/Berlin").sessions[0].day.isoformat() == "2026-06-30"
    assert read(late, "America/New_York").sessions[0].day.isoformat() == "2026-06-29"


def test_the_hour_that_comes_twice_in_autumn_is_two_workouts() -> None:
    """00:30 and 01:30 UTC are both 02:30 in Berlin on 25 October 2026; they differ in title."""
    reading = read(HEADER + row("2026-10-25T00:30:00Z", day="A") + row("2026-10-25T01:30:00Z", day="B"))

    assert [session.start.hour for session in reading.sessions] == [2, 2]
    assert [session.title for session in reading.sessions] == ["A", "B"]


@pytest.mark.parametrize("text", ["2026-06-29", "29.06.2026", "2026-06-31T04:56:39Z", "yesterday", ""])
def test_a_day_alone_or_anything_else_that_is_no_instant_is_set_aside(text: str) -> None:
    assert problems(read(HEADER + row() + row(text))) == [(3, ProblemKind.DATE_UNREADABLE)]


def test_a_zone_nobody_knows_is_refused() -> None:
    with pytest.raises(UnusableInput) as refused:
        read(HEADER + row(), zone="Europe/Atlantis")

    assert refused.value.kind is UnusableKind.ZONE_UNKNOWN


def test_kilograms_and_pounds_stand_side_by_side() -> None:
    """100 lb are 45 359.237 g."""
    reading = read(HEADER + row(load="100,kg") + row(load="100,lb") + row(load="100,kg"))

    assert [performed.load for performed in all_sets(reading)] == [100_000, 45_359, 100_000]
    assert (reading.unit, reading.unit_from) == ("kg", UnitOrigin.COLUMN)


def test_a_load_without_its_unit_is_set_aside() -> None:
    assert problems(read(HEADER + row() + row(load="100,"))) == [(3, ProblemKind.UNIT_UNKNOWN)]


def test_equipment_stays_behind_the_comma_of_the_name() -> None:
    assert all_sets(read(HEADER + row()))[0].exercise == "Romanian Deadlift, Leverage Machine"


def test_warm_ups_are_flagged() -> None:
    reading = read(HEADER + row(warm_up="1") + row(warm_up="0"))

    assert [performed.kind for performed in all_sets(reading)] == [SetKind.WARM_UP, SetKind.WORK]
    assert reading.sessions[0].warm_ups_flagged


def test_an_unknown_flag_is_set_aside() -> None:
    reading = read(HEADER + row() + row(warm_up="maybe"))

    assert problems(reading) == [(3, ProblemKind.SET_ORDER_UNKNOWN)]
    assert reading.problems[0].column == "Is Warmup Set?"


def test_a_set_without_an_exercise_is_set_aside() -> None:
    assert problems(read(HEADER + row() + row(exercise=""))) == [(3, ProblemKind.EXERCISE_MISSING)]


def test_no_repetitions_with_a_load_are_a_failed_set_and_without_one_are_nothing() -> None:
    reading = read(HEADER + row(repetitions="0") + row(repetitions="0", load=","))

    assert [performed.repetitions for performed in all_sets(reading)] == [0]
    assert reading.balance.skipped == 1


def test_the_programme_is_the_title_of_a_day_without_a_name() -> None:
    assert read(HEADER + row(day="")).sessions[0].title == "UL Kraft"


def test_a_note_is_repeated_on_every_set_and_kept_once() -> None:
    reading = read(HEADER + row(note='"slow, please"') + row(note='"slow, please"'))

    assert [performed.note for performed in all_sets(reading)] == ["slow, please", ""]


def test_a_file_of_plans_alone_has_nothing_to_use() -> None:
    with pytest.raises(UnusableInput) as refused:
        read(HEADER + row(repetitions=""))

    assert refused.value.kind is UnusableKind.NOTHING_USABLE


LOG = (HEADER + row() + row(repetitions="", warm_up="1") + row("2026-07-01T10:00:00Z", load="99.5,lb")).encode()


@given(st.data())
def test_damaged_bytes_raise_nothing_but_a_refusal_and_still_add_up(data: st.DataObject) -> None:
    content = bytearray(LOG)
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(len(HEADER), len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UnusableInput):
        reading = read(bytes(content))
        assert reading.balance.records == accounted(reading)
        assert reading.balance.done == len(all_sets(reading))
