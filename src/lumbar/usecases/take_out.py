"""Takes everything that is stored out, in files that other programs read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from lumbar.core.errors import DataProblem
from lumbar.core.quantities import MassUnit
from lumbar.usecases.ports import Archive, CheckIn, Clock, Journal, StoredFile, StoredSession, TrainingStore


@dataclass(frozen=True, slots=True)
class Everything:
    """All that is stored of a person."""

    sessions: tuple[StoredSession, ...]
    files: tuple[StoredFile, ...]
    quarantine: tuple[DataProblem, ...]
    confirmed_units: Mapping[str, MassUnit]
    check_ins: tuple[CheckIn, ...]


Rendering = Callable[[Everything, datetime], str]
"""One file of an archive as text; the instant is when it is taken out."""


@dataclass(frozen=True, slots=True)
class TakenOut:
    """What was written."""

    files: tuple[str, ...]
    sessions: int
    sets: int
    quarantined: int
    check_ins: int


def take_out(
    *, store: TrainingStore, journal: Journal, archive: Archive, renderings: Mapping[str, Rendering], clock: Clock
) -> TakenOut:
    """Writes everything the store and the journal hold into the archive, one file a rendering, by its name."""
    everything = Everything(
        sessions=tuple(store.sessions()),
        files=tuple(store.files()),
        quarantine=tuple(store.quarantine()),
        confirmed_units=store.confirmed_units(),
        check_ins=tuple(journal.check_ins()),
    )
    at = clock.now()
    # All is rendered before anything is written: a fault of ours must not leave half an archive.
    texts = {name: render(everything, at) for name, render in renderings.items()}
    for name, text in texts.items():
        archive.write(name, text)
    return TakenOut(
        files=tuple(texts),
        sessions=len(everything.sessions),
        sets=sum(len(stored.keyed.session.sets) for stored in everything.sessions),
        quarantined=len(everything.quarantine),
        check_ins=len(everything.check_ins),
    )
