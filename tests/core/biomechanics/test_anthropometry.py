"""The table of body segments against sums and means by hand."""

from __future__ import annotations

from math import isclose

import pytest

from lumbar.core.athlete import Sex
from lumbar.core.biomechanics.anthropometry import (
    SHARES,
    Segment,
    segment_centre_share,
    segment_gyration_share,
    segment_length_share,
    segment_mass_share,
)

ONE = (Segment.HEAD, Segment.UPPER_TRUNK, Segment.MIDDLE_TRUNK, Segment.LOWER_TRUNK)
TWO = (Segment.UPPER_ARM, Segment.FOREARM, Segment.HAND)


@pytest.mark.parametrize(
    ("sex", "legs"),
    # thigh, shank and foot of the same table: men 14.16, 4.33, 1.37 %; women 14.78, 4.81, 1.29 %
    [(Sex.MALE, 2 * 0.1986), (Sex.FEMALE, 2 * 0.2088)],
)
def test_head_trunk_arms_and_the_legs_of_the_table_are_one_body(sex: Sex, legs: float) -> None:
    upper = sum(segment_mass_share(part, sex) for part in ONE) + 2 * sum(segment_mass_share(part, sex) for part in TWO)
    assert isclose(upper + legs, 1.0, abs_tol=0.0002)


@pytest.mark.parametrize(("sex", "trunk"), [(Sex.MALE, 0.4346), (Sex.FEMALE, 0.4257)])
def test_the_three_parts_of_the_trunk_are_the_trunk_of_the_table(sex: Sex, trunk: float) -> None:
    assert isclose(sum(segment_mass_share(part, sex) for part in ONE[1:]), trunk, abs_tol=0.0001)


@pytest.mark.parametrize("sex", [Sex.UNKNOWN, Sex.OTHER])
def test_where_the_sex_is_not_known_the_mean_of_both_stands(sex: Sex) -> None:
    assert isclose(segment_centre_share(Segment.LOWER_TRUNK, sex), (0.6115 + 0.4920) / 2)
    assert isclose(segment_mass_share(Segment.UPPER_ARM, sex), (0.0271 + 0.0255) / 2)


def test_a_length_is_a_share_of_the_stature_of_the_people_measured() -> None:
    assert isclose(segment_length_share(Segment.HEAD, Sex.MALE), 0.2429 / 1.741, abs_tol=0.0001)
    assert isclose(segment_gyration_share(Segment.HEAD, Sex.MALE), 0.315)


def test_every_share_lies_between_nothing_and_the_whole() -> None:
    for shares in SHARES.values():
        for share in (shares.mass, shares.centre, shares.gyration, shares.length):
            assert 0 < share.value < 1
