"""Headings, paragraphs and items as they look on a terminal: calm, and readable without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


def heading(out: Console, text: str) -> None:
    """A heading with an empty line above it."""
    out.print()
    paragraph(out, text, style="bold cyan")


def item(out: Console, text: str, indent: int = 1) -> None:
    """One line of a list, its further lines under its first word."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    row = Table.grid(padding=(0, 1, 0, 0))
    row.add_row(Text("-"), Text(text))
    out.print(Padding(row, (0, 0, 0, indent)))


def paragraph(out: Console, text: str, *, style: str = "", indent: int = 0) -> None:
    """Running text."""
    from rich.padding import Padding
    from rich.text import Text

    out.print(Padding(Text(text, style=style), (0, 0, 0, indent)))
