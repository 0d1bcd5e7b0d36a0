"""FitNotes, quirk by quirk. Rows are made up; headers are the app's."""

from __future__ import annotations

import pytest
from tests.importers.files import all_sets, problems, read, remarks

from lumbar.core.errors import ProblemKind
from lumbar.core.provenance import UnitOrigin
from lumbar.core.quantities import MassUnit
from lumbar.core.training import SessionPrecision, SetKind

ANDROID = "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time\n"
COMMENT = "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment\n"
OLD = "Date,Exercise,Category,Weight (lbs),Reps,Distance,Distance Unit,Time\n"
IOS = "Date,Exercise,Category,Weight (kg),Weight (lbs),Reps,Distance,Distance Unit,Time,Notes,Kind\n"


@pytest.mark.parametrize(
    ("text", "variant", "unit", "origin"),
    [
        (ANDROID + "2025-04-29,Squat,Legs,60.0,kgs,5,,,\n", "android", MassUnit.KG, UnitOrigin.COLUMN),
        (ANDROID + "2025-04-29,Squat,Legs,60.0,lbs,5,,,\n", "android", MassUnit.LB, UnitOrigin.COLUMN),
        (COMMENT + "2025-04-29,Squat,Legs,60.0,kgs,5,,,,deep\n", "android-comment", MassUnit.KG, UnitOrigin.COLUMN),
        (OLD + "2017-06-23,Squat,Legs,60.0,5,,,\n", "android-old-lb", MassUnit.LB, UnitOrigin.HEADER),
        (
            OLD.replace("lbs", "kgs") + "2017-06-23,Squat,Legs,60.0,5,,,\n",
            "android-old-kg",
            MassUnit.KG,
            UnitOrigin.HEADER,
        ),
        (IOS + "2025-04-29,Squat,Legs,60,132.28,5,,,,,wr\n", "ios", MassUnit.KG, UnitOrigin.HEADER),
    ],
)
def test_each_variant_is_known_by_its_header(text: str, variant: str, unit: MassUnit, origin: UnitOrigin) -> None:
    reading = read(text)

    assert (reading.format, reading.variant, reading.unit, reading.unit_from) == ("fitnotes", variant, unit, origin)
    assert [(performed.exercise, performed.repetitions) for performed in all_sets(reading)] == [("Squat", 5)]
    assert reading.problems == ()


def test_a_day_is_one_session_whatever_the_order_of_its_rows() -> None:
    reading = read(
        ANDROID
        + "2025-04-29,Squat,Legs,60.0,kgs,5,,,\n"
        + "2025-05-01,Squat,Legs,65.0,kgs,5,,,\n"
        + "2025-04-29,Row,Back,40.0,kgs,8,,,\n"
        + "2025-04-29,Squat,Legs,60.0,kgs,5,,,\n"
    )

    first, second = reading.sessions
    assert [performed.exercise for performed in first.sets] == ["Squat", "Row", "Squat"]
    assert (first.title, first.precision, len(second.sets)) == ("", SessionPrecision.DAY, 1)
    assert not first.warm_ups_flagged
    assert first.sets[0].kind is SetKind.UNKNOWN


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("Overhead Press (Each Side, Dumbbells)", "Overhead Press (Each Side, Dumbbells)"),
        ("Row, Bent, Wide", "Row, Bent, Wide"),
    ],
)
def test_a_name_that_an_unquoted_comma_split_is_put_together_again(name: str, whole: str) -> None:
    reading = read(
        ANDROID
        + "2025-04-27,Lateral Raise,Shoulders,8.0,kgs,12,,,\n"
        + f"2025-04-29,{name},Shoulders,8.0,kgs,5,,,\n"
        + "2025-04-29,Lateral Raise,Shoulders,8.0,kgs,12,,,\n"
    )

    assert [performed.exercise for performed in all_sets(reading)] == ["Lateral Raise", whole, "Lateral Raise"]
    assert remarks(reading) == [(3, ProblemKind.NAME_REPAIRED)]
    assert reading.problems[0].met == whole
    assert reading.balance.done == 3


