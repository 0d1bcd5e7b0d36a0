from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.made_training import MONDAY, exercise, log_of, session, sets_of, weekly

from lumbar.core.causes.before_the_pain import findings_before, look_at_every_day
from lumbar.core.causes.finding import Cause, Finding, FindingKind, HowOften, Measure, Status
from lumbar.core.causes.imbalance import is_posterior_chain, programme_changes
from lumbar.core.causes.usual import Observation
from lumbar.core.evidence import Certainty
from lumbar.core.exercises import AxialLoad, Catalogue, Exercise, MovementClass, Muscle, build_catalogue
from lumbar.core.load.history import days_by_lift, lift_days, unknown_sets
from lumbar.core.training import Session, TrainingSet
from lumbar.wording.findings import finding_words


def lift(exercise_id: str, name: str, movement: MovementClass, primary: Muscle = Muscle.GLUTES) -> Exercise:
    made = exercise(exercise_id, name, movement=movement, axial_load=AxialLoad.LOW, hinge=False)
    return replace(made, primary=(primary,))


CATALOGUE: Catalogue = build_catalogue(
    (
        lift("deadlift", "Deadlift", MovementClass.HINGE),
        lift("squat", "Squat", MovementClass.SQUAT),
        lift("plank", "Plank", MovementClass.CORE_ANTI_ROTATION),
        lift("press", "Press", MovementClass.VERTICAL_PUSH),
        lift("row", "Row", MovementClass.HORIZONTAL_PULL),
        lift("leg_curl", "Leg curl", MovementClass.ISOLATION, Muscle.HAMSTRINGS),
        lift("back_extension", "Back extension", MovementClass.CORE_EXTENSION, Muscle.ERECTOR_SPINAE),
        lift("running", "Running", MovementClass.CONDITIONING),
    ),
    [],
    edition="made",
)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def work(**sets: int) -> tuple[TrainingSet, ...]:
    """So many sets of each."""
    names = {each.id: each.name for each in CATALOGUE.exercises.values()} | {"unheard": "Unheard of"}
    return tuple(done for lift_id, many in sets.items() for done in sets_of(names[lift_id], *[(50, 10)] * many))


def seen(sessions: Sequence[Session], kind: FindingKind) -> Sequence[Observation]:
    log = log_of(sessions)
    lifts = days_by_lift(lift_days(log, CATALOGUE))
    return programme_changes(lifts, unknown_sets(log, CATALOGUE), log.days)[kind]


def told(sessions: Sequence[Session], kind: FindingKind) -> Finding:
    log = log_of(sessions)
    assert log.last_day is not None
    (finding,) = (f for f in findings_before(log, CATALOGUE, log.last_day) if f.kind is kind)
    return finding


STEADY = work(squat=3, deadlift=2, plank=1, press=2, row=2)
"""Ten sets: one in ten for the trunk, two in ten hinges, as much pushing as pulling."""


def test_the_shares_of_four_weeks_are_held_against_the_year_before() -> None:
    """
    30 weeks    twice a week ten sets, one of them a plank: 10 %
    4 weeks     twice a week ten sets, three of them planks: 30 %
    """
    sessions = [*weekly(30, STEADY), *weekly(4, work(squat=5, deadlift=2, plank=3), first=day(210))]
    last = seen(sessions, FindingKind.CORE_SHARE)[-1]
    assert [last.value, last.usual, last.departure] == pytest.approx([30.0, 10.0, 0.2])
    assert (last.noticeable, last.measure) == (True, Measure.PERCENT_OF_SETS)


