from __future__ import annotations

from tests.made_training import MONDAY

from lumbar.core.causes.finding import Cause, FindingKind, Status
from lumbar.core.causes.prevention import Prevention
from lumbar.core.causes.told import Answer, Memory, Question, told
from lumbar.core.evidence import Certainty


def test_each_answer_is_a_finding_and_what_was_not_answered_is_not_recorded() -> None:
    memory = Memory("Deadlift", {Question.AFTER_A_BREAK: Answer.YES, Question.NEW: Answer.NO})
    findings = told(memory, MONDAY)
    assert [(f.answer, f.status) for f in findings] == [
        ("after_a_break", Status.CHANGED),
        ("new", Status.USUAL),
        ("heavier", Status.NOT_RECORDED),
        ("tired", Status.NOT_RECORDED),
        ("warmed_up", Status.NOT_RECORDED),
    ]
    assert all(f.kind is FindingKind.TOLD and f.certainty is Certainty.OPINION for f in findings)
    assert findings[0].prevention is Prevention.GRADED_RETURN
    assert findings[0].exercise == "Deadlift"


def test_for_the_warm_up_it_is_the_no_that_tells() -> None:
    cold = told(Memory(None, {Question.WARMED_UP: Answer.NO}), MONDAY)[0]
    warm = next(f for f in told(Memory(None, {Question.WARMED_UP: Answer.YES}), MONDAY) if f.answer == "warmed_up")
    assert (cold.cause, cold.status, warm.status) == (Cause.WARM_UP, Status.CHANGED, Status.USUAL)


def test_unknown_is_never_taken_for_no() -> None:
    assert {f.status for f in told(Memory(None, {}), MONDAY)} == {Status.NOT_RECORDED}
