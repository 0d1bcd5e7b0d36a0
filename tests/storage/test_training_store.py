"""What every TrainingStore keeps to, in memory and in SQLite, and what the SQL one keeps to besides."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, event, insert, select, update
from tests.fakes.clock import StandingClock
from tests.fakes.logs import SESSIONS, performed, reading, session, set_aside
from tests.fakes.training_store import InMemoryTrainingStore
from uuid_utils.compat import uuid7

from lumbar.core.errors import DataProblem, UnusableInput
from lumbar.core.provenance import FileReading
from lumbar.core.quantities import MassUnit
from lumbar.core.same_training import KeyedSession, SameTraining, keyed
from lumbar.core.training import Session, training_log
from lumbar.storage import tables
from lumbar.storage.connection import sqlite_engine
from lumbar.storage.location import STORE_FILE
from lumbar.storage.opening import open_store
from lumbar.storage.training_store import SqlTrainingStore
from lumbar.usecases.ports import ColumnMapping, ImportBatch, LearnedName, TrainingStore
from lumbar.usecases.undo_import import NotUndone, WhyNotUndone, undo_import

MONDAY = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)
TUESDAY = datetime(2026, 3, 3, 20, 0, tzinfo=UTC)


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> TrainingStore:
    return InMemoryTrainingStore() if request.param == "memory" else open_store(tmp_path)


def batch(
    *readings: FileReading,
    at: datetime = MONDAY,
    replaced: tuple[KeyedSession, ...] = (),
    units: dict[str, MassUnit] | None = None,
) -> ImportBatch:
    """Adds all sessions of the readings but those that are replaced."""
    all_sessions = [one for read in readings for one in keyed(read.sessions)]
    return ImportBatch(
        at=at,
        readings=readings,
        added=[one for one in all_sessions if one.key not in {other.key for other in replaced}],
        replaced=replaced,
        confirmed_units=units or {},
    )


# The contract


def test_a_new_store_is_empty(store: TrainingStore) -> None:
    assert list(store.sessions()) == []
    assert store.log() == training_log([])
    assert list(store.files()) == []
    assert list(store.quarantine()) == []
    assert store.confirmed_units() == {}


def test_sessions_come_back_oldest_first_with_everything_they_had(store: TrainingStore) -> None:
    late = session("2026-03-04T18:00", performed("Row", 60, 8.5), performed("Plank", None, None))
    early = session("2026-03-02T18:00")
    store.save(batch(reading("strong.csv", late, early)))
    assert [stored.keyed.session for stored in store.sessions()] == [early, late]
    assert [stored.keyed for stored in store.sessions()] == [keyed([early])[0], keyed([late])[0]]
    assert store.log() == training_log([early, late])


def test_sessions_of_one_instant_keep_the_order_of_the_file(store: TrainingStore) -> None:
    titles = ["Pull", "Abs", "Push", "Core"]
    store.save(batch(reading("strong.csv", *(session(title=title) for title in titles))))
    assert [one.title for one in store.log().sessions] == titles


def test_each_session_knows_when_it_was_imported(store: TrainingStore) -> None:
    store.save(batch(reading("a.csv", session("2026-03-01T18:00"))))
    store.save(batch(reading("b.csv", session("2026-03-03T18:00")), at=TUESDAY))
    assert [stored.imported_at for stored in store.sessions()] == [MONDAY, TUESDAY]


def test_a_replaced_session_has_the_new_sets_alone(store: TrainingStore) -> None:
    first = session("2026-03-02T18:00", performed(kg=100), performed(kg=105), performed(kg=110))
    store.save(batch(reading("a.csv", first, session("2026-03-05T18:00"))))
    corrected = session("2026-03-02T18:00", performed(kg=120), title="pull")
    store.save(batch(reading("b.csv", corrected), at=TUESDAY, replaced=keyed([corrected])))
    assert store.log() == training_log([corrected, session("2026-03-05T18:00")])
    assert [stored.imported_at for stored in store.sessions()] == [TUESDAY, MONDAY]
    assert store.sessions()[0].keyed == keyed([corrected])[0]


def test_a_session_that_was_stored_meanwhile_is_stored_once(store: TrainingStore) -> None:
    store.save(batch(reading("a.csv", session())))
    store.save(batch(reading("b.csv", session(), session("2026-03-09T18:00")), at=TUESDAY))
    assert store.log() == training_log([session(), session("2026-03-09T18:00")])


def test_a_session_that_was_stored_meanwhile_with_other_sets_refuses_the_whole_batch(store: TrainingStore) -> None:
    store.save(batch(reading("a.csv", session("2026-03-02T18:00", performed(kg=100)))))
    other = session("2026-03-02T18:00", performed(kg=101))
    with pytest.raises(UnusableInput, match="changed_meanwhile"):
        store.save(batch(reading("b.csv", session("2026-02-01T18:00"), other), at=TUESDAY))
    assert store.log().set_count == 1
    assert len(store.files()) == 1


def test_a_file_is_known_by_its_bytes_and_unit(store: TrainingStore) -> None:
    store.save(batch(reading("a.csv", octets="x")))
    store.save(batch(reading("b.csv", octets="x"), at=TUESDAY))
    store.save(batch(replace(reading("c.csv", octets="x"), unit=MassUnit.LB), at=TUESDAY))
    assert [(file.path, file.unit, file.imported_at) for file in store.files()] == [
        ("a.csv", MassUnit.KG, MONDAY),
        ("c.csv", MassUnit.LB, TUESDAY),
    ]


def test_a_record_set_aside_is_kept_once_however_often_it_is_imported(store: TrainingStore) -> None:
    """A later export has the record on another line, since newer ones stand above it."""
    before = set_aside("2026-03-01;Deadlift;8o;5", line=7)
    after = set_aside("2026-03-01;Deadlift;8o;5", line=19, path="new.csv")
    store.save(batch(reading("old.csv", problems=(before,))))
    store.save(batch(reading("new.csv", problems=(after,)), at=TUESDAY))
    assert list(store.quarantine()) == [before]


def test_the_same_record_twice_in_one_file_is_two_records(store: TrainingStore) -> None:
    twice = (set_aside("x;8o", line=7), set_aside("x;8o", line=8))
    store.save(batch(reading("old.csv", problems=twice)))
    store.save(batch(reading("new.csv", problems=(*twice, set_aside("x;8o", line=9)))))
    assert [problem.line for problem in store.quarantine()] == [7, 8, 9]


def test_a_remark_on_a_record_that_was_used_is_not_quarantine(store: TrainingStore) -> None:
    remark = replace(set_aside("x;501"), set_aside=False)
    store.save(batch(reading("a.csv", problems=(remark,))))
    assert list(store.quarantine()) == []


def test_a_unit_confirmed_anew_takes_the_place_of_the_old_one(store: TrainingStore) -> None:
    store.save(batch(units={"strong": MassUnit.KG, "fitnotes": MassUnit.KG}))
    store.save(batch(units={"strong": MassUnit.LB}, at=TUESDAY))
    assert store.confirmed_units() == {"strong": MassUnit.LB, "fitnotes": MassUnit.KG}


@pytest.mark.parametrize("raw", ["a\0b", "\\x00", "\\", "\udcff.csv", "Übung\n深蹲", "\\ud800"])
def test_any_text_of_a_file_comes_back_as_it_was(store: TrainingStore, raw: str) -> None:
    problem = DataProblem(
        set_aside(raw).kind, path=raw, line=3, raw=raw, set_aside=True, column=raw, met=raw, limit=raw
    )
    named = session("2026-03-02T18:00", replace(performed(), exercise=raw, note=raw, load_raw=raw), title=raw)
    stored = KeyedSession("key", "content", replace(named, note=raw))
    store.save(ImportBatch(MONDAY, [reading("a.csv", problems=(problem,))], [stored], [], {}))
    assert list(store.quarantine()) == [problem]
    assert store.sessions()[0].keyed == stored


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sessions=st.lists(SESSIONS, max_size=6))
def test_any_log_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, sessions: list[Session]) -> None:
    directory = tmp_path_factory.mktemp("data")
    in_memory, in_sqlite = InMemoryTrainingStore(), open_store(directory)
    for one in (in_memory, in_sqlite):
        one.save(batch(reading("a.csv", *sessions)))
    assert in_sqlite.log() == in_memory.log() == training_log(sessions)
    assert list(in_sqlite.sessions()) == list(in_memory.sessions())


def test_a_column_mapping_is_kept_by_the_header_it_is_for(store: TrainingStore) -> None:
    first, second = ColumnMapping({"load": "Gewicht"}, "dmy", "kg", ","), ColumnMapping({"load": "Gewicht [kg]"})
    store.keep_column_mapping("datum;gewicht", first, MONDAY)
    store.keep_column_mapping("\\ü\0", second, MONDAY)
    store.keep_column_mapping("datum;gewicht", second, TUESDAY)
    assert store.column_mappings() == {"datum;gewicht": second, "\\ü\0": second}
    store.keep_column_mapping("datum;gewicht", first, TUESDAY)
    assert store.column_mappings()["datum;gewicht"] == first


def test_of_a_pair_what_the_person_said_outlives_what_is_found(store: TrainingStore) -> None:
    pair, other = SameTraining("a", "b"), SameTraining("a", "c")
    store.keep_same_training([pair, other], [], MONDAY)
    assert (list(store.same_training()), set(store.different_trainings())) == ([pair, other], set())
    store.keep_same_training([pair, other], [pair], TUESDAY)
    assert (list(store.same_training()), set(store.different_trainings())) == ([other], {pair})
    store.save(replace(batch(reading("a.csv", session())), same_training=[pair]))
    assert (list(store.same_training()), set(store.different_trainings())) == ([], {pair})


def test_a_file_stays_where_a_later_import_of_the_same_bytes_needs_it(store: TrainingStore) -> None:
    """The second import of the file brought the session that the first had left."""
    monday, tuesday = session("2026-03-02T18:00"), session("2026-03-03T18:00")
    read = reading("a.csv", monday, tuesday)
    first = store.save(replace(batch(read), added=keyed([monday])))
    store.save(replace(batch(read, at=TUESDAY), added=keyed([tuesday])))
    store.undo(first, TUESDAY, lambda _sessions: ())
    assert store.log() == training_log([tuesday])


def test_an_import_of_a_version_that_kept_no_changes_is_listed_and_left(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    import_id = store.save(batch(reading("a.csv", session())))
    engine = sqlite_engine(tmp_path / STORE_FILE, wait_s=5)
    with engine.begin() as connection:
        connection.execute(update(tables.import_batch).values(paths=None))
        connection.execute(delete(tables.import_change))
    [listed] = store.imports()
    assert (listed.undoable, listed.paths, listed.added_sessions) == (False, ("a.csv",), 1)
    refused = undo_import(import_id, store=store, clock=StandingClock(TUESDAY))
    assert isinstance(refused, NotUndone)
    assert refused.why is WhyNotUndone.NOT_KEPT
    assert store.log().set_count == 1


# One owner sees nothing of another


@pytest.fixture
def two_owners(tmp_path: Path) -> tuple[SqlTrainingStore, SqlTrainingStore]:
    """Two people in one database."""
    mine = open_store(tmp_path)
    engine = sqlite_engine(tmp_path / STORE_FILE, wait_s=5)
    other_id = uuid7()
    with engine.begin() as connection:
        connection.execute(insert(tables.owner).values(id=other_id, created_at=MONDAY))
    return mine, SqlTrainingStore(engine, other_id, "other")


def everything_of(store: TrainingStore) -> tuple[object, ...]:
    return (
        list(store.sessions()),
        store.log(),
        list(store.files()),
        list(store.quarantine()),
        store.confirmed_units(),
        [(one.number, one.paths, one.undone_at) for one in store.imports()],
        list(store.same_training()),
        set(store.different_trainings()),
        list(store.learned_names()),
        store.column_mappings(),
    )


def test_neither_owner_sees_or_touches_the_rows_of_the_other(
    two_owners: tuple[SqlTrainingStore, SqlTrainingStore],
) -> None:
    """Both import the same file, so that every key, digest and format of one is also one of the other."""
    mine, theirs = two_owners
    nothing = everything_of(theirs)
    same = reading("a.csv", session(), problems=(set_aside("x;8o"),))
    mine.save(batch(same, units={"strong": MassUnit.KG}))
    after_mine = everything_of(mine)
    assert everything_of(theirs) == nothing

    theirs.save(batch(same, units={"strong": MassUnit.LB}, at=TUESDAY))
    assert everything_of(mine) == after_mine
    assert theirs.sessions()[0].imported_at == TUESDAY
    assert len(theirs.files()) == len(theirs.quarantine()) == 1

    corrected = session("2026-03-02T18:04", performed(kg=120))
    theirs.save(batch(reading("b.csv", corrected), at=TUESDAY, replaced=keyed([corrected])))
    theirs.learn_name(LearnedName("Deads", "deadlift", TUESDAY))
    theirs.keep_column_mapping("date;kg", ColumnMapping({"load": "kg"}), TUESDAY)
    theirs.keep_same_training([SameTraining("a", "b")], [SameTraining("a", "c")], TUESDAY)
    assert everything_of(mine) == after_mine
    assert theirs.log() == training_log([corrected])
    with pytest.raises(UnusableInput, match="changed_meanwhile"):
        theirs.undo(mine.imports()[0].id, TUESDAY, lambda _sessions: ())
    theirs.undo(theirs.imports()[0].id, TUESDAY, lambda _sessions: ())
    assert theirs.log() == training_log([session()])
    assert everything_of(mine) == after_mine


def test_every_statement_on_the_rows_of_a_person_names_the_owner(tmp_path: Path) -> None:
    open_store(tmp_path)
    engine = sqlite_engine(tmp_path / STORE_FILE, wait_s=5)
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    with engine.connect() as connection:
        owner_id = connection.execute(select(tables.owner.c.id)).scalar_one()
    store = SqlTrainingStore(engine, owner_id, "store")
    corrected = session("2026-03-02T18:04", performed(kg=120))
    store.save(batch(reading("a.csv", session(), problems=(set_aside("x"),)), units={"strong": MassUnit.KG}))
    replacing = store.save(batch(reading("b.csv", corrected), replaced=keyed([corrected])))
    store.learn_name(LearnedName("Deads", "deadlift", TUESDAY))
    store.keep_column_mapping("date;kg", ColumnMapping({"load": "kg"}), TUESDAY)
    store.keep_same_training([SameTraining("a", "b")], [SameTraining("a", "c")], TUESDAY)
    store.undo(replacing, TUESDAY, lambda _sessions: ())
    everything_of(store)
    on_rows = [one for one in statements if not one.startswith("BEGIN") and "FROM owner" not in one]
    assert {one.split()[0] for one in on_rows} == {"SELECT", "INSERT", "UPDATE", "DELETE"}
    assert [one for one in on_rows if "owner_id = ?" not in one and not one.startswith("INSERT")] == []
    assert [one for one in on_rows if one.startswith("INSERT") and "owner_id" not in one] == []


def test_a_set_cannot_hang_on_a_session_of_another_owner(
    two_owners: tuple[SqlTrainingStore, SqlTrainingStore], tmp_path: Path
) -> None:
    mine, theirs = two_owners
    mine.save(batch(reading("a.csv", session())))
    engine = sqlite_engine(tmp_path / STORE_FILE, wait_s=5)
    with engine.connect() as connection:
        row: dict[str, Any] = dict(connection.execute(select(tables.training_set)).mappings().one())
    row |= {"id": uuid7(), "owner_id": theirs.owner_id}
    with pytest.raises(Exception, match="FOREIGN KEY"), engine.begin() as connection:
        connection.execute(insert(tables.training_set).values(**row))


def test_an_instant_without_a_zone_is_refused(tmp_path: Path) -> None:
    naive = datetime.fromisoformat("2026-03-02T20:00")
    with pytest.raises(Exception, match="no instant"):
        open_store(tmp_path).save(batch(at=naive))
