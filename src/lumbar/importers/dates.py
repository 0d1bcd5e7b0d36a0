"""Dates as apps write them, by the phone's language. The order of day and month is decided on the whole column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from lumbar.core.errors import ProblemKind
from lumbar.core.training import SessionPrecision, start_of_day
from lumbar.importers.header import Field
from lumbar.importers.ledger import UnreadableError
from lumbar.importers.plausible import FIRST_YEAR
from lumbar.importers.zones import local_time
from lumbar.usecases.ports import ReadingChoices

_MONTH_NAMES = {  # without accents: of Western Europe, of the North, Polish, Turkish
    1: "jan january janeiro januar janv janvier ene enero gen gennaio januari sty oca",
    2: "feb february fev fevereiro februar fevr fevrier febrero febbraio februari lut sub",
    3: "mar march marco marz mars marzo marts maart mrt",
    4: "apr april abr abril avr avril aprile kwi nis",
    5: "may mai maio mayo mag maggio maj mei",
    6: "jun june junho juni juin junio giu giugno cze haz",
    7: "jul july julho juli juil juillet julio lug luglio lip tem",
    8: "aug august ago agosto aout augusti augustus sie agu",
    9: "sep sept september set setembro septembre septiembre setiembre settembre wrz eyl",
    10: "oct october out outubro okt oktober octobre octubre ott ottobre paz eki",
    11: "nov november novembro novembre noviembre lis kas",
    12: "dec december dez dezembro dezember decembre dic diciembre dicembre des desember gru ara",
}
_MONTHS = {name: month for month, names in _MONTH_NAMES.items() for name in names.split()}

_TIME = (
    r"(?:[,t]?\s*(?:(?:at|a|as|um|alle)\s+)?"
    r"(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    r"\s*(?P<half>[ap]\.?\s?m\.?)?)?"
)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?:(?=[,t\s])" + _TIME + ")?")
_NUMERIC = re.compile(
    r"(?P<first>\d{1,2})(?P<mark>[-/.])(?P<other>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})(?:(?=[,t\s])" + _TIME + ")?"
)
_DAY_MONTH_NAME = re.compile(
    r"(?P<day>\d{1,2})\.?\s+(?:de\s+)?(?P<name>[a-z]+)\.?,?\s+(?:de\s+)?(?P<year>\d{4})(?:(?=[,\s])" + _TIME + ")?"
)
_MONTH_NAME_DAY = re.compile(r"(?P<name>[a-z]+)\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})(?:(?=[,\s])" + _TIME + ")?")
_ZONE = re.compile(
    r"(?P<told>.*:\d{2}(?:[.,]\d{1,9})?)\s*(?:z|(?P<sign>[+-])(?P<hours>\d{2}):?(?P<minutes>\d{2}))", re.IGNORECASE
)
_LONGEST = 60
_MONTHS_IN_A_YEAR = 12
_NOON = 12
_CENTURY, _CENTURY_YEARS = 2000, 100


class DayOrder(StrEnum):
    """What stands first in a date of two numbers and a year."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    CANNOT_TELL = "cannot_tell"


class Moment(NamedTuple):
    """When something began, and how exactly that is known."""

    start: datetime
    precision: SessionPrecision


class DateColumn:
    """The dates of one column, read the same way from first to last.

    ``texts`` gives all of the column, and is asked only when a date is met that may be read in two ways; ``order`` is
    that of an app which writes its dates in one way only.
    """

    def __init__(
        self,
        texts: Callable[[], Iterable[str]],
        latest_day: date,
        field: Field = Field.DATE,
        order: DayOrder = DayOrder.CANNOT_TELL,
    ) -> None:
        self._texts = texts
        self._latest_day = latest_day
        self._field = field
        self._known_order = order
        self._known: dict[str, Moment] = {}

    def read(self, text: str) -> Moment:
        """The moment. Raises UnreadableError when it is none, or lies before any log or after the latest day."""
        moment = self._known.get(text)
        if moment is None:
            moment = self._known[text] = self._within_bounds(self._moment(text), text)
        return moment

    def _moment(self, text: str) -> Moment:
        try:
            return read_moment(text, self._known_order, self._field)
        except UnreadableError as why:
            if why.kind is not ProblemKind.DATE_ORDER_AMBIGUOUS:
                raise
            return read_moment(text, self._order, self._field)

    @cached_property
    def _order(self) -> DayOrder:
        return day_order(self._texts())

    def _within_bounds(self, moment: Moment, text: str) -> Moment:
        refuse_out_of_bounds(moment.start.date(), text, self._latest_day, self._field)
        return moment


