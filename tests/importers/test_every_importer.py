"""What holds for each importer, whatever app the file is from."""

from __future__ import annotations

from csv import reader, writer
from datetime import UTC, datetime
from io import StringIO

import pytest
from tests.importers.files import all_lines, all_sets, problems, read

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
FITBOD = """\
Date,Exercise,Reps,Weight(kg),Duration(s),Distance(m),Incline,Resistance,isWarmup,Note,multiplier
2026-01-05 10:00:00 +0000,Back Squat, 5,60.0,0.0,0.0,0.0,0.0,true,, 1.0
2026-01-05 10:00:00 +0000,Back Squat, 5,100.0,0.0,0.0,0.0,0.0,false,, 1.0
2026-01-05 10:00:00 +0000,Kreuzheben für Größe à fond, 3,120.0,0.0,0.0,0.0,0.0,false,, 1.0
2026-01-07 10:00:00 +0000,Barbell Bench Press, 8,70.0,0.0,0.0,0.0,0.0,false,, 1.0
"""
REPCOUNT = """\
Workout Start,Workout End,Exercise,Weight,Reps,Notes,Kcal,Distance,Duration,Category,Name,Bodyweight
2026-01-05 18:30,2026-01-05 19:35,"Squat ",60.0,5,"",,,,Legs,"Beine à fond",
2026-01-05 18:30,2026-01-05 19:35,"Squat ",100.0,5,"",,,,Legs,"Beine à fond",
2026-01-05 18:30,2026-01-05 19:35,"Kreuzheben für Größe",120.0,3,"",,,,Back,"Beine à fond",
2026-01-07 18:30,2026-01-07 19:10,"Bench Press",70.0,8,"",,,,Chest,"Push",
"""
LYFTA = """\
 Title,Date,Duration,Exercise,"Superset id",Weight,Reps,Distance,Time,"Set Type"
"Beine à fond","2026-01-05 18:30:19",01:05:22,"Squat",,60.000,5,null,null,WARMUP_SET
"Beine à fond","2026-01-05 18:30:19",01:05:22,"Squat",,100.000,5,null,null,NORMAL_SET
"Beine à fond","2026-01-05 18:30:19",01:05:22,"Kreuzheben für Größe",,120.000,3,null,null,NORMAL_SET
"Push","2026-01-07 18:30:19",00:40:05,"Bench Press",,70.0,8,null,null,NORMAL_SET
"""
STRENGTHLOG = """\
workout,start,end,exercise,weight,bodyweight,extraWeight,assistingWeight,distanceKM,distanceM,reps,rpm,time-per-500,\
calories,time,warmup,max,fail,checked,setComment,workoutComment,form,sleep,calories,stress
Beine à fond,1767607200000,1767610800000,Squat,60.0,,,,,,5,,,,,true,false,false,1767607300000,,,,,,
Beine à fond,1767607200000,1767610800000,Squat,100.0,,,,,,5,,,,,false,false,false,1767607400000,,,,,,
Beine à fond,1767607200000,1767610800000,Kreuzheben für Größe,120.0,,,,,,3,,,,,false,false,false,1767607500000,,,,,,
Push,1767780000000,1767782400000,Bench Press,70.0,,,,,,8,,,,,false,false,false,1767780100000,,,,,,
"""
LIFTOSAUR = """\
Workout DateTime,Program,Day Name,Exercise,Is Warmup Set?,Required Reps,Completed Reps,Is AMRAP?,Required RPE,\
Completed RPE,Log RPE?,Required Weight Value,Required Weight Unit,Completed Weight Value,Completed Weight Unit,\
Ask Weight?,Completed Reps Time,Target Muscles,Synergist Muscles,Notes
2026-01-05T12:30:00.250Z,P,Beine à fond,Squat,1,5,5,0,,,0,60,kg,60,kg,0,2026-01-05T12:31:00.000Z,Quadriceps,,
2026-01-05T12:30:00.250Z,P,Beine à fond,Squat,0,5,5,0,,,0,99,kg,100,kg,0,2026-01-05T12:35:00.000Z,Quadriceps,,
2026-01-05T12:30:00.250Z,P,Beine à fond,"Kreuzheben für Größe, Barbell",0,5,3,0,,,0,99,kg,120,kg,0,,Hamstrings,,
2026-01-07T12:30:00Z,P,Push,Bench Press,0,10,8,0,,,0,75,kg,70,kg,0,,"Pectoralis, Triceps",,
"""
GYMBOOK = """\
Data,Programma,Orario,Esercizio,Zona,Gruppi muscolari (Primari),Gruppi muscolari (Secondari),\
Set / Set di riscaldamento / Set di defaticamento,Ripetizioni / Tempo,Peso / Distanza,Appunti,Saltato
05/01/26,"Beine à fond",18:30,"Squat",Gambe,"Quadricipite","",Set di riscaldamento,"5 ripetizioni","60,00 kg",,No
05/01/26,"Beine à fond",18:34,"Squat",Gambe,"Quadricipite","",Set,"5 ripetizioni","100,00 kg",,No
05/01/26,"Beine à fond",18:39,"Kreuzheben für Größe",Gambe,"Glutei","",Set,"3 ripetizioni","120,00 kg",,No
07/01/26,"Push",19:30,"Panca",Petto,"Pettorali","Tricipiti, Spalle",Set,"8 ripetizioni","70,00 kg",,No
"""
STRONGLIFTS = """\
Date (yyyy/mm/dd),Workout,Workout Name,Program Name,Body Weight (KG),Exercise,SetsxReps,SetsxTime,Top Set Reps x KG,\
e1RM  (KG),Reps,Volume (KG),Workout Volume (KG),Duration (hours),Start Time (h:mm),End Time (h:mm),Notes,\
Set 1 (Reps), Set 1 (KG),Set 2 (Reps), Set 2 (KG)
2026/01/05,1,"Beine à fond","5x5",80,"Squat",1x5,,5x60,67,5,300,300,1,6:30 PM,7:30 PM,"",5,60,,
2026/01/05,1,"Beine à fond","5x5",80,"Front Squat",1x5,,5x100,112,5,500,500,1,6:30 PM,7:30 PM,"",5,100,,
2026/01/05,1,"Beine à fond","5x5",80,"Kreuzheben für Größe",1x3,,3x120,127,3,360,360,1,6:30 PM,7:30 PM,"",3,120,,
2026/01/07,2,"Push","5x5",81,"Bench Press",1x5,,5x66,84,5,560,560,0.5,6:30 PM,7:00 PM,"",8,70,,
"""
LUMBAR = """\
date,start,precision,source,session_title,exercise,set_number,kind,load_kg,load_as_logged,unit,repetitions,rpe,\
duration_s,distance_m,note,session_note,rir,weights,assistance_kg,counted
2026-01-05,2026-01-05T18:30:00,minute,hevy,Beine à fond,Squat,1,warm_up,60,60,kg,5,,,,,,,,,yes
2026-01-05,2026-01-05T18:30:00,minute,hevy,Beine à fond,Squat,2,work,100,100,kg,5,8,,,,,,,,yes
2026-01-05,2026-01-05T18:30:00,minute,hevy,Beine à fond,Kreuzheben für Größe,3,work,120,120,kg,3,9,,,,,,,,yes
2026-01-07,2026-01-07T18:30:00,minute,hevy,Push,Bench Press,1,work,70,70,kg,8,,,,,,,,,yes
"""
LOGS = {
    "strong": STRONG,
    "hevy": HEVY,
    "fitnotes": FITNOTES,
    "fitbod": FITBOD,
    "repcount": REPCOUNT,
    "lyfta": LYFTA,
    "strengthlog": STRENGTHLOG,
    "liftosaur": LIFTOSAUR,
    "gymbook": GYMBOOK,
    "stronglifts": STRONGLIFTS,
    "lumbar_export": LUMBAR,
}
UNIT_ORIGINS = {
    "strong": UnitOrigin.GUESSED,
    "hevy": UnitOrigin.HEADER,
    "fitnotes": UnitOrigin.COLUMN,
    "fitbod": UnitOrigin.HEADER,
    "repcount": UnitOrigin.GUESSED,
    "lyfta": UnitOrigin.GUESSED,
    "strengthlog": UnitOrigin.GUESSED,
    "liftosaur": UnitOrigin.COLUMN,
    "gymbook": UnitOrigin.COLUMN,
    "stronglifts": UnitOrigin.HEADER,
    "lumbar_export": UnitOrigin.HEADER,
}
LOAD_COLUMNS = {
    *("Weight", "weight_kg", "Weight(kg)", "weight"),
    *("Completed Weight Value", "Peso / Distanza", "Set 1 (KG)", "load_kg"),
}
WITHOUT_SETS = {"strava"}
"""Tables of sessions only: they have tests of their own."""
HELP_BELOW_NOTHING = (FITBOD, REPCOUNT, STRONGLIFTS)
"""Logs of apps that write help as a load of less than nothing."""

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


