"""Sets, repetitions and loads of the lifts, from what was done the last times and never above the year's best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from lumbar.core.causes.overtraining import LIFT_BREAK_DAYS, RECENT_LIFT_DAYS
from lumbar.core.evidence import Certainty, Parameter, Source, our_judgement
from lumbar.core.exercises import Exercise, MovementClass
from lumbar.core.plan.decision import PAIN_MONITORING, Decided, Decision, Ground
from lumbar.core.plan.due import DueLift
from lumbar.core.plan.history import DoneSet, PlanHistory
from lumbar.core.plan.limits import Limit, Limited, LimitedBy
from lumbar.core.plan.plates import STACKS, rounded_down
from lumbar.core.quantities import Grams, days_between
from lumbar.core.references import ACSM_2009, CSCCA_NSCA_2019, JUDGED_ON, OUR_JUDGEMENT, ZOURDOS_2016

_RETURN = our_judgement(
    JUDGED_ON,
    "The steps of a return after time off are ours, after the volume caps of CSCCa and NSCA, which were made to "
    "prevent collapse in college athletes and not back pain; no study gives a percentage for strength.",
)


def _policy(identifier: str, meaning: str, value: float, unit: str, source: Source = OUR_JUDGEMENT) -> Parameter[float]:
    return Parameter(identifier, meaning, value, unit, source, Certainty.OPINION)


LARGEST_STEP = Parameter("largest-step", "largest step up of a load", 0.05, "share of the load", ACSM_2009,
                         Certainty.MODERATE)  # fmt: skip
LOAD_AT_PAIN_4 = _policy(
    "load-at-pain-4", "load of a lift that loads the back at a pain of 4", 0.9, "share of the last"
)
LOAD_AT_PAIN_5 = _policy("load-at-pain-5", "the same at a pain of 5", 0.8, "share of the last")
LOAD_ON_RETURN = _policy("load-on-return", "load of a lift after a break", 0.9, "share of the last", _RETURN)
LIGHTEST_KNOWN = _policy("lightest-known-step", "a logged machine load is taken down to this", 0.7, "share of the last")
RPE_TRAIN = _policy("rpe-train", "highest effort on a training day: two repetitions in reserve", 8, "RPE")
RPE_MODIFY = _policy("rpe-modify", "highest effort while the back asks for less, or after a break", 7, "RPE")
SETS_ON_RETURN = tuple(
    _policy(f"sets-on-return-{week}", f"sets in week {week} after a break", share, "share of the usual", _RETURN)
    for week, share in enumerate((0.5, 0.7, 0.8, 0.9), start=1)
)
PROGRESS_SOURCES = (ACSM_2009, OUR_JUDGEMENT)


class Change(StrEnum):
    """How a lift stands to the last time."""

    AS_LAST_TIME = "as_last_time"
    MORE_LOAD = "more_load"
    ONE_MORE_REPETITION = "one_more_repetition"
    LESS = "less"
    INSTEAD = "instead"
    LIGHT_START = "light_start"


@dataclass(frozen=True, slots=True)
class PlannedSet:
    """One set to do. A load of None is the body alone, or a load to find by feel."""

    repetitions: int
    load: Grams | None
    rpe_max: float


@dataclass(frozen=True, slots=True)
class PlannedLift:
    """One lift of the session with why it is in it."""

    exercise: Exercise
    sets: tuple[PlannedSet, ...]
    due: DueLift
    """The lift of their own that this is, or that it stands in for."""
    change: Change
    limits: tuple[Limit, ...]
    sources: tuple[Source, ...]
    replaces: Exercise | None = None

    @property
    def top_load(self) -> Grams | None:
        return max((each.load for each in self.sets if each.load is not None), default=None)


@dataclass(frozen=True, slots=True)
class Terms:
    """What today's decision asks of every lift."""

    progress: bool
    back_share: float
    """Share of the last load for lifts that load the back."""
    share: float
    """The same for every lift."""
    sets_share: float
    back_asks: LimitedBy | None
    """Pain or answers, where it is they that spare the back."""

    def reason(self, exercise: Exercise) -> tuple[LimitedBy, tuple[Source, ...]]:
        """Who narrows the load of this lift, and on what grounds."""
        if self.back_asks is not None and exercise.loads_the_back:
            return self.back_asks, (*PAIN_MONITORING, OUR_JUDGEMENT)
        return LimitedBy.TIME_OFF, (CSCCA_NSCA_2019, _RETURN)

    def load_share(self, exercise: Exercise) -> float:
        return min(self.share, self.back_share) if exercise.loads_the_back else self.share

    def rpe(self, exercise: Exercise) -> float:
        return RPE_MODIFY.value if self.load_share(exercise) < 1 else RPE_TRAIN.value


