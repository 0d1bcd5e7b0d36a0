from __future__ import annotations

from datetime import timedelta
from itertools import repeat

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.made_training import CATALOGUE, DEADLIFT, MONDAY, log_of, session, sets_of

from lumbar.core.exercises import Exercise
from lumbar.core.load.external import daily_volume_load
from lumbar.core.load.kernel import SET_COLUMNS, daily, load_table
from lumbar.core.load.sets_frame import sets_frame
from lumbar.core.training import SetKind, TrainingSet

WEDNESDAY = MONDAY + timedelta(days=2)
NAMES = ("Deadlift", "Assisted pull-up", "My own machine")


def test_every_set_is_a_row_that_says_whether_it_counts() -> None:
    log = log_of(
        [
            session(
                MONDAY,
                sets_of("Deadlift", (60, 5), kind=SetKind.WARM_UP),
                sets_of("Deadlift", (100, 4.5)),
                sets_of("Assisted pull-up", (30, 8)),
            ),
            session(WEDNESDAY, sets_of("My own machine", (None, 8))),
        ]
    )
    frame = sets_frame(log, CATALOGUE, athlete=7)
    assert frame.columns == list(SET_COLUMNS)
    assert frame.rows() == [
        (7, MONDAY, 60_000, 5.0, False, None),
        (7, MONDAY, 100_000, 4.5, True, None),
        (7, MONDAY, 30_000, 8.0, False, None),
        (7, WEDNESDAY, None, 8.0, True, None),
    ]


def test_a_session_without_a_set_is_a_training_day_all_the_same() -> None:
    log = log_of([session(MONDAY, sets_of("Deadlift", (100, 5))), session(WEDNESDAY)])
    frame = sets_frame(log, CATALOGUE)
    assert frame.rows()[-1] == (0, WEDNESDAY, None, None, None, None)
    table = load_table(frame.lazy()).collect()
    assert table.select("day", "load", "sets", "trained").rows() == [
        (MONDAY, 500_000, 1, True),
        (MONDAY + timedelta(days=1), 0, 0, False),
        (WEDNESDAY, 0, 0, True),
    ]


def test_an_empty_log_is_a_frame_without_rows_and_so_is_its_table() -> None:
    frame = sets_frame(log_of([]), CATALOGUE)
    assert (frame.columns, frame.height) == (list(SET_COLUMNS), 0)
    assert load_table(frame.lazy()).collect().height == 0


def test_the_load_model_is_asked_for_known_exercises_and_once_for_sets_that_are_one_object() -> None:
    asked: list[str] = []

    def newton_metres(done: TrainingSet, exercise: Exercise) -> float | None:
        asked.append(exercise.id)
        return 12.5 if done.load else None

    (lift,) = sets_of("Deadlift", (100, 5))
    log = log_of([session(MONDAY, [lift, lift], sets_of("My own machine", (10, 10)), sets_of("Deadlift", (None, 5)))])
    frame = sets_frame(log, CATALOGUE, newton_metres)
    assert frame["spinal_exposure"].to_list() == [12.5, 12.5, None, None]
    assert asked == [DEADLIFT.id, DEADLIFT.id]
    assert daily(frame.lazy()).collect()["spinal_exposure"].to_list() == [25.0]


MADE_SETS = st.builds(
    lambda name, kind, kg, repetitions: sets_of(name, (kg, repetitions), kind=kind),
    st.sampled_from(NAMES),
    st.sampled_from(SetKind),
    st.none() | st.sampled_from((0, 2.5, 44.09245, 100, 0.003)),
    st.none() | st.sampled_from((0, 0.5, 1, 4.5, 8, 12.25)),
)
MADE_LOGS = st.lists(st.tuples(st.integers(0, 40), st.lists(MADE_SETS, max_size=5)), max_size=12).map(
    lambda sessions: log_of(session(MONDAY + timedelta(days=day), *sets) for day, sets in sessions)
)


@given(MADE_LOGS)
def test_the_days_of_the_kernel_have_exactly_the_volume_load_of_the_plain_sum(log: object) -> None:
    days = daily(sets_frame(log, CATALOGUE).lazy()).collect()  # type: ignore[arg-type]
    assert dict(days.select("day", "load").iter_rows()) == dict(daily_volume_load(log, CATALOGUE))  # type: ignore[arg-type]


@pytest.mark.parametrize(("grams", "repetitions"), [(3, 0.5), (5, 0.5), (7, 2.5), (1, 1.5), (44_092, 4.25)])
def test_half_a_gram_is_rounded_to_the_even_one_as_in_the_plain_sum(grams: int, repetitions: float) -> None:
    log = log_of([session(MONDAY, sets_of("Deadlift", *repeat((grams / 1000, repetitions), 3)))])
    days = daily(sets_frame(log, CATALOGUE).lazy()).collect()
    assert (
        days["load"].to_list() == [3 * round(grams * repetitions)] == list(daily_volume_load(log, CATALOGUE).values())
    )
    assert days.schema["load"] == pl.Int64
