"""``lumbar import``: store a log, once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lumbar.cli.options import DataOption, JsonOption, UnitOption
from lumbar.cli.terminal import ExitCode, Terminal, settings

if TYPE_CHECKING:  # the use case is loaded when the command runs, not when it is listed
    from lumbar.usecases.import_log import ImportResult


def import_(
    context: typer.Context,
    logs: Annotated[list[Path], typer.Argument(metavar="LOG...", help="Exports of your training app.")],
    unit: UnitOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be stored, and store nothing.")] = False,
    accept: Annotated[bool, typer.Option("--accept", help="End with 0 although records were set aside.")] = False,
    replace_changed: Annotated[
        bool, typer.Option("--replace-changed", help="Let sessions corrected in the app replace the stored ones.")
    ] = False,
    json: JsonOption = False,
    data: DataOption = None,
) -> int:
    """Store what is new in these exports. Importing the same or a longer export again adds only what is new."""
    from lumbar import wiring
    from lumbar.cli.show_import import show_import
    from lumbar.core.same_training import united
    from lumbar.usecases.import_log import import_log
    from lumbar.usecases.log_summary import summarise

    chosen = settings(context, json=json, data=data)
    terminal = Terminal(json=chosen.json)
    directory = wiring.data_directory(chosen.data)
    with terminal.working("Importing ..."):
        result = import_log(
            [str(path) for path in logs],
            reader=wiring.log_reader(),
            store=wiring.store_to_read(directory) if dry_run else wiring.open_store(directory),
            clock=wiring.MachineClock(),
            unit=unit,
            dry_run=dry_run,
            replace_changed=replace_changed,
        )
    log = summarise(
        united(result.readings),
        wiring.catalogue(),
        wiring.suggest_exercises,
        result.readings,
        result.unreadable,
        result.given_twice,
    )
    if chosen.json:
        terminal.answer(wiring.import_json(result, log))
    else:
        show_import(result, log, terminal.out, dry_run=dry_run)
    return _exit_code(result, accept=accept)


def _exit_code(result: ImportResult, *, accept: bool) -> ExitCode:
    if result.unreadable or (result.quarantine and not accept):
        return ExitCode.SET_ASIDE
    return ExitCode.DONE
