"""Check-ins: what was reported of the back, what the triage made of it, and the rules that held."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "check_in",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("pain", sa.Integer(), nullable=True),
        sa.Column("age", sa.Integer(), nullable=True),
        sa.Column("sex", sa.String(), nullable=False),
        sa.Column("duration_days", sa.BigInteger(), nullable=True),
        sa.Column("assessed_on", sa.Date(), nullable=True),
        sa.Column("assessed_by", sa.String(), nullable=True),
        sa.Column("assessment_restrictions", sa.String(), nullable=True),
        sa.Column("assessment_expires", sa.Date(), nullable=True),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("disposition", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"], name=op.f("fk_check_in_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in")),
        sa.UniqueConstraint("owner_id", "id", name=op.f("uq_check_in_owner_id_id")),
    )
    op.create_index(op.f("ix_check_in_owner_id_local_date_at"), "check_in", ["owner_id", "local_date", "at"])
    op.create_table(
        "check_in_rule",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("check_in_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("questions", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id", "check_in_id"],
            ["check_in.owner_id", "check_in.id"],
            name=op.f("fk_check_in_rule_owner_id_check_in_id"),
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"], name=op.f("fk_check_in_rule_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in_rule")),
        sa.UniqueConstraint(
            "owner_id", "check_in_id", "position", name=op.f("uq_check_in_rule_owner_id_check_in_id_position")
        ),
    )


def downgrade() -> None:
    op.drop_table("check_in_rule")
    op.drop_index(op.f("ix_check_in_owner_id_local_date_at"), table_name="check_in")
    op.drop_table("check_in")
