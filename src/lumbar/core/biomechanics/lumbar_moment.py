"""What one repetition asks of the lower back at its hardest point: a quasi-static extension moment about L5/S1.

The upper body leans over the lowest lumbar joint (L5/S1), and so does the load: on a line through the shoulders where
it lies on the back, is held overhead or hangs in the hands, and before the chest where it is held there. Not in it:
speed, breath, belt, twisting, how the back is curved, which muscles work, what the abdomen has to hold (a sit-up), and
the person's own way to lift. It is for comparing two things one person does; it is no limit and no danger.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from math import cos, radians, sin
from typing import Final

from lumbar.core.athlete import Sex
from lumbar.core.biomechanics.anthropometry import (
    Segment,
    segment_centre_share,
    segment_length_share,
    segment_mass_share,
)
from lumbar.core.evidence import Certainty, Parameter, Source, our_judgement
from lumbar.core.exercises import AxialLoad, Exercise, Implement, LumbarPosture, MovementClass, Side
from lumbar.core.quantities import Grams, kilograms
from lumbar.core.references import CGPM_1901, CHOLEWICKI_1991, JUDGED_ON, WINTER_2009

_ON: Final = date(2026, 11, 23)
_NOT_FOR: Final = "limits, or one person against another"
_LEANS_JUDGED = our_judgement(
    JUDGED_ON,
    "How far a trunk leans in an exercise, and how much of its load the lower back holds, are rough choices of ours.",
)
_PLACES_JUDGED = our_judgement(
    _ON,
    "How far in front of the shoulders a load is held, how upright that keeps the trunk, and what is left to hold "
    "where something else carries the body are rough choices of ours.",
)
_SHOULDERS_JUDGED = our_judgement(
    _ON, f"Shipped as our judgement after {WINTER_2009.citation}, which we have not read."
)
_L5S1_JUDGED = our_judgement(
    _ON,
    "Published ways to find the joint from the pelvis put it some 8 to 11 cm over the hips; we take the middle of that "
    "in a person of 1.75 m.",
)


def _share(identifier: str, meaning: str, value: float, unit: str, source: Source) -> Parameter[float]:
    return Parameter(identifier, meaning, value, unit, source, Certainty.LOW, _NOT_FOR)


def _judged(identifier: str, meaning: str, value: float, unit: str, source: Source = _LEANS_JUDGED) -> Parameter[float]:
    return Parameter(identifier, meaning, value, unit, source, Certainty.OPINION, _NOT_FOR)


STANDARD_GRAVITY = Parameter(
    "standard-gravity", "acceleration of free fall", 9.80665, "m/s²", CGPM_1901, Certainty.HIGH
)
SHOULDER_HEIGHT = _share(
    "shoulder-height-share", "hip joint to shoulder joint along the trunk", 0.288, "share of stature", _SHOULDERS_JUDGED
)
L5S1_HEIGHT = _share("l5s1-height-share", "hip joint to L5/S1 along the trunk", 0.055, "share of stature", _L5S1_JUDGED)
DEFAULT_BODY_MASS = _judged(
    "default-body-mass", "body mass of a person who did not tell it; it cancels mostly in a ratio", 75.0, "kg"
)
DEFAULT_STATURE = _judged(
    "default-stature", "stature of a person who did not tell it; it cancels in a ratio", 1.75, "m"
)

INCLINATION: Mapping[LumbarPosture, Parameter[float]] = {
    posture: _judged(f"inclination-{posture}", f"lean of the trunk from upright, {posture}", degrees, "degrees")
    for posture, degrees in (
        (LumbarPosture.UPRIGHT, 15.0),
        (LumbarPosture.INCLINED, 45.0),
        (LumbarPosture.HORIZONTAL, 75.0),
        (LumbarPosture.SEATED, 20.0),
        (LumbarPosture.QUADRUPED, 20.0),
        (LumbarPosture.SUPPORTED, 10.0),
        (LumbarPosture.HANGING, 10.0),
        (LumbarPosture.PRONE, 10.0),
        (LumbarPosture.SUPINE, 10.0),
        (LumbarPosture.SIDE_LYING, 10.0),
    )
}
"""Supported and lying are not zero, since holding still asks something too."""

OWN_INCLINATION: Mapping[str, Parameter[float]] = {
    "sumo_deadlift": _share(
        "inclination-sumo-deadlift",
        "lean in a sumo deadlift, set so that its moment is the reported tenth below the conventional one's",
        60.0,
        "degrees",
        CHOLEWICKI_1991,
    )
}
"""By id, exercises of which more is known than their posture."""

INCLINATION_LOAD_IN_FRONT = _judged(
    "inclination-load-in-front",
    "lean of the trunk where it would be inclined, but the load is held in front of it",
    30.0,
    "degrees",
    _PLACES_JUDGED,
)
IN_FRONT = _judged(
    "load-in-front-share",
    "how far before the line of the shoulders a load on the collarbones or at the chest is held",
    0.06,
    "share of stature",
    _PLACES_JUDGED,
)
LEFT_TO_HOLD = _judged(
    "upper-body-left-to-hold",
    "share of the upper body the lower back still holds where a pad, the floor or the hands carry it",
    0.25,
    "share",
    _PLACES_JUDGED,
)
SHARE_HELD: Mapping[AxialLoad, Parameter[float]] = {
    tier: _judged(f"share-held-{tier}", f"share of the load the lower back holds, tier {tier}", share, "share")
    for tier, share in (
        (AxialLoad.NONE, 0.0),
        (AxialLoad.LOW, 0.25),
        (AxialLoad.MODERATE, 1.0),
        (AxialLoad.HIGH, 1.0),
    )
}
HANDS = _judged("hands-with-a-dumbbell", "dumbbells held when both sides work; one weight is logged", 2.0, "dumbbells")

FREE_POSTURES: Final = frozenset(
    {LumbarPosture.UPRIGHT, LumbarPosture.INCLINED, LumbarPosture.HORIZONTAL, LumbarPosture.SEATED}
)
"""Nothing but the lower back holds the trunk up."""

HELD_IN_FRONT: Final = frozenset(
    {
        "front_squat", "zercher_squat", "goblet_squat", "kettlebell_squat", "kettlebell_front_squat", "thruster",
        "dumbbell_thruster", "kettlebell_thruster", "band_thruster", "wall_ball", "goblet_carry", "front_rack_carry",
        "sandbag_carry",
    }
)  # fmt: skip
"""Exercises whose load lies on the collarbones, in the crook of the arms or at the chest."""

HELD_IN_BOTH_HANDS: Final = frozenset(
    {
        "goblet_squat", "dumbbell_sumo_squat", "dumbbell_pullover", "dumbbell_leg_curl", "dumbbell_triceps_extension",
        "seated_dumbbell_triceps_extension",
    }
)  # fmt: skip
"""Exercises of both sides that take one dumbbell."""


class LoadPlace(StrEnum):
    """Where the load's weight passes the trunk."""

    AT_THE_SHOULDERS = "at-the-shoulders"
    """On the back, overhead, or in hanging hands: the bar of a deadlift hangs under the shoulders."""
    IN_FRONT = "in-front"


