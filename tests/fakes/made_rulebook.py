"""A small made rulebook, so that each test can show every rule it meets."""

from __future__ import annotations

from datetime import date

from lumbar.core.evidence import Certainty, our_judgement
from lumbar.core.triage.disposition import Level, See
from lumbar.core.triage.questions import Question
from lumbar.core.triage.rules import Rule, Rulebook, RuleGroup

MADE_ON = date(2026, 11, 22)


def rule(
    rule_id: str, level: Level, question: Question, reason: str, *, old_and_stable_to: Level | None = None
) -> Rule:
    """A rule that holds when one question is answered with yes."""
    return Rule(
        id=rule_id,
        level=level,
        group=RuleGroup.EMERGENCY if level is Level.EMERGENCY else RuleGroup.SYMPTOM,
        see=See.EMERGENCY if level is Level.EMERGENCY else See.GENERAL_PRACTITIONER,
        reason=reason,
        sources=(our_judgement(MADE_ON, "made for a test"),),
        certainty=Certainty.OPINION,
        valid_from=MADE_ON,
        all_of=frozenset({question}),
        old_and_stable_to=old_and_stable_to,
    )


RULEBOOK = Rulebook(
    edition="made",
    rules=(
        rule(
            "M1",
            Level.EMERGENCY,
            Question.SADDLE_NUMBNESS,
            "you said that you are numb there",
            old_and_stable_to=Level.SAME_DAY,
        ),
        rule("M2", Level.ROUTINE, Question.SHARP_PAIN, "you said that it is sharp"),
        rule("M3", Level.SAME_DAY, Question.BLOOD_IN_URINE, "you said that there is blood in your pee"),
    ),
)
"""Numb between the legs is an emergency, blood in the urine is for today, a sharp pain for a visit."""
