from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.made_training import MONDAY, exercise, log_of, session, sets_of

from lumbar.core.exercises import Exercise, MovementClass, Muscle, build_catalogue
from lumbar.core.load.hard_sets import Hardness, WeekOfHardSets, credit, hard_sets_by_week, hardness
from lumbar.core.training import SetKind, TrainingLog, TrainingSet


def aimed_at(exercise_id: str, name: str, primary: Iterable[Muscle], secondary: Iterable[Muscle] = ()) -> Exercise:
    return replace(
        exercise(exercise_id, name, movement=MovementClass.HORIZONTAL_PUSH),
        primary=tuple(primary),
        secondary=tuple(secondary),
    )


BENCH = aimed_at("bench_press", "Bench press", [Muscle.CHEST], [Muscle.TRICEPS, Muscle.FRONT_DELTOID])
PUSHDOWN = aimed_at("pushdown", "Pushdown", [Muscle.TRICEPS])
STRETCH = replace(aimed_at("stretch", "Chest stretch", [Muscle.CHEST]), movement=MovementClass.MOBILITY)
CATALOGUE = build_catalogue((BENCH, PUSHDOWN, STRETCH), [], edition="made")
SUNDAY = MONDAY + timedelta(days=6)


def bench(
    *,
    repetitions: float | None = 8,
    kind: SetKind = SetKind.WORK,
    rpe: float | None = None,
    rir: float | None = None,
    seconds: float | None = None,
) -> TrainingSet:
    one = sets_of("Bench press", (80, repetitions), kind=kind)[0]
    return replace(one, rpe=rpe, rir=rir, duration_s=seconds)


def week(log: TrainingLog) -> WeekOfHardSets:
    (only,) = hard_sets_by_week(log, CATALOGUE, SUNDAY, 1)
    return only


def test_ten_sets_of_bench_are_ten_for_the_chest_and_five_for_those_that_help() -> None:
    told = week(log_of([session(MONDAY, [bench(rpe=8)] * 10)]))
    assert told.by_muscle == {Muscle.CHEST: 10, Muscle.FRONT_DELTOID: 5, Muscle.TRICEPS: 5}
    assert (told.first, told.last, told.sets, told.effort_not_logged) == (MONDAY, SUNDAY, 10, 0)


def test_direct_and_indirect_sets_of_a_muscle_add_up() -> None:
    """4 of bench, half each, and 3 of pushdowns: 2 + 3."""
    told = week(log_of([session(MONDAY, [bench()] * 4, sets_of("Pushdown", (20, 12), (20, 12), (20, 12)))]))
    assert told.by_muscle[Muscle.TRICEPS] == 5
    assert list(told.by_muscle) == [Muscle.TRICEPS, Muscle.CHEST, Muscle.FRONT_DELTOID]


def test_a_muscle_is_credited_once_whichever_way_it_is_named() -> None:
    both = aimed_at("both", "Both", [Muscle.CHEST], [Muscle.CHEST])
    assert (credit(both, Muscle.CHEST), credit(BENCH, Muscle.TRICEPS), credit(BENCH, Muscle.LATS)) == (1, 0.5, 0)
    log = log_of([session(MONDAY, sets_of("Both", (80, 8)))])
    (told,) = hard_sets_by_week(log, build_catalogue((both,), [], edition="made"), SUNDAY, 1)
    assert told.by_muscle == {Muscle.CHEST: 1}


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        (bench(rpe=6), Hardness.HARD),
        (bench(rir=4), Hardness.HARD),
        (bench(kind=SetKind.FAILURE), Hardness.HARD),
        (bench(kind=SetKind.DROP), Hardness.NOT_LOGGED),
        (bench(), Hardness.NOT_LOGGED),
        (bench(kind=SetKind.UNKNOWN), Hardness.NOT_LOGGED),
        (bench(repetitions=None, seconds=40), Hardness.NOT_LOGGED),
        (bench(repetitions=0, seconds=40), Hardness.NOT_LOGGED),
        (bench(repetitions=0), Hardness.NOT_HARD),
        (bench(rpe=5.5), Hardness.NOT_HARD),
        (bench(rir=4.5), Hardness.NOT_HARD),
        (bench(kind=SetKind.WARM_UP, rpe=9), Hardness.NOT_HARD),
        (bench(kind=SetKind.COOL_DOWN), Hardness.NOT_HARD),
    ],
)
def test_a_set_is_hard_from_rpe_6_on_and_counted_where_no_effort_was_logged(
    done: TrainingSet, expected: Hardness
) -> None:
    assert hardness(done) is expected


def test_how_many_had_no_effort_logged_is_told_and_easy_sets_are_left_out() -> None:
    told = week(log_of([session(MONDAY, [bench(rpe=8), bench(), bench(), bench(rpe=5)])]))
    assert (told.sets, told.effort_not_logged, told.by_muscle[Muscle.CHEST]) == (3, 2, 3)


def test_unknown_names_are_counted_apart_and_stretches_not_at_all() -> None:
    log = log_of([session(MONDAY, sets_of("My own machine", (50, 8), (50, 8)), sets_of("Chest stretch", (None, None)))])
    told = week(log)
    assert (told.by_muscle, told.sets, told.unknown_names) == ({}, 0, {"My own machine": 2})


def test_weeks_are_spans_of_seven_days_that_end_on_the_day_asked_oldest_first() -> None:
    """Three sets on Monday 5 January, one on Monday 12; up to Sunday 18 there are two such spans."""
    log = log_of([session(MONDAY, [bench()] * 3), session(MONDAY + timedelta(days=7), [bench()])])
    told = hard_sets_by_week(log, CATALOGUE, SUNDAY + timedelta(days=7), 2)
    assert [(one.first, one.sets) for one in told] == [(MONDAY, 3), (MONDAY + timedelta(days=7), 1)]


def test_a_week_without_training_has_none_and_weeks_before_the_log_are_not_told() -> None:
    log = log_of([session(MONDAY, [bench()]), session(MONDAY + timedelta(days=14), [bench()])])
    told = hard_sets_by_week(log, CATALOGUE, SUNDAY + timedelta(days=14), 8)
    assert [one.sets for one in told] == [1, 0, 1]
    assert hard_sets_by_week(log_of([]), CATALOGUE, SUNDAY, 8) == ()


@given(st.lists(st.tuples(st.integers(0, 27), st.integers(1, 5)), min_size=1, max_size=20))
def test_every_set_falls_into_one_week(days: list[tuple[int, int]]) -> None:
    log = log_of([session(MONDAY + timedelta(days=day), [bench()] * sets) for day, sets in days])
    told = hard_sets_by_week(log, CATALOGUE, MONDAY + timedelta(days=27), 4)
    assert sum(one.sets for one in told) == sum(sets for _, sets in days)
    assert sum(one.by_muscle.get(Muscle.TRICEPS, 0) for one in told) == sum(sets for _, sets in days) / 2
