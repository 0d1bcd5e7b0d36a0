"""What a plain readout of the outline does, for comparison: ridge regression on the profile of the back.

    python -m validation.lumbar.ridge HELD_OUT EXAMPLES [EXAMPLES ...]

The profile is ``core.motion.back_contour``'s 51 distances, less those of the same person standing, with the lean of the
trunk and the squares of the main ones. Printed is the mean absolute error of the change from standing, over all frames
within 15 degrees of a side view and over the deepest fifth of each clip, beside that of always saying no change.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lumbar.core.motion.back_contour import back_contour
from lumbar.core.motion.back_view import faces_right
from lumbar.core.motion.pose import SquareCrop

STANDS: Final = 25.0
NEAR_SIDE: Final = 15.0
STRENGTHS: Final = (0.1, 1.0, 10.0, 100.0, 1000.0)


@dataclass(frozen=True)
class Clip:
    """Features and true change of every frame. [degrees]"""

    off_side: float
    features: NDArray[np.float64]
    change: NDArray[np.float64]
    deep: NDArray[np.bool_]


def load(path: Path) -> Clip | None:
    """None where the person never stands, or is hardly seen."""
    with np.load(path) as file:
        hips, lumbar = file["true_hip_deg"], file["true_lumbar_deg"]
        if len(hips) < 8:
            return None
        crops = [SquareCrop(*map(float, each)) for each in file["crop"]]
        right = faces_right(file["landmarks"].astype(np.float64), crops)
        behind = _filled(back_contour(file["mask"] / 255.0, faces_right=right).behind)
        turn = file["crop"][:, 3] * (1 if right else -1)
        off_side = abs(float(json.loads(str(file["SPEC"]))["camera"]["azimuth_deg"]))
    standing = hips <= hips.min() + STANDS
    if standing.sum() < 3:
        return None
    off = behind - np.median(behind[standing], axis=0)
    lean = np.stack((np.sin(turn), np.cos(turn)), axis=1)
    features = np.concatenate([off, off[:, ::5] ** 2, lean, off[:, ::5] * lean[:, :1]], axis=1)
    deep = hips >= np.quantile(hips, 0.8)
    return Clip(off_side, features, lumbar - np.median(lumbar[standing]), deep)


def _filled(behind: NDArray[np.float64]) -> NDArray[np.float64]:
    """Stations that were not seen are drawn through; a frame without any is flat."""
    whole = np.zeros_like(behind)
    stations = np.arange(behind.shape[1])
    for row, values in enumerate(behind):
        seen = np.isfinite(values)
        if seen.any():
            whole[row] = np.interp(stations, stations[seen], values[seen])
    return whole


def fit(clips: list[Clip], strength: float) -> NDArray[np.float64]:
    """Weights of the features, which are taken by their spread."""
    features = np.concatenate([clip.features for clip in clips])
    change = np.concatenate([clip.change for clip in clips])
    spread = features.std(axis=0) + 1e-6
    scaled = features / spread
    weights = np.linalg.solve(scaled.T @ scaled + strength * np.eye(scaled.shape[1]), scaled.T @ change)
    return np.asarray(weights / spread)


def error(clips: Iterable[Clip], weights: NDArray[np.float64], *, deep: bool) -> float:
    """Mean absolute. [degrees]"""
    errors = [np.abs(clip.features @ weights - clip.change)[clip.deep if deep else slice(None)] for clip in clips]
    return float(np.concatenate(errors).mean())


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("held_out", type=Path)
    parser.add_argument("examples", type=Path, nargs="+")
    chosen = parser.parse_args()
    paths = [path for folder in chosen.examples for path in sorted(folder.glob("[0-9]*.npz"))]
    learned = [clip for path in paths if (clip := load(path)) is not None]
    held = [clip for path in sorted(chosen.held_out.glob("[0-9]*.npz")) if (clip := load(path)) is not None]
    near = [clip for clip in held if clip.off_side < NEAR_SIDE]
    aside, kept = learned[::5], [clip for number, clip in enumerate(learned) if number % 5]
    strength = min(STRENGTHS, key=lambda each: error(aside, fit(kept, each), deep=False))
    weights = fit(learned, strength)
    print(
        f"{len(learned)} clips to learn from, {len(near)} held out within {NEAR_SIDE:.0f} degrees; strength {strength}"
    )
    for deep in (False, True):
        none = error(near, np.zeros_like(weights), deep=deep)
        part, found = "deepest fifth" if deep else "all frames", error(near, weights, deep=deep)
        print(f"{part}: ridge {found:.1f}, no change {none:.1f}")


if __name__ == "__main__":
    main()
