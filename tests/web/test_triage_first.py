"""Triage first, through the pages: from an urgent answer no page leads to an exercise."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from tests.cli.made_logs import JUMP_DAY, strong_file, strong_row
from tests.web.conftest import TODAY, House, Said, Visitor, text_of

from lumbar import wiring
from lumbar.core.triage.disposition import Disposition
from lumbar.core.triage.questions import CAUDA_EQUINA, EMERGENCY_GROUP, Question
from lumbar.wording import first_minute, plan, triage

URGENT = (Disposition.EMERGENCY, Disposition.SAME_DAY)
HEADINGS_OF_A_SESSION = {
    plan.WARM_UP_TITLE,
    plan.MAIN_LIFTS_TITLE,
    plan.CORE_TITLE,
    plan.GEAR_TITLE,
    plan.STOP_TITLE,
    *(drill.name for drill in wiring.drills()),
}
WALKS = [
    *((question, "unknown") for question in EMERGENCY_GROUP),
    *((question, said) for question in CAUDA_EQUINA for said in ("no", "yes")),
]


def headings(page: httpx.Response) -> set[str]:
    return {text_of(each) for each in re.findall(r"<h[1-6].*?</h[1-6]>", page.text, re.DOTALL)}


def assert_no_session(visitor: Visitor) -> None:
    answer = visitor.get("/answer")
    assert headings(answer) & HEADINGS_OF_A_SESSION == set()
    assert first_minute.MINUTES_LABEL not in re.findall(r'aria-label="(.*?)"', answer.text)
    for minutes in ("30", "60", "90"):
        part = visitor.get(f"/session?minutes={minutes}", **{"hx-request": "true"})
        assert text_of(part) == ""
        assert visitor.get(f"/session?minutes={minutes}").headers["location"] == "/answer#session"
    assert headings(visitor.get("/report")) & HEADINGS_OF_A_SESSION == set()


def assert_no_session_and_no_advice(visitor: Visitor) -> None:
    assert_no_session(visitor)
    assert "Next time" not in text_of(visitor.get("/answer"))
    assert "Next time" not in text_of(visitor.get("/report"))


@pytest.mark.parametrize(("question", "old_and_stable"), WALKS)
def test_no_page_leads_from_an_urgent_answer_to_an_exercise(
    house: House, with_a_log: Visitor, question: Question, old_and_stable: str
) -> None:
    answer = with_a_log.check_in(Said(yes=[question], old_and_stable=old_and_stable))
    follow_up = ["old_and_stable"] if question in CAUDA_EQUINA else []
    assert with_a_log.asked == ["pain", "emergency", *follow_up]
    [*_, stored] = house.check_ins
    assert stored.disposition in URGENT
    assert triage.title(stored.disposition) in text_of(answer)
    assert_no_session_and_no_advice(with_a_log)


@pytest.mark.parametrize("question", EMERGENCY_GROUP)
def test_the_same_without_a_log(house: House, visitor: Visitor, question: Question) -> None:
    visitor.post("/no-log", {"which_lift": "Deadlift", "new": "yes", "heavier": "yes", "after_a_break": "yes"})
    visitor.post("/when", {"day": "cannot-say"})
    visitor.check_in(Said(yes=[question]))
    assert house.check_ins[-1].disposition in URGENT
    assert_no_session_and_no_advice(visitor)


def test_an_urgent_answer_is_said_before_anything_else(with_a_log: Visitor) -> None:
    answer = text_of(with_a_log.check_in(Said(yes=[Question.SADDLE_NUMBNESS])))
    said = [answer.index(words) for words in ("CALL NOW", "Call now", "What was different before your back hurt")]
    assert said == sorted(said)


def test_an_urgent_answer_is_told_even_where_there_is_no_log_in_hand(house: House, visitor: Visitor) -> None:
    """The program was started anew in the middle of the questions, so the log that was not kept is gone."""
    answer = visitor.check_in(Said(yes=[Question.SADDLE_NUMBNESS]))
    assert house.check_ins[-1].disposition is Disposition.EMERGENCY
    assert triage.title(Disposition.EMERGENCY) in text_of(answer)


def test_nothing_is_planned_before_a_check_in(with_a_log: Visitor) -> None:
    answer = text_of(with_a_log.get("/answer"))
    assert plan.NO_SESSION_TITLE in answer
    assert first_minute.CHECK_IN_FIRST_BUTTON in answer
    assert first_minute.NOT_ASKED_YET in answer
    assert_no_session(with_a_log)


def test_where_there_is_a_session_its_parts_are_there_to_be_missed(with_a_log: Visitor) -> None:
    """Else the tests above would look for something that no page has."""
    answer = with_a_log.check_in(Said(pain=2))
    assert headings(answer) >= {plan.WARM_UP_TITLE, plan.MAIN_LIFTS_TITLE, plan.CORE_TITLE, plan.STOP_TITLE, "Deadlift"}
    assert "Next time" in text_of(answer)
    assert text_of(with_a_log.get("/session?minutes=30", **{"hx-request": "true"})).startswith("I have 30 min")


@pytest.mark.parametrize(
    "said",
    [None, Said(left_open=["emergency"]), Said(yes=[Question.SADDLE_NUMBNESS])],
    ids=["no check-in", "left open", "emergency"],
)
def test_there_is_no_heading_of_a_session_where_there_is_none(with_a_log: Visitor, said: Said | None) -> None:
    answer = with_a_log.get("/answer") if said is None else with_a_log.check_in(said)
    assert first_minute.SESSION_TITLE not in headings(answer)


def test_questions_left_open_are_not_taken_for_no(house: House, with_a_log: Visitor) -> None:
    answer = text_of(with_a_log.check_in(Said(left_open=["emergency", "symptoms", "context"])))
    assert house.check_ins[-1].disposition is Disposition.INCOMPLETE
    assert house.check_ins[-1].report.answers == {}
    assert plan.NO_SESSION_TITLE in answer
    assert "numbness between the legs" in answer


def test_not_sure_is_stored_as_unknown_and_not_as_no(house: House, with_a_log: Visitor) -> None:
    with_a_log.check_in(Said(unsure=[Question.FOOT_DROP]))
    [*_, stored] = house.check_ins
    assert Question.FOOT_DROP in stored.report.unknown(EMERGENCY_GROUP)
    assert stored.disposition is Disposition.INCOMPLETE


def test_an_urgent_answer_that_was_taken_back_is_still_spoken_of(with_a_log: Visitor) -> None:
    with_a_log.check_in(Said(yes=[Question.SADDLE_NUMBNESS]))
    answer = text_of(with_a_log.check_in(Said()))
    assert "If nobody has looked at it since" in answer
    for page in ("/answer", "/report"):
        assert text_of(with_a_log.get(page)).count("If nobody has looked at it since") == 1, "said once on each page"


@pytest.mark.parametrize(
    ("said", "word"),
    [
        (Said(pain=2), "TRAIN"),
        (Said(pain=4), "TRAIN MODIFIED"),
        (Said(pain=8), "REST TODAY"),
        (Said(yes=[Question.UNRELENTING_OR_NIGHT_PAIN]), "SEE A CLINICIAN"),
        (Said(yes=[Question.FOOT_DROP]), "SEE A CLINICIAN"),
        (Said(yes=[Question.SADDLE_NUMBNESS]), "CALL NOW"),
        (Said(left_open=["emergency"]), "NO SESSION YET"),
    ],
    ids=["train", "modify", "rest", "within days", "same day", "emergency", "incomplete"],
)
def test_every_outcome_has_its_word_first(visitor: Visitor, tmp_path: Path, said: Said, word: str) -> None:
    days = [TODAY - timedelta(days=3 * ago + 1) for ago in range(40, -1, -1)]
    rows = [strong_row(day, "100.0", order=order) for day in days for order in (1, 2, 3)]
    visitor.drop_log(strong_file(tmp_path / "steady.csv", rows))
    visitor.post("/when", {"day": "cannot-say"})
    answer = visitor.check_in(said)
    assert text_of(re.findall(r"<h2.*?</h2>", answer.text, re.DOTALL)[0]) == word


@pytest.mark.parametrize("step", ["emergency", "symptoms", "inflammatory", "context"])
def test_leaving_a_list_open_does_what_the_button_says(with_a_log: Visitor, step: str) -> None:
    """Where the page says that there will be no session, there is none."""
    said = Said(left_open=[step], duration="200")
    for before in ("pain", "emergency", "symptoms", "inflammatory"):
        if before == step:
            break
        with_a_log.post(f"/check-in/{before}", said.form(before, with_a_log.get("/check-in").text))
    promised = "there will be no session until it is" in text_of(with_a_log.get("/check-in"))
    answer = with_a_log.check_in(said)
    assert step in with_a_log.asked
    assert not (promised and plan.MAIN_LIFTS_TITLE in headings(answer))


def test_a_day_of_the_past_changes_nothing_of_what_was_answered_today(with_a_log: Visitor) -> None:
    with_a_log.check_in(Said(yes=[Question.SADDLE_NUMBNESS]))
    with_a_log.post("/when", {"day": JUMP_DAY.replace(day=1).isoformat()})
    assert_no_session_and_no_advice(with_a_log)
