"""Hevy, quirk by quirk. Rows are made up; headers are the app's."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.importers.files import all_sets, problems, read, remarks

from lumbar.core.errors import ProblemKind
from lumbar.core.provenance import UnitOrigin
from lumbar.core.quantities import MassUnit
from lumbar.core.training import SessionPrecision, SetKind
from lumbar.importers.dates import _MONTH_NAMES

HEADER = (
    '"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index","set_type",'
    '"weight_kg","reps","distance_km","duration_seconds","rpe"\n'
)


def row(
    start: str = "7 Apr 2026, 10:14",
    end: str = "7 Apr 2026, 11:14",
    exercise: str = "Squat (Barbell)",
    kind: str = "normal",
    figures: str = "90,7,,,",
    note: str = "",
    description: str = "",
    title: str = "Legs",
) -> str:
    """One line of an export."""
    return f'"{title}","{start}","{end}","{description}","{exercise}",,"{note}",0,"{kind}",{figures}\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7 Apr 2026, 10:14", (4, 7, 10, 14)),
        ("Jun 11, 2026, 1:01 PM", (6, 11, 13, 1)),
        ("Jun 11, 2026, 12:01\u202fAM", (6, 11, 0, 1)),
        ("5 Mai 2026, 07:34", (5, 5, 7, 34)),
        ("28 Abr 2026, 07:34", (4, 28, 7, 34)),
        ("3 févr. 2026, 18:05", (2, 3, 18, 5)),
        ("3 août 2026 à 18:05", (8, 3, 18, 5)),
        ("9 Mär 2026, 18:05", (3, 9, 18, 5)),
        ("9. März 2026, 18:05", (3, 9, 18, 5)),
        ("14 ene 2026, 18:05", (1, 14, 18, 5)),
        ("14 de set. de 2026, 18:05", (9, 14, 18, 5)),
        ("2 giu 2026, 18:05", (6, 2, 18, 5)),
        ("2 lug 2026, 18:05", (7, 2, 18, 5)),
        ("3 mrt. 2026, 18:05", (3, 3, 18, 5)),
        ("1 maj 2026, 18:05", (5, 1, 18, 5)),
        ("4. okt. 2026 18:05", (10, 4, 18, 5)),
        ("6 paź 2026, 18:05", (10, 6, 18, 5)),
        ("8 Ağu 2026 18:05", (8, 8, 18, 5)),
        ("Jul 1, 2026, 12:30 PM", (7, 1, 12, 30)),
        ("2026-06-05 07:30:00", (6, 5, 7, 30)),
        ("05.06.2026, 07:30", (6, 5, 7, 30)),
    ],
)
def test_dates_are_read_in_the_languages_of_the_phone(text: str, expected: tuple[int, int, int, int]) -> None:
    session = read(HEADER + row(start=text, end="")).sessions[0]

    assert session.start == datetime(2026, *expected)  # noqa: DTZ001
    assert session.precision is SessionPrecision.MINUTE


def test_no_name_of_a_month_means_two_months() -> None:
    names = [name for names in _MONTH_NAMES.values() for name in names.split()]

    assert len(names) == len(set(names))


def test_dates_of_figures_alone_are_read_when_one_of_them_tells_the_order() -> None:
    """04/05/24 is 4 May beside 18/05/24, and 5 April beside 05/18/24."""
    told = read(HEADER + row(start="04/05/24, 10:14", end="") + row(start="18/05/24, 10:14", end=""))
    american = read(HEADER + row(start="04/05/24, 10:14 AM", end="") + row(start="05/18/24, 10:14 AM", end=""))

    assert told.sessions[0].day.isoformat() == "2024-05-04"
    assert american.sessions[0].day.isoformat() == "2024-04-05"


def test_dates_that_may_be_read_both_ways_are_never_guessed() -> None:
    reading = read(HEADER + row() + row(start="04/05/24, 10:14"))

    assert problems(reading) == [(3, ProblemKind.DATE_ORDER_AMBIGUOUS)]


@pytest.mark.parametrize(
    "name",
    [
        "Pull Up (Assisted)",
        "Chin Up (assisted)",
        "Barra Fixa (Assistida)",
        "Dominada (Asistida)",
        "Traction (Assistée)",
        "Klimmzug (Unterstützt)",
        "Dip (Machine Assisted)",
    ],
)
def test_on_an_assisted_exercise_the_load_is_help_and_no_load(name: str) -> None:
    performed = all_sets(read(HEADER + row(exercise=name, figures="30,8,,,")))[0]

    assert (performed.load, performed.assistance, performed.load_raw) == (None, 30_000, "30")


def test_a_name_that_says_nothing_of_help_keeps_its_load() -> None:
    performed = all_sets(read(HEADER + row(exercise="Pull Up (Weighted)", figures="30,8,,,")))[0]

    assert (performed.load, performed.assistance) == (30_000, None)


@pytest.mark.parametrize("text", ["5 Foo 2026, 07:34", "31 Apr 2026, 07:34", "7 Apr 2026, 25:00", "yesterday", ""])
def test_a_date_that_is_none_is_set_aside(text: str) -> None:
    reading = read(HEADER + row() + row(start=text))

    assert problems(reading) == [(3, ProblemKind.DATE_UNREADABLE)]
    assert reading.problems[0].column == "start_time"


@pytest.mark.parametrize(
    ("columns", "variant", "load", "metres"),
    [
        ('"weight_kg","reps","distance_km"', "kg-km", 100_000, 2000),
        ('"weight_lbs","reps","distance_miles"', "lbs-miles", 45_359, 3218.688),
    ],
)
def test_the_header_says_the_units(columns: str, variant: str, load: int, metres: float) -> None:
    reading = read(HEADER.replace('"weight_kg","reps","distance_km"', columns) + row(figures="100,5,2,,"))

    assert (reading.variant, reading.unit_from) == (variant, UnitOrigin.HEADER)
    assert all_sets(reading)[0].load == load
    assert all_sets(reading)[0].distance_m == pytest.approx(metres)


def test_mixed_units_in_the_header_are_each_believed() -> None:
    header = HEADER.replace("weight_kg", "weight_lbs")
    reading = read(header + row(figures="100,5,2,,"))

    assert (reading.format, reading.unit) == ("hevy", MassUnit.LB)
    assert all_sets(reading)[0].distance_m == 2000


def test_figures_that_look_like_pounds_stay_kilograms_under_a_header_that_says_so() -> None:
    assert all_sets(read(HEADER + row(figures="154.22,5,,,"), unit=MassUnit.LB))[0].load == 154_220


def test_kinds_of_sets_are_read_and_warm_ups_are_flagged() -> None:
    reading = read(HEADER + "".join(row(kind=kind) for kind in ("warmup", "normal", "dropset", "failure")))

    kinds = [performed.kind for performed in all_sets(reading)]
    assert kinds == [SetKind.WARM_UP, SetKind.WORK, SetKind.DROP, SetKind.FAILURE]
    assert reading.sessions[0].warm_ups_flagged
    assert read(HEADER + row()).sessions[0].warm_ups_flagged


def test_an_unknown_kind_of_set_is_set_aside() -> None:
    assert problems(read(HEADER + row() + row(kind="planned"))) == [(3, ProblemKind.SET_ORDER_UNKNOWN)]


def test_the_newest_workout_comes_first_in_the_file_and_last_in_the_log() -> None:
    reading = read(
        HEADER + row(start="9 Apr 2026, 10:14", title="B", end="") + row(title="A") + row(title="A", kind="failure")
    )

    assert [session.title for session in reading.sessions] == ["A", "B"]
    assert [performed.kind for performed in reading.sessions[0].sets] == [SetKind.WORK, SetKind.FAILURE]


def test_two_workouts_in_the_same_minute_stay_two() -> None:
    assert len(read(HEADER + row(title="Legs") + row(title="Core")).sessions) == 2


def test_the_same_exercise_twice_keeps_the_order_of_the_rows() -> None:
    """set_index starts anew with each block of an exercise."""
    reading = read(HEADER + row(figures="90,7,,,") + row(exercise="Plank", figures=",,,60,") + row(figures="95,5,,,"))

    assert [performed.load for performed in all_sets(reading)] == [90_000, None, 95_000]


def test_repeated_notes_are_kept_once() -> None:
    reading = read(
        HEADER
        + row(note="brace", description="slept badly")
        + row(note="brace", description="slept badly")
        + row(exercise="Row", note="brace", description="slept badly")
    )

    assert [performed.note for performed in all_sets(reading)] == ["brace", "", "brace"]
    assert reading.sessions[0].note == "slept badly"


def test_a_set_with_nothing_in_it_is_skipped() -> None:
    reading = read(HEADER + row() + row(figures=",,,,") + row(figures="60,,,,"))

    assert (reading.balance.done, reading.balance.skipped) == (1, 2)


def test_a_body_weight_set_has_no_load_rather_than_a_load_of_nothing() -> None:
    assert all_sets(read(HEADER + row(exercise="Pull Up", figures=",8,,,")))[0].load is None


@pytest.mark.parametrize(
    ("end", "seconds"), [("7 Apr 2026, 11:14", 3600), ("8 Apr 2026, 00:14", 50_400), ("", None), ("later", None)]
)
def test_the_length_is_from_start_to_end(end: str, seconds: float | None) -> None:
    reading = read(HEADER + row(end=end))

    assert reading.sessions[0].duration_s == seconds
    assert reading.problems == ()


@pytest.mark.parametrize("end", ["7 Apr 2026, 09:14", "9 Apr 2026, 11:14"])
def test_an_end_before_the_start_or_days_later_gives_no_length(end: str) -> None:
    reading = read(HEADER + row(end=end) + row(end=end))

    assert reading.sessions[0].duration_s is None
    assert remarks(reading) == [(2, ProblemKind.SESSION_LENGTH_IMPLAUSIBLE)]


@pytest.mark.parametrize("rpe", ["6", "7.5", "9.25"])
def test_half_and_quarter_steps_of_effort_are_kept(rpe: str) -> None:
    assert all_sets(read(HEADER + row(figures=f"90,7,,,{rpe}")))[0].rpe == float(rpe)
