"""Liftosaur's backup: a JSON document with everything the app keeps, of which the history of workouts is read."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from lumbar.core.errors import ProblemKind
from lumbar.core.provenance import RecordFate, UnitOrigin
from lumbar.core.quantities import Grams, MassUnit, grams
from lumbar.core.training import SessionPrecision, SetKind, TrainingSet
from lumbar.importers.dates import InstantColumn, Moment, read_instant
from lumbar.importers.document import DocumentContents, DocumentLedger
from lumbar.importers.file_bytes import PIECE, Opened
from lumbar.importers.header import Field
from lumbar.importers.ledger import UnreadableError
from lumbar.importers.measures import anything_done, remarks_on_figures
from lumbar.importers.plausible import DURATION_MOST_H, FILE_BYTES, RPE_LEAST, RPE_MOST
from lumbar.importers.sessions import Draft, Sessions
from lumbar.importers.support import Seen, Support, Variant
from lumbar.importers.units import mass_unit
from lumbar.importers.written_numbers import DecimalMark, NotANumberError, read_number
from lumbar.importers.zones import zone_from
from lumbar.usecases.ports import ReadingChoices

SUPPORT = Support(
    format="liftosaur_json",
    app="Liftosaur backup",
    variants=(
        Variant(
            "json",
            '{"history": [{"date", "startTime", "endTime", "programName", "dayName", "entries": [{"exercise", '
            '"sets": [{"completedReps", "completedWeight"}], "warmupSets", "notes"}]}], "settings": {"exercises"}}',
            Seen.DOCUMENTATION,
        ),
    ),
    read=(
        "start and length of the workout, name of the day as the title, or the programme where the day has none",
        "exercise and equipment, warm-ups, repetitions, load and its unit, RPE, notes",
        "names of the exercises that the person made",
    ),
    lost=(
        "programmes, body measurements, settings, and a workout that is not finished",
        "what was required: repetitions, load and RPE of the plan",
        "repetitions of the left side where the sides were counted apart, time of each set, supersets",
    ),
    remarks=(
        "No real file was seen: the shape is that of the app's published source.",
        "Records are sets, and whatever stands where a set, an exercise or a workout should and is none.",
        "A set without completed repetitions, or that the app says is not completed, was planned and not done.",
        "A set done without a completed load has no load: the required one is never taken for it.",
        "The app's own exercises are identifiers: `bentOverRow` with `cable` is read as `Bent Over Row, Cable`.",
        "The CSV export may name the same exercise otherwise: it leaves out the equipment an exercise mostly has.",
        "A workout that the CSV export has too is one and the same where title and start agree.",
        "Times are UTC. They become local in the zone the person named, else in this machine's.",
        "Where the text is damaged or cut off, the rest of the history is set aside whole; what stands before is used.",
    ),
)

_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")
_MARKS = (b'"history"', b'"warmupSets"')
_HISTORY = re.compile(r'"history"\s*:\s*\[\s*')
_OWN_EXERCISES = re.compile(r'"exercises"\s*:\s*(?=\{)')
_NEXT = re.compile(r"\s*,\s*")
_END = re.compile(r"\s*\]")
_NO_CHARACTER = re.compile("[\0\ud800-\udfff\ufffd]")
_WORD_IN_IDENTIFIER = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_EQUIPMENT = {"ezbar": "EZ Bar", "trapbar": "Trap Bar", "medicineball": "Medicine Ball", "smith": "Smith Machine"}
_SHOWN_WORKOUT = 200
_LONGEST_MILLISECONDS = 15
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SOURCE = "liftosaur"
"""That of the CSV export: the same workout from both is one."""


def recognises(file: Opened) -> bool:
    """Whether it is an object with a history of workouts whose warm-ups stand apart, as only this app keeps them."""
    if not _BEGINS.match(file.beginning) or file.size > FILE_BYTES.value:
        return False
    missing = [mark for mark in _MARKS if mark not in file.beginning]
    return not missing or _has_all(file, missing)


def read(file: Opened, choices: ReadingChoices) -> DocumentContents:
    """The sessions of a backup, one a workout, and what became of every set."""
    text = file.content().decode("utf-8-sig", "replace")
    history = _History(file.path, choices, _names_of_own_exercises(text))
    records = 0
    for found in _records(text):
        records += 1
        history.enter(found)
    return DocumentContents(
        variant=SUPPORT.variants[0].name,
        encoding="utf-8",
        records=records,
        fates=history.ledger.fates,
        problems=history.ledger.problems,
        sessions=history.sessions.finished(warm_ups_flagged=True),
        unit=history.unit,
        unit_from=UnitOrigin.COLUMN if history.units else UnitOrigin.GUESSED,
        zone_from=zone_from(choices),
    )


class _Figure(str):
    """A number as the file writes it."""

    __slots__ = ()


class _Found(NamedTuple):
    """One set with what stands around it, or what stands there instead of one."""

    line: int
    """On which its workout begins."""
    workout: Mapping[str, Any]
    entry: Mapping[str, Any]
    performed: Mapping[str, Any] | None
    kind: SetKind
    damaged: str = ""
    """The text that could not be understood, in place of a set."""


class _History:
    """Takes one set after the other into sessions."""

    def __init__(self, path: str, choices: ReadingChoices, own_names: Mapping[str, str]) -> None:
        self.ledger = DocumentLedger(path)
        self.sessions = Sessions(_SOURCE)
        self.units: Counter[MassUnit] = Counter()
        self._own_names = own_names
        self._dates = InstantColumn(choices, _instant)

    @property
    def unit(self) -> MassUnit:
        return self.units.most_common(1)[0][0] if self.units else MassUnit.KG

    def enter(self, found: _Found) -> None:
        try:
            self.ledger.enter(self._take(found))
        except UnreadableError as why:
            self.ledger.set_aside(found.line, _raw(found), why)

    def _take(self, found: _Found) -> RecordFate:
        if found.performed is None:
            raise UnreadableError(ProblemKind.MARKUP_BROKEN)
        if _is_planned(found.performed):
            return RecordFate.PLANNED
        performed = self._performed(found, found.performed)
        remarks = remarks_on_figures(performed)
        if not anything_done(performed):
            return RecordFate.SKIPPED
        draft = self._session(found)
        draft.add_note(_text(found.workout, "notes"))
        note = draft.new_note(performed.exercise, _text(found.entry, "notes"))
        draft.add(replace(performed, note=note, rpe=self._rpe(found, found.performed)), found.line)
        self.units.update([performed.unit_raw] if performed.unit_raw else ())
        for remark in remarks:
            self.ledger.remark(found.line, _raw(found), remark.kind, remark.field, remark.met, remark.limit)
        return RecordFate.DONE

    def _performed(self, found: _Found, written: Mapping[str, Any]) -> TrainingSet:
        """The figures of the set, each of which has to be readable."""
        load, load_raw, unit = _load(written.get("completedWeight"))
        return TrainingSet(
            exercise=self._exercise(found.entry),
            kind=found.kind,
            load=load,
            repetitions=_number(written, "completedReps", Field.REPETITIONS),
            load_raw=load_raw,
            unit_raw=unit,
        )

    def _exercise(self, entry: Mapping[str, Any]) -> str:
        """The name of the exercise with its equipment, as near to the app's own words as identifiers allow."""
        exercise = entry.get("exercise")
        identifier = _text(exercise, "id") if isinstance(exercise, Mapping) else ""
        if not isinstance(exercise, Mapping) or not identifier:
            raise UnreadableError(ProblemKind.EXERCISE_MISSING, Field.EXERCISE)
        name = self._own_names.get(identifier) or _spelled_out(identifier)
        if _NO_CHARACTER.search(name):
            raise UnreadableError(ProblemKind.CHARACTERS_UNREADABLE, Field.EXERCISE)
        equipment = _text(exercise, "equipment")
        return f"{name}, {_EQUIPMENT.get(equipment) or _spelled_out(equipment)}" if equipment else name

    def _rpe(self, found: _Found, written: Mapping[str, Any]) -> float | None:
        """The rating; one that cannot be read costs no set."""
        try:
            rpe = _number(written, "completedRpe", Field.RPE)
        except UnreadableError:
            rpe = -1.0
        if not rpe:
            return None
        if RPE_LEAST.value <= rpe <= RPE_MOST.value:
            return rpe
        met, limit = _shown(written.get("completedRpe")), f"{RPE_LEAST.value} to {RPE_MOST.value}"
        self.ledger.remark(found.line, _raw(found), ProblemKind.RPE_OUT_OF_RANGE, Field.RPE, met, limit)
        return None

    def _session(self, found: _Found) -> Draft:
        """The workout of a set: two that begin in the same second differ in title."""
        started = _text(found.workout, "date") or _text(found.workout, "startTime")
        moment = self._dates.read(started)
        title = _text(found.workout, "dayName") or _text(found.workout, "programName")
        draft = self.sessions.at((moment.start, title), moment, title)
        if not draft.length_read:
            self._keep_length(draft, found)
        return draft

    def _keep_length(self, draft: Draft, found: _Found) -> None:
        draft.length_read = True
        start, end = _milliseconds(found.workout, "startTime"), _milliseconds(found.workout, "endTime")
        if start is None or end is None:
            return
        seconds = (end - start) // 1000
        if 0 <= seconds <= DURATION_MOST_H.value * 3600:
            draft.duration_s = float(seconds) or None
            return
        kind, limit = ProblemKind.SESSION_LENGTH_IMPLAUSIBLE, f"{DURATION_MOST_H.value} h"
        self.ledger.remark(found.line, _shown(found.workout)[:_SHOWN_WORKOUT], kind, "endTime", str(end), limit)


