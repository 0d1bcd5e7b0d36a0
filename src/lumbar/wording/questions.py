"""Questions as they are asked: plain words, one thing each."""

from __future__ import annotations

from collections.abc import Mapping

from lumbar.core.causes.told import Question

INTRODUCTION = (
    "There is no log to read, so six questions. Leave out what you do not know; not knowing is an answer too."
)

QUESTION_TEXT: Mapping[Question, str] = {
    Question.WHICH_LIFT: "Which exercise were you doing, or had you done, when it began?",
    Question.NEW: "Was anything in that session new to you?",
    Question.HEAVIER: "Was it heavier, or more, than you are used to?",
    Question.AFTER_A_BREAK: "Had you come back from two weeks or more without training?",
    Question.WARMED_UP: "Had you warmed up, with lighter sets first?",
    Question.TIRED: "Were you more tired than usual, or sleeping badly?",
}
