"""What can be a result of a self-test, and what cannot."""

from __future__ import annotations

from datetime import date

import pytest
from tests.fakes.self_tests import reach

from lumbar.core.self_tests import SelfTest, SelfTestFault, SelfTestResult, SelfTestUnit, Side, fault_of

A_DAY = date(2026, 5, 3)


@pytest.mark.parametrize(
    ("test", "value", "side", "zero", "fault"),
    [
        (SelfTest.SIDE_PLANK, 62, Side.LEFT, None, None),
        (SelfTest.SIDE_PLANK, 62, None, None, SelfTestFault.SIDE_MISSING),
        (SelfTest.SIDE_PLANK, 0, Side.RIGHT, None, None),
        (SelfTest.SIDE_PLANK, -1, Side.RIGHT, None, SelfTestFault.OUT_OF_RANGE),
        (SelfTest.SIDE_PLANK, 3600.1, Side.RIGHT, None, SelfTestFault.OUT_OF_RANGE),
        (SelfTest.SIDE_PLANK, 62, Side.LEFT, 0, SelfTestFault.HAS_NO_ZERO),
        (SelfTest.FRONT_PLANK, 62, Side.LEFT, None, SelfTestFault.HAS_NO_SIDES),
        (SelfTest.BIERING_SORENSEN, float("nan"), None, None, SelfTestFault.NOT_A_FIGURE),
        (SelfTest.BIERING_SORENSEN, float("inf"), None, None, SelfTestFault.NOT_A_FIGURE),
        (SelfTest.ACTIVE_KNEE_EXTENSION, 90, Side.LEFT, None, None),
        (SelfTest.ACTIVE_KNEE_EXTENSION, 91, Side.LEFT, None, SelfTestFault.OUT_OF_RANGE),
        (SelfTest.SIT_AND_REACH, 28, None, 23, None),
        (SelfTest.SIT_AND_REACH, -12, None, 0, None),
        (SelfTest.SIT_AND_REACH, 28, None, None, SelfTestFault.ZERO_MISSING),
        (SelfTest.SIT_AND_REACH, 28, None, 61, SelfTestFault.ZERO_OUT_OF_RANGE),
        (SelfTest.SIT_AND_REACH, 28, None, float("nan"), SelfTestFault.NOT_A_FIGURE),
    ],
)
def test_what_can_be_a_result_and_what_is_wrong_with_the_rest(
    test: SelfTest, value: float, side: Side | None, zero: float | None, fault: SelfTestFault | None
) -> None:
    assert fault_of(test, value, side=side, zero=zero) is fault
    if fault is None:
        assert SelfTestResult(test, value, A_DAY, side, zero).value == value
    else:
        with pytest.raises(ValueError, match=fault):
            SelfTestResult(test, value, A_DAY, side, zero)


def test_a_reach_is_compared_from_the_soles_whatever_the_box_begins_at() -> None:
    """28 on a box with the soles at 23 and 5 on one with the soles at 0 are the same reach."""
    assert reach(28, zero=23).compared == reach(5, zero=0).compared == 5
    assert reach(28, zero=23).unit is SelfTestUnit.CENTIMETRES
