"""A log that was read and is held in hand: looked at as often as it takes, and kept only when the person says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lumbar.core.errors import UnusableInput
from lumbar.core.exercises import Catalogue
from lumbar.core.provenance import FileReading
from lumbar.core.same_training import united
from lumbar.core.training import TrainingLog
from lumbar.usecases.import_log import ImportResult, import_log, read_as_said
from lumbar.usecases.log_summary import LogSummary, summarise
from lumbar.usecases.ports import Clock, LogReader, ReadingChoices, SuggestExercises, TrainingStore


@dataclass(frozen=True, slots=True)
class HeldLog:
    """What reading some files gave; the files themselves are not needed any more."""

    log: TrainingLog
    summary: LogSummary

    @property
    def unit_to_confirm(self) -> FileReading | None:
        """The first file whose loads depend on a unit that it does not say and nobody confirmed."""
        return next((reading for reading in self.summary.readings if reading.unit_is_a_guess), None)

    @property
    def files_to_confirm(self) -> tuple[FileReading, ...]:
        """That file and the others of its app: one answer holds for all of them, and for no other app's."""
        asked = self.unit_to_confirm
        readings = self.summary.readings if asked else ()
        return tuple(each for each in readings if asked and each.unit_is_a_guess and each.format == asked.format)


def hold_log(log: TrainingLog, *, catalogue: Catalogue, suggest: SuggestExercises) -> HeldLog:
    """A log that is known already, in the same form."""
    return HeldLog(log, summarise(log, catalogue, suggest))


def hold_files(
    paths: Sequence[str],
    *,
    reader: LogReader,
    choices: ReadingChoices,
    catalogue: Catalogue,
    suggest: SuggestExercises,
) -> HeldLog:
    """Reads every file once, storing nothing. Raises the first one's UnusableInput when none can be used."""
    files = read_as_said(paths, reader, choices)
    return _held(files.readings, files.unreadable, files.repeated, catalogue, suggest)


def understood_anew(held: HeldLog, *, catalogue: Catalogue, suggest: SuggestExercises) -> HeldLog:
    """The same files, after a name was learned: two apps may turn out to have the same training."""
    read = held.summary
    return _held(read.readings, read.unreadable, read.repeated, catalogue, suggest)


def _held(
    readings: tuple[FileReading, ...],
    unreadable: tuple[UnusableInput, ...],
    repeated: tuple[str, ...],
    catalogue: Catalogue,
    suggest: SuggestExercises,
) -> HeldLog:
    log = united(readings, catalogue)
    return HeldLog(log, summarise(log, catalogue, suggest, readings, unreadable, repeated))


def keep_held(held: HeldLog, *, store: TrainingStore, clock: Clock, catalogue: Catalogue) -> ImportResult:
    """Stores what is held, as an import of its files would have done.

    Sessions that are stored otherwise stay as they are stored. Raises UnusableInput while a unit is a guess.
    """
    readings = held.summary.readings
    return import_log(
        [reading.path for reading in readings],
        reader=_InHand(readings),
        store=store,
        clock=clock,
        units={reading.format: reading.unit for reading in readings if reading.unit_from.said_by_the_person},
        catalogue=catalogue,
    )


class _InHand:
    """A LogReader of what was read already."""

    def __init__(self, readings: Sequence[FileReading]) -> None:
        self._readings = {reading.path: reading for reading in readings}

    def logs_in(self, path: str) -> Sequence[str]:
        return (path,)

    def read(self, path: str, choices: ReadingChoices) -> FileReading:  # noqa: ARG002  the choices were made
        return self._readings[path]
