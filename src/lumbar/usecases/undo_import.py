"""Takes an import back: exactly what it added or replaced, and nothing that came otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from lumbar.core.exercises import Catalogue
from lumbar.core.same_training import KeyedSession, SameTraining, trainings_in_two_apps
from lumbar.usecases.ports import Clock, StoredImport, TrainingStore


class WhyNotUndone(StrEnum):
    """Why an import stays as it is."""

    NO_SUCH_IMPORT = "no_such_import"
    NOTHING_TO_UNDO = "nothing_to_undo"
    """No import was named, and none stands."""
    UNDONE_ALREADY = "undone_already"
    NOT_KEPT = "not_kept"
    """It was made by a version that did not keep what an import replaced."""
    NEEDED = "needed"
    """A later import changed sessions that this one brought."""


@dataclass(frozen=True, slots=True)
class NotUndone:
    """The store is as it was, and this is why."""

    why: WhyNotUndone
    named: str = ""
    """The import as the person named it."""
    asked: StoredImport | None = None


def undo_import(
    import_id: UUID | None, *, store: TrainingStore, clock: Clock, catalogue: Catalogue | None = None
) -> StoredImport | NotUndone:
    """Undoes this import, or the newest that stands; gives it as it is listed from now on.

    Imports may be undone in any order, as long as no later one changed a session that this one brought. What is left
    is looked at anew for trainings that stand in two apps: one that was left out may be the only one now.
    """
    imports = store.imports()
    asked = _asked_for(imports, import_id)
    if isinstance(asked, NotUndone):
        return asked
    refused = _refusal(asked)
    if refused is not None:
        return NotUndone(refused, asked=asked)
    now = clock.now()
    different = store.different_trainings()

    def find(sessions: Sequence[KeyedSession]) -> tuple[SameTraining, ...]:
        return trainings_in_two_apps(sessions, catalogue, different)

    store.undo(asked.id, now, find)
    return replace(asked, undone_at=now)


def _asked_for(imports: Sequence[StoredImport], import_id: UUID | None) -> StoredImport | NotUndone:
    if import_id is None:
        standing = next((one for one in imports if one.undone_at is None), None)
        return standing or NotUndone(WhyNotUndone.NOTHING_TO_UNDO)
    known = next((one for one in imports if one.id == import_id), None)
    return known or NotUndone(WhyNotUndone.NO_SUCH_IMPORT, str(import_id))


def _refusal(asked: StoredImport) -> WhyNotUndone | None:
    if asked.undone_at is not None:
        return WhyNotUndone.UNDONE_ALREADY
    if not asked.undoable:
        return WhyNotUndone.NOT_KEPT
    return WhyNotUndone.NEEDED if asked.needed_by else None


def import_called(text: str, imports: Sequence[StoredImport]) -> StoredImport | None:
    """The import a person means by its number or by its id."""
    return next((one for one in imports if text in (str(one.number), str(one.id))), None)
