"""The order in which a check-in asks, for every place that asks: one step after the other, each with its answer.

What was entered is a plain value. An answer makes a new one; it takes the place of an earlier answer to the same step
and forgets the steps after it, so that going back and changing an answer leaves nothing of the old one behind. A
question that was left open stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from lumbar.core.athlete import Sex
from lumbar.core.symptoms import Nprs
from lumbar.core.triage.questions import (
    CAUDA_EQUINA,
    CONTEXT,
    COURSE,
    EMERGENCY_GROUP,
    INFLAMMATORY,
    SYMPTOMS,
    Answer,
    Question,
    Report,
)
from lumbar.usecases.check_in import INFLAMMATORY_AFTER_DAYS, carried_over, episode_is_open
from lumbar.usecases.ports import CheckIn


class Step(StrEnum):
    """What is asked together. Not all of them are asked of everybody, but always in this order."""

    PAIN = "pain"
    NO_SYMPTOMS = "no_symptoms"
    """One answer for the whole emergency group, where there is no pain and there was none before."""
    EMERGENCY = "emergency"
    OLD_AND_STABLE = "old_and_stable"
    SYMPTOMS = "symptoms"
    """With the course, and how long it has hurt."""
    INFLAMMATORY = "inflammatory"
    STILL_RIGHT = "still_right"
    """One answer for the whole context, where earlier check-ins told all of it."""
    CONTEXT = "context"
    """With the age and the sex."""


_LIST_OF = {Step.NO_SYMPTOMS: Step.EMERGENCY, Step.STILL_RIGHT: Step.CONTEXT}
"""By each step that answers a whole list at once: the list itself."""

_CHECKLISTS = (Step.EMERGENCY, Step.OLD_AND_STABLE, Step.SYMPTOMS, Step.INFLAMMATORY)
"""The steps that are answered question by question, with nothing of the person beside it."""


@dataclass(frozen=True, slots=True)
class Entered:
    """What was entered so far; it is all there when the person stops in the middle."""

    on: date
    pain: Nprs | None = None
    duration_days: int | None = None
    age: int | None = None
    sex: Sex = Sex.UNKNOWN
    answers: Mapping[Question, Answer] = field(default_factory=dict)
    passed: tuple[Step, ...] = ()
    """The steps that were answered, in their order."""

    def report(self) -> Report:
        """All that was entered as the triage takes it; ``ended`` says what of it counts."""
        return Report(
            on=self.on,
            age=self.age,
            sex=self.sex,
            pain=self.pain,
            duration_days=self.duration_days,
            answers=dict(self.answers),
        )


def questions_of(step: Step) -> tuple[Question, ...]:
    """The questions that an answer to the step answers, in their order."""
    match step:
        case Step.PAIN:
            return ()
        case Step.NO_SYMPTOMS | Step.EMERGENCY:
            return EMERGENCY_GROUP
        case Step.OLD_AND_STABLE:
            return (Question.CHANGE_OVER_14_DAYS_OLD_AND_STABLE,)
        case Step.SYMPTOMS:
            return (*SYMPTOMS, *COURSE)
        case Step.INFLAMMATORY:
            return INFLAMMATORY
        case Step.STILL_RIGHT | Step.CONTEXT:
            return CONTEXT


# What is asked next


def next_step(entered: Entered, before: Sequence[CheckIn]) -> Step | None:
    """What is to be asked now, or None when nothing more is.

    ``before`` are the earlier check-ins, oldest first.
    """
    return next((step for step in _way(entered, before) if not _settled(entered, step)), None)


def _way(entered: Entered, before: Sequence[CheckIn]) -> Iterator[Step]:
    """The steps asked of a person who answers like this, those that were answered already among them.

    A yes in the emergency group is the end.
    """
    yield Step.PAIN
    may_say_no_symptoms = entered.pain == Nprs(0) and not episode_is_open(before, entered.on)
    if may_say_no_symptoms:
        yield Step.NO_SYMPTOMS
    if not (may_say_no_symptoms and _answered_at_once(entered, Step.NO_SYMPTOMS)):
        yield Step.EMERGENCY
        if _any_yes(entered, CAUDA_EQUINA):
            yield Step.OLD_AND_STABLE
        if _any_yes(entered, EMERGENCY_GROUP):
            return
        yield Step.SYMPTOMS
        if entered.duration_days is not None and entered.duration_days > INFLAMMATORY_AFTER_DAYS.value:
            yield Step.INFLAMMATORY
    if carried_over(before, entered.on).complete:
        yield Step.STILL_RIGHT
    if not _answered_at_once(entered, Step.STILL_RIGHT):
        yield Step.CONTEXT


def _settled(entered: Entered, step: Step) -> bool:
    """Whether the step was answered, or the list that it would answer at once."""
    return step in entered.passed or _LIST_OF.get(step) in entered.passed


def _answered_at_once(entered: Entered, step: Step) -> bool:
    """Whether the one answer was given for the whole list, and the list was not answered itself since."""
    in_its_place = step in entered.passed and _LIST_OF[step] not in entered.passed
    return in_its_place and questions_of(step)[0] in entered.answers


def _any_yes(entered: Entered, questions: Iterable[Question]) -> bool:
    return any(entered.answers.get(question) is Answer.YES for question in questions)


# The answers, one function for each kind of step


def with_pain(entered: Entered, pain: Nprs) -> Entered:
    return replace(_answering(entered, Step.PAIN, {}), pain=pain)


def with_no_symptoms(entered: Entered, *, confirmed: bool) -> Entered:
    """Confirmed, it answers the whole emergency group with no; otherwise the group is asked and nothing is answered."""
    return _answering(entered, Step.NO_SYMPTOMS, dict.fromkeys(EMERGENCY_GROUP, Answer.NO) if confirmed else {})


def with_answers(
    entered: Entered, step: Step, answers: Mapping[Question, Answer], *, duration_days: int | None = None
) -> Entered:
    """The answers to the emergency group, its follow-up, the symptoms or the inflammatory group.

    How long it has hurt is told with the symptoms. Raises ValueError for an answer that does not belong to the step.
    """
    if step not in _CHECKLISTS:
        raise ValueError(f"the step {step} has a function of its own and is not answered question by question")
    if duration_days is not None and step is not Step.SYMPTOMS:
        raise ValueError(f"how long it has hurt is told with the symptoms, not with the step {step}")
    answered = _answering(entered, step, answers)
    return replace(answered, duration_days=duration_days) if step is Step.SYMPTOMS else answered


def with_carried_over(entered: Entered, before: Sequence[CheckIn], *, right: bool) -> Entered:
    """Whether what earlier check-ins told of age, sex and context is still right; if not, nothing of it is taken."""
    carried = carried_over(before, entered.on)
    if not (right and carried.complete):
        return _answering(entered, Step.STILL_RIGHT, {})
    return replace(_answering(entered, Step.STILL_RIGHT, carried.context), age=carried.age, sex=carried.sex)


def with_context(entered: Entered, answers: Mapping[Question, Answer], age: int | None, sex: Sex) -> Entered:
    """Raises ValueError for an answer that does not belong to the context."""
    return replace(_answering(entered, Step.CONTEXT, answers), age=age, sex=sex)


def _answering(entered: Entered, step: Step, answers: Mapping[Question, Answer]) -> Entered:
    strangers = [question for question in answers if question not in questions_of(step)]
    if strangers:
        raise ValueError(f"{', '.join(strangers)} is not asked in the step {step}, so its answer would be lost later")
    earlier = back_to(entered, step)
    return replace(earlier, answers={**earlier.answers, **answers}, passed=(*earlier.passed, step))


# Going back, and the end


def back_to(entered: Entered, step: Step) -> Entered:
    """What was entered before this step: it and the steps after it are forgotten, so that they are asked again.

    Going back to a list that was answered at once takes that one answer back, too.
    """
    order = tuple(Step)
    kept, forgotten = order[: order.index(step)], order[order.index(step) :]
    lost = _questions_of_all(forgotten)
    return replace(
        entered,
        pain=entered.pain if Step.PAIN in kept else None,
        duration_days=entered.duration_days if Step.SYMPTOMS in kept else None,
        age=None,  # told with the context, which comes last and so is always among what is forgotten
        sex=Sex.UNKNOWN,
        answers={question: said for question, said in entered.answers.items() if question not in lost},
        passed=tuple(one for one in entered.passed if one in kept),
    )


def cannot_wait(entered: Entered, step: Step) -> bool:
    """Whether the answer to this step is to be stored at once, however the asking goes on: a pain, or an urgent yes.

    Who closes the page after it has told it all the same.
    """
    match step:
        case Step.PAIN:
            return True
        case Step.EMERGENCY:
            return _any_yes(entered, EMERGENCY_GROUP)
        case _:
            return False


def ended(entered: Entered, before: Sequence[CheckIn]) -> Entered:
    """What is to be stored when the asking has ended, or is ended now.

    Only answers to what this person is asked count: one that came out of turn, such as from a page left open beside a
    later one, does not. What was told earlier of age, sex and conditions counts with an urgent answer, though it was
    not asked again; only what raises, as an earlier no is not taken for today's.
    """
    counted = _answers_in(entered, tuple(_way(entered, before)))
    if not _any_yes(counted, EMERGENCY_GROUP):
        return counted
    carried = carried_over(before, entered.on)
    raising = {question: said for question, said in carried.context.items() if said is Answer.YES}
    return replace(counted, age=carried.age, sex=carried.sex, answers={**counted.answers, **raising})


def _answers_in(entered: Entered, way: Sequence[Step]) -> Entered:
    """What was entered in those steps; an answer to a question of no step stays."""
    kept = tuple(step for step in entered.passed if step in way)
    lost = _questions_of_all(Step) - _questions_of_all(kept)
    return replace(
        entered,
        duration_days=entered.duration_days if Step.SYMPTOMS in kept else None,
        answers={question: said for question, said in entered.answers.items() if question not in lost},
        passed=kept,
    )


def _questions_of_all(steps: Iterable[Step]) -> frozenset[Question]:
    return frozenset(question for step in steps for question in questions_of(step))
