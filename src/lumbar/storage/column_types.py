"""Column types that both databases keep exactly: an instant, text that may hold anything, and such texts in a list or
in a JSON object.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, String
from sqlalchemy.types import TypeDecorator

from lumbar.storage.logged_text import escaped, unescaped


class Instant(TypeDecorator[datetime]):
    """A moment in time, stored in UTC. A naive time is refused: it is not known which moment it would be."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value} has no zone and is no instant")
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:  # SQLite keeps no zone
            return value.replace(tzinfo=UTC)
        return value


class LoggedText(TypeDecorator[str]):
    """Text as it stood in a file or path, whatever was in it; see ``logged_text``."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        return value if value is None else escaped(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> str | None:
        return value if value is None else unescaped(value)


class Texts(TypeDecorator[tuple[str, ...]]):
    """Several texts in their order, for what is only ever read together with its row.

    A JSON array in ASCII, and so plain text to both databases, whatever the texts hold.
    """

    impl = String
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, _dialect: Dialect) -> str | None:
        return value if value is None else json.dumps(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> tuple[str, ...] | None:
        return value if value is None else tuple(json.loads(value))


class JsonText(TypeDecorator[dict[str, Any]]):
    """A JSON object that is only ever read whole, in ASCII, and so plain text to both databases."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: dict[str, Any] | None, _dialect: Dialect) -> str | None:
        return value if value is None else json.dumps(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> dict[str, Any] | None:
        return value if value is None else json.loads(value)
