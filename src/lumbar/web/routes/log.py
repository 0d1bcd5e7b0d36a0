"""The first page: files in, or the made person, or six questions; and the unit where no file says it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from lumbar.core.causes.told import Answer, Memory, Question
from lumbar.core.errors import UnusableInput
from lumbar.core.quantities import MassUnit
from lumbar.web.desk import Desk
from lumbar.web.rendering import go_to, page
from lumbar.web.routes.asking import DeskHere, FormHere, VisitHere
from lumbar.web.uploads import Dropped, NotAFormError, receive_files
from lumbar.web.visit import Visit
from lumbar.wording import first_minute as words
from lumbar.wording.problems import unusable_sentence
from lumbar.wording.questions import INTRODUCTION, QUESTION_TEXT

router = APIRouter()
LIFT_LENGTH = 200
NOTHING_YET = "nothing-yet"
"""In the address of the first page: the answer sent the browser here, which may keep no cookie."""


async def _dropped(request: Request) -> Dropped | None:
    try:
        return await receive_files(request)
    except NotAFormError:
        return None


@router.get("/")
def start(request: Request, visit: VisitHere, desk: DeskHere) -> Response:
    if request.app.state.demo and visit.is_new and NOTHING_YET not in request.query_params:
        desk.made_person(visit)
        return go_to("/answer")
    if visit.made_person is not None:  # what is shown here, and answered from here, is the real person's again
        visit.begin_anew()
    return _start(request, desk)


@router.post("/log")
def drop(
    request: Request, visit: VisitHere, desk: DeskHere, dropped: Annotated[Dropped | None, Depends(_dropped)]
) -> Response:
    """Reads what was dropped, and lets go of the files at once unless their unit or their columns must be asked."""
    if dropped is None or not dropped.names:
        return _start(request, desk, problem=words.NO_FILE, status=422)
    visit.begin_anew()
    visit.dropped = dropped
    return read_on(request, visit, desk, dropped)


def read_on(request: Request, visit: Visit, desk: Desk, dropped: Dropped) -> Response:
    """Reads the files, now that more may be known of them, and asks what is still to be asked."""
    try:
        return _read(visit, desk, dropped)
    except UnusableInput as problem:
        visit.begin_anew()
        return _start(request, desk, problem=unusable_sentence(problem), status=422)


@router.get("/unit")
def ask_unit(request: Request, visit: VisitHere) -> Response:
    if visit.dropped is None or visit.held is None:
        return go_to("/")
    asked, files = visit.held.unit_to_confirm, visit.held.files_to_confirm
    if asked is None:
        return go_to("/when")
    heaviest = words.heaviest_sets(session for each in files for session in each.sessions)
    return page(
        request, "unit.html.j2", stop="log", asked=asked, lead=words.unit_lead(files), files=files, heaviest=heaviest
    )


@router.post("/unit")
def take_unit(visit: VisitHere, desk: DeskHere, form: FormHere) -> Response:
    """Takes the answer for the app it was asked of, and for no other; then the next one is asked of."""
    said = form.get("unit")
    if visit.dropped is None:  # answered before, and the files are gone: to change it they are dropped again
        return go_to("/when")
    asked = visit.held.unit_to_confirm if visit.held else None
    if asked is None:
        return go_to("/")
    if said not in tuple(MassUnit) or form.get("format", asked.format) != asked.format:  # a page of the app before
        return go_to("/unit")
    visit.units[asked.format] = MassUnit(str(said))
    return _read(visit, desk, visit.dropped)


@router.post("/made-person")
def made_person(visit: VisitHere, desk: DeskHere) -> Response:
    desk.made_person(visit)
    return go_to("/answer")


@router.get("/no-log")
def ask_memory(request: Request) -> Response:
    return page(request, "no_log.html.j2", stop="log", introduction=INTRODUCTION, questions=QUESTION_TEXT)


@router.post("/no-log")
def take_memory(visit: VisitHere, form: FormHere) -> Response:
    visit.begin_anew()
    lift = str(form.get(Question.WHICH_LIFT, "")).strip()[:LIFT_LENGTH]
    others = [question for question in Question if question is not Question.WHICH_LIFT]
    visit.memory = Memory(lift or None, {question: _answer(form.get(question)) for question in others})
    return go_to("/when")


@router.post("/leave")
def leave(visit: VisitHere) -> Response:
    """Forgets what this visit has in hand. What is stored stays stored."""
    visit.begin_anew()
    return go_to("/")


def _answer(said: object) -> Answer:
    return Answer(str(said)) if said in tuple(Answer) else Answer.UNKNOWN


def _read(visit: Visit, desk: Desk, dropped: Dropped) -> Response:
    try:
        held = desk.read(visit, dropped)
    except UnusableInput:
        visit.table = desk.table_to_explain(dropped, None)
        if visit.table is None:
            raise
        return go_to("/columns")
    visit.table = desk.table_to_explain(dropped, held)
    if visit.table is not None:
        return go_to("/columns")
    visit.held = held
    if held.unit_to_confirm is not None:
        return go_to("/unit")
    dropped.close()
    visit.dropped = None
    return go_to("/when")


def _start(request: Request, desk: Desk, *, problem: str = "", status: int = 200) -> Response:
    stored = desk.stored_log()
    return page(request, "start.html.j2", stop="log", stored=stored and stored.summary, problem=problem, status=status)
