"""How far off what is read from a film may be: of one figure by itself, and of the change between two of one film.

A change within one film is surer than the figure itself, as what the pose model gets wrong for this person, shirt and
camera it gets wrong in each repetition alike. The same values serve motion capture, which does better. Where a value
says "made films" it was measured on some hundred rendered lifters in clothes and with plates, followed as a video is
followed, with the camera up to 20 degrees off the side; no people were measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lumbar.core.evidence import Certainty, Parameter, our_judgement

_ON = date(2026, 11, 30)


def _off(identifier: str, meaning: str, value: float, unit: str, why: str) -> Parameter[float]:
    return Parameter(
        identifier, meaning, value, unit, our_judgement(_ON, why), Certainty.OPINION, "comparing two people, or cameras"
    )


@dataclass(frozen=True, slots=True)
class Off:
    """How far off one kind of figure is."""

    by_itself: Parameter[float]
    in_a_change: Parameter[float]
    """What two repetitions of one film must differ by for the difference to be one of the lifter."""


TRUNK = Off(
    _off(
        "video-trunk-uncertainty",
        "how far off the lean of the trunk is",
        7.0,
        "degrees",
        "On made films kept aside four of five were within 6.6 at the bottom; where hips are lost it is off by tens.",
    ),
    _off(
        "video-trunk-change-uncertainty",
        "change of the lean of the trunk within a film that may be the camera's",
        6.0,
        "degrees",
        "On made films kept aside four of five changes from the first repetition were within 5.6, half within 1.9.",
    ),
)
HIP = Off(
    _off(
        "video-hip-uncertainty",
        "how far off the angle of the hips is",
        12.0,
        "degrees",
        "On made films kept aside four of five were within 11.7 at the bottom; the hip itself is guessed and not seen.",
    ),
    _off(
        "video-hip-change-uncertainty",
        "change of the angle of the hips within a film that may be the camera's",
        10.0,
        "degrees",
        "On made films kept aside nine of ten changes from the first repetition were within 10.7.",
    ),
)
KNEE = Off(
    _off(
        "video-knee-uncertainty",
        "how far off the angle of a knee or an elbow is",
        12.0,
        "degrees",
        "On made films kept aside four of five knees were within 12.2 at the bottom; of elbows nothing was measured.",
    ),
    _off(
        "video-knee-change-uncertainty",
        "change of the angle of a knee or an elbow within a film that may be the camera's",
        10.0,
        "degrees",
        "On made films kept aside nine of ten changes of the knee were within 5.5; of elbows nothing was measured.",
    ),
)
THIGH = Off(
    _off(
        "video-thigh-uncertainty",
        "how far off the slope of the thigh is",
        6.0,
        "degrees",
        "On 19 squats in made films it was off by 3, nine of ten times by no more than 5.",
    ),
    _off(
        "video-thigh-change-uncertainty",
        "change of the slope of the thigh within a film that may be the camera's",
        5.0,
        "degrees",
        "As far off as by itself: too few changes were measured to claim less.",
    ),
)
LEAN_GAINED = Off(
    _off(
        "video-lean-gained-uncertainty",
        "how far off the lean is that a trunk gains while the hips rise",
        12.0,
        "degrees",
        "On made films it was off by 9, nearly always too large, as the bottom looks too upright and comes right on "
        "the way up; 8 was the largest gain told of a lifter who gained none.",
    ),
    _off(
        "video-lean-gained-change-uncertainty",
        "change of that gain from repetition to repetition that may be the camera's",
        10.0,
        "degrees",
        "On made films four of five changes from the first repetition were within 10.",
    ),
)
HAND = Off(
    _off(
        "video-hand-path-uncertainty",
        "how far off the way of the hands before the middle of the foot is",
        0.15,
        "trunk lengths",
        "On made films it was off by 0.10, some 5 cm, and in one of ten by 0.22: the wrist is not the bar.",
    ),
    _off(
        "video-hand-path-change-uncertainty",
        "change of it within a film that may be the camera's",
        0.08,
        "trunk lengths",
        "On made films four of five changes from the first repetition were within it.",
    ),
)
SHIFT = Off(
    _off(
        "video-hip-shift-uncertainty",
        "how far off the shift of the hips to one side is",
        0.15,
        "trunk lengths",
        "Some 7 cm: the hips are placed from the outline of clothes, and nobody stands quite square to a camera.",
    ),
    _off(
        "video-hip-shift-change-uncertainty",
        "change of that shift within a recording that may be the camera's",
        0.12,
        "trunk lengths",
        "In sets of ten by six people before a depth camera it went up and down by some 0.08, as far as we looked.",
    ),
)
LINE = Off(
    _off(
        "video-body-line-uncertainty",
        "how far off the line from shoulder over hip to ankle is",
        10.0,
        "degrees",
        "The hip's place differs between the model and the joint; so a line is held against its own start.",
    ),
    _off(
        "video-body-line-change-uncertainty",
        "change of that line within a film that may be the camera's",
        5.0,
        "degrees",
        "Nearly nothing moves in a hold, so the model errs alike in all of it; a shirt hangs lower with time.",
    ),
)
TEMPO = Off(
    _off(
        "video-tempo-uncertainty",
        "how far off the time of one phase of a repetition is",
        0.15,
        "s",
        "Two frames of a phone at either end of a phase, and a slow turn has no sharp end.",
    ),
    _off(
        "video-tempo-change",
        "change of that time that is told",
        0.4,
        "s",
        "People vary by some tenths of a second without knowing it.",
    ),
)
TEMPO_SHARE = _off(
    "tempo-change-share",
    "change of that time that is told, as a share of the usual",
    0.3,
    "share of the usual time",
    "Of a slow lowering of four seconds, half a second is little.",
)
