"""People in a frame, from the tensors of the pose detector: anchors, decoding and the union of what overlaps.

The detector lays 2254 anchors over its square and says for each how likely a person's face is there, its box, and four
points of the person. The layout (SSD, Liu et al. 2016) and its constants are those that the published model was
trained with; another model would have others.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lumbar.core.motion.pose import SquareCrop
from lumbar.vision.blazepose import DETECTOR_SIDE

Array = NDArray[np.float64]

_GRIDS: Final = ((28, 2), (14, 2), (7, 6))
"""Cells along a side (224 pixels in steps of 8, 16 and 32) and anchors a cell: two for each layer of a step."""
SURE_ENOUGH: Final = 0.5
"""The score from which on an anchor counts as a person."""
SAME_PERSON: Final = 0.3
"""Boxes that share more than this of their union show the same person."""
_SCORE_MOST: Final = 100.0
"""Scores are cut here before the sigmoid, so that its exponential cannot overflow."""


@dataclass(frozen=True, eq=False, slots=True)
class DetectedPerson:
    """One person in a frame, before anybody looked closer."""

    score: float
    """From 0 to 1."""
    box: Array
    """(2, 2) upper left and lower right corner of the face. [pixel of the frame]"""
    points: Array
    """(4, 2) the middle of the hips, then a point as far from it as the body reaches and in the direction of the head;
    then the same of the upper body. [pixel of the frame]"""


def people_in(boxes: NDArray[np.float32], scores: NDArray[np.float32], crop: SquareCrop) -> tuple[DetectedPerson, ...]:
    """Everybody the detector's tensors show, the surest first, where ``crop`` says which square it looked at."""
    likely, place = decoded(boxes, scores)
    return tuple(
        DetectedPerson(score, points[:2], points[2:])
        for score, points in ((score, crop.in_frame(points)) for score, points in united(likely, place))
    )


@cache
def anchors() -> Array:
    """(2254, 2) the middles of the anchors in the square, from 0 to 1; they have no size of their own."""
    layers = []
    for cells, anchors_a_cell in _GRIDS:
        middles = (np.arange(cells) + 0.5) / cells
        y, x = np.meshgrid(middles, middles, indexing="ij")
        layers.append(np.repeat(np.stack((x.ravel(), y.ravel()), axis=-1), anchors_a_cell, axis=0))
    return np.concatenate(layers)


def decoded(boxes: NDArray[np.float32], scores: NDArray[np.float32]) -> tuple[Array, Array]:
    """Scores (n,) from 0 to 1 and corners and points (n, 6, 2) in the square of every anchor that is sure enough.

    A row of ``boxes`` is x, y of the middle, width, height, then x, y of four points, in pixels of the square as the
    detector sees it and from the middle of the anchor on.
    """
    likely = 1 / (1 + np.exp(-np.clip(scores.astype(np.float64), -_SCORE_MOST, _SCORE_MOST)))
    sure = likely >= SURE_ENOUGH
    told = boxes[sure].astype(np.float64).reshape(-1, 6, 2) / DETECTOR_SIDE
    middle, half = told[:, :1] + anchors()[sure, None], told[:, 1:2] / 2
    points = told[:, 2:] + anchors()[sure, None]
    return likely[sure], np.concatenate((middle - half, middle + half, points), axis=1)


def united(likely: Array, place: Array) -> list[tuple[float, Array]]:
    """One person for each heap of boxes that overlap: the mean of the heap, weighed by score, and its best score.

    Averaging instead of keeping the best one makes the place steadier (Bazarevsky et al. 2019, arXiv:1907.05047).
    """
    people = []
    left = np.argsort(-likely, kind="stable")
    while len(left):
        same = _overlap(place[left[0], :2], place[left, :2]) > SAME_PERSON
        same[0] = True  # a box without area overlaps nothing, not even itself
        heap = left[same]
        people.append((float(likely[left[0]]), np.average(place[heap], axis=0, weights=likely[heap])))
        left = left[~same]
    return people


def _overlap(box: Array, boxes: Array) -> Array:
    """(n,) what the boxes (n, 2, 2) share with the box (2, 2), as a share of the union."""
    shared = np.prod(np.clip(np.minimum(box[1], boxes[:, 1]) - np.maximum(box[0], boxes[:, 0]), 0, None), axis=1)
    union = np.prod(box[1] - box[0]) + np.prod(boxes[:, 1] - boxes[:, 0], axis=1) - shared
    return np.asarray(np.divide(shared, union, out=np.zeros_like(shared), where=union > 0))
