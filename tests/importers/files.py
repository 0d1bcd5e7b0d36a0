"""Files that are bytes in memory, and the shortest way to read one."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import BinaryIO

from lumbar.core.errors import ProblemKind
from lumbar.core.provenance import FileReading
from lumbar.core.quantities import MassUnit
from lumbar.core.training import TrainingSet
from lumbar.importers import LogFiles
from lumbar.usecases.ports import ReadingChoices

LATEST = date(2026, 11, 22)


class FilesInMemory:
    """A byte source whose files are values; a file may be an error instead."""

    def __init__(self, files: Mapping[str, bytes | OSError], mode: int = stat.S_IFREG, size: int | None = None) -> None:
        self._files = files
        self._mode = mode
        self._size = size
        self.reads = 0

    def stat(self, path: str) -> os.stat_result:
        size = len(self._content(path)) if self._size is None else self._size
        return os.stat_result((self._mode | 0o644, 0, 0, 1, 0, 0, size, 0, 0, 0))

    def open(self, path: str) -> BinaryIO:
        self.reads += 1
        return BytesIO(self._content(path))

    def _content(self, path: str) -> bytes:
        content = self._files.get(path, FileNotFoundError(2, "No such file or directory"))
        if isinstance(content, OSError):
            raise content
        return content


def read(content: str | bytes, unit: MassUnit | None = None, confirmed: MassUnit | None = None) -> FileReading:
    """The reading of a file with this content."""
    content = content.encode() if isinstance(content, str) else content
    confirmed_units = {} if confirmed is None else dict.fromkeys(("strong", "hevy", "fitnotes"), confirmed)
    return LogFiles(FilesInMemory({"log.csv": content})).read("log.csv", ReadingChoices(LATEST, unit, confirmed_units))


def all_sets(reading: FileReading) -> list[TrainingSet]:
    """Every set, session by session."""
    return [performed for session in reading.sessions for performed in session.sets]


def all_lines(reading: FileReading) -> list[int]:
    """The line of every set, session by session."""
    return [line for session in reading.sessions for line in session.lines]


def problems(reading: FileReading) -> list[tuple[int, ProblemKind]]:
    """Line and kind of what was set aside."""
    return [(problem.line, problem.kind) for problem in reading.problems if problem.set_aside]


def remarks(reading: FileReading) -> list[tuple[int, ProblemKind]]:
    """Line and kind of what was only remarked upon."""
    return [(problem.line, problem.kind) for problem in reading.problems if not problem.set_aside]
