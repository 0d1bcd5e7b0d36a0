"""What holds for each importer, whatever app the file is from."""

from __future__ import annotations

from csv import reader, writer
from io import StringIO

import pytest
from tests.importers.files import all_sets, problems, read

from lumbar.core.errors import ProblemKind
from lumbar.core.provenance import FileReading, UnitOrigin
from lumbar.core.quantities import MassUnit
from lumbar.core.same_training import keyed
from lumbar.importers.ledger import Importer
from lumbar.importers.log_files import TABLES

STRONG = """\
Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE
2026-01-05 18:30:00,"Beine à fond",1h 5m,"Squat (Barbell)",1,60.0,5,0,0,"","",
2026-01-05 18:30:00,"Beine à fond",1h 5m,"Squat (Barbell)",2,100.0,5,0,0,,,8
2026-01-05 18:30:00,"Beine à fond",1h 5m,"Kreuzheben für Größe",1,120.0,3,0,0,,,9
2026-01-07 18:30:00,"Push",40min,"Bench Press (Barbell)",1,70.0,8,0,0,,,
"""
HEVY = """\
"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index","set_type",\
"weight_kg","reps","distance_km","duration_seconds","rpe"
"Push","7 Jan 2026, 18:30","7 Jan 2026, 19:10","","Bench Press (Barbell)",,"",0,"normal",70,8,,,
"Beine à fond","5 Jan 2026, 18:30","5 Jan 2026, 19:35","","Squat (Barbell)",,"",0,"warmup",60,5,,,
"Beine à fond","5 Jan 2026, 18:30","5 Jan 2026, 19:35","","Squat (Barbell)",,"",1,"normal",100,5,,,8
"Beine à fond","5 Jan 2026, 18:30","5 Jan 2026, 19:35","","Kreuzheben für Größe",,"",0,"failure",120,3,,,9
"""
FITNOTES = """\
Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time
2026-01-05,Squat,Legs,60.0,kgs,5,,,
2026-01-05,Squat,Legs,100.0,kgs,5,,,
2026-01-05,Kreuzheben für Größe à fond,Back,120.0,kgs,3,,,
2026-01-07,Bench Press,Chest,70.0,kgs,8,,,
"""
LOGS = {"strong": STRONG, "hevy": HEVY, "fitnotes": FITNOTES}
UNIT_ORIGINS = {"strong": UnitOrigin.GUESSED, "hevy": UnitOrigin.HEADER, "fitnotes": UnitOrigin.COLUMN}

every_log = pytest.mark.parametrize("log", LOGS.values(), ids=LOGS.keys())


def accounted(reading: FileReading) -> int:
    counted = reading.balance
    return (
        counted.header
        + counted.done
        + counted.rest
        + counted.planned
        + counted.skipped
        + counted.notes
        + counted.blank
        + counted.quarantined
    )


def test_every_importer_is_tried_here() -> None:
    assert set(LOGS) == {importer.DIALECT.support.format for importer in TABLES}


@pytest.mark.parametrize("importer", TABLES)
def test_every_required_field_has_a_column_in_every_variant(importer: Importer) -> None:
    dialect = importer.DIALECT
    for variant in dialect.support.variants:
        fields = {dialect.columns.get(column.casefold()) for column in variant.columns}
        assert all(group & fields for group in dialect.required), variant.name


@every_log
def test_a_small_log_is_read_whole(log: str) -> None:
    reading = read(log)

    assert reading.balance.records == accounted(reading) == 5
    assert reading.balance.done == 4
    assert [performed.load for performed in all_sets(reading)] == [60_000, 100_000, 120_000, 70_000]
    assert [performed.repetitions for performed in all_sets(reading)] == [5, 5, 3, 8]
    assert [session.day.isoformat() for session in reading.sessions] == ["2026-01-05", "2026-01-07"]
    assert reading.problems == ()


