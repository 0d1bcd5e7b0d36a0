"""The outlines of a person through a whole video, kept small: as they are, a minute of them fills half a gigabyte."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Final

import numpy as np

from lumbar.core.motion.pose import PersonMask, SquareCrop

_FASTEST: Final = 1
"""The mask is nearly all 0 or 1, so packing harder would cost time and save little."""
_STEPS: Final = 255


@dataclass(frozen=True, eq=False, slots=True)
class _Packed:
    content: bytes
    shape: tuple[int, int]
    crop: SquareCrop


class PackedMasks:
    """The mask of each frame, to the nearest 255th, unpacked when it is asked for."""

    def __init__(self) -> None:
        self._frames: list[_Packed | None] = []

    def add(self, mask: PersonMask | None) -> None:
        """The mask of the next frame; None where nobody was seen in it."""
        self._frames.append(None if mask is None else _packed(mask))

    def at(self, frame: int) -> PersonMask | None:
        """The mask of one frame; None where nobody was seen in it."""
        packed = self._frames[frame]
        if packed is None:
            return None
        steps = np.frombuffer(zlib.decompress(packed.content), dtype=np.uint8).reshape(packed.shape)
        return PersonMask(steps.astype(np.float32) / np.float32(_STEPS), packed.crop)

    def __len__(self) -> int:
        return len(self._frames)

    @property
    def packed_bytes(self) -> int:
        """What the masks take up."""
        return sum(len(packed.content) for packed in self._frames if packed is not None)


def _packed(mask: PersonMask) -> _Packed:
    steps = (mask.probability * np.float32(_STEPS) + np.float32(0.5)).astype(np.uint8)
    return _Packed(zlib.compress(steps.tobytes(), _FASTEST), (steps.shape[0], steps.shape[1]), mask.crop)
