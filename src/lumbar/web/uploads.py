"""Files that were dropped on the page: held in memory while small, else in temporary files without a name.

A file of this kind vanishes with the program, even in a crash: nothing of a person's log is left behind.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import PurePosixPath
from typing import IO, BinaryIO

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

MOST_FILES = 20
MOST_FIELDS = 10
FIELD = "files"
NAME_LENGTH = 120


class NotAFormError(Exception):
    """What was sent cannot be taken for dropped files."""


class Dropped:
    """Dropped files by the names they had, for a log reader to read from."""

    def __init__(self, files: Sequence[tuple[str, IO[bytes]]]) -> None:
        self._files: dict[str, IO[bytes]] = {}
        for name, file in files:
            self._files[self._free_name(name)] = file

    @property
    def names(self) -> tuple[str, ...]:
        """As they are shown. A name tells two files apart and never leads to a place on the disk."""
        return tuple(self._files)

    def stat(self, path: str) -> os.stat_result:
        return os.fstat(self._file(path).fileno())

    def open(self, path: str) -> BinaryIO:
        """The bytes from the first on. Closing it leaves the dropped file as it is."""
        held = self._file(path)
        held.seek(0)
        return os.fdopen(os.dup(held.fileno()), "rb")

    def close(self) -> None:
        """Lets go of every file; nothing of them is left."""
        for file in self._files.values():
            with suppress(OSError):
                file.close()
        self._files.clear()

    def _file(self, path: str) -> IO[bytes]:
        try:
            return self._files[path]
        except KeyError:
            raise FileNotFoundError(path) from None

    def _free_name(self, given: str) -> str:
        name = PurePosixPath(given.replace("\\", "/")).name[-NAME_LENGTH:] or "log"
        if name not in self._files:
            return name
        return next(free for number in range(2, MOST_FILES + 2) if (free := f"{name} ({number})") not in self._files)


def dropped_text(name: str, text: str) -> Dropped:
    """A text as if it had been dropped as a file."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  Dropped closes it
    file.write(text.encode())
    return Dropped([(name, file)])


async def receive_files(request: Request) -> Dropped:
    """The files of the form, read as a stream. Raises NotAFormError."""
    try:
        form = await request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS)
    except HTTPException as refusal:
        raise NotAFormError from refusal
    uploaded = [(field, each) for field, each in form.multi_items() if isinstance(each, UploadFile)]
    dropped: list[tuple[str, IO[bytes]]] = []
    for field, each in uploaded:
        if field == FIELD and each.filename:
            dropped.append((each.filename, each.file))
        else:
            each.file.close()
    return Dropped(dropped)
