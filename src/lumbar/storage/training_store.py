"""The training log of one person in SQL: fills the port ``TrainingStore``."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, Row

from lumbar.core.errors import DataProblem, ProblemKind, StoreTrouble, UnusableInput, UnusableKind
from lumbar.core.provenance import FileReading
from lumbar.core.quantities import MassUnit
from lumbar.core.same_training import KeyedSession, SameTraining, left_out
from lumbar.core.training import Session, SessionPrecision, SetKind, TrainingLog, TrainingSet, set_lines
from lumbar.storage import tables
from lumbar.storage.connection import reading, writing
from lumbar.storage.import_changes import Kept, Subject, change_row, sessions_as_kept, stored_imports, take_back
from lumbar.storage.owners_rows import OwnersRows
from lumbar.storage.persons_answers import (
    Verdict,
    column_mappings,
    keep_column_mapping,
    keep_different,
    keep_found,
    learn_name,
    learned_names,
    pairs_of,
)
from lumbar.usecases.ports import (
    ColumnMapping,
    FindSameTraining,
    ImportBatch,
    LearnedName,
    StoredFile,
    StoredImport,
    StoredSession,
    in_order_of_storing,
)


class SqlTrainingStore:
    """The rows of one owner; each call is one transaction of its own."""

    def __init__(self, engine: Engine, owner_id: UUID, path: str) -> None:
        self._engine = engine
        self._owner_id = owner_id
        self._path = path
        """Names the store to the person when it cannot be used."""

    @property
    def owner_id(self) -> UUID:
        return self._owner_id

    def sessions(self) -> Sequence[StoredSession]:
        with reading(self._engine, self._path) as connection:
            return _sessions(OwnersRows(connection, self._owner_id))

    def log(self) -> TrainingLog:
        with reading(self._engine, self._path) as connection:
            rows = OwnersRows(connection, self._owner_id)
            stored, pairs = _sessions(rows), pairs_of(rows, Verdict.SAME)
        elsewhere = left_out(in_order_of_storing(stored), pairs) if pairs else {}
        return TrainingLog(tuple(one.keyed.session for one in stored if one.keyed.key not in elsewhere))

    def files(self) -> Sequence[StoredFile]:
        file = tables.source_file.c
        with reading(self._engine, self._path) as connection:
            rows = OwnersRows(connection, self._owner_id)
            imported_at = _times_of_import(rows)
            return [
                StoredFile(
                    path=row.path,
                    sha256=row.sha256,
                    format=row.format,
                    variant=row.variant,
                    encoding=row.encoding,
                    unit=MassUnit(row.unit),
                    unit_from=row.unit_from,
                    imported_at=imported_at[row.import_batch_id],
                )
                for row in rows.select(
                    file.path,
                    file.sha256,
                    file.format,
                    file.variant,
                    file.encoding,
                    file.unit,
                    file.unit_from,
                    file.import_batch_id,
                    order_by=[file.id],
                )
            ]

    def quarantine(self) -> Sequence[DataProblem]:
        record = tables.quarantined_record.c
        columns = (record.kind, record.path, record.line, record.raw, record.column, record.met, record.limit)
        with reading(self._engine, self._path) as connection:
            rows = OwnersRows(connection, self._owner_id).select(*columns, order_by=[record.id])
            return [
                DataProblem(ProblemKind(kind), path, line, raw, set_aside=True, column=column, met=met, limit=limit)
                for kind, path, line, raw, column, met, limit in rows
            ]

    def confirmed_units(self) -> Mapping[str, MassUnit]:
        confirmed = tables.confirmed_unit.c
        with reading(self._engine, self._path) as connection:
            rows = OwnersRows(connection, self._owner_id).select(
                confirmed.format, confirmed.unit, order_by=[confirmed.id]
            )
            return {format_: MassUnit(unit) for format_, unit in rows}

    def save(self, batch: ImportBatch) -> UUID:
        with writing(self._engine, self._path) as connection:
            rows = OwnersRows(connection, self._owner_id)
            paths = tuple(read.path for read in batch.readings)
            [batch_id] = rows.insert(tables.import_batch, [{"at": batch.at, "paths": paths}])
            file_ids = _save_files(rows, batch.readings, batch_id)
            _save_sessions(rows, batch, batch_id, _file_of_each_session(batch.readings, file_ids), self._path)
            _save_quarantine(rows, batch.readings, file_ids, batch_id)
            _save_confirmed_units(rows, batch.confirmed_units, batch_id)
            keep_found(rows, batch.same_training)
            return batch_id

    def imports(self) -> Sequence[StoredImport]:
        with reading(self._engine, self._path) as connection:
            return stored_imports(OwnersRows(connection, self._owner_id))

    def undo(self, import_id: UUID, at: datetime, find: FindSameTraining) -> None:
        with writing(self._engine, self._path) as connection:
            rows = OwnersRows(connection, self._owner_id)
            if not take_back(rows, import_id, at):
                raise UnusableInput(UnusableKind.STORE_UNREADABLE, self._path, met=StoreTrouble.CHANGED_MEANWHILE)
            keep_found(rows, find(in_order_of_storing(_sessions(rows))))

    def same_training(self) -> Sequence[SameTraining]:
        with reading(self._engine, self._path) as connection:
            return pairs_of(OwnersRows(connection, self._owner_id), Verdict.SAME)

    def different_trainings(self) -> Collection[SameTraining]:
        with reading(self._engine, self._path) as connection:
            return frozenset(pairs_of(OwnersRows(connection, self._owner_id), Verdict.DIFFERENT))

    def keep_same_training(
        self, found: Iterable[SameTraining], different: Iterable[SameTraining], at: datetime
    ) -> None:
        with writing(self._engine, self._path) as connection:
            rows = OwnersRows(connection, self._owner_id)
            keep_different(rows, different, at)
            keep_found(rows, found)

    def learned_names(self) -> Sequence[LearnedName]:
        with reading(self._engine, self._path) as connection:
            return learned_names(OwnersRows(connection, self._owner_id))

    def learn_name(self, answer: LearnedName) -> None:
        with writing(self._engine, self._path) as connection:
            learn_name(OwnersRows(connection, self._owner_id), answer)

    def column_mappings(self) -> Mapping[str, ColumnMapping]:
        with reading(self._engine, self._path) as connection:
            return column_mappings(OwnersRows(connection, self._owner_id))

    def keep_column_mapping(self, signature: str, mapping: ColumnMapping, at: datetime) -> None:
        with writing(self._engine, self._path) as connection:
            keep_column_mapping(OwnersRows(connection, self._owner_id), signature, mapping, at)


# Reading


def _sessions(rows: OwnersRows) -> list[StoredSession]:
    imported_at = _times_of_import(rows)
    sets = _sets_by_session(rows)
    session = tables.session.c
    selected = rows.select(
        session.id,
        session.import_batch_id,
        session.key,
        session.content,
        session.source,
        session.start_local,
        session.start_precision,
        session.title,
        session.duration_s,
        session.note,
        session.warm_ups_flagged,
        session.app_id,
        session.rpe,
        order_by=[session.start_local, session.id],
    )
    return [
        StoredSession(
            KeyedSession(
                row.key,
                row.content,
                Session(
                    source=row.source,
                    start=row.start_local,
                    precision=SessionPrecision(row.start_precision),
                    title=row.title,
                    sets=tuple(performed for performed, _ in sets[row.id]),
                    duration_s=row.duration_s,
                    note=row.note,
                    warm_ups_flagged=row.warm_ups_flagged,
                    app_id=row.app_id or "",
                    lines=set_lines(line for _, line in sets[row.id]),
                    rpe=row.rpe,
                ),
            ),
            imported_at[row.import_batch_id],
        )
        for row in selected
    ]


def _sets_by_session(rows: OwnersRows) -> defaultdict[UUID, list[tuple[TrainingSet, int | None]]]:
    performed = tables.training_set.c
    selected = rows.select(
        performed.session_id,
        performed.exercise,
        performed.kind,
        performed.load_g,
        performed.repetitions,
        performed.load_raw,
        performed.unit_raw,
        performed.duration_s,
        performed.distance_m,
        performed.rpe,
        performed.note,
        performed.line,
        performed.rir,
        performed.multiplier,
        performed.assistance_g,
        order_by=[performed.session_id, performed.position],
    )
    sets: defaultdict[UUID, list[tuple[TrainingSet, int | None]]] = defaultdict(list)
    for session_id, exercise, kind, load, repetitions, load_raw, unit, *measures in selected:
        duration_s, distance_m, rpe, note, line, rir, multiplier, assistance = measures
        done = TrainingSet(
            exercise,
            _KIND[kind],
            load,
            repetitions,
            load_raw,
            _UNIT[unit],
            duration_s,
            distance_m,
            rpe,
            note,
            rir,
            multiplier,
            assistance,
        )
        sets[session_id].append((done, line))
    return sets


_KIND = {str(kind): kind for kind in SetKind}
_UNIT = {None: None} | {str(unit): unit for unit in MassUnit}


def _times_of_import(rows: OwnersRows) -> dict[UUID, datetime]:
    batch = tables.import_batch.c
    return {row.id: row.at for row in rows.select(batch.id, batch.at, order_by=[batch.id])}


# Saving

_FileIds = dict[tuple[str, str], UUID]
"""The row of a file by its digest and the unit it was read in."""


def _save_files(rows: OwnersRows, readings: Sequence[FileReading], batch_id: UUID) -> _FileIds:
    file = tables.source_file.c
    ids: _FileIds = {
        (row.sha256, row.unit): row.id for row in rows.select(file.id, file.sha256, file.unit, order_by=[file.id])
    }
    new = {(read.sha256, str(read.unit)): read for read in readings if (read.sha256, read.unit) not in ids}
    new_ids = rows.insert(tables.source_file, [_file_row(read, batch_id) for read in new.values()])
    rows.insert(tables.import_change, [change_row(batch_id, Subject.FILE, row_id.hex) for row_id in new_ids])
    return ids | dict(zip(new, new_ids, strict=True))


def _file_row(read: FileReading, batch_id: UUID) -> dict[str, object]:
    return {
        "import_batch_id": batch_id,
        "path": read.path,
        "sha256": read.sha256,
        "format": read.format,
        "variant": read.variant,
        "encoding": read.encoding,
        "unit": str(read.unit),
        "unit_from": str(read.unit_from),
        "zone_from": read.zone_from,
        **asdict(read.balance),
    }


def _file_of_each_session(readings: Sequence[FileReading], file_ids: _FileIds) -> dict[int, UUID]:
    """By the identity of the session object: the batch holds the very sessions of its readings."""
    return {id(session): file_ids[read.sha256, read.unit] for read in readings for session in read.sessions}


def _save_sessions(
    rows: OwnersRows, batch: ImportBatch, batch_id: UUID, file_of: Mapping[int, UUID], path: str
) -> None:
    session = tables.session.c
    stored = {row.key: row for row in rows.select(session.id, session.key, session.content, order_by=[session.id])}
    added = [keyed for keyed in batch.added if _still_to_be_added(keyed, stored, path)]
    before = sessions_as_kept(rows, {keyed.key for keyed in batch.replaced})
    ids = rows.insert(tables.session, [_session_row(keyed, batch_id, file_of) for keyed in added])
    for keyed in batch.replaced:
        row_id = stored[keyed.key].id
        rows.update(tables.session, row_id, _session_row(keyed, batch_id, file_of))
        rows.delete(tables.training_set, tables.training_set.c.session_id == row_id)
        ids.append(row_id)
    rows.insert(
        tables.training_set,
        [
            set_row
            for keyed, session_id in zip([*added, *batch.replaced], ids, strict=True)
            for set_row in _set_rows(keyed.session, session_id)
        ],
    )
    rows.insert(
        tables.import_change,
        [
            change_row(batch_id, Subject.SESSION, keyed.key, sets=_new_sets(keyed, there), before=there)
            for keyed in (*added, *batch.replaced)
            for there in [before.get(keyed.key)]
        ],
    )


def _new_sets(keyed: KeyedSession, before: Kept | None) -> int:
    return max(len(keyed.session.sets) - len(before["sets"] if before else ()), 0)


def _still_to_be_added(keyed: KeyedSession, stored: Mapping[str, Row[*tuple[Any, ...]]], path: str) -> bool:
    """Whether no other process stored the same session since this one looked.

    Raises UnusableInput when one stored it with other sets: to add it would need the person's decision.
    """
    there = stored.get(keyed.key)
    if there is not None and there.content != keyed.content:
        raise UnusableInput(UnusableKind.STORE_UNREADABLE, path, met=StoreTrouble.CHANGED_MEANWHILE)
    return there is None


def _session_row(keyed: KeyedSession, batch_id: UUID, file_of: Mapping[int, UUID]) -> dict[str, object]:
    session = keyed.session
    return {
        "import_batch_id": batch_id,
        "source_file_id": file_of.get(id(session)),
        "key": keyed.key,
        "content": keyed.content,
        "source": session.source,
        "start_local": session.start,
        "start_precision": str(session.precision),
        "title": session.title,
        "duration_s": session.duration_s,
        "note": session.note,
        "warm_ups_flagged": session.warm_ups_flagged,
        "app_id": session.app_id or None,
        "rpe": session.rpe,
    }


def _set_rows(session: Session, session_id: UUID) -> Iterator[dict[str, object]]:
    for position, (performed, line) in enumerate(session.sets_with_lines):
        yield {
            "session_id": session_id,
            "position": position,
            "exercise": performed.exercise,
            "kind": str(performed.kind),
            "load_g": performed.load,
            "load_raw": performed.load_raw,
            "unit_raw": None if performed.unit_raw is None else str(performed.unit_raw),
            "repetitions": performed.repetitions,
            "duration_s": performed.duration_s,
            "distance_m": performed.distance_m,
            "rpe": performed.rpe,
            "note": performed.note,
            "line": line,
            "rir": performed.rir,
            "multiplier": performed.multiplier,
            "assistance_g": performed.assistance,
        }


def _save_quarantine(rows: OwnersRows, readings: Sequence[FileReading], file_ids: _FileIds, batch_id: UUID) -> None:
    record = tables.quarantined_record.c
    stored = {row.key for row in rows.select(record.key, order_by=[record.id])}
    new: dict[str, dict[str, object]] = {}
    for read in readings:
        for key, problem in _keyed_problems(read):
            if key not in stored and key not in new:
                new[key] = _quarantine_row(key, problem, file_ids[read.sha256, read.unit])
    rows.insert(tables.quarantined_record, list(new.values()))
    rows.insert(tables.import_change, [change_row(batch_id, Subject.RECORD, key) for key in new])


def _keyed_problems(read: FileReading) -> Iterator[tuple[str, DataProblem]]:
    """Each record set aside, with what makes it the same one in another export: its text and rank among its like."""
    seen: Counter[str] = Counter()
    for problem in read.problems:
        if problem.set_aside:
            stem = f"{read.format}|{problem.kind}|{problem.raw}"
            seen[stem] += 1
            # A raw text may hold anything, lone surrogates too.
            yield hashlib.sha256(f"{stem}|{seen[stem]}".encode("utf-8", "surrogatepass")).hexdigest(), problem


def _quarantine_row(key: str, problem: DataProblem, file_id: UUID) -> dict[str, object]:
    return {
        "source_file_id": file_id,
        "key": key,
        "kind": str(problem.kind),
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "raw": problem.raw,
        "met": problem.met,
        "limit": problem.limit,
    }


def _save_confirmed_units(rows: OwnersRows, units: Mapping[str, MassUnit], batch_id: UUID) -> None:
    confirmed = tables.confirmed_unit.c
    before: dict[str, Kept] = {
        row.format: {"unit": row.unit, "import_batch_id": row.import_batch_id.hex}
        for row in rows.select(confirmed.format, confirmed.unit, confirmed.import_batch_id, order_by=[confirmed.id])
    }
    for format_, unit in units.items():
        rows.delete(tables.confirmed_unit, confirmed.format == format_)
        rows.insert(tables.confirmed_unit, [{"import_batch_id": batch_id, "format": format_, "unit": str(unit)}])
    rows.insert(
        tables.import_change,
        [change_row(batch_id, Subject.UNIT, format_, before=before.get(format_)) for format_ in units],
    )
