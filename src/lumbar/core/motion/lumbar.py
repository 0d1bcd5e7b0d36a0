"""The lower back's own shape, against the person's own neutral: how far it changed, how sure that is, or why not.

A network reads of single frames how far a back is bent; what it reads of one person has an offset that is that
person's, their clothes' and their camera's. So nothing but the *change* from the person's own neutral is told:

.. math:: \\Delta = \\operatorname{mean}_{deepest} f(x) - \\operatorname{median}_{neutral} f(x)

Flexion is positive. The neutral is best taken from a slow unloaded hinge of the same person in the same clothes, at
the same bend of the hips: on the way down, buttocks and shirt change their shape in a back that keeps its own. Where
there is none, it is how the person stands in the same film.

Not for: degrees as a clinician measures them, and any line between good and bad.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.motion.back_view import BackViews
from lumbar.core.motion.readout import Network

FloatArray = NDArray[np.float64]
DECIDED = date(2026, 11, 30)


def _judged(identifier: str, meaning: str, value: float, unit: str, why: str) -> Parameter[float]:
    return Parameter(identifier, meaning, value, unit, our_judgement(DECIDED, why), Certainty.OPINION)


class BackShape(StrEnum):
    """What is said of one repetition."""

    NEUTRAL = "neutral"
    ROUNDED = "rounded"
    OVERARCHED = "overarched"
    CANNOT_TELL = "cannot_tell"


class WhyNoShape(StrEnum):
    """Why the shape cannot be told."""

    LIFT_NOT_READ = "lift_not_read"
    """The readout was made for lifts done standing, and tried in no other."""
    NOT_FROM_THE_SIDE = "not_from_the_side"
    NOT_SEEN = "not_seen"
    TOO_SMALL = "too_small"
    BACK_HIDDEN = "back_hidden"
    """Arms, plates or hair lie over the outline of the back."""
    NO_NEUTRAL = "no_neutral"
    """Neither a hinge of the person's own nor a moment of standing."""
    TOO_UNSURE = "too_unsure"
    """What was read, with its doubt, reaches over the line between two answers."""
    HINGE_TOO_SHALLOW = "hinge_too_shallow"
    """The own hinge does not go nearly as deep as the lift."""
    STANDING_ONLY = "standing_only"
    """It reads as rounder than standing, as a back that keeps its shape does too when it is bent over."""
    ARCH_NOT_TOLD = "arch_not_told"
    """It reads as arched, and that was not reliable enough where it was tried."""


class NeutralBy(StrEnum):
    """What counts as the person's own neutral."""

    OWN_HINGE = "own_hinge"
    STANDING = "standing"


READ_LIFTS: Final = frozenset(
    {
        Lift.SQUAT,
        Lift.DEADLIFT,
        Lift.ROMANIAN_DEADLIFT,
        Lift.GOOD_MORNING,
        Lift.ROW,
        Lift.SIT_TO_STAND,
    }
)
"""Lifts that the readout was made with."""


@dataclass(frozen=True, eq=False, slots=True)
class BackReadings:
    """What was read of some frames, one after the other. Angles in degrees, flexion positive."""

    frame: NDArray[np.intp]
    time_s: FloatArray
    flexion_deg: FloatArray
    """Of the lower back, with the person's offset still in it."""
    spread_deg: FloatArray
    """The standard deviation that the readout itself expects."""
    trunk_deg: FloatArray
    hip_deg: FloatArray
    hidden_share: FloatArray
    """Of the outline of the back, what was not seen clearly."""

    def __len__(self) -> int:
        return len(self.frame)

    def of(self, chosen: NDArray[np.bool_]) -> BackReadings:
        """Some of them."""
        return BackReadings(
            self.frame[chosen],
            self.time_s[chosen],
            self.flexion_deg[chosen],
            self.spread_deg[chosen],
            self.trunk_deg[chosen],
            self.hip_deg[chosen],
            self.hidden_share[chosen],
        )


class _Answer(IntEnum):
    """Columns of what a network answers. [degrees]"""

    LUMBAR = 0
    UPPER_BACK = 1
    TRUNK = 2
    HIP = 3
    KNEE = 4
    LOG_VARIANCE = 5
    """Natural logarithm of the variance of the first, in its own scale."""


