"""A small network, run by hand: what the outline of a trunk and the landmarks say of the lower back, and how sure.

It was trained on our own made lifters only (``validation/lumbar``), and its weights are ours. Convolutions of three by
three, then two dense layers; numpy is enough for it, and the same figures come out as from the program that made it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lumbar.core.motion.pose import LANDMARKS, Landmark
from lumbar.core.motion.trunk_square import SQUARE_LENGTHS

Floats = NDArray[np.float32]

FEATURE_LANDMARKS: Final = (
    Landmark.NOSE, Landmark.LEFT_EAR, Landmark.RIGHT_EAR,
    Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER, Landmark.LEFT_ELBOW, Landmark.RIGHT_ELBOW,
    Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST, Landmark.LEFT_HIP, Landmark.RIGHT_HIP,
    Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE, Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE,
    Landmark.LEFT_HEEL, Landmark.RIGHT_HEEL, Landmark.LEFT_FOOT_INDEX, Landmark.RIGHT_FOOT_INDEX,
)  # fmt: skip
"""Those whose places are given to the network beside the picture."""
COLUMNS: Final = tuple(LANDMARKS.index(mark) for mark in FEATURE_LANDMARKS)


@dataclass(frozen=True, eq=False, slots=True)
class Convolution:
    """Three by three, with a step of one or two, then the positive part."""

    weight: Floats
    """(out, in, 3, 3)"""
    bias: Floats
    """(out,)"""
    step: int


@dataclass(frozen=True, eq=False, slots=True)
class Dense:
    weight: Floats
    """(out, in)"""
    bias: Floats
    """(out,)"""


@dataclass(frozen=True, eq=False, slots=True)
class Network:
    """One trained network."""

    convolutions: tuple[Convolution, ...]
    dense: tuple[Dense, ...]
    """All but the last are followed by the positive part."""
    scale: Floats
    """(outputs,) what the last figures are multiplied with to be in their units."""

    def __call__(self, pictures: Floats, features: Floats) -> Floats:
        """(n, outputs) of pictures (n, channels, rows, columns) and features (n, k)."""
        layer = pictures
        for convolution in self.convolutions:
            layer = _convolved(layer, convolution)
        values = np.concatenate([layer.reshape(len(layer), -1), features], axis=1)
        for number, dense in enumerate(self.dense, start=1):
            values = values @ dense.weight.T + dense.bias
            if number < len(self.dense):
                values = np.maximum(values, 0)
        return np.asarray(values * self.scale, dtype=np.float32)


def _convolved(layer: Floats, convolution: Convolution) -> Floats:
    """With a border of zeros one wide."""
    count, channels, rows, columns = layer.shape
    padded = np.zeros((count, channels, rows + 2, columns + 2), dtype=np.float32)
    padded[:, :, 1:-1, 1:-1] = layer
    windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), axis=(2, 3))
    windows = windows[:, :, :: convolution.step, :: convolution.step]
    tall, wide = windows.shape[2:4]
    patches = windows.transpose(0, 2, 3, 1, 4, 5).reshape(count * tall * wide, channels * 9)
    result = patches @ convolution.weight.reshape(len(convolution.weight), -1).T + convolution.bias
    return np.ascontiguousarray(np.maximum(result, 0).reshape(count, tall, wide, -1).transpose(0, 3, 1, 2))


def outline_channel(mask: NDArray[np.uint8]) -> Floats:
    """(n, 1, rows, columns) of outlines (n, rows, columns) from 0 to 255, about zero.

    The picture itself is not given: what it shows of a made lifter's skin and shirt says nothing of a person's.
    """
    return (mask.astype(np.float32) / 127.5 - 1)[:, None]


def landmark_features(
    places: NDArray[np.float64], sure: NDArray[np.float64], turn_rad: NDArray[np.float64], side_px: NDArray[np.float64]
) -> Floats:
    """(n, 3 x landmarks + 3): places in the square, how sure they are, and how the square lies in the picture.

    ``places`` (n, landmarks, 2) in trunk lengths from the square's middle, y down; ``sure`` (n, landmarks) from 0 to 1;
    ``turn_rad`` and ``side_px`` (n,) of the square. The person faces to the right.
    """
    bounded = np.clip(np.nan_to_num(places), -4.0, 4.0) / SQUARE_LENGTHS.value
    size = np.log(np.clip(side_px, 24.0, 2000.0) / 200.0)
    lies = np.stack((np.sin(turn_rad), np.cos(turn_rad), size), axis=1)
    return np.concatenate([bounded.reshape(len(bounded), -1), sure * 2 - 1, lies], axis=1).astype(np.float32)
