"""When did it start to hurt? A day the log's own notes speak of, one of the calendar, or "I cannot say"."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Request
from starlette.responses import Response

from lumbar.core.errors import UnusableInput
from lumbar.web.calendar_month import calendar_month
from lumbar.web.desk import Desk
from lumbar.web.rendering import go_to, page
from lumbar.web.routes.asking import DeskHere, FormHere, VisitHere
from lumbar.web.visit import Visit
from lumbar.wording import first_minute as words
from lumbar.wording.problems import unusable_sentence

router = APIRouter()
CANNOT_SAY = "cannot-say"


@router.get("/when")
def ask_day(request: Request, visit: VisitHere, desk: DeskHere, month: str = "") -> Response:
    return _ask(request, visit, desk, month)


@router.get("/when/calendar")
def show_month(request: Request, visit: VisitHere, desk: DeskHere, month: str = "") -> Response:
    """The calendar alone, turned to another month."""
    return page(request, "calendar.html.j2", month=_month(visit, desk, month))


@router.post("/when")
def take_day(request: Request, visit: VisitHere, desk: DeskHere, form: FormHere) -> Response:
    said = str(form.get("day") or form.get("typed") or "")
    if said == CANNOT_SAY:
        visit.pain_on, visit.pain_day_asked = None, True
        return _go_on(visit, desk)
    day = _day(said)
    if day is None:
        return _ask(request, visit, desk, problem=words.NOT_A_DAY, status=422)
    if day > desk.latest_day(visit):
        return _ask(request, visit, desk, problem=words.DAY_TO_COME, status=422)
    visit.pain_on, visit.pain_day_asked = day, True
    try:
        desk.explanation(visit)
    except UnusableInput as problem:  # before the first training of the log, as a rule
        visit.pain_on, visit.pain_day_asked = None, False
        return _ask(request, visit, desk, problem=unusable_sentence(problem), status=422)
    return _go_on(visit, desk)


def _go_on(visit: Visit, desk: Desk) -> Response:
    """To the answer where there is a check-in of this day or the day before, else to the questions."""
    return go_to("/answer" if desk.has_fresh_check_in(visit) else "/check-in")


def _ask(
    request: Request, visit: Visit, desk: Desk, month: str = "", *, problem: str = "", status: int = 200
) -> Response:
    if desk.log(visit) is None and visit.memory is None:
        return go_to("/")
    held = desk.log(visit)
    return page(
        request,
        "when.html.j2",
        stop="day",
        summary=held.summary if held else None,
        candidates=desk.pain_days(visit),
        names_to_say=len(desk.names_to_say(visit)),
        month=_month(visit, desk, month),
        cannot_say=CANNOT_SAY,
        problem=problem,
        status=status,
    )


def _month(visit: Visit, desk: Desk, asked: str) -> object:
    held = desk.log(visit)
    days = held.log.days if held else ()
    shown = _day(f"{asked}-01") or visit.pain_on or min(desk.today(visit), days[-1] if days else desk.today(visit))
    return calendar_month(shown, trained=days, today=desk.today(visit), chosen=visit.pain_on)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
