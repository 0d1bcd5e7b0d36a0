"""JEFIT: one text file of sections, each a table of its own; all sets of an exercise packed in one cell."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from lumbar.core.errors import ProblemKind, UnusableInput, UnusableKind
from lumbar.core.provenance import RecordFate, UnitOrigin
from lumbar.core.quantities import MassUnit, grams
from lumbar.core.training import SessionPrecision, SetKind, TrainingSet, start_of_day
from lumbar.importers.dates import DateColumn, Moment
from lumbar.importers.document import DocumentContents, DocumentLedger
from lumbar.importers.file_bytes import Opened
from lumbar.importers.header import Field
from lumbar.importers.ledger import UnreadableError
from lumbar.importers.plausible import LOAD_MOST_KG, LOAD_UNUSUAL_KG, RECORD_CHARACTERS, RECORD_LINES, REPETITIONS_MOST
from lumbar.importers.sessions import Sessions
from lumbar.importers.support import Seen, Support, Variant
from lumbar.importers.text_document import WrittenText, first_lines, refuse_damage, written_text
from lumbar.importers.units import guessed_unit, mass_unit
from lumbar.importers.written_numbers import DecimalMark, NotANumberError, read_number
from lumbar.usecases.ports import ReadingChoices

SUPPORT = Support(
    format="jefit",
    app="JEFIT",
    variants=(
        Variant(
            "sections",
            "### EXERCISE LOGS ### USERID,TIMESTAMP,belongSys,logs,_id,record,mydate,eid,ename,day_item_id,"
            "belongsession,logTime,interval_logs,auto_generated",
            Seen.DOCUMENTATION,
        ),
    ),
    read=(
        "`EXERCISE LOGS`: day, exercise, and each set of the cell `logs` (`60x10,65x8`)",
        "`SETTING`: the unit of the loads, from the column `mass`",
        "sections in any order, descriptions with line breaks and blank lines in quotation marks",
    ),
    lost=(
        "workout sessions, plans, profiles, body measures and every other section: their rows are skipped",
        "a section `EXERCISE SET LOGS`, which some exports are said to have: we know no description of its columns",
        "when in the day a session began, and the app's own record (`record`), which is a figure it worked out",
    ),
    remarks=(
        "Records are rows; names and headers of sections are header. A row of `EXERCISE LOGS` has several sets.",
        "A row with one set that cannot be read is set aside whole: half an exercise would look like an easy day.",
        "The exercises of one day and one `belongsession` are one session. A row that stands twice counts once.",
        "Where `SETTING` is missing or names no unit, we ask; there are exports that call their pounds nothing at all.",
        "Neither warm-ups nor effort (RPE) are in the file: *not recorded*.",
    ),
)

_SECTION = re.compile(r"#{2,}\s*([^#]*[^#\s])\s*#{2,}\s*(?:.*#)?\s*")
_RULER = re.compile(r"#+\s*")
_MARK = re.compile(rb"###+ *[A-Za-z]")
_LOGS, _SETTING = "EXERCISE LOGS", "SETTING"
_NEEDED = frozenset({"logs", "mydate", "ename"})
_OUR_SECTIONS = frozenset(
    {_LOGS, _SETTING, "WORKOUT SESSIONS", "EXERCISE RECORDS", "PROFILE", "ROUTINES", "EXERCISE SET LOGS"}
)
_SET = re.compile(r"\s*([\d.]+)\s*[xX]\s*([\d.]+)\s*")
_EMPTY_SETS = frozenset({"", "0x0"})


def recognises(file: Opened) -> bool:
    """Whether the logs, or two other sections that the app writes, are named among its first lines."""
    names = {found[1].upper() for line in first_lines(file, _MARK) if (found := _SECTION.fullmatch(line.strip()))}
    return _LOGS in names or len(names & _OUR_SECTIONS) > 1


def read(file: Opened, choices: ReadingChoices) -> DocumentContents:
    """The sessions of a JEFIT export, and what became of every row."""
    text = written_text(file)
    records = list(_records(text.lines))
    if not any(record.section == _LOGS for record in records):
        raise UnusableInput(UnusableKind.NOTHING_USABLE, file.path, met=f"no section {_LOGS}")
    rows = _Rows(file.path, text, records, choices)
    for record in records:
        rows.enter(record)
    return DocumentContents(
        variant=SUPPORT.variants[0].name,
        encoding=text.encoding,
        records=len(records),
        fates=rows.ledger.fates,
        problems=rows.ledger.problems,
        sessions=rows.sessions.finished(warm_ups_flagged=False),
        unit=rows.unit,
        unit_from=rows.unit_from,
    )


@dataclass(frozen=True, slots=True)
class _Record:
    """A row of some section, or a line between them."""

    line: int
    raw: str
    section: str
    fields: Sequence[str] = ()
    header: Sequence[str] = ()
    """Of its section; empty for a line that is none of its rows."""
    fate: RecordFate | None = None
    """Where the line itself says what it is."""
    fault: ProblemKind | None = None

    @property
    def cells(self) -> Mapping[str, str]:
        return {name: cell.strip() for name, cell in zip(self.header, self.fields, strict=False)}


class _Set(NamedTuple):
    load: Decimal
    raw: str
    repetitions: float


# Sections and rows


def _records(lines: Sequence[str]) -> Iterator[_Record]:
    """Every record of the file, each with the section that it stands in."""
    section, at = "", 0
    header: tuple[str, ...] = ()
    while at < len(lines):
        line = lines[at]
        named = _SECTION.fullmatch(line.strip())
        if named is not None:
            section, header = named[1].upper(), ()
            yield _Record(at + 1, line, section, fate=RecordFate.HEADER)
        elif _RULER.fullmatch(line.strip()):
            yield _Record(at + 1, line, section, fate=RecordFate.HEADER)
        elif not line.strip():
            yield _Record(at + 1, line, section, fate=RecordFate.BLANK)
        else:
            fields, spanned = _fields(lines, at)
            raw = "\n".join(lines[at : at + spanned])
            if fields is None:
                yield _Record(at + 1, raw, section, fault=ProblemKind.QUOTE_UNCLOSED)
            elif not header:
                header = tuple(name.strip().casefold() for name in fields)
                yield _Record(at + 1, raw, section, fields, header, fate=RecordFate.HEADER)
            else:
                yield _Record(at + 1, raw, section, fields, header)
            at += spanned - 1
        at += 1


def _fields(lines: Sequence[str], at: int) -> tuple[list[str] | None, int]:
    """The fields of the row that begins here, and over how many lines it goes.

    None where a quotation mark in it is not closed before the next section, or within the bounds of a record: then
    only its first line is lost.
    """
    text = lines[at]
    for spanned in range(1, RECORD_LINES.value + 1):
        if text.count('"') % 2 == 0:
            return _split(text), spanned
        after = at + spanned
        if after >= len(lines) or _SECTION.fullmatch(lines[after].strip()) or len(text) > RECORD_CHARACTERS.value:
            break
        text = f"{text}\n{lines[after]}"
    return None, 1


def _split(text: str) -> list[str] | None:
    try:
        return next(csv.reader([f"{line}\n" for line in text.split("\n")], strict=True), [])
    except csv.Error:
        return None


class _Rows:
    """Takes one row of the exercise logs after the other into sessions."""

    def __init__(self, path: str, text: WrittenText, records: Sequence[_Record], choices: ReadingChoices) -> None:
        self.ledger = DocumentLedger(path)
        self.sessions = Sessions(SUPPORT.format)
        self._lossy = text.lossy
        self._dates = DateColumn(lambda: (), choices.latest_day)
        self._seen: set[tuple[str, ...]] = set()
        self.unit, self.unit_from = _unit(records, choices)

    def enter(self, record: _Record) -> None:
        try:
            self.ledger.enter(self._take(record))
        except UnreadableError as why:
            self.ledger.set_aside(record.line, record.raw, why)

    def _take(self, record: _Record) -> RecordFate:
        if record.fate is not None:
            return record.fate
        if record.section != _LOGS:
            return RecordFate.SKIPPED
        refuse_damage(record.raw, lossy=self._lossy)
        if record.fault is not None:
            raise UnreadableError(record.fault)
        if len(record.fields) != len(record.header):
            raise UnreadableError(ProblemKind.FIELD_COUNT, met=str(len(record.fields)), limit=str(len(record.header)))
        if not set(record.header) >= _NEEDED:
            raise UnreadableError(ProblemKind.FIELD_COUNT, met=str(len(record.header)), limit="logs, mydate and ename")
        return self._add(record, record.cells)

    def _add(self, record: _Record, cells: Mapping[str, str]) -> RecordFate:
        sets = _sets(cells["logs"])
        if not sets:
            return RecordFate.SKIPPED
        exercise = cells["ename"]
        if not exercise:
            raise UnreadableError(ProblemKind.EXERCISE_MISSING, Field.EXERCISE)
        day = self._dates.read(cells["mydate"]).start.date()
        performed = [self._set(exercise, each) for each in sets]
        if self._stood_before(cells, day):
            return RecordFate.SKIPPED
        key = (day, cells.get("belongsession", ""))
        draft = self.sessions.at(key, Moment(start_of_day(day), SessionPrecision.DAY), "")
        for one in performed:
            draft.add(one, record.line)
        self._remark_on_heavy(record, performed)
        return RecordFate.DONE

    def _stood_before(self, cells: Mapping[str, str], day: date) -> bool:
        """Whether the app's own number of the row, or where it has none the whole row, was met already."""
        number = cells.get("_id", "")
        same = (number, day.isoformat(), cells["ename"], cells["logs"], cells.get("belongsession", ""))
        if number and same in self._seen:
            return True
        self._seen.add(same)
        return False

    def _set(self, exercise: str, each: _Set) -> TrainingSet:
        load = grams(each.load, self.unit)
        if load > LOAD_MOST_KG.value * 1000:
            raise UnreadableError(ProblemKind.LOAD_ABSURD, Field.LOAD, each.raw, f"{LOAD_MOST_KG.value} kg")
        return TrainingSet(
            exercise=exercise,
            kind=SetKind.UNKNOWN,
            load=load,
            repetitions=each.repetitions,
            load_raw=each.raw,
            unit_raw=self.unit,
        )

    def _remark_on_heavy(self, record: _Record, performed: Sequence[TrainingSet]) -> None:
        heaviest = max(performed, key=lambda each: each.load or 0)
        if (heaviest.load or 0) > LOAD_UNUSUAL_KG.value * 1000:
            limit = f"{LOAD_UNUSUAL_KG.value} kg"
            self.ledger.remark(record.line, record.raw, ProblemKind.LOAD_UNUSUAL, "logs", heaviest.load_raw, limit)


