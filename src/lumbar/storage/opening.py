"""Opens the store of a data directory, making it on first use."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, Engine, insert, select
from uuid_utils.compat import uuid7

from lumbar.core.errors import StoreTrouble, UnusableInput, UnusableKind
from lumbar.storage.connection import reading, sqlite_engine, writing
from lumbar.storage.journal import SqlJournal
from lumbar.storage.location import HEAD, STORE_FILE, make_private_file
from lumbar.storage.migration import revision_of, upgrade
from lumbar.storage.paired_phones import SqlPairedPhones
from lumbar.storage.self_tests import SqlSelfTests
from lumbar.storage.tables import owner
from lumbar.storage.training_store import SqlTrainingStore


def open_store(directory: Path, *, wait_s: float = 5.0) -> SqlTrainingStore:
    """The training log kept in the directory, brought up to the tables of this version.

    ``wait_s`` is how long a call waits for another process that is writing. [s]
    Raises UnusableInput when what lies there cannot be used; ``met`` says why: newer, not_ours, not_a_database,
    damaged, locked, no_permission, disk_full or disk_error.
    """
    return SqlTrainingStore(*_opened(directory, wait_s))


def open_journal(directory: Path, *, wait_s: float = 5.0) -> SqlJournal:
    """The check-ins kept in the directory, in the same file as the training log and under the same conditions."""
    return SqlJournal(*_opened(directory, wait_s))


def open_paired_phones(directory: Path, *, wait_s: float = 5.0) -> SqlPairedPhones:
    """The paired phone kept in the directory, in the same file and under the same conditions."""
    return SqlPairedPhones(*_opened(directory, wait_s))


def open_self_tests(directory: Path, *, wait_s: float = 5.0) -> SqlSelfTests:
    """The self-tests kept in the directory, in the same file and under the same conditions."""
    return SqlSelfTests(*_opened(directory, wait_s))


def _opened(directory: Path, wait_s: float) -> tuple[Engine, UUID, str]:
    """The store's engine, whose rows are meant, and its name for people."""
    file = directory / STORE_FILE
    try:
        make_private_file(file)
    except OSError as error:
        raise UnusableInput(UnusableKind.STORE_UNREADABLE, str(file), met=StoreTrouble.NO_PERMISSION) from error
    engine = sqlite_engine(file, wait_s=wait_s)
    return engine, _local_owner(engine, str(file)), str(file)


def _local_owner(engine: Engine, path: str) -> UUID:
    with reading(engine, path) as connection:
        found = _first_owner(connection) if revision_of(connection) == HEAD else None
    if found is not None:
        return found
    with writing(engine, path) as connection:
        upgrade(connection, path)
        # Another process may have been faster.
        return _first_owner(connection) or _new_owner(connection)


def _first_owner(connection: Connection) -> UUID | None:
    return connection.execute(select(owner.c.id).order_by(owner.c.id).limit(1)).scalar()


def _new_owner(connection: Connection) -> UUID:
    owner_id = uuid7()
    connection.execute(insert(owner).values(id=owner_id, created_at=datetime.now(UTC)))
    return owner_id
