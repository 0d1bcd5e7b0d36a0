"""The film that comes with Lumbar, and the weights of the pose model: both may be missing, and then a test says so."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

import lumbar.demo
from lumbar.core.errors import UnusableInput
from lumbar.vision.weights import Weights, find_weights


def sample_clip() -> Path | None:
    """A made lifter, filmed from the side; None where the film is not there."""
    return next(iter(sorted(Path(lumbar.demo.__file__).parent.glob("video/*.mp4"))), None)


def clip_or_skip() -> Path:
    clip = sample_clip()
    if clip is None:
        pytest.skip("the film that comes with Lumbar is not there")
    return clip


def weights_or_skip() -> Weights:
    """The weights where set-up puts them."""
    if any(find_spec(part) is None for part in ("ai_edge_litert", "PIL", "av")):
        pytest.skip("the packages for video are not installed")
    try:
        return find_weights()
    except UnusableInput:
        pytest.skip("the weights of the pose model were not fetched")


def frames_of(clip: Path, every: int, count: int) -> list[NDArray[np.uint8]]:
    """Some frames of a film."""
    from lumbar.vision.decoding import open_video

    with open_video(clip) as video:
        frames = []
        for place, frame in enumerate(video):
            if place % every == 0:
                frames.append(frame.pixels)
            if len(frames) == count:
                break
    return frames