def _sets(packed: str) -> list[_Set]:
    """The sets of a cell such as ``60x10,65x8``. A gap between two commas, and ``0x0``, is a set nobody did."""
    return [_one_set(text) for text in packed.split(",") if text.strip().casefold() not in _EMPTY_SETS]


def _one_set(text: str) -> _Set:
    found = _SET.fullmatch(text)
    try:
        load = read_number(found[1], DecimalMark.POINT) if found else None
        repetitions = read_number(found[2], DecimalMark.POINT) if found else None
    except NotANumberError:
        load = repetitions = None
    if found is None or load is None or repetitions is None:
        negative = text.strip().startswith("-")
        raise UnreadableError(ProblemKind.NEGATIVE if negative else ProblemKind.NOT_A_NUMBER, Field.LOAD, text.strip())
    if repetitions > REPETITIONS_MOST.value:
        limit = str(REPETITIONS_MOST.value)
        raise UnreadableError(ProblemKind.REPETITIONS_ABSURD, Field.REPETITIONS, text.strip(), limit)
    return _Set(load, found[1], float(repetitions))


# The unit


def _unit(records: Sequence[_Record], choices: ReadingChoices) -> tuple[MassUnit, UnitOrigin]:
    """What the settings say, then what the person said, then a guess."""
    said = {
        unit
        for record in records
        if record.section == _SETTING and record.fate is None and (unit := mass_unit(record.cells.get("mass", "")))
    }
    if len(said) == 1:
        return said.pop(), UnitOrigin.HEADER
    confirmed = choices.unit_of(SUPPORT.format)
    if confirmed is not None:
        return confirmed, UnitOrigin.CONFIRMED
    loads: Counter[tuple[str, Decimal]] = Counter()
    for record in records:
        if record.section == _LOGS and record.fate is None:
            cells = record.cells
            loads.update((cells.get("ename", ""), load) for load in _loads(cells.get("logs", "")))
    return guessed_unit(loads), UnitOrigin.GUESSED


def _loads(packed: str) -> Iterator[Decimal]:
    """The loads of a cell that can be read; what cannot is told when its row is taken."""
    for text in packed.split(","):
        try:
            load = _one_set(text).load
        except UnreadableError:
            continue
        if 0 < load < LOAD_MOST_KG.value * 10:
            yield load