def load_place(exercise: Exercise) -> LoadPlace:
    return LoadPlace.IN_FRONT if exercise.id in HELD_IN_FRONT else LoadPlace.AT_THE_SHOULDERS


@dataclass(frozen=True, slots=True)
class TrunkPose:
    """How the trunk and its load stand over L5/S1 at one instant."""

    inclination: float
    """Of the trunk from upright. [degrees]"""
    upper_body_held: float = 1.0
    """[share of the upper body's weight]"""
    in_front: float = 0.0
    """How far before the line of the shoulders the load is, square to the trunk. [share of stature]"""


@dataclass(frozen=True, slots=True)
class UpperBody:
    """Head, arms, and trunk down to the navel; the slice from there to L5/S1 is left with the pelvis."""

    mass: float
    """[share of body mass]"""
    moment: float
    """Mass times height over L5/S1 along the trunk, hanging arms at the shoulders. [body mass x stature]"""


@cache
def upper_body(sex: Sex = Sex.UNKNOWN) -> UpperBody:
    """What leans over L5/S1, from the table of segments: the trunk's parts and the head are stacked upon each other."""
    below = segment_length_share(Segment.LOWER_TRUNK, sex) - L5S1_HEIGHT.value
    mass = moment = 0.0
    for segment in (Segment.MIDDLE_TRUNK, Segment.UPPER_TRUNK, Segment.HEAD):
        length = segment_length_share(segment, sex)
        share = segment_mass_share(segment, sex)
        mass += share
        moment += share * (below + length * (1 - segment_centre_share(segment, sex)))
        below += length
    arms = 2 * sum(segment_mass_share(part, sex) for part in (Segment.UPPER_ARM, Segment.FOREARM, Segment.HAND))
    return UpperBody(mass + arms, moment + arms * _shoulders_over_l5s1())


