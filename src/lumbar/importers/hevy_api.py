"""Hevy's answers to programs: JSON, kilograms and metres, times in UTC. A saved answer is read like an export."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from lumbar.core.errors import ProblemKind
from lumbar.core.provenance import RecordFate, UnitOrigin
from lumbar.core.quantities import Grams, MassUnit, grams
from lumbar.core.training import SessionPrecision, SetKind, TrainingSet
from lumbar.importers.dates import InstantColumn, Moment
from lumbar.importers.document import DocumentContents, DocumentLedger
from lumbar.importers.file_bytes import Opened
from lumbar.importers.header import Field
from lumbar.importers.ledger import UnreadableError
from lumbar.importers.measures import anything_done, remarks_on_figures
from lumbar.importers.plausible import DURATION_MOST_H, LOAD_MOST_KG, RPE_LEAST, RPE_MOST
from lumbar.importers.sessions import Draft, Sessions
from lumbar.importers.support import Seen, Support, Variant
from lumbar.importers.zones import zone_from
from lumbar.usecases.ports import ReadingChoices

SUPPORT = Support(
    format="hevy_api",
    app="Hevy API",
    variants=(
        Variant(
            "v1",
            '{"page", "page_count", "workouts": [{"title", "description", "start_time", "end_time", "exercises": '
            '[{"title", "notes", "sets": [{"type", "weight_kg", "reps", "distance_meters", "duration_seconds", '
            '"rpe"}]}]}]}',
            Seen.DOCUMENTATION,
        ),
    ),
    read=(
        "title, start, length (from start and end) and description of the workout",
        "exercise, kind of set, load, repetitions, time, distance, RPE, note",
    ),
    lost=(
        "supersets, figures of the person's own kind (floors, steps), routines, and Hevy's own numbers of things",
        "on assisted exercises the load is the help given, and is kept as logged",
    ),
    remarks=(
        "`lumbar hevy` fetches these answers; one that was saved to a file is read in the same way.",
        "Times are UTC. They become local in the zone that is named with `--zone`, else in this machine's.",
        "A workout that Hevy's CSV export has too is one and the same where title and minute of start agree.",
        "Records are sets, and workouts or exercises that hold none; these are skipped.",
        "A workout in damaged or cut off text is set aside whole, and those before it are used.",
    ),
)

_OPEN = re.compile(r'\s*\{(?=\s*["}])')
_WORKOUTS = re.compile(r'"workouts"\s*:\s*\[\s*')
_NONE_THERE = re.compile(r'"workouts"\s*:\s*\[\s*\]')
_NEXT = re.compile(r"\s*,\s*")
_END = re.compile(r"\s*\]")
_MARKS = ('"exercises"', '"sets"', '"start_time"', '"weight_kg"')
_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")
_SOURCE = "hevy"
"""That of the CSV export: the same workout from both is one."""
_KINDS = {
    "normal": SetKind.WORK,
    "warmup": SetKind.WARM_UP,
    "dropset": SetKind.DROP,
    "failure": SetKind.FAILURE,
}


def recognises(file: Opened) -> bool:
    """Whether it is an object with workouts that have Hevy's own words for what they hold."""
    text = file.beginning.decode("utf-8-sig", "replace")
    if not _OPEN.match(text) or not _WORKOUTS.search(text):
        return False
    return all(mark in text for mark in _MARKS) or ('"page_count"' in text and bool(_NONE_THERE.search(text)))


def read(file: Opened, choices: ReadingChoices) -> DocumentContents:
    """The sessions of a page of Hevy's answer, one a workout, and what became of every set."""
    text = file.content().decode("utf-8-sig", "replace")  # JSON is in no other encoding
    workouts = _Workouts(file.path, choices)
    records = 0
    for found in _records(text):
        records += 1
        workouts.enter(found)
    return DocumentContents(
        variant=SUPPORT.variants[0].name,
        encoding="utf-8",
        records=records,
        fates=workouts.ledger.fates,
        problems=workouts.ledger.problems,
        sessions=workouts.sessions.finished(warm_ups_flagged=True),
        unit=MassUnit.KG,
        unit_from=UnitOrigin.HEADER,
        zone_from=zone_from(choices),
    )


class _Found(NamedTuple):
    """One set with what stands around it, or what stands there instead of one."""

    line: int
    """On which its workout begins."""
    workout: Mapping[str, Any]
    exercise: Mapping[str, Any]
    performed: Mapping[str, Any] | None
    """None: the workout or the exercise holds no set."""
    damaged: str | None = None
    """The text that could not be understood."""


def _records(text: str) -> Iterator[_Found]:
    for line, workout in _workouts(text):
        if isinstance(workout, Mapping):
            yield from _of_workout(line, workout)
        else:
            yield _Found(line, {}, {}, None, str(workout))


