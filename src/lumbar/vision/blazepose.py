"""The two models of BlazePose as they come, on LiteRT: a picture goes in, their tensors come out.

What the tensors mean is told in ``detector`` and ``landmarks``. Weights: Bazarevsky et al. 2020, "BlazePose:
on-device real-time body pose tracking" (arXiv:2006.10204), under Apache-2.0.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]
Pixels = NDArray[np.uint8]

DETECTOR_SIDE: Final = 224
"""Of the square the detector looks at. [pixel]"""
LANDMARK_SIDE: Final = 256
"""Of the square the landmark model looks at. [pixel]"""


class WeightFiles(Protocol):
    """Where the two models lie."""

    @property
    def detector(self) -> Path: ...

    @property
    def landmarks(self) -> Path: ...


@dataclass(frozen=True, eq=False, slots=True)
class LandmarkTensors:
    """What the landmark model says of one square, still in its own terms.

    The arrays are the interpreter's own memory: good until the model looks again, and not to be kept.
    """

    landmarks: FloatArray
    """(39, 5): x, y, z in pixels of the square, then visibility and presence before the sigmoid."""
    presence: float
    """How likely there is a person at all, from 0 to 1."""
    mask: FloatArray
    """(256, 256): the person, before the sigmoid."""
    heatmap: FloatArray
    """(64, 64, 39): where each landmark is, before the sigmoid."""


class DetectorModel:
    """Finds people in a square picture: (2254, 12) boxes and (2254,) scores, one of each for every anchor."""

    def __init__(self, weights: Path, threads: int) -> None:
        self._interpreter = _interpreter(weights, threads)
        self._into = self._interpreter.get_input_details()[0]["index"]
        self._out = _by_shape(self._interpreter)

    def look(self, square: Pixels) -> tuple[FloatArray, FloatArray]:
        """Of a picture (224, 224, 3)."""
        pixels = np.multiply(square, np.float32(2 / 255), dtype=np.float32)
        pixels -= np.float32(1)
        self._interpreter.set_tensor(self._into, pixels[None])
        self._interpreter.invoke()
        boxes = self._interpreter.get_tensor(self._out[1, 2254, 12])[0]
        scores = self._interpreter.get_tensor(self._out[1, 2254, 1])[0, :, 0]
        return boxes, scores


class LandmarkModel:
    """Finds the landmarks and the outline of the one person that a square picture is cut around."""

    def __init__(self, weights: Path, threads: int) -> None:
        self._interpreter = _interpreter(weights, threads)
        self._into = self._interpreter.get_input_details()[0]["index"]
        self._out = _by_shape(self._interpreter)
        self.seconds = 0.0
        """Spent in the model itself so far, without anything around it."""
        self.looks = 0

    def look(self, square: Pixels) -> LandmarkTensors:
        """Of a picture (256, 256, 3)."""
        began = perf_counter()
        np.multiply(square, np.float32(1 / 255), out=self._interpreter.tensor(self._into)()[0], dtype=np.float32)
        self._interpreter.invoke()
        self.seconds += perf_counter() - began
        self.looks += 1
        return LandmarkTensors(
            landmarks=self._see(1, 195).reshape(39, 5),
            presence=float(self._see(1, 1)[0, 0]),
            mask=self._see(1, 256, 256, 1)[0, :, :, 0],
            heatmap=self._see(1, 64, 64, 39)[0],
        )

    def _see(self, *shape: int) -> FloatArray:
        """A copy, as an interpreter whose memory is still looked into cannot run."""
        tensor: FloatArray = self._interpreter.get_tensor(self._out[shape])
        return tensor


def _interpreter(weights: Path, threads: int) -> Any:  # the library ships no types
    with _without_chatter():
        from ai_edge_litert.interpreter import Interpreter

        interpreter = Interpreter(str(weights), num_threads=threads)
        interpreter.allocate_tensors()
    return interpreter


def _by_shape(interpreter: Any) -> dict[tuple[int, ...], int]:
    """Where each output lies; their shapes all differ, and their order is nowhere promised."""
    return {tuple(int(side) for side in told["shape"]): told["index"] for told in interpreter.get_output_details()}


@contextmanager
def _without_chatter() -> Iterator[None]:
    """The library tells of its delegates on the standard error of the process, which is for people."""
    try:
        error = sys.stderr.fileno()
    except (AttributeError, OSError, ValueError):  # no real standard error, as under a test
        yield
        return
    sys.stderr.flush()
    kept = os.dup(error)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, error)
        yield
    finally:
        os.dup2(kept, error)
        os.close(kept)
        os.close(nowhere)
