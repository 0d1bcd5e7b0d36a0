"""Garmin FIT: messages of numbers, a set a message, and the exercise as the watch guessed it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache
from importlib.resources import files
from io import BytesIO, StringIO
from struct import error as StructError  # noqa: N812
from typing import Final, NamedTuple

from lumbar.core.errors import ProblemKind
from lumbar.core.provenance import RecordFate, UnitOrigin
from lumbar.core.quantities import Grams, MassUnit, grams
from lumbar.core.training import Session, SessionPrecision, SetKind, TrainingSet, set_lines
from lumbar.importers import zones
from lumbar.importers.dates import refuse_out_of_bounds
from lumbar.importers.document import DocumentContents, DocumentLedger
from lumbar.importers.file_bytes import Opened
from lumbar.importers.header import Field
from lumbar.importers.ledger import UnreadableError
from lumbar.importers.measures import anything_done, remarks_on_figures
from lumbar.importers.plausible import DURATION_MOST_H
from lumbar.importers.support import Seen, Support, Variant
from lumbar.usecases.ports import ReadingChoices

SUPPORT = Support(
    format="garmin_fit",
    app="Garmin (FIT)",
    variants=(
        Variant("activity", ".FIT at byte 8; set messages (225), exercise titles (264)", Seen.DOCUMENTATION, "\t"),
    ),
    read=(
        "start and length of the activity, its local time where the activity message has it, the workout's name",
        "how hard the whole activity was (session RPE), where it was rated",
        "each set: exercise, load, repetitions, time; sets of rest are counted as rest",
        "names by category and number, else the file's own title for them, else the category's name",
        "several activities in one file (chained), each with its own check sum",
    ),
    lost=(
        "every further guess of an exercise beside the best one",
        "heart rate, calories and all other messages",
        "warm-ups: the watch does not say which sets are",
    ),
    remarks=(
        "The file holds what the watch guessed, exercises and repetitions: corrections in Garmin Connect stay there.",
        "Loads are kilograms in sixteenths, whatever the watch shows: 135 lb come back as 61.25 kg.",
        "Where the file lacks a local time, its instants are shown in the zone you name, else in this machine's.",
        "In a file that is cut short the whole sets before the break are used; where a check sum is wrong, none is.",
        "Records are the set and title messages; a part that cannot be read is one more.",
        "The session's number is the watch's serial and the instant of the file, so a renamed session stays the same.",
    ),
)

_MAGIC_AT, _MAGIC = 8, b".FIT"
_ANNOUNCES_SETS = re.compile(rb"[\x40-\x4f\x60-\x6f].(?:\x00\xe1\x00|\x01\x00\xe1)", re.DOTALL)
"""A message that defines those of sets (225), in either order of bytes."""
_EPOCH: Final = datetime(1989, 12, 31, tzinfo=UTC)
_LEAST_INSTANT = 0x10000000
"""Smaller numbers count from when the watch was switched on, and are no date."""
_MOST_OFFSET = timedelta(hours=15)

_FILE_ID, _SPORT, _SESSION, _WORKOUT, _ACTIVITY, _SET, _TITLE = 0, 12, 18, 26, 34, 225, 264
_KEPT: Final = frozenset({_FILE_ID, _SPORT, _SESSION, _WORKOUT, _ACTIVITY, _SET, _TITLE})
_TIMESTAMP = 253
_REST = 0
_UNSET, _UNKNOWN = 65535, 65534
_SIXTEENTHS, _MILLISECONDS = 16, 1000
_SPORTS_WITH_SETS: Final = frozenset({0, 4, 10, 62})
"""Generic, fitness equipment, training, high-intensity intervals: in all others a set is a length or a round."""
_STRENGTH = 20


class _Message(NamedTuple):
    number: int
    """Of the kind of message."""
    fields: Mapping[int, object]


class _Performed(NamedTuple):
    training_set: TrainingSet
    record: int
    """Which record of the file it is, from 1."""


@dataclass(slots=True)
class _Part:
    """One of the FIT files that were put one after the other: nearly always the only one."""

    messages: list[_Message] = field(default_factory=list)
    intact: bool | None = None
    """What its check sum says; None where the file ended before it."""

    def all(self, number: int) -> Iterator[_Message]:
        return (message for message in self.messages if message.number == number)

    def first(self, number: int) -> _Message | None:
        return next(self.all(number), None)


def recognises(file: Opened) -> bool:
    """FIT files say so at their ninth byte; of a thousand runs and rides in an account, none announces a set."""
    if file.beginning[_MAGIC_AT : _MAGIC_AT + len(_MAGIC)] != _MAGIC:
        return False
    return _ANNOUNCES_SETS.search(file.content()) is not None


def read(file: Opened, choices: ReadingChoices) -> DocumentContents:
    """The sessions of a FIT file, one an activity, and what became of every set and title message."""
    parts, broken = _parts(file.content())
    activities = _Activities(file.path, choices)
    for part in parts:
        activities.take(part)
    if broken:
        activities.quarantine_the_rest()
    records = sum(message.number in (_SET, _TITLE) for part in parts for message in part.messages) + broken
    return DocumentContents(
        variant="activity",
        encoding="",
        records=records,
        fates=activities.ledger.fates,
        problems=activities.ledger.problems,
        sessions=tuple(sorted(activities.sessions, key=lambda session: session.start)),
        unit=MassUnit.KG,
        unit_from=UnitOrigin.HEADER,
        zone_from=activities.zone_from,
    )


class _Activities:
    """Takes one activity after the other into sessions."""

    def __init__(self, path: str, choices: ReadingChoices) -> None:
        self.ledger = DocumentLedger(path)
        self.sessions: list[Session] = []
        self._choices = choices
        self._zones: set[str] = set()

    @property
    def zone_from(self) -> str:
        """The least sure of those that were needed."""
        needed = self._zones or {zones.zone_from(self._choices)}
        return next(iter(needed - {"file"}), "file")

    def quarantine_the_rest(self) -> None:
        """One record for whatever stood where the file is broken."""
        self._set_aside("", UnreadableError(ProblemKind.CHARACTERS_UNREADABLE))

    def take(self, part: _Part) -> None:
        """Enters each set and title of an activity once, and keeps its session if anything was done in it."""
        done: list[_Performed] = []
        titles = _titles(part)
        start = self._start(part)
        for message in part.messages:
            if message.number == _TITLE:
                self.ledger.enter(RecordFate.HEADER)
            elif message.number == _SET:
                try:
                    self._take_set(part, message, start, titles, done)
                except UnreadableError as why:
                    self._set_aside(_written(message), why)
        if done and isinstance(start, datetime):
            self.sessions.append(self._session(part, start, done))

    def _start(self, part: _Part) -> datetime | UnreadableError:
        """When the activity began, in local time; why that cannot be said, which each of its sets is to say."""
        try:
            instant = _instant_of_start(part)
            offset = _offset(part)
            if offset is None:
                start = zones.local_time(instant, self._choices)
                self._zones.add(zones.zone_from(self._choices))
            else:
                start = (instant + offset).replace(tzinfo=None)
                self._zones.add("file")
            refuse_out_of_bounds(start.date(), start.isoformat(" "), self._choices.latest_day)
        except UnreadableError as why:
            return why
        return start

    def _take_set(
        self,
        part: _Part,
        message: _Message,
        start: datetime | UnreadableError,
        titles: Mapping[tuple[int, int], str],
        done: list[_Performed],
    ) -> None:
        if part.intact is False:
            raise UnreadableError(ProblemKind.CHARACTERS_UNREADABLE)
        if _number(message, 5) == _REST:
            self.ledger.enter(RecordFate.REST)
            return
        performed = _performed(message, titles)
        if not anything_done(performed) or not _has_sets(part):
            self.ledger.enter(RecordFate.SKIPPED)
            return
        if isinstance(start, UnreadableError):
            raise start
        remarks = remarks_on_figures(performed)
        self.ledger.enter(RecordFate.DONE)
        at = len(self.ledger.fates)
        done.append(_Performed(performed, at))
        for remark in remarks:
            self.ledger.remark(at, _written(message), remark.kind, remark.field, remark.met, remark.limit)

    def _session(self, part: _Part, start: datetime, done: Sequence[_Performed]) -> Session:
        elapsed = _number(_session_message(part), 7)
        seconds = None if elapsed is None else elapsed / _MILLISECONDS
        plausible = seconds is not None and 0 < seconds <= DURATION_MOST_H.value * 3600
        return Session(
            source=SUPPORT.format,
            start=start,
            precision=SessionPrecision.SECOND,
            title=_text(part.first(_WORKOUT), 8) or _text(part.first(_SPORT), 3),
            sets=tuple(one.training_set for one in done),
            duration_s=seconds if plausible else None,
            warm_ups_flagged=False,
            app_id=_app_id(part),
            lines=set_lines(one.record for one in done),
            rpe=_session_rpe(part),
        )

    def _set_aside(self, raw: str, why: UnreadableError) -> None:
        self.ledger.set_aside(len(self.ledger.fates) + 1, raw, why)


def _parts(content: bytes) -> tuple[list[_Part], bool]:
    """The activities in the file, and whether it broke off or made no sense before its end."""
    import fitdecode

    parts: list[_Part] = []
    reader = fitdecode.FitReader(
        BytesIO(content),
        processor=None,
        check_crc=fitdecode.CrcCheck.READONLY,
        error_handling=fitdecode.ErrorHandling.IGNORE,
    )
    # A damaged file may trip the decoder anywhere, and its own errors are not the only ones it stumbles with.
    stumbles = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError, StructError)
    try:
        for frame in reader:
            if isinstance(frame, fitdecode.FitHeader):
                parts.append(_Part())
            elif isinstance(frame, fitdecode.FitDataMessage) and frame.global_mesg_num in _KEPT:
                parts[-1].messages.append(_Message(frame.global_mesg_num, _fields(frame)))
            elif isinstance(frame, fitdecode.FitCRC):
                parts[-1].intact = frame.matched
    except (fitdecode.FitError, *stumbles):
        return parts, True
    return parts, False


def _fields(frame: object) -> dict[int, object]:
    """The raw values by the number of their field; what a developer of an app added is left out."""
    fields: dict[int, object] = {}
    for one in getattr(frame, "fields", ()):
        definition = one.field_def
        if definition is not None and not definition.is_dev:
            fields.setdefault(definition.def_num, one.raw_value)
    return fields


def _performed(message: _Message, titles: Mapping[tuple[int, int], str]) -> TrainingSet:
    """The set that a message tells of."""
    sixteenths, milliseconds = _number(message, 4), _number(message, 0)
    repetitions = _number(message, 3)
    duration_s = milliseconds / _MILLISECONDS if milliseconds else None
    if repetitions == 0 and duration_s:
        repetitions = None  # the watch counted none in a set that it timed
    load_kg = None if sixteenths is None else Decimal(sixteenths) / _SIXTEENTHS
    return TrainingSet(
        exercise=_exercise(message, titles),
        kind=SetKind.UNKNOWN,
        load=_load(load_kg),
        repetitions=None if repetitions is None else float(repetitions),
        load_raw="" if load_kg is None else f"{load_kg.normalize():f}",
        unit_raw=None if load_kg is None else MassUnit.KG,
        duration_s=duration_s,
    )


def _load(load_kg: Decimal | None) -> Grams | None:
    return None if load_kg is None else grams(load_kg, MassUnit.KG)


def _exercise(message: _Message, titles: Mapping[tuple[int, int], str]) -> str:
    """The best guess that is one: its name, else its title in the file, else its category's name."""
    categories, subtypes = _numbers(message.fields.get(7)), _numbers(message.fields.get(8))
    for at, category in enumerate(categories):
        if category in (_UNSET, _UNKNOWN):
            continue
        subtype = subtypes[at] if at < len(subtypes) else _UNSET
        named = _names().get((category, subtype)) or titles.get((category, subtype))
        return named or _names().get((category, _UNSET)) or f"Garmin exercise {category}/{subtype}"
    titled = titles.get((_UNKNOWN, subtypes[0])) if subtypes else None
    return titled or _names()[_UNKNOWN, _UNSET]


