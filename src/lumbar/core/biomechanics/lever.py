"""How much a set asks of the lower back against another set of the same person: a quasi-static lever model.

The trunk leans over the lowest lumbar joint, and so does the load at its shoulders: in the hands with hanging arms, or
on the back. Speed, breath, belt, form and muscle are not in it. It is only ever a ratio of two things one person does;
it is no force, no limit and no danger.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import radians, sin

from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.exercises import AxialLoad, Exercise, Implement, LumbarPosture, Side
from lumbar.core.quantities import Grams, kilograms
from lumbar.core.references import JUDGED_ON, WINTER_2009

_JUDGED = our_judgement(
    JUDGED_ON,
    "How far a trunk leans in an exercise, and how much of its load the lower back holds, are rough choices of ours.",
)
_WINTER_UNREAD = our_judgement(
    JUDGED_ON, f"Shipped as our judgement after {WINTER_2009.citation}, which we have not read in the original."
)


def _share(identifier: str, meaning: str, value: float, unit: str) -> Parameter[float]:
    return Parameter(identifier, meaning, value, unit, _WINTER_UNREAD, Certainty.LOW, "forces or limits")


HAT_MASS = _share("hat-mass-share", "mass of head, arms and trunk", 0.678, "share of body mass")
HAT_CENTRE = _share("hat-centre-share", "height of their centre over the hip", 0.626, "share of trunk length")
TRUNK_LENGTH = _share("trunk-length-share", "hip to shoulder", 0.288, "share of stature")


def _judged(identifier: str, meaning: str, value: float, unit: str) -> Parameter[float]:
    return Parameter(identifier, meaning, value, unit, _JUDGED, Certainty.OPINION, "forces or limits")


DEFAULT_BODY_MASS = _judged(
    "default-body-mass", "body mass of a person who did not tell it; it cancels mostly in a ratio", 75.0, "kg"
)
DEFAULT_STATURE = _judged("default-stature", "stature used in the model; it cancels wholly in a ratio", 1.75, "m")

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


def back_load(exercise: Exercise, load: Grams | None, repetitions: float, body_mass: Grams | None = None) -> float:
    """What the repetitions ask of the lower back, to be divided by the same of another set of the same person.

    .. math:: B = n \\cdot l \\cdot \\sin\\theta \\cdot (0.626 \\cdot 0.678 \\cdot m_{body} + share \\cdot m_{load})

    in kg m repetitions, l the trunk length. No load is the body alone: for an exercise with a load that nobody
    knows, do not ask. The weight of an assisted machine is left out.
    """
    lean = sin(radians(INCLINATION[exercise.posture].value))
    trunk = TRUNK_LENGTH.value * DEFAULT_STATURE.value
    body = DEFAULT_BODY_MASS.value if body_mass is None else kilograms(body_mass)
    upper_body = HAT_CENTRE.value * HAT_MASS.value * body
    return repetitions * trunk * lean * (upper_body + _held(exercise, load))


def _held(exercise: Exercise, load: Grams | None) -> float:
    if load is None or exercise.assisted:
        return 0.0
    pair = exercise.implement is Implement.DUMBBELL and exercise.side is not Side.ONE
    return SHARE_HELD[exercise.axial_load].value * kilograms(load) * (HANDS.value if pair else 1.0)
