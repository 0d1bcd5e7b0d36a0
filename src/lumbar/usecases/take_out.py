"""Takes everything that is stored out, in files that other programs read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from lumbar.core.errors import DataProblem
from lumbar.core.quantities import MassUnit
from lumbar.core.same_training import SameTraining, left_out
from lumbar.usecases.ports import (
    Archive,
    CheckIn,
    Clock,
    ColumnMapping,
    Journal,
    LearnedName,
    NotedSelfTest,
    SelfTests,
    StoredFile,
    StoredSession,
    TrainingStore,
    in_order_of_storing,
)


@dataclass(frozen=True, slots=True)
class Everything:
    """All that is stored of a person."""

    sessions: tuple[StoredSession, ...]
    files: tuple[StoredFile, ...]
    quarantine: tuple[DataProblem, ...]
    confirmed_units: Mapping[str, MassUnit]
    check_ins: tuple[CheckIn, ...]
    learned_names: tuple[LearnedName, ...] = ()
    column_mappings: Mapping[str, ColumnMapping] = field(default_factory=dict)
    """By the signature of a header."""
    same_training: tuple[SameTraining, ...] = ()
    """Pairs of sessions of two apps that tell of one training; one of the two is counted."""
    different_trainings: tuple[SameTraining, ...] = ()
    """Pairs of which the person said that they are two trainings."""

    self_tests: tuple[NotedSelfTest, ...] = ()

    @property
    def left_out(self) -> Mapping[str, str]:
        """The keys of the sessions that are not counted, each with the key of the one that is in its place."""
        return left_out(in_order_of_storing(self.sessions), self.same_training)


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
    self_tests: int = 0


def take_out(
    *,
    store: TrainingStore,
    journal: Journal,
    self_tests: SelfTests,
    archive: Archive,
    renderings: Mapping[str, Rendering],
    clock: Clock,
) -> TakenOut:
    """Writes everything that is stored of the person into the archive, one file a rendering, by its name."""
    everything = Everything(
        sessions=tuple(store.sessions()),
        files=tuple(store.files()),
        quarantine=tuple(store.quarantine()),
        confirmed_units=store.confirmed_units(),
        check_ins=tuple(journal.check_ins()),
        learned_names=tuple(store.learned_names()),
        column_mappings=store.column_mappings(),
        same_training=tuple(store.same_training()),
        different_trainings=tuple(sorted(store.different_trainings())),
        self_tests=tuple(self_tests.results()),
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
        self_tests=len(everything.self_tests),
    )
