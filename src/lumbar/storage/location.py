"""The store as a file. Imports no database library: `lumbar why export.csv` needs none."""

from __future__ import annotations

import os
from pathlib import Path

STORE_FILE = "lumbar.db"

HEAD = "0006"
"""The newest revision of the tables, under migrations/versions. A test holds it there."""


def store_exists(directory: Path) -> bool:
    """Whether something was ever stored in this directory."""
    return (directory / STORE_FILE).is_file()


def make_private_file(file: Path) -> None:
    """The file exists, and nobody but its owner may look into it or into a directory made for it.

    A directory that is there already keeps the rights its owner gave it.
    """
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))


def has_check_ins(directory: Path) -> bool:
    """Whether any check-in was stored here, asked without loading the database library: most answers need none."""
    return _has_any(directory, "SELECT 1 FROM check_in LIMIT 1")


def has_learned_names(directory: Path) -> bool:
    """Whether the person ever said what a name means, asked without loading the database library."""
    return _has_any(directory, "SELECT 1 FROM learned_name LIMIT 1")


def has_self_tests(directory: Path) -> bool:
    """Whether any self-test was ever noted here, asked without loading the database library."""
    return _has_any(directory, "SELECT 1 FROM self_test LIMIT 1")


def has_column_mappings(directory: Path) -> bool:
    """Whether the person ever said what columns mean, asked without loading the database library."""
    return _has_any(directory, "SELECT 1 FROM column_mapping LIMIT 1")


def _has_any(directory: Path, question: str) -> bool:
    """What cannot be asked this way is said to be there, so that opening the store tells what is wrong with it."""
    if not store_exists(directory):
        return False
    import sqlite3
    from contextlib import closing

    try:
        with closing(
            sqlite3.connect(f"{(directory / STORE_FILE).absolute().as_uri()}?mode=ro", uri=True)
        ) as connection:
            return connection.execute(question).fetchone() is not None
    except sqlite3.Error:
        return True


def store_stamp(directory: Path) -> tuple[int, ...] | None:
    """Something that is another after anything was written to the store; None where there is no store."""
    if not store_exists(directory):
        return None
    files = (directory / STORE_FILE, directory / f"{STORE_FILE}-wal")
    looks = [file.stat() for file in files if file.exists()]
    return tuple(number for look in looks for number in (look.st_size, look.st_mtime_ns))
