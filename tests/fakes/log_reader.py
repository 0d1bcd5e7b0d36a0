"""A reader whose files are values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lumbar.core.errors import UnusableInput, UnusableKind
from lumbar.core.provenance import FileReading, UnitOrigin
from lumbar.usecases.ports import ReadingChoices


class InMemoryLogReader:
    """Knows each path's reading, or why it has none.

    A guessed unit becomes a confirmed one when the choices name it; the loads stay as they are.
    """

    def __init__(self, files: Mapping[str, FileReading | UnusableInput]) -> None:
        self._files = files
        self.choices: list[ReadingChoices] = []

    def logs_in(self, path: str) -> Sequence[str]:
        return (path,)

    def read(self, path: str, choices: ReadingChoices) -> FileReading:
        self.choices.append(choices)
        found = self._files.get(path, UnusableInput(UnusableKind.NOT_FOUND, path))
        if isinstance(found, UnusableInput):
            raise found
        told = choices.unit_of(found.format)
        if found.unit_from is UnitOrigin.GUESSED and told:
            return replace(found, unit=told, unit_from=UnitOrigin.CONFIRMED)
        return found