def _workouts(text: str) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    """Every workout with the line it begins on; in place of one that is no object or is cut off, its text."""
    begin = _WORKOUTS.search(text)
    at, line, counted = (begin.end() if begin else len(text)), 1, 0
    reader = json.JSONDecoder(parse_float=_decimal, parse_int=_decimal, parse_constant=_refused)
    while not _END.match(text, at):
        line, counted = line + text.count("\n", counted, at), at
        try:
            workout, end = reader.raw_decode(text, at)
        except (ValueError, RecursionError):
            yield line, text[at:]
            return
        yield line, workout if isinstance(workout, dict) else text[at:end]
        after = _NEXT.match(text, end)
        if after is None and not _END.match(text, end):
            yield line, text[end:]
            return
        at = after.end() if after else end


def _of_workout(line: int, workout: Mapping[str, Any]) -> Iterator[_Found]:
    exercises = _list(workout.get("exercises"))
    if not exercises:
        yield _Found(line, workout, {}, None)
    for exercise in exercises:
        if not isinstance(exercise, Mapping):
            yield _Found(line, workout, {}, None, _shown(exercise))
            continue
        sets = _list(exercise.get("sets"))
        if not sets:
            yield _Found(line, workout, exercise, None)
        for performed in sets:
            damaged = None if isinstance(performed, Mapping) else _shown(performed)
            yield _Found(line, workout, exercise, performed if damaged is None else None, damaged)


class _Workouts:
    """Takes one set after the other into sessions."""

    def __init__(self, path: str, choices: ReadingChoices) -> None:
        self.ledger = DocumentLedger(path)
        self.sessions = Sessions(_SOURCE)
        self._dates = InstantColumn(choices)

    def enter(self, found: _Found) -> None:
        try:
            self.ledger.enter(self._take(found))
        except UnreadableError as why:
            self.ledger.set_aside(found.line, _raw(found), why, _name_of(why.field))

    def _take(self, found: _Found) -> RecordFate:
        if found.damaged is not None:
            raise UnreadableError(ProblemKind.MARKUP_BROKEN)
        if found.performed is None:
            return RecordFate.SKIPPED
        remarks: list[tuple[ProblemKind, Field, str, str | None]] = []
        performed = _performed(found, remarks)
        remarks += [(each.kind, each.field, each.met, each.limit) for each in remarks_on_figures(performed)]
        if not anything_done(performed):
            return RecordFate.SKIPPED
        if not performed.exercise:
            raise UnreadableError(ProblemKind.EXERCISE_MISSING, Field.EXERCISE)
        self._add(found, performed)
        for kind, field, met, limit in remarks:
            self.ledger.remark(found.line, _raw(found), kind, _name_of(field), met, limit)
        return RecordFate.DONE

    def _add(self, found: _Found, performed: TrainingSet) -> None:
        draft = self._session(found)
        draft.add_note(_note(found.workout, "description"))
        note = draft.new_note(performed.exercise, _note(found.exercise, "notes"))
        draft.add(replace(performed, note=note) if note else performed, found.line)

    def _session(self, found: _Found) -> Draft:
        """The workout of a set. The CSV export has minutes and no seconds, and one start for both is wanted."""
        started, title = _text(found.workout, "start_time"), _text(found.workout, "title")
        told = self._dates.read(started)
        if told.precision is SessionPrecision.DAY:  # a day of UTC is not one of the person's days
            raise UnreadableError(ProblemKind.DATE_UNREADABLE, Field.DATE, started)
        moment = Moment(told.start.replace(second=0, microsecond=0), SessionPrecision.MINUTE)
        draft = self.sessions.at((moment.start, title), moment, title)
        if not draft.length_read:
            draft.length_read = True
            self._keep_length(draft, found, started)
        return draft

    def _keep_length(self, draft: Draft, found: _Found, started: str) -> None:
        ended = found.workout.get("end_time")
        length = self._length(started, ended)
        if length is not None and not timedelta(0) <= length <= timedelta(hours=DURATION_MOST_H.value):
            limit = f"{DURATION_MOST_H.value} h"
            kind = ProblemKind.SESSION_LENGTH_IMPLAUSIBLE
            self.ledger.remark(found.line, _raw(found), kind, "end_time", _shown(ended), limit)
        else:
            draft.duration_s = (length.total_seconds() if length else 0) or None

    def _length(self, started: str, ended: object) -> timedelta | None:
        try:
            return self._dates.read(str(ended)).start - self._dates.read(started).start
        except UnreadableError:  # a length is worth having, and no reason to lose a set
            return None


