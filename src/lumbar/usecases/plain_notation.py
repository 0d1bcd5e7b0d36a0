"""A training log as plain text: a line for each day, a line for each exercise, read and written.

Text in, values out, or the reason why a line is none. ``plain_sets`` reads the sets of one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from itertools import groupby
from typing import Final

from lumbar.core.errors import ProblemKind
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.quantities import Grams, MassUnit, grams
from lumbar.core.training import Session, SessionPrecision, SetKind, TrainingLog, TrainingSet, start_of_day
from lumbar.usecases.plain_session import SessionLine, read_session_line, write_session_line
from lumbar.usecases.plain_sets import (
    REPETITIONS_MOST_UNSAID,
    SETS_MOST,
    SETS_MOST_UNSAID,
    Fault,
    NotUnderstoodError,
    SetsLine,
    WrittenLoad,
    WrittenSet,
    names_sets,
    quoted,
    read_sets,
    unquoted,
)

SOURCE = "lumbar"
"""The source of sessions that were typed, on the command line or in a file."""
LOAD_MOST_KG = Parameter(
    id="plain-log-most-load",
    meaning="load above which a set is not taken",
    value=1000,
    unit="kg",
    source=our_judgement(date(2026, 11, 23), "heavier than any barbell lift on record, as for the logs of apps"),
    certainty=Certainty.OPINION,
)

_DATE = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})(?:[ T]+(?P<time>\d{1,2}:\d{2}(?::\d{2})?))?(?P<title>\s.*)?", re.DOTALL)
_LIKE_A_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(?!\d)")
_UNIT_LINE = re.compile(r"units?\s*:\s*(?P<word>.*)", re.IGNORECASE)
_UNITS = {
    **dict.fromkeys(("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms"), MassUnit.KG),
    **dict.fromkeys(("lb", "lbs", "pound", "pounds"), MassUnit.LB),
}
_PLAIN_TITLE = re.compile(r"[^\W\d_][^\r\n\"#]*")


@dataclass(frozen=True, slots=True)
class DateLine:
    """The beginning of a session."""

    start: datetime
    precision: SessionPrecision
    title: str


@dataclass(frozen=True, slots=True)
class UnitLine:
    """The unit of every load below that has none."""

    unit: MassUnit


@dataclass(frozen=True, slots=True)
class Comment:
    text: str


@dataclass(frozen=True, slots=True)
class Blank:
    """Nothing stands on the line."""


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Why a line is not taken."""

    fault: Fault
    met: str
    """What it stumbles over."""
    limit: str | None = None


Line = SetsLine | DateLine | UnitLine | SessionLine | Comment | Blank | NotUnderstood


def read_line(text: str) -> Line:
    """What one line says."""
    stripped = text.strip().removeprefix("\ufeff").strip()
    try:
        return _line(stripped)
    except NotUnderstoodError as why:
        return NotUnderstood(why.fault, why.met, why.limit)


def units_of(lines: Sequence[Line]) -> list[MassUnit | None]:
    """The unit in which a load without one is read, line by line; None where nothing above says it.

    On a line that names a unit, that one; else that of the last ``unit:`` line; else that of the last line with one.
    """
    said: MassUnit | None = None
    last: MassUnit | None = None
    units = []
    for line in lines:
        own: MassUnit | None = None
        if isinstance(line, UnitLine):
            said = line.unit
        elif isinstance(line, SetsLine) and len(line.units) == 1:
            [own] = line.units
            last = own
        units.append(own or said or last)
    return units


def training_sets(line: SetsLine, unit: MassUnit) -> tuple[TrainingSet, ...]:
    """The sets of the line, loads without a unit in this one. Raises NotUnderstoodError for a load nobody lifts."""
    return tuple(_training_set(line.exercise, each, unit) for each in line.sets)