@pytest.mark.parametrize("format_name", LOGS)
def test_the_origin_of_the_unit_is_said(format_name: str) -> None:
    reading = read(LOGS[format_name])

    assert (reading.format, reading.unit, reading.unit_from) == (format_name, MassUnit.KG, UNIT_ORIGINS[format_name])


@every_log
def test_reading_twice_gives_the_same(log: str) -> None:
    assert read(log) == read(log)


@every_log
def test_sets_keep_the_order_and_the_lines_of_the_file(log: str) -> None:
    for session in read(log).sessions:
        lines = [performed.line for performed in session.sets]
        assert lines == sorted(lines, key=lambda line: line or 0)


@every_log
@pytest.mark.parametrize("ending", ["\r\n", "\r"], ids=["CRLF", "CR only"])
def test_line_endings_make_no_difference(log: str, ending: str) -> None:
    assert read(log.replace("\n", ending)).sessions == read(log).sessions


@every_log
@pytest.mark.parametrize(
    ("codec", "named"),
    [
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
        ("cp1252", "cp1252"),
    ],
)
def test_encodings_make_no_difference(log: str, codec: str, named: str) -> None:
    reading = read(log.encode(codec))

    assert reading.encoding == named
    assert reading.sessions == read(log).sessions


@every_log
def test_blank_lines_and_lines_of_delimiters_are_blank(log: str) -> None:
    header, *rows = log.splitlines()
    reading = read("\n".join(["", header, rows[0], "   ", "," * header.count(","), *rows[1:], "", ""]))

    assert reading.balance.blank == 4
    assert reading.balance.records == accounted(reading) == 9
    assert [performed.load for performed in all_sets(reading)] == [performed.load for performed in all_sets(read(log))]


@every_log
@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("cut off in the mid", ProblemKind.FIELD_COUNT),
        ('"an open quotation mark', ProblemKind.QUOTE_UNCLOSED),
        ("a NUL \0 character", ProblemKind.NUL_BYTES),
        ("x" * 30_000, ProblemKind.FIELD_TOO_LONG),
    ],
    ids=["cut off", "open quote", "NUL", "too long"],
)
@pytest.mark.parametrize("after", [1, 2, 4])
def test_a_damaged_line_never_stops_the_file(log: str, row: str, kind: ProblemKind, after: int) -> None:
    lines = log.splitlines()
    reading = read("\n".join([*lines[: 1 + after], row, *lines[1 + after :]]))

    assert problems(reading) == [(after + 2, kind)]
    assert reading.problems[0].raw == row
    assert reading.balance.records == accounted(reading) == 6
    assert [performed.load for performed in all_sets(reading)] == [performed.load for performed in all_sets(read(log))]


@every_log
def test_a_file_that_is_cut_off_keeps_what_came_before(log: str) -> None:
    reading = read(log[:-20])

    assert reading.balance.done == 3
    assert reading.balance.quarantined == 1
    assert reading.problems[0].line == 5


@every_log
def test_bytes_that_are_no_utf_8_cost_their_own_row(log: str) -> None:
    many = log + "".join(log.splitlines(keepends=True)[1:]) * 10
    damaged = many.encode().replace("ü".encode(), b"\xff", 1)
    reading = read(damaged)

    assert [kind for _, kind in problems(reading)] == [ProblemKind.CHARACTERS_UNREADABLE]
    assert reading.balance.done == read(many).balance.done - 1


@every_log
def test_two_exports_in_one_file_have_two_headers(log: str) -> None:
    reading = read(log + log.replace("2026", "2025"))

    assert reading.balance.header == 2
    assert reading.balance.done == 8
    assert reading.problems == ()


@every_log
def test_columns_may_come_in_another_order_and_with_others_beside(log: str) -> None:
    out = StringIO()
    rows = [[*reversed(row), "more"] for row in reader(StringIO(log))]
    writer(out).writerows(rows)

    assert read(out.getvalue()).sessions == read(log).sessions


