"""The page of the self-tests: by form and keyboard, and nothing to do on it while triage is urgent."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from tests.web.conftest import TODAY, House, Said, Visitor, text_of
from tests.web.test_log_pages import went_to

from lumbar.core.self_tests import SelfTest, SelfTestResult, Side
from lumbar.core.triage.questions import Question
from lumbar.storage import open_self_tests
from lumbar.storage.location import store_exists
from lumbar.wording import first_minute
from lumbar.wording.self_tests import TESTS

ON = TODAY.isoformat()


def noted(house: House) -> list[SelfTestResult]:
    return [one.result for one in open_self_tests(house.data).results()] if store_exists(house.data) else []


def test_how_the_tests_are_done_is_told_after_a_check_in_and_not_before(with_a_log: Visitor) -> None:
    assert [words.how for words in TESTS.values() if words.how in text_of(with_a_log.get("/self-tests"))] == []
    with_a_log.check_in(Said())
    assert [words.how for words in TESTS.values() if words.how not in text_of(with_a_log.get("/self-tests"))] == []


def test_every_page_leads_there_and_each_test_has_a_form_of_its_own(visitor: Visitor, house: House) -> None:
    assert 'href="/self-tests"' in visitor.get("/").text
    page = visitor.get("/self-tests")
    assert re.findall(r'name="test" value="(\w+)"', page.text) == [test.value for test in SelfTest]
    assert text_of(page).index(first_minute.URGENT_FIRST) < text_of(page).index(TESTS[SelfTest.SIDE_PLANK].title)
    assert not store_exists(house.data)


def test_every_field_has_a_label(visitor: Visitor) -> None:
    page = visitor.get("/self-tests").text
    fields = re.findall(r'<input id="([\w-]+)"', page)
    assert len(fields) == len(set(fields)) == 13, "2 + 1 + 1 + 2 + 2 figures and five days"
    assert fields == re.findall(r'<label for="([\w-]+)"', page)


def test_a_result_is_noted_with_a_decimal_comma_and_told_once(visitor: Visitor, house: House) -> None:
    form = {"test": "side_plank", "left": "62,5", "right": "75", "on": ON}
    assert went_to(visitor.post("/self-tests", form)) == "/self-tests"
    assert noted(house) == [
        SelfTestResult(SelfTest.SIDE_PLANK, 62.5, TODAY, Side.LEFT),
        SelfTestResult(SelfTest.SIDE_PLANK, 75, TODAY, Side.RIGHT),
    ]
    page = text_of(visitor.get("/self-tests"))
    assert "Noted: Side plank (left): 62.5 seconds" in page
    assert "Noted:" not in text_of(visitor.get("/self-tests"))


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"test": "front_plank", "value": "a while", "on": ON}, "not a number"),
        ({"test": "front_plank", "value": "", "on": ON}, "no result was given"),
        ({"test": "front_plank", "value": "60", "on": "yesterday"}, "Write the day as"),
        ({"test": "front_plank", "value": "60", "on": (TODAY + timedelta(days=9)).isoformat()}, "still to come"),
        ({"test": "sit_and_reach", "value": "20", "on": ON}, "boxes begin at different marks"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_test_and_stays_in_the_field(
    visitor: Visitor, house: House, form: dict[str, str], said: str
) -> None:
    page = visitor.post("/self-tests", form)
    assert page.status_code == 422
    [section] = [part for part in page.text.split("<section") if 'id="problem"' in part]
    assert f'id="test-{form["test"]}"' in section
    assert said in text_of(section)
    assert f'value="{form["value"]}"' in section
    assert noted(house) == []


def test_a_result_is_removed_with_its_button(visitor: Visitor, house: House) -> None:
    visitor.post("/self-tests", {"test": "front_plank", "value": "90", "on": ON})
    [result] = re.findall(r'name="result" value="([0-9a-f-]+)"', visitor.get("/self-tests").text)
    for _ in range(2):
        assert went_to(visitor.post("/self-tests/remove", {"result": result})) == "/self-tests"
        assert noted(house) == []
    assert went_to(visitor.post("/self-tests/remove", {"result": "x"})) == "/self-tests"
    assert went_to(visitor.post("/self-tests", {"test": "handstand", "value": "3"})) == "/self-tests"


@pytest.mark.parametrize("question", [Question.SADDLE_NUMBNESS, Question.FOOT_DROP])
def test_while_triage_is_urgent_the_page_has_nothing_to_do(with_a_log: Visitor, question: Question) -> None:
    with_a_log.post("/self-tests", {"test": "front_plank", "value": "90", "on": ON})
    with_a_log.check_in(Said(yes=[question], old_and_stable="no"))
    page = with_a_log.get("/self-tests")
    assert 'name="test"' not in page.text
    assert [words.title for words in TESTS.values() if words.how in text_of(page)] == []
    assert "asks that somebody looks at your back first" in text_of(page)
    assert "Front plank: 90 seconds" in text_of(page), "what was noted stays there to read"
    answer = text_of(with_a_log.get("/answer"))
    assert "lumbar self-test" not in answer


def test_the_answer_tells_what_the_self_tests_say(with_a_log: Visitor) -> None:
    with_a_log.check_in(Said())
    assert "Self-tests: none was entered" in text_of(with_a_log.get("/answer"))
    earlier = (TODAY - timedelta(days=40)).isoformat()
    before = (TODAY - timedelta(days=10)).isoformat()
    for on, value in ((earlier, "180"), (before, "100")):
        with_a_log.post("/self-tests", {"test": "biering_sorensen", "value": value, "on": on})
    assert "80 seconds shorter than your usual of 180 seconds" in text_of(with_a_log.get("/answer"))


def test_the_made_person_has_no_self_tests(visitor: Visitor, house: House) -> None:
    visitor.post("/made-person")
    assert went_to(visitor.get("/self-tests")) == "/"
    visitor.post("/self-tests", {"test": "front_plank", "value": "90", "on": ON})
    assert noted(house) == []
    assert "Self-tests: none" not in text_of(visitor.get("/answer"))