PROBLEM_OF: Final[dict[Fault, ProblemKind]] = {
    **dict.fromkeys(Fault, ProblemKind.NOT_A_NUMBER),
    Fault.NO_EXERCISE: ProblemKind.EXERCISE_MISSING,
    Fault.UNITS_MIXED: ProblemKind.UNIT_UNKNOWN,
    Fault.UNIT_UNKNOWN: ProblemKind.UNIT_UNKNOWN,
    Fault.NEGATIVE: ProblemKind.NEGATIVE,
    Fault.QUOTE_UNCLOSED: ProblemKind.QUOTE_UNCLOSED,
    Fault.LOAD_ABSURD: ProblemKind.LOAD_ABSURD,
    Fault.REPETITIONS_ABSURD: ProblemKind.REPETITIONS_ABSURD,
    Fault.DURATION_ABSURD: ProblemKind.DURATION_ABSURD,
    Fault.DATE_UNREADABLE: ProblemKind.DATE_UNREADABLE,
    Fault.SETS_BEHIND_THE_DATE: ProblemKind.DATE_UNREADABLE,
    Fault.NO_DATE_ABOVE: ProblemKind.DATE_UNREADABLE,
    Fault.DATE_NOT_HERE: ProblemKind.DATE_UNREADABLE,
}
"""The kind of problem under which a line that is not taken is kept."""


def _line(text: str) -> Line:
    if not text:
        return Blank()
    if text.startswith("#"):
        return Comment(text.lstrip("#").strip())
    if _LIKE_A_DATE.match(text):
        return _date_line(text)
    found = _UNIT_LINE.fullmatch(text)
    if found is not None:
        unit = _UNITS.get(found["word"].partition("#")[0].strip().casefold())
        if unit is None:
            raise NotUnderstoodError(Fault.UNIT_UNKNOWN, found["word"])
        return UnitLine(unit)
    return read_session_line(text) or read_sets(text)


def _date_line(text: str) -> DateLine:
    found = _DATE.fullmatch(text)
    if found is None:
        raise NotUnderstoodError(Fault.DATE_UNREADABLE, text)
    try:
        day = date.fromisoformat(found["day"])
        start = datetime.combine(day, _time(found["time"])) if found["time"] else None
    except ValueError:
        raise NotUnderstoodError(Fault.DATE_UNREADABLE, text) from None
    title = _title((found["title"] or "").strip())
    if start is None:
        return DateLine(start_of_day(day), SessionPrecision.DAY, title)
    seconds = found["time"].count(":") > 1
    return DateLine(start, SessionPrecision.SECOND if seconds else SessionPrecision.MINUTE, title)


def _time(text: str) -> time:
    hour, minute, second = map(int, f"{text}:0".split(":")[:3])
    return time(hour, minute, second)


def _title(text: str) -> str:
    """The words behind the day. Raises NotUnderstoodError where they are sets, which nobody would find there."""
    if len(text) > 1 and text.startswith('"') and text.endswith('"'):
        return unquoted(text[1:-1])
    if names_sets(text):
        raise NotUnderstoodError(Fault.SETS_BEHIND_THE_DATE, text)
    return text


def _training_set(exercise: str, written: WrittenSet, unit: MassUnit) -> TrainingSet:
    load = written.load
    return TrainingSet(
        exercise=exercise,
        kind=written.kind,
        load=_grams(load, unit),
        repetitions=written.repetitions,
        load_raw="" if load is None else load.raw,
        unit_raw=None if load is None else load.unit or unit,
        duration_s=written.duration_s,
        distance_m=written.distance_m,
        rpe=written.rpe,
        note=written.note,
        rir=written.rir,
        multiplier=written.multiplier,
        assistance=_grams(written.assistance, unit),
    )


def _grams(mass: WrittenLoad | None, unit: MassUnit) -> Grams | None:
    if mass is None:
        return None
    load = grams(mass.amount, mass.unit or unit)
    if load > LOAD_MOST_KG.value * 1000:
        raise NotUnderstoodError(Fault.LOAD_ABSURD, mass.raw, f"{LOAD_MOST_KG.value} kg")
    return load


# Writing


def write_plain(log: TrainingLog) -> str:
    """The log in this notation, oldest session first: reading it gives the same sets.

    Not written are what the notation has no word for: the seconds of a session's length, and the app it came from.
    """
    return "\n\n".join("\n".join(_session_lines(session)) for session in log.sessions) + ("\n" if log.sessions else "")


def _session_lines(session: Session) -> Iterator[str]:
    yield " ".join(filter(None, (_written_start(session), _written_title(session.title))))
    for line in filter(str.strip, session.note.splitlines()):
        yield f"# {line.strip()}"
    whole = write_session_line(session.rpe, session.duration_s)
    if whole:
        yield whole
    for performed, times in _together(session.sets):
        for many in _at_most(SETS_MOST.value, times):
            yield _written_sets(performed, many)


