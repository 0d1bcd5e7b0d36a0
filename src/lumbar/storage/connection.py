"""A SQLite file as an engine, and what goes wrong with such files as values a person can act on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from lumbar.storage.trouble import as_unusable


def sqlite_engine(file: Path, *, wait_s: float) -> Engine:
    """An engine on the file; it waits so long for another process to finish writing.

    No connection outlives its use: nothing is left open for a backup, a second process or the end of the program to
    trip over.
    """
    engine = create_engine(URL.create("sqlite", database=str(file)), poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        # Transactions are begun below, and not by the driver, which begins them too late for a consistent read.
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {round(wait_s * 1000)}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer takes the lock at once: two that both began by reading could not both go on.
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@contextmanager
def reading(engine: Engine, path: str) -> Iterator[Connection]:
    """One consistent view of the store."""
    with _in_words(path), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine, path: str) -> Iterator[Connection]:
    """One transaction: all of it is stored when it ends well, and nothing otherwise."""
    with _in_words(path), engine.execution_options(**{_WRITES: True}).begin() as connection:
        yield connection


_WRITES = "lumbar_writes"


@contextmanager
def _in_words(path: str) -> Iterator[None]:
    """Trouble with the file becomes UnusableInput; a fault of ours stays what it is."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        unusable = as_unusable(error.orig if isinstance(error, DBAPIError) else error, path)
        if unusable is None:
            raise
        raise unusable from error
