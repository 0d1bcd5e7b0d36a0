"""``lumbar export``: take everything out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lumbar.cli.options import DataOption, JsonOption
from lumbar.cli.terminal import ExitCode, Terminal, settings


def export(
    context: typer.Context,
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder, or one of a former export.")],
    json: JsonOption = False,
    data: DataOption = None,
) -> int:
    """Take everything out that Lumbar has stored of you, as CSV and JSON."""
    from lumbar import wiring
    from lumbar.cli.layout import heading, item
    from lumbar.core.errors import UnusableInput, UnusableKind
    from lumbar.usecases.take_out import take_out

    chosen = settings(context, json=json, data=data)
    terminal = Terminal(json=chosen.json)
    stored_in = wiring.data_directory(chosen.data)
    if not wiring.has_store(stored_in):
        raise UnusableInput(UnusableKind.NO_LOG, path=str(stored_in))
    taken = take_out(
        store=wiring.open_store(stored_in),
        journal=wiring.open_journal(stored_in),
        self_tests=wiring.open_self_tests(stored_in),
        archive=wiring.archive(directory),
        renderings=wiring.archive_files(),
        clock=wiring.MachineClock(),
    )
    if chosen.json:
        terminal.answer(
            {
                "directory": str(directory.resolve()),
                "files": list(taken.files),
                "sessions": taken.sessions,
                "sets": taken.sets,
                "quarantined": taken.quarantined,
                "check_ins": taken.check_ins,
                "self_tests": taken.self_tests,
            }
        )
    else:
        heading(terminal.out, f"Wrote {taken.sets:,} sets of {taken.sessions:,} sessions to {directory.resolve()}")
        for name in taken.files:
            item(terminal.out, name)
    return ExitCode.DONE
