"""Files of a movement: told apart by what they hold and never by their name, and read by whoever knows the format."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from lumbar.core.errors import TrackTrouble, UnusableInput, UnusableKind
from lumbar.exchange import c3d, trc
from lumbar.exchange.checked_track import unreadable
from lumbar.usecases.track_reading import TRACK_BYTES, TrackReading

BEGINNING: Final = 4096
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body|div|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_TRC = re.compile(
    r"\s*(?:PathFileType\b|.*?^DataRate\b[^\n\r]*\bNumMarkers\b)", re.IGNORECASE | re.DOTALL | re.MULTILINE
)
_VIDEO_BEGINNINGS: Final[tuple[tuple[int, bytes], ...]] = (
    (4, b"ftyp"),
    (4, b"moov"),
    (4, b"mdat"),
    (4, b"wide"),
    (8, b"AVI "),
    (0, b"\x1a\x45\xdf\xa3"),  # Matroska and WebM
    (0, b"\x00\x00\x01\xba"),  # MPEG
    (0, b"OggS"),
    (0, b"FLV"),
)
_VIDEO_NAMES: Final = frozenset(
    {".mp4", ".m4v", ".mov", ".avi", ".mkv", ".webm", ".mpg", ".mpeg", ".mts", ".m2ts", ".3gp", ".wmv", ".ogv"}
)
_OTHER_BEGINNINGS: Final[tuple[tuple[bytes, str], ...]] = (
    (b"PK\x03\x04", "it is a zip archive or a workbook; take the file out of it"),
    (b"%PDF-", "it is a PDF document"),
    (b"\x89PNG", "it is a picture"),
    (b"\xff\xd8\xff", "it is a picture"),
    (b"\x1f\x8b", "it is a gzip archive; unpack it"),
    (b"GIF8", "it is a picture"),
)


def is_video(path: Path) -> bool:
    """Whether a file begins as videos do, or by its name is meant to be one and does not begin as a track does."""
    beginning = b""
    with suppress(OSError):
        if path.is_file():
            with path.open("rb") as file:
                beginning = file.read(BEGINNING)
    if any(beginning.startswith(mark, offset) for offset, mark in _VIDEO_BEGINNINGS):
        return True
    return path.suffix.lower() in _VIDEO_NAMES and not (_is_trc(beginning) or _is_c3d(beginning))


def read_track(path: str) -> TrackReading:
    """The track in the file. Raises UnusableInput, with what was met, for every file that holds none."""
    with _in_words(path):
        size = _size(path)
        with Path(path).open("rb") as file:
            beginning = file.read(BEGINNING)
    if not beginning:
        raise unreadable(path, TrackTrouble.EMPTY)
    _refuse_what_is_no_track(path, beginning)
    if size > TRACK_BYTES.value:
        met = f"{size / 1_000_000:,.0f} MB, and {TRACK_BYTES.value / 1_000_000:,.0f} MB are taken"
        raise unreadable(path, TrackTrouble.TOO_LARGE, met)
    with _in_words(path):
        if _is_trc(beginning):
            return trc.read_trc(path, Path(path).read_bytes())
        if _is_c3d(beginning):
            return c3d.read_c3d(path, beginning, size)
    raise unreadable(path, TrackTrouble.ANOTHER_FORMAT, _begins_with(beginning))


def _size(path: str) -> int:
    status = Path(path).stat()
    if stat.S_ISDIR(status.st_mode):
        raise unreadable(path, TrackTrouble.FOLDER)
    if not stat.S_ISREG(status.st_mode):  # a pipe or a device may never end
        raise UnusableInput(UnusableKind.CANNOT_BE_READ, path, met="not a regular file")
    return status.st_size


def _refuse_what_is_no_track(path: str, beginning: bytes) -> None:
    if any(beginning.startswith(mark, offset) for offset, mark in _VIDEO_BEGINNINGS):
        raise unreadable(path, TrackTrouble.VIDEO)
    if _HTML.match(beginning.removeprefix(b"\xef\xbb\xbf")):
        raise unreadable(path, TrackTrouble.WEB_PAGE)
    for mark, what in _OTHER_BEGINNINGS:
        if beginning.startswith(mark):
            raise unreadable(path, TrackTrouble.ANOTHER_FORMAT, what)
    if Path(path).suffix.lower() in _VIDEO_NAMES and not (_is_trc(beginning) or _is_c3d(beginning)):
        raise unreadable(path, TrackTrouble.VIDEO)


def _is_trc(beginning: bytes) -> bool:
    encoding = "utf-16" if beginning.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    return _TRC.match(beginning.decode(encoding, "replace")) is not None


def _is_c3d(beginning: bytes) -> bool:
    """The key in the second byte, in a file that is no text."""
    return len(beginning) > 1 and beginning[1] == c3d.KEY and (beginning[0] < ord(" ") or 0 in beginning)


def _begins_with(beginning: bytes) -> str | None:
    """The first line, where it is one a person can read."""
    line = beginning.decode("utf-8", "replace").strip().split("\n", 1)[0][:40].strip()
    return f"it begins with “{line}”" if line.isprintable() and "\ufffd" not in line and line else None


@contextmanager
def _in_words(path: str) -> Iterator[None]:
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UnusableInput(UnusableKind.NOT_FOUND, path) from error
    except PermissionError as error:
        raise UnusableInput(UnusableKind.NO_PERMISSION, path) from error
    except OSError as error:
        raise UnusableInput(UnusableKind.CANNOT_BE_READ, path, met=error.strerror) from error
