"""FitNotes (Android and iOS): one row a set, days without a time, exercise names with commas nobody quoted."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property

from lumbar.core.errors import ProblemKind
from lumbar.core.provenance import RecordFate
from lumbar.core.training import SessionPrecision, SetKind, TrainingSet, start_of_day
from lumbar.importers.dates import DateColumn, Moment, read_moment
from lumbar.importers.header import Dialect, Field, named
from lumbar.importers.ledger import Contents, Ledger, Remark, Sheet, UnreadableError
from lumbar.importers.measures import Measured, Measures
from lumbar.importers.plausible import DURATION_MOST_H, RPE_MOST
from lumbar.importers.sessions import Draft, Sessions
from lumbar.importers.split_names import put_together
from lumbar.importers.support import Seen, Support, Variant
from lumbar.importers.table import Row
from lumbar.importers.units import load_unit, mass_unit
from lumbar.importers.written_numbers import NotANumberError, read_number

SUPPORT = Support(
    format="fitnotes",
    app="FitNotes",
    variants=(
        Variant(
            "android",
            "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time",
            Seen.REAL_FILE,
        ),
        Variant(
            "android-comment",
            "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment",
            Seen.DOCUMENTATION,
        ),
        Variant(
            "android-old-kg",
            "Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time",
            Seen.REAL_FILE,
        ),
        Variant(
            "android-old-lb",
            "Date,Exercise,Category,Weight (lbs),Reps,Distance,Distance Unit,Time",
            Seen.REAL_FILE,
        ),
        Variant(
            "ios",
            "Date,Exercise,Category,Weight (kg),Weight (lbs),Reps,Distance,Distance Unit,Time,Notes,Kind",
            Seen.DOCUMENTATION,
        ),
        Variant(
            "ios-sessions",
            "Name,StartTime,EndTime,BodyWeight,Exercise,Equipment,Reps,Weight,Time,Distance,Status,IsWarmup,RPE,RIR,"
            "Categories,Note",
            Seen.DOCUMENTATION,
        ),
    ),
    read=(
        "day, exercise, load, unit (of each row where it is written), repetitions, distance, time, comment",
        "on iOS the load that was typed, in kilograms or pounds, rather than its conversion",
        "`ios-sessions`: name, start and length of the workout, equipment, status, warm-ups, RPE and RIR",
    ),
    lost=(
        "category: the catalogue of exercises knows better",
        "`Kind` on iOS, which only says what is measured (`wr`, `t`, `dt`)",
        "body weight, and in `ios-sessions` how far, since no unit is written beside it",
    ),
    remarks=(
        "A day is one session: the file has neither times nor workout names, and enters no rule that counts hours.",
        "`ios-sessions` was met in one project's description, which calls it FitNotes; its unit is guessed and asked.",
        "A comma in an exercise's name, which the app does not quote, is mended when one way of it makes a valid row.",
        "Neither warm-ups nor effort (RPE) are in the file, except in `ios-sessions`: *not recorded*.",
    ),
)

DIALECT = Dialect(
    SUPPORT,
    columns=named(
        {
            Field.DATE: ("Date", "StartTime"),
            Field.END: ("EndTime",),
            Field.TITLE: ("Name",),
            Field.EXERCISE: ("Exercise",),
            Field.EQUIPMENT: ("Equipment",),
            Field.CATEGORY: ("Category", "Categories"),
            Field.LOAD: ("Weight",),
            Field.LOAD_KG: ("Weight (kg)", "Weight (kgs)"),
            Field.LOAD_LB: ("Weight (lb)", "Weight (lbs)"),
            Field.LOAD_UNIT: ("Weight Unit",),
            Field.REPETITIONS: ("Reps",),
            Field.DISTANCE: ("Distance",),
            Field.DISTANCE_UNIT: ("Distance Unit",),
            Field.DURATION: ("Time",),
            Field.PERFORMED: ("Status",),
            Field.WARM_UP: ("IsWarmup",),
            Field.RPE: ("RPE",),
            Field.RIR: ("RIR",),
            Field.NOTE: ("Comment", "Notes", "Note"),
        }
    ),
    required=(
        frozenset({Field.DATE}),
        frozenset({Field.EXERCISE}),
        frozenset({Field.CATEGORY}),
        frozenset({Field.LOAD, Field.LOAD_KG, Field.LOAD_LB}),
        frozenset({Field.REPETITIONS}),
    ),
)

_KINDS = {
    "": SetKind.UNKNOWN,
    **dict.fromkeys(("false", "no", "0"), SetKind.WORK),
    **dict.fromkeys(("true", "yes", "1"), SetKind.WARM_UP),
}
_FATES = {
    **dict.fromkeys(("", "done", "complete", "completed", "finished", "true", "1"), RecordFate.DONE),
    **dict.fromkeys(("planned", "pending", "incomplete", "not started", "todo", "false", "0"), RecordFate.PLANNED),
    "skipped": RecordFate.SKIPPED,
}


def read(sheet: Sheet) -> Contents:
    """The sessions of a FitNotes export, one a day, and what became of every row."""
    rows = _Rows(sheet)
    rows.ledger.enter_all(rows.take, rows.mend)
    sessions = rows.sessions.finished(warm_ups_flagged=Field.WARM_UP in sheet.layout.position)
    return Contents(sessions, rows.ledger.fates, rows.ledger.problems, rows.unit.unit, rows.unit.origin)


class _Rows:
    """Takes one row after the other into sessions."""

    def __init__(self, sheet: Sheet) -> None:
        self.ledger = Ledger(sheet)
        self.sessions = Sessions(SUPPORT.format)
        self.unit = load_unit(sheet, SUPPORT.format)
        self._sheet = sheet
        self._measures = Measures(sheet, self.unit)
        self._dates = DateColumn(lambda: sheet.column(Field.DATE), sheet.choices.latest_day)
        self._mended: set[int] = set()
        self._pick = sheet.layout.picker(
            Field.DATE,
            Field.EXERCISE,
            Field.CATEGORY,
            Field.LOAD_UNIT,
            Field.NOTE,
        )
        self._has_sessions = Field.TITLE in sheet.layout.position
        self._pick_of_session = sheet.layout.picker(
            Field.TITLE,
            Field.END,
            Field.EQUIPMENT,
            Field.PERFORMED,
            Field.WARM_UP,
            Field.RIR,
        )

    def take(self, row: Row) -> RecordFate:
        """Uses one row, and says what became of it."""
        date, exercise, _, _, note = map(str.strip, self._pick(row.fields))
        measured = self._measures.read(row)
        if not measured.performed:
            return RecordFate.SKIPPED
        if not exercise:
            raise UnreadableError(ProblemKind.EXERCISE_MISSING, Field.EXERCISE)
        if self._has_sessions:
            return self._take_of_session(row, date, exercise, measured, note)
        draft = self._session(date)
        performed = self._measures.training_set(exercise, SetKind.UNKNOWN, measured, draft.new_note(exercise, note))
        self._add_set(draft, row, performed, measured)
        return RecordFate.DONE

    def _take_of_session(self, row: Row, date: str, exercise: str, measured: Measured, note: str) -> RecordFate:
        """Uses a row of the form that knows workouts and says which sets were done."""
        title, end, equipment, status, warm_up, in_reserve = map(str.strip, self._pick_of_session(row.fields))
        fate, kind = _FATES.get(status.casefold()), _KINDS.get(warm_up.casefold())
        if fate is None:
            raise UnreadableError(ProblemKind.SET_ORDER_UNKNOWN, Field.PERFORMED, status)
        if kind is None:
            raise UnreadableError(ProblemKind.SET_ORDER_UNKNOWN, Field.WARM_UP, warm_up)
        if fate is not RecordFate.DONE:
            return fate
        moment = self._dates.read(date)
        draft = self.sessions.at((moment.start, title), moment, title)
        draft.duration_s = draft.duration_s or _seconds_until(end, moment)
        if equipment and equipment.casefold() not in exercise.casefold():
            exercise = f"{exercise} ({equipment})"
        performed = self._measures.training_set(
            exercise, kind, measured, draft.new_note(exercise, note), rir=self._in_reserve(row, in_reserve)
        )
        self._add_set(draft, row, performed, measured)
        return RecordFate.DONE

    def _in_reserve(self, row: Row, text: str) -> float | None:
        """The repetitions in reserve; what is no such number costs no set."""
        try:
            rir = read_number(text, self._sheet.decimal_mark)
        except NotANumberError:
            rir = Decimal(-1)
        if rir is not None and not 0 <= rir <= RPE_MOST.value:
            limit = f"0 to {RPE_MOST.value}"
            self.ledger.remark(row, Remark(ProblemKind.RPE_OUT_OF_RANGE, Field.RIR, text, limit))
            return None
        return None if rir is None else float(rir)

    def mend(self, row: Row) -> Row:
        """The row with a name put together again that an unquoted comma took apart.

        Only when exactly one way of joining the surplus fields makes a valid row. Raises UnreadableError otherwise.
        """
        mended = put_together(row, self._sheet, self._is_valid)
        self._mended.add(row.line)
        return mended

    def _session(self, date: str) -> Draft:
        """The day a row belongs to."""
        day = self._dates.read(date).start.date()
        return self.sessions.at(day, Moment(start_of_day(day), SessionPrecision.DAY), "")

    def _add_set(self, draft: Draft, row: Row, performed: TrainingSet, measured: Measured) -> None:
        draft.add(performed, row.line)
        if row.line in self._mended:
            self.ledger.remark(row, Remark(ProblemKind.NAME_REPAIRED, Field.EXERCISE, performed.exercise))
        for remark in measured.remarks:
            self.ledger.remark(row, remark)

    @cached_property
    def _categories(self) -> frozenset[str]:
        """The categories of the rows that have one field for each column."""
        at, width = self._sheet.layout.position[Field.CATEGORY], self._sheet.layout.width
        rows = self._sheet.table.rows
        return frozenset(row.fields[at].strip() for row in rows if len(row.fields) == width) - {""}

    def _is_valid(self, row: Row) -> bool:
        date, exercise, category, unit, _ = map(str.strip, self._pick(row.fields))
        if not exercise or category not in self._categories or (unit and mass_unit(unit) is None):
            return False
        try:
            self._dates.read(date)
            self._measures.read(row)
        except UnreadableError:
            return False
        return True


def _seconds_until(end: str, start: Moment) -> float | None:
    """How long the workout took, where its end says something that can be."""
    if not end or start.precision is SessionPrecision.DAY:
        return None
    try:
        seconds = (read_moment(end).start - start.start).total_seconds()
    except UnreadableError:  # a length is worth having, and no reason to lose a set
        return None
    return seconds if 0 < seconds <= DURATION_MOST_H.value * 3600 else None
