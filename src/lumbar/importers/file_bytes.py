"""A file as it was opened: its size and beginning, its bytes when asked for, or the plain reason why there are none."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, Protocol

from lumbar.core.errors import UnusableInput, UnusableKind
from lumbar.importers.plausible import FILE_BYTES

BEGINNING = 65_536
PIECE = 1 << 20


class ByteSource(Protocol):
    """Where files are read from. Both calls raise OSError as the operating system does."""

    def stat(self, path: str) -> os.stat_result: ...

    def open(self, path: str) -> BinaryIO:
        """The bytes from the first on; the caller closes it."""
        ...


class Disk:
    """The files of this machine."""

    def stat(self, path: str) -> os.stat_result:
        return Path(path).stat()

    def open(self, path: str) -> BinaryIO:
        return Path(path).open("rb")


@dataclass(frozen=True)
class Opened:
    """A file that can be read, as often as an importer needs to. Nothing of it is kept but its beginning."""

    path: str
    source: ByteSource
    size: int
    """As the file system has it. [bytes]"""
    beginning: bytes
    """Up to BEGINNING bytes; which app wrote a file is told from these and never from its name."""

    @contextmanager
    def stream(self) -> Iterator[BinaryIO]:
        """The bytes from the first on, to be read in pieces. Raises UnusableInput when the file cannot be read."""
        with _in_words(self.path), self.source.open(self.path) as file:
            yield file

    def content(self, most: int = FILE_BYTES.value) -> bytes:
        """All bytes at once. Raises UnusableInput when there are more than ``most``, even where the file grew since."""
        with self.stream() as file:
            content = file.read(most + 1)
        if len(content) > most:
            raise _too_large(self.path, max(len(content), self.size), most)
        return content

    @cached_property
    def sha256(self) -> str:
        """Of all bytes, read a piece at a time."""
        digest = hashlib.sha256()
        with self.stream() as file:
            while piece := file.read(PIECE):
                digest.update(piece)
        return digest.hexdigest()


def opened(path: str, source: ByteSource) -> Opened:
    """The file, of which the beginning was read. Raises UnusableInput when it cannot be read or holds nothing."""
    with _in_words(path):
        status = source.stat(path)
        _refuse_by_nature(path, status)
        with source.open(path) as file:
            beginning = file.read(BEGINNING)
    if not beginning:
        raise UnusableInput(UnusableKind.EMPTY, path)
    return Opened(path, source, status.st_size, beginning)


@contextmanager
def _in_words(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UnusableInput(_kind_of(error), path, met=error.strerror) from error
    except ValueError as error:  # a NUL character in the path
        raise UnusableInput(UnusableKind.NOT_FOUND, path) from error


def _refuse_by_nature(path: str, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise UnusableInput(UnusableKind.IS_A_DIRECTORY, path)
    if not stat.S_ISREG(status.st_mode):  # a pipe or a device may never end
        raise UnusableInput(UnusableKind.CANNOT_BE_READ, path, met="not a regular file")


def refuse_beyond(most: int, file: Opened) -> None:
    """Raises UnusableInput for a file larger than that, before any more of it is read."""
    if file.size > most:
        raise _too_large(file.path, file.size, most)


def _too_large(path: str, size: int, most: int) -> UnusableInput:
    return UnusableInput(UnusableKind.TOO_LARGE, path, met=_megabytes(size), limit=_megabytes(most))


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.0f} MB" if size % 1_000_000 == 0 else f"{size / 1_000_000:,.1f} MB"


def _kind_of(error: OSError) -> UnusableKind:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return UnusableKind.NOT_FOUND
        case IsADirectoryError():
            return UnusableKind.IS_A_DIRECTORY
        case PermissionError():
            return UnusableKind.NO_PERMISSION
        case _:
            return UnusableKind.CANNOT_BE_READ
