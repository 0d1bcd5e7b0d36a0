"""Self-tests: one row for each figure of each test."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "self_test",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("test", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=True),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("zero", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"], name=op.f("fk_self_test_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_self_test")),
    )
    op.create_index(
        op.f("ix_self_test_owner_id_local_date_noted_at"),
        "self_test",
        ["owner_id", "local_date", "noted_at"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_self_test_owner_id_local_date_noted_at"), table_name="self_test")
    op.drop_table("self_test")
