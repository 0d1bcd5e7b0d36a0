"""StrongLifts, quirk by quirk. Rows are made up; no real file was seen."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.importers.files import all_lines, all_sets, problems, read, remarks
from tests.importers.test_every_importer import accounted

from lumbar.core.errors import ProblemKind, UnusableInput
from lumbar.core.provenance import UnitOrigin
from lumbar.core.quantities import MassUnit
from lumbar.core.training import SessionPrecision, SetKind
from lumbar.importers.header import match_header
from lumbar.importers.stronglifts import DIALECT

BEFORE_SETS = (
    "Date (yyyy/mm/dd),Workout,Workout Name,Program Name,Body Weight (KG),Exercise,Sets×Reps,Sets×Time,"
    "Top Set (Reps×KG),e1RM (KG),Reps,Volume (KG),Workout Volume (KG),Duration (hours),Start Time (h:mm),"
    "End Time (h:mm),Notes"
)


def header(sets: int = 5, unit: str = "KG") -> str:
    """The header of a file whose longest exercise has that many sets."""
    columns = ",".join(f"Set {number} (Reps),Set {number} ({unit})" for number in range(1, sets + 1))
    before = BEFORE_SETS.replace("KG", unit).replace(f"Body Weight ({unit})", "Body Weight (KG)")
    return f"{before},{columns}\n"


def row(
    sets: str,
    day: str = "2026/08/11",
    number: str = "1",
    title: str = "Workout A",
    exercise: str = "Squat",
    told: str = "5×5",
    times: str = "",
    hours: str = "0.75",
    start: str = "10:56 PM",
    note: str = "",
) -> str:
    """One line: an exercise with all its sets."""
    return (
        f'{day},{number},"{title}","Stronglifts 5×5",83.5,"{exercise}",{told},{times},5×55,63.7,20,1100,3330.0,{hours},'
        f'{start},10:57 PM,"{note}",{sets}\n'
    )


@pytest.mark.parametrize("count", [1, 2, 5, 7, 12])
def test_there_are_as_many_pairs_of_columns_as_sets(count: int) -> None:
    """5, 6, 7, ... repetitions, each with 10 kg more than repetitions."""
    sets = ",".join(f"{number + 4},{number + 14}" for number in range(1, count + 1))
    reading = read(header(count) + row(sets))

    assert reading.format == "stronglifts"
    assert [performed.repetitions for performed in all_sets(reading)] == [number + 4 for number in range(1, count + 1)]
    assert [performed.load for performed in all_sets(reading)] == [
        (number + 14) * 1000 for number in range(1, count + 1)
    ]


def test_one_record_is_done_once_and_has_several_sets() -> None:
    reading = read(header() + row("5,55,5,55,5,55,5,55,5,55") + row("5,60,,,,,,,,"))

    assert (reading.balance.records, reading.balance.done, reading.set_count) == (3, 2, 6)
    assert all_lines(reading) == [2, 2, 2, 2, 2, 3]
    assert reading.problems == ()


def test_a_byte_order_mark_at_the_beginning_makes_no_difference() -> None:
    text = header(1) + row("5,55")

    assert read(b"\xef\xbb\xbf" + text.encode()).sessions == read(text).sessions


def test_no_repetitions_are_a_failed_set_and_a_dash_is_one_that_was_not_tried() -> None:
    failed = read(header() + row("5,30,5,30,0,30,5,30,5,30", told="5/5/0/5/5"))
    not_tried = read(header() + row("3,70,5,70,0,70,5,70,0,70", told="3/5/-/5/-"))

    assert [performed.repetitions for performed in all_sets(failed)] == [5, 5, 0, 5, 5]
    assert [performed.repetitions for performed in all_sets(not_tried)] == [3, 5, 5]


def test_pairs_may_come_in_another_order() -> None:
    shuffled = f"{BEFORE_SETS},Set 2 (KG),Set 1 (Reps),Set 1 (KG),Set 2 (Reps)\n"

    done = all_sets(read(shuffled + row("60,5,55,4")))
    assert [(performed.repetitions, performed.load) for performed in done] == [(5, 55_000), (4, 60_000)]


def test_a_body_weight_in_kilograms_decides_nothing_in_a_file_of_pounds() -> None:
    reading = read(header(2, "LB") + row("5,135,5,135"))

    assert (reading.variant, reading.unit, reading.unit_from) == ("lb", MassUnit.LB, UnitOrigin.HEADER)
    assert [performed.load for performed in all_sets(reading)] == [61_235, 61_235]  # 135 x 453.59237 g


def test_the_form_with_everything_in_quotation_marks_is_read() -> None:
    columns = BEFORE_SETS.replace("Top Set (Reps×KG)", "Top Set Reps x KG").replace("×", "x").replace("e1RM ", "e1RM  ")
    plain = row("5,20,5,20").replace("×", "x").replace('"', "").rstrip("\n").split(",")
    quoted = ",".join(f'"{field}"' for field in plain)
    reading = read(f"{columns},Set 1 (Reps), Set 1 (KG),Set 2 (Reps), Set 2 (KG)\n{quoted}\n")

    assert reading.variant == "kg-quoted"
    assert [performed.load for performed in all_sets(reading)] == [20_000, 20_000]


def test_the_short_form_is_read() -> None:
    columns = (
        "Date (yyyy/mm/dd),Workout,Workout Name,Program Name,Body Weight (KG),Exercise,Notes,Set 1 (Reps),Set 1 (KG)\n"
    )
    reading = read(columns + '2026/08/11,1,"Workout A","5×5",83.5,"Squat","",5,55\n')

    assert reading.variant == "kg-short"
    assert reading.sessions[0].precision is SessionPrecision.DAY


def test_a_day_with_a_time_begins_at_that_time() -> None:
    session = read(header(1) + row("5,55")).sessions[0]

    assert session.start == datetime(2026, 8, 11, 22, 56)  # noqa: DTZ001
    assert session.precision is SessionPrecision.MINUTE
    assert session.duration_s == 2700  # 0.75 h
    assert session.sets[0].kind is SetKind.UNKNOWN
    assert not session.warm_ups_flagged


def test_two_workouts_of_a_day_stay_two() -> None:
    reading = read(header(1) + row("5,55") + row("5,60", number="2", title="Workout B") + row("5,70", exercise="Row"))

    assert [(session.title, len(session.sets)) for session in reading.sessions] == [("Workout A", 2), ("Workout B", 1)]


def test_a_workout_nobody_stopped_has_no_length() -> None:
    reading = read(header(1) + row("5,55", hours="30"))

    assert reading.sessions[0].duration_s is None
    assert remarks(reading) == [(2, ProblemKind.SESSION_LENGTH_IMPLAUSIBLE)]


def test_a_negative_load_is_help_and_no_load() -> None:
    done = all_sets(read(header(2) + row("10,-5,8,0", exercise="Chinups")))

    assert [(performed.load, performed.assistance) for performed in done] == [(None, 5000), (0, None)]
    assert done[0].load_raw == "-5"


def test_a_set_without_a_load_has_none() -> None:
    assert all_sets(read(header(1) + row("10,", exercise="Push-ups")))[0].load is None


def test_an_exercise_that_was_skipped_does_not_count() -> None:
    reading = read(header(2) + row("5,55,5,55") + row(",,,", told="Skipped"))

    assert (reading.balance.done, reading.balance.skipped) == (1, 1)


def test_sets_by_time_are_set_aside_since_nobody_saw_any() -> None:
    reading = read(header(1) + row("5,55") + row(",", exercise="Plank", told="", times="3×1:00"))

    assert problems(reading) == [(3, ProblemKind.NOT_A_NUMBER)]
    assert (reading.problems[0].met, reading.problems[0].column) == ("3×1:00", "Sets×Time")


def test_one_damaged_set_sets_its_record_aside_and_names_its_own_column() -> None:
    reading = read(header(3) + row("5,55,5,heavy,5,55") + row("5,55,5,55,5,55"))

    assert problems(reading) == [(2, ProblemKind.NOT_A_NUMBER)]
    assert (reading.problems[0].met, reading.problems[0].column) == ("heavy", "Set 2 (KG)")
    assert (reading.balance.done, reading.set_count) == (1, 3)


def test_an_unusual_load_names_its_own_column() -> None:
    reading = read(header(3) + row("5,55,5,55,5,501"))

    assert remarks(reading) == [(2, ProblemKind.LOAD_UNUSUAL)]
    assert reading.problems[0].column == "Set 3 (KG)"


def test_commas_at_the_end_of_every_line_make_a_column_without_a_name() -> None:
    reading = read(header(1).rstrip("\n") + ",\n" + row("5,55,"))

    assert [performed.load for performed in all_sets(reading)] == [55_000]


def test_a_comma_at_the_end_of_one_line_alone_sets_it_aside() -> None:
    """One field too many: nobody can say which of them is out of place."""
    assert problems(read(header(1) + row("5,55") + row("5,55,"))) == [(3, ProblemKind.FIELD_COUNT)]


def test_the_older_export_with_five_exercises_in_a_row_is_not_taken_for_this_one() -> None:
    older = "Date,Note,Body Weight (KG),Exercise 1,Weight (KG),Weight (LB),Set 1,Set 2,Set 3,Set 4,Set 5"

    assert match_header(older, [DIALECT]) is None


def test_the_note_of_a_workout_is_kept_once() -> None:
    reading = read(header(1) + row("5,55", note="slept badly") + row("5,60", exercise="Row", note="slept badly"))

    assert reading.sessions[0].note == "slept badly"


LOG = (
    header(3) + row("5,55,5,55,0,55") + row("8,-5,7,-5,,", exercise="Chinups") + row("5,60,,,,", "2026/08/13")
).encode()


@given(st.data())
def test_damaged_bytes_raise_nothing_but_a_refusal_and_still_add_up(data: st.DataObject) -> None:
    content = bytearray(LOG)
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(len(header(3).encode()), len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UnusableInput):
        reading = read(bytes(content))
        assert reading.balance.records == accounted(reading)
        assert reading.balance.done <= reading.set_count
