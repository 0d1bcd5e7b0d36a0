"""Read back: the lower back's shape in a filmed set, repetition by repetition, against the person's own neutral."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from lumbar.core.biomechanics.landmarks import FloatArray
from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.motion.back_contour import back_contour, contour_in_frame
from lumbar.core.motion.back_view import back_views, faces_right
from lumbar.core.motion.joints import from_pose
from lumbar.core.motion.lumbar import (
    READ_LIFTS,
    BackReadings,
    LumbarChange,
    NeutralBy,
    OwnNeutral,
    WhyNoShape,
    cannot_tell,
    lumbar_change,
    own_neutral,
    read_backs,
)
from lumbar.core.motion.movement_form import MovementForm, movement_form
from lumbar.core.motion.pose import SquareCrop
from lumbar.core.motion.readout import Network
from lumbar.core.motion.segmentation import Repetition
from lumbar.core.motion.trunk_square import pixel_centres, trunk_squares
from lumbar.core.motion.view import View
from lumbar.usecases.video_reading import VideoReading

Frames = NDArray[np.intp]


def _judged(identifier: str, meaning: str, value: float, unit: str, why: str) -> Parameter[float]:
    return Parameter(identifier, meaning, value, unit, our_judgement(date(2026, 11, 30), why), Certainty.OPINION)


READ_A_REPETITION = Parameter(
    "back-frames-a-repetition",
    "frames of a repetition in which the lower back is read",
    7,
    "frames",
    our_judgement(date(2026, 11, 30), "The deepest quarter of a second and a half; more costs time and tells no more."),
    Certainty.OPINION,
)
READ_OF_NEUTRAL = Parameter(
    "back-frames-of-neutral",
    "frames in which the person's own neutral is read",
    24,
    "frames",
    our_judgement(date(2026, 11, 30), "Enough for a median at each bend of the hips."),
    Certainty.OPINION,
)
DEEPEST_PART = _judged(
    "back-deepest-part",
    "how near to its greatest bend of hips and trunk a frame is one of the deepest of a repetition",
    0.15,
    "share of the way",
    "The back bends on with depth, and the joints jitter by as much.",
)
STANDING_PART = _judged(
    "back-standing-part",
    "how near to the most upright a frame is one of standing",
    0.15,
    "share of the way",
    "As for the deepest.",
)
ABOUT_THE_SET_S = _judged(
    "back-about-the-set",
    "time before the first and after the last repetition in which somebody who stands is taken for their own neutral",
    4.0,
    "s",
    "Longer before it people walk in from the camera.",
)
STANDING_LEAN = _judged(
    "back-standing-lean",
    "lean of the trunk up to which somebody stands who is taken for their own neutral",
    25.0,
    "degrees",
    "People who wait for a lift stand within it; bent over a bar nobody does.",
)


@dataclass(frozen=True, eq=False, slots=True)
class BackForm:
    """The lower back in one film."""

    changes: tuple[LumbarChange, ...]
    """One a repetition."""
    neutral: OwnNeutral | None
    readings: tuple[BackReadings, ...] = ()
    """Of each repetition; empty where nothing was read."""
    hinge_unusable: bool = False
    """A film of the own hinge was given, and nothing could be taken from it."""

    @property
    def neutral_by(self) -> NeutralBy | None:
        return None if self.neutral is None else self.neutral.by


def read_back(
    reading: VideoReading,
    form: MovementForm,
    networks: Sequence[Network],
    *,
    hinge: VideoReading | None = None,
) -> BackForm:
    """What can be told of the lower back; ``hinge`` is a film of the same person's slow unloaded hinge."""
    repetitions = form.found.repetitions
    why = _in_the_way(reading, form) if networks else WhyNoShape.NOT_SEEN
    if why is not None:
        return BackForm(tuple(cannot_tell(why) for _ in repetitions), None)
    neutral = _own_hinge(hinge, networks) if hinge is not None else None
    unusable = hinge is not None and neutral is None
    if neutral is None:
        standing = _read(reading, _standing(form), networks)
        neutral = None if standing is None else own_neutral(NeutralBy.STANDING, standing)
    read = [_read(reading, _deepest(form, each), networks) for each in repetitions]
    changes = tuple(_change(each, neutral) for each in read)
    kept = tuple(each for each in read if each is not None)
    return BackForm(changes, neutral, kept if len(kept) == len(read) else (), unusable)


def outline_points(reading: VideoReading, frames: Frames) -> Mapping[int, FloatArray]:
    """By frame, (stations, 2) the outline of the back in pixels of the pose; NaN where it was not seen."""
    cut = _cut_out(reading, frames)
    if cut is None:
        return {}
    contour = back_contour(cut.mask / 255.0, faces_right=cut.right)
    return {
        frame: contour_in_frame(contour, number, crop, faces_right=cut.right)
        for number, (frame, crop) in enumerate(zip(cut.frame.tolist(), cut.crops, strict=True))
    }


