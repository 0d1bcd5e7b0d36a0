"""The tables after every migration are the tables the code names, on both databases."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import BigInteger, Connection, Engine, Uuid, inspect
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from lumbar.storage.connection import sqlite_engine, writing
from lumbar.storage.location import HEAD, STORE_FILE
from lumbar.storage.migration import configuration, revision_of, upgrade
from lumbar.storage.opening import open_store
from lumbar.storage.tables import metadata, owner, training_set


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
