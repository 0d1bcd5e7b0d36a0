"""Today's session as plain sentences: the decision, why each lift, what was swapped, when to stop."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import assert_never

from lumbar.core.biomechanics.lumbar_moment import DEFAULT_BODY_MASS
from lumbar.core.plan.alternatives import Substitution
from lumbar.core.plan.decision import ACCEPTABLE_PAIN, LOW_PAIN, Decided, Decision, Ground, RefusalKind, Refused
from lumbar.core.plan.drills import PlannedDrill
from lumbar.core.plan.gear import Gear
from lumbar.core.plan.history import LiftDone
from lumbar.core.plan.limits import Limit, Limited, LimitedBy, Restriction
from lumbar.core.plan.main_work import Change, PlannedLift, PlannedSet
from lumbar.core.plan.muscle_work import Region
from lumbar.core.plan.session import NoLifts, StopRule
from lumbar.core.quantities import Grams, MassUnit, in_unit, kilograms
from lumbar.wording.dates import short_date
from lumbar.wording.lift_names import within_a_sentence

NO_SESSION_TITLE = "NO SESSION YET"
WARM_UP_TITLE = "Warm-up"
MAIN_LIFTS_TITLE = "Main lifts"
CORE_TITLE = "Core"
GEAR_TITLE = "Gear"
STOP_TITLE = "Stop, whatever the plan says"
SOURCES_TITLE = "Where this comes from"
HOW_SUMMARY = "How these figures came about"
WHY_SUMMARY = "Why this"
COOL_DOWN_NOTE = "If you like it, do it: a cool-down does not measurably prevent soreness or injury."
WARM_UP_NOTE = "A warm-up improves the session; that it protects a back has not been shown."


def decision_title(decision: Decision) -> str:
    """One of five words."""
    match decision:
        case Decision.TRAIN:
            return "TRAIN"
        case Decision.MODIFY:
            return "TRAIN MODIFIED"
        case Decision.REST:
            return "REST TODAY"
        case Decision.SEE_CLINICIAN:
            return "SEE A CLINICIAN"
        case Decision.EMERGENCY:
            return "CALL NOW"
        case _:
            assert_never(decision)


def decision_reason(decided: Decided, week_after_break: int | None = None) -> str:
    """Why, most telling ground first."""
    return " ".join(_ground(ground, decided, week_after_break) for ground in decided.grounds)


def refusal_title(refused: Refused) -> str:
    """One of the five words, or that it is too early for one."""
    return decision_title(refused.decision) if refused.decision else NO_SESSION_TITLE


def refusal_sentence(refused: Refused) -> str:
    """Why there is no session, and what to do instead."""
    match refused.kind:
        case RefusalKind.EMERGENCY:
            return "Call your emergency number now, because of what you answered. There is no session, and nothing to try first."
        case RefusalKind.SAME_DAY:
            return "See a clinician today, because of what you answered. There is no session until somebody has looked at it."
        case RefusalKind.QUESTIONS_UNANSWERED:
            return "There is no session yet: some questions are unanswered, and not answered is never taken for no. Answer the ones that are left."
        case RefusalKind.PAIN_NOT_RATED:
            return "There is no session yet: your last check-in has no pain rating. Check in again with a number from 0 to 10; no pain is 0."
        case RefusalKind.CHECK_IN_FIRST:
            return "Check in first: a session rests on how your back is today or was yesterday. It takes less than a minute."
        case _:
            assert_never(refused.kind)


def refusal_command_hint(refused: Refused) -> str:
    """What to type, for whom sits at a terminal; empty where typing is not the thing to do."""
    match refused.kind:
        case RefusalKind.QUESTIONS_UNANSWERED | RefusalKind.PAIN_NOT_RATED | RefusalKind.CHECK_IN_FIRST:
            return "The command for it is lumbar check-in."
        case RefusalKind.EMERGENCY | RefusalKind.SAME_DAY:
            return ""
        case _:
            assert_never(refused.kind)


def lift_reason(lift: PlannedLift, unit: MassUnit) -> str:
    """Why this lift, how it stands to the last time, and what was taken away."""
    due = lift.due
    last = f"{_days(due.days_since)} since the last, usually {due.usual_gap:.0f}"
    parts = [f"{_change(lift, unit)} ({last})."]
    if any(limit.limited is Limited.SETS for limit in lift.limits):
        parts.append("Fewer sets, building up again after your time off.")
    if lift.replaces is None and any(limit.limited is Limited.LOAD for limit in lift.limits):
        parts.append(f"Lighter {_because(_load_limit(lift).by)}.")
    return " ".join(parts)


def substitution_sentence(swap: Substitution) -> str:
    """What was swapped, what it keeps and what it spares, and how the two figures came about."""
    return f"{substitution_head(swap)} {substitution_how(swap)}"


def substitution_head(swap: Substitution) -> str:
    """What was swapped, what it keeps and what it spares."""
    instead, usual = swap.instead.name, _lower(swap.usual.name)
    kept = f"keeps {swap.kept_work_percent:.0f} % of your usual {region_word(swap.region)} work"
    if swap.back_load_percent is None:
        return f"{instead} instead of {usual} {kept}."
    or_less = " or less" if swap.at_most else ""
    return f"{instead} instead of {usual} {kept} at {swap.back_load_percent:.0f} % of the lower-back load{or_less}."


def substitution_how(swap: Substitution) -> str:
    """How the figures of a swap came about, and what they do not say."""
    muscles = ", ".join(muscle.value.replace("_", " ") for muscle in swap.muscles)
    counted = f"Work is counted in sets for the {muscles}: {swap.kept_work:g} of {swap.usual_work:g}, half a set for a muscle that only helps."
    if swap.back_load_percent is None:
        return f"How much less it asks of your lower back cannot be said, since you have not logged a load for it in the last year: start light. {counted}"
    light = (
        "You have not logged it in the last year: start light. The figure counts the weight of the lift it replaces. "
        if swap.at_most
        else ""
    )
    mass = (
        ""
        if swap.body_mass is not None
        else f" Your body mass is not known, so {DEFAULT_BODY_MASS.value:.0f} kg was used; most of it cancels out."
    )
    return (
        f"{light}{counted} "
        f"The back load is a model: how far the trunk leans, its own weight and the load it holds, times repetitions, against your last time. "
        f"It compares two of your own lifts and says nothing of safety.{mass}"
    )


def region_word(region: Region) -> str:
    match region:
        case Region.LEGS:
            return "leg"
        case Region.PULLING:
            return "pulling"
        case Region.PRESSING:
            return "pressing"
        case Region.TRUNK:
            return "trunk"
        case _:
            assert_never(region)


def earlier_urgent_sentence(on: date) -> str:
    """That an urgent answer was taken back by a later check-in."""
    return f"On {short_date(on)} you answered something that needs somebody at once. If nobody has looked at it since, have that done before you train."


def stop_sentence(rule: StopRule) -> str:
    """When to stop."""
    match rule:
        case StopRule.PAIN_ABOVE_LIMIT:
            return f"Stop a lift when your pain goes above {ACCEPTABLE_PAIN.value} of 10."
        case StopRule.NEXT_MORNING_RISE:
            return "If your back is worse the next morning than before the session, do less next time."
        case StopRule.DOWN_THE_LEG:
            return "Stop at anything that goes down a leg, whatever the number, and check in again."
        case StopRule.NEW_NUMBNESS:
            return "Stop at any new numbness, tingling or weakness, and check in again before anything else."
        case _:
            assert_never(rule)


def gear_sentence(gear: Gear) -> str:
    """What gear does and does not do."""
    match gear:
        case Gear.BELT_OPTIONAL:
            return "A belt is a performance aid for your heaviest sets, if you like one. It does not prevent back pain. Leave it, and ask a doctor, with high blood pressure that is not controlled, a hernia, glaucoma or when pregnant."
        case Gear.BELT_NOT_THROUGH_PAIN:
            return "A belt is not a treatment: do not use one to train through pain."
        case Gear.FLAT_SHOES:
            return "Flat, hard soles are steadier for pulling a bar from the floor; that is practice, not a trial."
        case Gear.HEELED_SHOES:
            return "Shoes with a raised heel let the trunk stay a little more upright in a squat; that they spare the back has not been shown."
        case _:
            assert_never(gear)


def no_lifts_sentence(why: NoLifts) -> str:
    """Why a session has no lifts."""
    match why:
        case NoLifts.NO_RECENT_TRAINING:
            return "There are no lifts today: the log shows none that you did at least twice of late, so no load can be named."
        case NoLifts.ALL_RESTING:
            return "There are no lifts today: what you train was trained today or yesterday."
        case NoLifts.LEFT_OUT:
            return "What is due today is left out, because of what a clinician restricted or of what makes it worse."
        case NoLifts.TOO_FEW_MINUTES:
            return "There are no lifts today: none fits into the minutes you have, with its warm-up."
        case _:
            assert_never(why)


def limit_sentence(limit: Limit, unit: MassUnit = MassUnit.KG) -> str:
    """One thing that was narrowed, for whom asks why."""
    where = limit.exercise or "The session"
    return f"{where}: {_limited(limit, unit)} {_because(limit.by)}."


def restriction_sentence(restriction: Restriction) -> str:
    """A clinician's words, kept as they are."""
    return f"{restriction.by} said: {restriction.text}. That goes before anything here."


