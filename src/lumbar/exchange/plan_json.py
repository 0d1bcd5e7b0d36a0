"""Today's session and the recovery as the JSON objects that people script against."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lumbar.core.evidence import Source
from lumbar.core.plan.alternatives import Substitution
from lumbar.core.plan.decision import Decided, Refused
from lumbar.core.plan.drills import PlannedDrill
from lumbar.core.plan.gear import GearAdvice
from lumbar.core.plan.limits import Limit
from lumbar.core.plan.main_work import PlannedLift
from lumbar.core.plan.recovery import Phase, Recovery, Step
from lumbar.core.plan.session import PlannedSession
from lumbar.core.quantities import Grams, MassUnit, kilograms
from lumbar.wording.plan import (
    COOL_DOWN_NOTE,
    WARM_UP_NOTE,
    decision_reason,
    decision_title,
    gear_sentence,
    lift_reason,
    limit_sentence,
    no_lifts_sentence,
    refusal_sentence,
    restriction_sentence,
    stop_sentence,
    substitution_sentence,
)
from lumbar.wording.recovery import phase_title, step_sentence, step_title

DECIMALS = 3
"""A load in kilograms with three decimals is exact to the gram."""


def today_json(answer: PlannedSession | Refused) -> dict[str, Any]:
    """The answer of ``lumbar today``: the same keys whether there is a session or not."""
    return _refused(answer) if isinstance(answer, Refused) else _session(answer)


def decided_json(decided: Decided) -> dict[str, Any]:
    """The decision alone, as a check-in answers it."""
    return {
        "decision": decided.decision.value,
        "title": decision_title(decided.decision),
        "grounds": [ground.value for ground in decided.grounds],
        "decision_sources": _ids(decided.sources),
    }


def recovery_json(answer: Recovery | Refused) -> dict[str, Any]:
    """The answer of ``lumbar recovery``: the steps of each phase."""
    steps = () if isinstance(answer, Refused) else answer.steps
    return {
        "disposition": answer.disposition.value if answer.disposition else None,
        "refused": answer.kind.value if isinstance(answer, Refused) else None,
        "text": refusal_sentence(answer) if isinstance(answer, Refused) else "",
        "on": None if isinstance(answer, Refused) else answer.on.isoformat(),
        **{
            phase.value: {"title": phase_title(phase), "steps": [_step(step) for step in steps if step.phase is phase]}
            for phase in Phase
        },
    }


def _session(session: PlannedSession) -> dict[str, Any]:
    decided = session.decided
    return {
        "disposition": decided.disposition.value,
        **decided_json(decided),
        "text": decision_reason(decided, session.week_after_break),
        "refused": None,
        "on": session.on.isoformat(),
        "pain": decided.pain,
        "week_after_break": session.week_after_break,
        "unit": session.unit.value,
        "warm_up": [_drill(entry) for entry in session.warm_up],
        "warm_up_note": WARM_UP_NOTE,
        "main": [_lift(lift, session.unit) for lift in session.main],
        "no_lifts": session.no_lifts.value if session.no_lifts else None,
        "no_lifts_text": no_lifts_sentence(session.no_lifts) if session.no_lifts else "",
        "substitution": _swap(session.substitution) if session.substitution else None,
        "core": [_drill(entry) for entry in session.core],
        "cool_down": [_drill(entry) for entry in session.cool_down],
        "cool_down_note": COOL_DOWN_NOTE if decided.plans_lifts else "",
        "gear": [_gear(item) for item in session.gear],
        "stop_rules": [stop_sentence(rule) for rule in session.stop_rules],
        "stop_sources": _ids(session.stop_sources),
        "limits": [_limit(limit, session.unit) for limit in session.limits],
        "restrictions": [restriction_sentence(restriction) for restriction in session.restrictions],
        "minutes": session.minutes,
    }


def _refused(refused: Refused) -> dict[str, Any]:
    return {
        "disposition": refused.disposition.value if refused.disposition else None,
        "decision": refused.decision.value if refused.decision else None,
        "title": decision_title(refused.decision) if refused.decision else None,
        "refused": refused.kind.value,
        "text": refusal_sentence(refused),
        "warm_up": [],
        "main": [],
        "core": [],
        "cool_down": [],
        "gear": [],
        "stop_rules": [],
        "minutes": 0,
    }


def _gear(item: GearAdvice) -> dict[str, Any]:
    return {"gear": item.gear.value, "text": gear_sentence(item.gear), "sources": _ids(item.sources)}


def _drill(entry: PlannedDrill) -> dict[str, Any]:
    return {
        "name": entry.name,
        "kind": entry.kind.value,
        "seconds": entry.seconds,
        "reps": entry.repetitions,
        "sets": entry.sets,
        "load_kg": _kg(entry.load),
        "only_if_it_eases": entry.only_if_it_eases,
        "cue": entry.cue,
        "sources": _ids(entry.sources),
    }


def _lift(lift: PlannedLift, unit: MassUnit) -> dict[str, Any]:
    return {
        "exercise": lift.exercise.name,
        "sets": [{"reps": each.repetitions, "load_kg": _kg(each.load), "rpe_max": each.rpe_max} for each in lift.sets],
        "replaces": lift.replaces.name if lift.replaces else None,
        "change": lift.change.value,
        "why": lift_reason(lift, unit),
        "sources": _ids(lift.sources),
    }


def _swap(swap: Substitution) -> dict[str, Any]:
    percent = swap.back_load_percent
    return {
        "usual": swap.usual.name,
        "instead": swap.instead.name,
        "kept_work_percent": round(swap.kept_work_percent, 1),
        "back_load_percent": None if percent is None else round(percent, 1),
        "back_load_is_at_most": swap.at_most,
        "muscles": [muscle.value for muscle in swap.muscles],
        "usual_work_sets": swap.usual_work,
        "kept_work_sets": swap.kept_work,
        "text": substitution_sentence(swap),
        "sources": _ids(swap.sources),
    }


def _limit(limit: Limit, unit: MassUnit) -> dict[str, Any]:
    return {
        "exercise": limit.exercise,
        "limited": limit.limited.value,
        "by": limit.by.value,
        "text": limit_sentence(limit, unit),
        "sources": _ids(limit.sources),
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "step": step.step.value,
        "title": step_title(step.step),
        "text": step_sentence(step),
        "minutes": list(step.minutes) if step.minutes else None,
        "every_hours": list(step.every_hours) if step.every_hours else None,
        "after_weeks": step.after_weeks,
        "or_instead": step.or_instead.value if step.or_instead else None,
        "certainty": step.certainty.value,
        "sources": _ids(step.sources),
    }


def _ids(sources: Iterable[Source]) -> list[str]:
    return list(dict.fromkeys(source.id for source in sources))


def _kg(load: Grams | None) -> float | None:
    return None if load is None else round(kilograms(load), DECIMALS)
