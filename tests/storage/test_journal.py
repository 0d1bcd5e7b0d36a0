"""What every Journal keeps to, in memory and in SQLite, and what the SQL one keeps to besides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, insert, select
from sqlalchemy.dialects import postgresql
from tests.fakes.check_ins import CHECK_INS, noted
from tests.fakes.journal import InMemoryJournal
from uuid_utils.compat import uuid7

from lumbar.core.triage.disposition import Level
from lumbar.core.triage.questions import Answer, Assessment, Question
from lumbar.storage import tables
from lumbar.storage.connection import sqlite_engine
from lumbar.storage.journal import SqlJournal
from lumbar.storage.location import STORE_FILE
from lumbar.storage.nothing_stored import NothingNoted
from lumbar.storage.opening import open_journal, open_store
from lumbar.usecases.ports import CheckIn, Journal, TracedRule


@pytest.fixture(params=["memory", "sqlite"])
def journal(request: pytest.FixtureRequest, tmp_path: Path) -> Journal:
    return InMemoryJournal() if request.param == "memory" else open_journal(tmp_path)


# The contract


def test_a_new_journal_is_empty(journal: Journal) -> None:
    assert list(journal.check_ins()) == []


def test_a_check_in_comes_back_with_everything_it_had(journal: Journal) -> None:
    said = noted(answers={Question.BLADDER_CHANGE: Answer.YES, Question.FOOT_DROP: Answer.UNKNOWN}, age=41)
    assessment = Assessment(date(2026, 2, 1), "Dr. Kroß", ("no deadlifts", "up to 40 kg"), date(2026, 5, 1))
    whole = replace(
        said,
        report=replace(said.report, assessment=assessment, duration_days=0),
        because=(
            TracedRule("R02", Level.EMERGENCY, (Question.BLADDER_CHANGE, Question.FOOT_DROP), "because you said so"),
            TracedRule("R23", Level.ROUTINE, (), "of your age"),
        ),
    )
    journal.add(whole)
    assert list(journal.check_ins()) == [whole]


def test_a_pain_of_none_and_a_pain_of_nothing_stay_apart(journal: Journal) -> None:
    journal.add(noted("2026-03-02T08:00+01:00", pain=0))
    journal.add(noted("2026-03-02T20:00+01:00", pain=None))
    ratings = [one.report.pain and one.report.pain.rating for one in journal.check_ins()]
    assert ratings == [0, None]


def test_an_assessment_without_restrictions_is_not_no_assessment(journal: Journal) -> None:
    said = noted()
    assessed = Assessment(date(2026, 2, 1), "", (), date(2026, 5, 1))
    journal.add(replace(said, report=replace(said.report, assessment=assessed)))
    assert journal.check_ins()[0].report.assessment == assessed


def test_several_of_a_day_are_several_and_come_oldest_first(journal: Journal) -> None:
    """By the instant, and not by how the clock read it: 8 in Kathmandu is before 7 in Berlin."""
    berlin, kathmandu = "2026-03-02T07:00+01:00", "2026-03-02T08:00+05:45"
    for at in (berlin, kathmandu, berlin):
        journal.add(noted(at))
    assert [one.at for one in journal.check_ins()] == [datetime.fromisoformat(at) for at in (kathmandu, berlin, berlin)]


def test_what_is_told_later_of_an_earlier_day_stands_on_that_day(journal: Journal) -> None:
    journal.add(noted("2026-03-04T20:00+01:00"))
    journal.add(noted("2026-03-05T20:00+01:00", on=date(2026, 3, 1)))
    assert [one.report.on.day for one in journal.check_ins()] == [1, 4]


def test_the_zone_and_the_local_date_are_kept_beside_the_instant(journal: Journal) -> None:
    """Half past midnight in Berlin is the day before in UTC."""
    journal.add(noted("2026-03-02T00:30+01:00"))
    [one] = journal.check_ins()
    assert (one.at, one.zone, one.report.on) == (
        datetime.fromisoformat("2026-03-01T23:30+00:00"),
        "Europe/Berlin",
        date(2026, 3, 2),
    )


def test_an_instant_without_a_zone_is_refused(journal: Journal) -> None:
    with pytest.raises(Exception, match="no instant"):
        journal.add(noted("2026-03-02T20:00"))
    assert list(journal.check_ins()) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(check_ins=st.lists(CHECK_INS, max_size=5))
def test_any_check_ins_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, check_ins: list[CheckIn]
) -> None:
    in_memory, in_sqlite = InMemoryJournal(), open_journal(tmp_path_factory.mktemp("data"))
    for journal in (in_memory, in_sqlite):
        for one in check_ins:
            journal.add(one)
    assert list(in_sqlite.check_ins()) == list(in_memory.check_ins())
    assert len(in_sqlite.check_ins()) == len(check_ins)


# The SQL journal


@pytest.mark.parametrize("raw", ["a\0b", "\\x00", "\udcff", "Übung\n深蹲", '["'])
def test_any_text_comes_back_as_it_was(tmp_path: Path, raw: str) -> None:
    said = noted()
    assessment = Assessment(date(2026, 2, 1), raw, (raw, raw), date(2026, 5, 1))
    whole = replace(
        said,
        report=replace(said.report, assessment=assessment),
        because=(TracedRule("R01", Level.ROUTINE, (), raw),),
    )
    open_journal(tmp_path).add(whole)
    assert list(open_journal(tmp_path).check_ins()) == [whole]


def test_the_journal_lies_in_the_same_file_as_the_training_log_and_has_its_owner(tmp_path: Path) -> None:
    assert open_journal(tmp_path).owner_id == open_store(tmp_path).owner_id
    assert {file.name for file in tmp_path.iterdir()} == {STORE_FILE}


def test_where_nothing_was_ever_noted_nothing_can_be_noted_by_mistake() -> None:
    assert list(NothingNoted().check_ins()) == []
    with pytest.raises(NotImplementedError):
        NothingNoted().add(noted())


# One owner sees nothing of another


def test_neither_owner_sees_the_check_ins_of_the_other(tmp_path: Path) -> None:
    """Both store the same check-in, so that everything of one but the ids is also of the other."""
    mine = open_journal(tmp_path)
    engine = sqlite_engine(tmp_path / STORE_FILE, wait_s=5)
    other_id = uuid7()
    with engine.begin() as connection:
        connection.execute(insert(tables.owner).values(id=other_id, created_at=noted().at))
    theirs = SqlJournal(engine, other_id, "other")
    answered = replace(
        noted(answers={Question.DIABETES: Answer.YES}), because=(TracedRule("R01", Level.ROUTINE, (), ""),)
    )
    mine.add(answered)
    assert list(theirs.check_ins()) == []
    theirs.add(answered)
    theirs.add(noted("2026-03-03T20:00+01:00", pain=7))
    assert list(mine.check_ins()) == [answered]
    assert len(theirs.check_ins()) == 2


def test_every_statement_on_the_check_ins_of_a_person_names_the_owner(tmp_path: Path) -> None:
    owner_id = open_journal(tmp_path).owner_id
    engine = sqlite_engine(tmp_path / STORE_FILE, wait_s=5)
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    journal = SqlJournal(engine, owner_id, "store")
    journal.add(
        replace(noted(answers={Question.DIABETES: Answer.YES}), because=(TracedRule("R01", Level.ROUTINE, (), ""),))
    )
    journal.check_ins()
    on_rows = [one for one in statements if not one.startswith("BEGIN")]
    assert sorted(one.split()[0] for one in on_rows) == ["INSERT"] * 2 + ["SELECT"] * 2
    assert [one for one in on_rows if "owner_id = ?" not in one and not one.startswith("INSERT")] == []
    assert [one for one in on_rows if one.startswith("INSERT") and "owner_id" not in one] == []


def test_a_rule_that_held_cannot_hang_on_a_check_in_of_another_owner(tmp_path: Path) -> None:
    open_journal(tmp_path).add(replace(noted(), because=(TracedRule("R01", Level.ROUTINE, (), ""),)))
    engine = sqlite_engine(tmp_path / STORE_FILE, wait_s=5)
    other_id = uuid7()
    with engine.begin() as connection:
        connection.execute(insert(tables.owner).values(id=other_id, created_at=noted().at))
        row = dict(connection.execute(select(tables.check_in_rule)).mappings().one())
    stolen = {str(key): value for key, value in row.items()} | {"id": uuid7(), "owner_id": other_id}
    with pytest.raises(Exception, match="FOREIGN KEY"), engine.begin() as connection:
        connection.execute(insert(tables.check_in_rule).values(**stolen))


def test_an_answer_can_be_asked_for_in_sql(tmp_path: Path) -> None:
    journal = open_journal(tmp_path)
    for day, answer in enumerate((Answer.NO, Answer.YES, Answer.UNKNOWN), start=1):
        journal.add(noted(f"2026-03-0{day}T20:00+01:00", answers={Question.FOOT_DROP: answer}))
    made = tables.check_in.c
    foot_drop = select(made.local_date).where(made.answers["foot_drop"].as_string() == "yes")
    with sqlite_engine(tmp_path / STORE_FILE, wait_s=5).connect() as connection:
        assert connection.execute(foot_drop).scalars().all() == [date(2026, 3, 2)]
    assert "answers ->> " in str(foot_drop.compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]
