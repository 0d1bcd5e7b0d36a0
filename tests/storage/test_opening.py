"""The store as a file: private, shared by processes, and refused in words when it cannot be used."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.fakes.logs import reading, session

from lumbar.core.errors import UnusableInput, UnusableKind
from lumbar.core.same_training import keyed
from lumbar.storage.connection import sqlite_engine
from lumbar.storage.location import STORE_FILE, store_exists
from lumbar.storage.opening import open_store
from lumbar.usecases.ports import ImportBatch

MONDAY = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)


def refusal(directory: Path) -> tuple[UnusableKind, str, str | None]:
    """Why opening and reading the store is refused."""
    with pytest.raises(UnusableInput) as refused:
        open_store(directory, wait_s=0.05).log()
    return refused.value.kind, refused.value.path, refused.value.met


def test_opening_makes_a_directory_and_a_file_that_only_the_owner_may_read(tmp_path: Path) -> None:
    open_store(tmp_path / "new" / "data")
    assert stat.S_IMODE((tmp_path / "new" / "data").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "new" / "data" / "lumbar.db").stat().st_mode) == 0o600


def test_a_directory_that_was_there_keeps_its_rights(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    open_store(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_a_store_exists_once_it_was_opened(tmp_path: Path) -> None:
    assert not store_exists(tmp_path)
    open_store(tmp_path)
    assert store_exists(tmp_path)


def test_looking_whether_a_store_exists_imports_no_database() -> None:
    program = "import sys, lumbar.storage.location; print({'sqlalchemy', 'sqlite3'} & sys.modules.keys())"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout == "set()\n"


def test_the_same_directory_has_the_same_owner(tmp_path: Path) -> None:
    assert open_store(tmp_path).owner_id == open_store(tmp_path).owner_id
    assert open_store(tmp_path).owner_id.version == 7


def test_the_file_is_journaled_ahead_and_synced_fully(tmp_path: Path) -> None:
    open_store(tmp_path)
    with sqlite_engine(tmp_path / STORE_FILE, wait_s=5).connect() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}


def test_a_store_of_a_later_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    open_store(tmp_path)
    with closing(sqlite3.connect(tmp_path / STORE_FILE)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert refusal(tmp_path) == (UnusableKind.STORE_UNREADABLE, str(tmp_path / STORE_FILE), "newer")
    with closing(sqlite3.connect(tmp_path / STORE_FILE)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999",)]


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / STORE_FILE)) as connection, connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
    assert refusal(tmp_path)[2] == "not_ours"
    with closing(sqlite3.connect(tmp_path / STORE_FILE)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("recipe",)]


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / STORE_FILE).write_text("Date,Workout Name\n" * 100, encoding="utf-8")
    assert refusal(tmp_path)[2] == "not_a_database"
    assert (tmp_path / STORE_FILE).read_text(encoding="utf-8") == "Date,Workout Name\n" * 100


def test_a_damaged_store_is_refused(tmp_path: Path) -> None:
    """Every page but the first is overwritten."""
    store = open_store(tmp_path)
    store.save(batch_of(100))
    octets = (tmp_path / STORE_FILE).read_bytes()
    (tmp_path / STORE_FILE).write_bytes(octets[:4096] + b"\xff" * (len(octets) - 4096))
    assert refusal(tmp_path)[2] == "damaged"


def test_a_store_cut_short_is_refused(tmp_path: Path) -> None:
    open_store(tmp_path).save(batch_of(100))
    octets = (tmp_path / STORE_FILE).read_bytes()
    (tmp_path / STORE_FILE).write_bytes(octets[: len(octets) // 3])
    assert refusal(tmp_path)[2] == "damaged"


def test_a_store_that_another_program_holds_is_refused_after_waiting(tmp_path: Path) -> None:
    store = open_store(tmp_path, wait_s=0.05)
    with closing(sqlite3.connect(tmp_path / STORE_FILE, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(UnusableInput, match="locked"):
            store.save(batch_of(1))
        assert list(store.log().sessions) == [], "reading goes on while another program writes"
    store.save(batch_of(1))


def test_a_file_in_place_of_the_directory_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    assert refusal(tmp_path / "data")[:2] == (UnusableKind.STORE_UNREADABLE, str(tmp_path / "data" / STORE_FILE))


def test_a_directory_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / STORE_FILE).mkdir()
    assert refusal(tmp_path)[0] is UnusableKind.STORE_UNREADABLE


def test_processes_that_open_a_new_store_at_once_agree_on_its_owner(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib; from lumbar.storage.opening import open_store;"
        "print(open_store(pathlib.Path(sys.argv[1]), wait_s=30).owner_id)"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", program, tmp_path], stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    owners = {process.communicate()[0] for process in running}
    assert [process.returncode for process in running] == [0] * 4
    assert owners == {f"{open_store(tmp_path).owner_id}\n"}


def test_processes_that_save_at_once_lose_nothing(tmp_path: Path) -> None:
    """Three processes each save sessions of their own, one transaction each, and one that all of them have."""
    program = (
        "import sys, pathlib; from tests.storage.test_opening import *;"
        "store = open_store(pathlib.Path(sys.argv[1]), wait_s=30);"
        "[store.save(batch_of(1, month, day)) for day in range(1, 11) for month in (int(sys.argv[2]), 12)]"
    )
    open_store(tmp_path)
    running = [subprocess.Popen([sys.executable, "-c", program, tmp_path, str(month)]) for month in (1, 2, 3)]
    assert [process.wait() for process in running] == [0, 0, 0]
    days = [one.day for one in open_store(tmp_path).log().sessions]
    assert [(day.month, day.day) for day in days] == [(month, day) for month in (1, 2, 3, 12) for day in range(1, 11)]


def batch_of(sessions: int, month: int = 1, day: int = 1) -> ImportBatch:
    """Sessions of one day, a minute apart, of one set each."""
    read = reading(
        "a.csv", *(session(f"2025-{month:02}-{day:02}T18:{minute:02}") for minute in range(min(sessions, 60)))
    )
    return ImportBatch(at=MONDAY, readings=[read], added=keyed(read.sessions), replaced=[], confirmed_units={})
