"""The shape of the back as findings: rounding is told, staying needs most repetitions, a set is held to its start."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.causes.back_shape import BackShapeFinding, back_findings
from lumbar.core.causes.finding import Baseline, Cause, FindingKind, Measure, Status
from lumbar.core.causes.prevention import Prevention
from lumbar.core.motion.lumbar import CHANGE_IN_A_SET, BackShape, LumbarChange, WhyNoShape, cannot_tell
from lumbar.core.references import SARACENI_2020

ON = date(2026, 11, 30)


def told(shape: BackShape, by_deg: float, off_deg: float = 7.0) -> LumbarChange:
    return LumbarChange(shape, None, by_deg, off_deg, 1.0)


def near(by_deg: float) -> LumbarChange:
    return told(BackShape.NEUTRAL, by_deg)


def rounded(by_deg: float, off_deg: float = 7.0) -> LumbarChange:
    return told(BackShape.ROUNDED, by_deg, off_deg)


def unsure(by_deg: float, why: WhyNoShape = WhyNoShape.TOO_UNSURE) -> LumbarChange:
    """Read, and not called."""
    return LumbarChange(BackShape.CANNOT_TELL, why, by_deg, 12.0, 1.0)


def found(*changes: LumbarChange) -> tuple[BackShapeFinding, ...]:
    return back_findings(changes, Lift.DEADLIFT, ON)


def over_the_set(*changes: LumbarChange) -> BackShapeFinding | None:
    return next((each for each in found(*changes) if each.kind is FindingKind.FORM_CHANGE), None)


def test_no_repetition_is_no_finding() -> None:
    assert found() == ()


# --- the shape of its repetitions


def test_rounding_is_told_with_the_greatest_change_and_its_own_doubt() -> None:
    """Two near the neutral; 22 and 18 degrees of rounding: the greatest is 22, with 9 of doubt."""
    shape, *_ = found(near(3), rounded(22, 9), near(-4), rounded(18, 5))
    assert (shape.cause, shape.kind, shape.status) == (Cause.FORM, FindingKind.FORM_FAULT, Status.CHANGED)
    assert (shape.shape, shape.repetitions, shape.of_repetitions) == (BackShape.ROUNDED, (2, 4), 4)
    assert (shape.value, shape.usual, shape.uncertainty_deg, shape.measure) == (22, 0.0, 9, Measure.DEGREES)
    assert (shape.untold, shape.why_not) == ((), None)
    assert (shape.baseline, shape.prevention) == (Baseline.OWN_USUAL, Prevention.KEEP_YOUR_FORM)
    assert SARACENI_2020 in shape.sources


def test_one_that_rounds_is_told_among_many_that_cannot_be() -> None:
    """One of four: what was seen was seen, and the three others are named."""
    shape, *_ = found(*[cannot_tell(WhyNoShape.BACK_HIDDEN)] * 3, rounded(30))
    assert (shape.status, shape.repetitions, shape.untold) == (Status.CHANGED, (4,), (1, 2, 3))


@pytest.mark.parametrize(
    ("answered", "status"), [(1, Status.NOT_RECORDED), (3, Status.NOT_RECORDED), (4, Status.USUAL)]
)
def test_a_back_stays_near_its_neutral_where_half_of_the_repetitions_say_so(answered: int, status: Status) -> None:
    """Of eight: four are a half, three are fewer."""
    shape, *_ = found(*[near(2.0)] * answered, *[cannot_tell(WhyNoShape.BACK_HIDDEN)] * (8 - answered))
    assert shape.status is status
    assert shape.untold == tuple(range(answered + 1, 9))
    if status is Status.NOT_RECORDED:
        assert (shape.shape, shape.value, shape.measure) == (BackShape.CANNOT_TELL, None, None)
        assert (shape.why_not, shape.prevention) == (WhyNoShape.BACK_HIDDEN, Prevention.FILM_AGAIN)


def test_of_a_back_that_stays_the_furthest_is_told_to_either_side() -> None:
    """2, -6 and 4 degrees."""
    shape, *_ = found(near(2), near(-6), near(4))
    assert (shape.status, shape.value, shape.repetitions) == (Status.USUAL, -6, (1, 2, 3))
    assert SARACENI_2020 not in shape.sources


def test_the_commonest_reason_is_given() -> None:
    (shape,) = found(cannot_tell(WhyNoShape.NOT_SEEN), *[cannot_tell(WhyNoShape.BACK_HIDDEN)] * 2)
    assert shape.why_not is WhyNoShape.BACK_HIDDEN
    assert shape.repetitions == shape.untold == (1, 2, 3)


# --- over the set


def test_the_last_third_is_held_against_the_first() -> None:
    """Six: the first third is 2 and 4, median 3; the last 28 and 44, median 36."""
    change = over_the_set(near(2), near(4), near(9), near(12), rounded(28), rounded(44))
    assert change is not None
    assert (change.usual, change.value, change.status) == (3, 36, Status.CHANGED)
    assert (change.shape, change.repetitions, change.of_repetitions) == (BackShape.ROUNDED, (5, 6), 6)


def test_rounding_that_gets_less_is_of_rounding_and_no_arch() -> None:
    """From 44 to 11 degrees: 33 less."""
    change = over_the_set(rounded(44), rounded(20), near(11))
    assert change is not None
    assert (change.status, change.shape) == (Status.CHANGED, BackShape.ROUNDED)
    assert (change.value or 0) - (change.usual or 0) == -33


@pytest.mark.parametrize(("beyond", "status"), [(0.0, Status.USUAL), (0.1, Status.CHANGED)])
def test_a_change_is_told_from_beyond_what_may_be_the_readouts(beyond: float, status: Status) -> None:
    """From 5 degrees on."""
    change = over_the_set(near(5), near(8), near(5 + CHANGE_IN_A_SET.value + beyond))
    assert change is not None
    assert change.status is status
    assert change.shape is (BackShape.ROUNDED if status is Status.CHANGED else BackShape.NEUTRAL)


def test_two_repetitions_are_no_set() -> None:
    assert over_the_set(near(0), rounded(30)) is None


@pytest.mark.parametrize("why", [WhyNoShape.TOO_UNSURE, WhyNoShape.STANDING_ONLY])
def test_what_is_unsure_by_itself_can_be_held_against_its_like(why: WhyNoShape) -> None:
    change = over_the_set(unsure(14, why), unsure(16, why), unsure(48, why))
    assert change is not None
    assert (change.usual, change.value, change.status) == (14, 48, Status.CHANGED)


@pytest.mark.parametrize("why", [WhyNoShape.ARCH_NOT_TOLD, WhyNoShape.BACK_HIDDEN])
def test_one_that_is_hidden_or_reads_as_arched_leaves_nothing_to_hold_it_against(why: WhyNoShape) -> None:
    assert over_the_set(unsure(-25, why), near(2), rounded(20)) is None


def test_one_without_a_figure_leaves_nothing_to_hold_it_against() -> None:
    assert over_the_set(near(2), cannot_tell(WhyNoShape.NOT_SEEN), near(3), rounded(20)) is None


changes = st.one_of(
    st.builds(near, st.floats(-9, 14)),
    st.builds(rounded, st.floats(16, 60)),
    st.builds(unsure, st.floats(-40, 40), st.sampled_from(WhyNoShape)),
    st.builds(cannot_tell, st.sampled_from(WhyNoShape)),
)


@given(st.lists(changes, min_size=1, max_size=9))
def test_every_repetition_is_counted_once_and_no_arch_is_ever_told(each: list[LumbarChange]) -> None:
    shape, *rest = found(*each)
    assert shape.of_repetitions == len(each)
    assert set(shape.untold) == {n for n, one in enumerate(each, 1) if one.shape is BackShape.CANNOT_TELL}
    assert len(rest) <= 1
    assert all(one.shape is not BackShape.OVERARCHED for one in (shape, *rest))
    if shape.status is Status.USUAL:
        assert 2 * len(shape.untold) <= len(each)
