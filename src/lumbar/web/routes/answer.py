"""The answer on one page: the decision, the picture, what was different, and today's session."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from lumbar import __version__, wiring
from lumbar.core.errors import UnusableInput
from lumbar.pages.explanation_view import explanation_view
from lumbar.pages.load_picture import load_view
from lumbar.pages.series import timeline_series
from lumbar.pages.session_view import session_view
from lumbar.usecases.explain import Explanation
from lumbar.web.desk import Desk
from lumbar.web.rendering import go_to, page, shown_unit
from lumbar.web.routes.asking import DeskHere, VisitHere
from lumbar.web.routes.log import NOTHING_YET
from lumbar.web.visit import Visit
from lumbar.wording import first_minute as words

router = APIRouter()
MINUTES = (30, 45, 60, 90)


@router.get("/answer")
def answer(request: Request, visit: VisitHere, desk: DeskHere) -> Response:
    explanation = _explanation(visit, desk)
    if explanation is None:
        return go_to(f"/?{NOTHING_YET}" if request.app.state.demo else "/")
    unit = shown_unit(visit, desk)
    series = timeline_series(explanation, unit)
    return page(
        request,
        "answer.html.j2",
        stop="answer",
        view=explanation_view(explanation, unit),
        series=series and series.as_json(),
        load=load_view(desk.load(visit), unit),
        session=session_view(desk.session(visit), unit),
        minutes=visit.minutes,
        choices=MINUTES,
        names_to_say=len(desk.names_to_say(visit)),
        can_keep=visit.held is not None and not visit.kept and visit.made_person is None,
        checked_in=desk.has_fresh_check_in(visit),
    )


def _explanation(visit: Visit, desk: Desk) -> Explanation | None:
    """None only where there is neither a log nor a check-in to tell of."""
    try:
        return desk.explanation(visit)
    except UnusableInput:  # no log in hand and none stored, or nothing in it up to today
        return desk.check_in_alone(visit)


@router.get("/session")
def session(request: Request, visit: VisitHere, desk: DeskHere, minutes: int = 0) -> Response:
    """Today's session for another length of time: the part alone where the page asks for it, else the whole page."""
    if minutes in MINUTES:
        visit.minutes = minutes
    if request.headers.get("hx-request") != "true":
        return go_to("/answer#session")
    return page(
        request,
        "session_part.html.j2",
        session=session_view(desk.session(visit), shown_unit(visit, desk)),
        minutes=visit.minutes,
        choices=MINUTES,
    )


@router.post("/keep")
def keep(visit: VisitHere, desk: DeskHere) -> Response:
    if visit.held is not None and visit.made_person is None and not visit.kept:
        result = desk.keep(visit.held)
        visit.held, visit.kept = None, True  # from now on what is stored is looked at, this log in it
        visit.notice = words.kept(result)
    return go_to("/answer")


@router.get("/report")
def report(visit: VisitHere, desk: DeskHere) -> Response:
    """The same as one file without script, to keep, print or bring along."""
    text = wiring.html_report()(
        desk.explanation(visit),
        unit=shown_unit(visit, desk),
        generated_on=desk.today(visit),
        version=__version__,
        load=desk.load(visit),
        made_person=visit.made_person is not None,
    )
    name = f"lumbar-report-{desk.today(visit).isoformat()}.html"
    return HTMLResponse(text, headers={"Content-Disposition": f'attachment; filename="{name}"'})
