"""What was taken from each watched folder, beside the store: fills the port ``TakenFiles``.

It saves work and holds nothing that the store lacks: without it every file is looked into once more.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lumbar.private_files import write_private
from lumbar.usecases.watch_folder import ListedFile, TakenFile

FILE = "watched.json"


class TakenFilesOnDisk:
    """Of one folder; the file has those of all."""

    def __init__(self, directory: Path, folder: Path, *, trusted: bool = True) -> None:
        """``trusted``: whether the store is still there into which the files were imported."""
        self._file = directory / FILE
        self._folder = str(folder.absolute())
        self._trusted = trusted

    def taken(self) -> Sequence[TakenFile]:
        """What cannot be read is forgotten: the files are looked into once more, and stored no second time."""
        entries = self._all().get(self._folder) if self._trusted else None
        taken = [_entry(each) for each in entries] if isinstance(entries, list) else []
        return [each for each in taken if each]

    def keep(self, taken: Sequence[TakenFile]) -> None:
        """Whole or not at all. Raises UnusableInput where it cannot be written."""
        entries = [[each.file.path, each.file.size, each.file.changed_ns, each.refused_under] for each in taken]
        text = json.dumps({**self._all(), self._folder: entries})
        write_private(self._file, text.encode())

    def _all(self) -> dict[str, Any]:
        try:
            entries = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        return entries if isinstance(entries, dict) else {}


def _entry(entry: object) -> TakenFile | None:
    match entry:
        case [str(path), int(size), int(changed_ns), None | str() as refused_under]:
            return TakenFile(ListedFile(path, size, changed_ns), refused_under)
        case _:
            return None
