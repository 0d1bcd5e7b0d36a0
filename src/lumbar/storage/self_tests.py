"""The self-tests of one person in SQL: fills the port ``SelfTests``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Engine

from lumbar.core.self_tests import SelfTest, SelfTestResult, Side
from lumbar.storage import tables
from lumbar.storage.connection import reading, writing
from lumbar.storage.owners_rows import OwnersRows
from lumbar.usecases.ports import NotedSelfTest


class SqlSelfTests:
    """The rows of one owner; each call is one transaction of its own."""

    def __init__(self, engine: Engine, owner_id: UUID, path: str) -> None:
        self._engine = engine
        self._owner_id = owner_id
        self._path = path
        """Names the store to the person when it cannot be used."""

    @property
    def owner_id(self) -> UUID:
        return self._owner_id

    def add(self, results: Sequence[SelfTestResult], at: datetime) -> None:
        with writing(self._engine, self._path) as connection:
            rows = [_row(result, at) for result in results]
            OwnersRows(connection, self._owner_id).insert(tables.self_test, rows)

    def results(self) -> Sequence[NotedSelfTest]:
        noted = tables.self_test.c
        with reading(self._engine, self._path) as connection:
            rows = OwnersRows(connection, self._owner_id).select(
                noted.id,
                noted.noted_at,
                noted.local_date,
                noted.test,
                noted.side,
                noted.value,
                noted.zero,
                order_by=[noted.local_date, noted.noted_at, noted.id],
            )
        return [
            NotedSelfTest(
                id=row.id,
                at=row.noted_at,
                result=SelfTestResult(
                    test=SelfTest(row.test),
                    value=row.value,
                    on=row.local_date,
                    side=None if row.side is None else Side(row.side),
                    zero=row.zero,
                ),
            )
            for row in rows
        ]

    def remove(self, result_id: UUID) -> None:
        with writing(self._engine, self._path) as connection:
            OwnersRows(connection, self._owner_id).delete(tables.self_test, tables.self_test.c.id == result_id)


def _row(result: SelfTestResult, at: datetime) -> dict[str, object]:
    return {
        "noted_at": at,
        "local_date": result.on,
        "test": str(result.test),
        "side": None if result.side is None else str(result.side),
        "value": result.value,
        "zero": result.zero,
    }