def _records(text: str) -> Iterator[_Found]:
    for line, workout in _workouts(text):
        if not isinstance(workout, Mapping):
            yield _Found(line, {}, {}, None, SetKind.UNKNOWN, str(workout))
            continue
        for entry in _things(workout, "entries"):
            if not isinstance(entry, Mapping):
                yield _Found(line, workout, {}, None, SetKind.UNKNOWN, _shown(entry))
                continue
            for key, kind in (("warmupSets", SetKind.WARM_UP), ("sets", SetKind.WORK)):
                for written in _things(entry, key):
                    performed = written if isinstance(written, Mapping) else None
                    yield _Found(line, workout, entry, performed, kind, _shown(written) if performed is None else "")


def _workouts(text: str) -> Iterator[tuple[int, object]]:
    """Every workout of the history with the line it begins on; in place of what is damaged or cut off, its text."""
    begin = _HISTORY.search(text)
    if begin is None:
        return
    at, line, counted = begin.end(), 1, 0
    while not _END.match(text, at):
        line, counted = line + text.count("\n", counted, at), at
        try:
            workout, end = _READER.raw_decode(text, at)
        except (ValueError, RecursionError):
            yield line, text[at:]
            return
        yield line, workout
        after = _NEXT.match(text, end)
        if after is None and not _END.match(text, end):
            yield line, text[end:]
            return
        at = after.end() if after else end


