"""What `lumbar watch` says: one line for what came, one sentence for what could not be used."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the list of commands says the first sentences, and needs none of this
    from lumbar.usecases.import_log import ImportResult

ENDED = "Lumbar no longer watches the folder. What was imported is stored."
NOTHING_NEW = "Nothing new in {folder}."
NAMES_SHOWN = 3


def no_folder(folder: str) -> str:
    return f"{folder} is no folder that can be looked into, so nothing can be imported from it; name the one your exports go to."


def watching(folder: str, seconds: float) -> str:
    """At the beginning, for whoever waits."""
    return f"Watching {folder}, looking every {seconds:g} seconds. What appears or changes there is imported; Ctrl+C ends it."


def folder_gone(folder: str) -> str:
    return (
        f"{folder} cannot be looked into just now; Lumbar goes on trying, so connect the drive or put the folder back."
    )


def arrived(path: str, result: ImportResult, at: datetime) -> str:
    """What one file brought."""
    told = f"{at:%Y-%m-%d %H:%M} {PurePath(path).name}: {_brought(result)}"
    aside = len(result.quarantine)
    if aside:
        told += f" {_count(aside, 'record was', 'records were')} set aside; `lumbar import` on the file lists them."
    if result.changed and not result.changed_were_replaced:
        told += (
            f" {_count(len(result.changed), 'session differs', 'sessions differ')} from what is stored and was left; "
            "`lumbar import` on the file with --replace-changed takes the newer."
        )
    return told


def no_logs(folder: str, paths: Sequence[str]) -> str:
    """Many files at once that no app we know wrote: a folder for downloads, most likely."""
    names = ", ".join(PurePath(path).name for path in paths[:NAMES_SHOWN])
    return (
        f"{len(paths)} files in {folder} are no logs we know ({names} and others), and are left alone until they change; "
        "a folder with nothing but exports in it is quicker to look through."
    )


def _brought(result: ImportResult) -> str:
    sets, sessions = result.sets.added, result.sessions.added + result.sessions.grown
    if not sets:
        return "nothing new."
    return f"{_count(sets, 'new set', 'new sets')} in {_count(sessions, 'session', 'sessions')}."


def _count(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
