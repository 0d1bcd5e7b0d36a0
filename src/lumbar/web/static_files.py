"""The style sheets and scripts of the pages, all from this machine."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from lumbar.pages.styles import PALETTE, PARTS, styles

FOLDER = Path(str(resources.files("lumbar.web"))) / "static"
VENDORED = ("htmx.min.js", "uPlot.iife.min.js", "uPlot.min.css")
"""Fetched at set-up, by their pinned versions."""


def has_vendored(name: str) -> bool:
    """Whether set-up could fetch it; every page works without, plainer."""
    return (FOLDER / "vendor" / name).is_file()


def static_files() -> Mount:
    """What may be asked for under /static: this app's own, and the sheets it shares with the one-file report."""
    sheets = {name: text for name, text in styles().items() if name in (PALETTE, PARTS)}

    async def shared(request: Request) -> Response:
        text = sheets.get(request.path_params["name"])
        return Response(status_code=404) if text is None else Response(text, media_type="text/css")

    own = Mount("/", StaticFiles(directory=FOLDER))
    return Mount("/static", routes=[Route("/shared/{name}", shared), own], name="static")
