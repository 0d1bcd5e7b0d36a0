"""Tables that no app we know wrote: read by what the person said that their columns mean, and by nothing else.

What the columns seem to mean is proposed from their names and from what stands in them, for the person to confirm.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from lumbar.core.errors import ProblemKind
from lumbar.core.provenance import RecordFate, UnitOrigin
from lumbar.core.quantities import MassUnit
from lumbar.core.training import SetKind
from lumbar.importers.dates import DateColumn, DayOrder, day_order, read_moment
from lumbar.importers.header import Field, Layout, normalised
from lumbar.importers.ledger import Contents, Ledger, Sheet, UnreadableError
from lumbar.importers.measures import Measures
from lumbar.importers.sessions import Sessions
from lumbar.importers.support import Seen, Support, Variant
from lumbar.importers.table import Row, Table, first_record
from lumbar.importers.units import LoadUnit, load_unit, mass_unit
from lumbar.importers.written_numbers import DecimalMark, NotANumberError, read_number
from lumbar.usecases.confirm_columns import ColumnMeaning, ColumnProposal
from lumbar.usecases.ports import ColumnMapping

SUPPORT = Support(
    format="table",
    app="Any other table",
    variants=(Variant("confirmed", "any header; you say once what its columns mean", Seen.DOCUMENTATION),),
    read=(
        "date, time of day, name of the workout, exercise, load, repetitions, time, RPE, repetitions in reserve, note",
        "several sets on one row, where a column says how many there were",
    ),
    lost=("every column whose meaning nobody said",),
    remarks=(
        "`lumbar columns FILE` proposes what the columns mean; nothing is read before you confirm it.",
        "What was confirmed is remembered, and every table with the same columns is read so from then on.",
        "No warm-ups are known, so a missing one is *not recorded*.",
    ),
)

_FIELDS = {
    ColumnMeaning.DATE: Field.DATE,
    ColumnMeaning.TIME_OF_DAY: Field.TIME_OF_DAY,
    ColumnMeaning.TITLE: Field.TITLE,
    ColumnMeaning.EXERCISE: Field.EXERCISE,
    ColumnMeaning.LOAD: Field.LOAD,
    ColumnMeaning.LOAD_UNIT: Field.LOAD_UNIT,
    ColumnMeaning.REPETITIONS: Field.REPETITIONS,
    ColumnMeaning.SETS: Field.SETS,
    ColumnMeaning.DURATION: Field.DURATION,
    ColumnMeaning.RPE: Field.RPE,
    ColumnMeaning.RIR: Field.RIR,
    ColumnMeaning.NOTE: Field.NOTE,
}
_NAMES = {  # English, German, French, Spanish, Italian, Portuguese, Dutch, Russian, Chinese, Japanese
    ColumnMeaning.DATE: "date|day|workout date|datum|tag|jour|fecha|día|dia|data|giorno|дата|日期|日付",
    ColumnMeaning.TIME_OF_DAY: "time|start time|uhrzeit|zeit|heure|hora|ora|orario|tijd|время|时间|時刻",
    ColumnMeaning.TITLE: (
        "workout|workout name|session|routine|training|einheit|trainingseinheit|séance|entrenamiento|sesión|"
        "allenamento|seduta|treino|sessão|sessie|тренировка|训练|トレーニング"
    ),
    ColumnMeaning.EXERCISE: (
        "exercise|exercise name|lift|movement|übung|uebung|name der übung|exercice|mouvement|ejercicio|esercizio|"
        "exercício|oefening|упражнение|动作|运动名称|種目"
    ),
    ColumnMeaning.LOAD: "weight|load|kg|kgs|lb|lbs|gewicht|last|poids|charge|peso|carga|carico|вес|重量|重さ",
    ColumnMeaning.LOAD_UNIT: (
        "unit|units|weight unit|einheit|gewichtseinheit|unité|unidad|unità|unidade|eenheid|单位|単位"
    ),
    ColumnMeaning.REPETITIONS: (
        "reps|rep|repetitions|wdh|wiederholungen|wiederh|répétitions|réps|repeticiones|ripetizioni|repetições|"
        "herhalingen|повторения|повторы|次数|次|回数"
    ),
    ColumnMeaning.SETS: "sets|number of sets|sätze|anzahl sätze|séries|series|serie|séries|подходы|组数|セット数",
    ColumnMeaning.DURATION: (
        "seconds|sec|secs|duration|sekunden|dauer|secondes|durée|segundos|duración|secondi|durata|秒"
    ),
    ColumnMeaning.RPE: "rpe|borg",
    ColumnMeaning.RIR: "rir|reps in reserve",
    ColumnMeaning.NOTE: (
        "note|notes|comment|comments|remark|remarks|notiz|notizen|bemerkung|kommentar|remarque|commentaire|nota|notas|"
        "comentario|commento|comentário|opmerking|заметка|комментарий|备注|メモ"
    ),
}
_MEANINGS = {name: meaning for meaning, names in reversed(_NAMES.items()) for name in names.split("|")}
_IN_BRACKETS = re.compile(r" ?[(\[] ?([^()\[\]]*?) ?[)\]]")
_LEAST_COLUMNS = 3
_LOOKED_AT = 200
_SHOWN = 3
_NEARLY_ALL = 0.8
_MOST_REPETITIONS = 50
_MOST_SETS = 20
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")


def signature(header: Sequence[str]) -> str:
    """The same for tables with the same columns in the same order, whatever spreadsheets did to their names."""
    return hashlib.sha256("\n".join(map(normalised, header)).encode("utf-8", "surrogatepass")).hexdigest()


def delimiter_of(header: str) -> str:
    """The delimiter that makes the most columns of it."""
    return max((",", ";", "\t"), key=lambda delimiter: len(first_record(header, delimiter)))


def is_mapped(table: Table, mapping: ColumnMapping) -> bool:
    """Whether the person said what these columns mean, all of which are there."""
    known = mapping.columns.keys() <= {str(meaning) for meaning in ColumnMeaning}
    return known and all(column in _named(table.header) for column in mapping.columns.values())


def sheet_of(sheet: Sheet, mapping: ColumnMapping) -> Sheet:
    """The sheet with the columns that the person named, and the decimal mark they confirmed."""
    header = _named(sheet.table.header)
    position = {_FIELDS[ColumnMeaning(meaning)]: header.index(column) for meaning, column in mapping.columns.items()}
    layout = Layout(SUPPORT.variants[0], header, position)
    mark = DecimalMark(mapping.decimal_mark) if mapping.decimal_mark else None
    return _Confirmed(sheet.path, sheet.table, layout, sheet.choices, sheet.lossy, mark)


def read(sheet: Sheet, mapping: ColumnMapping) -> Contents:
    """The sessions of a table, one for each day and name of a workout, and what became of every row."""
    rows = _Rows(sheet_of(sheet, mapping), mapping)
    rows.ledger.enter_all(rows.take)
    sessions = rows.sessions.finished(warm_ups_flagged=False)
    return Contents(sessions, rows.ledger.fates, rows.ledger.problems, rows.unit.unit, rows.unit.origin)


@dataclass(frozen=True, slots=True)
class _Confirmed(Sheet):
    """A sheet of whose numbers the person said how they are written."""

    said_mark: DecimalMark | None = None

    @property
    def decimal_mark(self) -> DecimalMark:
        return self.said_mark or (DecimalMark.POINT if self.table.delimiter == "," else DecimalMark.COMMA)


class _Rows:
    """Takes one row after the other into sessions."""

    def __init__(self, sheet: Sheet, mapping: ColumnMapping) -> None:
        self.ledger = Ledger(sheet)
        self.sessions = Sessions(SUPPORT.format)
        self.unit = _unit(sheet, mapping)
        self._mark = sheet.decimal_mark
        self._measures = Measures(sheet, self.unit)
        order = DayOrder(mapping.date_order) if mapping.date_order else DayOrder.CANNOT_TELL
        self._dates = DateColumn(lambda: _dates(sheet), sheet.choices.latest_day, order=order)
        self._pick = sheet.layout.picker(
            Field.DATE, Field.TIME_OF_DAY, Field.TITLE, Field.EXERCISE, Field.NOTE, Field.SETS, Field.RIR
        )

    def take(self, row: Row) -> RecordFate:
        """Uses one row, and says what became of it."""
        date, time, title, exercise, note, sets, rir = map(str.strip, self._pick(row.fields))
        measured = self._measures.read(row)
        if not measured.performed:
            return RecordFate.SKIPPED
        if not exercise:
            raise UnreadableError(ProblemKind.EXERCISE_MISSING, Field.EXERCISE)
        times = self._times(sets)
        if not times:
            return RecordFate.SKIPPED
        moment = self._dates.read(f"{date} {time}".rstrip())
        draft = self.sessions.at((moment.start, title), moment, title)
        said = draft.new_note(exercise, note)
        done = self._measures.training_set(exercise, SetKind.UNKNOWN, measured, said, rir=self._reserve(rir))
        draft.add_times(times, done, row.line)
        for remark in measured.remarks:
            self.ledger.remark(row, remark)
        return RecordFate.DONE

    def _times(self, text: str) -> int:
        """How many sets the row stands for: 1 where nothing says so."""
        number = _number(text, self._mark)
        if number is None and not text:
            return 1
        if number is None or number != int(number) or not 0 <= number <= _MOST_SETS:
            raise UnreadableError(ProblemKind.NOT_A_NUMBER, Field.SETS, text)
        return int(number)

    def _reserve(self, text: str) -> float | None:
        number = _number(text, self._mark)
        return number if number is not None and 0 <= number <= _MOST_REPETITIONS else None


def _unit(sheet: Sheet, mapping: ColumnMapping) -> LoadUnit:
    if Field.LOAD_UNIT not in sheet.layout.position and mapping.unit:
        return LoadUnit(MassUnit(mapping.unit), UnitOrigin.CONFIRMED, Field.LOAD)
    return load_unit(sheet, SUPPORT.format)


def _dates(sheet: Sheet) -> Iterable[str]:
    """The dates as they are read: with the time of day behind them, where that has a column of its own."""
    if Field.TIME_OF_DAY not in sheet.layout.position:
        return sheet.column(Field.DATE)
    return {f"{date} {time}".rstrip() for date, time in sheet.counted(Field.DATE, Field.TIME_OF_DAY)}


def proposal(path: str, table: Table, mark: DecimalMark) -> ColumnProposal | None:
    """What the columns of a table seem to mean; None where it cannot be a log, for want of dates, names or figures."""
    header = _named(table.header)
    rows = [row.fields for row in islice(table.rows, _LOOKED_AT) if len(row.fields) == len(header)]
    if len(header) < _LEAST_COLUMNS or not rows:
        return None
    columns = [_Column(name, [row[at].strip() for row in rows], mark) for at, name in enumerate(header)]
    found = _proposed(columns)
    counted = {ColumnMeaning.REPETITIONS, ColumnMeaning.DURATION, ColumnMeaning.LOAD} & found.keys()
    if ColumnMeaning.DATE not in found or ColumnMeaning.EXERCISE not in found or not counted:
        return None
    load = found.get(ColumnMeaning.LOAD)
    mapping = ColumnMapping(
        columns={str(meaning): column.name for meaning, column in found.items()},
        unit=None if load is None or load.unit is None or ColumnMeaning.LOAD_UNIT in found else str(load.unit),
        decimal_mark=str(mark),
    )
    return ColumnProposal(
        path=path,
        signature=signature(header),
        header=header,
        mapping=mapping,
        examples=tuple(map(tuple, rows[:_SHOWN])),
        order_is_open=found[ColumnMeaning.DATE].order_is_open,
    )


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of a table: its name, and what stands in its first rows."""

    name: str
    texts: list[str]
    mark: DecimalMark

    @property
    def meaning(self) -> ColumnMeaning | None:
        """By its name alone."""
        return _MEANINGS.get(_IN_BRACKETS.sub("", normalised(self.name)).rstrip(".:"))

    @property
    def unit(self) -> MassUnit | None:
        """That its name says: in brackets, or by being nothing else."""
        plain = normalised(self.name)
        words = [*_IN_BRACKETS.findall(plain), *re.split(r"[\s_]+", _IN_BRACKETS.sub("", plain))]
        return next((unit for word in words if (unit := mass_unit(word))), None)

    @property
    def order_is_open(self) -> bool:
        """Whether some of its dates can be read in two ways, and none shows which."""
        open_dates = [text for text in self.texts if _date_kind(text) is ProblemKind.DATE_ORDER_AMBIGUOUS]
        return bool(open_dates) and day_order(self.texts) is DayOrder.CANNOT_TELL

    def mostly(self, holds: Callable[[str], bool]) -> bool:
        """Whether nearly all that stands in it is so; False where nothing does."""
        filled = [text for text in self.texts if text]
        return bool(filled) and sum(map(holds, filled)) >= _NEARLY_ALL * len(filled)

    def fits(self, meaning: ColumnMeaning) -> bool:
        """Whether what stands in it does not contradict this meaning; an empty column contradicts none."""
        if not any(self.texts):
            return meaning is not ColumnMeaning.DATE
        match meaning:
            case ColumnMeaning.DATE:
                return self.mostly(lambda text: _date_kind(text) is None or _date_kind(text) is _AMBIGUOUS)
            case ColumnMeaning.TIME_OF_DAY:
                return self.mostly(lambda text: bool(_CLOCK.match(text)))
            case ColumnMeaning.EXERCISE:
                return self.mostly(_is_a_name)
            case ColumnMeaning.LOAD_UNIT:
                return self.mostly(lambda text: mass_unit(text) is not None)
            case ColumnMeaning.REPETITIONS | ColumnMeaning.SETS:
                return self.mostly(self._is_small_and_whole)
            case ColumnMeaning.LOAD | ColumnMeaning.RPE | ColumnMeaning.RIR:
                return self.mostly(lambda text: _number(_without_unit(text), self.mark) is not None)
            case ColumnMeaning.DURATION:
                return self.mostly(lambda text: bool(_CLOCK.fullmatch(text)) or _number(text, self.mark) is not None)
            case ColumnMeaning.TITLE | ColumnMeaning.NOTE:
                return True

    def _is_small_and_whole(self, text: str) -> bool:
        number = _number(text, self.mark)
        return number is not None and number == int(number) and 0 <= number <= _MOST_REPETITIONS


