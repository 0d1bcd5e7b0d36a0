"""A check-in asked screen by screen: how each step is shown on a terminal, and what was typed means.

What is asked, and in which order, is decided in the use cases.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

import typer

from lumbar.cli.terminal import Terminal
from lumbar.core.athlete import Sex
from lumbar.core.symptoms import NPRS_HIGHEST, Nprs
from lumbar.core.triage.questions import Answer, Question
from lumbar.usecases.check_in import carried_over
from lumbar.usecases.check_in_steps import (
    Entered,
    Step,
    ended,
    next_step,
    questions_of,
    with_answers,
    with_carried_over,
    with_context,
    with_no_symptoms,
    with_pain,
)
from lumbar.usecases.ports import CheckIn
from lumbar.wording import check_in as words
from lumbar.wording.triage import CONTEXT_TITLE, EMERGENCY_TITLE, INFLAMMATORY_TITLE, SYMPTOMS_TITLE, question_text

OLDEST = 120
WIDTH = 78


@dataclass(frozen=True, slots=True)
class Screen:
    """What is shown before it is asked for. Items are numbered through, across the groups."""

    title: str
    lead: str
    groups: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Items by the heading they stand under."""


class Window(Protocol):
    """Where screens are shown and answered."""

    def show(self, screen: Screen) -> None: ...

    def say(self, sentence: str) -> None: ...

    def ask(self, prompt: str) -> str:
        """What was typed, without the space around it.

        Raises KeyboardInterrupt or typer.Abort when the person stops.
        """
        ...


def ask_in_screens(entered: Entered, window: Window, *, before: Sequence[CheckIn]) -> Iterator[Entered]:
    """Asks what a check-in needs and gives, after each answer, what is entered by then; the last is to be stored.

    ``before`` are the earlier check-ins, oldest first.
    """
    while (step := next_step(entered, before)) is not None:
        for so_far in _asked(step, entered, window, before):
            entered = so_far
            yield entered
    yield ended(entered, before)


# The screens


def _asked(step: Step, entered: Entered, window: Window, before: Sequence[CheckIn]) -> Iterator[Entered]:
    match step:
        case Step.PAIN:
            yield _pain(entered, window)
        case Step.NO_SYMPTOMS:
            yield _no_symptoms(entered, window)
        case Step.EMERGENCY:
            yield _emergency_group(entered, window)
        case Step.OLD_AND_STABLE:
            yield _old_and_stable(entered, window)
        case Step.SYMPTOMS:
            yield from _symptoms(entered, window)
        case Step.INFLAMMATORY:
            yield _inflammatory(entered, window)
        case Step.STILL_RIGHT:
            yield _still_right(entered, window, before)
        case Step.CONTEXT:
            yield from _context(entered, window)


def _pain(entered: Entered, window: Window) -> Entered:
    window.show(Screen(words.PAIN_TITLE, words.PAIN_LEAD))
    rating = _ask_until(window, words.PAIN_PROMPT, words.PAIN_AGAIN, _whole_number_up_to(NPRS_HIGHEST))
    return with_pain(entered, Nprs(rating))


def _no_symptoms(entered: Entered, window: Window) -> Entered:
    window.show(Screen(words.NO_SYMPTOMS_TITLE, words.NO_SYMPTOMS_LEAD))
    confirmed = window.ask(words.NO_SYMPTOMS_PROMPT).lower() in ("y", "yes")
    return with_no_symptoms(entered, confirmed=confirmed)


def _emergency_group(entered: Entered, window: Window) -> Entered:
    questions = questions_of(Step.EMERGENCY)
    answers = _checklist(window, EMERGENCY_TITLE, words.EMERGENCY_LEAD, {"": questions})
    return with_answers(entered, Step.EMERGENCY, answers)


def _old_and_stable(entered: Entered, window: Window) -> Entered:
    [question] = questions_of(Step.OLD_AND_STABLE)
    window.say(question_text(question))
    answer = _ask_until(window, words.YES_NO_PROMPT, words.YES_NO_AGAIN, _YES_NO.get)
    return with_answers(entered, Step.OLD_AND_STABLE, {question: answer})


def _symptoms(entered: Entered, window: Window) -> Iterator[Entered]:
    answers = _checklist(window, SYMPTOMS_TITLE, words.SYMPTOMS_LEAD, words.SYMPTOM_GROUPS)
    yield with_answers(entered, Step.SYMPTOMS, answers)
    duration = _ask_until(window, words.DURATION_PROMPT, words.DURATION_AGAIN, _or_open(days_typed))
    yield with_answers(entered, Step.SYMPTOMS, answers, duration_days=duration.value)


def _inflammatory(entered: Entered, window: Window) -> Entered:
    questions = questions_of(Step.INFLAMMATORY)
    answers = _checklist(window, INFLAMMATORY_TITLE, words.INFLAMMATORY_LEAD, {"": questions})
    return with_answers(entered, Step.INFLAMMATORY, answers)


