"""How a body is bent, frame by frame, seen from its own side: trunk, hips, knees, ankles and the lumbar spine.

All angles are measured in the plane that runs from front to back through the person, so a turn of the whole person or
of the cameras changes none of them. Bending forward and bending a joint are positive; standing straight is about zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from lumbar.core.athlete import Sex
from lumbar.core.biomechanics.landmarks import (
    Body,
    FloatArray,
    Landmark,
    NotAvailable,
    Series,
    Side,
    WhyNot,
)
from lumbar.core.biomechanics.pelvis import find_pelvis, unit
from lumbar.core.biomechanics.vertical import Vertical
from lumbar.core.evidence import Certainty, Parameter, our_judgement

UPRIGHT_LEAN = Parameter(
    id="upright-lean",
    meaning="lean of the trunk up to which a person counts as standing upright",
    value=20.0,
    unit="degrees",
    source=our_judgement(date(2026, 11, 23), "People stand within some ten degrees; 20 lets a relaxed slump pass."),
    certainty=Certainty.OPINION,
)
UPRIGHT_SHARE = Parameter(
    id="upright-share",
    meaning="share of the frames, the most upright ones, that a posture without a recording of its own is taken from",
    value=0.1,
    unit="share of the frames",
    source=our_judgement(date(2026, 11, 23), "Enough frames for a median, few enough to be the person's most upright."),
    certainty=Certainty.OPINION,
)


@dataclass(frozen=True, eq=False, slots=True)
class SidePlane:
    """The plane a person is seen in from the side, frame by frame."""

    up: FloatArray
    """(3,)"""
    forward: FloatArray
    """(frames, 3) level unit vectors to where the person faces."""

    def lean(self, line: FloatArray) -> FloatArray:
        """(frames,) angle of a line from straight up, forward positive. [degrees]"""
        return np.asarray(np.degrees(np.arctan2((line * self.forward).sum(axis=1), line @ self.up)))


class NeutralFrom(StrEnum):
    """Which frames count as the person's own neutral posture."""

    NEUTRAL_RECORDING = "neutral_recording"
    MOST_UPRIGHT_FRAMES = "most_upright_frames"


def find_side_plane(body: Body, vertical: Vertical) -> SidePlane | None:
    """From the line between left and right; None where the file has no such line, or no sign of the front."""
    across = _across(body)
    if across is None:
        return None
    up = vertical.up
    level = unit(np.cross(up, across))
    for ahead in _pointing_ahead(body):
        along = (ahead * level).sum(axis=1)
        if np.isfinite(along).any() and np.nanmedian(along) != 0:
            return SidePlane(up, level * np.sign(np.nanmedian(along)))
    leaning = _greatest_lean(body, level)
    return None if leaning is None else SidePlane(up, level * leaning)


def _across(body: Body) -> FloatArray | None:
    flat = _flat_axis(body)
    if flat is not None:
        return np.tile(flat, (body.frames, 1))
    for landmark in (Landmark.FRONT_PELVIS, Landmark.HIP, Landmark.SHOULDER, Landmark.KNEE, Landmark.ANKLE):
        if len(body.sides(landmark)) == len(Side):
            return body.positions[landmark, Side.RIGHT] - body.positions[landmark, Side.LEFT]
    return None


def _flat_axis(body: Body) -> FloatArray | None:
    """The axis along which nothing lies apart: the file is a picture, seen along it."""
    everything = np.concatenate(list(body.positions.values())) if body.positions else np.full((1, 3), np.nan)
    for axis in range(3):
        seen = everything[np.isfinite(everything[:, axis]), axis]
        if len(seen) and np.ptp(seen) == 0:
            return np.asarray(np.eye(3)[axis])
    return None


def _pointing_ahead(body: Body) -> list[FloatArray]:
    """Lines from the back of a body to its front, the surest first."""
    pairs = (
        (Landmark.TOE, Landmark.HEEL),
        (Landmark.TOE, Landmark.ANKLE),
        (Landmark.FRONT_PELVIS, Landmark.BACK_PELVIS),
        (Landmark.FRONT_PELVIS, Landmark.SACRUM),
        (Landmark.BREASTBONE_TOP, Landmark.C7),
        (Landmark.BREASTBONE_END, Landmark.T10),
    )
    found = ((body.of(front), body.of(back)) for front, back in pairs)
    return [front - back for front, back in found if front is not None and back is not None]


def _greatest_lean(body: Body, level: FloatArray) -> float | None:
    """With nothing that shows the front: lifts lean forward, so the greatest lean is."""
    trunk = trunk_line(body)
    if trunk is None:
        return None
    along = (unit(trunk) * level).sum(axis=1)
    if not np.isfinite(along).any():
        return None
    return float(np.sign(along[np.nanargmax(np.abs(along))])) or 1.0


def hip_middle(body: Body, sex: Sex = Sex.UNKNOWN) -> FloatArray | None:
    """(frames, 3) the middle between the hip joints: marked, or by the spines of the pelvis. [m]"""
    marked = body.of(Landmark.HIP)
    marked = body.of(Landmark.PELVIS) if marked is None else marked
    if marked is not None:
        return marked
    pelvis = find_pelvis(body)
    return None if pelvis is None else pelvis.hips(sex)


def trunk_line(body: Body) -> FloatArray | None:
    """(frames, 3) from the middle of the hips to the middle of the shoulders, or to the neck. [m]"""
    hips, shoulders = hip_middle(body), body.of(Landmark.SHOULDER)
    if shoulders is None:
        shoulders = body.of(Landmark.NECK)
    if shoulders is None:
        shoulders = body.of(Landmark.C7)
    return None if hips is None or shoulders is None else shoulders - hips