def last_repetitions(log: str, written: str) -> str:
    """The log with the repetitions of its last day written in this way, wherever the column stands."""
    for at in (
        *("70.0,#,", "70.0,kgs,#,", ",70,#,", ", #,70.0,", "70.0,,,,,,#,"),
        *(",10,#,0,,,0,75,", '"# ripetizioni","70,00 kg"', ',"",#,70,,', "70,kg,#,"),
    ):
        log = log.replace(at.replace("#", "8"), at.replace("#", written))
    return log


def last_load(log: str, written: str) -> str:
    """The log with the load of its last day written in this way."""
    log = log.replace("70.0,", f"{written},").replace(",70,", f",{written},")
    return log.replace("70,00 kg", f"{written} kg")


def moved(log: str, year: int) -> str:
    """The log with its last day, 7 January 2026, in another year, in each way in which a log writes days."""
    start = datetime(year, 1, 7, 10, tzinfo=UTC)  # on that day from Honolulu to Auckland
    day, named_day, milliseconds = start.date().isoformat(), f"7 Jan {year}", str(int(start.timestamp()) * 1000)
    log = log.replace("2026-01-07", day).replace("7 Jan 2026", named_day).replace("1767780000000", milliseconds)
    return log.replace("2026/01/07", day.replace("-", "/")).replace("07/01/26", f"07/01/{year}")


