"""Today's session as a page has it: the decision first, all that is planned, and nothing to do where there is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.plan.made import ON, checked_in, logs, plan, planned, weeks_of
from tests.made_training import log_of, session, sets_of
from tests.pages.made_explanations import EVERY_WEEK, HOSTILE
from tests.pages.made_pages import ids_of, page_of, text_of

from lumbar.core.plan.decision import RefusalKind, Refused
from lumbar.core.plan.session import PlannedSession
from lumbar.core.quantities import MassUnit
from lumbar.core.training import TrainingLog
from lumbar.core.triage.disposition import Disposition
from lumbar.core.triage.questions import Assessment, Question
from lumbar.pages.explanation_view import explanation_view
from lumbar.pages.session_view import session_view
from lumbar.wording import triage
from lumbar.wording.plan import lift_reason, no_lifts_sentence, refusal_sentence, stop_sentence, substitution_sentence

BOTH = "{{ today.decision_card(view) }}{{ today.session(view) }}"
SQUATS = log_of(weeks_of(("Back squat", 100, 5, 3)))
REFUSALS = {
    RefusalKind.EMERGENCY: Disposition.EMERGENCY,
    RefusalKind.SAME_DAY: Disposition.SAME_DAY,
    RefusalKind.QUESTIONS_UNANSWERED: Disposition.INCOMPLETE,
    RefusalKind.PAIN_NOT_RATED: Disposition.SELF_CARE,
    RefusalKind.CHECK_IN_FIRST: None,
}


def page(answer: PlannedSession | Refused, unit: MassUnit = MassUnit.KG) -> ET.Element:
    return page_of(BOTH, view=session_view(answer, unit))


def swapped() -> PlannedSession:
    """A pain of 4 and a leg press in the log: the squat is replaced."""
    pressed = session(ON.replace(month=4), sets_of("Leg press", (160, 8)))
    filler = [session(ON.replace(day=day), sets_of("Back squat", (95, 5))) for day in (1, 6)]
    return planned(log_of([*weeks_of(("Back squat", 100, 5, 3)), pressed, *filler]), checked_in(4))


def test_an_ordinary_day_has_the_decision_the_minutes_and_its_parts_in_order() -> None:
    session = planned(SQUATS, checked_in(2))
    view = session_view(session, MassUnit.KG)
    assert (view.title, view.level, view.calm) == ("TRAIN", "Look after it yourself", True)
    assert view.minutes == f"About {session.minutes} minutes."
    assert [section.title for section in view.sections] == ["Warm-up", "Main lifts", "Core", "Cool-down"]
    (squat,) = view.sections[1].rows
    assert (squat.name, squat.much) == ("Back squat", "6 × 100 kg, 5 × 100 kg, 5 × 100 kg, effort at most 8 of 10")
    assert squat.why == lift_reason(session.main[0], MassUnit.KG)


def test_loads_are_in_the_unit_that_was_asked_for() -> None:
    """100 kg is 220.46 lb, shown with one decimal."""
    (squat,) = session_view(planned(SQUATS, checked_in(2)), MassUnit.LB).sections[1].rows
    assert squat.much == "6 × 220.5 lb, 5 × 220.5 lb, 5 × 220.5 lb, effort at most 8 of 10"
    assert "100 kg" not in text_of(page(planned(SQUATS, checked_in(2)), MassUnit.LB))


def test_a_swap_is_told_and_the_lift_says_in_whose_place_it_stands() -> None:
    session = swapped()
    assert session.substitution
    view = session_view(session, MassUnit.KG)
    assert f"{view.substitution} {view.substitution_how}" == substitution_sentence(session.substitution)
    assert [row.instead_of for row in view.sections[1].rows] == ["instead of back squat"]
    assert "Leg press instead of back squat" in text_of(page(session))


def test_a_day_of_rest_has_gentle_movement_and_no_lifts() -> None:
    view = session_view(planned(SQUATS, checked_in(7)), MassUnit.KG)
    assert (view.title, view.no_lifts, view.calm) == ("REST TODAY", "", True)
    assert [section.title for section in view.sections] == ["Gentle movement"]
    assert view.sections[0].note == ""


def test_within_days_is_the_word_of_a_clinician_and_calm() -> None:
    view = session_view(planned(SQUATS, checked_in(2, Disposition.WITHIN_DAYS)), MassUnit.KG)
    assert (view.title, view.level, view.calm) == ("SEE A CLINICIAN", "This week", True)


def test_where_lifts_are_left_out_the_reason_stands_in_their_place() -> None:
    session = planned(log_of([]), checked_in(2))
    assert session.no_lifts
    said = no_lifts_sentence(session.no_lifts)
    view = session_view(session, MassUnit.KG)
    assert view.no_lifts == said
    (main,) = [part for part in page(session).iter("section") if said in text_of(part)]
    assert text_of(main) == f"Main lifts {said}"


def test_a_clinicians_words_are_kept_and_cannot_become_markup() -> None:
    assessment = Assessment(on=ON, by=HOSTILE, restrictions=(HOSTILE,), expires=ON + timedelta(days=9))
    check_in = checked_in(2)
    shown = page(planned(SQUATS, replace(check_in, report=replace(check_in.report, assessment=assessment))))
    assert list(shown.iter("img")) == list(shown.iter("script")) == []
    assert text_of(shown).count("<img src=x") == 2


@pytest.mark.parametrize("kind", RefusalKind)
def test_a_refusal_has_nothing_in_it_that_could_be_an_exercise(kind: RefusalKind) -> None:
    refused = Refused(kind, REFUSALS[kind])
    view = session_view(refused, MassUnit.KG)
    assert (view.sections, view.minutes, view.no_lifts, view.substitution, view.gear) == ((), "", "", "", ())
    shown = page(refused)
    assert [element.tag for element in shown] == ["section"], "the card and nothing else"
    assert view.reason == refusal_sentence(refused)
    assert view.reason in text_of(shown)
    assert "lumbar check-in" not in text_of(shown), "nobody types on a page"


@pytest.mark.parametrize(("kind", "level"), REFUSALS.items())
def test_the_level_of_help_stands_on_the_card_and_red_means_now(kind: RefusalKind, level: Disposition | None) -> None:
    (card,) = page(Refused(kind, level))
    now = kind in (RefusalKind.EMERGENCY, RefusalKind.SAME_DAY)
    assert card.attrib["class"] == ("decision" if now else "decision calm")
    assert (card.find(".//p[@class='level']") is None) is (level is None)
    if level:
        assert f"{triage.title(level)}: {triage.what_to_do(level)}" in text_of(card)


def test_too_early_for_a_word_is_said() -> None:
    assert session_view(Refused(RefusalKind.CHECK_IN_FIRST, None), MassUnit.KG).title == "NO SESSION YET"
    assert session_view(Refused(RefusalKind.EMERGENCY, Disposition.EMERGENCY), MassUnit.KG).title == "CALL NOW"


@given(logs(), st.none() | st.integers(0, 10), st.sampled_from(Disposition), st.integers(5, 120))
@settings(max_examples=40, deadline=None)
def test_everything_that_is_planned_is_on_the_page_and_nothing_else(
    log: TrainingLog, pain: int | None, disposition: Disposition, minutes: int
) -> None:
    answer = plan(log, checked_in(pain, disposition), minutes)
    shown = page(answer)
    names = [text_of(each) for each in shown.iter("h3")]
    if isinstance(answer, Refused):
        assert names == []
        return
    drills = [[drill.name for drill in part] for part in (answer.warm_up, answer.core, answer.cool_down)]
    lifts = [
        f"{lift.exercise.name} instead of {lift.replaces.name.lower()}" if lift.replaces else lift.exercise.name
        for lift in answer.main
    ]
    assert names == [*drills[0], *lifts, *drills[1], *drills[2]]
    assert all(stop_sentence(rule) in text_of(shown) for rule in answer.stop_rules)
    assert all(source.citation in text_of(shown) for source in answer.decided.sources)
    sources_and_figures = 1 + (answer.substitution is not None)
    assert len(list(shown.iter("details"))) == len(answer.main) + sources_and_figures
    ids = ids_of(shown)
    assert len(ids) == len(set(ids))


def test_answer_and_session_stand_on_one_page_without_sharing_an_id() -> None:
    shown = page_of(
        BOTH + "{{ answer.help_card(told) }}{{ answer.changed(told) }}{{ answer.sources(told) }}",
        view=session_view(planned(SQUATS, checked_in(1, yes=[Question.WORSE_WITH_ARCHING_OR_ROTATION])), MassUnit.KG),
        told=explanation_view(EVERY_WEEK, MassUnit.KG),
    )
    ids = ids_of(shown)
    assert len(ids) == len(set(ids))
    assert {name.partition("-")[0] for name in ids} == {"answer", "finding", "session"}