def _names_of_own_exercises(text: str) -> dict[str, str]:
    """What the person called the exercises they made, by identifier."""
    names: dict[str, str] = {}
    for begin in _OWN_EXERCISES.finditer(text):
        try:
            found, _ = _READER.raw_decode(text, begin.end())
        except (ValueError, RecursionError):
            continue
        for identifier, exercise in found.items():
            if isinstance(exercise, Mapping) and _text(exercise, "name"):
                names[identifier] = _text(exercise, "name")
    return names


def _is_planned(written: Mapping[str, Any]) -> bool:
    """Whether the set was not done: older backups have no word for it but the repetitions that are missing."""
    return written.get("completedReps") is None or written.get("isCompleted") is False


def _load(written: object) -> tuple[Grams | None, str, MassUnit | None]:
    """The load, its text and its unit, of an object such as ``{"value": 82.5, "unit": "kg"}``."""
    if written is None:
        return None, "", None
    unit = mass_unit(_text(written, "unit")) if isinstance(written, Mapping) else None
    if not isinstance(written, Mapping) or unit is None:
        raise UnreadableError(ProblemKind.UNIT_UNKNOWN, Field.LOAD, _shown(written))
    raw = _text(written, "value")
    try:
        amount = read_number(raw, DecimalMark.POINT)
    except NotANumberError:
        raise UnreadableError(ProblemKind.NOT_A_NUMBER, Field.LOAD, raw) from None
    return (None, "", None) if amount is None else (grams(amount, unit), raw, unit)


