"""Joint centres by the regression, reckoned by hand on a level pelvis 0.25 m wide."""

from __future__ import annotations

from math import cos, radians, sin

import numpy as np
import pytest
from tests.core.biomechanics.stick_figure import STANDING_MARKERS, body_of, markers

from lumbar.core.athlete import Sex
from lumbar.core.biomechanics.pelvis import find_pelvis

C, S = cos(radians(13)), sin(radians(13))


@pytest.mark.parametrize(
    ("sex", "behind", "above"),
    [(Sex.MALE, 0.264, 0.126), (Sex.FEMALE, 0.289, 0.172), (Sex.UNKNOWN, 0.2765, 0.149)],
)
def test_l5s1_lies_behind_and_above_the_front_spines(sex: Sex, behind: float, above: float) -> None:
    # the axes of the regression stand 13 degrees back from the line between the spines
    pelvis = find_pelvis(body_of(STANDING_MARKERS))
    assert pelvis is not None
    forward, up = -behind * C - above * S, -behind * S + above * C
    np.testing.assert_allclose(pelvis.l5s1(sex)[0], [0.08 + 0.25 * forward, 0, 1.0 + 0.25 * up], atol=1e-9)


def test_the_hips_lie_behind_and_below() -> None:
    # men: 0.208 and 0.278 of 0.25 m, turned by 13 degrees: (-0.1401, -0.3177) of the width
    pelvis = find_pelvis(body_of(STANDING_MARKERS))
    assert pelvis is not None
    np.testing.assert_allclose(pelvis.hips(Sex.MALE)[0], [0.08 - 0.0350, 0, 1.0 - 0.0794], atol=0.0001)


def test_the_joints_turn_with_the_pelvis() -> None:
    level, tipped = (find_pelvis(body_of(markers(degrees, degrees))) for degrees in (0.0, 90.0))
    assert level is not None
    assert tipped is not None
    before, after = level.l5s1(Sex.MALE)[0], tipped.l5s1(Sex.MALE)[0]
    # a quarter turn about the hips at 0.92 m: forward becomes down, up becomes forward
    np.testing.assert_allclose(after, [before[2] - 0.92, 0, 0.92 - before[0]], atol=1e-9)


def test_the_sacrum_stands_for_both_back_spines() -> None:
    with_sacrum = {name: place for name, place in STANDING_MARKERS.items() if "PSI" not in name}
    with_sacrum = {**with_sacrum, "SACR": (-0.07, 0, 1.0)}
    one, two = find_pelvis(body_of(STANDING_MARKERS)), find_pelvis(body_of(with_sacrum))
    assert one is not None
    assert two is not None
    np.testing.assert_allclose(one.l5s1(Sex.MALE), two.l5s1(Sex.MALE))


@pytest.mark.parametrize("missing", ["LASI", "PSI", "C7"])
def test_a_pelvis_that_is_not_marked_is_none(missing: str) -> None:
    above = ("C7", "CLAV", "STRN", "T10")
    gone = above if missing == "C7" else (missing,)
    left = {name: place for name, place in STANDING_MARKERS.items() if not name.endswith(gone)}
    assert find_pelvis(body_of(left)) is None
