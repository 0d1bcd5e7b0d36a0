"""The store as a file. Imports no database library: `lumbar why export.csv` needs none."""

from __future__ import annotations

import os
from pathlib import Path

STORE_FILE = "lumbar.db"

HEAD = "0001"
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
