"""The unit of a log's loads: said by the file, said by the person, or guessed from the plates.

Most Strong exports do not say it. The guess is only ever a proposal: plates of 20 kg and bars of 45 lb leave traces in
the loads, and an account that changed its unit leaves long decimals that are exact conversions.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from lumbar.core.provenance import UnitOrigin
from lumbar.core.quantities import MassUnit, grams
from lumbar.importers.header import Field
from lumbar.importers.ledger import Sheet
from lumbar.importers.written_numbers import DecimalMark, NotANumberError, read_number

_WORDS: dict[str, MassUnit] = {
    **dict.fromkeys(("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "кг", "公斤", "千克"), MassUnit.KG),
    **dict.fromkeys(("lb", "lbs", "pound", "pounds", "磅"), MassUnit.LB),
}
_HEADER_UNITS: dict[Field, MassUnit] = {Field.LOAD_KG: MassUnit.KG, Field.LOAD_LB: MassUnit.LB}

_BIG_LIFT = re.compile(r"squat|bench press|deadlift|overhead press|military press|\brow\b", re.IGNORECASE)
_NOT_A_BARBELL = re.compile(r"dumbbell|machine|cable|smith|kettlebell|band|goblet|seated", re.IGNORECASE)
_ENOUGH_SETS = 10
_EMPTY_BAR = 20  # the lightest load that a bar can be, in the smaller figures of kilograms
_BEYOND_ANY_LOAD = 10_000
_BAR_AND_PLATES_KG = frozenset(Decimal(load) for load in range(20, 301, 10))
_BAR_AND_PLATES_LB = frozenset(
    map(Decimal, (45, 65, 95, 115, 135, 155, 185, 205, 225, 245, 275, 295, 315, 335, 365, 385, 405, 455, 495))
)
_HALF = Decimal("0.5")
_PROOF = 3
_PROOF_DECIMALS = 3
_EXACT_DECIMALS = 9  # apps convert in floating point, whose last digits are noise


@dataclass(frozen=True, slots=True)
class LoadUnit:
    """The unit of a file's loads, how it is known, and which columns hold them."""

    unit: MassUnit
    origin: UnitOrigin
    column: Field | None
    other_column: Field | None = None
    """Holds the same loads in the other unit, where an app writes both."""
    named: MassUnit | None = None
    """What the person says now: for the rows of which a column of units says nothing."""


def load_unit(sheet: Sheet, format_name: str) -> LoadUnit:
    """The file's word first, then the person's, then a guess."""
    named = sheet.choices.units.get(format_name) or sheet.choices.unit
    in_header = [field for field in _HEADER_UNITS if field in sheet.layout.position]
    if in_header:
        column = in_header[0] if len(in_header) == 1 else _column_that_was_typed(sheet)
        other = next((field for field in in_header if field is not column), None)
        return LoadUnit(_HEADER_UNITS[column], UnitOrigin.HEADER, column, other, named)
    said: Counter[MassUnit] = Counter()
    for (word,), records in sheet.counted(Field.LOAD_UNIT).items():
        unit = mass_unit(word)
        if unit is not None:
            said[unit] += records
    if said:
        return LoadUnit(said.most_common(1)[0][0], UnitOrigin.COLUMN, Field.LOAD, named=named)
    confirmed = sheet.choices.unit_of(format_name)
    if confirmed is not None:
        return LoadUnit(confirmed, UnitOrigin.CONFIRMED, Field.LOAD)
    return LoadUnit(guessed_unit(_loads(sheet)), UnitOrigin.GUESSED, Field.LOAD)


def mass_unit(text: str) -> MassUnit | None:
    """The unit a word names."""
    return _WORDS.get(text.strip().rstrip(".").casefold())


