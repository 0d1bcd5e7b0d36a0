"""What Alembic runs around each migration. The connection, and with it the transaction, is the caller's."""

from __future__ import annotations

from alembic import context

from lumbar.storage.tables import metadata

connection = context.config.attributes.get("connection")
if connection is None:
    raise RuntimeError("migrations are run through lumbar.storage.migration, with a connection")
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
