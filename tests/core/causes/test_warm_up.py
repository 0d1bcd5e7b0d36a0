from __future__ import annotations

from datetime import date, timedelta

from tests.made_training import CATALOGUE, MONDAY, log_of, session, sets_of

from lumbar.core.causes.before_the_pain import findings_before
from lumbar.core.causes.finding import Finding, FindingKind, Status
from lumbar.core.causes.warm_up import RampRecord, heavy_first_sets, ramp_record
from lumbar.core.load.history import days_by_lift, lift_days
from lumbar.core.training import Session, SetKind

RAMPED = sets_of("Deadlift", (50, 5), (75, 3), (100, 5), (100, 5))
STRAIGHT = sets_of("Deadlift", (100, 5), (100, 5))


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def twice_a_week(weeks: int, sets) -> list[Session]:  # type: ignore[no-untyped-def]  # a tuple of sets
    return [session(day(7 * week + weekday), sets) for week in range(weeks) for weekday in (0, 3)]


def ramp_finding(sessions: list[Session]) -> Finding:
    log = log_of(sessions)
    assert log.last_day is not None
    (finding,) = (f for f in findings_before(log, CATALOGUE, log.last_day) if f.kind is FindingKind.NO_RAMP)
    return finding


def test_a_heavy_first_set_of_somebody_who_ramps_is_different() -> None:
    """Usual first set 50 / 100 = 50 %; this time the first set is the heaviest, 100 %."""
    finding = ramp_finding([*twice_a_week(16, RAMPED), session(day(112), STRAIGHT)])
    assert finding.status is Status.CHANGED
    assert (finding.exercise, finding.value, finding.usual) == ("Deadlift", 100.0, 50.0)


def test_a_log_without_any_lighter_first_set_cannot_say_whether_somebody_warmed_up() -> None:
    assert ramp_finding(twice_a_week(13, STRAIGHT)).status is Status.NOT_RECORDED


def test_somebody_who_ramps_one_lift_and_never_another_does_so_as_usual() -> None:
    squats = sets_of("Back squat", (40, 5), (80, 5))
    sessions = [session(day(7 * week + weekday), squats, STRAIGHT) for week in range(13) for weekday in (0, 3)]
    assert ramp_finding(sessions).status is Status.USUAL


def test_one_flagged_warm_up_shows_that_the_log_records_them() -> None:
    flagged = (
        *sets_of("Back squat", (20, 5), kind=SetKind.WARM_UP),
        *sets_of("Back squat", (80, 5), kind=SetKind.WORK),
    )
    sessions = [*twice_a_week(12, STRAIGHT), session(day(84), flagged)]
    lifts = days_by_lift(lift_days(log_of(sessions), CATALOGUE))
    assert ramp_record(lifts, day(84)) is RampRecord.RECORDED
    assert ramp_record(lifts, day(83)) is RampRecord.NOT_RECORDED


def test_a_light_day_needs_no_ramp() -> None:
    light = sets_of("Deadlift", (60, 10), (60, 10))
    sessions = [*twice_a_week(12, RAMPED), session(day(84), light)]
    lifts = days_by_lift(lift_days(log_of(sessions), CATALOGUE))
    assert heavy_first_sets(lifts)[-1][0].day == day(80), "60 of 100 kg is under 80 % of the recent best"
