"""The load under review: every day has its row, every figure rests on the whole log before it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.made_training import CATALOGUE, MONDAY, log_of, session, sets_of, weekly

from lumbar.core.errors import UnusableInput, UnusableKind
from lumbar.core.exercises import Muscle
from lumbar.core.quantities import Grams
from lumbar.core.training import Session
from lumbar.usecases.explain import explain_log, explain_nothing
from lumbar.usecases.hold_log import HeldLog, hold_log
from lumbar.usecases.review_load import LoadReview, last_day_of, load_behind, review_load

TENS = sets_of("Deadlift", (100, 10))
"""1,000 kg x repetitions."""


def held(sessions: Iterable[Session]) -> HeldLog:
    return hold_log(log_of(sessions), catalogue=CATALOGUE, suggest=lambda _: ())


def reviewed(sessions: Iterable[Session], last: date, since: date | None = None, **more: Grams) -> LoadReview:
    return review_load(held(sessions), catalogue=CATALOGUE, last=last, since=since, **more)


def day(number: int) -> date:
    """Of the log, counted from 1."""
    return MONDAY + timedelta(days=number - 1)


def test_a_day_of_rest_has_its_row_with_a_load_of_0() -> None:
    """Monday and Thursday, looked at on Saturday."""
    days = reviewed(weekly(1, TENS), day(6)).days
    assert [(each.day, each.load, each.trained) for each in days] == [
        (day(1), 1_000_000, True),
        (day(2), 0, False),
        (day(3), 0, False),
        (day(4), 1_000_000, True),
        (day(5), 0, False),
        (day(6), 0, False),
    ]


def test_nothing_is_shown_before_day_28_and_the_same_load_every_day_has_no_monotony() -> None:
    """1,000 every day: both averages are 1,000, all three ratios 1, and a spread of 0 divides nothing."""
    *_, day_27, day_28 = reviewed([session(day(number), TENS) for number in range(1, 29)], day(28)).days
    assert (day_27.acute, day_27.chronic, day_27.acwr_ewma, day_27.acwr_coupled) == (None, None, None, None)
    assert (day_28.acute, day_28.chronic) == pytest.approx((1000, 1000))
    ratios = (day_28.acwr_ewma, day_28.acwr_coupled, day_28.acwr_uncoupled)
    assert ratios == pytest.approx((1, 1, 1))
    assert (day_28.monotony, day_28.strain) == (None, None)


def test_weeks_are_counted_back_from_the_last_day_and_what_is_left_over_is_no_week() -> None:
    weeks = reviewed(weekly(3, TENS), day(17)).table.weeks
    assert [(week.first, week.last, week.load, week.trained_days) for week in weeks] == [
        (day(4), day(10), 2_000_000, 2),
        (day(11), day(17), 2_000_000, 2),
    ]


def test_a_week_is_held_against_the_middle_one_of_the_last_weeks_with_training() -> None:
    """Four weeks of 2,000 before it, and 5,000 in it: 2.5 times. The fourth had only three before it."""
    log = [*weekly(4, TENS), session(day(29), TENS, TENS, TENS, TENS, TENS)]
    weeks = reviewed(log, day(35)).table.weeks
    assert [week.times_usual for week in weeks] == [None, None, None, None, 2.5]


def test_the_back_is_held_against_its_own_usual_and_a_week_alike_is_1() -> None:
    """All weeks alike: the middle of them is 1, and so is the whole band."""
    table = reviewed(weekly(6, TENS), day(42)).table
    usual, week = table.usual_back, table.weeks[-1]
    assert usual is not None
    assert week.back_times_usual == pytest.approx(1)
    assert (usual.low, usual.high, usual.week) == pytest.approx((1, 1, week.spinal_exposure))


def test_a_heavier_body_asks_more_of_the_back() -> None:
    light, heavy = (
        reviewed(weekly(1, TENS), day(4), body_mass=Grams(mass)).days[0].spinal_exposure for mass in (60_000, 90_000)
    )
    assert light is not None
    assert heavy is not None
    assert light < heavy


def test_a_day_of_which_the_model_knows_nothing_has_no_exposure_and_a_day_of_rest_has_0() -> None:
    log = [session(day(1), sets_of("Nobody's lift", (50, 5))), session(day(3), TENS)]
    exposures = [each.spinal_exposure for each in reviewed(log, day(3)).days]
    assert exposures[:2] == [None, 0]
    assert exposures[2] is not None
    week = reviewed(log[:1], day(7)).table.weeks[-1]
    assert (week.spinal_exposure, week.back_times_usual) == (None, None)


@given(since=st.integers(min_value=1, max_value=60))
def test_what_is_not_shown_is_reckoned_with_all_the_same(since: int) -> None:
    log = weekly(8, TENS)
    review = reviewed(log, day(60), day(since))
    assert review.days == reviewed(log, day(60)).days[since - 1 :]
    assert (review.first, review.last) == (day(since), day(60))


def test_the_table_ends_where_it_was_asked_to_else_on_the_day_it_is_taken_to_be_else_with_the_last_training() -> None:
    log = held(weekly(1, TENS)).log
    assert last_day_of(log, day(2), day(3)) == day(2)
    assert last_day_of(log, None, day(3)) == day(3)
    assert last_day_of(log, None, None) == day(4)


def test_a_day_before_all_training_is_refused_with_the_day_that_was_asked_for() -> None:
    with pytest.raises(UnusableInput) as refused:
        last_day_of(held(weekly(1, TENS)).log, day(0), None)
    assert (refused.value.kind, refused.value.met) == (UnusableKind.NO_TRAINING_UP_TO_THE_DAY, day(0).isoformat())
    with pytest.raises(UnusableInput):
        reviewed(weekly(1, TENS), day(0))


def test_a_lift_has_its_estimates_their_disagreement_and_a_trend_where_there_are_days_enough() -> None:
    """
    100 kg for ten, no effort logged: O'Conner says least, 100 x (1 + 0.025 x 10) = 125, Wathan most, 100 x 100 /
    (48.8 + 53.8 exp(-0.75)) = 134.7. The same every time, so there is a trend of 0.
    """
    (lift,) = reviewed(weekly(4, TENS), day(28)).strength
    assert (lift.exercise, len(lift.points), lift.newest.day) == ("Deadlift", 8, day(25))
    assert (round(lift.lowest_kg, 1), round(lift.highest_kg, 1)) == (125, 134.7)
    assert lift.trend is not None
    assert (lift.trend.kg_per_week, lift.trend.is_clear) == (0, False)
    (short,) = reviewed(weekly(2, TENS), day(14)).strength
    assert short.trend is None


def test_lifts_of_the_whole_body_come_before_those_of_one_muscle() -> None:
    curls = sets_of("Barbell curl", (30, 10))
    log = [*weekly(4, curls), *weekly(1, TENS, first=day(2))]
    assert [lift.exercise for lift in reviewed(log, day(28)).strength] == ["Deadlift", "Barbell curl"]


def test_hard_sets_of_a_week_stand_beside_the_middle_one_of_the_weeks_before() -> None:
    """Two sets for the glutes in each of four weeks, five in the last."""
    log = [*weekly(4, TENS), session(day(29), TENS, TENS, TENS, TENS, TENS)]
    review = reviewed(log, day(35))
    assert dict(review.hard_sets[-1].by_muscle) == {Muscle.GLUTES: 5}
    assert dict(review.usual_hard_sets) == {Muscle.GLUTES: 2}
    assert dict(reviewed(weekly(3, TENS), day(21)).usual_hard_sets) == {}


def test_the_load_behind_an_explanation_ends_on_the_day_that_was_asked_about() -> None:
    log = held(weekly(4, TENS)).log
    explanation = explain_log(log, catalogue=CATALOGUE, suggest=lambda _: (), pain_on=day(27), on=day(40))
    table = load_behind(explanation, CATALOGUE)
    assert table is not None
    assert (table.first, table.last) == (day(1), day(27))
    assert load_behind(explain_nothing(day(1)), CATALOGUE) is None