@cache
def _names() -> dict[tuple[int, int], str]:
    """Our plain name for each category and number; that of a category alone stands under the unset number."""
    text = files("lumbar.importers").joinpath("garmin_exercises.csv").read_text("utf-8")
    rows = csv.DictReader(StringIO(text))
    return {(int(row["category"]), int(row["subtype"] or _UNSET)): row["name"] for row in rows}


def _titles(part: _Part) -> dict[tuple[int, int], str]:
    """The names that the file itself gives to exercises."""
    titles: dict[tuple[int, int], str] = {}
    for message in part.all(_TITLE):
        title, category, subtype = _text(message, 2), _number(message, 0), _number(message, 1)
        if title and category is not None:
            titles.setdefault((category, _UNSET if subtype is None else subtype), title)
    return titles


def _session_message(part: _Part) -> _Message | None:
    """The session of strength training, where there are several; else the first."""
    told = list(part.all(_SESSION))
    return next((message for message in told if _number(message, 6) == _STRENGTH), told[0] if told else None)


def _session_rpe(part: _Part) -> float | None:
    """How hard the whole activity was: the watch keeps the CR-10 rating ten times as large."""
    told = _number(_session_message(part), 193)
    return None if told is None or not 0 <= told <= 100 else told / 10


def _has_sets(part: _Part) -> bool:
    """Whether sets of this sport are sets: a swim has some too, and the watch calls them exercises."""
    sport = _number(_session_message(part), 5)
    return sport is None or sport in _SPORTS_WITH_SETS


