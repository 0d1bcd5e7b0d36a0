"""Spinal exposure: the moment about L5/S1 times how often it was asked for, to be set against the person's own usual.

Every set that was done counts, warm-ups too, since the spine does not know what a set was for; volume load leaves
flagged warm-ups out. What it does not say: damage, fatigue, recovery between sets, or how near to injury anybody is.
A moment twice as high counts like twice the repetitions, which is the plainest rule and ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final

from lumbar.core.biomechanics.lumbar_moment import lumbar_moment
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.exercises import AxialLoad, Catalogue, Exercise, Implement, MovementClass
from lumbar.core.quantities import Grams
from lumbar.core.training import Session, TrainingLog, TrainingSet

SECONDS_AS_ONE = Parameter(
    id="held-seconds-as-one-repetition",
    meaning="seconds of a hold or a carry that count like one repetition",
    value=4.0,
    unit="s",
    source=our_judgement(
        date(2026, 11, 23), "A repetition at a usual pace takes about four seconds, and a hold has no repetitions."
    ),
    certainty=Certainty.OPINION,
    not_for="how tiring a hold is",
)
WEEK_DAYS: Final = 7

_WITHOUT_A_WEIGHT: Final = frozenset({Implement.BODY_WEIGHT, Implement.SUSPENSION, Implement.BAND})
_NO_HOLD: Final = frozenset({MovementClass.CONDITIONING, MovementClass.MOBILITY})


def exposure(
    exercise: Exercise,
    load: Grams | None,
    repetitions: float,
    body_mass: Grams | None = None,
    *,
    weights: float | None = None,
) -> float:
    """The moment of one repetition times the repetitions. [N m x repetitions]

    .. math:: E = n M

    with default stature and no sex, which scale all sets of one person alike or nearly so. No load is the body alone.
    Of an exercise done one side at a time the repetitions count as logged, not twice.
    """
    return repetitions * lumbar_moment(exercise, load, body_mass, weights=weights)


def set_exposure(done: TrainingSet, exercise: Exercise, body_mass: Grams | None = None) -> float | None:
    """Exposure of one set that was done; None where that cannot be said. [N m x repetitions]

    It cannot be said without repetitions and time, without the load of an exercise that is done with one, and for time
    spent on conditioning or mobility, which is no hold. A load of 0 is taken at its word. Help on an assisted exercise
    is left out: it neither adds nor takes away.
    """
    repetitions = _repetitions(done, exercise)
    if repetitions is None or (done.load is None and needs_a_load(exercise)):
        return None
    return exposure(exercise, done.load, repetitions, body_mass, weights=done.multiplier)


def needs_a_load(exercise: Exercise) -> bool:
    """Whether it is done with a weight that the lower back partly holds, so that without it nothing can be said."""
    if exercise.assisted or exercise.axial_load is AxialLoad.NONE or exercise.movement in _NO_HOLD:
        return False
    if exercise.implement is Implement.OTHER:
        return exercise.axial_load is not AxialLoad.LOW
    return exercise.implement not in _WITHOUT_A_WEIGHT


def _repetitions(done: TrainingSet, exercise: Exercise) -> float | None:
    """As logged, or from the time: some apps write 0 repetitions beside it."""
    if done.repetitions or not done.duration_s:
        return done.repetitions
    return None if exercise.movement in _NO_HOLD else done.duration_s / SECONDS_AS_ONE.value


def session_exposure(session: Session, catalogue: Catalogue, body_mass: Grams | None = None) -> float | None:
    """Exposure of the sets of one session that can be counted; None where none can. [N m x repetitions]"""
    return _Exposures(catalogue, body_mass).of(session.sets)


def daily_exposure(log: TrainingLog, catalogue: Catalogue, body_mass: Grams | None = None) -> Mapping[date, float]:
    """Exposure of each training day, oldest first. [N m x repetitions]

    A day of which no set can be counted is not in it. Where some can, it is the sum of these and so a lower bound. Not
    for comparing two people.
    """
    exposures = _Exposures(catalogue, body_mass)
    days: dict[date, float] = {}
    for session in log.sessions:
        total = exposures.of(session.sets)
        if total is not None:
            days[session.day] = days.get(session.day, 0.0) + total
    return days


def week_exposure(daily: Mapping[date, float], last_day: date) -> float | None:
    """Sum of the seven days up to and including ``last_day``; None where none of them is known."""
    days = (last_day - timedelta(days=back) for back in range(WEEK_DAYS))
    known = [daily[day] for day in days if day in daily]
    return sum(known) if known else None


class _Exposures:
    """Looks each name up once and works each kind of set out once: a log has many sets of few kinds."""

    def __init__(self, catalogue: Catalogue, body_mass: Grams | None) -> None:
        self._catalogue = catalogue
        self._body_mass = body_mass
        self._exercises: dict[str, Exercise | None] = {}
        self._known: dict[tuple[object, ...], float | None] = {}

    def of(self, sets: Iterable[TrainingSet]) -> float | None:
        total: float | None = None
        known = self._known
        for done in sets:
            kind = (done.exercise, done.load, done.repetitions, done.duration_s, done.multiplier)
            if kind in known:
                found = known[kind]
            else:
                found = known[kind] = self._of_set(done)
            if found is not None:
                total = found if total is None else total + found
        return total

    def _of_set(self, done: TrainingSet) -> float | None:
        exercise = self._exercise(done.exercise)
        return None if exercise is None else set_exposure(done, exercise, self._body_mass)

    def _exercise(self, logged_name: str) -> Exercise | None:
        if logged_name not in self._exercises:
            self._exercises[logged_name] = self._catalogue.resolve(logged_name)
        return self._exercises[logged_name]
