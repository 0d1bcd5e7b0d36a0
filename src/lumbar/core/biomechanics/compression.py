"""Model compression of L5/S1: the muscle force that a moment asks of one muscle, and the weight above.

One muscle stands for all that extend the back. What it pulls with grows as its arm shrinks, and arms differ between
people, so that the figure is always three: with the longest arm, the usual one and the shortest. It is named "model
compression" wherever it is shown. It is held against no limit: those for work come from other movements, other people
and dead spines.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import cos, radians

from lumbar.core.athlete import Sex
from lumbar.core.biomechanics.lumbar_moment import (
    DEFAULT_BODY_MASS,
    FREE_POSTURES,
    INCLINATION,
    STANDARD_GRAVITY,
    TrunkPose,
    hardest_pose,
    held_load,
    pose_moment,
    upper_body,
)
from lumbar.core.evidence import Certainty, Parameter, Source, our_judgement
from lumbar.core.exercises import Exercise, LumbarPosture
from lumbar.core.quantities import Grams, kilograms
from lumbar.core.references import CHOLEWICKI_1991

_JUDGED = our_judgement(
    date(2026, 11, 23),
    "Extensor arms of 5 and 7 cm are the range we show. That the muscle's pull and the weight along the spine are "
    "simply added is ours as well: the authors' own sum was not read.",
)


def _extensor(identifier: str, meaning: str, value: float, unit: str, source: Source = _JUDGED) -> Parameter[float]:
    return Parameter(identifier, meaning, value, unit, source, Certainty.LOW, "limits, or one person against another")


EXTENSOR_ARM = _extensor("extensor-arm", "arm of the one muscle that extends the back", 0.06, "m", CHOLEWICKI_1991)
SHORTEST_EXTENSOR_ARM = _extensor("shortest-extensor-arm", "shortest arm, for the highest compression", 0.05, "m")
LONGEST_EXTENSOR_ARM = _extensor("longest-extensor-arm", "longest arm, for the lowest compression", 0.07, "m")
EXTENSOR_LINE = _extensor(
    "extensor-line", "angle of the muscle's pull to the line of the spine", 5.0, "degrees", CHOLEWICKI_1991
)


@dataclass(frozen=True, slots=True)
class ModelCompression:
    """Along the spine at L5/S1, by the model. [N]"""

    low: float
    """With the longest extensor arm."""
    middle: float
    high: float
    """With the shortest extensor arm."""


def moment_compression(moment: float, weight: float, inclination: float) -> ModelCompression:
    """Compression from the moment about L5/S1 [N m] and the weight above it [N], the trunk leaning so much [degrees].

    .. math:: C = \\frac{M}{a} \\cos 5^\\circ + W \\cos\\theta

    a being 7, 6 and 5 cm. Valid for a moment that extends the back: 0 or more.
    """
    along = weight * cos(radians(inclination))
    pull = moment * cos(radians(EXTENSOR_LINE.value))
    low, middle, high = (
        pull / arm.value + along for arm in (LONGEST_EXTENSOR_ARM, EXTENSOR_ARM, SHORTEST_EXTENSOR_ARM)
    )
    return ModelCompression(low, middle, high)


def pose_compression(
    pose: TrunkPose,
    held_kg: float,
    body_mass: Grams | None = None,
    stature: float | None = None,
    sex: Sex = Sex.UNKNOWN,
) -> ModelCompression:
    """Model compression of a trunk that stands free in that pose, with so much held."""
    body = DEFAULT_BODY_MASS.value if body_mass is None else kilograms(body_mass)
    weight = STANDARD_GRAVITY.value * (upper_body(sex).mass * body + held_kg)
    return moment_compression(pose_moment(pose, held_kg, body_mass, stature, sex), weight, pose.inclination)


def model_compression(
    exercise: Exercise,
    load: Grams | None,
    body_mass: Grams | None = None,
    stature: float | None = None,
    sex: Sex = Sex.UNKNOWN,
    *,
    weights: float | None = None,
) -> ModelCompression | None:
    """Model compression of one repetition at its hardest point, from a known load or None for the body alone.

    None where a pad, the floor or the hands carry the trunk: there other muscles and other forces decide, and the model
    has nothing to say (a curl-up is reported at 2,000 N, of which no moment of the extensors knows anything).
    """
    pose = hardest_pose(exercise)
    if exercise.posture not in FREE_POSTURES and pose.inclination < INCLINATION[LumbarPosture.HORIZONTAL].value:
        return None
    return pose_compression(pose, held_load(exercise, load, weights), body_mass, stature, sex)
