"""Self-tests in words: what was measured, how large chance is, and nothing that the figures do not carry."""

from __future__ import annotations

from datetime import date

import pytest
from tests.fakes.self_tests import back_extension, knee, reach, side_plank

from lumbar.core.athlete import Sex
from lumbar.core.causes.self_tests import self_test_findings
from lumbar.core.self_tests import MEASURED, SelfTest, SelfTestFault, SelfTestResult, Side
from lumbar.wording.findings import finding_words
from lumbar.wording.self_tests import TESTS, example, fault_sentence

ON = date(2026, 5, 10)


def said(*results: SelfTestResult, sex: Sex = Sex.UNKNOWN) -> list[str]:
    return [finding_words(finding).text for finding in self_test_findings(results, ON, sex)]


def test_a_change_is_told_with_the_own_usual_and_the_error_of_the_test() -> None:
    [text] = said(back_extension(180, "2026-03-01"), back_extension(120))
    assert text.startswith(
        "Back extension hold (Biering-Sorensen) was 120 seconds on 3 May 2026, 60 seconds shorter than your usual of "
        "180 seconds. Anything beyond 48.5 seconds is more than noise of the test; it does not tell why."
    )
    assert "train what fell behind" in text


def test_a_first_result_has_no_usual_and_stands_beside_other_people_as_such() -> None:
    [text] = said(knee(34), sex=Sex.MALE)
    assert "no usual of yours" in text
    assert "a knee that lacked more than 33° was called short; yours would be called short" in text
    assert "About one in twenty of those students" in text
    assert "Next time" not in text


@pytest.mark.parametrize(
    ("right", "told", "not_told"),
    [
        (75.0, "may be no difference at all", "rule of thumb"),
        (85.0, "a difference and no fault", "may be no difference"),
    ],
)
def test_a_difference_between_the_sides_is_told_and_not_called_a_fault(right: float, told: str, not_told: str) -> None:
    """13 s are within the 17 s of the test, 23 s are not."""
    *_, sides = said(side_plank(62), side_plank(right, side=Side.RIGHT))
    assert f"left 62 seconds, right {right:.0f} seconds" in sides
    assert told in sides
    assert not_told not in sides


def test_a_reach_is_told_from_the_soles() -> None:
    assert "was 3 cm short of the soles" in said(reach(20, zero=23))[0]
    assert "was 5 cm beyond the soles" in said(reach(28, zero=23))[0]


def test_no_sentence_speaks_of_risk_or_danger() -> None:
    results = [back_extension(50), side_plank(20), side_plank(90, side=Side.RIGHT), knee(60), reach(-30, zero=0)]
    for sex in Sex:
        assert [text for text in said(*results, sex=sex) if "risk" in text or "danger" in text] == []


@pytest.mark.parametrize("test", SelfTest)
def test_every_test_says_how_it_is_done_and_how_it_is_noted(test: SelfTest) -> None:
    words = TESTS[test]
    assert all((words.title, words.how, words.ends, words.note))
    assert ("--left" in example(test)) is MEASURED[test].by_side
    for fault in SelfTestFault:
        assert fault_sentence(fault, test).startswith(words.title)