def _still_right(entered: Entered, window: Window, before: Sequence[CheckIn]) -> Entered:
    carried = carried_over(before, entered.on)
    if carried.age is not None:  # it is known wherever this step is asked
        told = words.carried_over_sentence(carried.age, carried.sex, carried.context)
        window.show(Screen(CONTEXT_TITLE, told))
    right = _ask_until(window, words.CARRIED_OVER_PROMPT, words.YES_NO_AGAIN, _YES_NO.get)
    return with_carried_over(entered, before, right=right is Answer.YES)


def _context(entered: Entered, window: Window) -> Iterator[Entered]:
    answers = _checklist(window, CONTEXT_TITLE, words.CONTEXT_LEAD, {"": questions_of(Step.CONTEXT)})
    yield with_context(entered, answers, None, Sex.UNKNOWN)
    age = _ask_until(window, words.AGE_PROMPT, words.AGE_AGAIN, _or_open(_whole_number_up_to(OLDEST)))
    yield with_context(entered, answers, age.value, Sex.UNKNOWN)
    sex = _ask_until(window, words.SEX_PROMPT, words.SEX_AGAIN, _SEX.get)
    yield with_context(entered, answers, age.value, sex)


def _checklist(
    window: Window, title: str, lead: str, groups: Mapping[str, Sequence[Question]]
) -> Mapping[Question, Answer]:
    """Those of the numbers typed are yes, the others no; Enter alone leaves them all as they are: not answered."""
    window.show(Screen(title, lead, {name: [question_text(one) for one in group] for name, group in groups.items()}))
    questions = [question for group in groups.values() for question in group]
    chosen = _ask_until(
        window, words.CHECKLIST_PROMPT, words.CHECKLIST_AGAIN, lambda typed: numbers_typed(typed, len(questions))
    )
    if not chosen.answered:
        return {}
    return {
        question: Answer.YES if number in chosen.numbers else Answer.NO
        for number, question in enumerate(questions, start=1)
    }


# What was typed

Understood = TypeVar("Understood")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The numbers of a checklist that apply; none of them, or no answer at all."""

    numbers: frozenset[int] = frozenset()
    answered: bool = True


@dataclass(frozen=True, slots=True)
class OrOpen:
    """A number, or None where the person left it open: an answer too, unlike something that was not understood."""

    value: int | None


def numbers_typed(typed: str, highest: int) -> Chosen | None:
    """The numbers of a list, 0 alone being none of them and nothing typed no answer; None: not understood."""
    parts = [part for part in re.split(r"[\s,;.]+", typed) if part]
    if not parts:
        return Chosen(answered=False)
    numbers = [_whole_number_up_to(highest)(part) for part in parts]
    if None in numbers or (0 in numbers and numbers != [0]):
        return None
    return Chosen(frozenset(number for number in numbers if number))


def days_typed(typed: str) -> int | None:
    """A length of time in days, such as 5, 3 days, 2 weeks or 4 months; None: not understood."""
    match = re.fullmatch(r"([0-9]{1,5})\s*(d|days?|w|weeks?|m|months?|y|years?)?", typed.lower())
    if match is None:
        return None
    days = {"w": 7.0, "m": 365 / 12, "y": 365.0}.get((match[2] or "d")[0], 1.0)
    return round(int(match[1]) * days)


def _whole_number_up_to(highest: int) -> Callable[[str], int | None]:
    def understood(typed: str) -> int | None:
        return int(typed) if re.fullmatch("[0-9]{1,3}", typed) and int(typed) <= highest else None

    return understood


def _or_open(understand: Callable[[str], int | None]) -> Callable[[str], OrOpen | None]:
    def understood(typed: str) -> OrOpen | None:
        number = understand(typed)
        return OrOpen(number) if number is not None or not typed else None

    return understood


def _ask_until(window: Window, prompt: str, again: str, understand: Callable[[str], Understood | None]) -> Understood:
    while True:
        understood = understand(window.ask(prompt).lower())
        if understood is not None:
            return understood
        window.say(again)


_YES_NO = {"y": Answer.YES, "yes": Answer.YES, "n": Answer.NO, "no": Answer.NO, "": Answer.UNKNOWN}
_SEX = {"f": Sex.FEMALE, "m": Sex.MALE, "o": Sex.OTHER, "": Sex.UNKNOWN} | {str(sex): sex for sex in Sex}


class TerminalWindow:
    """The terminal; everything asked goes to stderr, so that stdout has the answer alone."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal

    def show(self, screen: Screen) -> None:
        lines, number = ["", screen.title, textwrap.fill(screen.lead, WIDTH)], 0
        for heading, items in screen.groups.items():
            lines += ["", *([heading] if heading else [])]
            for item in items:
                number += 1
                lines.append(textwrap.fill(item, WIDTH, initial_indent=f"{number:4}  ", subsequent_indent=" " * 6))
        for line in [*lines, ""]:
            self._terminal.say(line)

    def say(self, sentence: str) -> None:
        self._terminal.say(textwrap.fill(sentence, WIDTH))

    def ask(self, prompt: str) -> str:
        return str(typer.prompt(prompt, default="", show_default=False, err=True)).strip()
