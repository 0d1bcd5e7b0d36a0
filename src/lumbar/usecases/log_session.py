"""Stores one session that a person typed, or adds to the one of that day."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from lumbar.core.errors import DataProblem
from lumbar.core.provenance import FileReading, RecordFate, UnitOrigin, balance
from lumbar.core.quantities import MassUnit
from lumbar.core.same_training import KeyedSession, SameTraining, content_hash, keyed, trainings_in_two_apps
from lumbar.core.training import Session, SessionPrecision, TrainingSet, start_of_day
from lumbar.usecases.plain_notation import (
    PROBLEM_OF,
    SOURCE,
    Blank,
    Comment,
    DateLine,
    Line,
    NotUnderstood,
    UnitLine,
    read_line,
    training_sets,
    units_of,
)
from lumbar.usecases.plain_session import SessionLine
from lumbar.usecases.plain_sets import Fault, NotUnderstoodError, SetsLine
from lumbar.usecases.ports import ImportBatch, TrainingStore

TYPED_AS = "lumbar log"
"""The path under which lines are kept that were typed and stand in no file."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that is not taken, with its number from 1."""

    line: int
    text: str
    why: NotUnderstood


@dataclass(frozen=True, slots=True)
class Understood:
    """What was typed, as it was understood."""

    lines: tuple[str, ...]
    fates: tuple[RecordFate, ...]
    """One for each line."""
    sets: tuple[TrainingSet, ...]
    note: str
    refused: tuple[Refused, ...]
    unit: MassUnit | None
    """In which loads without one were read; None where there is none and one is needed, or none was needed."""
    lacks_a_unit: bool
    """Some load has no unit and nobody said which: nothing of it can be stored."""
    unit_was_used: bool
    """Some load has no unit of its own, and was read in the one that was given."""
    whole: SessionLine = field(default=SessionLine())
    """What is said of the whole session."""


@dataclass(frozen=True, slots=True)
class WhichSession:
    """The session that the sets are of."""

    day: date
    at: time | None
    title: str


@dataclass(frozen=True, slots=True)
class Logged:
    """The session as it is, or would be, stored."""

    session: Session
    added: tuple[TrainingSet, ...]
    stored: bool
    """False in a dry run."""

    @property
    def before(self) -> int:
        """Sets that were there already."""
        return len(self.session.sets) - len(self.added)


def understand(lines: Sequence[str], unit: MassUnit | None = None) -> Understood:
    """The lines as sets of one session; ``unit`` is that of loads without one.

    Whatever is not understood is in ``refused``, and nothing else is left out.
    """
    read = [_of_one_session(read_line(text), text) for text in lines]
    written = units_of(read)
    needing = [
        isinstance(line, SetsLine) and line.lacks_a_unit and said is None
        for line, said in zip(read, written, strict=True)
    ]
    sets: list[TrainingSet] = []
    for at, (line, said) in enumerate(zip(read, written, strict=True)):
        if isinstance(line, SetsLine):
            try:
                sets += training_sets(line, said or unit or MassUnit.KG)
            except NotUnderstoodError as why:
                read[at] = NotUnderstood(why.fault, why.met, why.limit)
    return Understood(
        lines=tuple(lines),
        fates=tuple(map(_fate, read)),
        sets=tuple(sets),
        note="\n".join(line.text for line in read if isinstance(line, Comment) and line.text),
        whole=_together(line for line in read if isinstance(line, SessionLine)),
        refused=tuple(
            Refused(at, lines[at - 1], line) for at, line in enumerate(read, start=1) if isinstance(line, NotUnderstood)
        ),
        unit=unit or next((said for said in written if said is not None), None),
        lacks_a_unit=any(needing) and unit is None,
        unit_was_used=any(needing),
    )


def log_session(
    understood: Understood, which: WhichSession, *, store: TrainingStore, now: datetime, dry_run: bool = False
) -> Logged:
    """Stores the sets in one transaction, behind those of the session of that day and title where there is one.

    A unit that the person gave for loads without one is remembered. Lines that were refused are kept as such.
    """
    there = _already_there(which, store)
    keyed_session = _grown(there, understood) if there else _new(which, understood)
    if not dry_run:
        confirmed = understood.unit if understood.unit_was_used else None
        batch = ImportBatch(
            at=now,
            readings=(_reading(understood, keyed_session.session),),
            added=() if there else (keyed_session,),
            replaced=(keyed_session,) if there else (),
            confirmed_units={} if confirmed is None else {SOURCE: confirmed},
            same_training=_same_training(keyed_session, store),
        )
        store.save(batch)
    return Logged(keyed_session.session, understood.sets, stored=not dry_run)