def test_dropping_all_core_work_is_a_change_and_told_while_it_begins() -> None:
    """Core work ends after week 40; by week 60 a programme without it has become usual."""
    without = work(squat=4, deadlift=2, press=2, row=2)
    dropped = told([*weekly(40, STEADY), *weekly(4, without, first=day(280))], FindingKind.CORE_SHARE)
    assert dropped.status is Status.CHANGED
    assert [dropped.value, dropped.usual] == pytest.approx([0.0, 10.0])
    assert (dropped.cause, dropped.certainty, dropped.how_often) == (
        Cause.IMBALANCE,
        Certainty.OPINION,
        HowOften(times=1, in_weeks=43),
    )
    later = [*weekly(40, STEADY), *weekly(20, without, first=day(280))]
    assert told(later, FindingKind.CORE_SHARE).status is Status.USUAL
    days = next(
        each.days for each in look_at_every_day(log_of(later), CATALOGUE) if each.kind is FindingKind.CORE_SHARE
    )
    changed = [judged.observation.day for judged in days if judged.changed]
    assert changed[0] >= day(280)
    assert changed[-1] <= day(280 + 28), "not once more while it stays so"


def test_somebody_who_never_does_core_work_hears_that_as_their_usual_with_an_opinion() -> None:
    finding = told(weekly(40, work(squat=4, deadlift=2, press=2, row=2)), FindingKind.CORE_SHARE)
    assert (finding.status, finding.value, finding.usual) == (Status.USUAL, 0.0, 0.0)
    assert finding_words(finding).text == (
        "Programme: your log shows no core work; that is your usual. Opinion: most programmes hold some work for the "
        "trunk; no study links that to back pain."
    )


def test_hinges_back_extensions_and_leg_curls_are_the_posterior_chain() -> None:
    by_id = CATALOGUE.exercises
    assert [each for each in by_id if is_posterior_chain(by_id[each])] == ["deadlift", "leg_curl", "back_extension"]


def test_pushing_for_each_of_pulling_is_a_ratio() -> None:
    """64 sets of pushing and 32 of pulling in the last four weeks; before it one for one. Shares 2/3 and 1/2."""
    pushing = work(squat=4, press=8, row=4)
    last = seen([*weekly(30, STEADY), *weekly(4, pushing, first=day(210))], FindingKind.PUSH_PULL)[-1]
    assert [last.value, last.usual, last.departure] == pytest.approx([2.0, 1.0, 2 / 3 - 1 / 2])
    assert last.measure is Measure.RATIO


def test_pushing_without_any_pulling_has_no_ratio_and_is_told_all_the_same() -> None:
    finding = told([*weekly(40, STEADY), *weekly(4, work(press=10), first=day(280))], FindingKind.PUSH_PULL)
    assert (finding.status, finding.value) == (Status.CHANGED, None)
    assert finding.usual == pytest.approx(1.0)
    assert "there was pushing and no pulling; in the year before, 1.0 sets of pushing" in finding_words(finding).what


def test_weeks_without_training_are_no_change_of_programme() -> None:
    """A break of six weeks: the four weeks with training are that of the return and the last three before it."""
    back = seen([*weekly(30, STEADY), session(day(252), STEADY)], FindingKind.CORE_SHARE)[-1]
    assert back.day == day(252)
    assert back.departure == pytest.approx(0.0)


def test_nothing_is_said_before_eight_weeks_stand_beside_the_last_four() -> None:
    """Training begins on day 0; the fourth week back begins on day 56 when the day is day 83, a Sunday."""
    every_day = [session(day(n), STEADY) for n in range(90)]
    assert seen(every_day, FindingKind.CORE_SHARE)[0].day == day(83)


def test_running_and_warm_ups_are_no_sets_of_the_programme() -> None:
    with_runs = weekly(30, STEADY, work(running=5))
    assert seen(with_runs, FindingKind.CORE_SHARE)[-1].value == pytest.approx(10.0)


def test_many_unknown_names_leave_the_programme_untold() -> None:
    """Three of 13 sets unknown: 77 % known, less than 80 %. Two of 12: 83 %."""
    assert seen(weekly(30, STEADY, work(unheard=3)), FindingKind.CORE_SHARE) == []
    assert seen(weekly(30, STEADY, work(unheard=2)), FindingKind.CORE_SHARE)
    assert told(weekly(30, STEADY, work(unheard=3)), FindingKind.CORE_SHARE).status is Status.NOT_RECORDED