def _in_the_way(reading: VideoReading, form: MovementForm) -> WhyNoShape | None:
    view: View | None = form.view
    if form.lift not in READ_LIFTS:
        return WhyNoShape.LIFT_NOT_READ
    if view is None or not reading.pose.seen.any():
        return WhyNoShape.NOT_SEEN
    if not view.sagittal:
        return WhyNoShape.NOT_FROM_THE_SIDE
    return None


def _change(read: BackReadings | None, neutral: OwnNeutral | None) -> LumbarChange:
    if read is None:
        return cannot_tell(WhyNoShape.NOT_SEEN)
    if neutral is None:
        return cannot_tell(WhyNoShape.NO_NEUTRAL)
    return lumbar_change(read, neutral)


def _own_hinge(hinge: VideoReading, networks: Sequence[Network]) -> OwnNeutral | None:
    """All of a hinge, standing and bent: its frames are chosen by the bend of the hips later."""
    form = movement_form(from_pose(hinge.pose), Lift.ROMANIAN_DEADLIFT)
    if _in_the_way(hinge, form) is not None:
        return None
    seen = np.flatnonzero(hinge.pose.seen)
    read = _read(hinge, _evenly(seen, READ_OF_NEUTRAL.value), networks)
    return None if read is None else own_neutral(NeutralBy.OWN_HINGE, read)


def _deepest(form: MovementForm, repetition: Repetition) -> Frames:
    """Where hips and trunk are most bent together; by the trunk alone where the hips are out of sight for a part."""
    frames = np.arange(repetition.rest_before, repetition.rest_after + 1)
    hip, trunk = form.angles.hip_deg[frames], form.angles.trunk_inclination_deg[frames]
    depth = (hip + trunk) / 2 if np.isfinite(hip).all() else trunk
    if not np.isfinite(depth).any():
        return np.zeros(0, dtype=np.intp)
    least = np.nanmax(depth) - DEEPEST_PART.value * (np.nanmax(depth) - np.nanmin(depth))
    return _evenly(frames[depth >= least], READ_A_REPETITION.value)


def _standing(form: MovementForm) -> Frames:
    """The most upright frames about the set: before and after it people walk, and face the camera."""
    trunk, time_s = form.angles.trunk_inclination_deg, form.cleaned.moving.time_s
    repetitions = form.found.repetitions
    if not repetitions:
        return np.zeros(0, dtype=np.intp)
    since, until = repetitions[0].start_s - ABOUT_THE_SET_S.value, repetitions[-1].end_s + ABOUT_THE_SET_S.value
    about = np.isfinite(trunk) & (time_s >= since) & (time_s <= until)
    if not about.any():
        return np.zeros(0, dtype=np.intp)
    low, high = float(trunk[about].min()), float(trunk[about].max())
    upright = min(low + STANDING_PART.value * (high - low), STANDING_LEAN.value)
    return _evenly(np.flatnonzero(about & (np.where(about, trunk, np.inf) <= upright)), READ_OF_NEUTRAL.value)


def _evenly(frames: NDArray[np.int64], most: int) -> Frames:
    if len(frames) <= most:
        return np.asarray(frames, dtype=np.intp)
    return np.asarray(frames[np.linspace(0, len(frames) - 1, most).round().astype(int)], dtype=np.intp)


@dataclass(frozen=True, eq=False, slots=True)
class _Cut:
    frame: Frames
    mask: NDArray[np.uint8]
    """(n, rows, columns) the outline in the square about the trunk, from 0 to 255."""
    crops: tuple[SquareCrop, ...]
    right: bool
    """The person faces to the right, by all frames of the film."""


def _cut_out(reading: VideoReading, frames: Frames) -> _Cut | None:
    """The outlines in the squares of some frames; None where none of them is there."""
    squares = trunk_squares(reading.pose)
    places = pixel_centres()
    taken: list[int] = []
    masks: list[NDArray[np.uint8]] = []
    crops: list[SquareCrop] = []
    for frame in frames.tolist():
        square, mask = squares[frame], reading.masks.at(frame)
        if square is not None and mask is not None:
            taken.append(frame)
            masks.append(np.round(mask.at(square.in_frame(places)) * 255).astype(np.uint8))
            crops.append(square)
    if not taken:
        return None
    known = [frame for frame, square in enumerate(squares) if square is not None]
    right = faces_right(reading.pose.position[known], [square for square in squares if square is not None])
    return _Cut(np.asarray(taken, dtype=np.intp), np.stack(masks), tuple(crops), right)


def _read(reading: VideoReading, frames: Frames, networks: Sequence[Network]) -> BackReadings | None:
    cut = _cut_out(reading, frames)
    if cut is None:
        return None
    pose = reading.pose
    views = back_views(
        cut.mask,
        pose.position[cut.frame],
        pose.visibility[cut.frame],
        cut.crops,
        faces_right=cut.right,
    )
    hidden = back_contour(cut.mask / 255.0, faces_right=cut.right).hidden_share
    return read_backs(networks, views, frame=cut.frame, time_s=pose.time_s[cut.frame], hidden_share=hidden)
