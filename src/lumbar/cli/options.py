"""Options that several commands take, written once."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from lumbar.core.quantities import MassUnit


def iso_date(text: str) -> date:
    """A date as the contract writes it. Raises typer.BadParameter with what to write instead."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"'{text}' is not a date; write it as 2026-05-31.") from None


JsonOption = Annotated[bool, typer.Option("--json", help="Answer with one JSON object on stdout.")]
DataOption = Annotated[Path | None, typer.Option("--data", help="Where your data lies.", show_default=False)]
"""Of a command. LUMBAR_DATA is read once, before any command, so that an option always wins over it."""
SharedDataOption = Annotated[
    Path | None, typer.Option("--data", envvar="LUMBAR_DATA", help="Where your data lies.", show_default=False)
]
LogsArgument = Annotated[
    list[Path] | None, typer.Argument(metavar="[LOG]...", help="Exports of your training app.", show_default=False)
]
UnitOption = Annotated[
    MassUnit | None, typer.Option("--unit", help="The unit of the loads, where the file does not say.")
]
PainOnOption = Annotated[
    date | None,
    typer.Option("--pain-on", parser=iso_date, metavar="DATE", help="The day it began to hurt.", show_default=False),
]
OnOption = Annotated[
    date | None,
    typer.Option("--on", parser=iso_date, metavar="DATE", help="The day it is taken to be (default: today)."),
]


def latest_day(now: datetime, on: date | None) -> date:
    """The last day on which anything can have been done: one day ahead, since the log may come from a zone ahead
    of ours.
    """
    last = max(now.date(), on or now.date())
    return last if last == date.max else last + timedelta(days=1)
