"""The net moment about the lowest lumbar joint (L5/S1) that upper body and load ask for: a model, from the top down.

Head, arms, trunk above the joint and the load are weights at their places; where optical markers were filmed fast
enough, what it takes to speed them up is added. The moment is what all muscles, ligaments and the disc together give
against that; how much force each of them bears is not in it.

.. math:: M = a \\cdot \\Big( \\sum_i (r_i - r_J) \\times m_i (\\ddot r_i - g)
   + h \\, (r_{hands} - r_J) \\times m_{load} (\\ddot r_{hands} - g) \\Big) - \\sum_i m_i k_i^2 \\ddot\\theta_i

a is the axis from side to side, positive for extension, h the share of the load that is held, :math:`\\theta` the lean
of a segment. Error: from the movement of the upper body alone and without a load others were within 10 Nm, or 5 % of
the peak, of moments from force plates (Faber 2016), lifting a 10 kg box within 20 Nm, or 10 % (Faber 2020). Masses
here are means of young adults, and L5/S1 is uncertain by two centimetres, some 10 Nm in a deep stoop.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from lumbar.core.athlete import Sex
from lumbar.core.biomechanics.anthropometry import (
    Segment,
    segment_centre_share,
    segment_gyration_share,
    segment_length_share,
    segment_mass_share,
)
from lumbar.core.biomechanics.kinematics import SidePlane, hip_middle
from lumbar.core.biomechanics.landmarks import Body, FloatArray, Landmark, NotAvailable, Side, WhyNot, seen_at
from lumbar.core.biomechanics.lumbar_moment import STANDARD_GRAVITY
from lumbar.core.biomechanics.pelvis import find_pelvis, unit
from lumbar.core.biomechanics.smoothing import runs
from lumbar.core.evidence import Certainty, Parameter, Source, our_judgement
from lumbar.core.references import DE_LEVA_1996, FABER_2020


def _choice(identifier: str, meaning: str, value: float, unit_of: str, source: Source) -> Parameter[float]:
    return Parameter(identifier, meaning, value, unit_of, source, Certainty.LOW, "forces on a disc or a muscle")


TESTED_LOAD = _choice(
    "tested-load", "heaviest box with which such models were held against force plates", 10, "kg", FABER_2020
)
MODEL_ERROR_LOADED = _choice(
    "model-error-loaded", "how far off they were with it, root mean square", 20, "Nm", FABER_2020
)
L5S1_IN_LOWER_TRUNK = _choice(
    "l5s1-in-lower-trunk",
    "how far from the navel down to the hips L5/S1 lies",
    0.365,
    "share of the lower trunk",
    our_judgement(
        date(2026, 11, 23),
        "L5/S1 is 9 to 11 cm above the hips in adults, and the lower trunk 15 to 18 cm long; what little mass lies "
        "between navel and joint lies close to the joint, so the choice hardly shows.",
    ),
)
SHOULDERS_BELOW_C7 = _choice(
    "shoulders-on-trunk",
    "how far up from the hips to the height of C7 the middle of the shoulder joints lies",
    0.832,
    "share of hips to C7",
    DE_LEVA_1996,
)
HEAD_BELOW_BAND = _choice(
    "head-centre-below-band",
    "how far from a head band down to C7 the centre of head and neck lies",
    0.3,
    "share of head band to C7",
    our_judgement(
        date(2026, 11, 23), "A band around the forehead sits some six centimetres under the top of a head of 24 cm."
    ),
)
THIRD_FROM_INDEX_KNUCKLE_M = _choice(
    "third-from-index-knuckle",
    "from the knuckle of the index finger to the third knuckle, where the table's hand ends",
    0.02,
    "m",
    our_judgement(date(2026, 11, 23), "A palm of some eight centimetres carries four knuckles."),
)


class MomentModel(StrEnum):
    """How well the body is known."""

    MARKERS = "markers"
    """The pelvis by its spines: L5/S1 moves with the pelvis. With speeding up, where the frame rate allows it."""
    JOINTS = "joints"
    """Joints only: L5/S1 on the line from hips to shoulders. Weights only, as joints of pose models jitter too much."""


@dataclass(frozen=True, eq=False, slots=True)
class Part:
    """One weight of the upper body."""

    name: str
    mass_share: float
    """[share of body mass]"""
    centre: FloatArray
    """(frames, 3) [m]"""
    along: FloatArray | None = None
    """(frames, 3) a line in it; where it turns, the part does. None: its own turning is left out."""
    gyration_m: float = 0.0


@dataclass(frozen=True, eq=False, slots=True)
class UpperBody:
    """All above L5/S1."""

    joint: FloatArray
    """(frames, 3) L5/S1. [m]"""
    parts: tuple[Part, ...]
    hands: FloatArray
    """(frames, 3) the middle between the centres of both hands, where a load is held. [m]"""
    extension_axis: FloatArray
    """(frames, 3) unit vectors; a moment about it bends the trunk backward."""
    model: MomentModel


def find_upper_body(body: Body, plane: SidePlane, sex: Sex) -> UpperBody | NotAvailable:
    """The weights above L5/S1 and their places, or the landmarks that are missing for them."""
    trunk = _trunk(body, sex)
    if trunk is None:
        return NotAvailable(WhyNot.NOT_MARKED, _missing(body, Landmark.HIP, Landmark.SHOULDER))
    arms = _arms(body, sex)
    if arms is None:
        return NotAvailable(WhyNot.NOT_MARKED, _missing(body, Landmark.SHOULDER, Landmark.WRIST))
    pelvis = find_pelvis(body)
    model = MomentModel.JOINTS if pelvis is None else MomentModel.MARKERS
    navel = trunk.navel
    joint = navel + L5S1_IN_LOWER_TRUNK.value * (trunk.hips - navel) if pelvis is None else pelvis.l5s1(sex)
    axis = np.cross(plane.forward, plane.up) if pelvis is None else np.cross(pelvis.forward, pelvis.upward)
    loin = Part("loin", _mass_above_l5s1(sex), (navel + joint) / 2)
    parts = (_head(body, trunk, sex), *_chest_and_belly(trunk, sex), loin, *(part for arm in arms for part in arm))
    hands = sum((arm[-1].centre for arm in arms[1:]), start=arms[0][-1].centre) / len(arms)
    return UpperBody(joint, parts, hands, unit(axis), model)


def extension_moment(
    upper: UpperBody,
    plane: SidePlane,
    time_s: FloatArray,
    *,
    body_mass_kg: float,
    load_kg: FloatArray,
    inertia: bool,
) -> FloatArray:
    """(frames,) net moment about L5/S1, extension positive; ``load_kg`` is what is held in each frame. [Nm]"""
    moment = np.zeros(len(time_s))
    for part in upper.parts:
        mass = np.full(len(time_s), part.mass_share * body_mass_kg)
        moment += _asked(upper, plane, part.centre, mass, time_s, inertia=inertia)
        if inertia and part.along is not None:
            moment -= mass * part.gyration_m**2 * _turning(plane.lean(part.along), time_s)
    held = np.asarray(load_kg > 0)
    if held.any():
        moment[held] += _asked(upper, plane, upper.hands, load_kg, time_s, inertia=inertia)[held]
    return moment


def _asked(
    upper: UpperBody, plane: SidePlane, place: FloatArray, mass: FloatArray, time_s: FloatArray, *, inertia: bool
) -> FloatArray:
    """What holding, and speeding up, a mass at a place takes about L5/S1. [Nm]"""
    lift = np.tile(STANDARD_GRAVITY.value * plane.up, (len(time_s), 1))
    if inertia:
        lift += _second_derivative(place, time_s)
    return np.asarray((np.cross(place - upper.joint, mass[:, None] * lift) * upper.extension_axis).sum(axis=1))


def _second_derivative(values: FloatArray, time_s: FloatArray) -> FloatArray:
    """(frames, columns) by central differences in each run of seen frames; its ends repeat their neighbours."""
    step = float(np.median(np.diff(time_s)))
    derived = np.full_like(values, np.nan)
    for start, stop in runs(seen_at(values)):
        if stop - start >= 3:
            run = values[start:stop]
            inner = (run[2:] - 2 * run[1:-1] + run[:-2]) / step**2
            derived[start:stop] = np.concatenate([inner[:1], inner, inner[-1:]])
    return derived


def _turning(lean_deg: FloatArray, time_s: FloatArray) -> FloatArray:
    """Angular acceleration of a line, forward positive. [rad/s2]"""
    angle = np.radians(lean_deg)
    for start, stop in runs(np.isfinite(angle)):
        angle[start:stop] = np.unwrap(angle[start:stop])
    return _second_derivative(angle[:, None], time_s)[:, 0]


@dataclass(frozen=True, eq=False, slots=True)
class _Trunk:
    """The middle of the trunk at four heights, (frames, 3) each. [m]"""

    neck: FloatArray
    """At the height of C7."""
    chest_end: FloatArray
    """At the lower end of the breastbone."""
    navel: FloatArray
    hips: FloatArray


def _trunk(body: Body, sex: Sex) -> _Trunk | None:
    hips = hip_middle(body, sex)
    ends = _chest_by_markers(body) or _chest_by_proportion(body, hips, sex)
    if hips is None or ends is None:
        return None
    neck, chest_end = ends
    middle, lower = (segment_length_share(part, sex) for part in (Segment.MIDDLE_TRUNK, Segment.LOWER_TRUNK))
    return _Trunk(neck, chest_end, chest_end + middle / (middle + lower) * (hips - chest_end), hips)


def _chest_by_markers(body: Body) -> tuple[FloatArray, FloatArray] | None:
    """Half-way between back and breastbone, at the heights of C7 and of the breastbone's end along the chest."""
    found = (Landmark.C7, Landmark.BREASTBONE_TOP, Landmark.T10, Landmark.BREASTBONE_END)
    c7, top, t10, end = (body.at(landmark) for landmark in found)
    if c7 is None or top is None or t10 is None or end is None:
        return None
    middle = (t10 + end) / 2
    along = unit((c7 + top) / 2 - middle)

    def at_height_of(place: FloatArray) -> FloatArray:
        return np.asarray(middle + ((place - middle) * along).sum(axis=1, keepdims=True) * along)

    return at_height_of(c7), at_height_of(end)


