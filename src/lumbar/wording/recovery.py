"""The steps of recovery as plain sentences. What is contested says so."""

from __future__ import annotations

from typing import assert_never

from lumbar.core.plan.decision import ACCEPTABLE_PAIN, LOW_PAIN
from lumbar.core.plan.recovery import (
    COLD_SENSITIVE,
    FIRST_HOURS,
    NOT_IMPROVING_WEEKS,
    NOT_SETTLED_WEEKS,
    RECURRING_EPISODES,
    WALK_WEEK_1,
    WALK_WEEK_2,
    Phase,
    RecoveryStep,
    Step,
)

WHO_MUST_NOT_COOL = (
    "Skip cold over skin that feels less than it should or is broken, and if you have Raynaud's, hives from cold, cryoglobulinaemia, "
    "paroxysmal cold haemoglobinuria or poor circulation. Never fall asleep on it."
)
WHO_MUST_NOT_WARM = "Skip warmth over skin that feels less than it should, over a fresh bruise or bleeding, over an infection or a cancer, and over the belly when pregnant."


def phase_title(phase: Phase) -> str:
    """The heading of a phase."""
    match phase:
        case Phase.FIRST_48_HOURS:
            return f"The first {FIRST_HOURS.value:.0f} hours"
        case Phase.WEEKS_AFTER:
            return "The weeks after"
        case Phase.SEE_SOMEBODY:
            return "When to see somebody"
        case _:
            assert_never(phase)


def step_title(step: RecoveryStep) -> str:
    """The step in a few words, as a timer or a calendar shows it."""
    return _TITLES[step]


def step_sentence(step: Step) -> str:
    """The step as it is said."""
    minutes = _range(step.minutes)
    every = _range(step.every_hours)
    match step.step:
        case RecoveryStep.EASE_OFF:
            return "Ease off what hurts, and keep everything else moving from day one. Bed rest does not help an ordinary sore back."
        case RecoveryStep.COLD:
            return (
                f"If you like cold: {minutes} minutes over a cloth, {COLD_SENSITIVE.value:.0f} if your skin is sensitive, every {every} hours while awake; look at the skin, and stop when it is numb. "
                f"Cold may numb pain for a while; it has not been shown to speed recovery. {WHO_MUST_NOT_COOL}"
            )
        case RecoveryStep.WARMTH:
            return (
                f"Or warmth, just as well: {minutes} minutes over a cloth, every {every} hours while awake. "
                f"It has slightly better evidence for backs. Use whichever helps. {WHO_MUST_NOT_WARM}"
            )
        case RecoveryStep.WALK:
            return f"Walk {minutes} minutes every {every} hours while awake, at a pace that is comfortable. Turn back before it gets worse."
        case RecoveryStep.KEEP_MOVING:
            return "Change position often, and do what you can of your usual day. Being wholly inactive makes a back slower to settle."
        case RecoveryStep.WALK_LONGER:
            return f"Let the walks grow: about {WALK_WEEK_1.value:.0f} minutes by the end of the first week, {WALK_WEEK_2.value:.0f} by the end of the second. If the next morning is worse, go back a step. How fast is our judgement."
        case RecoveryStep.TRAIN_WITHIN_LIMITS:
            return f"Check in before training: up to {LOW_PAIN.value} of 10 as planned, up to {ACCEPTABLE_PAIN.value} modified, above that movement only. These lines are borrowed from tendon and knee rehabilitation and were not tested for backs."
        case RecoveryStep.KEEP_TRAINING:
            return "Once it has settled, keep training: exercise, best with some knowledge of backs, is what lowers the chance of a next time. Core work is one good option; consistency matters more."
        case _:
            return _see(step.step)


def _see(step: RecoveryStep) -> str:
    match step:
        case RecoveryStep.SEE_WORSE:
            return "See a clinician soon if the pain is severe or sharp, spreads into a leg or comes with numbness, or if it is getting worse instead of better. Check in again when anything changes."
        case RecoveryStep.SEE_NOT_IMPROVING:
            return f"See a physiotherapist or chiropractor if it is not improving after {NOT_IMPROVING_WEEKS.value:.0f} weeks of training differently."
        case RecoveryStep.SEE_NOT_SETTLED:
            return f"See a clinician if it has not settled after {NOT_SETTLED_WEEKS.value:.0f} weeks."
        case RecoveryStep.SEE_RECURRING:
            return f"See a physiotherapist if it comes back: {RECURRING_EPISODES.value:.0f} or more times in twelve months that keep you from training. Take your Lumbar report along."
        case _:
            raise ValueError(f"{step} is no step of whom to see")


def _range(bounds: tuple[float, float] | None) -> str:
    return "" if bounds is None else f"{bounds[0]:.0f} to {bounds[1]:.0f}"


_TITLES: dict[RecoveryStep, str] = {
    RecoveryStep.EASE_OFF: "Ease off what hurts",
    RecoveryStep.COLD: "Cold, if you like it",
    RecoveryStep.WARMTH: "Warmth, just as well",
    RecoveryStep.WALK: "A short walk",
    RecoveryStep.KEEP_MOVING: "Keep moving",
    RecoveryStep.WALK_LONGER: "Longer walks",
    RecoveryStep.TRAIN_WITHIN_LIMITS: "Train within limits",
    RecoveryStep.KEEP_TRAINING: "Keep training",
    RecoveryStep.SEE_WORSE: "If it is severe, spreads or gets worse",
    RecoveryStep.SEE_NOT_IMPROVING: "If it does not improve",
    RecoveryStep.SEE_NOT_SETTLED: "If it does not settle",
    RecoveryStep.SEE_RECURRING: "If it keeps coming back",
}
