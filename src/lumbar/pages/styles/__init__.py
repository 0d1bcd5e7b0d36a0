"""The style sheets, by name: the colours, the parts that all pages share, and what only the one-file report has."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources

PALETTE = "palette.css"
PARTS = "parts.css"
REPORT = "report.css"


def style(name: str) -> str:
    """The text of one sheet."""
    return resources.files(__name__).joinpath(name).read_text(encoding="utf-8")


def styles() -> Mapping[str, str]:
    """The text of every sheet. They belong on a page in this order; one that is served needs the first two."""
    return {name: style(name) for name in (PALETTE, PARTS, REPORT)}
