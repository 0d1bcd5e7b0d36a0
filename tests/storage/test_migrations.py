"""The tables after every migration are the tables the code names, on both databases."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import BigInteger, Connection, Engine, Uuid, insert, inspect
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable
from tests.fakes.check_ins import noted
from tests.fakes.logs import reading, session, set_aside
from tests.fakes.paired_phones import phone
from tests.fakes.self_tests import side_plank
from uuid_utils.compat import uuid7

from lumbar.core.quantities import MassUnit
from lumbar.core.same_training import keyed
from lumbar.core.training import training_log
from lumbar.storage.connection import sqlite_engine, writing
from lumbar.storage.location import HEAD, STORE_FILE
from lumbar.storage.migration import configuration, revision_of, upgrade
from lumbar.storage.opening import open_journal, open_paired_phones, open_self_tests, open_store
from lumbar.storage.tables import metadata, owner, training_set
from lumbar.storage.training_store import SqlTrainingStore
from lumbar.usecases.ports import ImportBatch

OF_THE_FOURTH = {"import_change", "training_pair", "learned_name", "column_mapping"}
LATER_THAN_THE_SECOND = {"paired_phone", "self_test"} | OF_THE_FOURTH
LATER_THAN_THE_FIRST = {"check_in", "check_in_rule"} | LATER_THAN_THE_SECOND

MONDAY = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = sqlite_engine(tmp_path / STORE_FILE, wait_s=5)
    yield engine
    engine.dispose()


def tables_of(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


def test_upgrading_an_empty_file_makes_the_tables_the_code_names(engine: Engine) -> None:
    with writing(engine, "store") as connection:
        upgrade(connection, "store")
        assert tables_of(connection) == set(metadata.tables)
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_upgrading_twice_changes_nothing(engine: Engine) -> None:
    for _ in range(2):
        with writing(engine, "store") as connection:
            upgrade(connection, "store")
            assert revision_of(connection) == HEAD


def test_downgrading_leaves_no_table_and_upgrading_again_makes_them(engine: Engine) -> None:
    with writing(engine, "store") as connection:
        upgrade(connection, "store")
        command.downgrade(configuration(connection), "base")
        assert tables_of(connection) == set()
    with writing(engine, "store") as connection:
        command.upgrade(configuration(connection), "head")
        assert tables_of(connection) == set(metadata.tables)


def test_a_store_of_the_first_revision_keeps_its_training_log_and_takes_check_ins(
    engine: Engine, tmp_path: Path
) -> None:
    owner_id = uuid7()
    with writing(engine, "store") as connection:
        upgrade(connection, "store")
        connection.execute(insert(owner).values(id=owner_id, created_at=MONDAY))
    read = reading("a.csv", session(), session("2026-03-04T18:00"), problems=(set_aside("x;8o"),))
    before = SqlTrainingStore(engine, owner_id, "store")
    before.save(ImportBatch(MONDAY, [read], keyed(read.sessions), [], {"strong": MassUnit.KG}))
    kept = (before.sessions(), before.files(), before.quarantine(), before.confirmed_units())
    with writing(engine, "store") as connection:
        command.downgrade(configuration(connection), "0001")
        assert tables_of(connection) == set(metadata.tables) - LATER_THAN_THE_FIRST

    open_journal(tmp_path).add(noted())
    after = open_store(tmp_path)
    assert after.owner_id == owner_id
    assert (after.sessions(), after.files(), after.quarantine(), after.confirmed_units()) == kept
    assert list(open_journal(tmp_path).check_ins()) == [noted()]


def test_taking_the_check_ins_back_out_leaves_the_training_log(engine: Engine, tmp_path: Path) -> None:
    read = reading("a.csv", session())
    open_store(tmp_path).save(ImportBatch(MONDAY, [read], keyed(read.sessions), [], {}))
    open_journal(tmp_path).add(noted())
    with writing(engine, "store") as connection:
        command.downgrade(configuration(connection), "0001")
        assert tables_of(connection) == set(metadata.tables) - LATER_THAN_THE_FIRST
    assert open_store(tmp_path).log() == training_log(read.sessions)
    assert list(open_journal(tmp_path).check_ins()) == []


def test_a_store_of_the_second_revision_keeps_its_check_ins_and_takes_a_phone(engine: Engine, tmp_path: Path) -> None:
    open_journal(tmp_path).add(noted())
    with writing(engine, "store") as connection:
        command.downgrade(configuration(connection), "0002")
        assert tables_of(connection) == set(metadata.tables) - LATER_THAN_THE_SECOND
    open_paired_phones(tmp_path).replace(phone())
    assert open_paired_phones(tmp_path).paired() == phone()
    assert list(open_journal(tmp_path).check_ins()) == [noted()]


def test_a_store_of_the_fourth_revision_keeps_its_check_ins_and_takes_self_tests(
    engine: Engine, tmp_path: Path
) -> None:
    open_journal(tmp_path).add(noted())
    with writing(engine, "store") as connection:
        command.downgrade(configuration(connection), "0004")
        assert tables_of(connection) == set(metadata.tables) - {"self_test"}
    open_self_tests(tmp_path).add([side_plank(62)], MONDAY)
    assert [one.result for one in open_self_tests(tmp_path).results()] == [side_plank(62)]
    assert list(open_journal(tmp_path).check_ins()) == [noted()]


def test_head_is_the_newest_revision_and_there_is_one_only() -> None:
    assert ScriptDirectory.from_config(configuration()).get_heads() == [HEAD]


def test_a_store_that_is_up_to_date_is_opened_without_alembic(tmp_path: Path) -> None:
    """Its import takes longer than reading ten years of training."""
    open_store(tmp_path)
    program = (
        "import sys, pathlib; from lumbar.storage.opening import open_store;"
        "open_store(pathlib.Path(sys.argv[1])).log(); print('alembic' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"


@pytest.mark.parametrize("table", [table for table in metadata.sorted_tables if table is not owner], ids=str)
def test_every_row_of_a_person_has_an_owner_and_an_id_of_its_own(table: object) -> None:
    [table] = [one for one in metadata.sorted_tables if one is table]
    assert [column.name for column in table.primary_key] == ["id"]
    assert isinstance(table.c.id.type, Uuid)
    assert not table.c.owner_id.nullable
    assert "owner.id" in {key.target_fullname for key in table.c.owner_id.foreign_keys}
    for constraint in table.foreign_key_constraints:
        assert "owner_id" in constraint.column_keys, "a reference without the owner could cross to another person"


def test_loads_are_large_whole_numbers() -> None:
    assert isinstance(training_set.c.load_g.type, BigInteger)


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=str)
def test_postgresql_can_spell_every_table(table: object) -> None:
    [table] = [one for one in metadata.sorted_tables if one is table]
    spelled = str(CreateTable(table).compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]
    assert "id UUID NOT NULL" in spelled