def guessed_unit(loads: Mapping[tuple[str, Decimal], int]) -> MassUnit:
    """The likelier unit, given how many sets there were of each (exercise, load); kilograms when nothing tells.

    Loads with long decimals that are half-kilograms once read as pounds prove pounds, and the other way round. Without
    any, the shares of barbell sets whose load a 20 kg bar or a 45 lb bar makes with common plates decide.
    """
    proof = _conversion_balance({load for _, load in loads})
    if abs(proof) >= _PROOF:
        return MassUnit.LB if proof > 0 else MassUnit.KG
    sets = _barbell_sets(loads)
    pounds = sum(count for load, count in sets.items() if load in _BAR_AND_PLATES_LB)
    kilograms = sum(count for load, count in sets.items() if load in _BAR_AND_PLATES_KG or load % 5 == Decimal("2.5"))
    return MassUnit.LB if pounds > kilograms else MassUnit.KG


def _conversion_balance(loads: Iterable[Decimal]) -> int:
    """How much speaks for kilograms shown in pounds (above 0) or pounds shown in kilograms (below 0).

    A load with three decimals or more is proof by itself; one with two, which chance may bring, takes two more like it.
    """
    balance = 0
    for load in loads:
        if not _is_round(load):
            decimals = _decimals(load)
            from_kilograms = _is_half_of(load, MassUnit.LB, MassUnit.KG, decimals)
            from_pounds = _is_half_of(load, MassUnit.KG, MassUnit.LB, decimals)
            balance += (from_kilograms - from_pounds) * (_PROOF if decimals >= _PROOF_DECIMALS else decimals // 2)
    return balance


def _is_half_of(load: Decimal, shown: MassUnit, typed: MassUnit, decimals: int) -> bool:
    """Whether the load, in the unit shown, is a multiple of a half in the unit it was typed in, to its last decimal."""
    rate = _exact_grams(shown) / _exact_grams(typed)
    halves = load * rate / _HALF
    last_decimal = Decimal(1).scaleb(-min(decimals, _EXACT_DECIMALS))
    return abs(halves - halves.to_integral_value()) * _HALF <= last_decimal * rate


def _exact_grams(unit: MassUnit) -> Decimal:
    return Decimal(grams(Decimal(100_000), unit))


def _decimals(load: Decimal) -> int:
    exponent = load.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _barbell_sets(loads: Mapping[tuple[str, Decimal], int]) -> Counter[Decimal]:
    """Sets of the big lifts with a bar, by load; all sets when there are too few of them."""
    barbell: Counter[Decimal] = Counter()
    everything: Counter[Decimal] = Counter()
    for (exercise, load), count in loads.items():
        everything[load] += count
        if load >= _EMPTY_BAR and _BIG_LIFT.search(exercise) and not _NOT_A_BARBELL.search(exercise):
            barbell[load] += count
    return barbell if barbell.total() >= _ENOUGH_SETS else everything


def _column_that_was_typed(sheet: Sheet) -> Field:
    """Of two columns with the same loads, the one with the rounder figures: the other was converted from it."""
    return max((Field.LOAD_KG, Field.LOAD_LB), key=lambda field: _round_figures(sheet, field))


def _round_figures(sheet: Sheet, field: Field) -> int:
    loads = ((_number(text, sheet.decimal_mark), records) for (text,), records in sheet.counted(field).items())
    return sum(records for load, records in loads if load and _is_round(load))


def _is_round(load: Decimal) -> bool:
    return load % Decimal("0.25") == 0


def _loads(sheet: Sheet) -> dict[tuple[str, Decimal], int]:
    loads: Counter[tuple[str, Decimal]] = Counter()
    for (exercise, text), count in sheet.counted(Field.EXERCISE, Field.LOAD).items():
        load = _number(text, sheet.decimal_mark)
        if load is not None and 0 < load < _BEYOND_ANY_LOAD:
            loads[exercise, load] += count
    return loads


def _number(text: str, mark: DecimalMark) -> Decimal | None:
    try:
        return read_number(text, mark)
    except NotANumberError:
        return None
