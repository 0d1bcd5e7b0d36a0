from __future__ import annotations

from datetime import timedelta

from tests.made_training import CATALOGUE, MONDAY, log_of, session, sets_of

from lumbar.core.load.history import days_by_lift, lift_days, unknown_names
from lumbar.core.training import SetKind


def test_a_lift_day_gathers_both_names_of_a_lift_and_both_sessions_of_a_day() -> None:
    log = log_of(
        [
            session(MONDAY, sets_of("Deadlift", (60, 5), (100, 5))),
            session(MONDAY, sets_of("Kreuzheben", (110, 3), (120, 0))),
        ]
    )
    (day,) = lift_days(log, CATALOGUE)
    assert day.top_load == 110_000, "120 kg was not lifted once"
    assert day.first_load == 60_000
    assert day.first_share_of_top == 60 / 110
    assert (day.sets, day.repetitions, day.volume) == (4, 13, 1_130_000)
    assert not day.warm_up_flagged


def test_a_flagged_warm_up_is_seen_but_is_no_work() -> None:
    log = log_of([session(MONDAY, sets_of("Deadlift", (60, 5), kind=SetKind.WARM_UP), sets_of("Deadlift", (100, 5)))])
    (day,) = lift_days(log, CATALOGUE)
    assert day.warm_up_flagged
    assert (day.sets, day.volume, day.first_load) == (1, 500_000, 60_000)


def test_each_lift_has_its_days_in_order() -> None:
    second = MONDAY + timedelta(days=2)
    log = log_of([session(second, sets_of("Deadlift", (90, 5))), session(MONDAY, sets_of("Deadlift", (80, 5)))])
    assert [day.day for day in days_by_lift(lift_days(log, CATALOGUE))["deadlift"]] == [MONDAY, second]


def test_unknown_names_are_listed_most_frequent_first() -> None:
    log = log_of(
        [session(MONDAY, sets_of("Thing", (1, 1)), sets_of("Gadget", (1, 1), (1, 1)), sets_of("Deadlift", (1, 1)))]
    )
    assert list(unknown_names(log, CATALOGUE).items()) == [("Gadget", 2), ("Thing", 1)]
