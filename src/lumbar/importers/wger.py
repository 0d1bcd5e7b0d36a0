"""wger: the answer of its interface for logged sets, numbers as texts, exercises by their number."""

from __future__ import annotations

import json
import re
from collections.abc import Hashable, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Final, NamedTuple

from lumbar.core.errors import ProblemKind, UnusableInput, UnusableKind
from lumbar.core.provenance import RecordFate, UnitOrigin
from lumbar.core.quantities import MassUnit, grams
from lumbar.core.training import Session, SessionPrecision, SetKind, TrainingSet, start_of_day
from lumbar.importers import zones
from lumbar.importers.dates import Moment, read_moment, refuse_out_of_bounds
from lumbar.importers.document import DocumentContents, DocumentLedger
from lumbar.importers.file_bytes import Opened
from lumbar.importers.header import Field
from lumbar.importers.ledger import Remark, UnreadableError
from lumbar.importers.measures import anything_done, remarks_on_figures
from lumbar.importers.sessions import Sessions
from lumbar.importers.support import Seen, Support, Variant
from lumbar.importers.written_numbers import DecimalMark, NotANumberError, read_number
from lumbar.usecases.ports import ReadingChoices

SUPPORT = Support(
    format="wger",
    app="wger",
    variants=(
        Variant(
            "workoutlog",
            "JSON: date,session,exercise,repetitions,repetitions_unit,weight,weight_unit,rir",
            Seen.DOCUMENTATION,
        ),
        Variant(
            "workoutlog-older",
            "JSON: date,exercise_base,reps,repetition_unit,weight,weight_unit,rir",
            Seen.DOCUMENTATION,
        ),
    ),
    read=(
        "a page of `workoutlog` (`count`, `results`), or the bare list of its records",
        "date, session, exercise, load with its unit (kg, lb), repetitions in reserve, note",
        "repetitions by their unit: times, until failure, seconds, minutes, kilometres, miles",
    ),
    lost=(
        "targets: a record with nothing but targets is planned",
        "rest, routine, and loads in plates or kilometres per hour, whose text is kept",
    ),
    remarks=(
        "Exercises stand by number: where the file has no name, `wger exercise 192` is kept, and counts as load only.",
        "An answer is one page of many: ask for all records at once (`?limit=1000`), or name each page's file.",
        "Instants become local times in the zone you name, else in this machine's; a day stays a day.",
        "Warm-ups are not recorded. Repetitions in reserve stay what they are and never become an RPE.",
    ),
)

_KG, _LB, _BODY_WEIGHT = "1", "2", "3"
_UNITS: Final = {_KG: MassUnit.KG, "kg": MassUnit.KG, _LB: MassUnit.LB, "lb": MassUnit.LB, "": MassUnit.KG}
_FAILURE = "2"
_SECONDS: Final = {"3": Decimal(1), "4": Decimal(60)}
_METRES: Final = {"5": Decimal("1609.344"), "6": Decimal(1000)}
_IN_RESERVE_MOST = 10
_TARGETS = ("repetitions_target", "weight_target", "max_repetitions_target", "max_weight_target")
_ALSO = {"repetitions": "reps", "repetitions_unit": "repetition_unit", "exercise": "exercise_base"}
_SHOWN = 40
_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")


class _Logged(NamedTuple):
    moment: Moment
    number: int
    at: int
    """Which record of the file it is, from 1."""
    performed: TrainingSet


def recognises(file: Opened) -> bool:
    """JSON whose first record has the units of a logged set beside the repetitions in reserve."""
    beginning = file.beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    units = b'"repetitions_unit"' in beginning or b'"repetition_unit"' in beginning
    return beginning[:1] in (b"{", b"[") and units and b'"weight_unit"' in beginning and b'"rir"' in beginning


def read(file: Opened, choices: ReadingChoices) -> DocumentContents:
    """The sessions of an answer, and what became of each of its records."""
    content = file.content()
    encoding = json.detect_encoding(content)
    records = _records(file.path, content.decode(encoding, "replace"))
    rows = _Records(file.path, choices)
    for at, record in enumerate(records, start=1):
        rows.take(at, record)
    return DocumentContents(
        variant="workoutlog-older" if any(_is_older(record) for record in records[:1]) else "workoutlog",
        encoding=encoding,
        records=len(records),
        fates=rows.ledger.fates,
        problems=rows.ledger.problems,
        sessions=rows.finished(),
        unit=rows.unit,
        unit_from=UnitOrigin.COLUMN,
        zone_from=rows.zone_from,
    )


