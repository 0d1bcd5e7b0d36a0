"""What the made person answers a week after their back began to hurt: it eases, and it still limits them."""

from __future__ import annotations

from datetime import date, timedelta

from lumbar.core.athlete import Sex
from lumbar.core.symptoms import Nprs
from lumbar.core.triage.questions import CONTEXT, EMERGENCY_GROUP, SYMPTOMS, Answer, Question, Report
from lumbar.demo.story import demo_pain_on

DAYS_LATER = 8
_YES = (Question.IMPROVING, Question.LIMITS_TRAINING)
_NO = (
    *EMERGENCY_GROUP,
    *CONTEXT,
    *SYMPTOMS,
    Question.NOT_IMPROVING_AFTER_2_WEEKS_OF_CHANGES,
    Question.NOT_SETTLED_AFTER_6_WEEKS,
    Question.TWO_OR_MORE_EPISODES_IN_12_MONTHS,
)

DEMO_TODAY: date = demo_pain_on() + timedelta(days=DAYS_LATER)
"""The day on which the made person asks."""


def demo_report() -> Report:
    """Their check-in of that day: every question of an ordinary check-in is answered."""
    return Report(
        on=DEMO_TODAY,
        age=34,
        sex=Sex.FEMALE,
        pain=Nprs(4),
        duration_days=DAYS_LATER,
        answers={**dict.fromkeys(_NO, Answer.NO), **dict.fromkeys(_YES, Answer.YES)},
    )
