"""Which sets can be told, and that unknown training is never taken for none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from tests.made_training import CATALOGUE, MONDAY, log_of, session, sets_of, weekly

from lumbar.core.causes.before_the_pain import findings_before
from lumbar.core.causes.finding import FindingKind, Status
from lumbar.core.load.told_sets import ToldSets, told_of_back, told_of_volume
from lumbar.core.training import SetKind, TrainingSet


def without_weight(sets: Sequence[TrainingSet]) -> tuple[TrainingSet, ...]:
    return tuple(replace(done, load=None) for done in sets)


DEADLIFTS = sets_of("Deadlift", *[(100, 5)] * 4)
ROWS = sets_of("Machine nobody knows", *[(60, 10)] * 2)


def test_a_set_without_its_weight_or_of_an_unknown_name_is_not_told() -> None:
    """Four deadlifts of which two have a weight, and two sets of an unknown name: two of six for the back."""
    log = log_of([session(MONDAY, DEADLIFTS[:2], without_weight(DEADLIFTS[2:]), ROWS)])
    assert told_of_back(log, CATALOGUE) == {MONDAY: ToldSets(2, 6)}
    assert told_of_volume(log, CATALOGUE) == {MONDAY: ToldSets(4, 6)}


def test_a_warm_up_counts_for_the_back_and_not_for_the_volume() -> None:
    warm_up = replace(DEADLIFTS[0], kind=SetKind.WARM_UP)
    log = log_of([session(MONDAY, (warm_up,))])
    assert told_of_back(log, CATALOGUE) == {MONDAY: ToldSets(1, 1)}
    assert told_of_volume(log, CATALOGUE) == {MONDAY: ToldSets(0, 0)}


def test_weights_that_are_written_for_the_first_time_are_no_spike() -> None:
    """The same training for 30 weeks; until the last week the deadlift's weight was not written down."""
    unwritten = weekly(29, without_weight(DEADLIFTS), sets_of("Back squat", (80, 5)))
    last = MONDAY + timedelta(weeks=29)
    log = log_of([*unwritten, session(last, DEADLIFTS, sets_of("Back squat", (80, 5)))])
    told = {finding.kind: finding.status for finding in findings_before(log, CATALOGUE, last)}
    assert told[FindingKind.BACK_LOAD_SPIKE] is not Status.CHANGED
    assert told[FindingKind.EXPOSURE_SPIKE] is not Status.CHANGED


def test_a_name_that_is_learned_later_is_no_spike_of_the_back() -> None:
    unknown = weekly(29, sets_of("Kreuzheben", *[(100, 5)] * 4))
    last = MONDAY + timedelta(weeks=29)
    log = log_of([*unknown, session(last, DEADLIFTS)])
    told = {finding.kind: finding.status for finding in findings_before(log, CATALOGUE, last)}
    assert told[FindingKind.BACK_LOAD_SPIKE] is not Status.CHANGED
