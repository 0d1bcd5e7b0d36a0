"""Which phone is paired, and taking its access away."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from lumbar.web.rendering import go_to, page
from lumbar.web.routes.asking import DeskHere, VisitHere
from lumbar.wording import first_minute as words

router = APIRouter()


@router.get("/phone")
def show(request: Request, desk: DeskHere) -> Response:
    return page(request, "phone.html.j2", paired=desk.paired_phone())


@router.post("/phone/revoke")
def revoke(visit: VisitHere, desk: DeskHere) -> Response:
    desk.revoke_phone()
    visit.notice = words.PHONE_REVOKED
    return go_to("/phone")
