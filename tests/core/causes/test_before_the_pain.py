from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.made_training import CATALOGUE, MONDAY, log_of, session, sets_of, weekly

from lumbar.core.causes.before_the_pain import findings_before, look_at_every_day
from lumbar.core.causes.finding import Baseline, Cause, Finding, FindingKind, HowOften, Measure, Status
from lumbar.core.causes.prevention import Prevention
from lumbar.core.evidence import Certainty
from lumbar.core.load.external import daily_volume_load
from lumbar.core.training import Session, TrainingLog


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def steady(weeks: int) -> list[Session]:
    return weekly(weeks, sets_of("Deadlift", (50, 5), (100, 5), (100, 5)))


def changed(log: TrainingLog, on: date) -> dict[FindingKind, object]:
    return {f.kind: f for f in findings_before(log, CATALOGUE, on) if f.status is Status.CHANGED}


def test_a_return_after_five_weeks_with_a_heavier_deadlift_names_both() -> None:
    """
    20 weeks    Deadlift 100 kg, Mondays and Thursdays; the last on day 136
    day 171     Deadlift 120 kg, 35 days later; 120 / 100 - 1 = 20 %
    """
    log = log_of([*steady(20), session(day(171), sets_of("Deadlift", (60, 5), (120, 5), (120, 5)))])
    found = {finding.kind: finding for finding in findings_before(log, CATALOGUE, day(172))}
    back, jump = found[FindingKind.RETURN_AFTER_BREAK], found[FindingKind.LOAD_JUMP]
    assert (back.status, back.value, back.how_often) == (Status.CHANGED, 35, HowOften(times=1, in_weeks=24))
    assert (jump.status, jump.exercise, jump.value, jump.usual) == (Status.CHANGED, "Deadlift", 120.0, 100.0)
    assert jump.days_since == 35


def test_steady_training_is_as_usual_in_every_kind() -> None:
    assert changed(log_of(steady(30)), day(7 * 29 + 3)) == {}


def test_training_after_the_pain_only_counts_in_how_often() -> None:
    later = [session(day(220 + n), sets_of("Deadlift", (200, 10))) for n in range(5)]

    def told(sessions: list[Session]) -> list[Finding]:
        return [replace(f, how_often=None) for f in findings_before(log_of(sessions), CATALOGUE, day(206))]

    assert told([*steady(30), *later]) == told(steady(30))


def test_no_training_in_the_window_is_told_as_that_and_not_as_nothing_different() -> None:
    """The last training was on day 206; the pain began on day 250, 44 days later, the usual gaps are 3 and 4."""
    (finding,) = findings_before(log_of(steady(30)), CATALOGUE, day(250))
    assert (finding.kind, finding.status, finding.value) == (FindingKind.NO_TRAINING, Status.CHANGED, 44)


def test_a_jump_with_too_few_days_to_compare_with_cannot_be_told() -> None:
    """Once a week for eleven weeks, 100 kg, then 150 kg: eight own days are no usual."""
    sessions = [session(day(7 * n), sets_of("Deadlift", (50, 5), (100 if n < 11 else 150, 5))) for n in range(12)]
    jump = next(f for f in findings_before(log_of(sessions), CATALOGUE, day(77)) if f.kind is FindingKind.LOAD_JUMP)
    assert (jump.status, jump.value, jump.usual, jump.compared_with) == (Status.NOT_RECORDED, 150.0, 100.0, 8)


def test_a_kind_with_nothing_to_look_at_is_not_as_usual() -> None:
    curls = weekly(30, sets_of("Barbell curl", (20, 10)))
    status = {f.kind: f.status for f in findings_before(log_of(curls), CATALOGUE, day(206))}
    assert status[FindingKind.LOAD_JUMP] is Status.NOT_RECORDED
    assert status[FindingKind.NO_RAMP] is Status.NOT_RECORDED
    assert status[FindingKind.EXPOSURE_SPIKE] is Status.USUAL


def test_a_log_cannot_speak_of_form_and_says_so_once() -> None:
    form = [f for f in findings_before(log_of(steady(30)), CATALOGUE, day(206)) if f.cause is Cause.FORM]
    (only,) = form
    assert (only.kind, only.status, only.prevention) == (
        FindingKind.FORM_CHANGE,
        Status.NOT_RECORDED,
        Prevention.FILM_A_SET,
    )


