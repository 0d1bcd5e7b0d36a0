"""A log that a person types into a text file: a line for each day, a line for each exercise.

``usecases/plain_notation`` has the notation; here it meets a file with its damage, its dates and its unit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from lumbar.core.errors import ProblemKind
from lumbar.core.provenance import RecordFate, UnitOrigin
from lumbar.core.quantities import MassUnit
from lumbar.importers.dates import Moment
from lumbar.importers.document import DocumentContents, DocumentLedger
from lumbar.importers.file_bytes import Opened
from lumbar.importers.ledger import UnreadableError
from lumbar.importers.plausible import FIRST_YEAR, LOAD_UNUSUAL_KG
from lumbar.importers.sessions import Draft, Sessions
from lumbar.importers.support import Seen, Support, Variant
from lumbar.importers.text_document import first_lines, refuse_damage, written_text
from lumbar.importers.units import guessed_unit
from lumbar.usecases.plain_notation import (
    PROBLEM_OF,
    SOURCE,
    Blank,
    Comment,
    DateLine,
    Line,
    NotUnderstood,
    UnitLine,
    read_line,
    training_sets,
    units_of,
)
from lumbar.usecases.plain_session import SessionLine
from lumbar.usecases.plain_sets import Fault, NotUnderstoodError, SetsLine
from lumbar.usecases.ports import ReadingChoices

SUPPORT = Support(
    format=SOURCE,
    app="Lumbar's plain text",
    variants=(
        Variant("plain", "2026-11-20 18:30 Pull, and below it: deadlift 3x5 @ 120 kg rpe 8", Seen.DOCUMENTATION),
    ),
    read=(
        "the notation of [plain-text-log.md](plain-text-log.md), the one that `lumbar log` takes",
        "day, time and title of a session; lines that begin with `#` as its note",
        "exercise, mark (warm-up, drop, failure, cool-down), load and unit, body weight and what is added to it, help",
        "repetitions, time, distance, RPE, repetitions in reserve, `each`, and a note on the last set of a line",
    ),
    lost=("how long a session took: the notation has no word for it",),
    remarks=(
        "Records are lines. What can mean two things is set aside with the reason, and never guessed.",
        "The unit is that of the line, else of the last `unit:` line, else of the last line with one; else we ask.",
        "Sets below a day that cannot be read are set aside too: they would join the day before.",
    ),
)

_A_DAY = re.compile(rb"(?:^|[\r\n\xbf\xfe\xff])[ \t]*\d{4}-\d\d-\d\d(?:[ T]+\d{1,2}:\d\d(?::\d\d)?)?+(?:\s|$)")
"""At the beginning of a line, and no delimiter behind it as in a table."""
_ENOUGH_LINES = 40
"""Lines looked at to tell that a file is in this notation."""


def recognises(file: Opened) -> bool:
    """Whether it begins with a day, has sets below it, and more lines that can be read than others."""
    lines = [read_line(text) for text in first_lines(file, _A_DAY)[:_ENOUGH_LINES]]
    saying = [line for line in lines if not isinstance(line, (Blank, Comment, UnitLine, SessionLine))]
    unread = sum(isinstance(line, NotUnderstood) for line in saying)
    begins = bool(saying) and isinstance(saying[0], DateLine)
    return begins and any(isinstance(line, SetsLine) for line in saying) and 2 * unread <= len(saying)


def read(file: Opened, choices: ReadingChoices) -> DocumentContents:
    """The sessions of a plain-text log, and what became of every line."""
    text = written_text(file)
    lines = _Lines(file.path, text.lines, choices, lossy=text.lossy)
    lines.take_all()
    return DocumentContents(
        variant=SUPPORT.variants[0].name,
        encoding=text.encoding,
        records=len(text.lines),
        fates=lines.ledger.fates,
        problems=lines.ledger.problems,
        sessions=lines.sessions.finished(warm_ups_flagged=True),
        unit=lines.unit,
        unit_from=lines.unit_from,
    )


class _Lines:
    """Takes one line after the other into sessions."""

    def __init__(self, path: str, texts: Sequence[str], choices: ReadingChoices, *, lossy: bool) -> None:
        self.ledger = DocumentLedger(path)
        self.sessions = Sessions(SUPPORT.format)
        self._texts = texts
        self._choices = choices
        self._lossy = lossy
        self._read = [read_line(text) for text in texts]
        self._units = units_of(self._read)
        self._draft: Draft | None = None
        self.unit, self.unit_from = self._unit()

    def take_all(self) -> None:
        """Enters every line once."""
        for at, (text, line) in enumerate(zip(self._texts, self._read, strict=True), start=1):
            try:
                refuse_damage(text, lossy=self._lossy)
                self.ledger.enter(self._take(at, text, line))
            except NotUnderstoodError as why:
                self.ledger.set_aside(at, text, UnreadableError(PROBLEM_OF[why.fault], None, why.met, why.limit))
            except UnreadableError as why:
                if isinstance(line, DateLine):
                    self._no_day()
                self.ledger.set_aside(at, text, why)

    def _take(self, at: int, text: str, line: Line) -> RecordFate:
        match line:
            case NotUnderstood():
                if line.fault in (Fault.DATE_UNREADABLE, Fault.SETS_BEHIND_THE_DATE):
                    self._no_day()
                raise NotUnderstoodError(line.fault, line.met, line.limit)
            case Blank():
                return RecordFate.BLANK
            case UnitLine():
                return RecordFate.HEADER
            case Comment():
                if self._draft is not None:
                    self._draft.add_note(line.text)
                return RecordFate.NOTES
            case DateLine():
                self._begin(line)
                return RecordFate.HEADER
            case SessionLine():
                self._of_the_session(text, line)
                return RecordFate.HEADER
            case SetsLine():
                self._add(at, text, line)
                return RecordFate.DONE

    def _no_day(self) -> None:
        """What stands below belongs to a day that could not be read, and to no other."""
        self._draft = None

    def _begin(self, line: DateLine) -> None:
        """The same day, time and title again goes on with that session."""
        day = line.start.date()
        if line.start.year < FIRST_YEAR.value:
            raise UnreadableError(ProblemKind.DATE_TOO_OLD, None, day.isoformat(), f"{FIRST_YEAR.value}-01-01")
        if day > self._choices.latest_day:
            latest = self._choices.latest_day.isoformat()
            raise UnreadableError(ProblemKind.DATE_IN_THE_FUTURE, None, day.isoformat(), latest)
        moment = Moment(line.start, line.precision)
        self._draft = self.sessions.at((moment, " ".join(line.title.casefold().split())), moment, line.title)

    def _of_the_session(self, text: str, line: SessionLine) -> None:
        if self._draft is None:
            raise NotUnderstoodError(Fault.NO_DATE_ABOVE, text.strip())
        self._draft.rpe = self._draft.rpe if line.rpe is None else line.rpe
        self._draft.duration_s = self._draft.duration_s if line.duration_s is None else line.duration_s

    def _add(self, at: int, text: str, line: SetsLine) -> None:
        if self._draft is None:
            raise NotUnderstoodError(Fault.NO_DATE_ABOVE, text.strip())
        sets = training_sets(line, self._units[at - 1] or self.unit)
        for performed in sets:
            self._draft.add(performed, at)
        heaviest = max((performed.load or 0 for performed in sets), default=0)
        if heaviest > LOAD_UNUSUAL_KG.value * 1000:
            met, limit = f"{heaviest / 1000:g} kg", f"{LOAD_UNUSUAL_KG.value} kg"
            self.ledger.remark(at, text, ProblemKind.LOAD_UNUSUAL, None, met, limit)

    def _unit(self) -> tuple[MassUnit, UnitOrigin]:
        """What the file says, then what the person said, then a guess: it holds where the file says nothing."""
        said = Counter(unit for unit in self._units if unit is not None)
        most = said.most_common(1)[0][0] if said else None
        if most is not None and not self._lacking():
            by_line = not any(isinstance(line, UnitLine) for line in self._read)
            return most, UnitOrigin.COLUMN if by_line else UnitOrigin.HEADER
        confirmed = self._choices.unit_of(SUPPORT.format)
        if confirmed is not None:
            return confirmed, UnitOrigin.CONFIRMED
        return guessed_unit(self._lacking()), UnitOrigin.GUESSED

    def _lacking(self) -> Counter[tuple[str, Decimal]]:
        """The loads of which no line says the unit, with how many sets have each."""
        loads: Counter[tuple[str, Decimal]] = Counter()
        for line, unit in zip(self._read, self._units, strict=True):
            if unit is None and isinstance(line, SetsLine):
                loads.update((line.exercise, mass.amount) for mass in line.masses if mass.amount)
        return loads
