"""What can be wrong with an SQLite file, as the words that ``UnusableInput.met`` has for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Final

from lumbar.core.errors import StoreTrouble, UnusableInput, UnusableKind


def as_unusable(error: object, path: str) -> UnusableInput | None:
    """Why the store cannot be used, or None when the error is a fault of ours."""
    name: str = (getattr(error, "sqlite_errorname", None) or "") if isinstance(error, sqlite3.Error) else ""
    for prefix, trouble in _TROUBLES.items():
        if name.startswith(prefix):
            return UnusableInput(UnusableKind.STORE_UNREADABLE, path, met=trouble)
    return None


_TROUBLES: Final[Mapping[str, StoreTrouble]] = {
    "SQLITE_BUSY": StoreTrouble.LOCKED,
    "SQLITE_LOCKED": StoreTrouble.LOCKED,
    "SQLITE_CORRUPT": StoreTrouble.DAMAGED,
    "SQLITE_NOTADB": StoreTrouble.NOT_A_DATABASE,
    "SQLITE_CANTOPEN": StoreTrouble.NO_PERMISSION,
    "SQLITE_PERM": StoreTrouble.NO_PERMISSION,
    "SQLITE_READONLY": StoreTrouble.NO_PERMISSION,
    "SQLITE_FULL": StoreTrouble.DISK_FULL,
    "SQLITE_IOERR": StoreTrouble.DISK_ERROR,
}