_AMBIGUOUS = ProblemKind.DATE_ORDER_AMBIGUOUS
_BY_CONTENTS = (ColumnMeaning.DATE, ColumnMeaning.EXERCISE, ColumnMeaning.REPETITIONS, ColumnMeaning.LOAD)
"""What a column may be taken for by its contents alone, where one column only can be it."""


def _proposed(columns: Sequence[_Column]) -> dict[ColumnMeaning, _Column]:
    """By their names, where the contents agree; then by their contents, where there is no choice."""
    found: dict[ColumnMeaning, _Column] = {}
    for column in columns:
        for meaning in _meanings_of(column):
            if meaning not in found and column.fits(meaning):
                found[meaning] = column
                break
    for meaning in _BY_CONTENTS:
        taken = [id(column) for column in found.values()]
        free = [
            column
            for column in columns
            if id(column) not in taken and column.meaning is None and any(column.texts) and column.fits(meaning)
        ]
        if meaning not in found and len(free) == 1:
            found[meaning] = free[0]
    return found


def _meanings_of(column: _Column) -> Sequence[ColumnMeaning]:
    """By its name: some words stand for two things, and the contents tell which."""
    meaning = column.meaning
    if meaning is None:
        return ()
    if meaning in (ColumnMeaning.TITLE, ColumnMeaning.LOAD_UNIT):
        return (ColumnMeaning.LOAD_UNIT, ColumnMeaning.TITLE)
    return (meaning,)


def _named(header: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.strip("\ufeff \t") for name in header)


def _date_kind(text: str) -> ProblemKind | None:
    """Why it is no date; None where it is one."""
    try:
        read_moment(text)
    except UnreadableError as why:
        return why.kind
    return None


def _is_a_name(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return letters >= 2 and letters * 2 > len(text) and _date_kind(text) is not None


def _without_unit(text: str) -> str:
    return re.sub(r"(?<![^\W\d_])[^\W\d_]++\.?$", "", text).rstrip()


def _number(text: str, mark: DecimalMark) -> float | None:
    try:
        number = read_number(text, mark)
    except NotANumberError:
        return None
    return None if number is None else float(number)
