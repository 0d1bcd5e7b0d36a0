"""One person, found in a frame and followed from frame to frame.

The landmark model says of each frame where to look in the next one, so the detector is only needed at the start, when
the person is lost, and now and then to see who else is there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import hypot
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from lumbar.core.motion.pose import LANDMARKS, Landmark, PersonMask, SquareCrop
from lumbar.vision.blazepose import (
    DETECTOR_SIDE,
    LANDMARK_SIDE,
    DetectorModel,
    FloatArray,
    LandmarkModel,
    LandmarkTensors,
    Pixels,
    WeightFiles,
)
from lumbar.vision.detector import DetectedPerson, people_in
from lumbar.vision.landmarks import FoundLandmarks, landmarks_in, mask_in
from lumbar.vision.region import cut_out, reaches_into, same_place, square_around, whole_frame
from lumbar.vision.steadying import SteadyPoints

Array = NDArray[np.float64]

_SOMEBODY: Final = 0.5
"""How likely there must be a person in the square for it to be kept."""
_COUNT_EVERY: Final = 60
"""Frames from one count of the people in sight to the next: two seconds of an ordinary film."""
_DOUBTFUL: Final = 0.3
"""Mean visibility of the main joints below which the square may hold something that is no person."""
_DOUBTFUL_FRAMES: Final = 15
"""For how many frames on end that may be so before the detector is asked again: half a second."""
_USUAL_STEP_S: Final = 1 / 30
_MOST_SIDES: Final = 4
"""A square wider than so many frames is a mistake, not a person."""
_MAIN_JOINTS: Final = tuple(
    LANDMARKS.index(Landmark(f"{side}_{joint}"))
    for side in ("left", "right")
    for joint in ("shoulder", "elbow", "wrist", "hip", "knee", "ankle")
)


@dataclass(frozen=True, eq=False, slots=True)
class SeenPerson:
    """The person followed, in one frame."""

    position: Array
    """(33, 2) the landmarks, x to the right and y down. [pixel of the frame]"""
    depth: Array
    """(33,) from the mid-hip away from the camera, less is nearer. [pixel of the frame]"""
    visibility: Array
    """(33,) how likely each landmark is in sight, from 0 to 1."""
    mask: PersonMask
    score: float
    """How likely there is a person in the square at all, from 0 to 1."""
    fresh: bool
    """Whether the detector told where to look, and not the frame before."""
    size: float
    """Across the circle around the body. [pixel of the frame]"""


class FindsPeople(Protocol):
    """The detector, or what stands for it."""

    def look(self, square: Pixels, /) -> tuple[FloatArray, FloatArray]: ...


class FindsLandmarks(Protocol):
    """The landmark model, or what stands for it."""

    @property
    def seconds(self) -> float: ...

    @property
    def looks(self) -> int: ...

    def look(self, square: Pixels, /) -> LandmarkTensors: ...


LoadModels = Callable[[WeightFiles, int], tuple[FindsPeople, FindsLandmarks]]
"""Both models from their weights, to run on so many threads."""


def _load(weights: WeightFiles, threads: int) -> tuple[FindsPeople, FindsLandmarks]:
    return DetectorModel(weights.detector, threads), LandmarkModel(weights.landmarks, threads)


class PoseTracker:
    """Finds a person and follows them through the frames it is shown, one after the other.

    Of several people it takes the one nearest to the middle of the picture, and of such as are lost the one nearest to
    where they were. Not to be shared between threads.
    """

    def __init__(self, weights: WeightFiles, *, threads: int = 2, load: LoadModels = _load) -> None:
        self._detector, self._landmarks = load(weights, threads)
        self._where = SteadyPoints()
        self.forget()

    def forget(self) -> None:
        """Before another film, or after a cut: nobody is being followed."""
        self._where.forget()
        self._next: SquareCrop | None = None
        self._last: SquareCrop | None = None
        self._since_count = _COUNT_EVERY
        self._doubtful = 0
        self._step_s = _USUAL_STEP_S
        self.people: int | None = None

    people: int | None
    """How many people the detector saw in the last frame; None where it was not asked."""

    @property
    def model_seconds(self) -> float:
        """Spent in the landmark model alone so far."""
        return self._landmarks.seconds

    @property
    def model_looks(self) -> int:
        """How often the landmark model was asked so far."""
        return self._landmarks.looks

    def look(self, pixels: Pixels, *, step_s: float = _USUAL_STEP_S) -> SeenPerson | None:
        """The person in the next frame (height, width, 3), RGB, ``step_s`` after the one before; None for nobody."""
        self.people, self._step_s = None, step_s
        followed = self._next
        self._since_count += 1
        if followed is not None and self._doubtful < _DOUBTFUL_FRAMES:
            seen = self._look_at(pixels, followed, fresh=False)
            if seen is not None:
                if self._since_count >= _COUNT_EVERY:
                    self._detect(pixels)
                return seen
        return self._find(pixels, followed)

    def _find(self, pixels: Pixels, followed: SquareCrop | None) -> SeenPerson | None:
        """The person where the detector says, or at last where they were, if they are doubtful only."""
        doubted = followed if self._doubtful >= _DOUBTFUL_FRAMES else None
        self._doubtful = 0
        for crop in self._best_first(self._detect(pixels), pixels):
            seen = self._look_at(pixels, crop, fresh=True)
            if seen is not None:
                return seen
        return None if doubted is None else self._look_at(pixels, doubted, fresh=False)

    def _look_at(self, pixels: Pixels, crop: SquareCrop, *, fresh: bool) -> SeenPerson | None:
        tensors = self._landmarks.look(cut_out(pixels, crop, LANDMARK_SIDE, edge_goes_on=True))
        if not tensors.presence >= _SOMEBODY:
            self._next = None
            return None
        found = landmarks_in(tensors, crop)
        if fresh:
            self._where.forget()
        self._next, self._last = self._square_after(found, pixels), crop
        self._doubtful = self._doubtful + 1 if found.visibility[list(_MAIN_JOINTS)].mean() < _DOUBTFUL else 0
        return SeenPerson(
            position=found.position,
            depth=found.depth,
            visibility=found.visibility,
            mask=mask_in(tensors, crop),
            score=tensors.presence,
            fresh=fresh,
            size=found.size,
        )

    def _detect(self, pixels: Pixels) -> tuple[DetectedPerson, ...]:
        """Everybody in the frame, each once, the surest first."""
        height, width = pixels.shape[:2]
        square = whole_frame(width, height)
        boxes, scores = self._detector.look(cut_out(pixels, square, DETECTOR_SIDE, edge_goes_on=False))
        people = people_in(boxes, scores, square)
        self._since_count = 0
        self.people = len(_apart(people))
        return people

    def _best_first(self, people: tuple[DetectedPerson, ...], pixels: Pixels) -> list[SquareCrop]:
        """The squares of the people, the one to follow first."""
        height, width = pixels.shape[:2]
        x, y = (width / 2, height / 2) if self._last is None else (self._last.centre_x, self._last.centre_y)

        def worth(person: DetectedPerson) -> float:
            away = hypot(person.points[0, 0] - x, person.points[0, 1] - y) / hypot(width, height)
            return person.score - 2 * away

        ordered = sorted(people, key=worth, reverse=True)
        crops = (square_around(person.points[0], person.points[1]) for person in ordered)
        return [crop for crop in crops if crop is not None and crop.side < _MOST_SIDES * max(width, height)]

    def _square_after(self, found: FoundLandmarks, pixels: Pixels) -> SquareCrop | None:
        """Where to look in the next frame; None where that is out of the picture."""
        height, width = pixels.shape[:2]
        points = np.stack((found.middle_of_hips, found.reach))
        crop = square_around(*self._where.steady(points, size=found.size, step_s=self._step_s))
        if crop is None or crop.side > _MOST_SIDES * max(width, height) or not reaches_into(crop, width, height):
            return None
        return crop


def _apart(people: tuple[DetectedPerson, ...]) -> list[SquareCrop]:
    """The squares of the people that are not the same person twice."""
    kept: list[SquareCrop] = []
    for person in people:
        crop = square_around(person.points[0], person.points[1])
        if crop is not None and not any(same_place(crop, other) for other in kept):
            kept.append(crop)
    return kept
