"""A check-in asked screen by screen: the pain, the urgent signs, what else is noticed, and what is to be known of the
person.

The emergency group is one screen, and a yes in it ends the asking. A question that was left open stays unknown.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeVar

import typer

from lumbar.cli.terminal import Terminal
from lumbar.core.athlete import Sex
from lumbar.core.symptoms import NPRS_HIGHEST, Nprs
from lumbar.core.triage.questions import CAUDA_EQUINA, CONTEXT, EMERGENCY_GROUP, INFLAMMATORY, Answer, Question, Report
from lumbar.usecases.check_in import INFLAMMATORY_AFTER_DAYS, CarriedOver, carried_over, episode_is_open
from lumbar.usecases.ports import CheckIn
from lumbar.wording import check_in as words
from lumbar.wording.triage import CONTEXT_TITLE, EMERGENCY_TITLE, INFLAMMATORY_TITLE, SYMPTOMS_TITLE, question_text

OLDEST = 120
WIDTH = 78


@dataclass(slots=True)
class Entered:
    """What was entered so far; it is all there when the person stops in the middle."""

    on: date
    pain: Nprs | None = None
    duration_days: int | None = None
    age: int | None = None
    sex: Sex = Sex.UNKNOWN
    answers: dict[Question, Answer] = field(default_factory=dict)

    def report(self) -> Report:
        return Report(
            on=self.on,
            age=self.age,
            sex=self.sex,
            pain=self.pain,
            duration_days=self.duration_days,
            answers=dict(self.answers),
        )

    def any_yes(self, questions: Sequence[Question]) -> bool:
        return any(self.answers.get(question) is Answer.YES for question in questions)


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


def ask_in_screens(entered: Entered, window: Window, *, before: Sequence[CheckIn]) -> None:
    """Asks what a check-in needs and fills ``entered`` as the answers come.

    ``before`` are the earlier check-ins, oldest first.
    """
    _pain(entered, window)
    if entered.pain == Nprs(0) and not episode_is_open(before, entered.on) and _says_no_symptoms(entered, window):
        _context(entered, window, carried_over(before, entered.on))
        return
    _emergency_group(entered, window)
    if entered.any_yes(EMERGENCY_GROUP):
        _keep_known_context(entered, carried_over(before, entered.on))
        return
    _symptoms(entered, window)
    if entered.duration_days is not None and entered.duration_days > INFLAMMATORY_AFTER_DAYS.value:
        window.show(_checklist_screen(INFLAMMATORY_TITLE, words.INFLAMMATORY_LEAD, {"": INFLAMMATORY}))
        _checklist(entered, window, INFLAMMATORY)
    _context(entered, window, carried_over(before, entered.on))


# The screens


def _pain(entered: Entered, window: Window) -> None:
    window.show(Screen(words.PAIN_TITLE, words.PAIN_LEAD))
    entered.pain = Nprs(_ask_until(window, words.PAIN_PROMPT, words.PAIN_AGAIN, _whole_number_up_to(NPRS_HIGHEST)))


def _says_no_symptoms(entered: Entered, window: Window) -> bool:
    """One answer for the whole emergency group, where there is no pain and there was none before."""
    window.show(Screen(words.NO_SYMPTOMS_TITLE, words.NO_SYMPTOMS_LEAD))
    if window.ask(words.NO_SYMPTOMS_PROMPT).lower() not in ("y", "yes"):
        return False
    entered.answers.update(dict.fromkeys(EMERGENCY_GROUP, Answer.NO))
    return True


def _emergency_group(entered: Entered, window: Window) -> None:
    window.show(_checklist_screen(EMERGENCY_TITLE, words.EMERGENCY_LEAD, {"": EMERGENCY_GROUP}))
    _checklist(entered, window, EMERGENCY_GROUP)
    if entered.any_yes(CAUDA_EQUINA):
        window.say(question_text(Question.CHANGE_OVER_14_DAYS_OLD_AND_STABLE))
        answer = _ask_until(window, words.YES_NO_PROMPT, words.YES_NO_AGAIN, _YES_NO.get)
        entered.answers[Question.CHANGE_OVER_14_DAYS_OLD_AND_STABLE] = answer


def _symptoms(entered: Entered, window: Window) -> None:
    groups = words.SYMPTOM_GROUPS
    window.show(_checklist_screen(SYMPTOMS_TITLE, words.SYMPTOMS_LEAD, groups))
    _checklist(entered, window, [question for group in groups.values() for question in group])
    duration = _ask_until(window, words.DURATION_PROMPT, words.DURATION_AGAIN, _or_open(days_typed))
    entered.duration_days = duration.value


def _keep_known_context(entered: Entered, carried: CarriedOver) -> None:
    """What was told earlier of age, sex and conditions counts with an urgent answer, though nothing more is asked now.

    Only what raises: an earlier no is not taken for today's.
    """
    entered.age, entered.sex = carried.age, carried.sex
    entered.answers.update({question: said for question, said in carried.context.items() if said is Answer.YES})


def _context(entered: Entered, window: Window, carried: CarriedOver) -> None:
    if carried.age is not None and carried.complete:
        told = words.carried_over_sentence(carried.age, carried.sex, carried.context)
        window.show(Screen(CONTEXT_TITLE, told))
        right = _ask_until(window, words.CARRIED_OVER_PROMPT, words.YES_NO_AGAIN, _YES_NO.get)
        if right is Answer.YES:
            entered.age, entered.sex = carried.age, carried.sex
            entered.answers.update(carried.context)
            return
    window.show(_checklist_screen(CONTEXT_TITLE, words.CONTEXT_LEAD, {"": CONTEXT}))
    _checklist(entered, window, CONTEXT)
    age = _ask_until(window, words.AGE_PROMPT, words.AGE_AGAIN, _or_open(_whole_number_up_to(OLDEST)))
    entered.age = age.value
    entered.sex = _ask_until(window, words.SEX_PROMPT, words.SEX_AGAIN, _SEX.get)


def _checklist_screen(title: str, lead: str, groups: Mapping[str, Sequence[Question]]) -> Screen:
    return Screen(
        title, lead, {name: [question_text(question) for question in group] for name, group in groups.items()}
    )


def _checklist(entered: Entered, window: Window, questions: Sequence[Question]) -> None:
    """Those of the numbers typed are yes, the others no; Enter alone leaves them all as they are: not answered."""
    chosen = _ask_until(
        window, words.CHECKLIST_PROMPT, words.CHECKLIST_AGAIN, lambda typed: numbers_typed(typed, len(questions))
    )
    for number, question in enumerate(questions, start=1):
        if chosen.answered:
            entered.answers[question] = Answer.YES if number in chosen.numbers else Answer.NO


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