def trunk_inclination(body: Body, plane: SidePlane) -> Series:
    """Lean of the line from hips to shoulders from upright, forward positive. [degrees]"""
    line = trunk_line(body)
    return not_marked(Landmark.HIP, Landmark.SHOULDER) if line is None else _seen(plane.lean(line))


def hip_angle(body: Body, plane: SidePlane) -> Series:
    """Flexion between trunk and thigh, 0 when they are one line; mean of the legs. [degrees]"""
    line = trunk_line(body)
    if line is None:
        return not_marked(Landmark.HIP, Landmark.SHOULDER)
    thigh = _of_legs(body, Landmark.HIP, Landmark.KNEE, plane)
    return thigh if isinstance(thigh, NotAvailable) else _seen(turned(plane.lean(line) - thigh))


def knee_angle(body: Body, plane: SidePlane) -> Series:
    """Flexion between thigh and shank, 0 when they are one line; mean of the legs. [degrees]"""
    thigh, shank = (
        _of_legs(body, upper, lower, plane)
        for upper, lower in ((Landmark.HIP, Landmark.KNEE), (Landmark.KNEE, Landmark.ANKLE))
    )
    if isinstance(thigh, NotAvailable):
        return thigh
    return shank if isinstance(shank, NotAvailable) else _seen(turned(shank - thigh))


def ankle_angle(body: Body, plane: SidePlane) -> Series:
    """Dorsiflexion, 0 when the shank is square to the line from heel to toe; mean of the legs. [degrees]"""
    shank = _of_legs(body, Landmark.KNEE, Landmark.ANKLE, plane)
    foot = _of_legs(body, Landmark.TOE, Landmark.HEEL, plane)
    if isinstance(shank, NotAvailable):
        return shank
    return foot if isinstance(foot, NotAvailable) else _seen(turned(shank - foot + 90))


def lumbar_angle(body: Body, plane: SidePlane) -> Series:
    """Lean of the chest against the pelvis, not yet against the person's neutral. [degrees]

    Chest and pelvis as their skin markers show them, so the lowest thoracic joints are in it, and skin slides over
    bone: the change from one's own neutral means something, the angle itself does not.
    """
    chest, pelvis = chest_line(body), find_pelvis(body)
    if chest is None or pelvis is None:
        return _why_no_lumbar(body)
    pelvis_lean = turned(plane.lean(pelvis.forward) - 90)
    return _seen(turned(plane.lean(chest) - pelvis_lean))


def chest_line(body: Body) -> FloatArray | None:
    """(frames, 3) along the chest from its lower end to its upper, by the markers of back and front together. [m]"""
    upper = [place for place in map(body.at, (Landmark.C7, Landmark.BREASTBONE_TOP)) if place is not None]
    lower = [place for place in map(body.at, (Landmark.T10, Landmark.BREASTBONE_END)) if place is not None]
    if len(upper) == len(lower) == 2:
        return (upper[0] + upper[1] - lower[0] - lower[1]) / 2
    for above, below in ((Landmark.C7, Landmark.T10), (Landmark.BREASTBONE_TOP, Landmark.BREASTBONE_END)):
        top, end = body.at(above), body.at(below)
        if top is not None and end is not None:
            return top - end
    return None


def _why_no_lumbar(body: Body) -> NotAvailable:
    needed = (Landmark.FRONT_PELVIS, Landmark.BACK_PELVIS, Landmark.C7, Landmark.T10)
    missing = tuple(landmark for landmark in needed if body.of(landmark) is None)
    joints = body.of(Landmark.HIP) is not None or body.at(Landmark.PELVIS) is not None
    if Landmark.FRONT_PELVIS in missing and joints:
        return NotAvailable(WhyNot.JOINTS_ONLY, missing)
    return NotAvailable(WhyNot.NOT_MARKED, missing)


def upright_frames(inclination_deg: FloatArray) -> NDArray[np.bool_] | None:
    """(frames,) True for the most upright frames; None when the person never stands upright."""
    lean = np.abs(inclination_deg)
    if not np.isfinite(lean).any():
        return None
    most = np.nanquantile(lean, UPRIGHT_SHARE.value)
    return None if most > UPRIGHT_LEAN.value else np.asarray(lean <= most)


def turned(degrees: FloatArray) -> FloatArray:
    """The same angles between -180 (left out) and 180."""
    return 180 - (180 - degrees) % 360


def not_marked(*landmarks: Landmark) -> NotAvailable:
    return NotAvailable(WhyNot.NOT_MARKED, landmarks)


def _seen(values: FloatArray) -> Series:
    return values if np.isfinite(values).any() else NotAvailable(WhyNot.NEVER_SEEN)


def _of_legs(body: Body, upper: Landmark, lower: Landmark, plane: SidePlane) -> Series:
    """Lean of the line from ``lower`` to ``upper``, the mean of the legs that the file has. [degrees]"""
    leans: list[FloatArray] = []
    for side in Side:
        top = hip_middle(body) if upper is Landmark.HIP else body.at(upper, side)
        if upper is Landmark.HIP and (Landmark.HIP, side) in body.positions:
            top = body.positions[Landmark.HIP, side]
        end = body.at(lower, side)
        if top is not None and end is not None:
            leans.append(plane.lean(top - end))
    return sum(leans[1:], start=leans[0]) / len(leans) if leans else not_marked(upper, lower)


def neutral_of(angle: FloatArray, frames: NDArray[np.bool_]) -> float | None:
    """The median over the frames of a neutral posture. [degrees]"""
    chosen = angle[frames]
    return float(np.nanmedian(chosen)) if np.isfinite(chosen).any() else None
