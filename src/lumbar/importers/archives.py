"""Zip archives: the logs inside, read without unpacking anything to the disk, and bombs refused by size and ratio.

The directory of an archive is read by the standard library. What it says of a file is a claim: the file is unpacked
here, a piece at a time, and has to have the size and the checksum that were announced for it.
"""

from __future__ import annotations

import errno
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import BinaryIO, Final, Self, cast

from lumbar.core.errors import UnusableInput, UnusableKind
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.importers.file_bytes import ByteSource
from lumbar.importers.plausible import DECIDED

MOST_MEMBERS = Parameter(
    id="archive-most-members",
    meaning="files that an archive may hold",
    value=20_000,
    unit="files",
    source=our_judgement(DECIDED, "a whole account of years of cycling comes in some thousands of files"),
    certainty=Certainty.OPINION,
)
MOST_DIRECTORY_BYTES = Parameter(
    id="archive-most-directory-bytes",
    meaning="size of an archive's directory above which it is refused unread",
    value=6_000_000,
    unit="byte",
    source=our_judgement(DECIDED, "300 bytes for each of as many files as an archive may hold"),
    certainty=Certainty.OPINION,
)
MOST_RATIO = Parameter(
    id="archive-most-ratio",
    meaning="how many times larger a file of an archive may be unpacked than packed",
    value=200,
    unit="times",
    source=our_judgement(DECIDED, "repetitive XML packs 20 to 40 times; a bomb packs 1,000 times"),
    certainty=Certainty.OPINION,
)
MOST_BYTES = Parameter(
    id="archive-most-bytes",
    meaning="size above which what an archive holds is refused unread, one file or all of them",
    value=8_000_000_000,
    unit="byte",
    source=our_judgement(DECIDED, "health exports of ten years reach some gigabytes"),
    certainty=Certainty.OPINION,
)
BEGINS_WITH = (b"PK\x03\x04", b"PK\x05\x06")
"""Of an archive with files in it, and of one without."""
NOT_A_LOG = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")

_ENCRYPTED = 0x1
_SMALL = 1_000_000
"""Files that unpack to no more than this are no bombs, however dense."""
_PIECE = 65_536
_MAKES_NO_SENSE = (
    zipfile.BadZipFile,
    NotImplementedError,
    ValueError,
    LookupError,
    EOFError,
    OverflowError,
    struct.error,
)
"""What the standard library raises for a directory that is damaged in one way or another."""
_LOCAL_HEADER: Final = struct.Struct("<4s22xHH")
_UNPACKED_AS_IT_IS, _DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED


@dataclass(frozen=True, slots=True)
class _Member:
    archive: str
    info: zipfile.ZipInfo


class Archives:
    """A byte source whose archives are folders: a file inside is named ``archive.zip/name``.

    Such a name tells files apart and is shown; it never leads to a place on the disk.
    """

    def __init__(self, source: ByteSource) -> None:
        self._source = source
        self._members: dict[str, _Member] = {}

    def members(self, path: str) -> Sequence[str]:
        """The files inside, by the names they are opened under. Raises UnusableInput for a damaged archive or a bomb.

        An archive inside of the archive is a file like any other, and is not opened.
        """
        infos = self._directory(path)
        _refuse_bombs(path, infos, self._source.stat(path).st_size)
        found: dict[str, _Member] = {}
        for info in infos:
            if not _is_clutter(info):
                found[_free_name(f"{path}/{_shown(info.filename)}", found)] = _Member(path, info)
        self._members |= found
        return tuple(found)

    def stat(self, path: str) -> os.stat_result:
        member = self._members.get(path)
        if member is None:
            return self._source.stat(path)
        return os.stat_result((stat.S_IFREG | 0o400, 0, 0, 1, 0, 0, member.info.file_size, 0, 0, 0))

    def open(self, path: str) -> BinaryIO:
        member = self._members.get(path)
        if member is None:
            return self._source.open(path)
        return cast("BinaryIO", _Unpacked(self._source.open(member.archive), member, path))

    def _directory(self, path: str) -> Sequence[zipfile.ZipInfo]:
        try:
            with self._source.open(path) as file, zipfile.ZipFile(_DirectoryOnly(file, path)) as archive:
                return [info for info in archive.infolist() if not info.is_dir()]
        except OSError as refusal:
            if refusal.errno != errno.EINVAL:
                raise UnusableInput(UnusableKind.CANNOT_BE_READ, path, met=refusal.strerror) from refusal
            raise _damaged_archive(path, "a file stands where none can be") from refusal
        except _MAKES_NO_SENSE as damage:
            raise _damaged_archive(path, str(damage)) from damage


class _DirectoryOnly:
    """The file of an archive while its directory is read: one that would fill the memory is refused."""

    def __init__(self, file: BinaryIO, path: str) -> None:
        self._file = file
        self._path = path

    def read(self, most: int = -1) -> bytes:
        limit = MOST_DIRECTORY_BYTES.value
        content = self._file.read(limit + 1 if most < 0 else min(most, limit + 1))
        if len(content) > limit:
            raise UnusableInput(UnusableKind.ARCHIVE_BOMB, self._path, met=f"a directory of more than {limit:,} bytes")
        return content

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def seekable(self) -> bool:
        return True


