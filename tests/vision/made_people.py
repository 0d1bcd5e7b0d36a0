"""People made of one coloured disc each, and models that see nothing else: for following without any weights."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lumbar.vision.blazepose import LANDMARK_SIDE, LandmarkTensors
from lumbar.vision.detector import anchors
from lumbar.vision.tracking import PoseTracker
from lumbar.vision.weights import Weights

Pixels = NDArray[np.uint8]

WIDTH, HEIGHT = 640, 360
RADIUS = 10
REACH_IN_SQUARE = 0.4
"""So far above the hips the model tells the reach: a square is 2 x 1.25 as wide, so it stays as wide as it is."""
NOWHERE = Weights(Path("detector"), Path("landmarks"))


def frame(people: Mapping[int, tuple[float, float]]) -> Pixels:
    """A black frame with a disc for each colour (0 red, 1 green, 2 blue) at x, y."""
    picture = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    for colour, (x, y) in people.items():
        left, top = max(0, int(x) - RADIUS), max(0, int(y) - RADIUS)
        around = picture[top : max(0, int(y) + RADIUS + 1), left : max(0, int(x) + RADIUS + 1), colour]
        rows, columns = np.ogrid[: around.shape[0], : around.shape[1]]
        around[np.hypot(columns + left + 0.5 - x, rows + top + 0.5 - y) < RADIUS] = 255
    return picture


def tracker(detector: SeesDiscs, landmarks: SeesADisc) -> PoseTracker:
    return PoseTracker(NOWHERE, load=lambda _, __: (detector, landmarks))


class SeesDiscs:
    """A detector: each disc is a person, the redder the surer, whose reach is 40 of its 224 pixels."""

    def __init__(self) -> None:
        self.looks = 0

    def look(self, square: Pixels, /) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        self.looks += 1
        boxes, scores = np.zeros((2254, 12), np.float32), np.full(2254, -100, np.float32)
        for colour, (x, y) in _discs(square).items():
            hips = np.array([x, y]) - anchors()[colour] * 224
            face = np.array([*(hips - (0, 30)), 8, 8])
            boxes[colour] = [*face, *hips, *(hips - (0, 40)), *hips, *hips]
            scores[colour] = 2.0 - 0.1 * colour
        return boxes, scores


class SeesADisc:
    """A landmark model: all landmarks are in the middle of the disc that is nearest to the middle of the square."""

    def __init__(self) -> None:
        self.looks = 0
        self.seconds = 0.0
        self.visibility = 5.0
        """Of all landmarks, before the sigmoid."""

    def look(self, square: Pixels, /) -> LandmarkTensors:
        self.looks += 1
        self.seconds += 0.01
        middle = LANDMARK_SIDE / 2
        discs = sorted(_discs(square).values(), key=lambda place: np.hypot(place[0] - middle, place[1] - middle))
        x, y = discs[0] if discs else (0.0, 0.0)
        landmarks = np.tile(np.array([x, y, 0, self.visibility, 5], np.float32), (39, 1))
        landmarks[34, 1] -= REACH_IN_SQUARE * LANDMARK_SIDE
        mask = np.full((LANDMARK_SIDE, LANDMARK_SIDE), -100, np.float32)
        return LandmarkTensors(landmarks, 0.9 if discs else 0.1, mask, np.full((64, 64, 39), -100, np.float32))


def _discs(square: Pixels) -> dict[int, tuple[float, float]]:
    """The middle of the disc of each colour that can be seen."""
    found = {}
    for colour in range(3):
        lit = square[..., colour] > 127
        across, down = lit.sum(axis=0), lit.sum(axis=1)
        if (lit_cells := int(across.sum())) > 4:
            middle = (np.arange(len(across)) + 0.5) @ across, (np.arange(len(down)) + 0.5) @ down
            found[colour] = float(middle[0]) / lit_cells, float(middle[1]) / lit_cells
    return found
