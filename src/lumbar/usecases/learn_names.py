"""Learns what a person's own names for exercises mean: Lumbar asks, the person decides, and it is asked once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lumbar.core.exercises import Catalogue, Exercise, spelling_key
from lumbar.core.load.history import unknown_names
from lumbar.core.same_training import trainings_in_two_apps
from lumbar.core.training import TrainingLog
from lumbar.usecases.ports import Clock, LearnedName, SuggestExercises, TrainingStore, in_order_of_storing


@dataclass(frozen=True, slots=True)
class NameToConfirm:
    """A logged name that nobody has given a meaning yet, with what it may mean."""

    name: str
    sets: int
    suggestions: tuple[Exercise, ...]
    """All of one movement class; empty where the likely ones move differently."""


@dataclass(frozen=True, slots=True)
class NameConfirmed:
    """What was learned, and how much of the log it names."""

    name: str
    exercise: Exercise | None
    sets: int
    """Sets of the stored log that go by this name, however it is written."""
    named_sets: int
    all_sets: int


def with_learned_names(catalogue: Catalogue, store: TrainingStore) -> Catalogue:
    """The catalogue with the person's own answers on top: what a log is read with."""
    answers = {answer.name: answer.exercise for answer in store.learned_names()}
    return catalogue.with_names(answers) if answers else catalogue


def names_to_answer(unknown: Mapping[str, int], learned: Iterable[LearnedName]) -> Mapping[str, int]:
    """Of the unknown names with their sets those that need an answer, most frequent first.

    Names that differ in case or punctuation alone are one, and go by the spelling that was met first.
    """
    answered = {spelling_key(answer.name) for answer in learned if answer.exercise is None}
    sets_of: Counter[str] = Counter()
    as_written: dict[str, str] = {}
    for name, sets in unknown.items():
        if (spelling := spelling_key(name)) not in answered:
            sets_of[as_written.setdefault(spelling, name)] += sets
    return dict(sets_of.most_common())


def unknown_names_with_suggestions(
    store: TrainingStore, catalogue: Catalogue, suggest: SuggestExercises
) -> tuple[NameToConfirm, ...]:
    """The names of the stored log that need an answer, most frequent first.

    Names that differ in case or punctuation alone are one. A name that the person said is none of the catalogue's
    needs no answer.
    """
    unknown = unknown_names(store.log(), with_learned_names(catalogue, store))
    return tuple(
        NameToConfirm(name, sets, _of_one_movement(tuple(suggest(name))))
        for name, sets in names_to_answer(unknown, store.learned_names()).items()
    )


def _of_one_movement(suggestions: tuple[Exercise, ...]) -> tuple[Exercise, ...]:
    """Close spellings of different movements are no suggestion: a slip of the hand would turn a curl into a squat."""
    return suggestions if len({exercise.movement for exercise in suggestions}) == 1 else ()


def exercise_called(text: str, catalogue: Catalogue) -> Exercise | None:
    """The exercise a person means who names it by its id or by any name the catalogue has."""
    return catalogue.exercises.get(text) or catalogue.resolve(text)


def confirm_name(
    store: TrainingStore, catalogue: Catalogue, logged: str, exercise: Exercise | None, *, clock: Clock
) -> NameConfirmed:
    """Remembers what the person says that the name means; None: none of the catalogue's exercises.

    Two apps may turn out to have the same training once their names are understood, so this is looked at anew.
    """
    now = clock.now()
    store.learn_name(LearnedName(logged, exercise.id if exercise else None, now))
    learned = with_learned_names(catalogue, store)
    sessions = in_order_of_storing(store.sessions())
    found = trainings_in_two_apps(sessions, learned, store.different_trainings())
    if set(found) != set(store.same_training()):
        store.keep_same_training(found, (), now)
    log = store.log()
    return NameConfirmed(
        name=logged,
        exercise=exercise,
        sets=_sets_by_spelling(log)[spelling_key(logged)],
        named_sets=log.set_count - sum(unknown_names(log, learned).values()),
        all_sets=log.set_count,
    )


def _sets_by_spelling(log: TrainingLog) -> Counter[str]:
    return Counter(spelling_key(performed.exercise) for session in log.sessions for performed in session.sets)
