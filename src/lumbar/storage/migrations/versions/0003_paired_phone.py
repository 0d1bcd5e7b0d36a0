"""The paired phone: which one may come in, by the digest of its secret."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "paired_phone",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("secret_digest", sa.String(), nullable=False),
        sa.Column("paired_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"], name=op.f("fk_paired_phone_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paired_phone")),
        sa.UniqueConstraint("owner_id", name=op.f("uq_paired_phone_owner_id")),
    )


def downgrade() -> None:
    op.drop_table("paired_phone")
