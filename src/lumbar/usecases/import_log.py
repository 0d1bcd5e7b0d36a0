"""Stores training logs: what is new of them, and nothing twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from lumbar.core.errors import DataProblem, UnusableInput, UnusableKind
from lumbar.core.provenance import FileReading, UnitOrigin
from lumbar.core.quantities import MassUnit
from lumbar.core.same_training import Comparison, Difference, KeyedSession, compare, keyed
from lumbar.usecases.ports import Clock, ImportBatch, LogReader, ReadingChoices, TrainingStore
from lumbar.usecases.read_files import FilesRead, read_files


@dataclass(frozen=True, slots=True)
class SetCounts:
    """What became of the sets of the files: ``added + already_there + changed`` is all of them."""

    added: int
    already_there: int
    changed: int
    """Sets of sessions that are stored with other sets."""


@dataclass(frozen=True, slots=True)
class SessionCounts:
    """What became of the sessions of the files: each is counted in one of these."""

    added: int
    already_there: int
    grown: int
    """Stored already, and sets were added to it."""
    changed: int


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import found and did."""

    readings: tuple[FileReading, ...]
    """Each file that was used, oldest training first, once however often it was named."""
    unreadable: tuple[UnusableInput, ...]
    """Why each of the other files was not used."""
    given_twice: tuple[str, ...]
    """Paths whose bytes are those of another file of this import; they were counted once."""
    sets: SetCounts
    sessions: SessionCounts
    grown: tuple[Difference, ...]
    changed: tuple[Difference, ...]
    """Sessions that are stored with other sets, as stored and as they came."""
    changed_were_replaced: bool
    """Whether the changed sessions now stand, or would stand, in place of the stored ones."""
    quarantine: tuple[DataProblem, ...]
    """The records that were set aside and are in no figure."""
    stored: bool
    """Whether the store was written to: not in a dry run, and not when it held everything already."""


def import_log(
    paths: Sequence[str],
    *,
    reader: LogReader,
    store: TrainingStore,
    clock: Clock,
    unit: MassUnit | None = None,
    dry_run: bool = False,
    replace_changed: bool = False,
) -> ImportResult:
    """Reads the files and stores what the store lacks, in one transaction.

    Importing several files is importing them one after another, oldest training first: two exports of one app may
    overlap. ``unit`` is the person's answer for loads that carry none; it is remembered for the formats it decided. A
    file whose unit would be a guess is not stored, since a wrong one would stay unnoticed in every later figure.

    Raises the first file's UnusableInput when none of them can be used.
    """
    now = clock.now()
    confirmed = store.confirmed_units()
    # The file may have been written where it is tomorrow already.
    choices = ReadingChoices(latest_day=now.date() + timedelta(days=1), unit=unit, confirmed_units=confirmed)
    files = read_files(paths, reader, choices, accept=_with_a_sure_unit)
    merge = _Merge(
        {stored.keyed.key: stored.keyed for stored in store.sessions()},
        replace_changed=replace_changed,
    )
    for reading in files.readings:
        merge.take(reading)
    batch = ImportBatch(
        at=now,
        readings=files.readings,
        added=tuple(merge.added.values()),
        replaced=tuple(merge.replaced.values()),
        confirmed_units=_units_decided_by(unit, files.readings, confirmed, merge),
    )
    to_be_stored = not dry_run and _says_anything_new(batch, store)
    if to_be_stored:
        store.save(batch)
    return _result(files, merge, replace_changed=replace_changed, stored=to_be_stored)


def _with_a_sure_unit(reading: FileReading) -> FileReading:
    if reading.unit_is_a_guess:
        raise UnusableInput(
            UnusableKind.UNIT_NOT_CONFIRMED,
            reading.path,
            met=str(reading.unit),
            known=tuple(str(one) for one in MassUnit),
        )
    return reading


@dataclass(slots=True)
class _Merge:
    """The stored log as it grows by one file after another."""

    known: dict[str, KeyedSession]
    replace_changed: bool
    added: dict[str, KeyedSession] = field(default_factory=dict)
    replaced: dict[str, KeyedSession] = field(default_factory=dict)
    comparisons: list[Comparison] = field(default_factory=list)

    @property
    def leaves_changes_open(self) -> bool:
        """Whether a stored session stays although a file has it otherwise."""
        return not self.replace_changed and any(comparison.changed for comparison in self.comparisons)

    def take(self, reading: FileReading) -> None:
        comparison = compare(keyed(reading.sessions), tuple(self.known.values()))
        self.comparisons.append(comparison)
        for session in comparison.added:
            self.added[session.key] = self.known[session.key] = session
        for difference in comparison.grown + (comparison.changed if self.replace_changed else ()):
            session = difference.incoming
            # What an earlier file of this import brought is not stored yet, and so is not replaced.
            (self.added if session.key in self.added else self.replaced)[session.key] = session
            self.known[session.key] = session


def _units_decided_by(
    unit: MassUnit | None, readings: Iterable[FileReading], confirmed: Mapping[str, MassUnit], merge: _Merge
) -> dict[str, MassUnit]:
    """By format: the person's answer where the file itself had none, unless it was known already.

    While stored sessions stand that the answer would change, an earlier answer stands too: a log half in pounds and
    half in kilograms would be the worst of all.
    """
    if unit is None:
        return {}
    return {
        reading.format: unit
        for reading in readings
        if reading.unit_from is UnitOrigin.CONFIRMED
        and confirmed.get(reading.format) is not unit
        and (reading.format not in confirmed or not merge.leaves_changes_open)
    }


def _says_anything_new(batch: ImportBatch, store: TrainingStore) -> bool:
    if batch.added or batch.replaced or batch.confirmed_units:
        return True
    known_files = {(file.sha256, file.unit) for file in store.files()}
    if any((reading.sha256, reading.unit) not in known_files for reading in batch.readings):
        return True
    # The same bytes may be read otherwise by a later version of an importer.
    known_records = {(problem.kind, problem.raw) for problem in store.quarantine()}
    return any((problem.kind, problem.raw) not in known_records for problem in _set_aside(batch.readings))


def _set_aside(readings: Iterable[FileReading]) -> tuple[DataProblem, ...]:
    return tuple(problem for reading in readings for problem in reading.problems if problem.set_aside)


def _result(files: FilesRead, merge: _Merge, *, replace_changed: bool, stored: bool) -> ImportResult:
    grown = tuple(difference for comparison in merge.comparisons for difference in comparison.grown)
    changed = tuple(difference for comparison in merge.comparisons for difference in comparison.changed)
    added = [session for comparison in merge.comparisons for session in comparison.added]
    there = [session for comparison in merge.comparisons for session in comparison.already_there]
    sets_before_growing = sum(len(difference.stored.session.sets) for difference in grown)
    return ImportResult(
        readings=files.readings,
        unreadable=files.unreadable,
        given_twice=files.repeated,
        sets=SetCounts(
            added=_sets(added) + _sets(pair.incoming for pair in grown) - sets_before_growing,
            already_there=_sets(there) + sets_before_growing,
            changed=_sets(pair.incoming for pair in changed),
        ),
        sessions=SessionCounts(added=len(added), already_there=len(there), grown=len(grown), changed=len(changed)),
        grown=grown,
        changed=changed,
        changed_were_replaced=replace_changed,
        quarantine=_set_aside(files.readings),
        stored=stored,
    )


def _sets(sessions: Iterable[KeyedSession]) -> int:
    return sum(len(session.session.sets) for session in sessions)
