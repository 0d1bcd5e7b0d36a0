"""Alpha Progression, quirk by quirk. Blocks are made up in the shape that one other project describes."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.importers.files import LATEST, FilesInMemory, all_sets, problems, remarks

from lumbar.core.errors import ProblemKind, UnusableInput
from lumbar.core.provenance import FileReading, UnitOrigin
from lumbar.core.quantities import MassUnit
from lumbar.core.training import SessionPrecision, SetKind
from lumbar.importers import LogFiles, alpha_progression
from lumbar.usecases.ports import ReadingChoices

LOG = """\
"Legs · Day 2 · Week 4 · …";"2026-02-19 4:54 h";"1:02 hr"
"1. Hack Squats · Machine · 8 reps";"WU1 · 37,5 kg · 9 reps<br>WU2 · 60 kg · 6 reps"
#;KG;REPS;RIR
1;102,5;6;0
2;100;8;1,5
"2. Größe à fond · 8 reps"
#;KG;REPS;RIR
1;+35;8;2

"Oberkörper · Tag 1 · Woche 5";"2026-02-21 18:30 h";"45 min"
"1. Bench Press · Barbell · 8 reps";""
#;KG;REPS;RIR
1;70;8;
"""


def read(content: str | bytes) -> FileReading:
    content = content.encode() if isinstance(content, str) else content
    reader = LogFiles(FilesInMemory({"alpha.csv": content}), documents=(alpha_progression,))
    return reader.read("alpha.csv", ReadingChoices(LATEST))


def test_blocks_are_read_whole() -> None:
    reading = read(LOG)

    assert [(each.exercise, each.load, each.repetitions, each.rir) for each in all_sets(reading)] == [
        ("Hack Squats (Machine)", 37_500, 9, None),
        ("Hack Squats (Machine)", 60_000, 6, None),
        ("Hack Squats (Machine)", 102_500, 6, 0),
        ("Hack Squats (Machine)", 100_000, 8, 1.5),
        ("Größe à fond", 35_000, 8, 2),
        ("Bench Press (Barbell)", 70_000, 8, None),
    ]
    assert all(each.rpe is None for each in all_sets(reading))
    counted = reading.balance
    assert (counted.records, counted.header, counted.done, counted.blank) == (13, 7, 5, 1)
    assert (reading.unit_from, reading.problems) == (UnitOrigin.HEADER, ())


def test_a_workout_has_its_title_in_any_language_its_start_and_its_length() -> None:
    first, second = read(LOG).sessions

    assert (first.title, first.start.isoformat(), first.duration_s) == (
        "Legs · Day 2 · Week 4",
        "2026-02-19T04:54:00",
        3720,  # 1 h 2 min
    )
    assert (second.title, second.duration_s) == ("Oberkörper · Tag 1 · Woche 5", 2700)
    assert first.precision is SessionPrecision.MINUTE


def test_warm_ups_in_the_cell_are_flagged() -> None:
    session = read(LOG).sessions[0]

    assert [each.kind for each in session.sets[:3]] == [SetKind.WARM_UP, SetKind.WARM_UP, SetKind.WORK]
    assert session.warm_ups_flagged


def test_what_is_on_top_of_the_body_keeps_its_plus() -> None:
    assert all_sets(read(LOG))[4].load_raw == "+35"


def test_the_head_of_the_table_says_the_unit() -> None:
    reading = read(LOG.replace("#;KG", "#;LB").replace(" kg ", " lbs "))

    assert reading.unit is MassUnit.LB
    assert all_sets(reading)[-1].load == 31_751  # 70 x 453.59237 = 31,751.47 g


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("2;heavy;8;1", ProblemKind.NOT_A_NUMBER),
        ("2;-20;8;1", ProblemKind.NEGATIVE),
        ("2;1000,5;8;1", ProblemKind.LOAD_ABSURD),
        ("2;70;1001;1", ProblemKind.REPETITIONS_ABSURD),
        ("2;70", ProblemKind.FIELD_COUNT),
        ('2;"70', ProblemKind.QUOTE_UNCLOSED),
        ("a note of some kind", ProblemKind.SET_ORDER_UNKNOWN),
        ("#;KG;SECONDS", ProblemKind.UNIT_UNKNOWN),
        ("2;7\0;8;1", ProblemKind.NUL_BYTES),
        ('"2. Squat";"WU1 · heavy"', ProblemKind.NOT_A_NUMBER),
        ('"Legs";"2027-02-19 4:54 h";"1:02 hr"', ProblemKind.DATE_IN_THE_FUTURE),
    ],
)
def test_a_damaged_line_is_set_aside_and_the_others_are_used(line: str, kind: ProblemKind) -> None:
    reading = read(f"{LOG}{line}\n")

    assert problems(reading) == [(14, kind)]
    assert len(all_sets(reading)) == 6


def test_sets_below_a_workout_that_cannot_be_read_join_no_other() -> None:
    reading = read(LOG + '"Legs";"2026-02-31 4:54 h"\n"1. Squat"\n#;KG;REPS;RIR\n1;100;5;1\n')

    assert problems(reading) == [(14, ProblemKind.DATE_UNREADABLE), (17, ProblemKind.DATE_UNREADABLE)]


def test_a_table_of_something_else_than_repetitions_is_set_aside() -> None:
    reading = read(LOG + '"2. Plank"\n#;KG;SECONDS;RIR\n1;0;45;\n')

    assert problems(reading) == [(15, ProblemKind.UNIT_UNKNOWN), (16, ProblemKind.UNIT_UNKNOWN)]


def test_a_set_without_repetitions_was_not_done_and_a_failed_attempt_was() -> None:
    reading = read(LOG + "2;70;;\n3;70;0;\n")

    assert reading.balance.skipped == 1
    assert all_sets(reading)[-1].repetitions == 0


def test_an_effort_that_cannot_be_read_costs_no_set() -> None:
    reading = read(LOG + "2;70;8;-1\n")

    assert remarks(reading) == [(14, ProblemKind.RPE_OUT_OF_RANGE)]
    assert all_sets(reading)[-1].rir is None


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-be"])
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


@given(st.text(max_size=200) | st.text('#;x·,"0123456789 \nKGREPS', max_size=200))
def test_no_text_below_a_log_raises_anything_but_a_refusal(text: str) -> None:
    with suppress(UnusableInput):
        assert read(LOG + text).balance.done >= 4
