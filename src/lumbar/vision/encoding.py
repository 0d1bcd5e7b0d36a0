"""A film written from pictures: H.264 in an MP4 that plays from its beginning on, with nothing in it but the pictures.

It is coded in a confined process of its own, under another name beside the target, and takes the target's name when it
is whole: a film that is there is never half a film.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from lumbar.core.errors import UnusableInput, UnusableKind
from lumbar.vision import encoder_child
from lumbar.vision.confinement import start
from lumbar.vision.encoder_child import DONE, TIME

_PATIENCE_S: Final = 120.0
"""What is left to do after the last picture: a few of them, and moving the index to the beginning."""


class VideoWriter:
    """A film being written. Use in a ``with``; where that ends in an exception, there is no film.

    Raises UnusableInput, of the kind CANNOT_BE_WRITTEN, where the folder takes no file or the disk is full.
    """

    def __init__(self, path: Path, width: int, height: int, fps: float) -> None:
        if find_spec("av") is None:
            raise UnusableInput(UnusableKind.VIDEO_PARTS_MISSING, str(path), met="av")
        if min(width, height) < 2 or not 0 < fps <= 1000:
            raise ValueError(f"no film can be {width} x {height} at {fps} a second")
        self._path = path
        self._width, self._height = width // 2 * 2, height // 2 * 2  # colours are coded for two by two pixels
        try:
            handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        except OSError as problem:
            raise self._not_written(problem.strerror) from None
        self._part = Path(name)
        size = [str(self._width), str(self._height), repr(float(fps))]
        try:
            with os.fdopen(handle, "r+b", buffering=0) as file:
                self._process = start(encoder_child.__name__, size, stdin=subprocess.PIPE, stdout=file)
        except OSError as problem:
            self._part.unlink(missing_ok=True)
            raise self._not_written(problem.strerror) from None
        except BaseException:
            self._part.unlink(missing_ok=True)
            raise

    def add(self, pixels: NDArray[np.uint8], time_s: float) -> None:
        """One more picture, (height, width, 3) RGB, shown from this time on; an odd last row or column is left off."""
        whole = np.ascontiguousarray(pixels[: self._height, : self._width])
        if whole.shape != (self._height, self._width, 3) or whole.dtype != np.uint8 or not time_s >= 0:
            raise ValueError(f"a picture of {pixels.shape} at {time_s} s does not belong in this film")
        self._send(TIME.pack(time_s))
        self._send(whole.data.cast("B"))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._finish()
        finally:
            self._end()

    def _finish(self) -> None:
        self._send(TIME.pack(DONE))
        try:
            if self._process.wait(timeout=_PATIENCE_S) != 0:
                raise self._not_written()
            _let_others_read_as_usual(self._part)
            self._part.replace(self._path)
        except subprocess.TimeoutExpired:
            raise self._not_written() from None
        except OSError as problem:
            raise self._not_written(problem.strerror) from None

    def _send(self, octets: bytes | memoryview) -> None:
        pipe = self._process.stdin
        assert pipe is not None  # noqa: S101 it was asked for
        left = memoryview(octets)
        try:
            while left:
                left = left[pipe.write(left) :]
        except OSError:  # it has ended: its file can take no more, most likely
            raise self._not_written() from None

    def _end(self) -> None:
        self._process.kill()
        self._process.wait()
        if self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()
        self._part.unlink(missing_ok=True)

    def _not_written(self, why: str | None = None) -> UnusableInput:
        return UnusableInput(UnusableKind.CANNOT_BE_WRITTEN, str(self._path), met=why)


def _let_others_read_as_usual(file: Path) -> None:
    """A temporary file is the owner's alone; the film gets the rights that new files get here."""
    if os.name != "posix":
        return
    mask = os.umask(0)
    os.umask(mask)
    file.chmod(0o666 & ~mask)
