"""Lumbar's own archive, lumbar.json: the log as it was stored, with the digest that shows whether it is whole."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, TypeVar

from lumbar.core.errors import ProblemKind, UnusableInput, UnusableKind
from lumbar.core.provenance import RecordFate, UnitOrigin
from lumbar.core.quantities import Grams, MassUnit
from lumbar.core.same_training import keyed
from lumbar.core.training import Session, SessionPrecision, SetKind, TrainingSet, set_lines
from lumbar.importers.dates import refuse_out_of_bounds
from lumbar.importers.document import DocumentContents, DocumentLedger
from lumbar.importers.file_bytes import Opened
from lumbar.importers.header import Field
from lumbar.importers.ledger import Remark, UnreadableError
from lumbar.importers.measures import remarks_on_figures
from lumbar.importers.plausible import LOAD_MOST_KG, RPE_LEAST, RPE_MOST
from lumbar.importers.support import Seen, Support, Variant
from lumbar.usecases.ports import ReadingChoices

SUPPORT = Support(
    format="lumbar_archive",
    app="Lumbar (lumbar.json)",
    variants=(Variant("archive", "JSON: schema_version,taken_out_at,sha256,content", Seen.REAL_FILE),),
    read=(
        "every session and set as it is stored, each with the app it came from and what that app calls it",
        "archives of the schemas 1 to 4",
    ),
    lost=(
        "check-ins and self-tests, names and columns you taught: only the training is read as a log",
        "the records once set aside",
    ),
    remarks=(
        "Each session keeps its app and key: read into the store it came from, an archive adds nothing.",
        "An archive that is not as it was written is refused whole, since any of its loads may be another.",
        "Records are the sets of the archive.",
    ),
)

_READABLE: Final = range(1, 5)
_SHOWN = 300
_BEYOND_ANY_FIGURE = 10**12
_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")

Choice = TypeVar("Choice", SetKind, MassUnit, SessionPrecision)


def recognises(file: Opened) -> bool:
    """JSON that begins as our archives do."""
    beginning = file.beginning[:_SHOWN].removeprefix(b"\xef\xbb\xbf").lstrip()
    marks = (b'"schema_version"', b'"taken_out_at"', b'"sha256"')
    return beginning.startswith(b"{") and all(mark in beginning for mark in marks)


def read(file: Opened, choices: ReadingChoices) -> DocumentContents:
    """The sessions of an archive, as they were stored. Raises UnusableInput when it is not as it was written."""
    sessions_told = _sessions_told(file)
    archive = _Archive(file.path, choices)
    for told in sessions_told:
        archive.take(told)
    return DocumentContents(
        variant="archive",
        encoding="utf-8",
        records=sum(len(_sets_told(told)) for told in sessions_told),
        fates=archive.ledger.fates,
        problems=archive.ledger.problems,
        sessions=archive.finished(),
        unit=archive.unit,
        unit_from=UnitOrigin.COLUMN,
    )


class _Archive:
    """Takes one session after the other."""

    def __init__(self, path: str, choices: ReadingChoices) -> None:
        self.ledger = DocumentLedger(path)
        self._choices = choices
        self._sessions: list[tuple[str, Session]] = []

    @property
    def unit(self) -> MassUnit:
        """The one that most loads were logged in."""
        said = Counter(one.unit_raw for _, session in self._sessions for one in session.sets if one.unit_raw)
        return said.most_common(1)[0][0] if said else MassUnit.KG

    def take(self, told: object) -> None:
        """Enters each set of a session once, and keeps the session if any can be used."""
        try:
            start = self._start(told)
        except UnreadableError as why:
            for one in _sets_told(told):
                self.ledger.set_aside(len(self.ledger.fates) + 1, _written(one), why)
            return
        sets = [(performed, _line(one)) for one in _sets_told(told) if (performed := self._set(one)) is not None]
        if sets and isinstance(told, Mapping):
            self._sessions.append((_text(told, "key"), _session(told, start, sets)))

    def finished(self) -> tuple[Session, ...]:
        """Oldest first. Of sessions that only their number tells apart, each has the place that gives it its key."""
        ordered = sorted(self._sessions, key=lambda each: each[1].start)
        sessions = [session for _, session in ordered]
        told = dict(ordered)
        found = keyed(sessions)
        if len(told) == len(found) and told.keys() == {each.key for each in found}:
            return tuple(told[each.key] for each in found)
        return tuple(sessions)

    def _start(self, told: object) -> datetime:
        if _HALF_A_CHARACTER.search(json.dumps(told, ensure_ascii=False)):
            raise UnreadableError(ProblemKind.CHARACTERS_UNREADABLE)
        text = _text(told, "start") if isinstance(told, Mapping) else ""
        try:
            start = datetime.fromisoformat(text)
        except ValueError:
            raise UnreadableError(ProblemKind.DATE_UNREADABLE, Field.DATE, text) from None
        if start.tzinfo is not None:
            raise UnreadableError(ProblemKind.DATE_UNREADABLE, Field.DATE, text)
        refuse_out_of_bounds(start.date(), text, self._choices.latest_day)
        return start

    def _set(self, told: object) -> TrainingSet | None:
        at = len(self.ledger.fates) + 1
        try:
            performed, out_of_range = _with_a_rating_that_can_be(_performed(told))
            remarks = (*remarks_on_figures(performed), *out_of_range)
        except UnreadableError as why:
            self.ledger.set_aside(at, _written(told), why)
            return None
        self.ledger.enter(RecordFate.DONE)
        for remark in remarks:
            self.ledger.remark(at, _written(told), remark.kind, remark.field, remark.met, remark.limit)
        return performed


def _session(told: Mapping[str, Any], start: datetime, sets: Sequence[tuple[TrainingSet, int | None]]) -> Session:
    return Session(
        source=_text(told, "source") or SUPPORT.format,
        start=start,
        precision=_choice(SessionPrecision, _text(told, "precision")) or SessionPrecision.DAY,
        title=_text(told, "title"),
        sets=tuple(performed for performed, _ in sets),
        duration_s=_length(told),
        note=_text(told, "note"),
        warm_ups_flagged=told.get("warm_ups_flagged") is True,
        app_id=_text(told, "app_id"),
        lines=set_lines(line for _, line in sets),
        rpe=_session_rpe(told),
    )


def _performed(told: object) -> TrainingSet:
    """The set as it was stored. Raises UnreadableError."""
    if not isinstance(told, Mapping):
        raise UnreadableError(ProblemKind.FIELD_COUNT, met="0")
    if not _text(told, "exercise").strip():
        raise UnreadableError(ProblemKind.EXERCISE_MISSING, Field.EXERCISE)
    kind = _choice(SetKind, _text(told, "kind"))
    if kind is None:
        raise UnreadableError(ProblemKind.SET_ORDER_UNKNOWN, Field.KIND, _text(told, "kind"))
    return TrainingSet(
        exercise=_text(told, "exercise"),
        kind=kind,
        load=_grams(told, "load_g", Field.LOAD),
        repetitions=_real(told, "repetitions", Field.REPETITIONS),
        load_raw=_text(told, "load_raw"),
        unit_raw=_choice(MassUnit, _text(told, "unit_raw")),
        duration_s=_real(told, "duration_s", Field.DURATION),
        distance_m=_real(told, "distance_m", Field.DISTANCE),
        rpe=_real(told, "rpe", Field.RPE),
        note=_text(told, "note"),
        rir=_real(told, "rir", Field.RIR),
        multiplier=_real(told, "multiplier", Field.MULTIPLIER),
        assistance=_grams(told, "assistance_g", Field.ASSISTANCE),
    )


def _with_a_rating_that_can_be(performed: TrainingSet) -> tuple[TrainingSet, tuple[Remark, ...]]:
    """The set without an RPE that is none, which costs no set."""
    if performed.rpe is None or RPE_LEAST.value <= performed.rpe <= RPE_MOST.value:
        return performed, ()
    met, limit = str(performed.rpe), f"{RPE_LEAST.value} to {RPE_MOST.value}"
    return replace(performed, rpe=None), (Remark(ProblemKind.RPE_OUT_OF_RANGE, Field.RPE, met, limit),)


def _line(told: object) -> int | None:
    """The line of the file it was first read from, as the archive has it with each set."""
    line = told.get("line") if isinstance(told, Mapping) else None
    return line if isinstance(line, int) and 0 < line < _BEYOND_ANY_FIGURE else None


def _session_rpe(told: Mapping[str, Any]) -> float | None:
    """A rating of the whole session is worth having, and no reason to lose it."""
    try:
        rating = _real(told, "rpe", Field.RPE)
    except UnreadableError:
        return None
    return rating if rating is None or 0 <= rating <= RPE_MOST.value else None


def _length(told: Mapping[str, Any]) -> float | None:
    """A length is worth having, and no reason to lose a session."""
    try:
        return _real(told, "duration_s", Field.LENGTH)
    except UnreadableError:
        return None


def _grams(told: Mapping[str, Any], name: str, field: Field) -> Grams | None:
    figure = _real(told, name, field)
    if figure is not None and figure > LOAD_MOST_KG.value * 1000:
        raise UnreadableError(ProblemKind.LOAD_ABSURD, field, f"{figure} g", f"{LOAD_MOST_KG.value} kg")
    return None if figure is None else Grams(round(figure))


def _real(told: Mapping[str, Any], name: str, field: Field) -> float | None:
    """The number; None where the archive has none. Raises UnreadableError."""
    figure = told.get(name)
    if figure is None:
        return None
    if isinstance(figure, bool) or not isinstance(figure, (int, float)):
        raise UnreadableError(ProblemKind.NOT_A_NUMBER, field, str(figure))
    if not abs(figure) < _BEYOND_ANY_FIGURE:
        raise UnreadableError(ProblemKind.NOT_A_NUMBER, field, name)
    if figure < 0:
        raise UnreadableError(ProblemKind.NEGATIVE, field, str(figure))
    return float(figure)


def _choice(kind: type[Choice], text: str) -> Choice | None:
    try:
        return kind(text)
    except ValueError:
        return None


def _text(told: Mapping[str, Any], name: str) -> str:
    text = told.get(name)
    return text if isinstance(text, str) else ""


def _sets_told(told: object) -> Sequence[object]:
    sets = told.get("sets") if isinstance(told, Mapping) else None
    return sets if isinstance(sets, list) else ()


def _sessions_told(file: Opened) -> Sequence[object]:
    """The sessions of an archive that is as it was written. Raises UnusableInput."""
    try:
        document = json.loads(file.content())
    except (ValueError, RecursionError) as damage:
        raise UnusableInput(UnusableKind.CANNOT_BE_READ, file.path, met=f"JSON: {damage}"[:_SHOWN]) from damage
    content = document.get("content") if isinstance(document, Mapping) else None
    sessions = content.get("sessions") if isinstance(content, Mapping) else None
    if not isinstance(sessions, list):
        raise UnusableInput(UnusableKind.NOTHING_USABLE, file.path)
    if document.get("schema_version") not in _READABLE:
        met = f"schema {document.get('schema_version')}, newer than {_READABLE[-1]}"
        raise UnusableInput(UnusableKind.CANNOT_BE_READ, file.path, met=met)
    if not _is_as_written(content, document.get("sha256")):
        raise UnusableInput(UnusableKind.CANNOT_BE_READ, file.path, met="not as it was written")
    return sessions


def _is_as_written(content: object, sha256: object) -> bool:
    """Whether the digest is that of the content in UTF-8, keys sorted, no spaces between tokens."""
    try:
        canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    except RecursionError:
        return False
    return hashlib.sha256(canonical.encode("utf-8", "backslashreplace")).hexdigest() == sha256


def _written(told: object) -> str:
    """The set as text, to be shown where it is set aside."""
    return json.dumps(told)
