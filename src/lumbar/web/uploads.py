"""Files that were dropped on the page: held in memory while small, else in temporary files without a name.

A file of this kind vanishes with the program, even in a crash: nothing of a person's log is left behind.
"""

from __future__ import annotations

import io
import os
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, BinaryIO

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MOST_FILES = 20
MOST_FIELDS = 10
FIELD = "files"
NAME_LENGTH = 120
AT_ONCE = 1 << 16
"""Read ahead of what is asked for, so that a log is not fetched line by line. [bytes]"""


class NotAFormError(Exception):
    """What was sent cannot be taken for dropped files."""


class _OwnPosition(io.RawIOBase):
    """The bytes of an open file, from a position that no other reader of it moves.

    A descriptor that was duplicated shares its position with the first, so each read says where it begins.
    """

    def __init__(self, descriptor: int, turn: threading.Lock) -> None:
        self._descriptor = descriptor
        self._turn = turn
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        into = memoryview(buffer).cast("B")
        content = self._read_from(self._at, len(into))
        into[: len(content)] = content
        self._at += len(content)
        return len(content)

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        begins = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: os.fstat(self._descriptor).st_size}
        if (at := begins[whence] + offset) < 0:
            raise ValueError(f"a position before the first byte: {at}")
        self._at = at
        return at

    def close(self) -> None:
        if not self.closed:
            os.close(self._descriptor)
        super().close()

    def _read_from(self, at: int, most: int) -> bytes:
        if hasattr(os, "pread"):
            return os.pread(self._descriptor, most, at)
        with self._turn:  # Windows has one position for all
            os.lseek(self._descriptor, at, os.SEEK_SET)
            return os.read(self._descriptor, most)


class Dropped:
    """Dropped files by the names they had, for a log reader to read from."""

    def __init__(self, files: Sequence[tuple[str, IO[bytes]]]) -> None:
        self._files: dict[str, IO[bytes]] = {}
        self._turn = threading.Lock()
        for name, file in files:
            self._files[self._free_name(name)] = file

    @property
    def names(self) -> tuple[str, ...]:
        """As they are shown. A name tells two files apart and never leads to a place on the disk."""
        return tuple(self._files)

    def stat(self, path: str) -> os.stat_result:
        return os.fstat(self._on_the_disk(path))

    def open(self, path: str) -> BinaryIO:
        """The bytes from the first on, for this reader alone. Closing it leaves the dropped file as it is."""
        return io.BufferedReader(_OwnPosition(os.dup(self._on_the_disk(path)), self._turn), AT_ONCE)

    def leave_out(self, path: str) -> None:
        """Lets go of one file; the others stay."""
        file = self._file(path)
        del self._files[path]
        with suppress(OSError):
            file.close()

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

    def _on_the_disk(self, path: str) -> int:
        """The descriptor of the file, with all that was written to it."""
        file = self._file(path)
        descriptor = file.fileno()
        file.flush()
        return descriptor

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
