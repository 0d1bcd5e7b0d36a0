"""The paired phone of one person in SQL: fills the port ``PairedPhones``."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Engine

from lumbar.storage import tables
from lumbar.storage.connection import reading, writing
from lumbar.storage.owners_rows import OwnersRows
from lumbar.usecases.ports import PairedPhone


class SqlPairedPhones:
    """The row of one owner; each call is one transaction of its own, so another process may take the access away."""

    def __init__(self, engine: Engine, owner_id: UUID, path: str) -> None:
        self._engine = engine
        self._owner_id = owner_id
        self._path = path
        """Names the store to the person when it cannot be used."""

    @property
    def owner_id(self) -> UUID:
        return self._owner_id

    def paired(self) -> PairedPhone | None:
        made = tables.paired_phone.c
        with reading(self._engine, self._path) as connection:
            rows = OwnersRows(connection, self._owner_id).select(
                made.name, made.secret_digest, made.paired_at, made.last_seen_at, order_by=[made.id]
            )
        return PairedPhone(*rows[0]) if rows else None

    def replace(self, phone: PairedPhone) -> None:
        with writing(self._engine, self._path) as connection:
            rows = OwnersRows(connection, self._owner_id)
            rows.delete(tables.paired_phone)
            rows.insert(tables.paired_phone, [_row(phone)])

    def revoke(self) -> None:
        with writing(self._engine, self._path) as connection:
            OwnersRows(connection, self._owner_id).delete(tables.paired_phone)

    def seen(self, at: datetime) -> None:
        with writing(self._engine, self._path) as connection:
            rows = OwnersRows(connection, self._owner_id)
            for row in rows.select(tables.paired_phone.c.id, order_by=[tables.paired_phone.c.id]):
                rows.update(tables.paired_phone, row.id, {"last_seen_at": at})


def _row(phone: PairedPhone) -> dict[str, object]:
    return {
        "name": phone.name,
        "secret_digest": phone.secret_digest,
        "paired_at": phone.paired_at,
        "last_seen_at": phone.last_seen,
    }
