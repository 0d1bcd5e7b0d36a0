"""What is drawn over a film of a set: joints, three angles, the repetitions, each with a word of what was seen in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lumbar.core.biomechanics.landmarks import Landmark as BodyLandmark
from lumbar.core.biomechanics.landmarks import Side, seen_at
from lumbar.core.motion.joints import SURE_ENOUGH, Key
from lumbar.core.motion.lumbar import BackShape
from lumbar.core.motion.lumbar import LumbarChange as Told
from lumbar.core.motion.observations import ObservationKind, Standing
from lumbar.core.motion.pose import LANDMARKS, Landmark, PoseSeries
from lumbar.usecases.form_from_video import FormFromVideo
from lumbar.usecases.overlay import BackContour, Beside, HoldMark, LumbarChange, Overlay, RepetitionMark, Trace
from lumbar.usecases.read_back import outline_points

_SHORT: Mapping[ObservationKind, str] = {
    ObservationKind.DEPTH: "another depth",
    ObservationKind.TRUNK_LEAN: "another lean",
    ObservationKind.TRUNK_SWING: "trunk swings",
    ObservationKind.HIPS_FIRST: "hips rise first",
    ObservationKind.HAND_PATH: "another bar path",
    ObservationKind.LEFT_RIGHT: "to one side",
    ObservationKind.LOWERING_TIME: "another pace down",
    ObservationKind.RAISING_TIME: "another pace up",
    ObservationKind.BODY_LINE: "another line",
}
"""In under twenty letters, as there is room for."""


def form_overlay(form: FormFromVideo) -> Overlay:
    """All that is drawn over the film."""
    view = form.form.view
    pose, sure = _steadied(form)
    angles = form.form.angles
    traces = (
        Trace("Trunk", "°", angles.trunk_inclination_deg, Beside.TRUNK),
        Trace("Hip", "°", angles.hip_deg, Beside.HIP),
        Trace("Knee", "°", angles.knee_deg, Beside.KNEE),
    )
    return Overlay(
        pose=pose,
        sure=sure,
        near=view.near if view is not None else None,
        traces=tuple(trace for trace in traces if np.isfinite(trace.values).any()),
        repetitions=_marks(form),
        hold=_hold(form),
        contours=_contours(form),
    )


def _marks(form: FormFromVideo) -> tuple[RepetitionMark, ...]:
    said: dict[int, str] = {}
    for seen in form.form.observations:
        if seen.repetition is not None and seen.standing is Standing.NOTABLE and seen.kind in _SHORT:
            said.setdefault(seen.repetition, _SHORT[seen.kind])
    marks = zip(form.form.found.repetitions, form.back.changes, strict=True)
    return tuple(
        RepetitionMark(
            each.start_s,
            each.turn_s,
            each.end_s,
            "back rounds" if back.shape is BackShape.ROUNDED else said.get(number, ""),
            back.shape,
            _change(back),
        )
        for number, (each, back) in enumerate(marks, start=1)
    )


def _change(back: Told) -> LumbarChange | None:
    """Of a repetition that was answered: a figure beside no answer would be read as one."""
    if back.shape is BackShape.CANNOT_TELL or back.change_deg is None or back.uncertainty_deg is None:
        return None
    return LumbarChange(back.change_deg, back.uncertainty_deg)


def _contours(form: FormFromVideo) -> tuple[BackContour | None, ...] | None:
    """The outline of the back in each repetition, in the colour of its answer; None where it was not looked at."""
    if form.back.neutral is None:
        return None
    drawn: list[BackContour | None] = [None] * form.reading.pose.frames
    for repetition, back in zip(form.form.found.repetitions, form.back.changes, strict=True):
        frames = np.arange(repetition.start, repetition.end + 1)
        for frame, points in outline_points(form.reading, frames).items():
            seen = points[np.isfinite(points).all(axis=1)]
            if len(seen) >= 2:
                drawn[frame] = BackContour(seen, back.shape)
    return tuple(drawn)


def worst_and_best(form: FormFromVideo) -> tuple[float, float] | None:
    """When the back was furthest rounded from the neutral, and when nearest to it, at the deepest of two repetitions.

    Of those that were answered; an arch is never the furthest. None where no two of them are to be held side by side.
    """
    told = [
        (each.change_deg, each.at_s)
        for each in form.back.changes
        if each.shape in _ANSWERED and each.change_deg is not None and each.at_s is not None
    ]
    if len(told) < 2:
        return None
    furthest = max(told, key=lambda each: each[0])
    nearest = min((each for each in told if each is not furthest), key=lambda each: abs(each[0]))
    return (furthest[1], nearest[1]) if abs(nearest[0]) <= furthest[0] else None


_ANSWERED: Final = frozenset({BackShape.NEUTRAL, BackShape.ROUNDED})


def _hold(form: FormFromVideo) -> HoldMark | None:
    hold = form.form.hold
    return None if hold is None else HoldMark(hold.from_s, hold.until_s)


def _steadied(form: FormFromVideo) -> tuple[PoseSeries, NDArray[np.bool_]]:
    """The landmarks as angles were read from them, and which of them are sure enough to be drawn."""
    given = form.reading.pose
    position, sure = given.position.copy(), given.visibility >= SURE_ENOUGH.value
    for key, place in form.form.cleaned.moving.body.positions.items():
        landmark = _LANDMARK_OF.get(key)
        if landmark is not None:
            column = LANDMARKS.index(landmark)
            clean = seen_at(place)
            position[clean, column] = place[clean, :2] * (1, -1)
            sure[:, column] &= clean
    pose = PoseSeries(given.time_s, position, given.depth, given.visibility, given.width, given.height)
    return pose, np.asarray(sure & np.isfinite(position).all(axis=2))


_LANDMARK_OF: Mapping[Key, Landmark] = {
    (BodyLandmark(part), side): Landmark(f"{side.value}_{name}")
    for part, name in (
        ("shoulder", "shoulder"), ("elbow", "elbow"), ("wrist", "wrist"), ("hip", "hip"), ("knee", "knee"),
        ("ankle", "ankle"), ("heel", "heel"), ("toe", "foot_index"),
    )
    for side in Side
}  # fmt: skip
"""Those that are one point of the model and are steadied."""
