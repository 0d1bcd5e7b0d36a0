"""FitNotes (Android and iOS): one row a set, days without a time, exercise names with commas nobody quoted."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from lumbar.core.errors import ProblemKind
from lumbar.core.provenance import RecordFate
from lumbar.core.training import SessionPrecision, SetKind, start_of_day
from lumbar.importers.dates import DateColumn, Moment
from lumbar.importers.header import Dialect, Field, named
from lumbar.importers.ledger import Contents, Ledger, Remark, Sheet, UnreadableError
from lumbar.importers.measures import Measured, Measures, training_set
from lumbar.importers.sessions import Draft, Sessions
from lumbar.importers.support import Seen, Support, Variant
from lumbar.importers.table import Row
from lumbar.importers.units import load_unit, mass_unit

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
    ),
    read=(
        "day, exercise, load, unit (of each row where it is written), repetitions, distance, time, comment",
        "on iOS the load that was typed, in kilograms or pounds, rather than its conversion",
    ),
    lost=(
        "category: the catalogue of exercises knows better",
        "`Kind` on iOS, which only says what is measured (`wr`, `t`, `dt`)",
    ),
    remarks=(
        "A day is one session: the file has neither times nor workout names, and enters no rule that counts hours.",
        "A comma in an exercise's name, which the app does not quote, is mended when one way of it makes a valid row.",
        "Neither warm-ups nor effort (RPE) are in the file: *not recorded*.",
    ),
)

DIALECT = Dialect(
    SUPPORT,
    columns=named(
        {
            Field.DATE: ("Date",),
            Field.EXERCISE: ("Exercise",),
            Field.CATEGORY: ("Category",),
            Field.LOAD: ("Weight",),
            Field.LOAD_KG: ("Weight (kg)", "Weight (kgs)"),
            Field.LOAD_LB: ("Weight (lb)", "Weight (lbs)"),
            Field.LOAD_UNIT: ("Weight Unit",),
            Field.REPETITIONS: ("Reps",),
            Field.DISTANCE: ("Distance",),
            Field.DISTANCE_UNIT: ("Distance Unit",),
            Field.DURATION: ("Time",),
            Field.NOTE: ("Comment", "Notes"),
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


def read(sheet: Sheet) -> Contents:
    """The sessions of a FitNotes export, one a day, and what became of every row."""
    rows = _Rows(sheet)
    rows.ledger.enter_all(rows.take, rows.mend)
    sessions = rows.sessions.finished(warm_ups_flagged=False)
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

    def take(self, row: Row) -> RecordFate:
        """Uses one row, and says what became of it."""
        date, exercise, _, _, note = map(str.strip, self._pick(row.fields))
        measured = self._measures.read(row)
        if not measured.performed:
            return RecordFate.SKIPPED
        if not exercise:
            raise UnreadableError(ProblemKind.EXERCISE_MISSING, Field.EXERCISE)
        draft = self._session(date)
        self._add_set(draft, row, exercise, measured, note)
        return RecordFate.DONE

    def mend(self, row: Row) -> Row:
        """The row with a name put together again that an unquoted comma took apart.

        Only when exactly one way of joining the surplus fields makes a valid row. Raises UnreadableError otherwise.
        """
        mended = [fields for fields in self._joinings(row.fields) if self._is_valid(row._replace(fields=fields))]
        found, expected = str(len(row.fields)), str(self._sheet.layout.width)
        if not mended:
            raise UnreadableError(ProblemKind.FIELD_COUNT, met=found, limit=expected)
        if len(mended) > 1:
            raise UnreadableError(ProblemKind.FIELD_COUNT_AMBIGUOUS, met=found, limit=expected)
        self._mended.add(row.line)
        return row._replace(fields=mended[0])

    def _session(self, date: str) -> Draft:
        """The day a row belongs to."""
        day = self._dates.read(date).start.date()
        return self.sessions.at(day, Moment(start_of_day(day), SessionPrecision.DAY), "")

    def _add_set(self, draft: Draft, row: Row, exercise: str, measured: Measured, note: str) -> None:
        draft.sets.append(training_set(exercise, SetKind.UNKNOWN, measured, draft.new_note(exercise, note), row.line))
        if row.line in self._mended:
            self.ledger.remark(row, Remark(ProblemKind.NAME_REPAIRED, Field.EXERCISE, exercise))
        for remark in measured.remarks:
            self.ledger.remark(row, remark)

    @cached_property
    def _categories(self) -> frozenset[str]:
        """The categories of the rows that have one field for each column."""
        at, width = self._sheet.layout.position[Field.CATEGORY], self._sheet.layout.width
        rows = self._sheet.table.rows
        return frozenset(row.fields[at].strip() for row in rows if len(row.fields) == width) - {""}

    def _joinings(self, fields: list[str]) -> Iterator[list[str]]:
        """Every way of joining neighbouring fields so that as many remain as the header has."""
        width = self._sheet.layout.width
        together = len(fields) - width + 1
        for at in range(width):
            joined = self._sheet.table.delimiter.join(fields[at : at + together])
            yield [*fields[:at], joined, *fields[at + together :]]

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
