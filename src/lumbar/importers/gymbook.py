"""GymBook (iOS): one row a set, figures and their words in one cell, a time of day for each set."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from lumbar.core.errors import ProblemKind
from lumbar.core.provenance import RecordFate, UnitOrigin
from lumbar.core.quantities import MassUnit
from lumbar.core.training import SessionPrecision, SetKind, TrainingSet
from lumbar.importers.dates import DateColumn, DayOrder
from lumbar.importers.header import Dialect, Field, Layout, named
from lumbar.importers.ledger import Contents, Ledger, Sheet, UnreadableError
from lumbar.importers.measures import Measured, Measures, session_length
from lumbar.importers.sessions import Draft, Sessions
from lumbar.importers.support import Seen, Support, Variant
from lumbar.importers.table import Row
from lumbar.importers.units import LoadUnit, load_unit, mass_unit

SUPPORT = Support(
    format="gymbook",
    app="GymBook",
    variants=(
        Variant(
            "it",
            "Data,Programma,Orario,Esercizio,Zona,Gruppi muscolari (Primari),Gruppi muscolari (Secondari),"
            "Set / Set di riscaldamento / Set di defaticamento,Ripetizioni / Tempo,Peso / Distanza,Appunti,Saltato",
            Seen.REAL_FILE,
        ),
        Variant("de", "Datum;Zeit;Training;Übung;Satz;Wdh.;Gewicht (kg)", Seen.DOCUMENTATION, delimiter=";"),
    ),
    read=(
        "day, programme, time of day, exercise, kind of set, note",
        "repetitions or time from one cell (`20 ripetizioni`, `30 secondi`, `5 minuti`)",
        "load or distance from one cell (`82,50 kg`, `5,00 km`), each in its own unit",
        "rows that were skipped (`Saltato`), which are counted as not performed",
    ),
    lost=(
        "part of the body and muscles: the catalogue of exercises knows better",
        "the time of each set, but for the first of a session",
        "length of the workout: the file does not say when it ended",
    ),
    remarks=(
        "Sessions are the rows of one day and programme: the time stamps the set, and the first begins the session.",
        "A workout over midnight becomes two sessions.",
        "Dates are read with the day first, as both known headers write them: `09/01/25` is 9 January 2025.",
        "Words for repetitions, time, warm-up and cool-down were seen in Italian only; others are ordinary words.",
        "The Italian header flags warm-ups and cool-downs. The German one was not seen to, so none is *not recorded*.",
        "A load of 0 on body-weight exercises stays 0. There is no RPE in the file: *not recorded*.",
    ),
)

DIALECT = Dialect(
    SUPPORT,
    columns=named(
        {
            Field.DATE: ("Data", "Datum"),
            Field.PROGRAM: ("Programma", "Training"),
            Field.TIME_OF_DAY: ("Orario", "Zeit"),
            Field.EXERCISE: ("Esercizio", "Übung"),
            Field.CATEGORY: ("Zona",),
            Field.KIND: ("Set / Set di riscaldamento / Set di defaticamento",),
            Field.ORDER: ("Satz",),
            Field.AMOUNT: ("Ripetizioni / Tempo",),
            Field.REPETITIONS: ("Wdh.",),
            Field.LOAD_OR_DISTANCE: ("Peso / Distanza",),
            Field.LOAD_KG: ("Gewicht (kg)",),
            Field.LOAD_LB: ("Gewicht (lb)", "Gewicht (lbs)"),
            Field.NOTE: ("Appunti",),
            Field.LEFT_OUT: ("Saltato",),
        }
    ),
    required=(
        frozenset({Field.DATE}),
        frozenset({Field.PROGRAM}),
        frozenset({Field.TIME_OF_DAY}),
        frozenset({Field.EXERCISE}),
        frozenset({Field.AMOUNT, Field.REPETITIONS}),
        frozenset({Field.LOAD_OR_DISTANCE, Field.LOAD_KG, Field.LOAD_LB}),
    ),
)

_YES = frozenset({"si", "sì", "sí", "ja", "yes", "oui", "sim", "1", "true"})
_NO = frozenset({"", "no", "nein", "non", "não", "0", "false"})
_WARM_UP_WORDS = ("riscald", "aufwärm", "warm", "échauf", "calent", "aquec")
_COOL_DOWN_WORDS = ("defatic", "abwärm", "abkühl", "cool", "retour au calme", "enfri", "arrefec", "desaquec")
_SET_WORDS = ("set", "satz", "seri", "série")
_REPETITION_WORDS = ("rip", "rep", "rép", "wdh", "wiederh", "herh", "повт", "回", "次")
_DISTANCE_WORDS = frozenset({"m", "km", "mi", "mile", "miles", "ft", "yd", "cm"})
_NUMBER_AND_WORD = re.compile(r"([^\w]?\d.*?)(?<!\s)\s*+(?<![^\W\d_])([^\W\d_]++)\.?")


def read(sheet: Sheet) -> Contents:
    """The sessions of a GymBook export, one a day and programme, and what became of every row."""
    rows = _Rows(sheet)
    rows.ledger.enter_all(rows.take)
    sessions = rows.sessions.finished(warm_ups_flagged=Field.KIND in sheet.layout.position)
    return Contents(sessions, rows.ledger.fates, rows.ledger.problems, rows.unit.unit, rows.unit.origin)


class _Rows:
    """Takes one row after the other into sessions."""

    def __init__(self, sheet: Sheet) -> None:
        self.ledger = Ledger(sheet)
        self.sessions = Sessions(SUPPORT.format)
        self.unit = _unit(sheet)
        self._figures = _Figures(sheet, self.unit)
        self._dates = DateColumn(set, sheet.choices.latest_day, order=DayOrder.DAY_FIRST)
        self._pick = sheet.layout.picker(
            Field.DATE,
            Field.TIME_OF_DAY,
            Field.PROGRAM,
            Field.EXERCISE,
            sheet.layout.first_of(Field.KIND, Field.ORDER),
            Field.LEFT_OUT,
            Field.NOTE,
        )

    def take(self, row: Row) -> RecordFate:
        """Uses one row, and says what became of it."""
        date, time, program, exercise, kind_text, left_out, note = map(str.strip, self._pick(row.fields))
        if _is_left_out(left_out):
            return RecordFate.SKIPPED
        measured = self._figures.read(row)
        if not measured.performed:
            return RecordFate.SKIPPED
        kind = _set_kind(kind_text)
        if not exercise:
            raise UnreadableError(ProblemKind.EXERCISE_MISSING, Field.EXERCISE)
        self._add_set(self._session(date, time, program), row, exercise, kind, measured, note)
        return RecordFate.DONE

    def _session(self, date: str, time: str, program: str) -> Draft:
        """The day and programme a row belongs to; it begins with the earliest of its sets."""
        moment = self._dates.read(f"{date} {time}".strip())
        draft = self.sessions.at((moment.start.date(), program), moment, program)
        timed = moment.precision is not SessionPrecision.DAY
        if timed and (draft.moment.precision is SessionPrecision.DAY or moment.start < draft.moment.start):
            draft.moment = moment
        return draft

    def _add_set(self, draft: Draft, row: Row, exercise: str, kind: SetKind, measured: Measured, note: str) -> None:
        performed = self._figures.training_set(exercise, kind, measured, draft.new_note(exercise, note))
        draft.add(performed, row.line)
        for remark in measured.remarks:
            self.ledger.remark(row, remark._replace(column=self._figures.column(remark.field)))


class _Figures:
    """Reads cells that hold a figure with its word, as if each figure stood in a column of its own."""

    def __init__(self, sheet: Sheet, unit: LoadUnit) -> None:
        self._amount = sheet.layout.position.get(Field.AMOUNT)
        self._load_or_distance = sheet.layout.position.get(Field.LOAD_OR_DISTANCE)
        layout = _with_columns_apart(sheet.layout)
        self.column = layout.name
        self._measures = Measures(replace(sheet, layout=layout), unit)

    def read(self, row: Row) -> Measured:
        """The figures of a row. Raises UnreadableError, with the name of the cell that holds the figure."""
        amount = "" if self._amount is None else row.fields[self._amount].strip()
        load = "" if self._load_or_distance is None else row.fields[self._load_or_distance].strip()
        apart = [*row.fields, *_repetitions_and_time(amount), *_load_and_distance(load)]
        try:
            measured = self._measures.read(row._replace(fields=apart))
        except UnreadableError as why:
            why.column = None if why.field is None else self.column(why.field)
            raise
        return measured._replace(load_raw=load) if load and measured.load is not None else measured

    def training_set(self, exercise: str, kind: SetKind, measured: Measured, note: str) -> TrainingSet:
        """The set these figures make."""
        return self._measures.training_set(exercise, kind, measured, note)


def _with_columns_apart(layout: Layout) -> Layout:
    """The layout with a column for each figure of a cell with several meanings; each is named like its cell."""
    header, position = list(layout.header), dict(layout.position)
    amount = (Field.REPETITIONS, Field.DURATION)
    load_or_distance = (Field.LOAD, Field.DISTANCE, Field.DISTANCE_UNIT)
    for cell, fields in ((Field.AMOUNT, amount), (Field.LOAD_OR_DISTANCE, load_or_distance)):
        for field in fields:
            if cell in layout.position:
                position[field] = len(header)
            header.append(layout.name(cell) or "")
    return replace(layout, header=tuple(header), position=position)


def _repetitions_and_time(text: str) -> tuple[str, str]:
    """One of the two, by the word in the cell. Raises UnreadableError for a figure without a word we know."""
    if not text:
        return "", ""
    found = _NUMBER_AND_WORD.fullmatch(text)
    if found and found[2].casefold().startswith(_REPETITION_WORDS):
        return found[1], ""
    seconds = session_length(text) if found or ":" in text else None
    if seconds is None:
        raise UnreadableError(ProblemKind.UNIT_UNKNOWN, Field.AMOUNT, text)
    return "", str(seconds)


def _load_and_distance(text: str) -> tuple[str, str, str]:
    """The load with its unit, or the distance and its unit. A comma that stands alone is a decimal comma."""
    written = text.replace(",", ".") if text.count(",") == 1 and "." not in text else text
    found = _NUMBER_AND_WORD.fullmatch(written)
    if found and mass_unit(found[2]) is None and found[2].casefold() in _DISTANCE_WORDS:
        return "", found[1], found[2]
    if written and not found and written.strip("0. -–—"):
        kind = ProblemKind.UNIT_UNKNOWN if written.replace(".", "").isdecimal() else ProblemKind.NOT_A_NUMBER
        raise UnreadableError(kind, Field.LOAD_OR_DISTANCE, text)
    return written, "", ""


def _unit(sheet: Sheet) -> LoadUnit:
    """That of the header, else the one that most loads have behind them."""
    said: Counter[MassUnit] = Counter()
    for (text,), records in sheet.counted(Field.LOAD_OR_DISTANCE).items():
        found = _NUMBER_AND_WORD.fullmatch(text)
        unit = mass_unit(found[2]) if found else None
        if unit is not None:
            said[unit] += records
    if said:
        return LoadUnit(said.most_common(1)[0][0], UnitOrigin.COLUMN, Field.LOAD)
    return load_unit(sheet, SUPPORT.format)


def _is_left_out(text: str) -> bool:
    """Whether the person skipped the set."""
    if text.casefold() in _YES:
        return True
    if text.casefold() in _NO:
        return False
    raise UnreadableError(ProblemKind.SET_ORDER_UNKNOWN, Field.LEFT_OUT, text)


def _set_kind(text: str) -> SetKind:
    """What the app says the set was for; its number alone does not say it."""
    word = text.casefold()
    if not word or word.isdecimal():
        return SetKind.UNKNOWN
    for words, kind in ((_COOL_DOWN_WORDS, SetKind.COOL_DOWN), (_WARM_UP_WORDS, SetKind.WARM_UP)):
        if any(part in word for part in words):
            return kind
    if word.startswith(_SET_WORDS):
        return SetKind.WORK
    raise UnreadableError(ProblemKind.SET_ORDER_UNKNOWN, Field.KIND, text)
