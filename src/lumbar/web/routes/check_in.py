"""The check-in, one thing a page: the pain in one tap, the signs that cannot wait, and what else must be known.

What is asked and in which order is decided by the use case; here each step is shown, read and handed on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from lumbar.core.athlete import Sex
from lumbar.core.symptoms import NPRS_HIGHEST, NPRS_LOWEST, Nprs
from lumbar.core.triage.questions import Answer, Question
from lumbar.usecases.check_in_steps import (
    Entered,
    Step,
    back_to,
    cannot_wait,
    ended,
    next_step,
    questions_of,
    with_answers,
    with_carried_over,
    with_context,
    with_no_symptoms,
    with_pain,
)
from lumbar.web.desk import Desk
from lumbar.web.rendering import go_to, page
from lumbar.web.routes.asking import DeskHere, FormHere, VisitHere
from lumbar.web.visit import Visit
from lumbar.wording import first_minute as words

router = APIRouter()
OLDEST = 120
LARGEST = 999_999
"""Number that anything is typed as: what is too much of it, the triage judges and not the form."""
DAYS_IN = {"days": 1.0, "weeks": 7.0, "months": 365 / 12, "years": 365.0}


class NotUnderstoodError(Exception):
    """The form cannot be taken as it stands; the text says what to do."""


@router.get("/check-in")
def ask(request: Request, visit: VisitHere, desk: DeskHere, back: str = "") -> Response:
    entered = _begun(visit, desk)
    if back in tuple(Step):
        visit.entered = entered = back_to(entered, Step(back))
    return _show(request, visit, entered)


@router.post("/check-in/{step}")
def take(step: str, request: Request, visit: VisitHere, desk: DeskHere, form: FormHere) -> Response:
    if step not in tuple(Step):
        return go_to("/check-in")
    entered = back_to(_begun(visit, desk), Step(step))
    try:
        visit.entered = _TAKE[Step(step)](entered, form, visit)
    except NotUnderstoodError as mistake:
        visit.entered = entered
        return _show(request, visit, entered, problem=str(mistake), form=form)
    goes_on = next_step(visit.entered, visit.before) is not None
    if not goes_on or cannot_wait(visit.entered, Step(step)):
        _note(visit, desk)
    if goes_on:
        return go_to("/check-in")
    visit.entered = None
    return go_to("/answer")


@router.post("/check-in")
def begin_again(visit: VisitHere) -> Response:
    visit.entered = None
    return go_to("/check-in")


def _begun(visit: Visit, desk: Desk) -> Entered:
    """The check-in that has begun; the earlier ones are looked up once, so that its own pain is not among them."""
    if visit.entered is None or visit.entered.on != desk.today(visit):
        visit.entered, visit.before, visit.noted = Entered(desk.today(visit)), desk.check_ins(visit), None
    return visit.entered


def _note(visit: Visit, desk: Desk) -> None:
    """Stores what was entered so far. Going back and tapping the same again tells nothing new."""
    if visit.entered is None:
        return
    report = ended(visit.entered, visit.before).report()
    if report != visit.noted:
        desk.note(visit, report)
        visit.noted = report


# Showing


def _show(
    request: Request, visit: Visit, entered: Entered, *, problem: str = "", form: FormData | None = None
) -> Response:
    step = next_step(entered, visit.before)
    if step is None:  # finished in another window
        return go_to("/answer")
    asked = words.check_in_page(step, entered.on, visit.before)
    return page(
        request,
        f"check_in_{_TEMPLATE[step]}.html.j2",
        stop="back",
        status=422 if problem else 200,
        step=step,
        asked=asked,
        entered=entered,
        before=entered.passed[-1] if entered.passed else None,
        problem=problem,
        ticked=_ticked(entered, step, form),
        kept=_kept(visit, entered, form),
        with_pain_day=visit.pain_on is not None,
    )


def _ticked(entered: Entered, step: Step, form: FormData | None) -> Mapping[Question, Answer]:
    """What stands in the form already: what was just sent and not understood, or what was answered before."""
    if form is not None:
        return _answers(form, step)
    return {question: entered.answers.get(question, Answer.NO) for question in questions_of(step)}


def _kept(visit: Visit, entered: Entered, form: FormData | None) -> Mapping[str, str]:
    """What stands in the other fields already: what was just sent, else what is known."""
    if form is not None:
        return {name: str(form.get(name, "")) for name in ("duration", "duration_unit", "age", "sex")}
    days = _days_since_the_pain(visit, entered)
    return {"duration": "" if days is None else str(days), "duration_unit": "days", "age": "", "sex": Sex.UNKNOWN}


def _days_since_the_pain(visit: Visit, entered: Entered) -> int | None:
    """How long it has hurt, as far as the day of the pain tells; the person may correct it."""
    if entered.duration_days is not None:
        return entered.duration_days
    if visit.pain_on is None or visit.pain_on > entered.on:
        return None
    return max((entered.on - visit.pain_on) // timedelta(days=1), 1)


_TEMPLATE: Mapping[Step, str] = {
    Step.PAIN: "pain",
    Step.NO_SYMPTOMS: "yes_no",
    Step.EMERGENCY: "questions",
    Step.OLD_AND_STABLE: "yes_no",
    Step.SYMPTOMS: "questions",
    Step.INFLAMMATORY: "questions",
    Step.STILL_RIGHT: "yes_no",
    Step.CONTEXT: "questions",
}


# Reading


def _take_pain(entered: Entered, form: FormData, _visit: Visit) -> Entered:
    rating = _whole_number(form.get("pain"), NPRS_HIGHEST)
    if rating is None or rating < NPRS_LOWEST:
        raise NotUnderstoodError(words.PAIN_AGAIN)
    return with_pain(entered, Nprs(rating))


def _take_no_symptoms(entered: Entered, form: FormData, _visit: Visit) -> Entered:
    return with_no_symptoms(entered, confirmed=form.get("answer") == Answer.YES)


def _take_old_and_stable(entered: Entered, form: FormData, _visit: Visit) -> Entered:
    said = form.get("answer")
    answer = Answer(str(said)) if said in tuple(Answer) else Answer.UNKNOWN
    return with_answers(entered, Step.OLD_AND_STABLE, {Question.CHANGE_OVER_14_DAYS_OLD_AND_STABLE: answer})


def _take_emergency(entered: Entered, form: FormData, _visit: Visit) -> Entered:
    return with_answers(entered, Step.EMERGENCY, _answered(form, Step.EMERGENCY))


def _take_symptoms(entered: Entered, form: FormData, _visit: Visit) -> Entered:
    return with_answers(entered, Step.SYMPTOMS, _answered(form, Step.SYMPTOMS), duration_days=_duration(form))


def _take_inflammatory(entered: Entered, form: FormData, _visit: Visit) -> Entered:
    return with_answers(entered, Step.INFLAMMATORY, _answered(form, Step.INFLAMMATORY))


def _take_still_right(entered: Entered, form: FormData, visit: Visit) -> Entered:
    return with_carried_over(entered, visit.before, right=form.get("answer") == Answer.YES)


def _take_context(entered: Entered, form: FormData, _visit: Visit) -> Entered:
    age = _whole_number(form.get("age"), OLDEST)
    if form.get("age") and age is None:
        raise NotUnderstoodError(words.AGE_AGAIN)
    sex = Sex(str(form.get("sex"))) if form.get("sex") in tuple(Sex) else Sex.UNKNOWN
    return with_context(entered, _answered(form, Step.CONTEXT), age=age, sex=sex)


_TAKE: Mapping[Step, Callable[[Entered, FormData, Visit], Entered]] = {
    Step.PAIN: _take_pain,
    Step.NO_SYMPTOMS: _take_no_symptoms,
    Step.EMERGENCY: _take_emergency,
    Step.OLD_AND_STABLE: _take_old_and_stable,
    Step.SYMPTOMS: _take_symptoms,
    Step.INFLAMMATORY: _take_inflammatory,
    Step.STILL_RIGHT: _take_still_right,
    Step.CONTEXT: _take_context,
}


def _answered(form: FormData, step: Step) -> Mapping[Question, Answer]:
    """The answers of a list: ticked is yes or not sure, and the rest is no, because the person said that it is all.

    Nothing ticked and no "none of these" is no answer, and "none of these" over something ticked is a slip.
    """
    answers = _answers(form, step)
    anything = any(answer is not Answer.NO for answer in answers.values())
    match form.get("said"):
        case "none" if not anything:
            return answers
        case "none":
            raise NotUnderstoodError(words.TICKED_AND_NONE)
        case "ticked" if anything:
            return answers
        case "ticked":
            raise NotUnderstoodError(words.NOTHING_TICKED)
        case _:
            return {}


def _answers(form: FormData, step: Step) -> Mapping[Question, Answer]:
    yes, unsure = ({str(ticked) for ticked in form.getlist(column)} for column in ("yes", "unsure"))
    return {question: _one_answer(question, yes, unsure) for question in questions_of(step)}


def _one_answer(question: Question, yes: set[str], unsure: set[str]) -> Answer:
    if question in yes:
        return Answer.YES
    return Answer.UNKNOWN if question in unsure else Answer.NO


def _duration(form: FormData) -> int | None:
    number, unit = form.get("duration"), str(form.get("duration_unit", "days"))
    if not number:
        return None
    whole = _whole_number(number, LARGEST)
    if whole is None:
        raise NotUnderstoodError(words.DURATION_AGAIN)
    return round(whole * DAYS_IN.get(unit, 1.0))


def _whole_number(typed: object, highest: int) -> int | None:
    text = str(typed or "").strip()
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(LARGEST))):
        return None
    return int(text) if int(text) <= highest else None
