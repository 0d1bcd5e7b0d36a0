"""The training log of one person in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from lumbar.core.errors import DataProblem, ProblemKind, UnusableInput, UnusableKind
from lumbar.core.exercises import spelling_key
from lumbar.core.quantities import MassUnit
from lumbar.core.same_training import KeyedSession, SameTraining, left_out
from lumbar.core.training import TrainingLog
from lumbar.usecases.ports import (
    ColumnMapping,
    FindSameTraining,
    ImportBatch,
    LearnedName,
    StoredFile,
    StoredImport,
    StoredSession,
    in_order_of_storing,
)


@dataclass
class _Import:
    """What an import brought, and how things stood before it."""

    batch: ImportBatch
    files: dict[tuple[str, MassUnit], StoredFile]
    quarantine: dict[tuple[str, ProblemKind, str, int], DataProblem]
    confirmed_units: dict[str, MassUnit]
    before: dict[str, tuple[StoredSession, UUID] | None] = field(default_factory=dict)
    sets: int = 0
    undone_at: datetime | None = None


class InMemoryTrainingStore:
    """Keeps what it is given for as long as it lives."""

    def __init__(self) -> None:
        self._owner_id = uuid4()
        self._sessions: dict[str, StoredSession] = {}
        self._files: dict[tuple[str, MassUnit], StoredFile] = {}
        self._quarantine: dict[tuple[str, ProblemKind, str, int], DataProblem] = {}
        self._confirmed_units: dict[str, MassUnit] = {}
        self._imports: dict[UUID, _Import] = {}
        self._brought_by: dict[str, UUID] = {}
        self._same: tuple[SameTraining, ...] = ()
        self._different: set[SameTraining] = set()
        self._names: dict[str, LearnedName] = {}
        self._mappings: dict[str, ColumnMapping] = {}
        self.saves = 0

    @property
    def owner_id(self) -> UUID:
        return self._owner_id

    def sessions(self) -> Sequence[StoredSession]:
        return sorted(self._sessions.values(), key=lambda stored: stored.keyed.session.start)

    def log(self) -> TrainingLog:
        elsewhere = left_out(in_order_of_storing(self.sessions()), self._same)
        return TrainingLog(tuple(one.keyed.session for one in self.sessions() if one.keyed.key not in elsewhere))

    def files(self) -> Sequence[StoredFile]:
        return list(self._files.values())

    def quarantine(self) -> Sequence[DataProblem]:
        return list(self._quarantine.values())

    def confirmed_units(self) -> Mapping[str, MassUnit]:
        return dict(self._confirmed_units)

    def save(self, batch: ImportBatch) -> UUID:
        for keyed in batch.added:
            there = self._sessions.get(keyed.key)
            if there is not None and there.keyed.content != keyed.content:
                raise UnusableInput(UnusableKind.STORE_UNREADABLE, "memory", met="changed_meanwhile")
        self.saves += 1
        made = _Import(batch, dict(self._files), dict(self._quarantine), dict(self._confirmed_units))
        import_id = uuid4()
        self._imports[import_id] = made
        for keyed in batch.added:
            if keyed.key not in self._sessions:
                self._take(keyed, batch.at, import_id, made)
        for keyed in batch.replaced:
            self._take(keyed, batch.at, import_id, made)
        for reading in batch.readings:
            self._files.setdefault(
                (reading.sha256, reading.unit),
                StoredFile(
                    path=reading.path,
                    sha256=reading.sha256,
                    format=reading.format,
                    variant=reading.variant,
                    encoding=reading.encoding,
                    unit=reading.unit,
                    unit_from=str(reading.unit_from),
                    imported_at=batch.at,
                ),
            )
            self._set_aside(reading.format, reading.problems)
        self._confirmed_units |= batch.confirmed_units
        self._same = tuple(sorted(set(batch.same_training) - self._different))
        return import_id

    def _take(self, keyed: KeyedSession, at: datetime, import_id: UUID, made: _Import) -> None:
        before = self._sessions.get(keyed.key)
        made.before[keyed.key] = None if before is None else (before, self._brought_by[keyed.key])
        made.sets += max(len(keyed.session.sets) - (len(before.keyed.session.sets) if before else 0), 0)
        self._sessions[keyed.key] = StoredSession(keyed, at)
        self._brought_by[keyed.key] = import_id

    def imports(self) -> Sequence[StoredImport]:
        numbers = {import_id: number for number, import_id in enumerate(self._imports, start=1)}
        listed = [
            StoredImport(
                id=import_id,
                number=numbers[import_id],
                at=made.batch.at,
                paths=tuple(reading.path for reading in made.batch.readings),
                added_sessions=sum(before is None for before in made.before.values()),
                added_sets=made.sets,
                replaced_sessions=sum(before is not None for before in made.before.values()),
                undone_at=made.undone_at,
                needed_by=() if made.undone_at else self._needed_by(import_id, numbers),
            )
            for import_id, made in self._imports.items()
        ]
        return listed[::-1]

    def _needed_by(self, import_id: UUID, numbers: Mapping[UUID, int]) -> tuple[int, ...]:
        standing = {self._brought_by[key] for key in self._imports[import_id].before}
        return tuple(sorted(numbers[one] for one in standing - {import_id}))

    def undo(self, import_id: UUID, at: datetime, find: FindSameTraining) -> None:
        """Files, records and units are put back as they were: this store knows no undoing out of order for them."""
        made = self._imports.get(import_id)
        if made is None or made.undone_at or any(self._brought_by[key] != import_id for key in made.before):
            raise UnusableInput(UnusableKind.STORE_UNREADABLE, "memory", met="changed_meanwhile")
        for key, before in made.before.items():
            if before is None:
                del self._sessions[key], self._brought_by[key]
            else:
                self._sessions[key], self._brought_by[key] = before
        later = list(self._imports)[list(self._imports).index(import_id) + 1 :]
        if all(self._imports[one].undone_at for one in later):
            self._files, self._quarantine, self._confirmed_units = made.files, made.quarantine, made.confirmed_units
        made.undone_at = at
        self._same = tuple(find(in_order_of_storing(self.sessions())))

    def same_training(self) -> Sequence[SameTraining]:
        return self._same

    def different_trainings(self) -> Collection[SameTraining]:
        return frozenset(self._different)

    def keep_same_training(
        self,
        found: Iterable[SameTraining],
        different: Iterable[SameTraining],
        at: datetime,  # noqa: ARG002
    ) -> None:
        self._different |= set(different)
        self._same = tuple(sorted(set(found) - self._different))

    def learned_names(self) -> Sequence[LearnedName]:
        return tuple(self._names.values())

    def learn_name(self, answer: LearnedName) -> None:
        self._names.pop(spelling_key(answer.name), None)
        self._names[spelling_key(answer.name)] = answer

    def column_mappings(self) -> Mapping[str, ColumnMapping]:
        return dict(self._mappings)

    def keep_column_mapping(self, signature: str, mapping: ColumnMapping, at: datetime) -> None:  # noqa: ARG002
        self._mappings[signature] = mapping

    def _set_aside(self, format_: str, problems: Sequence[DataProblem]) -> None:
        seen: Counter[tuple[ProblemKind, str]] = Counter()
        for problem in problems:
            if problem.set_aside:
                seen[problem.kind, problem.raw] += 1
                rank = seen[problem.kind, problem.raw]
                self._quarantine.setdefault((format_, problem.kind, problem.raw, rank), problem)
