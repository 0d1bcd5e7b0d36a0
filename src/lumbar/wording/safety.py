"""The one text that stands on every answer: the signs that come before anything about training."""

from __future__ import annotations

from collections.abc import Mapping

from lumbar.core.triage.questions import Question

GET_HELP_TITLE = "First: when to get help now"
GET_HELP_LEAD = (
    "Do not wait: call your emergency number, or have somebody look at you today, if with back pain you have:"
)
URGENT_SIGN: Mapping[Question, str] = {
    Question.SADDLE_NUMBNESS: "numbness between the legs or around the back passage",
    Question.BLADDER_CHANGE: "new trouble starting, holding or feeling your pee",
    Question.BOWEL_CHANGE: "new trouble holding or feeling your bowels",
    Question.SEXUAL_CHANGE: "new loss of feeling or function in sex",
    Question.BOTH_LEGS: "pain shooting from the back, tingling, numbness or weakness in both legs (not sore muscles after leg day)",
    Question.LEG_WEAKNESS_WORSENING: "a leg that is getting weaker",
    Question.UNSTEADY_WALKING: "a new unsteady walk",
    Question.FOOT_DROP: "a foot you cannot lift",
    Question.MAJOR_TRAUMA: "a heavy fall or blow before it",
    Question.TEARING_PAIN_OR_COLLAPSE: "a sudden tearing pain, or a collapse",
    Question.CHEST_SYMPTOMS: "chest pain or trouble breathing",
    Question.FEVER_OR_VERY_UNWELL: "fever, or feeling very unwell",
    Question.CONFUSED_MOTTLED_FAST_BREATHING: "confusion, mottled skin or very fast breathing",
}
"""One sign for each question of the emergency group, in the order in which they are asked."""
URGENT_SIGNS = tuple(URGENT_SIGN.values())
NOT_ASKED_YET = "You have not checked in today, so Lumbar did not ask you about these; nothing below means that they do not apply. lumbar check-in asks."
ADVICE_WITHHELD = (
    "What was different in your training stands below. Advice on training waits until somebody has looked at your back."
)
SEE_SOMEBODY = "See a clinician if the pain is severe or sharp, spreads into a leg, comes with numbness, keeps returning, or has not eased after a few weeks of training differently."
NOT_A_CAUSE = "These are differences, not causes: none of them predicts one person's pain, and your back may hurt for a reason no log shows."
