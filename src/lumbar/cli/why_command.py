"""``lumbar why``: what was different before the pain."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lumbar.cli.options import DataOption, JsonOption, LogsArgument, OnOption, PainOnOption, UnitOption
from lumbar.cli.terminal import Terminal, settings


def why(
    context: typer.Context,
    logs: LogsArgument = None,
    pain_on: PainOnOption = None,
    unit: UnitOption = None,
    bodyweight: Annotated[
        float | None, typer.Option(min=20, max=400, help="Your body weight in kg.", show_default=False)
    ] = None,
    answers: Annotated[
        Path | None,
        typer.Option(
            help="Without a log: a JSON file with the six answers instead of being asked.", show_default=False
        ),
    ] = None,
    on: OnOption = None,
    json: JsonOption = False,
    data: DataOption = None,
) -> int:
    """What was different before the pain, against your own usual.

    With LOG files, reads them and stores nothing. Without, uses what you imported; if there is nothing, asks six
    questions.
    """
    from lumbar import wiring
    from lumbar.cli.explaining import Asked, exit_code_of, explanation_of
    from lumbar.cli.show_explanation import show_explanation

    chosen = settings(context, json=json, data=data)
    terminal = Terminal(json=chosen.json)
    if bodyweight is not None:
        terminal.say("Your body weight is not used yet: no finding of this version depends on it.")
    asked = Asked(logs=tuple(logs or ()), pain_on=pain_on, unit=unit, answers=answers, on=on)
    explanation = explanation_of(asked, chosen, terminal)
    if chosen.json:
        terminal.answer(wiring.explanation_json(explanation))
    else:
        show_explanation(explanation, terminal.out)
    return exit_code_of(explanation)