def test_a_row_that_can_be_put_together_in_two_ways_is_set_aside() -> None:
    """
    "Squat, Legs" in the category "Core", or "Squat" in the category "Legs, Core"? Both categories are in use.
    """
    reading = read(
        ANDROID
        + '2025-04-27,Lunge,"Legs, Core",8.0,kgs,12,,,\n'
        + "2025-04-27,Plank,Core,0.0,kgs,1,,,\n"
        + "2025-04-29,Squat,Legs, Core,60.0,kgs,5,,,\n"
    )

    assert problems(reading) == [(4, ProblemKind.FIELD_COUNT_AMBIGUOUS)]
    assert reading.problems[0].raw == "2025-04-29,Squat,Legs, Core,60.0,kgs,5,,,"


@pytest.mark.parametrize(
    "row",
    [
        "2025-04-29,Press, Seated,Nobody's Category,8.0,kgs,5,,,",
        "2025-04-29,Press, Seated,Shoulders,heavy,kgs,5,,,",
        "2025-04-29,Press, Seated,Shoulders,8.0,stone,5,,,",
        "the 29th,Press, Seated,Shoulders,8.0,kgs,5,,,",
    ],
)
def test_a_split_row_that_stays_invalid_is_set_aside(row: str) -> None:
    reading = read(ANDROID + "2025-04-27,Lateral Raise,Shoulders,8.0,kgs,12,,,\n" + row + "\n")

    assert problems(reading) == [(3, ProblemKind.FIELD_COUNT)]
    assert (reading.problems[0].met, reading.problems[0].limit) == ("10", "9")


def test_an_unquoted_comma_in_a_comment_is_put_together_too() -> None:
    reading = read(COMMENT + "2025-04-27,Row,Back,40.0,kgs,8,,,,\n2025-04-29,Row,Back,40.0,kgs,8,,,,good, easy\n")

    assert all_sets(reading)[1].note == "good, easy"


def test_a_quotation_mark_inside_a_name_is_a_mark_of_inches() -> None:
    reading = read(ANDROID + '2025-04-29,Squat 12" Box,Legs,60.0,kgs,5,,,\n')

    assert all_sets(reading)[0].exercise == 'Squat 12" Box'


def test_both_units_in_one_file_are_read_row_by_row() -> None:
    reading = read(
        ANDROID
        + "2025-04-29,Squat,Legs,100.0,kgs,5,,,\n"
        + "2025-04-29,Squat,Legs,100.0,lbs,5,,,\n"
        + "2025-04-29,Pull Up,Back,,,5,,,\n"
    )

    assert [performed.load for performed in all_sets(reading)] == [100_000, 45_359, None]


def test_on_ios_the_load_that_was_typed_is_read_and_not_its_conversion() -> None:
    """135 lb is 61.23 kg in the other column; 61 234.97 g are 61 235 g."""
    reading = read(IOS + "2025-04-29,Squat,Legs,61.23,135,5,,,,,wr\n2025-04-29,Squat,Legs,83.91,185,5,,,,,wr\n")

    assert (reading.unit, reading.unit_from) == (MassUnit.LB, UnitOrigin.HEADER)
    assert [performed.load for performed in all_sets(reading)] == [61_235, 83_915]


def test_on_ios_either_column_may_be_empty() -> None:
    reading = read(IOS + "2025-04-29,Squat,Legs,60,,5,,,,,wr\n2025-04-29,Squat,Legs,,135,5,,,,,wr\n")

    assert [(performed.load, performed.unit_raw) for performed in all_sets(reading)] == [
        (60_000, MassUnit.KG),
        (61_235, MassUnit.LB),
    ]


