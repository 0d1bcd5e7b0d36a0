"""Stores training logs: what is new of them, and nothing twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from lumbar.core.errors import DataProblem, UnusableInput, UnusableKind
from lumbar.core.exercises import Catalogue
from lumbar.core.provenance import FileReading, UnitOrigin
from lumbar.core.quantities import MassUnit
from lumbar.core.same_training import (
    Comparison,
    Difference,
    KeyedSession,
    SameTraining,
    compare,
    keyed,
    left_out,
    trainings_in_two_apps,
)
from lumbar.usecases.ports import (
    Clock,
    ImportBatch,
    LogReader,
    ReadingChoices,
    StoredSession,
    TrainingStore,
    in_order_of_storing,
)
from lumbar.usecases.read_files import FilesRead, read_files


@dataclass(frozen=True, slots=True)
class SetCounts:
    """What became of the sets of the files: ``added + already_there + changed`` is all of them."""

    added: int
    already_there: int
    """Stored already, from this app or as the same training from another."""
    changed: int
    """Sets of sessions that are stored with other sets."""
    same_training: int = 0
    """Those of ``already_there`` that are counted as the log of another app has them."""


@dataclass(frozen=True, slots=True)
class SessionCounts:
    """What became of the sessions of the files: each is counted in one of these."""

    added: int
    already_there: int
    grown: int
    """Stored already, and sets were added to it."""
    changed: int
    same_training: int = 0
    """Those of ``already_there`` that are the same training from another app."""


@dataclass(frozen=True, slots=True)
class SameAsOtherApp:
    """One training that stands in two apps: both are kept, and one of them counts."""

    counted: KeyedSession
    left_out: KeyedSession


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
    same_as_other_app: tuple[SameAsOtherApp, ...] = ()
    """Trainings of the files that another app has too, in the order of time."""
    batch: UUID | None = field(default=None, compare=False)
    """The id of this import in the store, to undo it by; None where nothing was stored."""


def import_log(
    paths: Sequence[str],
    *,
    reader: LogReader,
    store: TrainingStore,
    clock: Clock,
    unit: MassUnit | None = None,
    units: Mapping[str, MassUnit] = {},
    dry_run: bool = False,
    replace_changed: bool = False,
    catalogue: Catalogue | None = None,
    zone: str | None = None,
) -> ImportResult:
    """Reads the files and stores what the store lacks, in one transaction.

    Importing several files is importing them one after another, oldest training first: two exports of one app may
    overlap. ``unit`` is the person's answer for loads that carry none, and ``units`` their answers by format; they are
    remembered for the formats they decided. A file whose unit would be a guess is not stored, since a wrong one would
    stay unnoticed in every later figure.
    ``zone`` is the person's, for exports whose times are UTC. The catalogue tells which names of two apps are one
    exercise, so that a training that stands in both is counted once.

    Raises the first file's UnusableInput when none of them can be used.
    """
    now = clock.now()
    confirmed = store.confirmed_units()
    # The file may have been written where it is tomorrow already.
    choices = ReadingChoices(
        latest_day=now.date() + timedelta(days=1),
        unit=unit,
        confirmed_units=confirmed,
        mappings=store.column_mappings(),
        zone=zone,
        units=units,
    )
    files = read_as_said(paths, reader, choices, accept=_with_a_sure_unit)
    stored = store.sessions()
    merge = _Merge({one.keyed.key: one.keyed for one in stored}, replace_changed=replace_changed)
    for reading in files.readings:
        merge.take(reading)
    sessions = merge.in_order_of_storing(stored, now)
    pairs = _pairs(sessions, store, catalogue)
    batch = ImportBatch(
        at=now,
        readings=files.readings,
        added=tuple(merge.added.values()),
        replaced=tuple(merge.replaced.values()),
        confirmed_units=_units_decided_by(choices, files.readings, merge),
        same_training=pairs,
    )
    batch_id = None
    if not dry_run:
        if _says_anything_new(batch, store):
            batch_id = store.save(batch)
        elif set(pairs) != set(store.same_training()):  # a name was learned, or the rule became another
            store.keep_same_training(pairs, (), now)
    doubles = _Doubles(sessions, left_out(sessions, pairs))
    return _result(files, merge, doubles, replace_changed=replace_changed, batch_id=batch_id)


def read_as_said(
    paths: Sequence[str],
    reader: LogReader,
    choices: ReadingChoices,
    *,
    accept: Callable[[FileReading], FileReading] = lambda reading: reading,
) -> FilesRead:
    """Reads every file, in the units the person says.

    Where one format alone leaves its unit to the person, the unit they name can only be meant for it, and changes what
    they said of it earlier. Where several do, what is known of a format stands. Raises as ``read_files`` does.
    """
    files = read_files(paths, reader, choices, accept=accept)
    left_open = {reading.format for reading in files.readings if reading.unit_from.said_by_the_person}
    if choices.unit is None or len(left_open) != 1 or choices.units.keys() & left_open:
        return files
    [only] = left_open
    if choices.unit_of(only) is choices.unit:
        return files
    return read_files(paths, reader, replace(choices, units={**choices.units, only: choices.unit}), accept=accept)


def _pairs(
    sessions: Sequence[KeyedSession], store: TrainingStore, catalogue: Catalogue | None
) -> tuple[SameTraining, ...]:
    found = trainings_in_two_apps(sessions, catalogue, store.different_trainings())
    # Without a catalogue less is seen; what was seen with it is not forgotten for that.
    return found if catalogue else tuple(sorted({*found, *store.same_training()}))


def count_both(day: date, *, store: TrainingStore, clock: Clock) -> tuple[SameAsOtherApp, ...]:
    """The person says that what two apps have of this day are two trainings: from now on both count.

    Gives what was taken to be one training until now; empty where nothing of the day was.
    """
    sessions = in_order_of_storing(store.sessions())
    of_the_day = {session.key for session in sessions if session.session.day == day}
    found = store.same_training()
    different = [pair for pair in found if pair.first in of_the_day]
    before = _Doubles(sessions, left_out(sessions, different)).met_in(of_the_day)
    if different:
        store.keep_same_training([pair for pair in found if pair not in different], different, clock.now())
    return before


@dataclass(frozen=True, slots=True)
class _Doubles:
    """The whole log after an import, with what of it is counted as another app has it."""

    sessions: Sequence[KeyedSession]
    elsewhere: Mapping[str, str]

    def met_in(self, keys: Iterable[str]) -> tuple[SameAsOtherApp, ...]:
        """Trainings in two apps of which one of these sessions is one side, in the order of time."""
        by_key = {session.key: session for session in self.sessions}
        wanted = set(keys)
        met = [
            SameAsOtherApp(counted=by_key[counted], left_out=by_key[left])
            for left, counted in self.elsewhere.items()
            if left in wanted or counted in wanted
        ]
        return tuple(sorted(met, key=lambda one: (one.left_out.session.start, one.left_out.key)))


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

    def in_order_of_storing(self, stored: Sequence[StoredSession], now: datetime) -> tuple[KeyedSession, ...]:
        """All sessions as they would be stored, those of this import last."""
        imported_at = {one.keyed.key: one.imported_at for one in stored}
        new = self.added.keys() | self.replaced.keys()
        return in_order_of_storing(
            StoredSession(session, now if key in new else imported_at[key]) for key, session in self.known.items()
        )

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


def _units_decided_by(choices: ReadingChoices, readings: Iterable[FileReading], merge: _Merge) -> dict[str, MassUnit]:
    """By format: the person's answer where the file itself had none, unless it was known already.

    While stored sessions stand that the answer would change, an earlier answer stands too: a log half in pounds and
    half in kilograms would be the worst of all.
    """
    confirmed = choices.confirmed_units
    return {
        reading.format: reading.unit
        for reading in readings
        if reading.unit_from is UnitOrigin.CONFIRMED
        and (choices.unit is not None or reading.format in choices.units)
        and confirmed.get(reading.format) is not reading.unit
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


def _result(
    files: FilesRead, merge: _Merge, doubles: _Doubles, *, replace_changed: bool, batch_id: UUID | None
) -> ImportResult:
    grown = tuple(difference for comparison in merge.comparisons for difference in comparison.grown)
    changed = tuple(difference for comparison in merge.comparisons for difference in comparison.changed)
    added = [session for comparison in merge.comparisons for session in comparison.added]
    there = [session for comparison in merge.comparisons for session in comparison.already_there]
    sets_before_growing = sum(len(difference.stored.session.sets) for difference in grown)
    new = [*((one.key, len(one.session.sets)) for one in added), *((one.stored.key, _joined(one)) for one in grown)]
    not_counted = sum(sets for key, sets in new if key in doubles.elsewhere)
    in_the_files = [*((one.key, one) for one in (*added, *there)), *((one.stored.key, one.incoming) for one in grown)]
    of_the_files = [session.key for session in (*added, *there)] + [pair.stored.key for pair in (*grown, *changed)]
    return ImportResult(
        readings=files.readings,
        unreadable=files.unreadable,
        given_twice=files.repeated,
        sets=SetCounts(
            added=sum(sets for _, sets in new) - not_counted,
            already_there=_sets(there) + sets_before_growing + not_counted,
            changed=_sets(pair.incoming for pair in changed),
            same_training=_sets(session for key, session in in_the_files if key in doubles.elsewhere),
        ),
        sessions=_session_counts(added, there, grown, changed, doubles),
        grown=grown,
        changed=changed,
        changed_were_replaced=replace_changed,
        quarantine=_set_aside(files.readings),
        stored=batch_id is not None,
        same_as_other_app=doubles.met_in(of_the_files),
        batch=batch_id,
    )


def _session_counts(
    added: Sequence[KeyedSession],
    there: Sequence[KeyedSession],
    grown: Sequence[Difference],
    changed: Sequence[Difference],
    doubles: _Doubles,
) -> SessionCounts:
    not_counted = sum(session.key in doubles.elsewhere for session in added)
    return SessionCounts(
        added=len(added) - not_counted,
        already_there=len(there) + not_counted,
        grown=len(grown),
        changed=len(changed),
        same_training=not_counted + sum(session.key in doubles.elsewhere for session in there),
    )


def _joined(pair: Difference) -> int:
    return len(pair.incoming.session.sets) - len(pair.stored.session.sets)


def _sets(sessions: Iterable[KeyedSession]) -> int:
    return sum(len(session.session.sets) for session in sessions)
