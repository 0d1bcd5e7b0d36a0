"""The course of a made set: how many repetitions, how deep, and how the lower back goes with them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from validation.render.timing import Rounding, Tempo, course_of

TEMPO = Tempo(lead=1.0, down=1.2, bottom=0.3, up=1.0, top=0.5, tail=0.5, start_at_bottom=False)
ROUNDING = Rounding(
    peaks=(5.0, 30.0),
    power=1.0,
    lag_s=0.0,
    standing=0.0,
    thoracic=10.0,
    thoracic_standing=0.0,
    compensation=0.5,
    shares=(0.2, 0.2, 0.2, 0.2, 0.2),
)


@pytest.mark.parametrize("from_floor", [False, True])
def test_each_repetition_rounds_to_its_own_target(*, from_floor: bool) -> None:
    """Two repetitions, 5 and 30 degrees; a set from the floor ends with the way back to it."""
    course = course_of(replace(TEMPO, start_at_bottom=from_floor), ROUNDING, (1.0, 1.0), 30.0)
    for repetition, peak in enumerate(ROUNDING.peaks):
        reached = course.lumbar_deg[course.repetition == repetition].max()
        assert reached == pytest.approx(peak, abs=1.5)


def test_a_set_from_the_floor_has_the_load_in_hand_only_within_it() -> None:
    course = course_of(replace(TEMPO, start_at_bottom=True), ROUNDING, (1.0, 1.0), 30.0)
    assert not course.held[0]
    assert not course.held[-1]
    assert course.depth[np.flatnonzero(course.held)[0]] > 0.95


@given(
    peaks=st.lists(st.floats(-30, 55), min_size=1, max_size=5),
    power=st.floats(0.6, 2.5),
    from_floor=st.booleans(),
)
def test_the_back_is_at_rest_before_and_after_a_set(*, peaks: list[float], power: float, from_floor: bool) -> None:
    rounding = replace(ROUNDING, peaks=tuple(peaks), power=power)
    course = course_of(replace(TEMPO, start_at_bottom=from_floor), rounding, (1.0,) * len(peaks), 25.0)
    assert abs(course.lumbar_deg[0]) < 0.2
    assert abs(course.lumbar_deg[-1]) < 0.2
    assert set(course.repetition.tolist()) == {-1, *range(len(peaks))}
