"""Tables that no app we know wrote: nothing is read before the person said what the columns mean."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.importers.files import LATEST, FilesInMemory, all_lines, all_sets, problems
from tests.importers.test_every_importer import accounted

from lumbar.core.errors import ProblemKind, UnusableInput, UnusableKind
from lumbar.core.provenance import FileReading, UnitOrigin
from lumbar.core.quantities import MassUnit
from lumbar.core.training import SessionPrecision, SetKind
from lumbar.importers import LogFiles
from lumbar.usecases.confirm_columns import ColumnProposal, ColumnsToConfirm, Missing
from lumbar.usecases.ports import ColumnMapping, ReadingChoices

ENGLISH = """\
Day,Lift,Sets,Reps,Weight (kg),Mood
2026-01-05,Squat,3,5,100,good
2026-01-05,Deadlift,1,5,140,good
2026-01-07,Bench Press,3,8,70.5,tired
"""
GERMAN = """\
Datum;Übung;Wdh.;Gewicht;Einheit;Bemerkung
05.01.2026;Kniebeuge;5;82,5;kg;ging gut
07.01.2026;Kreuzheben;3;120;kg;
"""


def refused(text: str, mappings: dict[str, ColumnMapping] | None = None) -> UnusableInput:
    with pytest.raises(UnusableInput) as caught:
        read(text, mappings)
    return caught.value


def read(text: str, mappings: dict[str, ColumnMapping] | None = None) -> FileReading:
    source = FilesInMemory({"my.csv": text.encode()})
    return LogFiles(source).read("my.csv", ReadingChoices(LATEST, mappings=mappings or {}))


def proposed(text: str) -> ColumnProposal:
    refusal = refused(text)
    assert isinstance(refusal, ColumnsToConfirm)
    assert refusal.kind is UnusableKind.COLUMNS_TO_CONFIRM
    assert refusal.proposal is not None
    return refusal.proposal


def read_as_proposed(text: str, unit: str | None = None, date_order: str | None = None) -> FileReading:
    proposal = proposed(text)
    unit = unit or proposal.mapping.unit
    return read(text, {proposal.signature: replace(proposal.mapping, unit=unit, date_order=date_order)})


def test_nothing_is_read_before_the_person_said_what_the_columns_mean() -> None:
    refusal = refused(ENGLISH)

    assert refusal.met == "Day, Lift, Sets, Reps, Weight (kg), Mood"
    assert refusal.known == ("Day", "Lift", "Sets", "Reps", "Weight (kg)", "Mood")


def test_columns_are_proposed_by_their_names_with_three_rows_to_look_at() -> None:
    proposal = proposed(ENGLISH)

    assert proposal.mapping.columns == {
        "date": "Day",
        "exercise": "Lift",
        "sets": "Sets",
        "repetitions": "Reps",
        "load": "Weight (kg)",
    }
    assert (proposal.mapping.unit, proposal.missing()) == ("kg", ())
    assert proposal.examples[0] == ("2026-01-05", "Squat", "3", "5", "100", "good")
    assert len(proposal.examples) == 3


def test_a_confirmed_table_is_read_with_as_many_sets_as_a_row_stands_for() -> None:
    reading = read_as_proposed(ENGLISH)

    assert (reading.format, reading.variant, reading.unit_from) == ("table", "confirmed", UnitOrigin.CONFIRMED)
    assert [(done.exercise, done.repetitions, done.load) for done in all_sets(reading)] == [
        *[("Squat", 5, 100_000)] * 3,
        ("Deadlift", 5, 140_000),
        *[("Bench Press", 8, 70_500)] * 3,
    ]
    assert all_lines(reading) == [2, 2, 2, 3, 4, 4, 4]
    assert {done.kind for done in all_sets(reading)} == {SetKind.UNKNOWN}
    assert [session.precision for session in reading.sessions] == [SessionPrecision.DAY] * 2
    assert (reading.balance.records, reading.balance.done, accounted(reading)) == (4, 3, 4)


def test_german_columns_with_a_unit_column_and_decimal_commas() -> None:
    proposal = proposed(GERMAN)
    reading = read_as_proposed(GERMAN)

    assert proposal.mapping.columns == {
        "date": "Datum",
        "exercise": "Übung",
        "repetitions": "Wdh.",
        "load": "Gewicht",
        "load_unit": "Einheit",
        "note": "Bemerkung",
    }
    assert [(done.load, done.note) for done in all_sets(reading)] == [(82_500, "ging gut"), (120_000, "")]
    assert reading.unit_from is UnitOrigin.COLUMN


@pytest.mark.parametrize(
    "header",
    [
        "Fecha,Ejercicio,Repeticiones,Peso",
        "Data,Esercizio,Ripetizioni,Carico",
        "Data,Exercício,Repetições,Carga",
        "Date,Exercice,Répétitions,Charge",
        "Datum,Oefening,Herhalingen,Gewicht",
        "Дата,Упражнение,Повторения,Вес",
        "日期,动作,次数,重量",
        "DATE,Exercise Name,REPS:,load [kg]",
    ],
)
def test_columns_are_proposed_in_several_languages(header: str) -> None:
    proposal = proposed(f"{header}\n2026-01-05,Squat,5,100\n")

    assert list(proposal.mapping.columns) == ["date", "exercise", "repetitions", "load"]
    assert proposal.missing() == (() if "kg" in header else (Missing.UNIT,))


def test_columns_without_a_known_name_are_proposed_by_what_stands_in_them() -> None:
    """Dates, names and small whole numbers are told apart; 62.5 cannot be repetitions."""
    proposal = proposed("when,what,a,b\n2026-01-05,Squat,5,62.5\n2026-01-07,Deadlift,3,102.5\n")

    assert proposal.mapping.columns == {"date": "when", "exercise": "what", "repetitions": "a", "load": "b"}


def test_two_columns_that_may_be_the_same_thing_are_left_to_the_person() -> None:
    proposal = proposed("when,what,a,b,kg\n2026-01-05,Squat,5,3,100\n")

    assert "repetitions" not in proposal.mapping.columns
    assert proposal.missing() == (Missing.MEASURED,)


def test_a_name_that_its_contents_contradict_is_not_believed() -> None:
    proposal = proposed("Date,Exercise,Reps,Weight,Unit\n2026-01-05,Squat,5,heavy,Legs\n")

    assert "load" not in proposal.mapping.columns
    assert proposal.mapping.columns["title"] == "Unit"


def test_an_order_of_day_and_month_that_no_date_shows_is_asked_for() -> None:
    text = "Date,Exercise,Reps\n04/05/2026,Squat,5\n06/05/2026,Squat,5\n"

    assert proposed(text).missing() == (Missing.DATE_ORDER,)
    days = {
        order: [session.day.isoformat() for session in read_as_proposed(text, date_order=order).sessions]
        for order in ("day_first", "month_first")
    }
    assert days == {"day_first": ["2026-05-04", "2026-05-06"], "month_first": ["2026-04-05", "2026-06-05"]}


def test_a_date_and_a_time_in_two_columns_are_one_start() -> None:
    reading = read_as_proposed("Date,Time,Workout,Exercise,Reps\n05.01.2026,18:30,Legs,Squat,5\n")

    (session,) = reading.sessions
    assert (session.start.isoformat(), session.precision) == ("2026-01-05T18:30:00", SessionPrecision.MINUTE)
    assert session.title == "Legs"


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("some day,Squat,1,5,100,", ProblemKind.DATE_UNREADABLE),
        ("2026-01-05,,1,5,100,", ProblemKind.EXERCISE_MISSING),
        ("2026-01-05,Squat,1,five,100,", ProblemKind.NOT_A_NUMBER),
        ("2026-01-05,Squat,1.5,5,100,", ProblemKind.NOT_A_NUMBER),
        ("2026-01-05,Squat,-1,5,100,", ProblemKind.NOT_A_NUMBER),
        ("2026-01-05,Squat,1e9,5,100,", ProblemKind.NOT_A_NUMBER),
        ("2026-01-05,Squat,1,5", ProblemKind.FIELD_COUNT),
        ("2036-01-05,Squat,1,5,100,", ProblemKind.DATE_IN_THE_FUTURE),
    ],
)
def test_a_damaged_row_is_set_aside_with_its_line_and_reason(row: str, kind: ProblemKind) -> None:
    mapping = {proposed(ENGLISH).signature: proposed(ENGLISH).mapping}
    reading = read(f"{ENGLISH}{row}\n", mapping)

    assert problems(reading) == [(5, kind)]
    assert reading.balance.done == 3


def test_rows_in_which_nothing_was_done_are_skipped() -> None:
    mapping = {proposed(ENGLISH).signature: proposed(ENGLISH).mapping}
    reading = read(f"{ENGLISH}2026-01-05,Rest day,,,,\n2026-01-05,Squat,0,5,100,\n", mapping)

    assert (reading.balance.skipped, reading.balance.done) == (2, 3)


def test_a_mapping_is_for_its_header_only_however_a_spreadsheet_wrote_it() -> None:
    mapping = {proposed(ENGLISH).signature: proposed(ENGLISH).mapping}

    assert read(ENGLISH.replace("Day,Lift", "\ufeff Day ,Lift"), mapping).balance.done == 3
    assert refused(ENGLISH.replace("Mood", "Humour"), mapping).kind is UnusableKind.COLUMNS_TO_CONFIRM


def test_a_mapping_that_speaks_of_what_we_do_not_know_is_asked_for_anew() -> None:
    proposal = proposed(ENGLISH)
    newer = ColumnMapping({**proposal.mapping.columns, "tempo": "Mood"})

    assert refused(ENGLISH, {proposal.signature: newer}).kind is UnusableKind.COLUMNS_TO_CONFIRM


def test_repetitions_in_reserve_never_become_an_effort() -> None:
    (done,) = all_sets(read_as_proposed("Date,Exercise,Reps,RIR,RPE\n2026-01-05,Squat,5,2,8.5\n"))

    assert (done.rir, done.rpe) == (2, 8.5)


def test_the_unit_of_a_confirmed_table_is_the_one_that_was_confirmed() -> None:
    text = "Date,Exercise,Reps,Weight\n2026-01-05,Squat,5,100\n"
    (done,) = all_sets(read_as_proposed(text, unit="lb"))

    assert (done.load, done.unit_raw) == (45_359, MassUnit.LB)  # 100 lb x 453.59237 g


@pytest.mark.parametrize("text", ["a,b,c\n1,2,3\n", "Date,Weight\n2026-01-01,80\n", "Date,Exercise,Reps\n", "x\ny\n"])
def test_a_table_that_cannot_be_a_log_is_of_an_unknown_format(text: str) -> None:
    assert refused(text).kind is UnusableKind.UNKNOWN_FORMAT


@given(st.data())
def test_a_table_damaged_anywhere_still_adds_up(data: st.DataObject) -> None:
    mapping = {proposed(ENGLISH).signature: proposed(ENGLISH).mapping}
    content = bytearray(ENGLISH.encode())
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UnusableInput):
        source = FilesInMemory({"my.csv": bytes(content)})
        reading = LogFiles(source).read("my.csv", ReadingChoices(LATEST, mappings=mapping))
        assert reading.balance.records == accounted(reading)


@given(st.text(max_size=200))
def test_no_table_raises_anything_but_a_refusal(text: str) -> None:
    with suppress(UnusableInput):
        read(f"Date,Exercise,Reps,{text}")
