"""From the options of a command to an explanation: from files, from the store, or from six answers."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import typer

from lumbar import wiring
from lumbar.cli.options import latest_day
from lumbar.cli.six_questions import ask_six_questions, read_six_answers
from lumbar.cli.terminal import ExitCode, Settings, Terminal
from lumbar.core.errors import UnusableInput, UnusableKind
from lumbar.core.quantities import MassUnit
from lumbar.core.symptoms import PainReport
from lumbar.core.training import TrainingLog
from lumbar.usecases.explain import (
    Explanation,
    after_check_ins,
    after_self_tests,
    explain_files,
    explain_log,
    explain_memory,
)
from lumbar.usecases.ports import ReadingChoices


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person asked to have explained."""

    logs: tuple[Path, ...]
    pain_on: date | None = None
    unit: MassUnit | None = None
    zone: str | None = None
    answers: Path | None = None
    on: date | None = None
    pain: tuple[PainReport, ...] = ()
    made_person: bool = False
    """The log is that of a made person: nothing that is stored of the real one belongs to it."""


def explanation_of(asked: Asked, chosen: Settings, terminal: Terminal) -> Explanation:
    """The explanation, under the disposition of a fresh check-in where there is one.

    Raises UnusableInput when there is nothing to explain from.
    """
    if asked.made_person:
        return _explanation(asked, chosen, terminal)
    on = asked.on or wiring.MachineClock().now().date()
    directory = wiring.data_directory(chosen.data)
    check_ins = wiring.check_ins(directory)
    explained = after_self_tests(_explanation(asked, chosen, terminal), wiring.self_tests(directory), check_ins, on)
    return after_check_ins(explained, check_ins, on)


def _explanation(asked: Asked, chosen: Settings, terminal: Terminal) -> Explanation:
    now = wiring.MachineClock().now()
    on = asked.on or now.date()
    if asked.pain_on and asked.pain_on > latest_day(now, asked.on):
        raise typer.BadParameter(f"--pain-on {asked.pain_on} is later than {on}; nothing can be said of a day to come.")
    if asked.logs:
        return _from_files(asked, chosen, terminal, on, latest_day(now, asked.on))
    catalogue = wiring.catalogue_of(wiring.data_directory(chosen.data))
    if asked.answers:
        return explain_memory(read_six_answers(asked.answers), catalogue=catalogue, pain_on=asked.pain_on, on=on)
    stored = _stored_log(chosen)
    if stored.sessions:
        return explain_log(stored, catalogue=catalogue, suggest=wiring.suggest_exercises, pain_on=asked.pain_on, on=on)
    if chosen.json or not sys.stdin.isatty():
        raise UnusableInput(UnusableKind.NO_LOG, path="")
    return explain_memory(ask_six_questions(terminal), catalogue=catalogue, pain_on=asked.pain_on, on=on)


def _stored_log(chosen: Settings) -> TrainingLog:
    return wiring.store_to_read(wiring.data_directory(chosen.data)).log()


def exit_code_of(explanation: Explanation) -> ExitCode:
    """3 when a record or a whole file had to be set aside, else 0."""
    log = explanation.log
    aside = any(problem.set_aside for reading in log.readings for problem in reading.problems)
    return ExitCode.SET_ASIDE if aside or log.unreadable else ExitCode.DONE


def _from_files(asked: Asked, chosen: Settings, terminal: Terminal, on: date, latest: date) -> Explanation:
    directory = wiring.data_directory(chosen.data)
    with terminal.working("Reading ..."):
        return explain_files(
            [str(path) for path in asked.logs],
            reader=wiring.log_reader(),
            choices=ReadingChoices(
                latest_day=latest,
                unit=asked.unit,
                confirmed_units=wiring.ConfirmedUnits(directory),
                mappings=wiring.column_mappings(directory),
                zone=asked.zone,
            ),
            catalogue=wiring.catalogue_of(directory),
            suggest=wiring.suggest_exercises,
            pain_on=asked.pain_on,
            on=on,
            pain=asked.pain,
        )
