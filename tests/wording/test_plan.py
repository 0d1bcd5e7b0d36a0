"""The sentences of a session: calm, complete over every reason, and without the words that are not to be used."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.core.plan.made import ON, checked_in, planned, weeks_of
from tests.made_training import log_of, session, sets_of

from lumbar.core.plan.decision import Decision, RefusalKind, Refused
from lumbar.core.plan.drills import Kind, PlannedDrill
from lumbar.core.plan.gear import Gear
from lumbar.core.plan.limits import Limit, Limited, LimitedBy
from lumbar.core.plan.main_work import PlannedSet
from lumbar.core.plan.recovery import STEPS, Phase
from lumbar.core.plan.session import NoLifts, StopRule
from lumbar.core.quantities import Grams, MassUnit
from lumbar.core.references import OUR_JUDGEMENT
from lumbar.core.triage.questions import Question
from lumbar.wording.plan import (
    COOL_DOWN_NOTE,
    after_title,
    decision_reason,
    decision_title,
    drill_cue,
    drill_sentence,
    drill_words,
    gear_sentence,
    instead_words,
    lift_reason,
    limit_sentence,
    minutes_sentence,
    no_lifts_sentence,
    refusal_command_hint,
    refusal_sentence,
    refusal_title,
    set_words,
    sets_words,
    stop_sentence,
    substitution_sentence,
)
from lumbar.wording.recovery import phase_title, step_sentence, step_title

NEVER = ("injury risk", "safe to", "dangerous", "guarantee")


def everything_said() -> list[str]:
    said = [decision_title(decision) for decision in Decision]
    said += [refusal_sentence(Refused(kind, None)) for kind in RefusalKind]
    said += [refusal_title(Refused(kind, None)) for kind in RefusalKind]
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
    assert "keeps 100 % of your usual leg work at 14 % of the lower-back load" in said
    assert "6 of 6" in said
    assert "is a model" in said
    assert "75 kg was used" in said


def test_a_load_is_shown_in_the_unit_of_the_log() -> None:
    assert set_words(5, Grams(111_130), MassUnit.LB) == "5 × 245 lb"
    assert set_words(8, None, MassUnit.KG) == "8 repetitions"


def test_the_cool_down_promises_nothing() -> None:
    assert "does not measurably prevent soreness" in COOL_DOWN_NOTE


@pytest.mark.parametrize("kind", RefusalKind)
def test_a_command_is_named_apart_and_only_where_checking_in_is_the_thing_to_do(kind: RefusalKind) -> None:
    refused = Refused(kind, None)
    assert "lumbar " not in refusal_sentence(refused)
    urgent = kind in (RefusalKind.EMERGENCY, RefusalKind.SAME_DAY)
    assert refusal_command_hint(refused) == ("" if urgent else "The command for it is lumbar check-in.")


def test_a_refusal_is_titled_with_its_word_or_with_none_yet() -> None:
    titles = {kind: refusal_title(Refused(kind, None)) for kind in RefusalKind}
    assert titles.pop(RefusalKind.EMERGENCY) == "CALL NOW"
    assert titles.pop(RefusalKind.SAME_DAY) == "SEE A CLINICIAN"
    assert set(titles.values()) == {"NO SESSION YET"}


def test_sets_that_are_alike_are_said_together_and_others_one_by_one() -> None:
    heavy, light = PlannedSet(5, Grams(100_000), 8), PlannedSet(8, Grams(82_500), 8)
    assert sets_words((heavy, heavy, heavy), MassUnit.KG) == "3 sets of 5 × 100 kg, effort at most 8 of 10"
    assert sets_words((heavy, light), MassUnit.KG) == "5 × 100 kg, 8 × 82.5 kg, effort at most 8 of 10"
    assert sets_words((heavy,), MassUnit.KG) == "5 × 100 kg, effort at most 8 of 10"
    assert sets_words((PlannedSet(10, None, 7),) * 2, MassUnit.KG) == "2 sets of 10 repetitions, effort at most 7 of 10"


def drill(seconds: int | None, repetitions: int | None, sets: int, cue: str = "Slowly.") -> PlannedDrill:
    return PlannedDrill("Side bridge", Kind.HOLD, seconds, repetitions, sets, cue, (OUR_JUDGEMENT,))


def test_a_drill_is_said_in_seconds_or_in_times() -> None:
    assert drill_sentence(drill(30, None, 2), MassUnit.KG) == "Side bridge, 2 x 30 s. Slowly."
    assert drill_sentence(drill(None, 10, 1), MassUnit.KG) == "Side bridge, 10 times. Slowly."
    assert drill_sentence(drill(None, 10, 3, cue=""), MassUnit.KG) == "Side bridge, 3 x 10 times."
    eased = replace(drill(60, None, 1), only_if_it_eases=True)
    assert (drill_words(eased, MassUnit.KG), drill_cue(eased)) == ("60 s", "Slowly. Only if it eases.")


def test_a_lighter_set_before_a_lift_is_said_with_its_load() -> None:
    lighter = replace(drill(None, 5, 1, cue=""), name="Back squat", kind=Kind.RAMP, load=Grams(60_000))
    assert drill_sentence(lighter, MassUnit.KG) == "Back squat, lighter first: 5 × 60 kg"
    assert drill_cue(lighter) == ""


def test_what_stands_last_is_named_for_what_comes_before_it() -> None:
    assert after_title(planned(log_of([]), checked_in(2)).decided) == "Cool-down"
    assert after_title(planned(log_of([]), checked_in(7)).decided) == "Gentle movement"


def test_a_lift_of_the_own_log_stands_in_nobodys_place() -> None:
    assert instead_words(planned(log_of(weeks_of(("Back squat", 100, 5, 3))), checked_in(2)).main[0]) == ""


def test_the_time_is_said_to_be_an_estimate() -> None:
    assert minutes_sentence(42) == "About 42 minutes."
