"""The training log of one person in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from uuid import UUID, uuid4

from lumbar.core.errors import DataProblem, ProblemKind, UnusableInput, UnusableKind
from lumbar.core.quantities import MassUnit
from lumbar.core.training import TrainingLog
from lumbar.usecases.ports import ImportBatch, StoredFile, StoredSession


class InMemoryTrainingStore:
    """Keeps what it is given for as long as it lives."""

    def __init__(self) -> None:
        self._owner_id = uuid4()
        self._sessions: dict[str, StoredSession] = {}
        self._files: dict[tuple[str, MassUnit], StoredFile] = {}
        self._quarantine: dict[tuple[str, ProblemKind, str, int], DataProblem] = {}
        self._confirmed_units: dict[str, MassUnit] = {}
        self.saves = 0

    @property
    def owner_id(self) -> UUID:
        return self._owner_id

    def sessions(self) -> Sequence[StoredSession]:
        return sorted(self._sessions.values(), key=lambda stored: stored.keyed.session.start)

    def log(self) -> TrainingLog:
        return TrainingLog(tuple(stored.keyed.session for stored in self.sessions()))

    def files(self) -> Sequence[StoredFile]:
        return list(self._files.values())

    def quarantine(self) -> Sequence[DataProblem]:
        return list(self._quarantine.values())

    def confirmed_units(self) -> Mapping[str, MassUnit]:
        return dict(self._confirmed_units)

    def save(self, batch: ImportBatch) -> None:
        for keyed in batch.added:
            there = self._sessions.get(keyed.key)
            if there is not None and there.keyed.content != keyed.content:
                raise UnusableInput(UnusableKind.STORE_UNREADABLE, "memory", met="changed_meanwhile")
        self.saves += 1
        for keyed in batch.added:
            self._sessions.setdefault(keyed.key, StoredSession(keyed, batch.at))
        for keyed in batch.replaced:
            self._sessions[keyed.key] = StoredSession(keyed, batch.at)
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

    def _set_aside(self, format_: str, problems: Sequence[DataProblem]) -> None:
        seen: Counter[tuple[ProblemKind, str]] = Counter()
        for problem in problems:
            if problem.set_aside:
                seen[problem.kind, problem.raw] += 1
                rank = seen[problem.kind, problem.raw]
                self._quarantine.setdefault((format_, problem.kind, problem.raw, rank), problem)
