"""FitNotes' backup, quirk by quirk. The databases are made here."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Sequence
from contextlib import closing, suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.importers.files import LATEST, FilesInMemory, all_sets, problems, remarks
from tests.importers.files import read as read_csv

from lumbar.core.errors import ProblemKind, UnusableInput, UnusableKind
from lumbar.core.provenance import FileReading
from lumbar.core.quantities import MassUnit
from lumbar.core.same_training import keyed
from lumbar.core.training import SessionPrecision, SetKind
from lumbar.importers import LogFiles, fitnotes_backup
from lumbar.usecases.ports import ReadingChoices

EXERCISES = """
CREATE TABLE exercise (_id INTEGER PRIMARY KEY, name TEXT NOT NULL, category_id INTEGER NOT NULL DEFAULT 0);
INSERT INTO exercise (_id, name) VALUES (1, 'Deadlift'), (2, 'Plank'), (3, 'Kreuzheben, rumänisch'), (4, '');
"""
TABLE = """
CREATE TABLE training_log (_id INTEGER PRIMARY KEY, exercise_id INTEGER NOT NULL, date DATE NOT NULL,
    metric_weight INTEGER NOT NULL, reps INTEGER NOT NULL, unit INTEGER NOT NULL DEFAULT 0,
    is_complete INTEGER NOT NULL DEFAULT 0, distance INTEGER NOT NULL DEFAULT 0,
    duration_seconds INTEGER NOT NULL DEFAULT 0);