def _written_start(session: Session) -> str:
    match session.precision:
        case SessionPrecision.DAY:
            return session.day.isoformat()
        case SessionPrecision.MINUTE:
            return session.start.isoformat(" ", "minutes")
        case SessionPrecision.SECOND:
            return session.start.isoformat(" ", "seconds")


def _written_title(title: str) -> str:
    plain = not title or (title == title.strip() and _PLAIN_TITLE.fullmatch(title) and not names_sets(title))
    return title if plain else quoted(title)


def _together(sets: Iterable[TrainingSet]) -> Iterator[tuple[TrainingSet, int]]:
    """Sets alike that follow each other, with how many they are; one with a note stands alone."""
    alone = 0
    keyed: list[tuple[tuple[TrainingSet, int], TrainingSet]] = []
    for each in sets:
        alone += bool(each.note)
        keyed.append(((each, alone), each))
        alone += bool(each.note)
    for _, alike in groupby(keyed, key=lambda pair: pair[0]):
        found = [each for _, each in alike]
        yield found[0], len(found)


def _at_most(most: int, times: int) -> Iterator[int]:
    while times > most:
        yield most
        times -= most
    yield times


def _written_sets(performed: TrainingSet, times: int) -> str:
    parts = (
        _written_name(performed.exercise),
        _MARK_OF[performed.kind],
        f"{times}x{_written_amount(performed)}",
        _written_load(performed, times),
        "" if performed.multiplier is None else _written_multiplier(performed.multiplier),
        "" if performed.rpe is None else f"rpe {_decimal(performed.rpe)}",
        "" if performed.rir is None else f"rir {_decimal(performed.rir)}",
        quoted(performed.note) if performed.note else "",
    )
    return " ".join(filter(None, parts))


_MARK_OF = {
    SetKind.WORK: "",
    SetKind.WARM_UP: "warm-up",
    SetKind.DROP: "drop",
    SetKind.FAILURE: "failure",
    SetKind.COOL_DOWN: "cool-down",
    SetKind.UNKNOWN: "unmarked",
}


def _written_name(name: str) -> str:
    """The name as it is, where it is read as the same name; else between quotation marks."""
    told = read_line(f"{name} 1x1 @ bw") if "\n" not in name else None
    plain = isinstance(told, SetsLine) and told.exercise == name and told.sets[0].kind is SetKind.WORK
    return name if plain else quoted(name)


def _written_amount(performed: TrainingSet) -> str:
    time_ = None if performed.duration_s is None else f"{_decimal(performed.duration_s)} s"
    way = None if performed.distance_m is None else f"{_decimal(performed.distance_m)} m"
    if performed.repetitions is not None or (time_ is None and way is None):
        count = "?" if performed.repetitions is None else _decimal(performed.repetitions)
        parts = (count, time_ and f"in {time_}", way and f"over {way}")
    else:
        parts = (way or time_ or "", way and time_ and f"in {time_}", None)
    return " ".join(filter(None, parts))


def _written_load(performed: TrainingSet, times: int) -> str:
    if performed.assistance is not None:
        return f"-{_kilograms(performed.assistance)} kg assist"
    if performed.load is not None:
        on_top = "bw+" if performed.load_raw.startswith(("bw+", "+")) else ""
        return f"@ {on_top}{_written_mass(performed, performed.load)}"
    unclear = times > SETS_MOST_UNSAID.value or (performed.repetitions or 0) > REPETITIONS_MOST_UNSAID.value
    return "@ bw" if unclear else ""


def _written_mass(performed: TrainingSet, load: Grams) -> str:
    """In the log's own words, where they say the same load; else in kilograms to the gram."""
    unit, raw = performed.unit_raw, performed.load_raw.removeprefix("bw").removeprefix("+").strip()
    if unit is not None and re.fullmatch(r"\d{1,7}(?:\.\d{1,30})?", raw) and grams(Decimal(raw), unit) == load:
        return f"{raw} {unit}"
    return f"{_kilograms(load)} kg"


def _kilograms(load: int) -> str:
    return _shortest(Decimal(load) / 1000)


def _written_multiplier(times: float) -> str:
    return "each" if times == 2 else f"multiplier {_decimal(times)}"


def _decimal(number: float) -> str:
    """The number with every digit that it has and none besides."""
    return _shortest(Decimal(repr(float(number))))


def _shortest(number: Decimal) -> str:
    written = f"{number:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
