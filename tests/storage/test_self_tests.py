"""What every SelfTests keeps to, in memory and in SQLite, and what the SQL one keeps to besides."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, insert
from tests.fakes.self_tests import NOTED_AT, RESULTS, InMemorySelfTests, back_extension, reach, side_plank
from uuid_utils.compat import uuid7

from lumbar.core.self_tests import SelfTestResult, Side
from lumbar.storage import tables
from lumbar.storage.connection import sqlite_engine
from lumbar.storage.location import STORE_FILE, has_self_tests
from lumbar.storage.nothing_stored import NothingTested
from lumbar.storage.opening import open_self_tests, open_store
from lumbar.storage.self_tests import SqlSelfTests
from lumbar.usecases.ports import SelfTests

LATER = NOTED_AT + timedelta(hours=1)


@pytest.fixture(params=["memory", "sqlite"])
def self_tests(request: pytest.FixtureRequest, tmp_path: Path) -> SelfTests:
    return InMemorySelfTests() if request.param == "memory" else open_self_tests(tmp_path)


def kept(self_tests: SelfTests) -> list[SelfTestResult]:
    return [noted.result for noted in self_tests.results()]


# The contract


def test_at_first_there_is_no_result(self_tests: SelfTests) -> None:
    assert kept(self_tests) == []


def test_results_come_back_as_they_were_oldest_first(self_tests: SelfTests) -> None:
    both_sides = [side_plank(62.5), side_plank(75, side=Side.RIGHT)]
    self_tests.add(both_sides, NOTED_AT)
    self_tests.add([reach(20, zero=23, on="2026-04-01")], LATER)
    assert kept(self_tests) == [reach(20, zero=23, on="2026-04-01"), *both_sides]
    assert [noted.at for noted in self_tests.results()] == [LATER, NOTED_AT, NOTED_AT]


def test_several_of_a_day_are_several_in_the_order_in_which_they_were_noted(self_tests: SelfTests) -> None:
    self_tests.add([back_extension(120)], LATER)
    self_tests.add([back_extension(110)], NOTED_AT)
    assert kept(self_tests) == [back_extension(110), back_extension(120)]


def test_one_is_removed_and_the_others_stay(self_tests: SelfTests) -> None:
    self_tests.add([side_plank(62), side_plank(75, side=Side.RIGHT)], NOTED_AT)
    first = self_tests.results()[0].id
    for _ in range(2):
        self_tests.remove(first)
        assert kept(self_tests) == [side_plank(75, side=Side.RIGHT)]


def test_an_instant_without_a_zone_is_refused(self_tests: SelfTests) -> None:
    with pytest.raises(Exception, match="no instant"):
        self_tests.add([back_extension(120)], datetime(2026, 5, 3, 8, 0))  # noqa: DTZ001  that is what is refused
    assert kept(self_tests) == []


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(results=st.lists(RESULTS, max_size=5))
def test_any_results_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, results: list[SelfTestResult]
) -> None:
    in_memory, in_sqlite = InMemorySelfTests(), open_self_tests(tmp_path_factory.mktemp("data"))
    for store in (in_memory, in_sqlite):
        store.add(results, NOTED_AT)
    assert kept(in_sqlite) == kept(in_memory)


# The SQL one


def test_the_self_tests_lie_in_the_same_file_as_the_training_log_and_have_its_owner(tmp_path: Path) -> None:
    assert open_self_tests(tmp_path).owner_id == open_store(tmp_path).owner_id
    assert {file.name for file in tmp_path.iterdir()} == {STORE_FILE}


def test_whether_there_are_any_can_be_asked_without_the_database_library(tmp_path: Path) -> None:
    assert not has_self_tests(tmp_path)
    store = open_self_tests(tmp_path)
    assert not has_self_tests(tmp_path)
    store.add([back_extension(120)], NOTED_AT)
    assert has_self_tests(tmp_path)


def test_neither_owner_sees_or_removes_the_self_tests_of_the_other(tmp_path: Path) -> None:
    mine = open_self_tests(tmp_path)
    mine.add([back_extension(120)], NOTED_AT)
    engine = sqlite_engine(tmp_path / STORE_FILE, wait_s=5)
    other_id = uuid7()
    with engine.begin() as connection:
        connection.execute(insert(tables.owner).values(id=other_id, created_at=NOTED_AT))
    theirs = SqlSelfTests(engine, other_id, "other")
    assert kept(theirs) == []
    theirs.remove(mine.results()[0].id)
    assert kept(mine) == [back_extension(120)]


def test_every_statement_on_the_self_tests_of_a_person_names_the_owner(tmp_path: Path) -> None:
    owner_id = open_self_tests(tmp_path).owner_id
    engine = sqlite_engine(tmp_path / STORE_FILE, wait_s=5)
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    store = SqlSelfTests(engine, owner_id, "store")
    store.add([back_extension(120)], NOTED_AT)
    store.remove(store.results()[0].id)
    on_rows = [one for one in statements if not one.startswith("BEGIN")]
    assert [one.split()[0] for one in on_rows] == ["INSERT", "SELECT", "DELETE"]
    assert [one for one in on_rows if "owner_id" not in one.partition("WHERE")[2 if "WHERE" in one else 0]] == []


def test_where_nothing_was_ever_stored_nothing_can_be_noted_by_mistake() -> None:
    assert list(NothingTested().results()) == []
    NothingTested().remove(UUID(int=1))
    with pytest.raises(NotImplementedError):
        NothingTested().add([back_extension(120)], NOTED_AT)
