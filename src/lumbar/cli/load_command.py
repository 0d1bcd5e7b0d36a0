"""``lumbar load``: what each day and each week held, against the person's own usual."""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lumbar.cli.options import DataOption, JsonOption, LogsArgument, OnOption, UnitOption, iso_date, latest_day
from lumbar.cli.terminal import ExitCode, Settings, Terminal, settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lumbar.core.quantities import MassUnit
    from lumbar.usecases.hold_log import HeldLog
    from lumbar.usecases.review_load import LoadReview

STDOUT = Path("-")


def load(
    context: typer.Context,
    logs: LogsArgument = None,
    since: Annotated[
        date | None,
        typer.Option("--from", parser=iso_date, metavar="DATE", help="First day shown.", show_default=False),
    ] = None,
    until: Annotated[
        date | None,
        typer.Option(
            "--to",
            parser=iso_date,
            metavar="DATE",
            help="Last day shown (default: --on, else the last training day).",
            show_default=False,
        ),
    ] = None,
    csv: Annotated[
        Path | None, typer.Option("--csv", help="Write the daily table here; - is stdout.", show_default=False)
    ] = None,
    bodyweight: Annotated[
        float | None, typer.Option(min=20, max=400, help="Your body weight in kg.", show_default=False)
    ] = None,
    unit: UnitOption = None,
    on: OnOption = None,
    json: JsonOption = False,
    data: DataOption = None,
) -> int:
    """What your days and weeks held: load, what a model says it asked of your back, strength, and hard sets.

    With LOG files, reads them and stores nothing. Without, uses what you imported.
    """
    from lumbar import wiring
    from lumbar.core.quantities import MassUnit, grams
    from lumbar.usecases.review_load import last_day_of, review_load

    chosen = settings(context, json=json, data=data)
    terminal = Terminal(json=chosen.json)
    now = wiring.MachineClock().now()
    latest = latest_day(now, on)
    _refuse_what_cannot_be(since, until, csv, latest, json=chosen.json)
    held = _held(logs or (), unit, chosen, terminal, latest)
    last = last_day_of(held.log, until, on)
    if since and since > last:
        raise typer.BadParameter(f"--from {since} is later than {last}, where the table ends; name an earlier day.")
    body_mass = None if bodyweight is None else grams(Decimal(str(bodyweight)), MassUnit.KG)
    catalogue = wiring.catalogue_of(wiring.data_directory(chosen.data))
    review = review_load(held, catalogue=catalogue, last=last, since=since, body_mass=body_mass)
    _answer(review, csv, terminal)
    return ExitCode.SET_ASIDE if review.log.quarantine or review.log.unreadable else ExitCode.DONE


def _refuse_what_cannot_be(
    since: date | None, until: date | None, csv: Path | None, latest: date, *, json: bool
) -> None:
    if since and until and since > until:
        raise typer.BadParameter(f"--from {since} is later than --to {until}; swap them.")
    if until and until > latest:
        raise typer.BadParameter(f"--to {until} is a day to come, of which nothing can be said; name an earlier day.")
    if json and csv == STDOUT:
        raise typer.BadParameter("--json and --csv - would both write to stdout; name a file for the table.")


def _held(logs: Sequence[Path], unit: MassUnit | None, chosen: Settings, terminal: Terminal, latest: date) -> HeldLog:
    """The log from the files, else from the store. Raises UnusableInput where there is none."""
    from lumbar import wiring
    from lumbar.core.errors import UnusableInput, UnusableKind
    from lumbar.usecases.hold_log import hold_files, hold_log
    from lumbar.usecases.ports import ReadingChoices

    directory = wiring.data_directory(chosen.data)
    catalogue = wiring.catalogue_of(directory)
    if not logs:
        stored = wiring.store_to_read(directory).log()
        if not stored.sessions:
            raise UnusableInput(UnusableKind.NO_LOG, path="")
        return hold_log(stored, catalogue=catalogue, suggest=wiring.suggest_exercises)
    with terminal.working("Reading ..."):
        return hold_files(
            [str(path) for path in logs],
            reader=wiring.log_reader(),
            choices=ReadingChoices(
                latest_day=latest,
                unit=unit,
                confirmed_units=wiring.ConfirmedUnits(directory),
                mappings=wiring.column_mappings(directory),
            ),
            catalogue=catalogue,
            suggest=wiring.suggest_exercises,
        )


def _answer(review: LoadReview, csv: Path | None, terminal: Terminal) -> None:
    from lumbar import wiring
    from lumbar.cli.writing import write_text

    if csv == STDOUT:
        from lumbar.core.provenance import UnitOrigin
        from lumbar.wording.reading import unit_sentence

        sys.stdout.write(wiring.load_csv(review))
        for reading in review.log.readings:
            if reading.unit_from is UnitOrigin.GUESSED:  # a table has no place for it
                terminal.say(f"{reading.path}: {unit_sentence(reading)}")
        return
    written = write_text(csv, wiring.load_csv(review)) if csv else None
    if terminal.json:
        terminal.answer({**wiring.load_json(review), **({"csv": str(written)} if written else {})})
        return
    from lumbar.cli.show_load import show_load, show_written

    if written:
        show_written(written, review, terminal.out)
    else:
        show_load(review, terminal.out)
