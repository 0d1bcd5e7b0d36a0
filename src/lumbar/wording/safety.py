"""The one text that stands on every answer: the signs that come before anything about training."""

from __future__ import annotations

GET_HELP_TITLE = "First: when to get help now"
GET_HELP_LEAD = "Call your emergency number now if, with back pain, you have:"
URGENT_SIGNS = (
    "numbness between the legs or around the back passage",
    "new trouble starting, holding or feeling your pee or bowels",
    "pain, tingling, numbness or weakness in both legs",
    "a leg that is getting weaker, a foot you cannot lift, or a new unsteady walk",
    "a heavy fall or blow before it",
    "chest pain or trouble breathing",
    "a sudden tearing pain, or a collapse",
    "fever with feeling very unwell",
)
NOT_ASKED_YET = "Lumbar did not ask you these questions; nothing below means that they do not apply."
SEE_SOMEBODY = "See a clinician if the pain is severe or sharp, spreads into a leg, comes with numbness, keeps returning, or has not eased after a few weeks of training differently."
NOT_A_CAUSE = "These are differences, not causes: none of them predicts one person's pain, and your back may hurt for a reason no log shows."
