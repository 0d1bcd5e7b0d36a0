"""Liftosaur: one row a set, planned ones among those done, every load with its unit, times in UTC."""

from __future__ import annotations

from lumbar.core.errors import ProblemKind
from lumbar.core.provenance import RecordFate
from lumbar.core.training import SessionPrecision, SetKind
from lumbar.importers.dates import InstantColumn, Moment, read_instant
from lumbar.importers.header import Dialect, Field, named
from lumbar.importers.ledger import Contents, Ledger, Sheet, UnreadableError
from lumbar.importers.measures import Measured, Measures
from lumbar.importers.sessions import Draft, Sessions
from lumbar.importers.support import Seen, Support, Variant
from lumbar.importers.table import Row
from lumbar.importers.units import load_unit
from lumbar.importers.zones import zone_from

SUPPORT = Support(
    format="liftosaur",
    app="Liftosaur",
    variants=(
        Variant(
            "csv",
            "Workout DateTime,Program,Day Name,Exercise,Is Warmup Set?,Required Reps,Completed Reps,Is AMRAP?,"
            "Required RPE,Completed RPE,Log RPE?,Required Weight Value,Required Weight Unit,Completed Weight Value,"
            "Completed Weight Unit,Ask Weight?,Completed Reps Time,Target Muscles,Synergist Muscles,Notes",
            Seen.REAL_FILE,
        ),
    ),
    read=(
        "start of the workout, with and without milliseconds, as the time of day where the person lives",
        "name of the day as the title, or the programme where the day has none",
        "exercise with its equipment behind the comma, warm-up flag, repetitions, load and its unit, RPE, note",
    ),
    lost=(
        "what was required: repetitions, load and RPE of the plan",
        "programme, muscles, whether a set was for as many repetitions as possible, whether the app asks for the RPE",
        "the time of each set: the file says when a workout began and not when it ended",
    ),
    remarks=(
        "A row without completed repetitions was only planned, whatever load stands in it, and enters nothing.",
        "A set done without a completed load has no load: the required one is never taken for it.",
        "Times are UTC. They become local in the zone the person named, else in this machine's.",
        "Each row's own unit is believed: kilograms and pounds may stand in one workout. Warm-ups are flagged.",
        "`Log RPE?` is a switch and no rating; ratings are read from `Completed RPE`.",
    ),
)

DIALECT = Dialect(
    SUPPORT,
    columns=named(
        {
            Field.DATE: ("Workout DateTime",),
            Field.PROGRAM: ("Program",),
            Field.TITLE: ("Day Name",),
            Field.EXERCISE: ("Exercise",),
            Field.WARM_UP: ("Is Warmup Set?",),
            Field.PLANNED_REPETITIONS: ("Required Reps",),
            Field.REPETITIONS: ("Completed Reps",),
            Field.RPE: ("Completed RPE",),
            Field.PLANNED_LOAD: ("Required Weight Value",),
            Field.LOAD: ("Completed Weight Value",),
            Field.LOAD_UNIT: ("Completed Weight Unit",),
            Field.NOTE: ("Notes",),
        }
    ),
    required=(
        frozenset({Field.DATE}),
        frozenset({Field.EXERCISE}),
        frozenset({Field.WARM_UP}),
        frozenset({Field.REPETITIONS}),
        frozenset({Field.LOAD}),
        frozenset({Field.LOAD_UNIT}),
    ),
)

_KINDS = {"0": SetKind.WORK, "1": SetKind.WARM_UP}


def read(sheet: Sheet) -> Contents:
    """The sessions of a Liftosaur export, one a workout, and what became of every row."""
    rows = _Rows(sheet)
    rows.ledger.enter_all(rows.take)
    sessions = rows.sessions.finished(warm_ups_flagged=True)
    ledger, unit = rows.ledger, rows.unit
    return Contents(sessions, ledger.fates, ledger.problems, unit.unit, unit.origin, zone_from(sheet.choices))


class _Rows:
    """Takes one row after the other into sessions."""

    def __init__(self, sheet: Sheet) -> None:
        self.ledger = Ledger(sheet)
        self.sessions = Sessions(SUPPORT.format)
        self.unit = load_unit(sheet, SUPPORT.format)
        self._measures = Measures(sheet, self.unit)
        self._dates = InstantColumn(sheet.choices, _instant)
        self._pick = sheet.layout.picker(
            Field.DATE,
            Field.PROGRAM,
            Field.TITLE,
            Field.EXERCISE,
            Field.WARM_UP,
            Field.REPETITIONS,
            Field.NOTE,
        )

    def take(self, row: Row) -> RecordFate:
        """Uses one row, and says what became of it."""
        date, program, day, exercise, warm_up, repetitions, note = map(str.strip, self._pick(row.fields))
        if not repetitions:
            return RecordFate.PLANNED
        measured = self._measures.read(row)
        if not measured.performed:
            return RecordFate.SKIPPED
        kind = _KINDS.get(warm_up)
        if kind is None:
            raise UnreadableError(ProblemKind.SET_ORDER_UNKNOWN, Field.WARM_UP, warm_up)
        if not exercise:
            raise UnreadableError(ProblemKind.EXERCISE_MISSING, Field.EXERCISE)
        self._add_set(self._session(date, day or program), row, exercise, kind, measured, note)
        return RecordFate.DONE

    def _session(self, date: str, title: str) -> Draft:
        """The workout a row belongs to: two that begin in the same second differ in title."""
        moment = self._dates.read(date)
        return self.sessions.at((moment.start, title), moment, title)

    def _add_set(self, draft: Draft, row: Row, exercise: str, kind: SetKind, measured: Measured, note: str) -> None:
        performed = self._measures.training_set(exercise, kind, measured, draft.new_note(exercise, note))
        draft.add(performed, row.line)
        for remark in measured.remarks:
            self.ledger.remark(row, remark)


def _instant(text: str) -> Moment:
    """An instant such as ``2026-06-29T04:56:39.712Z``; a day alone is none, and would move with the zone."""
    moment = read_instant(text)
    if moment.precision is SessionPrecision.DAY:
        raise UnreadableError(ProblemKind.DATE_UNREADABLE, Field.DATE, text)
    return moment