def _shoulders_over_l5s1() -> float:
    return SHOULDER_HEIGHT.value - L5S1_HEIGHT.value


def hardest_pose(exercise: Exercise) -> TrunkPose:
    """The pose in which the exercise asks most of the lower back, from the catalogue's posture.

    A trunk raised from lying on the belly is held out level; a load in front keeps an inclined trunk more upright.
    """
    posture = exercise.posture
    if posture is LumbarPosture.PRONE and exercise.movement is MovementClass.CORE_EXTENSION:
        return TrunkPose(INCLINATION[LumbarPosture.HORIZONTAL].value)
    held = 1.0 if posture in FREE_POSTURES else LEFT_TO_HOLD.value
    if load_place(exercise) is LoadPlace.AT_THE_SHOULDERS:
        return TrunkPose(OWN_INCLINATION.get(exercise.id, INCLINATION[posture]).value, held)
    lean = INCLINATION_LOAD_IN_FRONT if posture is LumbarPosture.INCLINED else INCLINATION[posture]
    return TrunkPose(lean.value, held, IN_FRONT.value)


def held_load(exercise: Exercise, load: Grams | None, weights: float | None = None) -> float:
    """What the lower back holds of a logged load. [kg]

    ``weights`` is how many such weights there were, where the log says it; else dumbbells are two when both sides work
    and each hand has its own. The weight of an assisted machine helps the lifter: it neither counts nor is taken off.
    """
    if load is None or exercise.assisted:
        return 0.0
    return SHARE_HELD[exercise.axial_load].value * kilograms(load) * (weights or _weights(exercise))


def _weights(exercise: Exercise) -> float:
    pair = exercise.implement is Implement.DUMBBELL and exercise.side is not Side.ONE
    return HANDS.value if pair and exercise.id not in HELD_IN_BOTH_HANDS else 1.0


def pose_moment(
    pose: TrunkPose,
    held_kg: float,
    body_mass: Grams | None = None,
    stature: float | None = None,
    sex: Sex = Sex.UNKNOWN,
) -> float:
    """Extension moment about L5/S1 that holds the pose still. [N m]

    .. math:: M = g h (\\sin\\theta (k u m_{body} + s m_{held}) + \\cos\\theta f m_{held})

    h stature [m], u the moment of the upper body and k the share of it that is held, s the way from L5/S1 to the
    shoulders and f from there to the front, both as shares of stature. Valid for a trunk that leans forward, 0 to 90
    degrees. An unknown body mass or stature is the default's.
    """
    height = DEFAULT_STATURE.value if stature is None else stature
    body = DEFAULT_BODY_MASS.value if body_mass is None else kilograms(body_mass)
    lean = radians(pose.inclination)
    along = pose.upper_body_held * upper_body(sex).moment * body + _shoulders_over_l5s1() * held_kg
    return STANDARD_GRAVITY.value * height * (sin(lean) * along + cos(lean) * pose.in_front * held_kg)


def lumbar_moment(
    exercise: Exercise,
    load: Grams | None,
    body_mass: Grams | None = None,
    stature: float | None = None,
    sex: Sex = Sex.UNKNOWN,
    *,
    weights: float | None = None,
) -> float:
    """Extension moment about L5/S1 of one repetition at its hardest point. [N m]

    No load is the body alone: for an exercise with a load that nobody knows, do not ask. Stature scales every moment
    alike, and body mass cancels mostly in a ratio, so that both may be left out where two sets are compared.
    """
    return pose_moment(hardest_pose(exercise), held_load(exercise, load, weights), body_mass, stature, sex)
