"""Without a log: what the person remembers of the days before the pain, by six questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lumbar.core.causes.finding import Baseline, Cause, Finding, FindingKind, Status
from lumbar.core.causes.prevention import Prevention
from lumbar.core.evidence import Certainty, Source
from lumbar.core.references import ACSM_2009, BEHM_2016, BOSQUET_2013, CSCCA_NSCA_2019, OUR_JUDGEMENT


class Question(StrEnum):
    """The six questions, in the order they are asked."""

    WHICH_LIFT = "which_lift"
    NEW = "new"
    HEAVIER = "heavier"
    AFTER_A_BREAK = "after_a_break"
    WARMED_UP = "warmed_up"
    TIRED = "tired"


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Memory:
    """What the person remembers. A question that was not answered is unknown, never no."""

    lift: str | None
    answers: Mapping[Question, Answer]

    def answer(self, question: Question) -> Answer:
        return self.answers.get(question, Answer.UNKNOWN)


@dataclass(frozen=True, slots=True)
class _Meaning:
    cause: Cause
    telling: Answer
    """The answer that makes it a difference: no for the warm-up, yes for the others."""
    prevention: Prevention
    sources: tuple[Source, ...]


_MEANINGS: Mapping[Question, _Meaning] = {
    Question.AFTER_A_BREAK: _Meaning(
        Cause.OVERTRAINING, Answer.YES, Prevention.GRADED_RETURN, (BOSQUET_2013, CSCCA_NSCA_2019, OUR_JUDGEMENT)
    ),
    Question.NEW: _Meaning(Cause.OVERTRAINING, Answer.YES, Prevention.START_LIGHT, (OUR_JUDGEMENT,)),
    Question.HEAVIER: _Meaning(Cause.OVERTRAINING, Answer.YES, Prevention.SMALL_STEPS, (ACSM_2009, OUR_JUDGEMENT)),
    Question.TIRED: _Meaning(Cause.OVERTRAINING, Answer.YES, Prevention.LIGHTER_WHEN_TIRED, (OUR_JUDGEMENT,)),
    Question.WARMED_UP: _Meaning(Cause.WARM_UP, Answer.NO, Prevention.RAMP_SETS, (BEHM_2016, OUR_JUDGEMENT)),
}


def told(memory: Memory, on: date) -> tuple[Finding, ...]:
    """One finding for each question about a difference: changed, as usual, or not recorded when the person did not
    know.

    All are opinions: a memory asked for after the pain began leans towards an explanation.
    """
    findings = [_finding(question, meaning, memory, on) for question, meaning in _MEANINGS.items()]
    order = list(Status)
    return tuple(sorted(findings, key=lambda finding: order.index(finding.status)))


def _finding(question: Question, meaning: _Meaning, memory: Memory, on: date) -> Finding:
    answer = memory.answer(question)
    if answer is Answer.UNKNOWN:
        status = Status.NOT_RECORDED
    else:
        status = Status.CHANGED if answer is meaning.telling else Status.USUAL
    return Finding(
        cause=meaning.cause,
        kind=FindingKind.TOLD,
        status=status,
        on=on,
        baseline=Baseline.ANSWERS,
        sources=meaning.sources,
        certainty=Certainty.OPINION,
        prevention=meaning.prevention if status is Status.CHANGED else Prevention.NONE_NEEDED,
        exercise=memory.lift,
        answer=question.value,
    )
