"""What all PairedPhones keep to, in memory and in SQLite, and what the SQL ones keep to besides."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, insert
from tests.fakes.paired_phones import PAIRED_AT, PHONES, InMemoryPairedPhones, phone
from uuid_utils.compat import uuid7

from lumbar.storage import tables
from lumbar.storage.connection import sqlite_engine
from lumbar.storage.location import STORE_FILE
from lumbar.storage.nothing_stored import NothingPaired
from lumbar.storage.opening import open_paired_phones, open_store
from lumbar.storage.paired_phones import SqlPairedPhones
from lumbar.usecases.ports import PairedPhone, PairedPhones

LATER = PAIRED_AT + timedelta(hours=2)


@pytest.fixture(params=["memory", "sqlite"])
def phones(request: pytest.FixtureRequest, tmp_path: Path) -> PairedPhones:
    return InMemoryPairedPhones() if request.param == "memory" else open_paired_phones(tmp_path)


# The contract


def test_at_first_no_phone_is_paired(phones: PairedPhones) -> None:
    assert phones.paired() is None


def test_a_second_phone_takes_the_place_of_the_first(phones: PairedPhones) -> None:
    phones.replace(phone("first", "Android phone"))
    phones.replace(phone("second"))
    assert phones.paired() == phone("second")


def test_a_phone_not_seen_yet_is_not_one_seen_when_it_was_paired(phones: PairedPhones) -> None:
    phones.replace(phone())
    found = phones.paired()
    assert found is not None
    assert found.last_seen is None
    phones.seen(LATER)
    assert phones.paired() == replace(phone(), last_seen=LATER)


def test_revoking_leaves_no_phone_and_no_phone_can_be_seen(phones: PairedPhones) -> None:
    phones.replace(phone())
    for _ in range(2):
        phones.revoke()
        assert phones.paired() is None
    phones.seen(LATER)
    assert phones.paired() is None


def test_an_instant_without_a_zone_is_refused(phones: PairedPhones) -> None:
    phones.replace(phone())
    naive = datetime.fromisoformat("2026-11-23T20:00")
    with pytest.raises(Exception, match="no instant"):
        phones.seen(naive)
    with pytest.raises(Exception, match="no instant"):
        phones.replace(phone("other", paired_at=naive))
    assert phones.paired() == phone()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(many=st.lists(PHONES, min_size=1, max_size=4))
def test_any_phone_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, many: list[PairedPhone]) -> None:
    phones = open_paired_phones(tmp_path_factory.mktemp("data"))
    for one in many:
        phones.replace(one)
        assert phones.paired() == one


# In SQL


def test_access_taken_away_by_another_process_is_gone_at_the_next_look(tmp_path: Path) -> None:
    """Each opening has an engine of its own, as each process has."""
    server, command = open_paired_phones(tmp_path), open_paired_phones(tmp_path)
    server.replace(phone())
    command.revoke()
    assert server.paired() is None


def test_the_phone_lies_in_the_same_file_as_the_training_log_and_has_its_owner(tmp_path: Path) -> None:
    assert open_paired_phones(tmp_path).owner_id == open_store(tmp_path).owner_id
    assert {file.name for file in tmp_path.iterdir()} == {STORE_FILE}


def test_where_nothing_was_ever_stored_no_phone_can_be_paired_by_mistake() -> None:
    nothing = NothingPaired()
    nothing.revoke()
    nothing.seen(LATER)
    assert nothing.paired() is None
    with pytest.raises(NotImplementedError):
        nothing.replace(phone())


def two_owners(tmp_path: Path) -> tuple[SqlPairedPhones, SqlPairedPhones]:
    mine = open_paired_phones(tmp_path)
    engine = sqlite_engine(tmp_path / STORE_FILE, wait_s=5)
    other_id = uuid7()
    with engine.begin() as connection:
        connection.execute(insert(tables.owner).values(id=other_id, created_at=PAIRED_AT))
    return mine, SqlPairedPhones(engine, other_id, "other")


def test_neither_owner_sees_or_touches_the_phone_of_the_other(tmp_path: Path) -> None:
    mine, theirs = two_owners(tmp_path)
    mine.replace(phone("mine"))
    assert theirs.paired() is None
    theirs.replace(phone("theirs"))
    theirs.seen(LATER)
    assert mine.paired() == phone("mine")
    theirs.revoke()
    assert mine.paired() == phone("mine")


def test_the_table_has_no_room_for_a_second_phone_of_one_person(tmp_path: Path) -> None:
    phones = open_paired_phones(tmp_path)
    phones.replace(phone())
    row = {"id": uuid7(), "owner_id": phones.owner_id, "name": "b", "secret_digest": "", "paired_at": PAIRED_AT}
    engine = sqlite_engine(tmp_path / STORE_FILE, wait_s=5)
    with pytest.raises(Exception, match="UNIQUE"), engine.begin() as connection:
        connection.execute(insert(tables.paired_phone).values(**row))


def test_every_statement_on_the_phone_of_a_person_names_the_owner(tmp_path: Path) -> None:
    owner_id = open_paired_phones(tmp_path).owner_id
    engine = sqlite_engine(tmp_path / STORE_FILE, wait_s=5)
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    phones = SqlPairedPhones(engine, owner_id, "store")
    phones.replace(phone())
    phones.seen(LATER)
    phones.paired()
    phones.revoke()
    on_rows = [one for one in statements if not one.startswith("BEGIN")]
    kinds = [one.split()[0] for one in on_rows]
    assert kinds == ["DELETE", "INSERT", "SELECT", "UPDATE", "SELECT", "DELETE"]
    assert [one for one in on_rows if "owner_id = ?" not in one and not one.startswith("INSERT")] == []
