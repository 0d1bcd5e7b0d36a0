"""FitNotes' backup: a database of one table of sets, its kilograms converted, its plans among what was done."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from typing import Final, NamedTuple

from lumbar.core.errors import ProblemKind, UnusableInput, UnusableKind
from lumbar.core.provenance import RecordFate, UnitOrigin
from lumbar.core.quantities import Grams, MassUnit, grams
from lumbar.core.training import Session, SessionPrecision, SetKind, TrainingSet, start_of_day
from lumbar.importers.dates import DateColumn, Moment
from lumbar.importers.document import DocumentContents, DocumentLedger
from lumbar.importers.file_bytes import Opened
from lumbar.importers.header import Field
from lumbar.importers.ledger import UnreadableError
from lumbar.importers.measures import anything_done, remarks_on_figures
from lumbar.importers.sessions import Sessions
from lumbar.importers.support import Seen, Support, Variant
from lumbar.usecases.ports import ReadingChoices

_SETS = "training_log(exercise_id, date, metric_weight, reps, unit, is_complete, distance, duration_seconds)"
_OLDER_SETS = "training_log(exercise_id, date, metric_weight, reps, unit)"

SUPPORT = Support(
    format="fitnotes_backup",
    app="FitNotes (backup)",
    variants=(
        Variant("sqlite", f"SQLite: {_SETS}", Seen.DOCUMENTATION, "\t"),
        Variant("sqlite-older", f"SQLite: {_OLDER_SETS}", Seen.REAL_FILE, "\t"),
    ),
    read=(
        "day, exercise, load, repetitions, time, comment of each set; the workout's comment",
        "loads as they were typed: kilograms, or pounds where only a weight in pounds makes the figure",
        "`is_complete`: from the first day on which a set is ticked, an unticked set is planned and not done",
    ),
    lost=(
        "how far: `distance` stands without its unit, so it says only that something was done",
        "category, routines, body weight, records, the workout's times",
    ),
    remarks=(
        "A day is one session, and the same one as in FitNotes' CSV export: reading both counts nothing twice.",
        "`metric_weight` is kilograms with the noise of a conversion: 61.235042773811365 is 135 lb.",
        "Neither warm-ups nor effort (RPE) are in the file: *not recorded*.",
        "Records are the rows of `training_log`.",
    ),
)

_MAGIC: Final = b"SQLite format 3\x00"
_SOURCE: Final = "fitnotes"
"""As for the CSV export, so that the two are one log."""
_NEEDED: Final = frozenset({"exercise_id", "date", "metric_weight", "reps"})
_WRITE_AHEAD_AT: Final = slice(18, 20)
_STEPS, _MOST_STEPS = 100_000, 20_000
"""A table of a million sets takes a hundredth of so many; a file made to keep us busy takes them all."""
_COMMENT_ON_A_SET = 1
_POUNDS = 2
_QUARTER = Decimal("0.25")
_KG_PER_LB: Final = (Decimal("0.45359237"), Decimal("0.453592"))
"""Exact, and as some versions of the app have it."""
_NOISE = Decimal("0.000002")
_BEYOND_ANY_FIGURE: Final = Decimal(10) ** 12
_FLOAT_DIGITS: Final = Context(prec=7, rounding=ROUND_HALF_EVEN)


class _Row(NamedTuple):
    number: int
    exercise: object
    day: object
    weight: object
    repetitions: object
    unit: object
    complete: object
    distance: object
    seconds: object


def recognises(file: Opened) -> bool:
    """A database that has the app's table of sets."""
    return file.beginning.startswith(_MAGIC) and b"training_log" in file.content()


def read(file: Opened, choices: ReadingChoices) -> DocumentContents:
    """The sessions of a backup, one a day, and what became of every row of its table of sets."""
    with _database(file) as database:
        columns = _columns(database, "training_log")
        if not columns >= _NEEDED:
            met = f"SQLite: training_log({', '.join(sorted(columns))})"
            raise UnusableInput(UnusableKind.UNKNOWN_FORMAT, file.path, met=met, known=("FitNotes",))
        rows = _Rows(file.path, choices, database, columns)
        rows.take_all()
        return DocumentContents(
            variant="sqlite" if columns >= {"distance", "duration_seconds"} else "sqlite-older",
            encoding="",
            records=rows.count,
            fates=rows.ledger.fates,
            problems=rows.ledger.problems,
            sessions=rows.finished(),
            unit=MassUnit.LB if rows.imperial else MassUnit.KG,
            unit_from=UnitOrigin.HEADER,
        )


