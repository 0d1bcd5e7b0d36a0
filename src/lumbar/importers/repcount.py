"""RepCount: one row a set, local times to the minute, no unit, help written as a load of less than nothing."""

from __future__ import annotations

from lumbar.core.errors import ProblemKind
from lumbar.core.provenance import RecordFate
from lumbar.core.training import SetKind
from lumbar.importers.dates import DateColumn, Moment, read_moment
from lumbar.importers.header import Dialect, Field, named
from lumbar.importers.ledger import Contents, Ledger, Remark, Sheet, UnreadableError
from lumbar.importers.measures import Measured, Measures, helped
from lumbar.importers.plausible import DURATION_MOST_H
from lumbar.importers.sessions import Draft, Sessions
from lumbar.importers.support import Seen, Support, Variant
from lumbar.importers.table import Row
from lumbar.importers.units import load_unit

SUPPORT = Support(
    format="repcount",
    app="RepCount",
    variants=(
        Variant(
            "sets",
            "Workout Start,Workout End,Exercise,Weight,Reps,Notes,Kcal,Distance,Duration,Category,Name,Bodyweight",
            Seen.DOCUMENTATION,
        ),
    ),
    read=(
        "name, start and length (from start and end) of the workout",
        "exercise, load, repetitions, time in seconds, note",
        "a load below 0 as help given on an assisted exercise, and not as a load",
    ),
    lost=(
        "distance, whose unit the file does not say: a set of distance alone counts as done, with no figure",
        "energy (`Kcal`), body weight, and category: the catalogue of exercises knows better",
    ),
    remarks=(
        "The file names no unit. It is guessed from the plates and must be confirmed before anything is stored.",
        "A row with neither load nor repetitions, time or distance is a set that was not done, and is left out.",
        "Neither warm-ups nor effort (RPE) are in the file: *not recorded*.",
    ),
)

DIALECT = Dialect(
    SUPPORT,
    columns=named(
        {
            Field.DATE: ("Workout Start",),
            Field.END: ("Workout End",),
            Field.TITLE: ("Name",),
            Field.EXERCISE: ("Exercise",),
            Field.LOAD: ("Weight",),
            Field.LOAD_KG: ("Weight (kg)", "Weight (kgs)"),
            Field.LOAD_LB: ("Weight (lb)", "Weight (lbs)"),
            Field.REPETITIONS: ("Reps",),
            Field.DISTANCE: ("Distance",),
            Field.DURATION: ("Duration",),
            Field.NOTE: ("Notes",),
        }
    ),
    required=(
        frozenset({Field.DATE}),
        frozenset({Field.END}),
        frozenset({Field.EXERCISE}),
        frozenset({Field.LOAD, Field.LOAD_KG, Field.LOAD_LB}),
        frozenset({Field.REPETITIONS}),
    ),
)


def read(sheet: Sheet) -> Contents:
    """The sessions of a RepCount export, one a workout, and what became of every row."""
    rows = _Rows(sheet)
    rows.ledger.enter_all(rows.take)
    sessions = rows.sessions.finished(warm_ups_flagged=False)
    return Contents(sessions, rows.ledger.fates, rows.ledger.problems, rows.unit.unit, rows.unit.origin)


class _Rows:
    """Takes one row after the other into sessions."""

    def __init__(self, sheet: Sheet) -> None:
        self.ledger = Ledger(sheet)
        self.sessions = Sessions(SUPPORT.format)
        self.unit = load_unit(sheet, SUPPORT.format)
        self._measures = Measures(sheet, self.unit)
        self._dates = DateColumn(lambda: sheet.column(Field.DATE), sheet.choices.latest_day)
        self._pick = sheet.layout.picker(Field.DATE, Field.END, Field.TITLE, Field.EXERCISE, Field.NOTE)

    def take(self, row: Row) -> RecordFate:
        """Uses one row, and says what became of it."""
        date, end, title, exercise, note = map(str.strip, self._pick(row.fields))
        measured, is_help = self._measures.read_with_help(row)
        if not measured.performed:
            return RecordFate.SKIPPED
        if not exercise:
            raise UnreadableError(ProblemKind.EXERCISE_MISSING, Field.EXERCISE)
        draft = self._session(row, date, title, end)
        self._add_set(draft, row, exercise, measured, note)
        if is_help:
            draft.sets[-1] = helped(draft.sets[-1])
        return RecordFate.DONE

    def _session(self, row: Row, date: str, title: str, end: str) -> Draft:
        """The workout a row belongs to: two that begin in the same minute differ in name."""
        moment = self._dates.read(date)
        draft = self.sessions.at((moment.start, title), moment, title)
        if not draft.length_read:
            self._keep_length(draft, row, end)
        return draft

    def _keep_length(self, draft: Draft, row: Row, end: str) -> None:
        draft.length_read = True
        seconds = _seconds_until(end, draft.moment)
        if seconds is not None and not 0 <= seconds <= DURATION_MOST_H.value * 3600:
            limit = f"{DURATION_MOST_H.value} h"
            self.ledger.remark(row, Remark(ProblemKind.SESSION_LENGTH_IMPLAUSIBLE, Field.END, end, limit))
        else:
            draft.duration_s = seconds or None

    def _add_set(self, draft: Draft, row: Row, exercise: str, measured: Measured, note: str) -> None:
        performed = self._measures.training_set(exercise, SetKind.UNKNOWN, measured, draft.new_note(exercise, note))
        draft.add(performed, row.line)
        for remark in measured.remarks:
            self.ledger.remark(row, remark)


def _seconds_until(end: str, start: Moment) -> float | None:
    if not end:
        return None
    try:
        return (read_moment(end).start - start.start).total_seconds()
    except UnreadableError:  # a length is worth having, and no reason to lose a set
        return None
