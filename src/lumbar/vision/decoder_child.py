"""Decodes the film on its standard input, in a process of its own: ``python -m lumbar.vision.decoder_child mov 640``.

It is held to the format that is named. It shrinks every frame so that the longer side has 640 pixels at most, and
sends it to standard output. Before it reads the first byte of the film it has given up all other rights
(``confinement``), so whatever the film does to the decoder ends here. Its parent believes nothing that it says without
looking (``decoding``).

Messages are one letter, the length of what follows (uint32), and that:
    ``H`` how confined it is, as text       ``F`` what the film is, as JSON, with the first frame
    ``P`` a picture: time, width, height and bytes a row, then the rows (RGB, 8 bits)
    ``R`` why it is refused, as JSON        ``E`` the end, with what was met on the way, as JSON
"""

from __future__ import annotations

import json
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, FileIO
from typing import Any, BinaryIO, Final

from lumbar.core.errors import VideoTrouble
from lumbar.vision.confinement import Limits, confine

HEAD: Final = struct.Struct("<cI")
PICTURE: Final = struct.Struct("<dHHI")
NO_LIBRARY: Final = 70
"""The exit status that says that PyAV is not installed, which is not the film's fault."""
LIMITS: Final = Limits(memory_bytes=1_250_000_000, cpu_s=1800, file_bytes=0)
"""Two threads on a 4K film of 10 bits take about 0.7 GB of addresses, most of them the libraries' own."""

CODECS: Final = {
    "h264": "h264",  # phones, cameras, every app
    "hevc": "hevc",  # newer phones
    "vp8": "vp8",  # browsers and chat apps
    "vp9": "vp9",
    "av1": "av1",
    "libdav1d": "av1",
    "mpeg4": "mpeg4",  # old phones and cameras
    "mjpeg": "mjpeg",
}
"""The decoders that may run, and what people call them. Every other one of FFmpeg's hundreds is no part of this
program: old and rare decoders are where its faults are found."""
WIDEST: Final = 4096
HIGHEST: Final = 2304
MOST_S: Final = 600.0
MOST_FRAMES: Final = 150_000
"""Ten minutes of slow motion at 240 frames a second."""
MOST_STREAMS: Final = 32
_COVER: Final = 0x400  # AV_DISPOSITION_ATTACHED_PIC
_MOST_UNREADABLE_AT_ONCE: Final = 300
_CLOSEST_S: Final = 1 / 72
"""Frames that come closer than this are passed over: of 120 a second every other one is left, of 240 every fourth."""
_SHAPE_MAY_CHANGE: Final = 0.02
_LIKELY_RATE: Final = 1000
"""A rate beyond this is a number that means something else."""


class Refused(Exception):
    """The film is not looked at; with a detail for people to read."""

    def __init__(self, trouble: VideoTrouble, detail: str | None = None) -> None:
        super().__init__(trouble)
        self.trouble = trouble
        self.detail = detail


class Sender:
    """Writes messages to a file or pipe."""

    def __init__(self, file: BinaryIO | FileIO) -> None:
        self._file = file

    def send(self, kind: bytes, *parts: bytes | memoryview) -> None:
        self._write(HEAD.pack(kind, sum(len(part) for part in parts)))
        for part in parts:
            self._write(part)

    def tell(self, kind: bytes, content: dict[str, Any]) -> None:
        self.send(kind, json.dumps(content).encode())

    def _write(self, octets: bytes | memoryview) -> None:
        left = memoryview(octets)
        while left:
            left = left[self._file.write(left) or 0 :]


@dataclass(slots=True)
class _Met:
    """What was met on the way, for the end."""

    unreadable: int = 0
    passed_over: int = 0
    counted_times: int = 0
    cut: str | None = None
    frames: int = 0
    """Decoded, passed over ones too."""
    last_s: float = 0.0


def main(demuxer: str, longest_side: int) -> int:
    try:
        import av
    except ImportError:
        return NO_LIBRARY
    av.logging.set_level(None)
    source, sender = FileIO(0, "rb", closefd=False), Sender(FileIO(1, "wb", closefd=False))
    _warm_up()
    sender.send(b"H", confine(LIMITS).encode())
    try:
        met = look_through(source, demuxer, longest_side, sender)
    except Refused as refused:
        sender.tell(b"R", {"trouble": refused.trouble.value, "detail": refused.detail})
    except av.EOFError:  # of a film that ends where its first picture should begin
        sender.tell(b"R", {"trouble": VideoTrouble.NO_FRAMES.value, "detail": None})
    except (av.FFmpegError, ValueError, OSError, MemoryError, OverflowError, ZeroDivisionError, LookupError) as problem:
        detail = "it asks for more memory than any film needs" if isinstance(problem, MemoryError) else None
        sender.tell(b"R", {"trouble": VideoTrouble.DAMAGED.value, "detail": detail})
    else:
        sender.tell(b"E", {name: getattr(met, name) for name in ("unreadable", "passed_over", "counted_times", "cut")})
    return 0


