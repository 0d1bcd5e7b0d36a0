"""Undoing an import, on a store in memory and on one in SQLite."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fakes.clock import StandingClock
from tests.fakes.log_reader import InMemoryLogReader
from tests.fakes.logs import ALIKE_SESSIONS, performed, reading, session, set_aside
from tests.fakes.training_store import InMemoryTrainingStore

from lumbar.core.provenance import FileReading, UnitOrigin
from lumbar.core.quantities import MassUnit
from lumbar.core.training import Session, training_log
from lumbar.storage.opening import open_store
from lumbar.usecases.import_log import ImportResult, import_log
from lumbar.usecases.ports import StoredImport, TrainingStore
from lumbar.usecases.undo_import import NotUndone, WhyNotUndone, import_called, undo_import

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 10, 13, 0, tzinfo=UTC)

MONDAY = session("2026-03-02T18:00", performed(kg=100), performed(kg=105))
WEDNESDAY = session("2026-03-04T18:00", performed("Row", 60))
FRIDAY = session("2026-03-06T18:00", performed(kg=110))


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> TrainingStore:
    return InMemoryTrainingStore() if request.param == "memory" else open_store(tmp_path)


def imported(
    store: TrainingStore, *files: FileReading, unit: MassUnit | None = None, replace_changed: bool = False
) -> ImportResult:
    return import_log(
        [file.path for file in files],
        reader=InMemoryLogReader({file.path: file for file in files}),
        store=store,
        clock=StandingClock(NOON),
        unit=unit,
        replace_changed=replace_changed,
    )


def undone(store: TrainingStore, number: int | None = None) -> StoredImport | NotUndone:
    named = None if number is None else import_called(str(number), store.imports())
    return undo_import(named.id if named else None, store=store, clock=StandingClock(LATER))


def everything_of(store: TrainingStore) -> tuple[object, ...]:
    return (
        list(store.sessions()),
        store.log(),
        list(store.files()),
        list(store.quarantine()),
        store.confirmed_units(),
        list(store.same_training()),
    )


def test_undoing_the_only_import_leaves_an_empty_log_and_the_import_listed_as_undone(store: TrainingStore) -> None:
    nothing = everything_of(store)
    imported(store, reading("a.csv", MONDAY, WEDNESDAY, problems=(set_aside("x;8o"),)))
    undone(store)
    assert everything_of(store) == nothing
    [listed] = store.imports()
    assert (listed.number, listed.paths, listed.at, listed.undone_at) == (1, ("a.csv",), NOON, LATER)
    assert (listed.added_sessions, listed.added_sets, listed.replaced_sessions) == (2, 3, 0)


def test_what_was_replaced_stands_again_as_it_was_and_what_had_been_added_is_gone(store: TrainingStore) -> None:
    imported(store, reading("a.csv", MONDAY, WEDNESDAY))
    before = everything_of(store)
    corrected = replace(MONDAY, sets=(performed(kg=99),), note="Übung \0 深蹲")
    imported(store, reading("b.csv", corrected, WEDNESDAY, FRIDAY), replace_changed=True)
    assert store.log() == training_log([corrected, WEDNESDAY, FRIDAY])
    assert [(one.added_sessions, one.added_sets, one.replaced_sessions) for one in store.imports()] == [
        (1, 1, 1),
        (2, 3, 0),
    ]
    undone(store)
    assert everything_of(store) == before


def test_without_a_number_it_is_the_newest_that_still_stands(store: TrainingStore) -> None:
    for name, day in (("a.csv", MONDAY), ("b.csv", WEDNESDAY), ("c.csv", FRIDAY)):
        imported(store, reading(name, day))
    assert [one.number for _ in range(3) if isinstance(one := undone(store), StoredImport)] == [3, 2, 1]
    assert undone(store) == NotUndone(WhyNotUndone.NOTHING_TO_UNDO)


def test_imports_are_undone_in_any_order_where_none_builds_on_another(store: TrainingStore) -> None:
    imported(store, reading("a.csv", MONDAY))
    imported(store, reading("b.csv", MONDAY, WEDNESDAY))
    undone(store, 1)
    assert store.log() == training_log([WEDNESDAY])
    imported(store, reading("b.csv", MONDAY, WEDNESDAY))
    assert store.log() == training_log([MONDAY, WEDNESDAY])


def test_an_import_whose_session_a_later_one_changed_waits_for_that_one(store: TrainingStore) -> None:
    imported(store, reading("a.csv", MONDAY))
    longer = replace(MONDAY, sets=(*MONDAY.sets, performed(kg=110)))
    imported(store, reading("b.csv", longer))
    before = everything_of(store)
    refused = undone(store, 1)
    assert isinstance(refused, NotUndone)
    assert refused.asked is not None
    assert (refused.why, refused.asked.needed_by) == (WhyNotUndone.NEEDED, (2,))
    assert everything_of(store) == before
    undone(store, 2)
    assert isinstance(undone(store, 1), StoredImport)
    assert store.log() == training_log([])


def test_an_import_is_undone_once_and_an_unknown_one_never(store: TrainingStore) -> None:
    imported(store, reading("a.csv", MONDAY))
    undone(store, 1)
    again = undone(store, 1)
    assert isinstance(again, NotUndone)
    assert again.why is WhyNotUndone.UNDONE_ALREADY
    unknown = undo_import(uuid4(), store=store, clock=StandingClock(LATER))
    assert isinstance(unknown, NotUndone)
    assert unknown.why is WhyNotUndone.NO_SUCH_IMPORT


def test_a_unit_that_was_confirmed_with_an_import_goes_with_it(store: TrainingStore) -> None:
    imported(store, reading("a.csv", MONDAY, unit_from=UnitOrigin.GUESSED), unit=MassUnit.KG)
    assert store.confirmed_units() == {"strong": MassUnit.KG}
    in_pounds = replace(reading("b.csv", FRIDAY, unit_from=UnitOrigin.GUESSED), unit=MassUnit.LB)
    imported(store, in_pounds, unit=MassUnit.LB)
    assert store.confirmed_units() == {"strong": MassUnit.LB}
    undone(store, 2)
    assert store.confirmed_units() == {"strong": MassUnit.KG}
    undone(store, 1)
    assert store.confirmed_units() == {}


def test_when_the_training_that_counted_is_taken_back_the_other_apps_counts(store: TrainingStore) -> None:
    in_hevy = replace(MONDAY, source="hevy", sets=(*MONDAY.sets, performed("Curl", 20)))
    imported(store, reading("strong.csv", MONDAY))
    imported(store, reading("hevy.csv", in_hevy))
    assert store.log() == training_log([in_hevy])
    undone(store)
    assert store.log() == training_log([MONDAY])
    assert list(store.same_training()) == []


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    exports=st.lists(st.lists(ALIKE_SESSIONS, max_size=6).map(tuple), min_size=1, max_size=3), accepted=st.booleans()
)
def test_undoing_every_import_backwards_goes_back_through_every_state(
    tmp_path_factory: pytest.TempPathFactory, *, exports: list[tuple[Session, ...]], accepted: bool
) -> None:
    for store in (InMemoryTrainingStore(), open_store(tmp_path_factory.mktemp("data"))):
        states = [everything_of(store)]
        for number, sessions in enumerate(exports):
            done = imported(store, reading(f"{number}.csv", *sessions), replace_changed=accepted)
            if done.stored:
                states.append(everything_of(store))
        for state in states[-2::-1]:
            assert isinstance(undone(store), StoredImport)
            assert everything_of(store) == state
