"""``lumbar demo``: a made person, from their log to the page, to see what Lumbar does before giving it anything."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lumbar.cli.options import DataOption, JsonOption
from lumbar.cli.terminal import ExitCode, Terminal, settings

LOG_NAME = "made-person-hevy.csv"
REPORT_NAME = "lumbar-report.html"
FILM_NAME = "made-lifter.mp4"


def demo(
    context: typer.Context,
    directory: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where to write the log and the page.")] = Path(
        "lumbar-demo"
    ),
    json: JsonOption = False,
    data: DataOption = None,
) -> int:
    """Show what Lumbar does with the log of a made person: six months of training, a break, and a back that began
    to hurt.
    """
    from lumbar import wiring
    from lumbar.cli.explaining import Asked, explanation_of
    from lumbar.cli.layout import heading, item
    from lumbar.cli.show_explanation import show_explanation
    from lumbar.cli.writing import make_directory, write_bytes, write_report, write_text

    chosen = settings(context, json=json, data=data)
    terminal = Terminal(json=chosen.json)
    make_directory(directory)
    log = write_text(directory / LOG_NAME, wiring.demo_log())
    film = write_bytes(directory / FILM_NAME, wiring.demo_video())
    pain, pain_on = wiring.demo_pain()
    explanation = explanation_of(
        Asked(logs=(log,), pain_on=pain_on, on=pain_on, pain=pain, made_person=True), chosen, terminal
    )
    page = write_report(explanation, directory / REPORT_NAME, catalogue=wiring.catalogue(), made_person=True)
    if chosen.json:
        terminal.answer(
            {**wiring.explanation_json(explanation), "log_file": str(log), "html": str(page), "film": str(film)}
        )
        return ExitCode.DONE
    terminal.out.print("This is a made person, not you.", style="bold")
    show_explanation(explanation, terminal.out)
    heading(terminal.out, "Next")
    item(terminal.out, "The same as a page with the picture, to open in your browser:")
    terminal.out.print(f"   {page}", soft_wrap=True)
    item(terminal.out, "A film of a made lifter, looked at (./start setup first, for what that takes):")
    terminal.out.print(f'   ./start form {film} --exercise "romanian deadlift" --out form.mp4', soft_wrap=True)
    item(terminal.out, "Your own log: export it from Strong, Hevy or FitNotes as CSV, then ./start why YOUR.csv")
    item(terminal.out, "Whether to see a doctor, and today's session: ./start check-in, then ./start today")
    item(terminal.out, "When it began to hurt: add --pain-on 2026-05-31. No log at all: ./start why")
    return ExitCode.DONE