def look_through(source: BinaryIO | FileIO, demuxer: str, longest_side: int, sender: Sender) -> _Met:
    """Sends every frame. Raises Refused, and what PyAV raises of a film that cannot be opened."""
    import av

    options = {
        "codec_whitelist": "none",  # FFmpeg would decode a frame on opening, of any size, to look at it
        "format_whitelist": "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi",
        "protocol_whitelist": "none",
        "enable_drefs": "0",
        "use_absolute_path": "0",
        "max_streams": str(MOST_STREAMS),
    }
    with av.open(source, format=demuxer, container_options=options, io_open=_no_other_file) as film:
        picture = _Picture.of(film)
        return _send_frames(film, picture, longest_side, sender)


def _no_other_file(url: str, *_: object) -> object:
    """A film is one file, whatever it says of others."""
    raise PermissionError(url)


@dataclass(frozen=True, slots=True)
class _Picture:
    """The stream that is looked at, and what the film says of it."""

    stream: Any
    codec: str
    rate: float | None
    frames: int | None
    promised_s: float | None
    promise_of_stream: bool
    """Of the picture itself and not of the film with its sound, which may last longer."""

    @classmethod
    def of(cls, film: Any) -> _Picture:
        """The first stream with a moving picture, looked at from outside. Raises Refused."""
        stream = next((one for one in film.streams.video if not _is_cover(one)), None)
        if stream is None:
            something = film.streams.audio or film.streams.video  # sound, or its cover
            raise Refused(VideoTrouble.NO_PICTURE if something else VideoTrouble.NO_FRAMES)
        context = stream.codec_context
        name = context.codec.name if context is not None else "unknown"
        if name not in CODECS:
            raise Refused(VideoTrouble.CODEC, name)
        if context.width or context.height:  # some containers leave it to the first frame
            _refuse_size(context.width, context.height)
        own_s = float(stream.duration * stream.time_base) if stream.duration and stream.time_base else None
        promised_s = own_s if own_s is not None else film.duration / 1_000_000 if film.duration else None
        if promised_s is not None and promised_s > MOST_S:
            raise Refused(VideoTrouble.TOO_LONG, f"{promised_s / 60:,.0f} minutes")
        if stream.frames > MOST_FRAMES:
            raise Refused(VideoTrouble.TOO_LONG, f"{stream.frames:,} frames")
        context.thread_count = 2
        context.thread_type = "AUTO"
        context.options = {"max_pixels": str(WIDEST * HIGHEST), "codec_whitelist": ",".join(CODECS)}
        return cls(stream, CODECS[name], _rate(stream), stream.frames or None, promised_s, own_s is not None)

    @property
    def missing_is_more_than_s(self) -> float:
        """The end may lie this much before what was promised without anything being missing."""
        return 0.25 if self.promise_of_stream else 1.0


def _is_cover(stream: Any) -> bool:
    return bool(stream.disposition.value & _COVER)


def _rate(stream: Any) -> float | None:
    for rate in (stream.average_rate, stream.guessed_rate, stream.base_rate):
        if rate is not None and 0 < rate <= _LIKELY_RATE:
            return float(rate)
    return None


def _refuse_size(width: int, height: int) -> None:
    if max(width, height) > WIDEST or min(width, height) > HIGHEST:
        raise Refused(VideoTrouble.TOO_MANY_PIXELS, f"{width} x {height}")
    if min(width, height) < 1:
        raise Refused(VideoTrouble.DAMAGED, f"{width} x {height} pixels")


def _send_frames(film: Any, picture: _Picture, longest_side: int, sender: Sender) -> _Met:
    from av.video.reformatter import VideoReformatter

    shrink, recolour = VideoReformatter(), VideoReformatter()
    met = _Met()
    shape: _Shape | None = None
    kept_s: float | None = None
    for frame, time_s in _timed(_decoded(film, picture, met), picture, met):
        if shape is None:
            shape = _Shape.of(frame, _pixel_aspect(picture.stream), longest_side)
            sender.tell(b"F", _facts(picture, frame, shape))
        elif not shape.is_that_of(frame):
            met.cut = f"{frame.width} x {frame.height}"
            return met
        if kept_s is not None and time_s - kept_s < _CLOSEST_S:
            met.passed_over += 1
            continue
        kept_s = time_s
        # shrunk as it is coded, then made RGB: a third less work than both at once
        small = shrink.reformat(frame, width=shape.small_width, height=shape.small_height, threads=1)
        small = recolour.reformat(small, format="rgb24", threads=1)
        plane = small.planes[0]
        head = PICTURE.pack(time_s, small.width, small.height, plane.line_size)
        sender.send(b"P", head, memoryview(plane)[: plane.line_size * small.height])
    if shape is None:
        raise Refused(VideoTrouble.NO_FRAMES if met.unreadable == 0 else VideoTrouble.DAMAGED)
    short_s = (picture.promised_s or 0) - met.last_s - 1 / (picture.rate or 30)
    if met.cut is None and short_s > picture.missing_is_more_than_s:
        met.cut = f"{short_s:.1f} s"
    return met


