"""A body in movement, whatever recorded it: a person in a picture, or joints in a room.

A picture is taken as a room without depth: x to the right, y up, z nothing. So the angles of ``core.biomechanics``
serve a video, a track of markers and the skeleton of a depth camera alike, and what a picture cannot show is asked for
by ``in_picture``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from lumbar.core.biomechanics.kinematics import hip_middle
from lumbar.core.biomechanics.landmarks import Body, FloatArray, Landmark, Side, find_landmarks, seen_at
from lumbar.core.biomechanics.vertical import Vertical, find_vertical
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.motion.pose import Landmark as PoseLandmark
from lumbar.core.motion.pose import PoseSeries
from lumbar.core.tracks import Track, VerticalAxis

Key = tuple[Landmark, Side | None]
Bools = NDArray[np.bool_]

SURE_ENOUGH = Parameter(
    id="landmark-sure-enough",
    meaning="how likely the pose model must hold a landmark to be in sight for an angle to rest on it",
    value=0.5,
    unit="probability",
    source=our_judgement(date(2026, 11, 23), "More likely in sight than not; the model's own examples use it."),
    certainty=Certainty.OPINION,
)
TRUNK_QUANTILE = Parameter(
    id="trunk-length-quantile",
    meaning="share of the frames in which the trunk looks no longer than the length taken for it",
    value=0.9,
    unit="share of the frames",
    source=our_judgement(
        date(2026, 11, 23),
        "A trunk that leans to the camera looks shorter and never longer; the longest tenth has the wrong points.",
    ),
    certainty=Certainty.OPINION,
)

_IN_THE_MODEL: Mapping[Key, tuple[PoseLandmark, ...]] = {
    (Landmark.HEAD, None): (PoseLandmark.LEFT_EAR, PoseLandmark.RIGHT_EAR),
    (Landmark.SHOULDER, Side.LEFT): (PoseLandmark.LEFT_SHOULDER,),
    (Landmark.SHOULDER, Side.RIGHT): (PoseLandmark.RIGHT_SHOULDER,),
    (Landmark.ELBOW, Side.LEFT): (PoseLandmark.LEFT_ELBOW,),
    (Landmark.ELBOW, Side.RIGHT): (PoseLandmark.RIGHT_ELBOW,),
    (Landmark.WRIST, Side.LEFT): (PoseLandmark.LEFT_WRIST,),
    (Landmark.WRIST, Side.RIGHT): (PoseLandmark.RIGHT_WRIST,),
    (Landmark.HAND, Side.LEFT): (PoseLandmark.LEFT_PINKY, PoseLandmark.LEFT_INDEX),
    (Landmark.HAND, Side.RIGHT): (PoseLandmark.RIGHT_PINKY, PoseLandmark.RIGHT_INDEX),
    (Landmark.HIP, Side.LEFT): (PoseLandmark.LEFT_HIP,),
    (Landmark.HIP, Side.RIGHT): (PoseLandmark.RIGHT_HIP,),
    (Landmark.KNEE, Side.LEFT): (PoseLandmark.LEFT_KNEE,),
    (Landmark.KNEE, Side.RIGHT): (PoseLandmark.RIGHT_KNEE,),
    (Landmark.ANKLE, Side.LEFT): (PoseLandmark.LEFT_ANKLE,),
    (Landmark.ANKLE, Side.RIGHT): (PoseLandmark.RIGHT_ANKLE,),
    (Landmark.HEEL, Side.LEFT): (PoseLandmark.LEFT_HEEL,),
    (Landmark.HEEL, Side.RIGHT): (PoseLandmark.RIGHT_HEEL,),
    (Landmark.TOE, Side.LEFT): (PoseLandmark.LEFT_FOOT_INDEX,),
    (Landmark.TOE, Side.RIGHT): (PoseLandmark.RIGHT_FOOT_INDEX,),
}
_EARS = (PoseLandmark.LEFT_EAR, PoseLandmark.RIGHT_EAR)


@dataclass(frozen=True, eq=False, slots=True)
class MovingBody:
    """The landmarks of one person over time, with the way up."""

    time_s: FloatArray
    """(frames,) [s]"""
    body: Body
    """(frames, 3) a landmark; in a picture [pixel] with y up and z nothing, else [m]."""
    vertical: Vertical
    confidence: Mapping[Key, FloatArray]
    """(frames,) how likely each landmark was in sight; empty where the recording does not say."""
    face: FloatArray | None = None
    """(frames, 3) from the middle of the ears to the nose: where the person looks."""
    in_picture: bool = False
    picture: tuple[int, int] | None = None
    """Width and height of the picture. [pixel]"""

    @property
    def frames(self) -> int:
        return len(self.time_s)

    def moved(self, positions: Mapping[Key, FloatArray]) -> MovingBody:
        """The same person with the landmarks at other places: filtered, filled or left out."""
        return replace(self, body=self.body.moved(positions))

    def height(self, place: FloatArray) -> FloatArray:
        return place @ self.vertical.up

    @property
    def trunk(self) -> FloatArray | None:
        """(frames, 3) from the middle of the hips to the middle of the shoulders, or to the neck."""
        hips, shoulders = middle_of_hips(self.body), middle_of_shoulders(self.body)
        return None if hips is None or shoulders is None else shoulders - hips

    @property
    def trunk_length(self) -> float | None:
        """How long the trunk is in the recording's own unit; None where it was never seen."""
        line = self.trunk
        lengths = np.zeros(0) if line is None else np.linalg.norm(line[seen_at(line)], axis=1)
        if not len(lengths):
            return None
        length = float(np.quantile(lengths, TRUNK_QUANTILE.value))
        return length if length > 0 else None

    def sure(self) -> MovingBody:
        """The same person without the landmarks that the recording itself doubts, frame by frame."""
        positions = dict(self.body.positions)
        for key, likely in self.confidence.items():
            if key in positions:
                positions[key] = np.where((likely >= SURE_ENOUGH.value)[:, None], positions[key], np.nan)
        return self.moved(positions)

    def from_side(self, side: Side | None) -> MovingBody:
        """Only the landmarks of one side and of the middle; all of them where no side is named."""
        if side is None:
            return self
        return self.moved({key: place for key, place in self.body.positions.items() if key[1] in {None, side}})

    def clearest_side(self) -> Side | None:
        """The side whose shoulder, hip, knee and ankle are surer to be in sight; None where nothing tells."""
        landmarks = (Landmark.SHOULDER, Landmark.HIP, Landmark.KNEE, Landmark.ANKLE)
        sure: dict[Side, float] = {}
        for side in Side:
            told = [self.confidence[mark, side] for mark in landmarks if (mark, side) in self.confidence]
            if told:
                sure[side] = float(np.mean(told))
        return max(sure, key=lambda side: sure[side]) if sure else None


