"""Which kind of file lies before us, told by its first bytes and never by its name.

A decoder that is left to guess the format can be led: a text file that is called ``set.mp4`` may be a list of other
files to open. So the format is decided here, from a handful of signatures, and the decoder is held to it. Whatever
has none of them is refused with what it seems to be instead.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from lumbar.core.errors import UnusableInput, UnusableKind, VideoTrouble

MOST_BYTES: Final = 4_000_000_000
"""Ten minutes of a phone's best picture are below it; more is no set."""
_BEGINNING: Final = 4096

_BOXES: Final = frozenset({b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip"})
"""What an MP4 or QuickTime file begins with; the oldest have no ``ftyp``."""
_PICTURE_BRANDS: Final = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"avis", b"crx ")
_SOUND_BRANDS: Final = (b"M4A ", b"M4B ", b"M4P ")
_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\0\0\0\x0cJXL ")
_SOUNDS: Final = (b"ID3", b"fLaC", b"\xff\xfb", b"\xff\xf3", b"\xff\xf1", b"#!AMR")
_OTHERS: Final = (
    (b"OggS", "Ogg"),
    (b"FLV", "FLV"),
    (b"\x30\x26\xb2\x75", "WMV"),
    (b"\0\0\x01\xba", "MPEG-PS"),
    (b"\0\0\x01\xb3", "MPEG-PS"),
    (b"\x47", "MPEG-TS"),
    (b"PK\x03\x04", "zip"),
    (b"%PDF", "PDF"),
)
_PLAYLISTS: Final = (b"ffconcat", b"#extm3u", b"[playlist]", b"<?xml", b"<mpd", b"<smil", b"#ext", b"file '")
_WEB_PAGES: Final = (b"<!doctype html", b"<html")


@dataclass(frozen=True, slots=True)
class Container:
    """A kind of file that is decoded."""

    name: str
    """As people call it."""
    demuxer: str
    """As the decoder calls it; it is held to this one."""


def open_to_decode(path: Path) -> tuple[BinaryIO, Container]:
    """The open file and what kind it is. Raises UnusableInput for everything that is no video we decode."""
    file = _opened(path)
    try:
        return file, _container_of(path, file)
    except BaseException:
        file.close()
        raise


def unreadable(path: Path, trouble: VideoTrouble, detail: str | None = None) -> UnusableInput:
    return UnusableInput(UnusableKind.VIDEO_UNREADABLE, str(path), met=trouble.value, limit=detail)


def told_by(beginning: bytes) -> Container | tuple[VideoTrouble, str | None]:
    """The kind of file that begins like this, or what it seems to be instead."""
    if beginning[4:8] in _BOXES:
        brand = beginning[8:12] if beginning[4:8] == b"ftyp" else b"qt  "
        if brand in _PICTURE_BRANDS:
            return VideoTrouble.PICTURE, None
        if brand in _SOUND_BRANDS:
            return VideoTrouble.NO_PICTURE, None
        return Container("mov" if brand == b"qt  " else "mp4", "mov")
    if beginning.startswith(b"\x1aE\xdf\xa3"):
        return Container("webm" if b"webm" in beginning[:64] else "matroska", "matroska")
    if beginning.startswith(b"RIFF"):
        return _riff(beginning[8:12])
    return _instead(beginning)


def _opened(path: Path) -> BinaryIO:
    """The file without its ever being waited for: a named pipe has no end, and no beginning either."""
    try:
        what = path.stat()
        if stat.S_ISDIR(what.st_mode):
            raise unreadable(path, VideoTrouble.FOLDER)
        if not stat.S_ISREG(what.st_mode):
            raise unreadable(path, VideoTrouble.ANOTHER_FORMAT)
        if what.st_size > MOST_BYTES:
            raise unreadable(path, VideoTrouble.TOO_LARGE, f"{what.st_size / 1e9:.1f} GB")
        return path.open("rb", buffering=0)
    except FileNotFoundError:
        raise UnusableInput(UnusableKind.NOT_FOUND, str(path)) from None
    except PermissionError:
        raise UnusableInput(UnusableKind.NO_PERMISSION, str(path)) from None
    except (OSError, ValueError) as problem:  # ValueError: a name with a NUL in it
        raise UnusableInput(UnusableKind.CANNOT_BE_READ, str(path), met=_said_by(problem)) from None


def _container_of(path: Path, file: BinaryIO) -> Container:
    try:
        beginning = file.read(_BEGINNING)
        file.seek(0, os.SEEK_SET)
    except OSError as problem:
        raise UnusableInput(UnusableKind.CANNOT_BE_READ, str(path), met=_said_by(problem)) from None
    if not beginning:
        raise unreadable(path, VideoTrouble.EMPTY)
    told = told_by(beginning)
    if isinstance(told, Container):
        return told
    raise unreadable(path, *told)


def _riff(form: bytes) -> Container | tuple[VideoTrouble, str | None]:
    match form:
        case b"AVI ":
            return Container("avi", "avi")
        case b"WAVE":
            return VideoTrouble.NO_PICTURE, None
        case b"WEBP":
            return VideoTrouble.PICTURE, None
        case _:
            return VideoTrouble.ANOTHER_FORMAT, "RIFF"


def _instead(beginning: bytes) -> tuple[VideoTrouble, str | None]:
    if beginning.startswith(_PICTURES):
        return VideoTrouble.PICTURE, None
    if beginning.startswith(_SOUNDS):
        return VideoTrouble.NO_PICTURE, None
    for signature, name in _OTHERS:
        if beginning.startswith(signature) and not (name == "MPEG-TS" and beginning[188:189] != signature):
            return VideoTrouble.ANOTHER_FORMAT, name
    text = beginning.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith(_WEB_PAGES):
        return VideoTrouble.WEB_PAGE, None
    if text.startswith(_PLAYLISTS):
        return VideoTrouble.PLAYLIST, None
    if b"\0" not in beginning:
        return VideoTrouble.TEXT, None
    return VideoTrouble.ANOTHER_FORMAT, None


def _said_by(problem: Exception) -> str:
    return problem.strerror or type(problem).__name__ if isinstance(problem, OSError) else type(problem).__name__
