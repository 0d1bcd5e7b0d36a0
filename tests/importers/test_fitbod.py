"""FitBod, quirk by quirk. Rows are made up; headers are the app's."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.importers.files import LATEST, FilesInMemory, all_lines, all_sets, problems, read

from lumbar.core.errors import ProblemKind, UnusableInput, UnusableKind
from lumbar.core.provenance import FileReading, UnitOrigin
from lumbar.core.quantities import MassUnit
from lumbar.core.training import SessionPrecision, SetKind
from lumbar.importers import LogFiles
from lumbar.usecases.ports import ReadingChoices

HEADER = "Date,Exercise,Reps,Weight(kg),Duration(s),Distance(m),Incline,Resistance,isWarmup,Note,multiplier\n"
OLD_HEADER = "Date,Exercise,Sets,Reps,Weight,isWarmup,Note\n"


def row(
    time: str = "2026-01-17 22:14:35 +0000",
    exercise: str = "Back Squat",
    figures: str = " 5,20.41168092460379,0.0,0.0",
    warm_up: str = "false",
    multiplier: str = " 1.0",
    note: str = "",
) -> str:
    """One line of an export in the new form."""
    return f"{time},{exercise},{figures},0.0,0.0,{warm_up},{note},{multiplier}\n"


def old_row(sets: str = "1", reps: str = "8", weight: str = "40.8233", exercise: str = "Back Squat") -> str:
    """One line of an export in the old form."""
    return f"2018-03-02 17:05:00 +0000,{exercise},{sets},{reps},{weight},false,\n"


def read_in(zone: str, content: str) -> FileReading:
    source = FilesInMemory({"log.csv": content.encode()})
    return LogFiles(source).read("log.csv", ReadingChoices(LATEST, zone=zone))


def test_kilograms_with_long_decimals_are_read_to_the_gram_and_kept_as_written() -> None:
    """45 lb x 453.59237 g = 20 411.66 g; the app's figure is 20 411.68 g; both are 20 412 g."""
    reading = read(HEADER + row())
    performed = all_sets(reading)[0]

    assert (reading.format, reading.variant, reading.unit_from) == ("fitbod", "sets", UnitOrigin.HEADER)
    assert (performed.load, performed.load_raw, performed.unit_raw) == (20_412, "20.41168092460379", MassUnit.KG)
    assert performed.repetitions == 5


def test_a_header_in_pounds_is_believed() -> None:
    assert all_sets(read(HEADER.replace("(kg)", "(lbs)") + row(figures=" 5,45,0.0,0.0")))[0].load == 20_412


def test_the_old_form_has_kilograms_under_a_header_without_a_unit() -> None:
    reading = read(OLD_HEADER + old_row(), unit=MassUnit.LB)

    assert (reading.variant, reading.unit) == ("old", MassUnit.KG)
    assert all_sets(reading)[0].load == 40_823


def test_one_record_of_the_old_form_stands_for_several_sets() -> None:
    reading = read(OLD_HEADER + old_row(sets="3").replace("false,\n", "false,heavy\n"))

    assert [(done.repetitions, done.load, done.note) for done in all_sets(reading)] == [
        (8, 40_823, "heavy"),
        (8, 40_823, ""),
        (8, 40_823, ""),
    ]
    assert all_lines(reading) == [2, 2, 2]
    assert (reading.balance.records, reading.balance.done) == (2, 1)


def test_no_sets_are_none_and_a_number_left_out_is_one_set() -> None:
    reading = read(OLD_HEADER + old_row(sets="0") + old_row(sets=""))

    assert (reading.balance.skipped, len(all_sets(reading))) == (1, 1)


@pytest.mark.parametrize(
    ("sets", "kind"),
    [
        ("101", ProblemKind.REPETITIONS_ABSURD),
        ("9e99", ProblemKind.REPETITIONS_ABSURD),
        ("1.5", ProblemKind.NOT_A_NUMBER),
        ("some", ProblemKind.NOT_A_NUMBER),
        ("-2", ProblemKind.NEGATIVE),
    ],
)
def test_a_number_of_sets_that_cannot_be_is_set_aside(sets: str, kind: ProblemKind) -> None:
    reading = read(OLD_HEADER + old_row() + old_row(sets=sets))

    assert problems(reading) == [(3, kind)]
    assert (reading.problems[0].column, reading.problems[0].met) == ("Sets", sets)


@pytest.mark.parametrize("content", [OLD_HEADER + old_row(weight="-18.14"), HEADER + row(figures="8,-18.14,0.0,0.0")])
def test_a_load_below_nothing_is_help(content: str) -> None:
    performed = all_sets(read(content))[0]

    assert (performed.load, performed.assistance, performed.load_raw) == (None, 18_140, "-18.14")
    assert performed.repetitions == 8


def test_two_minus_signs_are_no_help() -> None:
    assert problems(read(OLD_HEADER + old_row() + old_row(weight="--5"))) == [(3, ProblemKind.NEGATIVE)]