def from_pose(series: PoseSeries) -> MovingBody:
    """The person of a video."""
    positions: dict[Key, FloatArray] = {}
    confidence: dict[Key, FloatArray] = {}
    for key, landmarks in _IN_THE_MODEL.items():
        positions[key] = _upwards(np.mean([series.of(landmark) for landmark in landmarks], axis=0))
        confidence[key] = np.min([series.visibility_of(landmark) for landmark in landmarks], axis=0)
    names = {key: tuple(landmark.value for landmark in landmarks) for key, landmarks in _IN_THE_MODEL.items()}
    face = series.of(PoseLandmark.NOSE) - np.mean([series.of(ear) for ear in _EARS], axis=0)
    return MovingBody(
        time_s=series.time_s,
        body=Body(positions, names, series.frames),
        vertical=Vertical(VerticalAxis.Y, 1, inferred=False),
        confidence=confidence,
        face=_upwards(face),
        in_picture=True,
        picture=(series.width, series.height),
    )


def from_track(track: Track) -> MovingBody | None:
    """The person of a track; None where neither the file nor the body tells which way is up."""
    body = find_landmarks(track)
    vertical = find_vertical(track, body)
    return None if vertical is None else MovingBody(track.time_s, body, vertical, confidence={})


def middle_of_hips(body: Body) -> FloatArray | None:
    """(frames, 3) between the hip joints; where none are marked, between the front spines of the pelvis."""
    hips = hip_middle(body)
    return body.middle(Landmark.FRONT_PELVIS) if hips is None else hips


def middle_of_shoulders(body: Body) -> FloatArray | None:
    """(frames, 3) between the shoulders, or the neck where no shoulder is marked."""
    found = (body.of(landmark) for landmark in (Landmark.SHOULDER, Landmark.NECK, Landmark.C7))
    return next((place for place in found if place is not None), None)


def _upwards(points: FloatArray) -> FloatArray:
    """Points of a picture, y down, as points of a room without depth, y up."""
    return np.column_stack([points[:, 0], -points[:, 1], np.zeros(len(points))])
