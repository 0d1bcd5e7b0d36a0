from __future__ import annotations

from datetime import date, timedelta
from itertools import accumulate
from statistics import median

from hypothesis import given
from hypothesis import strategies as st
from tests.made_training import CATALOGUE, MONDAY, log_of, session, sets_of, weekly

from lumbar.core.causes.finding import Measure
from lumbar.core.causes.overtraining import (
    breaks_in_training,
    breaks_of_a_lift,
    days_in_a_row,
    load_jumps,
    new_exercises,
    volume_jumps,
)
from lumbar.core.load.history import days_by_lift, lift_days
from lumbar.core.training import Session


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def lifts_of(sessions: list[Session]):  # type: ignore[no-untyped-def]  # the grouping's own type is long and says nothing here
    return days_by_lift(lift_days(log_of(sessions), CATALOGUE))


def test_a_break_is_the_days_since_the_training_day_before() -> None:
    """Days 0 2 4 20: gaps 2, 2, 16; the usual before the last is the median of 2 and 2."""
    last = breaks_in_training([day(0), day(2), day(4), day(20)])[-1]
    assert (last.value, last.usual, last.noticeable, last.measure) == (16, 2, True, Measure.DAYS)
    assert not breaks_in_training([day(0), day(13)])[-1].noticeable
    assert breaks_in_training([day(0), day(14)])[-1].noticeable


def test_a_lift_that_rested_while_training_went_on_has_a_break_of_its_own() -> None:
    deadlifts = [session(day(number), sets_of("Deadlift", (100, 5))) for number in (0, 7, 14, 42)]
    squats = [session(day(number), sets_of("Back squat", (80, 5))) for number in range(1, 42, 7)]
    sessions = deadlifts + squats
    (seen,) = breaks_of_a_lift(lifts_of(sessions), log_of(sessions).days)[-1]
    assert (seen.day, seen.value, seen.usual, seen.noticeable) == (day(42), 28, 7, True)
    assert seen.exercise is not None
    assert seen.exercise.name == "Deadlift"


def test_a_break_of_all_training_is_not_told_again_for_each_lift() -> None:
    sessions = [session(day(number), sets_of("Deadlift", (100, 5))) for number in (0, 7, 14, 60)]
    assert not breaks_of_a_lift(lifts_of(sessions), log_of(sessions).days)[-1][0].noticeable


def test_a_lift_missed_for_four_weeks_three_of_them_without_any_training_was_missed_for_one() -> None:
    deadlifts = [session(day(number), sets_of("Deadlift", (100, 5))) for number in (0, 7, 14, 42)]
    squats = [session(day(number), sets_of("Back squat", (80, 5))) for number in (16, 37, 39)]
    sessions = deadlifts + squats
    (seen,) = breaks_of_a_lift(lifts_of(sessions), log_of(sessions).days)[-1]
    assert (seen.value, seen.departure, seen.noticeable) == (28, 7, False)


def test_a_load_jump_is_over_the_heaviest_of_the_last_six_days_of_the_lift() -> None:
    """Recent best 110 kg, then 121 kg: 121 / 110 - 1 = 10 %, 7 days after the last time."""
    sessions = [session(day(7 * n), sets_of("Deadlift", (kg, 5))) for n, kg in enumerate([100, 110, 105, 121])]
    ((jump,),) = load_jumps(lifts_of(sessions))
    assert (jump.value, jump.usual, jump.days_since, jump.measure) == (121.0, 110.0, 7, Measure.KG)
    assert round(jump.departure, 10) == 0.1
    assert jump.noticeable


def test_what_was_lifted_seven_times_ago_is_no_longer_recent() -> None:
    loads = [140, 100, 100, 100, 100, 100, 100, 120]
    sessions = [session(day(7 * n), sets_of("Deadlift", (kg, 5))) for n, kg in enumerate(loads)]
    assert load_jumps(lifts_of(sessions))[-1][0].usual == 100.0


def test_a_lift_that_does_not_load_the_back_is_not_looked_at() -> None:
    sessions = [session(day(7 * n), sets_of("Barbell curl", (kg, 5))) for n, kg in enumerate([20, 20, 20, 40])]
    assert load_jumps(lifts_of(sessions)) == []


def test_each_lift_of_a_day_is_looked_at_for_itself() -> None:
    """Deadlift 105 / 100 = + 5 %, squat 100 / 80 = + 25 %: neither hides the other."""
    loads = [(100, 80), (100, 80), (100, 80), (105, 100)]
    sessions = [
        session(day(7 * n), sets_of("Deadlift", (pull, 5)), sets_of("Back squat", (squat, 5)))
        for n, (pull, squat) in enumerate(loads)
    ]
    (seen,) = load_jumps(lifts_of(sessions))
    assert {jump.exercise.name: round(jump.departure, 10) for jump in seen if jump.exercise} == {
        "Deadlift": 0.05,
        "Back squat": 0.25,
    }


def test_volume_is_held_against_the_median_and_counts_repetitions_where_nothing_is_weighed() -> None:
    """100 kg: 3x5 three times = 1500 kg x repetitions, then 5x5 = 2500: + 67 %."""
    three, five = sets_of("Deadlift", *[(100, 5)] * 3), sets_of("Deadlift", *[(100, 5)] * 5)
    weighed = [session(day(7 * n), three if n < 3 else five) for n in range(4)]
    ((jump,),) = volume_jumps(lifts_of(weighed))
    assert (jump.value, jump.usual, jump.measure) == (2500.0, 1500.0, Measure.KG_REPETITIONS)
    unweighed = [session(day(7 * n), sets_of("Deadlift", (None, 10 if n < 3 else 30))) for n in range(4)]
    ((jump,),) = volume_jumps(lifts_of(unweighed))
    assert (jump.value, jump.usual, jump.measure) == (30, 10, Measure.REPETITIONS)


def test_a_run_of_days_counts_itself_and_starts_anew_after_a_rest_day() -> None:
    runs = days_in_a_row([day(0), day(1), day(2), day(4)])
    assert [seen.value for seen in runs] == [1, 2, 3, 1]
    assert [seen.noticeable for seen in runs] == [False, False, True, False]


def test_everything_is_new_in_a_new_log_so_new_exercises_are_told_after_eight_weeks() -> None:
    sessions = [*weekly(9, sets_of("Deadlift", (100, 5))), session(day(63), sets_of("Back squat", (60, 5)))]
    seen = new_exercises(lifts_of(sessions), log_of(sessions).days)
    assert seen[0].day == day(56)
    assert [observation.value for observation in seen] == [0, 0, 1]
    assert seen[-1].exercise is not None
    assert seen[-1].exercise.name == "Back squat"


@given(st.lists(st.integers(1, 30), min_size=1, max_size=40))
def test_the_usual_gap_and_the_usual_run_are_the_medians_of_all_before(gaps: list[int]) -> None:
    days = [MONDAY, *(MONDAY + timedelta(days=since) for since in accumulate(gaps))]
    breaks, runs = breaks_in_training(days), days_in_a_row(days)
    assert [seen.usual for seen in breaks] == [median(gaps[:at] or gaps[:1]) for at in range(len(gaps))]
    lengths = [seen.departure for seen in runs]
    assert [seen.usual for seen in runs[1:]] == [median(lengths[:at]) for at in range(1, len(runs))]
