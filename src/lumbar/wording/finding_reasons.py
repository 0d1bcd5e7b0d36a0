"""Why a difference might matter, and what it leads to: never more than is known, and never a threat."""

from __future__ import annotations

from lumbar.core.causes.finding import Finding, FindingKind
from lumbar.core.causes.prevention import (
    ADVISED_STEP,
    RAMP_SET_COUNT,
    RETURN_SHARE,
    RETURN_WEEKS,
    START_LIGHT_WEEKS,
    Prevention,
)


def why_it_might_matter(finding: Finding) -> str:
    """The reason to look at a difference, as far as there is one."""
    if finding.kind is FindingKind.TOLD:
        return "Memory leans towards an explanation once something hurts, so take it as a hint."
    small_step = (finding.value or 0) <= (1 + ADVISED_STEP.value) * (finding.usual or 0)
    if finding.kind is FindingKind.LOAD_JUMP and small_step:
        return "Why it might matter: the step is within the usual advice of 2 to 10 %, but large for you."
    return f"Why it might matter: {_WHY[finding.kind]}"


def prevention_sentence(prevention: Prevention) -> str:
    """What a finding leads to, as one piece of advice; empty where nothing needs doing."""
    return _PREVENTION[prevention]


_CHANGED_PROGRAMME = (
    "a changed programme asks for something the body is less used to; no study links set ratios to back pain."
)
_FORM = (
    "moving otherwise than usual, under a load you are not used to, is reasonable to change when your back hurts; "
    "it has not been shown to cause back pain in itself."
)
_WHY: dict[FindingKind, str] = {
    FindingKind.NO_TRAINING: "the back may have been busy with something the log does not show.",
    FindingKind.RETURN_AFTER_BREAK: "strength falls in a break while the loads in the log do not.",
    FindingKind.LOAD_JUMP: "usual advice is to add 2 to 10 % at a time; a larger step leaves less time to adapt.",
    FindingKind.VOLUME_JUMP: "much more of one lift than usual leaves less time to adapt.",
    FindingKind.EXPOSURE_SPIKE: "a sudden rise is plausible as a trigger, but no such ratio predicts one person's pain.",
    FindingKind.NO_REST_DAYS: "without a day between, there is less time to recover.",
    FindingKind.NEW_EXERCISE: "your back had not done this movement under load in this log.",
    FindingKind.NO_RAMP: "warming up helps the lift itself; that it protects a back has not been shown.",
    FindingKind.MONOTONY: "where hard and easy days are alike there is less room to recover; that it leads to back pain has not been shown.",
    FindingKind.NEAR_FAILURE: "the last repetitions before failure tire most; that they lead to back pain has not been shown.",
    FindingKind.BACK_LOAD_SPIKE: "a sudden rise is plausible as a trigger; the model is coarse, and no such ratio predicts one person's pain.",
    FindingKind.CORE_SHARE: _CHANGED_PROGRAMME,
    FindingKind.POSTERIOR_CHAIN_SHARE: _CHANGED_PROGRAMME,
    FindingKind.PUSH_PULL: _CHANGED_PROGRAMME,
    FindingKind.SELF_TEST: "such tests are weakly linked with later back trouble at most; take it as one piece of the picture.",
    FindingKind.FORM_CHANGE: _FORM,
    FindingKind.FORM_FAULT: _FORM,
}
_PREVENTION: dict[Prevention, str] = {
    Prevention.GRADED_RETURN: (
        f"Next time: after time off start with about {100 * RETURN_SHARE.value:.0f} % of your usual sets and build up over {RETURN_WEEKS.value} weeks."
    ),
    Prevention.SMALL_STEPS: "Next time: change one thing at a time, in small steps, and see how the next morning feels.",
    Prevention.SPREAD_THE_WORK: "Next time: spread the extra work over more weeks.",
    Prevention.REST_DAYS: "Next time: put a day without lifting between hard days.",
    Prevention.START_LIGHT: f"Next time: begin a new exercise light, with few sets, for the first {START_LIGHT_WEEKS.value} weeks.",
    Prevention.RAMP_SETS: f"Next time: warm up dynamically and do up to {RAMP_SET_COUNT.value} lighter sets before the first heavy one.",
    Prevention.LOG_WARM_UPS: "Write your warm-up sets down, or flag them, and Lumbar can tell when one was missing.",
    Prevention.LIGHTER_WHEN_TIRED: "Next time: on a tired day take less weight or fewer sets, and stop earlier.",
    Prevention.VARY_THE_DAYS: "Next time: let heavy and light days take turns, and keep days without lifting between them.",
    Prevention.LEAVE_REPETITIONS: "Next time: stop most sets that load your back with two or three repetitions left.",
    Prevention.LOG_EFFORT: "Write an RPE or the repetitions in reserve beside your sets, and Lumbar can tell when more of them than usual were near failure.",
    Prevention.BALANCE_THE_PROGRAMME: "Next time: change the mix of your programme over some weeks, not all at once.",
    Prevention.TRAIN_WHAT_CHANGED: "Next time: train what fell behind in small steps, and test it again after some weeks.",
    Prevention.FILM_A_SET: "A film of a set from your phone can tell, and so can a motion-capture track: see lumbar form.",
    Prevention.KEEP_YOUR_FORM: "Next time: end the set where your repetitions stop looking like your first ones, or take less weight, and film one set to see.",
    Prevention.FILM_AGAIN: "Filmed like that, Lumbar can tell the next time.",
    Prevention.NONE_NEEDED: "",
    Prevention.WITHHELD: "",
}
