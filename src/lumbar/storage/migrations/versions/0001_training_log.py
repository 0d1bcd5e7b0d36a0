"""The training log: sessions, their sets, where they came from, and what was set aside."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "owner",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_owner")),
    )
    op.create_table(
        "import_batch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"], name=op.f("fk_import_batch_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
        sa.UniqueConstraint("owner_id", "id", name=op.f("uq_import_batch_owner_id_id")),
    )
    op.create_table(
        "confirmed_unit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("import_batch_id", sa.Uuid(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id", "import_batch_id"],
            ["import_batch.owner_id", "import_batch.id"],
            name=op.f("fk_confirmed_unit_owner_id_import_batch_id"),
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"], name=op.f("fk_confirmed_unit_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmed_unit")),
        sa.UniqueConstraint("owner_id", "format", name=op.f("uq_confirmed_unit_owner_id_format")),
    )
    op.create_table(
        "source_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("import_batch_id", sa.Uuid(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("variant", sa.String(), nullable=False),
        sa.Column("encoding", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("unit_from", sa.String(), nullable=False),
        sa.Column("zone_from", sa.String(), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("header", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("rest", sa.Integer(), nullable=False),
        sa.Column("planned", sa.Integer(), nullable=False),
        sa.Column("skipped", sa.Integer(), nullable=False),
        sa.Column("notes", sa.Integer(), nullable=False),
        sa.Column("blank", sa.Integer(), nullable=False),
        sa.Column("quarantined", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id", "import_batch_id"],
            ["import_batch.owner_id", "import_batch.id"],
            name=op.f("fk_source_file_owner_id_import_batch_id"),
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"], name=op.f("fk_source_file_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_file")),
        sa.UniqueConstraint("owner_id", "id", name=op.f("uq_source_file_owner_id_id")),
        sa.UniqueConstraint("owner_id", "sha256", "unit", name=op.f("uq_source_file_owner_id_sha256_unit")),
    )
    op.create_table(
        "quarantined_record",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("source_file_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("column", sa.String(), nullable=True),
        sa.Column("raw", sa.String(), nullable=False),
        sa.Column("met", sa.String(), nullable=True),
        sa.Column("limit", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["owner_id", "source_file_id"],
            ["source_file.owner_id", "source_file.id"],
            name=op.f("fk_quarantined_record_owner_id_source_file_id"),
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"], name=op.f("fk_quarantined_record_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarantined_record")),
        sa.UniqueConstraint("owner_id", "key", name=op.f("uq_quarantined_record_owner_id_key")),
    )
    op.create_table(
        "session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("import_batch_id", sa.Uuid(), nullable=False),
        sa.Column("source_file_id", sa.Uuid(), nullable=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("start_local", sa.DateTime(), nullable=False),
        sa.Column("start_precision", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("duration_s", sa.Double(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("warm_ups_flagged", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id", "import_batch_id"],
            ["import_batch.owner_id", "import_batch.id"],
            name=op.f("fk_session_owner_id_import_batch_id"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id", "source_file_id"],
            ["source_file.owner_id", "source_file.id"],
            name=op.f("fk_session_owner_id_source_file_id"),
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"], name=op.f("fk_session_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
        sa.UniqueConstraint("owner_id", "id", name=op.f("uq_session_owner_id_id")),
        sa.UniqueConstraint("owner_id", "key", name=op.f("uq_session_owner_id_key")),
    )
    op.create_index(op.f("ix_session_owner_id_start_local"), "session", ["owner_id", "start_local"], unique=False)
    op.create_table(
        "training_set",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("exercise", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("load_g", sa.BigInteger(), nullable=True),
        sa.Column("load_raw", sa.String(), nullable=False),
        sa.Column("unit_raw", sa.String(), nullable=True),
        sa.Column("repetitions", sa.Double(), nullable=True),
        sa.Column("duration_s", sa.Double(), nullable=True),
        sa.Column("distance_m", sa.Double(), nullable=True),
        sa.Column("rpe", sa.Double(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["owner_id", "session_id"],
            ["session.owner_id", "session.id"],
            name=op.f("fk_training_set_owner_id_session_id"),
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"], name=op.f("fk_training_set_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_set")),
        sa.UniqueConstraint(
            "owner_id", "session_id", "position", name=op.f("uq_training_set_owner_id_session_id_position")
        ),
    )


def downgrade() -> None:
    op.drop_table("training_set")
    op.drop_index(op.f("ix_session_owner_id_start_local"), table_name="session")
    op.drop_table("session")
    op.drop_table("quarantined_record")
    op.drop_table("source_file")
    op.drop_table("confirmed_unit")
    op.drop_table("import_batch")
    op.drop_table("owner")
