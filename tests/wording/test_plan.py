"""The sentences of a session: calm, complete over every reason, and without the words that are not to be used."""

from __future__ import annotations

import pytest
from tests.core.plan.made import ON, checked_in, planned, weeks_of
from tests.made_training import log_of, session, sets_of

from lumbar.core.plan.decision import Decision, RefusalKind, Refused
from lumbar.core.plan.gear import Gear
from lumbar.core.plan.limits import Limit, Limited, LimitedBy
from lumbar.core.plan.recovery import STEPS, Phase
from lumbar.core.plan.session import NoLifts, StopRule
from lumbar.core.quantities import Grams, MassUnit
from lumbar.core.references import OUR_JUDGEMENT
from lumbar.core.triage.questions import Question
from lumbar.wording.plan import (
    COOL_DOWN_NOTE,
    decision_reason,
    decision_title,
    gear_sentence,
    lift_reason,
    limit_sentence,
    no_lifts_sentence,
    refusal_sentence,
    set_words,
    stop_sentence,
    substitution_sentence,
)
from lumbar.wording.recovery import phase_title, step_sentence, step_title

NEVER = ("injury risk", "safe to", "dangerous", "guarantee")


def everything_said() -> list[str]:
    said = [decision_title(decision) for decision in Decision]
    said += [refusal_sentence(Refused(kind, None)) for kind in RefusalKind]
    said += [stop_sentence(rule) for rule in StopRule] + [gear_sentence(gear) for gear in Gear]
    said += [no_lifts_sentence(why) for why in NoLifts] + [phase_title(phase) for phase in Phase]
    said += [step_sentence(step) for step in STEPS] + [step_title(step.step) for step in STEPS]
    said += [limit_sentence(Limit(limited, 2, 1, by, (OUR_JUDGEMENT,))) for limited in Limited for by in LimitedBy]
    return said


@pytest.mark.parametrize("sentence", everything_said())
def test_every_sentence_says_something_and_frightens_nobody(sentence: str) -> None:
    assert sentence
    assert not any(word in sentence.lower() for word in NEVER)


def test_the_decision_is_one_of_five_words() -> None:
    said = [decision_title(decision) for decision in Decision]
    assert said == ["TRAIN", "TRAIN MODIFIED", "REST TODAY", "SEE A CLINICIAN", "CALL NOW"]


def test_the_pain_lines_are_said_to_be_borrowed() -> None:
    for pain in (2, 4, 7):
        reason = decision_reason(planned(log_of([]), checked_in(pain)).decided)
        assert f"Your pain is {pain} of 10" in reason
        assert "not tested for backs" in reason


def test_an_answer_is_named_as_the_reason() -> None:
    decided = planned(log_of([]), checked_in(1, yes=[Question.WORSE_WITH_ARCHING_OR_ROTATION])).decided
    assert "arching or turning" in decision_reason(decided)


def test_a_lift_says_what_was_done_the_last_time() -> None:
    lift = planned(log_of(weeks_of(("Back squat", 100, 5, 3))), checked_in(2)).main[0]
    assert lift_reason(lift, MassUnit.KG) == (
        "One more repetition than 5 × 100 kg on 26 May 2026, since it went the same twice "
        "(3 days since the last, usually 3)."
    )


def test_a_swap_says_both_figures_and_how_they_came_about() -> None:
    pressed = session(ON.replace(month=4), sets_of("Leg press", (160, 8)))
    filler = [session(ON.replace(day=day), sets_of("Back squat", (95, 5))) for day in (1, 6)]
    swap = planned(log_of([*weeks_of(("Back squat", 100, 5, 3)), pressed, *filler]), checked_in(4)).substitution
    assert swap is not None
    said = substitution_sentence(swap)
    assert "keeps 100 % of your usual leg work at 21 % of the lower-back load" in said
    assert "6 of 6" in said
    assert "is a model" in said
    assert "75 kg was used" in said


def test_a_load_is_shown_in_the_unit_of_the_log() -> None:
    assert set_words(5, Grams(111_130), MassUnit.LB) == "5 × 245 lb"
    assert set_words(8, None, MassUnit.KG) == "8 repetitions"


def test_the_cool_down_promises_nothing() -> None:
    assert "does not measurably prevent soreness" in COOL_DOWN_NOTE
