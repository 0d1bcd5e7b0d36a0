"""How hard a whole session was (session RPE), where a log says it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("session", sa.Column("rpe", sa.Double(), nullable=True))


def downgrade() -> None:
    op.drop_column("session", "rpe")