LEAST_LOG = _judged(
    "readout-least-doubt",
    "logarithm of the variance below which the readout is not believed to be sure",
    -5.0,
    "natural logarithm",
    "As in its training: just over one degree.",
)
MOST_LOG = _judged(
    "readout-most-doubt",
    "logarithm of the variance above which more doubt says nothing more",
    3.0,
    "natural logarithm",
    "As in its training: some seventy degrees.",
)


def read_backs(
    networks: Sequence[Network],
    views: BackViews,
    *,
    frame: NDArray[np.intp],
    time_s: FloatArray,
    hidden_share: FloatArray,
) -> BackReadings:
    """The mean of several networks; what they disagree by is part of the doubt."""
    answers = np.stack([network(views.pictures, views.features) for network in networks]).astype(np.float64)
    flexion = answers[:, :, _Answer.LUMBAR]
    scale = np.array([network.scale[_Answer.LUMBAR] for network in networks])[:, None]
    own = np.exp(np.clip(answers[:, :, _Answer.LOG_VARIANCE], LEAST_LOG.value, MOST_LOG.value) / 2) * scale
    return BackReadings(
        frame=frame,
        time_s=time_s,
        flexion_deg=flexion.mean(axis=0),
        spread_deg=np.sqrt((own**2).mean(axis=0) + flexion.var(axis=0)),
        trunk_deg=answers[:, :, _Answer.TRUNK].mean(axis=0),
        hip_deg=answers[:, :, _Answer.HIP].mean(axis=0),
        hidden_share=hidden_share,
    )


SAME_HIPS = _judged(
    "own-hinge-same-hips",
    "difference in the bend of the hips up to which a moment of the own hinge is held beside one of the lift",
    20.0,
    "degrees",
    "Buttocks and shirt change little over it, and a slow hinge has some ten frames within.",
)
FARTHEST_HIPS = _judged(
    "own-hinge-farthest-hips",
    "difference in the bend of the hips above which the own hinge says nothing of a moment of the lift",
    40.0,
    "degrees",
    "A hinge to the knees stands for a lift from the floor, a nod for none.",
)
FEWEST_NEUTRAL = Parameter(
    "neutral-fewest-frames",
    "frames that a neutral is taken from at least",
    3,
    "frames",
    our_judgement(DECIDED, "A median of fewer is one frame's word."),
    Certainty.OPINION,
)


MOST_HIDDEN = _judged(
    "back-most-hidden",
    "share of the outline of the back that may be hidden for a frame to be read",
    0.4,
    "share of the stations",
    "Arms and plates cross a part of it in most lifts; where nearly half is gone the rest tells little.",
)
ROUNDED_FROM = _judged(
    "back-rounded-from",
    "change from the own neutral, flexion positive, between what is called neutral and what is called rounded",
    15.0,
    "degrees",
    "In the middle between 10, which people do without knowing, and 20, which can be seen.",
)
ARCHED_FROM = _judged(
    "back-arched-from",
    "the same for arching, extension positive",
    10.0,
    "degrees",
    "In the middle between 5 and 15, as backs extend by less than they bend.",
)
SURE_BY = _judged(
    "back-sure-by",
    "how many of its own standard deviations a change must lie beyond a line to be called by it",
    0.5,
    "standard deviations",
    "More likely than not by two to one. On 49 made repetitions kept aside for it none of 39 unbent ones was called "
    "rounded, and five of six were answered (validation/lumbar/calibrate).",
)
MOST_DOUBT = _judged(
    "back-most-doubt",
    "uncertainty above which a back is not called neutral, however near it reads",
    20.0,
    "degrees",
    "With more, a back that is clearly round could read as near the neutral.",
)
STANDING_SHIFT = _judged(
    "back-standing-shift",
    "how much rounder a back that keeps its shape may read bent over than standing",
    20.0,
    "degrees",
    "Buttocks, shirt and muscles change their outline when somebody bends, on people by more than on made lifters. So "
    "standing is believed for neutral, and hardly for rounded.",
)
UNCERTAINTY_FACTOR = _judged(
    "back-uncertainty-factor",
    "how many of the standard deviations that the readout expects hold nine of ten errors",
    1.4,
    "standard deviations",
    "On 57 made repetitions kept aside for it 1.36 did (validation/lumbar/calibrate).",
)


