"""How heavy each part of a body is, and where its middle lies: shares of body mass, of stature and of its length.

The shares are means of young adults by sex, so one person's parts differ from them. Where the sex is not known, or is
neither, the mean of both is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from lumbar.core.athlete import Sex
from lumbar.core.evidence import Certainty, Parameter
from lumbar.core.references import DE_LEVA_1996


class Segment(StrEnum):
    """A part of the body as the table cuts it; each member says between which two end points, the upper one first.

    Of the arms, one side.
    """

    HEAD = "head"
    """Head with neck: top of the head to the seventh cervical spinous process (C7)."""
    UPPER_TRUNK = "upper-trunk"
    """C7 to the lower end of the breastbone (xiphion)."""
    MIDDLE_TRUNK = "middle-trunk"
    """Xiphion to the navel (omphalion)."""
    LOWER_TRUNK = "lower-trunk"
    """Navel to the middle between the hip joints; the pelvis is in it."""
    UPPER_ARM = "upper-arm"
    """Shoulder joint to elbow joint."""
    FOREARM = "forearm"
    """Elbow joint to wrist joint."""
    HAND = "hand"
    """Wrist joint to the third knuckle (metacarpal head)."""


@dataclass(frozen=True, slots=True)
class SegmentShares:
    """One segment of one sex."""

    mass: Parameter[float]
    """[share of body mass]"""
    centre: Parameter[float]
    """Of the way from the upper end point to the lower. [share of the segment's length]"""
    gyration: Parameter[float]
    """Radius about the axis from left to right, through the centre. [share of the segment's length]"""
    length: Parameter[float]
    """[share of stature]"""


STATURE_OF_TABLE_M: Mapping[Sex, Parameter[float]] = {
    sex: Parameter(
        f"stature-of-the-table-{sex}",
        "mean stature of the people the segment shares were taken from",
        stature,
        "m",
        DE_LEVA_1996,
        Certainty.MODERATE,
    )
    for sex, stature in ((Sex.MALE, 1.741), (Sex.FEMALE, 1.735))
}


def _shares(segment: Segment, sex: Sex, row: tuple[float, float, float, float]) -> SegmentShares:
    mass, centre, gyration, length_m = row

    def share(of: str, meaning: str, value: float, unit: str) -> Parameter[float]:
        return Parameter(
            f"{segment}-{of}-share-{sex}",
            f"{meaning}, {segment.replace('-', ' ')}, {sex}",
            value,
            unit,
            DE_LEVA_1996,
            Certainty.MODERATE,
            "children, and people much heavier than the young adults it was taken from",
        )

    return SegmentShares(
        mass=share("mass", "mass of the segment", mass, "share of body mass"),
        centre=share("centre", "centre of mass from the upper end", centre, "share of the segment's length"),
        gyration=share("gyration", "radius of gyration, bending forward", gyration, "share of the segment's length"),
        length=share("length", "length", round(length_m / STATURE_OF_TABLE_M[sex].value, 4), "share of stature"),
    )


SHARES: Mapping[tuple[Segment, Sex], SegmentShares] = {
    (segment, sex): _shares(segment, sex, row)
    for segment, sex, row in (
        # mass, centre, radius of gyration, and the table's length in metres
        (Segment.HEAD, Sex.MALE, (0.0694, 0.5002, 0.315, 0.2429)),
        (Segment.HEAD, Sex.FEMALE, (0.0668, 0.4841, 0.295, 0.2437)),
        (Segment.UPPER_TRUNK, Sex.MALE, (0.1596, 0.5066, 0.320, 0.2421)),
        (Segment.UPPER_TRUNK, Sex.FEMALE, (0.1545, 0.5050, 0.314, 0.2280)),
        (Segment.MIDDLE_TRUNK, Sex.MALE, (0.1633, 0.4502, 0.383, 0.2155)),
        (Segment.MIDDLE_TRUNK, Sex.FEMALE, (0.1465, 0.4512, 0.354, 0.2053)),
        (Segment.LOWER_TRUNK, Sex.MALE, (0.1117, 0.6115, 0.551, 0.1457)),
        (Segment.LOWER_TRUNK, Sex.FEMALE, (0.1247, 0.4920, 0.402, 0.1815)),
        (Segment.UPPER_ARM, Sex.MALE, (0.0271, 0.5772, 0.269, 0.2817)),
        (Segment.UPPER_ARM, Sex.FEMALE, (0.0255, 0.5754, 0.260, 0.2751)),
        (Segment.FOREARM, Sex.MALE, (0.0162, 0.4574, 0.265, 0.2689)),
        (Segment.FOREARM, Sex.FEMALE, (0.0138, 0.4559, 0.257, 0.2643)),
        (Segment.HAND, Sex.MALE, (0.0061, 0.7900, 0.513, 0.0862)),
        (Segment.HAND, Sex.FEMALE, (0.0056, 0.7474, 0.454, 0.0780)),
    )
}


def segment_mass_share(segment: Segment, sex: Sex) -> float:
    """Mass of the segment (of one arm, for the arms). [share of body mass]"""
    return _of(sex, lambda known: SHARES[segment, known].mass.value)


def segment_centre_share(segment: Segment, sex: Sex) -> float:
    """Where the centre of mass lies between the end points that ``Segment`` names, 0 at the upper one. [share]"""
    return _of(sex, lambda known: SHARES[segment, known].centre.value)


def segment_gyration_share(segment: Segment, sex: Sex) -> float:
    """Radius of gyration about the left-right axis through the centre. [share of the segment's length]"""
    return _of(sex, lambda known: SHARES[segment, known].gyration.value)


def segment_length_share(segment: Segment, sex: Sex) -> float:
    """Length between the end points that ``Segment`` names. [share of stature]"""
    return _of(sex, lambda known: SHARES[segment, known].length.value)


def _of(sex: Sex, share: Callable[[Sex], float]) -> float:
    if sex in STATURE_OF_TABLE_M:
        return share(sex)
    return (share(Sex.FEMALE) + share(Sex.MALE)) / 2
