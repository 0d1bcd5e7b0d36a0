"""``lumbar import``: store a log, once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lumbar.cli.options import DataOption, JsonOption, UnitOption, iso_date
from lumbar.cli.terminal import ExitCode, Terminal, settings

if TYPE_CHECKING:  # the use case is loaded when the command runs, not when it is listed
    from lumbar.usecases.import_log import ImportResult


def known_zone(name: str) -> str:
    """The name of a time zone. Raises typer.BadParameter with what to write instead."""
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # names of no zone, of a folder of zones, with characters no file has
        raise typer.BadParameter(f"'{name}' is not a time zone; write it as Europe/Berlin.") from None
    return name


def import_(
    context: typer.Context,
    logs: Annotated[
        list[Path] | None, typer.Argument(metavar="LOG...", help="Exports of your training app.", show_default=False)
    ] = None,
    unit: UnitOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be stored, and store nothing.")] = False,
    accept: Annotated[bool, typer.Option("--accept", help="End with 0 although records were set aside.")] = False,
    replace_changed: Annotated[
        bool, typer.Option("--replace-changed", help="Let sessions corrected in the app replace the stored ones.")
    ] = False,
    zone: Annotated[
        str | None,
        typer.Option(
            "--zone",
            metavar="ZONE",
            parser=known_zone,
            help="Your time zone (Europe/Berlin), for exports in UTC (default: this machine's).",
            show_default=False,
        ),
    ] = None,
    both: Annotated[
        date | None,
        typer.Option(
            "--count-both",
            parser=iso_date,
            metavar="DATE",
            help="What two apps have of that day were two trainings: count both.",
            show_default=False,
        ),
    ] = None,
    json: JsonOption = False,
    data: DataOption = None,
) -> int:
    """Store what is new in these exports. Importing the same or a longer export again adds only what is new."""
    from lumbar import wiring
    from lumbar.cli.show_import import counted_both_json, import_json, show_counted_both, show_import
    from lumbar.core.same_training import united
    from lumbar.usecases.import_log import count_both, import_log
    from lumbar.usecases.learn_names import with_learned_names
    from lumbar.usecases.log_summary import summarise

    chosen = settings(context, json=json, data=data)
    terminal = Terminal(json=chosen.json)
    directory = wiring.data_directory(chosen.data)
    if both is not None:
        _count_both_alone(logs)
        doubles = count_both(both, store=wiring.store_to_read(directory), clock=wiring.MachineClock())
        if chosen.json:
            terminal.answer(counted_both_json(doubles, both))
        else:
            show_counted_both(doubles, both, terminal.out)
        return ExitCode.DONE
    if not logs:
        raise typer.BadParameter("name at least one export of your training app.", param_hint="LOG...")
    store = wiring.store_to_read(directory) if dry_run else wiring.open_store(directory)
    catalogue = with_learned_names(wiring.catalogue(), store)
    with terminal.working("Importing ..."):
        result = import_log(
            [str(path) for path in logs],
            reader=wiring.log_reader(),
            store=store,
            clock=wiring.MachineClock(),
            unit=unit,
            dry_run=dry_run,
            replace_changed=replace_changed,
            catalogue=catalogue,
            zone=zone,
        )
    log = summarise(
        united(result.readings, catalogue),
        catalogue,
        wiring.suggest_exercises,
        result.readings,
        result.unreadable,
        result.given_twice,
    )
    if chosen.json:
        terminal.answer(import_json(wiring.import_json(result, log), result, log))
    else:
        show_import(result, log, terminal.out, dry_run=dry_run)
    return _exit_code(result, accept=accept)


def _exit_code(result: ImportResult, *, accept: bool) -> ExitCode:
    if result.unreadable or (result.quarantine and not accept):
        return ExitCode.SET_ASIDE
    return ExitCode.DONE


def _count_both_alone(logs: list[Path] | None) -> None:
    """An answer about the store and an import are two things: one of them a command."""
    if logs:
        raise typer.BadParameter("import first, then say which trainings are two.", param_hint="--count-both")