CHANGE_IN_A_SET = _judged(
    "back-change-in-a-set",
    "change from the first to the last repetitions of a set that may be the readout's",
    14.0,
    "degrees",
    "On 25 made sets kept aside for it nine of ten changes were read to within that (validation/lumbar/calibrate).",
)


@dataclass(frozen=True, eq=False, slots=True)
class OwnNeutral:
    """How this person's back reads when it is neutral."""

    by: NeutralBy
    readings: BackReadings

    def reaches(self, hip_deg: float) -> bool:
        """Whether it says something of a back at this bend of the hips. Standing is taken for all of them."""
        if self.by is NeutralBy.STANDING:
            return True
        return bool(np.abs(self.readings.hip_deg - hip_deg).min() <= FARTHEST_HIPS.value)

    def at(self, hip_deg: float) -> float:
        """What the readout says of the neutral back at a bend of the hips. [degrees]

        Of a hinge the median of the frames with hips bent alike, or of those nearest to it; of standing of all.
        """
        if self.by is NeutralBy.STANDING:
            return float(np.median(self.readings.flexion_deg))
        away = np.abs(self.readings.hip_deg - hip_deg)
        near = away <= max(SAME_HIPS.value, float(np.sort(away)[min(FEWEST_NEUTRAL.value, len(away)) - 1]))
        return float(np.median(self.readings.flexion_deg[near]))


def own_neutral(by: NeutralBy, readings: BackReadings) -> OwnNeutral | None:
    """The neutral from frames that show it clearly; None where there are too few."""
    clear = readings.of(readings.hidden_share <= MOST_HIDDEN.value)
    return OwnNeutral(by, clear) if len(clear) >= FEWEST_NEUTRAL.value else None


@dataclass(frozen=True, slots=True)
class LumbarChange:
    """The lower back in one repetition."""

    shape: BackShape
    why: WhyNoShape | None
    """With CANNOT_TELL."""
    change_deg: float | None = None
    """From the person's own neutral, at the deepest; flexion positive."""
    uncertainty_deg: float | None = None
    """Nine of ten changes read like this one were not further off, on made lifters."""
    at_s: float | None = None
    """The frame in the middle of those it was read from."""


def cannot_tell(why: WhyNoShape) -> LumbarChange:
    """The answer where there is none."""
    return LumbarChange(BackShape.CANNOT_TELL, why)


def lumbar_change(readings: BackReadings, neutral: OwnNeutral) -> LumbarChange:
    """The change of one repetition from its deepest frames, and what it is called."""
    clear = readings.of(readings.hidden_share <= MOST_HIDDEN.value)
    if not len(clear):
        return cannot_tell(WhyNoShape.BACK_HIDDEN)
    change = float(
        np.mean([bent - neutral.at(hip) for bent, hip in zip(clear.flexion_deg, clear.hip_deg, strict=True)])
    )
    own = float(np.sqrt(np.mean(clear.spread_deg**2)))
    uncertainty = UNCERTAINTY_FACTOR.value * own
    shape, why = _called(change, own, neutral.by)
    return LumbarChange(shape, why, change, uncertainty, float(np.median(clear.time_s)))


def _called(change_deg: float, spread_deg: float, by: NeutralBy) -> tuple[BackShape, WhyNoShape | None]:
    """Rounded or neutral only where the doubt leaves no other answer."""
    least, most = change_deg - SURE_BY.value * spread_deg, change_deg + SURE_BY.value * spread_deg
    if by is NeutralBy.STANDING:
        least -= STANDING_SHIFT.value
    if least > ROUNDED_FROM.value:
        return BackShape.ROUNDED, None
    if most < -ARCHED_FROM.value:
        return BackShape.CANNOT_TELL, WhyNoShape.ARCH_NOT_TOLD
    level = most < ROUNDED_FROM.value and change_deg - SURE_BY.value * spread_deg > -ARCHED_FROM.value
    if level and UNCERTAINTY_FACTOR.value * spread_deg <= MOST_DOUBT.value:
        return BackShape.NEUTRAL, None
    if by is NeutralBy.STANDING and change_deg > ROUNDED_FROM.value:
        return BackShape.CANNOT_TELL, WhyNoShape.STANDING_ONLY
    return BackShape.CANNOT_TELL, WhyNoShape.TOO_UNSURE