def _chest_by_proportion(body: Body, hips: FloatArray | None, sex: Sex) -> tuple[FloatArray, FloatArray] | None:
    """On the straight line from hips to shoulders, as long as the shares of a usual body."""
    if hips is None:
        return None
    shoulders = body.of(Landmark.SHOULDER)
    neck = body.of(Landmark.C7) if shoulders is None else hips + (shoulders - hips) / SHOULDERS_BELOW_C7.value
    neck = body.of(Landmark.NECK) if neck is None else neck
    if neck is None:
        return None
    lengths = [segment_length_share(part, sex) for part in _DOWN_THE_TRUNK]
    return neck, neck + lengths[0] / sum(lengths) * (hips - neck)


_DOWN_THE_TRUNK = (Segment.UPPER_TRUNK, Segment.MIDDLE_TRUNK, Segment.LOWER_TRUNK)


def _chest_and_belly(trunk: _Trunk, sex: Sex) -> tuple[Part, Part]:
    return (
        _segment(Segment.UPPER_TRUNK, trunk.neck, trunk.chest_end, sex),
        _segment(Segment.MIDDLE_TRUNK, trunk.chest_end, trunk.navel, sex),
    )


def _segment(segment: Segment, upper: FloatArray, lower: FloatArray, sex: Sex, side: str = "") -> Part:
    along = lower - upper
    seen = seen_at(along)
    length = float(np.median(np.linalg.norm(along[seen], axis=1))) if seen.any() else 0.0
    return Part(
        f"{side}{segment}",
        segment_mass_share(segment, sex),
        upper + segment_centre_share(segment, sex) * along,
        along,
        length * segment_gyration_share(segment, sex),
    )


