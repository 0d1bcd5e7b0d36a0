"""What can be wrong with an SQLite file, as the words that ``UnusableInput.met`` has for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Final

from lumbar.core.errors import UnusableInput, UnusableKind


def as_unusable(error: object, path: str) -> UnusableInput | None:
    """Why the store cannot be used, or None when the error is a fault of ours."""
    name: str = (getattr(error, "sqlite_errorname", None) or "") if isinstance(error, sqlite3.Error) else ""
    for prefix, trouble in _TROUBLES.items():
        if name.startswith(prefix):
            return UnusableInput(UnusableKind.STORE_UNREADABLE, path, met=trouble)
    return None


_TROUBLES: Final[Mapping[str, str]] = {
    "SQLITE_BUSY": "locked",
    "SQLITE_LOCKED": "locked",
    "SQLITE_CORRUPT": "damaged",
    "SQLITE_NOTADB": "not_a_database",
    "SQLITE_CANTOPEN": "no_permission",
    "SQLITE_PERM": "no_permission",
    "SQLITE_READONLY": "no_permission",
    "SQLITE_FULL": "disk_full",
    "SQLITE_IOERR": "disk_error",
}