@pytest.mark.parametrize(("written", "seconds"), [("1:59:30", 7170), ("01:30", 90), ("0:45", 45), ("90", 90)])
def test_times_are_read_in_hours_minutes_and_seconds(written: str, seconds: float) -> None:
    reading = read(ANDROID + f"2025-04-29,Plank,Abs,,,,,,{written}\n")

    assert (all_sets(reading)[0].duration_s, all_sets(reading)[0].repetitions) == (seconds, None)


def test_distances_are_read_with_their_unit() -> None:
    reading = read(COMMENT + '2026-08-13,Running (Outdoor),Cardio,,,,42.195,km,3:59:30,"distance + time"\n')

    assert all_sets(reading)[0].distance_m == 42_195
    assert all_sets(reading)[0].note == "distance + time"


def test_a_row_with_a_load_and_nothing_done_with_it_is_skipped() -> None:
    reading = read(ANDROID + "2025-04-29,Squat,Legs,60.0,kgs,5,,,\n2025-04-29,Squat,Legs,60.0,kgs,,,,\n")

    assert (reading.balance.done, reading.balance.skipped) == (1, 1)


SESSIONS = (
    "Name,StartTime,EndTime,BodyWeight,Exercise,Equipment,Reps,Weight,Time,Distance,Status,IsWarmup,RPE,RIR,"
    "Categories,Note\n"
)


def test_the_form_with_workouts_says_when_what_for_and_how_hard() -> None:
    reading = read(
        SESSIONS
        + "Pull,2026-01-05 18:30,2026-01-05 19:30,80,Row,Barbell,8,60,,,Completed,true,,,Back,\n"
        + "Pull,2026-01-05 18:30,2026-01-05 19:30,80,Row,Barbell,5,80,,,Completed,false,8,2,Back,\n"
        + "Pull,2026-01-05 18:30,2026-01-05 19:30,80,Row,Barbell,5,80,,,Planned,false,,,Back,\n",
        unit=MassUnit.KG,
    )

    [session] = reading.sessions
    assert (reading.variant, reading.unit_from) == ("ios-sessions", UnitOrigin.CONFIRMED)
    assert (session.title, session.precision, session.duration_s) == ("Pull", SessionPrecision.MINUTE, 3600)
    assert session.warm_ups_flagged
    assert [(one.exercise, one.kind, one.load, one.rpe, one.rir) for one in session.sets] == [
        ("Row (Barbell)", SetKind.WARM_UP, 60_000, None, None),
        ("Row (Barbell)", SetKind.WORK, 80_000, 8, 2),
    ]
    assert (reading.balance.done, reading.balance.planned) == (2, 1)


@pytest.mark.parametrize(("status", "warm_up"), [("who knows", "false"), ("Completed", "perhaps")])
def test_a_status_or_flag_that_nobody_knows_sets_the_row_aside(status: str, warm_up: str) -> None:
    row = "Pull,2026-01-05 18:30,,80,Row,,5,80,,,{},{},,,Back,\n"
    reading = read(SESSIONS + row.format("", "") + row.format(status, warm_up), unit=MassUnit.KG)

    assert problems(reading) == [(3, ProblemKind.SET_ORDER_UNKNOWN)]


def test_repetitions_in_reserve_that_cannot_be_cost_no_set() -> None:
    reading = read(SESSIONS + "Pull,2026-01-05 18:30,,80,Row,,5,80,,,,,,-1,Back,\n", unit=MassUnit.KG)

    assert (all_sets(reading)[0].rir, remarks(reading)) == (None, [(2, ProblemKind.RPE_OUT_OF_RANGE)])


def test_two_commas_in_the_old_form_without_a_unit_are_mended_too() -> None:
    """Of 10 fields under 8, the date must be first, the category one of the intact rows, the load a number."""
    reading = read(OLD + "2017-06-23,Press,Shoulders,60.0,5,,,\n2017-06-23,Press, Seated, Wide,Shoulders,60.0,5,,,\n")

    assert [one.exercise for one in all_sets(reading)] == ["Press", "Press, Seated, Wide"]
    assert remarks(reading) == [(3, ProblemKind.NAME_REPAIRED)]
