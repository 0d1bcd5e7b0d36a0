"""GymBook, quirk by quirk. Rows are made up; the Italian header is the app's, the German one another project's."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.importers.files import all_sets, problems, read, remarks
from tests.importers.test_every_importer import accounted

from lumbar.core.errors import ProblemKind, UnusableInput
from lumbar.core.provenance import UnitOrigin
from lumbar.core.quantities import MassUnit
from lumbar.core.training import SessionPrecision, SetKind

HEADER = (
    "Data,Programma,Orario,Esercizio,Zona,Gruppi muscolari (Primari),Gruppi muscolari (Secondari),"
    "Set / Set di riscaldamento / Set di defaticamento,Ripetizioni / Tempo,Peso / Distanza,Appunti,Saltato\n"
)
GERMAN = "Datum;Zeit;Training;Übung;Satz;Wdh.;Gewicht (kg)\n"


def row(
    date: str = "09/01/25",
    program: str = "Scheda 4",
    time: str = "19:30",
    exercise: str = "Panca",
    kind: str = "Set",
    amount: str = "20 ripetizioni",
    load: str = "82,50 kg",
    note: str = "",
    left_out: str = "No",
) -> str:
    """One line of an Italian export."""
    return (
        f'{date},"{program}",{time},"{exercise}",Petto,"Pettorali","Tricipiti, Spalle",{kind},"{amount}","{load}",'
        f"{note},{left_out}\n"
    )


def test_a_year_of_two_digits_stands_behind_day_and_month() -> None:
    """Nothing in this file shows the order: the app writes the day first."""
    session = read(HEADER + row("09/01/25")).sessions[0]

    assert session.start == datetime(2025, 1, 9, 19, 30)  # noqa: DTZ001
    assert session.precision is SessionPrecision.MINUTE


def test_a_month_above_twelve_is_no_date() -> None:
    assert problems(read(HEADER + row() + row("09/13/25"))) == [(3, ProblemKind.DATE_UNREADABLE)]


def test_the_time_stamps_the_set_and_a_session_is_a_day_and_a_programme() -> None:
    """Four sets at four times; the earliest of the first programme stands second in the file."""
    reading = read(
        HEADER
        + row(time="19:40")
        + row(time="19:30")
        + row(time="20:05", program="Corsa", amount="5 minuti", load="1,00 km")
        + row("10/01/25", time="19:30")
    )

    assert [(session.start.isoformat(" ", "minutes"), len(session.sets)) for session in reading.sessions] == [
        ("2025-01-09 19:30", 2),
        ("2025-01-09 20:05", 1),
        ("2025-01-10 19:30", 1),
    ]
    assert reading.sessions[0].lines == range(2, 4)


@pytest.mark.parametrize(
    ("amount", "repetitions", "seconds"),
    [
        ("20 ripetizioni", 20, None),
        ("1 ripetizione", 1, None),
        ("30 secondi", None, 30),
        ("5 minuti", None, 300),
        ("1 ora", None, 3600),
        ("1 minuto, 30 secondi", None, 90),
        ("12 Wiederholungen", 12, None),
        ("12 reps", 12, None),
        ("45 Sekunden", None, 45),
        ("1:30", None, 90),
    ],
)
def test_repetitions_or_time_stand_in_one_cell(amount: str, repetitions: float | None, seconds: float | None) -> None:
    performed = all_sets(read(HEADER + row(amount=amount)))[0]

    assert (performed.repetitions, performed.duration_s) == (repetitions, seconds)


@pytest.mark.parametrize("amount", ["20", "20 bananas", "molte", "1,5 minuti"])
def test_a_figure_without_a_word_we_know_is_set_aside(amount: str) -> None:
    reading = read(HEADER + row() + row(amount=amount))

    assert problems(reading) == [(3, ProblemKind.UNIT_UNKNOWN)]
    assert (reading.problems[0].met, reading.problems[0].column) == (amount, "Ripetizioni / Tempo")


@pytest.mark.parametrize(
    ("cell", "load", "metres"),
    [
        ("82,50 kg", 82_500, None),
        ("0,00 kg", 0, None),
        ("100,00 lb", 45_359, None),
        ("5,00 km", None, 5000),
        ("5.00 km", None, 5000),
        ("400,00 m", None, 400),
        ("", None, None),
        ("-", None, None),
    ],
)
def test_load_or_distance_stand_in_one_cell_with_their_unit(cell: str, load: int | None, metres: float | None) -> None:
    reading = read(HEADER + row() + row(load=cell))
    performed = all_sets(reading)[1]

    assert (performed.load, performed.distance_m) == (load, metres)
    assert load is None or performed.load_raw == cell
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("82,50", ProblemKind.UNIT_UNKNOWN),
        ("1.250,00 kg", ProblemKind.LOAD_ABSURD),
        ("heavy", ProblemKind.NOT_A_NUMBER),
        ("70 stone", ProblemKind.NOT_A_NUMBER),
        ("-5,00 kg", ProblemKind.NEGATIVE),
        ("-5,00 km", ProblemKind.NEGATIVE),
    ],
)
def test_a_load_without_a_unit_or_a_number_is_set_aside(cell: str, kind: ProblemKind) -> None:
    reading = read(HEADER + row() + row(load=cell))

    assert problems(reading) == [(3, kind)]
    assert reading.problems[0].column == "Peso / Distanza"


def test_an_unusual_load_is_remarked_upon_under_the_name_of_its_cell() -> None:
    reading = read(HEADER + row(load="501,00 kg"))

    assert remarks(reading) == [(2, ProblemKind.LOAD_UNUSUAL)]
    assert reading.problems[0].column == "Peso / Distanza"


@pytest.mark.parametrize("word", ["Si", "Sì", "sì", "Ja", "Yes"])
def test_a_set_that_was_skipped_does_not_count(word: str) -> None:
    reading = read(HEADER + row() + row(left_out=word))

    assert (reading.balance.done, reading.balance.skipped) == (1, 1)


def test_an_unknown_word_for_skipped_is_set_aside() -> None:
    reading = read(HEADER + row() + row(left_out="forse"))

    assert problems(reading) == [(3, ProblemKind.SET_ORDER_UNKNOWN)]
    assert reading.problems[0].column == "Saltato"


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Set", SetKind.WORK),
        ("Set di riscaldamento", SetKind.WARM_UP),
        ("Set di defaticamento", SetKind.COOL_DOWN),
        ("Satz", SetKind.WORK),
        ("Aufwärmsatz", SetKind.WARM_UP),
        ("Abwärmsatz", SetKind.COOL_DOWN),
        ("Warm-up Set", SetKind.WARM_UP),
        ("Cool-down Set", SetKind.COOL_DOWN),
    ],
)
def test_words_say_what_a_set_was_for(word: str, kind: SetKind) -> None:
    reading = read(HEADER + row(kind=word))

    assert all_sets(reading)[0].kind is kind
    assert reading.sessions[0].warm_ups_flagged


def test_an_unknown_word_for_the_set_is_set_aside() -> None:
    assert problems(read(HEADER + row() + row(kind="Bonus"))) == [(3, ProblemKind.SET_ORDER_UNKNOWN)]


def test_the_unit_is_that_of_the_cells() -> None:
    """More sets in pounds than in kilograms; each is read in its own."""
    reading = read(HEADER + row(load="100,00 lb") + row(load="100,00 lb") + row(load="60,00 kg"))

    assert (reading.unit, reading.unit_from) == (MassUnit.LB, UnitOrigin.COLUMN)
    assert [performed.load for performed in all_sets(reading)] == [45_359, 45_359, 60_000]


def test_a_log_of_runs_alone_needs_no_unit() -> None:
    reading = read(HEADER + row(amount="30 minuti", load="5,00 km"))

    assert not reading.unit_is_a_guess
    assert all_sets(reading)[0].distance_m == 5000


def test_the_german_header_has_a_column_for_each_figure() -> None:
    reading = read(
        GERMAN + "09.01.2025;19:30;Plan A;Kniebeuge;1;8;82,5\n09.01.2025;19:34;Plan A;Kniebeuge;2;7,5;82,5\n"
    )

    assert (reading.variant, reading.unit_from) == ("de", UnitOrigin.HEADER)
    assert [(performed.load, performed.repetitions) for performed in all_sets(reading)] == [(82_500, 8), (82_500, 7.5)]
    assert reading.sessions[0].start == datetime(2025, 1, 9, 19, 30)  # noqa: DTZ001
    assert not reading.sessions[0].warm_ups_flagged
    assert all_sets(reading)[0].kind is SetKind.UNKNOWN


def test_a_note_is_kept() -> None:
    assert all_sets(read(HEADER + row(note='"ginocchio, dx"')))[0].note == "ginocchio, dx"


LOG = (
    HEADER + row() + row(kind="Set di riscaldamento", amount="30 secondi", load="0,00 kg") + row("10/01/25")
).encode()


@given(st.data())
def test_damaged_bytes_raise_nothing_but_a_refusal_and_still_add_up(data: st.DataObject) -> None:
    content = bytearray(LOG)
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(len(HEADER), len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UnusableInput):
        reading = read(bytes(content))
        assert reading.balance.records == accounted(reading)
        assert reading.balance.done == len(all_sets(reading))


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_text_in_the_cells_raises_anything_but_a_refusal(amount: str, load: str) -> None:
    with suppress(UnusableInput):
        read(HEADER + row() + row(amount=amount.replace('"', ""), load=load.replace('"', "")))
