"""How a log was read, in words: the balance of its records and how its unit is known."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from lumbar.core.provenance import FileReading, UnitOrigin
from lumbar.wording.dates import short_date


def balance_sentence(reading: FileReading) -> str:
    """The balance as a sum a person can check: 101 lines = 1 header + 98 sets + 2 rest timers."""
    counted = reading.balance
    parts = (
        _many(counted.header, "header", "headers"),
        _many(counted.done, "set", "sets"),
        _many(counted.rest, "rest timer", "rest timers"),
        _many(counted.planned, "planned only", "planned only"),
        _many(counted.skipped, "not performed", "not performed"),
        _many(counted.notes, "note", "notes"),
        _many(counted.blank, "blank line", "blank lines"),
        _many(counted.quarantined, "set aside", "set aside"),
    )
    return f"{_many(counted.records, 'record', 'records')} = {' + '.join(part for part in parts if part)}"


def unit_sentence(reading: FileReading) -> str:
    """The unit of the loads and how it is known; a guess is called one."""
    unit = reading.unit.value
    match reading.unit_from:
        case UnitOrigin.HEADER:
            return f"Loads are in {unit}: the file's header says so."
        case UnitOrigin.COLUMN:
            return f"Loads are in {unit}: the file says so set by set."
        case UnitOrigin.CONFIRMED:
            return f"Loads are in {unit}: you said so."
        case UnitOrigin.GUESSED if not reading.unit_is_a_guess:
            return "The file has no loads, so no unit is needed."
        case UnitOrigin.GUESSED:
            return f"The file does not say its unit. From the plates it looks like {unit}; that is a guess. Say --unit kg or --unit lb."
        case _:
            assert_never(reading.unit_from)


def span_sentence(sessions: int, sets: int, first: date | None, last: date | None) -> str:
    """How much training there is to look at."""
    if first is None or last is None:
        return "No training was found."
    return f"{_many(sessions, 'session', 'sessions')}, {_many(sets, 'set', 'sets')}, {short_date(first)} to {short_date(last)}."


def two_apps_sentence(days: int) -> str:
    """That the same training may stand in two logs."""
    return f"On {_many(days, 'day', 'days')} there is training in the logs of two apps. If it is the same training, it is counted twice: leave one of the files out."


def names_sentence(named_sets: int, sets: int) -> str:
    """How much of the log the catalogue understands."""
    if named_sets == sets:
        return "The exercise is known for every set."
    share = 100 * named_sets // sets  # rounded down: 99.6 % is not all of them
    return f"The exercise is known for {named_sets:,} of {sets:,} sets ({share} %); the others count as load only."


def _many(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}" if number else ""
