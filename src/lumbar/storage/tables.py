"""The tables. Every row of a person carries its owner and a UUIDv7 of its own, whichever database holds it.

Loads are whole grams beside the text of the file. Instants are stored in UTC; a session's start is naive local time, as
in the log. References between rows of a person include the owner, so that no row can hang on another person's.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    MetaData,
    Named,
    Table,
    TypedColumns,
    UniqueConstraint,
    Uuid,
)
from uuid_utils.compat import uuid7

from lumbar.storage.column_types import Instant, LoggedText

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class _OwnerColumns(TypedColumns):
    id: Named[UUID] = Column(Uuid, primary_key=True, default=uuid7)
    created_at: Named[datetime] = Column(Instant)


owner = Table("owner", metadata, _OwnerColumns)


class OwnedColumns(TypedColumns):
    """What every row of a person begins with."""

    id: Named[UUID] = Column(Uuid, primary_key=True, default=uuid7)
    owner_id: Named[UUID] = Column(Uuid, ForeignKey("owner.id"), nullable=False)


class _ImportBatchColumns(OwnedColumns):
    at: Named[datetime] = Column(Instant)


import_batch = Table(
    "import_batch",
    metadata,
    _ImportBatchColumns,
    UniqueConstraint("owner_id", "id"),
)


class _SourceFileColumns(OwnedColumns):
    import_batch_id: Named[UUID] = Column(Uuid)
    path: Named[str] = Column(LoggedText)
    sha256: Named[str]
    format: Named[str]
    variant: Named[str]
    encoding: Named[str]
    unit: Named[str]
    unit_from: Named[str]
    zone_from: Named[str]
    records: Named[int]
    header: Named[int]
    done: Named[int]
    rest: Named[int]
    planned: Named[int]
    skipped: Named[int]
    notes: Named[int]
    blank: Named[int]
    quarantined: Named[int]


# The same bytes read in another unit are another reading; the bytes themselves are not kept.
source_file = Table(
    "source_file",
    metadata,
    _SourceFileColumns,
    UniqueConstraint("owner_id", "id"),
    UniqueConstraint("owner_id", "sha256", "unit"),
    ForeignKeyConstraint(["owner_id", "import_batch_id"], ["import_batch.owner_id", "import_batch.id"]),
)


class _SessionColumns(OwnedColumns):
    import_batch_id: Named[UUID] = Column(Uuid)
    source_file_id: Named[UUID | None] = Column(Uuid)
    key: Named[str]
    content: Named[str]
    source: Named[str]
    start_local: Named[datetime] = Column(DateTime)
    start_precision: Named[str]
    title: Named[str] = Column(LoggedText)
    duration_s: Named[float | None]
    note: Named[str] = Column(LoggedText)
    warm_ups_flagged: Named[bool]


session = Table(
    "session",
    metadata,
    _SessionColumns,
    UniqueConstraint("owner_id", "id"),
    UniqueConstraint("owner_id", "key"),
    ForeignKeyConstraint(["owner_id", "import_batch_id"], ["import_batch.owner_id", "import_batch.id"]),
    ForeignKeyConstraint(["owner_id", "source_file_id"], ["source_file.owner_id", "source_file.id"]),
    Index(None, "owner_id", "start_local"),
)


class _TrainingSetColumns(OwnedColumns):
    session_id: Named[UUID] = Column(Uuid)
    position: Named[int]
    exercise: Named[str] = Column(LoggedText)
    kind: Named[str]
    load_g: Named[int | None] = Column(BigInteger)
    load_raw: Named[str] = Column(LoggedText)
    unit_raw: Named[str | None]
    repetitions: Named[float | None]
    duration_s: Named[float | None]
    distance_m: Named[float | None]
    rpe: Named[float | None]
    note: Named[str] = Column(LoggedText)
    line: Named[int | None]


training_set = Table(
    "training_set",
    metadata,
    _TrainingSetColumns,
    UniqueConstraint("owner_id", "session_id", "position"),
    ForeignKeyConstraint(["owner_id", "session_id"], ["session.owner_id", "session.id"]),
)


class _QuarantinedRecordColumns(OwnedColumns):
    source_file_id: Named[UUID] = Column(Uuid)
    key: Named[str]
    kind: Named[str]
    path: Named[str] = Column(LoggedText)
    line: Named[int]
    column: Named[str | None] = Column(LoggedText)
    raw: Named[str] = Column(LoggedText)
    met: Named[str | None] = Column(LoggedText)
    limit: Named[str | None] = Column(LoggedText)


# ``key`` covers the format, the kind, the raw text and its rank among its like: one row however often it is imported.
quarantined_record = Table(
    "quarantined_record",
    metadata,
    _QuarantinedRecordColumns,
    UniqueConstraint("owner_id", "key"),
    ForeignKeyConstraint(["owner_id", "source_file_id"], ["source_file.owner_id", "source_file.id"]),
)


class _ConfirmedUnitColumns(OwnedColumns):
    import_batch_id: Named[UUID] = Column(Uuid)
    format: Named[str]
    unit: Named[str]


confirmed_unit = Table(
    "confirmed_unit",
    metadata,
    _ConfirmedUnitColumns,
    UniqueConstraint("owner_id", "format"),
    ForeignKeyConstraint(["owner_id", "import_batch_id"], ["import_batch.owner_id", "import_batch.id"]),
)
