"""What each import changed, kept with it, so that it can be listed and taken back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from lumbar.storage import tables
from lumbar.storage.owners_rows import OwnersRows
from lumbar.usecases.ports import StoredImport

Kept = dict[str, Any]  # a row as JSON: its columns by name


class Subject(StrEnum):
    """What an import may add or replace."""

    SESSION = "session"
    FILE = "file"
    RECORD = "record"
    """A record that was set aside."""
    UNIT = "unit"


def change_row(batch_id: UUID, subject: Subject, key: str, *, sets: int = 0, before: Kept | None = None) -> Kept:
    """The row that says that the import brought this, and what stood there before."""
    return {"import_batch_id": batch_id, "subject": str(subject), "key": key, "sets": sets, "before": before}


# A session as it is stored, to be put back

_SESSION_TEXTS = ("key", "content", "source", "start_precision", "title", "note", "app_id")
_SESSION_COLUMNS = (*_SESSION_TEXTS, "duration_s", "warm_ups_flagged", "rpe")
_SET_COLUMNS = tuple(
    column.name for column in tables.training_set.columns if column.name not in ("id", "owner_id", "session_id")
)


def sessions_as_kept(rows: OwnersRows, keys: Collection[str]) -> Mapping[str, Kept]:
    """The stored sessions of these keys, whole."""
    if not keys:
        return {}
    session, performed = tables.session.c, tables.training_set.c
    selected = [row for row in rows.select(*tables.session.columns, order_by=[session.id]) if row.key in keys]
    ids = {row.id for row in selected}
    sets: defaultdict[UUID, list[Kept]] = defaultdict(list)
    for row in rows.select(*tables.training_set.columns, order_by=[performed.session_id, performed.position]):
        if row.session_id in ids:
            sets[row.session_id].append({name: getattr(row, name) for name in _SET_COLUMNS})
    return {row.key: _session_as_kept(row, sets[row.id]) for row in selected}


def _session_as_kept(row: Row[*tuple[Any, ...]], sets: list[Kept]) -> Kept:
    return {
        **{name: getattr(row, name) for name in _SESSION_COLUMNS},
        "start_local": row.start_local.isoformat(),
        "import_batch_id": row.import_batch_id.hex,
        "source_file_id": row.source_file_id.hex if row.source_file_id else None,
        "sets": sets,
    }


def _put_back(rows: OwnersRows, row_id: UUID, kept: Kept, files: Collection[UUID]) -> None:
    file_id = UUID(kept["source_file_id"]) if kept["source_file_id"] else None
    values: Kept = {
        **{name: kept.get(name) for name in _SESSION_COLUMNS},  # one that was kept before there was a rating has none
        "start_local": datetime.fromisoformat(kept["start_local"]),
        "import_batch_id": UUID(kept["import_batch_id"]),
        # The file may have gone with the import that named it first.
        "source_file_id": file_id if file_id in files else None,
    }
    rows.update(tables.session, row_id, values)
    rows.insert(tables.training_set, [{**performed, "session_id": row_id} for performed in kept["sets"]])


# Listing


def stored_imports(rows: OwnersRows) -> list[StoredImport]:
    """Every import, newest first."""
    batch, change, session = tables.import_batch.c, tables.import_change.c, tables.session.c
    batches = rows.select(batch.id, batch.at, batch.undone_at, batch.paths, order_by=[batch.id])
    number_of = {row.id: number for number, row in enumerate(batches, start=1)}
    brought: defaultdict[UUID, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    for row in rows.select(
        change.import_batch_id, change.subject, change.key, change.sets, change.before, order_by=[change.id]
    ):
        if row.subject == Subject.SESSION:
            brought[row.import_batch_id].append(row)
    now_of: dict[str, UUID] = {}
    sessions_of: Counter[UUID] = Counter()
    for row in rows.select(session.key, session.import_batch_id, order_by=[session.id]):
        now_of[row.key] = row.import_batch_id
        sessions_of[row.import_batch_id] += 1
    return [
        StoredImport(
            id=row.id,
            number=number_of[row.id],
            at=row.at,
            paths=row.paths if row.paths is not None else _paths_of_files(rows, row.id),
            added_sessions=(
                sum(one.before is None for one in brought[row.id]) if row.paths is not None else sessions_of[row.id]
            ),
            added_sets=sum(one.sets for one in brought[row.id]),
            replaced_sessions=sum(one.before is not None for one in brought[row.id]),
            undone_at=row.undone_at,
            undoable=row.paths is not None,
            needed_by=() if row.undone_at else _changed_since(brought[row.id], row.id, now_of, number_of),
        )
        for row in reversed(batches)
    ]


def _paths_of_files(rows: OwnersRows, batch_id: UUID) -> tuple[str, ...]:
    file = tables.source_file.c
    return tuple(
        row.path
        for row in rows.select(file.path, file.import_batch_id, order_by=[file.id])
        if row.import_batch_id == batch_id
    )


def _changed_since(
    changes: Iterable[Row[*tuple[Any, ...]]], batch_id: UUID, now_of: Mapping[str, UUID], number_of: Mapping[UUID, int]
) -> tuple[int, ...]:
    since = {now_of[row.key] for row in changes if row.key in now_of} - {batch_id}
    return tuple(sorted(number_of[one] for one in since))


# Undoing


def take_back(rows: OwnersRows, batch_id: UUID, at: datetime) -> bool:
    """Takes back what the import brought; False, and nothing is touched, where that cannot be done any more."""
    known = {one.id: one for one in stored_imports(rows)}.get(batch_id)
    if known is None or known.undone_at or not known.undoable or known.needed_by:
        return False
    change = tables.import_change.c
    by_subject: defaultdict[str, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    for row in rows.select(
        change.id, change.import_batch_id, change.subject, change.key, change.before, order_by=[change.id]
    ):
        if row.import_batch_id == batch_id:
            by_subject[row.subject].append(row)
    _take_back_sessions(rows, by_subject[Subject.SESSION])
    for row in by_subject[Subject.RECORD]:
        rows.delete(tables.quarantined_record, tables.quarantined_record.c.key == row.key)
    _take_back_files(rows, by_subject[Subject.FILE])
    for row in by_subject[Subject.UNIT]:
        _take_back_unit(rows, row.key, row.before, batch_id)
    rows.update(tables.import_batch, batch_id, {"undone_at": at})
    return True


def _take_back_sessions(rows: OwnersRows, changes: Sequence[Row[*tuple[Any, ...]]]) -> None:
    session = tables.session.c
    id_of = {row.key: row.id for row in rows.select(session.id, session.key, order_by=[session.id])}
    files = {row.id for row in rows.select(tables.source_file.c.id, order_by=[tables.source_file.c.id])}
    for row in changes:
        row_id = id_of[row.key]
        rows.delete(tables.training_set, tables.training_set.c.session_id == row_id)
        if row.before is None:
            rows.delete(tables.session, tables.session.c.id == row_id)
        else:
            _put_back(rows, row_id, row.before, files)


def _take_back_files(rows: OwnersRows, changes: Sequence[Row[*tuple[Any, ...]]]) -> None:
    """Only those that nothing hangs on: a later import of the same bytes has no row of its own for them."""
    session, record = tables.session.c, tables.quarantined_record.c
    needed = {row.source_file_id for row in rows.select(session.source_file_id, order_by=[session.id])}
    needed |= {row.source_file_id for row in rows.select(record.source_file_id, order_by=[record.id])}
    for row in changes:
        row_id = UUID(row.key)
        if row_id not in needed:
            rows.delete(tables.source_file, tables.source_file.c.id == row_id)


def _take_back_unit(rows: OwnersRows, log_format: str, before: Kept | None, batch_id: UUID) -> None:
    unit, change = tables.confirmed_unit.c, tables.import_change.c
    standing = [
        row
        for row in rows.select(unit.id, unit.format, unit.import_batch_id, order_by=[unit.id])
        if row.format == log_format
    ]
    if standing and standing[0].import_batch_id == batch_id:
        rows.delete(tables.confirmed_unit, tables.confirmed_unit.c.id == standing[0].id)
        if before is not None:
            told = {"import_batch_id": UUID(before["import_batch_id"]), "format": log_format, "unit": before["unit"]}
            rows.insert(tables.confirmed_unit, [told])
        return
    # A later answer stands. What it would leave when it is undone is no longer ours, but what was there before us.
    for row in rows.select(
        change.id, change.import_batch_id, change.subject, change.key, change.before, order_by=[change.id]
    ):
        built_on_us = row.before is not None and row.before.get("import_batch_id") == batch_id.hex
        if row.subject == Subject.UNIT and row.key == log_format and built_on_us:
            rows.update(tables.import_change, row.id, {"before": before})