class _Rows:
    """Takes one row after the other into sessions."""

    def __init__(
        self, path: str, choices: ReadingChoices, database: sqlite3.Connection, columns: frozenset[str]
    ) -> None:
        self.ledger = DocumentLedger(path)
        self.imperial = _is_imperial(database)
        self._sessions = Sessions(_SOURCE)
        self._dates = DateColumn(lambda: (str(row.day) for row in self._rows), choices.latest_day)
        self._rows = tuple(_rows(database, columns))
        self._names = _names(database)
        self._comments = _comments(database)
        self._on_days = _workout_comments(database)
        ticked = [str(row.day) for row in self._rows if row.complete == 1]
        self._ticked_since = min(ticked, default=None)

    @property
    def count(self) -> int:
        """Of rows in the table, which a damaged index may count otherwise."""
        return len(self._rows)

    def take_all(self) -> None:
        """Enters every row once."""
        for at, row in enumerate(self._rows, start=1):
            try:
                self.ledger.enter(self._take(at, row))
            except UnreadableError as why:
                self.ledger.set_aside(at, _written(row), why)

    def finished(self) -> tuple[Session, ...]:
        """The days with at least one set."""
        return self._sessions.finished(warm_ups_flagged=False)

    def _take(self, at: int, row: _Row) -> RecordFate:
        performed, done = self._performed(row)
        if not done:
            return RecordFate.SKIPPED
        if self._ticked_since is not None and row.complete == 0 and str(row.day) >= self._ticked_since:
            return RecordFate.PLANNED
        if not performed.exercise:
            raise UnreadableError(ProblemKind.EXERCISE_MISSING, Field.EXERCISE, str(row.exercise))
        if "\ufffd" in performed.exercise:
            raise UnreadableError(ProblemKind.CHARACTERS_UNREADABLE)
        day = self._dates.read(str(row.day)).start.date()
        remarks = remarks_on_figures(performed)
        draft = self._sessions.at(day, Moment(start_of_day(day), SessionPrecision.DAY), "")
        draft.add_note(self._on_days.get(day.isoformat(), ""))
        note = draft.new_note(performed.exercise, self._comments.get(row.number, ""))
        draft.add(replace(performed, note=note) if note else performed, at)
        for remark in remarks:
            self.ledger.remark(at, _written(row), remark.kind, remark.field, remark.met, remark.limit)
        return RecordFate.DONE

    def _performed(self, row: _Row) -> tuple[TrainingSet, bool]:
        """The set, and whether anything was done in it: a distance in an unknown unit says so too."""
        weight = _figure(row.weight, Field.LOAD)
        repetitions = _figure(row.repetitions, Field.REPETITIONS)
        seconds, distance = _figure(row.seconds, Field.DURATION), _figure(row.distance, Field.DISTANCE)
        otherwise_done = bool(seconds or distance)
        if repetitions == 0 and otherwise_done:
            repetitions = None  # 0 stands for "none" in a set that was timed
        performed = TrainingSet(
            exercise=self._names.get(row.exercise, ""),
            kind=SetKind.UNKNOWN,
            load=None if weight is None else _typed(weight, pounds_first=row.unit == _POUNDS or self.imperial),
            repetitions=None if repetitions is None else float(repetitions),
            load_raw="" if weight is None else str(row.weight),
            unit_raw=None if weight is None else MassUnit.KG,
            duration_s=float(seconds) if seconds else None,
        )
        return performed, anything_done(performed) or otherwise_done


def _typed(kilograms: Decimal, *, pounds_first: bool) -> Grams:
    """The load as it was typed, which the app converted: a quarter of a pound or of a kilogram, whichever makes it.

    Where both do, the unit of the row or of the app decides; where neither does, the figure is rounded to the seven
    digits that the app's own numbers have.
    """
    in_kilograms = _quarters(kilograms)
    in_pounds = next((pounds for rate in _KG_PER_LB if (pounds := _quarters(kilograms / rate)) is not None), None)
    if in_pounds is not None and (pounds_first or in_kilograms is None):
        return grams(in_pounds, MassUnit.LB)
    return grams(_FLOAT_DIGITS.plus(kilograms) if in_kilograms is None else in_kilograms, MassUnit.KG)


def _quarters(amount: Decimal) -> Decimal | None:
    """The amount without its noise, where it is a multiple of a quarter."""
    nearest = (amount / _QUARTER).to_integral_value(rounding=ROUND_HALF_EVEN) * _QUARTER
    return nearest if abs(amount - nearest) <= abs(amount) * _NOISE else None


