"""Lyfta: one row a set, ``null`` for what there is none of, no unit, and a space before the first column's name."""

from __future__ import annotations

from lumbar.core.errors import ProblemKind
from lumbar.core.provenance import RecordFate
from lumbar.core.training import SetKind
from lumbar.importers.dates import DateColumn
from lumbar.importers.header import Dialect, Field, named
from lumbar.importers.ledger import Contents, Ledger, Remark, Sheet, UnreadableError
from lumbar.importers.measures import Measured, Measures, session_length
from lumbar.importers.plausible import DURATION_MOST_H
from lumbar.importers.sessions import Draft, Sessions
from lumbar.importers.support import Seen, Support, Variant
from lumbar.importers.table import Row
from lumbar.importers.units import load_unit

SUPPORT = Support(
    format="lyfta",
    app="Lyfta",
    variants=(
        Variant(
            "sets",
            "Title,Date,Duration,Exercise,Superset id,Weight,Reps,Distance,Time,Set Type",
            Seen.DOCUMENTATION,
        ),
    ),
    read=(
        "title, date and time, and length of the workout",
        "exercise, load, repetitions, time, kind of set",
    ),
    lost=(
        "supersets (`Superset id`)",
        "distance, whose unit the file does not say: a set of distance alone counts as done, with no figure",
    ),
    remarks=(
        "The app writes a space before `Title` in the header; with it or without it makes no difference.",
        "`null` means that there is none. It is not 0.",
        "The file names no unit. It is guessed from the plates and must be confirmed before anything is stored.",
        "Kinds known: `NORMAL_SET`, `WARMUP_SET`, `DROP_SET`. Warm-ups are flagged.",
        "`FAILURE_SET`, which we have met nowhere, would be a work set taken to failure.",
    ),
)

DIALECT = Dialect(
    SUPPORT,
    columns=named(
        {
            Field.TITLE: ("Title",),
            Field.DATE: ("Date",),
            Field.LENGTH: ("Duration",),
            Field.EXERCISE: ("Exercise",),
            Field.LOAD: ("Weight",),
            Field.LOAD_KG: ("Weight (kg)", "Weight (kgs)"),
            Field.LOAD_LB: ("Weight (lb)", "Weight (lbs)"),
            Field.REPETITIONS: ("Reps",),
            Field.DISTANCE: ("Distance",),
            Field.DURATION: ("Time",),
            Field.KIND: ("Set Type",),
        }
    ),
    required=(
        frozenset({Field.DATE}),
        frozenset({Field.TITLE}),
        frozenset({Field.EXERCISE}),
        frozenset({Field.KIND}),
        frozenset({Field.LOAD, Field.LOAD_KG, Field.LOAD_LB}),
        frozenset({Field.REPETITIONS}),
    ),
)

_KINDS = {
    "": SetKind.UNKNOWN,
    "NORMAL_SET": SetKind.WORK,
    "WARMUP_SET": SetKind.WARM_UP,
    "DROP_SET": SetKind.DROP,
    "FAILURE_SET": SetKind.FAILURE,
}


def read(sheet: Sheet) -> Contents:
    """The sessions of a Lyfta export, one a workout, and what became of every row."""
    rows = _Rows(sheet)
    rows.ledger.enter_all(rows.take)
    sessions = rows.sessions.finished(warm_ups_flagged=True)
    return Contents(sessions, rows.ledger.fates, rows.ledger.problems, rows.unit.unit, rows.unit.origin)


class _Rows:
    """Takes one row after the other into sessions."""

    def __init__(self, sheet: Sheet) -> None:
        self.ledger = Ledger(sheet)
        self.sessions = Sessions(SUPPORT.format)
        self.unit = load_unit(sheet, SUPPORT.format)
        self._measures = Measures(sheet, self.unit)
        self._dates = DateColumn(lambda: sheet.column(Field.DATE), sheet.choices.latest_day)
        self._pick = sheet.layout.picker(Field.DATE, Field.TITLE, Field.LENGTH, Field.EXERCISE, Field.KIND)

    def take(self, row: Row) -> RecordFate:
        """Uses one row, and says what became of it."""
        date, title, length, exercise, kind_text = map(_said, self._pick(row.fields))
        measured = self._measures.read(row)
        if not measured.performed:
            return RecordFate.SKIPPED
        kind = _KINDS.get(kind_text.upper())
        if kind is None:
            raise UnreadableError(ProblemKind.SET_ORDER_UNKNOWN, Field.KIND, kind_text)
        if not exercise:
            raise UnreadableError(ProblemKind.EXERCISE_MISSING, Field.EXERCISE)
        self._add_set(self._session(row, date, title, length), row, exercise, kind, measured)
        return RecordFate.DONE

    def _session(self, row: Row, date: str, title: str, length: str) -> Draft:
        """The workout a row belongs to: two that begin in the same second differ in title."""
        moment = self._dates.read(date)
        draft = self.sessions.at((moment.start, title), moment, title)
        if not draft.length_read:
            self._keep_length(draft, row, length)
        return draft

    def _keep_length(self, draft: Draft, row: Row, length: str) -> None:
        draft.length_read = True
        seconds = session_length(length)
        if seconds is not None and seconds > DURATION_MOST_H.value * 3600:
            limit = f"{DURATION_MOST_H.value} h"
            self.ledger.remark(row, Remark(ProblemKind.SESSION_LENGTH_IMPLAUSIBLE, Field.LENGTH, length, limit))
        else:
            draft.duration_s = seconds or None

    def _add_set(self, draft: Draft, row: Row, exercise: str, kind: SetKind, measured: Measured) -> None:
        draft.add(self._measures.training_set(exercise, kind, measured, ""), row.line)
        for remark in measured.remarks:
            self.ledger.remark(row, remark)


def _said(text: str) -> str:
    """What a field says: nothing, where it holds the word ``null``."""
    stripped = text.strip()
    return "" if stripped == "null" else stripped
