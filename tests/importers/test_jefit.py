"""JEFIT, quirk by quirk. Rows are made up; sections and columns are those that others describe."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.importers.files import LATEST, FilesInMemory, all_sets, problems, remarks

from lumbar.core.errors import ProblemKind, UnusableInput, UnusableKind
from lumbar.core.provenance import FileReading, UnitOrigin
from lumbar.core.quantities import MassUnit
from lumbar.core.training import SessionPrecision, SetKind
from lumbar.importers import LogFiles, jefit
from lumbar.usecases.ports import ReadingChoices

SETTING = "### SETTING ###########\n_id,mass,length\n1, kg, cm\n\n"
WORKOUTS = """\
### WORKOUT SESSIONS ###########
_id,edit_time,description
1000,1767225600,"Push day

with a blank line, and a comma"

"""
LOGS = """\
### EXERCISE LOGS ###########
USERID,TIMESTAMP,belongSys,logs,_id,record,mydate,eid,ename,day_item_id,belongsession,logTime,interval_logs,auto_generated
1,"2026-01-01 00:00:00",1,"60x10,65x8,65x8",1,86.67,2026-01-01,21,"Barbell Bench Press",1,1000,1,,
1,"2026-01-01 00:00:00",1,"100x5",2,116.6,2026-01-01,22,"Größe à fond",1,1000,1,,
1,"2026-01-03 00:00:00",1,"42.5x8",3,53,2026-01-03,21,"Barbell Bench Press",1,1001,1,,
###########
"""
LOG = SETTING + WORKOUTS + LOGS


def row(logs: str, number: int = 9, day: str = "2026-01-05", name: str = "Squat", session: int = 1005) -> str:
    return f'1,"2026-01-05 00:00:00",1,"{logs}",{number},0,{day},23,"{name}",1,{session},1,,\n'


def with_rows(*rows: str) -> str:
    """The log with these rows at the end of its exercise logs, from line 16 on."""
    return LOG.removesuffix("###########\n") + "".join(rows)


def read(content: str | bytes, unit: MassUnit | None = None) -> FileReading:
    content = content.encode() if isinstance(content, str) else content
    reader = LogFiles(FilesInMemory({"jefit.csv": content}), documents=(jefit,))
    return reader.read("jefit.csv", ReadingChoices(LATEST, unit))


def test_all_sets_of_a_row_are_read_and_every_record_has_a_fate() -> None:
    reading = read(LOG)

    assert [(each.load, each.repetitions) for each in all_sets(reading)] == [
        *((60_000, 10), (65_000, 8), (65_000, 8), (100_000, 5), (42_500, 8)),
    ]
    assert [len(session.sets) for session in reading.sessions] == [4, 1]
    assert {session.precision for session in reading.sessions} == {SessionPrecision.DAY}
    assert {each.kind for each in all_sets(reading)} == {SetKind.UNKNOWN}
    assert not reading.sessions[0].warm_ups_flagged
    counted = reading.balance
    assert (counted.records, counted.header, counted.done, counted.skipped, counted.blank) == (14, 7, 3, 2, 2)
    assert (reading.unit, reading.unit_from, reading.problems) == (MassUnit.KG, UnitOrigin.HEADER, ())


def test_sections_may_come_in_any_order_and_others_beside() -> None:
    assert read(LOGS + SETTING + WORKOUTS).sessions[0].sets[0].load == 60_000
    more = "### PROFILE ###########\n_id,note\n1,x\n"
    assert len(all_sets(read(more + WORKOUTS + LOGS + more + SETTING))) == 5


@pytest.mark.parametrize("written", [" lbs", "lb", "LBS"])
def test_the_settings_say_the_unit(written: str) -> None:
    reading = read(LOG.replace(" kg", written))

    assert (reading.unit, reading.unit_from) == (MassUnit.LB, UnitOrigin.HEADER)
    assert all_sets(reading)[0].load == 27_216  # 60 x 453.59237 = 27,215.5422 g


@pytest.mark.parametrize("log", [WORKOUTS + LOGS, LOG.replace(" kg", "")], ids=["no settings", "no word"])
def test_a_unit_that_is_not_said_is_asked_for(log: str) -> None:
    assert read(log).unit_is_a_guess
    assert read(log, MassUnit.LB).unit_from is UnitOrigin.CONFIRMED


def test_a_gap_between_two_commas_is_no_set() -> None:
    assert [each.repetitions for each in all_sets(read(with_rows(row("60x8,,60x7,0x0"))))][-2:] == [8, 7]


def test_a_row_without_a_set_was_not_done() -> None:
    assert read(with_rows(row(""), row("0x0,0x0", 10))).balance.skipped == 4


def test_a_failed_attempt_is_a_set_of_no_repetitions() -> None:
    assert all_sets(read(with_rows(row("140x0"))))[-1].repetitions == 0


def test_a_row_that_stands_twice_counts_once_and_two_alike_with_their_own_numbers_twice() -> None:
    assert len(all_sets(read(with_rows(row("60x8"), row("60x8"))))) == 6
    assert len(all_sets(read(with_rows(row("60x8", 9), row("60x8", 10))))) == 7


@pytest.mark.parametrize(
    ("damaged", "kind"),
    [
        (row("60x8,heavy"), ProblemKind.NOT_A_NUMBER),
        (row("-60x8"), ProblemKind.NEGATIVE),
        (row("62,5x8"), ProblemKind.NOT_A_NUMBER),
        (row("1000.5x8"), ProblemKind.LOAD_ABSURD),
        (row("60x1001"), ProblemKind.REPETITIONS_ABSURD),
        (row("60x8", name=""), ProblemKind.EXERCISE_MISSING),
        (row("60x8", day="yesterday"), ProblemKind.DATE_UNREADABLE),
        (row("60x8", day="2027-01-05"), ProblemKind.DATE_IN_THE_FUTURE),
        ("1,cut off\n", ProblemKind.FIELD_COUNT),
        ('1,"open\n', ProblemKind.QUOTE_UNCLOSED),
        (row("60x\0"), ProblemKind.NUL_BYTES),
        ("x" * 30_000 + "\n", ProblemKind.FIELD_TOO_LONG),
    ],
)
def test_a_damaged_row_is_set_aside_and_the_others_are_used(damaged: str, kind: ProblemKind) -> None:
    reading = read(with_rows(damaged, row("70x5", 10)))

    assert problems(reading) == [(16, kind)]
    assert len(all_sets(reading)) == 6


def test_more_than_500_kg_is_used_with_a_remark() -> None:
    assert remarks(read(with_rows(row("501x8")))) == [(16, ProblemKind.LOAD_UNUSUAL)]


def test_a_file_without_logs_is_refused() -> None:
    with pytest.raises(UnusableInput) as refused:
        read(SETTING + WORKOUTS)
    assert refused.value.kind is UnusableKind.NOTHING_USABLE


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("ending", ["\r\n", "\r"], ids=["CRLF", "CR"])
def test_encodings_and_line_ends_make_no_difference(codec: str, ending: str) -> None:
    assert read(LOG.replace("\n", ending).encode(codec)).sessions == read(LOG).sessions


@given(st.data())
def test_a_file_damaged_anywhere_still_adds_up(data: st.DataObject) -> None:
    content = bytearray(LOG.encode())
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UnusableInput):
        read(bytes(content))


@given(st.text(max_size=200) | st.text('#x,"0123456789 \n', max_size=200))
def test_no_text_below_the_logs_raises_anything_but_a_refusal(text: str) -> None:
    with suppress(UnusableInput):
        assert read(LOG + text).balance.done >= 3
