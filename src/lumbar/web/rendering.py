"""From a template and what it shows to an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from lumbar.core.quantities import MassUnit
from lumbar.pages.environment import environment
from lumbar.web.desk import Desk
from lumbar.web.static_files import VENDORED, has_vendored
from lumbar.web.visit import Theme, Visit
from lumbar.wording import first_minute as words
from lumbar.wording import sharing, teaching

SEE_OTHER = 303


class Renderer:
    """The templates, compiled once."""

    def __init__(self) -> None:
        self._environment = environment("lumbar.web")
        self._environment.globals |= {
            "first_minute": words,
            "sharing": sharing,
            "teaching": teaching,
            "vendored": {name: has_vendored(name) for name in VENDORED},
        }

    def page(self, template: str, **context: object) -> str:
        return self._environment.get_template(template).render(**context)


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page: the day, the unit, the look and how far one has come."""

    today: date
    unit: MassUnit
    theme: Theme
    made_person: bool
    notice: str
    path: str
    """Where a change of unit or look comes back to."""
    stop: str
    """Of the way: log, day, back or answer."""


def shown_unit(visit: Visit, desk: Desk) -> MassUnit:
    """What the person chose, else the unit of their log."""
    if visit.unit is not None:
        return visit.unit
    held = desk.log(visit)
    return held.summary.unit if held else MassUnit.KG


def page(request: Request, template: str, *, stop: str = "", status: int = 200, **context: object) -> Response:
    """The page, inside its frame."""
    visit: Visit = request.state.visit
    desk: Desk = request.app.state.desk
    frame = Frame(
        today=desk.today(visit),
        unit=shown_unit(visit, desk),
        theme=visit.theme,
        made_person=visit.made_person is not None,
        notice=visit.take_notice(),
        path=request.url.path if request.method == "GET" else "/",
        stop=stop,
    )
    renderer: Renderer = request.app.state.renderer
    return HTMLResponse(renderer.page(template, frame=frame, **context), status_code=status)


def problem_page(request: Request, title: str, sentence: str, *, status: int) -> Response:
    """One sentence that says what was met and what to do. It asks nothing of the store: that may be what is broken."""
    renderer: Renderer = request.app.state.renderer
    visit: Visit | None = getattr(request.state, "visit", None)  # none where only a file was asked for
    theme = visit.theme if visit else Theme.AUTO
    text = renderer.page("problem.html.j2", title=title, sentence=sentence, theme=theme)
    return HTMLResponse(text, status_code=status)


def go_to(path: str) -> Response:
    """Sends the browser on; going back from there asks for nothing twice."""
    return RedirectResponse(path, status_code=SEE_OTHER)
