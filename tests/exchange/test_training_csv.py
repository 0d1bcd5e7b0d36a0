"""The CSV files: exact numbers, and no text that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from tests.fakes.check_ins import CHECK_INS, noted
from tests.fakes.logs import SESSIONS, session
from tests.fakes.self_tests import noted as noted_tests
from tests.fakes.self_tests import reach, side_plank

from lumbar.core.errors import DataProblem, ProblemKind
from lumbar.core.quantities import Grams, MassUnit
from lumbar.core.same_training import keyed, same_training
from lumbar.core.training import Session, SessionPrecision, SetKind, TrainingSet
from lumbar.core.triage.disposition import Disposition, Level
from lumbar.core.triage.questions import Answer, Assessment, Question
from lumbar.exchange.training_csv import check_ins_csv, quarantine_csv, self_tests_csv, training_csv
from lumbar.usecases.ports import CheckIn, StoredSession, TracedRule
from lumbar.usecases.take_out import Everything

MONDAY = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)

HEAD = (
    "date,start,precision,source,session_title,exercise,set_number,kind,load_kg,load_as_logged,unit,"
    "repetitions,rpe,duration_s,distance_m,note,session_note,rir,weights,assistance_kg,counted"
)

NUMBERS = ("load_kg", "repetitions", "rpe", "duration_s", "distance_m")
TEXTS = ("session_title", "exercise", "load_as_logged", "note", "session_note")


def stored(
    *sessions: Session, quarantine: tuple[DataProblem, ...] = (), check_ins: tuple[CheckIn, ...] = ()
) -> Everything:
    return Everything(tuple(StoredSession(one, MONDAY) for one in keyed(sessions)), (), quarantine, {}, check_ins)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_set_is_one_row_in_the_words_and_units_of_the_head() -> None:
    """225 lb is 102.058 kg in whole grams; a plank has time and no load."""
    deadlift = TrainingSet("Deadlift", SetKind.WARM_UP, Grams(102_058), 5.0, "225", MassUnit.LB, rpe=8.5, note="o,k")
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
        '2026-03-02,2026-03-02T18:04:00,minute,strong,Pull,Deadlift,1,warm_up,102.058,225,lb,5,8.5,,,"o,k",hot,,,,yes',
        "2026-03-02,2026-03-02T18:04:00,minute,strong,Pull,Plank,2,unknown,,,,,,60,,,hot,,,,yes",
    ]


def test_help_the_number_of_weights_and_the_repetitions_in_reserve_have_columns_of_their_own() -> None:
    curl = TrainingSet("Curl", SetKind.WORK, Grams(12_500), 10.0, "12.5", MassUnit.KG, rir=2.0, multiplier=2.0)
    pull_up = TrainingSet("Assisted pull-up", SetKind.WORK, None, 8.0, assistance=Grams(20_000))
    monday = Session("strong", MONDAY.replace(tzinfo=None), SessionPrecision.DAY, "", (curl, pull_up))
    told = [
        [row[name] for name in ("load_kg", "rir", "weights", "assistance_kg")]
        for row in rows(training_csv(stored(monday), MONDAY))
    ]
    assert told == [["12.5", "2", "2", ""], ["", "", "", "20"]]


def test_a_training_that_is_counted_as_another_app_has_it_is_said_not_to_count() -> None:
    hevy, strong = (session("2026-03-02T18:04", source=source) for source in ("hevy", "strong"))
    both = stored(hevy, strong)
    pair = same_training(both.sessions[0].keyed.key, both.sessions[1].keyed.key)
    counted = [
        (row["source"], row["counted"]) for row in rows(training_csv(replace(both, same_training=(pair,)), MONDAY))
    ]
    # The same in every field and stored at once: the one with the lesser key is counted.
    lesser = min(both.sessions, key=lambda one: one.keyed.key).keyed.session.source
    assert counted == [(source, "yes" if source == lesser else "no") for source in ("hevy", "strong")]


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


def test_a_check_in_is_one_row_and_what_was_not_told_is_empty() -> None:
    said = noted(pain=0, answers={Question.FOOT_DROP: Answer.NO, Question.PREGNANT: Answer.UNKNOWN})
    assessed = Assessment(date(2026, 2, 1), "=Dr", ("no deadlifts", "40 kg"), date(2026, 5, 1))
    held = tuple(TracedRule(rule, Level.ROUTINE, (), "") for rule in ("R01", "R27b"))
    whole = replace(
        said, report=replace(said.report, assessment=assessed), disposition=Disposition.SAME_DAY, because=held
    )
    [row] = rows(check_ins_csv(stored(check_ins=(whole,)), MONDAY))
    assert {name: cell for name, cell in row.items() if cell} == {
        "date": "2026-03-02",
        "at": "2026-03-02T20:00:00+01:00",
        "zone": "Europe/Berlin",
        "pain": "0",
        "sex": "unknown",
        "disposition": "same_day",
        "rules": "R01 R27b",
        "rulebook": "made",
        "assessed_on": "2026-02-01",
        "assessed_by": "'=Dr",
        "assessment_restrictions": "no deadlifts; 40 kg",
        "assessment_expires": "2026-05-01",
        "foot_drop": "no",
        "pregnant": "unknown",
    }
    assert set(row) >= {str(question) for question in Question}


@given(st.lists(CHECK_INS, max_size=4).map(tuple))
def test_every_answer_of_every_check_in_stands_in_its_column_and_no_cell_starts_a_formula(
    check_ins: tuple[CheckIn, ...],
) -> None:
    written = rows(check_ins_csv(stored(check_ins=check_ins), MONDAY))
    assert len(written) == len(check_ins)
    for row, one in zip(written, check_ins, strict=True):
        assert {question: row[question] for question in Question if row[question]} == dict(one.report.answers)
        assert row["pain"] == ("" if one.report.pain is None else str(one.report.pain.rating))
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())


def test_each_self_test_is_a_row_with_its_side_and_where_its_scale_begins() -> None:
    everything = replace(stored(), self_tests=tuple(noted_tests(side_plank(62.5), reach(-3, zero=0))))
    [plank, reached] = rows(self_tests_csv(everything, MONDAY))
    assert list(plank.values()) == ["2026-05-03", "2026-05-03T08:01:00+00:00", "side_plank", "left", "62.5", "s", ""]
    assert list(reached.values()) == ["2026-05-03", "2026-05-03T08:02:00+00:00", "sit_and_reach", "", "-3", "cm", "0"]
