"""StrengthLog: one row a set, times in milliseconds, names with commas that nobody quoted, ticks on what was done."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from lumbar.core.errors import ProblemKind
from lumbar.core.provenance import RecordFate
from lumbar.core.training import SessionPrecision, SetKind
from lumbar.importers.dates import InstantColumn, Moment
from lumbar.importers.header import Dialect, Field, named
from lumbar.importers.ledger import Contents, Ledger, Remark, Sheet, UnreadableError
from lumbar.importers.measures import Measured, Measures, helped
from lumbar.importers.plausible import DURATION_MOST_H
from lumbar.importers.sessions import Draft, Sessions
from lumbar.importers.split_names import put_together
from lumbar.importers.support import Seen, Support, Variant
from lumbar.importers.table import Row
from lumbar.importers.units import load_unit
from lumbar.importers.written_numbers import NotANumberError, read_number
from lumbar.importers.zones import zone_from

SUPPORT = Support(
    format="strengthlog",
    app="StrengthLog",
    variants=(
        Variant(
            "sets",
            "workout,start,end,exercise,weight,bodyweight,extraWeight,assistingWeight,distanceKM,distanceM,reps,rpm,"
            "time-per-500,calories,time,warmup,max,fail,checked,setComment,workoutComment,form,sleep,calories,stress",
            Seen.DOCUMENTATION,
        ),
    ),
    read=(
        "name, start, length (from start and end) and comment of the workout",
        "exercise, load, repetitions, distance, comment of the set",
        "time, written `0:01:30`; a plain number is taken for seconds",
        "`extraWeight` as the load of an exercise of the body's weight, `assistingWeight` as help and not as a load",
        "`warmup` as a warm-up, `fail` as a work set taken to failure",
    ),
    lost=(
        "body weight: the load of a push-up is what was added to the body, as the person typed it",
        "`max`, revolutions, pace on a rowing machine, energy (`calories`, which the header has twice)",
        "form, sleep and stress of the day",
    ),
    remarks=(
        "The file names no unit. It is guessed from the plates and must be confirmed before anything is stored.",
        "Times are milliseconds since 1970, made local in the time zone you name, or else in that of your machine.",
        "A set without a tick (`checked`) was planned and is left out.",
        "Where the whole file has no tick, ticks were not used: every set with repetitions, time or distance counts.",
        "A comma in a workout's name, which the app does not quote, is mended when one way of it makes a valid row.",
        "0 x 0 is a set that was not done. Warm-ups are flagged.",
    ),
)

DIALECT = Dialect(
    SUPPORT,
    columns=named(
        {
            Field.TITLE: ("workout",),
            Field.DATE: ("start",),
            Field.END: ("end",),
            Field.EXERCISE: ("exercise",),
            Field.LOAD: ("weight",),
            Field.BODY_WEIGHT: ("bodyweight",),
            Field.EXTRA_LOAD: ("extraWeight",),
            Field.ASSISTANCE: ("assistingWeight",),
            Field.DISTANCE_KM: ("distanceKM",),
            Field.DISTANCE_M: ("distanceM",),
            Field.REPETITIONS: ("reps",),
            Field.DURATION: ("time",),
            Field.WARM_UP: ("warmup",),
            Field.FAILURE: ("fail",),
            Field.PERFORMED: ("checked",),
            Field.NOTE: ("setComment",),
            Field.SESSION_NOTE: ("workoutComment",),
        }
    ),
    required=(
        frozenset({Field.TITLE}),
        frozenset({Field.DATE}),
        frozenset({Field.EXERCISE}),
        frozenset({Field.LOAD}),
        frozenset({Field.REPETITIONS}),
        frozenset({Field.WARM_UP}),
    ),
)

_MILLISECONDS = re.compile(r"\d{11,14}|-\d{11,13}")  # fewer are seconds; more have no year in a calendar
_FLAGS = {"": False, "false": False, "0": False, "true": True, "1": True}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def read(sheet: Sheet) -> Contents:
    """The sessions of a StrengthLog export, one a workout, and what became of every row."""
    rows = _Rows(sheet)
    rows.ledger.enter_all(rows.take, rows.mend)
    sessions = rows.sessions.finished(warm_ups_flagged=True)
    zone = zone_from(sheet.choices)
    return Contents(sessions, rows.ledger.fates, rows.ledger.problems, rows.unit.unit, rows.unit.origin, zone)


class _Rows:
    """Takes one row after the other into sessions."""

    def __init__(self, sheet: Sheet) -> None:
        self.ledger = Ledger(sheet)
        self.sessions = Sessions(SUPPORT.format)
        self.unit = load_unit(sheet, SUPPORT.format)
        self._sheet = sheet
        self._measures = Measures(sheet, self.unit)
        self._dates = InstantColumn(sheet.choices, _instant)
        self._ticks_used = _any_tick(sheet)
        self._mended: set[int] = set()
        self._pick = sheet.layout.picker(
            Field.DATE,
            Field.END,
            Field.TITLE,
            Field.EXERCISE,
            Field.NOTE,
            Field.SESSION_NOTE,
        )
        self._pick_flags = sheet.layout.picker(Field.WARM_UP, Field.FAILURE, Field.PERFORMED)
        self._pick_figures = sheet.layout.picker(
            Field.LOAD,
            Field.EXTRA_LOAD,
            Field.ASSISTANCE,
            Field.DISTANCE_KM,
            Field.DISTANCE_M,
        )
        self._pick_body_weight = sheet.layout.picker(Field.BODY_WEIGHT, Field.BODY_WEIGHT)

    def take(self, row: Row) -> RecordFate:
        """Uses one row, and says what became of it."""
        start, end, title, exercise, note, session_note = map(str.strip, self._pick(row.fields))
        measured, is_help = self._measured(row)
        if not measured.performed:
            return RecordFate.SKIPPED
        kind, ticked = self._flags(row)
        if self._ticks_used and not ticked:
            return RecordFate.PLANNED
        if not exercise:
            raise UnreadableError(ProblemKind.EXERCISE_MISSING, Field.EXERCISE)
        draft = self._session(row, start, title, end)
        draft.add_note(session_note)
        self._add_set(draft, row, exercise, kind, measured, note)
        if is_help:
            draft.sets[-1] = helped(draft.sets[-1])
        if row.line in self._mended:
            self.ledger.remark(row, Remark(ProblemKind.NAME_REPAIRED, Field.TITLE, title))
        return RecordFate.DONE

    def mend(self, row: Row) -> Row:
        """The row with a name put together again that an unquoted comma took apart.

        Only when exactly one way of joining the surplus fields makes a valid row. Raises UnreadableError otherwise.
        """
        mended = put_together(row, self._sheet, self._is_valid)
        self._mended.add(row.line)
        return mended

    def _session(self, row: Row, start: str, title: str, end: str) -> Draft:
        """The workout a row belongs to: two that begin in the same second differ in name."""
        moment = self._dates.read(start)
        draft = self.sessions.at((moment.start, title), moment, title)
        if not draft.length_read:
            self._keep_length(draft, row, start, end)
        return draft

    def _keep_length(self, draft: Draft, row: Row, start: str, end: str) -> None:
        draft.length_read = True
        seconds = (int(end) - int(start)) // 1000 if _MILLISECONDS.fullmatch(end) else 0
        if not 0 <= seconds <= DURATION_MOST_H.value * 3600:
            limit = f"{DURATION_MOST_H.value} h"
            self.ledger.remark(row, Remark(ProblemKind.SESSION_LENGTH_IMPLAUSIBLE, Field.END, end, limit))
        else:
            draft.duration_s = float(seconds) or None

    def _add_set(self, draft: Draft, row: Row, exercise: str, kind: SetKind, measured: Measured, note: str) -> None:
        performed = self._measures.training_set(exercise, kind, measured, draft.new_note(exercise, note))
        draft.add(performed, row.line)
        for remark in measured.remarks:
            self.ledger.remark(row, remark)

    def _measured(self, row: Row) -> tuple[Measured, bool]:
        """The figures of a row, and whether its load is help."""
        load, extra, help_given, kilometres, metres = map(str.strip, self._pick_figures(row.fields))
        assisted = bool(self._number(help_given, Field.ASSISTANCE))
        fields = list(row.fields)
        position = self._sheet.layout.position
        added = extra if not load or self._number(extra, Field.EXTRA_LOAD) else load
        fields[position[Field.LOAD]] = help_given if assisted else added
        distance = None if metres else self._number(kilometres, Field.DISTANCE_KM)
        if distance is not None and Field.DISTANCE_M in position:
            fields[position[Field.DISTANCE_M]] = str(distance * 1000)
        measured = self._measures.read(row._replace(fields=fields))
        return measured, assisted

    def _flags(self, row: Row) -> tuple[SetKind, bool]:
        """What the set was for, and whether it was ticked. A tick is the time at which it was set."""
        warm_up, failure, tick = map(str.strip, self._pick_flags(row.fields))
        kind = SetKind.FAILURE if _flag(failure, Field.FAILURE) else SetKind.WORK
        kind = SetKind.WARM_UP if _flag(warm_up, Field.WARM_UP) else kind
        return kind, _is_tick_time(tick) or _flag(tick, Field.PERFORMED)

    def _number(self, text: str, field: Field) -> Decimal | None:
        try:
            return read_number(text, self._sheet.decimal_mark)
        except NotANumberError:
            raise UnreadableError(ProblemKind.NOT_A_NUMBER, field, text) from None

    def _is_valid(self, row: Row) -> bool:
        start, end, _, exercise, _, _ = map(str.strip, self._pick(row.fields))
        body_weight, _ = self._pick_body_weight(row.fields)
        if not exercise or (end and not _MILLISECONDS.fullmatch(end)):
            return False
        try:
            self._dates.read(start)
            self._number(body_weight, Field.BODY_WEIGHT)
            self._measured(row)
            self._flags(row)
        except UnreadableError:
            return False
        return True


def _instant(text: str) -> Moment:
    """The instant of a number of milliseconds, to the second. Raises UnreadableError."""
    if not _MILLISECONDS.fullmatch(text):
        raise UnreadableError(ProblemKind.DATE_UNREADABLE, Field.DATE, text)
    return Moment(_EPOCH + timedelta(seconds=int(text) // 1000), SessionPrecision.SECOND)


def _flag(text: str, field: Field) -> bool:
    flag = _FLAGS.get(text.casefold())
    if flag is None:
        raise UnreadableError(ProblemKind.SET_ORDER_UNKNOWN, field, text)
    return flag


def _is_tick_time(text: str) -> bool:
    return _MILLISECONDS.fullmatch(text) is not None


def _any_tick(sheet: Sheet) -> bool:
    """Whether any set of the file was ticked.

    The column is counted from the right, where an unquoted comma in the workout's name has pushed it out of its place.
    """
    at = sheet.layout.position.get(Field.PERFORMED)
    if at is None:
        return False
    width = sheet.layout.width
    ticks = {row.fields[at - width].strip() for row in sheet.table.rows if len(row.fields) >= width}
    return any(_is_tick_time(tick) or _FLAGS.get(tick.casefold()) for tick in ticks)
