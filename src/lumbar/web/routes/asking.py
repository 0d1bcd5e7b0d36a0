"""What every page is handed: the visit, for itself alone while it answers, and the use cases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends
from starlette.datastructures import FormData
from starlette.requests import Request

from lumbar.web.desk import Desk
from lumbar.web.visit import Visit


def _visit(request: Request) -> Iterator[Visit]:
    visit: Visit = request.state.visit
    with visit.lock:  # a second tap waits for the first
        yield visit


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


async def _form(request: Request) -> FormData:
    return await request.form(max_files=0, max_fields=400)


VisitHere = Annotated[Visit, Depends(_visit)]
DeskHere = Annotated[Desk, Depends(_desk)]
FormHere = Annotated[FormData, Depends(_form)]
