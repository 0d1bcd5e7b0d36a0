from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.made_training import CATALOGUE, MONDAY, log_of, session, sets_of

from lumbar.core.load.external import daily_volume_load, usual_band
from lumbar.core.training import SetKind


def test_volume_load_of_a_day_is_the_sum_of_load_times_repetitions() -> None:
    """
    Deadlift  100 kg x 5, 110 kg x 3      500 + 330
    Curl       20 kg x 10                 200
    """
    log = log_of([session(MONDAY, sets_of("Deadlift", (100, 5), (110, 3)), sets_of("Barbell curl", (20, 10)))])
    assert daily_volume_load(log, CATALOGUE) == {MONDAY: 1_030_000}


def test_flagged_warm_ups_and_assistance_are_left_out_and_unknown_exercises_are_not() -> None:
    log = log_of(
        [
            session(
                MONDAY,
                sets_of("Deadlift", (60, 5), kind=SetKind.WARM_UP),
                sets_of("Deadlift", (100, 5), kind=SetKind.WORK),
                sets_of("Assisted pull-up", (30, 8)),
                sets_of("My own machine", (10, 10)),
            )
        ]
    )
    assert daily_volume_load(log, CATALOGUE) == {MONDAY: 600_000}


def test_a_set_without_a_load_adds_nothing_and_the_day_is_still_there() -> None:
    log = log_of([session(MONDAY, sets_of("Pull up", (None, 8), (0, 8)), sets_of("Plank", (10, None)))])
    assert daily_volume_load(log, CATALOGUE) == {MONDAY: 0}


def test_the_usual_band_is_the_middle_half_of_the_days_with_weights() -> None:
    """Of 100 200 300 400 500 the quartiles are 200 and 400; the day of 0 is no day with weights."""
    assert usual_band([500, 0, 100, 300, 200, 400]) == (200, 400)
    assert usual_band([100, 200, 300]) is None


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 20)), min_size=1, max_size=30), st.randoms())
def test_the_order_of_sets_and_the_splitting_into_sessions_change_nothing(
    work: list[tuple[int, int]], random: object
) -> None:
    whole = log_of([session(MONDAY, sets_of("Deadlift", *work))])
    shuffled = list(work)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis gives a random.Random
    split = log_of([session(MONDAY, sets_of("Deadlift", one)) for one in shuffled])
    assert daily_volume_load(whole, CATALOGUE) == daily_volume_load(split, CATALOGUE)


@given(st.integers(-2000, 2000))
def test_shifting_all_days_shifts_the_answer_and_nothing_else(days: int) -> None:
    shift = timedelta(days=days)
    here = daily_volume_load(log_of([session(MONDAY, sets_of("Deadlift", (100, 5)))]), CATALOGUE)
    there = daily_volume_load(log_of([session(MONDAY + shift, sets_of("Deadlift", (100, 5)))]), CATALOGUE)
    assert there == {day + shift: load for day, load in here.items()}
