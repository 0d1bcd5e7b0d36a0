"""What was measured in one set: load, repetitions, time, distance, effort. Missing is None and never 0."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from sys import intern
from typing import NamedTuple

from lumbar.core.errors import ProblemKind
from lumbar.core.provenance import UnitOrigin
from lumbar.core.quantities import Grams, MassUnit, grams
from lumbar.core.training import SetKind, TrainingSet
from lumbar.importers.header import Field
from lumbar.importers.ledger import Remark, Sheet, UnreadableError
from lumbar.importers.plausible import (
    DURATION_MOST_H,
    LOAD_MOST_KG,
    LOAD_UNUSUAL_KG,
    REPETITIONS_MOST,
    RPE_LEAST,
    RPE_MOST,
)
from lumbar.importers.table import Row
from lumbar.importers.units import LoadUnit, mass_unit
from lumbar.importers.written_numbers import DecimalMark, NotANumberError, read_number

_METRES: dict[str, Decimal] = {
    **dict.fromkeys(("m", "meter", "meters", "metre", "metres"), Decimal(1)),
    **dict.fromkeys(("km", "kms", "kilometer", "kilometers", "kilometre", "kilometres"), Decimal(1000)),
    **dict.fromkeys(("mi", "mile", "miles"), Decimal("1609.344")),
    **dict.fromkeys(("yd", "yds", "yard", "yards"), Decimal("0.9144")),
    **dict.fromkeys(("ft", "foot", "feet"), Decimal("0.3048")),
    **dict.fromkeys(("cm",), Decimal("0.01")),
    **dict.fromkeys(("in", "inch", "inches"), Decimal("0.0254")),
}
_COLUMN_METRES = {Field.DISTANCE_M: "m", Field.DISTANCE_KM: "km", Field.DISTANCE_MI: "mi"}
_NUMBER_AND_UNIT = re.compile(r"(.*\d)\s*([^\W\d_]+\.?)")
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2}(?:[.,]\d+)?)")
_MINUS = ("-", "−")
_HELPED = re.compile(r"\((?:[^()]*\s)?(?:assist|asist|unterstütz)", re.IGNORECASE)
_LONGEST_SECONDS = len("123456789")
_KEPT_TO_BE_MET_AGAIN = 50_000  # ten years of one person have some two thousand; a file of noise must not fill memory
_PART_OF_LENGTH = re.compile(r"(\d{1,6})\s*([^\W\d_]+)\.?")
_LENGTH_UNITS = (  # by how the word begins, in the languages of Western Europe, Chinese and Japanese
    (("h", "std", "stunde", "u", "o", "小时", "小時", "時間"), 3600),
    (("m", "分"), 60),
    (("s", "秒"), 1),
)


class Measured(NamedTuple):
    """The figures of one set."""

    load: Grams | None
    load_raw: str
    unit: MassUnit | None
    repetitions: float | None
    duration_s: float | None
    distance_m: float | None
    rpe: float | None
    performed: bool
    """Something was done: repetitions, time or distance; or a load was tried and not lifted once."""
    remarks: tuple[Remark, ...]


class _Texts(NamedTuple):
    load: str
    other_load: str
    unit: str
    repetitions: str
    duration: str
    distance: str
    distance_unit: str
    rpe: str


class Measures:
    """Reads the figures of a file's rows, in the file's unit unless a row names its own."""

    def __init__(self, sheet: Sheet, unit: LoadUnit) -> None:
        layout = sheet.layout
        self._unit = unit
        self._named_unit = unit.named
        self._unit_by_row = Field.LOAD_UNIT in layout.position
        self._mark = sheet.decimal_mark
        self._load_at = None if unit.column is None else layout.position.get(unit.column)
        self._distance = layout.first_of(*_COLUMN_METRES, Field.DISTANCE) or Field.DISTANCE
        columns = (
            unit.column,
            unit.other_column,
            Field.LOAD_UNIT,
            Field.REPETITIONS,
            Field.DURATION,
            self._distance,
            Field.DISTANCE_UNIT,
            Field.RPE,
        )
        self._pick = layout.picker(*columns)
        self._key = layout.key(*columns)
        self._known: dict[Hashable, Measured] = {}  # people lift the same loads again and again
        self._sets: dict[Hashable, TrainingSet] = {}

    def read(self, row: Row) -> Measured:
        """The figures of a row. Raises UnreadableError where one is no number, negative, or beyond what can be done."""
        key = self._key(row.fields)
        measured = self._known.get(key)
        if measured is None:
            measured = self._measured(_Texts(*map(str.strip, self._pick(row.fields))))
            if len(self._known) < _KEPT_TO_BE_MET_AGAIN:
                self._known[key] = measured
        return measured

    def read_with_help(self, row: Row) -> tuple[Measured, bool]:
        """The figures of a row, and whether its load is help: some apps write help as a load of less than nothing."""
        at = self._load_at
        text = "" if at is None else row.fields[at].strip()
        if at is None or text[:1] not in _MINUS or text in _MINUS:
            return self.read(row), False
        measured = self.read(row._replace(fields=[*row.fields[:at], text[1:], *row.fields[at + 1 :]]))
        return measured._replace(load_raw=text), bool(measured.load)

    def training_set(
        self,
        exercise: str,
        kind: SetKind,
        measured: Measured,
        note: str,
        *,
        rir: float | None = None,
        multiplier: float | None = None,
        assistance: Grams | None = None,
    ) -> TrainingSet:
        """The set these figures make. Those of a file that are alike are one object: people repeat their training,
        so that of a million sets few differ. One with a note has no like.
        """
        alike = (exercise, kind, measured, note, rir, multiplier, assistance)
        performed = self._sets.get(alike)
        if performed is None:
            performed = _training_set(*alike)
            if not note and len(self._sets) < _KEPT_TO_BE_MET_AGAIN:
                self._sets[alike] = performed
        return performed

    def _measured(self, texts: _Texts) -> Measured:
        remarks: list[Remark] = []
        load, unit = self._load(texts.load, texts.other_load, texts.unit)
        if load is not None and load > LOAD_UNUSUAL_KG.value * 1000:
            remarks.append(
                Remark(ProblemKind.LOAD_UNUSUAL, self._load_field, texts.load, f"{LOAD_UNUSUAL_KG.value} kg")
            )
        repetitions = _repetitions(texts.repetitions, self._mark)
        duration_s = _duration(texts.duration, self._mark)
        covered = _amount(texts.distance, self._mark, self._distance)
        distance_m = self._metres(covered, texts.distance_unit, remarks) if covered else None
        rpe = self._rpe(texts.rpe, remarks)
        otherwise_done = bool(duration_s or covered)
        if repetitions == 0 and otherwise_done:
            repetitions = None  # 0 stands for "none" in a set that was timed
        performed = bool(repetitions) or otherwise_done or (repetitions == 0 and bool(load))
        return Measured(
            load=load,
            load_raw=texts.load or texts.other_load,
            unit=None if load is None else unit,
            repetitions=repetitions,
            duration_s=duration_s,
            distance_m=distance_m,
            rpe=rpe,
            performed=performed,
            remarks=tuple(remarks),
        )

    @property
    def _load_field(self) -> Field:
        return self._unit.column or Field.LOAD

    def _load(self, text: str, other: str, unit_text: str) -> tuple[Grams | None, MassUnit | None]:
        """The load and the unit it was read in: the row's own word for it before the file's."""
        if not text and other:
            converted = MassUnit.LB if self._unit.unit is MassUnit.KG else MassUnit.KG
            return _load(other, converted, self._mark, self._unit.other_column or Field.LOAD)[0], converted
        said = mass_unit(unit_text) if self._unit_by_row else None
        unit = said or (self._named_unit if self._unit_by_row else None) or self._unit.unit
        load, own_unit = _load(text, unit, self._mark, self._load_field)
        if load:
            self._check_unit(text, unit_text, said, own_unit)
        return load, own_unit or unit

    def _check_unit(self, text: str, unit_text: str, said: MassUnit | None, own: MassUnit | None) -> None:
        """A load needs one unit: not an unknown one, not two, and its own in a file where rows name theirs."""
        if said is None and self._unit_by_row and unit_text:
            raise UnreadableError(ProblemKind.UNIT_UNKNOWN, Field.LOAD_UNIT, unit_text)
        expected = self._unit.unit if self._unit.origin is UnitOrigin.HEADER else said
        if own is not None and expected is not None and own is not expected:
            raise UnreadableError(ProblemKind.UNIT_UNKNOWN, self._load_field, text)
        nameless = said is None and own is None and self._named_unit is None
        if nameless and self._unit.origin is UnitOrigin.COLUMN:
            raise UnreadableError(ProblemKind.UNIT_UNKNOWN, Field.LOAD_UNIT, unit_text)

    def _metres(self, covered: Decimal, unit_text: str, remarks: list[Remark]) -> float | None:
        unit = _COLUMN_METRES.get(self._distance, unit_text.casefold())
        if unit in _METRES:
            return float(covered * _METRES[unit])
        if unit:
            remarks.append(Remark(ProblemKind.UNIT_UNKNOWN, Field.DISTANCE_UNIT, unit_text))
        return None  # a distance in an unknown unit says that something was done, not how far

    def _rpe(self, text: str, remarks: list[Remark]) -> float | None:
        rpe = _rating(text, self._mark)
        if rpe == 0:
            return None
        if rpe is None or not RPE_LEAST.value <= rpe <= RPE_MOST.value:
            limit = f"{RPE_LEAST.value} to {RPE_MOST.value}"
            remarks.append(Remark(ProblemKind.RPE_OUT_OF_RANGE, Field.RPE, text, limit))
            return None
        return rpe


def _training_set(
    exercise: str,
    kind: SetKind,
    measured: Measured,
    note: str,
    rir: float | None,
    multiplier: float | None,
    assistance: Grams | None,
) -> TrainingSet:
    name = intern(exercise)  # one that stands on thousands of rows is kept once
    return TrainingSet(
        exercise=name,
        kind=kind,
        load=measured.load,
        repetitions=measured.repetitions,
        load_raw=measured.load_raw,
        unit_raw=measured.unit,
        duration_s=measured.duration_s,
        distance_m=measured.distance_m,
        rpe=measured.rpe,
        note=note,
        rir=rir,
        multiplier=multiplier,
        assistance=assistance,
    )


def helped(performed: TrainingSet) -> TrainingSet:
    """The set with its load as the help it is."""
    return replace(performed, load=None, assistance=performed.load)


@lru_cache(maxsize=1024)
def is_helped(exercise: str) -> bool:
    """Whether the name says in brackets that the exercise is assisted, in the languages of Western Europe."""
    return _HELPED.search(exercise) is not None


def anything_done(performed: TrainingSet) -> bool:
    """Whether there is something done in it: repetitions, time or distance; or a load tried and not lifted once."""
    tried = performed.repetitions == 0 and bool(performed.load)
    return bool(performed.repetitions or performed.duration_s or performed.distance_m) or tried


def remarks_on_figures(performed: TrainingSet) -> tuple[Remark, ...]:
    """What is worth knowing of a set whose figures came as numbers and not as texts.

    Raises UnreadableError where one is less than nothing, or beyond what can be done.
    """
    load, repetitions, duration_s = performed.load or 0, performed.repetitions or 0.0, performed.duration_s or 0.0
    figures = (
        (Field.LOAD, load, performed.load_raw),
        (Field.REPETITIONS, repetitions, str(repetitions)),
        (Field.DURATION, duration_s, str(duration_s)),
        (Field.DISTANCE, performed.distance_m or 0.0, str(performed.distance_m)),
    )
    for field, figure, written in figures:
        if not isfinite(figure):
            raise UnreadableError(ProblemKind.NOT_A_NUMBER, field, written)
        if figure < 0:
            raise UnreadableError(ProblemKind.NEGATIVE, field, written)
    if load > LOAD_MOST_KG.value * 1000:
        raise UnreadableError(ProblemKind.LOAD_ABSURD, Field.LOAD, performed.load_raw, f"{LOAD_MOST_KG.value} kg")
    if repetitions > REPETITIONS_MOST.value:
        met, limit = str(repetitions), str(REPETITIONS_MOST.value)
        raise UnreadableError(ProblemKind.REPETITIONS_ABSURD, Field.REPETITIONS, met, limit)
    if duration_s > DURATION_MOST_H.value * 3600:
        limit = f"{DURATION_MOST_H.value} h"
        raise UnreadableError(ProblemKind.DURATION_ABSURD, Field.DURATION, str(duration_s), limit)
    if load > LOAD_UNUSUAL_KG.value * 1000:
        return (Remark(ProblemKind.LOAD_UNUSUAL, Field.LOAD, performed.load_raw, f"{LOAD_UNUSUAL_KG.value} kg"),)
    return ()


@lru_cache(maxsize=1024)  # thousands of sessions are of the same few lengths
def session_length(text: str) -> float | None:
    """Seconds of a length such as ``1h 8m``, ``1小时13分钟``, ``1:08:00`` or ``4080``; None for anything else."""
    clock = _clock_seconds(text)
    if clock is not None:
        return clock
    if text.isdecimal() and len(text) <= _LONGEST_SECONDS:
        return float(text)
    parts = _PART_OF_LENGTH.findall(text)
    seconds = [_seconds_of(word) for _, word in parts]
    if not parts or _PART_OF_LENGTH.sub("", text).strip(" ,") or None in seconds:
        return None
    return float(sum(int(count) * (each or 0) for (count, _), each in zip(parts, seconds, strict=True)))


def _load(text: str, unit: MassUnit, mark: DecimalMark, field: Field) -> tuple[Grams | None, MassUnit | None]:
    """The load, and the unit behind the number where the cell has one (``20kg``): it goes before the unit given."""
    number, own_unit = _split_unit(text)
    amount = _amount(number, mark, field)
    if amount is None:
        return None, own_unit
    load = grams(amount, own_unit or unit)
    if load > LOAD_MOST_KG.value * 1000:
        raise UnreadableError(ProblemKind.LOAD_ABSURD, field, text, f"{LOAD_MOST_KG.value} kg")
    return load, own_unit


def _split_unit(text: str) -> tuple[str, MassUnit | None]:
    found = _NUMBER_AND_UNIT.fullmatch(text)
    unit = mass_unit(found[2]) if found else None
    return (text, None) if found is None or unit is None else (found[1], unit)


def _rating(text: str, mark: DecimalMark) -> float | None:
    """The rating, 0 for none given, None for a text that is no single number: an effort unread costs no set."""
    try:
        return float(read_number(text, mark) or 0)
    except NotANumberError:
        return None


def _repetitions(text: str, mark: DecimalMark) -> float | None:
    repetitions = _amount(text, mark, Field.REPETITIONS)
    if repetitions is None:
        return None
    if repetitions > REPETITIONS_MOST.value:
        raise UnreadableError(ProblemKind.REPETITIONS_ABSURD, Field.REPETITIONS, text, str(REPETITIONS_MOST.value))
    return float(repetitions)


def _duration(text: str, mark: DecimalMark) -> float | None:
    seconds = _clock_seconds(text)
    if seconds is None:
        amount = _amount(text, mark, Field.DURATION)
        seconds = float(amount) if amount else 0.0
    if seconds > DURATION_MOST_H.value * 3600:
        raise UnreadableError(ProblemKind.DURATION_ABSURD, Field.DURATION, text, f"{DURATION_MOST_H.value} h")
    return seconds or None


def _amount(text: str, mark: DecimalMark, field: Field) -> Decimal | None:
    try:
        amount = read_number(text, mark)
    except NotANumberError:
        raise UnreadableError(ProblemKind.NOT_A_NUMBER, field, text) from None
    if amount is not None and amount < 0:
        raise UnreadableError(ProblemKind.NEGATIVE, field, text)
    return amount


def _clock_seconds(text: str) -> float | None:
    found = _CLOCK.fullmatch(text)
    if found is None:
        return None
    return int(found[1] or 0) * 3600 + int(found[2]) * 60 + float(found[3].replace(",", "."))


def _seconds_of(word: str) -> int | None:
    word = word.casefold()
    return next((seconds for beginnings, seconds in _LENGTH_UNITS if word.startswith(beginnings)), None)
