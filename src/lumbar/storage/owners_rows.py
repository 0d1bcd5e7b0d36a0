"""The one place where a statement learns whose rows it may touch; those on a person's rows are made nowhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Connection, Row, Table, delete, insert, select, update
from uuid_utils.compat import uuid7


class OwnersRows:
    """The rows of one owner, over one open connection."""

    def __init__(self, connection: Connection, owner_id: UUID) -> None:
        self._connection = connection
        self._owner_id = owner_id

    def select(self, *columns: Column[Any], order_by: Sequence[ColumnElement[Any]]) -> Sequence[Row[*tuple[Any, ...]]]:
        """These columns of all the owner's rows of the one table they belong to."""
        table = columns[0].table
        return self._connection.execute(
            select(*columns).where(table.c.owner_id == self._owner_id).order_by(*order_by)
        ).all()

    def insert(self, table: Table[Any], rows: Sequence[Mapping[str, object]]) -> list[UUID]:
        """Adds the rows as the owner's, and gives their new ids."""
        ids = [uuid7() for _ in rows]
        owned = [{**row, "id": row_id, "owner_id": self._owner_id} for row, row_id in zip(rows, ids, strict=True)]
        if owned:
            self._connection.execute(insert(table), owned)
        return ids

    def update(self, table: Table[Any], row_id: UUID, values: Mapping[str, object]) -> None:
        self._connection.execute(
            update(table).where(table.c.owner_id == self._owner_id, table.c.id == row_id).values(**values)
        )

    def delete(self, table: Table[Any], *conditions: ColumnElement[bool]) -> None:
        self._connection.execute(delete(table).where(table.c.owner_id == self._owner_id, *conditions))
