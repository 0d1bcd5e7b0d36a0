"""What the person says that a name means is remembered, used, and asked once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.fakes.clock import StandingClock
from tests.fakes.logs import performed, reading, session
from tests.fakes.training_store import InMemoryTrainingStore
from tests.made_training import ASSISTED_PULL_UP, CATALOGUE, CURL, DEADLIFT, SQUAT

from lumbar.core.exercises import Exercise
from lumbar.core.same_training import keyed
from lumbar.storage.opening import open_store
from lumbar.usecases.learn_names import (
    NameToConfirm,
    confirm_name,
    exercise_called,
    unknown_names_with_suggestions,
    with_learned_names,
)
from lumbar.usecases.ports import ImportBatch, LearnedName, TrainingStore

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
CLOCK = StandingClock(NOON)


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> TrainingStore:
    """Three sets of deads, two of them written otherwise, and a set of something nobody knows."""
    made: TrainingStore = InMemoryTrainingStore() if request.param == "memory" else open_store(tmp_path)
    sets = (performed("My Deads"), performed("my-deads"), performed("MY DEADS"), performed("Thing"), performed())
    read = reading("a.csv", session("2026-03-02T18:00", *sets))
    made.save(ImportBatch(NOON, [read], keyed(read.sessions), [], {}))
    return made


def no_idea(logged_name: str) -> Sequence[Exercise]:
    return ()


def test_an_answer_counts_for_every_spelling_of_the_name(store: TrainingStore) -> None:
    learned = confirm_name(store, CATALOGUE, "my deads", DEADLIFT, clock=CLOCK)
    assert (learned.sets, learned.named_sets, learned.all_sets) == (3, 4, 5)
    assert with_learned_names(CATALOGUE, store).resolve("My Deads") == DEADLIFT
    assert [one.name for one in unknown_names_with_suggestions(store, CATALOGUE, no_idea)] == ["Thing"]
    assert list(store.learned_names()) == [LearnedName("my deads", "deadlift", NOON)]


def test_none_of_these_is_an_answer_too_and_is_not_asked_again(store: TrainingStore) -> None:
    confirm_name(store, CATALOGUE, "Thing", None, clock=CLOCK)
    assert with_learned_names(CATALOGUE, store).resolve("Thing") is None
    assert "Thing" not in [one.name for one in unknown_names_with_suggestions(store, CATALOGUE, no_idea)]


def test_the_last_answer_on_a_name_stands_and_has_the_word_over_the_catalogue(store: TrainingStore) -> None:
    confirm_name(store, CATALOGUE, "Deadlift", SQUAT, clock=CLOCK)
    assert with_learned_names(CATALOGUE, store).resolve("deadlift") == SQUAT
    confirm_name(store, CATALOGUE, "deadlift", None, clock=CLOCK)
    assert with_learned_names(CATALOGUE, store).resolve("Deadlift") is None
    assert CATALOGUE.resolve("Deadlift") == DEADLIFT
    assert len(store.learned_names()) == 1


def test_an_answer_that_leads_to_no_exercise_of_this_edition_says_nothing(store: TrainingStore) -> None:
    store.learn_name(LearnedName("Deadlift", "gone_with_a_later_edition", NOON))
    assert with_learned_names(CATALOGUE, store).resolve("Deadlift") == DEADLIFT


@pytest.mark.parametrize(
    ("offered", "shown"), [((SQUAT,), (SQUAT,)), ((SQUAT, CURL), ()), ((CURL, ASSISTED_PULL_UP), ()), ((), ())]
)
def test_a_suggestion_never_crosses_movement_classes(
    store: TrainingStore, offered: tuple[Exercise, ...], shown: tuple[Exercise, ...]
) -> None:
    thing = unknown_names_with_suggestions(store, CATALOGUE, lambda logged_name: offered)[-1]  # noqa: ARG005
    assert thing == NameToConfirm("Thing", 1, shown)


@pytest.mark.parametrize("text", ["deadlift", "Deadlift", "Kreuzheben", "DEAD-LIFT"])
def test_an_exercise_is_named_by_its_id_or_any_name_it_has(text: str) -> None:
    expected = None if text == "DEAD-LIFT" else DEADLIFT
    assert exercise_called(text, CATALOGUE) == expected


def test_two_apps_turn_out_to_have_one_training_once_a_name_is_understood(store: TrainingStore) -> None:
    """The other app writes Kreuzheben for all four, which the catalogue knows, and leaves the thing out."""
    in_hevy = session("2026-03-02T18:10", *[performed("Kreuzheben")] * 4, source="hevy")
    read = reading("hevy.csv", in_hevy)
    store.save(ImportBatch(NOON, [read], keyed(read.sessions), [], {}))
    assert len(store.log().sessions) == 2
    confirm_name(store, CATALOGUE, "My Deads", DEADLIFT, clock=CLOCK)
    assert [one.source for one in store.log().sessions] == ["strong"]
