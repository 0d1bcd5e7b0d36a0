"""Today's session, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil

from lumbar.core.evidence import Source
from lumbar.core.exercises import Catalogue, Exercise, Implement, MovementClass
from lumbar.core.plan.alternatives import Substitution, substitute
from lumbar.core.plan.cool_down import cool_down, gentle
from lumbar.core.plan.core_work import core_work
from lumbar.core.plan.decision import PAIN_MONITORING, CheckedIn, Decided, Refused, decide, has_restrictions
from lumbar.core.plan.drills import Drill, PlannedDrill
from lumbar.core.plan.due import REST_OF_A_LIFT, due_lifts
from lumbar.core.plan.gear import GearAdvice, gear
from lumbar.core.plan.history import PlanHistory, plan_history
from lumbar.core.plan.limits import Limit, Limited, LimitedBy, Restriction
from lumbar.core.plan.main_work import PlannedLift, Terms, planned_lift, terms_of, week_of_return
from lumbar.core.plan.minutes import drill_seconds, drills_that_fit, lift_seconds, lifts_that_fit
from lumbar.core.plan.warm_up import ramp, ramps, warm_up
from lumbar.core.quantities import Grams, MassUnit, days_between
from lumbar.core.references import OUR_JUDGEMENT
from lumbar.core.training import TrainingLog
from lumbar.core.triage.questions import Question, Report


class StopRule(StrEnum):
    """When to stop, whatever the session says."""

    PAIN_ABOVE_LIMIT = "pain_above_limit"
    NEXT_MORNING_RISE = "next_morning_rise"
    DOWN_THE_LEG = "down_the_leg"
    NEW_NUMBNESS = "new_numbness"


class NoLifts(StrEnum):
    """Why a session that could have lifts has none."""

    LEFT_OUT = "left_out"
    """All that is due is left out today, by a clinician's restriction or by what makes it worse."""

    NO_RECENT_TRAINING = "no_recent_training"
    """The log of the last year has no lift that was done at least twice of late."""
    ALL_RESTING = "all_resting"
    """What the person trains was trained today or yesterday."""
    TOO_FEW_MINUTES = "too_few_minutes"


@dataclass(frozen=True)
class PlanInputs:
    """Everything a session is planned from."""

    check_in: CheckedIn | None
    log: TrainingLog
    catalogue: Catalogue
    drills: Sequence[Drill]
    on: date
    minutes: int
    equipment: frozenset[Implement] | None = None
    """None: what the log of the last year shows."""
    body_mass: Grams | None = None
    bending_eases: bool | None = None
    """Whether bending forward eases the pain; None where nobody asked."""


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """A session, with what it rests on. Without lifts the cool-down holds gentle movement only."""

    on: date
    decided: Decided
    warm_up: tuple[PlannedDrill, ...]
    main: tuple[PlannedLift, ...]
    core: tuple[PlannedDrill, ...]
    cool_down: tuple[PlannedDrill, ...]
    gear: tuple[GearAdvice, ...]
    stop_rules: tuple[StopRule, ...]
    substitution: Substitution | None
    limits: tuple[Limit, ...]
    restrictions: tuple[Restriction, ...]
    no_lifts: NoLifts | None
    week_after_break: int | None
    """From 1; None where no break was recent."""
    minutes: int
    """Estimated, never above what was asked for."""
    unit: MassUnit
    """The unit the person's log counts in."""

    @property
    def stop_sources(self) -> tuple[Source, ...]:
        return PAIN_MONITORING


def plan_session(inputs: PlanInputs) -> PlannedSession | Refused:
    """Today's session, or the typed reason why there is none.

    The lifts and the time they take are chosen without looking at the pain; pain, answers and time off then only
    take away. So more pain is never more load, more sets or a heavier lift.
    """
    history = plan_history(inputs.log, inputs.catalogue, inputs.on)
    decided = decide(inputs.check_in, inputs.on, returning=week_of_return(history) is not None)
    if isinstance(decided, Refused):
        return decided
    restrictions = _restrictions(inputs.check_in.report, inputs.on) if inputs.check_in else ()
    if not decided.plans_lifts:
        return _gentle_session(inputs, decided, history, restrictions)
    return _training_session(inputs, decided, history, restrictions)


def _gentle_session(
    inputs: PlanInputs, decided: Decided, history: PlanHistory, restrictions: tuple[Restriction, ...]
) -> PlannedSession:
    movement = gentle(inputs.drills, 60 * inputs.minutes)
    return PlannedSession(
        on=inputs.on,
        decided=decided,
        warm_up=(),
        main=(),
        core=(),
        cool_down=movement,
        gear=(),
        stop_rules=tuple(StopRule),
        substitution=None,
        limits=(),
        restrictions=restrictions,
        no_lifts=None,
        week_after_break=_from_one(week_of_return(history)),
        minutes=ceil(drill_seconds(movement) / 60),
        unit=history.unit,
    )