def _head(body: Body, trunk: _Trunk, sex: Sex) -> Part:
    """By the best of what is marked; with nothing marked it goes on as the trunk's line."""
    c7 = body.at(Landmark.C7)
    base = trunk.neck if c7 is None else c7
    top, band, middle = (body.at(mark) for mark in (Landmark.HEAD_TOP, Landmark.HEAD_BAND, Landmark.HEAD))
    if top is not None:
        return _segment(Segment.HEAD, top, base, sex)
    if band is not None:
        middle = band + HEAD_BELOW_BAND.value * (base - band)
    if middle is None:
        lengths = sum(segment_length_share(part, sex) for part in _DOWN_THE_TRUNK)
        beyond = segment_length_share(Segment.HEAD, sex) / lengths
        middle = trunk.neck + beyond * (1 - segment_centre_share(Segment.HEAD, sex)) * (trunk.neck - trunk.hips)
    return Part(Segment.HEAD, segment_mass_share(Segment.HEAD, sex), middle)


def _mass_above_l5s1(sex: Sex) -> float:
    """Of the lower trunk, the share of body mass between navel and L5/S1.

    The trunk grows or thins evenly along the way, so that its centre is where the table has it:
    density 1 - s/2 + s x with s = 12 (centre - 1/2), x from 0 at the navel to 1 at the hips.
    """
    slope = 12 * (segment_centre_share(Segment.LOWER_TRUNK, sex) - 0.5)
    x = L5S1_IN_LOWER_TRUNK.value
    return segment_mass_share(Segment.LOWER_TRUNK, sex) * ((1 - slope / 2) * x + slope * x**2 / 2)


