"""Today's session and the recovery rest on the last check-in, and the answers have the keys of the contract."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.core.plan.made import CATALOGUE, DRILLS, ON, weeks_of
from tests.made_training import log_of, session, sets_of

from lumbar.core.plan.decision import Decision, RefusalKind, Refused
from lumbar.core.plan.recovery import Recovery, RecoveryStep, timers
from lumbar.core.plan.session import PlannedSession
from lumbar.core.symptoms import Nprs
from lumbar.core.triage.disposition import Disposition
from lumbar.core.triage.questions import Assessment, Report
from lumbar.exchange.plan_json import recovery_json, today_json
from lumbar.usecases.plan_today import plan_today
from lumbar.usecases.ports import CheckIn
from lumbar.usecases.recover import recover

LOG = log_of(weeks_of(("Back squat", 100, 5, 3)))


def check_in(disposition: Disposition, hour: int, on: date = ON, pain: int = 2) -> CheckIn:
    at = datetime(on.year, on.month, on.day, hour, tzinfo=UTC)
    return CheckIn(at, "Etc/UTC", Report(on, 35, pain=Nprs(pain)), disposition, "made", ())


def today(*check_ins: CheckIn, on: date = ON) -> PlannedSession | Refused:
    return plan_today(log=LOG, check_ins=check_ins, catalogue=CATALOGUE, drills=DRILLS, on=on)


def test_the_last_check_in_of_the_day_decides() -> None:
    morning = check_in(Disposition.SELF_CARE, 8)
    evening = check_in(Disposition.EMERGENCY, 18)
    answer = today(evening, morning)
    assert answer == Refused(RefusalKind.EMERGENCY, Disposition.EMERGENCY)


def test_noting_yesterday_afterwards_does_not_hide_what_was_answered_today() -> None:
    """Typed at 20:00 for the day before; the emergency of today was typed at 8:00."""
    urgent = check_in(Disposition.EMERGENCY, 8)
    backfilled = replace(check_in(Disposition.SELF_CARE, 20), report=Report(ON - timedelta(days=1), 35, pain=Nprs(2)))
    assert today(urgent, backfilled) == Refused(RefusalKind.EMERGENCY, Disposition.EMERGENCY)


def test_under_a_clinicians_restriction_nothing_that_loads_the_back_is_planned() -> None:
    said = Assessment(ON, "Dr Example", ("no deadlifts, nothing over 20 kg",), ON + timedelta(days=30))
    plain = check_in(Disposition.ROUTINE, 8)
    answer = today(replace(plain, report=replace(plain.report, assessment=said)))
    assert isinstance(answer, PlannedSession)
    assert answer.decided.decision is Decision.MODIFY
    assert not any(lift.exercise.loads_the_back for lift in answer.main)
    assert answer.restrictions[0].text == "no deadlifts, nothing over 20 kg"


def test_recovery_needs_a_pain_that_was_rated() -> None:
    unrated = check_in(Disposition.SELF_CARE, 8)
    unrated = replace(unrated, report=replace(unrated.report, pain=None))
    assert recover(check_ins=(unrated,), on=ON) == Refused(RefusalKind.PAIN_NOT_RATED, Disposition.SELF_CARE)


def test_following_the_plan_at_pain_4_is_no_slide_to_lighter_and_lighter_loads() -> None:
    """Back squat 100 kg; at pain 4 the plan asks 90 kg; having done 90, it asks 90 again and not 81."""
    sessions = weeks_of(("Back squat", 100, 5, 3))
    after = [*sessions, session(ON, sets_of("Back squat", *[(90, 5)] * 3))]
    later = ON + timedelta(days=4)
    planned = plan_today(
        log=log_of(after), check_ins=(check_in(Disposition.SELF_CARE, 8, later, pain=4),), catalogue=CATALOGUE,
        drills=DRILLS, on=later,
    )  # fmt: skip
    assert isinstance(planned, PlannedSession)
    asked = [lift for lift in planned.main if (lift.replaces or lift.exercise).name == "Back squat"]
    assert asked
    assert all(lift.top_load in (None, 90_000) for lift in asked if lift.replaces is None)


def test_a_check_in_of_tomorrow_is_not_known_today() -> None:
    assert today(check_in(Disposition.SELF_CARE, 8, ON + timedelta(days=1))) == Refused(
        RefusalKind.CHECK_IN_FIRST, None
    )


def test_a_session_has_the_keys_of_the_contract() -> None:
    answer = today_json(today(check_in(Disposition.SELF_CARE, 8)))
    keys = {"disposition", "decision", "warm_up", "main", "core", "cool_down", "gear", "stop_rules", "minutes"}
    assert keys <= answer.keys()
    assert answer["decision"] == "train"
    assert answer["main"][0]["sets"][1] == {"reps": 5, "load_kg": 100.0, "rpe_max": 8}
    assert {"exercise", "sets", "replaces", "why", "sources"} <= answer["main"][0].keys()
    assert {"name", "kind", "seconds", "reps", "sets"} <= answer["warm_up"][0].keys()
    assert [entry["load_kg"] for entry in answer["warm_up"] if entry["kind"] == "ramp"] == [20, 40, 60, 80]


@pytest.mark.parametrize(
    ("disposition", "decision"),
    [
        (Disposition.EMERGENCY, "emergency"),
        (Disposition.SAME_DAY, "see_clinician"),
        (Disposition.INCOMPLETE, None),
    ],
)
def test_a_refusal_has_the_same_keys_and_no_exercise(disposition: Disposition, decision: str | None) -> None:
    answer = today_json(today(check_in(disposition, 8)))
    assert (answer["decision"], answer["disposition"]) == (decision, disposition.value)
    assert not any(answer[part] for part in ("warm_up", "main", "core", "cool_down", "gear"))
    assert answer["text"]


def test_within_days_gives_gentle_movement_only() -> None:
    answer = today(check_in(Disposition.WITHIN_DAYS, 8))
    assert isinstance(answer, PlannedSession)
    assert answer.decided.decision is Decision.SEE_CLINICIAN
    assert answer.cool_down[0].name == "Walking"
    assert not answer.main


def test_recovery_is_refused_where_somebody_must_be_seen_today() -> None:
    for disposition in (Disposition.EMERGENCY, Disposition.SAME_DAY, Disposition.INCOMPLETE):
        answer = recover(check_ins=[check_in(disposition, 8)], on=ON)
        assert isinstance(answer, Refused)
        assert not recovery_json(answer)["first_48_hours"]["steps"]
    assert recover(check_ins=[], on=ON) == Refused(RefusalKind.CHECK_IN_FIRST, None)


def test_until_a_clinician_was_seen_recovery_says_nothing_of_training() -> None:
    answer = recover(check_ins=[check_in(Disposition.WITHIN_DAYS, 8)], on=ON)
    assert isinstance(answer, Recovery)
    assert RecoveryStep.TRAIN_WITHIN_LIMITS not in [step.step for step in answer.steps]


def test_the_first_48_hours_are_timed_in_waking_hours_only() -> None:
    answer = recover(check_ins=[check_in(Disposition.SELF_CARE, 8)], on=ON)
    assert isinstance(answer, Recovery)
    start = datetime(2026, 5, 29, 8, tzinfo=UTC)
    planned = timers(answer, start)
    walks = [timer.at.hour for timer in planned if timer.step is RecoveryStep.WALK and timer.at.day == 29]
    assert walks == [8, 10, 12, 14, 16, 18, 20]
    assert all(7 <= timer.at.hour < 22 and timer.at < start + timedelta(hours=48) for timer in planned)


def test_warmth_and_cold_are_equal_choices() -> None:
    steps = recovery_json(recover(check_ins=[check_in(Disposition.SELF_CARE, 8)], on=ON))["first_48_hours"]["steps"]
    by_name = {step["step"]: step for step in steps}
    assert by_name["cold"]["or_instead"] == "warmth"
    assert by_name["warmth"]["or_instead"] == "cold"
    assert (by_name["cold"]["minutes"], by_name["cold"]["every_hours"]) == ([15, 20], [2, 3])
    assert "10 if your skin is sensitive" in by_name["cold"]["text"]
    assert "has not been shown to speed recovery" in by_name["cold"]["text"]
