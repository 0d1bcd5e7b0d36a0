"""Undoing imports, two apps with one training, learned names, column mappings, and what more a set may say.

Imports made before keep no paths here, which says that they cannot be undone: what they replaced is nowhere.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("import_batch", sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("import_batch", sa.Column("paths", sa.String(), nullable=True))
    op.add_column("session", sa.Column("app_id", sa.String(), nullable=True))
    op.add_column("training_set", sa.Column("rir", sa.Double(), nullable=True))
    op.add_column("training_set", sa.Column("multiplier", sa.Double(), nullable=True))
    op.add_column("training_set", sa.Column("assistance_g", sa.BigInteger(), nullable=True))
    _owned(
        "import_change",
        sa.Column("import_batch_id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("sets", sa.Integer(), nullable=False),
        sa.Column("before", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["owner_id", "import_batch_id"],
            ["import_batch.owner_id", "import_batch.id"],
            name=op.f("fk_import_change_owner_id_import_batch_id"),
        ),
        unique=("import_batch_id", "subject", "key"),
    )
    _owned(
        "training_pair",
        sa.Column("first_key", sa.String(), nullable=False),
        sa.Column("second_key", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=True),
        unique=("first_key", "second_key"),
    )
    _owned(
        "learned_name",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("spelling", sa.String(), nullable=False),
        sa.Column("exercise", sa.String(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        unique=("spelling",),
    )
    _owned(
        "column_mapping",
        sa.Column("signature", sa.String(), nullable=False),
        sa.Column("mapping", sa.String(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        unique=("signature",),
    )


def _owned(table: str, *columns: sa.schema.SchemaItem, unique: tuple[str, ...]) -> None:
    """A table of rows that each belong to a person; no person has two rows alike in ``unique``."""
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"], name=op.f(f"fk_{table}_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("owner_id", *unique, name=op.f("_".join(("uq", table, "owner_id", *unique)))),
    )


def downgrade() -> None:
    for table in ("column_mapping", "learned_name", "training_pair", "import_change"):
        op.drop_table(table)
    for column in ("assistance_g", "multiplier", "rir"):
        op.drop_column("training_set", column)
    op.drop_column("session", "app_id")
    for column in ("paths", "undone_at"):
        op.drop_column("import_batch", column)
