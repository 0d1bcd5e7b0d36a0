"""The web app: pages that parse, call one use case and render. No decision is made here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp

from lumbar.core.errors import UnusableInput
from lumbar.usecases.ports import Clock
from lumbar.web.desk import Desk
from lumbar.web.protection import Protected, TooMuchError, WithHeaders
from lumbar.web.rendering import Renderer, problem_page
from lumbar.web.routes import answer, check_in, columns, log, look, names, pain_day, phone, self_tests, share
from lumbar.web.static_files import static_files
from lumbar.web.visit import Visits
from lumbar.wording import first_minute as words
from lumbar.wording.problems import unusable_sentence

OUR_OWN_NAMES = ("localhost", "127.0.0.1", "[::1]", "::1")


def create_app(directory: Path, clock: Clock, *, hosts: Sequence[str] = (), demo: bool = False) -> ASGIApp:
    """The app over the data of one folder.

    ``hosts`` are the names and addresses it may be asked under besides those of this machine itself: a foreign site
    whose name leads here would otherwise be taken for one of ours. With ``demo`` a visit begins with the made person.
    """
    app = FastAPI(title="Lumbar", openapi_url=None, docs_url=None, redoc_url=None)
    app.state.desk = Desk(directory, clock)
    app.state.renderer = Renderer()
    app.state.demo = demo
    app.router.routes.append(static_files())
    for routes in (log, columns, pain_day, names, check_in, answer, look, self_tests, phone, share):
        app.include_router(routes.router)
    app.add_exception_handler(UnusableInput, _unusable)
    app.add_exception_handler(TooMuchError, _too_much)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(Exception, _our_fault)
    compressed = GZipMiddleware(Protected(app, visits=Visits()), minimum_size=1_000)
    ours = TrustedHostMiddleware(compressed, allowed_hosts=[*OUR_OWN_NAMES, *hosts], www_redirect=False)
    return WithHeaders(ours)


def _unusable(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, UnusableInput)  # noqa: S101  that is what the handler is registered for
    return problem_page(request, words.CANNOT_GO_ON_TITLE, unusable_sentence(problem), status=422)


def _too_much(request: Request, _problem: Exception) -> Response:
    return problem_page(request, words.CANNOT_GO_ON_TITLE, words.TOO_MUCH, status=413)


def _refused(request: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, HTTPException)  # noqa: S101  that is what the handler is registered for
    text = words.NO_SUCH_PAGE if refusal.status_code == 404 else words.NOT_POSSIBLE
    return problem_page(request, words.CANNOT_GO_ON_TITLE, text, status=refusal.status_code)


def _not_understood(request: Request, _mistake: Exception) -> Response:
    return problem_page(request, words.CANNOT_GO_ON_TITLE, words.NOT_POSSIBLE, status=422)


def _our_fault(request: Request, fault: Exception) -> Response:
    return problem_page(request, words.OUR_FAULT_TITLE, words.our_fault(type(fault).__name__), status=500)
