"""``lumbar triage``: whether to see a doctor, how soon and whom, from a file of answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lumbar.cli.answers_file import read_json
from lumbar.cli.options import DataOption, JsonOption, OnOption
from lumbar.cli.terminal import ExitCode, Terminal, settings

if TYPE_CHECKING:
    from rich.console import Console

    from lumbar.core.triage.triage import Verdict

MOST_QUESTIONS = 13
"""As many open questions are listed, the emergency group first; a longer list is read by nobody in pain."""


def triage_(
    context: typer.Context,
    answers: Annotated[Path, typer.Argument(metavar="ANSWERS.json", help="The answers, as a JSON file.")],
    on: OnOption = None,
    json: JsonOption = False,
    data: DataOption = None,
) -> int:
    """Whether to see a doctor, how soon and whom, from given answers.

    Reads the file and stores nothing. A question that is missing from it is taken as not answered, never as no.
    """
    from lumbar import wiring
    from lumbar.core.triage.triage import triage

    chosen = settings(context, json=json, data=data)
    terminal = Terminal(json=chosen.json)
    day = on or wiring.MachineClock().now().date()
    report = wiring.report_from_json(read_json(answers), day, str(answers))
    verdict = triage(report, wiring.rulebook())
    if chosen.json:
        terminal.answer(wiring.verdict_json(verdict))
    else:
        show_verdict(verdict, terminal.out)
    return ExitCode.DONE


def show_verdict(verdict: Verdict, out: Console) -> None:
    """Writes it: how soon and what to do, because of what, what to watch for, what was not answered."""
    from lumbar.cli.layout import heading, item, paragraph
    from lumbar.wording import triage as words

    heading(out, words.title(verdict.disposition))
    for sentence in (
        words.what_to_do(verdict.disposition),
        words.whom_to_see(verdict.see),
        words.age_wanted(verdict),
        words.exercise_text(verdict.exercise),
    ):
        if sentence:
            paragraph(out, sentence)
    told = words.reasons_to_tell(verdict)
    if told:
        heading(out, "Why")
    for reason in told:
        item(out, words.reason_text(reason))
    bring = words.what_to_bring(verdict.disposition)
    if bring:
        heading(out, "What to bring")
        paragraph(out, bring)
    heading(out, "What to watch for")
    paragraph(out, words.watch_for(verdict.disposition))
    _not_answered(verdict, out)
    _sources(verdict, out)
    out.print()
    paragraph(out, words.soreness_text(verdict.resembles_training_soreness))
    paragraph(out, words.NOT_A_DIAGNOSIS)


def _not_answered(verdict: Verdict, out: Console) -> None:
    from lumbar.cli.layout import heading, item, paragraph
    from lumbar.wording import triage as words

    missing = words.not_asked(verdict)
    if missing is None:
        return
    heading(out, "Not answered")
    paragraph(out, missing)
    for question in verdict.ask[:MOST_QUESTIONS]:
        item(out, words.question_text(question))
    if len(verdict.ask) > MOST_QUESTIONS:
        item(out, f"and {len(verdict.ask) - MOST_QUESTIONS} more")


def _sources(verdict: Verdict, out: Console) -> None:
    from lumbar.cli.layout import heading, item
    from lumbar.wording.triage import reasons_to_tell

    cited = {source.citation: None for reason in reasons_to_tell(verdict) for source in reason.sources}
    if not cited:
        return
    heading(out, "Where this comes from")
    for citation in cited:
        item(out, citation)
    item(out, f"Lumbar's red-flag rules of {verdict.edition}")
