"""A month as a page shows it: whole weeks from Monday, with the days on which there was training."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Collection
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day of the sheet."""

    day: date
    trained: bool
    to_come: bool
    chosen: bool
    today: bool


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """One sheet; days of other months are None."""

    first: date
    weeks: tuple[tuple[CalendarDay | None, ...], ...]
    earlier: date | None
    """The first day of the month before; None where no calendar goes."""
    later: date | None
    """The first day of the month after; None where it is yet to come."""


def calendar_month(shown: date, *, trained: Collection[date], today: date, chosen: date | None) -> CalendarMonth:
    """The month that holds ``shown``."""
    training_days = frozenset(trained)
    first = shown.replace(day=1)

    def sheet_day(day: int) -> CalendarDay | None:
        if day == 0:
            return None
        on = first.replace(day=day)
        return CalendarDay(on, on in training_days, on > today, on == chosen, on == today)

    weeks = Calendar().monthdayscalendar(first.year, first.month)
    return CalendarMonth(
        first=first,
        weeks=tuple(tuple(sheet_day(day) for day in week) for week in weeks),
        earlier=None if (first.year, first.month) == (MINYEAR, 1) else (first - timedelta(days=1)).replace(day=1),
        later=_later(first, today),
    )


def _later(first: date, today: date) -> date | None:
    if (first.year, first.month) >= min((today.year, today.month), (MAXYEAR, 12)):
        return None
    return (first + timedelta(days=31)).replace(day=1)
