"""Codes pictures as a film, in a process of its own: ``python -m lumbar.vision.encoder_child WIDTH HEIGHT FPS``.

Pictures come on standard input, each with its time (float64, seconds) before its RGB rows, and standard output is the
file: this process can write to that one and to nothing else. No date, place, name or program is written into the film.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Callable
from fractions import Fraction
from io import BytesIO, FileIO
from typing import Any, BinaryIO, Final

from lumbar.vision.confinement import Limits, confine

TIME: Final = struct.Struct("<d")
DONE: Final = -1.0
"""The time that says that no picture follows."""
NO_LIBRARY: Final = 70
STOPPED: Final = 71
"""The exit status that says that the pictures ended without their end having been said."""
LIMITS: Final = Limits(memory_bytes=1_500_000_000, cpu_s=3600, file_bytes=2_000_000_000)
_TICKS: Final = 30_000
"""A second, in the film's own clock: MPEG-4 counts to 65,535 at most, and the usual rates divide this."""
_NOTES: Final = 6
"""The kind of unit in an H.264 stream that holds supplemental information."""
_QUALITY: Final = {"crf": "23", "preset": "veryfast"}


def main(width: int, height: int, fps: float) -> int:
    try:
        import av
    except ImportError:
        return NO_LIBRARY
    av.logging.set_level(None)
    source, target = FileIO(0, "rb", closefd=False), FileIO(1, "r+b", closefd=False)
    _warm_up()
    confine(LIMITS)
    try:
        return 0 if encode(source, target, width, height, fps) else STOPPED
    except (av.FFmpegError, OSError, ValueError, MemoryError):
        return 1


def encode(source: BinaryIO | FileIO, target: BinaryIO | FileIO, width: int, height: int, fps: float) -> bool:
    """Whether all pictures came and are in the film."""
    import av

    rate = Fraction(fps).limit_denominator(1001)
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    with av.open(target, "w", format="mp4", container_options=options, io_open=_Again.of(target)) as film:
        stream: Any = film.add_stream(_encoder(), rate=rate)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.codec_context.time_base = stream.time_base = Fraction(1, _TICKS)
        stream.codec_context.thread_count = 1  # the other processor is looking at the next picture
        stream.codec_context.flags |= 1 << 23  # AV_CODEC_FLAG_BITEXACT: the program's name is not written
        if stream.codec_context.name == "libx264":
            stream.codec_context.options = _QUALITY
        else:
            stream.codec_context.bit_rate = 8 * width * height  # of the same look, some five times as large
        cleaned = _without_notes(stream)
        last = -1
        while (picture := _picture(source, width, height)) is not None:
            time_s, pixels = picture
            if time_s == DONE:
                film.mux(cleaned(stream.encode()))
                return True
            frame = _frame(pixels, width, height)
            frame.pts = last = max(last + 1, round(time_s * _TICKS))
            frame.time_base = Fraction(1, _TICKS)
            film.mux(cleaned(stream.encode(frame)))
    return False


def _without_notes(stream: Any) -> Callable[[list[Any]], list[Any]]:
    """Takes out of coded pictures what x264 writes beside them: its version and all of its settings."""
    from av.bitstream import BitStreamFilterContext

    if stream.codec_context.name != "libx264":
        return list
    notes = BitStreamFilterContext(f"filter_units=remove_types={_NOTES}", stream)
    return lambda packets: [clean for packet in packets for clean in notes.filter(packet)]


def _encoder() -> str:
    """H.264, which plays everywhere; MPEG-4 where this build of FFmpeg was made without it."""
    import av

    return "libx264" if "libx264" in av.codecs_available else "mpeg4"


def _frame(pixels: bytes, width: int, height: int) -> Any:
    """FFmpeg's rows may be longer than the picture is wide."""
    import av

    frame = av.VideoFrame(width, height, "rgb24")
    row, own = frame.planes[0].line_size, 3 * width
    rows = (pixels[at : at + own] + bytes(row - own) for at in range(0, len(pixels), own))
    frame.planes[0].update(pixels if row == own else b"".join(rows))
    return frame


def _picture(source: BinaryIO | FileIO, width: int, height: int) -> tuple[float, bytes] | None:
    head = _exactly(source, TIME.size)
    if head is None:
        return None
    (time_s,) = TIME.unpack(head)
    if time_s == DONE:
        return DONE, b""
    pixels = _exactly(source, 3 * width * height)
    return None if pixels is None else (time_s, pixels)


def _exactly(source: BinaryIO | FileIO, length: int) -> bytes | None:
    parts, left = [], length
    while left:
        part = source.read(left)
        if not part:
            return None
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


class _Again:
    """The film's own file, open a second time to be read while it is written: its index is moved to its beginning.

    No file is opened for it; the one there is has two places instead of one.
    """

    def __init__(self, file: BinaryIO | FileIO) -> None:
        self._file = file
        self._place = 0

    @classmethod
    def of(cls, file: BinaryIO | FileIO) -> Any:
        return lambda _url, _flags, _options: cls(file)

    def read(self, length: int) -> bytes:
        writing_at = self._file.tell()
        try:
            self._file.seek(self._place)
            octets = self._file.read(length) or b""
        finally:
            self._file.seek(writing_at)
        self._place += len(octets)
        return octets

    def seek(self, place: int, whence: int = os.SEEK_SET) -> int:
        if whence == os.SEEK_CUR:
            place += self._place
        elif whence == os.SEEK_END:
            writing_at = self._file.tell()
            place += self._file.seek(0, os.SEEK_END)
            self._file.seek(writing_at)
        self._place = place
        return place

    def tell(self) -> int:
        return self._place

    def close(self) -> None:
        """The file is its opener's."""


def _warm_up() -> None:
    """Codes two pictures of nothing, so that all that is loaded on the way is there before nothing can be any more."""
    pictures = b"".join(TIME.pack(time_s) + bytes(3 * 64 * 64) for time_s in (0.0, 0.04))
    encode(BytesIO(pictures + TIME.pack(DONE)), BytesIO(), 64, 64, 25.0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])))
