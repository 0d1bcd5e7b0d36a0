"""Where the person's data is kept: SQLite in their own folder, the same tables on PostgreSQL for many people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lumbar.storage.journal import SqlJournal
    from lumbar.storage.paired_phones import SqlPairedPhones
    from lumbar.storage.self_tests import SqlSelfTests
    from lumbar.storage.training_store import SqlTrainingStore


def open_store(directory: Path, *, wait_s: float = 5.0) -> SqlTrainingStore:
    """The training log kept in the directory; see ``opening``, whose imports are left until they are needed."""
    from lumbar.storage.opening import open_store as open_sql_store

    return open_sql_store(directory, wait_s=wait_s)


def open_journal(directory: Path, *, wait_s: float = 5.0) -> SqlJournal:
    """The check-ins kept in the directory."""
    from lumbar.storage.opening import open_journal as open_sql_journal

    return open_sql_journal(directory, wait_s=wait_s)


def open_paired_phones(directory: Path, *, wait_s: float = 5.0) -> SqlPairedPhones:
    """The paired phone kept in the directory."""
    from lumbar.storage.opening import open_paired_phones as open_sql_paired_phones

    return open_sql_paired_phones(directory, wait_s=wait_s)


def open_self_tests(directory: Path, *, wait_s: float = 5.0) -> SqlSelfTests:
    """The self-tests kept in the directory."""
    from lumbar.storage.opening import open_self_tests as open_sql_self_tests

    return open_sql_self_tests(directory, wait_s=wait_s)
