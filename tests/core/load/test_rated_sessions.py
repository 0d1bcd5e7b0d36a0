"""Internal load by session RPE, with hand-calculated figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.made_training import MONDAY, log_of, session, sets_of

from lumbar.core.load.rated_sessions import daily_session_load, rated_week
from lumbar.core.training import Session


def rated(days_after_monday: int, rpe: float | None, minutes: float | None) -> Session:
    made = session(MONDAY + timedelta(days=days_after_monday), sets_of("Deadlift", (100, 5)))
    return replace(made, rpe=rpe, duration_s=None if minutes is None else minutes * 60)


def test_a_day_is_the_sum_of_its_sessions() -> None:
    """7 x 60 + 3 x 30 = 510."""
    assert daily_session_load(log_of([rated(0, 7, 60), rated(0, 3, 30)])) == {MONDAY: 510}


@pytest.mark.parametrize(("rpe", "minutes"), [(None, 60), (7, None)])
def test_a_day_with_a_session_of_which_something_is_missing_is_not_known(
    rpe: float | None, minutes: float | None
) -> None:
    assert daily_session_load(log_of([rated(0, 7, 60), rated(0, rpe, minutes)])) == {MONDAY: None}


def test_a_week_has_fosters_figures() -> None:
    """600, 200, 400, 500, 100, 650, 0: 2,450, monotony 1.3817 and strain 3,385.16 with the sample SD."""
    loads = (600, 200, 400, 500, 100, 650)
    log = log_of(rated(day, 10, load / 10) for day, load in enumerate(loads))
    week = rated_week(daily_session_load(log), MONDAY + timedelta(days=6))
    assert week is not None
    assert week.load == 2450
    assert week.monotony == pytest.approx(1.3817, abs=5e-5)
    assert week.strain == pytest.approx(3385.16, abs=5e-3)


def test_a_week_with_an_unrated_training_day_is_not_known() -> None:
    daily = daily_session_load(log_of([rated(0, 7, 60), rated(3, None, 60)]))
    assert rated_week(daily, MONDAY + timedelta(days=6)) is None


def test_a_week_that_reaches_back_before_the_log_is_not_known() -> None:
    daily = daily_session_load(log_of([rated(0, 7, 60)]))
    assert rated_week(daily, MONDAY + timedelta(days=5)) is None
    assert rated_week(daily, MONDAY + timedelta(days=6)) is not None


def test_a_week_without_training_has_no_figures() -> None:
    daily = daily_session_load(log_of([rated(0, 7, 60)]))
    assert rated_week(daily, MONDAY + timedelta(days=20)) is None


def test_seven_days_alike_have_a_load_and_no_monotony() -> None:
    daily = daily_session_load(log_of(rated(day, 6.5, 41) for day in range(7)))
    week = rated_week(daily, MONDAY + timedelta(days=6))
    assert week is not None
    assert (round(week.load, 6), week.monotony, week.strain) == (7 * 6.5 * 41, None, None)
