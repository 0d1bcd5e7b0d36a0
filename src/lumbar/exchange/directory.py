"""An archive as a directory: private, each file whole or absent, and nothing of anybody else's overwritten."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from lumbar.core.errors import UnusableInput, UnusableKind
from lumbar.exchange.archive_json import ArchiveState, archive_json, verify_archive
from lumbar.exchange.training_csv import check_ins_csv, quarantine_csv, self_tests_csv, training_csv
from lumbar.usecases.take_out import Rendering

ARCHIVE_FILE: Final = "lumbar.json"

# The JSON comes first: it marks a directory as an archive, so that one whose writing was cut short is written again.
RENDERINGS: Final[Mapping[str, Rendering]] = {
    ARCHIVE_FILE: archive_json,
    "training.csv": training_csv,
    "quarantine.csv": quarantine_csv,
    "check_ins.csv": check_ins_csv,
    "self_tests.csv": self_tests_csv,
}


class DirectoryArchive:
    """A directory that takes an archive in: a new one, an empty one, or one that holds an earlier archive.

    Any other directory is refused with UnusableInput, so that nobody's own ``training.csv`` is overwritten. Only the
    person may read what is written.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        try:
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            taken = _holds_anything_else(directory) and not _holds_an_archive(directory)
        except OSError as error:
            raise _cannot_be_written(directory, error.strerror) from error
        if taken:
            raise _cannot_be_written(directory, "not_empty")

    def write(self, name: str, text: str) -> None:
        """Puts the file in its place only once all of it is on the disk."""
        # A lone surrogate, which UTF-8 has no form for, becomes the escape JSON has for it.
        octets = text.encode("utf-8", "backslashreplace")
        draft = self._directory / _draft(name)
        try:
            draft.unlink(missing_ok=True)
            with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
                file.write(octets)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self._directory / name)
        except OSError as error:
            draft.unlink(missing_ok=True)
            raise _cannot_be_written(self._directory / name, error.strerror) from error


def _draft(name: str) -> str:
    return f".{name}.part"


def _holds_anything_else(directory: Path) -> bool:
    """Whether there is more in it than what a first archive leaves behind when its writing is cut short."""
    return bool({entry.name for entry in directory.iterdir()} - {_draft(name) for name in RENDERINGS})


def _holds_an_archive(directory: Path) -> bool:
    file = directory / ARCHIVE_FILE
    if not file.is_file():
        return False
    return verify_archive(file.read_text(encoding="utf-8", errors="replace")) is not ArchiveState.NOT_AN_ARCHIVE


def _cannot_be_written(path: Path, met: str | None) -> UnusableInput:
    return UnusableInput(UnusableKind.CANNOT_BE_WRITTEN, str(path), met=met)
