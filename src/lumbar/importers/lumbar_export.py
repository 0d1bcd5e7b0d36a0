"""Lumbar's own training.csv: one row a set, each with the app it came from, so that nothing doubles what is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from lumbar.core.errors import ProblemKind
from lumbar.core.provenance import RecordFate
from lumbar.core.quantities import Grams, MassUnit, grams
from lumbar.core.training import Session, SessionPrecision, SetKind, TrainingSet
from lumbar.importers.dates import DateColumn, Moment
from lumbar.importers.header import Dialect, Field, named
from lumbar.importers.ledger import Contents, Ledger, Sheet, UnreadableError
from lumbar.importers.measures import Measures
from lumbar.importers.sessions import Draft, Sessions
from lumbar.importers.support import Seen, Support, Variant
from lumbar.importers.table import Row
from lumbar.importers.units import load_unit
from lumbar.importers.written_numbers import NotANumberError, read_number

_FIRST_COLUMNS = (
    "date,start,precision,source,session_title,exercise,set_number,kind,load_kg,load_as_logged,unit,repetitions,rpe,"
    "duration_s,distance_m,note,session_note"
)

SUPPORT = Support(
    format="lumbar_export",
    app="Lumbar (training.csv)",
    variants=(
        Variant("csv", f"{_FIRST_COLUMNS},rir,weights,assistance_kg,counted", Seen.REAL_FILE),
        Variant("csv-older", _FIRST_COLUMNS, Seen.REAL_FILE),
    ),
    read=(
        "of a session its app, start with precision, title and note; of a set exercise, kind and note",
        "load, repetitions, time, distance, RPE, RIR, number of weights, assistance",
        "the load as it was logged, with its unit, beside the exact kilograms",
    ),
    lost=(
        "the length of sessions and what the app calls them: the JSON archive beside this file has both",
        "the line in the app's own export: the line of this file stands instead",
        "an apostrophe before a text that begins as a formula does: it was put there by the export",
    ),
    remarks=(
        "Each session keeps the app it came from, so that reading it beside that app's export counts nothing twice.",
        "Two sessions with one start and title are told apart by their sets, which are numbered from 1 in each.",
        "Warm-ups are taken as flagged in a session of which any set has a kind.",
    ),
)

DIALECT = Dialect(
    SUPPORT,
    columns=named(
        {
            Field.DATE: ("start",),
            Field.PRECISION: ("precision",),
            Field.SOURCE: ("source",),
            Field.TITLE: ("session_title",),
            Field.EXERCISE: ("exercise",),
            Field.ORDER: ("set_number",),
            Field.KIND: ("kind",),
            Field.LOAD_KG: ("load_kg",),
            Field.LOAD_AS_LOGGED: ("load_as_logged",),
            Field.UNIT_AS_LOGGED: ("unit",),
            Field.REPETITIONS: ("repetitions",),
            Field.RPE: ("rpe",),
            Field.DURATION: ("duration_s",),
            Field.DISTANCE_M: ("distance_m",),
            Field.NOTE: ("note",),
            Field.SESSION_NOTE: ("session_note",),
            Field.RIR: ("rir",),
            Field.MULTIPLIER: ("weights",),
            Field.ASSISTANCE: ("assistance_kg",),
        }
    ),
    required=(
        frozenset({Field.DATE}),
        frozenset({Field.PRECISION}),
        frozenset({Field.SOURCE}),
        frozenset({Field.EXERCISE}),
        frozenset({Field.ORDER}),
        frozenset({Field.KIND}),
        frozenset({Field.LOAD_KG}),
        frozenset({Field.REPETITIONS}),
    ),
)

_AS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def read(sheet: Sheet) -> Contents:
    """The sessions of an export, as they were stored, and what became of every row."""
    rows = _Rows(sheet)
    rows.ledger.enter_all(rows.take)
    return Contents(rows.finished(), rows.ledger.fates, rows.ledger.problems, rows.unit.unit, rows.unit.origin)


class _Rows:
    """Takes one row after the other into sessions."""

    def __init__(self, sheet: Sheet) -> None:
        self.ledger = Ledger(sheet)
        self.unit = load_unit(sheet, SUPPORT.format)
        self._mark = sheet.decimal_mark
        self._measures = Measures(sheet, self.unit)
        self._dates = DateColumn(lambda: sheet.column(Field.DATE), sheet.choices.latest_day)
        self._sessions: dict[str, Sessions] = {}
        self._met: Counter[Hashable] = Counter()
        self._pick = sheet.layout.picker(Field.DATE, Field.PRECISION, Field.SOURCE, Field.TITLE, Field.ORDER)
        self._pick_texts = sheet.layout.picker(Field.EXERCISE, Field.NOTE, Field.SESSION_NOTE, Field.LOAD_AS_LOGGED)
        self._pick_of_set = sheet.layout.picker(
            Field.KIND, Field.UNIT_AS_LOGGED, Field.RIR, Field.MULTIPLIER, Field.ASSISTANCE
        )

    def take(self, row: Row) -> RecordFate:
        """Uses one row: every set that was exported was done."""
        performed = self._performed(row)
        draft = self._session(row)
        draft.add(performed, row.line)
        session_note = _as_written(self._pick_texts(row.fields)[2])
        if session_note:
            draft.notes[session_note] = None
        return RecordFate.DONE

    def finished(self) -> tuple[Session, ...]:
        """The sessions of all apps, oldest first."""
        sessions = [
            replace(session, warm_ups_flagged=any(one.kind is not SetKind.UNKNOWN for one in session.sets))
            for of_one_app in self._sessions.values()
            for session in of_one_app.finished(warm_ups_flagged=False)
        ]
        return tuple(sorted(sessions, key=lambda session: session.start))

    def _session(self, row: Row) -> Draft:
        """The session a row belongs to. A second set of the same number is of a second session."""
        date, precision, source, title, number = self._pick(row.fields)
        moment = self._moment(date.strip(), precision.strip())
        source, title = _as_written(source) or SUPPORT.format, _as_written(title)
        self._met[source, moment.start, title, number] += 1
        which = self._met[source, moment.start, title, number]
        sessions = self._sessions.setdefault(source, Sessions(source))
        return sessions.at((moment.start, title, which), moment, title)

    def _moment(self, date: str, precision: str) -> Moment:
        moment = self._dates.read(date)
        with suppress(ValueError):
            moment = moment._replace(precision=SessionPrecision(precision))
        with suppress(ValueError):  # to the last fraction of a second, where the text is ours
            moment = moment._replace(start=datetime.fromisoformat(date).replace(tzinfo=None))
        return moment

    def _performed(self, row: Row) -> TrainingSet:
        measured = self._measures.read(row)
        exercise, note, _, load_raw = map(_as_written, self._pick_texts(row.fields))
        kind_text, unit, rir, weights, assistance = map(str.strip, self._pick_of_set(row.fields))
        if not exercise.strip():
            raise UnreadableError(ProblemKind.EXERCISE_MISSING, Field.EXERCISE)
        kind = _kind(kind_text)
        for remark in measured.remarks:
            self.ledger.remark(row, remark)
        return self._measures.training_set(
            exercise,
            kind,
            measured._replace(load_raw=load_raw, unit=_unit(unit)),
            note,
            rir=self._figure(rir, Field.RIR),
            multiplier=self._figure(weights, Field.MULTIPLIER),
            assistance=self._assistance(assistance),
        )

    def _figure(self, text: str, field: Field) -> float | None:
        figure = self._number(text, field)
        return None if figure is None else float(figure)

    def _assistance(self, text: str) -> Grams | None:
        kilograms = self._number(text, Field.ASSISTANCE)
        return None if kilograms is None else grams(kilograms, MassUnit.KG)

    def _number(self, text: str, field: Field) -> Decimal | None:
        try:
            figure = read_number(text, self._mark)
        except NotANumberError:
            raise UnreadableError(ProblemKind.NOT_A_NUMBER, field, text) from None
        if figure is not None and figure < 0:
            raise UnreadableError(ProblemKind.NEGATIVE, field, text)
        return figure


def _as_written(text: str) -> str:
    """A text without the apostrophe that keeps a spreadsheet from running it."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_AS_A_FORMULA) else text


def _kind(text: str) -> SetKind:
    try:
        return SetKind(text)
    except ValueError:
        raise UnreadableError(ProblemKind.SET_ORDER_UNKNOWN, Field.KIND, text) from None


def _unit(text: str) -> MassUnit | None:
    try:
        return MassUnit(text) if text else None
    except ValueError:
        raise UnreadableError(ProblemKind.UNIT_UNKNOWN, Field.UNIT_AS_LOGGED, text) from None