@pytest.mark.parametrize(("text", "kept"), [(" 2.0", 2.0), (" 0.0", 0.0), ("4", 4.0), ("", None)])
def test_the_multiplier_is_kept_and_never_applied(text: str, kept: float | None) -> None:
    performed = all_sets(read(HEADER + row(figures="5,7.937875915123695,0.0,0.0", multiplier=text)))[0]

    assert (performed.load, performed.multiplier) == (7_938, kept)


def test_a_multiplier_that_is_no_number_is_set_aside() -> None:
    reading = read(HEADER + row() + row(multiplier="two"))

    assert problems(reading) == [(3, ProblemKind.NOT_A_NUMBER)]
    assert reading.problems[0].column == "multiplier"


def test_cardio_has_time_and_distance_and_no_repetitions() -> None:
    performed = all_sets(read(HEADER + row(exercise="Elliptical", figures=" 0,0.0,360.0,500.0", multiplier=" 0.0")))[0]

    assert (performed.repetitions, performed.duration_s, performed.distance_m) == (None, 360, 500)
    assert performed.multiplier == 0


def test_warm_ups_are_flagged_and_told() -> None:
    reading = read(HEADER + row(warm_up="true") + row(warm_up="false") + row(warm_up=""))

    assert [done.kind for done in all_sets(reading)] == [SetKind.WARM_UP, SetKind.WORK, SetKind.WORK]
    assert reading.sessions[0].warm_ups_flagged


def test_an_unknown_word_for_a_warm_up_is_set_aside() -> None:
    assert problems(read(HEADER + row() + row(warm_up="maybe"))) == [(3, ProblemKind.SET_ORDER_UNKNOWN)]


@pytest.mark.parametrize(
    ("zone", "time", "local"),
    [
        ("Europe/Berlin", "2026-01-17 22:14:35 +0000", (1, 17, 23, 14, 35)),
        ("Europe/Berlin", "2026-01-17 23:14:35 +0000", (1, 18, 0, 14, 35)),
        ("Europe/Berlin", "2026-07-17 22:14:35 +0000", (7, 18, 0, 14, 35)),
        ("America/Los_Angeles", "2026-01-17 02:14:35 +0000", (1, 16, 18, 14, 35)),
        ("Europe/Berlin", "2026-01-17 22:14:35 -0500", (1, 18, 4, 14, 35)),
        ("Europe/Berlin", "2026-01-17 22:14:35Z", (1, 17, 23, 14, 35)),
        ("Europe/Berlin", "2026-01-17 22:14:35", (1, 17, 23, 14, 35)),
    ],
)
def test_times_are_instants_and_become_local(zone: str, time: str, local: tuple[int, int, int, int, int]) -> None:
    reading = read_in(zone, HEADER + row(time=time))

    assert reading.sessions[0].start == datetime(2026, *local)  # noqa: DTZ001
    assert (reading.sessions[0].precision, reading.zone_from) == (SessionPrecision.SECOND, "named")


def test_a_workout_of_the_latest_evening_is_not_in_the_future_because_it_is_tomorrow_in_greenwich() -> None:
    """23 November 02:00 UTC is 22 November 18:00 in Los Angeles, and the latest day is 22 November."""
    log = HEADER + row(time="2026-11-23 02:00:00 +0000")

    assert read_in("America/Los_Angeles", log).balance.done == 1
    with pytest.raises(UnusableInput) as caught:
        read_in("Europe/Berlin", log)
    assert caught.value.problems[0].kind is ProblemKind.DATE_IN_THE_FUTURE


@pytest.mark.parametrize(
    "time", ["2026-01-17 22:14:35 +9900", "9999-12-31 23:59:59 -2300", "0001-01-01 00:00:00 +2300"]
)
def test_a_time_that_no_calendar_has_is_set_aside(time: str) -> None:
    reading = read_in("Asia/Tokyo", HEADER + row() + row(time=time))

    assert problems(reading)[0][0] == 3
    assert reading.balance.done == 1


def test_a_zone_nobody_knows_is_said_so() -> None:
    with pytest.raises(UnusableInput) as caught:
        read_in("Berlin", HEADER + row())

    assert caught.value.kind is UnusableKind.ZONE_UNKNOWN


def test_blank_lines_stand_between_the_workouts() -> None:
    later = row(time="2026-01-19 18:00:00 +0000")
    reading = read(HEADER + row() + row() + "\n" + later + "\n")

    assert [len(session.sets) for session in reading.sessions] == [2, 1]
    assert reading.balance.blank == 2


def test_a_row_with_nothing_in_it_is_skipped_and_one_without_a_name_set_aside() -> None:
    reading = read(HEADER + row() + row(figures=" 0,0.0,0.0,0.0") + row(exercise=""))

    assert reading.balance.skipped == 1
    assert problems(reading) == [(4, ProblemKind.EXERCISE_MISSING)]


@given(st.sampled_from([HEADER + row() + row(warm_up="true"), OLD_HEADER + old_row() + old_row()]), st.data())
def test_a_log_damaged_anywhere_still_adds_up(log: str, data: st.DataObject) -> None:
    content = bytearray(log.encode())
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UnusableInput):
        read(bytes(content))