class _Unpacked:
    """A file of an archive as it is unpacked. Raises UnusableInput where it is not what was announced."""

    def __init__(self, file: BinaryIO, member: _Member, path: str) -> None:
        self._file = file
        self._info = member.info
        self._path = path
        self._packed_left = self._info.compress_size
        self._unpacked = 0
        self._checksum = 0
        self._ready = b""
        self._inflater = zlib.decompressobj(-zlib.MAX_WBITS) if self._info.compress_type == _DEFLATED else None
        try:
            self._go_to_the_data()
        except BaseException:
            file.close()
            raise

    def read(self, most: int = -1) -> bytes:
        """So many bytes, or fewer where the file ends; all that are left without a number."""
        pieces: list[bytes] = []
        wanted = self._info.file_size - self._unpacked if most < 0 else most
        while wanted > 0 and (piece := self._piece(wanted)):
            pieces.append(piece)
            wanted -= len(piece)
        if most < 0:
            self._piece(1)  # what stands beyond the announced size is found out
        return b"".join(pieces)

    def close(self) -> None:
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _go_to_the_data(self) -> None:
        if self._info.compress_type not in (_UNPACKED_AS_IT_IS, _DEFLATED):
            raise self._damaged(f"a way of packing that is not supported: {self._info.compress_type}")
        self._file.seek(self._info.header_offset)
        header = self._file.read(_LOCAL_HEADER.size)
        if len(header) < _LOCAL_HEADER.size or not header.startswith(BEGINS_WITH[0]):
            raise self._damaged("a file does not begin where it should")
        _, name, extra = _LOCAL_HEADER.unpack(header)
        self._file.seek(name + extra, os.SEEK_CUR)

    def _piece(self, most: int) -> bytes:
        """Some bytes, at most so many; none at the end, where the size and the checksum must be right."""
        piece = self._stored(most) if self._inflater is None else self._inflated(self._inflater, most)
        self._unpacked += len(piece)
        self._checksum = zlib.crc32(piece, self._checksum)
        if self._unpacked > self._info.file_size:
            raise self._damaged("a file is larger than it says")
        if not piece and (self._unpacked, self._checksum) != (self._info.file_size, self._info.CRC):
            raise self._damaged("a file is cut off or was changed")
        return piece

    def _stored(self, most: int) -> bytes:
        return self._packed(min(most, _PIECE))

    def _inflated(self, inflater: zlib._Decompress, most: int) -> bytes:
        try:
            while not inflater.eof:
                packed = inflater.unconsumed_tail or self._packed(_PIECE)
                if not packed:
                    return b""
                if piece := inflater.decompress(packed, most):
                    return piece
        except zlib.error as damage:
            raise self._damaged(str(damage)) from damage
        return b""

    def _packed(self, most: int) -> bytes:
        piece = self._file.read(min(most, self._packed_left))
        self._packed_left -= len(piece)
        return piece

    def _damaged(self, how: str) -> UnusableInput:
        return _damaged_archive(self._path, how)


def _refuse_bombs(path: str, infos: Sequence[zipfile.ZipInfo], archive_size: int) -> None:
    """By what the archive says of itself, before anything is unpacked; unpacking holds it to that."""
    if len(infos) > MOST_MEMBERS.value:
        raise UnusableInput(UnusableKind.ARCHIVE_BOMB, path, met=f"{len(infos):,} files")
    for info in infos:
        if info.flag_bits & _ENCRYPTED:
            raise _damaged_archive(path, "it asks for a password")
        if not 0 <= info.header_offset <= archive_size - _LOCAL_HEADER.size - info.compress_size:
            raise _damaged_archive(path, "a file reaches beyond its end")
        if info.file_size > max(MOST_RATIO.value * info.compress_size, _SMALL):
            met = f"{_shown(info.filename)}: {info.file_size:,} bytes"
            raise UnusableInput(UnusableKind.ARCHIVE_BOMB, path, met=met)
    together = sum(info.file_size for info in infos)
    if together > MOST_BYTES.value:
        raise UnusableInput(UnusableKind.ARCHIVE_BOMB, path, met=f"{together:,} bytes")
    if _overlap(infos):
        raise UnusableInput(UnusableKind.ARCHIVE_BOMB, path, met="files that share their bytes")


def _overlap(infos: Iterable[zipfile.ZipInfo]) -> bool:
    """Whether two files stand at the same place of the archive: so a small one seems to hold ever so much."""
    end = 0
    for begin, size in sorted((info.header_offset, info.compress_size) for info in infos):
        if begin < end:
            return True
        end = begin + _LOCAL_HEADER.size + size
    return False


def _shown(name: str) -> str:
    """A name that is safe to print: control characters would steer a terminal."""
    return "".join(character if character.isprintable() else "\ufffd" for character in name)


def _free_name(name: str, taken: Collection[str]) -> str:
    if name not in taken:
        return name
    return next(free for number in count(len(taken) + 1) if (free := f"{name} ({number})") not in taken)


def _damaged_archive(path: str, how: str) -> UnusableInput:
    return UnusableInput(UnusableKind.ARCHIVE_DAMAGED, path, met=_shown(how)[:200])


def _is_clutter(info: zipfile.ZipInfo) -> bool:
    return info.filename.startswith(NOT_A_LOG[0]) or info.filename.rsplit("/", 1)[-1] in NOT_A_LOG