def terms_of(decided: Decided, history: PlanHistory) -> Terms:
    """What the decision asks of every lift. More pain never asks for more."""
    week = week_of_return(history)
    returning = week is not None
    pain = decided.pain or 0
    back = 1.0
    if Ground.ACCEPTABLE_PAIN in decided.grounds:
        back = LOAD_AT_PAIN_4.value if pain <= 4 else LOAD_AT_PAIN_5.value
    elif Ground.ANSWERS in decided.grounds:
        back = LOAD_AT_PAIN_4.value
    by = LimitedBy.PAIN if Ground.ACCEPTABLE_PAIN in decided.grounds else LimitedBy.ANSWERS
    return Terms(
        progress=decided.decision is Decision.TRAIN,
        back_share=back,
        share=LOAD_ON_RETURN.value if returning else 1.0,
        sets_share=1.0 if week is None else SETS_ON_RETURN[week].value,
        back_asks=by if decided.back_asks else None,
    )


def week_of_return(history: PlanHistory) -> int | None:
    """Weeks since the return after a break, from 0; None when no break was recent."""
    returned = history.returned_on
    week = None if returned is None else days_between(returned, history.on) // 7
    return week if week is not None and week < len(SETS_ON_RETURN) else None


def planned_lift(due: DueLift, terms: Terms, history: PlanHistory) -> PlannedLift:
    """The lift as last time, a small step further, or less: never above the heaviest of the last year."""
    done, change = _step_up(due, history) if terms.progress else (due.last.sets, Change.AS_LAST_TIME)
    sets, set_limits = _fewer_sets(due, done, terms, history)
    asked_share, rpe = terms.load_share(due.exercise), terms.rpe(due.exercise)
    share = _share_of_last_time(asked_share, due, history)
    narrowed = tuple(PlannedSet(each.repetitions, less(each.load, share, due.exercise, history), rpe) for each in sets)
    limits = (*set_limits, *_load_limits(due.exercise, sets, narrowed, terms))
    asked = [source for limit in limits for source in limit.sources]
    return PlannedLift(
        exercise=due.exercise,
        sets=narrowed,
        due=due,
        change=Change.LESS if limits else change,
        limits=limits,
        sources=tuple(dict.fromkeys((*PROGRESS_SOURCES, ZOURDOS_2016, *asked))),
    )


def _share_of_last_time(share: float, due: DueLift, history: PlanHistory) -> float:
    """The share of the last time that makes the asked share of the recent best.

    Held against the best of the lift's last days and not against a time that was made lighter already: else each
    session that follows the plan would be lighter than the one before.
    """
    recent = [each.top_load for each in history.lifts[due.exercise.id][-RECENT_LIFT_DAYS.value :] if each.top_load]
    top = due.last.top_load
    if share >= 1 or not top or not recent:
        return share
    return min(1.0, share * max(recent) / top)


