"""``lumbar recovery``: the first 48 hours and the weeks after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from lumbar.cli.options import DataOption, JsonOption, OnOption
from lumbar.cli.terminal import ExitCode, Terminal, settings

if TYPE_CHECKING:
    from rich.console import Console

    from lumbar.core.plan.decision import Refused
    from lumbar.core.plan.recovery import Recovery


def recovery(context: typer.Context, on: OnOption = None, json: JsonOption = False, data: DataOption = None) -> int:
    """What to do in the first 48 hours and the weeks after, and when to see whom. Needs a fresh check-in."""
    from lumbar import wiring
    from lumbar.cli.layout import paragraph
    from lumbar.usecases.check_in import urgent_before
    from lumbar.usecases.recover import recover
    from lumbar.wording.plan import earlier_urgent_sentence

    chosen = settings(context, json=json, data=data)
    terminal = Terminal(json=chosen.json)
    directory = wiring.data_directory(chosen.data)
    day = on or wiring.MachineClock().now().date()
    check_ins = wiring.journal_to_read(directory).check_ins()
    answer = recover(check_ins=check_ins, on=day)
    earlier = urgent_before(check_ins, day)
    if chosen.json:
        told = {"on": earlier.report.on.isoformat(), "disposition": earlier.disposition.value} if earlier else None
        terminal.answer({**wiring.recovery_json(answer), "earlier_urgent": told})
    else:
        if earlier:
            paragraph(terminal.out, earlier_urgent_sentence(earlier.report.on), style="bold")
        _show(answer, terminal.out)
    return ExitCode.DONE


def _show(answer: Recovery | Refused, out: Console) -> None:
    from lumbar.cli.layout import heading, item, paragraph
    from lumbar.core.plan.decision import Refused
    from lumbar.core.plan.recovery import Phase
    from lumbar.wording import triage as triage_words
    from lumbar.wording.plan import refusal_command_hint, refusal_sentence
    from lumbar.wording.recovery import phase_title, step_sentence

    if answer.disposition is not None:
        paragraph(out, triage_words.title(answer.disposition), style="bold")
        paragraph(out, triage_words.what_to_do(answer.disposition))
    if isinstance(answer, Refused):
        paragraph(out, f"{refusal_sentence(answer)} {refusal_command_hint(answer)}".rstrip())
        return
    for phase in Phase:
        heading(out, phase_title(phase))
        for step in answer.steps:
            if step.phase is phase:
                item(out, step_sentence(step))
