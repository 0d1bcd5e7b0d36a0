"""The change of the lower back from readings, and what it is called; all figures by hand."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lumbar.core.motion.lumbar import (
    ARCHED_FROM,
    MOST_HIDDEN,
    ROUNDED_FROM,
    SURE_BY,
    UNCERTAINTY_FACTOR,
    BackReadings,
    BackShape,
    NeutralBy,
    OwnNeutral,
    WhyNoShape,
    lumbar_change,
    own_neutral,
)


def readings(
    flexion: list[float], hips: list[float] | None = None, spread: float = 3.0, hidden: float = 0.0
) -> BackReadings:
    """Frames one after the other, a tenth of a second apart."""
    count = len(flexion)
    return BackReadings(
        frame=np.arange(count),
        time_s=np.arange(count) / 10,
        flexion_deg=np.array(flexion),
        spread_deg=np.full(count, spread),
        trunk_deg=np.zeros(count),
        hip_deg=np.array(hips if hips is not None else [80.0] * count),
        hidden_share=np.full(count, hidden),
    )


def standing(at: float) -> OwnNeutral:
    return OwnNeutral(NeutralBy.STANDING, readings([at] * 5, [5.0] * 5))


def hinge(at: float) -> OwnNeutral:
    return OwnNeutral(NeutralBy.OWN_HINGE, readings([at] * 5))


def test_the_change_is_from_the_persons_own_neutral() -> None:
    """Reads 12 in a hinge and 42, 44, 46 in the lift: a change of 32, whatever the 12 are."""
    change = lumbar_change(readings([42, 44, 46]), hinge(12))
    assert change.change_deg == pytest.approx(32)
    assert change.at_s == pytest.approx(0.1)
    assert change.shape is BackShape.ROUNDED


def test_standing_is_believed_for_neutral_and_hardly_for_rounded() -> None:
    """The same 32 degrees from standing may be a good back bent over; 3 are no round one; 60 are round."""
    assert lumbar_change(readings([32, 32, 32]), standing(0)).why is WhyNoShape.STANDING_ONLY
    assert lumbar_change(readings([3, 3, 3]), standing(0)).shape is BackShape.NEUTRAL
    assert lumbar_change(readings([60, 60, 60]), standing(0)).shape is BackShape.ROUNDED


@settings(deadline=None)
@given(st.floats(-30, 30), st.lists(st.floats(-60, 60), min_size=3, max_size=9))
def test_an_offset_of_the_person_changes_nothing(offset: float, bent: list[float]) -> None:
    """The same offset in neutral and lift: the same answer."""
    one = lumbar_change(readings(bent), standing(0.0))
    other = lumbar_change(readings([each + offset for each in bent]), standing(offset))
    assert one.change_deg == pytest.approx(other.change_deg, abs=1e-9)


def test_a_hinge_is_taken_at_the_same_bend_of_the_hips() -> None:
    """
    hips      0  10  20  70  80  90
    neutral   1   2   3  20  22  24
    At 80 degrees the frames within 20 of it: the median of 20, 22, 24 is 22. At 10: the median of 1, 2, 3 is 2.
    At 50 none is within 20 but those at 70; the three nearest are at 20, 70 and 80: the median of 3, 20, 22 is 20.
    """
    own = OwnNeutral(NeutralBy.OWN_HINGE, readings([1, 2, 3, 20, 22, 24], [0, 10, 20, 70, 80, 90]))
    assert own.at(80) == 22
    assert own.at(10) == 2
    assert own.at(50) == 20


def test_too_few_frames_are_no_neutral() -> None:
    """Two."""
    assert own_neutral(NeutralBy.STANDING, readings([1, 2])) is None
    assert own_neutral(NeutralBy.STANDING, readings([1, 2, 3])) is not None


@settings(deadline=None)
@given(st.floats(-60, 80), st.floats(0.5, 20))
def test_what_is_called_rounded_lies_beyond_the_line_with_its_doubt(change: float, spread: float) -> None:
    """Never a coin toss: with the doubt taken off, the change is still on its side."""
    answer = lumbar_change(readings([change] * 3, spread=spread), hinge(0.0))
    doubt = SURE_BY.value * spread
    if answer.shape is BackShape.ROUNDED:
        assert change - doubt > ROUNDED_FROM.value
    if answer.shape is BackShape.NEUTRAL:
        assert change + doubt < ROUNDED_FROM.value
        assert change - doubt > -ARCHED_FROM.value
    if answer.shape is BackShape.CANNOT_TELL:
        assert answer.why in {WhyNoShape.TOO_UNSURE, WhyNoShape.ARCH_NOT_TOLD}


@settings(deadline=None)
@given(st.floats(-60, 80), st.floats(0.5, 10), st.floats(1, 3), st.sampled_from([standing, hinge]))
def test_more_doubt_never_makes_an_answer(
    change: float, spread: float, times: float, neutral: Callable[[float], OwnNeutral]
) -> None:
    """What cannot be told with a doubt cannot be told with a greater one."""
    less = lumbar_change(readings([change] * 3, spread=spread), neutral(0.0))
    more = lumbar_change(readings([change] * 3, spread=spread * times), neutral(0.0))
    if less.shape is BackShape.CANNOT_TELL:
        assert more.shape is BackShape.CANNOT_TELL


def test_the_uncertainty_is_that_of_nine_in_ten() -> None:
    """A standard deviation of 4 in every frame."""
    change = lumbar_change(readings([30, 30, 30], spread=4.0), standing(0.0))
    assert change.uncertainty_deg == pytest.approx(UNCERTAINTY_FACTOR.value * 4)


def test_a_hidden_back_cannot_be_told() -> None:
    """More of the outline hidden than may be, in every frame."""
    change = lumbar_change(readings([30, 30, 30], hidden=MOST_HIDDEN.value + 0.01), standing(0.0))
    assert (change.shape, change.why, change.change_deg) == (BackShape.CANNOT_TELL, WhyNoShape.BACK_HIDDEN, None)
