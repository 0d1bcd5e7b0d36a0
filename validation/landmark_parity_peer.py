"""What mediapipe sees in some frames: ``python landmark_parity_peer.py FRAMES.npy OUT.npz``, in its own interpreter.

It needs mediapipe 0.10.21 and numpy, and nothing of Lumbar. Run by ``landmark_parity`` and ``benchmarks.video_loop``.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import mediapipe
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def main(frames_at: str, out: str) -> None:
    frames = np.load(frames_at, mmap_mode="r")
    grey = np.random.default_rng(1).integers(-1, 2, frames.shape, dtype=np.int16)
    trembling = np.clip(frames.astype(np.int16) + grey, 0, 255).astype(np.uint8)
    np.savez(
        out,
        unsmoothed=landmarks(frames, smooth=False),
        smoothed=landmarks(frames, smooth=True),
        unsmoothed_again=landmarks(trembling, smooth=False),
        smoothed_again=landmarks(trembling, smooth=True),
    )


def landmarks(frames: NDArray[np.uint8], *, smooth: bool) -> Array:
    """(frames, 33, 2) in pixels, NaN where nobody was seen."""
    height, width = frames.shape[1:3]
    seen = np.full((len(frames), 33, 2), np.nan)
    pose = mediapipe.solutions.pose.Pose(
        model_complexity=1, enable_segmentation=True, smooth_segmentation=False, smooth_landmarks=smooth
    )
    for place, frame in enumerate(frames):
        found = pose.process(np.ascontiguousarray(frame)).pose_landmarks
        if found is not None:
            seen[place] = [(point.x * width, point.y * height) for point in found.landmark]
    return seen


def whole_loop(video: str, longest_side: int) -> tuple[int, float, float]:
    """Frames, seconds, and seconds of all processors: a film looked at as the examples of mediapipe do."""
    import cv2

    pose = mediapipe.solutions.pose.Pose(model_complexity=1, enable_segmentation=True)
    pose.process(np.zeros((64, 64, 3), np.uint8))  # it loads its models here
    film = cv2.VideoCapture(video)
    began, began_working, frames = time.perf_counter(), time.process_time(), 0
    while True:
        there, frame = film.read()
        if not there:
            break
        shrink = longest_side / max(frame.shape[:2])
        if shrink < 1:
            size = round(frame.shape[1] * shrink), round(frame.shape[0] * shrink)
            frame = cv2.resize(frame, size, interpolation=cv2.INTER_AREA)
        pose.process(cv2.cvtColor(frame, cv2.COLOR_BGR2RGB))
        frames += 1
    return frames, time.perf_counter() - began, time.process_time() - began_working


if __name__ == "__main__":
    if sys.argv[1] == "--loop":
        Path(sys.argv[4]).write_text(" ".join(map(str, whole_loop(sys.argv[2], int(sys.argv[3])))), encoding="utf-8")
    else:
        main(sys.argv[1], sys.argv[2])