class _Records:
    """Takes one record after the other into sessions."""

    def __init__(self, path: str, choices: ReadingChoices) -> None:
        self.ledger = DocumentLedger(path)
        self.unit = MassUnit.KG
        self.zone_from = "local"
        self._choices = choices
        self._logged: dict[Hashable, list[_Logged]] = {}
        self._met_unit = False

    def take(self, at: int, record: object) -> None:
        """Enters one record, and keeps its set if it was done."""
        try:
            self.ledger.enter(self._take(at, _whole(record)))
        except UnreadableError as why:
            self.ledger.set_aside(at, _written(record), why)

    def finished(self) -> tuple[Session, ...]:
        """Every session with at least one set: the app's own, or the day where it has none."""
        sessions = Sessions(SUPPORT.format)
        for key, logged in self._logged.items():
            in_order = sorted(logged, key=lambda one: (one.moment.start, one.number))
            draft = sessions.at(key, in_order[0].moment, "")
            draft.app_id = key if isinstance(key, str) else ""
            for one in in_order:
                draft.add(one.performed, one.at)
        return sessions.finished(warm_ups_flagged=False)

    def _take(self, at: int, record: Mapping[str, Any]) -> RecordFate:
        performed, remarks = _performed(record)
        if not anything_done(performed):
            planned = any(record.get(target) is not None for target in _TARGETS)
            return RecordFate.PLANNED if planned else RecordFate.SKIPPED
        remarks += remarks_on_figures(performed)
        moment = self._moment(_text(record.get("date")))
        session = record.get("session")
        if session is None:
            moment = Moment(start_of_day(moment.start.date()), SessionPrecision.DAY)
        number = record.get("id")
        logged = _Logged(moment, number if isinstance(number, int) else at, at, performed)
        self._logged.setdefault(moment.start if session is None else _text(session), []).append(logged)
        if performed.unit_raw is not None and not self._met_unit:
            self.unit, self._met_unit = performed.unit_raw, True
        for remark in remarks:
            self.ledger.remark(at, _written(record), remark.kind, remark.field, remark.met, remark.limit)
        return RecordFate.DONE

    def _moment(self, text: str) -> Moment:
        """A day, a local time, or an instant that is one in a zone."""
        try:
            instant = datetime.fromisoformat(text)
        except ValueError:
            moment = read_moment(text)
        else:
            has_time = "T" in text or " " in text
            if instant.tzinfo is not None:
                instant = self._local(instant, text)
                self.zone_from = zones.zone_from(self._choices)
            moment = Moment(instant, SessionPrecision.SECOND if has_time else SessionPrecision.DAY)
        refuse_out_of_bounds(moment.start.date(), text, self._choices.latest_day)
        return moment

    def _local(self, instant: datetime, text: str) -> datetime:
        try:
            return zones.local_time(instant, self._choices)
        except (OverflowError, ValueError, OSError):  # beyond the years that a calendar has
            raise UnreadableError(ProblemKind.DATE_UNREADABLE, Field.DATE, text) from None


def _performed(record: Mapping[str, Any]) -> tuple[TrainingSet, tuple[Remark, ...]]:
    """The set of a record, and what is worth knowing of it. Raises UnreadableError."""
    remarks: list[Remark] = []
    done = _number(_told(record, "repetitions"), Field.REPETITIONS)
    counted_in = _text(_told(record, "repetitions_unit"))
    seconds = done * _SECONDS[counted_in] if done and counted_in in _SECONDS else None
    metres = done * _METRES[counted_in] if done and counted_in in _METRES else None
    repetitions = None if counted_in in (*_SECONDS, *_METRES) else done
    performed = TrainingSet(
        exercise=_exercise(record),
        kind=SetKind.FAILURE if counted_in == _FAILURE else SetKind.UNKNOWN,
        load=None,
        repetitions=None if repetitions is None else float(repetitions),
        duration_s=None if seconds is None else float(seconds),
        distance_m=None if metres is None else float(metres),
        note=_text(record.get("notes") or record.get("comment")),
        rir=_in_reserve(record.get("rir"), remarks),
    )
    return _loaded(performed, record, remarks), tuple(remarks)


