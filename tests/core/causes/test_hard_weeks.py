from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.made_training import CATALOGUE, MONDAY, log_of, session, sets_of, weekly

from lumbar.core.causes.finding import Measure
from lumbar.core.causes.hard_weeks import (
    Effort,
    back_load_spikes,
    daily_effort,
    effort_of_week,
    exposure_spikes,
    monotony_of_weeks,
    near_failure_weeks,
)
from lumbar.core.training import SetKind, TrainingSet


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def rated(rpe: float | None, many: int = 1, name: str = "Deadlift") -> tuple[TrainingSet, ...]:
    return tuple(replace(done, rpe=rpe) for done in sets_of(name, *[(100, 5)] * many))


def test_a_week_of_even_days_is_more_alike_than_one_with_rest() -> None:
    """
    weeks 1-5   700 on Mondays, else nothing: mean 100, sample variance (600² + 6 x 100²) / 6 = 70 000
    week 6      100 on six days, Sunday off: mean 600 / 7, deviations 100 / 7 six times and 600 / 7 once,
                squares (6 x 100² + 600²) / 49 = 60 000 / 7, sample variance 10 000 / 7
    """
    daily = {day(7 * week): 700 for week in range(5)} | {day(35 + n): 100 for n in range(6)}
    seen = monotony_of_weeks(daily, list(daily))
    assert [each.day for each in seen][:2] == [day(28), day(35)]
    assert seen[0].value == pytest.approx(100 / sqrt(70_000))
    last = monotony_of_weeks(daily | {day(41): 0}, [*daily, day(41)])[-1]
    assert last.value == pytest.approx((600 / 7) / sqrt(10_000 / 7))
    assert (last.noticeable, last.measure) == (True, Measure.RATIO)


def test_monotony_is_looked_at_from_day_28_of_the_log() -> None:
    daily = {day(n): 100 + n % 2 for n in range(29)}
    assert [each.day for each in monotony_of_weeks(daily, list(daily))] == [day(27), day(28)], "the first day is day 1"


def test_a_week_of_seven_equal_days_has_no_monotony_and_gives_nothing() -> None:
    daily = {day(n): 100 for n in range(40)}
    assert monotony_of_weeks(daily, list(daily)) == []


@given(st.lists(st.integers(0, 5000), min_size=30, max_size=60), st.integers(2, 9))
def test_monotony_does_not_depend_on_the_unit_of_the_loads(loads: list[int], factor: int) -> None:
    days = [day(n) for n in range(len(loads))]
    ours, theirs = (
        monotony_of_weeks({on: load * times for on, load in zip(days, loads, strict=True)}, days)
        for times in (1, factor)
    )
    assert [each.value for each in ours] == pytest.approx([each.value for each in theirs])


def test_effort_counts_only_work_sets_that_load_the_back() -> None:
    warm_up = sets_of("Deadlift", (50, 5), kind=SetKind.WARM_UP)
    failed = sets_of("Back squat", (120, 1), kind=SetKind.FAILURE)
    log = log_of([session(day(0), warm_up, rated(9), rated(8), rated(None), failed, rated(10, name="Barbell curl"))])
    assert daily_effort(log, CATALOGUE) == {day(0): Effort(sets=4, written=3, near_failure=2)}


def test_the_effort_of_a_week_is_of_seven_days() -> None:
    efforts = {day(0): Effort(5, 5, 5), day(1): Effort(4, 3, 1), day(7): Effort(2, 2, 2)}
    assert effort_of_week(efforts, day(7)) == Effort(sets=6, written=5, near_failure=3)


def test_sets_near_failure_are_counted_against_the_usual_number_of_a_week() -> None:
    """Two sessions a week with one set at 9 and two at 7; then one with five at 9: 1 + 5 = 6 in a week, usually 2."""
    sessions = weekly(10, rated(9), rated(7, 2))
    log = log_of([*sessions, session(day(70), rated(9, 5))])
    last = near_failure_weeks(daily_effort(log, CATALOGUE), log.days)[-1]
    assert (last.value, last.usual, last.noticeable, last.measure) == (6, 2, True, Measure.SETS)


def test_two_more_sets_near_failure_are_not_worth_a_word() -> None:
    log = log_of([*weekly(10, rated(9), rated(7, 2)), session(day(70), rated(9, 3))])
    last = near_failure_weeks(daily_effort(log, CATALOGUE), log.days)[-1]
    assert (last.value, last.usual, last.noticeable) == (4, 2, False)


def test_a_week_whose_sets_mostly_have_no_effort_says_nothing() -> None:
    """One in three sets is rated in every week, save the last: there twelve more are, 1 + 12 of 3 + 12 or 87 %."""
    sessions = weekly(10, rated(9), rated(None, 2))
    assert near_failure_weeks(daily_effort(log_of(sessions), CATALOGUE), log_of(sessions).days) == []
    log = log_of([*sessions, session(day(70), rated(9, 12))])
    (only,) = near_failure_weeks(daily_effort(log, CATALOGUE), log.days)
    assert (only.day, only.value, only.noticeable) == (day(70), 15, False), "nothing to compare it with"


def test_who_writes_more_down_did_not_do_more() -> None:
    """Five of six sets rated, then six of six, all near failure: 5 / 5 x 6 = 6 / 6 x 6 a day."""
    some, every = weekly(20, rated(9, 5), rated(None)), weekly(5, rated(9, 6), first=day(140))
    log = log_of([*some, *every])
    weeks = near_failure_weeks(daily_effort(log, CATALOGUE), log.days)
    assert {week.value for week in weeks} == {6, 12}, "half a week at the beginning, then two days a week"
    assert not any(week.noticeable for week in weeks[-20:])


def test_a_spike_is_the_week_as_a_multiple_of_the_usual_week() -> None:
    """Eight weeks of 1000 kg x repetitions, then 1500: 1.5 times."""
    daily = {day(7 * week): 1_000_000 for week in range(9)} | {day(63): 1_500_000}
    last = exposure_spikes(daily, list(daily), {})[-1]
    assert (last.departure, last.value, last.usual, last.noticeable) == (1.5, 1500.0, 1000.0, True)
    modelled = {on: load / 1000 for on, load in daily.items()}
    last = back_load_spikes(modelled, list(modelled), {})[-1]
    assert (last.departure, last.value, last.usual) == (1.5, 1500.0, 1000.0)
    assert last.measure is Measure.NEWTON_METRE_REPETITIONS


def test_a_fraction_in_the_model_does_not_make_a_week_of_rest_a_week_with_load() -> None:
    """0.1 + 0.2 is not 0.3 in binary; the weeks without training between must still be passed over."""
    daily = {day(7 * week): 0.1 + week / 10 for week in range(6)} | {day(7 * 20): 1.0}
    last = back_load_spikes(daily, list(daily), {})[-1]
    assert last.usual == pytest.approx(0.4), "median of 0.2 0.3 0.4 0.5 0.6: the first day ends no whole week"