def set_words(repetitions: int, load: Grams | None, unit: MassUnit) -> str:
    """One set as it is said: 5 x 100 kg."""
    return f"{repetitions} × {load_words(load, unit)}" if load is not None else f"{repetitions} repetitions"


def sets_words(sets: Sequence[PlannedSet], unit: MassUnit) -> str:
    """All sets of a lift as they are said: 3 sets of 5 × 100 kg, effort at most 8 of 10. Each by itself where they differ."""
    first = sets[0]
    alike = all(each == first for each in sets)
    said = ", ".join(set_words(each.repetitions, each.load, unit) for each in ([first] if alike else sets))
    many = f"{len(sets)} sets of " if alike and len(sets) > 1 else ""
    return f"{many}{said}, effort at most {first.rpe_max:g} of 10"


def instead_words(lift: PlannedLift) -> str:
    """In whose place a lift stands; empty where it is the person's own."""
    return f"instead of {lift.replaces.name.lower()}" if lift.replaces else ""


def drill_words(drill: PlannedDrill, unit: MassUnit) -> str:
    """How much of a drill: 2 x 30 s, or the load of a lighter set before a lift."""
    if drill.load is not None and drill.repetitions is not None:
        return f"lighter first: {set_words(drill.repetitions, drill.load, unit)}"
    much = f"{drill.seconds} s" if drill.seconds is not None else f"{drill.repetitions} times"
    return f"{drill.sets} x {much}" if drill.sets > 1 else much


