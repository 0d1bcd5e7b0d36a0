from __future__ import annotations

from lumbar.core.triage.questions import EMERGENCY_GROUP, Question
from lumbar.wording.safety import URGENT_SIGN


def test_every_question_of_the_emergency_group_has_its_sign_and_in_its_order() -> None:
    assert tuple(URGENT_SIGN) == EMERGENCY_GROUP


def test_sore_legs_after_leg_day_are_not_sent_to_hospital() -> None:
    assert "not sore muscles after leg day" in URGENT_SIGN[Question.BOTH_LEGS]