def test_a_log_without_effort_cannot_tell_how_near_failure_it_went() -> None:
    found = {f.kind: f for f in findings_before(log_of(steady(30)), CATALOGUE, day(206))}
    effort = found[FindingKind.NEAR_FAILURE]
    assert (effort.status, effort.value, effort.prevention) == (Status.NOT_RECORDED, None, Prevention.LOG_EFFORT)
    curls = weekly(30, sets_of("Barbell curl", (20, 10)))
    found = {f.kind: f for f in findings_before(log_of(curls), CATALOGUE, day(206))}
    assert found[FindingKind.NEAR_FAILURE].prevention is Prevention.NONE_NEEDED, "nothing loaded the back"


def test_a_load_of_the_back_far_over_its_usual_week_is_told_as_the_model_has_it() -> None:
    """
    usual       a lighter set and two heavy ones, twice a week
    last week   a lighter set and six heavy ones, twice: (light + 6 heavy) / (light + 2 heavy), 7/3 if a lighter
                set asked as much of the back as a heavy one, and 3 if it asked nothing
    """
    hard = [session(day(210 + n), sets_of("Deadlift", (50, 5), *[(100, 5)] * 6)) for n in (0, 3)]
    told = changed(log_of([*steady(30), *hard]), day(213))
    finding = told[FindingKind.BACK_LOAD_SPIKE]
    assert isinstance(finding, Finding)
    assert finding.value is not None
    assert finding.usual is not None
    assert (finding.certainty, finding.measure) == (Certainty.LOW, Measure.NEWTON_METRE_REPETITIONS)
    assert 7 / 3 < finding.value / finding.usual < 3
    assert finding.how_often == HowOften(times=1, in_weeks=30)


def test_volume_given_or_worked_out_makes_no_difference() -> None:
    log = log_of(steady(30))
    volume = daily_volume_load(log, CATALOGUE)
    assert findings_before(log, CATALOGUE, day(206), volume=volume) == findings_before(log, CATALOGUE, day(206))


def test_a_new_name_nobody_knows_may_be_a_new_exercise() -> None:
    log = log_of([*steady(30), session(day(205), sets_of("Sumothing", (200, 5)))])
    new = next(f for f in findings_before(log, CATALOGUE, day(206)) if f.kind is FindingKind.NEW_EXERCISE)
    assert (new.status, new.unknown_names) == (Status.NOT_RECORDED, 1)


def test_what_happened_fifteen_days_before_the_pain_is_outside_the_window() -> None:
    jump = session(day(140), sets_of("Deadlift", (50, 5), (140, 5)))
    quiet = [session(day(140 + n), sets_of("Deadlift", (50, 5), (100, 5))) for n in (3, 7, 10, 14)]
    log = log_of([*steady(20), jump, *quiet])
    assert FindingKind.LOAD_JUMP in changed(log, day(153))
    assert FindingKind.LOAD_JUMP not in changed(log, day(154))


def test_the_rarest_for_this_person_comes_first() -> None:
    """Before it three jumps of 30 kg and no break: the break, once, is told before the jump of 20 kg, four times."""
    sessions = steady(40)
    for week in (10, 18, 26):
        sessions.append(session(day(7 * week + 1), sets_of("Deadlift", (60, 5), (130, 5))))
    sessions.append(session(day(7 * 45), sets_of("Deadlift", (70, 5), (120, 5))))
    told = [f for f in findings_before(log_of(sessions), CATALOGUE, day(7 * 45)) if f.status is Status.CHANGED]
    assert [(f.kind, f.how_often.times if f.how_often else 0) for f in told] == [
        (FindingKind.RETURN_AFTER_BREAK, 1),
        (FindingKind.LOAD_JUMP, 4),
    ]


def test_under_eight_weeks_one_week_is_held_against_the_one_before_and_called_an_opinion() -> None:
    """Week 3: 2 x 1250 = 2500 kg x repetitions. Week 4: one session of 5 x 5 x 130 kg = 3250: + 30 %."""
    log = log_of([*steady(3), session(day(21), sets_of("Deadlift", *[(130, 5)] * 5))])
    findings = findings_before(log, CATALOGUE, day(24))
    week = next(f for f in findings if f.kind is FindingKind.EXPOSURE_SPIKE)
    assert (week.status, week.value, week.usual) == (Status.CHANGED, 3250.0, 2500.0)
    jump = next(f for f in findings if f.kind is FindingKind.LOAD_JUMP)
    assert (jump.value, jump.usual) == (130.0, 100.0)
    assert all(f.baseline is Baseline.LAST_WEEK and f.certainty is Certainty.OPINION for f in findings)
    assert all(f.percentile is None and f.how_often is None for f in findings)


