"""``lumbar log``: type what you did."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lumbar.cli.options import DataOption, JsonOption, iso_date
from lumbar.cli.terminal import ExitCode, Terminal, settings
from lumbar.core.errors import UnusableInput, UnusableKind
from lumbar.core.quantities import MassUnit

if TYPE_CHECKING:  # the use case is loaded when the command runs, not when it is listed
    from pathlib import Path

    from lumbar.core.training import TrainingSet
    from lumbar.usecases.log_session import Logged, Understood, WhichSession
    from lumbar.usecases.ports import TrainingStore


def _time_of_day(text: str) -> time:
    """A time of day. Raises typer.BadParameter with what to write instead."""
    try:
        return datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007  a time of day has no zone
    except ValueError:
        raise typer.BadParameter(f"'{text}' is not a time of day; write it as 18:30.") from None


def log(
    context: typer.Context,
    lines: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SETS]...", help='As in "deadlift 3x5 @ 120 kg rpe 8".', show_default=False),
    ] = None,
    on: Annotated[
        date | None,
        typer.Option("--on", parser=iso_date, metavar="DATE", help="The day you trained (default: today)."),
    ] = None,
    at: Annotated[
        time | None,
        typer.Option("--at", parser=_time_of_day, metavar="TIME", help="When you began.", show_default=False),
    ] = None,
    title: Annotated[str, typer.Option("--title", help="What you call the session.", show_default=False)] = "",
    unit: Annotated[MassUnit | None, typer.Option("--unit", help="The unit of loads without one; remembered.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be stored, and store nothing.")] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help="Store the rest where a line is not understood (ends with 3).")
    ] = False,
    json: JsonOption = False,
    data: DataOption = None,
) -> int:
    """Store the sets you did, a line an exercise. The same day and title again adds to that session.

    Without lines, asks for them one by one, or reads them from what is piped in.
    """
    from lumbar import wiring
    from lumbar.usecases.log_session import WhichSession
    from lumbar.wording.plain_notation import NOTHING_TYPED, TYPED

    chosen = settings(context, json=json, data=data)
    terminal = Terminal(json=chosen.json)
    now = wiring.MachineClock().now()
    which = WhichSession(_day_trained(on, now), at, title.strip())
    directory = wiring.data_directory(chosen.data)
    asks = not lines and sys.stdin.isatty()
    typed = list(lines or ()) or (_ask_lines(terminal) if asks else sys.stdin.read().splitlines())
    understood = _understood(typed, unit, wiring.store_to_read(directory), asks=asks)
    logging = _Logging(terminal, which, directory, now, dry_run=dry_run)
    if understood.refused and not (accept and understood.sets):
        return logging.refuse(understood)
    if not understood.sets:
        raise typer.BadParameter(NOTHING_TYPED)
    if understood.lacks_a_unit:
        raise UnusableInput(UnusableKind.UNIT_NOT_CONFIRMED, TYPED, known=tuple(map(str, MassUnit)))
    return logging.store(understood, asks=asks)


def _day_trained(on: date | None, now: datetime) -> date:
    day = on or now.date()
    if day > now.date() + timedelta(days=1):
        raise typer.BadParameter(f"{day} has not come yet; --on is the day on which you trained.")
    return day


# Asking


def _ask_lines(terminal: Terminal) -> list[str]:
    """Asks for one line after the other until Enter; one that is not understood is said at once, and not kept."""
    from lumbar.usecases.log_session import understand
    from lumbar.wording.plain_notation import ASK_LINE, not_understood_sentence

    lines: list[str] = []
    while text := typer.prompt(ASK_LINE, default="", show_default=False, err=True).strip():
        refused = understand([text], MassUnit.KG).refused
        if refused:
            terminal.say(not_understood_sentence(len(lines) + 1, text, refused[0].why))
        else:
            lines.append(text)
    return lines


def _understood(typed: Sequence[str], unit: MassUnit | None, store: TrainingStore, *, asks: bool) -> Understood:
    """What was understood, in the unit that is named, confirmed earlier, or asked for now."""
    from lumbar.usecases.log_session import understand
    from lumbar.usecases.plain_notation import SOURCE

    understood = understand(typed, unit)
    if understood.lacks_a_unit:
        understood = understand(typed, store.confirmed_units().get(SOURCE))
    if understood.lacks_a_unit and asks:
        return understand(typed, _ask_unit())
    return understood


def _ask_unit() -> MassUnit:
    from lumbar.wording.plain_notation import ASK_UNIT, ASK_UNIT_AGAIN

    prompt = ASK_UNIT
    while True:
        answer = typer.prompt(prompt, err=True).strip().casefold()
        if answer in set(MassUnit):
            return MassUnit(answer)
        prompt = ASK_UNIT_AGAIN


# Answering


@dataclass(frozen=True)
class _Logging:
    """One call of the command: where it speaks, and where it stores."""

    terminal: Terminal
    which: WhichSession
    directory: Path
    now: datetime
    dry_run: bool

    def refuse(self, understood: Understood) -> ExitCode:
        """Says why each line was not understood; nothing is stored."""
        from lumbar.wording.plain_notation import NOTHING_STORED

        self._say_refused(understood)
        self.terminal.say(NOTHING_STORED)
        if self.terminal.json:
            self.terminal.answer(self._as_json(understood, None))
        return ExitCode.UNUSABLE

    def store(self, understood: Understood, *, asks: bool) -> ExitCode:
        """Shows what was understood, and stores it."""
        from lumbar.wording.plain_notation import ASK_STORE, NOT_STORED

        self._say_refused(understood)
        if not self.terminal.json:
            self._show_understood(understood)
        if asks and not self.dry_run and not typer.confirm(ASK_STORE, default=True, err=True):
            self.terminal.say(NOT_STORED)
            return ExitCode.DONE
        logged = self._log(understood)
        if self.terminal.json:
            self.terminal.answer(self._as_json(understood, logged))
        else:
            self._show_stored(logged)
        return ExitCode.SET_ASIDE if understood.refused else ExitCode.DONE

    def _log(self, understood: Understood) -> Logged:
        from lumbar import wiring
        from lumbar.usecases.log_session import log_session

        store = wiring.store_to_read(self.directory) if self.dry_run else wiring.open_store(self.directory)
        return log_session(understood, self.which, store=store, now=self.now, dry_run=self.dry_run)

    def _say_refused(self, understood: Understood) -> None:
        from lumbar.wording.plain_notation import not_understood_sentence

        for refused in understood.refused:
            self.terminal.say(not_understood_sentence(refused.line, refused.text, refused.why))

    def _show_understood(self, understood: Understood) -> None:
        from lumbar import wiring
        from lumbar.cli.layout import item
        from lumbar.wording.plain_notation import sets_sentences, unknown_name_sentence

        for sentence in sets_sentences(understood.sets, understood.unit or MassUnit.KG):
            item(self.terminal.out, sentence)
        for name in _unknown(understood.sets):
            suggestions = [exercise.name for exercise in wiring.suggest_exercises(name)]
            item(self.terminal.out, unknown_name_sentence(name, suggestions))

    def _show_stored(self, logged: Logged) -> None:
        from lumbar.cli.layout import paragraph
        from lumbar.wording.plain_notation import session_sentence

        session = logged.session
        self.terminal.out.print()
        told = session_sentence(session.day, session.title, len(logged.added), logged.before, dry_run=self.dry_run)
        paragraph(self.terminal.out, told)

    def _as_json(self, understood: Understood, logged: Logged | None) -> dict[str, Any]:
        from lumbar import wiring
        from lumbar.wording.plain_notation import hint, reason

        session = logged.session if logged else None
        return {
            "stored": logged is not None and logged.stored,
            "on": self.which.day.isoformat(),
            "start": session.start.isoformat() if session and self.which.at else None,
            "title": session.title if session else self.which.title,
            "added": len(logged.added) if logged else 0,
            "before": logged.before if logged else 0,
            "sets": [_set_json(performed) for performed in understood.sets],
            "unknown_names": [
                {"name": name, "suggestions": [exercise.name for exercise in wiring.suggest_exercises(name)]}
                for name in _unknown(understood.sets)
            ],
            "not_understood": [
                {
                    "line": refused.line,
                    "text": refused.text,
                    "kind": refused.why.fault.value,
                    "reason": reason(refused.why),
                    "hint": hint(refused.why.fault),
                }
                for refused in understood.refused
            ],
        }


def _unknown(sets: Sequence[TrainingSet]) -> list[str]:
    """The names that the catalogue does not know, each once."""
    from lumbar import wiring

    names = dict.fromkeys(performed.exercise for performed in sets)
    return [name for name in names if wiring.catalogue().resolve(name) is None]


def _set_json(performed: TrainingSet) -> dict[str, Any]:
    return {
        "exercise": performed.exercise,
        "kind": performed.kind.value,
        "load_kg": None if performed.load is None else performed.load / 1000,
        "repetitions": performed.repetitions,
        "duration_s": performed.duration_s,
        "distance_m": performed.distance_m,
        "rpe": performed.rpe,
        "rir": performed.rir,
        "multiplier": performed.multiplier,
        "assistance_kg": None if performed.assistance is None else performed.assistance / 1000,
        "note": performed.note,
    }