def _same_training(typed: KeyedSession, store: TrainingStore) -> Sequence[SameTraining]:
    """Trainings that two apps have: those known already, and what was typed now where an app has it, too."""
    others = [stored.keyed for stored in store.sessions() if stored.keyed.key != typed.key]
    found = trainings_in_two_apps([*others, typed], different=store.different_trainings())
    return sorted({*found, *store.same_training()})


def _together(lines: Iterable[SessionLine]) -> SessionLine:
    """What several lines say of the session; of one thing the last word counts."""
    whole = SessionLine()
    for line in lines:
        rpe = whole.rpe if line.rpe is None else line.rpe
        whole = SessionLine(rpe, whole.duration_s if line.duration_s is None else line.duration_s)
    return whole


def _of_one_session(line: Line, text: str) -> Line:
    return NotUnderstood(Fault.DATE_NOT_HERE, text.strip()) if isinstance(line, DateLine) else line


def _fate(line: Line) -> RecordFate:
    match line:
        case SetsLine():
            return RecordFate.DONE
        case Comment():
            return RecordFate.NOTES
        case Blank():
            return RecordFate.BLANK
        case NotUnderstood():
            return RecordFate.QUARANTINED
        case UnitLine() | DateLine() | SessionLine():
            return RecordFate.HEADER


def _already_there(which: WhichSession, store: TrainingStore) -> KeyedSession | None:
    """The session of that day and title that was typed earlier; where a time is told, one that began then."""
    found = [
        stored.keyed
        for stored in store.sessions()
        if stored.keyed.session.source == SOURCE
        and stored.keyed.session.day == which.day
        and _same_title(stored.keyed.session.title, which.title)
        and _may_have_begun(stored.keyed.session, which.at)
    ]
    return found[-1] if found else None


def _same_title(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()


def _may_have_begun(session: Session, at: time | None) -> bool:
    return at is None or session.precision is SessionPrecision.DAY or session.start.time() == at


def _new(which: WhichSession, understood: Understood) -> KeyedSession:
    timed = which.at is not None
    session = Session(
        source=SOURCE,
        start=datetime.combine(which.day, which.at) if which.at is not None else start_of_day(which.day),
        precision=SessionPrecision.MINUTE if timed else SessionPrecision.DAY,
        title=which.title,
        sets=understood.sets,
        note=understood.note,
        warm_ups_flagged=True,
        duration_s=understood.whole.duration_s,
        rpe=understood.whole.rpe,
    )
    [found] = keyed((session,))
    return found


def _grown(there: KeyedSession, understood: Understood) -> KeyedSession:
    notes = dict.fromkeys(filter(None, (there.session.note, understood.note)))
    sets = there.session.sets + understood.sets
    rpe = there.session.rpe if understood.whole.rpe is None else understood.whole.rpe
    length = there.session.duration_s if understood.whole.duration_s is None else understood.whole.duration_s
    session = replace(
        there.session,
        sets=sets,
        note="\n".join(notes),
        lines=(),  # no file has all of them
        duration_s=length,
        rpe=rpe,
    )
    return KeyedSession(there.key, content_hash(session), session)


def _reading(understood: Understood, session: Session) -> FileReading:
    """What was typed, as a file would have been read: so that a line set aside is kept with its reason."""
    text = "\n".join(understood.lines)
    return FileReading(
        path=TYPED_AS,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        format=SOURCE,
        variant="typed",
        encoding="utf-8",
        balance=balance(len(understood.lines), understood.fates),
        sessions=(session,),
        problems=tuple(_problem(refused) for refused in understood.refused),
        unit=understood.unit or MassUnit.KG,
        unit_from=UnitOrigin.CONFIRMED if understood.unit_was_used else UnitOrigin.COLUMN,
    )


def _problem(refused: Refused) -> DataProblem:
    why = refused.why
    return DataProblem(
        kind=PROBLEM_OF[why.fault],
        path=TYPED_AS,
        line=refused.line,
        raw=refused.text,
        set_aside=True,
        met=why.met,
        limit=why.limit,
    )