def drill_cue(drill: PlannedDrill) -> str:
    """How a drill is done, and whether it is to be left where it does not ease; a lighter set needs no words."""
    if drill.load is not None:
        return ""
    return f"{drill.cue}{' Only if it eases.' if drill.only_if_it_eases else ''}".strip()


def drill_sentence(drill: PlannedDrill, unit: MassUnit) -> str:
    """A drill on one line."""
    much = f"{drill.name}, {drill_words(drill, unit)}"
    return much if drill.load is not None else f"{much}. {drill_cue(drill)}".rstrip()


def after_title(decided: Decided) -> str:
    """Over what stands last: it comes after lifts, or in place of them."""
    return "Cool-down" if decided.plans_lifts else "Gentle movement"


def minutes_sentence(minutes: int) -> str:
    """How long it takes."""
    return f"About {minutes} minutes."


def load_words(load: Grams, unit: MassUnit) -> str:
    """The load with one decimal: finer than any plate, coarser than what converting between units leaves behind."""
    return f"{in_unit(kilograms(load), unit):.1f}".removesuffix(".0") + f" {unit.value}"


def _ground(ground: Ground, decided: Decided, week: int | None) -> str:
    borrowed = "That line is borrowed from tendon and knee rehabilitation and was not tested for backs."
    match ground:
        case Ground.LOW_PAIN:
            return f"Your pain is {decided.pain} of 10; up to {LOW_PAIN.value} training goes on as usual. {borrowed}"
        case Ground.ACCEPTABLE_PAIN:
            return f"Your pain is {decided.pain} of 10; from {LOW_PAIN.value + 1} to {ACCEPTABLE_PAIN.value} training goes on with less for the back. {borrowed}"
        case Ground.HIGH_PAIN:
            return f"Your pain is {decided.pain} of 10; above {ACCEPTABLE_PAIN.value} there is gentle movement and no lifting. {borrowed}"
        case Ground.ANSWERS:
            return "You said that arching or turning makes it worse, or that it is felt in a leg, so the back is asked for less."
        case Ground.RETURN_AFTER_BREAK:
            when = f"This is week {week} after" if week else "You are coming back from"
            return f"{when} two weeks or more without training, so sets build up over four weeks. How fast is our judgement."
        case Ground.RESTRICTIONS:
            return "A clinician restricted what you do. Lumbar cannot read that, so nothing that loads your back is planned."
        case Ground.CLINICIAN_FIRST:
            return "What you answered should be seen by a clinician within days. Until then there is gentle movement and no lifting."
        case _:
            assert_never(ground)