def _figure(value: object, field: Field) -> Decimal | None:
    """The number in a cell, whatever type the database gave it. Raises UnreadableError."""
    if value is None:
        return None
    try:
        figure = Decimal(str(value))
    except InvalidOperation:
        raise UnreadableError(ProblemKind.NOT_A_NUMBER, field, str(value)) from None
    if not figure.is_finite() or abs(figure) >= _BEYOND_ANY_FIGURE:
        raise UnreadableError(ProblemKind.NOT_A_NUMBER, field, str(value))
    if figure < 0:
        raise UnreadableError(ProblemKind.NEGATIVE, field, str(value))
    return figure


@contextmanager
def _database(file: Opened) -> Iterator[sqlite3.Connection]:
    """The database in memory, for asking only. Raises UnusableInput when it is damaged, or made to keep us busy."""
    content = bytearray(file.content())
    content[_WRITE_AHEAD_AT] = b"\x01\x01"  # one in write-ahead mode opens only as a file beside its own log
    steps = 0

    def too_long() -> bool:
        nonlocal steps
        steps += 1
        return steps > _MOST_STEPS

    with closing(sqlite3.connect(":memory:")) as database:
        database.text_factory = _as_text
        database.set_progress_handler(too_long, _STEPS)
        try:
            database.deserialize(bytes(content))
            database.execute("PRAGMA query_only = ON")
            database.execute("PRAGMA trusted_schema = OFF")
            yield database
        except (
            sqlite3.Error,
            OverflowError,
            UnicodeDecodeError,
        ) as damage:  # the last: an error told in damaged letters
            raise UnusableInput(UnusableKind.CANNOT_BE_READ, file.path, met=str(damage)) from damage


def _as_text(octets: bytes) -> str:
    return octets.decode("utf-8", "replace")


def _columns(database: sqlite3.Connection, table: str) -> frozenset[str]:
    """The columns of a table; none where it is missing, or is a view that only looks like one."""
    kinds = database.execute("SELECT type, rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchall()
    if [kind for kind, root in kinds if root] != ["table"]:
        return frozenset()
    return frozenset(str(row[1]) for row in database.execute(f'PRAGMA table_info("{table}")'))


def _rows(database: sqlite3.Connection, columns: frozenset[str]) -> Iterator[_Row]:
    """The sets by day, in the order in which they were entered."""
    wanted = ("exercise_id", "date", "metric_weight", "reps", "unit", "is_complete", "distance", "duration_seconds")
    chosen = ", ".join(name if name in columns else "NULL" for name in wanted)
    for row in database.execute(f"SELECT rowid, {chosen} FROM training_log ORDER BY date, rowid"):  # noqa: S608 our own names
        yield _Row(*row)


def _names(database: sqlite3.Connection) -> Mapping[object, str]:
    if not _columns(database, "exercise") >= {"_id", "name"}:
        return {}
    return {number: str(name or "").strip() for number, name in database.execute("SELECT _id, name FROM exercise")}


def _comments(database: sqlite3.Connection) -> Mapping[object, str]:
    """The comments on sets, by the set's number."""
    if not _columns(database, "Comment") >= {"owner_type_id", "owner_id", "comment"}:
        return {}
    told = database.execute("SELECT owner_id, comment FROM Comment WHERE owner_type_id = ?", (_COMMENT_ON_A_SET,))
    return _joined(told.fetchall())


def _workout_comments(database: sqlite3.Connection) -> Mapping[object, str]:
    """The comments on workouts, by day."""
    if not _columns(database, "WorkoutComment") >= {"date", "comment"}:
        return {}
    return _joined(database.execute("SELECT date, comment FROM WorkoutComment").fetchall())


def _joined(told: Sequence[tuple[object, object]]) -> dict[object, str]:
    joined: defaultdict[object, list[str]] = defaultdict(list)
    for about, comment in told:
        if comment:
            joined[about].append(str(comment).strip())
    return {about: "\n".join(comments) for about, comments in joined.items()}


def _is_imperial(database: sqlite3.Connection) -> bool:
    if "metric" not in _columns(database, "settings"):
        return False
    first = database.execute("SELECT metric FROM settings LIMIT 1").fetchone()
    return first is not None and first[0] == 0


def _written(row: _Row) -> str:
    """The row as text, to be shown where it is set aside."""
    return ", ".join(f"{name}={value}" for name, value in row._asdict().items() if value is not None)
