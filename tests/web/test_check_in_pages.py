"""The check-in page by page: the same questions, and the same report in the store, as on the terminal."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.web.conftest import TODAY, House, Said, TickingClock, Visitor, text_of

from lumbar.cli.check_in_screens import Screen, ask_in_screens
from lumbar.core.symptoms import Nprs
from lumbar.core.triage.disposition import Disposition
from lumbar.core.triage.questions import (
    CONTEXT,
    COURSE,
    EMERGENCY_GROUP,
    INFLAMMATORY,
    SYMPTOMS,
    Answer,
    Question,
    Report,
)
from lumbar.usecases.check_in import URGENT
from lumbar.usecases.check_in_steps import Entered
from lumbar.usecases.ports import CheckIn
from lumbar.web.app import create_app
from lumbar.wording import check_in as terminal
from lumbar.wording import first_minute
from lumbar.wording.triage import question_text

STEP_OF_TITLE = {
    "First, the signs that cannot wait": "emergency",
    "What you feel": "symptoms",
    "When it began, and what eases it": "inflammatory",
    "About you": "context",
}


@dataclass
class TypingWindow:
    """A terminal at which the same person types the same answers."""

    said: Said
    screen: Screen = field(default_factory=lambda: Screen("", ""))

    def show(self, screen: Screen) -> None:
        self.screen = screen

    def say(self, sentence: str) -> None:
        """Nothing said here changes what this person types."""

    def ask(self, prompt: str) -> str:
        left_open = STEP_OF_TITLE.get(self.screen.title) in self.said.left_open
        typed = {
            terminal.PAIN_PROMPT: str(self.said.pain),
            terminal.NO_SYMPTOMS_PROMPT: self.said.no_symptoms,
            terminal.YES_NO_PROMPT: self.said.old_and_stable.replace("unknown", ""),
            terminal.CARRIED_OVER_PROMPT: self.said.still_right,
            terminal.CHECKLIST_PROMPT: "" if left_open else self._numbers(),
            terminal.DURATION_PROMPT: f"{self.said.duration} {self.said.duration_unit}" if self.said.duration else "",
            terminal.AGE_PROMPT: self.said.age,
            terminal.SEX_PROMPT: self.said.sex.replace("unknown", ""),
        }
        return typed[prompt]

    def _numbers(self) -> str:
        items = [item for group in self.screen.groups.values() for item in group]
        ticked = {question_text(question) for question in self.said.yes}
        return " ".join(str(number) for number, item in enumerate(items, start=1) if item in ticked) or "0"


def typed_on_the_terminal(said: Said, before: Sequence[CheckIn]) -> Report:
    *_, entered = ask_in_screens(Entered(TODAY), TypingWindow(said), before=before)
    return entered.report()


QUESTIONS = (*EMERGENCY_GROUP, *SYMPTOMS, *COURSE, *INFLAMMATORY, *CONTEXT)
YES_NO = st.sampled_from(["yes", "no"])
SAID = st.builds(
    Said,
    pain=st.sampled_from([0, 0, 1, 4, 10]),
    yes=st.one_of(
        st.just(()), st.sets(st.sampled_from(QUESTIONS[13:]), max_size=6), st.sets(st.sampled_from(QUESTIONS))
    ),
    duration=st.sampled_from(["", "0", "1", "3", "14", "200", "99"]),
    duration_unit=st.sampled_from(["days", "weeks", "months", "years"]),
    age=st.sampled_from(["", "0", "15", "35", "120"]),
    sex=st.sampled_from(["female", "male", "other", "unknown"]),
    old_and_stable=st.sampled_from(["yes", "no", "unknown"]),
    no_symptoms=YES_NO,
    still_right=YES_NO,
    left_open=st.one_of(st.just(frozenset[str]()), st.frozensets(st.sampled_from(list(STEP_OF_TITLE.values())))),
)


@settings(max_examples=15, deadline=None)
@given(st.lists(SAID, min_size=1, max_size=3))
def test_the_same_answers_store_the_same_report_as_on_the_terminal(several: list[Said]) -> None:
    """One check-in after the other, so that what was told before is carried over as well."""
    with tempfile.TemporaryDirectory() as folder, asyncio.Runner() as runner:
        data = Path(folder)
        house = House(create_app(data, TickingClock()), data, runner)
        visitor = house.visitor()
        for said in several:
            before = house.check_ins
            expected = typed_on_the_terminal(said, before)
            visitor.check_in(said)
            noted, *urgent, stored = house.check_ins[len(before) :]
            assert stored.report == expected
            assert all(each.disposition in URGENT for each in urgent), "only what cannot wait is stored in between"
            assert noted.report == Report(on=TODAY, pain=Nprs(said.pain)), "the pain is noted when it is tapped"


def test_an_ordinary_sore_back_is_four_pages(house: House, visitor: Visitor) -> None:
    visitor.check_in(Said(pain=4, age="41", sex="female"))
    assert visitor.asked == ["pain", "emergency", "symptoms", "context"]
    stored = house.check_ins[-1].report
    assert (stored.pain, stored.duration_days, stored.age, stored.sex.value) == (Nprs(4), 3, 41, "female")
    assert stored.answers == dict.fromkeys((*EMERGENCY_GROUP, *SYMPTOMS, *COURSE, *CONTEXT), Answer.NO)


def test_the_next_time_the_context_is_one_tap(house: House, visitor: Visitor) -> None:
    visitor.check_in(Said(yes=[Question.DIABETES], age="41", sex="female"))
    visitor.check_in(Said())
    assert visitor.asked == ["pain", "emergency", "symptoms", "still_right"]
    stored = house.check_ins[-1].report
    assert (stored.age, stored.sex.value, stored.answer(Question.DIABETES)) == (41, "female", Answer.YES)


def test_what_is_carried_over_is_named_before_it_is_confirmed(visitor: Visitor) -> None:
    visitor.check_in(Said(yes=[Question.DIABETES], age="41", sex="female"))
    visitor.post("/check-in/pain", {"pain": "2"})
    visitor.post("/check-in/emergency", {"said": "none"})
    visitor.post("/check-in/symptoms", {"said": "none"})
    assert "41 years old, female; yes to diabetes" in text_of(visitor.get("/check-in"))


def test_no_pain_now_and_before_is_three_pages(house: House, visitor: Visitor) -> None:
    visitor.check_in(Said(pain=0, no_symptoms="yes"))
    assert visitor.asked == ["pain", "no_symptoms", "context"]
    assert set(house.check_ins[-1].report.answers) == {*EMERGENCY_GROUP, *CONTEXT}


def test_pain_of_months_is_asked_when_it_began_and_what_eases_it(visitor: Visitor) -> None:
    visitor.check_in(Said(duration="3", duration_unit="months"))  # 3 x 365 / 12 = 91 days, over 90
    assert "inflammatory" in visitor.asked
    visitor.check_in(Said(duration="90", duration_unit="days"))
    assert "inflammatory" not in visitor.asked


def test_a_pain_alone_is_stored_as_soon_as_it_is_tapped(house: House, visitor: Visitor) -> None:
    visitor.post("/check-in/pain", {"pain": "6"})
    [stored] = house.check_ins
    assert (stored.report, stored.disposition) == (Report(on=TODAY, pain=Nprs(6)), Disposition.INCOMPLETE)


def test_the_same_pain_tapped_twice_is_stored_once_and_another_is_another(house: House, visitor: Visitor) -> None:
    for pain in ("6", "6", "3"):
        visitor.post("/check-in/pain", {"pain": pain})
    assert [each.report.pain for each in house.check_ins] == [Nprs(6), Nprs(3)]


def test_how_long_it_has_hurt_is_counted_from_the_day_that_was_named(with_a_log: Visitor) -> None:
    with_a_log.post("/check-in/pain", {"pain": "2"})
    with_a_log.post("/check-in/emergency", {"said": "none"})
    page = with_a_log.get("/check-in").text
    assert 'name="duration" inputmode="numeric" size="4" maxlength="6" value="4"' in page  # four days since the jump


# What cannot be taken as it stands


@pytest.mark.parametrize("pain", ["", "11", "-1", "3.5", "1e1", "\u0663", "²", "ten", "9" * 5000, "\0"])
def test_a_pain_that_is_no_number_from_0_to_10_is_asked_again(house: House, visitor: Visitor, pain: str) -> None:
    answer = visitor.post("/check-in/pain", {"pain": pain})
    assert answer.status_code == 422
    assert first_minute.PAIN_AGAIN in text_of(answer)
    assert house.check_ins == []


def test_none_of_these_over_a_tick_is_a_slip_and_the_tick_stays(visitor: Visitor) -> None:
    visitor.post("/check-in/pain", {"pain": "2"})
    answer = visitor.post("/check-in/emergency", {"yes": Question.FOOT_DROP.value, "said": "none"})
    assert answer.status_code == 422
    assert first_minute.TICKED_AND_NONE in text_of(answer)
    assert f'value="{Question.FOOT_DROP.value}" aria-describedby="q-foot_drop" aria-label="Yes" checked' in answer.text
    assert 'action="/check-in/emergency"' in visitor.get("/check-in").text


def test_only_what_i_ticked_with_nothing_ticked_is_asked_again(visitor: Visitor) -> None:
    visitor.post("/check-in/pain", {"pain": "2"})
    answer = visitor.post("/check-in/emergency", {"said": "ticked"})
    assert answer.status_code == 422
    assert first_minute.NOTHING_TICKED in text_of(answer)


def test_a_form_sent_with_no_button_is_no_answer_and_never_a_no(house: House, visitor: Visitor) -> None:
    """Enter in a field sends a form without a button in some browsers, and with the first one in others."""
    visitor.check_in(Said(left_open=["emergency"]))
    visitor.post("/check-in/pain", {"pain": "3"})
    visitor.post("/check-in/emergency", {})
    visitor.post("/check-in/symptoms", {"duration": "3"})
    visitor.post("/check-in/context", {"age": "35"})
    assert house.check_ins[-1].report.answers == {}
    assert house.check_ins[-1].disposition is Disposition.INCOMPLETE


def test_yes_and_not_sure_at_once_is_a_yes(house: House, visitor: Visitor) -> None:
    visitor.post("/check-in/pain", {"pain": "3"})
    both = {"yes": Question.FOOT_DROP.value, "unsure": Question.FOOT_DROP.value, "said": "ticked"}
    visitor.post("/check-in/emergency", both)
    assert house.check_ins[-1].report.says_yes(Question.FOOT_DROP)


@pytest.mark.parametrize("duration", ["long", "-3", "3.5", "99999999", "three", "9" * 5000, "\u0663"])
def test_a_duration_that_is_no_number_is_asked_again_with_the_ticks_as_they_were(
    visitor: Visitor, duration: str
) -> None:
    visitor.post("/check-in/pain", {"pain": "3"})
    visitor.post("/check-in/emergency", {"said": "none"})
    said = {"yes": Question.SHARP_PAIN.value, "said": "ticked", "duration": duration}
    answer = visitor.post("/check-in/symptoms", said)
    assert answer.status_code == 422
    assert first_minute.DURATION_AGAIN in text_of(answer)
    assert 'aria-describedby="q-sharp_pain" aria-label="Yes" checked' in answer.text


@pytest.mark.parametrize("age", ["old", "-1", "121", "35.5", "9" * 5000])
def test_an_age_that_is_none_is_asked_again(visitor: Visitor, age: str) -> None:
    visitor.post("/check-in/pain", {"pain": "3"})
    visitor.post("/check-in/emergency", {"said": "none"})
    visitor.post("/check-in/symptoms", {"said": "none"})
    answer = visitor.post("/check-in/context", {"said": "none", "age": age, "sex": "female"})
    assert answer.status_code == 422
    assert first_minute.AGE_AGAIN in text_of(answer)
    assert "checked> Female" in answer.text, "what was chosen beside it is still chosen"


@pytest.mark.parametrize("step", ["", "nothing", "PAIN", "pain/..", "0"])
def test_a_step_there_is_not_leads_to_the_questions(visitor: Visitor, step: str) -> None:
    answer = visitor.post(f"/check-in/{step}", {"pain": "3"})
    assert answer.status_code in (303, 307, 404)


@pytest.mark.parametrize("back", ["nothing", "PAIN", "<script>", "context"])
def test_going_back_to_a_step_there_is_not_or_not_yet_is_no_fault(visitor: Visitor, back: str) -> None:
    visitor.post("/check-in/pain", {"pain": "3"})
    answer = visitor.get(f"/check-in?back={back}")
    assert answer.status_code == 200
    assert 'action="/check-in/emergency"' in answer.text


# Going back


def test_the_question_before_can_be_answered_anew_and_nothing_of_the_old_answer_is_left(
    house: House, visitor: Visitor
) -> None:
    visitor.post("/check-in/pain", {"pain": "3"})
    visitor.post("/check-in/emergency", {"said": "none"})
    visitor.post("/check-in/symptoms", {"yes": Question.SHARP_PAIN.value, "said": "ticked", "duration": "200"})
    assert 'action="/check-in/symptoms"' in visitor.get("/check-in?back=symptoms").text
    visitor.post("/check-in/symptoms", {"said": "none", "duration": "3"})
    visitor.post("/check-in/context", {"said": "none", "age": "35", "sex": "male"})
    stored = house.check_ins[-1].report
    assert stored.duration_days == 3
    assert stored.answers == dict.fromkeys((*EMERGENCY_GROUP, *SYMPTOMS, *COURSE, *CONTEXT), Answer.NO)


def test_an_earlier_page_sent_again_by_the_browsers_own_back_takes_the_place_of_its_answer(
    house: House, visitor: Visitor
) -> None:
    visitor.post("/check-in/pain", {"pain": "3"})
    visitor.post("/check-in/emergency", {"said": "none"})
    visitor.post("/check-in/symptoms", {"said": "none", "duration": "3"})
    visitor.post("/check-in/emergency", {"yes": Question.FOOT_DROP.value, "said": "ticked"})
    assert house.check_ins[-1].disposition is Disposition.SAME_DAY
    assert house.check_ins[-1].report.duration_days is None


def test_a_page_sent_again_after_the_end_begins_anew_and_changes_nothing_stored(house: House, visitor: Visitor) -> None:
    visitor.check_in(Said(yes=[Question.SADDLE_NUMBNESS]))
    before = house.check_ins
    for step, said in (("context", {"said": "none", "age": "35"}), ("emergency", {"said": "none"})):
        visitor.post(f"/check-in/{step}", said)
    assert house.check_ins == before
    assert 'action="/check-in/pain"' in visitor.get("/check-in").text


def test_steps_sent_out_of_turn_store_only_what_this_person_is_asked(house: House, visitor: Visitor) -> None:
    visitor.post("/check-in/pain", {"pain": "3"})
    visitor.post("/check-in/inflammatory", {"yes": Question.BUTTOCK_PAIN.value, "said": "ticked"})
    visitor.post("/check-in/no_symptoms", {"answer": "yes"})
    page = visitor.get("/check-in").text
    assert 'action="/check-in/emergency"' in page
    visitor.check_in(Said())
    assert Question.BUTTOCK_PAIN not in house.check_ins[-1].report.answers


def test_who_stops_after_some_pages_goes_on_where_they_were(visitor: Visitor) -> None:
    visitor.post("/check-in/pain", {"pain": "3"})
    visitor.post("/check-in/emergency", {"said": "none"})
    visitor.get("/")
    assert 'action="/check-in/symptoms"' in visitor.get("/check-in").text
    visitor.post("/check-in")
    assert 'action="/check-in/pain"' in visitor.get("/check-in").text


def test_an_urgent_answer_that_was_begun_and_left_is_told(house: House, visitor: Visitor) -> None:
    """Whoever ticks numbness and leaves at the next question has told it all the same."""
    visitor.post("/check-in/pain", {"pain": "3"})
    visitor.post("/check-in/emergency", {"yes": Question.SADDLE_NUMBNESS.value, "said": "ticked"})
    answer = text_of(visitor.get("/answer"))
    assert "CALL NOW" in answer or house.check_ins[-1].disposition is Disposition.EMERGENCY


def test_two_taps_at_once_are_one_after_the_other(house: House, visitor: Visitor) -> None:
    visitor.get("/check-in")

    async def both() -> None:
        sent = [
            visitor.client.post("/check-in/pain", data={"pain": pain}, headers={"origin": str(visitor.client.base_url)})
            for pain in ("2", "2", "2", "2")
        ]
        await asyncio.gather(*sent)

    visitor.runner.run(both())
    assert [each.report.pain for each in house.check_ins] == [Nprs(2)]


def test_a_check_in_of_two_days_ago_opens_nothing(tmp_path: Path, house: House, log: Path) -> None:
    clock = TickingClock()
    home = House(create_app(tmp_path / "home", clock), tmp_path / "home", house.runner)
    visitor = home.visitor()
    visitor.drop_log(log)
    visitor.post("/when", {"day": "cannot-say"})
    visitor.check_in(Said())
    clock.instant += timedelta(days=1)
    assert visitor.post("/when", {"day": "cannot-say"}).headers["location"] == "/answer"
    clock.instant += timedelta(days=1)
    assert visitor.post("/when", {"day": "cannot-say"}).headers["location"] == "/check-in"
    assert "NO SESSION YET" in text_of(visitor.get("/answer"))