def _instant_of_start(part: _Part) -> datetime:
    """From the session, else from the first set, else from the file. Raises UnreadableError."""
    told = (
        _number(_session_message(part), 2),
        _number(part.first(_SET), 6),
        _number(part.first(_FILE_ID), 4),
    )
    instants = [seconds for seconds in told if seconds is not None]
    since = next((seconds for seconds in instants if seconds >= _LEAST_INSTANT), None)
    if since is None:
        raise UnreadableError(ProblemKind.DATE_UNREADABLE, Field.DATE, str(instants[0]) if instants else "")
    try:
        return _EPOCH + timedelta(seconds=since)
    except OverflowError:
        raise UnreadableError(ProblemKind.DATE_UNREADABLE, Field.DATE, str(since)) from None


def _offset(part: _Part) -> timedelta | None:
    """How far local time was from that of the world, as the activity says it twice."""
    activity = part.first(_ACTIVITY)
    instant, local = _number(activity, _TIMESTAMP), _number(activity, 5)
    if instant is None or local is None or abs(local - instant) > _MOST_OFFSET.total_seconds():
        return None
    return timedelta(seconds=local - instant)


def _app_id(part: _Part) -> str:
    """The watch's serial and when it made the file, which no two files share."""
    about = part.first(_FILE_ID)
    serial, made = _number(about, 3), _number(about, 4)
    return "" if serial is None or made is None else f"{serial}-{made}"


def _number(message: _Message | None, field_number: int) -> int | None:
    """The first number of a field; None where it is unset."""
    value = message.fields.get(field_number) if message else None
    first = value[0] if isinstance(value, tuple) and value else value
    return first if isinstance(first, int) else None


def _numbers(value: object) -> tuple[int, ...]:
    """All numbers of a field of guesses, of which some may be unset."""
    values = value if isinstance(value, tuple) else (value,)
    return tuple(one if isinstance(one, int) else _UNSET for one in values)


def _text(message: _Message | None, field_number: int) -> str:
    value = message.fields.get(field_number) if message else None
    return value.strip("\0 \t\r\n") if isinstance(value, str) else ""


def _written(message: _Message) -> str:
    """The message as text, to be shown where it is set aside."""
    return f"message {message.number}: " + ", ".join(f"{number}={value}" for number, value in message.fields.items())
