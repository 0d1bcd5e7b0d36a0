"""The pelvis from its four spines: where the hip joints and the lowest lumbar joint (L5/S1) lie, and where it faces.

L5/S1 can be felt by nobody. It is placed by a regression on the width of the pelvis, and two published ones differ by
some two centimetres; each centimetre is some 4 to 7 Nm in a stooped adult with a light load. The one taken here puts
the joint about 10 degrees behind the hips of a standing person, where radiographs of 709 adults show 0 to 27
(Mac-Thiong 2011); the other (Dumas and Wojtusch 2018) about 24.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, radians, sin

import numpy as np

from lumbar.core.athlete import Sex
from lumbar.core.biomechanics.landmarks import Body, FloatArray, Landmark, Side, seen_at
from lumbar.core.evidence import Certainty, Parameter
from lumbar.core.references import PREECE_2008, REED_1999


def _offset(identifier: str, meaning: str, value: float) -> Parameter[float]:
    return Parameter(identifier, meaning, value, "share of the pelvis' width", REED_1999, Certainty.LOW, "children")


SPINES_FALL = Parameter(
    id="pelvic-spines-fall",
    meaning="how far the line from the back to the front spines falls when front spines and symphysis are upright",
    value=13.0,
    unit="degrees",
    source=PREECE_2008,
    certainty=Certainty.MODERATE,
)
L5S1_BEHIND: Mapping[Sex, Parameter[float]] = {
    Sex.MALE: _offset("l5s1-behind-male", "L5/S1 behind the front spines, men", 0.264),
    Sex.FEMALE: _offset("l5s1-behind-female", "L5/S1 behind the front spines, women", 0.289),
}
L5S1_ABOVE: Mapping[Sex, Parameter[float]] = {
    Sex.MALE: _offset("l5s1-above-male", "L5/S1 above the front spines, men", 0.126),
    Sex.FEMALE: _offset("l5s1-above-female", "L5/S1 above the front spines, women", 0.172),
}
HIPS_BEHIND: Mapping[Sex, Parameter[float]] = {
    Sex.MALE: _offset("hips-behind-male", "hip joints behind the front spines, men", 0.208),
    Sex.FEMALE: _offset("hips-behind-female", "hip joints behind the front spines, women", 0.197),
}
HIPS_BELOW: Mapping[Sex, Parameter[float]] = {
    Sex.MALE: _offset("hips-below-male", "hip joints below the front spines, men", 0.278),
    Sex.FEMALE: _offset("hips-below-female", "hip joints below the front spines, women", 0.270),
}


@dataclass(frozen=True, eq=False, slots=True)
class Pelvis:
    """A pelvis marked at its spines, frame by frame."""

    front: FloatArray
    """(frames, 3) middle of the front spines. [m]"""
    width_m: float
    """Between the front spines. [m]"""
    across: FloatArray
    """(frames, 3) unit vectors from left to right."""
    forward: FloatArray
    """(frames, 3) unit vectors from the back to the front spines, square to ``across``."""
    upward: FloatArray
    """(frames, 3) unit vectors square to both, towards the trunk."""

    def place(self, forward_m: float | FloatArray, upward_m: float | FloatArray) -> FloatArray:
        """(frames, 3) the point so far forward and up from the middle of the front spines, in its middle plane."""
        return self.front + forward_m * self.forward + upward_m * self.upward

    def l5s1(self, sex: Sex) -> FloatArray:
        """(frames, 3) [m]"""
        return self._upright_place(-_of(L5S1_BEHIND, sex), _of(L5S1_ABOVE, sex))

    def hips(self, sex: Sex) -> FloatArray:
        """(frames, 3) middle between the hip joints. [m]"""
        return self._upright_place(-_of(HIPS_BEHIND, sex), -_of(HIPS_BELOW, sex))

    def _upright_place(self, forward: float, upward: float) -> FloatArray:
        """The regression's axes stand on the symphysis, which is seldom marked; they are turned to those here."""
        fall = radians(SPINES_FALL.value)
        turned_forward = forward * cos(fall) - upward * sin(fall)
        turned_upward = forward * sin(fall) + upward * cos(fall)
        return self.place(self.width_m * turned_forward, self.width_m * turned_upward)


def find_pelvis(body: Body) -> Pelvis | None:
    """The pelvis of a body with markers on both front spines and at the back; None otherwise."""
    left, right = (body.at(Landmark.FRONT_PELVIS, side) for side in (Side.LEFT, Side.RIGHT))
    back = body.middle(Landmark.BACK_PELVIS)
    back = body.at(Landmark.SACRUM) if back is None else back
    trunk = next((place for place in map(body.of, _ABOVE_THE_PELVIS) if place is not None), None)
    if left is None or right is None or back is None or trunk is None:
        return None
    front = (left + right) / 2
    across = unit(right - left)
    ahead = front - back
    forward = unit(ahead - (ahead * across).sum(axis=1, keepdims=True) * across)
    upward = np.cross(across, forward)
    towards_trunk = (upward * (trunk - front)).sum(axis=1)
    if not np.isfinite(towards_trunk).any():
        return None
    upward *= np.sign(np.nanmedian(towards_trunk)) or 1.0
    seen = seen_at(left) & seen_at(right)
    return Pelvis(front, float(np.median(np.linalg.norm((right - left)[seen], axis=1))), across, forward, upward)


_ABOVE_THE_PELVIS = (
    Landmark.C7,
    Landmark.SHOULDER,
    Landmark.BREASTBONE_TOP,
    Landmark.NECK,
    Landmark.T10,
    Landmark.HEAD,
    Landmark.HEAD_BAND,
)


def unit(vectors: FloatArray) -> FloatArray:
    """(frames, 3) of length one; NaN where there was no length."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return vectors / np.where(length > 0, length, np.nan)


def _of(table: Mapping[Sex, Parameter[float]], sex: Sex) -> float:
    if sex in table:
        return table[sex].value
    return (table[Sex.FEMALE].value + table[Sex.MALE].value) / 2