def _training_session(
    inputs: PlanInputs, decided: Decided, history: PlanHistory, restrictions: tuple[Restriction, ...]
) -> PlannedSession:
    equipment = history.implements if inputs.equipment is None else inputs.equipment | {Implement.BODY_WEIGHT}
    terms, seconds = terms_of(decided, history), 60 * inputs.minutes
    due = tuple(lift for lift in due_lifts(history, equipment) if _may_be_done(lift.exercise, inputs))
    plain = tuple(planned_lift(lift, _without_pain(terms), history) for lift in due)

    def before(lifts: Sequence[PlannedLift]) -> int:
        built_up = (entry for each in ramps(lifts, history.unit) for entry in each)
        return drill_seconds(warm_up(inputs.drills, lifts, equipment)) + drill_seconds(built_up)

    fitting = lifts_that_fit(plain, seconds, before)
    lifts = tuple(planned_lift(lift.due, terms, history) for lift in fitting)
    swap = None
    if decided.back_asks:
        lifts, swap = substitute(lifts, terms, history, inputs.catalogue, equipment, inputs.body_mass)
    drills = drills_that_fit(warm_up(inputs.drills, fitting, equipment), seconds)
    built_up = _ramps_no_longer_than(ramps(fitting, history.unit), lifts, history.unit)
    left = seconds - drill_seconds((*drills, *built_up)) - sum(map(lift_seconds, lifts))
    after = drills_that_fit(cool_down(inputs.drills, decided, bending_eases=inputs.bending_eases), left)
    core = drills_that_fit(core_work(inputs.drills, decided, equipment), left - drill_seconds(after))
    left -= drill_seconds((*after, *core))
    return PlannedSession(
        on=inputs.on,
        decided=decided,
        warm_up=(*drills, *built_up),
        main=lifts,
        core=core,
        cool_down=after,
        gear=gear(lifts, decided),
        stop_rules=tuple(StopRule),
        substitution=swap,
        limits=(*_of_minutes(len(due), len(lifts)), *(limit for lift in lifts for limit in lift.limits)),
        restrictions=restrictions,
        no_lifts=None if lifts else _why_no_lifts(inputs, history, equipment, planned_any=bool(due)),
        week_after_break=_from_one(week_of_return(history)),
        minutes=ceil((seconds - left) / 60),
        unit=history.unit,
    )


def _may_be_done(exercise: Exercise, inputs: PlanInputs) -> bool:
    """Whether a lift may be in the session at all, whatever its load.

    A clinician's restriction cannot be read by a program, so nothing that loads the back is planned under one. Where
    arching makes it worse, presses overhead and back extensions are left out.
    """
    report = inputs.check_in.report if inputs.check_in else None
    if report is None:
        return False
    if has_restrictions(report, inputs.on):
        return not exercise.loads_the_back
    if report.says_yes(Question.WORSE_WITH_ARCHING_OR_ROTATION):
        overhead = exercise.movement is MovementClass.VERTICAL_PUSH and exercise.loads_the_back
        return not overhead and exercise.movement not in (MovementClass.CORE_EXTENSION, MovementClass.CORE_ROTATION)
    return True


def _why_no_lifts(
    inputs: PlanInputs, history: PlanHistory, equipment: frozenset[Implement], *, planned_any: bool
) -> NoLifts:
    if planned_any:
        return NoLifts.TOO_FEW_MINUTES
    if due_lifts(history, equipment):
        return NoLifts.LEFT_OUT
    resting = bool(history.days) and days_between(history.days[-1], inputs.on) <= REST_OF_A_LIFT.value
    return NoLifts.ALL_RESTING if resting else NoLifts.NO_RECENT_TRAINING


def _without_pain(terms: Terms) -> Terms:
    """The same terms for a back that asks for nothing: the most a session of this day can be."""
    return Terms(progress=True, back_share=1.0, share=terms.share, sets_share=terms.sets_share, back_asks=None)


def _ramps_no_longer_than(
    most: Sequence[Sequence[PlannedDrill]], lifts: Sequence[PlannedLift], unit: MassUnit
) -> tuple[PlannedDrill, ...]:
    """The ramps of the lifts as they are now, each with no more steps than it had before pain took away."""
    entries: list[PlannedDrill] = []
    for longest, lift in zip(most, lifts, strict=True):
        if longest:
            entries.extend(drills_that_fit(ramp(lift, unit)[-len(longest) :], drill_seconds(longest)))
    return tuple(entries)


def _of_minutes(proposed: int, kept: int) -> tuple[Limit, ...]:
    if kept == proposed:
        return ()
    return (Limit(Limited.LIFTS, proposed, kept, LimitedBy.MINUTES, (OUR_JUDGEMENT,)),)


def _restrictions(report: Report, on: date) -> tuple[Restriction, ...]:
    assessment = report.assessment
    if assessment is None or on > assessment.expires:
        return ()
    return tuple(Restriction(text, assessment.by) for text in assessment.restrictions)


def _from_one(week: int | None) -> int | None:
    return None if week is None else week + 1