def test_every_importer_is_tried_here() -> None:
    assert set(LOGS) | WITHOUT_SETS == {importer.DIALECT.support.format for importer in TABLES}


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
        assert len(session.lines) == len(session.sets)
        assert [*session.lines] == sorted(session.lines)


@every_log
def test_sets_that_are_alike_are_one_object_and_keep_their_own_lines(log: str) -> None:
    """Two exports below one another have each set twice; a set whose load is help is made anew."""
    reading = read(log + "".join(log.splitlines(keepends=True)[1:]))
    sets = [performed for performed in all_sets(reading) if not performed.note and performed.assistance is None]

    assert len({id(performed) for performed in sets}) == len(set(sets))
    assert len(set(all_lines(reading))) == reading.balance.done


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
    last = log.splitlines()[-1].replace("2026-01-07", "2026-02-09").replace("5 Jan", "9 Feb")
    last = last.replace("2026/01/07", "2026/02/09").replace("07/01/26", "09/02/26")
    longer = log + last.replace("1767780000000", "1770631200000") + "\n"

    before = {session.key for session in keyed(read(log).sessions)}
    after = {session.key for session in keyed(read(longer).sessions)}
    assert before < after


@every_log
def test_a_row_dated_after_the_latest_day_is_set_aside(log: str) -> None:
    reading = read(moved(log, 2027))

    assert [kind for _, kind in problems(reading)] == [ProblemKind.DATE_IN_THE_FUTURE]
    assert reading.problems[0].limit == "2026-11-22"
    assert reading.balance.done == 3


@every_log
def test_a_row_dated_before_1970_is_set_aside(log: str) -> None:
    reading = read(moved(log, 1926))

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
    if kind is ProblemKind.NEGATIVE and log in HELP_BELOW_NOTHING:
        pytest.skip("there a load below nothing is help")
    reading = read(last_load(log, written), unit=MassUnit.KG)

    assert [found for _, found in problems(reading)] == [kind]
    assert (reading.problems[0].met or "").removesuffix(" kg") == written
    assert reading.problems[0].column in LOAD_COLUMNS
    assert reading.balance.done == 3


@every_log
def test_a_load_above_500_kg_is_used_with_a_remark(log: str) -> None:
    reading = read(last_load(log, "501"), unit=MassUnit.KG)

    assert [(problem.kind, problem.set_aside) for problem in reading.problems] == [(ProblemKind.LOAD_UNUSUAL, False)]
    assert max(performed.load or 0 for performed in all_sets(reading)) == 501_000


@every_log
def test_more_than_1000_repetitions_are_set_aside(log: str) -> None:
    reading = read(last_repetitions(log, "1001"))

    assert [kind for _, kind in problems(reading)] == [ProblemKind.REPETITIONS_ABSURD]


@every_log
def test_a_failed_attempt_is_a_set_of_no_repetitions(log: str) -> None:
    reading = read(last_repetitions(log, "0"))

    assert [(performed.load, performed.repetitions) for performed in all_sets(reading)][-1] == (70_000, 0)


@every_log
def test_fractions_of_a_repetition_are_kept(log: str) -> None:
    reading = read(last_repetitions(log, "7.5"))

    assert all_sets(reading)[-1].repetitions == 7.5


@every_log
def test_the_unit_that_was_named_never_overrides_the_file(log: str) -> None:
    named, plain = read(log, unit=MassUnit.LB), read(log)

    if plain.unit_from is UnitOrigin.GUESSED:
        assert (named.unit, named.unit_from) == (MassUnit.LB, UnitOrigin.CONFIRMED)
        assert all_sets(named)[0].load == 27_216  # 60 lb x 453.59237 g
    else:
        assert named == plain
