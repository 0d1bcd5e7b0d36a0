"""The bytes of a file, or the plain reason why there are none."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Protocol

from lumbar.core.errors import UnusableInput, UnusableKind
from lumbar.importers.plausible import FILE_BYTES


class ByteSource(Protocol):
    """Where files are read from. Both calls raise OSError as the operating system does."""

    def stat(self, path: str) -> os.stat_result: ...

    def read(self, path: str, most: int) -> bytes:
        """At most that many bytes from the beginning of the file."""
        ...


class Disk:
    """The files of this machine."""

    def stat(self, path: str) -> os.stat_result:
        return Path(path).stat()

    def read(self, path: str, most: int) -> bytes:
        with Path(path).open("rb") as file:
            return file.read(most)


def file_bytes(path: str, source: ByteSource) -> bytes:
    """The whole file. Raises UnusableInput when it cannot be read, is larger than a log can be, or holds nothing.

    Its size is asked for before a byte is read, and reading stops at the bound even when the file grows meanwhile.
    """
    try:
        _refuse_by_nature(path, source.stat(path))
        content = source.read(path, FILE_BYTES.value + 1)
    except OSError as error:
        raise UnusableInput(_kind_of(error), path, met=error.strerror) from error
    except ValueError as error:  # a NUL character in the path
        raise UnusableInput(UnusableKind.NOT_FOUND, path) from error
    if len(content) > FILE_BYTES.value:
        raise _too_large(path, len(content))
    if not content:
        raise UnusableInput(UnusableKind.EMPTY, path)
    return content


def _refuse_by_nature(path: str, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise UnusableInput(UnusableKind.IS_A_DIRECTORY, path)
    if not stat.S_ISREG(status.st_mode):  # a pipe or a device may never end
        raise UnusableInput(UnusableKind.CANNOT_BE_READ, path, met="not a regular file")
    if status.st_size > FILE_BYTES.value:
        raise _too_large(path, status.st_size)


def _too_large(path: str, size: int) -> UnusableInput:
    return UnusableInput(UnusableKind.TOO_LARGE, path, met=_megabytes(size), limit=_megabytes(FILE_BYTES.value))


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
