"""Hevy: one row a set, newest workout first, the unit in the header, dates in the phone's language."""

from __future__ import annotations

from lumbar.core.errors import ProblemKind
from lumbar.core.provenance import RecordFate
from lumbar.core.training import SessionPrecision, SetKind
from lumbar.importers.dates import DateColumn, Moment, read_moment
from lumbar.importers.header import Dialect, Field, named
from lumbar.importers.ledger import Contents, Ledger, Remark, Sheet, UnreadableError
from lumbar.importers.measures import Measured, Measures, helped, is_helped
from lumbar.importers.plausible import DURATION_MOST_H
from lumbar.importers.sessions import Draft, Sessions
from lumbar.importers.support import Seen, Support, Variant
from lumbar.importers.table import Row
from lumbar.importers.units import load_unit

_BEFORE_LOAD = "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type"

SUPPORT = Support(
    format="hevy",
    app="Hevy",
    variants=(
        Variant("kg-km", f"{_BEFORE_LOAD},weight_kg,reps,distance_km,duration_seconds,rpe", Seen.REAL_FILE),
        Variant("lbs-miles", f"{_BEFORE_LOAD},weight_lbs,reps,distance_miles,duration_seconds,rpe", Seen.DOCUMENTATION),
    ),
    read=(
        "title, start, length (from start and end) and description of the workout",
        "exercise, kind of set, load, repetitions, time, distance, RPE, note",
        "dates seen in real files: `7 Apr 2026, 10:14`, `Jun 11, 2026, 1:01 PM`, `5 Mai 2026, 07:34`",
        "dates from documentation only: `2026-06-05 07:30:00`, `05.06.2026, 07:30`",
        "months in English and Portuguese (seen in real files), German, French, Spanish, Italian (not seen)",
        "months in Dutch, Danish, Norwegian, Swedish, Polish, Turkish (not seen)",
        "the load of an exercise whose name has `(Assisted)`, or that word in another language, as help and no load",
    ),
    lost=(
        "supersets (`superset_id`)",
        "an assisted exercise that the person named without saying so in brackets: its help is kept as a load",
    ),
    remarks=(
        "`04/05/24` is read when another date of the file tells day and month apart, and is never guessed.",
        "The header's unit is believed, whatever the figures look like: 154.22 in a `weight_kg` column is 154.22 kg.",
        "`failure` is a work set taken to failure. Warm-ups are flagged.",
        "The order of the sets is that of the rows; `set_index` starts anew when an exercise comes twice.",
    ),
)

DIALECT = Dialect(
    SUPPORT,
    columns=named(
        {
            Field.TITLE: ("title",),
            Field.DATE: ("start_time",),
            Field.END: ("end_time",),
            Field.SESSION_NOTE: ("description",),
            Field.EXERCISE: ("exercise_title",),
            Field.NOTE: ("exercise_notes",),
            Field.ORDER: ("set_index",),
            Field.KIND: ("set_type",),
            Field.LOAD_KG: ("weight_kg",),
            Field.LOAD_LB: ("weight_lbs", "weight_lb"),
            Field.REPETITIONS: ("reps",),
            Field.DISTANCE_KM: ("distance_km",),
            Field.DISTANCE_MI: ("distance_miles", "distance_mi"),
            Field.DISTANCE_M: ("distance_meters", "distance_m"),
            Field.DURATION: ("duration_seconds",),
            Field.RPE: ("rpe",),
        }
    ),
    required=(
        frozenset({Field.DATE}),
        frozenset({Field.TITLE}),
        frozenset({Field.EXERCISE}),
        frozenset({Field.KIND}),
        frozenset({Field.LOAD_KG, Field.LOAD_LB}),
        frozenset({Field.REPETITIONS}),
    ),
)

_KINDS = {
    "": SetKind.WORK,
    "normal": SetKind.WORK,
    "warmup": SetKind.WARM_UP,
    "dropset": SetKind.DROP,
    "failure": SetKind.FAILURE,
}


def read(sheet: Sheet) -> Contents:
    """The sessions of a Hevy export, one a workout, and what became of every row."""
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
        self._pick = sheet.layout.picker(
            Field.DATE,
            Field.END,
            Field.TITLE,
            Field.EXERCISE,
            Field.KIND,
            Field.NOTE,
            Field.SESSION_NOTE,
        )

    def take(self, row: Row) -> RecordFate:
        """Uses one row, and says what became of it."""
        date, end, title, exercise, kind_text, note, session_note = map(str.strip, self._pick(row.fields))
        measured = self._measures.read(row)
        if not measured.performed:
            return RecordFate.SKIPPED
        kind = _set_kind(kind_text)
        if not exercise:
            raise UnreadableError(ProblemKind.EXERCISE_MISSING, Field.EXERCISE)
        draft = self._session(row, date, title, end)
        draft.add_note(session_note)
        self._add_set(draft, row, exercise, kind, measured, note)
        return RecordFate.DONE

    def _session(self, row: Row, date: str, title: str, end: str) -> Draft:
        """The workout a row belongs to: two that begin in the same minute differ in title."""
        moment = self._dates.read(date)
        if moment.precision is SessionPrecision.SECOND:  # the app keeps minutes; some exports fill the seconds in
            moment = moment._replace(precision=SessionPrecision.MINUTE)
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

    def _add_set(self, draft: Draft, row: Row, exercise: str, kind: SetKind, measured: Measured, note: str) -> None:
        performed = self._measures.training_set(exercise, kind, measured, draft.new_note(exercise, note))
        draft.add(helped(performed) if is_helped(exercise) else performed, row.line)
        for remark in measured.remarks:
            self.ledger.remark(row, remark)


def _set_kind(text: str) -> SetKind:
    """What the app says the set was for."""
    kind = _KINDS.get(text.casefold().replace("_", "").replace(" ", ""))
    if kind is None:
        raise UnreadableError(ProblemKind.SET_ORDER_UNKNOWN, Field.KIND, text)
    return kind


def _seconds_until(end: str, start: Moment) -> float | None:
    if not end:
        return None
    try:
        return (read_moment(end).start - start.start).total_seconds()
    except UnreadableError:  # a length is worth having, and no reason to lose a set
        return None