def _performed(found: _Found, remarks: list[tuple[ProblemKind, Field, str, str | None]]) -> TrainingSet:
    """The set these figures make. Raises UnreadableError where one is no number."""
    said = found.performed or {}
    load = _number(said, "weight_kg", Field.LOAD_KG)
    repetitions = _number(said, "reps", Field.REPETITIONS)
    duration = _number(said, "duration_seconds", Field.DURATION)
    distance = _number(said, "distance_meters", Field.DISTANCE_M)
    if not repetitions and (duration or distance):
        repetitions = None  # 0 stands for "none" in a set that was timed
    return TrainingSet(
        exercise=_text(found.exercise, "title"),
        kind=_kind(said),
        load=None if load is None else _grams(load),
        repetitions=None if repetitions is None else float(repetitions),
        load_raw="" if load is None else str(load),
        unit_raw=None if load is None else MassUnit.KG,
        duration_s=float(duration) if duration else None,
        distance_m=float(distance) if distance else None,
        rpe=_rpe(said, remarks),
    )


def _kind(said: Mapping[str, Any]) -> SetKind:
    text = said.get("type") or said.get("set_type") or "normal"
    kind = _KINDS.get(text.casefold().replace("_", "")) if isinstance(text, str) else None
    if kind is None:
        raise UnreadableError(ProblemKind.SET_ORDER_UNKNOWN, Field.KIND, _shown(text))
    return kind


def _grams(load: Decimal) -> Grams:
    if load > LOAD_MOST_KG.value:  # before anything is worked out with a figure of a million digits
        raise UnreadableError(ProblemKind.LOAD_ABSURD, Field.LOAD_KG, str(load), f"{LOAD_MOST_KG.value} kg")
    return grams(load, MassUnit.KG)


def _rpe(said: Mapping[str, Any], remarks: list[tuple[ProblemKind, Field, str, str | None]]) -> float | None:
    """The rating; one that is none costs no set."""
    rpe = said.get("rpe")
    if rpe is None or rpe == 0:
        return None
    if isinstance(rpe, Decimal) and RPE_LEAST.value <= rpe <= RPE_MOST.value:
        return float(rpe)
    limit = f"{RPE_LEAST.value} to {RPE_MOST.value}"
    remarks.append((ProblemKind.RPE_OUT_OF_RANGE, Field.RPE, _shown(rpe), limit))
    return None


def _number(said: Mapping[str, Any], name: str, field: Field) -> Decimal | None:
    figure = said.get(name)
    if figure is None:
        return None
    if not isinstance(figure, Decimal):
        raise UnreadableError(ProblemKind.NOT_A_NUMBER, field, _shown(figure))
    if figure < 0:
        raise UnreadableError(ProblemKind.NEGATIVE, field, str(figure))
    return figure


def _text(holder: Mapping[str, Any], name: str) -> str:
    """The text of that name, trimmed; empty where there is none. Raises UnreadableError for half a character."""
    text = holder.get(name)
    if not isinstance(text, str):
        return ""
    if "\0" in text:
        raise UnreadableError(ProblemKind.NUL_BYTES)
    if "\ufffd" in text or _NO_CHARACTER.search(text):
        raise UnreadableError(ProblemKind.CHARACTERS_UNREADABLE)
    return text.strip()


def _note(holder: Mapping[str, Any], name: str) -> str:
    """A note costs no set: what is no character is shown as such."""
    text = holder.get(name)
    return _NO_CHARACTER.sub("\ufffd", text).strip() if isinstance(text, str) else ""


def _decimal(text: str) -> Decimal:
    """The number as it is written. Raises ValueError where it has more places than any calculator."""
    try:
        return Decimal(text)
    except ArithmeticError:
        raise ValueError(text) from None


def _refused(constant: str) -> object:
    raise ValueError(f"{constant} is no number of JSON")


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


_NAMES = {
    Field.EXERCISE: "title",
    Field.KIND: "type",
    Field.LOAD: "weight_kg",
    Field.LOAD_KG: "weight_kg",
    Field.REPETITIONS: "reps",
    Field.DURATION: "duration_seconds",
    Field.DISTANCE: "distance_meters",
    Field.DISTANCE_M: "distance_meters",
    Field.RPE: "rpe",
    Field.DATE: "start_time",
}


def _name_of(field: Field | None) -> str | None:
    """What the answer calls it."""
    return None if field is None else _NAMES.get(field)


def _raw(found: _Found) -> str:
    """The record as it can be shown: the set, with the title of its exercise and the start of its workout."""
    if found.damaged is not None:
        return found.damaged
    told = {"start_time": found.workout.get("start_time"), "exercise": found.exercise.get("title")}
    return _shown({**told, **(found.performed or {})})


def _shown(value: object) -> str:
    """As JSON, in which half a character is written as its number."""
    try:
        return _NO_CHARACTER.sub("\ufffd", value) if isinstance(value, str) else json.dumps(value, default=float)
    except (ValueError, OverflowError, RecursionError):
        return "..."