class InstantColumn:
    """The instants of one column, each as the local time at which it was so late.

    ``instant`` tells the instant of a text, with its zone; the day is bounded only once it is local.
    """

    def __init__(
        self, choices: ReadingChoices, instant: Callable[[str], Moment] | None = None, field: Field = Field.DATE
    ) -> None:
        self._choices = choices
        self._instant = instant or read_instant
        self._field = field
        self._known: dict[str, Moment] = {}

    def read(self, text: str) -> Moment:
        """The moment. Raises UnreadableError when it is none, or lies before any log or after the latest day."""
        moment = self._known.get(text)
        if moment is None:
            moment = self._local(self._instant(text), text)
            refuse_out_of_bounds(moment.start.date(), text, self._choices.latest_day, self._field)
            self._known[text] = moment
        return moment

    def _local(self, moment: Moment, text: str) -> Moment:
        try:
            return moment._replace(start=local_time(moment.start, self._choices))
        except (OverflowError, ValueError, OSError):  # beyond the years that a calendar has
            raise UnreadableError(ProblemKind.DATE_UNREADABLE, self._field, text) from None


def read_instant(text: str) -> Moment:
    """The instant of a time with its zone behind it: ``Z``, ``+0000``, ``-05:00``; without one it is in UTC."""
    found = _ZONE.fullmatch(text) if len(text) <= _LONGEST else None
    moment = read_moment(found["told"] if found else text)
    return moment._replace(start=moment.start.replace(tzinfo=UTC if found is None else _zone(found, text)))


def refuse_out_of_bounds(day: date, text: str, latest_day: date, field: Field = Field.DATE) -> None:
    """Raises UnreadableError for a day before any log or after the latest day."""
    if day.year < FIRST_YEAR.value:
        raise UnreadableError(ProblemKind.DATE_TOO_OLD, field, text, f"{FIRST_YEAR.value}-01-01")
    if day > latest_day:
        raise UnreadableError(ProblemKind.DATE_IN_THE_FUTURE, field, text, latest_day.isoformat())


def day_order(texts: Iterable[str]) -> DayOrder:
    """What the column as a whole says; one day above 12 settles it, none or a contradiction leaves it open."""
    first_is_day = other_is_day = False
    for text in set(texts):
        found = _NUMERIC.fullmatch(_plain(text))
        if found and found["mark"] != ".":
            first_is_day = first_is_day or int(found["first"]) > _MONTHS_IN_A_YEAR
            other_is_day = other_is_day or int(found["other"]) > _MONTHS_IN_A_YEAR
    if first_is_day == other_is_day:
        return DayOrder.CANNOT_TELL
    return DayOrder.DAY_FIRST if first_is_day else DayOrder.MONTH_FIRST


def read_moment(text: str, order: DayOrder = DayOrder.CANNOT_TELL, field: Field = Field.DATE) -> Moment:
    """The moment a text names, as local time. Raises UnreadableError."""
    plain = _plain(text)
    found = _YEAR_FIRST.fullmatch(plain) or _DAY_MONTH_NAME.fullmatch(plain) or _MONTH_NAME_DAY.fullmatch(plain)
    try:
        if found:
            month = found.groupdict().get("month") or _MONTHS[found["name"]]
            return _moment(date(int(found["year"]), int(month), int(found["day"])), found)
        found = _NUMERIC.fullmatch(plain)
        if found:
            return _numeric_moment(found, order, text, field)
    except (KeyError, ValueError):
        pass
    raise UnreadableError(ProblemKind.DATE_UNREADABLE, field, text)


def _numeric_moment(found: re.Match[str], order: DayOrder, text: str, field: Field) -> Moment:
    first, other = int(found["first"]), int(found["other"])
    year = int(found["year"]) + (_CENTURY if int(found["year"]) < _CENTURY_YEARS else 0)
    if found["mark"] == "." or order is DayOrder.DAY_FIRST:  # nobody writes the month first with points
        return _moment(date(year, other, first), found)
    if order is DayOrder.MONTH_FIRST:
        return _moment(date(year, first, other), found)
    raise UnreadableError(ProblemKind.DATE_ORDER_AMBIGUOUS, field, text)


def _moment(day: date, found: re.Match[str]) -> Moment:
    if found["hour"] is None:
        return Moment(start_of_day(day), SessionPrecision.DAY)
    hour = int(found["hour"])
    if found["half"] is not None:
        if not 1 <= hour <= _NOON:
            raise ValueError("no hour of a twelve-hour clock")
        hour = hour % _NOON + (_NOON if found["half"].startswith("p") else 0)
    precision = SessionPrecision.MINUTE if found["second"] is None else SessionPrecision.SECOND
    return Moment(datetime.combine(day, time(hour, int(found["minute"]), int(found["second"] or 0))), precision)


def _zone(found: re.Match[str], text: str) -> timezone:
    ahead = timedelta(hours=int(found["hours"] or 0), minutes=int(found["minutes"] or 0))
    try:
        return timezone(-ahead if found["sign"] == "-" else ahead)
    except ValueError:
        raise UnreadableError(ProblemKind.DATE_UNREADABLE, Field.DATE, text) from None


def _plain(text: str) -> str:
    """Lower case, without accents, with ordinary spaces: U+202F stands before AM and PM in newer exports."""
    if len(text) > _LONGEST:
        return ""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(text.strip("\"' \ufeff").casefold().split())
