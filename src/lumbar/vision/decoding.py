"""The frames of a video, decoded in a confined process, turned upright and shrunk, with their own times.

What comes from that process is taken as if the film itself had sent it: every length is bounded before it is read,
every number looked at before it is used.
"""

from __future__ import annotations

import json
import os
import queue
import statistics
import struct
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.util import find_spec
from math import atan2, degrees, isfinite
from pathlib import Path
from types import TracebackType
from typing import IO, Any, BinaryIO, Final, Self

import numpy as np
from numpy.typing import NDArray

from lumbar.core.errors import UnusableInput, UnusableKind, VideoTrouble
from lumbar.usecases.video_reading import Confinement, VideoFacts, VideoRemark, VideoRemarkKind
from lumbar.vision import decoder_child
from lumbar.vision.confinement import SYSTEM_CALLS, can_make_a_namespace, start
from lumbar.vision.container import Container, open_to_decode, unreadable
from lumbar.vision.decoder_child import HEAD, PICTURE

LONGEST_SIDE: Final = 640
"""The pose model sees 256 pixels; this leaves it twice as many for the person alone."""
_AHEAD: Final = 6
"""Frames that are decoded before they are asked for."""
_PATIENCE_S: Final = 20.0
"""Something must come within this time while we wait for it."""
_FAREWELL_S: Final = 2.0
"""It ends within this time after its last message."""
_LONGEST_TEXT: Final = 10_000
_ROW_PADDING: Final = 256
_UNEVEN: Final = 0.25
"""Two frames lie unevenly where the time between them differs from the usual one by more than this share ..."""
_UNEVEN_SHARE: Final = 0.02
"""... and a video, where more than this share of its frames do."""
_TEXT: Final = frozenset(b"HFRE")
_NOT_AS_AGREED: Final = (KeyError, TypeError, ValueError, OverflowError, RecursionError, struct.error)
"""What looking at a message raises that a film which has taken over its decoder might send."""


@dataclass(frozen=True, eq=False, slots=True)
class Frame:
    """One picture of the video, upright."""

    time_s: float
    """After the first frame."""
    pixels: NDArray[np.uint8]
    """(height, width, 3), RGB."""


def open_video(path: Path, *, longest_side: int = LONGEST_SIDE) -> OpenVideo:
    """The video, open, with its first frame decoded. Raises UnusableInput with what is wrong with it.

    To be closed, or used in a ``with``: a process runs as long as it is open.
    """
    if find_spec("av") is None:
        raise _no_library(path)
    file, container = open_to_decode(path)
    with file:
        return OpenVideo(path, container, _Child.of(path, file, container, longest_side), longest_side)


