"""Reads several log files, so that one that cannot be used does not keep the others from being read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lumbar.core.errors import UnusableInput
from lumbar.core.provenance import FileReading
from lumbar.core.same_training import oldest_export_first
from lumbar.usecases.ports import LogReader, ReadingChoices


@dataclass(frozen=True, slots=True)
class FilesRead:
    """What reading several files gave."""

    readings: tuple[FileReading, ...]
    """Each file that was used, oldest training first, once however often it was named."""
    unreadable: tuple[UnusableInput, ...]
    """Why each of the other files was not used."""
    repeated: tuple[str, ...]
    """Paths whose bytes are those of another file; they were counted once."""


def read_files(
    paths: Sequence[str],
    reader: LogReader,
    choices: ReadingChoices,
    *,
    accept: Callable[[FileReading], FileReading] = lambda reading: reading,
) -> FilesRead:
    """Reads every file. ``accept`` may refuse a reading by raising UnusableInput.

    Raises the first file's UnusableInput when none of them can be used.
    """
    by_digest: dict[str, FileReading] = {}
    unreadable: list[UnusableInput] = []
    repeated: list[str] = []
    for path in paths:
        try:
            logs = reader.logs_in(path)
        except UnusableInput as reason:
            unreadable.append(reason)
            continue
        for log in logs:
            try:
                reading = accept(reader.read(log, choices))
            except UnusableInput as reason:
                unreadable.append(reason)
                continue
            if reading.sha256 in by_digest:
                repeated.append(log)
            else:
                by_digest[reading.sha256] = reading
    if unreadable and not by_digest:
        raise unreadable[0]
    return FilesRead(oldest_export_first(by_digest.values()), tuple(unreadable), tuple(repeated))
