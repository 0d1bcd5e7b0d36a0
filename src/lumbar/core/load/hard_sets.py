"""Hard sets for each muscle in a week: one for a muscle the lift is aimed at, half for a muscle that helps.

They are what muscle growth follows over many people. Neither few nor many of them are shown to hurt a back.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import TypeVar

from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.exercises import Catalogue, Exercise, MovementClass, Muscle
from lumbar.core.load.effort import repetitions_in_reserve
from lumbar.core.load.exposure import WEEK_DAYS
from lumbar.core.load.external import is_work
from lumbar.core.quantities import days_between
from lumbar.core.references import PELLAND_2024
from lumbar.core.training import Session, SetKind, TrainingLog, TrainingSet

DIRECT_SET = Parameter("direct-set", "a set for a muscle it is aimed at", 1.0, "sets", PELLAND_2024, Certainty.MODERATE)
INDIRECT_SET = Parameter("indirect-set", "a set for a muscle that helps", 0.5, "sets", PELLAND_2024, Certainty.MODERATE)
MOST_HARD_RESERVE = Parameter(
    id="most-hard-set-reserve",
    meaning="most repetitions in reserve of a set that counts as hard: an RPE of 6",
    value=4.0,
    unit="repetitions",
    source=our_judgement(
        date(2026, 11, 23),
        "Studies count sets taken to failure or near it; six to ten is the range of effort people log.",
    ),
    certainty=Certainty.OPINION,
    not_for="a target: an easier set is not a useless one",
)
_NOT_FOR_MUSCLES = frozenset({MovementClass.MOBILITY, MovementClass.CONDITIONING})


class Hardness(StrEnum):
    """What the log says of how hard a set was."""

    HARD = "hard"
    NOT_LOGGED = "not_logged"
    """No effort was logged; it is counted, since most logs have none."""
    NOT_HARD = "not_hard"
    """Logged as easier than RPE 6, or as a warm-up or cool-down, or nothing was done in it."""


@dataclass(frozen=True, slots=True)
class WeekOfHardSets:
    """The hard sets of seven days."""

    first: date
    last: date
    by_muscle: Mapping[Muscle, float]
    """Sets for each muscle that had any, most first; one set counts for several."""
    sets: int
    """Hard sets of known exercises, each counted once."""
    effort_not_logged: int
    """Of those, how many are counted without the log saying how hard they were."""
    unknown_names: Mapping[str, int]
    """Names the catalogue does not know, with their hard sets, which count for no muscle here."""


def credit(exercise: Exercise, muscle: Muscle) -> float:
    """What one set of the exercise counts for the muscle. [sets]"""
    if muscle in exercise.primary:
        return DIRECT_SET.value
    return INDIRECT_SET.value if muscle in exercise.secondary else 0.0


def hardness(done: TrainingSet) -> Hardness:
    """Whether a set counts as hard. A hold counts as any other set; one with 0 repetitions and no time was not done."""
    if not is_work(done) or done.kind is SetKind.COOL_DOWN or not _was_done(done):
        return Hardness.NOT_HARD
    reserve = repetitions_in_reserve(done)
    if reserve is not None:
        return Hardness.HARD if reserve <= MOST_HARD_RESERVE.value else Hardness.NOT_HARD
    return Hardness.NOT_LOGGED if done.rpe is None else Hardness.NOT_HARD  # an RPE too easy to count repetitions by


def hard_sets_by_week(log: TrainingLog, catalogue: Catalogue, until: date, weeks: int) -> Sequence[WeekOfHardSets]:
    """So many spans of seven days, the last one up to and including ``until``, oldest first.

    .. math:: sets_m = n_{aimed\\ at\\ m} + \\frac{1}{2} n_{m\\ helps}

    A span that ends before the log begins is left out: not logged is not nothing done. Stretching and conditioning
    count for no muscle, whatever the catalogue says they move. Warm-ups are left out where the log flags them and are
    in it where it does not. Not a dose to aim at, and no measure of risk.
    """
    if log.first_day is None:
        return ()
    spans: defaultdict[int, list[Session]] = defaultdict(list)
    for session in log.sessions:
        back = days_between(session.day, until)
        if 0 <= back < weeks * WEEK_DAYS:
            spans[back // WEEK_DAYS].append(session)
    lasts = [(back, until - timedelta(days=back * WEEK_DAYS)) for back in reversed(range(weeks))]
    resolve = cache(catalogue.resolve)  # a log has many sets of few names
    return [_week(spans[back], resolve, last) for back, last in lasts if last >= log.first_day]


Resolve = Callable[[str], Exercise | None]
Named = TypeVar("Named", bound=str)
Counted = TypeVar("Counted", int, float)


def _week(sessions: Sequence[Session], resolve: Resolve, last: date) -> WeekOfHardSets:
    by_muscle: defaultdict[Muscle, float] = defaultdict(float)
    unknown: Counter[str] = Counter()
    counted = not_logged = 0
    for done in (done for session in sessions for done in session.sets):
        hard = hardness(done)
        exercise = resolve(done.exercise)
        if hard is Hardness.NOT_HARD:
            continue
        if exercise is None:
            unknown[done.exercise] += 1
        elif exercise.movement not in _NOT_FOR_MUSCLES:
            counted += 1
            not_logged += hard is Hardness.NOT_LOGGED
            for muscle in dict.fromkeys((*exercise.primary, *exercise.secondary)):
                by_muscle[muscle] += credit(exercise, muscle)
    return WeekOfHardSets(
        first=last - timedelta(days=WEEK_DAYS - 1),
        last=last,
        by_muscle=_most_first(by_muscle),
        sets=counted,
        effort_not_logged=not_logged,
        unknown_names=_most_first(unknown),
    )


def _most_first(counted: Mapping[Named, Counted]) -> Mapping[Named, Counted]:
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def _was_done(done: TrainingSet) -> bool:
    return done.repetitions != 0 or bool(done.duration_s or done.distance_m)
