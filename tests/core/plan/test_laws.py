"""What holds for every log, every check-in and any time there is."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.core.plan.made import CATALOGUE, DRILLS, ON, checked_in, logs, plan, planned

from lumbar.core.biomechanics.spinal_exposure import exposure
from lumbar.core.plan.decision import Decision, RefusalKind, Refused
from lumbar.core.plan.drills import Kind
from lumbar.core.plan.history import plan_history
from lumbar.core.plan.session import PlannedSession
from lumbar.core.training import TrainingLog
from lumbar.core.triage.disposition import Disposition
from lumbar.core.triage.questions import Question

NOTHING = {
    Disposition.EMERGENCY: RefusalKind.EMERGENCY,
    Disposition.SAME_DAY: RefusalKind.SAME_DAY,
    Disposition.INCOMPLETE: RefusalKind.QUESTIONS_UNANSWERED,
}
pains = st.integers(0, 10)
minutes = st.integers(0, 120)


@given(logs(), pains, minutes, st.sampled_from(sorted(NOTHING)))
def test_no_exercise_comes_from_an_emergency_a_same_day_or_an_incomplete_outcome(
    log: TrainingLog, pain: int, time: int, disposition: Disposition
) -> None:
    assert plan(log, checked_in(pain, disposition), time) == Refused(NOTHING[disposition], disposition)


@given(logs(), pains, minutes)
def test_within_days_nothing_is_loaded_and_no_lift_is_planned(log: TrainingLog, pain: int, time: int) -> None:
    session = planned(log, checked_in(pain, Disposition.WITHIN_DAYS), time)
    loaded = {drill.name for drill in DRILLS if drill.loaded}
    assert session.decided.decision is Decision.SEE_CLINICIAN
    assert not any((session.main, session.core, session.warm_up))
    assert all(entry.load is None and entry.name not in loaded for entry in session.cool_down)


@given(logs(), st.integers(2, 400))
def test_an_old_check_in_is_no_check_in(log: TrainingLog, days: int) -> None:
    old = checked_in(0, on=ON - timedelta(days=days))
    assert plan(log, old) == plan(log, None) == Refused(RefusalKind.CHECK_IN_FIRST, None)


@given(logs(), pains, pains, minutes, st.sets(st.sampled_from([Question.WORSE_WITH_ARCHING_OR_ROTATION])))
def test_more_pain_is_never_more_load_more_sets_or_a_heavier_lift(
    log: TrainingLog, one: int, other: int, time: int, yes: set[Question]
) -> None:
    less_pain = planned(log, checked_in(min(one, other), yes=yes), time)
    more_pain = planned(log, checked_in(max(one, other), yes=yes), time)
    before = {lift.exercise.id: lift for lift in less_pain.main}
    assert _sets(more_pain) <= _sets(less_pain)
    if _loads_are_known(less_pain):
        assert _known_back_load(more_pain) <= _known_back_load(less_pain) + 1e-6
    for lift in more_pain.main:
        same = before.get(lift.exercise.id)
        if same is not None and same.replaces == lift.replaces:
            assert (lift.top_load or 0) <= (same.top_load or 0)
            assert len(lift.sets) <= len(same.sets)
            assert lift.sets[0].rpe_max <= same.sets[0].rpe_max


@given(logs(), pains, minutes)
def test_a_session_never_takes_longer_than_asked(log: TrainingLog, pain: int, time: int) -> None:
    assert planned(log, checked_in(pain), time).minutes <= time


@given(logs(), pains, minutes)
def test_no_load_is_above_the_best_of_the_last_year(log: TrainingLog, pain: int, time: int) -> None:
    history = plan_history(log, CATALOGUE, ON)
    for lift in planned(log, checked_in(pain), time).main:
        assert (lift.top_load or 0) <= (history.best_load(lift.exercise.id) or 0)


@given(logs(), pains, minutes)
def test_a_ramp_rises_and_stays_below_the_work(log: TrainingLog, pain: int, time: int) -> None:
    session = planned(log, checked_in(pain), time)
    work = {lift.exercise.name: min(each.load or 0 for each in lift.sets) for lift in session.main}
    steps = [entry for entry in session.warm_up if entry.kind is Kind.RAMP]
    for name in {entry.name for entry in steps}:
        loads = [entry.load or 0 for entry in steps if entry.name == name]
        assert loads == sorted(set(loads))
        assert loads[-1] < work[name]


@given(logs(), pains, minutes)
def test_limits_only_narrow_and_everything_has_a_source(log: TrainingLog, pain: int, time: int) -> None:
    session = planned(log, checked_in(pain), time)
    assert all(limit.narrowed <= limit.proposed for limit in session.limits)
    drills = (*session.warm_up, *session.core, *session.cool_down)
    assert all(entry.sources for entry in drills)
    assert all(lift.sources for lift in session.main)
    assert all(item.sources for item in session.gear)
    assert all(limit.sources for limit in session.limits)
    assert session.decided.sources
    assert session.stop_sources


@given(logs(), pains, minutes)
def test_a_lift_stands_once_and_nothing_is_held_still_before_the_lifts(log: TrainingLog, pain: int, time: int) -> None:
    session = planned(log, checked_in(pain), time)
    assert not [name for name, times in Counter(lift.exercise.id for lift in session.main).items() if times > 1]
    assert all(entry.kind in (Kind.DYNAMIC, Kind.RAMP) for entry in session.warm_up)


def _sets(session: PlannedSession) -> int:
    return sum(len(lift.sets) for lift in session.main)


def _loads_are_known(session: PlannedSession) -> bool:
    """A deadlift that was logged without its weight cannot be held against the light start that replaces it."""
    return all(each.load is not None for lift in session.main if lift.due.exercise.loads_the_back for each in lift.sets)


def _known_back_load(session: PlannedSession) -> float:
    """Of the lifts that load the back; a light start has no load yet."""
    return sum(
        exposure(lift.exercise, each.load, each.repetitions)
        for lift in session.main
        if lift.due.exercise.loads_the_back
        for each in lift.sets
    )