def _loaded(performed: TrainingSet, record: Mapping[str, Any], remarks: list[Remark]) -> TrainingSet:
    """The set with its load, where that is a mass."""
    weight = _number(record.get("weight"), Field.LOAD)
    if weight is None:
        return performed
    word, raw = _text(record.get("weight_unit")), _text(record.get("weight"))
    unit = _UNITS.get(word)
    if unit is None:
        if word != _BODY_WEIGHT:
            remarks.append(Remark(ProblemKind.UNIT_UNKNOWN, Field.LOAD_UNIT, word))
        return replace(performed, load_raw=raw)
    return replace(performed, load=grams(weight, unit), load_raw=raw, unit_raw=unit)


def _in_reserve(value: object, remarks: list[Remark]) -> float | None:
    try:
        rir = _number(value, Field.RIR)
    except UnreadableError:
        rir = Decimal(-1)
    if rir is not None and not 0 <= rir <= _IN_RESERVE_MOST:
        remarks.append(Remark(ProblemKind.RPE_OUT_OF_RANGE, Field.RIR, _text(value), f"0 to {_IN_RESERVE_MOST}"))
        return None
    return None if rir is None else float(rir)


def _exercise(record: Mapping[str, Any]) -> str:
    """Its name where the file has one, else its number. Raises UnreadableError where there is neither."""
    told = _told(record, "exercise")
    name = record.get("exercise_name") or (told.get("name") if isinstance(told, Mapping) else None)
    if isinstance(name, str) and name.strip():
        return name.strip()
    number = told.get("id") if isinstance(told, Mapping) else told
    if isinstance(number, str) and number.strip() and not number.strip().isdecimal():
        return number.strip()
    if not _text(number):
        raise UnreadableError(ProblemKind.EXERCISE_MISSING, Field.EXERCISE)
    return f"wger exercise {_text(number)}"


def _told(record: Mapping[str, Any], name: str) -> Any:
    """What the record says under this name, or under the one it had in older versions."""
    return record[name] if name in record else record.get(_ALSO[name])


def _is_older(record: object) -> bool:
    return isinstance(record, Mapping) and "repetition_unit" in record


def _number(value: object, field: Field) -> Decimal | None:
    """The number, which stands as a text or as a number. Raises UnreadableError."""
    text = _text(value)
    try:
        figure = read_number(text, DecimalMark.POINT)
    except NotANumberError:
        raise UnreadableError(ProblemKind.NOT_A_NUMBER, field, text[:_SHOWN]) from None
    if figure is not None and figure < 0:
        raise UnreadableError(ProblemKind.NEGATIVE, field, text)
    return figure


def _text(value: object) -> str:
    """The value as the file has it; nothing for a null, a list or an object."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, (int, Decimal)) and not isinstance(value, bool) else ""


def _records(path: str, text: str) -> list[object]:
    """The records of a page, or of a bare list. Raises UnusableInput."""
    try:
        document = json.loads(text, parse_float=Decimal, parse_constant=str)
    except (ValueError, RecursionError) as damage:
        raise UnusableInput(UnusableKind.CANNOT_BE_READ, path, met=f"JSON: {damage}"[:200]) from damage
    records = document.get("results") if isinstance(document, Mapping) else document
    if not isinstance(records, list):
        raise UnusableInput(UnusableKind.NOTHING_USABLE, path)
    return records


def _written(record: object) -> str:
    """The record as text, to be shown where it is set aside; halves of characters stay the escapes they were."""
    text = json.dumps(record, ensure_ascii=False, default=str)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _whole(record: object) -> Mapping[str, Any]:
    """The record. Raises UnreadableError where it is none, or a character of it is damaged or only half of one."""
    if not isinstance(record, Mapping):
        raise UnreadableError(ProblemKind.FIELD_COUNT, met="0")
    text = json.dumps(record, ensure_ascii=False, default=str)
    if "\ufffd" in text or _HALF_A_CHARACTER.search(text):
        raise UnreadableError(ProblemKind.CHARACTERS_UNREADABLE)
    return record
