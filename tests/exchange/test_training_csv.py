"""The CSV files: exact numbers, and no text that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from tests.fakes.logs import SESSIONS

from lumbar.core.errors import DataProblem, ProblemKind
from lumbar.core.quantities import Grams, MassUnit
from lumbar.core.same_training import keyed
from lumbar.core.training import Session, SessionPrecision, SetKind, TrainingSet
from lumbar.exchange.training_csv import quarantine_csv, training_csv
from lumbar.usecases.ports import StoredSession
from lumbar.usecases.take_out import Everything

MONDAY = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)

HEAD = (
    "date,start,precision,source,session_title,exercise,set_number,kind,load_kg,load_as_logged,unit,"
    "repetitions,rpe,duration_s,distance_m,note,session_note"
)

NUMBERS = ("load_kg", "repetitions", "rpe", "duration_s", "distance_m")
TEXTS = ("session_title", "exercise", "load_as_logged", "note", "session_note")


def stored(*sessions: Session, quarantine: tuple[DataProblem, ...] = ()) -> Everything:
    return Everything(tuple(StoredSession(one, MONDAY) for one in keyed(sessions)), (), quarantine, {})


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_set_is_one_row_in_the_words_and_units_of_the_head() -> None:
    """225 lb is 102.058 kg in whole grams; a plank has time and no load."""
    deadlift = TrainingSet(
        "Deadlift", SetKind.WARM_UP, Grams(102_058), 5.0, "225", MassUnit.LB, rpe=8.5, note="ok, slow"
    )
    plank = TrainingSet("Plank", SetKind.UNKNOWN, None, None, duration_s=60.0)
    monday = Session(
        "strong",
        datetime.fromisoformat("2026-03-02T18:04"),
        SessionPrecision.MINUTE,
        "Pull",
        (deadlift, plank),
        note="hot",
    )
    assert training_csv(stored(monday), MONDAY).splitlines() == [
        HEAD,
        '2026-03-02,2026-03-02T18:04:00,minute,strong,Pull,Deadlift,1,warm_up,102.058,225,lb,5,8.5,,,"ok, slow",hot',
        "2026-03-02,2026-03-02T18:04:00,minute,strong,Pull,Plank,2,unknown,,,,,,60,,,hot",
    ]


def test_an_empty_log_is_a_head_alone() -> None:
    assert training_csv(stored(), MONDAY) == HEAD + "\r\n"
    assert quarantine_csv(stored(), MONDAY) == "kind,path,line,column,raw,met,limit\r\n"


def test_a_record_set_aside_has_its_place_and_its_own_text() -> None:
    problem = DataProblem(
        ProblemKind.NOT_A_NUMBER, "a.csv", 7, "-5;8o\n;x", set_aside=True, column="Weight", met="=8o", limit=None
    )
    assert rows(quarantine_csv(stored(quarantine=(problem,)), MONDAY)) == [
        {
            "kind": "not_a_number",
            "path": "a.csv",
            "line": "7",
            "column": "Weight",
            "raw": "'-5;8o\n;x",
            "met": "'=8o",
            "limit": "",
        }
    ]


def test_a_text_that_looks_like_a_formula_gets_an_apostrophe_and_a_negative_number_does_not() -> None:
    assisted = TrainingSet(
        "=HYPERLINK(1)", SetKind.WORK, Grams(-20_500), 5.0, "-20.5", MassUnit.KG, note="+1 next time"
    )
    monday = Session("strong", MONDAY.replace(tzinfo=None), SessionPrecision.DAY, "@home", (assisted,), note="\tx")
    [row] = rows(training_csv(stored(monday), MONDAY))
    assert row["load_kg"] == "-20.5"
    assert [row[name] for name in TEXTS] == ["'@home", "'=HYPERLINK(1)", "'-20.5", "'+1 next time", "'\tx"]


@given(st.lists(SESSIONS, max_size=4))
def test_no_cell_starts_a_formula_and_every_number_is_exact(sessions: list[Session]) -> None:
    written = rows(training_csv(stored(*sessions), MONDAY))
    sets = [(one, done) for one in sessions for done in one.sets]
    assert len(written) == len(sets)
    for row, (one, done) in zip(written, sets, strict=True):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())
        assert row["load_kg"] == "" if done.load is None else Decimal(row["load_kg"]) * 1000 == done.load
        for name in NUMBERS[1:]:
            value = getattr(done, name)
            assert row[name] == "" if value is None else float(row[name]) == value
        texts = (one.title, done.exercise, done.load_raw, done.note, one.note)
        assert [row[name].removeprefix("'") for name in TEXTS] == [text.removeprefix("'") for text in texts]