def _number(written: Mapping[str, Any], key: str, field: Field) -> float | None:
    figure = written.get(key)
    if figure is None:
        return None
    try:
        number = read_number(figure if isinstance(figure, str) else _shown(figure), DecimalMark.POINT)
    except NotANumberError:
        raise UnreadableError(ProblemKind.NOT_A_NUMBER, field, _shown(figure)) from None
    return None if number is None else float(number)


def _milliseconds(workout: Mapping[str, Any], key: str) -> int | None:
    """Since 1970; None for anything that is no such number: a length is no reason to lose a set."""
    text = _text(workout, key)
    return int(text) if text.isdecimal() and len(text) <= _LONGEST_MILLISECONDS else None


def _instant(text: str) -> Moment:
    """An instant such as ``2026-06-29T04:56:39.712Z``, or the milliseconds since 1970."""
    if text.isdecimal() and len(text) <= _LONGEST_MILLISECONDS:
        return Moment(_since_1970(int(text) // 1000, text), SessionPrecision.SECOND)
    moment = read_instant(text)
    if moment.precision is SessionPrecision.DAY:
        raise UnreadableError(ProblemKind.DATE_UNREADABLE, Field.DATE, text)
    return moment


def _since_1970(seconds: int, text: str) -> datetime:
    try:
        return _EPOCH + timedelta(seconds=seconds)
    except OverflowError:  # beyond the years that a calendar has
        raise UnreadableError(ProblemKind.DATE_UNREADABLE, Field.DATE, text) from None


def _spelled_out(identifier: str) -> str:
    """An identifier as words: ``bentOverRow`` is Bent Over Row."""
    return " ".join(word[:1].upper() + word[1:] for word in _WORD_IN_IDENTIFIER.split(identifier) if word)


def _things(parent: Mapping[str, Any], key: str) -> list[Any]:
    """What stands in a list; whatever stands there instead of a list is taken for the one thing in it."""
    found = parent.get(key)
    return found if isinstance(found, list) else [] if found is None else [found]


def _text(parent: Mapping[str, Any], key: str) -> str:
    found = parent.get(key)
    return _NO_CHARACTER.sub("\ufffd", found).strip() if isinstance(found, str) else ""


def _raw(found: _Found) -> str:
    return found.damaged or _shown(found.performed)


def _shown(anything: object) -> str:
    return _NO_CHARACTER.sub("\ufffd", json.dumps(anything, ensure_ascii=False))


def _has_all(file: Opened, marks: list[bytes]) -> bool:
    """Whether all of these stand anywhere in the file, which is read in pieces that overlap."""
    missing, last = list(marks), b""
    with file.stream() as stream:
        while missing and (piece := stream.read(PIECE)):
            missing = [mark for mark in missing if mark not in last + piece]
            last = piece[-max(map(len, marks)) :]
    return not missing


def _no_number(constant: str) -> None:
    raise ValueError(constant)


_READER = json.JSONDecoder(parse_float=_Figure, parse_int=_Figure, parse_constant=_no_number)
