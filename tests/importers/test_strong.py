"""Strong, variant by variant and quirk by quirk. Rows are made up; headers are the app's."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.importers.files import LATEST, FilesInMemory, all_lines, all_sets, problems, read, remarks

from lumbar.core.errors import ProblemKind, UnusableInput, UnusableKind
from lumbar.core.provenance import UnitOrigin
from lumbar.core.quantities import MassUnit
from lumbar.core.same_training import keyed
from lumbar.core.training import SessionPrecision, SetKind
from lumbar.importers import LogFiles
from lumbar.usecases.ports import ReadingChoices

D = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
C = (
    "Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;Seconds;Notes;"
    "Workout Notes;Workout Duration\n"
)

VARIANTS = {
    "A1": 'Date,Workout Name,Exercise Name,Set Order,lb,Reps,mi,Seconds\n2016-03-01 07:00:00,"A","Squat",1,135,5,0,0\n',
    "A2": (
        "Date,Workout Name,Exercise Name,Set Order,kg,Reps,km,Seconds,Notes\r\n"
        '2016-09-01 07:00:00,"A","Squat",0,60,5,0,0,""\r\n'
    ),
    "B": (
        "Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes\n"
        '2018-03-01 07:00:00,"A","Squat",1,60,5,0,0,"",""\n'
    ),
    "B-rpe": (
        "Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
        '2018-03-01 07:00:00,"A","Squat",1,60,5,0,0,"","",\n'
    ),
    "C": C + '2022-11-07 07:35:20;"A";"Squat";1;60;kg;5;;;;0;"";;1h 26m\n',
    "C-older": (
        "Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;Seconds;Notes;"
        'Workout Notes\n2019-01-11 12:31:54;"A";"Squat";1;60;kg;5;;;;0;"";""\n'
    ),
    "D": D + '2022-10-04 23:17:10,"A",21min,"Squat",1,60.0,5,0,0,"","",\n',
    "E": (
        '"Workout #";"Date";"Workout Name";"Duration (sec)";"Exercise Name";"Set Order";"Weight (kg)";"Reps";"RPE";'
        '"Distance (meters)";"Seconds";"Notes";"Workout Notes"\n'
        '"1";"2025-03-12 18:00:00";"A";"3600";"Squat";"1";"60";"5";"";"";"";"";""\n'
    ),
    "D-de": (
        "Datum,Workout-Name,Dauer,Name der Übung,Reihenfolge festlegen,Gewicht,Wiederh.,Entfernung,Sekunden,Notizen,"
        'Workout-Notizen,RPE\n2025-08-01 09:46:59,"A",31min,"Squat",1,60,5.0,0,0.0,"","",\n'
    ),
    "D-fr": (
        "Date,Nom de l'entraînement,Durée,Nom de l'exercice,Ordre de la série,Poids,Réps,Distance,Secondes,Notes,"
        "Notes d'entraînement,RPE\r\n"
        '2025-08-01 09:46:59,"A",31min,"Squat",1,60,5,0,0,"","",\r\n'
    ),
    "D-zh": (
        "日期,锻炼名称,时长,运动名称,设置顺序,重量,次,距离,秒,备注,锻炼备注,RPE\n"
        '2021-09-29 07:10:22,"A",1小时13分钟,"Squat",1,60,5,0,0,"","",\n'
    ),
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_each_variant_is_known_by_its_header(variant: str) -> None:
    reading = read(VARIANTS[variant])

    assert (reading.format, reading.variant) == ("strong", variant)
    assert [(performed.exercise, performed.repetitions) for performed in all_sets(reading)] == [("Squat", 5)]
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("variant", "unit", "origin", "load"),
    [
        ("A1", MassUnit.LB, UnitOrigin.HEADER, 61_235),  # 135 x 453.59237 g = 61 234.97 g
        ("A2", MassUnit.KG, UnitOrigin.HEADER, 60_000),
        ("C", MassUnit.KG, UnitOrigin.COLUMN, 60_000),
        ("D", MassUnit.KG, UnitOrigin.GUESSED, 60_000),
        ("E", MassUnit.KG, UnitOrigin.HEADER, 60_000),
    ],
)
def test_the_unit_comes_from_header_column_or_guess(
    variant: str, unit: MassUnit, origin: UnitOrigin, load: int
) -> None:
    reading = read(VARIANTS[variant])

    assert (reading.unit, reading.unit_from, all_sets(reading)[0].load) == (unit, origin, load)


def test_an_account_in_pounds_with_the_newest_columns_is_read_in_pounds() -> None:
    reading = read(VARIANTS["E"].replace("Weight (kg)", "Weight (lbs)"))

    assert (reading.variant, reading.unit, reading.unit_from) == ("E", MassUnit.LB, UnitOrigin.HEADER)


@pytest.mark.parametrize(
    ("variant", "seconds"), [("C", 5160), ("D", 1260), ("E", 3600), ("D-de", 1860), ("D-zh", 4380), ("B", None)]
)
def test_the_length_of_a_workout_is_read_in_every_form(variant: str, seconds: float | None) -> None:
    assert read(VARIANTS[variant]).sessions[0].duration_s == seconds


def test_kilograms_shown_in_pounds_come_out_to_the_gram() -> None:
    """20, 30, 50, 70 and 97.5 kg in an account set to pounds; 6.80388555 kg is 15 lb."""
    rows = "".join(
        f'2020-09-29 07:10:22,"Pull",1h,"Row",{order},{load},5,0,0,,,\n'
        for order, load in enumerate(
            ("44.09245243697551", "66.13867865546327", "110.23113109243879", "154.3235835294143", "214.95070563025564")
        )
    )
    reading = read(D + rows)

    assert (reading.unit, reading.unit_from) == (MassUnit.LB, UnitOrigin.GUESSED)
    assert [performed.load for performed in all_sets(reading)] == [20_000, 30_000, 50_000, 70_000, 97_500]
    assert all_sets(reading)[0].load_raw == "44.09245243697551"
    assert all_sets(read(D + '2020-09-29 07:10:22,"P",1h,"Row",1,6.80388555,5,0,0,,,\n', MassUnit.KG))[0].load == 6_804


def test_an_earlier_confirmation_of_the_unit_is_remembered() -> None:
    """An answer in general is for what was never answered; one for this app changes it."""
    assert read(VARIANTS["D"], confirmed=MassUnit.LB).unit_from is UnitOrigin.CONFIRMED
    assert read(VARIANTS["D"], unit=MassUnit.KG, confirmed=MassUnit.LB).unit is MassUnit.LB
    named = ReadingChoices(LATEST, None, {"strong": MassUnit.LB}, units={"strong": MassUnit.KG})
    reader = LogFiles(FilesInMemory({"log.csv": VARIANTS["D"].encode()}))
    assert reader.read("log.csv", named).unit is MassUnit.KG


@pytest.mark.parametrize(
    "marker",
    [
        "Rest Timer",
        "Ruhezeit",
        "Minuteur de repos",
        "Temporizador de descanso",
        "Timer di riposo",
        "休息计时器",
        "Pausa",
    ],
)
def test_rest_rows_are_never_sets_not_even_as_the_last_row(marker: str) -> None:
    """
    Pull Up  1           8 repetitions
             Rest Timer  90 s
    Pull Up  2           6 repetitions
             Rest Timer  90 s
    """
    reading = read(
        D
        + '2025-08-01 09:46:59,"Pull",31min,"Pull Up",1,0,8.0,0,0.0,,,\n'
        + f'2025-08-01 09:46:59,"Pull",31min,"Pull Up",{marker},0,0.0,0,90.0,,,\n'
        + '2025-08-01 09:46:59,"Pull",31min,"Pull Up",2,0,6.0,0,0.0,,,\n'
        + f'2025-08-01 09:46:59,"Pull",31min,"Pull Up",{marker},0,0.0,0,90.0,,,\n'
    )

    assert (reading.balance.done, reading.balance.rest) == (2, 2)
    assert [performed.duration_s for performed in all_sets(reading)] == [None, None]


def test_rows_that_only_hold_a_note_are_notes() -> None:
    """Since version 6.0.5 the note on an exercise has a row of its own, without repetitions."""
    reading = read(
        D
        + '2025-08-01 09:46:59,"Pull",31min,"Row",Note,,,,,"keep the back flat","",\n'
        + '2025-08-01 09:46:59,"Pull",31min,"Row",1,40,8,0,0,"","",\n'
        + '2025-08-01 09:46:59,"Pull",31min,"Curl",1,0,0,0,0,"elbow hurts","tired today",\n'
    )

    assert (reading.balance.done, reading.balance.notes) == (1, 2)
    assert all_sets(reading)[0].note == "keep the back flat"
    assert reading.sessions[0].note == "tired today\nCurl: elbow hurts"


def test_rows_in_which_nothing_was_done_are_skipped() -> None:
    reading = read(
        D
        + '2025-08-01 09:46:59,"Pull",31min,"Row",1,40,8,0,0,,,\n'
        + '2025-08-01 09:46:59,"Pull",31min,"Row",2,0,0,0,0,,,\n'
        + '2025-08-01 09:46:59,"Pull",31min,"Row",3,40,,,,,,\n'
    )

    assert (reading.balance.done, reading.balance.skipped) == (1, 2)


def test_letters_say_what_a_set_was_for_and_numbers_do_not() -> None:
    reading = read(
        D
        + "".join(
            f'2025-08-01 09:46:59,"Push",31min,"Bench",{order},40,8,0,0,,,\n' for order in ("W", "1", "0", "D", "f", "")
        )
    )

    kinds = [performed.kind for performed in all_sets(reading)]
    unknown = SetKind.UNKNOWN
    assert kinds == [SetKind.WARM_UP, unknown, unknown, SetKind.DROP, SetKind.FAILURE, unknown]
    assert reading.sessions[0].warm_ups_flagged


def test_a_file_without_letters_cannot_say_what_was_a_warm_up() -> None:
    session = read(VARIANTS["D"]).sessions[0]

    assert not session.warm_ups_flagged
    assert session.sets[0].kind is SetKind.UNKNOWN


def test_an_unknown_word_for_the_set_is_set_aside() -> None:
    reading = read(VARIANTS["D"] + '2022-10-04 23:17:10,"A",21min,"Squat",Bonus,60.0,5,0,0,"","",\n')

    assert problems(reading) == [(3, ProblemKind.SET_ORDER_UNKNOWN)]
    assert reading.problems[0].met == "Bonus"
    assert reading.problems[0].column == "Set Order"


def test_the_same_exercise_twice_in_a_workout_keeps_all_its_sets() -> None:
    """
    Squat 1, Bench 1, Squat 1 again
    """
    reading = read(
        D
        + '2022-10-04 10:00:00,"A",21min,"Squat",1,60,5,0,0,,,\n'
        + '2022-10-04 10:00:00,"A",21min,"Bench",1,40,5,0,0,,,\n'
        + '2022-10-04 10:00:00,"A",21min,"Squat",1,60,5,0,0,,,\n'
    )

    assert [performed.exercise for performed in reading.sessions[0].sets] == ["Squat", "Bench", "Squat"]


def test_two_workouts_in_the_same_minute_stay_two() -> None:
    reading = read(
        D
        + '2022-10-04 10:00:00,"Morning",21min,"Squat",1,60,5,0,0,,,\n'
        + '2022-10-04 10:00:00,"Core",21min,"Plank",1,0,0,0,60,,,\n'
        + '2022-10-04 10:00:00,"Morning",21min,"Squat",2,60,5,0,0,,,\n'
    )

    assert [(session.title, len(session.sets)) for session in reading.sessions] == [("Core", 1), ("Morning", 2)]


def test_workout_numbers_tell_two_workouts_of_one_name_and_minute_apart() -> None:
    twice = VARIANTS["E"] + VARIANTS["E"].splitlines()[1].replace('"1";"2025', '"2";"2025', 1) + "\n"

    assert len(read(twice).sessions) == 2


def test_the_number_of_a_workout_is_the_apps_own_name_for_it() -> None:
    assert [session.app_id for session in read(VARIANTS["E"]).sessions] == ["1"]
    assert [session.app_id for session in read(VARIANTS["D"]).sessions] == [""]


def test_a_workout_that_was_renamed_is_known_again_by_its_number() -> None:
    renamed = VARIANTS["E"].replace('"A"', '"Legs"')

    assert [session.title for session in read(renamed).sessions] == ["Legs"]
    assert keyed(read(renamed).sessions)[0].key == keyed(read(VARIANTS["E"]).sessions)[0].key


@pytest.mark.parametrize("mark", ["'", "’"])
def test_a_header_is_known_with_either_apostrophe(mark: str) -> None:
    assert read(VARIANTS["D-fr"].replace("'", mark)).variant == "D-fr"


def test_a_number_of_the_set_written_with_decimals_is_a_number() -> None:
    reading = read(D + '2022-10-04 10:00:00,"A",21min,"Squat",1.0,60,8.0,0,0.0,,,\n')

    assert [(done.kind, done.repetitions) for done in all_sets(reading)] == [(SetKind.UNKNOWN, 8)]


def test_a_file_sorted_the_other_way_gives_the_same_sessions() -> None:
    first = '2022-10-04 10:00:00,"A",21min,"Squat",1,60,5,0,0,,,\n'
    second = '2022-10-06 10:00:00,"B",21min,"Squat",1,70,5,0,0,,,\n'
    forwards, backwards = read(D + first + second), read(D + second + first)

    assert [session.title for session in backwards.sessions] == [session.title for session in forwards.sessions]


def test_notes_are_written_out_and_kept_once() -> None:
    r"""A line break in a note is written as a backslash and an n."""
    reading = read(
        D
        + '2022-10-04 10:00:00,"A",21min,"Squat",1,60,5,0,0,"3x5\\nslow","Tuesday\\n😀 =HYPERLINK(1)",\n'
        + '2022-10-04 10:00:00,"A",21min,"Squat",2,60,5,0,0,"3x5\\nslow","Tuesday\\n😀 =HYPERLINK(1)",\n'
        + '2022-10-04 10:00:00,"A",21min,"Squat",3,60,5,0,0,"a real\nline break","",\n'
    )

    assert [performed.note for performed in all_sets(reading)] == ["3x5\nslow", "", "a real\nline break"]
    assert reading.sessions[0].note == "Tuesday\n😀 =HYPERLINK(1)"
    assert reading.balance.records == 4


def test_lines_are_counted_past_a_note_of_several_lines() -> None:
    reading = read(
        D
        + '2022-10-04 10:00:00,"A",21min,"Squat",1,60,5,0,0,"one\ntwo\nthree","",\n'
        + '2022-10-04 10:00:00,"A",21min,"Squat",2,much,5,0,0,"","",\n'
        + '2022-10-04 10:00:00,"A",21min,"Squat",3,60,5,0,0,"","",\n'
    )

    assert problems(reading) == [(5, ProblemKind.NOT_A_NUMBER)]
    assert all_lines(reading) == [2, 6]


def test_an_open_quotation_mark_costs_its_own_line_even_when_a_later_one_closes_it() -> None:
    reading = read(
        D
        + '2022-10-04 10:00:00,"A",21min,"Squat",1,60,5,0,0,"open,,\n'
        + '2022-10-04 10:00:00,"A",21min,"Squat",2,60,5,0,0,"","",\n'
        + '2022-10-04 10:00:00,"A",21min,"Squat",3,60,5,0,0,"","",\n'
    )

    assert problems(reading) == [(2, ProblemKind.QUOTE_UNCLOSED)]
    assert reading.balance.done == 2


@pytest.mark.parametrize("time", ["10:07:22 PM", "10:07:22\u202fPM", "10:07:22\u00a0pm", "22:07:22"])
def test_twelve_hour_clocks_are_read(time: str) -> None:
    session = read(D + f'2022-10-04 {time},"A",21min,"Squat",1,60,5,0,0,,,\n').sessions[0]

    assert (session.start, session.precision) == (datetime(2022, 10, 4, 22, 7, 22), SessionPrecision.SECOND)  # noqa: DTZ001


def test_decimal_commas_are_read_where_semicolons_part_the_columns() -> None:
    reading = read(C + '2022-11-07 07:35:20;"A";"Squat";1;82,5;kg;5;8,5;;;0;"";;1h 26m\n')

    assert (all_sets(reading)[0].load, all_sets(reading)[0].rpe) == (82_500, 8.5)


def test_each_row_may_have_its_own_unit() -> None:
    reading = read(
        C
        + '2022-11-07 07:35:20;"A";"Squat";1;100;kg;5;;;;0;"";;1h\n'
        + '2022-11-07 07:35:20;"A";"Squat";2;100;kg;5;;;;0;"";;1h\n'
        + '2022-11-07 07:35:20;"A";"Squat";3;100;lbs;5;;;;0;"";;1h\n'
        + '2022-11-07 07:35:20;"A";"Pull up";1;;;4;;;;0;"";;1h\n'
    )

    assert [performed.load for performed in all_sets(reading)] == [100_000, 100_000, 45_359, None]
    assert [performed.unit_raw for performed in all_sets(reading)] == ["kg", "kg", "lb", None]
    assert (reading.unit, reading.unit_from) == (MassUnit.KG, UnitOrigin.COLUMN)


def test_a_load_without_a_unit_among_rows_that_have_one_is_set_aside() -> None:
    text = VARIANTS["C"] + '2022-11-07 07:35:20;"A";"Squat";2;60;;5;;;;0;"";;1h\n'

    assert problems(read(text)) == [(3, ProblemKind.UNIT_UNKNOWN)]
    assert problems(read(text, unit=MassUnit.LB)) == []
    assert [performed.load for performed in all_sets(read(text, unit=MassUnit.LB))] == [60_000, 27_216]


def test_an_unknown_unit_is_set_aside() -> None:
    assert problems(read(VARIANTS["C"].replace(";kg;", ";stone;") + VARIANTS["C"].splitlines()[1])) == [
        (2, ProblemKind.UNIT_UNKNOWN)
    ]


@pytest.mark.parametrize(
    ("written", "load"),
    [
        ("20kg", 20_000),
        ("20 lbs", 9_072),
        ("+35", 35_000),
        ("0", 0),
        ("0.0", 0),
        ("", None),
        ("-", None),
        ("null", None),
    ],
)
def test_loads_are_read_in_every_form(written: str, load: int | None) -> None:
    reading = read(D + f'2022-10-04 10:00:00,"A",21min,"Pull Up",1,{written},5,0,0,,,\n', unit=MassUnit.KG)

    assert [performed.load for performed in all_sets(reading)] == [load]


def test_a_unit_in_the_cell_that_contradicts_the_header_is_set_aside() -> None:
    text = VARIANTS["A2"] + '2016-09-01 07:00:00,"A","Squat",1,60lb,5,0,0,""\r\n'

    assert problems(read(text)) == [(3, ProblemKind.UNIT_UNKNOWN)]


@pytest.mark.parametrize(("written", "rpe"), [("8.5", 8.5), ("10", 10), ("1", 1), ("0", None), ("", None)])
def test_an_effort_of_nought_is_none(written: str, rpe: float | None) -> None:
    reading = read(D + f'2022-10-04 10:00:00,"A",21min,"Squat",1,60,5,0,0,,,{written}\n')

    assert all_sets(reading)[0].rpe == rpe
    assert reading.problems == ()


@pytest.mark.parametrize("written", ["11", "0.5", "-1", "8-9", "hard"])
def test_an_effort_outside_the_scale_costs_no_set(written: str) -> None:
    reading = read(D + f'2022-10-04 10:00:00,"A",21min,"Squat",1,60,5,0,0,,,{written}\n')

    assert all_sets(reading)[0].rpe is None
    assert remarks(reading) == [(2, ProblemKind.RPE_OUT_OF_RANGE)]
    assert reading.balance.quarantined == 0


def test_a_timed_set_has_no_repetitions_rather_than_none_lifted() -> None:
    reading = read(D + '2022-10-04 10:00:00,"A",21min,"Plank",1,0,0,0,75,,,\n')

    assert (all_sets(reading)[0].repetitions, all_sets(reading)[0].duration_s) == (None, 75)


def test_a_set_of_more_than_a_day_is_set_aside() -> None:
    assert problems(read(VARIANTS["D"] + '2022-10-04 10:00:00,"A",21min,"Plank",1,0,0,0,86401,,,\n')) == [
        (3, ProblemKind.DURATION_ABSURD)
    ]


def test_a_workout_nobody_stopped_has_no_length() -> None:
    reading = read(
        D
        + '2022-10-04 10:00:00,"A",72h 16min,"Squat",1,60,5,0,0,,,\n'
        + '2022-10-04 10:00:00,"A",72h 16min,"Squat",2,60,5,0,0,,,\n'
    )

    assert reading.sessions[0].duration_s is None
    assert remarks(reading) == [(2, ProblemKind.SESSION_LENGTH_IMPLAUSIBLE)]


def test_a_distance_is_read_where_its_unit_is_known() -> None:
    in_header = VARIANTS["A2"] + '2016-09-01 07:00:00,"A","Run",1,0,0,5.5,1800,""\r\n'
    in_column = VARIANTS["C"] + '2022-11-07 07:35:20;"A";"Run";1;;;;;3;mi;1800;"";;1h\n'
    nowhere = VARIANTS["D"] + '2022-10-04 23:17:10,"A",21min,"Run",1,0,0,5.5,0,"","",\n'

    assert all_sets(read(in_header))[1].distance_m == 5500
    assert all_sets(read(in_column))[1].distance_m == pytest.approx(4828.032)
    assert all_sets(read(nowhere))[1].distance_m is None
    assert read(nowhere).balance.done == 2


def test_a_distance_in_an_unknown_unit_costs_no_set() -> None:
    reading = read(VARIANTS["C"] + '2022-11-07 07:35:20;"A";"Run";1;;;;;3;leagues;1800;"";;1h\n')

    assert remarks(reading) == [(3, ProblemKind.UNIT_UNKNOWN)]
    assert all_sets(reading)[1].duration_s == 1800


def test_names_are_kept_as_logged_but_for_spaces_around_them() -> None:
    reading = read(
        D
        + '2022-10-04 10:00:00,"A",21min," Squat ",1,60,5,0,0,,,\n'
        + '2022-10-04 10:00:00,"A",21min,"squat",1,60,5,0,0,,,\n'
        + '2022-10-04 10:00:00,"A",21min,"Press 10"" bar",1,60,5,0,0,,,\n'
    )

    assert [performed.exercise for performed in all_sets(reading)] == ["Squat", "squat", 'Press 10" bar']


def test_a_set_without_an_exercise_is_set_aside() -> None:
    assert problems(read(VARIANTS["D"] + '2022-10-04 10:00:00,"A",21min,"",1,60,5,0,0,,,\n')) == [
        (3, ProblemKind.EXERCISE_MISSING)
    ]


def test_dates_a_spreadsheet_rewrote_are_read_when_the_column_tells_the_order() -> None:
    rows = '04/05/24 10:00,"A",21min,"Squat",1,60,5,0,0,,,\n{},"B",21min,"Squat",1,60,5,0,0,,,\n'

    day_first = read(D + rows.format("18/05/24 10:00"))
    month_first = read(D + rows.format("04/18/24 10:00"))
    assert day_first.sessions[0].day.isoformat() == "2024-05-04"
    assert month_first.sessions[0].day.isoformat() == "2024-04-05"
    assert day_first.sessions[0].precision is SessionPrecision.MINUTE


def test_dates_that_may_be_read_both_ways_are_never_guessed() -> None:
    with pytest.raises(UnusableInput) as refused:
        read(D + '04/05/24 10:00,"A",21min,"Squat",1,60,5,0,0,,,\n')

    assert refused.value.kind is UnusableKind.NOTHING_USABLE
    assert refused.value.met == "line 2: 04/05/24 10:00"


def test_a_file_of_rest_rows_alone_has_nothing_to_use() -> None:
    with pytest.raises(UnusableInput) as refused:
        read(D + '2025-08-01 09:46:59,"Pull",31min,"Pull Up",Rest Timer,0,0.0,0,45.0,,,\n')

    assert refused.value.kind is UnusableKind.NOTHING_USABLE


def test_an_hour_that_the_clocks_skip_and_a_workout_over_midnight_stand_as_written() -> None:
    reading = read(
        D
        + '2026-03-29 02:30:00,"A",21min,"Squat",1,60,5,0,0,,,\n'
        + '2026-04-01 23:50:00,"B",40min,"Squat",1,60,5,0,0,,,\n'
    )

    assert [session.start.isoformat() for session in reading.sessions] == ["2026-03-29T02:30:00", "2026-04-01T23:50:00"]
    assert reading.sessions[1].day.isoformat() == "2026-04-01"
