"""``lumbar columns``: say once what the columns of a table mean that no app we know wrote."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lumbar.cli.options import DataOption, JsonOption, UnitOption
from lumbar.cli.terminal import ExitCode, Terminal, settings

if TYPE_CHECKING:
    from rich.console import Console

    from lumbar.usecases.confirm_columns import ColumnAnswers, ColumnProposal


class DateOrder(StrEnum):
    """What stands first in a date of two numbers and a year, as it is written on the command line."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


def _column(meaning: str) -> Any:
    return typer.Option(metavar="COLUMN", help=f"The column with {meaning}.", show_default=False)


def columns(
    context: typer.Context,
    table: Annotated[Path, typer.Argument(metavar="FILE", help="A table of your training.")],
    date: Annotated[str | None, _column("the day")] = None,
    time: Annotated[str | None, _column("the time of day")] = None,
    title: Annotated[str | None, _column("the name of the workout")] = None,
    exercise: Annotated[str | None, _column("the exercise")] = None,
    load: Annotated[str | None, _column("the load")] = None,
    load_unit: Annotated[str | None, _column("the unit of each load")] = None,
    repetitions: Annotated[str | None, _column("the repetitions")] = None,
    sets: Annotated[str | None, _column("how many sets a row stands for")] = None,
    duration: Annotated[str | None, _column("the time of a set, in seconds or as 1:30")] = None,
    rpe: Annotated[str | None, _column("the effort (RPE)")] = None,
    rir: Annotated[str | None, _column("the repetitions in reserve")] = None,
    note: Annotated[str | None, _column("the note")] = None,
    unit: UnitOption = None,
    dates: Annotated[
        DateOrder | None, typer.Option(help="What comes first in its dates, where none shows it.", show_default=False)
    ] = None,
    accept: Annotated[bool, typer.Option("--accept", help="It is right as proposed: remember it.")] = False,
    json: JsonOption = False,
    data: DataOption = None,
) -> int:
    """Show what the columns of a table seem to mean, and remember what you say of them."""
    from lumbar import wiring
    from lumbar.usecases.confirm_columns import ColumnAnswers, ColumnMeaning, keep_columns, proposed_columns
    from lumbar.wording.columns import read_without_being_told

    chosen = settings(context, json=json, data=data)
    terminal = Terminal(json=chosen.json)
    said = {
        ColumnMeaning.DATE: date,
        ColumnMeaning.TIME_OF_DAY: time,
        ColumnMeaning.TITLE: title,
        ColumnMeaning.EXERCISE: exercise,
        ColumnMeaning.LOAD: load,
        ColumnMeaning.LOAD_UNIT: load_unit,
        ColumnMeaning.REPETITIONS: repetitions,
        ColumnMeaning.SETS: sets,
        ColumnMeaning.DURATION: duration,
        ColumnMeaning.RPE: rpe,
        ColumnMeaning.RIR: rir,
        ColumnMeaning.NOTE: note,
    }
    directory = wiring.data_directory(chosen.data)
    clock = wiring.MachineClock()
    known = wiring.store_to_read(directory)
    proposal = proposed_columns(str(table), reader=wiring.log_reader(), store=known, clock=clock)
    if proposal is None:
        terminal.say(read_without_being_told(str(table)))
        if chosen.json:
            terminal.answer({"path": str(table), "to_confirm": False, "stored": False})
        return ExitCode.DONE
    named = {meaning: column for meaning, column in said.items() if column is not None}
    order = dates.name.casefold() if dates else None
    answers = ColumnAnswers(named, unit=None if unit is None else str(unit), date_order=order)
    proposal = _corrected(proposal, answers)
    wanted = accept or bool(named) or unit is not None or dates is not None
    stored = wanted and not proposal.missing()
    if stored:
        keep_columns(proposal, store=wiring.open_store(directory), clock=clock)
    if chosen.json:
        terminal.answer(_as_json(proposal, stored=stored))
    else:
        _show(proposal, terminal.out, sure=stored or (proposal.confirmed and not wanted))
    return ExitCode.USAGE if wanted and not stored else ExitCode.DONE


def _corrected(proposal: ColumnProposal, answers: ColumnAnswers) -> ColumnProposal:
    from lumbar.usecases.confirm_columns import with_answers
    from lumbar.wording.columns import not_a_column

    for column in answers.columns.values():
        if column not in proposal.header:
            raise typer.BadParameter(not_a_column(column, proposal))
    return with_answers(proposal, answers)


def _show(proposal: ColumnProposal, out: Console, *, sure: bool) -> None:
    from lumbar.cli.layout import heading, item, paragraph
    from lumbar.usecases.confirm_columns import ColumnMeaning
    from lumbar.wording import columns as words

    heading(out, "What the columns mean" if sure else "What the columns seem to mean")
    for meaning in ColumnMeaning:
        column = proposal.mapping.columns.get(meaning)
        if column is not None:
            at = proposal.header.index(column)
            shown = ", ".join(filter(None, (row[at] for row in proposal.examples)))
            unit = f" in {proposal.mapping.unit}" if meaning is ColumnMeaning.LOAD and proposal.mapping.unit else ""
            item(out, f"“{column}” is {words.meaning_name(meaning)}{unit}" + (f": {shown}" if shown else ""))
    paragraph(out, words.unused_sentence(proposal))
    heading(out, "Its first rows")
    for row in proposal.examples:
        item(out, " | ".join(row))
    out.print()
    for missing in proposal.missing():
        paragraph(out, words.missing_sentence(missing))
    if sure:
        paragraph(out, words.kept_sentence(proposal.path))
    elif not proposal.missing():
        paragraph(out, words.how_to_confirm(proposal.path))


def _as_json(proposal: ColumnProposal, *, stored: bool) -> dict[str, Any]:
    return {
        "path": proposal.path,
        "to_confirm": not (stored or proposal.confirmed),
        "stored": stored,
        "signature": proposal.signature,
        "header": list(proposal.header),
        "columns": dict(proposal.mapping.columns),
        "unit": proposal.mapping.unit,
        "date_order": proposal.mapping.date_order,
        "missing": [str(missing) for missing in proposal.missing()],
        "examples": [list(row) for row in proposal.examples],
    }
