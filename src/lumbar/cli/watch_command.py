"""``lumbar watch``: import every log that appears or changes in a folder."""

from __future__ import annotations

import json as json_module
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lumbar.cli.options import DataOption, JsonOption, UnitOption
from lumbar.cli.terminal import ExitCode, Terminal, settings
from lumbar.core.errors import UnusableInput, UnusableKind
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.quantities import MassUnit
from lumbar.wording import watching as words

if TYPE_CHECKING:  # the use case is loaded when the command runs, not when it is listed
    from lumbar.usecases.watch_folder import Arrival, Folder, ImportInto, TakenFiles, Watched

EVERY_S = Parameter(
    id="watch-every",
    meaning="time between two looks into the folder",
    value=10.0,
    unit="s",
    source=our_judgement(
        date(2026, 11, 23), "often enough for a file that was just saved, too seldom for the machine to notice"
    ),
    certainty=Certainty.OPINION,
)
STOPPED_GROWING_S = Parameter(
    id="watch-stopped-growing",
    meaning="time between the two looks of a single pass",
    value=2.0,
    unit="s",
    source=our_judgement(date(2026, 11, 23), "whoever still writes a file writes some of it in this time"),
    certainty=Certainty.OPINION,
)
NO_LOGS_AT_ONCE = Parameter(
    id="watch-no-logs-at-once",
    meaning="files at one look that are no logs, above which one sentence tells of all",
    value=3,
    unit="file",
    source=our_judgement(date(2026, 11, 23), "a folder for downloads has hundreds, and nobody reads as many sentences"),
    certainty=Certainty.OPINION,
)
_NO_LOG = (UnusableKind.UNKNOWN_FORMAT, UnusableKind.HTML, UnusableKind.BINARY, UnusableKind.TOO_LARGE)


def watch(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where your exports go.")],
    once: Annotated[bool, typer.Option("--once", help="Import what is new and stop; for cron.")] = False,
    every: Annotated[float, typer.Option("--every", min=1, max=86_400, help="Seconds between looks.")] = EVERY_S.value,
    unit: UnitOption = None,
    json: JsonOption = False,
    data: DataOption = None,
) -> int:
    """Import every log that appears or changes in a folder, until Ctrl+C."""
    chosen = settings(context, json=json, data=data)
    terminal = Terminal(json=chosen.json)
    if not folder.is_dir():
        return _no_folder(str(folder), terminal)
    watcher = _watcher(folder, chosen.data, unit, terminal)
    if once:
        return watcher.one_pass()
    terminal.say(words.watching(str(folder), every))
    try:
        watcher.go_on(every)
    except KeyboardInterrupt:
        terminal.say(words.ENDED)
    return ExitCode.DONE


def wait(seconds: float) -> None:
    """Until the next look."""
    time.sleep(seconds)