@dataclass(frozen=True, slots=True)
class _Shape:
    """The size of the first frame, how wide its pixels are, and the size it is shrunk to."""

    width: int
    height: int
    pixel_aspect: float
    small_width: int
    small_height: int

    @classmethod
    def of(cls, frame: Any, pixel_aspect: float, longest_side: int) -> _Shape:
        _refuse_size(frame.width, frame.height)
        wide = frame.width * pixel_aspect
        scale = min(1.0, longest_side / max(wide, frame.height))
        small = (min(longest_side, max(2, 2 * round(side * scale / 2))) for side in (wide, frame.height))
        return cls(frame.width, frame.height, pixel_aspect, *small)

    def is_that_of(self, frame: Any) -> bool:
        """A stream may change its size on the way. A finer or coarser picture of the same shape goes on."""
        _refuse_size(frame.width, frame.height)
        change = float(frame.width * self.height / (frame.height * self.width) - 1)
        return abs(change) <= _SHAPE_MAY_CHANGE


def _pixel_aspect(stream: Any) -> float:
    """How much wider than high one pixel is: old cameras squeeze their picture. What the container says goes first."""
    for told in (stream.sample_aspect_ratio, stream.codec_context.sample_aspect_ratio):
        if told and 0.25 <= told <= 4:
            return float(told)
    return 1.0


def _facts(picture: _Picture, frame: Any, shape: _Shape) -> dict[str, Any]:
    expected = picture.frames
    if expected is None and picture.promised_s and picture.rate:
        expected = round(picture.promised_s * picture.rate)
    if expected is not None and picture.rate and picture.rate > 1 / _CLOSEST_S:
        expected = round(expected / -(-picture.rate * _CLOSEST_S // 1))
    return {
        "codec": picture.codec,
        "width": round(shape.width * shape.pixel_aspect),
        "height": shape.height,
        "matrix": _display_matrix(frame),
        "fps": picture.rate,
        "expected_frames": expected,
    }


def _display_matrix(frame: Any) -> list[int]:
    """Which way the film says its picture is to be turned: a, b, c, d of x' = a x + c y, y' = b x + d y."""
    for side_data in iter(frame.side_data):  # its keys are what it holds
        if side_data.type.name == "DISPLAYMATRIX" and len(bytes(side_data)) >= 36:
            a, b, _, c, d = struct.unpack_from("=5i", bytes(side_data))
            return [a, b, c, d]
    return [1, 0, 0, 1]


def _decoded(film: Any, picture: _Picture, met: _Met) -> Iterator[Any]:
    """Every frame that can be decoded; those that cannot are counted."""
    import av

    at_once = 0
    packets = film.demux(picture.stream)
    while met.frames < MOST_FRAMES:
        try:
            packet = next(packets)
        except StopIteration:
            return
        except (av.FFmpegError, ValueError) as problem:
            met.cut = met.cut or type(problem).__name__
            packet = None
        try:
            frames = picture.stream.codec_context.decode(packet)
        except av.EOFError:
            return
        except (av.FFmpegError, ValueError):
            met.unreadable += 1
            at_once += 1
            if at_once > _MOST_UNREADABLE_AT_ONCE:
                met.cut = met.cut or f"{at_once} frames"
                return
            frames = []
        for frame in frames:
            met.frames += 1
            if frame.is_corrupt:
                met.unreadable += 1
                continue
            at_once = 0
            yield frame
        if packet is None:
            return
    met.cut = met.cut or f"{MOST_FRAMES:,} frames"


def _timed(frames: Iterator[Any], picture: _Picture, met: _Met) -> Iterator[tuple[Any, float]]:
    """Each frame with its time after the first; counted on from the frame before where it has none that rises."""
    first: float | None = None
    last: float | None = None
    for frame in frames:
        told = frame.time
        if first is None:
            first = told or 0.0
        if last is None:
            time_s = 0.0
        elif told is not None and told - first > last:
            time_s = told - first
        elif picture.rate is None:
            raise Refused(VideoTrouble.NO_TIMES)
        else:
            time_s = last + 1 / picture.rate
            met.counted_times += 1
        if time_s > MOST_S + 1:
            if met.last_s == 0:
                raise Refused(VideoTrouble.TOO_LONG, f"{time_s / 60:,.0f} minutes")
            met.cut = met.cut or f"{time_s / 60:,.0f} minutes"
            return
        last = met.last_s = time_s
        yield frame, time_s


class _Nowhere(FileIO):
    """Takes everything and keeps nothing."""

    def __init__(self) -> None:
        """No file is opened."""

    def write(self, octets: Any) -> int:
        return len(octets)


def _warm_up() -> None:
    """Decodes a film of our own once, so that all that is loaded on the way is there before nothing can be any more."""
    import av

    made = BytesIO()
    with av.open(made, "w", format="mp4") as film:
        stream = film.add_stream("mpeg4", rate=25)
        stream.width = stream.height = 32
        stream.pix_fmt = "yuv420p"
        for _ in range(2):
            film.mux(stream.encode(av.VideoFrame(32, 32, "yuv420p")))
        film.mux(stream.encode())
    made.seek(0)
    look_through(made, "mov", 16, Sender(_Nowhere()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