def less(load: Grams | None, share: float, exercise: Exercise, history: PlanHistory) -> Grams | None:
    """The load times the share, in steps that exist, rounded down; the load itself for a share of 1.

    On an assisted machine less weight would be more work, so it stays.
    """
    if load is None or share >= 1 or exercise.assisted:
        return load
    target = load * share
    if exercise.implement in STACKS:
        known = [each for each in _logged_loads(exercise.id, history) if LIGHTEST_KNOWN.value * load <= each <= target]
        if known:
            return max(known)
    return rounded_down(target, exercise, history.unit) or None


def as_many(done: Sequence[DoneSet], count: int) -> tuple[DoneSet, ...]:
    """The first so many sets, the last of them repeated where there are not enough."""
    return tuple(done[min(place, len(done) - 1)] for place in range(count))


def is_accessory(lift: PlannedLift) -> bool:
    return lift.exercise.movement is MovementClass.ISOLATION


def _step_up(due: DueLift, history: PlanHistory) -> tuple[tuple[DoneSet, ...], Change]:
    """A step, when the last two times had the same load and no fewer repetitions the second time."""
    last, before, top = due.last, due.before, due.last.top_load
    steady = last.top_load == before.top_load and last.top_repetitions >= before.top_repetitions
    long_ago = max(due.days_since, days_between(before.day, last.day)) >= LIFT_BREAK_DAYS.value
    if not steady or long_ago or due.exercise.assisted:
        return last.sets, Change.AS_LAST_TIME
    heavier = _next_load(due, history)
    if heavier is not None:
        return tuple(_at(each, heavier) if each.load == top else each for each in last.sets), Change.MORE_LOAD
    first = next(place for place, each in enumerate(last.sets) if each.load == top)
    one_more = DoneSet(last.sets[first].repetitions + 1, top)
    return (*last.sets[:first], one_more, *last.sets[first + 1 :]), Change.ONE_MORE_REPETITION


def _at(done: DoneSet, load: Grams) -> DoneSet:
    return DoneSet(done.repetitions, load)


def _next_load(due: DueLift, history: PlanHistory) -> Grams | None:
    """The next load up, at most the largest step away and not above the year's best."""
    top, best = due.last.top_load, history.best_load(due.exercise.id)
    if top is None or best is None:
        return None
    highest = min(top * (1 + LARGEST_STEP.value), best)
    if due.exercise.implement in STACKS:
        return min((each for each in _logged_loads(due.exercise.id, history) if top < each <= highest), default=None)
    stepped = rounded_down(highest, due.exercise, history.unit)
    return stepped if stepped > top else None


def _logged_loads(exercise_id: str, history: PlanHistory) -> set[Grams]:
    """Loads of the year, which are known to exist on the machine."""
    return {each.load for done in history.lifts.get(exercise_id, ()) for each in done.sets if each.load is not None}


def _fewer_sets(
    due: DueLift, done: tuple[DoneSet, ...], terms: Terms, history: PlanHistory
) -> tuple[tuple[DoneSet, ...], tuple[Limit, ...]]:
    if terms.sets_share >= 1:
        return done, ()
    returned = history.returned_on or history.on
    before_break = [len(each.sets) for each in history.lifts[due.exercise.id] if each.day < returned]
    usual = median(before_break) if before_break else float(len(done))
    count = max(1, int(usual * terms.sets_share + 1e-9))
    sources = (CSCCA_NSCA_2019, _RETURN)
    limit = Limit(Limited.SETS, max(usual, count), count, LimitedBy.TIME_OFF, sources, due.exercise.name)
    return as_many(done, count), (limit,)


def _load_limits(
    exercise: Exercise, proposed: Sequence[DoneSet], narrowed: Sequence[PlannedSet], terms: Terms
) -> tuple[Limit, ...]:
    top, less_now = (max((each.load or 0 for each in sets), default=0) for sets in (proposed, narrowed))
    if terms.load_share(exercise) >= 1:
        return ()
    by, sources = terms.reason(exercise)
    return (
        Limit(Limited.LOAD, top, less_now, by, sources, exercise.name),
        Limit(Limited.EFFORT, RPE_TRAIN.value, RPE_MODIFY.value, by, sources, exercise.name),
    )
