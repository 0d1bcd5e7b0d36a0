"""``lumbar evidence``: every constant and rule, with its source and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from lumbar.cli.options import DataOption, JsonOption
from lumbar.cli.terminal import ExitCode, Terminal, settings

if TYPE_CHECKING:
    from rich.console import Console

    from lumbar.core.evidence import Source
    from lumbar.usecases.list_evidence import Asked, Evidence, Library


def evidence(
    context: typer.Context,
    identifier: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="One constant, rule or source.", show_default=False)
    ] = None,
    json: JsonOption = False,
    data: DataOption = None,
) -> int:
    """Where every number comes from: its value, unit, source, and how sure it is.

    With the ID of a source, everything that rests on it. Without an ID, all of it.
    """
    from lumbar import wiring
    from lumbar.usecases.list_evidence import Asked, evidence_of

    terminal = Terminal(json=settings(context, json=json, data=data).json)
    library = wiring.evidence()
    asked = evidence_of(identifier, library) if identifier else Asked(library.entries)
    if identifier and not asked.found:
        raise typer.BadParameter(_nothing_of_that_name(identifier, asked.alike))
    if terminal.json:
        terminal.answer(wiring.evidence_json(asked.entries, _sources(asked, library)))
    elif identifier:
        _show(asked, terminal.out)
    else:
        _show_all(library.entries, terminal.out)
    return ExitCode.DONE


def _sources(asked: Asked, library: Library) -> Sequence[Source]:
    """The text that was asked for, else those that the entries rest on."""
    if asked.source:
        return (asked.source,)
    return [source for source in library.sources if any(entry.rests_on(source) for entry in asked.entries)]


def _nothing_of_that_name(identifier: str, alike: Sequence[str]) -> str:
    perhaps = f" Perhaps {' or '.join(alike)}?" if alike else ""
    return f"No constant, rule or source is called '{identifier}'.{perhaps} lumbar evidence lists them all."


def _show_all(everything: Sequence[Evidence], out: Console) -> None:
    from lumbar.cli.layout import heading, item, paragraph
    from lumbar.wording.evidence import HOW_TO_READ, evidence_line

    paragraph(out, HOW_TO_READ)
    for where, entries in groupby(everything, lambda entry: entry.where):
        heading(out, where.removeprefix("lumbar."))
        for entry in entries:
            item(out, evidence_line(entry))


def _show(asked: Asked, out: Console) -> None:
    from lumbar.cli.layout import heading, item, paragraph
    from lumbar.wording.evidence import evidence_line, evidence_sentences, resting_sentence, source_sentence

    if asked.source is None:
        for entry in asked.entries:
            heading(out, entry.id)
            for sentence in evidence_sentences(entry):
                item(out, sentence)
        return
    heading(out, asked.source.id)
    paragraph(out, source_sentence(asked.source))
    paragraph(out, resting_sentence(len(asked.entries)))
    for entry in asked.entries:
        item(out, evidence_line(entry))
