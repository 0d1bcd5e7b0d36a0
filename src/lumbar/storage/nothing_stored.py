"""The store of a person of whom nothing is stored yet: it can be asked, and asking makes no file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from lumbar.core.errors import DataProblem
from lumbar.core.quantities import MassUnit
from lumbar.core.same_training import SameTraining
from lumbar.core.self_tests import SelfTestResult
from lumbar.core.training import TrainingLog
from lumbar.usecases.ports import (
    CheckIn,
    ColumnMapping,
    FindSameTraining,
    ImportBatch,
    LearnedName,
    NotedSelfTest,
    PairedPhone,
    StoredFile,
    StoredImport,
    StoredSession,
)

NOBODY = UUID(int=0)


class NothingStored:
    """A TrainingStore that holds nothing. Storing into it is a fault of ours: open the real one for that."""

    @property
    def owner_id(self) -> UUID:
        return NOBODY

    def sessions(self) -> Sequence[StoredSession]:
        return ()

    def log(self) -> TrainingLog:
        return TrainingLog()

    def files(self) -> Sequence[StoredFile]:
        return ()

    def quarantine(self) -> Sequence[DataProblem]:
        return ()

    def confirmed_units(self) -> Mapping[str, MassUnit]:
        return {}

    def save(self, batch: ImportBatch) -> UUID:
        raise NotImplementedError("nothing can be saved where no store was opened")

    def imports(self) -> Sequence[StoredImport]:
        return ()

    def undo(self, import_id: UUID, at: datetime, find: FindSameTraining) -> None:
        raise NotImplementedError("nothing can be undone where no store was opened")

    def same_training(self) -> Sequence[SameTraining]:
        return ()

    def different_trainings(self) -> Collection[SameTraining]:
        return ()

    def keep_same_training(
        self, found: Iterable[SameTraining], different: Iterable[SameTraining], at: datetime
    ) -> None:
        raise NotImplementedError("nothing can be said of trainings where no store was opened")

    def learned_names(self) -> Sequence[LearnedName]:
        return ()

    def learn_name(self, answer: LearnedName) -> None:
        raise NotImplementedError("nothing can be learned where no store was opened")

    def column_mappings(self) -> Mapping[str, ColumnMapping]:
        return {}

    def keep_column_mapping(self, signature: str, mapping: ColumnMapping, at: datetime) -> None:
        raise NotImplementedError("nothing can be kept where no store was opened")


class NothingNoted:
    """A Journal without a check-in. Adding to it is a fault of ours: open the real one for that."""

    def add(self, check_in: CheckIn) -> None:
        raise NotImplementedError("nothing can be noted where no journal was opened")

    def check_ins(self) -> Sequence[CheckIn]:
        return ()


class NothingTested:
    """SelfTests without a result. Adding one to it is a fault of ours: open the real one for that."""

    def add(self, results: Sequence[SelfTestResult], at: datetime) -> None:
        raise NotImplementedError("nothing can be noted where no store was opened")

    def results(self) -> Sequence[NotedSelfTest]:
        return ()

    def remove(self, result_id: UUID) -> None:
        """There is no result that could be taken away."""


class NothingPaired:
    """PairedPhones without a phone. Pairing one with it is a fault of ours: open the real one for that."""

    def paired(self) -> PairedPhone | None:
        return None

    def replace(self, phone: PairedPhone) -> None:
        raise NotImplementedError("nothing can be paired where no store was opened")

    def revoke(self) -> None:
        """There is no access to take away."""

    def seen(self, at: datetime) -> None:
        """There is no phone that could be here."""
