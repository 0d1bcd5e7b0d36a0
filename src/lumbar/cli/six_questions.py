"""The six questions for a person without a log, asked on the terminal or read from a file."""

from __future__ import annotations

from pathlib import Path

import typer

from lumbar.cli.answers_file import read_json
from lumbar.cli.terminal import Terminal
from lumbar.core.causes.told import Answer, Memory, Question
from lumbar.core.errors import UnusableInput, UnusableKind
from lumbar.wording.questions import INTRODUCTION, QUESTION_TEXT

_IDS = tuple(question.value for question in Question)
_TYPED = {"y": Answer.YES, "yes": Answer.YES, "n": Answer.NO, "no": Answer.NO}


def ask_six_questions(terminal: Terminal) -> Memory:
    """Asks one thing at a time. Enter alone means "I do not know", which is kept as that."""
    terminal.say(INTRODUCTION)
    lift = typer.prompt(QUESTION_TEXT[Question.WHICH_LIFT], default="", show_default=False, err=True).strip()
    answers: dict[Question, Answer] = {}
    for question in Question:
        if question is not Question.WHICH_LIFT:
            answers[question] = _ask(QUESTION_TEXT[question])
    return Memory(lift=lift or None, answers=answers)


def read_six_answers(path: Path) -> Memory:
    """Answers from a JSON file: ``which_lift`` as text or null, the others yes, no or unknown; a missing one is
    unknown.

    Raises UnusableInput when the file is not that.
    """
    given = read_json(path)
    if not isinstance(given, dict):
        raise UnusableInput(UnusableKind.ANSWERS_UNREADABLE, str(path), met=type(given).__name__, known=_IDS)
    try:
        answers = {Question(name): Answer(said) for name, said in given.items() if name != Question.WHICH_LIFT.value}
        lift = given.get(Question.WHICH_LIFT.value)
    except ValueError as mistake:
        raise UnusableInput(UnusableKind.ANSWERS_UNREADABLE, str(path), met=str(mistake), known=_IDS) from mistake
    return Memory(lift=str(lift) if lift else None, answers=answers)


def _ask(text: str) -> Answer:
    typed = typer.prompt(f"{text} [y/n, Enter: do not know]", default="", show_default=False, err=True)
    return _TYPED.get(typed.strip().lower(), Answer.UNKNOWN)