@every_log
def test_a_longer_export_gives_the_old_sessions_the_same_keys(log: str) -> None:
    longer = log + log.splitlines()[-1].replace("2026-01-07", "2026-02-09").replace("5 Jan", "9 Feb") + "\n"

    before = {session.key for session in keyed(read(log).sessions)}
    after = {session.key for session in keyed(read(longer).sessions)}
    assert before < after


@every_log
def test_a_row_dated_after_the_latest_day_is_set_aside(log: str) -> None:
    reading = read(log.replace("2026-01-07", "2027-01-07").replace("7 Jan 2026", "7 Jan 2027"))

    assert [kind for _, kind in problems(reading)] == [ProblemKind.DATE_IN_THE_FUTURE]
    assert reading.problems[0].limit == "2026-11-22"
    assert reading.balance.done == 3


@every_log
def test_a_row_dated_before_1970_is_set_aside(log: str) -> None:
    reading = read(log.replace("2026-01-07", "1926-01-07").replace("7 Jan 2026", "7 Jan 1926"))

    assert [kind for _, kind in problems(reading)] == [ProblemKind.DATE_TOO_OLD]


@every_log
@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("1000.5", ProblemKind.LOAD_ABSURD),
        ("9e99", ProblemKind.LOAD_ABSURD),
        ("-70", ProblemKind.NEGATIVE),
        ("heavy", ProblemKind.NOT_A_NUMBER),
        ("70lb0", ProblemKind.NOT_A_NUMBER),
    ],
)
def test_a_load_that_cannot_be_is_set_aside(log: str, written: str, kind: ProblemKind) -> None:
    reading = read(log.replace("70.0,", f"{written},").replace(",70,", f",{written},"), unit=MassUnit.KG)

    assert [found for _, found in problems(reading)] == [kind]
    assert reading.problems[0].met == written
    assert reading.problems[0].column in {"Weight", "weight_kg"}
    assert reading.balance.done == 3


@every_log
def test_a_load_above_500_kg_is_used_with_a_remark(log: str) -> None:
    reading = read(log.replace("70.0,", "501,").replace(",70,", ",501,"), unit=MassUnit.KG)

    assert [(problem.kind, problem.set_aside) for problem in reading.problems] == [(ProblemKind.LOAD_UNUSUAL, False)]
    assert max(performed.load or 0 for performed in all_sets(reading)) == 501_000


@every_log
def test_more_than_1000_repetitions_are_set_aside(log: str) -> None:
    reading = read(
        log.replace("70.0,8,", "70.0,1001,").replace("70.0,kgs,8,", "70.0,kgs,1001,").replace(",70,8,", ",70,1001,")
    )

    assert [kind for _, kind in problems(reading)] == [ProblemKind.REPETITIONS_ABSURD]


@every_log
def test_a_failed_attempt_is_a_set_of_no_repetitions(log: str) -> None:
    reading = read(log.replace("70.0,8,", "70.0,0,").replace("70.0,kgs,8,", "70.0,kgs,0,").replace(",70,8,", ",70,0,"))

    assert [(performed.load, performed.repetitions) for performed in all_sets(reading)][-1] == (70_000, 0)


@every_log
def test_fractions_of_a_repetition_are_kept(log: str) -> None:
    reading = read(
        log.replace("70.0,8,", "70.0,7.5,").replace("70.0,kgs,8,", "70.0,kgs,7.5,").replace(",70,8,", ",70,7.5,")
    )

    assert all_sets(reading)[-1].repetitions == 7.5


@every_log
def test_the_unit_that_was_named_never_overrides_the_file(log: str) -> None:
    named, plain = read(log, unit=MassUnit.LB), read(log)

    if plain.unit_from is UnitOrigin.GUESSED:
        assert (named.unit, named.unit_from) == (MassUnit.LB, UnitOrigin.CONFIRMED)
        assert all_sets(named)[0].load == 27_216  # 60 lb x 453.59237 g
    else:
        assert named == plain
