"""Brings a store to the tables this program knows. Alembic is imported only when there is something to bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from lumbar.core.errors import StoreTrouble, UnusableInput, UnusableKind
from lumbar.storage.location import HEAD

if TYPE_CHECKING:
    from alembic.config import Config


def revision_of(connection: Connection) -> str | None:
    """The revision of the store's tables, or None when it has none of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def upgrade(connection: Connection, path: str) -> None:
    """Brings the store to HEAD within the caller's transaction.

    Refuses a store written by a later version of this program, and a database that is not ours.
    """
    revision = revision_of(connection)
    if revision == HEAD:
        return
    if revision is None and inspect(connection).get_table_names():
        raise UnusableInput(UnusableKind.STORE_UNREADABLE, path, met=StoreTrouble.NOT_OURS)
    from alembic import command
    from alembic.script import ScriptDirectory

    config = configuration(connection)
    revisions = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if revision is not None and revision not in revisions:
        raise UnusableInput(UnusableKind.STORE_UNREADABLE, path, met=StoreTrouble.NEWER, limit=HEAD)
    command.upgrade(config, "head")


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's settings without an alembic.ini, so that migrations run from the installed package."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "lumbar.storage:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
