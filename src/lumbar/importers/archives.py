"""Zip archives: the logs inside, read without unpacking anything to the disk, and bombs refused by size and ratio."""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO, Self, cast

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
    meaning="size above which a file of an archive is refused unread",
    value=8_000_000_000,
    unit="byte",
    source=our_judgement(DECIDED, "health exports of ten years reach some gigabytes"),
    certainty=Certainty.OPINION,
)
BEGINS_WITH = b"PK\x03\x04"
ENCRYPTED = 0x1
NOT_A_LOG = ("__MACOSX/", ".DS_Store", "Thumbs.db")


@dataclass(frozen=True, slots=True)
class _Member:
    archive: str
    info: zipfile.ZipInfo


class Archives:
    """A byte source whose archives are folders: a file inside is named ``archive.zip/name``."""

    def __init__(self, source: ByteSource) -> None:
        self._source = source
        self._members: dict[str, _Member] = {}

    def members(self, path: str) -> Sequence[str]:
        """The files inside, by the names they are opened under. Raises UnusableInput for a damaged archive or a bomb."""
        try:
            with self._source.open(path) as file, zipfile.ZipFile(file) as archive:
                infos = [info for info in archive.infolist() if not info.is_dir()]
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as damage:
            raise UnusableInput(UnusableKind.ARCHIVE_DAMAGED, path, met=str(damage)[:200]) from damage
        if len(infos) > MOST_MEMBERS.value:
            raise UnusableInput(UnusableKind.ARCHIVE_BOMB, path, met=f"{len(infos):,} files")
        for info in infos:
            _refuse_a_bomb(path, info)
        logs = {f"{path}/{info.filename}": _Member(path, info) for info in infos if not _is_clutter(info)}
        self._members |= logs
        return tuple(logs)

    def stat(self, path: str) -> os.stat_result:
        member = self._members.get(path)
        if member is None:
            return self._source.stat(path)
        return os.stat_result((stat.S_IFREG | 0o400, 0, 0, 1, 0, 0, member.info.file_size, 0, 0, 0))

    def open(self, path: str) -> BinaryIO:
        member = self._members.get(path)
        if member is None:
            return self._source.open(path)
        return cast("BinaryIO", _opened_member(self._source, member))


class _MemberFile:
    """A member as it is unpacked, up to the size that was announced for it."""

    def __init__(self, file: BinaryIO, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
        self._file = file
        self._archive = archive
        self._unpacked = archive.open(member)

    def read(self, most: int = -1) -> bytes:
        try:
            return self._unpacked.read(most)
        except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError) as damage:
            raise OSError(5, f"damaged in the archive: {damage}") from damage
        except Exception as damage:  # zlib, lzma and bz2 each have an error of their own
            if type(damage).__module__ in ("zlib", "_lzma", "lzma", "bz2"):
                raise OSError(5, f"damaged in the archive: {damage}") from damage
            raise

    def close(self) -> None:
        self._unpacked.close()
        self._archive.close()
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _opened_member(source: ByteSource, member: _Member) -> _MemberFile:
    file = source.open(member.archive)
    try:
        return _MemberFile(file, zipfile.ZipFile(file), member.info)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as damage:
        file.close()
        raise OSError(5, f"damaged in the archive: {damage}") from damage


def _refuse_a_bomb(path: str, info: zipfile.ZipInfo) -> None:
    """By what the archive says of itself; the reader holds it to that, since a member ends where it was said to end."""
    if info.flag_bits & ENCRYPTED:
        raise UnusableInput(UnusableKind.ARCHIVE_DAMAGED, path, met="a password")
    too_dense = info.file_size > MOST_RATIO.value * max(info.compress_size, 1) and info.file_size > 1_000_000
    if info.file_size > MOST_BYTES.value or too_dense:
        raise UnusableInput(UnusableKind.ARCHIVE_BOMB, path, met=f"{info.filename}: {info.file_size:,} bytes")


def _is_clutter(info: zipfile.ZipInfo) -> bool:
    return info.filename.startswith(NOT_A_LOG) or info.filename.rsplit("/", 1)[-1] in NOT_A_LOG
