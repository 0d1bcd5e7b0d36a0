"""The moment about L5/S1 of a film: the model of ``core.biomechanics.kinetics`` on joints seen from the side.

Pixels become metres by the person: ankle to hip and hip to shoulder along the limbs are a share of stature, and their
longest tenths in the picture are taken for it. Where a pose model places the hip too high or too low, one of the two
gains what the other loses. The weights alone are in it, each frame as if it stood still. The load hangs in the hands
while a repetition lasts; outside of it by the rules of ``lift_off``.

.. math:: e^2 = e_{model}^2 + (W e_{hip})^2 + (M e_{scale})^2

W is the weight of upper body and load, :math:`e_{hip}` how far to the front or back L5/S1 may be, :math:`e_{scale}`
the share by which the metres may be wrong, M the moment. All are root mean squares. Not for holds and push-ups, whose
hands carry the body, and not for one person against another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import hypot
from typing import Final

import numpy as np

from lumbar.core.athlete import Sex
from lumbar.core.biomechanics.anthropometry import Segment, segment_length_share
from lumbar.core.biomechanics.kinetics import (
    MODEL_ERROR_LOADED,
    SHOULDERS_BELOW_C7,
    TESTED_LOAD,
    extension_moment,
    find_upper_body,
)
from lumbar.core.biomechanics.landmarks import Body, FloatArray, Landmark, NotAvailable, WhyNot
from lumbar.core.biomechanics.lift_off import find_held_load
from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.biomechanics.lumbar_moment import DEFAULT_STATURE, STANDARD_GRAVITY, upper_body
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.motion.looked_at import HOLDS
from lumbar.core.motion.movement_form import MovementForm
from lumbar.core.motion.watched import Watched
from lumbar.core.references import FABER_2016

_ON = date(2026, 11, 30)


def _judged(identifier: str, meaning: str, value: float, unit: str, why: str) -> Parameter[float]:
    return Parameter(
        identifier, meaning, value, unit, our_judgement(_ON, why), Certainty.OPINION, "one person against another"
    )


LEG_SHARE = _judged(
    "leg-length-share",
    "length of thigh and shank together, hip joint to ankle joint",
    0.477,
    "share of stature",
    "Of the people the segment shares are from, men have 0.492 and women 0.462, as copies of the table have it; the "
    "women's is remembered.",
)
SCALE_QUANTILE = _judged(
    "picture-scale-quantile",
    "share of the frames in which a limb looks no longer than the length that metres are taken from",
    0.9,
    "share of the frames",
    "As for the length of the trunk.",
)
SCALE_ERROR = _judged(
    "picture-scale-error",
    "how far off metres in a picture are where stature is told",
    0.08,
    "share",
    "People's legs and trunks differ by a twentieth from their share of stature, and joints are misplaced by as much.",
)
STATURE_SPREAD = _judged(
    "stature-spread",
    "how far adults' statures are from the usual one, where it is not told",
    0.06,
    "share",
    "Some 10 cm of 170, men and women together.",
)
HIP_OFF = _judged(
    "picture-hip-error",
    "how far to the front or back a pose model may place L5/S1 in a lift",
    0.10,
    "trunk lengths",
    "On made films the hip was off by 0.13 in any direction, bent over by some 0.16; part of it lies to the front.",
)
MODEL_ERROR_UNLOADED = Parameter(
    "model-error-unloaded",
    "how far off such models were without a load, root mean square",
    10,
    "Nm",
    FABER_2016,
    Certainty.LOW,
    "forces on a disc or a muscle",
)
HANDS_CARRY: Final = HOLDS | {Lift.PUSH_UP}


class WhyNoMoment(StrEnum):
    """Why a film has no moment."""

    HANDS_CARRY_THE_BODY = "hands_carry_the_body"
    NOT_FROM_THE_SIDE = "not_from_the_side"
    NO_FILM = "no_film"
    """A recording in a room has its own way, with its own metres."""
    JOINTS_NOT_SEEN = "joints_not_seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoPictureMoment(NotAvailable):
    """A moment that is not there, with the reason that only films have."""

    reason: WhyNoMoment


@dataclass(frozen=True, slots=True)
class RepetitionMoment:
    """The greatest moment of one repetition."""

    number: int
    """Counted from 1."""
    moment_nm: float
    error_nm: float
    """Root mean square of how far off it may be."""
    at_s: float


@dataclass(frozen=True, eq=False, slots=True)
class PictureMoment:
    """The moment about L5/S1 of a film, extension positive."""

    extension_moment_nm: FloatArray
    """(frames,), NaN where a joint it takes was not seen."""
    error_nm: FloatArray
    """(frames,) root mean square of how far off it may be."""
    repetitions: tuple[RepetitionMoment, ...]
    """Those in which it was seen."""
    metres_a_pixel: float
    stature_told: bool
    load_tested: bool
    """Whether the load is one with which such models were tested at all."""


def picture_moment(
    form: MovementForm, *, body_mass_kg: float, load_kg: float, height_m: float | None, sex: Sex
) -> PictureMoment | NotAvailable:
    """The moment of a filmed set with its error, or why there is none. ``load_kg`` is what both hands hold."""
    watched = form.watched
    reason = _in_the_way(watched)
    if reason is not None:
        return NoPictureMoment(why=WhyNot.NEVER_SEEN, reason=reason)
    plane, scale = watched.seen.plane, metres_a_pixel(watched, height_m, sex)
    body = None if scale is None else _in_metres(watched, scale)
    if plane is None or body is None or scale is None:
        return NoPictureMoment(why=WhyNot.NEVER_SEEN, reason=WhyNoMoment.JOINTS_NOT_SEEN)
    upper = find_upper_body(body, plane, sex)
    if isinstance(upper, NotAvailable):
        return upper
    load = load_kg * _held_share(watched, body, load_kg)
    values = extension_moment(upper, plane, watched.time_s, body_mass_kg=body_mass_kg, load_kg=load, inertia=False)
    if not np.isfinite(values).any():
        return NoPictureMoment(why=WhyNot.NEVER_SEEN, reason=WhyNoMoment.JOINTS_NOT_SEEN)
    weight = STANDARD_GRAVITY.value * (upper_body(sex).mass * body_mass_kg + load)
    hip_m = HIP_OFF.value * (watched.trunk_length or 0.0) * scale
    model = np.where(load > 0, MODEL_ERROR_LOADED.value, MODEL_ERROR_UNLOADED.value)
    error = np.sqrt(model**2 + (weight * hip_m) ** 2 + (values * _scale_error(height_m)) ** 2)
    return PictureMoment(
        extension_moment_nm=values,
        error_nm=error,
        repetitions=_by_repetition(watched, values, error),
        metres_a_pixel=scale,
        stature_told=height_m is not None,
        load_tested=load_kg <= TESTED_LOAD.value,
    )


def metres_a_pixel(watched: Watched, height_m: float | None, sex: Sex) -> float | None:
    """How long a pixel is where the person stands; None where trunk or legs were never seen."""
    stature = DEFAULT_STATURE.value if height_m is None else height_m
    parts = (Segment.UPPER_TRUNK, Segment.MIDDLE_TRUNK, Segment.LOWER_TRUNK)
    trunk = SHOULDERS_BELOW_C7.value * sum(segment_length_share(part, sex) for part in parts)
    limbs = ((Landmark.SHOULDER, Landmark.HIP), (Landmark.HIP, Landmark.KNEE), (Landmark.KNEE, Landmark.ANKLE))
    pixels = [_length(watched.seen.body, *ends) for ends in limbs]
    known = [length for length in pixels if length is not None]
    if len(known) < len(limbs):
        return stature * trunk / pixels[0] if pixels[0] else None
    return stature * (trunk + LEG_SHARE.value) / sum(known)


def _length(body: Body, upper: Landmark, lower: Landmark) -> float | None:
    top, end = body.of(upper), body.of(lower)
    if top is None or end is None:
        return None
    lengths = np.linalg.norm(top - end, axis=1)
    known = lengths[np.isfinite(lengths)]
    return float(np.quantile(known, SCALE_QUANTILE.value)) if len(known) else None


def _in_the_way(watched: Watched) -> WhyNoMoment | None:
    if watched.view is None:
        return WhyNoMoment.NO_FILM
    if watched.lift in HANDS_CARRY:
        return WhyNoMoment.HANDS_CARRY_THE_BODY
    return None if watched.view.sagittal and watched.seen.plane is not None else WhyNoMoment.NOT_FROM_THE_SIDE


def _in_metres(watched: Watched, scale: float) -> Body:
    """The near side in metres, without landmarks that were never seen: what is absent is made up by proportion."""
    body = watched.seen.body
    seen = {key: place * scale for key, place in body.positions.items() if np.isfinite(place).all(axis=1).any()}
    return body.moved(seen)


def _held_share(watched: Watched, body: Body, load_kg: float) -> FloatArray:
    """(frames,) of the load that the hands carry: all of it in a repetition, else by the rules of lift-off."""
    if not load_kg:
        return np.zeros(len(watched.time_s))
    held = find_held_load(body, watched.moving.vertical, watched.time_s)
    share = np.ones(len(watched.time_s)) if held is None else held.share.copy()
    for repetition in watched.found.repetitions:
        share[repetition.start : repetition.end + 1] = 1.0
    return share


def _scale_error(height_m: float | None) -> float:
    return SCALE_ERROR.value if height_m is not None else hypot(SCALE_ERROR.value, STATURE_SPREAD.value)


def _by_repetition(watched: Watched, values: FloatArray, error: FloatArray) -> tuple[RepetitionMoment, ...]:
    found: list[RepetitionMoment] = []
    for number, repetition in enumerate(watched.found.repetitions, start=1):
        part = values[repetition.start : repetition.end + 1]
        if np.isfinite(part).any():
            at = repetition.start + int(np.nanargmax(part))
            found.append(RepetitionMoment(number, float(values[at]), float(error[at]), float(watched.time_s[at])))
    return tuple(found)
