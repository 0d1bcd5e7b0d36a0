"""Model compression against hand calculations and the figures its authors report."""

from __future__ import annotations

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbar.core.biomechanics.compression import model_compression, moment_compression
from lumbar.core.exercises import Exercise
from lumbar.core.quantities import Grams
from lumbar.knowledge.catalogue import load_catalogue

LIFTS = load_catalogue().exercises

exercises = st.sampled_from(sorted(LIFTS.values(), key=lambda exercise: exercise.id))


def test_988_newton_metres_over_6_cm_are_a_pull_of_16_467_newtons() -> None:
    # 988 / 0.06 = 16,467 N of muscle; x cos 5 = 0.99619 is 16,404 N along the spine. The paper's figure is 17,192 N.
    middle = moment_compression(988, weight=0, inclination=0).middle
    assert isclose(middle, 16_467 * 0.99619, abs_tol=1)
    assert isclose(middle, 17_192, rel_tol=0.05)


def test_the_weight_above_counts_along_the_trunk() -> None:
    # 1000 N above a trunk at 60 degrees: 500 N, whatever the muscle's arm
    no_muscle = moment_compression(0, weight=1000, inclination=60)
    assert (no_muscle.low, no_muscle.middle, no_muscle.high) == pytest.approx((500, 500, 500))


@given(st.floats(1, 2000))
def test_an_arm_of_5_or_7_cm_moves_the_muscle_part_by_about_17_percent(moment: float) -> None:
    # 6 / 7 = 0.857 and 6 / 5 = 1.2: 14 % less and 20 % more
    found = moment_compression(moment, weight=0, inclination=0)
    assert isclose(found.low, found.middle * 6 / 7)
    assert isclose(found.high, found.middle * 6 / 5)
    assert isclose((found.high - found.low) / 2, 0.1714 * found.middle, abs_tol=0.001 * found.middle)


@given(exercises, st.integers(0, 400_000), st.integers(35_000, 200_000))
def test_the_middle_lies_within_the_range(exercise: Exercise, load: int, body: int) -> None:
    found = model_compression(exercise, Grams(load), Grams(body))
    assert found is None or 0 < found.low <= found.middle <= found.high


@given(exercises, st.integers(0, 400_000), st.integers(0, 400_000))
def test_more_load_is_never_less_compression(exercise: Exercise, one: int, other: int) -> None:
    lighter, heavier = (model_compression(exercise, Grams(load)) for load in sorted((one, other)))
    if lighter is not None and heavier is not None:
        assert lighter.middle <= heavier.middle


def test_a_half_squat_with_a_bar_of_80_percent_of_body_weight_is_within_the_reported_6_to_10_body_weights() -> None:
    # 80 kg, bar 64 kg: 4.7 to 7.8 kN were reported (Cappozzo 1985)
    found = model_compression(LIFTS["back_squat"], Grams(64_000), Grams(80_000))
    assert found is not None
    assert 4_700 < found.middle < 7_800


def test_the_model_has_nothing_to_say_where_something_else_carries_the_trunk() -> None:
    silent = [name for name in ("curl_up", "plank", "side_plank", "bird_dog", "push_up", "leg_press", "pull_up")
              if model_compression(LIFTS[name], None) is None]  # fmt: skip
    assert len(silent) == 7
    assert model_compression(LIFTS["superman"], None) is not None
