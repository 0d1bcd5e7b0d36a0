"""``lumbar check-in``: note how the back is, and hear how soon to see whom."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lumbar.cli.options import DataOption, JsonOption, OnOption
from lumbar.cli.terminal import ExitCode, Terminal, settings
from lumbar.core.symptoms import NPRS_HIGHEST, NPRS_LOWEST, Nprs
from lumbar.core.triage.disposition import Disposition
from lumbar.core.triage.questions import Answer, Report
from lumbar.wording import check_in as words

if TYPE_CHECKING:  # the use case is loaded when the command runs, not when it is listed
    from lumbar.core.plan.decision import Decided, Refused
    from lumbar.usecases.check_in import CheckedIn


def check_in_(
    context: typer.Context,
    pain: Annotated[
        int | None,
        typer.Option(
            min=NPRS_LOWEST, max=NPRS_HIGHEST, help="Pain now: 0 none, 10 the worst imaginable.", show_default=False
        ),
    ] = None,
    answers: Annotated[
        Path | None,
        typer.Option(help="A JSON file with the answers, as lumbar triage takes it.", show_default=False),
    ] = None,
    on: OnOption = None,
    json: JsonOption = False,
    data: DataOption = None,
) -> int:
    """Note how your back is, and hear how soon to see whom.

    A pain alone is saved at once. Without options, asks; an ordinary sore back is through in four screens.
    """
    from lumbar import wiring

    chosen = settings(context, json=json, data=data)
    terminal = Terminal(json=chosen.json)
    now = wiring.MachineClock().now()
    day = on or now.date()
    directory = wiring.data_directory(chosen.data)
    if answers is not None:
        report = _with_pain(_read_answers(answers, day), pain)
    elif pain is not None:
        report = Report(on=day, pain=Nprs(pain))
    elif chosen.json or not sys.stdin.isatty():
        raise typer.BadParameter(words.NOTHING_TO_ASK)
    else:
        return _ask_and_note(day, now, directory, terminal)
    checked_in = _note(report, now, directory)
    if chosen.json:
        terminal.answer(_as_json(checked_in, directory))
    else:
        _show(checked_in, terminal, directory)
    return ExitCode.DONE


# Asking


def _ask_and_note(day: date, now: datetime, directory: Path, terminal: Terminal) -> ExitCode:
    """Asks in screens, and saves what was entered even when the person stops after the pain."""
    from lumbar import wiring
    from lumbar.cli.check_in_screens import TerminalWindow, ask_in_screens
    from lumbar.usecases.check_in_steps import Entered, ended

    entered, before = Entered(day), wiring.journal_to_read(directory).check_ins()
    try:
        for so_far in ask_in_screens(entered, TerminalWindow(terminal), before=before):
            entered = so_far
    except (KeyboardInterrupt, typer.Abort):
        if entered.pain is None:
            raise typer.Abort from None
        checked_in = _note(ended(entered, before).report(), now, directory)
        _show_what_there_is(checked_in, terminal, directory)
        return ExitCode.STOPPED
    _show(_note(ended(entered, before).report(), now, directory), terminal, directory)
    return ExitCode.DONE


def _show_what_there_is(checked_in: CheckedIn, terminal: Terminal, directory: Path) -> None:
    """Says what was saved; what was answered already may be urgent, and that is not kept back."""
    terminal.say("\n" + words.stopped_sentence(_rating(checked_in), _answered(checked_in)))
    if checked_in.verdict.disposition is not Disposition.INCOMPLETE:
        _show(checked_in, terminal, directory)


def _note(report: Report, now: datetime, directory: Path) -> CheckedIn:
    from lumbar import wiring
    from lumbar.usecases.check_in import check_in

    return check_in(
        report, at=now, zone=wiring.zone_of(now), journal=wiring.open_journal(directory), rulebook=wiring.rulebook()
    )


# Reading


def _read_answers(path: Path, on: date) -> Report:
    """The answers of the file. Raises UnusableInput when they cannot be understood, every one of them."""
    from lumbar import wiring
    from lumbar.cli.answers_file import read_json

    return wiring.report_from_json(read_json(path), on, str(path))


def _with_pain(report: Report, pain: int | None) -> Report:
    """The report with the pain of the option; two ratings that differ are a slip of one of them."""
    from dataclasses import replace

    if pain is None:
        return report
    if report.pain not in (None, Nprs(pain)):
        raise typer.BadParameter(words.TWO_PAINS.format(in_file=report.pain.rating, told=pain))
    return replace(report, pain=Nprs(pain))


# Answering


def _decided(checked_in: CheckedIn, directory: Path) -> Decided | Refused:
    """Today's decision: the word alone; the session is what ``lumbar today`` plans."""
    from lumbar import wiring
    from lumbar.usecases.plan_today import decide_today

    log = wiring.store_to_read(directory).log()
    return decide_today(log=log, check_in=checked_in.check_in, catalogue=wiring.catalogue_of(directory))


def _as_json(checked_in: CheckedIn, directory: Path) -> dict[str, Any]:
    from lumbar import wiring

    noted, decided = checked_in.check_in, _decided(checked_in, directory)
    return {
        **wiring.verdict_json(checked_in.verdict),
        "decision": decided.decision.value if decided.decision else None,
        "check_in": {
            "at": noted.at.isoformat(),
            "zone": noted.zone,
            "on": noted.report.on.isoformat(),
            "pain": _rating(checked_in),
        },
    }


def _show(checked_in: CheckedIn, terminal: Terminal, directory: Path) -> None:
    from lumbar.cli.layout import heading, paragraph
    from lumbar.cli.triage_command import show_verdict
    from lumbar.core.plan.decision import Refused
    from lumbar.wording.plan import decision_reason, decision_title, refusal_sentence

    show_verdict(checked_in.verdict, terminal.out)
    decided = _decided(checked_in, directory)
    heading(terminal.out, f"Today: {decision_title(decided.decision)}" if decided.decision else "Today")
    paragraph(terminal.out, refusal_sentence(decided) if isinstance(decided, Refused) else decision_reason(decided))
    terminal.out.print()
    paragraph(terminal.out, words.saved_sentence(_rating(checked_in), _answered(checked_in)))
    if checked_in.verdict.disposition is Disposition.INCOMPLETE:
        paragraph(terminal.out, words.HOW_TO_GO_ON)


def _rating(checked_in: CheckedIn) -> int | None:
    pain = checked_in.check_in.report.pain
    return None if pain is None else pain.rating


def _answered(checked_in: CheckedIn) -> int:
    """How many questions were answered with yes or no."""
    return sum(answer is not Answer.UNKNOWN for answer in checked_in.check_in.report.answers.values())
