"""How the pages look: kilograms or pounds, light or dark."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from lumbar.core.quantities import MassUnit
from lumbar.web.rendering import go_to
from lumbar.web.routes.asking import FormHere, VisitHere
from lumbar.web.visit import Theme

router = APIRouter()


@router.post("/look")
def look(visit: VisitHere, form: FormHere) -> Response:
    if form.get("unit") in tuple(MassUnit):
        visit.unit = MassUnit(str(form.get("unit")))
    if form.get("theme") in tuple(Theme):
        visit.theme = Theme(str(form.get("theme")))
    return go_to(_on_this_server(str(form.get("back_to", "/"))))


def _on_this_server(path: str) -> str:
    """A path of ours, and never the address of another server."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else "/"
