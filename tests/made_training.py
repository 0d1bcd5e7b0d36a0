"""Small made logs and a small made catalogue, so that each test can show its whole input."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from lumbar.core.exercises import (
    AxialLoad,
    Catalogue,
    Exercise,
    Implement,
    LumbarPosture,
    MovementClass,
    Muscle,
    Side,
    build_catalogue,
)
from lumbar.core.quantities import MassUnit, grams
from lumbar.core.training import (
    Session,
    SessionPrecision,
    SetKind,
    TrainingLog,
    TrainingSet,
    start_of_day,
    training_log,
)

MONDAY = date(2026, 1, 5)


def exercise(
    exercise_id: str,
    name: str,
    *,
    movement: MovementClass = MovementClass.HINGE,
    axial_load: AxialLoad = AxialLoad.HIGH,
    hinge: bool = True,
    assisted: bool = False,
) -> Exercise:
    """An exercise of which only what bears on the back matters."""
    return Exercise(
        id=exercise_id,
        name=name,
        movement=movement,
        primary=(Muscle.GLUTES,),
        secondary=(),
        axial_load=axial_load,
        hinge=hinge,
        side=Side.BOTH,
        implement=Implement.BARBELL,
        posture=LumbarPosture.HORIZONTAL,
        assisted=assisted,
    )


DEADLIFT = exercise("deadlift", "Deadlift")
SQUAT = exercise("back_squat", "Back squat", movement=MovementClass.SQUAT, hinge=False)
CURL = exercise("barbell_curl", "Barbell curl", movement=MovementClass.ISOLATION, axial_load=AxialLoad.LOW, hinge=False)
ASSISTED_PULL_UP = exercise(
    "assisted_pull_up",
    "Assisted pull-up",
    movement=MovementClass.VERTICAL_PULL,
    axial_load=AxialLoad.NONE,
    hinge=False,
    assisted=True,
)
CATALOGUE: Catalogue = build_catalogue(
    (DEADLIFT, SQUAT, CURL, ASSISTED_PULL_UP), [("Kreuzheben", "deadlift")], edition="made"
)


def sets_of(
    name: str, *work: tuple[float | None, float | None], kind: SetKind = SetKind.UNKNOWN
) -> tuple[TrainingSet, ...]:
    """Sets of one exercise as (kg, repetitions)."""
    return tuple(
        TrainingSet(
            exercise=name,
            kind=kind,
            load=None if kg is None else grams(Decimal(str(kg)), MassUnit.KG),
            repetitions=repetitions,
        )
        for kg, repetitions in work
    )


def session(day: date, *sets: Iterable[TrainingSet], flagged: bool = False, title: str = "") -> Session:
    """One session on a day."""
    return Session(
        source="made",
        start=start_of_day(day),
        precision=SessionPrecision.DAY,
        title=title,
        sets=tuple(done for some in sets for done in some),
        warm_ups_flagged=flagged,
    )


def weekly(
    weeks: int, *sets: Sequence[TrainingSet], first: date = MONDAY, weekdays: Sequence[int] = (0, 3)
) -> list[Session]:
    """The same session on the same weekdays for so many weeks."""
    days = (first + timedelta(weeks=week, days=weekday) for week in range(weeks) for weekday in weekdays)
    return [session(day, *sets) for day in days]


def log_of(sessions: Iterable[Session]) -> TrainingLog:
    return training_log(sessions)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, datetime.min.time()).replace(hour=hour, minute=minute)