def _arms(body: Body, sex: Sex) -> tuple[tuple[Part, Part, Part], ...] | None:
    """Both arms; an arm that is not in the file is taken to be where the other one is."""
    arms = tuple(arm for side in Side if (arm := _arm(body, side, sex)) is not None)
    if not arms:
        return None
    return arms if len(arms) == 2 else (arms[0], arms[0])


def _arm(body: Body, side: Side, sex: Sex) -> tuple[Part, Part, Part] | None:
    shoulder, elbow, wrist = (body.at(part, side) for part in (Landmark.SHOULDER, Landmark.ELBOW, Landmark.WRIST))
    if shoulder is None or wrist is None:
        return None
    upper, fore, hand = (segment_length_share(part, sex) for part in (Segment.UPPER_ARM, Segment.FOREARM, Segment.HAND))
    if elbow is None:
        elbow = shoulder + upper / (upper + fore) * (wrist - shoulder)
    knuckles = _knuckles(body, side)
    if knuckles is None:
        knuckles = wrist + hand / fore * (wrist - elbow)
    name = f"{side}-"
    return (
        _segment(Segment.UPPER_ARM, shoulder, elbow, sex, name),
        _segment(Segment.FOREARM, elbow, wrist, sex, name),
        _segment(Segment.HAND, wrist, knuckles, sex, name),
    )


def _knuckles(body: Body, side: Side) -> FloatArray | None:
    """The third knuckle: marked, or from the index finger's towards the side of the little finger."""
    middle, index = body.at(Landmark.HAND, side), body.at(Landmark.INDEX_KNUCKLE, side)
    thumb, little = body.at(Landmark.WRIST_THUMB, side), body.at(Landmark.WRIST_LITTLE, side)
    if middle is not None or index is None or thumb is None or little is None:
        return index if middle is None else middle
    return index + THIRD_FROM_INDEX_KNUCKLE_M.value * unit(little - thumb)


def _missing(body: Body, *needed: Landmark) -> tuple[Landmark, ...]:
    return tuple(landmark for landmark in needed if body.of(landmark) is None) or needed
