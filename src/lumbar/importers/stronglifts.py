"""StrongLifts: one row an exercise, with a pair of columns for each of its sets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from lumbar.core.errors import ProblemKind
from lumbar.core.provenance import RecordFate
from lumbar.core.training import SetKind, TrainingSet
from lumbar.importers.dates import DateColumn
from lumbar.importers.header import Dialect, Field, Layout, named, normalised
from lumbar.importers.ledger import Contents, Ledger, Remark, Sheet, UnreadableError
from lumbar.importers.measures import Measured, Measures, helped
from lumbar.importers.plausible import DURATION_MOST_H
from lumbar.importers.sessions import Draft, Sessions
from lumbar.importers.support import Seen, Support, Variant
from lumbar.importers.table import Row
from lumbar.importers.units import LoadUnit, load_unit
from lumbar.importers.written_numbers import DecimalMark, NotANumberError, read_number

_BEGINNING = "Date (yyyy/mm/dd),Workout,Workout Name,Program Name,Body Weight (KG),Exercise"
_SETS = ",".join(f"Set {number} (Reps),Set {number} (KG)" for number in range(1, 6))
_TIMES = "Duration (hours),Start Time (h:mm),End Time (h:mm)"
_KG = (
    f"{_BEGINNING},Sets×Reps,Sets×Time,Top Set (Reps×KG),e1RM (KG),Reps,Volume (KG),Workout Volume (KG),{_TIMES},"
    f"Notes,{_SETS}"
)
_KG_QUOTED = (
    f"{_BEGINNING},SetsxReps,SetsxTime,Top Set Reps x KG,e1RM (KG),Reps,Volume (KG),Workout Volume (KG),{_TIMES},"
    f"Notes,{_SETS}"
)
_KG_SHORT = f"{_BEGINNING},Notes,{_SETS}"

SUPPORT = Support(
    format="stronglifts",
    app="StrongLifts",
    variants=(
        Variant("kg", _KG, Seen.DOCUMENTATION),
        Variant("lb", _KG.replace("KG", "LB"), Seen.DOCUMENTATION),
        Variant("kg-quoted", _KG_QUOTED, Seen.DOCUMENTATION),
        Variant("lb-quoted", _KG_QUOTED.replace("KG", "LB"), Seen.DOCUMENTATION),
        Variant("kg-short", _KG_SHORT, Seen.DOCUMENTATION),
        Variant("lb-short", _KG_SHORT.replace("KG", "LB"), Seen.DOCUMENTATION),
    ),
    read=(
        "day, time of day, length, name and note of the workout",
        "exercise, and for each pair of columns a set: repetitions and load, in the unit of the header",
        "a negative load as assistance",
    ),
    lost=(
        "number of the workout, which only tells two workouts of one day apart",
        "programme, body weight, estimated maximum and the sums of volume, which follow from the sets",
        "sets by time (`Sets×Time`), of which no real file was seen: a record that has nothing else is set aside",
        "the older export with five exercises in one row: it is not recognised",
    ),
    remarks=(
        "No real file was seen.",
        "One record holds all sets of an exercise: a record counts as done once, and sets may be more than records.",
        "There are as many pairs of columns as the longest exercise needs. Pairs without repetitions are no sets.",
        "0 repetitions are a failed set, unless `Sets×Reps` shows a dash in its place: then it was not tried.",
        "The header over the body weight may say KG in a file whose sets are in pounds; it decides nothing.",
        "Neither warm-ups nor effort (RPE) are in the file: *not recorded*.",
    ),
)

DIALECT = Dialect(
    SUPPORT,
    columns=named(
        {
            Field.DATE: ("Date (yyyy/mm/dd)", "Date"),
            Field.NUMBER: ("Workout",),
            Field.TITLE: ("Workout Name",),
            Field.PROGRAM: ("Program Name",),
            Field.BODY_WEIGHT: ("Body Weight (KG)", "Body Weight (LB)"),
            Field.EXERCISE: ("Exercise",),
            Field.SETS: ("Sets×Reps", "SetsxReps"),
            Field.AMOUNT: ("Sets×Time", "SetsxTime"),
            Field.LENGTH: ("Duration (hours)",),
            Field.TIME_OF_DAY: ("Start Time (h:mm)",),
            Field.SESSION_NOTE: ("Notes",),
            Field.REPETITIONS: ("Set 1 (Reps)",),
            Field.LOAD_KG: ("Set 1 (KG)",),
            Field.LOAD_LB: ("Set 1 (LB)",),
        }
    ),
    required=(
        frozenset({Field.DATE}),
        frozenset({Field.EXERCISE}),
        frozenset({Field.REPETITIONS}),
        frozenset({Field.LOAD_KG, Field.LOAD_LB}),
    ),
)

_OF_A_SET = re.compile(r"set (\d{1,3}) \((reps|kg|lb)\)")
_FIELDS = {"reps": Field.REPETITIONS, "kg": Field.LOAD_KG, "lb": Field.LOAD_LB}
_NOT_TRIED = ("-", "–", "—")


def read(sheet: Sheet) -> Contents:
    """The sessions of a StrongLifts export, one a workout, and what became of every row."""
    rows = _Rows(sheet)
    rows.ledger.enter_all(rows.take)
    sessions = rows.sessions.finished(warm_ups_flagged=False)
    return Contents(sessions, rows.ledger.fates, rows.ledger.problems, rows.unit.unit, rows.unit.origin)


class _Done(NamedTuple):
    """One set of a row, and the columns it stands in."""

    columns: _ColumnsOfASet
    measured: Measured
    is_help: bool
    """The load is less than nothing, and so the help that was given."""


class _Rows:
    """Takes one row after the other into sessions."""

    def __init__(self, sheet: Sheet) -> None:
        self.ledger = Ledger(sheet)
        self.sessions = Sessions(SUPPORT.format)
        self.unit = load_unit(sheet, SUPPORT.format)
        self._sets = [_ColumnsOfASet(number, layout, sheet, self.unit) for number, layout in _by_set(sheet.layout)]
        self._dates = DateColumn(lambda: sheet.column(Field.DATE), sheet.choices.latest_day)
        self._pick = sheet.layout.picker(Field.EXERCISE, Field.SETS, Field.AMOUNT)
        self._pick_session = sheet.layout.picker(
            Field.DATE,
            Field.TIME_OF_DAY,
            Field.NUMBER,
            Field.TITLE,
            Field.LENGTH,
            Field.SESSION_NOTE,
        )

    def take(self, row: Row) -> RecordFate:
        """Uses one row, and says what became of it. All its sets are read before the first of them is kept."""
        exercise, each_set, times = map(str.strip, self._pick(row.fields))
        sets = list(self._performed(row, each_set.split("/")))
        if not sets and times:
            raise UnreadableError(ProblemKind.NOT_A_NUMBER, Field.AMOUNT, times)
        if not sets:
            return RecordFate.SKIPPED
        if not exercise:
            raise UnreadableError(ProblemKind.EXERCISE_MISSING, Field.EXERCISE)
        draft = self._session(row)
        for done in sets:
            self._add_set(draft, row, exercise, done)
        return RecordFate.DONE

    def _performed(self, row: Row, told: list[str]) -> Iterator[_Done]:
        """The sets of a row that were done, or tried. ``told`` is what the app says of each in one cell: 5/5/0/-."""
        for columns in self._sets:
            done = columns.read(row)
            in_short = told[columns.number - 1].strip() if columns.number <= len(told) else ""
            not_tried = in_short in _NOT_TRIED and not done.measured.repetitions
            if done.measured.performed and not not_tried:
                yield done

    def _session(self, row: Row) -> Draft:
        """The workout a row belongs to: two of one day differ in number or name."""
        day, time, number, title, length, note = map(str.strip, self._pick_session(row.fields))
        moment = self._dates.read(f"{day} {time}".strip())
        draft = self.sessions.at((moment.start.date(), number, title), moment, title)
        draft.add_note(note)
        if not draft.length_read:
            self._keep_length(draft, row, length)
        return draft

    def _keep_length(self, draft: Draft, row: Row, hours: str) -> None:
        draft.length_read = True
        seconds = _seconds(hours)
        if seconds is not None and not 0 <= seconds <= DURATION_MOST_H.value * 3600:
            limit = f"{DURATION_MOST_H.value} h"
            self.ledger.remark(row, Remark(ProblemKind.SESSION_LENGTH_IMPLAUSIBLE, Field.LENGTH, hours, limit))
        else:
            draft.duration_s = seconds or None

    def _add_set(self, draft: Draft, row: Row, exercise: str, done: _Done) -> None:
        performed = done.columns.training_set(exercise, done.measured)
        draft.add(helped(performed) if done.is_help else performed, row.line)
        for remark in done.measured.remarks:
            self.ledger.remark(row, remark._replace(column=done.columns.name(remark.field)))


class _ColumnsOfASet:
    """The pair of columns in which one set of each row stands."""

    def __init__(self, number: int, layout: Layout, sheet: Sheet, unit: LoadUnit) -> None:
        self.number = number
        self.name = layout.name
        self._measures = Measures(replace(sheet, layout=layout), unit)

    def training_set(self, exercise: str, measured: Measured) -> TrainingSet:
        """The set these figures make."""
        return self._measures.training_set(exercise, SetKind.UNKNOWN, measured, "")

    def read(self, row: Row) -> _Done:
        """What stands in the pair. Raises UnreadableError, with the name of the column of this set."""
        try:
            measured, is_help = self._measures.read_with_help(row)
        except UnreadableError as why:
            why.column = None if why.field is None else self.name(why.field)
            raise
        return _Done(self, measured, is_help)


def _by_set(layout: Layout) -> Iterator[tuple[int, Layout]]:
    """For each set the header has columns for: its number, and the layout in which they are the file's only ones."""
    of_any = {field: at for field, at in layout.position.items() if field not in _FIELDS.values()}
    found: dict[int, dict[Field, int]] = {}
    for at, name in enumerate(map(normalised, layout.header)):
        told = _OF_A_SET.fullmatch(name)
        if told:
            found.setdefault(int(told[1]), {}).setdefault(_FIELDS[told[2]], at)
    for number, position in sorted(found.items()):
        yield number, replace(layout, position={**of_any, **position})


def _seconds(hours: str) -> float | None:
    try:
        told = read_number(hours, DecimalMark.POINT)
    except NotANumberError:  # a length is worth having, and no reason to lose a set
        return None
    return None if told is None else round(float(told) * 3600)
