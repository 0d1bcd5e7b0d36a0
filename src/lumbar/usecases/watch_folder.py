"""Keeps the log up to date from a folder: which of its files to import now, and what came of it.

A file is taken once it has stopped growing: when two looks in a row find it the same, by size and time of change. It
is taken once, and again only when it has changed. What could not be used is told once, and again only when the file has
changed or is looked at under other circumstances: with another unit, or by a later version.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from lumbar.core.errors import UnusableInput, UnusableKind
from lumbar.core.exercises import Catalogue
from lumbar.core.quantities import MassUnit
from lumbar.usecases.import_log import ImportResult, import_log
from lumbar.usecases.ports import Clock, LogReader, TrainingStore


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file as one look into the folder finds it."""

    path: str
    size: int
    changed_ns: int
    """The time of its last change, as the file system has it. [ns]"""


@dataclass(frozen=True, slots=True)
class TakenFile:
    """A file as it was when it was taken."""

    file: ListedFile
    refused_under: str | None = None
    """The circumstances under which it could not be used; None where it was used."""


class Folder(Protocol):
    """The folder that is watched."""

    def listing(self) -> Sequence[ListedFile] | None:
        """The files in it that may be logs; None where it cannot be looked into now."""
        ...

    def digest(self, path: str) -> str | None:
        """SHA-256 of the file's bytes; None where they cannot be read, or are too many to read for that alone."""
        ...


class TakenFiles(Protocol):
    """What was taken from the folder, also by earlier runs."""

    def taken(self) -> Sequence[TakenFile]: ...

    def keep(self, taken: Sequence[TakenFile]) -> None: ...


@dataclass(frozen=True, slots=True)
class Watched:
    """What is known of a folder from one look to the next."""

    taken: Mapping[str, TakenFile] = field(default_factory=dict)
    last_look: Mapping[str, ListedFile] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Look:
    """What a look into the folder found."""

    due: tuple[ListedFile, ...]
    """To be imported now, the one that was changed first before the others."""
    growing: bool
    """Whether another look may find more to import, although nothing changes."""
    watched: Watched


def watched_since(taken: Iterable[TakenFile]) -> Watched:
    """What is known of a folder before the first look of this run."""
    return Watched({each.file.path: each for each in taken})


def look(watched: Watched, listing: Sequence[ListedFile], circumstances: str) -> Look:
    """Which files to import now.

    An empty file is one that is still to come: browsers and tools that copy make it first. What is no longer in the
    folder is forgotten.
    """
    there = {file.path: file for file in listing}
    new = [file for file in listing if file.size > 0 and _is_new(file, watched.taken.get(file.path), circumstances)]
    due = [file for file in new if watched.last_look.get(file.path) == file]
    taken = {path: each for path, each in watched.taken.items() if path in there}
    in_order = sorted(due, key=lambda file: (file.changed_ns, file.path))
    return Look(tuple(in_order), len(due) < len(new), Watched(taken, there))


def _is_new(file: ListedFile, taken: TakenFile | None, circumstances: str) -> bool:
    if taken is None or taken.file != file:
        return True
    return taken.refused_under not in (None, circumstances)


def with_taken(watched: Watched, file: ListedFile, refused_under: str | None = None) -> Watched:
    """The file was imported, or could not be under these circumstances."""
    return replace(watched, taken={**watched.taken, file.path: TakenFile(file, refused_under)})


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came of one file of the folder."""

    path: str
    result: ImportResult | None = None
    problem: UnusableInput | None = None
    """Why the whole file could not be used; of an archive of several logs, those are in the result."""

    @property
    def anything_set_aside(self) -> bool:
        result = self.result
        return self.problem is not None or (result is not None and bool(result.quarantine or result.unreadable))


@dataclass(frozen=True, slots=True)
class ImportInto:
    """Where arrivals go, and how they are read."""

    reader: LogReader
    store: TrainingStore
    clock: Clock
    unit: MassUnit | None = None
    catalogue: Catalogue | None = None
    zone: str | None = None


def import_arrivals(
    found: Look, folder: Folder, into: ImportInto, circumstances: str
) -> tuple[Watched, tuple[Arrival, ...]]:
    """Imports what is due, each file for itself, so that each can be undone for itself.

    A file whose bytes are in the store already costs nothing and is not told of. Where the store itself cannot be used
    its UnusableInput is raised, and no file is blamed for it: what was not taken is due again.
    """
    watched, arrivals = found.watched, list[Arrival]()
    known = {file.sha256 for file in into.store.files()} if found.due else set[str]()
    for file in found.due:
        if folder.digest(file.path) in known:
            watched = with_taken(watched, file)
            continue
        arrival = _imported(file.path, into)
        refused = arrival.problem is not None or bool(arrival.result and arrival.result.unreadable)
        watched = with_taken(watched, file, circumstances if refused else None)
        arrivals.append(arrival)
    return watched, tuple(arrivals)


def _imported(path: str, into: ImportInto) -> Arrival:
    try:
        result = import_log(
            [path],
            reader=into.reader,
            store=into.store,
            clock=into.clock,
            unit=into.unit,
            catalogue=into.catalogue,
            zone=into.zone,
        )
    except UnusableInput as problem:
        if problem.kind in (UnusableKind.STORE_UNREADABLE, UnusableKind.ZONE_UNKNOWN):
            raise
        return Arrival(path, problem=problem)
    return Arrival(path, result=result)