"""
OLDER = "CREATE TABLE training_log (_id INTEGER PRIMARY KEY, exercise_id, date, metric_weight, reps, unit);"
COMMENTS = """
CREATE TABLE Comment (_id INTEGER PRIMARY KEY, date TEXT, owner_type_id INTEGER, owner_id INTEGER, comment TEXT);
CREATE TABLE WorkoutComment (_id INTEGER PRIMARY KEY, date TEXT, comment TEXT);
"""
Cell = str | int | float | bytes | None


def database(*scripts: str, sets: Sequence[Sequence[Cell]] = ()) -> bytes:
    """A database made by these scripts; each set is exercise, date, weight, repetitions, then what else there is."""
    with closing(sqlite3.connect(":memory:")) as made:
        for script in (EXERCISES, *scripts):
            made.executescript(script)
        for cells in sets:
            names = ("exercise_id", "date", "metric_weight", "reps", "unit", "is_complete", "distance")
            columns = ", ".join((*names, "duration_seconds")[: len(cells)])
            made.execute(f"INSERT INTO training_log ({columns}) VALUES ({', '.join('?' * len(cells))})", cells)  # noqa: S608
        made.commit()
        return bytes(made.serialize())


def read(content: bytes) -> FileReading:
    files = FilesInMemory({"a.fitnotes": content})
    return LogFiles(files, documents=(fitnotes_backup,)).read("a.fitnotes", ReadingChoices(LATEST))


def refused(content: bytes) -> UnusableInput:
    with pytest.raises(UnusableInput) as caught:
        read(content)
    return caught.value


SMALL = database(TABLE, sets=[(1, "2026-01-05", 100, 5), (3, "2026-01-05", 60, 8), (1, "2026-01-07", 102.5, 5)])


def test_a_small_backup_is_read_whole() -> None:
    reading = read(SMALL)

    assert (reading.format, reading.variant, reading.unit) == ("fitnotes_backup", "sqlite", MassUnit.KG)
    assert (reading.balance.records, reading.balance.done) == (3, 3)
    assert [(one.exercise, one.load, one.load_raw, one.repetitions) for one in all_sets(reading)] == [
        ("Deadlift", 100_000, "100", 5),
        ("Kreuzheben, rumänisch", 60_000, "60", 8),
        ("Deadlift", 102_500, "102.5", 5),
    ]
    assert [one.precision for one in reading.sessions] == [SessionPrecision.DAY] * 2
    assert {one.kind for one in all_sets(reading)} == {SetKind.UNKNOWN}


def test_the_backup_and_the_csv_export_are_one_log() -> None:
    exported = read_csv(
        "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time\n"
        '2026-01-05,Deadlift,Back,100.0,kgs,5,,,\n2026-01-05,"Kreuzheben, rumänisch",Back,60.0,kgs,8,,,\n'
        "2026-01-07,Deadlift,Back,102.5,kgs,5,,,\n"
    )

    assert [(one.key, one.content) for one in keyed(read(SMALL).sessions)] == [
        (one.key, one.content) for one in keyed(exported.sessions)
    ]


@pytest.mark.parametrize(
    ("weight", "unit", "load"),
    [
        (61.235042773811365, 2, 61_235),  # 135 lb x 453.59237 g = 61 234.97 g
        (102.0582, 2, 102_058),  # 225 lb as 0.453592 makes it; 225 x 453.59237 g = 102 058.28 g
        (61.235042773811365, 0, 61_235),
        (struct.unpack("f", struct.pack("f", 188.6))[0], 0, 188_600),
        (struct.unpack("f", struct.pack("f", 22.675))[0], 0, 22_675),
        (100.00000298, 2, 100_000),  # a hundred kilograms, though the app shows pounds
        (0, 0, 0),
    ],
)
def test_the_noise_of_a_conversion_is_taken_off(weight: float, unit: int, load: int) -> None:
    done = all_sets(read(database(TABLE, sets=[(1, "2026-01-05", weight, 5, unit)])))[0]

    assert (done.load, done.load_raw, done.unit_raw) == (load, str(weight), MassUnit.KG)


def test_the_apps_setting_says_in_which_unit_it_is_kept() -> None:
    settings = "CREATE TABLE settings (metric INTEGER); INSERT INTO settings VALUES (0);"

    assert read(database(TABLE, settings, sets=[(1, "2026-01-05", 61.2349, 5)])).unit is MassUnit.LB


def test_an_older_backup_has_neither_ticks_nor_times() -> None:
    reading = read(database(OLDER, sets=[(1, "2014-01-05", 100, 5, 0)]))

    assert (reading.variant, reading.balance.done) == ("sqlite-older", 1)


def test_from_the_first_tick_on_a_set_without_one_is_planned() -> None:
    """The fourth of January was before ticking; on the fifth one of two sets was ticked; the seventh is a plan."""
    reading = read(
        database(
            TABLE,
            sets=[
                (1, "2026-01-07", 110, 5, 0, 0),
                (1, "2026-01-05", 100, 5, 0, 1),
                (1, "2026-01-05", 105, 5, 0, 0),
                (1, "2026-01-04", 90, 5, 0, 0),
            ],
        )
    )

    assert [one.load for one in all_sets(reading)] == [90_000, 100_000]
    assert (reading.balance.done, reading.balance.planned) == (2, 2)


def test_sets_that_were_timed_have_a_time_and_no_repetitions() -> None:
    done = all_sets(read(database(TABLE, sets=[(2, "2026-01-05", 0, 0, 0, 0, 0, 90)])))[0]

    assert (done.exercise, done.duration_s, done.repetitions) == ("Plank", 90, None)


def test_a_distance_in_an_unknown_unit_says_that_something_was_done() -> None:
    done = all_sets(read(database(TABLE, sets=[(2, "2026-01-05", 0, 0, 0, 0, 5000)])))[0]

    assert (done.distance_m, done.repetitions) == (None, None)


def test_a_set_in_which_nothing_was_done_is_skipped() -> None:
    reading = read(database(TABLE, sets=[(1, "2026-01-05", 100, 5), (2, "2026-01-05", 0, 0)]))

    assert (reading.balance.done, reading.balance.skipped) == (1, 1)


def test_comments_on_sets_and_on_workouts_are_kept() -> None:
    said = """
    INSERT INTO Comment (owner_type_id, owner_id, comment) VALUES (1, 1, 'low back felt tight'), (2, 1, 'a routine');
    INSERT INTO WorkoutComment (date, comment) VALUES ('2026-01-05', 'tired'), ('2026-01-06', 'rest day');
    """
    session = read(database(TABLE, COMMENTS, said, sets=[(1, "2026-01-05", 100, 5)])).sessions[0]

    assert (session.sets[0].note, session.note) == ("low back felt tight", "tired")


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ((99, "2026-01-05", 100, 5), ProblemKind.EXERCISE_MISSING),
        ((4, "2026-01-05", 100, 5), ProblemKind.EXERCISE_MISSING),
        ((1, "some day", 100, 5), ProblemKind.DATE_UNREADABLE),
        ((1, "2027-01-05", 100, 5), ProblemKind.DATE_IN_THE_FUTURE),
        ((1, "2026-01-05", "heavy", 5), ProblemKind.NOT_A_NUMBER),
        ((1, "2026-01-05", b"\x01", 5), ProblemKind.NOT_A_NUMBER),
        ((1, "2026-01-05", float("inf"), 5), ProblemKind.NOT_A_NUMBER),
        ((1, "2026-01-05", -60, 5), ProblemKind.NEGATIVE),
        ((1, "2026-01-05", 1000.5, 5), ProblemKind.LOAD_ABSURD),
        ((1, "2026-01-05", 100, 1001), ProblemKind.REPETITIONS_ABSURD),
        ((1, "2026-01-05", 100, 5, 0, 0, 0, 86_401), ProblemKind.DURATION_ABSURD),
    ],
)
def test_a_row_that_cannot_be_used_is_set_aside_alone(cells: Sequence[Cell], kind: ProblemKind) -> None:
    reading = read(database(TABLE, sets=[(1, "2025-01-05", 100, 5), cells]))

    assert [found for _, found in problems(reading)] == [kind]
    assert reading.problems[0].raw
    assert (reading.balance.done, reading.balance.quarantined) == (1, 1)


def test_a_load_above_500_kg_is_used_with_a_remark() -> None:
    assert remarks(read(database(TABLE, sets=[(1, "2026-01-05", 501, 5)]))) == [(1, ProblemKind.LOAD_UNUSUAL)]


def test_a_database_in_write_ahead_mode_is_read() -> None:
    content = bytearray(SMALL)
    content[18:20] = b"\x02\x02"

    assert read(bytes(content)).sessions == read(SMALL).sessions


def test_another_apps_database_is_called_a_database() -> None:
    error = refused(database("CREATE TABLE workouts (id INTEGER);"))

    assert (error.kind, error.met) == (UnusableKind.BINARY, "SQLite")


def test_a_table_of_that_name_with_other_columns_is_not_known() -> None:
    error = refused(database("CREATE TABLE training_log (epoch INTEGER, loss REAL);"))

    assert (error.kind, error.met) == (UnusableKind.UNKNOWN_FORMAT, "SQLite: training_log(epoch, loss)")


def test_a_view_that_looks_like_the_table_is_never_asked() -> None:
    endless = """
    CREATE VIEW training_log AS WITH RECURSIVE n(exercise_id, date, metric_weight, reps) AS
    (SELECT 1, '2026-01-05', 1, 1 UNION ALL SELECT 1, '2026-01-05', 1, reps + 1 FROM n) SELECT * FROM n;
    """

    assert refused(database(endless)).kind is UnusableKind.UNKNOWN_FORMAT


@pytest.mark.parametrize("cut", [100, 600, 5000])
def test_a_damaged_backup_is_refused_in_one_sentence(cut: int) -> None:
    content = SMALL[:cut] + b"\xff" * (len(SMALL) - cut)
    error = refused(content if b"training_log" in content else content[:-12] + b"training_log")

    assert error.kind in (UnusableKind.CANNOT_BE_READ, UnusableKind.UNKNOWN_FORMAT)
    assert error.met


def test_a_backup_without_a_set_has_nothing_to_read() -> None:
    assert refused(database(TABLE)).kind is UnusableKind.HEADER_ONLY


@given(st.data())
def test_a_backup_damaged_anywhere_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(SMALL)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(16, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UnusableInput):
        read(bytes(content[: data.draw(st.sampled_from([len(content), 4096, 5000, 300]))]))
