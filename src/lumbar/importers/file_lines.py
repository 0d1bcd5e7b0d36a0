"""The lines of a file, read from it anew in each pass: a log of any length takes the memory of a piece of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from lumbar.importers.decoding import Writing
from lumbar.importers.file_bytes import Opened, refuse_beyond
from lumbar.importers.plausible import TABLE_BYTES
from lumbar.importers.table import physical_lines

_PIECE = 1 << 18


@dataclass(slots=True)
class FilePieces:
    """The bytes of a file, in passes."""

    file: Opened
    _begun: int = 0
    """How many passes were begun, or taken up again."""

    def pass_over(self) -> Iterator[bytes]:
        """From the first byte on. Raises UnusableInput where the file has grown beyond what is read of one.

        A source may have one place at which it is read, whoever reads it: a pass that was left for another one is taken
        up where it stood.
        """
        at = 0
        while True:
            with self.file.stream() as stream:
                self._begun += 1
                mine = self._begun
                _skip(stream, at)
                while self._begun == mine:
                    piece = stream.read(_PIECE)
                    if not piece:
                        return
                    at += len(piece)
                    refuse_beyond(TABLE_BYTES.value, replace(self.file, size=at))
                    yield piece


@dataclass(frozen=True, slots=True)
class FileLines:
    """The lines of a file of which it is known how its bytes are text."""

    pieces: FilePieces
    writing: Writing

    def texts(self) -> Iterator[str]:
        return self.writing.texts(self.pieces.pass_over())

    def pass_over(self) -> Iterator[list[str]]:
        return physical_lines(self.texts())


def _skip(stream: BinaryIO, left: int) -> None:
    while left and (passed := len(stream.read(min(left, _PIECE)))):
        left -= passed
