"""``lumbar report``: the same answer as a page to keep, print or bring along."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lumbar.cli.options import DataOption, JsonOption, LogsArgument, OnOption, PainOnOption, UnitOption
from lumbar.cli.terminal import Terminal, settings


def report(
    context: typer.Context,
    logs: LogsArgument = None,
    html: Annotated[Path, typer.Option("--html", help="Where to write the page.")] = Path("lumbar-report.html"),
    pain_on: PainOnOption = None,
    unit: UnitOption = None,
    on: OnOption = None,
    json: JsonOption = False,
    data: DataOption = None,
) -> int:
    """Write the report as one HTML file that needs nothing else, with load against your usual and the findings
    marked on it.
    """
    from lumbar import wiring
    from lumbar.cli.explaining import Asked, exit_code_of, explanation_of
    from lumbar.cli.show_log import show_problems
    from lumbar.cli.writing import write_report

    chosen = settings(context, json=json, data=data)
    terminal = Terminal(json=chosen.json)
    asked = Asked(logs=tuple(logs or ()), pain_on=pain_on, unit=unit, on=on)
    explanation = explanation_of(asked, chosen, terminal)
    catalogue = wiring.catalogue_of(wiring.data_directory(chosen.data))
    written = write_report(explanation, html, catalogue=catalogue, made_person=False)
    if chosen.json:
        terminal.answer({"html": str(written)})
    else:
        terminal.out.print(f"Wrote {written}", soft_wrap=True)
        show_problems(explanation.log, terminal.out)
    return exit_code_of(explanation)
