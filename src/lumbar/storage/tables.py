"""The tables. Every row of a person carries its owner and a UUIDv7 of its own, whichever database holds it.

Loads are whole grams beside the text of the file. Instants are stored in UTC; a session's start is naive local time, as
in the log. References between rows of a person include the owner, so that no row can hang on another person's.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Date,
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

from lumbar.storage.column_types import Instant, JsonText, LoggedText, Texts

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
    undone_at: Named[datetime | None] = Column(Instant)
    paths: Named[tuple[str, ...] | None] = Column(Texts)


# The files of an import as they were named. Null: made before it was kept what an import changes, so that it cannot be
# undone.
import_batch = Table(
    "import_batch",
    metadata,
    _ImportBatchColumns,
    UniqueConstraint("owner_id", "id"),
)


class _ImportChangeColumns(OwnedColumns):
    import_batch_id: Named[UUID] = Column(Uuid)
    subject: Named[str]
    key: Named[str]
    sets: Named[int]
    before: Named[dict[str, Any] | None] = Column(JsonText)


# What one import added or replaced: a session, a file, a record set aside or the unit of a format, by its key.
# ``before`` is what stood there, whole, since it stands nowhere else; null where nothing did. ``sets`` are those that
# came with it and were not there before.
import_change = Table(
    "import_change",
    metadata,
    _ImportChangeColumns,
    UniqueConstraint("owner_id", "import_batch_id", "subject", "key"),
    ForeignKeyConstraint(["owner_id", "import_batch_id"], ["import_batch.owner_id", "import_batch.id"]),
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
    app_id: Named[str | None] = Column(LoggedText)
    rpe: Named[float | None]


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
    rir: Named[float | None]
    multiplier: Named[float | None]
    assistance_g: Named[int | None] = Column(BigInteger)


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


class _TrainingPairColumns(OwnedColumns):
    first_key: Named[str]
    second_key: Named[str]
    verdict: Named[str]
    said_at: Named[datetime | None] = Column(Instant)


# Two sessions of two apps by their keys, the lesser first: ``same`` training, as it was found, or ``different`` ones,
# as the person said. By key and not by row, so that what the person said outlives an import that is undone and made
# again.
training_pair = Table(
    "training_pair",
    metadata,
    _TrainingPairColumns,
    UniqueConstraint("owner_id", "first_key", "second_key"),
)


class _LearnedNameColumns(OwnedColumns):
    name: Named[str] = Column(LoggedText)
    spelling: Named[str] = Column(LoggedText)
    exercise: Named[str | None]
    confirmed_at: Named[datetime] = Column(Instant)


# What the person said that a logged name means: the id of an exercise, or null for none of the catalogue.
learned_name = Table(
    "learned_name",
    metadata,
    _LearnedNameColumns,
    UniqueConstraint("owner_id", "spelling"),
)


class _ColumnMappingColumns(OwnedColumns):
    signature: Named[str] = Column(LoggedText)
    mapping: Named[dict[str, Any]] = Column(JsonText)
    confirmed_at: Named[datetime] = Column(Instant)


# What the person said that the columns under a header mean, by the signature of that header.
column_mapping = Table(
    "column_mapping",
    metadata,
    _ColumnMappingColumns,
    UniqueConstraint("owner_id", "signature"),
)


class _CheckInColumns(OwnedColumns):
    at: Named[datetime] = Column(Instant)
    zone: Named[str]
    local_date: Named[date] = Column(Date)
    pain: Named[int | None]
    age: Named[int | None]
    sex: Named[str]
    duration_days: Named[int | None] = Column(BigInteger)
    assessed_on: Named[date | None] = Column(Date)
    assessed_by: Named[str | None] = Column(LoggedText)
    assessment_restrictions: Named[tuple[str, ...] | None] = Column(Texts)
    assessment_expires: Named[date | None] = Column(Date)
    answers: Named[dict[str, str]] = Column(JSON)
    edition: Named[str]
    disposition: Named[str]


# The age is kept as it was told and on which day; a date of birth was never asked for. All of the assessment is null
# when there is none. The answers are one JSON object by question and not a row each: some seventy of them a day come in
# ten years to 97 MB and 1.8 s to read as rows, to 16 MB and 0.3 s as objects, and both databases can look into one with
# the same expression: ``check_in.c.answers["foot_drop"].as_string() == "yes"``.
check_in = Table(
    "check_in",
    metadata,
    _CheckInColumns,
    UniqueConstraint("owner_id", "id"),
    Index(None, "owner_id", "local_date", "at"),
)


class _CheckInRuleColumns(OwnedColumns):
    check_in_id: Named[UUID] = Column(Uuid)
    position: Named[int]
    rule: Named[str]
    level: Named[str]
    questions: Named[tuple[str, ...]] = Column(Texts)
    text: Named[str] = Column(LoggedText)


# The trace: which rules held, with the words of that day, since a later edition may say otherwise.
check_in_rule = Table(
    "check_in_rule",
    metadata,
    _CheckInRuleColumns,
    UniqueConstraint("owner_id", "check_in_id", "position"),
    ForeignKeyConstraint(["owner_id", "check_in_id"], ["check_in.owner_id", "check_in.id"]),
)


class _PairedPhoneColumns(OwnedColumns):
    name: Named[str] = Column(LoggedText)
    secret_digest: Named[str]
    paired_at: Named[datetime] = Column(Instant)
    last_seen_at: Named[datetime | None] = Column(Instant)


# One phone at a time: the table itself has no room for a second. The phone's secret is kept by the phone alone.
paired_phone = Table(
    "paired_phone",
    metadata,
    _PairedPhoneColumns,
    UniqueConstraint("owner_id"),
)


class _SelfTestColumns(OwnedColumns):
    noted_at: Named[datetime] = Column(Instant)
    local_date: Named[date] = Column(Date)
    test: Named[str]
    side: Named[str | None]
    value: Named[float]
    zero: Named[float | None]


# One figure of one test. Several of a day are several: the person may have tried again, or corrected a slip.
self_test = Table(
    "self_test",
    metadata,
    _SelfTestColumns,
    Index(None, "owner_id", "local_date", "noted_at"),
)
