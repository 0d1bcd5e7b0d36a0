"""How near are our landmarks to those of mediapipe, which runs the same model? Of one film, frame by frame.

    python -m validation.landmark_parity VIDEO --peer-python PYTHON [--longest-side 640]

``PYTHON`` is an interpreter with mediapipe 0.10.21, which cannot be installed beside what Lumbar needs. Both see the
same frames, decoded and shrunk by Lumbar. mediapipe by itself smooths what it reports with a One Euro filter, which
lags; ours are not smoothed until they are analysed. So the table compares like with like, and unlike too:

- as they come, with mediapipe's smoothing off;
- as they come, with its smoothing on, which is what most people meet;
- ours through the filter that it uses, with its smoothing on;
- ours as the analysis smooths them (Butterworth, without lag), against its smoothing on, as it is and moved back in
  time by the frames at which the two are nearest;
- mediapipe against itself with one step of grey more or less in each pixel: nobody can be nearer than that.

Distances are of all 33 landmarks, in percent of the trunk's median length in the film.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lumbar.core.biomechanics.smoothing import low_pass, runs
from lumbar.core.motion.pose import LANDMARKS, Landmark
from lumbar.vision.decoding import open_video
from lumbar.vision.steadying import SteadyPoints
from lumbar.vision.tracking import PoseTracker
from lumbar.vision.weights import Weights, find_weights

Array = NDArray[np.float64]

PEER = Path(__file__).with_name("landmark_parity_peer.py")
PEER_STEP_S = 1 / 30
"""mediapipe takes every film for one of 30 frames a second."""
PEER_FILTER = {"still_hz": 0.05, "per_speed": 80.0, "speed_hz": 1.0}
"""The One Euro filter that mediapipe puts its landmarks through."""
MOST_LAG = 8
"""Frames that a lag is looked for in."""


@dataclass(frozen=True, slots=True)
class Distance:
    """How far apart two series of landmarks are, in percent of the trunk."""

    median: float
    ninetieth: float
    frames: int
    """In which both saw somebody."""


def main(video: Path, peer_python: Path, weights: Weights, longest_side: int) -> None:
    print("| ours | mediapipe | median, % of trunk | 90th percentile | frames |")
    print("| --- | --- | --- | --- | --- |")
    for (ours, peer), distance in compare(video, peer_python, weights, longest_side).items():
        print(f"| {ours} | {peer} | {distance.median:.2f} | {distance.ninetieth:.1f} | {distance.frames} |")


def compare(
    video: Path, peer_python: Path, weights: Weights, longest_side: int = 640
) -> Mapping[tuple[str, str], Distance]:
    """The distances by what is compared with what."""
    with open_video(video, longest_side=longest_side) as opened:
        frames = np.stack([frame.pixels for frame in opened])
    ours, sizes = ours_in(frames, weights)
    peer = peers_in(frames, peer_python)
    trunk = trunk_length(peer["unsmoothed"])
    as_peer_does = through_the_peers_filter(ours, sizes)
    without_lag = smoothed_without_lag(ours)
    lag = nearest_lag(without_lag, peer["smoothed"])
    return {
        ("as they come", "unsmoothed"): apart(ours, peer["unsmoothed"], trunk),
        ("as they come", "smoothed"): apart(ours, peer["smoothed"], trunk),
        ("through its filter", "smoothed"): apart(as_peer_does, peer["smoothed"], trunk),
        ("6 Hz without lag", "smoothed"): apart(without_lag, peer["smoothed"], trunk),
        ("6 Hz without lag", f"smoothed, {lag} frames earlier"): apart(
            without_lag[: len(ours) - lag], peer["smoothed"][lag:], trunk
        ),
        ("(itself, trembling)", "unsmoothed"): apart(peer["unsmoothed_again"], peer["unsmoothed"], trunk),
        ("(itself, trembling)", "smoothed"): apart(peer["smoothed_again"], peer["smoothed"], trunk),
    }


def ours_in(frames: NDArray[np.uint8], weights: Weights) -> tuple[Array, Array]:
    """Landmarks (frames, 33, 2), NaN where nobody was seen, and (frames,) the size of the body. [pixel]"""
    tracker = PoseTracker(weights)
    seen, sizes = np.full((len(frames), len(LANDMARKS), 2), np.nan), np.full(len(frames), np.nan)
    for place, frame in enumerate(frames):
        person = tracker.look(frame, step_s=PEER_STEP_S)
        if person is not None:
            seen[place], sizes[place] = person.position, person.size
    return seen, sizes


def peers_in(frames: NDArray[np.uint8], peer_python: Path) -> Mapping[str, Array]:
    """What mediapipe sees, by how it was asked."""
    with tempfile.TemporaryDirectory() as folder:
        np.save(given := Path(folder) / "frames.npy", frames)
        told = Path(folder) / "landmarks.npz"
        subprocess.run(  # noqa: S603  the interpreter is the reader's own
            [peer_python, PEER, given, told], check=True, capture_output=True
        )
        with np.load(told) as arrays:
            return {name: arrays[name] for name in arrays.files}


def through_the_peers_filter(landmarks: Array, sizes: Array) -> Array:
    """Our landmarks as mediapipe would report them; it begins anew where nobody was seen."""
    steady, smoothed = SteadyPoints(**PEER_FILTER), np.full_like(landmarks, np.nan)
    for place, points in enumerate(landmarks):
        if np.isnan(points).any():
            steady.forget()
        else:
            smoothed[place] = steady.steady(points, size=float(sizes[place]), step_s=PEER_STEP_S)
    return smoothed


def smoothed_without_lag(landmarks: Array) -> Array:
    """Our landmarks as the analysis smooths them, run by run of frames in which somebody was seen."""
    smoothed = landmarks.copy()
    for first, last in runs(np.asarray(np.isfinite(landmarks).all(axis=(1, 2)))):
        run = landmarks[first:last].reshape(last - first, -1)
        smoothed[first:last] = low_pass(run, 1 / PEER_STEP_S).reshape(-1, *landmarks.shape[1:])
    return smoothed


def nearest_lag(ours: Array, peer: Array) -> int:
    """By how many frames the other is late, as the two are then nearest."""
    return min(range(MOST_LAG + 1), key=lambda lag: apart(ours[: len(ours) - lag], peer[lag:], 1.0).median)


def trunk_length(landmarks: Array) -> float:
    """The median distance from the middle of the hips to the middle of the shoulders. [pixel]"""

    def middle(left: Landmark, right: Landmark) -> Array:
        return np.asarray(landmarks[:, [LANDMARKS.index(left), LANDMARKS.index(right)]].mean(axis=1))

    shoulders = middle(Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER)
    return float(np.nanmedian(np.linalg.norm(shoulders - middle(Landmark.LEFT_HIP, Landmark.RIGHT_HIP), axis=1)))


def apart(one: Array, other: Array, trunk: float) -> Distance:
    """Over all landmarks of the frames in which both saw somebody."""
    distance = np.linalg.norm(one - other, axis=2) / trunk * 100
    both = np.isfinite(distance).all(axis=1)
    return Distance(float(np.median(distance[both])), float(np.quantile(distance[both], 0.9)), int(both.sum()))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("video", type=Path)
    parser.add_argument("--peer-python", type=Path, required=True)
    parser.add_argument("--weights", type=Path, help="folder of the two models (default: where set-up puts them)")
    parser.add_argument("--longest-side", type=int, default=640)
    arguments = parser.parse_args()
    main(arguments.video, arguments.peer_python, find_weights(arguments.weights), arguments.longest_side)
