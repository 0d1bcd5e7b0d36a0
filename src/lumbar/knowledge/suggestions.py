"""What an unknown name may have meant: something to show and ask about, never something to act on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.exercises import Catalogue, Exercise, MovementClass, spelling_key

LIKENESS_THRESHOLD: Final[Parameter[float]] = Parameter(
    id="knowledge.suggestions.likeness_threshold",
    meaning="how alike two spellings must be before the one is offered for the other",
    value=88.0,
    unit="points of 100, rapidfuzz WRatio",
    source=our_judgement(
        date(2026, 11, 22),
        "Of 100 logged names matched by likeness of spelling, the 52 at or above 88 held no wrong exercise, while 86 "
        "was also given to plain nonsense. Fifty names leave room for an error of several per cent, so a suggestion "
        "is only shown.",
    ),
    certainty=Certainty.OPINION,
    not_for="accepting a name without asking the person",
)

SHORTEST_NAME_BYTES: Final = 3
"""One or two letters are part of every name; a single Chinese character already says something, and has three bytes."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An exercise whose spelling comes close to the logged name."""

    exercise: Exercise
    score: float
    """Likeness of the spellings, 0 to 100; it says nothing about how likely the meaning is."""
    classes_disagree: bool
    """Close spellings lead to different movements, so that none of them may be preselected."""


def suggest(name: str, catalogue: Catalogue, *, limit: int = 3) -> tuple[Suggestion, ...]:
    """The exercises spelt most like the name, closest first; empty when none comes close enough.

    Mobility exercises are never offered: a stretch carries the words of the muscle that some other lift trains.
    """
    key = spelling_key(name)
    if len(key.encode()) < SHORTEST_NAME_BYTES:
        return ()
    found = [
        Suggestion(exercise=catalogue.exercises[exercise_id], score=score, classes_disagree=False)
        for exercise_id, score in _closest(key, catalogue).items()
    ]
    disagree = len({suggestion.exercise.movement for suggestion in found}) > 1
    found.sort(key=lambda suggestion: (-suggestion.score, suggestion.exercise.id))
    return tuple(replace(suggestion, classes_disagree=disagree) for suggestion in found[:limit])


def _closest(key: str, catalogue: Catalogue) -> Mapping[str, float]:
    """The best score of each exercise that reaches the threshold under any of its names."""
    from rapidfuzz import fuzz, process  # here: it costs start-up time and few runs need it

    names = {
        spelling: exercise_id
        for spelling, exercise_id in catalogue.names.items()
        if catalogue.exercises[exercise_id].movement is not MovementClass.MOBILITY
    }
    scored = process.extract(key, names.keys(), scorer=fuzz.WRatio, score_cutoff=LIKENESS_THRESHOLD.value, limit=None)
    best: dict[str, float] = {}
    for spelling, score, _ in scored:
        exercise_id = names[spelling]
        best[exercise_id] = max(score, best.get(exercise_id, 0.0))
    return best
