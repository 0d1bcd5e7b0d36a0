"""Alpha Progression: a block for each workout, and in it one for each exercise; warm-ups stand in a cell of text.

Nobody here has seen a file of the app's own: this follows the description of one other project.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from lumbar.core.errors import ProblemKind
from lumbar.core.provenance import RecordFate, UnitOrigin
from lumbar.core.quantities import Grams, MassUnit, grams
from lumbar.core.training import SetKind, TrainingSet
from lumbar.importers.dates import DateColumn
from lumbar.importers.document import DocumentContents, DocumentLedger
from lumbar.importers.file_bytes import Opened
from lumbar.importers.header import Field
from lumbar.importers.ledger import UnreadableError
from lumbar.importers.measures import session_length
from lumbar.importers.plausible import DURATION_MOST_H, LOAD_MOST_KG, LOAD_UNUSUAL_KG, REPETITIONS_MOST, RPE_MOST
from lumbar.importers.sessions import Draft, Sessions
from lumbar.importers.support import Seen, Support, Variant
from lumbar.importers.text_document import first_lines, refuse_damage, written_text
from lumbar.importers.units import mass_unit
from lumbar.importers.written_numbers import DecimalMark, NotANumberError, read_number
from lumbar.usecases.ports import ReadingChoices

SUPPORT = Support(
    format="alpha_progression",
    app="Alpha Progression",
    variants=(
        Variant(
            "blocks",
            '"Legs · Day 2 · Week 4";"2026-02-19 4:54 h";"1:02 hr", "1. Hack Squats · Machine · 8 reps", #;KG;REPS;RIR',
            Seen.DOCUMENTATION,
        ),
    ),
    read=(
        "title (in the app's language, as it stands), start and length of the workout",
        "exercise with its equipment, load in the unit above its column, repetitions, repetitions in reserve (RIR)",
        "warm-ups in the cell beside the exercise: `WU1 · 37,5 kg · 9 reps<br>WU2 · …`",
        "`+35` as a load of 35 on top of the body's weight, whose own weight is not in the file",
    ),
    lost=("the repetitions that were planned, beside the exercise",),
    remarks=(
        "Known from one description and from no file of the app: tell us where yours is read otherwise.",
        "Records are lines. The line of an exercise with warm-ups holds sets and is counted as done.",
        "That the warm-ups in the cell were done, and not only proposed, is taken from that description.",
        "RIR stays RIR, and no RPE is made of it. Tables of anything but repetitions are set aside.",
    ),
)

_WORKOUT = re.compile(r'"?[^";]*+(?:"\s*+)?;\s*+"?\d{4}-\d\d-\d\d \d{1,2}:\d\d\b')
_A_DAY = re.compile(rb"\d{4}-\d\d-\d\d")
_START = re.compile(r"(\d{4}-\d\d-\d\d \d{1,2}:\d\d(?::\d\d)?)\s*(?:h|Uhr)?\.?", re.IGNORECASE)
_EXERCISE = re.compile(r"\d{1,3}\.\s+(?P<rest>\S.*)", re.DOTALL)
_HOURS = re.compile(r"(\d{1,2}):(\d\d)\s*(?:hrs?|h|std)\b.*", re.IGNORECASE)
_WARM_UP = re.compile(r"[^\W\d_]+\s*\d+\s*·\s*(?P<load>\+?[\d.,]+)\s*(?P<unit>[^\W\d_]+)\s*·\s*(?P<count>[\d.,]+)\b.*")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_PLANNED = re.compile(r".*\d.*")
_REPETITIONS = frozenset({"reps", "wdh", "wdh.", "wiederholungen", "répétitions", "repeticiones", "ripetizioni"})
_NO_LOAD = frozenset({"", "-", "–", "bw"})


def recognises(file: Opened) -> bool:
    """Whether a workout, an exercise with its number and the head of a table of sets are among its first lines."""
    lines = [line.strip() for line in first_lines(file, _A_DAY)]
    workout = any(_WORKOUT.match(line) for line in lines[:5])
    return workout and any(_is_table(_fields(line) or ()) for line in lines)


def read(file: Opened, choices: ReadingChoices) -> DocumentContents:
    """The sessions of an Alpha Progression export, and what became of every line."""
    text = written_text(file)
    lines = _Lines(file.path, choices, lossy=text.lossy)
    for at, line in enumerate(text.lines, start=1):
        lines.enter(at, line)
    return DocumentContents(
        variant=SUPPORT.variants[0].name,
        encoding=text.encoding,
        records=len(text.lines),
        fates=lines.ledger.fates,
        problems=lines.ledger.problems,
        sessions=lines.sessions.finished(warm_ups_flagged=True),
        unit=lines.unit or choices.unit or MassUnit.KG,
        unit_from=UnitOrigin.HEADER,
    )


class _Load(NamedTuple):
    load: Grams | None
    raw: str


class _Lines:
    """Takes one line after the other into sessions."""

    def __init__(self, path: str, choices: ReadingChoices, *, lossy: bool) -> None:
        self.ledger = DocumentLedger(path)
        self.sessions = Sessions(SUPPORT.format)
        self.unit: MassUnit | None = None
        """Of the first table of the file."""
        self._lossy = lossy
        self._dates = DateColumn(lambda: (), choices.latest_day)
        self._draft: Draft | None = None
        self._exercise = ""
        self._table: MassUnit | None = None
        """The unit of the table that is being read; None outside of one."""

    def enter(self, at: int, line: str) -> None:
        try:
            refuse_damage(line, lossy=self._lossy)
            self.ledger.enter(self._take(at, line))
        except UnreadableError as why:
            self.ledger.set_aside(at, line, why)

    def _take(self, at: int, line: str) -> RecordFate:
        if not line.strip(' ;"\t'):
            return RecordFate.BLANK
        fields = _fields(line)
        if fields is None:
            raise UnreadableError(ProblemKind.QUOTE_UNCLOSED)
        if _is_workout(fields):
            return self._begin(at, line, fields)
        exercise = _EXERCISE.fullmatch(fields[0])
        if exercise is not None:
            return self._begin_exercise(at, exercise["rest"], fields)
        if fields[0] == "#":
            return self._begin_table(fields)
        if fields[0].isdecimal():
            return self._add(at, line, fields)
        raise UnreadableError(ProblemKind.SET_ORDER_UNKNOWN, Field.ORDER, fields[0])

    def _begin(self, at: int, line: str, fields: Sequence[str]) -> RecordFate:
        """A workout. What stands below one whose day cannot be read belongs to no other."""
        self._draft, self._exercise, self._table = None, "", None
        found = _START.fullmatch(fields[1])
        moment = self._dates.read(found[1] if found else fields[1])
        title = fields[0].strip(" ·…")
        self._draft = self.sessions.at((moment, title, at), moment, title)
        seconds = _length(fields[2]) if len(fields) > 2 else None
        if seconds is not None and seconds > DURATION_MOST_H.value * 3600:
            kind, limit = ProblemKind.SESSION_LENGTH_IMPLAUSIBLE, f"{DURATION_MOST_H.value} h"
            self.ledger.remark(at, line, kind, None, fields[2], limit)
        else:
            self._draft.duration_s = seconds or None
        return RecordFate.HEADER

    def _begin_exercise(self, at: int, rest: str, fields: Sequence[str]) -> RecordFate:
        """An exercise, with its warm-ups in the cell beside it."""
        self._exercise, self._table = _name(rest), None
        cell = fields[1] if len(fields) > 1 else ""
        warm_ups = [self._warm_up(text.strip()) for text in _BREAK.split(cell) if text.strip(" ·…")]
        if not warm_ups:
            return RecordFate.HEADER
        draft = self._in_a_workout()
        for warm_up in warm_ups:
            draft.add(warm_up, at)
        return RecordFate.DONE

    def _begin_table(self, fields: Sequence[str]) -> RecordFate:
        self._table = None
        if not _is_table(fields):
            raise UnreadableError(ProblemKind.UNIT_UNKNOWN, Field.LOAD_UNIT, ";".join(fields[1:3]))
        self._table = mass_unit(fields[1])
        self.unit = self.unit or self._table
        return RecordFate.HEADER

    def _add(self, at: int, line: str, fields: Sequence[str]) -> RecordFate:
        if self._table is None:
            raise UnreadableError(ProblemKind.UNIT_UNKNOWN, Field.LOAD_UNIT, fields[0])
        if len(fields) < 3:
            raise UnreadableError(ProblemKind.FIELD_COUNT, met=str(len(fields)), limit="4")
        if not self._exercise:
            raise UnreadableError(ProblemKind.EXERCISE_MISSING, Field.EXERCISE)
        load, raw = _load(fields[1], self._table)
        repetitions = _repetitions(fields[2])
        if repetitions is None or (repetitions == 0 and not load):
            return RecordFate.SKIPPED
        rir = self._rir(at, line, fields[3] if len(fields) > 3 else "")
        performed = TrainingSet(
            exercise=self._exercise,
            kind=SetKind.WORK,
            load=load,
            repetitions=repetitions,
            load_raw=raw,
            unit_raw=None if load is None else self._table,
            rir=rir,
        )
        self._in_a_workout().add(performed, at)
        if (load or 0) > LOAD_UNUSUAL_KG.value * 1000:
            self.ledger.remark(at, line, ProblemKind.LOAD_UNUSUAL, "KG", raw, f"{LOAD_UNUSUAL_KG.value} kg")
        return RecordFate.DONE

    def _warm_up(self, text: str) -> TrainingSet:
        found = _WARM_UP.fullmatch(text)
        unit = mass_unit(found["unit"]) if found else None
        if found is None or unit is None:
            raise UnreadableError(ProblemKind.NOT_A_NUMBER, Field.WARM_UP, text)
        load, raw = _load(found["load"], unit)
        return TrainingSet(
            exercise=self._exercise,
            kind=SetKind.WARM_UP,
            load=load,
            repetitions=_repetitions(found["count"]),
            load_raw=raw,
            unit_raw=unit,
        )

    def _in_a_workout(self) -> Draft:
        if self._draft is None:
            raise UnreadableError(ProblemKind.DATE_UNREADABLE, Field.DATE, "")
        return self._draft

    def _rir(self, at: int, line: str, text: str) -> float | None:
        """An effort that cannot be read costs no set."""
        try:
            rir = read_number(text, DecimalMark.COMMA)
        except NotANumberError:
            rir = Decimal(-1)
        if rir is not None and not 0 <= rir <= RPE_MOST.value:
            limit = f"0 to {RPE_MOST.value}"
            self.ledger.remark(at, line, ProblemKind.RPE_OUT_OF_RANGE, "RIR", text, limit)
            return None
        return None if rir is None else float(rir)


def _fields(line: str) -> list[str] | None:
    try:
        return [field.strip() for field in next(csv.reader([line], delimiter=";", strict=True), [])]
    except csv.Error:
        return None


def _is_workout(fields: Sequence[str]) -> bool:
    return len(fields) > 1 and re.match(r"\d{4}-\d", fields[1]) is not None


def _is_table(fields: Sequence[str]) -> bool:
    is_head = len(fields) > 2 and fields[0] == "#"
    return is_head and mass_unit(fields[1]) is not None and fields[2].casefold() in _REPETITIONS


def _name(rest: str) -> str:
    """``Hack Squats · Machine · 8 reps`` is Hack Squats (Machine): the repetitions are the plan."""
    name, *details = [part.strip() for part in rest.split("·")]
    if details and _PLANNED.fullmatch(details[-1]):
        details.pop()
    equipment = [part for part in details if part]
    return f"{name} ({', '.join(equipment)})" if equipment else name


def _length(text: str) -> float | None:
    """Seconds of ``1:02 hr``, which is hours and minutes, or ``45 min``."""
    found = _HOURS.fullmatch(text)
    return int(found[1]) * 3600.0 + int(found[2]) * 60 if found else session_length(text)


def _load(text: str, unit: MassUnit) -> _Load:
    """The load; with a plus it is on top of the body's weight."""
    if text.casefold() in _NO_LOAD:
        return _Load(None, text)
    amount = _number(text.removeprefix("+"), text, Field.LOAD)
    load = grams(amount, unit)
    if load > LOAD_MOST_KG.value * 1000:
        raise UnreadableError(ProblemKind.LOAD_ABSURD, Field.LOAD, text, f"{LOAD_MOST_KG.value} kg")
    return _Load(load, text)


def _repetitions(text: str) -> float | None:
    if not text.strip(" -–"):
        return None
    repetitions = _number(text, text, Field.REPETITIONS)
    if repetitions > REPETITIONS_MOST.value:
        raise UnreadableError(ProblemKind.REPETITIONS_ABSURD, Field.REPETITIONS, text, str(REPETITIONS_MOST.value))
    return float(repetitions)


def _number(text: str, met: str, field: Field) -> Decimal:
    try:
        number = read_number(text, DecimalMark.COMMA)
    except NotANumberError:
        number = None
    if number is None:
        raise UnreadableError(ProblemKind.NOT_A_NUMBER, field, met)
    if number < 0:
        raise UnreadableError(ProblemKind.NEGATIVE, field, met)
    return number