@dataclass
class _Watcher:
    """Looks into the folder, has imported what is due, and says what came of it."""

    named: str
    folder: Folder
    memory: TakenFiles
    into: ImportInto
    circumstances: str
    terminal: Terminal
    watched: Watched
    told: list[dict[str, Any]] = field(default_factory=list)
    said_last: str = ""

    def one_pass(self) -> ExitCode:
        """Two looks, since one cannot tell whether a file still grows; one where nothing is new."""
        if self.folder.listing() is None:
            return _no_folder(self.named, self.terminal)
        arrivals, growing = self._look()
        if growing:
            wait(STOPPED_GROWING_S.value)
            arrivals, _ = self._look()
        if self.terminal.json:
            self.terminal.answer({"folder": self.named, "files": self.told})
        elif not arrivals:
            self.terminal.say(words.NOTHING_NEW.format(folder=self.named))
        return ExitCode.SET_ASIDE if any(each.anything_set_aside for each in arrivals) else ExitCode.DONE

    def go_on(self, every: float) -> None:
        """Until somebody ends it. A store that is busy, or a drive that is gone, may be back at the next look."""
        while True:
            try:
                self._look()
            except UnusableInput as problem:
                self._say_once(_sentence(problem))
            if self.terminal.json:
                self._write_lines()
            wait(every)

    def _look(self) -> tuple[Sequence[Arrival], bool]:
        from lumbar.usecases.watch_folder import import_arrivals, look

        listing = self.folder.listing()
        if listing is None:
            self._say_once(words.folder_gone(self.named))
            return (), False
        found = look(self.watched, listing, self.circumstances)
        before = self.watched.taken
        self.watched = found.watched
        if found.due:
            self.watched, arrivals = import_arrivals(found, self.folder, self.into, self.circumstances)
        else:
            arrivals = ()
        self._tell(arrivals)
        if self.watched.taken != before:
            self.memory.keep(list(self.watched.taken.values()))
        self.said_last = ""
        return arrivals, found.growing

    def _tell(self, arrivals: Sequence[Arrival]) -> None:
        now = self.into.clock.now()
        self.told += [_as_json(arrival, now.isoformat(timespec="seconds")) for arrival in arrivals]
        strangers = [each.path for each in arrivals if each.problem and each.problem.kind in _NO_LOG]
        together = strangers if len(strangers) > NO_LOGS_AT_ONCE.value else []
        for arrival in arrivals:
            if arrival.result is not None and not self.terminal.json:
                sys.stdout.write(words.arrived(arrival.path, arrival.result, now) + "\n")
                sys.stdout.flush()
            for problem in _problems(arrival):
                if arrival.path not in together:
                    self.terminal.say(_sentence(problem))
        if together:
            self.terminal.say(words.no_logs(self.named, together))

    def _say_once(self, sentence: str) -> None:
        if sentence != self.said_last:
            self.terminal.say(sentence)
        self.said_last = sentence

    def _write_lines(self) -> None:
        """One object a line and a file, as it comes: there is no end at which to answer with one."""
        for each in self.told:
            sys.stdout.write(json_module.dumps(each, ensure_ascii=False) + "\n")
        sys.stdout.flush()
        self.told.clear()


def _watcher(folder: Path, data: Path | None, unit: MassUnit | None, terminal: Terminal) -> _Watcher:
    from lumbar import __version__, wiring
    from lumbar.usecases.watch_folder import ImportInto, watched_since

    directory = wiring.data_directory(data)
    memory = wiring.taken_files(directory, folder)
    store = wiring.open_store(directory)
    confirmed = ",".join(f"{name}={each}" for name, each in sorted(store.confirmed_units().items()))
    return _Watcher(
        named=str(folder),
        folder=wiring.watched_folder(folder),
        memory=memory,
        into=ImportInto(wiring.log_reader(), store, wiring.MachineClock(), unit, wiring.catalogue_of(directory)),
        circumstances=f"{__version__} {unit or '-'} {confirmed or '-'}",
        terminal=terminal,
        watched=watched_since(memory.taken()),
    )


def _no_folder(named: str, terminal: Terminal) -> ExitCode:
    sentence = words.no_folder(named)
    terminal.say(sentence)
    if terminal.json:
        terminal.answer({"error": {"kind": "usage", "path": named, "text": sentence}})
    return ExitCode.USAGE


def _problems(arrival: Arrival) -> Sequence[UnusableInput]:
    if arrival.problem is not None:
        return (arrival.problem,)
    return arrival.result.unreadable if arrival.result else ()


def _sentence(problem: UnusableInput) -> str:
    from lumbar.wording.problems import unusable_sentence

    return unusable_sentence(problem)


def _as_json(arrival: Arrival, at: str) -> dict[str, Any]:
    from lumbar import wiring

    result = arrival.result
    return {
        "at": at,
        "path": arrival.path,
        "added_sets": result.sets.added if result else 0,
        "added_sessions": result.sessions.added if result else 0,
        "grown_sessions": result.sessions.grown if result else 0,
        "changed_sessions": result.sessions.changed if result else 0,
        "records_set_aside": len(result.quarantine) if result else 0,
        "problems": [wiring.unusable_json(problem) for problem in _problems(arrival)],
    }
