"""FitBod: one row a set, loads in kilograms with long decimals, times in UTC, blank lines between the workouts."""

from __future__ import annotations

from datetime import date

from lumbar.core.errors import ProblemKind
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.provenance import RecordFate
from lumbar.core.training import SetKind
from lumbar.importers.dates import InstantColumn
from lumbar.importers.header import Dialect, Field, named
from lumbar.importers.ledger import Contents, Ledger, Sheet, UnreadableError
from lumbar.importers.measures import Measures, helped
from lumbar.importers.sessions import Draft, Sessions
from lumbar.importers.support import Seen, Support, Variant
from lumbar.importers.table import Row
from lumbar.importers.units import load_unit
from lumbar.importers.written_numbers import NotANumberError, read_number
from lumbar.importers.zones import zone_from

SETS_MOST = Parameter(
    id="log-record-most-sets",
    meaning="number of sets above which a record that stands for several is set aside",
    value=100,
    unit="set",
    source=our_judgement(
        date(2026, 11, 23),
        "ten times ten is the most that programmes ask for; a figure from another column is likelier",
    ),
    certainty=Certainty.OPINION,
)

SUPPORT = Support(
    format="fitbod",
    app="FitBod",
    variants=(
        Variant(
            "sets",
            "Date,Exercise,Reps,Weight(kg),Duration(s),Distance(m),Incline,Resistance,isWarmup,Note,multiplier",
            Seen.REAL_FILE,
        ),
        Variant("old", "Date,Exercise,Sets,Reps,Weight,isWarmup,Note", Seen.REAL_FILE),
    ),
    read=(
        "date and time, exercise, load, repetitions, time, distance, warm-up, note",
        "`multiplier`, which says how many such weights there were; it is kept beside the load and never applied to it",
        "`Sets` of the old form: one record that stands for so many equal sets",
        "a load below 0, met in the old form, as help given on an assisted exercise and not as a load",
    ),
    lost=(
        "incline and resistance of cardio machines",
        "workout names and lengths: the file has neither",
        "a load of 0 on body-weight exercises stays 0: the file cannot say how much of the body was lifted",
    ),
    remarks=(
        "Loads stand in kilograms even where pounds were typed: `20.41168092460379` was 45 lb and is read as 20 412 g.",
        "The old form's `Weight` names no unit and is kilograms too.",
        "Times are UTC (`+0000`) and become local times in the time zone you name, or else in that of your machine.",
        "Where you travelled, a workout about midnight may so fall on the day beside its own.",
        "Rows with the same time are one workout. Warm-ups are flagged.",
    ),
)

DIALECT = Dialect(
    SUPPORT,
    columns=named(
        {
            Field.DATE: ("Date",),
            Field.EXERCISE: ("Exercise",),
            Field.SETS: ("Sets",),
            Field.REPETITIONS: ("Reps",),
            Field.LOAD_KG: ("Weight(kg)", "Weight"),
            Field.LOAD_LB: ("Weight(lb)", "Weight(lbs)"),
            Field.DURATION: ("Duration(s)",),
            Field.DISTANCE_M: ("Distance(m)",),
            Field.WARM_UP: ("isWarmup",),
            Field.NOTE: ("Note",),
            Field.MULTIPLIER: ("multiplier",),
        }
    ),
    required=(
        frozenset({Field.DATE}),
        frozenset({Field.EXERCISE}),
        frozenset({Field.REPETITIONS}),
        frozenset({Field.LOAD_KG, Field.LOAD_LB}),
        frozenset({Field.WARM_UP}),
    ),
)

_KINDS = {"": SetKind.WORK, "false": SetKind.WORK, "true": SetKind.WARM_UP}


def read(sheet: Sheet) -> Contents:
    """The sessions of a FitBod export, one a time stamp, and what became of every row."""
    rows = _Rows(sheet)
    rows.ledger.enter_all(rows.take)
    sessions = rows.sessions.finished(warm_ups_flagged=True)
    zone = zone_from(sheet.choices)
    return Contents(sessions, rows.ledger.fates, rows.ledger.problems, rows.unit.unit, rows.unit.origin, zone)


class _Rows:
    """Takes one row after the other into sessions."""

    def __init__(self, sheet: Sheet) -> None:
        self.ledger = Ledger(sheet)
        self.sessions = Sessions(SUPPORT.format)
        self.unit = load_unit(sheet, SUPPORT.format)
        self._mark = sheet.decimal_mark
        self._measures = Measures(sheet, self.unit)
        self._dates = InstantColumn(sheet.choices)
        self._pick = sheet.layout.picker(
            Field.DATE,
            Field.EXERCISE,
            Field.WARM_UP,
            Field.SETS,
            Field.MULTIPLIER,
            Field.NOTE,
        )

    def take(self, row: Row) -> RecordFate:
        """Uses one row, and says what became of it."""
        date_text, exercise, warm_up, sets_text, multiplier_text, note = map(str.strip, self._pick(row.fields))
        measured, is_help = self._measures.read_with_help(row)
        sets = self._sets(sets_text)
        if not measured.performed or not sets:
            return RecordFate.SKIPPED
        kind = _KINDS.get(warm_up.casefold())
        if kind is None:
            raise UnreadableError(ProblemKind.SET_ORDER_UNKNOWN, Field.WARM_UP, warm_up)
        if not exercise:
            raise UnreadableError(ProblemKind.EXERCISE_MISSING, Field.EXERCISE)
        multiplier = self._count(multiplier_text, Field.MULTIPLIER)
        draft = self._session(date_text)
        said = draft.new_note(exercise, note)
        first = self._measures.training_set(exercise, kind, measured, said, multiplier=multiplier)
        draft.add_times(sets, helped(first) if is_help else first, row.line)
        for remark in measured.remarks:
            self.ledger.remark(row, remark)
        return RecordFate.DONE

    def _session(self, date_text: str) -> Draft:
        """The workout a row belongs to: all its rows have the time at which it began."""
        moment = self._dates.read(date_text)
        return self.sessions.at(moment.start, moment, "")

    def _sets(self, text: str) -> int:
        """How many equal sets the record stands for: one, where the form has no word for it."""
        count = self._count(text, Field.SETS)
        if count is None:
            return 1
        if count > SETS_MOST.value:
            raise UnreadableError(ProblemKind.REPETITIONS_ABSURD, Field.SETS, text, str(SETS_MOST.value))
        if not count.is_integer():
            raise UnreadableError(ProblemKind.NOT_A_NUMBER, Field.SETS, text)
        return int(count)

    def _count(self, text: str, field: Field) -> float | None:
        try:
            count = read_number(text, self._mark)
        except NotANumberError:
            raise UnreadableError(ProblemKind.NOT_A_NUMBER, field, text) from None
        if count is not None and count < 0:
            raise UnreadableError(ProblemKind.NEGATIVE, field, text)
        return None if count is None else float(count)
