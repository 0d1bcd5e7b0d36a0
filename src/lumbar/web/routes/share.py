"""Lumbar as an app of the phone: the manifest that names it, and makes it one to which other apps share their export.

A browser installs it only behind a certificate it trusts by itself. What is shared arrives as a form at ``/log``, as if
it had been dropped on the page.
"""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from lumbar.web.uploads import FIELD
from lumbar.wording import sharing as words

router = APIRouter()
MANIFEST = "/manifest.webmanifest"
TEAL, WHITE = "#0a6f6b", "#ffffff"
ICON_SIZES = (192, 512)
ACCEPTED = (
    "text/csv",
    "text/comma-separated-values",
    "application/csv",
    "application/vnd.ms-excel",  # what Android takes a .csv for where a spreadsheet is installed
    "text/plain",
    "application/json",
    "text/xml",
    "application/xml",
    "application/zip",
    "application/octet-stream",
    ".csv",
    ".txt",
    ".json",
    ".xml",
    ".zip",
    ".fit",
    ".fitnotes",
)
"""What an export may be called; which app it is of, its content says."""


@router.get(MANIFEST)
def manifest() -> Response:
    return Response(json.dumps(_manifest()), media_type="application/manifest+json")


def _manifest() -> dict[str, Any]:
    return {
        "id": "/",
        "name": words.NAME,
        "short_name": words.NAME,
        "description": words.DESCRIPTION,
        "lang": "en",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "theme_color": TEAL,
        "background_color": WHITE,
        "icons": [_mark(), *(_icon(size) for size in ICON_SIZES)],
        "share_target": {
            "action": "/log",
            "method": "POST",
            "enctype": "multipart/form-data",
            "params": {"files": [{"name": FIELD, "accept": list(ACCEPTED)}]},
        },
    }


def _mark() -> dict[str, str]:
    return {"src": "/static/mark.svg", "sizes": "any", "type": "image/svg+xml"}


def _icon(size: int) -> dict[str, str]:
    """The mark on a full square: a phone cuts its own shape out of it."""
    return {
        "src": f"/static/mark-{size}.png",
        "sizes": f"{size}x{size}",
        "type": "image/png",
        "purpose": "any maskable",
    }