def test_a_week_from_before_the_log_began_is_no_week_to_compare_with() -> None:
    findings = findings_before(log_of(steady(2)), CATALOGUE, day(9))
    assert [(f.kind, f.status) for f in findings] == [(FindingKind.EXPOSURE_SPIKE, Status.NOT_RECORDED)]


def test_an_empty_log_says_nothing() -> None:
    assert findings_before(log_of([]), CATALOGUE, day(0)) == ()
    assert findings_before(log_of(steady(10)), CATALOGUE, day(-1)) == ()


made_sessions = st.lists(
    st.builds(
        lambda number, name, work: session(day(number), sets_of(name, *work)),
        st.integers(0, 400),
        st.sampled_from(["Deadlift", "Back squat", "Barbell curl", "Something of my own", "Assisted pull-up"]),
        st.lists(
            st.tuples(
                st.none() | st.floats(0, 400).map(lambda kg: round(kg, 2)),
                st.none() | st.integers(0, 30).map(float),
            ),
            min_size=1,
            max_size=6,
        ),
    ),
    max_size=120,
)


@settings(max_examples=60, deadline=None)
@given(made_sessions, st.integers(0, 500))
def test_whatever_the_log_every_finding_keeps_its_promises(sessions: list[Session], number: int) -> None:
    log, pain_on = log_of(sessions), day(number)
    for finding in findings_before(log, CATALOGUE, pain_on):
        assert finding.on <= pain_on
        assert pain_on - finding.on < timedelta(days=14)
        undefined = finding.kind is FindingKind.PUSH_PULL  # pushing for each of no pulling
        assert finding.status is not Status.CHANGED or finding.value is not None or undefined
        assert finding.sources
        assert finding.percentile is None or 0 <= finding.percentile <= 100
        if finding.status is Status.CHANGED and finding.baseline is Baseline.OWN_USUAL:
            assert finding.how_often is not None
            assert finding.how_often.times >= 1
            assert finding.percentile is not None
            assert finding.percentile > 95


@settings(max_examples=40, deadline=None)
@given(made_sessions, st.integers(-3000, 3000))
def test_shifting_all_dates_changes_nothing_but_the_dates(sessions: list[Session], days: int) -> None:
    shift = timedelta(days=days)
    moved = [session((s.start + shift).date(), s.sets) for s in sessions]
    here = look_at_every_day(log_of(sessions), CATALOGUE)
    there = look_at_every_day(log_of(moved), CATALOGUE)
    assert [[(j.percentile, j.changed, j.observation.value) for j in look.days] for look in here] == [
        [(j.percentile, j.changed, j.observation.value) for j in look.days] for look in there
    ]


@pytest.mark.parametrize("factor", [2, 4])
def test_a_person_twice_as_strong_gets_the_same_findings(factor: int) -> None:
    def pulled(times: int) -> TrainingLog:
        sessions = [
            session(day(7 * n), sets_of("Deadlift", (50 * times, 5), (kg * times, 5)))
            for n, kg in enumerate([100, 102, 101, 104, 103] * 8 + [130])
        ]
        return log_of(sessions)

    ours, theirs = (findings_before(pulled(times), CATALOGUE, day(280)) for times in (1, factor))
    assert [(f.kind, f.status, f.percentile, f.how_often) for f in ours] == [
        (f.kind, f.status, f.percentile, f.how_often) for f in theirs
    ]


def test_a_break_that_was_still_going_on_is_counted_in_the_whole_log() -> None:
    """Three blocks of ten weeks with 100 days between each: two breaks, of which the first was going on."""
    blocks = [
        weekly(10, sets_of("Deadlift", (100, 5)), first=MONDAY + timedelta(days=170 * block)) for block in range(3)
    ]
    log = log_of([session for block in blocks for session in block])
    (finding,) = findings_before(log, CATALOGUE, MONDAY + timedelta(days=110))
    assert finding.kind is FindingKind.NO_TRAINING
    assert finding.how_often is not None
    assert (finding.how_often.times, finding.how_often.in_weeks) == (2, 58)