class OpenVideo:
    """A video being decoded: it is iterated over once, and knows all of its facts and remarks after that."""

    def __init__(self, path: Path, container: Container, child: _Child, longest_side: int) -> None:
        self._path = path
        self._child = child
        self._longest_side = longest_side
        self._times: list[float] = []
        self._remarks: list[VideoRemark] = []
        try:
            told = self._text(b"F")
            self._turn = Turn.of(told["matrix"])
            self._facts = _facts(path, container, child.confinement, told, self._turn)
            self.expected_frames = _whole(told["expected_frames"])
        except _NOT_AS_AGREED:
            child.end()
            raise unreadable(path, VideoTrouble.DAMAGED) from None
        except BaseException:
            child.end()
            raise
        if self._turn != AS_IT_IS:
            self._remarks.append(VideoRemark(VideoRemarkKind.ROTATED, met=self._turn.in_words()))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process, wherever it is."""
        self._child.end()

    def facts_so_far(self) -> VideoFacts:
        """The facts, with the frames and seconds that were seen by now."""
        return replace(self._facts, frames=len(self._times), seconds=self._seconds())

    @property
    def facts(self) -> VideoFacts:
        """The facts; whole after the last frame."""
        return self.facts_so_far()

    @property
    def remarks(self) -> tuple[VideoRemark, ...]:
        """What was met in the file; whole after the last frame."""
        return tuple(self._remarks)

    def __iter__(self) -> Iterator[Frame]:
        """Every frame, in the order of their times."""
        try:
            while (frame := self._next()) is not None:
                self._times.append(frame.time_s)
                yield frame
        finally:
            self.close()
        if uneven := _uneven(self._times):
            self._remarks.append(VideoRemark(VideoRemarkKind.TIMES_UNEVEN, count=uneven))

    def _next(self) -> Frame | None:
        """The next frame; None after the last. Raises UnusableInput where the file is refused before its first."""
        try:
            kind, content = self._child.message()
            if kind == b"P":
                return self._frame(content)
            if kind == b"E":
                self._note_end(json.loads(content))
                return None
            raise self._refusal(kind, content)
        except UnusableInput as problem:
            if not self._times or problem.kind is not UnusableKind.VIDEO_UNREADABLE:
                raise
            self._remarks.append(VideoRemark(VideoRemarkKind.CUT_SHORT, at_s=self._times[-1], met=problem.limit or ""))
        except _NOT_AS_AGREED:
            if not self._times:
                raise unreadable(self._path, VideoTrouble.DAMAGED) from None
            self._remarks.append(VideoRemark(VideoRemarkKind.CUT_SHORT, at_s=self._times[-1]))
        return None

    def _frame(self, content: bytes | bytearray) -> Frame:
        time_s, width, height, row = PICTURE.unpack_from(content)
        fits = 0 < width <= self._longest_side and 0 < height <= self._longest_side and 3 * width <= row
        if not fits or len(content) != PICTURE.size + row * height or not isfinite(time_s):
            raise ValueError
        if self._times and time_s <= self._times[-1]:
            raise ValueError
        rows = np.frombuffer(content, dtype=np.uint8, offset=PICTURE.size).reshape(height, row)
        return Frame(time_s, self._turn.of_pixels(rows[:, : 3 * width].reshape(height, width, 3)))

    def _text(self, expected: bytes) -> Mapping[str, Any]:
        kind, content = self._child.message()
        if kind != expected:
            raise self._refusal(kind, content)
        told = json.loads(content)
        if not isinstance(told, dict):
            raise TypeError
        return told

    def _refusal(self, kind: bytes, content: bytes | bytearray) -> UnusableInput:
        if kind != b"R":
            raise ValueError
        told = json.loads(content)
        detail = told["detail"]
        return unreadable(self._path, VideoTrouble(told["trouble"]), None if detail is None else _printable(detail))

    def _note_end(self, told: Mapping[str, Any]) -> None:
        for name, kind in (
            ("unreadable", VideoRemarkKind.FRAMES_UNREADABLE),
            ("passed_over", VideoRemarkKind.FRAMES_PASSED_OVER),
            ("counted_times", VideoRemarkKind.TIMES_FROM_RATE),
        ):
            if count := _whole(told[name]):
                self._remarks.append(VideoRemark(kind, count=count))
        if told["cut"] is not None:
            at_s = self._times[-1] if self._times else 0.0
            self._remarks.append(VideoRemark(VideoRemarkKind.CUT_SHORT, at_s=at_s, met=_printable(told["cut"])))

    def _seconds(self) -> float:
        """To the end of the last frame, which lasts as long as they usually do."""
        if not self._times:
            return 0.0
        usual = statistics.median(np.diff(self._times)) if len(self._times) > 1 else 1 / (self._facts.fps or 30)
        return self._times[-1] + float(usual)


@dataclass(frozen=True, slots=True)
class Turn:
    """How the picture of the file becomes the one that is meant: rows and columns exchanged, then either mirrored."""

    exchanged: bool
    columns_mirrored: bool
    rows_mirrored: bool
    degrees_clockwise: int

    @classmethod
    def of(cls, matrix: object) -> Turn:
        """Of the display matrix (a, b, c, d): x' = a x + c y, y' = b x + d y, to the nearest right angle.

        Source: ISO/IEC 14496-12, track header. A matrix that would make a line of the picture turns nothing.
        """
        a, b, c, d = (float(one) for one in matrix)  # type: ignore[attr-defined]
        if a * d == b * c:
            return AS_IT_IS
        exchanged = abs(b) > abs(a)
        columns, rows = (c < 0, b < 0) if exchanged else (a < 0, d < 0)
        return cls(exchanged, columns, rows, round(degrees(atan2(b, a)) / 90) * 90 % 360)

    def of_pixels(self, pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
        turned = pixels.transpose(1, 0, 2) if self.exchanged else pixels
        turned = turned[:, ::-1] if self.columns_mirrored else turned
        return np.ascontiguousarray(turned[::-1] if self.rows_mirrored else turned)

    @property
    def mirrored(self) -> bool:
        return (self.exchanged + self.columns_mirrored + self.rows_mirrored) % 2 == 1

    def in_words(self) -> str:
        return "mirrored" if self.mirrored else f"{self.degrees_clockwise}°"


AS_IT_IS: Final = Turn(exchanged=False, columns_mirrored=False, rows_mirrored=False, degrees_clockwise=0)


class _Child:
    """The process that decodes, and the thread that takes what it sends before it is asked for."""

    def __init__(self, path: Path, process: subprocess.Popen[bytes], largest: int) -> None:
        self._path = path
        self._process = process
        self._sent: queue.Queue[tuple[bytes, bytearray] | None] = queue.Queue(_AHEAD)
        self._ended = threading.Event()
        self.confinement = Confinement.LIMITS
        assert process.stdout is not None  # noqa: S101 it was asked for
        _widen(process.stdout)
        self._taking = threading.Thread(target=self._take, args=(process.stdout, largest), daemon=True)
        self._taking.start()

    @classmethod
    def of(cls, path: Path, file: BinaryIO, container: Container, longest_side: int) -> _Child:
        """Started and confined as far as this machine can: by its system calls, else in a namespace, else by limits.

        The one before is ended first: both read the same open file, and where one has read, the other would go on.
        """
        child = cls._started(path, file, container, longest_side, in_a_namespace=False)
        if child.confinement is not Confinement.LIMITS or not can_make_a_namespace():
            return child
        child.end()
        with suppress(UnusableInput):  # bubblewrap is there, and is not allowed to do its work
            return cls._started(path, file, container, longest_side, in_a_namespace=True)
        return cls._started(path, file, container, longest_side, in_a_namespace=False)

    @classmethod
    def _started(
        cls, path: Path, file: BinaryIO, container: Container, longest_side: int, *, in_a_namespace: bool
    ) -> _Child:
        os.lseek(file.fileno(), 0, os.SEEK_SET)  # the place in it is shared with every child
        process = start(
            decoder_child.__name__,
            [container.demuxer, str(longest_side)],
            stdin=file,
            stdout=subprocess.PIPE,
            in_a_namespace=in_a_namespace,
        )
        child = cls(path, process, PICTURE.size + longest_side * (3 * longest_side + _ROW_PADDING))
        try:
            kind, said = child.message()
        except BaseException:
            child.end()
            raise
        if kind == b"H" and bytes(said) == SYSTEM_CALLS.encode():
            child.confinement = Confinement.SYSTEM_CALLS
        elif in_a_namespace:
            child.confinement = Confinement.NAMESPACE
        return child

    def message(self) -> tuple[bytes, bytearray]:
        """What it sends next. Raises UnusableInput where it sends nothing more, or nothing for too long."""
        try:
            sent = self._sent.get(timeout=_PATIENCE_S)
        except queue.Empty:
            raise unreadable(self._path, VideoTrouble.NO_END) from None
        if sent is not None:
            return sent
        with suppress(subprocess.TimeoutExpired):  # it may run on and send what nobody takes
            if self._process.wait(timeout=_FAREWELL_S) == decoder_child.NO_LIBRARY:
                raise _no_library(self._path)
        raise unreadable(self._path, VideoTrouble.DAMAGED)

    def end(self) -> None:
        self._ended.set()
        self._process.kill()
        self._process.wait()
        while self._taking.is_alive():
            with suppress(queue.Empty):
                self._sent.get_nowait()  # it may wait for room
            self._taking.join(timeout=0.01)
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _take(self, pipe: IO[bytes], largest: int) -> None:
        """In its own thread: message after message, until the pipe ends or something in it is not as agreed."""
        try:
            while (head := _exactly(pipe, HEAD.size)) is not None and not self._ended.is_set():
                kind, length = HEAD.unpack(head)
                if length > (_LONGEST_TEXT if kind[0] in _TEXT else largest):
                    break
                content = _exactly(pipe, length)
                if content is None:
                    break
                self._sent.put((kind, content))
        except (OSError, ValueError):
            pass  # it was ended meanwhile
        self._sent.put(None)


def _exactly(pipe: IO[bytes], length: int) -> bytearray | None:
    """So many bytes; None where the pipe ends before."""
    octets = bytearray(length)
    left = memoryview(octets)
    while left:
        count = pipe.readinto(left)  # type: ignore[attr-defined]
        if not count:
            return None
        left = left[count:]
    return octets


def _widen(pipe: IO[bytes]) -> None:
    """Lets a whole frame stand in the pipe where the system can, which spares a hundred changes between processes."""
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, 1 << 20)


def _facts(
    path: Path, container: Container, confinement: Confinement, told: Mapping[str, Any], turn: Turn
) -> VideoFacts:
    width, height, fps = int(told["width"]), int(told["height"]), told["fps"]
    if not 0 < min(width, height) <= max(width, height) <= 4 * decoder_child.WIDEST:  # pixels may be wider than high
        raise ValueError
    if turn.exchanged:
        width, height = height, width
    return VideoFacts(
        path=str(path),
        container=container.name,
        codec=_printable(told["codec"]),
        width=width,
        height=height,
        rotation_deg=turn.degrees_clockwise,
        fps=float(fps) if fps is not None and isfinite(fps) else None,
        frames=0,
        seconds=0.0,
        confinement=confinement,
    )


def _uneven(times: list[float]) -> int:
    """How many frames do not follow the one before at the usual time; 0 where they are few."""
    if len(times) < 3:
        return 0
    between = np.diff(times)
    usual = float(np.median(between))
    count = int(np.count_nonzero(np.abs(between - usual) > _UNEVEN * usual))
    return count if count > _UNEVEN_SHARE * len(between) else 0


def _whole(number: object) -> int | None:
    return number if isinstance(number, int) and 0 <= number <= decoder_child.MOST_FRAMES else None


def _printable(text: object) -> str:
    """A text for a person's terminal: of letters only that do nothing there, and not long."""
    return "".join(letter if letter.isprintable() else "?" for letter in str(text))[:60]


def _no_library(path: Path) -> UnusableInput:
    return UnusableInput(UnusableKind.VIDEO_PARTS_MISSING, str(path), met="av")