def _change(lift: PlannedLift, unit: MassUnit) -> str:
    last = f"{_top(lift.due.last, unit)} on {short_date(lift.due.last.day)}"
    match lift.change:
        case Change.AS_LAST_TIME:
            return f"As last time: {last}"
        case Change.MORE_LOAD:
            return f"A small step up from {last}, since it went the same twice"
        case Change.ONE_MORE_REPETITION:
            return f"One more repetition than {last}, since it went the same twice"
        case Change.LESS:
            return f"Less than {last}"
        case Change.INSTEAD:
            return f"In place of {_lower(lift.due.exercise.name)}, with a load from your own log of the last year"
        case Change.LIGHT_START:
            return f"In place of {_lower(lift.due.exercise.name)}; new to your log, so begin light and find the load by feel"
        case _:
            assert_never(lift.change)


def _top(done: LiftDone, unit: MassUnit) -> str:
    return set_words(done.top_repetitions, done.top_load, unit)


def _load_limit(lift: PlannedLift) -> Limit:
    return next(limit for limit in lift.limits if limit.limited is Limited.LOAD)


def _limited(limit: Limit, unit: MassUnit) -> str:
    match limit.limited:
        case Limited.LOAD:
            return f"{load_words(Grams(round(limit.narrowed)), unit)} instead of {load_words(Grams(round(limit.proposed)), unit)}"
        case Limited.SETS:
            return f"{limit.narrowed:g} sets instead of {limit.proposed:g}"
        case Limited.EFFORT:
            return f"effort up to {limit.narrowed:g} of 10 instead of {limit.proposed:g}"
        case Limited.LIFTS:
            return f"{limit.narrowed:g} lifts instead of {limit.proposed:g}"
        case _:
            assert_never(limit.limited)


def _because(by: LimitedBy) -> str:
    match by:
        case LimitedBy.PAIN:
            return "because of your pain today"
        case LimitedBy.ANSWERS:
            return "because of what you answered"
        case LimitedBy.TIME_OFF:
            return "because of your time off"
        case LimitedBy.MINUTES:
            return "because of the minutes you have"
        case _:
            assert_never(by)


def _days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"


def _lower(name: str) -> str:
    return within_a_sentence(name)
